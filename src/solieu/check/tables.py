"""Every check of the tables of a report: within rows, totals, and what the prose says of the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solieu.check.cells import views
from solieu.check.prose_tables import prose_against_tables
from solieu.check.table_rows import row_findings
from solieu.check.table_shares import share_findings
from solieu.check.table_totals import total_findings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solieu.check.figures import Figures
    from solieu.model import Finding

__all__ = ["tables"]


def tables(figures: Figures) -> Iterator[Finding]:
    """What cannot all be true of the cells of tables."""
    if not figures.report.tables:
        return
    found = views(figures)
    for view in found:
        yield from row_findings(view, figures.report.sha256)
        yield from share_findings(view, figures.report.sha256)
        yield from total_findings(view, figures.report.sha256)
    if found:
        yield from prose_against_tables(figures, found)

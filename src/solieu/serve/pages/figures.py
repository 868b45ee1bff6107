"""Figures that a query asks for, as a table: the same filters as ``solieu figures`` and everywhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solieu.serve.answers import Answer, Sheet
from solieu.serve.editing import STATUSES
from solieu.serve.routes import View
from solieu.serve.sheets import FIGURE_COLUMNS, figure_row, plain_figure
from solieu.store import Query

if TYPE_CHECKING:
    from solieu.serve.asked import Asked

__all__ = ["ROUTES"]

_ON_A_PAGE = 50


def figures(asked: Asked) -> Answer:
    """The figures of this page; as CSV all of them, in the order of their series."""
    query = Query.of(asked.query)
    if asked.form == "csv":
        return Answer(
            "figures.html", sheet=Sheet(FIGURE_COLUMNS, map(figure_row, asked.store.each_figure(query)), "figures")
        )
    page = max(asked.number("page", 1) or 1, 1)
    found = asked.store.figures(query=query, limit=_ON_A_PAGE + 1, offset=(page - 1) * _ON_A_PAGE)
    has_more, found = len(found) > _ON_A_PAGE, found[:_ON_A_PAGE]
    if asked.form == "json":
        told = [plain_figure(one) for one in found]
        return Answer(
            "figures.html", data={"figures": told, "next": asked.here("json", page=page + 1) if has_more else None}
        )
    shown = {
        "figures": found, "page": page, "has_more": has_more, "query": query,
        "statuses": [(one, asked.say(f"status_{one}")) for one in STATUSES],
        "verdicts": [(one, asked.say(f"verdict_{one}")) for one in ("none", "accept", "correct", "reject")],
    }  # fmt: skip
    return Answer("figures.html", shown)


ROUTES = (View("/figures", figures, tab="figures"),)

"""Every check across reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solieu.check.growth import growth
from solieu.check.jumps import jumps
from solieu.check.ledger import Ledger
from solieu.check.over_time import falls, revisions
from solieu.check.plans import plans
from solieu.check.sums import sums_of_indicators, sums_of_places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from solieu.check.ledger import Entry, Key
    from solieu.model import Finding, Report

__all__ = ["check_across"]

_OF_SERIES: tuple[Callable[[Key, Sequence[Entry]], Iterator[Finding]], ...] = (
    falls,
    growth,
    plans,
    jumps,
    revisions,
)
_OF_ALL: tuple[Callable[[Ledger], Iterator[Finding]], ...] = (sums_of_places, sums_of_indicators)


def check_across(reports: Iterable[Report]) -> tuple[Finding, ...]:
    """What cannot all be true of the figures of several reports; the order of the reports does not matter.

    Each report is read once and not kept, so that there may be any number. It takes their observations alone, as
    :func:`solieu.decode_report` gives them back without text. A report that comes twice counts once.
    """
    ledger = Ledger(reports)
    found: dict[str, Finding] = {}
    for key, entries in ledger.series():
        for check in _OF_SERIES:
            found.update((one.id, one) for one in check(key, entries))
    for check_all in _OF_ALL:
        found.update((one.id, one) for one in check_all(ledger))
    return tuple(sorted(found.values(), key=_order))


def _order(finding: Finding) -> tuple[str, int, str, str]:
    first = finding.grounds[0]
    return first.report or "", first.start, finding.check, finding.id

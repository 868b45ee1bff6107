"""Figures that a query asks for, as a table: the same filters as ``solieu figures`` and everywhere else."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, get_args

from solieu.model import Measure, Status
from solieu.serve.answers import Answer, Download, Sheet
from solieu.serve.downloads import FILES, figures_file
from solieu.serve.drawing import indicator_label
from solieu.serve.routes import View
from solieu.serve.sheets import FIGURE_COLUMNS, figure_row, plain_figure
from solieu.serve.shown import everything, place_label
from solieu.store.figures import indicator_ids, place_codes
from solieu.store.query import VERDICTS, Query

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from solieu.serve.asked import Asked
    from solieu.store.figures import Traits

__all__ = ["ROUTES"]

_ROWS = 50
_COUNTED = 400
"""Of so many figures, the first that were found, the filters tell how they divide."""
_MOST_FACETS = 8
_FILTERS = ("indicator", "place", "period", "measure", "status")


def figures(asked: Asked) -> Answer | Download:
    """Figures with filters, those of the latest period first."""
    query = Query.of(asked.query)
    if asked.form == "xlsx":
        return figures_file(asked, [query], "figures")
    if asked.form == "csv":
        rows = (figure_row(one) for one in asked.store.each_figure(query))
        return Answer("figures.html", sheet=Sheet(FIGURE_COLUMNS, rows, "figures"))
    page = max(1, asked.number("page", 1) or 1)
    offset = (page - 1) * _ROWS
    found = asked.store.figures(query, limit=_ROWS + 1, offset=offset)
    rows_shown, more = found[:_ROWS], len(found) > _ROWS
    if asked.form == "json":
        following = asked.here("json", page=page + 1) if more else None
        return Answer("figures.html", data={"figures": [plain_figure(one) for one in rows_shown], "next": following})
    counted = asked.store.traits(query, limit=_COUNTED)
    shown = {
        "query": query, "rows": rows_shown, "page": page, "more": more, "facets": _facets(asked, counted), "place_label": place_label,
        "counted": len(counted), "measures": [(one, asked.say(f"measure_{one}")) for one in get_args(Measure)],
        "statuses": [(one, asked.say(f"status_{one}")) for one in get_args(Status)],
        "verdicts": [(one, asked.say(f"verdict_{one}")) for one in VERDICTS],
    }  # fmt: skip
    return Answer("figures.html", shown)


def _facets(asked: Asked, found: Sequence[Traits]) -> list[tuple[str, list[tuple[str, str, int]]]]:
    """How the figures divide by what is not yet chosen: name of the filter, then value, words and count."""
    tellers: dict[str, tuple[Callable[[Traits], str | None], Callable[[str], str]]] = {
        "indicator": (lambda one: one.indicator_id, lambda value: indicator_label(value, asked.language)),
        "place": (lambda one: one.place_code, lambda value: place_label(value, value)),
        "period": (lambda one: None if one.period is None else str(one.period), lambda value: value),
        "measure": (lambda one: one.measure, lambda value: asked.say(f"measure_{value}")),
        "status": (lambda one: one.status, lambda value: asked.say(f"status_{value}")),
    }
    facets = []
    for name in _FILTERS:
        if asked.query.get(name):
            continue
        value_of, words_of = tellers[name]
        counts = Counter(value for one in found if (value := value_of(one)) is not None)
        entries = [(value, words_of(value), count) for value, count in counts.most_common(_MOST_FACETS)]
        if len(entries) > 1:
            facets.append((name, entries))
    return facets


def _rests_on(asked: Asked) -> Hashable:
    """All that is told of the place or the indicator that is asked for, else everything."""
    query = Query.of(asked.query)
    if query.place is not None:
        return asked.store.changes(places=place_codes(query.place, related=query.related))
    if query.indicator is not None:
        return asked.store.changes(indicators=indicator_ids(query.indicator))
    return everything(asked)


ROUTES = (
    View("/figures", figures, forms=("html", "json", *FILES), tab="search", is_entrance=False, rests_on=_rests_on),
)

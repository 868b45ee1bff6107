"""The review queue: figures that deserve a look most, one after the other, each with its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from solieu.serve.answers import Answer, Sheet
from solieu.serve.cases import case_of, figure_of, shown_case
from solieu.serve.routes import View
from solieu.serve.sheets import FIGURE_COLUMNS, figure_row, plain_figure
from solieu.store import Query

if TYPE_CHECKING:
    from solieu.serve.asked import Asked
    from solieu.store import Queued

__all__ = ["ROUTES"]

_ON_A_PAGE = 20


def review(asked: Asked) -> Answer:
    """The next figures of the queue that the filters leave, and all that is known of the first or the chosen one."""
    query = Query.of({name: value for name, value in asked.query.items() if name != "verdict"})
    skip = asked.number("skip", 0) or 0
    queued = asked.store.queue(query, limit=_ON_A_PAGE + 1, offset=skip)
    following = skip + _ON_A_PAGE if len(queued) > _ON_A_PAGE else None
    queued = queued[:_ON_A_PAGE]
    if asked.form != "html":
        columns = ("attention", "reasons", *FIGURE_COLUMNS)
        rows = ((one.attention, " ".join(one.reasons), *figure_row(one.figure)) for one in queued)
        data = {"figures": [_plain(one) for one in queued], "next": following and asked.here("json", skip=following)}
        return Answer("review.html", data=data, sheet=Sheet(columns, rows, "review"))
    return Answer("review.html", _shown(asked, query, queued, skip, following))


def _plain(one: Queued) -> dict[str, Any]:
    return {"attention": one.attention, "reasons": one.reasons, **plain_figure(one.figure)}


def _shown(asked: Asked, query: Query, queued: list[Queued], skip: int, following: int | None) -> dict[str, Any]:
    chosen = asked.number("figure")
    fields = query.fields()
    shown: dict[str, Any] = {
        "queued": queued, "skip": skip, "following": following, "case": None, "queue": True, "reasons": (),
        "review_fields": f"?{urlencode(fields | ({'skip': str(skip)} if skip else {}))}" if fields or skip else "",
    }  # fmt: skip
    ids = [one.figure.id for one in queued]
    number = chosen or (ids[0] if ids else None)
    if number is None:
        return shown
    at = ids.index(number) if number in ids else None
    shown |= shown_case(asked, case_of(asked.store, figure_of(asked.store, number)))
    if at is not None:
        shown["reasons"] = queued[at].reasons
    previous = ids[at - 1] if at else None
    onward = ids[at + 1] if at is not None and at + 1 < len(ids) else ids[0] if at is None and ids else None
    return shown | {
        "previous_address": previous and asked.here(figure=previous),
        "next_address": asked.here(figure=onward) if onward else following and asked.here(figure=None, skip=following),
    }


ROUTES = (View("/review", review, tab="review"),)

"""Search over words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solieu.serve.answers import Answer, Sheet
from solieu.serve.routes import View
from solieu.serve.sheets import FIGURE_COLUMNS, figure_row, plain_figure
from solieu.serve.shown import everything, place_label

if TYPE_CHECKING:
    from solieu.serve.asked import Asked
    from solieu.store import Passage

__all__ = ["ROUTES"]

_PAGE = 20


def search(asked: Asked) -> Answer:
    """Passages and figures with all the words, the best first."""
    words = asked.text("q")
    if words is None:
        return Answer("search.html", {"words": "", "found": None}, data={"figures": [], "passages": []})
    page = max(1, asked.number("page", 1) or 1)
    found = asked.store.search(words, limit=_PAGE, offset=(page - 1) * _PAGE)
    sheet = Sheet(FIGURE_COLUMNS, (figure_row(one) for one in found.figures), "search")
    shown = {
        "words": words, "found": found, "page": page, "more": len(found.passages) == _PAGE or len(found.figures) == _PAGE,
        "pieces": _pieces, "place_label": place_label,
    }  # fmt: skip
    data = {"figures": [plain_figure(one) for one in found.figures], "passages": found.passages, "page": page}
    return Answer("search.html", shown, data=data, sheet=sheet)


def _pieces(passage: Passage) -> list[tuple[str, bool]]:
    """The text of a passage in pieces, each with whether it was looked for."""
    found: list[tuple[str, bool]] = []
    at = 0
    for start, end in passage.marks:
        if start < at:
            continue
        found += [(passage.text[at:start], False), (passage.text[start:end], True)]
        at = end
    found.append((passage.text[at:], False))
    return [piece for piece in found if piece[0]]


ROUTES = (View("/search", search, tab="search", rests_on=everything),)

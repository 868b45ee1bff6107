"""Rows with the rows that they are parts of: "I", "1", "-", "Trong đó: …", or how far the words are moved in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from solieu.patterns import regex
from solieu.tables.cells import read_number
from solieu.tables.words import table_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solieu.tables.grid import Grid, GridCell
    from solieu.tables.layout import Layout

__all__ = ["Row", "rows_of"]

_MARKERS = (
    ("capital", regex(r"[A-ZĐ](?=[.)\s]|$)[.)]?")),
    ("roman", regex(r"[IVX]{1,5}(?=[.)\s]|$)[.)]?")),
    ("dotted", regex(r"\d{1,3}(?:\.\d{1,3})+[.)]?(?=\s|$)")),
    ("number", regex(r"\d{1,3}(?=[.)]|\s+[^\W\d]|$)[.)]?")),
    ("letter", regex(r"[a-zđ](?=[.)]|$)[.)]?|[a-zđ]\)")),
    ("dash", regex(r"[-–—]+(?=\s|[^\W\d]|$)")),
    ("plus", regex(r"\++(?=\s|[^\W\d]|$)")),
    ("star", regex(r"[*•·]+(?=\s|[^\W\d]|$)")),
)
_RANKS = {
    kind: rank for rank, kind in enumerate(("capital", "roman", "number", "dotted", "letter", "dash", "plus", "star"))
}
_DEEPEST = 12
"""Rows are parts of parts no deeper; a table that moves each row in farther than the one before is no list."""
_ROMAN_LETTERS = frozenset("IVX")


@dataclass(frozen=True)
class Row:
    """A row below the heads."""

    index: int
    label: GridCell | None
    """The cell that names it."""
    start: int
    """Where in the label's words its name begins, behind a list marker and "Trong đó:"."""
    parents: tuple[Row, ...]
    """The rows that it is a part of, the outermost first."""

    @property
    def name(self) -> str:
        """Its name as printed."""
        return self.label.surface[self.start :].strip() if self.label else ""

    @property
    def lower(self) -> str:
        """Its name in lower case, written one way."""
        return self.label.lower[self.start :].strip() if self.label else ""


def rows_of(grid: Grid, layout: Layout) -> Iterator[Row]:
    """The rows below the heads of ``layout``, those without figures among them as parents of others."""
    stack: list[tuple[str, int, Row]] = []
    for index in range(layout.first, len(grid.rows)):
        label = _label(grid, layout, index)
        kind, start, among = _marker(grid, layout, index, label)
        if label is not None and table_words().parts.fullmatch(label.lower, start):
            # "Trong đó:" on a row of its own announces the parts of the row before it.
            yield Row(index, label, start, tuple(entry for _, _, entry in stack))
            continue
        indent = label.cell.indent if label else 0
        keep = _depth(stack, kind, indent, among=among)
        del stack[min(keep, _DEEPEST) :]
        row = Row(index, label, start, tuple(entry for _, _, entry in stack))
        if label is not None and row.name:
            stack.append(("among" if among else kind, indent, row))
        yield row


def _label(grid: Grid, layout: Layout, index: int) -> GridCell | None:
    label = grid.rows[index][layout.label] if layout.label is not None else None
    if label is not None and label.lower.strip():
        return label
    # A heading that reaches over the whole row, or stands in the column of the numbering: "A. KINH TẾ".
    words = [cell for cell in grid.rows[index][: (layout.label or 0) + 1] if cell and cell.lower.strip()]
    wide = [cell for cell in words if read_number(cell) is None and len(cell.lower.strip()) > 2]
    return wide[-1] if wide else None


def _marker(grid: Grid, layout: Layout, index: int, label: GridCell | None) -> tuple[str, int, bool]:
    """The kind of the row's list marker, where its name begins, and whether "Trong đó" stands before it."""
    surface = label.surface if label else ""
    begin = len(surface) - len(surface.lstrip())
    kind = ""
    numbering = grid.rows[index][layout.ordinal] if layout.ordinal is not None else None
    if numbering is not None and numbering is not label:
        kind = _kind(numbering.surface.strip())[0]
    own, length = _kind(surface[begin:]) if label else ("", 0)
    if own and length < len(surface.strip()):
        begin += length + len(surface[begin + length :]) - len(surface[begin + length :].lstrip())
        kind = own if own in ("dash", "plus", "star") or not kind else kind
    among = table_words().parts.match(label.lower, begin) if label else None
    if among and among.end() < len(surface):
        return kind, among.end(), True
    return kind, begin, False


def _kind(words: str) -> tuple[str, int]:
    for kind, pattern in _MARKERS:
        found = pattern.match(words)
        if found and not (kind == "capital" and words[0] in _ROMAN_LETTERS):
            return kind + str(found[0].count(".")) * (kind == "dotted"), found.end()
    return "", 0


def _depth(stack: list[tuple[str, int, Row]], kind: str, indent: int, *, among: bool) -> int:
    """How many of the rows on the stack the row lies under."""
    if among:
        # "Trong đó: …" is a part of the row before it; what follows with the same marker is a part of that, too.
        return len(stack) if not stack or stack[-1][0] != "among" else len(stack) - 1
    for at in range(len(stack) - 1, -1, -1):
        if stack[at][0] == kind:
            if kind == "" and stack[at][1] < indent:
                return at + 1
            same = [depth for depth in range(at + 1) if stack[depth][0] == kind and stack[depth][1] >= indent]
            return same[0] if same else at
    if kind in ("", "among"):
        return _by_indent(stack, indent)
    depth = len(stack)
    while depth and _rank(stack[depth - 1][0]) > _rank(kind):
        depth -= 1
    return depth


def _rank(kind: str) -> int:
    """The greater, the lower such a list marker usually stands: "I" over "1" over "-"."""
    return _RANKS.get(kind.rstrip("0123456789"), 0)


def _by_indent(stack: list[tuple[str, int, Row]], indent: int) -> int:
    """A row without a marker among rows with one: under those that are not moved in as far."""
    depth = 0
    while depth < len(stack) and stack[depth][1] < indent:
        depth += 1
    return depth

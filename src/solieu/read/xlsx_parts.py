"""The parts of an XLSX workbook, each read in one pass over its XML that builds no tree.

openpyxl makes an object of each styled blank cell or, where it reads row by row, tells neither merged cells nor hidden
rows, nor the fonts within a cell; ten million styled blank cells, as a formatted column leaves them, are taken out of
the XML here before it is parsed.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import IO, TYPE_CHECKING, TypeVar
from xml.parsers import expat

from openpyxl.styles.numbers import BUILTIN_FORMATS

from solieu.errors import ReadError
from solieu.read.number_formats import GENERAL, LOCAL_FORMATS
from solieu.read.sheets import PLAIN, Sheet, SheetCell, Style, Tally, joined_runs, number_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

__all__ = ["Book", "Run", "read_book", "read_sheet", "read_strings", "read_styles"]

_PIECE = 1 << 20
# Excel writes the place first and, of a cell that only looks like something, nothing but its style.
_BLANK_CELL = re.compile(rb'<c r="[A-Z]{1,3}\d{1,7}"(?: s="\d{1,9}")?(?:/>|></c>)')
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_MOST_COLUMNS = 16_384
_MOST_ROWS = 1_048_576
_TAGS_PER_CELL = 20
_MOST_STYLES = 100_000
_MOST_INDENT = 250
_TRUE = frozenset({"1", "true", "on"})
_DAMAGED = "The XML in this workbook is damaged: open it in a spreadsheet program and save it anew."

Run = tuple[str, str]
"""Words and the name of their font, "" where it is the cell's."""
Text = tuple[Run, ...]
_Item = TypeVar("_Item")


@dataclass(slots=True)
class Book:
    """What ``workbook.xml`` tells: each sheet's name, relation and whether it is hidden, and where days begin."""

    sheets: list[tuple[str, str, bool]] = field(default_factory=list)
    since_1904: bool = False


def _parse(
    part: Iterable[bytes],
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] = lambda _: None,
    words: Callable[[str], None] | None = None,
) -> None:
    """Tells of each tag without its namespace: of a part whose first tag has a prefix ("x:worksheet"), all lose it."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def first(name: str, about: dict[str, str]) -> None:
        prefixed = ":" in name
        parser.StartElementHandler = (lambda name, about: start(_local(name), about)) if prefixed else start
        parser.EndElementHandler = (lambda name: end(_local(name))) if prefixed else end
        parser.StartElementHandler(name, about)

    parser.StartElementHandler = first
    parser.CharacterDataHandler = words
    parser.StartDoctypeDeclHandler = _refuse
    try:
        for piece in part:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise ReadError(_DAMAGED) from error


def _refuse(*_: object) -> None:
    raise ReadError("The XML in this workbook declares a document type, which Excel never does: save it anew in Excel.")


def _pieces(part: IO[bytes]) -> Iterable[bytes]:
    while piece := part.read(_PIECE):
        yield piece


def _without_blank_cells(part: IO[bytes]) -> Iterable[bytes]:
    """The XML of a sheet in pieces that end before a tag, without the cells that hold nothing."""
    held = b""
    for piece in _pieces(part):
        whole = held + piece
        cut = whole.rfind(b"<c ")
        if cut < 0 or len(whole) - cut > _PIECE:
            cut = len(whole)
        held = whole[cut:]
        yield _BLANK_CELL.sub(b"", whole[:cut])
    yield held


def _local(name: str) -> str:
    return name.rpartition(":")[2] if ":" in name else name


def read_book(part: IO[bytes]) -> Book:
    """The workbook's sheets in their order."""
    book = Book()

    def start(name: str, about: dict[str, str]) -> None:
        if name == "sheet":
            relation = next((value for key, value in about.items() if _local(key) == "id"), "")
            book.sheets.append((about.get("name", ""), relation, about.get("state", "visible") != "visible"))
        elif name == "workbookPr":
            book.since_1904 = about.get("date1904", "").lower() in _TRUE

    _parse(_pieces(part), start)
    return book


def read_strings(part: IO[bytes]) -> list[Text]:
    """The texts that cells refer to by number."""
    strings: list[Text] = []
    runs = _Runs()

    def end(name: str) -> None:
        if name == "si":
            strings.append(runs.take())
        else:
            runs.end(name)

    _parse(_pieces(part), runs.start, end, runs.words)
    return strings


class _Runs:
    """Collects the runs of one text; what tells how it is spoken (``rPh``) is passed over."""

    __slots__ = ("_font", "_open", "_pieces", "_runs", "_spoken")

    def __init__(self) -> None:
        self._runs: list[Run] = []
        self._pieces: list[str] = []
        self._font = ""
        self._open = self._spoken = False

    def start(self, name: str, about: Mapping[str, str]) -> None:
        if name == "t":
            self._open = not self._spoken
        elif name == "rFont":
            self._font = about.get("val", "")
        elif name == "rPh":
            self._spoken = True

    def words(self, words: str) -> None:
        if self._open:
            self._pieces.append(words)

    def end(self, name: str) -> None:
        if name == "t" and self._open:
            self._runs.append((_unescaped("".join(self._pieces)), self._font))
            self._pieces.clear()
            self._open = False
        elif name == "r":
            self._font = ""
        elif name == "rPh":
            self._spoken = False

    def take(self) -> Text:
        runs = tuple(self._runs)
        self._runs.clear()
        return runs


def _unescaped(words: str) -> str:
    if "_x" not in words:
        return words
    found = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), words)
    return found.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def read_styles(part: IO[bytes]) -> list[Style]:
    """How the cells of each style number look."""
    look = _Look()
    _parse(_pieces(part), look.start, look.end)
    return look.styles


class _Look:
    """Collects fonts, borders and formats on the way to the styles made of them."""

    def __init__(self) -> None:
        self.styles: list[Style] = []
        self._codes: dict[int, str] = dict(BUILTIN_FORMATS) | LOCAL_FORMATS
        self._fonts: list[tuple[str, bool]] = []
        self._borders: list[bool] = []
        self._list = ""
        self._name, self._bold, self._ruled = "", False, False

    def start(self, name: str, about: Mapping[str, str]) -> None:
        if name in ("fonts", "borders", "cellXfs", "cellStyleXfs", "dxfs", "numFmts"):
            self._list = name
        elif self._list == "numFmts" and name == "numFmt":
            self._codes[_whole(about.get("numFmtId"))] = about.get("formatCode", GENERAL)
        elif self._list == "fonts":
            self._font_part(name, about)
        elif self._list == "borders" and name in ("left", "right", "start", "end"):
            self._ruled = self._ruled or about.get("style", "none") != "none"
        elif self._list == "cellXfs":
            self._style_part(name, about)

    def end(self, name: str) -> None:
        if name == self._list:
            self._list = ""
        elif self._list == "fonts" and name == "font":
            self._fonts.append((self._name, self._bold))
            self._name, self._bold = "", False
        elif self._list == "borders" and name == "border":
            self._borders.append(self._ruled)
            self._ruled = False

    def _font_part(self, name: str, about: Mapping[str, str]) -> None:
        if name == "name":
            self._name = about.get("val", "")
        elif name == "b":
            self._bold = about.get("val", "1").lower() in _TRUE

    def _style_part(self, name: str, about: Mapping[str, str]) -> None:
        if name == "xf" and len(self.styles) < _MOST_STYLES:
            font, bold = _at(self._fonts, about.get("fontId"), ("", False))
            ruled = _at(self._borders, about.get("borderId"), False)
            code = self._codes.get(_whole(about.get("numFmtId")), GENERAL)
            self.styles.append(Style(code, bold, 0, font, ruled))
        elif name == "alignment" and self.styles:
            indent = min(_whole(about.get("indent")), _MOST_INDENT)
            self.styles[-1] = self.styles[-1]._replace(indent=indent)


def _whole(digits: str | None) -> int:
    return int(digits) if digits and len(digits) < 10 and digits.isdecimal() else 0


def _at(items: Sequence[_Item], digits: str | None, otherwise: _Item) -> _Item:
    index = _whole(digits)
    return items[index] if digits and index < len(items) else otherwise


def read_sheet(
    part: IO[bytes], sheet: Sheet, strings: Sequence[Text], styles: Sequence[Style], tally: Tally, *, since_1904: bool
) -> None:
    """Puts the cells, merged cells and hidden rows and columns of a sheet's XML into ``sheet``.

    Raises:
        Enough: if the limits of ``tally`` are reached; what was read until then is in ``sheet``.
    """
    reading = _SheetPass(sheet, strings, styles, tally, since_1904)
    _parse(_without_blank_cells(part), reading.start, reading.end, reading.words)


class _SheetPass:
    __slots__ = (
        *("_about", "_column", "_formula", "_open", "_pieces", "_row", "_runs", "_sheet", "_since_1904"),
        *("_strings", "_styles", "_tags_left", "_tally"),
    )

    def __init__(
        self, sheet: Sheet, strings: Sequence[Text], styles: Sequence[Style], tally: Tally, since_1904: bool
    ) -> None:
        self._sheet, self._strings, self._tally = sheet, strings, tally
        self._styles = {str(index): style for index, style in enumerate(styles)}
        self._tags_left = tally.most_cells * _TAGS_PER_CELL
        self._since_1904 = since_1904
        self._row = self._column = -1
        self._about: dict[str, str] = {}
        self._formula = False
        self._open = ""
        self._pieces: list[str] = []
        self._runs = _Runs()

    def start(self, name: str, about: dict[str, str]) -> None:
        self._tags_left -= 1
        if self._tags_left < 0:
            self._tally.stop()
        if name == "c":
            self._place(about.get("r"))
            self._about, self._formula = about, False
        elif name == "v":
            self._open = "v"
            self._pieces.clear()
        elif name == "f":
            self._formula = True
        elif name == "is":
            self._open = "is"
        elif self._open == "is":
            self._runs.start(name, about)
        else:
            self._other(name, about)

    def words(self, words: str) -> None:
        if self._open == "v":
            self._pieces.append(words)
        elif self._open == "is":
            self._runs.words(words)

    def end(self, name: str) -> None:
        if name == "c":
            self._cell()
            self._open = ""
        elif name == "v":
            self._open = ""
        elif self._open == "is":
            self._runs.end(name)

    def _other(self, name: str, about: Mapping[str, str]) -> None:
        if name == "row":
            self._row = _whole(about.get("r")) - 1 if "r" in about else self._row + 1
            self._column = -1
            if about.get("hidden", "") in _TRUE:
                self._sheet.hidden_rows.add(self._row)
        elif name == "col" and about.get("hidden", "") in _TRUE:
            first, last = max(_whole(about.get("min")), 1), min(_whole(about.get("max")), _MOST_COLUMNS)
            self._sheet.hidden_columns.update(range(first - 1, last))
        elif name == "mergeCell":
            self._merge(about.get("ref", ""))

    def _place(self, reference: str | None) -> None:
        self._column += 1
        if reference:
            letters = reference.rstrip("0123456789")
            self._column = _column(letters)
            if self._column < 0 or not 0 <= self._row < _MOST_ROWS:
                raise ReadError(_DAMAGED)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        corners = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last or first)
        if corners[0] and corners[1]:
            top, left = int(corners[0][2]) - 1, _column(corners[0][1])
            bottom, right = int(corners[1][2]) - 1, _column(corners[1][1])
            if top <= bottom < _MOST_ROWS and 0 <= left <= right:
                self._sheet.merged.append((top, left, bottom, right))

    def _cell(self) -> None:
        kind = self._about.get("t", "n")
        style = self._styles.get(self._about.get("s", "0"), PLAIN)
        value = "".join(self._pieces)
        self._pieces.clear()
        cell: SheetCell | None
        if kind == "e":
            self._tally.errors += 1
            cell = SheetCell(self._row, self._column, "", style=style)
        elif not value and self._formula and kind == "n":
            self._tally.without_result += 1
            cell = SheetCell(self._row, self._column, "", style=style)
        elif kind == "n":
            cell = self._number(value, style)
        else:
            cell = self._text(kind, value, style)
            if not cell.words.strip():
                return
        if cell is not None:
            self._tally.take(cell.words)
            self._sheet.cells.append(cell)

    def _number(self, value: str, style: Style) -> SheetCell | None:
        if not value:
            return None
        try:
            number = float(value)
        except ValueError:
            number = math.nan
        return number_of(self._row, self._column, number, style, since_1904=self._since_1904)

    def _text(self, kind: str, value: str, style: Style) -> SheetCell:
        runs: Text
        if kind == "s":
            runs = _at(self._strings, value.strip(), ())
        elif kind == "inlineStr":
            runs = self._runs.take()
        else:
            runs = ((_other_words(kind, value), ""),)
        return SheetCell(self._row, self._column, joined_runs(runs, style), style=style)


def _other_words(kind: str, value: str) -> str:
    if kind == "b":
        return "TRUE" if value.strip() in _TRUE else "FALSE"
    if kind == "d":
        try:
            return f"{date.fromisoformat(value[:10]):%d/%m/%Y}"
        except ValueError:
            return value
    return _unescaped(value)


@lru_cache(maxsize=32_768)
def _column(letters: str) -> int:
    """The number of a column, from 0; -1 where there is none of that name."""
    if not 0 < len(letters) <= 3 or not (letters.isascii() and letters.isalpha()):
        return -1
    column = 0
    for letter in letters.upper():
        column = 26 * column + ord(letter) - 64
    return column - 1 if column <= _MOST_COLUMNS else -1

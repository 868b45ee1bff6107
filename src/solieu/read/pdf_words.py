"""The words of a page of a PDF, as PDFium finds its letters."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2.raw as pdfium

from solieu.read.legacy import LegacyEncoding, decode_font_run, encoding_of_font
from solieu.read.pdf_rules import MOST_OBJECTS, Drawn
from solieu.read.printed import Frame, Sheet, Word, turned
from solieu.read.syllables import is_syllable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from solieu.read.printed import Box

__all__ = ["MOST_LETTERS", "read_sheet"]

MOST_LETTERS = 200_000
"""Letters of one page; no page that people can read holds more."""
_SLANT = 10.0
_SMALL = 0.8
_RAISED = 0.12
_SCANNED_PART = 0.5
_FEWEST_LETTERS = 200
"""A scan may bear a printed stamp of its signature; a page with more letters than that is no scan."""
_INVISIBLE = 3
_HYPHEN_AT_LINE_END = 2
_SYMBOLS = {0xF0B7: "•", 0xF0A7: "▪", 0xF02D: "-", 0xF02B: "+", 0xF0D8: "➢", 0xF0FC: "✓", 0xF076: "❖"}
_FOOTNOTE_MARKS = frozenset("0123456789*¹²³⁴⁵⁶⁷⁸⁹⁰()[],")
_RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
# "1.200 km²" may be set as a small raised 2, which is part of the unit.
_TCVN3 = (LegacyEncoding.TCVN3, LegacyEncoding.TCVN3_CAPITALS)
_LETTERS = re.compile(r"[^\W\d_]+")
_TOUCHING = re.compile(r"(?<=[^\W\d_])-|-(?=[^\W\d_])")
_UNSEEN = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202f\u2060\ufeff]")
_TAKES_A_POWER = ("m", "km", "dm", "cm", "mm", "hm", "dam")


class _Piece(NamedTuple):
    """Letters of one word that stand at one height in one font."""

    text: str
    box: Box
    font: str
    quarter: int | None
    """Quarter turns to the left of its direction, ``None`` where it slants."""
    glued: bool


def read_sheet(page: Any, number: int) -> Sheet:
    """What stands on an open page of PDFium."""
    bounds = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(bounds))
    rotation = max(0, pdfium.FPDFPage_GetRotation(page))
    letters = _Letters(page)
    pieces = list(letters.pieces())
    quarters = Counter[int]()
    for piece in pieces:
        if piece.quarter is not None:
            quarters[piece.quarter] += len(piece.text)
    quarter = quarters.most_common(1)[0][0] if quarters else rotation
    frame = Frame(bounds.left, bounds.bottom, bounds.right, bounds.top, quarter)
    drawn = Drawn(frame)
    drawn.look(page)
    width, height = turned(frame.right - frame.left, frame.top - frame.bottom, rotation)
    readable = sum(quarters.values())
    return Sheet(
        number,
        width,
        height,
        tuple(_words(pieces, frame)),
        tuple(drawn.ruling),
        (rotation - quarter) % 4,
        letters.count + drawn.objects,
        drawn.pictured >= _SCANNED_PART and (readable < _FEWEST_LETTERS or letters.unreadable > readable),
        letters.invisible > readable / 2 > 0,
        letters.cut or drawn.objects > MOST_OBJECTS,
    )


class _Letters:
    """The letters of a page, one after the other."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self.count = 0
        self.invisible = 0
        self.unreadable = 0
        self.cut = False
        self._fonts: dict[int | None, str] = {}

    def pieces(self) -> Iterator[_Piece]:
        """Runs of letters without blanks, in the order of the file; boxes in the page's own coordinates."""
        text_page = pdfium.FPDFText_LoadPage(self._page)
        if not text_page:
            return
        try:
            yield from self._of(text_page)
        finally:
            pdfium.FPDFText_ClosePage(text_page)

    def _of(self, text_page: Any) -> Iterator[_Piece]:
        found = max(0, pdfium.FPDFText_CountChars(text_page))
        self.count, self.cut = min(found, MOST_LETTERS), found > MOST_LETTERS
        code_of, box_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
        rect = pdfium.FS_RECTF()
        reference = ctypes.byref(rect)
        letters: list[str] = []
        begun, glued = 0, False
        left = bottom = right = top = 0.0
        for index in range(self.count):
            code = code_of(text_page, index)
            letter = _letter(code)
            if letter is None:
                self.unreadable += 1
                continue
            if letter.isspace():
                if letters:
                    yield self._piece(text_page, begun, letters, (left, bottom, right, top), glued)
                    letters = []
                glued = False
                continue
            box_of(text_page, index, reference)
            if letters and not self._goes_on(rect, bottom, top, left):
                yield self._piece(text_page, begun, letters, (left, bottom, right, top), glued)
                letters, glued = [], True
            if letters:
                left, right = min(left, rect.left), max(right, rect.right)
                bottom, top = min(bottom, rect.bottom), max(top, rect.top)
            else:
                begun = index
                left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
            letters.append(letter)
        if letters:
            yield self._piece(text_page, begun, letters, (left, bottom, right, top), glued)

    @staticmethod
    def _goes_on(rect: Any, bottom: float, top: float, left: float) -> bool:
        """Whether a letter stands in the line of those before it, upright or sideways."""
        near = 0.08 * (rect.top - rect.bottom)
        if abs(rect.bottom - bottom) <= near and abs(rect.top - top) <= near:
            return True
        return bool(abs(rect.left - left) <= 0.05 * (rect.right - rect.left))

    def _piece(self, text_page: Any, index: int, letters: list[str], box: Box, glued: bool) -> _Piece:
        printed = pdfium.FPDFText_GetTextObject(text_page, index)
        if not printed:
            return _Piece("".join(letters), box, "", 0, glued)
        if pdfium.FPDFTextObj_GetTextRenderMode(printed) == _INVISIBLE:
            self.invisible += len(letters)
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(printed, ctypes.byref(matrix))
        return _Piece("".join(letters), box, self._font(printed), _quarter(matrix.a, matrix.b), glued)

    def _font(self, printed: Any) -> str:
        font = pdfium.FPDFTextObj_GetFont(printed)
        key = ctypes.cast(font, ctypes.c_void_p).value
        if key not in self._fonts:
            name = ctypes.create_string_buffer(256)
            length = pdfium.FPDFFont_GetBaseFontName(font, name, 256) if font else 0
            self._fonts[key] = name.value.decode("latin-1") if 0 < length <= 256 else ""
        return self._fonts[key]


def _letter(code: int) -> str | None:
    """The letter of a code; ``None`` where the font does not say which one it is."""
    if code == _HYPHEN_AT_LINE_END:
        return "-"
    if code in _SYMBOLS:
        return _SYMBOLS[code]
    if code in (0, 0xFFFD, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return None
    return " " if code < 32 else chr(code)


def _quarter(a: float, b: float) -> int | None:
    degrees = math.degrees(math.atan2(b, a)) % 360
    nearest = round(degrees / 90)
    return nearest % 4 if abs(degrees - 90 * nearest) <= _SLANT else None


def _words(pieces: Sequence[_Piece], frame: Frame) -> Iterator[Word]:
    """The pieces put together to words, without marks of footnotes."""
    before: Word | None = None
    for word in _joined_pieces(pieces, frame):
        if before is not None and _marks(word, before):
            continue
        if before is not None:
            yield before
        before = word
    if before is not None:
        yield before


def _marks(word: Word, before: Word) -> bool:
    near = word.left - before.right < 0.6 * before.height
    return near and _is_footnote_mark(word.text, word[1:5], (before.text, before[1:5]), before.height)


def _joined_pieces(pieces: Sequence[_Piece], frame: Frame) -> Iterator[Word]:
    """Words; slanting ones, which are stamps and watermarks, stay out."""
    pending: list[tuple[str, Box, bool]] = []
    for piece in pieces:
        if piece.quarter is None:
            continue
        if pending and not piece.glued:
            yield from _joined(pending)
            pending = []
        pending.append((_decoded(piece), frame.box(*piece.box), piece.quarter != frame.turns))
    if pending:
        yield from _joined(pending)


def _decoded(piece: _Piece) -> str:
    text = decode_font_run(piece.text, piece.font)
    if "-" in text and encoding_of_font(piece.font) in _TCVN3 and not all(map(is_syllable, _LETTERS.findall(text))):
        # The "ư" of TCVN3 has the code of the soft hyphen, which PDFs give as a hyphen: "n-íc" is "nước".
        text = decode_font_run(_TOUCHING.sub("\xad", piece.text), piece.font)
    text = unicodedata.normalize("NFC", text)
    return text if text.isascii() else _UNSEEN.sub("", text.replace("\xad", "-"))


def _joined(pieces: Sequence[tuple[str, Box, bool]]) -> Iterator[Word]:
    if len(pieces) == 1:
        text, box, sideways = pieces[0]
        if cleaned := _without_raised_digits(text):
            yield Word(cleaned, *box, sideways)
        return
    tallest = max(box[3] - box[1] for _, box, _ in pieces)
    kept: list[tuple[str, Box, bool]] = []
    for text, box, sideways in pieces:
        before = kept[-1] if kept else None
        if before and _is_footnote_mark(text, box, before[:2], tallest):
            continue
        if before and _apart(before[1], box):
            yield _one(kept)
            kept = []
        kept.append((text, box, sideways))
    yield _one(kept)


def _one(pieces: Sequence[tuple[str, Box, bool]]) -> Word:
    boxes = [box for _, box, _ in pieces]
    text = _without_raised_digits(unicodedata.normalize("NFC", "".join(text for text, _, _ in pieces)))
    tall = max(boxes, key=lambda box: box[3] - box[1])
    return Word(text, min(box[0] for box in boxes), tall[1], max(box[2] for box in boxes), tall[3], pieces[0][2])


def _apart(first: Box, second: Box) -> bool:
    """Whether two pieces that the file writes one after the other stand in two lines or far from each other."""
    height = max(first[3] - first[1], second[3] - second[1])
    middle = (second[1] + second[3]) / 2
    return not (first[1] - 0.2 * height < middle < first[3] + 0.2 * height) or second[0] - first[2] > 0.5 * height


def _is_footnote_mark(text: str, box: Box, before: tuple[str, Box], tallest: float) -> bool:
    """Whether this is the small raised 1 of "2022¹"; the 2 of "km²" is none."""
    height, top = box[3] - box[1], before[1][1]
    if height > _SMALL * tallest or not set(text) <= _FOOTNOTE_MARKS:
        return False
    raised = before[1][3] - box[3] > _RAISED * tallest and box[1] < top + 0.4 * tallest
    return raised and not (text in ("2", "3") and before[0].lower().endswith(_TAKES_A_POWER) and _is_unit(before[0]))


def _is_unit(text: str) -> bool:
    return text.lower().strip("0123456789.,/()") in _TAKES_A_POWER


def _without_raised_digits(text: str) -> str:
    """ "2022¹" without its mark; "m²" stays."""
    if text.isascii() or text[-1] not in _RAISED_DIGITS:
        return text
    bare = text.rstrip(_RAISED_DIGITS)
    return text if not bare or _is_unit(bare) else bare

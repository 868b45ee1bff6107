"""RTF documents: text with its fonts, tables from their rows and cells.

The tables of control words are those of striprtf. Its one function is not used: it knows no fonts, which alone tell
texts in TCVN3 and VNI, it has no cells, and it takes time that grows with the square of some texts' lengths.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from striprtf.striprtf import destinations, specialchars

from solieu.errors import ReadError
from solieu.read.margins import is_page_number
from solieu.read.rtf_flow import Flow, Looks
from solieu.read.rtf_fonts import Fonts, code_page

if TYPE_CHECKING:
    from solieu.read.content import Content
    from solieu.read.limits import Limits

__all__ = ["read"]

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\", re.DOTALL
)
_LETTER = r"\\u(-?\d{1,5}) ?(?:[^\\{}\r\n\x80-\xff]|\\'[0-9a-fA-F]{2})"
_CODE = re.compile(_LETTER)
# Words with letters of Unicode, each with one sign for old programs: most of a Vietnamese text, so taken in one step.
_WORDS = re.compile(rf"(?:[^\\{{}}\r\n\x80-\xff]*+{_LETTER})+[^\\{{}}\r\n\x80-\xff]*+")
_EDGE = re.compile(r"[{}]|\\bin(\d{1,10}) ?|\\.", re.DOTALL)
_DEEPEST = 2_000
_HEADS = ("headerf", "header", "headerr", "headerl")
_FEET = ("footerf", "footer", "footerr", "footerl")
_MARGINS = frozenset({*_HEADS, *_FEET})
_BOXES = frozenset({"shptxt", "dptxbxtext"})
_APART = _MARGINS | _BOXES | {"footnote"}
_READ = _APART | {"shp", "shpgrp", "shpinst", "do", "pntext", "fldinst"}
_AWAY = (destinations | {"info", "nonshppict", "shprslt", "nesttableprops", "listtables", "revtbl"}) - _READ
_PICTURES = frozenset({"pict", "shppict"})
_FIELDS_AWAY = re.compile(r"(?:\\[a-z]+-?\d*|\\\*|[\s{}])*(?:PAGE|NUMPAGES|SECTIONPAGES|PAGEREF|TOC|FILENAME)\b", re.I)
_SWITCHES = {
    "b": "bold",
    "v": "hidden",
    "deleted": "hidden",
    "caps": "capitals",
    "scaps": "capitals",
    "intbl": "in_table",
}
_PLAIN = {
    name: words for name, words in specialchars.items() if name not in ("par", "sect", "row", "cell", "nestcell")
} | {
    "page": "\n",
    "nestcell": "\n",
    "nestrow": "\n",
    "~": "\u00a0",
    "_": "-",
    "-": "",
    "softline": "\n",
}
_SKIPPED_AT_MOST = 16


@dataclass(slots=True)
class _Group:
    """What holds between an opening brace and its closing one."""

    looks: Looks
    skip: int = 1
    """How many characters stand behind each \\u for programs that do not know it."""
    apart: str = ""
    """The kind of text that is written apart from the rest here: ``footnote``, ``header`` …"""


def read(data: bytes, limits: Limits) -> Content:
    """The text of an RTF document with its tables.

    Raises:
        ReadError: if its groups are nested too deeply.
    """
    return _Reader(data.decode("latin-1"), limits).content()


class _Reader:
    """One document while it is read."""

    def __init__(self, source: str, limits: Limits) -> None:
        self._source = source
        self._limits = limits
        self._fonts = Fonts()
        self._at = 0
        self._group = _Group(Looks())
        self._outer: list[_Group] = []
        self._flows = [Flow(self._fonts)]
        self._margins: dict[str, Flow] = {}
        """Of each kind of head and foot the first, which is that of the first section."""
        self._to_skip = 0
        self._starred = self._opening = False
        self._away_at = -1
        self._pictures = 0

    def content(self) -> Content:
        """Everything, from the first brace to the last."""
        while self._at < len(self._source):
            if self._group.skip == 1 and not self._to_skip and self._take_words():
                continue
            token = _TOKEN.match(self._source, self._at)
            assert token is not None  # the pattern takes every character
            self._at = token.end()
            if not self._take(token):
                break
        whole = not self._outer
        while self._outer:
            self._close()
        return self._written(whole)

    def _take(self, token: re.Match[str]) -> bool:
        """One token; false once the outermost group has ended."""
        word, amount, byte, sign, brace, words = token.groups()
        if brace == "{":
            self._open()
            return True
        if brace == "}":
            self._close()
            return bool(self._outer)
        opening, self._opening = self._opening, False
        if word:
            self._word(word, None if amount is None else int(amount), opening)
        elif byte:
            self._write(chr(int(byte, 16)))
        elif words:
            self._write(words)
        elif sign == "*":
            self._starred = self._opening = True
        elif sign in ("\r", "\n"):
            self._paragraph_ends()
        elif sign in _PLAIN:
            self._write(_PLAIN[sign], unicode=True)
        return True

    def _take_words(self) -> bool:
        words = _WORDS.match(self._source, self._at)
        if words is None:
            return False
        self._opening = False
        self._at = words.end()
        self._write(_CODE.sub(_letter, words[0]), unicode=True)
        return True

    def _open(self) -> None:
        if len(self._outer) >= _DEEPEST:
            raise ReadError("The groups of this RTF document are nested too deeply: save it anew in Word.")
        self._outer.append(self._group)
        self._group = replace(self._group, apart="")
        self._opening, self._starred, self._to_skip = True, False, 0

    def _close(self) -> None:
        self._to_skip = 0
        apart = self._group.apart
        if self._outer:
            self._group = self._outer.pop()
        if not apart:
            return
        flow = self._flows.pop()
        flow.end()
        if apart in _MARGINS:
            self._margins.setdefault(apart, flow)
        else:
            self._flows[-1].hang(flow)

    def _word(self, word: str, amount: int | None, opening: bool) -> None:
        if self._to_skip and word not in ("u", "uc"):
            self._to_skip -= 1
            return
        if opening and self._destination(word):
            return
        if word in _SWITCHES:
            self._change(**{_SWITCHES[word]: amount != 0})
        elif word in _PLAIN:
            self._write(_PLAIN[word], unicode=True)
        elif word == "u":
            self._write(chr((amount or 0) & 0xFFFF), unicode=True)
            self._to_skip = self._group.skip
        elif word == "uc":
            self._group.skip = max(0, min(amount or 0, _SKIPPED_AT_MOST))
        elif word == "bin":
            self._at += max(0, amount or 0)
        else:
            self._layout(word, amount or 0)

    def _layout(self, word: str, amount: int) -> None:
        if word in ("par", "sect"):
            self._paragraph_ends()
        elif word == "pard":
            self._change(in_table=False, left=0, first=0)
        elif word == "plain":
            self._change(font=self._fonts.default, bold=False, hidden=False, capitals=False)
        elif word == "f":
            self._change(font=amount)
        elif word == "deff":
            self._fonts.default = amount
            self._change(font=amount)
        elif word == "ansicpg":
            self._fonts.encoding = code_page(amount)
        elif word in ("li", "fi"):
            self._change(**{"left" if word == "li" else "first": amount})
        else:
            self._flows[-1].table_word(word, amount, self._group.looks)

    def _destination(self, word: str) -> bool:
        """Whether ``word`` begins a group of its own kind, which is taken care of here."""
        if word == "fonttbl":
            start = self._at
            self._skip()
            self._fonts.load(self._source[start : self._at])
            return True
        if word == "fldinst":
            if _FIELDS_AWAY.match(self._source, self._at, self._at + 300):
                self._away_at = len(self._outer) - 1
            self._skip()
            return True
        if word == "fldrslt" and self._away_at == len(self._outer) - 1:
            self._away_at = -1
            self._skip()
            return True
        if word in _APART:
            self._group.apart = word
            self._group.looks = replace(self._group.looks, in_table=False)
            self._flows.append(Flow(self._fonts))
            return True
        if word in _AWAY or (self._starred and word not in _READ):
            self._pictures += word in _PICTURES
            self._skip()
            return True
        return False

    def _skip(self) -> None:
        """Goes to the brace that ends this group, over pictures at the speed of a search."""
        depth = 1
        while True:
            edge = _EDGE.search(self._source, self._at)
            if edge is None:
                self._at = len(self._source)
                return
            if edge[0] == "}" and depth == 1:
                self._at = edge.start()
                return
            self._at = edge.end() + (int(edge[1]) if edge[1] else 0)
            depth += (edge[0] == "{") - (edge[0] == "}")

    def _write(self, words: str, *, unicode: bool = False) -> None:
        if self._to_skip and not unicode:
            taken = min(self._to_skip, len(words))
            self._to_skip -= taken
            words = words[taken:]
        if words and not self._group.looks.hidden and self._outer:
            self._flows[-1].write(words, self._group.looks, unicode=unicode)

    def _paragraph_ends(self) -> None:
        self._flows[-1].paragraph_ends(self._group.looks)

    def _change(self, **looks: object) -> None:
        self._group.looks = replace(self._group.looks, **looks)  # type: ignore[arg-type]

    def _written(self, whole: bool) -> Content:
        body = self._flows[0]
        body.end()
        result = Flow(self._fonts)
        result.take(self._margin(_HEADS), lambda line: not is_page_number(line))
        result.take([body])
        result.take(self._margin(_FEET), lambda line: not is_page_number(line))
        warnings = []
        if not whole:
            warnings.append("The document is cut off: its last groups never end.")
        if self._pictures:
            many = self._pictures > 1
            warnings.append(
                f"{self._pictures} picture{'s' * many} in the document {'were' if many else 'was'} not read."
            )
        return result.content(self._limits.cells, warnings)

    def _margin(self, kinds: tuple[str, ...]) -> list[Flow]:
        return [self._margins[kind] for kind in kinds if kind in self._margins]


def _letter(code: re.Match[str]) -> str:
    return chr(int(code[1]) & 0xFFFF)

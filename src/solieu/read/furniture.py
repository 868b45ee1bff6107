"""Lines that a page prints around its article: counters, clocks, names of lists, ways through the site, the footer."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby

__all__ = ["names_no_article", "tidy"]

_EMPTY_CELLS = re.compile(r"^[|\s]*$")
_LONE_DIGIT = re.compile(r"^\s*\d\s*$")
_DIGITS_OF_A_COUNTER = 3
_PARTS = re.compile(r"[|»]")
_WORDS = re.compile(r"\w+")
_NAMES_A_DAY = re.compile(r"thứ|chủ nhật|ngày|\d[/-]\d")
# "Trang chủ » Tin tức » Kinh tế"
_WAY = re.compile(r"(?:trang chủ|home)\s*[»›>/|→][^.:]*")
_LONGEST_FURNITURE = 120
_HOUR = r"(?:\d{1,2}[:hg]\d{2}(?::\d{2})?(?: ?[ap]m)?(?: ?gmt ?\+7)?)"
_MOMENT = re.compile(
    rf"\W*{_HOUR}?\W*(?:(?:cập nhật|đăng lúc|đăng ngày|ngày đăng)\W*)?(?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy|\d)|chủ nhật)\W*)?"
    rf"(?:ngày )?\d{{1,2}}[ ./-]\d{{1,2}}[ ./-]\d{{4}}\W*{_HOUR}?\W*"
)
_LONGEST_SECTION = 40
_LONGEST_TITLE = 250
_ENDS_A_SENTENCE = (".", ":", ";", "!", "…")
_LINES_OF_A_FOOTER = 10


@dataclass(frozen=True, slots=True)
class _Furniture:
    """The words of a page's furniture; see ``furniture.toml``."""

    phrases: frozenset[tuple[str, ...]]
    longest: int
    clocks: tuple[str, ...]
    titles: frozenset[str]
    sites: tuple[str, ...]
    publishers: tuple[str, ...]
    contacts: tuple[str, ...]


@cache
def _furniture() -> _Furniture:
    words = tomllib.loads(files("solieu.read").joinpath("furniture.toml").read_text("utf-8"))
    phrases = frozenset(tuple(_WORDS.findall(phrase)) for phrase in (*words["lines"], *words["counters"]))
    return _Furniture(
        phrases,
        max(map(len, phrases)),
        clocks=tuple(words["clocks"]),
        titles=frozenset(words["titles"]),
        sites=tuple(words["sites"]),
        publishers=tuple(words["publishers"]),
        contacts=tuple(words["contacts"]),
    )


def names_no_article(title: str) -> bool:
    """Whether a title names the site and not an article.

    >>> names_no_article("Trang thông tin điện tử huyện Văn Quan"), names_no_article("Vụ mùa được giá")
    (True, False)
    """
    lower = title.lower()
    return lower in _furniture().titles or lower.startswith(_furniture().sites)


def tidy(text: str, title: str | None = None) -> str:
    r"""``text`` without the lines that are a page's furniture; ``title`` is that of the article, where it is known.

    >>> print(tidy("Kinh tế\n05/07/2023 14:20\nThu ngân sách tăng khá\nHuyện thu 42,6 tỷ đồng.\nLượt xem: 1.204"))
    05/07/2023 14:20
    Thu ngân sách tăng khá
    Huyện thu 42,6 tỷ đồng.
    """
    lines = [line for line in text.splitlines() if not _is_furniture(line.strip())]
    kept: list[str] = []
    for is_digit, run in groupby(lines, key=lambda line: bool(_LONE_DIGIT.match(line))):
        several = list(run)
        if not is_digit or len(several) < _DIGITS_OF_A_COUNTER:
            kept += several
    return "\n".join(_without_footer(_without_section(kept, title)))


def _lower(line: str) -> str:
    return unicodedata.normalize("NFC", line).lower()


def _without_section(lines: list[str], title: str | None) -> list[str]:
    """Without the site's section above the article: a few words, then only the day, then the headline."""
    if len(lines) < 3:
        return lines
    first, moment, headline = (line.strip() for line in lines[:3])
    is_section = (
        first != title
        and len(first) <= min(_LONGEST_SECTION, len(headline))
        and not any(map(str.isdigit, first))
        and not first.endswith(_ENDS_A_SENTENCE)
        and _MOMENT.fullmatch(_lower(moment)) is not None
        and (headline == title or (len(headline) <= _LONGEST_TITLE and not headline.endswith(_ENDS_A_SENTENCE)))
    )
    return lines[1:] if is_section else lines


def _without_footer(lines: list[str]) -> list[str]:
    """Without who publishes the site and how to reach him, if that is all that the last lines say."""
    known = _furniture()
    last = [_lower(line).strip(" -–®©|") for line in lines[-_LINES_OF_A_FOOTER:]]
    for at, line in enumerate(last):
        if line.startswith(known.publishers) and all(
            one.startswith((*known.publishers, *known.contacts)) for one in last[at:]
        ):
            return lines[: len(lines) - len(last) + at]
    return lines


def _is_furniture(line: str) -> bool:
    if _EMPTY_CELLS.match(line):
        return True
    if len(line) > _LONGEST_FURNITURE:
        return False
    lower = _lower(line)
    if lower.startswith(_furniture().clocks) and _NAMES_A_DAY.search(lower):
        return True
    if _WAY.fullmatch(lower):
        return True
    parts = [words for part in _PARTS.split(lower) if (words := _WORDS.findall(part))]
    return bool(parts) and all(map(_is_put_together, parts))


def _is_put_together(words: list[str]) -> bool:
    """Whether known phrases of furniture, with numbers beside them, are all that ``words`` say."""
    known = _furniture()
    reached = {0: False}  # by how many words are explained: whether a phrase is among them
    for end in range(1, len(words) + 1):
        if words[end - 1].isdigit() and end - 1 in reached:
            reached[end] = reached[end - 1]
        for start in range(max(0, end - known.longest), end):
            if start in reached and tuple(words[start:end]) in known.phrases:
                reached[end] = True
    return reached.get(len(words), False)

"""Lines that were broken to fit a width, as in mail and in text copied from pages: where one sentence goes on in the next line."""

from __future__ import annotations

import unicodedata
from typing import Final

from solieu.patterns import regex

__all__ = ["unwrapped"]

_BLANKS: Final = " \t\r\u00a0"
# What is shorter was not broken for its width: cells, captions, lists of words.
_NARROWEST: Final = 20
_ENDS: Final = (".", ";", ":", "!", "?", "…", "|", '."', ".”", ".)", ":”", ';"')
_CELLS: Final = ("\t", "|")
# "a) …", "b. …", "iv. …", "1. …", "2.1. …", "3) …", "4/ …" open items
_OPENS_ITEM: Final = regex(r"(?:[a-zđ]|[ivx]{1,4}|\d{1,2}(?:\.\d{1,2}){0,3})[.)/:-](?!\d)|\d{1,2}(?:\.\d{1,2}){1,3} ")
# "so với năm\n2016", "ước đạt\n5,2 tỷ đồng"
_BEFORE_NUMBERS: Final = regex(
    r"(?<!\w)(?:năm|tháng|quý|ngày|số|đạt|là|có|còn|được|tăng|giảm|bằng|ước|với|và|của|cho|từ|đến|trên|hơn|gần|khoảng|trong|gồm|chiếm|thêm)$|,$"
)
# "tại các xã\nTân An", "của\nỦy ban nhân dân"
_BEFORE_NAMES: Final = regex(r"(?<!\w)(?:của|và|với|tại|các|những|cho|từ|ở|do|về|theo|giáp|thuộc|ông|bà)$|,$")
_LONGEST_TAIL: Final = 24
# A line that is at most a quarter shorter than the one before was broken where the next word did not fit.
_FULL: Final = 4


def unwrapped(given: str) -> str:
    r"""``given`` with a blank in place of each line end that only fits the words to a width; nothing else moves.

    A line goes on in the next if that begins in lower case, if its last word or a comma asks for what follows, or if it
    is as long as the line before, which went on in it.

    >>> unwrapped("Sản lượng lương thực có hạt\nđạt 385,8 nghìn tấn, tăng so với năm\n2016.\nNăm 2018 cũng vậy.")
    'Sản lượng lương thực có hạt đạt 385,8 nghìn tấn, tăng so với năm 2016.\nNăm 2018 cũng vậy.'
    """
    at = given.find("\n")
    if at < 0:
        return given
    pieces: list[str] = []
    done = start = 0
    width: int | None = None
    while at >= 0:
        following = _next_word(given, at + 1)
        last = _last_word(given, start, at)
        if following < len(given) and last > start and _goes_on(given, start, last, following, width):
            pieces += [given[done:last], " " * (at + 1 - last)]
            done = at + 1
            width = last - start
        else:
            width = None
        start = at + 1
        at = given.find("\n", start)
    return "".join([*pieces, given[done:]]) if pieces else given


def _next_word(given: str, at: int) -> int:
    while at < len(given) and given[at] in _BLANKS:
        at += 1
    return at


def _last_word(given: str, start: int, end: int) -> int:
    while end > start and given[end - 1] in _BLANKS:
        end -= 1
    return end


def _goes_on(given: str, start: int, last: int, following: int, width: int | None) -> bool:
    """Whether the sentence of the line ``start``-``last`` goes on at ``following``, where the next line has its first word.

    ``width`` is the length of the line before, if that one went on in this.
    """
    first = given[following]
    fills = width is not None and _FULL * (last - start) >= width * (_FULL - 1)
    clause = fills and first.islower() and given[last - 1] == ";"  # items that end so were not broken before
    if (given.endswith(_ENDS, start, last) and not clause) or not first.isalnum():
        return False
    asks = first.islower() or fills or (not given[last - 1].isdigit() and _asks(given, start, last, first))
    if not asks or _OPENS_ITEM.match(given, following) is not None:
        return False
    line = given[start : min(last, start + 2 * _NARROWEST)]
    if len(unicodedata.normalize("NFC", line)) < _NARROWEST:
        return False
    stop = given.find("\n", following)
    stop = stop if stop >= 0 else len(given)
    return not any(given.find(cell, start, stop) >= 0 for cell in _CELLS)


def _asks(given: str, start: int, last: int, first: str) -> bool:
    """Whether the last word of the line, or its comma, asks for what begins with ``first``."""
    tail = unicodedata.normalize("NFC", given[max(start, last - _LONGEST_TAIL) : last])
    return (_BEFORE_NUMBERS if first.isdigit() else _BEFORE_NAMES).search(tail) is not None

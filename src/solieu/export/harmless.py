"""Text of strangers, made harmless for where it is shown."""

from __future__ import annotations

import re

__all__ = ["cell", "is_like_a_formula", "one_line", "without_controls"]

_UNSEEN = re.compile("[\\s\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]+")
_NOT_IN_TABLES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def one_line(text: str) -> str:
    r"""``text`` on one line, without characters that command a terminal or turn the direction of writing.

    >>> one_line("Thu \x1b[31mngân\n sách\u202e")
    'Thu [31mngân sách'
    """
    return _UNSEEN.sub(" ", text).strip()


def cell(text: str) -> str:
    """``text`` so that no spreadsheet takes it for a formula: an apostrophe stands before what could begin one.

    >>> cell("-3,2%"), cell("20.984 tỷ đồng")
    ("'-3,2%", '20.984 tỷ đồng')
    """
    return f"'{text}" if is_like_a_formula(text) else text


def is_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet into which ``text`` is typed could reckon with it."""
    return text.startswith(_FORMULA)


def without_controls(text: str) -> str:
    r"""``text`` with its lines and tabs, but without other characters that files of tables cannot hold.

    >>> without_controls("dòng 1\nđỏ\x1b[31m\x00\ud800")
    'dòng 1\nđỏ[31m'
    """
    return text if text.isprintable() else _NOT_IN_TABLES.sub("", text)

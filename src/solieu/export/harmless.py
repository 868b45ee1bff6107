"""Text of strangers, made harmless for where it is shown."""

from __future__ import annotations

import re

__all__ = ["cell", "one_line"]

_UNSEEN = re.compile("[\\s\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]+")
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
    return f"'{text}" if text.startswith(_FORMULA) else text

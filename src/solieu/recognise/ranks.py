"""Ranks as printed, in digits and in words: "xếp thứ hai", "đứng thứ 5/63", "dẫn đầu toàn tỉnh"."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from solieu.knowledge.phrases import first_words
from solieu.patterns import regex
from solieu.spans import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solieu.text import Text

__all__ = ["find_ranks"]

_ORDINALS: Final = {
    "nhất": 1,
    "nhì": 2,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}
_ORDINAL: Final = "|".join(_ORDINALS)
# "xếp thứ hai", "đứng thứ 6 cả nước", "top 7", "dẫn đầu toàn tỉnh", "nhiều nhất là huyện …"
_RANK_CUES: Final = (
    "xếp ", "đứng ", "thứ ", "vị trí ", "giữ vị trí", "top ", "dẫn đầu ", "đầu bảng",
    "nhiều nhất", "cao nhất", "thấp nhất", "lớn nhất", "ít nhất", "đông dân nhất",
)  # fmt: skip
_FIRST_WORDS: Final = first_words(_RANK_CUES)
_RANK: Final = regex(
    rf"(?<!\w)(?<!sắp )(?:(?:xếp|đứng|vị trí|xếp hạng|giữ vị trí)(?: (?:ở|vị trí|hạng|vị thứ|trong)){{0,2}} "
    rf"(?P<place>(?:thứ (?:hạng )?|(?<=hạng )|(?<=xếp )(?=\d{{1,3}}/\d)|(?<=vị trí )|(?<=vị thứ ))(?:(?P<word>{_ORDINAL})|(?P<digits>\d{{1,3}}))(?!\w))(?: ?(?:/|trên|trong(?: tổng)?(?: số)?) ?(?P<of>\d{{1,3}})(?! (?:tháng|năm|ngày|quý)))?"
    rf"|(?:(?<=và )|(?<=, ))(?P<also>thứ (?P<also_digits>\d{{1,3}}))(?= (?:cả nước|toàn quốc|toàn tỉnh|toàn huyện|vùng|khu vực))"
    rf"|(?P<top>top (?P<top_digits>\d{{1,3}}))(?!\w)"
    rf"|(?P<lead>dẫn đầu|đứng đầu|đầu bảng)(?= (?:cả nước|toàn|tỉnh|về|trong|các|với|khối|vùng|bảng))"
    rf"|(?P<most>(?:nhiều|cao|thấp|lớn|ít|đông dân) nhất)(?! trên \d)(?= (?:với|trên|cả nước|toàn tỉnh|là (?:huyện|xã|phường|thị xã|thành phố|tỉnh|quận))(?!\w)|,))"
)


def find_ranks(text: Text) -> Iterator[Mention]:
    """The ranks in ``text`` in order: "xếp *thứ hai*", "đứng *thứ 6*/63 … và *thứ 2* vùng", "*dẫn đầu* toàn tỉnh"."""
    done = 0
    lower = text.lower
    for cue in text.starts_of(_FIRST_WORDS):
        found = _RANK.match(lower, cue) if cue >= done and lower.startswith(_RANK_CUES, cue) else None
        if found is None:
            continue
        done = found.end()
        group = next(name for name in ("place", "also", "top", "lead", "most") if found[name])
        printed = found["digits"] or found["also_digits"] or found["top_digits"]
        number = Decimal(printed) if printed else Decimal(_ORDINALS.get(found["word"] or "", 1))
        start, end = found.span(group)
        of = Decimal(found["of"]) if found["of"] else None
        yield Mention(start, end, text.surface[start:end], number, of=of, dimension="rank")

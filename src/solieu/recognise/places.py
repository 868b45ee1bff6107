"""Names of places as they stand in a text, found along the runs of capitalised words.

Nothing is decided here about which of several units of one name is meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final, final

from solieu.knowledge.gazetteer import TYPE_WORDS, gazetteer, loose, type_word
from solieu.patterns import regex
from solieu.recognise.place_words import is_known_loosely, place_cues, place_names
from solieu.recognise.roads import find_roads
from solieu.spans import PlaceMention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solieu.spans import PlaceMentionKind
    from solieu.text import Text

__all__ = ["find_places"]


def find_places(text: Text) -> tuple[PlaceMention, ...]:
    """The places that ``text`` names, in order, none overlapping another, with offsets into ``text.surface``.

    A mention begins with its type word where that stands before the name; its ``type`` is the full word ("thành phố"
    for "TP."), its ``kind`` says how it was found: ``typed`` ("xã Đăk Wer"), ``body`` ("Huyện ủy Tiên Yên"), ``listed``
    (the second of "các xã Tân An, Tân Lập"), ``bare`` ("tại Bắc Kạn", without a type), ``unnamed`` ("toàn tỉnh",
    "cả nước", without a name) or ``road`` ("trên tuyến Quốc lộ 5").

    >>> from solieu.text import prepare
    >>> [(m.type, m.name) for m in find_places(prepare("Các xã Dương Huy, Cộng Hòa của TP. Cẩm Phả"))]
    [('xã', 'Dương Huy'), ('xã', 'Cộng Hòa'), ('thành phố', 'Cẩm Phả')]
    """
    scan = _Scan(text)
    scan.runs()
    found = [*scan.found, *scan.confirmed(), *_numbered(text), *_unnamed(text), *find_roads(text)]
    found.sort(key=lambda mention: (mention.start, -mention.end))
    kept: list[PlaceMention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)


_TYPES: Final = "thành phố|thị xã|thị trấn|đặc khu|tỉnh|huyện|quận|xã|phường"
_BODIES: Final = {"tỉnh": "tỉnh", "thành": "thành phố", "thị": "thị xã", "huyện": "huyện", "quận": "quận"}
# The type word before a name. Abbreviations and a colon ask for a name that the gazetteer knows.
_BEFORE: Final = regex(
    rf"(?<![\w/-])(?:(?P<type>{_TYPES}) |(?P<loose>(?:{_TYPES}): |(?:t\.?[pxt]|[hqpx])(?:\. ?| ))"
    rf"|(?P<body>{'|'.join(_BODIES)}) ủy )$"
)
# "Nho Quan *là một huyện* miền núi của tỉnh …"
_DEFINED: Final = regex(rf" (?:vốn )?là (?:một |một trong những |địa phương |tên )?(?P<type>{_TYPES})(?!\w)")
_COMMUNES: Final = frozenset({"xã", "phường", "thị trấn"})
_TAILS: Final = (
    *(
        word + gap
        for word in ("phố", "xã", "trấn", "đặc khu", "tỉnh", "huyện", "quận", "phường")
        for gap in (" ", ": ")
    ),
    *(word + gap for word in ("tp", "tx", "tt", "t.p", "t.x", "t.t") for gap in (" ", ".", ". ")),
    *(before + word + gap for before in " (\n" for word in "hqpx" for gap in (".", ". ")),
    *(word + " ủy " for word in _BODIES),
)
_LONGEST_TAIL: Final = 14
_ENDS: Final = frozenset(tail[-4:] for tail in _TAILS)
"""The last letters of the tails, to turn most runs away with one look."""
_INSIDE: Final = regex(rf"(?<!\S)(?:({_TYPES}|tp|tx)( ủy)?|({'|'.join(_BODIES)}) (ủy)) (?=\S)")
_LIST_GAP: Final = regex(
    r"\s?(?:\([^()\n]{0,40}\)|:? ?(?:là |với |có |được )?\d[^;:()\n]{0,36}?)?"
    r"\s?(?:[,;/]|(?:[,;] )?(?:và|với|hoặc|cùng)(?= )|-(?= ))\s?"
)
_TYPE_STARTS: Final = frozenset(re.split(r"[ |]", _TYPES)) | {"tp", "tx", "ủy"}
_LONGEST_GAP: Final = 64
_LONGEST_NAME: Final = 5
_HEAD: Final = 300
_LONGEST_PLURAL: Final = 9
_OFFICE: Final = regex(r"[^\W\d_][^\d,;:.()\n]{0,38} ")
_NAME_WINDOW: Final = 72
"""A name is shorter than this; looking no farther keeps the work in step with the text's length."""
_ABBREVIATION: Final = 7
_NUMBER_NEXT: Final = regex(r"(?:,| và|;) (\d{1,2})(?![\w%/]|[.,]\d| (?!và \d)[a-zđ])")
_NUMBER: Final = regex(r" ?(\d{1,2})(?![\w%/]|[.,]\d)")
_ANNOUNCES_NAMES: Final = regex(
    rf"(?<!\w)(?:các|một số|những|nhiều) (?:(?P<type>{_TYPES})|địa phương)(?!\w)[^:;\n]*: $"
)
_FARTHEST_ANNOUNCEMENT: Final = 120
_KINDS_OF_LISTS: Final = ("huyện", "thị xã", "thành phố", "xã")
# "Biên Hòa *245 ca*, Nhơn Trạch *132 ca*", "Kỳ Sơn *(đạt 45,2%)*, Tương Dương *(32,1%)*", "Than Uyên*: 38 nhà*; Tam Đường*: 55 nhà*"
_AMOUNT: Final = (
    r"(?::? (?:(?:đạt|được|có|là|với|gần|hơn|trên|khoảng) )*\d[\d.,]*(?: ?(?:%|[^\W\d_][^;,:()\d\n]{0,24}))?"
    r"| \([^\d()\n;]{0,24}\d[^()\n;]{0,30}\))"
)
_PART: Final = regex(_AMOUNT + r"(?:[;,]| và) ")
_NEXT_PART: Final = regex(_AMOUNT)
_SMALL_WORD: Final = regex(r" [^\W\d_]+")
_UNNAMED_TYPE: Final = regex(rf"(?:toàn )?(quốc|{_TYPES})(?! hội)(?!\w)")


@final
class _Scan:
    """One pass over the capitalised runs of a text."""

    def __init__(self, text: Text) -> None:
        self.surface, self.lower, self.capitals = text.surface, text.lower, text.capitals()
        self.names, self.cues = place_names(), place_cues()
        self.found: list[PlaceMention] = []
        self.doubtful: list[tuple[int, int, str]] = []
        """Bare names of districts and communes, which count if the text has them elsewhere with a type word."""
        self.confirmed_names: set[str] = set()
        self.done = 0
        self.list_open = False
        self.list_plural = False

    def runs(self) -> None:
        """Looks at every run once. What most runs need not is asked last."""
        lower, every, ends = self.lower, self.names.every, _ENDS
        for start, end in self.capitals:
            before = lower[start - 4 if start > 4 else 0 : start]
            if start < self.done or ((before in ends or before[1:] in ends) and self.typed(start, end)):
                continue
            if self.list_open and self.listed(start, end):
                continue
            if before.endswith(": ") and self.announced(start, end):
                continue
            name = lower[start:end]
            if name in every:
                self.bare(start, end, name)
            elif " " in name:
                self.inside(start, end, name)
            elif end - start == 1 and name in "pq":
                self.numbered(start, end)

    def numbered(self, start: int, end: int) -> None:
        """Abbreviated types: "Q.1", "P. 5"."""
        number = _NUMBER.match(self.lower, end + 1) if self.surface.startswith(".", end) else None
        kind = type_word(self.lower[start:end])
        if number and kind:
            self.add(start, number.start(1), number.end(), kind, "typed")

    def typed(self, start: int, end: int) -> bool:
        """A name after its type word: "thị xã |Đông Triều|", "Huyện ủy |Tiên Yên|", "TP.|HCM|"."""
        window = max(0, start - _LONGEST_TAIL)
        if not self.lower.endswith(_TAILS, window, start):
            return False
        before = _BEFORE.search(self.lower, window, start)
        if before is None:
            return False
        loosely = before["loose"]
        kind = type_word(loosely.rstrip(" .:") if loosely else before["type"] or _BODIES[before["body"]])
        if kind is None:
            return False
        # "Bí thư Huyện ủy Vi Hữu Cầu", "các tỉnh Tây Nguyên": only a known name follows these.
        only_known = loosely or before["body"] or kind in ("tỉnh", "đặc khu")
        length = self.known_length(start, end, kind) or self.small_letters_length(start, end, kind)
        length = length or (0 if only_known else self.unknown_length(start, end))
        if not length:
            return False
        plural = _is_plural(self.lower, before.start()) or bool(loosely and ":" in loosely)
        self.add(before.start(), start, start + length, kind, "body" if before["body"] else "typed")
        self.list_open, self.list_plural = True, plural
        return True

    def listed(self, start: int, end: int) -> bool:
        """A further name of a list: "các xã Nông Thượng, |Dương Quang|"."""
        last = self.found[-1]
        gap = _LIST_GAP.fullmatch(self.lower, last.end, start) if start - last.end <= _LONGEST_GAP else None
        self.list_open = gap is not None
        if gap is None or last.type is None:
            return False
        name = self.lower[start:end]
        single = not self.list_plural and (name in self.names.provinces or not self.fits(name, last.type))
        if single or _INSIDE.match(name):
            return False
        length = self.known_length(start, end, last.type, exactly=not self.list_plural)
        plain = end - start > 2 and len(gap[0].strip()) <= 2 and self.list_plural
        if not length and plain and name not in self.names.provinces:
            length = self.unknown_length(start, end)
        if not length:
            return False
        self.add(start, start, start + length, last.type, "listed")
        return True

    def announced(self, start: int, end: int) -> bool:
        """The first name of a list that a plural announces: "Các xã có tỷ lệ cao: |Đức Lĩnh| 35%, Ân Phú 31%"."""
        told = _ANNOUNCES_NAMES.search(self.lower, max(0, start - _FARTHEST_ANNOUNCEMENT), start)
        if told is None or (not told["type"] and self.lower[start:end] in self.names.provinces):
            return False
        kinds = (type_word(told["type"]),) if told["type"] else _KINDS_OF_LISTS
        for kind in kinds:
            length = self.known_length(start, end, kind, exactly=True) if kind else 0
            if length:
                break
        else:
            return False
        self.add(start, start, start + length, kind, "listed")
        self.list_open, self.list_plural = True, True
        return True

    def breaks_down(self, start: int, end: int, name: str) -> bool:
        """The first name of several that break a figure down: "612 ca, trong đó |Biên Hòa| 245 ca, Nhơn Trạch 132 ca"."""
        if self.lower[end : end + 1] not in (" ", ":"):
            return False
        part = _PART.match(self.lower, end)
        if part is None:
            return False
        following = bisect_left(self.capitals, (part.end(), 0))
        if following == len(self.capitals) or self.capitals[following][0] != part.end():
            return False
        other = self.capitals[following]
        if not _NEXT_PART.match(self.lower, other[1]):
            return False
        for kind in _KINDS_OF_LISTS:
            if self.fits(name, kind) and self.known_length(*other, kind, exactly=True) == other[1] - other[0]:
                self.add(start, start, end, kind, "listed")
                self.list_open, self.list_plural = True, True
                return True
        return False

    def inside(self, start: int, end: int, name: str) -> None:
        """A run that holds more than a name: "UBND HUYỆN THANH LIÊM HỌP", "Tại Bắc Kạn", "Huyện Chi Lăng"."""
        words = name.split(" ")
        if _TYPE_STARTS.isdisjoint(words):
            self.without_type(start, end, name, words[0])
            return
        at, any_found = 0, False
        while type_found := _INSIDE.search(name, at):
            kind = type_word(type_found[1] or _BODIES[type_found[3]])
            at = type_found.end()
            if kind is None:
                continue
            length = self.known_length(start + at, end, kind)
            if not length and type_found.start() == 0 and not self.surface[start:end].isupper():
                length = self.unknown_length(start + at, end)
            if length:
                body = type_found[2] or type_found[4]
                self.add(start + type_found.start(), start + at, start + at + length, kind, "body" if body else "typed")
                at += length
                self.list_open, self.list_plural, any_found = True, False, True
        if not any_found:
            self.without_type(start, end, name, words[0])

    def without_type(self, start: int, end: int, name: str, first: str) -> None:
        capitals = self.surface[start : start + 2].isupper()
        rest = self.after_openers(start, end, name)
        short = rest + len(self.lower[rest:end].partition(" ")[0])
        if rest > start and self.lower[rest:short] in self.names.aliases:
            self.bare(rest, short, self.lower[rest:short])
            return
        all_capitals = capitals and self.surface[start:end].isupper()
        if rest > start and not all_capitals and self.lower[rest:end] in self.names.every:
            self.bare(rest, end, self.lower[rest:end])
            return
        if not capitals and first not in self.cues.openers:
            # "Na Chi Lăng được giá": capitalised only because it opens the sentence.
            tail = name[len(first) + 1 :]
            if tail in self.names.every and first not in self.cues.family_names:
                self.doubtful.append((end - len(tail), end, tail))
            return
        if all_capitals:
            self.province_in_capitals(start, name)

    def after_openers(self, start: int, end: int, name: str) -> int:
        """Where the name begins in "Tại Bắc Kạn", "UBND Hà Nội", "Người Từ Sơn" (and not at "Sơn")."""
        at = 0
        for word in name.split(" ")[:-1]:
            printed = self.surface[start + at : start + at + len(word)]
            if at and (word in self.names.aliases or self.lower[start + at : end] in self.names.every):
                break
            if word not in self.cues.openers and not (printed.isupper() and 1 < len(printed) <= _ABBREVIATION):
                break
            at += len(word) + 1
        return start + at

    def province_in_capitals(self, start: int, name: str) -> None:
        words, at = name.split(" "), 0
        for index, word in enumerate(words):
            for count in (3, 2) if word in self.names.province_words else ():
                tried = " ".join(words[index : index + count])
                if index + count <= len(words) and tried in self.names.provinces:
                    if index == 0 or words[index - 1] not in self.cues.family_names:
                        self.add(start + at, start + at, start + at + len(tried), None, "bare")
                    return
            at += len(word) + 1

    def bare(self, start: int, end: int, name: str) -> None:
        names = self.names
        whole = self.joined_end(start, end)
        before = self.words_before(start)
        if not self.cues.not_after.isdisjoint(before):
            return
        defined = _DEFINED.match(self.lower, end)
        if defined and self.is_called(name, defined["type"]):
            self.add(start, start, whole, defined["type"], "typed")
            self.list_open, self.list_plural = False, False
            return
        sure = whole > end or name in names.aliases or name in names.provinces
        cued = name in names.upper and (not self.cues.after.isdisjoint(before) or self.is_headline_cue(start, end))
        # "Hồ Chí Minh" without "TP" is the man.
        if (sure or cued) and name != "hồ chí minh":
            self.add(start, start, whole, None, "bare")
            self.list_open, self.list_plural = False, False
        elif (name in names.upper or name in names.communes) and not self.breaks_down(start, end, name):
            self.doubtful.append((start, end, name))

    def is_called(self, name: str, kind: str) -> bool:
        """Whether there is a unit of this name and kind."""
        return kind in self.names.upper.get(name, ()) or (kind in _COMMUNES and name in self.names.communes)

    def is_headline_cue(self, start: int, end: int) -> bool:
        """Whether the name opens a line and a colon follows, as in the headline "Phong Điền: Thu ngân sách tăng".

        Or whether it stands in brackets after a commune: "xã Tân Phú (|Châu Thành|)".
        """
        if self.lower[end : end + 1] == ":":
            line = self.lower.rfind("\n", 0, start) + 1
            # "Điện lực |Nho Quan|: …" over a text; within it such words may be anybody's
            if start == line or (not self.lower[:line].strip() and _OFFICE.fullmatch(self.lower, line, start)):
                return True
        last = self.found[-1] if self.found else None
        in_brackets = self.lower[end : end + 1] == ")" and self.lower[start - 2 : start] == " ("
        return last is not None and last.type is not None and in_brackets and last.end == start - 2

    def words_before(self, at: int) -> tuple[str, ...]:
        """The word before, and it with the one before it: "tại", "họp tại"."""
        if self.lower[at - 1 : at] != " ":
            return ()
        words = self.lower[max(0, at - _LONGEST_TAIL) : at].rsplit("\n", 1)[-1].split()[-2:]
        if not words:
            return ()
        last = words[-1].lstrip("(\"'")
        return (last, f"{words[0]} {last}")

    def confirmed(self) -> Iterator[PlaceMention]:
        """The doubtful bare names that stand elsewhere with a type word, and those that the head speaks of."""
        sure = frozenset(map(loose, self.confirmed_names)) if self.doubtful else frozenset()
        for start, end, name in self.doubtful:
            if loose(name) in sure or (start < _HEAD and self.is_of_the_head(name)):
                printed = self.surface[start:end]
                yield PlaceMention(start, end, printed, None, "bare")
        for name in self.confirmed_names - self.names.every:
            if gazetteer().find(name):
                yield from self.again(name)

    def again(self, name: str) -> Iterator[PlaceMention]:
        """Where a name stands that the gazetteer writes otherwise and the text has with a type word: "Đắk Glong"."""
        start = self.lower.find(name)
        while start >= 0:
            end = start + len(name)
            alone = not (self.lower[start - 1 : start].isalpha() or self.lower[end : end + 1].isalpha())
            if alone and self.surface[start].isupper():
                yield PlaceMention(start, end, self.surface[start:end], None, "bare")
            start = self.lower.find(name, end)

    def is_of_the_head(self, name: str) -> bool:
        """Whether the text speaks of "the district" and a headline names one: "Gò Dầu vượt thu" … "UBND huyện họp"."""
        phrases = (f"{body} {kind}" for kind in self.names.upper.get(name, ()) for body in ("ubnd", "toàn", "hđnd"))
        return any(phrase in self.lower for phrase in phrases)

    def add(self, start: int, name_start: int, end: int, kind: str | None, how: PlaceMentionKind) -> None:
        end = self.joined_end(name_start, end)
        name = self.surface[name_start:end]
        self.found.append(PlaceMention(start, end, name, kind, how))
        self.confirmed_names.add(self.lower[name_start:end])
        self.done = end

    def joined_end(self, start: int, end: int) -> int:
        for rest in self.names.joined.get(self.lower[start:end], ()):
            if self.lower.startswith(rest, end):
                return end + len(rest)
        return end

    def fits(self, name: str, kind: str) -> bool:
        names = self.names
        if TYPE_WORDS[kind] == 3:
            return name in names.communes
        return name in names.upper or name in names.aliases or name in names.joined

    def known_length(self, start: int, end: int, kind: str, *, exactly: bool = False) -> int:
        """The length of the longest name of a unit like this that begins at ``start``, 0 if there is none."""
        if end - start < _NAME_WINDOW and self.fits(self.lower[start:end], kind):
            return end - start
        words = self.lower[start : min(end, start + _NAME_WINDOW)].split(" ", _LONGEST_NAME)
        longest = min(len(words), _LONGEST_NAME)
        families = self.cues.family_names
        tried = [
            " ".join(words[:count])
            for count in range(longest, 0, -1)
            # "xã Phan Văn Bình" is a person, whatever unit "Phan Văn" may be; "tỉnh Hà Giang Nguyễn Văn Bình" is not.
            if count == len(words) or not (exactly or (words[0] in families and words[count] not in families))
        ]
        for known in (self.fits, is_known_loosely):
            for name in tried:
                if known(name, kind):
                    return len(name)
        return 0

    def small_letters_length(self, start: int, end: int, kind: str) -> int:
        """The length of a known name whose last syllable is written small ("xã |Đăk wer|"), 0 if there is none."""
        word = _SMALL_WORD.match(self.lower, end)
        if word is None or not self.surface[end + 1].islower():
            return 0
        name = self.lower[start : word.end()]
        return len(name) if self.fits(name, kind) or is_known_loosely(name, kind) else 0

    def unknown_length(self, start: int, end: int) -> int:
        """The length of a name that the gazetteer does not know, 0 if the run looks like something else."""
        words = self.surface[start:end].split(" ")
        if (
            not 2 <= len(words) <= 4
            or words[0].isupper()
            or self.lower[start:end].split(" ")[0] in self.cues.family_names
        ):
            return 0
        return end - start


def _is_plural(lower: str, at: int) -> bool:
    """Whether more than one unit may follow: "các |xã Dương Huy, Cộng Hòa|", "3 |xã Dương Huy, Cộng Hòa, Cẩm Hải|"."""
    before = "\n" + lower[max(0, at - _LONGEST_PLURAL) : at]
    return before.endswith(place_cues().plural) or (before[-1] == " " and before[-2].isdigit())


def _numbered(text: Text) -> Iterator[PlaceMention]:
    """The numbered wards and districts: "phường 5", "quận 10", "các phường 1, 2 và 5"."""
    lower, surface = text.lower, text.surface
    for kind in ("phường", "quận"):
        at = lower.find(kind)
        while at >= 0:
            after = at + len(kind)
            number = _NUMBER.match(lower, after)
            if number and surface[after] == " ":
                yield PlaceMention(at, number.end(), number[1], kind, "typed")
                many = _is_plural(lower, at)
                while many and number and (number := _NUMBER_NEXT.match(lower, number.end())):
                    start, after = number.span(1)
                    yield PlaceMention(start, after, number[1], kind, "listed")
            at = lower.find(kind, after)


def _unnamed(text: Text) -> Iterator[PlaceMention]:
    """Units that the text does not name: "cả nước", "toàn tỉnh", "địa bàn huyện"."""
    lower, surface = text.lower, text.surface
    for cue in ("cả nước", "toàn ", "địa bàn "):
        at = lower.find(cue)
        while at >= 0:
            after = at + len(cue)
            kind = None if cue == "cả nước" else _UNNAMED_TYPE.match(lower, after)
            end = kind.end() if kind else after
            named = lower[end : end + 1] == " " and (
                surface[end + 1 : end + 2].isupper() or lower[end + 1 : end + 2].isdigit()
            )
            if cue == "cả nước" or (kind and not named):
                word = kind[1] if kind and kind[1] != "quốc" else None
                yield PlaceMention(at, end, "", word, "unnamed")
            at = lower.find(cue, after)

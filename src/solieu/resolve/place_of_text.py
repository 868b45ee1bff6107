"""Which unit a whole text is about."""

from __future__ import annotations

import tomllib
from bisect import bisect_left, bisect_right
from collections import Counter
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Final, final

from solieu.knowledge.gazetteer import TYPE_WORDS, gazetteer, is_valid, loose, type_word
from solieu.knowledge.phrases import first_words, one_of
from solieu.patterns import regex
from solieu.resolve.breakdowns import breakdown_around
from solieu.resolve.place_names import ResolvedPlace, candidates, labelled, printed_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solieu.model import Place
    from solieu.spans import PlaceMention
    from solieu.text import Text

__all__ = ["document_place"]


def document_place(text: Text, mentions: Sequence[PlaceMention], issued: date | None = None) -> ResolvedPlace | None:
    """The unit that the whole text is about, or ``None`` if it is about none, or about several with nothing above.

    It weighs what the text says in its head, how often it names a unit, and whether a public body goes with the name;
    an address line and a web site's footer count only where nothing else does.
    """
    return _Document(text, mentions, issued).place()


_TITLE_BONUS: Final = 4.0
_HEAD_BONUS: Final = 2.0
_LEAD_BONUS: Final = 1.0
_BODY_BONUS: Final = 0.5
_ENOUGH: Final = 2.0
_ITS_FIGURE: Final = regex(r":? (?:đạt |có |với |là )?\(?\d")
_RIVAL: Final = 0.5
_CONTAINER: Final = 0.4
_LEAST_SHARE: Final = 0.4
_LEADS: Final = 3
_LONGEST_TITLE: Final = 220
_HEAD_END: Final = 1500
_NEAR: Final = 44
_NEXT: Final = 30
_OF_LEVELS: Final = 8000
_MOST_MENTIONS: Final = 2000
_FEW: Final = 3
_CERTAIN_PARTS: Final = 2
_LEVELS: Final = ("tỉnh", "thành phố", "tp", "thị xã", "huyện", "quận", "xã", "phường", "thị trấn", "đặc khu")
_LEVEL_WORD: Final = regex(rf" ({one_of(_LEVELS)})(?! hội)(?!\w)")
_FIRST_WORDS: Final = first_words(_LEVELS)
_BEFORE_LEVEL: Final = {
    words[-3:]: words
    for words in (
        "ubnd", "hđnd", "toàn", "địa bàn", "trong", "của", "công an", "quân sự", "chủ tịch", "đảng bộ", "bhxh",
        "lãnh đạo", "cấp ủy", "mttq", "phòng", "hội",
    )
}  # fmt: skip
"""By their last letters, which no two share."""
_STAMP: Final = regex(r"\(\d{1,2}[./]\d{1,2}[./]20\d\d")
_LAST_DAY_OF_DISTRICTS: Final = date(2025, 6, 30)


@cache
def _cue(name: str) -> tuple[str, ...]:
    data = tomllib.loads(files("solieu.knowledge").joinpath("places_cues.toml").read_text(encoding="utf-8"))
    return tuple(data[name])


@lru_cache(maxsize=1 << 14)
def _is_known(name: str, kind: str | None, day: date) -> bool:
    """Whether a unit of the day may be meant."""
    return bool(gazetteer().find(name, type=kind, on=day))


@lru_cache(maxsize=1 << 14)
def _lies_in(lower: tuple[str, str | None], upper: tuple[str, str | None], day: date) -> bool:
    """Whether a unit of the first name lay in one of the second on the day."""
    above = {place.code for place in gazetteer().find(upper[0], type=upper[1], on=day)}
    below = gazetteer().find(lower[0], type=lower[1], on=day)
    return any(not above.isdisjoint(place.parents) for place in below)


@final
class _Unit:
    """All mentions of what is probably one unit."""

    __slots__ = ("forms", "free", "in_title", "own", "printed", "types", "weight")

    def __init__(self, forms: tuple[Place, ...], printed: dict[str, int] | None = None) -> None:
        self.forms = forms
        self.weight = 0.0
        self.own = 0.0
        """The weight apart from where in the text the mentions stand."""
        self.free = 0
        """How many of the mentions have no figure right behind them."""
        self.in_title = False
        self.printed: dict[str, int] = printed or {}
        """How often the text prints each name of it, and each type word."""
        self.types: dict[str, int] = {}


def _is_before_level(lower: str, end: int) -> bool:
    """Whether such words end here as make a level mean the text's own: "toàn |tỉnh", "UBND |huyện"."""
    words = _BEFORE_LEVEL.get(lower[end - 3 : end])
    if words is None or not lower.endswith(words, 0, end):
        return False
    start = end - len(words)
    return start == 0 or not lower[start - 1].isalnum()


@final
class _Document:
    """The weighing of one text."""

    def __init__(self, text: Text, mentions: Sequence[PlaceMention], issued: date | None) -> None:
        self.text, self.issued = text, issued
        self.named = [mention for mention in mentions if mention.name][:_MOST_MENTIONS]
        self.levels = self.level_words()
        self.types: dict[str, dict[str, int]] = {}
        """How often the text gives each name each type word."""
        for mention in self.named:
            if mention.type:
                types = self.types.setdefault(loose(mention.name), {})
                types[mention.type] = types.get(mention.type, 0) + 1
        self.day = issued or self.probable_day()
        stamps = [stamp.span() for stamp in _STAMP.finditer(text.lower)]
        self.stamps, self.stamp_ends = [start for start, _ in stamps], [end for _, end in stamps]
        self.counted: dict[str, tuple[Place, ...]] = {}
        """The units that stand with a figure of their own: "*Hà Giang 5 người*, *Lai Châu 14 người*"."""
        self.units: dict[str, _Unit] = {}
        self.site: dict[str, _Unit] = {}
        self.asides: dict[int, bool] = {}
        """Whether the line that begins here tells about the web site or the source."""

    def place(self) -> ResolvedPlace | None:
        self.weigh()
        unnamed = self.unnamed_level()
        named = not unnamed and any(self.rank(unit) >= _ENOUGH for unit in self.units.values())
        chosen = self.choose() if named else self.from_site() or self.from_parts(unnamed)
        if chosen is not None:
            return self.resolved(chosen)
        return ResolvedPlace(unnamed, unnamed) if unnamed else None

    def level_words(self) -> Counter[str]:
        """How often the text says "UBND huyện", "toàn tỉnh" and the like without a name."""
        found: Counter[str] = Counter()
        surface, lower = self.text.surface, self.text.lower
        for at in self.text.starts_of(_FIRST_WORDS):
            start = at - 1
            if start < 0 or lower[start] != " " or not _is_before_level(lower, start):
                continue
            word = _LEVEL_WORD.match(lower, start, _OF_LEVELS)
            end = word.end() if word else 0
            if word and not surface[end + 1 : end + 2].isupper():
                found[type_word(word[1]) or word[1]] += 1
        return found

    def unnamed_level(self) -> str | None:
        """The type word where the text is about a unit that it never names: "UBND huyện họp thường kỳ"."""
        for word, count in self.levels.most_common(1):
            named = any(mention.type == word or self.is_bare(mention, word) for mention in self.named)
            if count >= _FEW and not named:
                return word
        return None

    def is_bare(self, mention: PlaceMention, word: str) -> bool:
        return mention.type is None and any(place.type == word for place in candidates(mention.name, None, self.day))

    def probable_day(self) -> date:
        """A day on whose map most of the names stand; undated pages are mostly older than the map of today."""
        typed = Counter((mention.name, mention.type) for mention in self.named if mention.type)

        addresses = self.addresses()

        def known(day: date) -> int:
            named = sum(count for (name, kind), count in typed.items() if _is_known(name, kind, day))
            return named + sum(_lies_in(lower, upper, day) for lower, upper in addresses)

        return max((_LAST_DAY_OF_DISTRICTS, date.max), key=known)

    def addresses(self) -> set[tuple[tuple[str, str | None], tuple[str, str | None]]]:
        """The units that stand right before the one in which they lie: "phường Vĩnh Phúc, tỉnh Phú Thọ"."""
        lower = self.text.lower
        return {
            ((one.name, one.type), (other.name, other.type))
            for one, other in pairwise(self.named)
            if one.type and other.type and lower[one.end : other.start].strip() in (",", "(")
        }

    def is_part(self, mention: PlaceMention) -> bool:
        """Whether a figure is only broken down by it and others: "597 nhà (*Hà Giang*: 130 nhà; *Lai Châu*: 259 nhà)"."""
        return breakdown_around(self.text.lower, mention.start, mention.end) is not None

    def weigh(self) -> None:
        """Sums up the weights of all units."""
        support = self.support()
        meanings: dict[tuple[str, str | None], tuple[tuple[Place, ...], str]] = {}
        lines, line, last_line, seen = 0, 0, -1, 0
        last: tuple[PlaceMention, tuple[Place, ...]] | None = None
        for index, mention in enumerate(self.named):
            printed = (mention.name, mention.type)
            if printed not in meanings:
                forms = self.forms(mention, support)
                meanings[printed] = (forms, self.key(forms, mention) if forms else "")
            forms, key = meanings[printed]
            line, seen = self.text.lower.rfind("\n", seen, mention.start) + 1 or line, mention.start
            if not forms or self.is_link(mention):
                continue
            part = self.is_part(mention)
            figured = _ITS_FIGURE.match(self.text.lower, mention.end) is not None
            if part or figured:
                self.counted[key] = forms
            if part:
                continue
            aside = self.is_furniture(line)
            units = self.site if aside else self.units
            unit = units.get(key) or units.setdefault(key, _Unit(forms))
            unit.printed[mention.name] = unit.printed.get(mention.name, 0) + 1
            if mention.type:
                unit.types[mention.type] = unit.types.get(mention.type, 0) + 1
            if aside:
                unit.weight += 1
                continue
            if mention.kind == "listed" and figured:
                continue  # "nhiều nhất là Phúc Thọ với 346 người, tiếp đến là *Nghi Thái 218 người*": one of many
            address = (last is not None and self.is_address(last, mention, forms)) or self.is_above_next(index, forms)
            last = (mention, forms)
            if address:
                continue
            lines += line != last_line
            unit.free += not figured
            own = 1.0 + (_BODY_BONUS if mention.kind == "body" or self.after_body(mention) else 0)
            unit.own += own
            unit.weight += own
            if lines == 1 and line != last_line and not self.is_first_of_several(index):
                unit.in_title = mention.start < _HEAD_END and self.is_short(line)
                unit.weight += _TITLE_BONUS if unit.in_title else _HEAD_BONUS
            elif lines <= _LEADS and (line != last_line or lines == 1):
                unit.weight += _LEAD_BONUS
            last_line = line

    def support(self) -> dict[str, int]:
        """How many names of the text may mean each unit or one within it; a name of one unit only counts thrice."""
        found: dict[str, int] = {}
        for name, kind in {(mention.name, mention.type) for mention in self.named}:
            forms = candidates(name, kind, self.day)
            codes = {code for form in forms for code in (form.code, *form.parents)}
            for code in codes:
                found[code] = found.get(code, 0) + (3 if len(forms) == 1 else 1)
        return found

    def forms(self, mention: PlaceMention, support: dict[str, int]) -> tuple[Place, ...]:
        """The units that the mention may mean; of namesakes those whose district and province the text names most.

        "xã Long Vĩnh" and "huyện Châu Thành", many of both, are those of Tây Ninh, where one lies in the other.
        """
        places = candidates(mention.name, self.type_of(mention), self.day)
        if len(places) < 2:
            return places
        counts = [sum(support.get(code, 0) for code in (place.code, *place.parents)) for place in places]
        return tuple(place for place, count in zip(places, counts, strict=True) if count == max(counts))

    def type_of(self, mention: PlaceMention) -> str | None:
        """A bare name takes the type word that the text gives to the same name elsewhere.

        "Bắc Kạn" is the city in a text that says "thành phố Bắc Kạn" and speaks of "the city" more than of "the
        province", else the province.
        """
        types = self.types.get(loose(mention.name))
        if mention.type or not types:
            return mention.type
        word = max(types, key=types.__getitem__)
        is_province = any(place.level == 1 for place in candidates(mention.name, None, self.day))
        return None if is_province and self.levels["tỉnh"] > self.levels[word] else word

    def key(self, forms: tuple[Place, ...], mention: PlaceMention) -> str:
        codes = {form.code for form in forms}
        return f"{codes.pop() if len(codes) == 1 else self.type_of(mention)} {loose(forms[0].name)}"

    def is_address(
        self, last: tuple[PlaceMention, tuple[Place, ...]], mention: PlaceMention, forms: tuple[Place, ...]
    ) -> bool:
        """Whether the mention only says where the one before lies: "huyện Gia Viễn, |tỉnh Ninh Bình|"."""
        before, lower = last
        parents = {code for form in lower for code in form.parents}
        if not any(form.code in parents for form in forms):
            return False
        return self.text.lower[before.end : mention.start].strip() in ("", ",", "(", "-", ", (")

    def is_above_next(self, index: int, forms: tuple[Place, ...]) -> bool:
        """Whether only a heading over the next unit.

        "ĐẢNG BỘ |TỈNH QUẢNG NINH|" over "THỊ ỦY ĐÔNG TRIỀU"; "|Bắc Giang|: Huyện Lục Nam thu hoạch na".
        """
        if index + 1 >= len(self.named):
            return False
        mention, following = self.named[index], self.named[index + 1]
        gap = self.text.lower[mention.end : following.start]
        rubric = gap.startswith(":") and "\n" not in gap and mention.type is None and forms[0].level == 1
        letterhead = "\n" in gap and self.text.surface[mention.start : mention.end].isupper()
        if len(gap) > _NEXT or not (rubric or letterhead):
            return False
        codes = {form.code for form in forms}
        below = candidates(following.name, following.type, self.day)
        return any(not codes.isdisjoint(form.parents) for form in below)

    def is_first_of_several(self, index: int) -> bool:
        """Whether a list of equals begins here: "với |tỉnh Thái Nguyên|, Lạng Sơn, Bắc Kạn"."""
        if index + 1 >= len(self.named):
            return False
        mention, following = self.named[index], self.named[index + 1]
        if self.text.lower[mention.end : following.start].strip() not in (",", "và", ";"):
            return False
        first, second = (candidates(one.name, one.type, self.day) for one in (mention, following))
        return bool(first and second) and first[0].level == second[0].level

    def is_furniture(self, line: int) -> bool:
        if line not in self.asides:
            words = self.line_from(line)
            self.asides[line] = len(words) <= _LONGEST_TITLE and any(cue in words for cue in _cue("furniture"))
        return self.asides[line]

    def is_link(self, mention: PlaceMention) -> bool:
        """Whether the mention stands among links to other pages, each with its date."""
        if len(self.stamps) < _FEW:
            return False
        low = bisect_left(self.stamps, mention.start - _HEAD_END)
        high = bisect_right(self.stamp_ends, mention.end + _HEAD_END)
        stamps = self.stamps[low:high]
        return len(stamps) >= _FEW and any(abs(stamp - mention.start) < _LONGEST_TITLE for stamp in stamps)

    def is_short(self, line: int) -> bool:
        return len(self.line_from(line)) <= _LONGEST_TITLE

    def line_from(self, line: int) -> str:
        end = self.text.lower.find("\n", line, line + _LONGEST_TITLE + 1)
        return self.text.lower[line : end if end >= 0 else line + _LONGEST_TITLE + 1]

    def after_body(self, mention: PlaceMention) -> bool:
        start, lower = mention.start, self.text.lower
        end = start - 1 if lower[start - 1 : start] == " " else start
        return lower.endswith(_cue("bodies"), max(0, start - _NEAR), end)

    def choose(self) -> _Unit | None:
        """The unit of most weight, the one that holds it if the title names that, or the one above several equals."""
        ranked = sorted(self.units.values(), key=self.rank, reverse=True)
        best = ranked[0]
        for unit in ranked[1:]:
            holds = any(unit.forms[0].code in form.parents for form in best.forms)
            if holds and unit.in_title and not best.in_title and self.rank(unit) >= _CONTAINER * self.rank(best):
                return unit
        if best.free <= (not best.in_title) and (peers := self.counted_peers(best)) is not None:
            return self.above(peers)
        if best.in_title:
            return best
        equals = [unit.own for unit in ranked if unit.forms[0].level == best.forms[0].level]
        if best.own < _LEAST_SHARE * sum(equals):
            return self.above([unit for unit in ranked if unit.forms[0].level == best.forms[0].level])
        rivals = [
            unit
            for unit in ranked[1:]
            if unit.forms[0].level == best.forms[0].level and unit.own >= max(2, _RIVAL * best.own)
        ]
        return self.above([best, *rivals]) if rivals else best

    def counted_peers(self, unit: _Unit) -> list[_Unit] | None:
        """The units of the same level that stand with their figures, if ``unit`` is but one of several.

        "mưa lũ làm 19 người chết (Hà Giang 5, *Lai Châu* 14), 11 người mất tích ở *Lai Châu*; … (Sơn La 3)"
        """
        level = unit.forms[0].level
        peers = [forms for forms in self.counted.values() if forms[0].level == level]
        if len(peers) < _FEW or not any(unit.forms[0].code == forms[0].code for forms in peers):
            return None
        return [_Unit(forms) for forms in peers]

    def rank(self, unit: _Unit) -> float:
        """The weight, more if the text speaks of "the district" where the unit is one."""
        words = sum(self.levels[word] for word in {form.type for form in unit.forms})
        return unit.weight * (1 + words / max(1, self.levels.total()))

    def above(self, units: list[_Unit]) -> _Unit | None:
        """The unit in which all of these lie."""
        shared = set.intersection(*({code for form in unit.forms for code in form.parents} for unit in units))
        for length in sorted({len(code) for code in shared}, reverse=True):
            found = [
                form for code in sorted(shared) if len(code) == length and (form := gazetteer().by_code(code, self.day))
            ]
            if len(found) == 1:  # "các phường 1, 2 và 5" lie together in many cities
                code, form = found[0].code, found[0]
                return self.units.get(f"{code} {loose(form.name)}") or _Unit((form,), printed={form.name: 1})
        return None

    def from_site(self) -> _Unit | None:
        """The unit of the web site, if the text itself speaks only of "the district" or "the province"."""
        for unit in sorted(self.site.values(), key=lambda unit: -unit.weight):
            if any(self.levels[form.type] for form in unit.forms):
                return unit
        return None

    def from_parts(self, unnamed: str | None) -> _Unit | None:
        """The unit that the text calls only "the province", where it names at least two certain parts of it."""
        parts = [unit for unit in self.units.values() if len({form.code for form in unit.forms}) == 1]
        whole = self.above(parts) if unnamed and len(parts) >= _CERTAIN_PARTS else None
        return whole if whole and whole.forms[0].type == unnamed else None

    def resolved(self, unit: _Unit) -> ResolvedPlace:
        types = unit.types or Counter(form.type for form in unit.forms)
        if len({form.code for form in unit.forms}) > 1:
            kind = max(types, key=types.__getitem__)
            name = printed_name(unit.printed, unit.forms[0])
            return ResolvedPlace(f"{kind} {name}", kind, None, None, unit.forms)
        form = self.form_of(unit, types)
        alike = [kind for kind in unit.types if TYPE_WORDS[kind] == form.level]
        # "thị xã Tây Ninh" in a text older than the oldest map, where it is a city
        printed = None if form.type in unit.types or not alike else max(alike, key=unit.types.__getitem__)
        return labelled(form, unit.printed, printed, self.day, alone=False)

    def form_of(self, unit: _Unit, types: dict[str, int]) -> Place:
        """The form of the day, else the latest that the text prints: a thị xã that the text also calls huyện."""
        name, code = loose(unit.forms[0].name), unit.forms[0].code
        forms = [form for form in gazetteer().forms(code) if loose(form.name) == name]
        of_the_day = [form for form in forms if is_valid(form, self.day) and form.type in types]
        printed = [form for form in forms if form.type in types and (form.valid_from or date.min) <= self.day]
        return (of_the_day or printed or list(unit.forms))[-1]

"""Figures → observations: what the interpreter and the resolvers found of each figure, put together."""

from __future__ import annotations

from bisect import bisect_right
from decimal import Decimal
from typing import TYPE_CHECKING, Final, final

from solieu.model import Observation, Period
from solieu.patterns import regex
from solieu.resolve.confidence import SubjectKind, confidence, evidence
from solieu.resolve.periods import end_of_years, in_year, resolve_time, same_time_before

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from solieu.interpret.observations import Figure
    from solieu.knowledge.catalogue import Catalogue
    from solieu.model import Page, Scope, Status
    from solieu.resolve.periods import Anchor
    from solieu.resolve.place_frames import PlaceFrames
    from solieu.resolve.place_names import ResolvedPlace
    from solieu.resolve.time_frames import TimeFrames
    from solieu.spans import PlaceMention
    from solieu.text import Text

__all__ = ["Observer", "is_own_place", "own_places", "subject_kind"]

_ONE: Final = Decimal(1)
_MINUS_ONE: Final = Decimal(-1)
_COMPARED_LEAD: Final = 48
_YEAR: Final = 364
_JUST_BEGUN: Final = 45
_FAR: Final = ("section", "report")
_DONE: Final = regex(r"(?<!\w)đã (?:hoàn thành|trao|tặng|chi|cấp|hỗ trợ|tổ chức|xảy ra|có)(?!\w)")
_EACH_YEAR: Final = regex(
    r"(?<!\w)(?:mỗi|hằng|hàng|bình quân|trung bình)(?: một)? năm(?!\w)|(?<!\w)(?:bình quân|trung bình) (?:giảm|tăng)"
)
# "thấp hơn bình quân chung *cả nước* (56,74%)", "*cả nước đã có* 4.554 xã"
_OF_THE_COUNTRY: Final = regex(
    r"(?<!\w)(?:cả nước|toàn quốc)(?: (?:là|đạt)|(?: (?:đã|mới|hiện))* (?:có|còn)(?: (?:khoảng|gần|hơn|trên))?)?[ (]*$"
)


def subject_kind(figure: Figure) -> SubjectKind:
    """Where the words stand that name ``figure``."""
    subject, mention = figure.subject, figure.mention
    if subject is None:
        return "none"
    if figure.carried:
        return "carried"
    if subject.verb is not None:
        return "governed"
    if subject.start >= mention.start:
        return "behind"
    return "headed" if subject.headed else "before"


def is_own_place(resolved: ResolvedPlace | None, own: ResolvedPlace | None) -> bool:
    """Whether a place is ``own``, that of the report, or a unit above it."""
    if resolved is None or own is None:
        return resolved is None
    if resolved.label == own.label:
        return True
    above = own.place.parents if own.place else ()
    return resolved.place is not None and resolved.place.code in above


def own_places(places: Mapping[int, ResolvedPlace | None], own: ResolvedPlace | None) -> Callable[[PlaceMention], bool]:
    """What tells of a mention, whose meaning stands in ``places`` by where it begins, whether it is :func:`is_own_place`."""

    def is_own(place: PlaceMention) -> bool:
        return is_own_place(places[place.start], own)

    return is_own


@final
class Observer:
    """Tells of each figure of one text its period, its place and its status, and makes the observation."""

    __slots__ = (
        "_anchor", "_indicator_ids", "_issued", "_known", "_pages", "_period", "_periods", "_place", "_place_frames",
        "_places", "_text", "_time_frames",
    )  # fmt: skip

    def __init__(
        self,
        text: Text,
        pages: Sequence[Page],
        time_frames: TimeFrames,
        place_frames: PlaceFrames,
        places: Mapping[int, ResolvedPlace | None],
        indicator_ids: Mapping[int, str | None],
        known: Catalogue,
        anchor: Anchor,
        issued: date | None,
        place: ResolvedPlace | None,
        period: Period | None,
    ) -> None:
        self._text = text
        self._pages = pages
        self._time_frames = time_frames
        self._place_frames = place_frames
        self._places = places
        """What each name of a place means, by where it begins."""
        self._indicator_ids = indicator_ids
        self._known = known
        self._anchor = anchor
        self._issued = issued
        self._place = place
        self._period = period
        """Those of the whole report."""
        self._periods: dict[int, Period | None] = {}
        """What each time that figures were asked for means, by where it begins."""

    def observation(self, figure: Figure) -> Observation:
        """What ``figure`` says, in offsets of the text as given."""
        text, mention, reading, sentence = self._text, figure.mention, figure.reading, figure.sentence
        at: int = mention.start
        start, end = text.span(at, mention.end)
        number, most = mention.number, mention.value_max
        sign = _MINUS_ONE if reading.falling and number > 0 else _ONE
        period, period_from = self.period_of(figure)
        place, place_from = self.place_of(figure)
        basis = reading.basis
        subject = figure.subject.closed(text.surface) if figure.subject is not None else None
        span = None
        if subject is not None:
            first, last = subject.span
            span = text.span(first, last)
        identifier, status = self._indicator_ids[at], self.status_of(figure, period, period_from)
        traits = evidence(subject_kind(figure), identifier, reading.measure, status, period_from)
        return Observation(
            start=start,
            end=end,
            quote=text.given[start:end],
            sentence=text.span(sentence.start, sentence.end),
            number=sign * number,
            unit_text=mention.unit_text,
            value=sign * mention.value,
            value_max=None if most is None else sign * most,
            unit=mention.unit,
            of=mention.of,
            measure=reading.measure,
            status=status,
            bound=mention.bound,
            basis=text.surface[basis[0] : basis[1]] if basis is not None else None,
            basis_kind=reading.basis_kind,
            indicator=subject.of(text.surface) if subject is not None else None,
            indicator_span=span,
            indicator_id=identifier,
            place=place.label if place else None,
            place_code=place.code if place else None,
            place_from=place_from,
            period=period,
            period_from=period_from,
            confidence=confidence(traits),
            page=self.page_of(start) if self._pages else None,
        )

    def page_of(self, start: int) -> int | None:
        """The page on which the text at an offset of the text as given is printed."""
        at = bisect_right(self._pages, start, key=lambda page: page.start) - 1
        return self._pages[at].number if at >= 0 else None

    def period_of(self, figure: Figure) -> tuple[Period | None, Scope | None]:
        """The period of ``figure`` and how near what tells it stands."""
        period, scope = self.told_period_of(figure)
        earlier: Period | None = None
        level = figure.reading.measure == "level"
        if period is not None:
            earlier = same_time_before(self._lead(figure), period, level=level)
        if level and earlier is None:
            compared = self._time_frames.compared_in_bracket(figure.mention.start)
            earlier = resolve_time(compared, self._anchor) if compared is not None else None
        if level and earlier is None and period is not None and scope in _FAR and self._tells_a_moment(figure):
            return end_of_years(period, self._issued) or period, scope
        return (earlier, "clause") if earlier is not None else (period, scope)

    def _tells_a_moment(self, figure: Figure) -> bool:
        """ "Sau 10 năm (2010-2020), … *độ che phủ rừng đạt* 58%": of years it is told how things stand at their end."""
        standing = self._indicator_ids[figure.mention.start] in self._known.standing
        if not standing or figure.subject is None or figure.status == "target":
            return False
        words = figure.subject.of(self._text.lower).split()
        return self._known.events.isdisjoint(words) and not _EACH_YEAR.search(self._lead(figure))

    def _lead(self, figure: Figure) -> str:
        start: int = figure.mention.start
        return self._text.lower[max(start - _COMPARED_LEAD, 0) : start]

    def told_period_of(self, figure: Figure) -> tuple[Period | None, Scope | None]:
        """The period that the text tells for ``figure``, as printed, and how near it stands."""
        end: int = figure.end
        basis = figure.reading.basis
        if figure.reading.measure == "index" and basis is not None and basis[0] >= end:
            end = basis[1]  # "gấp 1,2 lần *năm 2022*"
        found = self._time_frames.of(figure.sentence, figure.mention.start, end)
        if found is not None:
            time, scope = found
            at: int = time.start
            if at not in self._periods:
                self._periods[at] = resolve_time(time, self._anchor)
            period = self._periods[at]
            if period is not None:
                return (self._to_come(period) if figure.status == "target" and time.year is None else period), scope
        return self._period, "report" if self._period is not None else None

    def _to_come(self, period: Period) -> Period:
        """The time of a goal, which lies ahead where its year is not told: "*phấn đấu đến 30/6* đạt 50%", in March."""
        day = self._issued
        if day is None or period.end.year != day.year - 1 or period.start.year != period.end.year:
            return period
        ahead = in_year(period.start, day.year), in_year(period.end, day.year)
        return Period(*ahead) if ahead[1] >= day else period

    def status_of(self, figure: Figure, period: Period | None, scope: Scope | None) -> Status:
        """The status of ``figure``; what a report tells of a time to come is no result yet ("Chỉ tiêu năm 2023: …").

        Nor is what one of the first weeks of a year says of that whole year, unless only the report as a whole is of it.
        """
        if figure.status != "actual" or period is None or self._issued is None:
            return figure.status
        begun = (self._issued - period.start).days
        just_begun = begun < _JUST_BEGUN and (period.end - period.start).days >= _YEAR and scope != "report"
        if just_begun and _DONE.search(self._lead(figure)):
            return figure.status  # "*đã* hoàn thành trao 1.482 suất quà Tết Giáp Thìn 2024"
        return "target" if begun < 0 or just_begun else figure.status

    def place_of(self, figure: Figure) -> tuple[ResolvedPlace | None, Scope | None]:
        """The place of ``figure`` and how near what tells it stands."""
        mention, lead = figure.mention, self._lead(figure)
        if ("nước" in lead or "quốc" in lead) and _OF_THE_COUNTRY.search(lead):
            return None, None
        found = self._place_frames.of(figure.sentence, mention.start, mention.end)
        if found is not None:
            named, scope = found
            place = self._places[named.start]
            if place is not None:
                return place, scope
        return self._place, "report" if self._place is not None else None

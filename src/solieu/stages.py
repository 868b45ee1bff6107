"""The stages over one text, segment → recognise → interpret → resolve: each computed once, when it is first asked for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import msgspec

from solieu.interpret.directives import find_directives
from solieu.interpret.observations import Figure, interpret
from solieu.interpret.officials import find_officials
from solieu.knowledge.catalogue import Catalogue, catalogue
from solieu.knowledge.gazetteer import gazetteer
from solieu.model import (
    Block,
    Directive,
    Observation,
    Official,
    Period,
    Reference,
    Report,
    Table,
)
from solieu.observed import Observer, is_own_place, own_places, subject_kind
from solieu.patterns import regex
from solieu.recognise.legal import find_references
from solieu.recognise.mentions import find_mentions
from solieu.recognise.places import find_places
from solieu.recognise.relevance import is_local_government
from solieu.recognise.times import find_times
from solieu.resolve.confidence import Evidence, evidence
from solieu.resolve.context import counted_day, document_date, document_period, session_day, title_end
from solieu.resolve.indicator_frames import IndicatorFrames
from solieu.resolve.periods import Anchor
from solieu.resolve.place_frames import PlaceFrames
from solieu.resolve.places import ResolvedPlace, document_place, is_address, named_unit, resolve
from solieu.resolve.quotients import told_by_quotients
from solieu.resolve.retold import with_times_told
from solieu.resolve.time_frames import TimeFrames
from solieu.segment.blocks import blocks as find_blocks
from solieu.segment.sentences import sentences as find_sentences
from solieu.tables import table_observations
from solieu.text import Text, prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from solieu.spans import Mention, PlaceMention, Sentence, TimeMention

__all__ = ["STEPS", "Stages"]

_Found = TypeVar("_Found", Reference, Official, Directive)
_SHORTEST_TITLE, _LONGEST_TITLE = 4, 300
_TITLE_BLOCKS = 20
_COMMUNE = 3
_LETTERHEAD = regex(r"CỘNG H[OÒ][AÀ] XÃ HỘI|[ĐD]ộc lập\s*[-–]\s*Tự do|^Số\s*:|, ngày \d+ tháng", re.IGNORECASE)
_NOT_A_REPORT = "the text has no words of local government: no figures are taken from it"


@dataclass(frozen=True)
class Stages:
    """The stages over one text, each computed once, in offsets of the views of :attr:`text` unless said otherwise."""

    source: Report
    known: Catalogue = field(default_factory=catalogue)
    """What may be measured."""
    received: date | None = None
    """The day on which it was sent or collected."""

    @cached_property
    def text(self) -> Text:
        """The text with its views."""
        return prepare(self.source.text, lines=True)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Lines as headings, paragraphs, items and rows."""
        return find_blocks(self.text)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of each block."""
        return find_sentences(self.text, self.blocks)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The quantities as printed."""
        return find_mentions(self.text, self.all_times)

    @cached_property
    def all_times(self) -> tuple[TimeMention, ...]:
        """Every expression of time, years that are amounts among them."""
        return find_times(self.text)

    @cached_property
    def times(self) -> tuple[TimeMention, ...]:
        """Without the years that turned out to be amounts ("1900 tỷ đồng")."""
        amounts = {mention.start for mention in self.mentions}
        return tuple(time for time in self.all_times if time.start not in amounts)

    @cached_property
    def places(self) -> tuple[PlaceMention, ...]:
        """The names of places as printed."""
        return find_places(self.text)

    @cached_property
    def issued(self) -> date | None:
        """The report's day."""
        return self.own_day or self.received

    @cached_property
    def own_day(self) -> date | None:
        """The day that the report itself tells."""
        return self.source.issued or document_date(self.text, self.blocks, self.times_of_prose)

    @cached_property
    def times_of_prose(self) -> tuple[TimeMention, ...]:
        """The times outside of tables, if there are any: "2015" in a column "Năm xây dựng" is not the report's time."""
        if not self.source.tables:
            return self.times
        within = self._within(self.source.tables)
        return tuple(time for time in self.times if not within(time.start)) or self.times

    def _within(self, tables: Iterable[Table]) -> Callable[[int], bool]:
        """Whether an offset lies in one of ``tables``, which stand one after the other."""
        spans = [(self.text.offset(table.start), self.text.offset(table.end)) for table in tables]
        starts = [start for start, _ in spans]

        def within(offset: int) -> bool:
            at = bisect_right(starts, offset) - 1
            return at >= 0 and offset < spans[at][1]

        return within

    @cached_property
    def place(self) -> ResolvedPlace | None:
        """The unit that the report is about."""
        return document_place(self.text, [place for place in self.places if place.kind != "road"], self.issued)

    @cached_property
    def period(self) -> Period | None:
        """The period that the report is about."""
        return document_period(self.text, self.blocks, self.times_of_prose, self.issued)

    @cached_property
    def anchor(self) -> Anchor:
        """What relative times are counted from."""
        session = session_day(self.text, self.blocks, self.times, self.issued)
        if self.issued is None and session is None:
            session = counted_day(self.text, self.times)
        return Anchor(self.issued, self.period, session=session)

    @cached_property
    def resolved_places(self) -> dict[int, ResolvedPlace | None]:
        """What each name of a place means, by where it begins."""
        meanings: dict[tuple[str, str | None, str | None], ResolvedPlace | None] = {}
        found: dict[int, ResolvedPlace | None] = {}
        after: PlaceMention | None = None
        for place in reversed(self.places):
            above = found[after.start] if after and is_address(self.text, place, after) else None
            printed = (place.name, place.type, above.code if above else None)
            if printed not in meanings:
                meanings[printed] = resolve(
                    place, context=self.place, on=self.issued, within=above.place if above else None
                )
            found[place.start] = meanings[printed]
            after = place
        return found

    def is_own_place(self, place: PlaceMention) -> bool:
        """Whether ``place`` is the report's own unit or one above it."""
        return is_own_place(self.resolved_places[place.start], self.place)

    @cached_property
    def is_relevant(self) -> bool:
        """Whether the text has words of local government."""
        return is_local_government(self.text)

    def report(self) -> Report:
        """The report with everything that was found, in offsets of the text as given."""
        return msgspec.structs.replace(
            self.source,
            title=self.title,
            issued=self.issued,
            place=self.place.label if self.place else None,
            place_code=self.place.code if self.place else None,
            period=self.period,
            observations=self.observations if self.is_relevant else (),
            references=self.references,
            officials=self.officials,
            directives=self.directives,
            blocks=self.blocks if self.text.is_as_given else tuple(map(self.outer_block, self.blocks)),
            warnings=(*self.source.warnings, *self.doubts()),
        )

    def doubts(self) -> Iterator[str]:
        """What a reader of the figures should know about the whole text."""
        if not self.is_relevant:
            yield _NOT_A_REPORT
        elif self.received is not None and self.own_day is None:
            yield f"the report tells no day of its own: its times are counted from {self.received}, when it was received"

    def outer_block(self, block: Block) -> Block:
        """``block`` in offsets of the text as given."""
        start, end = self.text.span(block.start, block.end)
        return msgspec.structs.replace(block, start=start, end=end)

    @cached_property
    def title(self) -> str | None:
        """What the reader says, or the first line that could be one."""
        if self.source.title:
            return self.source.title
        blocks = (b for b in self.blocks[:_TITLE_BLOCKS] if b.kind in ("heading", "paragraph", "row"))
        lines = (self.text.surface[b.start : min(b.end, b.start + _LONGEST_TITLE)] for b in blocks)
        titles = (line for line in lines if len(line.split()) >= _SHORTEST_TITLE and not _LETTERHEAD.search(line))
        return next(titles, None)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The quantities of the prose that are figures, understood."""
        year = self.own_day.year if self.own_day else None
        return interpret(self.text, self.blocks, self.sentences, self.mentions_of_prose, self.times, self.places, year)

    @cached_property
    def mentions_of_prose(self) -> tuple[Mention, ...]:
        """The quantities outside of the tables whose cells state figures."""
        read = {seen.cell.table for seen in self.table_observations if seen.cell}
        if not read:
            return self.mentions
        within = self._within(table for index, table in enumerate(self.source.tables) if index in read)
        return tuple(mention for mention in self.mentions if not within(mention.start))

    @cached_property
    def table_observations(self) -> tuple[Observation, ...]:
        """What the cells of the tables state."""
        if not self.source.tables:
            return ()
        units: dict[str, ResolvedPlace | None] = {}
        # Sheets for communes beside that which the workbook was thought to be about.
        above = self.unit_above_commune if any(table.sheet for table in self.source.tables) else None

        def place_of(words: str) -> ResolvedPlace | None:
            if words not in units:
                found = (named_unit(words, context=context, on=self.issued) for context in (self.place, above))
                units[words] = next((unit for unit in found if unit is not None), None)
            return units[words]

        starts = [place.start for place in self.places]

        def places_between(start: int, end: int) -> list[ResolvedPlace]:
            first, last = (bisect_left(starts, self.text.offset(at)) for at in (start, end))
            others = (
                place for place in self.places[first:last] if place.kind != "road" and not self.is_own_place(place)
            )
            return [named for place in others if (named := self.resolved_places[place.start]) is not None]

        return tuple(table_observations(self.source, self.anchor, self.known, self.place, place_of, places_between))

    @cached_property
    def unit_above_commune(self) -> ResolvedPlace | None:
        """The unit that the report's own commune lies in, ``None`` where the report is about no commune."""
        own = self.place.place if self.place else None
        if own is None or own.level < _COMMUNE or not own.parents:
            return None
        unit = gazetteer().by_code(own.parents[0], own.valid_to)
        return ResolvedPlace(unit.full_name, place=unit) if unit else None

    @cached_property
    def time_frames(self) -> TimeFrames:
        """Which time each figure belongs to."""
        return TimeFrames(self.text, self.blocks, self.sentences, self.times)

    @cached_property
    def place_frames(self) -> PlaceFrames:
        """Which place each figure belongs to."""
        is_own = own_places(self.resolved_places, self.place)
        return PlaceFrames(self.text, self.blocks, self.sentences, self.places, is_own, no_own=self.place is None)

    @cached_property
    def indicator_ids(self) -> Mapping[int, str | None]:
        """The catalogue's identifier of each of :attr:`figures`, by where its mention starts."""
        frames, lower = IndicatorFrames(self.text, self.blocks, self.title, self.known), self.text.lower
        return {
            figure.mention.start: frames.of(
                figure.mention,
                figure.reading.measure,
                figure.sentence,
                figure.subject.of(lower) if figure.subject else None,
                (phrase.of(lower) for phrase in figure.context),
                carried=figure.carried,
                in_turn=figure.in_turn,
            )
            for figure in self.figures
        }

    @cached_property
    def observer(self) -> Observer:
        """What makes the observations of :attr:`figures`."""
        return Observer(
            self.text, self.source.pages, self.time_frames, self.place_frames, self.resolved_places,
            self.indicator_ids, self.known, self.anchor, self.issued, self.place, self.period,
        )  # fmt: skip

    @cached_property
    def observations(self) -> tuple[Observation, ...]:
        """What the prose and the tables state, in the order of the text."""
        prose: tuple[Observation, ...] = ()
        if self.figures:
            seen = list(map(self.observer.observation, self.figures))
            prose = told_by_quotients(with_times_told(seen, self.text.span(0, title_end(self.blocks))[1]))
        if not self.table_observations:
            return prose
        return tuple(sorted((*prose, *self.table_observations), key=lambda seen: seen.start))

    def evidence(self, figure: Figure, observation: Observation) -> Evidence:
        """What tells how far ``observation``, made of ``figure``, can be trusted."""
        told = observation
        return evidence(subject_kind(figure), told.indicator_id, told.measure, told.status, told.period_from)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """The documents cited."""
        return tuple(self._moved(found) for found in find_references(self.text))

    @cached_property
    def officials(self) -> tuple[Official, ...]:
        """The people named, with their posts."""
        return tuple(self._moved(found) for found in find_officials(self.text))

    @cached_property
    def directives(self) -> tuple[Directive, ...]:
        """The tasks given."""
        days = [time for time in self.times if time.kind == "day" and time.year] if self.issued is None else []
        year = max((time.year or 0 for time in days), default=None)
        return tuple(self._moved(one) for one in find_directives(self.text, self.sentences, self.issued, year))

    def _moved(self, found: _Found) -> _Found:
        if self.text.is_as_given:
            return found
        start, end = self.text.span(found.start, found.end)
        return msgspec.structs.replace(found, start=start, end=end)


STEPS: Mapping[tuple[str, str], Callable[[Stages], object]] = {
    ("segment", "views of the text"): lambda stages: stages.text,
    ("segment", "blocks and sentences"): lambda stages: stages.sentences,
    ("recognise", "times"): lambda stages: stages.all_times,
    ("recognise", "quantities"): lambda stages: (stages.mentions, stages.times),
    ("recognise", "places"): lambda stages: stages.places,
    ("recognise", "references"): lambda stages: stages.references,
    ("resolve", "the report"): lambda stages: (stages.issued, stages.place, stages.anchor, stages.resolved_places),
    ("interpret", "figures"): lambda stages: stages.is_relevant and stages.figures,
    ("resolve", "figures"): lambda stages: stages.is_relevant and stages.observations,
    ("interpret", "officials"): lambda stages: stages.officials,
    ("interpret", "directives"): lambda stages: stages.directives,
}
"""The steps of each stage, in an order in which each finds what it needs already computed."""

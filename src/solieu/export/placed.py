"""Findings with where they stand: report, line, page or sheet, and the passages that hold their figures."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from solieu.model import Finding, Ground, Observation, Period, Report

__all__ = ["Passage", "PlacedFinding", "PlacedGround", "Register", "fields"]

_MOST_PASSAGES = 4
_LONGEST = 480
_AROUND = 110
_T = TypeVar("_T")


class PlacedGround(msgspec.Struct, frozen=True):
    """Words that a finding rests on, and where a person finds them."""

    report: str
    quote: str
    start: int
    end: int
    line: int | None = None
    """From 1, in the text as read; ``None`` where the text is not at hand."""
    page: int | None = None
    sheet: str | None = None
    heads: tuple[str, ...] = ()
    """Of the table cell that holds them."""
    indicator: str | None = None
    """The printed words for what is measured."""
    indicator_id: str | None = None
    """Its entry of the catalogue."""
    measure: str | None = None
    place: str | None = None
    period: Period | None = None


class Passage(msgspec.Struct, frozen=True):
    """A sentence or table row, with the stretches of it that a finding rests on."""

    text: str
    marks: tuple[tuple[int, int], ...]
    """Starts and ends within :attr:`text`, in order."""


class PlacedFinding(msgspec.Struct, frozen=True):
    """A finding, the report that it is of (none where it is of several), and where its words stand."""

    finding: Finding
    report: str | None
    grounds: tuple[PlacedGround, ...]
    passages: tuple[Passage, ...]


class _Lines:
    """Which line an offset stands on."""

    def __init__(self, text: str) -> None:
        self._ends = array("I", (at for at, char in enumerate(text) if char == "\n"))

    def __call__(self, offset: int) -> int:
        return bisect_right(self._ends, offset - 1) + 1


class _Told(NamedTuple):
    """What of an observation a finding shows."""

    indicator: str | None
    indicator_id: str | None
    measure: str
    place: str | None
    period: Period | None
    page: int | None
    sheet: str | None
    heads: tuple[str, ...]


class _Known(NamedTuple):
    told: tuple[_Told, ...]
    lines: _Lines | None


_NOTHING = _Known((), None)


class Register:
    """The reports met so far: of each only what is needed to say where a finding over several stands."""

    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}

    def add(self, report: Report) -> Report:
        """Remember ``report``, and give it back without its text, for which a thousand reports have no room."""
        self._known[report.name] = _known(report)
        return msgspec.structs.replace(report, text="", blocks=(), tables=(), pages=())

    def within(self, report: Report) -> Iterator[PlacedFinding]:
        """The findings of ``report``, which has its text if it was read just now."""
        if not report.findings:
            return
        known = _known(report)
        for finding in report.findings:
            grounds = tuple(_placed(ground, report.name, known) for ground in finding.grounds)
            yield PlacedFinding(finding, report.name, grounds, tuple(_passages(finding, report)))

    def across(self, finding: Finding) -> PlacedFinding:
        """``finding``, which rests on several reports that were added."""
        names = [ground.report or "" for ground in finding.grounds]
        grounds = zip(finding.grounds, names, strict=True)
        return PlacedFinding(
            finding, None, tuple(_placed(ground, name, self._known.get(name, _NOTHING)) for ground, name in grounds), ()
        )


def _known(report: Report) -> _Known:
    return _Known(tuple(map(_told, report.observations)), _Lines(report.text) if report.text else None)


def _told(one: Observation) -> _Told:
    cell = one.cell
    page = one.page or (cell.page if cell else None)
    return _Told(
        one.indicator,
        one.indicator_id,
        one.measure,
        one.place,
        one.period,
        page,
        cell.sheet if cell else None,
        cell.heads if cell else (),
    )


def _placed(ground: Ground, report: str, known: _Known) -> PlacedGround:
    line = known.lines(ground.start) if known.lines else None
    told = _of(ground, known.told)
    if told is None:
        return PlacedGround(report, ground.quote, ground.start, ground.end, line)
    return PlacedGround(
        report,
        ground.quote,
        ground.start,
        ground.end,
        line,
        told.page,
        told.sheet,
        told.heads,
        told.indicator,
        told.indicator_id,
        told.measure,
        told.place,
        told.period,
    )


def _of(ground: Ground, told: Sequence[_T]) -> _T | None:
    at = ground.observation
    return told[at] if at is not None and 0 <= at < len(told) else None


def _passages(finding: Finding, report: Report) -> Iterator[Passage]:
    """The sentences that hold the grounds, in the order of the text; without the text the quotes alone."""
    if not report.text:
        yield _quotes(finding.grounds)
        return
    groups: dict[tuple[int, int], list[Ground]] = {}
    for ground in finding.grounds:
        groups.setdefault(_sentence(ground, report), []).append(ground)
    ordered = sorted(groups)
    for span in ordered[:_MOST_PASSAGES]:
        yield _passage(span, groups[span], report.text)


def _sentence(ground: Ground, report: Report) -> tuple[int, int]:
    told = _of(ground, report.observations)
    if told is not None:
        start, end = told.sentence
        if start <= ground.start and ground.end <= end:
            return start, end
    start = report.text.rfind("\n", 0, ground.start) + 1
    end = report.text.find("\n", ground.end)
    return start, end if end >= 0 else len(report.text)


def _quotes(grounds: Iterable[Ground]) -> Passage:
    text, marks = "", []
    for ground in grounds:
        text += " … " if text else ""
        marks.append((len(text), len(text) + len(ground.quote)))
        text += ground.quote
    return Passage(text, tuple(marks))


def _passage(span: tuple[int, int], grounds: list[Ground], text: str) -> Passage:
    """The sentence, or what stands around the first and the last ground where it is long."""
    start, end = span
    marks = sorted({(ground.start, ground.end) for ground in grounds})
    before = after = ""
    if end - start > _LONGEST:
        first, last = marks[0][0], max(mark[1] for mark in marks)
        cut, stop = max(first - _AROUND, start), min(last + _AROUND, end)
        before, after = "… " if cut > start else "", " …" if stop < end else ""
        start, end = cut, stop
    return Passage(
        before + text[start:end] + after,
        tuple((len(before) + one - start, len(before) + other - start) for one, other in marks),
    )


def fields(placed: PlacedFinding, titles: Mapping[str, str]) -> dict[str, object]:
    """``placed`` as one flat object for programs, in both languages."""
    finding = placed.finding
    return {
        "id": finding.id,
        "report": placed.report,
        "check": finding.check,
        **titles,
        "severity": finding.severity,
        "message": finding.message,
        "message_en": finding.message_en,
        "expected": finding.expected,
        "found": finding.found,
        "remedies": finding.remedies,
        "remedies_en": finding.remedies_en,
        "grounds": placed.grounds,
        "passages": [passage.text for passage in placed.passages],
    }

"""Precision and recall of what was found in marked reports."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from solieu.score.agreement import Agreement, names_a_unit, same_period, same_place, same_post, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from solieu.score.gold import Gold, Marked, MarkedDirective, MarkedReference
    from solieu.score.lines import Line, SaidFigure, SaidReference

__all__ = ["Difference", "Rate", "Scores", "score"]

_LISTS = ("references", "officials", "directives")
_NEAR = 3
"""By so many characters a task may begin later than its first words."""


class Rate(msgspec.Struct, frozen=True):
    """How much of what was found is right, how much of what was marked was found, and their harmonic mean."""

    p: float
    r: float
    f1: float

    @classmethod
    def of(cls, right: int, said: int, marked: int) -> Rate:
        """From how many are right, how many were found and how many marked."""
        p, r = right / said if said else 0.0, right / marked if marked else 0.0
        return cls(p, r, 2 * p * r / (p + r) if p + r else 0.0)


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """A figure that was found wrongly, not at all, or without being one."""

    report: str
    kind: str
    """``missed``, ``extra`` or ``wrong``."""
    fields: tuple[str, ...] = ()
    """Those that are wrong."""
    quote: str | None = None
    marked: str | None = None
    """What a person marked."""
    said: str | None = None
    """What was found."""


class Scores(msgspec.Struct, frozen=True, kw_only=True):
    """How well the figures of marked reports were found; minor ones are not counted."""

    docs: int
    missing_docs: int
    """Reports of which nothing was said at all."""
    gold: int
    system: int
    detection: Rate
    """Of the figures, wherever a marked and a found one overlap."""
    core: Rate
    """Of those with the right value, unit and measure."""
    fact: Rate
    """Of those of which the words of the indicator, the place and the period are right, too."""
    coded: Rate
    """The same with the entry of the catalogue in place of the words."""
    place: Rate
    """Of the places of figures: of those told at a figure that was marked with one, and of all those marked."""
    period: Rate
    """The same of the periods."""
    fields: dict[str, float | None]
    """Of the figures found, how many have each field right."""
    document: dict[str, float]
    """Of the reports, how many have their own date, place and period right."""
    lists: dict[str, Rate]
    by_kind: dict[str, Rate]
    """Detection for each kind of report."""
    differences: tuple[Difference, ...]


class _Pair(NamedTuple):
    marked: Marked
    said: SaidFigure
    agreement: Agreement


class _Count:
    """Right ones out of all."""

    def __init__(self) -> None:
        self.right = self.all = 0

    def add(self, right: bool | None) -> None:
        if right is not None:
            self.right += right
            self.all += 1

    @property
    def share(self) -> float | None:
        return round(self.right / self.all, 4) if self.all else None


def score(gold: Sequence[Gold], lines: Iterable[Line]) -> Scores:
    """Compare what was found with what was marked, by the names of the reports."""
    said = {line.name: line for line in lines}
    counting = _Counting()
    for one in gold:
        counting.report(one, said.get(one.name))
    return counting.scores()


class _Counting:
    """What was compared so far."""

    def __init__(self) -> None:
        self.docs = self.missing = 0
        self.found: Counter[str] = Counter()
        self.kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.fields: defaultdict[str, _Count] = defaultdict(_Count)
        self.document: defaultdict[str, _Count] = defaultdict(_Count)
        self.lists: dict[str, Counter[str]] = {name: Counter() for name in _LISTS}
        self.differences: list[Difference] = []

    def report(self, gold: Gold, line: Line | None) -> None:
        self.docs += 1
        self.missing += line is None
        self._figures(gold, () if line is None else line.observations)
        self._document(gold, line)
        self._lists(gold, line)

    def _figures(self, gold: Gold, said: Sequence[SaidFigure]) -> None:
        marked, kind = gold.marked.observations, Counter[str]()
        paired = _paired(marked, said)
        extra = set(range(len(said))) - set(paired.values())
        for at in sorted(extra):
            self.differences.append(
                Difference(report=gold.name, kind="extra", quote=said[at].quote, said=_said(said[at]))
            )
        self.found["extra"] += len(extra)
        kind["extra"] += len(extra)
        for at, one in enumerate(marked):
            if one.minor:
                continue
            self.found["places"] += names_a_unit(one.place)
            self.found["periods"] += same_period(one.period, None) is not None
            if at not in paired:
                self.found["missed"] += 1
                kind["missed"] += 1
                self.differences.append(
                    Difference(report=gold.name, kind="missed", quote=one.quote, marked=_marked(one))
                )
                continue
            kind["right"] += 1
            self._pair(gold.name, _Pair(one, said[paired[at]], Agreement.of(one, said[paired[at]])))
        if kind.total():
            self.kinds[gold.marked.kind].update(kind)

    def _pair(self, report: str, pair: _Pair) -> None:
        found, agreed = self.found, pair.agreement
        found["right"] += 1
        for name, right in zip(Agreement._fields, agreed, strict=True):
            self.fields[name].add(right)
        found["core"] += agreed.core
        found["fact"] += agreed.fact
        found["coded"] += agreed.coded
        found["places said"] += agreed.place is not None and pair.said.place is not None
        found["periods said"] += agreed.period is not None and pair.said.period is not None
        found["place"] += agreed.place is True
        found["period"] += agreed.period is True
        if agreed.wrong:
            self.differences.append(
                Difference(
                    report=report, kind="wrong", fields=agreed.wrong, quote=pair.marked.quote, marked=_marked(pair.marked),
                    said=_said(pair.said),
                )
            )  # fmt: skip

    def _document(self, gold: Gold, line: Line | None) -> None:
        told = gold.marked
        for name, marked in (("issued", told.issued), ("place", told.place), ("period", told.period)):
            if marked:
                said = None if line is None else getattr(line, name)
                self.document[name].add(
                    same_place(marked, said) if name == "place" else bool(same_period(marked, said))
                )

    def _lists(self, gold: Gold, line: Line | None) -> None:
        told = gold.marked
        references = () if line is None else line.references
        officials = () if line is None else line.officials
        self._set("references", {_cited(one) for one in told.references}, {_cited(one) for one in references})
        self._set("officials", {written(one.name) for one in told.officials}, {written(one.name) for one in officials})
        posts = {written(one.name): one.roles for one in told.officials}
        for person in officials:
            if roles := posts.get(written(person.name)):
                self.fields["official_roles"].add(same_post(roles, person.roles))
        self._directives(gold, line)

    def _set(self, name: str, marked: set[str], said: set[str]) -> None:
        self.lists[name].update(right=len(marked & said), said=len(said), marked=len(marked))

    def _directives(self, gold: Gold, line: Line | None) -> None:
        said = [] if line is None else list(line.directives)
        counts = self.lists["directives"]
        counts.update(said=len(said), marked=len(gold.marked.directives))
        for marked, start, end in _placed(gold):
            found = next((one for one in said if one.start - _NEAR <= end and start <= one.end), None)
            if found is not None:
                said.remove(found)
                counts["right"] += 1
                self.fields["directive_to"].add(_same_addressees(marked.to, found.to))

    def scores(self) -> Scores:
        """All together."""
        found = self.found
        marked, said = found["right"] + found["missed"], found["right"] + found["extra"]
        return Scores(
            docs=self.docs, missing_docs=self.missing, gold=marked, system=said, detection=Rate.of(found["right"], said, marked),
            core=Rate.of(found["core"], said, marked), fact=Rate.of(found["fact"], said, marked),
            coded=Rate.of(found["coded"], said, marked), place=Rate.of(found["place"], found["places said"], found["places"]),
            period=Rate.of(found["period"], found["periods said"], found["periods"]),
            fields={name: count.share for name, count in self.fields.items()},
            document={name: count.share or 0.0 for name, count in self.document.items()},
            lists={name: Rate.of(one["right"], one["said"], one["marked"]) for name, one in self.lists.items()},
            by_kind={
                name: Rate.of(one["right"], one["right"] + one["extra"], one["right"] + one["missed"])
                for name, one in self.kinds.items()
            },
            differences=tuple(self.differences),
        )  # fmt: skip


def _paired(marked: Sequence[Marked], said: Sequence[SaidFigure]) -> dict[int, int]:
    """Which found figure is which marked one, each once: those that overlap most first."""
    pairs = [
        (shared, at, to)
        for at, one in enumerate(marked)
        for to, other in enumerate(said)
        if (shared := min(one.end, other.end) - max(one.start, other.start)) > 0
    ]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, at, to in sorted(pairs, reverse=True):
        if at not in found and to not in taken:
            found[at] = to
            taken.add(to)
    return found


def _placed(gold: Gold) -> Iterator[tuple[MarkedDirective, int, int]]:
    """The tasks with where their first words begin and end."""
    for one in gold.marked.directives:
        start = gold.text.find(unicodedata.normalize("NFC", one.q))
        yield one, start, start + len(one.q) - 1


def _same_addressees(marked: Sequence[str], said: Sequence[str]) -> bool:
    """Whether at least half of them were found, or there are none."""
    if not marked:
        return not said
    return sum(same_post([one], said) for one in marked) >= len(marked) / 2


def _cited(one: MarkedReference | SaidReference) -> str:
    quote = one.q or getattr(one, "quote", None)
    return written(one.number or quote)


def _marked(one: Marked) -> str:
    return _line(
        one.value,
        one.unit_text,
        one.measure,
        one.status,
        one.bound,
        one.indicator,
        one.indicator_id,
        one.place,
        one.period,
    )


def _said(one: SaidFigure) -> str:
    return _line(
        one.number,
        one.unit_text,
        one.measure,
        one.status,
        one.bound,
        one.indicator,
        one.indicator_id,
        one.place,
        one.period,
    )


def _line(number: float | None, unit: str | None, *others: str | None) -> str:
    amount = " ".join(one for one in (None if number is None else f"{number:.15g}", unit) if one)
    return " · ".join([amount, *(one or "–" for one in others)])

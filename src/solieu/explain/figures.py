"""Why a figure was understood so: each fact with the words that it rests on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from solieu.explain.explanation import Explanation, Fact
from solieu.explain.numbers import marked
from solieu.interpret.clauses import subject_before
from solieu.interpret.complements import phrase_after
from solieu.interpret.passed_over import PassedOver, next_figure
from solieu.interpret.words import Line, Phrase
from solieu.knowledge.cue_words import CUES
from solieu.observed import subject_kind
from solieu.resolve.confidence import weighed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solieu.interpret.observations import Figure
    from solieu.knowledge.catalogue import Name
    from solieu.model import Observation
    from solieu.spans import Mention
    from solieu.stages import Stages

__all__ = ["explain_figure"]

_BOUNDS = {"about": "about", "above": "or more", "below": "or less"}
_SUBJECTS = {
    "headed": "stands before it and begins like the name of an indicator",
    "before": "stands before it",
    "governed": "the verb before it with its object behind it, or the counted thing with what is said of it",
    "behind": "the counted thing with the words behind it, or those it is a rate of",
    "carried": "has no words of its own: the subject of an earlier figure goes on",
    "none": "no words name it",
}
_WORDS_OF_MEASURES = {
    "attainment": r"đạt|bằng|hoàn thành|vượt|được|giải ngân|thực hiện|ước|còn",
    "change": r"tăng trưởng|tốc độ tăng|mức tăng|sụt giảm|tăng|giảm|nhích lên|cao hơn|thấp hơn",
    "index": r"bằng|gấp|tăng",
    "difference": r"sụt giảm|tăng|giảm|hụt|nhích lên|cao hơn|thấp hơn|vượt",
    "share": r"chiếm|đóng góp|bằng|tỷ trọng|cơ cấu",
    "rank": r"xếp|đứng|vị trí|top|dẫn đầu|đầu bảng|nhất",
}
_REACHED = re.compile(r"(?<!\w)(?:tăng|giảm|nâng|xuống|lên|đưa)(?!\w)")
_ESTIMATE = re.compile(r"(?<!\w)(?:ước|dự kiến|dự báo|dự ước)(?!\w)")
_SHOWN_BEHIND = 60
_KINDS_OF_CUES = (
    ("indicator_heads", "head"),
    ("verbs", "verb"),
    ("agents", "agent"),
    ("targets", "goal"),
    ("results", "result"),
    ("hedges_estimate", "estimate"),
    ("hedges_about", "about"),
    ("hedges_above", "above"),
    ("hedges_below", "below"),
    ("plans", "plan"),
    ("predicates", "link"),
)


class _Around(NamedTuple):
    """A figure with what the grammar cuts out around it."""

    stages: Stages
    figure: Figure
    observation: Observation
    line: Line
    gap_start: int
    """Where the quantity before it ends, or the sentence begins."""
    limit: int
    """Where the next quantity begins, or the sentence ends."""
    before: Phrase | None
    behind: Phrase | None

    @property
    def mention(self) -> Mention:
        return self.figure.mention

    @property
    def gap(self) -> str:
        return self.stages.text.lower[self.gap_start : self.mention.start]

    def quoted(self, start: int, end: int) -> str:
        return f"“{' '.join(self.stages.text.surface[start:end].split())}”"


def explain_figure(stages: Stages, figure: Figure) -> Explanation:
    """Why ``figure``, one of those of ``stages``, was understood so."""
    observation = stages.observations[stages.figures.index(figure)]
    around = _around(stages, figure, observation)
    sentence, mention = figure.sentence, figure.mention
    return Explanation(
        stages.source.name,
        observation.start,
        marked(stages, sentence, mention.start, mention.end),
        observation=observation,
        quantity=_quantity(around),
        before=_cut(around, around.before, "nothing before it names anything"),
        behind=_cut(around, around.behind, "nothing behind it belongs to it"),
        cues=_cues(around),
        measure=_measure(around),
        basis=_basis(around),
        subject=_subject(around),
        status=_status(around),
        place=_place(around),
        period=_period(around),
        indicator=_indicator(around),
        confidence=_confidence(around),
    )


def _around(stages: Stages, figure: Figure, observation: Observation) -> _Around:
    mention, sentence = figure.mention, figure.sentence
    passed_over = PassedOver(stages.text, stages.blocks)
    inside = [m for m in stages.mentions if sentence.start <= m.start and m.end <= sentence.end]
    counted = [m for m in inside if passed_over.reason(sentence, m) is None]
    gap_start = max((m.end for m in counted if m.end <= mention.start), default=sentence.start)
    initial = all(m.end > mention.start for m in counted)
    following = next_figure(stages.text.lower, inside, inside.index(mention))
    limit = following.start if following else sentence.end
    breaks = sorted([*((t.start, t.end) for t in stages.times), *((p.start, p.end) for p in stages.places)])
    line = Line(stages.text, sentence.start, sentence.end)
    inner = [span for span in breaks if gap_start <= span[0] < mention.start]
    before = subject_before(line, gap_start, mention.start, inner, initial=initial)
    after_end = min([limit, *(start for start, _ in breaks if start >= mention.end)])
    behind = phrase_after(line, mention, after_end, whole=mention.dimension == "percent")
    return _Around(stages, figure, observation, line, gap_start, limit, before, behind)


def _quantity(around: _Around) -> Fact:
    mention, observation = around.mention, around.observation
    upper = f" – {mention.number_max}" if mention.number_max is not None else ""
    of = f" of {mention.of}" if mention.of is not None else ""
    scaled = f" = {observation.value} {observation.unit or ''}".rstrip() if mention.factor != 1 else ""
    bound = f", {_BOUNDS[mention.bound]}" if mention.bound in _BOUNDS else ""
    kind = f" ({mention.dimension or 'no unit'}{bound})"
    value = f"{observation.number}{upper}{of} {mention.unit_text or ''}".rstrip() + scaled + kind
    because = [f"“{mention.hedge}” before it"] if mention.hedge else []
    if observation.number != mention.number:
        because.append("negative for a fall")
    return Fact(value, "; ".join(because))


def _cut(around: _Around, phrase: Phrase | None, otherwise: str) -> Fact:
    return Fact(around.quoted(phrase.start, phrase.end)) if phrase else Fact("–", otherwise)


def _cues(around: _Around) -> Fact:
    behind = min(around.mention.end + _SHOWN_BEHIND, around.limit)
    spans = ((around.gap_start, around.mention.start), (around.mention.end, behind))
    found = [cue for start, end in spans for cue in _cues_in(around.line, start, end)]
    return Fact(", ".join(f"{words} ({kind})" for words, kind in found) or "–")


def _cues_in(line: Line, start: int, end: int) -> Iterator[tuple[str, str]]:
    """The longest cue at each word, and what kind it is."""
    words = line.words(start, end)
    known = [(getattr(CUES, name), kind) for name, kind in _KINDS_OF_CUES]
    at = words.first
    while at < words.last:
        longest, kind = max(
            ((phrases.length_at(words.words, at, words.last), kind) for phrases, kind in known),
            key=lambda found: found[0],
        )
        if longest:
            yield " ".join(words.words[at : at + longest]), kind
        at += longest or 1


def _measure(around: _Around) -> Fact:
    return Fact(around.observation.measure, _why_measure(around))


def _why_measure(around: _Around) -> str:
    measure, mention = around.observation.measure, around.mention
    if measure == "level":
        reached = _REACHED.search(around.gap)
        return (
            f"“{reached[0]}” leads up to it, but it is what is reached" if reached else "no word before it compares it"
        )
    if mention.unit == "times":
        return "“lần” tells how many times as much"
    cue = _last(rf"(?<!\w)(?:{_WORDS_OF_MEASURES[measure]})(?!\w)", around.gap)
    against = f" and {_against(around)} “{around.observation.basis}”" if around.observation.basis else ""
    if cue:
        return f"“{cue}” before it{against}"
    if measure == "rank":
        return "the words themselves say a rank"
    if around.gap.rstrip().endswith("("):
        return "a percentage alone in brackets is a part of what stands before them"
    return f"read like the figure before it, or as its subject tells{against}"


def _against(around: _Around) -> str:
    return {"plan": "the plan", "period": "the other time", "total": "the whole"}.get(
        around.observation.basis_kind or "", "the words"
    )


def _last(pattern: str, words: str) -> str | None:
    found = re.findall(pattern, words)
    return found[-1] if found else None


def _basis(around: _Around) -> Fact:
    basis = around.figure.reading.basis
    if basis is None:
        return Fact("–", "the whole is not named" if around.observation.basis_kind == "total" else "")
    where = "behind it" if basis[0] >= around.mention.end else "before it"
    return Fact(f"{around.quoted(*basis)} ({around.observation.basis_kind or 'unknown'})", f"stands {where}")


def _subject(around: _Around) -> Fact:
    figure, surface = around.figure, around.stages.text.surface
    because = _SUBJECTS[subject_kind(figure)]
    if figure.subject is None:
        return Fact("–", because)
    return Fact(" ".join(figure.subject.of(surface).split()), because)


def _status(around: _Around) -> Fact:
    status, sentence = around.figure.status, around.figure.sentence
    lower, start, end = around.stages.text.lower, around.figure.sentence.start, around.mention.start
    if status == "actual":
        result = CUES.results.search(lower, start, end)
        return Fact(status, f"“{result[0]}” tells a result" if result else "no word of a goal or an estimate")
    found = _ESTIMATE.search(lower, start, end) if status == "estimate" else CUES.targets.search(lower, start, end)
    if found:
        return Fact(status, f"“{found[0]}” before it")
    first = around.stages.blocks[sentence.block].start == sentence.start
    return Fact(status, "as the line above its list says" if first else "as the sentence before it says")


def _place(around: _Around) -> Fact:
    observation, figure, stages = around.observation, around.figure, around.stages
    found = stages.place_frames.of(figure.sentence, figure.mention.start, figure.mention.end)
    if found and observation.place_from == found[1]:
        return Fact(observation.place or "–", f"{found[1]}: {_at(around, found[0].start, found[0].end)}")
    own = "the place of the whole report" if observation.place else "the text does not tell which"
    return Fact(observation.place or "–", f"{observation.place_from}: {own}" if observation.place_from else own)


def _period(around: _Around) -> Fact:
    observation, figure, stages = around.observation, around.figure, around.stages
    found = stages.time_frames.of(figure.sentence, figure.mention.start, figure.end)
    value = str(observation.period) if observation.period else "–"
    at_end = "; how things stand at the end of those years" if _is_of_end(around) else ""
    if found and observation.period_from == found[1]:
        return Fact(value, f"{found[1]}: {_at(around, found[0].start, found[0].end)}{at_end}")
    unknown = f"; the year of {_at(around, found[0].start, found[0].end)} cannot be told" if found else ""
    own = "the period of the whole report" if observation.period else "the text does not tell which"
    if observation.period is not None and observation.period != stages.observer.period_of(figure)[0]:
        own = "the text tells this figure, or another of its sentence, again with this time"
    scope = f"{observation.period_from}: " if observation.period_from else ""
    return Fact(value, scope + own + at_end + unknown)


def _is_of_end(around: _Around) -> bool:
    """Whether the figure is of the last of the years that the text tells: "10 năm (2010-2020), hộ nghèo còn 2%"."""
    period, scope = around.stages.observer.period_of(around.figure)
    told, _ = around.stages.observer.told_period_of(around.figure)
    ends = period is not None and told is not None and period.end.year == told.end.year
    return ends and scope in ("section", "report") and period != told


def _at(around: _Around, start: int, end: int) -> str:
    given, _ = around.stages.text.span(start, end)
    return f"{around.quoted(start, end)} at {given}"


def _indicator(around: _Around) -> Fact:
    identifier = around.observation.indicator_id
    if identifier is None:
        return Fact("–", "no name in the catalogue fits its words and its unit")
    name = _name_in_words(around, identifier)
    if name is None:
        return Fact(identifier, "named by its clause or as the figure before it")
    return Fact(identifier, f"the name “{' '.join(name.words)}” of the catalogue")


def _name_in_words(around: _Around, identifier: str) -> Name | None:
    """The heaviest of the indicator's names whose words are in the first phrase that has one."""
    known, lower = around.stages.known, around.stages.text.lower
    for phrase in (around.figure.subject, *around.figure.context):
        words = known.words(phrase.of(lower)) if phrase else ()
        present = {*words, *known.with_kinds(words)}
        names = {name for word in present for name in known.names.get(word, ()) if name.id == identifier}
        fitting = [name for name in names if name.needed <= present]
        if fitting:
            return max(fitting, key=lambda name: (name.weight, name.words))
    return None


def _confidence(around: _Around) -> Fact:
    traits = weighed(around.stages.evidence(around.figure, around.observation))
    told = ", ".join(f"{trait} {value} {weight:+.2f}" for trait, value, weight in traits)
    return Fact(f"{around.observation.confidence:.2f}", told)

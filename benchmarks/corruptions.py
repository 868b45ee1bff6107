"""How many figures made wrong in real reports solieu's checks find, and how quiet they stay where nothing was made wrong.

``relations.tsv`` tells which figures of a report agree with each other. From the relations that hold 200 corrupted reports
are made, each with one figure changed so that no values in the printed intervals meet the relation any more, not even in
intervals three times as wide: a digit, two digits changed over, a comma moved, tỷ for triệu, another percentage. From the
same reports 200 are made that say what they said: other blanks, NFD, "tỉ" for "tỷ", a figure rounded, a figure that no
relation knows. Both are drawn with a fixed seed, over as many reports, relations and figures as there are.

    python benchmarks/corruptions.py ../shared/gold/dev
    python benchmarks/corruptions.py ../shared/gold/dev --misses
    python benchmarks/corruptions.py ../shared/gold/dev --limit 20 --json

A corruption is found where the report has a finding, a contradiction or something suspicious, that the report as printed
has not: one of another check, or over figures at other places. The exit code is 1 where less than 0.8 of the corruptions
are found, or a harmless edit gives a new finding.
"""

from __future__ import annotations

import argparse
import bisect
import json
import random
import re
import sys
import unicodedata
from collections import Counter
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from relations import LABELS, NUMBER, NUMBER_WORDS, Operand, Relation, holds, relations, report_text
from rich.console import Console
from rich.table import Table

import solieu

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

FOUND, NEW_FINDINGS = 0.8, 0
SEED = 20261122
CLEARLY = 3
"""How many times as wide as printed the intervals are in which a corrupted relation still fails."""
COUNTED = ("contradiction", "suspicious")
MOST_OF_ONE_RELATION = 12

CORRUPTIONS = {
    "attainment": 10, "change": 40, "parts": 50, "shares": 24, "share": 40, "repeated": 10, "product": 8, "dates": 8,
    "range": 6, "direction": 4,
}  # fmt: skip
"""How many corruptions of each kind of relation: those that the checks promise to know."""

FURTHER = {
    "within": 26,
    "ratio": 9,
    "repeated": 18,
    "dates": 6,
    "rank": 2,
    "bound": 1,
    "mean": 1,
    "count": 2,
    "duration": 2,
}
"""More of the same, and of kinds that ask for knowledge of the matter: told, but no part of what is promised."""

HARMLESS = {
    "another last digit of a free figure": 40, "a figure rounded": 25, "no-break blank": 25, "a sentence more": 25,
    "synonym": 20, "spelling": 20, "blanks": 15, "NFD": 15, "digits not grouped": 10, "line ends": 5,
}  # fmt: skip

_SYNONYMS = {
    "cho biết": "cho hay", "Tuy nhiên": "Tuy vậy", "Đồng thời": "Cùng với đó", "đồng thời": "cùng với đó", "nhằm": "để",
    "nhấn mạnh": "khẳng định", "quan tâm": "chú trọng", "Bên cạnh đó": "Cùng với đó", "kịp thời": "nhanh chóng",
    "tăng cường": "đẩy mạnh", "khó khăn": "trở ngại", "thường xuyên": "luôn", "các đơn vị": "những đơn vị",
}  # fmt: skip
"""Words that state no figure and lead to none."""
_SPELLINGS = {"tỷ": "tỉ", "hoá": "hóa", "hoà": "hòa", "uỷ": "ủy", "huỷ": "hủy", "hóa": "hoá", "ủy": "uỷ"}
_SENTENCES = (
    "Công tác này tiếp tục được các cấp, các ngành quan tâm.",
    "Các ý kiến tại buổi làm việc đều thống nhất với báo cáo.",
    "Kết quả đó có sự đóng góp của đông đảo Nhân dân.",
)
_UNITS = (
    (re.compile(r"tỷ|tỉ(?!nh)"), "triệu"), (re.compile(r"triệu"), "tỷ"), (re.compile(r"(?<=[\d ])ha\b"), "nghìn ha"),
    (re.compile(r"(?<=[\d ])tấn\b"), "nghìn tấn"), (re.compile(r"(?<=[\d ])tạ\b"), "tấn"), (re.compile(r"ngàn|nghìn"), "triệu"),
)  # fmt: skip


class Replacement(NamedTuple):
    """Words that take the place of others; offsets of the report as printed."""

    start: int
    end: int
    words: str


class Edit(NamedTuple):
    """A report made from one as printed."""

    report: str
    kind: str
    """Of the relation that was broken, or what was done that breaks none."""
    how: str
    replacements: tuple[Replacement, ...]

    def text(self, printed: str) -> str:
        """The report as edited."""
        pieces, done = [], 0
        for start, end, words in self.replacements:
            pieces += [printed[done:start], words]
            done = end
        return "".join([*pieces, printed[done:]])

    def shown(self, printed: str) -> str:
        """The line that was edited, from about its sentence, with what stood there."""
        start, end, words = self.replacements[0]
        before = re.split(r"\n|(?<=[.;]) (?=\D)", printed[max(0, start - 200) : start])[-1]
        after = re.split(r"\n|(?<=[.;]) (?=\D)", printed[end : end + 120])[0]
        return f"{before}[{printed[start:end]} → {words}]{after}"


class Places:
    """Where a place of the edited report stands in the report as printed."""

    def __init__(self, replacements: Iterable[Replacement]) -> None:
        self._starts, self._printed = [0], [(0, True)]
        shift = 0
        for start, end, words in replacements:
            self._starts += [start + shift, start + shift + len(words)]
            self._printed += [(start, False), (end, True)]
            shift += len(words) - (end - start)

    def printed(self, place: int) -> int:
        """The place in the report as printed; within replaced words their start."""
        at = bisect.bisect_right(self._starts, place) - 1
        start, runs_on = self._printed[at]
        return start + (place - self._starts[at] if runs_on else 0)


class Found(NamedTuple):
    """A finding, comparable between a report as printed and as edited."""

    check: str
    places: tuple[int, ...]
    """Where its figures stand in the report as printed; where it has none, the how many-th of its check it is, below 0."""


class Outcome(NamedTuple):
    """What became of an edit."""

    edit: Edit
    new: int
    """How many findings the report as printed has not."""
    contradictions: int
    """How many of these are contradictions."""


class Printed:
    """The reports as printed, each read once."""

    def __init__(self, folder: Path, names: Iterable[str]) -> None:
        texts = ((name, report_text(folder, name)) for name in sorted(set(names)))
        self.texts = {name: text for name, text in texts if text}
        self._reports: dict[str, solieu.Report] = {}

    def report(self, name: str) -> solieu.Report:
        """What solieu reads in the report."""
        if name not in self._reports:
            self._reports[name] = solieu.extract(self.texts[name], name=name)
        return self._reports[name]

    def outcome(self, edit: Edit) -> Outcome:
        """What solieu finds in the edited report beyond what it finds in the report as printed."""
        before = _findings(self.report(edit.report), Places(())).keys()
        edited = solieu.extract(edit.text(self.texts[edit.report]), name=edit.report)
        found = _findings(edited, Places(edit.replacements))
        new = [severity for finding, severity in found.items() if finding not in before]
        return Outcome(edit, len(new), new.count("contradiction"))


def _findings(report: solieu.Report, places: Places) -> dict[Found, str]:
    found: dict[Found, str] = {}
    placeless = Counter[str]()
    for finding in _counted(report):
        starts = {places.printed(report.observations[index].start) for index in finding.observations}
        if not starts:
            placeless[finding.check] += 1
            starts = {-placeless[finding.check]}
        key = Found(finding.check, tuple(sorted(starts)))
        found[key] = min(finding.severity, found.get(key, finding.severity))  # a contradiction, if any
    return found


def _counted(report: solieu.Report) -> Iterator[solieu.Finding]:
    return (finding for finding in report.findings if finding.severity in COUNTED)


def as_printed(labels: Sequence[Relation], printed: Printed) -> dict[str, int]:
    """How many of the relations that do not hold as printed are found, and how many findings are of no such relation."""
    wrong = [one for one in labels if one.holds == "no"]
    doubtful = [one for one in labels if one.holds != "yes"]
    findings = [(name, finding) for name in printed.texts for finding in _counted(printed.report(name))]

    def tells(name: str, finding: solieu.Finding, relation: Relation) -> bool:
        return relation.report == name and _tells(finding, printed.report(name), relation)

    found = sum(any(tells(name, finding, one) for name, finding in findings) for one in wrong)
    others = sum(not any(tells(name, finding, one) for one in doubtful) for name, finding in findings)
    return {"wrong": len(wrong), "found": found, "other_findings": others}


def _tells(finding: solieu.Finding, report: solieu.Report, relation: Relation) -> bool:
    """Whether the finding is of two of the relation's figures or, if it is of one or none, of that or of its words."""
    spans = [(report.observations[index].start, report.observations[index].end) for index in finding.observations]
    if not spans:
        return all(operand.quote in finding.message for operand in relation.operands)
    met = sum(any(one.start < end and start < one.end for one in relation.operands) for start, end in spans)
    return met >= min(2, len(spans))


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints what was found; 1 where it is less than promised."""
    options = _options(arguments)
    labels = relations(options.relations)
    printed = Printed(options.folder, (one.report for one in labels))
    labels = [one for one in labels if one.report in printed.texts]
    if not labels:
        print(f"There are no marked reports in {options.folder}, so corruptions are not measured here.")
        return 0
    wrong = [printed.outcome(edit) for edit in corrupted(labels)[: options.limit]]
    further = [printed.outcome(edit) for edit in corrupted(labels, FURTHER, SEED + 1)[: options.limit]]
    right = [printed.outcome(edit) for edit in harmless(labels, printed)[: options.limit]]
    numbers = measured(wrong, right, further) | {"as_printed": as_printed(labels, printed)}
    if options.json:
        print(json.dumps(numbers, ensure_ascii=False, indent=1))
    else:
        _show(numbers)
    if options.misses:
        print("\n".join(_misses([*wrong, *further], right, printed.texts)))
    return 0 if _share(wrong) >= FOUND and sum(one.new for one in right) <= NEW_FINDINGS else 1


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the reports are")
    parser.add_argument("--limit", type=int, help="how many corruptions and how many harmless edits to make")
    parser.add_argument("--json", action="store_true", help="print the numbers as JSON")
    parser.add_argument("--misses", action="store_true", help="list corruptions not found and edits with new findings")
    parser.add_argument("--relations", type=Path, default=LABELS, help="the table of relations")
    return parser.parse_args(arguments)


def corrupted(labels: Sequence[Relation], kinds: Mapping[str, int] = CORRUPTIONS, seed: int = SEED) -> list[Edit]:
    """The corruptions, in an order that mixes the kinds."""
    draw = random.Random(seed)
    drawn: list[Edit] = []
    reports, ways = Counter[str](), Counter[str]()
    for kind, wanted in kinds.items():
        open_lines = [_Line(one, draw) for one in labels if one.kind == kind and one.holds == "yes" and _states(one)]
        draw.shuffle(open_lines)
        of_kind = Counter[str]()
        for _ in range(wanted):
            open_lines = [line for line in open_lines if line.left and line.used < MOST_OF_ONE_RELATION]
            if not open_lines:
                break
            line = min(
                open_lines, key=lambda line: (line.used, of_kind[line.relation.report], reports[line.relation.report])
            )
            how, operand, words = line.take(ways)
            edit = Edit(line.relation.report, kind, how, (_replacement(operand, words),))
            drawn.append(edit)
            reports[edit.report] += 1
            of_kind[edit.report] += 1
            ways[how] += 1
    draw.shuffle(drawn)
    return drawn


def _states(relation: Relation) -> bool:
    """Whether the report states facts: the negative reports give prices and doses, and nothing to check."""
    return not relation.report.startswith("neg-")


class _Line:
    """A relation with the alterations that break it, one for each figure and way."""

    def __init__(self, relation: Relation, draw: random.Random) -> None:
        self.relation, self._draw = relation, draw
        self.used = 0
        self._operands = Counter[int]()

    @cached_property
    def left(self) -> list[tuple[str, Operand, str]]:
        """The alterations not drawn yet."""
        found: dict[tuple[str, int], tuple[str, Operand, str]] = {}
        for operand in self.relation.operands:
            if operand.role == "item":
                continue
            options = list(alterations(operand.quote, is_date=_is_date(self.relation, operand)))
            self._draw.shuffle(options)
            for how, words in options:
                key = how, operand.start
                if key not in found and not holds(_altered(self.relation, operand, words), CLEARLY):
                    found[key] = how, operand, words
        return list(found.values())

    def take(self, ways: Counter[str]) -> tuple[str, Operand, str]:
        """An alteration of a figure and in a way that were used least."""
        taken = min(self.left, key=lambda one: (self._operands[one[1].start], ways[one[0]]))
        self.left.remove(taken)
        self._operands[taken[1].start] += 1
        self.used += 1
        return taken


def _is_date(relation: Relation, operand: Operand) -> bool:
    if operand.role in ("first", "last"):
        return True
    return relation.kind == "repeated" and bool(re.fullmatch(r"\d+[/.-]\d+(?:[/.-]\d+)?", operand.quote))


def _altered(relation: Relation, operand: Operand, words: str) -> Relation:
    operands = (one._replace(quote=words) if one == operand else one for one in relation.operands)
    return relation._replace(operands=tuple(operands))


def _replacement(operand: Operand, words: str) -> Replacement:
    return Replacement(operand.start, operand.end, words)


def alterations(quote: str, *, is_date: bool = False) -> Iterator[tuple[str, str]]:
    """How ``quote`` may be made wrong, and what then stands there.

    >>> set(alterations("49%")) >= {("a digit", "45%"), ("digits changed over", "94%"), ("a comma", "4,9%")}
    True
    >>> ("the unit", "49,925 triệu đồng") in set(alterations("49,925 tỷ đồng"))
    True
    """
    if is_date:
        yield from _other_days(quote)
        return
    found = NUMBER.search(quote)
    if found is None:
        yield from _other_words(quote)
        return
    before, number, after = quote[: found.start()], found.group(), quote[found.end() :]
    percentage = "%" in after
    numbers = [("a digit", one) for one in _other_digits(number)]
    numbers += [("digits changed over", one) for one in _changed_over(number)]
    numbers += [("a comma", one) for one in _other_commas(number, may_gain=percentage)]
    numbers += [("a percentage" if percentage else "an amount", one) for one in _other_amounts(number, percentage)]
    for how, one in numbers:
        if one != number and not re.match(r"0\d", one):
            yield how, before + one + after
    for unit, other in _UNITS:
        if unit.search(after):
            yield "the unit", before + number + unit.sub(other, after, count=1)


def _other_digits(number: str) -> Iterator[str]:
    for at, digit in enumerate(number):
        if digit.isdigit():
            yield from (number[:at] + other + number[at + 1 :] for other in "0123456789" if other != digit)


def _changed_over(number: str) -> Iterator[str]:
    digits = [at for at, letter in enumerate(number) if letter.isdigit()]
    for at, following in pairwise(digits):
        letters = list(number)
        letters[at], letters[following] = letters[following], letters[at]
        yield "".join(letters)


def _other_commas(number: str, *, may_gain: bool) -> Iterator[str]:
    whole, comma, decimals = number.replace(".", "").partition(",")
    if not comma:
        if may_gain and len(whole) > 1:
            yield f"{whole[:-1]},{whole[-1]}"
        return
    digits = whole + decimals
    for at in (len(whole) - 1, len(whole) + 1):
        if 0 < at <= len(digits):
            yield _grouped(digits[:at], "." in number) + (f",{digits[at:]}" if digits[at:] else "")


def _other_amounts(number: str, percentage: bool) -> Iterator[str]:
    whole, comma, decimals = number.replace(".", "").partition(",")
    value = int(whole + decimals)
    for percent in (70, 85, 115, 130, 160):
        other = str(value * percent // 100).rjust(len(decimals) + 1, "0")
        if percentage and int(other) > 100 * 10 ** len(decimals):
            continue
        end = len(other) - len(decimals)
        yield _grouped(other[:end], "." in number) + comma + other[end:]


def _grouped(whole: str, dots: bool) -> str:
    return f"{int(whole):,}".replace(",", ".") if dots else whole.lstrip("0") or "0"


def _other_words(quote: str) -> Iterator[tuple[str, str]]:
    word, _, rest = quote.partition(" ")
    for other in NUMBER_WORDS:
        if word.lower() in NUMBER_WORDS and other != word.lower():
            yield "a number word", f"{other.capitalize() if word[0].isupper() else other} {rest}"


def _other_days(quote: str) -> Iterator[tuple[str, str]]:
    """The day or year with one digit changed or two changed over, where that may be a day or year."""
    for how, other in [("a digit", one) for one in _other_digits(quote)] + [
        ("digits changed over", one) for one in _changed_over(quote)
    ]:
        numbers = [int(number) for number in re.findall(r"\d+", other)]
        *leading, last = numbers
        if len(re.findall(r"\d+", quote)[-1]) >= 3:
            fits = 900 <= last <= 2099 and all(leading)
        else:
            leading, fits = numbers, all(numbers)
        limits = (31, 12) if len(leading) == 2 else (12,) if len(numbers) == 2 else (31,)
        if fits and all(number <= limit for number, limit in zip(leading, limits, strict=False)):
            yield how, other


def harmless(labels: Sequence[Relation], printed: Printed) -> list[Edit]:
    """The edits that leave everything as consistent as it was, in an order that mixes the kinds."""
    draw = random.Random(SEED)
    by_report: dict[str, list[Relation]] = {name: [] for name in printed.texts}
    for one in labels:
        by_report[one.report].append(one)
    drawn: list[Edit] = []
    reports = Counter[str]()
    for kind, wanted in HARMLESS.items():
        options = {
            name: list(_harmless(kind, printed.report(name), text, by_report[name], draw))
            for name, text in printed.texts.items()
        }
        for of_report in options.values():
            draw.shuffle(of_report)
        for _ in range(wanted):
            left = [name for name, of_report in options.items() if of_report]
            if not left:
                break
            name = min(left, key=lambda name: reports[name])
            drawn.append(Edit(name, kind, kind, options[name].pop()))
            reports[name] += 1
    draw.shuffle(drawn)
    return drawn


def _harmless(
    kind: str, report: solieu.Report, text: str, labels: Sequence[Relation], draw: random.Random
) -> Iterable[tuple[Replacement, ...]]:
    match kind:
        case "another last digit of a free figure":
            return _one_each(_free_figures(report, text, labels))
        case "a figure rounded":
            return _one_each(_rounded(labels))
        case "no-break blank":
            blanks = re.finditer(r"(?<=\d) (?=[^\W\d])", text)
            return _one_each(Replacement(*blank.span(), "\u00a0") for blank in blanks)
        case "a sentence more":
            ends = [end.end() for end in re.finditer(r"[^\W\d][.](?=\n)", text)]
            return _one_each(Replacement(end, end, f" {draw.choice(_SENTENCES)}") for end in ends)
        case "synonym":
            return [found for word, other in _SYNONYMS.items() if (found := _everywhere(text, word, other))]
        case "spelling":
            return [found for word, other in _SPELLINGS.items() if (found := _everywhere(text, word, other))]
        case "blanks":
            places = [blank.span() for blank in re.finditer(r"(?<=[^\W\d]) (?=[^\W\d])", text)]
            doubled = sorted(draw.sample(places, len(places) // 4))
            return [tuple(Replacement(*place, "  ") for place in doubled)]
        case "NFD":
            forms = ((at, unicodedata.normalize("NFD", letter)) for at, letter in enumerate(text))
            return [tuple(Replacement(at, at + 1, form) for at, form in forms if form != text[at])]
        case "digits not grouped":
            numbers = re.finditer(r"(?<![\d.,/])\d{1,3}(?:\.\d{3})+(?=(?:,\d+)? [^\W\d])", text)
            return _one_each(Replacement(*one.span(), one.group().replace(".", "")) for one in numbers)
    return [_everywhere(text, "\n", "\r\n")]


def _one_each(replacements: Iterable[Replacement]) -> list[tuple[Replacement, ...]]:
    return [(one,) for one in replacements]


def _everywhere(text: str, word: str, other: str) -> tuple[Replacement, ...]:
    bounds = (r"\b", r"\b") if word.strip() else ("(?<!\r)", "")
    found = re.finditer(re.escape(word).join(bounds), text)
    return tuple(Replacement(*one.span(), other) for one in found)


def _free_figures(report: solieu.Report, text: str, labels: Sequence[Relation]) -> Iterator[Replacement]:
    """Each figure that no relation knows and whose number stands once, with another last digit."""
    taken = [(operand.start, operand.end) for one in labels for operand in one.operands]
    for figure in report.observations:
        found = NUMBER.search(text, figure.start, figure.end)
        if found is None or any(start < figure.end and figure.start < end for start, end in taken):
            continue
        number = found.group()
        if text.count(number) > 1 or figure.of is not None or number == "100" or figure.value_max is not None:
            continue
        last = number[-1]
        if number not in ("0", "1"):
            other = str(int(last) - 1) if last == "9" or number in ("99", "98") else str(int(last) + 1)
            yield Replacement(found.end() - 1, found.end(), other)


def _rounded(labels: Sequence[Relation]) -> Iterator[Replacement]:
    """Each figure with decimals, with one decimal less, where every relation that held still holds."""
    for operand in {operand for one in labels for operand in one.operands if operand.role != "item"}:
        found = NUMBER.search(operand.quote)
        if found is None or "," not in found.group():
            continue
        words = operand.quote[: found.start()] + _one_decimal_less(found.group()) + operand.quote[found.end() :]
        knowing = [one for one in labels if operand.start in {other.start for other in one.operands}]
        if _is_near(found.group(), words) and all(
            one.holds == "yes" and holds(_altered(one, operand, words)) for one in knowing
        ):
            yield _replacement(operand, words)


def _is_near(number: str, words: str) -> bool:
    """Whether the number in ``words`` is ``number`` but for a fiftieth."""
    found = NUMBER.search(words)
    first, second = (float(one.replace(".", "").replace(",", ".")) for one in (number, found.group() if found else "0"))
    return abs(first - second) <= first / 50


def _one_decimal_less(number: str) -> str:
    """The number rounded, a half upwards.

    >>> _one_decimal_less("1.264,86"), _one_decimal_less("99,97"), _one_decimal_less("4,5")
    ('1.264,9', '100,0', '5')
    """
    whole, _, decimals = number.replace(".", "").partition(",")
    tenths = str((int(whole + decimals) + 5) // 10).rjust(len(decimals), "0")
    end = len(tenths) - len(decimals) + 1
    return _grouped(tenths[:end], "." in number) + (f",{tenths[end:]}" if tenths[end:] else "")


def _share(wrong: Sequence[Outcome]) -> float:
    return sum(one.new > 0 for one in wrong) / len(wrong) if wrong else 0.0


def measured(wrong: Sequence[Outcome], right: Sequence[Outcome], further: Sequence[Outcome]) -> dict[str, Any]:
    """Everything that was counted."""

    def of_corruptions(those: Sequence[Outcome]) -> dict[str, float]:
        certain = sum(one.contradictions > 0 for one in those)
        found = sum(one.new > 0 for one in those)
        return {"made": len(those), "found": found, "contradictions": certain, "share": round(_share(those), 4)}

    def of_harmless(those: Sequence[Outcome]) -> dict[str, int]:
        noisy = sum(one.new > 0 for one in those)
        return {"made": len(those), "noisy": noisy, "new_findings": sum(one.new for one in those)}

    kinds = [kind for kind in CORRUPTIONS if any(one.edit.kind == kind for one in wrong)]
    others = [kind for kind in FURTHER if any(one.edit.kind == kind for one in further)]
    ways = sorted({one.edit.how for one in wrong})
    edits = [kind for kind in HARMLESS if any(one.edit.kind == kind for one in right)]
    return {
        "corruptions": of_corruptions(wrong),
        "by_relation": {kind: of_corruptions([one for one in wrong if one.edit.kind == kind]) for kind in kinds},
        "by_change": {how: of_corruptions([one for one in wrong if one.edit.how == how]) for how in ways},
        "further": {kind: of_corruptions([one for one in further if one.edit.kind == kind]) for kind in others},
        "all": of_corruptions([*wrong, *further]),
        "harmless": of_harmless(right),
        "by_edit": {kind: of_harmless([one for one in right if one.edit.kind == kind]) for kind in edits},
    }


def _show(numbers: Mapping[str, Any]) -> None:
    console = Console()
    for title, column, total in (
        ("relation broken", "by_relation", "corruptions"),
        ("what was changed", "by_change", "corruptions"),
        ("not promised", "further", "all"),
    ):
        table = _table(title, "made", "found", "contradictions", "share")
        whole = ("all with those promised" if total == "all" else "all", numbers[total])
        for name, row in [*numbers[column].items(), whole]:
            table.add_row(name, str(row["made"]), str(row["found"]), str(row["contradictions"]), f"{row['share']:.3f}")
        console.print(table)
    table = _table("harmless edit", "made", "with new findings", "new findings")
    for name, row in [*numbers["by_edit"].items(), ("all", numbers["harmless"])]:
        table.add_row(name, *map(str, row.values()))
    console.print(table)
    wrong, found, others = numbers["as_printed"].values()
    console.print(
        f"as printed: {found} of {wrong} relations that do not hold are found; {others} findings of others",
        highlight=False,
        soft_wrap=True,
    )
    share, new = numbers["corruptions"]["share"], numbers["harmless"]["new_findings"]
    console.print(
        f"promised: {FOUND} of the corruptions found ({share:.3f}), {NEW_FINDINGS} new findings on harmless edits ({new})",
        highlight=False,
        soft_wrap=True,
    )


def _table(first: str, *others: str) -> Table:
    table = Table(first, box=None)
    for name in others:
        table.add_column(name, justify="right")
    return table


def _misses(wrong: Sequence[Outcome], right: Sequence[Outcome], texts: Mapping[str, str]) -> Iterator[str]:
    for edit, new, _ in wrong:
        if not new:
            yield f"missed {edit.report} {edit.kind}, {edit.how}: {edit.shown(texts[edit.report])}"
    for edit, new, _ in right:
        if new:
            yield f"{new} new {edit.report}, {edit.kind}: {edit.shown(texts[edit.report])}"


if __name__ == "__main__":
    sys.exit(main())

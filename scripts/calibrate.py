"""Fits what solieu says of its confidence to marked reports, and measures on reports kept aside whether it holds.

The folder holds pairs: NAME.txt, a report, and NAME.json, what people marked in it; score.py, the program that compares
an output with them, stands beside the folder. An observation is right where its value, measure, words of the indicator,
place and period are; one that nobody marked is wrong.

    python scripts/calibrate.py ../shared/gold/dev           # prints the table
    python scripts/calibrate.py ../shared/gold/dev --write   # and writes confidence.toml and the table of the document
"""

from __future__ import annotations

import argparse
import importlib.util
import itertools
import json
import re
import sys
from datetime import UTC, datetime
from math import exp, log
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from solieu.model import encode
from solieu.read import from_text
from solieu.resolve.confidence import Evidence
from solieu.stages import Stages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
WEIGHTS = ROOT / "src" / "solieu" / "knowledge" / "confidence.toml"
DOCUMENT = ROOT / "docs" / "confidence.md"
COMMAND = "python scripts/calibrate.py FOLDER --write"

FOLDS = 5
SHRINKING = 15.0
"""How strongly weights are held near 0: that of a value seen a few times hardly leaves it."""
ROUNDS = 25
EDGES = (0.0, 0.35, 0.55, 0.65, 0.75, 0.85, 0.95, 1.0)
"""The bins: that from 0.85 to 0.95 is "around 0.9"."""
UNCODED_PLACES = ("huyện", "xã")
"""Places that a report does not name: what stands there is not compared."""

Trait = tuple[str, str]
Weights = dict[Trait, float]
BASE: Trait = ("base", "")


class Case(NamedTuple):
    """An observation of a marked report: what is known of it, and whether it is right."""

    report: str
    traits: tuple[Trait, ...]
    right: bool


class Bin(NamedTuple):
    """The observations whose predicted probability lies between two edges."""

    low: float
    high: float
    size: int
    predicted: float
    """The mean of the predicted probabilities."""
    right: float
    """The part of them that is right."""


class Evaluation(NamedTuple):
    """How predictions for reports kept aside turned out, beside those of one constant probability."""

    reports: int
    observations: int
    share_right: float
    bins: tuple[Bin, ...]
    brier: float
    log_loss: float
    constant_brier: float
    constant_log_loss: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the evaluation; with ``--write`` also writes the weights and the document's table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the folder of marked reports")
    parser.add_argument(
        "--write", action="store_true", help="write confidence.toml and the table of docs/confidence.md"
    )
    options = parser.parse_args(arguments)
    if not options.folder.is_dir() or not any(options.folder.glob("*.json")):
        print(f"There are no marked reports in {options.folder}, so nothing is calibrated.", file=sys.stderr)
        return 1
    cases = read_cases(options.folder)
    evaluation = evaluate(cases)
    print(shown(evaluation))
    if options.write:
        WEIGHTS.write_text(as_toml(fit(cases), evaluation), encoding="utf-8")
        DOCUMENT.write_text(with_table(DOCUMENT.read_text(encoding="utf-8"), evaluation), encoding="utf-8")
        print(f"Written: {WEIGHTS.relative_to(ROOT)}, {DOCUMENT.relative_to(ROOT)}")
    return 0


# ---------------------------------------------------------------- marked reports


def read_cases(folder: Path) -> list[Case]:
    """Every observation of the reports in ``folder``, marked as the program beside the folder marks it."""
    scorer = _load(folder.resolve().parent / "score.py")
    return [case for path in sorted(folder.glob("*.txt")) for case in _cases_of(path, scorer)]


def _load(program: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorer", program)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(program)
    module = importlib.util.module_from_spec(spec)
    writes, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = writes
    return module


def _cases_of(path: Path, scorer: ModuleType) -> Iterator[Case]:
    with path.open(encoding="utf-8", newline="") as file:  # as it stands: what was marked counts every "\r"
        stages = Stages(from_text(file.read(), path.name))
    marked = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["observations"]
    report = stages.report()
    printed = json.loads(encode(report))["observations"]
    partner = {mine: theirs for theirs, mine in scorer.match(marked, printed)}
    for index, (figure, observation) in enumerate(zip(stages.figures, report.observations, strict=False)):
        theirs = marked[partner[index]] if index in partner else None
        if theirs is None or not theirs["minor"]:
            traits = stages.evidence(figure, observation)
            right = theirs is not None and _is_right(theirs, printed[index], scorer)
            yield Case(path.stem, tuple(zip(Evidence._fields, traits, strict=True)), right)


def _is_right(marked: Mapping[str, Any], mine: Mapping[str, Any], scorer: ModuleType) -> bool:
    """Whether all that makes a fact is right; a place or period that cannot be compared is."""
    place = scorer.place_key(marked["place"])
    comparable = bool(place) and place not in UNCODED_PLACES
    return bool(
        scorer.same_value(marked, mine)
        and marked["measure"] == mine["measure"]
        and scorer.overlap(marked["indicator"], mine["indicator"]) >= 0.5
        and (not comparable or place == scorer.place_key(mine["place"]))
        and scorer.same_period(marked["period"], mine["period"]) is not False
    )


# ---------------------------------------------------------------- logistic regression


def fit(cases: Sequence[Case]) -> Weights:
    """The weights under which the cases are likeliest, shrunk towards 0 (Newton's method; the base is not shrunk)."""
    traits = [BASE, *sorted({trait for case in cases for trait in case.traits})]
    place = {trait: index for index, trait in enumerate(traits)}
    rows = [([0, *(place[trait] for trait in case.traits)], case.right) for case in cases]
    weights = [0.0] * len(traits)
    for _ in range(ROUNDS):
        slope = [0.0] + [-SHRINKING * weight for weight in weights[1:]]
        bend = [[0.0] * len(traits) for _ in traits]
        for index in range(len(traits)):
            bend[index][index] = SHRINKING if index else 1e-9
        for row, right in rows:
            chance = 1 / (1 + exp(-sum(weights[index] for index in row)))
            for one in row:
                slope[one] += right - chance
                for other in row:
                    bend[one][other] += chance * (1 - chance)
        step = _solved(bend, slope)
        weights = [weight + change for weight, change in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-9:
            break
    return dict(zip(traits, weights, strict=True))


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a symmetric, positive definite system, by elimination."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for at in range(size):
        for below in range(at + 1, size):
            factor = rows[below][at] / rows[at][at]
            if factor:
                rows[below] = [x - factor * y for x, y in zip(rows[below], rows[at], strict=True)]
    solution = [0.0] * size
    for at in reversed(range(size)):
        known = sum(rows[at][later] * solution[later] for later in range(at + 1, size))
        solution[at] = (rows[at][size] - known) / rows[at][at]
    return solution


def predicted(weights: Weights, case: Case) -> float:
    """The probability that ``case`` is right."""
    odds = weights[BASE] + sum(weights.get(trait, 0.0) for trait in case.traits)
    return min(max(1 / (1 + exp(-odds)), 0.01), 0.99)


# ---------------------------------------------------------------- evaluation on reports kept aside


def evaluate(cases: Sequence[Case]) -> Evaluation:
    """Each fifth of the reports predicted with the weights of the other four."""
    reports = sorted({case.report for case in cases})
    pairs: list[tuple[float, bool]] = []
    constant: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        aside = set(reports[fold::FOLDS])
        others = [case for case in cases if case.report not in aside]
        weights = fit(others)
        share = sum(case.right for case in others) / len(others)
        held_out = [case for case in cases if case.report in aside]
        pairs += [(predicted(weights, case), case.right) for case in held_out]
        constant += [(share, case.right) for case in held_out]
    return Evaluation(
        len(reports), len(cases), _mean(case.right for case in cases), tuple(_bins(pairs)),
        _mean(map(_squared, pairs)), _mean(map(_surprise, pairs)),
        _mean(map(_squared, constant)), _mean(map(_surprise, constant)),
    )  # fmt: skip


def _bins(pairs: Sequence[tuple[float, bool]]) -> Iterator[Bin]:
    for low, high in itertools.pairwise(EDGES):
        inside = [pair for pair in pairs if low <= pair[0] < high]
        if inside:
            yield Bin(low, high, len(inside), _mean(p for p, _ in inside), _mean(right for _, right in inside))


def _squared(pair: tuple[float, bool]) -> float:
    return (pair[0] - pair[1]) ** 2


def _surprise(pair: tuple[float, bool]) -> float:
    return -log(pair[0] if pair[1] else 1 - pair[0])


def _mean(values: Iterator[float] | map[float] | Iterator[bool]) -> float:
    listed = list(values)
    return sum(listed) / len(listed)


# ---------------------------------------------------------------- what is printed and written


def shown(evaluation: Evaluation) -> str:
    """The evaluation as a table in Markdown, with a line about the whole."""
    lines = [
        "| predicted | observations | mean predicted | share right |",
        "|---|---:|---:|---:|",
        *(f"| {b.low:.2f} – {b.high:.2f} | {b.size} | {b.predicted:.2f} | {b.right:.2f} |" for b in evaluation.bins),
        "",
        f"{evaluation.observations} observations of {evaluation.reports} reports, "
        f"{evaluation.share_right:.1%} of them right. "
        f"Brier score {evaluation.brier:.3f} (one constant probability for all: {evaluation.constant_brier:.3f}), "
        f"log loss {evaluation.log_loss:.3f} ({evaluation.constant_log_loss:.3f}).",
    ]
    return "\n".join(lines)


def as_toml(weights: Weights, evaluation: Evaluation) -> str:
    """The data file with ``weights`` as the package reads it."""
    today = datetime.now(UTC).date().isoformat()
    lines = [
        "# Weights of the traits that tell how far an observation can be trusted: see solieu/resolve/confidence.py and",
        f"# docs/confidence.md. Made on {today} by `{COMMAND}` from {evaluation.observations} observations of "
        f"{evaluation.reports} marked reports.",
        "# Do not edit by hand: run the command again.",
        "",
        f"base = {weights[BASE]:.3f}",
    ]
    for field in Evidence._fields:
        lines += ["", f"[weights.{field}]"]
        lines += [f"{value} = {weight:.3f}" for (trait, value), weight in weights.items() if trait == field]
    return "\n".join(lines) + "\n"


_TABLE = re.compile(r"(<!-- reliability -->\n).*?(<!-- end -->)", re.DOTALL)


def with_table(document: str, evaluation: Evaluation) -> str:
    """``document`` with the table between its two marks made anew."""
    return _TABLE.sub(lambda marks: f"{marks[1]}{shown(evaluation)}\n{marks[2]}", document)


if __name__ == "__main__":
    sys.exit(main())

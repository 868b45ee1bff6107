"""How much of what people marked in reports solieu finds, and whether each figure stands on its words.

The folder holds pairs: NAME.txt, a report, and NAME.json, what people marked in it. The program that scores an output
against them, score.py, stands beside the folder.

    python benchmarks/accuracy.py ../shared/gold/dev
    python benchmarks/accuracy.py ../shared/gold/dev --errors 40
    python benchmarks/accuracy.py ../shared/gold/dev --floors benchmarks/floors.toml
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import solieu

FOLDS = 5
CARRIERS = ("{}", "xảy ra {}", "có {} người", "xếp {} toàn tỉnh")
"""What a quote is read again in: a number in words, a cell without a unit and a rank need a word beside them."""


class Measured(NamedTuple):
    """One value that has a floor."""

    name: str
    value: float | None
    floor: float

    @property
    def holds(self) -> bool:
        """Whether the value reaches its floor."""
        return self.value is not None and self.value >= self.floor


class Grounding(NamedTuple):
    """How many of the figures stand on their words."""

    figures: int
    faults: list[str]
    quotes: float
    """The part of the figures whose quote stands at their offsets."""
    numbers: float
    """The part of the figures whose number is read again from the quote without its sentence."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the scores; 1 where a value is below its floor."""
    options = _options(arguments)
    marked: Path = options.folder
    if not marked.is_dir() or not any(marked.glob("*.json")):
        print(f"There are no marked reports in {marked}, so accuracy is not measured here.")
        return 0
    reports = [_extracted(path) for path in sorted(marked.glob("*.txt"))]
    scorer = marked.resolve().parent / "score.py"
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "output.jsonl"
        output.write_bytes(b"".join(solieu.encode(report) + b"\n" for report in reports))
        print(_run(scorer, marked, output, "--errors", str(options.errors)), end="")
        scores: dict[str, Any] = json.loads(_run(scorer, marked, output, "--json"))
        folds = _fold_scores(scorer, marked, output, Path(folder))
    print(_fold_line(folds))
    grounding = ground(reports)
    print(_grounding_line(grounding))
    scores["grounding"] = {"quotes": grounding.quotes, "numbers": grounding.numbers}
    if options.floors is None:
        return 0
    return report_floors(list(measured(scores, tomllib.loads(options.floors.read_text(encoding="utf-8")))))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the folder of marked reports")
    parser.add_argument("--floors", type=Path, help="a TOML file of values that must be reached")
    parser.add_argument("--errors", type=int, default=0, help="how many differences to list")
    return parser.parse_args(arguments)


def _extracted(path: Path) -> solieu.Report:
    with path.open(encoding="utf-8", newline="") as file:  # as it stands: what was marked counts every "\r"
        return solieu.extract(file.read(), name=path.name)


def _run(scorer: Path, *arguments: str | Path) -> str:
    command = [sys.executable, "-B", scorer, *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


def _fold_scores(scorer: Path, marked: Path, output: Path, folder: Path) -> list[float]:
    """The fact F1 of each fold of the documents, dealt out in the order of their names."""
    names = sorted(path.stem for path in marked.glob("*.txt"))
    return [_fold_score(scorer, marked, names[fold::FOLDS], output, folder / str(fold)) for fold in range(FOLDS)]


def _fold_score(scorer: Path, marked: Path, names: list[str], output: Path, folder: Path) -> float:
    folder.mkdir()
    for name in names:
        for suffix in (".txt", ".json"):
            (folder / f"{name}{suffix}").symlink_to((marked / f"{name}{suffix}").resolve())
    return float(json.loads(_run(scorer, folder, output, "--json"))["fact_f1"])


def _fold_line(folds: list[float]) -> str:
    mean, spread = statistics.mean(folds), statistics.stdev(folds)
    each = " ".join(f"{value:.3f}" for value in folds)
    return f"{FOLDS} folds    fact F1 {mean:.3f} ± {spread:.3f} ({each})"


def ground(reports: Sequence[solieu.Report]) -> Grounding:
    """Whether each figure's quote stands at its offsets and gives its number without its sentence."""
    quotes, numbers = [], []
    for report in reports:
        for figure in report.observations:
            where = f"{report.name}:{figure.start}: {figure.quote!r}"
            stands = report.text[figure.start : figure.end] == figure.quote
            quotes.append("" if stands else f"{where} is not what stands there")
            numbers.append(
                "" if _is_read_again(figure) else f"{where} was {figure.number} in its sentence, not so alone"
            )
    figures = len(quotes) or 1
    return Grounding(
        len(quotes), [*filter(None, quotes + numbers)], quotes.count("") / figures, numbers.count("") / figures
    )


def _is_read_again(figure: solieu.Observation) -> bool:
    readings = (solieu.mentions(carrier.format(figure.quote)) for carrier in CARRIERS)
    return any(abs(mention.number) == abs(figure.number) for found in readings for mention in found)


def _grounding_line(grounding: Grounding) -> str:
    faults = "".join(f"  {fault}\n" for fault in grounding.faults[:20])
    parts = f"quotes {grounding.quotes:.4f}, numbers {grounding.numbers:.4f}"
    return f"{faults}grounded   {grounding.figures} figures: {parts}"


def measured(scores: Mapping[str, Any], floors: Mapping[str, Any], under: str = "") -> Iterator[Measured]:
    """Every value that ``floors`` names, beside what ``scores`` has in its place."""
    for key, floor in floors.items():
        value = scores.get(key)
        if isinstance(floor, Mapping):
            yield from measured(value if isinstance(value, Mapping) else {}, floor, f"{under}{key}.")
        else:
            yield Measured(f"{under}{key}", value, floor)


def report_floors(values: Sequence[Measured]) -> int:
    """Prints each value below its floor; 1 if there is one."""
    below = [value for value in values if not value.holds]
    for name, value, floor in below:
        found = "missing" if value is None else f"{value:.4f}"
        print(f"BELOW ITS FLOOR: {name} is {found}, at least {floor:.4f} is asked for")
    if not below:
        print(f"floors     all {len(values)} values hold")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())

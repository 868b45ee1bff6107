"""How many of 300 names of places, marked by hand, solieu reads as the right unit.

``place_labels.tsv`` holds lines drawn at random from the development reports (seed 20261122, at most 25 names from one
report) in which every name of an administrative unit was marked, with the code of the unit on the report's day, by
someone who did not see solieu's output. Right is a mention that overlaps the marked words and has that code.

    python benchmarks/places.py ../shared/gold/dev
    python benchmarks/places.py ../shared/gold/dev --errors
    python benchmarks/places.py ../shared/gold/dev --time
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from solieu.read import from_text
from solieu.stages import Stages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LABELS = Path(__file__).with_name("place_labels.tsv")
NO_UNIT = "none"
PRECISION, RECALL = 0.97, 0.93
PASSES = 5


class Line(NamedTuple):
    """A drawn line, in offsets of its report."""

    document: str
    start: int
    end: int


class Named(NamedTuple):
    """A name in a line, with the codes that are right for it; of what the program found, one or none."""

    start: int
    end: int
    words: str
    codes: frozenset[str]


class Score(NamedTuple):
    """What was found of what was marked."""

    right: int
    coded: int
    """Mentions that got a code."""
    marked: int
    errors: list[str]

    @property
    def precision(self) -> float:
        """The part of the mentions with a code whose code is right."""
        return self.right / self.coded if self.coded else 0.0

    @property
    def recall(self) -> float:
        """The part of the marked names that were found with the right code."""
        return self.right / self.marked if self.marked else 0.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the score; 1 where it is below what was promised."""
    options = _options(arguments)
    folder: Path = options.folder
    if not any(folder.glob("*.txt")):
        print(f"There are no marked reports in {folder}, so places are not measured here.")
        return 0
    score = measure(folder, labels())
    if options.errors:
        print("\n".join(score.errors))
    print(f"{score.marked} names marked, {score.coded} read as a unit, {score.right} as the right one")
    print(f"precision {score.precision:.3f} (promised {PRECISION})  recall {score.recall:.3f} (promised {RECALL})")
    if options.time:
        texts = [path.read_bytes().decode("utf-8") for path in sorted(folder.glob("*.txt"))]
        share = median(share_of_resolving(texts) for _ in range(PASSES))
        print(f"telling which unit each name, report and figure means takes {share:.1%} of the time of extraction")
    return 0 if score.precision >= PRECISION and score.recall >= RECALL else 1


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the reports are")
    parser.add_argument("--errors", action="store_true", help="list what is wrong")
    parser.add_argument("--time", action="store_true", help="measure which part of the time goes into places")
    return parser.parse_args(arguments)


def labels() -> dict[Line, list[Named]]:
    """The drawn lines with what was marked in them."""
    found: dict[Line, list[Named]] = defaultdict(list)
    with LABELS.open(encoding="utf-8", newline="") as opened:
        for row in csv.DictReader((line for line in opened if not line.startswith("#")), delimiter="\t"):
            line = Line(row["document"], int(row["line_start"]), int(row["line_end"]))
            marked = found[line]
            if row["start"]:
                codes = frozenset() if row["code"] == NO_UNIT else frozenset(row["code"].split("|"))
                marked.append(Named(int(row["start"]), int(row["end"]), row["words"], codes))
    return found


def measure(folder: Path, marked: dict[Line, list[Named]]) -> Score:
    """The score over all lines."""
    right = coded = wanted = 0
    errors: list[str] = []
    texts: dict[str, Stages] = {}
    for line, names in marked.items():
        if line.document not in texts:
            given = (folder / f"{line.document}.txt").read_bytes().decode("utf-8")
            texts[line.document] = Stages(from_text(given, line.document))
        found = [name for name in read(texts[line.document], line) if name.codes]
        coded += len(found)
        wanted += sum(bool(name.codes) for name in names)
        for name in names:
            same = next((one for one in found if one.start < name.end and name.start < one.end), None)
            if same is not None:
                found.remove(same)
            if same is not None and same.codes & name.codes:
                right += 1
            elif name.codes or same is not None:
                errors.append(_error(line, name, same))
        errors += [_error(line, None, one) for one in found]
    return Score(right, coded, wanted, errors)


def read(stages: Stages, line: Line) -> Iterator[Named]:
    """What solieu reads as places in ``line``, in offsets of the report."""
    for mention in stages.places:
        start, end = stages.text.span(mention.start, mention.end)
        if line.start <= start < line.end and mention.kind not in ("road", "unnamed"):
            place = stages.resolved_places[mention.start]
            code = place.code if place else None
            yield Named(start, end, stages.text.given[start:end], frozenset([code] if code else []))


def share_of_resolving(texts: Sequence[str]) -> float:
    """The part of the time of extraction that goes into telling which unit each name, report and figure means."""
    whole = resolving = 0.0
    for text in texts:
        began = time.process_time()
        stages = Stages(from_text(text))
        figures, _ = stages.figures, stages.issued
        before = time.process_time()
        _ = stages.resolved_places
        for figure in figures:
            stages.observer.place_of(figure)
        resolving += time.process_time() - before
        stages.report()
        whole += time.process_time() - began
    return resolving / whole


def _error(line: Line, marked: Named | None, found: Named | None) -> str:
    def told(name: Named | None) -> str:
        return f"{name.words!r} {'|'.join(sorted(name.codes)) or 'no unit'}" if name else "nothing"

    at = marked.start if marked else found.start if found else line.start
    return f"{line.document}:{at}: marked {told(marked)}, read {told(found)}"


if __name__ == "__main__":
    sys.exit(main())

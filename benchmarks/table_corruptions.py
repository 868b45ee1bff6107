"""How many slips of the pen in tables are found: one cell is changed, and the findings are compared with those before.

python benchmarks/table_corruptions.py
python benchmarks/table_corruptions.py --count 1000 --missed
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "tables"))

from layouts import FOLDER, FROZEN, read_layout
from written import written

from solieu.check.cells import views
from solieu.check.figures import Figures
from solieu.check.table_rows import row_relations
from solieu.check.table_shares import share_relations
from solieu.check.table_totals import totals_of
from solieu.pipeline import understand
from solieu.text import prepare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solieu.check.figures import Figure
    from solieu.model import Finding, Report

KINDS = ("swap", "digit", "tenfold", "thousandfold")
RULES = ("attainment", "index", "change", "difference", "share", "parts", "part-above-whole", "prose-table")
"""What is found by other rules, such as a share of 910 %, is not counted."""
NUMBER = re.compile(r"([-+]?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?(%?)")
ENOUGH = 0.8
SEED = 20

Place = tuple[int, int, int]
"""Table, row, column."""


class Change(NamedTuple):
    """One cell with other words."""

    layout: str
    place: Place
    kind: str
    before: str
    after: str
    text: str
    """The whole report with it."""


class Outcome(NamedTuple):
    """What became of a change."""

    change: Change
    new: tuple[Finding, ...]


def sources() -> dict[str, str]:
    """The reports as they are written, by name."""
    paths = sorted([*FOLDER.glob("*.txt"), *FROZEN.glob("*.txt")])
    return {path.stem: read_layout(path).text for path in paths}


def related(report: Report, *, loosely: bool = False) -> set[Place]:
    """The cells that take part in a relation which holds: an equation of a row, a total with all its parts.

    ``loosely``: those of relations that are less sure and of "Trong đó", too.
    """
    figures = Figures(report, prepare(report.text))
    found: set[Place] = set()
    for view in views(figures):
        for known, figures_of_row in row_relations(view):
            if loosely or known.severity == "contradiction":
                found |= {_place(figure) for figure in figures_of_row}
        for severity, figures_of_share in share_relations(view):
            if loosely or severity == "contradiction":
                found |= {_place(figure) for figure in figures_of_share}
        for totals in totals_of(view):
            if loosely or (totals.surely == "contradiction" and totals.family.kind != "among"):
                for one in totals.sums:
                    found |= {_place(figure) for figure in (one.total, *one.parts)}
    return found


def cells(report: Report) -> set[Place]:
    """The cells that state a figure."""
    return {(seen.cell.table, seen.cell.row, seen.cell.column) for seen in report.observations if seen.cell}


def _place(figure: Figure) -> Place:
    cell = figure.told.cell
    assert cell is not None
    return cell.table, cell.row, cell.column


def changes(name: str, text: str, places: set[Place], chance: random.Random) -> Iterator[Change]:
    """Changes of the cells of a report in random order, of each kind in turn."""
    ordered = sorted(places)
    chance.shuffle(ordered)
    for at, place in enumerate(ordered):
        kind = KINDS[at % len(KINDS)]
        line, column, words = find_cell(text, place)
        other = corrupted(words.strip(), kind, chance)
        if other is not None:
            yield Change(name, place, kind, words.strip(), other, with_cell(text, line, column, other))


def corrupted(words: str, kind: str, chance: random.Random) -> str | None:
    """A printed number after a slip, ``None`` where it cannot be made."""
    found = NUMBER.fullmatch(words)
    if found is None:
        return None
    sign, whole, decimals, percent = found[1], found[2].replace(".", ""), found[3] or "", found[4]
    digits = whole + decimals
    if kind == "swap":
        pairs = [at for at in range(len(digits) - 1) if digits[at] != digits[at + 1] and (at or digits[1] != "0")]
        if not pairs:
            return None
        at = chance.choice(pairs)
        digits = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    elif kind == "digit":
        at = chance.randrange(len(digits))
        digits = digits[:at] + chance.choice([d for d in "123456789" if d != digits[at]]) + digits[at + 1 :]
    else:
        digits += "0" if kind == "tenfold" else "000"
    return sign + _grouped(digits, len(decimals), dots="." in found[2] or len(whole) < 4) + percent


def _grouped(digits: str, places: int, *, dots: bool) -> str:
    whole, decimals = (digits[:-places], digits[-places:]) if places else (digits, "")
    whole = f"{int(whole):,}".replace(",", "." if dots else "")
    return f"{whole},{decimals}" if decimals else whole


def find_cell(text: str, place: Place) -> tuple[int, int, str]:
    """The line of a cell, its column in the line and its words."""
    table, row = -1, 0
    inside = False
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if line.startswith("|"):
            table, row = (table, row + 1) if inside else (table + 1, 0)
            if (table, row) == place[:2]:
                return at, place[2], line.strip().strip("|").split("|")[place[2]]
        inside = line.startswith("|")
    raise LookupError(place)


def with_cell(text: str, line: int, column: int, words: str) -> str:
    """The text with other words in one cell."""
    lines = text.split("\n")
    parts = lines[line].strip().strip("|").split("|")
    parts[column] = f" {words} "
    lines[line] = "|" + "|".join(parts) + "|"
    return "\n".join(lines)


def outcomes(count: int, *, taking_part: bool) -> list[Outcome]:
    """Changes of ``count`` cells that take part in a relation, or of cells that take part in none, and what is found of each."""
    chance = random.Random(SEED)
    waiting = []
    known: dict[str, set[str]] = {}
    for name, text in sources().items():
        report = understand(written(text, name))
        known[name] = {finding.id for finding in report.findings}
        places = related(report) if taking_part else cells(report) - related(report, loosely=True)
        waiting.append(changes(name, text, places, chance))
    found: list[Outcome] = []
    while waiting and len(found) < count:
        for one in tuple(waiting):
            change = next(one, None)
            if change is None:
                waiting.remove(one)
            elif len(found) < count and change.before != change.after:
                seen = understand(written(change.text, change.layout)).findings
                new = tuple(one for one in seen if one.id not in known[change.layout] and one.check in RULES)
                found.append(Outcome(change, new))
    return found


def is_found(outcome: Outcome) -> bool:
    """Whether a finding rests on the cell that was changed."""
    return any(
        ground.quote == outcome.change.after and finding.severity != "note"
        for finding in outcome.new
        for ground in finding.grounds
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--count", type=int, default=200, help="cells to change that take part in a relation")
    arguments.add_argument("--missed", action="store_true", help="list what is not found and what is found too much")
    given = arguments.parse_args()
    taking = outcomes(given.count, taking_part=True)
    others = outcomes(given.count, taking_part=False)
    table = Table("change", "cells", "found", "contradictions")
    for kind in (*KINDS, "all"):
        some = [one for one in taking if kind in (one.change.kind, "all")]
        sure = sum(any(finding.severity == "contradiction" for finding in one.new) for one in some)
        table.add_row(kind, str(len(some)), f"{sum(map(is_found, some)) / max(len(some), 1):.3f}", str(sure))
    console = Console()
    console.print(table)
    wrong = [one for one in others if any(finding.severity != "note" for finding in one.new)]
    console.print(f"cells that take part in no relation: {len(others)}, with a new finding: {len(wrong)}")
    if given.missed:
        for one in [one for one in taking if not is_found(one)] + wrong:
            messages = "; ".join(finding.message for finding in one.new)
            console.print(
                f"{one.change.layout} {one.change.place} {one.change.kind}: {one.change.before} → {one.change.after} {messages}"
            )
    share = sum(map(is_found, taking)) / len(taking)
    sys.exit(share < ENOUGH or bool(wrong))


if __name__ == "__main__":
    main()

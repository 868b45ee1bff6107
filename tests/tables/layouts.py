"""Tables as offices lay them out, each with what every one of its cells states.

A file of ``layouts/`` is a report as ``written.py`` writes tables, then "=== cells" and a line for each figure:
quote | indicator_id | measure | status | period | value | unit | place. "-" is for nothing; a place that is the report's
own is left empty. The figures stand in the order of the text. All are invented.
"""

from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from written import written

from solieu.model import Observation, Report
from solieu.pipeline import understand

FOLDER = Path(__file__).with_name("layouts")
FROZEN = Path(__file__).with_name("frozen")
"""Written after the rules were frozen: 0.915 of their cells were right at first sight."""
_SEPARATOR = "=== cells"


class Expected(NamedTuple):
    """What a cell states."""

    quote: str
    indicator_id: str | None
    measure: str
    status: str
    period: str | None
    value: Decimal
    unit: str | None
    place: str | None
    """``None`` where it is the report's own."""


class Layout(NamedTuple):
    """A report with tables, and its figures."""

    name: str
    text: str
    """As it is written in the file."""
    report: Report
    expected: list[Expected]

    def wrong(self) -> list[str]:
        """What was read otherwise, one line for each figure that is expected or was read too much."""
        read = [seen for seen in self.report.observations if seen.cell is not None]
        left = list(read)
        faults = []
        for expected in self.expected:
            seen = next((one for one in left if one.quote == expected.quote), None)
            if seen is None:
                faults.append(f"{self.name}: {expected} was not read")
                continue
            left.remove(seen)
            told = self._told(seen)
            if told != expected:
                faults.append(f"{self.name}: {expected} was read as {told}")
        return faults + [f"{self.name}: {self._told(seen)} is too much" for seen in left]

    def _told(self, seen: Observation) -> Expected:
        place = None if seen.place == self.report.place else seen.place
        period = str(seen.period) if seen.period else None
        return Expected(seen.quote, seen.indicator_id, seen.measure, seen.status, period, seen.value, seen.unit, place)


def layouts() -> list[Layout]:
    """All layouts, by name; those written after the rules were frozen come last."""
    return [read_layout(path) for folder in (FOLDER, FROZEN) for path in sorted(folder.glob("*.txt"))]


def read_layout(path: Path) -> Layout:
    """The layout in a file, its report understood."""
    text, _, cells = path.read_text(encoding="utf-8").partition(_SEPARATOR)
    expected = [_expected(line) for line in cells.splitlines() if line.strip() and not line.startswith("#")]
    return Layout(path.stem, text, understand(written(text, path.stem)), expected)


def _expected(line: str) -> Expected:
    quote, identifier, measure, status, period, value, unit, place = (part.strip() for part in line.split("|"))
    return Expected(
        quote, _known(identifier), measure, status, _known(period), Decimal(value), _known(unit), _known(place)
    )


def _known(word: str) -> str | None:
    return None if word in ("", "-") else word

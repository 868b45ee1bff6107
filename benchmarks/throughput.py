"""How fast solieu reads, what each stage costs, what it needs of memory, and that time grows with length and no faster.

python benchmarks/throughput.py
python benchmarks/throughput.py --megabytes 8 --json
python benchmarks/throughput.py --reports ../shared/gold/dev
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.console import Console
from rich.table import Table

import solieu
import solieu.text
from solieu.check.within import check_report
from solieu.pipeline import understand_together
from solieu.read import read
from solieu.samples import sample_paths
from solieu.stages import STEPS, Stages

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MEGABYTE = 1_000_000
MARKED_REPORTS = Path(__file__).resolve().parents[2] / "shared" / "gold" / "dev"
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
REPEATS = 3

STAGES = ("segment", "recognise", "interpret", "resolve", "check")

HOSTILE = {
    "digits and commas": "1,2,3.4," * 8,
    "one long number": "9",
    "blanks": " ",
    "percent signs": "%",
    "opening brackets": "(",
    "one list of places": "xã Tân Lập, ",
    "one sentence of figures": "thu ngân sách đạt 5 tỷ đồng, bằng 57,7% dự toán, ",
    "one row of figures": "5 tỷ đồng | ",
    "hedges without numbers": "ước đạt trên gần khoảng ",
    "slashes and dates": "1/2/3/",
    "one list of names": "Nguyễn Văn An, Chủ tịch ",
    "one list of documents": "Nghị quyết số 8-NQ/TU, ",
    "orders to nobody": "yêu cầu giao đề nghị ",
}
"""Texts that a rule of careless making would take quadratic time for, each repeated to the length wanted."""

_MEMORY = """
import resource, sys
from pathlib import Path
import solieu
import solieu.text

def peak():
    try:  # a process that begins as a copy of a large one inherits what getrusage tells
        lines = Path("/proc/self/status").read_text().splitlines()
        return next(int(line.split()[1]) / 1e3 for line in lines if line.startswith("VmHWM"))
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)

solieu.extract(Path(sys.argv[1]).read_text(encoding="utf-8"))
print(peak())
"""


class Growth(NamedTuple):
    """Seconds for a text and for one of four times its length."""

    text: str
    once: float
    four_times: float

    @property
    def factor(self) -> float:
        """4 where time grows with length, 16 where it grows with its square."""
        return self.four_times / self.once


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures everything and prints one table, or one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--megabytes", type=float, default=2.0, help="how much text to read, in passes over the reports"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of the table")
    parser.add_argument("--reports", type=Path, help="a folder of .txt files to read instead of the samples")
    options = parser.parse_args(arguments)
    reports = _reports(options.reports)
    if not reports:
        parser.error(f"there are no .txt files in {options.reports}")
    measured = measure(reports, options.megabytes)
    if options.json:
        print(json.dumps(measured, ensure_ascii=False))
    else:
        Console().print(_table(measured))
    return 0


def measure(reports: Sequence[str], megabytes: float) -> dict[str, Any]:
    """Every number of the table. The text is read pass after pass, and the fastest pass counts: on a shared machine the
    others tell how busy it was.
    """
    texts = reports
    size = sum(len(text.encode()) for text in texts) / MEGABYTE
    solieu.extract(reports[0])  # the knowledge is read once, before the clock starts
    found = sum(len(solieu.extract(text).observations) for text in reports)
    passes = max(REPEATS, round(megabytes / size))
    seconds = _best(lambda: [solieu.extract(text) for text in texts], passes)
    together = _best(lambda: understand_together(Stages(solieu.Report(text=text)) for text in texts), passes)
    one_pass = _best(lambda: [sum(1 for _ in NUMBER.finditer(text)) for text in texts], passes)
    steps = step_seconds(texts)
    return {
        "python": sys.version.split()[0],
        "compiled": is_compiled(),
        "reports": len(texts),
        "megabytes": round(size, 2),
        "passes": passes,
        "observations": found,
        "megabytes_per_second": round(size / seconds, 3),
        "reports_per_second": round(len(texts) / seconds, 1),
        "megabytes_per_second_together": round(size / together, 3),
        "number_pattern_megabytes_per_second": round(size / one_pass, 1),
        "times_one_number_pattern": round(seconds / one_pass, 1),
        "stages": {stage: _cost(stage, steps, size, one_pass) for stage in STAGES},
        "step_seconds_per_megabyte": {
            f"{stage}: {step}": round(cost / size, 3) for (stage, step), cost in steps.items()
        },
        "memory_mb": _memory(reports),
        "import_seconds": round(min(_import_seconds() for _ in range(5)), 3),
        "growth": {
            growth.text: [round(growth.once, 3), round(growth.four_times, 3), round(growth.factor, 1)]
            for growth in _growths(reports)
        },
    }


def is_compiled() -> bool:
    """Whether compiled modules are measured, and not their sources."""
    return Path(solieu.text.__file__).suffix != ".py"


def _reports(folder: Path | None) -> list[str]:
    """The reports of ``folder``; else the bundled samples as text and, where they are present, the marked reports."""
    paths = sorted(folder.glob("*.txt")) if folder else [*sample_paths(), *sorted(MARKED_REPORTS.glob("*.txt"))]
    return [read(path.read_bytes()).text for path in paths]


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return max(time.process_time() - start, 1e-6)


def _best(work: Callable[[], object], times: int = REPEATS) -> float:
    return min(_seconds(work) for _ in range(times))


def step_seconds(texts: Sequence[str]) -> dict[tuple[str, str], float]:
    """Seconds of each step of each stage over all ``texts``, the best of several runs of each."""
    runs = [_one_run_of_steps(texts) for _ in range(REPEATS)]
    return {step: min(run[step] for run in runs) for step in runs[0]}


def stage_seconds(texts: Sequence[str]) -> dict[str, float]:
    """Seconds of each stage over all ``texts``."""
    steps = step_seconds(texts)
    return {stage: sum(cost for (of, _), cost in steps.items() if of == stage) for stage in STAGES}


def _one_run_of_steps(texts: Sequence[str]) -> dict[tuple[str, str], float]:
    reports = [Stages(solieu.Report(text=text)) for text in texts]

    def seconds(step: Callable[[Stages], object]) -> float:
        return _seconds(lambda: [step(stages) for stages in reports])

    spent = {name: seconds(step) for name, step in STEPS.items()}
    understood = [(stages.report(), stages.text) for stages in reports]
    spent["check", "within a report"] = _seconds(lambda: [check_report(report, text) for report, text in understood])
    return spent


def _cost(stage: str, steps: dict[tuple[str, str], float], size: float, one_pass: float) -> dict[str, float]:
    """How fast a stage is by itself, its share of the time of all, and how many passes of the number pattern it takes."""
    seconds = sum(cost for (of, _), cost in steps.items() if of == stage)
    return {
        "megabytes_per_second": round(size / seconds, 2),
        "share": round(seconds / sum(steps.values()), 3),
        "times_one_number_pattern": round(seconds / one_pass, 1),
    }


def _memory(reports: Sequence[str]) -> dict[str, float]:
    """The most memory, in MB, of a process that reads one report, and of one that reads a report of a megabyte."""
    return {"one report": _peak(reports[0]), "one report of 1 MB": _peak(_long(reports, MEGABYTE))}


def _peak(text: str) -> float:
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        return round(float(_printed("-c", _MEMORY, file.name)), 1)


def _printed(*arguments: str) -> str:
    return subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


def _import_seconds() -> float:
    script = "import time; start = time.process_time(); import solieu; print(time.process_time() - start)"
    return float(_printed("-c", script))


def _long(reports: Sequence[str], size: int) -> str:
    """One report of about ``size`` bytes."""
    joined = "\n\n".join(reports)
    return (joined + "\n\n") * max(1, round(size / len(joined.encode())))


def _growths(reports: Sequence[str]) -> list[Growth]:
    """One report of 1 MB and of 4 MB; hostile texts of 0.1 MB and of 0.4 MB."""
    prose = _long(reports, MEGABYTE)
    hostile = {name: piece * (MEGABYTE // 10 // len(piece.encode())) for name, piece in HOSTILE.items()}
    return [_growth("prose, 1 MB", prose), *(_growth(f"{name}, 0.1 MB", text) for name, text in hostile.items())]


def _growth(name: str, text: str) -> Growth:
    words = "UBND huyện: "  # without words of local government no figures are looked for
    solieu.extract(words + text[:1000])
    once = min(_seconds(lambda: solieu.extract(words + text)) for _ in range(2))
    four_times = min(_seconds(lambda: solieu.extract(words + text * 4)) for _ in range(2))
    return Growth(name, once, four_times)


def _table(measured: dict[str, Any]) -> Table:
    size, reports, found = measured["megabytes"], measured["reports"], measured["observations"]
    read = f"{size} MB, {reports} reports, {found} figures"
    how = "compiled" if measured["compiled"] else "pure"
    table = Table(title=f"solieu {solieu.__version__}, {how}, Python {measured['python']}, one core: {read}")
    table.add_column("what", no_wrap=True)
    table.add_column("measured", justify="right", no_wrap=True)
    table.add_row("text to observations", _rate(measured["megabytes_per_second"]))
    table.add_row("", f"{measured['reports_per_second']} reports/s")
    table.add_row("the same, all texts step by step", _rate(measured["megabytes_per_second_together"]))
    table.add_row("one pass of a pattern for numbers", _rate(measured["number_pattern_megabytes_per_second"]))
    table.add_row("reading takes as long as", f"{measured['times_one_number_pattern']} such passes")
    table.add_section()
    for name, cost in measured["stages"].items():
        share, passes = f"{cost['share']:.0%} of the time", f"{cost['times_one_number_pattern']} such passes"
        table.add_row(f"{name} alone", f"{_rate(cost['megabytes_per_second'])}, {share}, {passes}")
        for step, seconds in measured["step_seconds_per_megabyte"].items():
            if step.startswith(f"{name}:"):
                table.add_row(f"  {step}", f"{seconds:.3f} s/MB")
    table.add_section()
    for name, memory in measured["memory_mb"].items():
        table.add_row(f"most memory, {name}", f"{memory} MB")
    table.add_row("import solieu", f"{measured['import_seconds'] * 1000:.0f} ms")
    table.add_section()
    for name, (once, four_times, factor) in measured["growth"].items():
        table.add_row(f"{name}, and 4 x that", f"{once:.2f} s, {four_times:.2f} s (x {factor:.1f})")
    return table


def _rate(megabytes: float) -> str:
    return f"{megabytes} MB/s"


if __name__ == "__main__":
    sys.exit(main())

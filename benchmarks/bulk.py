"""How fast whole crawls go, beside other libraries on the same text, on one process and several; what the filter keeps; memory.

python benchmarks/bulk.py
python benchmarks/bulk.py --no-peers --no-ray --crawl 20 --repeats 5
python benchmarks/bulk.py --only-memory --memory 50 100 200 1000
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
from crawl_files import plainly, write_crawl
from processes import Ran, measured
from rich.console import Console
from rich.table import Table
from throughput import is_compiled, stage_seconds
from varied import foreign_pages, page

from solieu.arrow import extract_batch, may_state_figures
from solieu.engines.reading import windows
from solieu.knowledge.catalogue import catalogue
from solieu.read import Limits, Source, read, unfold
from solieu.samples import sample_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

MEGABYTE = 1_000_000
HERE = Path(__file__).parent
GOLD = HERE.parents[1] / "shared" / "gold"
PEER_LIBRARIES = ("ahocorasick-rs", "hyperscan", "google-re2", "spacy", "underthesea")
PEERS = (
    "number scan (re)", "multi-pattern scan (ahocorasick-rs)", "multi-pattern scan (hyperscan)", "multi-pattern scan (google-re2)", "multi-pattern scan (re)",
    "spaCy blank vi with Matcher", "underthesea, sentences", "underthesea, named entities",
)  # fmt: skip
LENGTHS = (400, 600, 800, 1_000, 1_500, 2_000, 3_000, 12_000)
"""Characters of a page: short news, and now and then a long report."""
LENGTHS_OF_CRAWL = (600, 1_500, 4_000, 12_000, 30_000)
LENGTHS_OF_WEB_PAGES = (8_000, 15_000, 30_000)
FORMS_OF_MEMORY = ("jsonl.zst", "parquet", "warc.gz")
DOLLARS_AN_HOUR = 0.04
"""What an hour of one core is assumed to cost: about the list price of rented machines."""
RECALL_PROMISED = 0.995
REPORT_BYTES = 5_000
"""Of a usual report: by it the cost of a million is told."""


FORMS_OF_READING = ("jsonl", *FORMS_OF_MEMORY)


class Speed(NamedTuple):
    """Megabytes a second of processor time, and the most memory in MB where a process of its own was measured."""

    rate: float
    memory: float | None = None


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures what is asked for and prints it as tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--crawl", type=float, default=4.0, help="megabytes of reports for the runs with several processes"
    )
    parser.add_argument("--repeats", type=int, default=3, help="runs of each kind, of which the median counts")
    parser.add_argument(
        "--memory",
        type=int,
        nargs="+",
        default=(),
        metavar="MB",
        help="also run over crawls of so many megabytes, mostly of other pages",
    )
    parser.add_argument(
        "--forms",
        nargs="+",
        default=FORMS_OF_MEMORY,
        choices=FORMS_OF_READING,
        help="of these crawls (default: all but jsonl)",
    )
    parser.add_argument("--only-memory", action="store_true", help="do nothing else")
    parser.add_argument(
        "--peers",
        type=Path,
        default=Path(tempfile.gettempdir(), "solieu-peers"),
        help="where their environment is, or is made",
    )
    parser.add_argument("--no-peers", action="store_true", help="do without other libraries")
    parser.add_argument("--no-ray", action="store_true", help="do without Ray")
    parser.add_argument("--no-scaling", action="store_true", help="do without runs with several processes")
    options = parser.parse_args(arguments)
    console = Console()
    for size in options.memory:
        console.print(_memory(size, options.forms))
    if options.only_memory:
        return 0
    texts = _texts()
    console.print(_rates(texts, None if options.no_peers else _environment(options.peers)))
    relevance, recall = _relevance()
    console.print(relevance)
    console.print(_reading())
    if not options.no_scaling:
        console.print(_scaling(options.crawl, options.repeats, ray=not options.no_ray))
    if recall < RECALL_PROMISED:
        console.print(f"The filter keeps {recall:.3f} of the reports; promised are {RECALL_PROMISED}.")
        return 1
    return 0


def _texts() -> list[str]:
    paths = [*sample_paths(), *sorted((GOLD / "dev").glob("*.txt"))]
    return [read(path.read_bytes()).text for path in paths]


def _size(texts: Iterable[str]) -> float:
    return sum(len(text.encode()) for text in texts) / MEGABYTE


def _best(work: Callable[[], object], times: int = 3) -> float:
    def once() -> float:
        began = time.process_time()
        work()
        return time.process_time() - began

    return max(1e-6, min(once() for _ in range(times)))


def _rates(texts: Sequence[str], peers: Path | None) -> Table:
    size = _size(texts)
    batch = pa.RecordBatch.from_pydict({"text": list(texts)})
    extract_batch(batch)
    ours = Speed(size / _best(lambda: extract_batch(batch)), _peak_here())
    table = Table(title=f"One core, {size:.2f} MB of {len(texts)} reports, {'compiled' if is_compiled() else 'pure'}")
    for head in ("what", "MB/s", "times solieu's time", "most MB of memory"):
        table.add_column(head, justify="left" if head == "what" else "right")
    table.add_row("solieu, documents to rows", f"{ours.rate:.2f}", "1", f"{ours.memory:.0f}")
    for name, seconds in stage_seconds(texts).items():
        table.add_row(f"  {name}", f"{size / seconds:.1f}", f"{seconds * ours.rate / size:.3f}", "")
    table.add_section()
    for name, speed in (_peers(texts, peers) if peers else {}).items():
        row = (
            ("not installed", "", "")
            if speed is None
            else (f"{speed.rate:.3g}", f"{ours.rate / speed.rate:.3g}", f"{speed.memory:.0f}")
        )
        table.add_row(name, *row)
    hours = REPORT_BYTES / ours.rate / 3600
    table.caption = f"A million reports of {REPORT_BYTES:,} bytes take {hours:.1f} hours of one core."
    return table


def _peak_here() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def _environment(folder: Path) -> Path:
    """The Python of an environment with the other libraries, which is made if it is not there: ours stays without them."""
    python = folder / "bin" / "python"
    if not python.exists():
        uv = Path(sys.executable).with_name("uv")
        subprocess.run([str(uv), "venv", "--quiet", "--python", sys.executable, str(folder)], check=True)
        for library in PEER_LIBRARIES:  # one that cannot be had costs no other
            subprocess.run(
                [str(uv), "pip", "install", "--quiet", library],
                env=os.environ | {"VIRTUAL_ENV": str(folder)},
                check=False,
            )
    return python


def _peers(texts: Sequence[str], python: Path) -> dict[str, Speed | None]:
    aliases = sorted({alias for entry in catalogue().entries.values() for alias in entry.aliases if len(alias) > 3})[
        :1000
    ]
    with tempfile.TemporaryDirectory() as folder:
        text, phrases = Path(folder, "text.txt"), Path(folder, "phrases.txt")
        text.write_text("\f".join(one.lower() for one in texts), encoding="utf-8")
        phrases.write_text("\n".join(aliases), encoding="utf-8")
        return {name: _peer(python, name, text, phrases) for name in PEERS}


def _peer(python: Path, name: str, text: Path, phrases: Path) -> Speed | None:
    command = [str(python), str(HERE / "peers.py"), name, str(text), str(phrases)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        return None
    found = json.loads(done.stdout.splitlines()[-1])
    return Speed(found["bytes"] / MEGABYTE / max(1e-6, found["seconds"]), found["memory"])


def _relevance() -> tuple[Table, float]:
    table = Table(title="The filter of relevance")
    for head in ("documents", "kept", "of", "MB/s"):
        table.add_column(head, justify="left" if head == "documents" else "right")
    sets: dict[str, list[bytes]] = {}
    for name in ("dev", "seeds"):
        sets[f"marked reports, {name}"] = [
            path.with_suffix(".txt").read_bytes() for path in sorted((GOLD / name).glob("*.json")) if _is_report(path)
        ]
    sets["marked reports as web pages"] = [path.read_bytes() for path in sorted((GOLD / "html").glob("*.html"))]
    sets["samples"] = [path.read_bytes() for path in sample_paths()]
    foreign = foreign_pages()
    kept_reports = reports = 0
    for name, given in sets.items():
        if given:
            kept, rate = _kept(given)
            kept_reports, reports = kept_reports + kept, reports + len(given)
            table.add_row(name, f"{kept}", f"{len(given)}", f"{rate:.0f}")
    for name, texts in {
        "pages of other kinds": [one["text"] for one in foreign],
        "the same as web pages": [page(one["kind"], one["text"]) for one in foreign],
    }.items():
        kept, rate = _kept([text.encode() for text in texts])
        table.add_row(name, f"{kept}", f"{len(texts)}", f"{rate:.0f}")
    recall = kept_reports / max(1, reports)
    table.caption = f"Recall {recall:.3f} of reports with figures."
    return table, recall


def _is_report(path: Path) -> bool:
    return not path.name.endswith(".ann.json") and bool(json.loads(path.read_text("utf-8")).get("observations"))


def _kept(given: Sequence[bytes]) -> tuple[int, float]:
    kept = may_state_figures(pa.RecordBatch.from_pydict({"content": pa.array(given, pa.binary())})).true_count
    # At least as much as bulk looks through at once: the automata are made anew each time.
    many = list(given) * max(1, 4 * MEGABYTE // sum(map(len, given)))
    batch = pa.RecordBatch.from_pydict({"content": pa.array(many, pa.binary())})
    return kept, sum(map(len, many)) / MEGABYTE / _best(lambda: may_state_figures(batch))


def _reading(megabytes: float = 20) -> Table:
    """Pages of other kinds from a file to what is known of them, beside the mere reading and unpacking of the file."""
    heads = ("form", "read plainly", "counted", "loaded", "filtered", "loaded and filtered", "times plainly")
    table = _table(
        f"Web pages of other kinds, 25 kB each, MB of pages in a second of processor time, {_load()}", *heads
    )
    with tempfile.TemporaryDirectory() as folder:
        for form in FORMS_OF_READING:
            crawl = Path(folder, f"crawl.{form}")
            made = write_crawl(crawl, megabytes, length=LENGTHS_OF_WEB_PAGES, foreign=1.0, pages=1.0, texts=_texts())
            source = Source("crawl", crawl)
            held = list(windows(unfold(source), Limits()))
            steps = (
                partial(plainly, crawl),
                partial(_counted, source),
                partial(_loaded, source),
                partial(_filtered, held),
            )
            seconds = [_best(step) for step in steps]
            every = seconds[2] + seconds[3]
            table.add_row(form, *(f"{made.size / one:.0f}" for one in (*seconds, every)), f"{every / seconds[0]:.0f}")
    return table


def _counted(source: Source) -> int:
    return sum(1 for _ in unfold(source, passed=lambda: True))


def _loaded(source: Source) -> int:
    return sum(window.num_rows for window in windows(unfold(source), Limits()))


def _filtered(held: Sequence[pa.RecordBatch]) -> int:
    return sum(may_state_figures(window).true_count for window in held)


def _run(crawl: Path, output: Path, *more: str) -> Ran:
    return measured([sys.executable, "-m", "solieu", "bulk", str(crawl), str(output), "--quiet", *more])


def _table(title: str, *heads: str) -> Table:
    table = Table(title=title)
    for number, head in enumerate(heads):
        table.add_column(head, justify="right" if number else "left")
    return table


def _load() -> str:
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"


def _scaling(megabytes: float, repeats: int, *, ray: bool) -> Table:
    kinds = [("local", 1), ("local", 2), *([("ray", 1), ("ray", 2), ("ray", 4)] if ray else [])]
    ran: dict[tuple[str, int], list[Ran]] = {kind: [] for kind in kinds}
    with tempfile.TemporaryDirectory() as folder:
        crawl, one = Path(folder, "crawl.jsonl"), Path(folder, "one.jsonl")
        made = write_crawl(crawl, megabytes, length=LENGTHS, foreign=0.1, pages=0.3, texts=_texts())
        write_crawl(one, 0, length=LENGTHS, foreign=0.0, pages=0.0, texts=_texts())
        _run(one, Path(folder, "first"), "--workers", "1")  # makes the bytecode
        start = _run(one, Path(folder, "one"), "--workers", "1")
        for number in range(repeats):  # in turn, so that a busy minute of the machine hits all of them
            for engine, workers in kinds:
                output = Path(folder, f"{engine}-{workers}-{number}")
                ran[engine, workers].append(_run(crawl, output, "--engine", engine, "--workers", str(workers)))
    heads = (
        "engine",
        "workers",
        "s, median",
        "MB/s",
        "times one worker",
        "s of processor",
        "times that of one",
        "most MB of a process",
    )
    table = _table(f"{made}, {repeats} runs each in turn, {_load()}", *heads)
    for (engine, workers), runs in ran.items():
        seconds = statistics.median(run.seconds for run in runs)
        cells = [engine, str(workers), f"{seconds:.1f}", f"{made.size / seconds:.2f}"]
        cells.append(_ratios([one.seconds / run.seconds for one, run in zip(ran[engine, 1], runs, strict=True)]))
        if engine == "local":
            cells.append(f"{statistics.median(run.processor for run in runs):.1f}")
            cells.append(
                _ratios([run.processor / one.processor for one, run in zip(ran["local", 1], runs, strict=True)])
            )
            cells.append(f"{max(run.memory for run in runs):.0f}")
        table.add_row(*cells)
    each = statistics.median(run.processor for run in ran["local", 1]) / made.reports
    hours = each * 1_000_000 / 3600
    table.caption = (
        f"A crawl of one report takes {start.seconds:.1f} s, {start.processor:.1f} s of processor. A million reports like these, "
        f"{made.report_bytes:,.0f} bytes each, with the pages of other kinds among them, take {hours:.1f} hours of one core, "
        f"which at {DOLLARS_AN_HOUR} dollars for an hour of a core cost {hours * DOLLARS_AN_HOUR:.2f} dollars."
    )
    return table


def _ratios(ratios: Sequence[float]) -> str:
    """The median, and from where to where."""
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


def _memory(size: int, forms: Sequence[str]) -> Table:
    heads = ("form", "MB packed", "pages", "reports", "s", "MB/s", "most MB of a process")
    table = _table(f"Memory over {size} MB with one worker, {_load()}", *heads)
    with tempfile.TemporaryDirectory() as folder:
        for form in forms:
            crawl, output = Path(folder, f"crawl.{form}"), Path(folder, "out")
            made = write_crawl(crawl, size, length=LENGTHS_OF_CRAWL, foreign=0.98, pages=1.0, texts=_texts())
            ran = _run(crawl, output, "--workers", "1")
            packed = crawl.stat().st_size / MEGABYTE
            cells = (f"{packed:.0f}", f"{made.documents:,}", f"{made.reports:,}", f"{ran.seconds:.0f}")
            table.add_row(form, *cells, f"{made.size / ran.seconds:.1f}", f"{ran.memory:.0f}")
            shutil.rmtree(output)
            crawl.unlink()
    return table


if __name__ == "__main__":
    sys.exit(main())

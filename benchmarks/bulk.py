"""How fast whole crawls go, beside other libraries on the same text, on one process and several; what the filter keeps; memory.

python benchmarks/bulk.py
python benchmarks/bulk.py --crawl 20 --repeats 5
python benchmarks/bulk.py --no-peers --no-ray --memory 300
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
import zstandard
from rich.console import Console
from rich.table import Table
from throughput import is_compiled, stage_seconds
from varied import documents, foreign_pages, page

from solieu.arrow import extract_batch, may_state_figures
from solieu.knowledge.catalogue import catalogue
from solieu.read import read
from solieu.samples import sample_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

MEGABYTE = 1_000_000
HERE = Path(__file__).parent
GOLD = HERE.parents[1] / "shared" / "gold"
PEER_LIBRARIES = ("ahocorasick-rs", "google-re2", "spacy", "underthesea")
PEERS = (
    "number scan (re)", "multi-pattern scan (ahocorasick-rs)", "multi-pattern scan (google-re2)", "multi-pattern scan (re)",
    "spaCy blank vi with Matcher", "underthesea, sentences", "underthesea, named entities",
)  # fmt: skip
RECALL_PROMISED = 0.995
REPORT_BYTES = 5_000
"""Of a usual report: by it the cost of a million is told."""


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
        default=0,
        metavar="MB",
        help="also run over a crawl of so many megabytes, mostly of other pages",
    )
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
    texts = _texts()
    console.print(_rates(texts, None if options.no_peers else _environment(options.peers)))
    relevance, recall = _relevance()
    console.print(relevance)
    if not options.no_scaling:
        console.print(_scaling(options.crawl, options.repeats, ray=not options.no_ray))
    if options.memory:
        console.print(_memory(options.memory))
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
            ("cannot be had", "", "")
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


class _Ran(NamedTuple):
    seconds: float
    processor: float
    memory: float


def _run(crawl: Path, output: Path, *more: str) -> _Ran:
    """``solieu bulk``, with the processor time of all its processes and the most memory of any."""
    command = [sys.executable, "-m", "solieu", "bulk", str(crawl), str(output), "--quiet", *more]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    running = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    peaks: list[float] = [0.0]
    watching = threading.Thread(target=_watch, args=(running, peaks))
    watching.start()
    if running.wait():
        raise SystemExit(f"{' '.join(command)} failed")
    seconds = time.monotonic() - began
    watching.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return _Ran(seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, max(peaks))


def _watch(running: subprocess.Popen[bytes], peaks: list[float]) -> None:
    while running.poll() is None:
        peaks.extend(filter(None, map(_peak_of, (running.pid, *_children(running.pid)))))
        time.sleep(0.5)


def _children(pid: int) -> list[int]:
    try:
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _peak_of(pid: int) -> float | None:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) / 1e3 for line in lines if line.startswith("VmHWM")), None)


def _scaling(megabytes: float, repeats: int, *, ray: bool) -> Table:
    with tempfile.TemporaryDirectory() as folder:
        crawl = Path(folder, "crawl.jsonl")
        size, count = _write(crawl, megabytes, foreign=0.0)
        kinds = [("local", 1), ("local", 2), *([("ray", 1), ("ray", 2), ("ray", 4)] if ray else [])]
        ran: dict[tuple[str, int], list[_Ran]] = {kind: [] for kind in kinds}
        for number in range(repeats):  # in turn, so that a busy minute of the machine hits all of them
            for engine, workers in kinds:
                output = Path(folder, f"{engine}-{workers}-{number}")
                ran[engine, workers].append(_run(crawl, output, "--all", "--engine", engine, "--workers", str(workers)))
    table = Table(
        title=f"{size:.1f} MB in {count:,} reports, {repeats} runs each in turn, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
    )
    for head in (
        "engine",
        "workers",
        "s, median",
        "MB/s",
        "times one worker",
        "ms of processor a report",
        "most MB of a process",
    ):
        table.add_column(head, justify="left" if head == "engine" else "right")
    for (engine, workers), runs in ran.items():
        seconds = statistics.median(run.seconds for run in runs)
        ratios = [one.seconds / run.seconds for one, run in zip(ran[engine, 1], runs, strict=True)]
        processor = (
            f"{1000 * statistics.median(run.processor for run in runs) / count:.1f}" if engine == "local" else ""
        )
        memory = f"{max(run.memory for run in runs):.0f}" if engine == "local" else ""
        spread = f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})" if workers > 1 else ""
        table.add_row(engine, str(workers), f"{seconds:.1f}", f"{size / seconds:.2f}", spread, processor, memory)
    return table


def _memory(megabytes: int) -> Table:
    table = Table(title=f"Memory over a crawl of {megabytes} MB, 98 of 100 pages of other kinds, one worker")
    for head in ("form", "MB packed", "pages", "s", "MB/s", "most MB of a process"):
        table.add_column(head, justify="left" if head == "form" else "right")
    with tempfile.TemporaryDirectory() as folder:
        for form in ("jsonl.zst", "parquet"):
            crawl = Path(folder, f"crawl.{form}")
            size, count = _write(crawl, megabytes, foreign=0.98)
            ran = _run(crawl, Path(folder, f"out-{form}"), "--workers", "1")
            packed = crawl.stat().st_size / MEGABYTE
            table.add_row(
                form,
                f"{packed:.0f}",
                f"{count:,}",
                f"{ran.seconds:.0f}",
                f"{size / ran.seconds:.2f}",
                f"{ran.memory:.0f}",
            )
    return table


def _write(path: Path, megabytes: float, *, foreign: float) -> tuple[float, int]:
    """A crawl of about so many megabytes; its true size, and how many documents there are."""
    held = count = 0
    made = documents(sys.maxsize, length=4000, foreign=foreign)
    if path.suffix == ".parquet":
        from pyarrow import parquet

        schema = pa.schema({name: pa.string() for name in ("name", "url", "date", "text")})
        with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
            while held < megabytes * MEGABYTE:
                rows = [next(made) for _ in range(1000)]
                writer.write_table(pa.Table.from_pylist(rows, schema=schema))
                held += sum(len(row["text"].encode()) for row in rows)
                count += len(rows)
        return held / MEGABYTE, count
    with path.open("wb") as file:
        packed = zstandard.ZstdCompressor().stream_writer(file, closefd=False) if path.suffix == ".zst" else file
        while held < megabytes * MEGABYTE:
            row = next(made)
            packed.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
            held += len(row["text"].encode())
            count += 1
        if packed is not file:
            packed.close()
    return held / MEGABYTE, count


if __name__ == "__main__":
    sys.exit(main())

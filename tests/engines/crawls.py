"""Small crawls in every form, runs over them, and what came out."""

from __future__ import annotations

import json
import os
import signal
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.dataset as ds
import zstandard
from pyarrow import parquet

from solieu.arrow import FOLDERS
from solieu.engines import job
from solieu.engines.bulk import Summary, bulk
from solieu.engines.tasks import Done, Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from solieu.engines import Engine, Told, Work

DEADLY, TIRING = "chết tại đây 1", "ngủ tại đây 1"
ALL = Settings(everything=True)


def report(number: int) -> str:
    """A report of one town, another one for each number."""
    place = ("huyện Tiên Yên", "huyện Văn Quan", "thị xã Từ Sơn")[number % 3]
    month, year = number % 12 + 1, 2015 + number // 12 % 8
    return (
        f"UBND {place} họp phiên thường kỳ tháng {month} năm {year}\n\n"
        f"Thu ngân sách {month} tháng đầu năm {year} đạt {900 + number},{number % 10} tỷ đồng, bằng {40 + month},5% dự toán.\n"
    )


def reports(count: int, *, first: int = 0) -> list[dict[str, str]]:
    """Records of ``count`` reports."""
    return [{"name": f"bc-{number:04}", "text": report(number)} for number in range(first, first + count)]


def json_lines(records: Iterable[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def zstd(data: bytes, *, frames: int = 1) -> bytes:
    """``data`` packed in one frame or several."""
    size = -(-len(data) // frames)
    return b"".join(zstandard.compress(data[start : start + size]) for start in range(0, len(data), size))


def write_parquet(path: Path, records: Sequence[dict[str, Any]], group: int = 1000) -> None:
    parquet.write_table(pa.Table.from_pylist(list(records)), path, row_group_size=group)


@dataclass
class Heard:
    """What a run told."""

    notes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    parts: list[Done] = field(default_factory=list)
    count: int = 0
    weight: int = 0
    done: int = 0
    shelves: int = 0

    def note(self, sentence: str) -> None:
        self.notes.append(sentence)

    def begins(self, weight: int) -> None:
        self.weight = weight

    def documents(self, count: int, size: int) -> None:
        self.count += count

    def part(self, done: Done, weight: int, *, earlier: bool = False) -> None:
        self.done += weight
        self.parts.append(done)

    def gathered(self, count: int, of: int) -> None:
        self.shelves = of

    def problem(self, sentence: str) -> None:
        self.problems.append(sentence)


def here(tasks: Iterable[bytes], work: Work, workers: int, told: Told, *, patience: float) -> Iterator[bytes]:
    """An engine without processes."""
    for task in tasks:
        yield work(task, told)


def run(
    *inputs: Path | str,
    to: Path,
    settings: Settings = ALL,
    engine: Engine | str = here,
    workers: int = 2,
    heard: Heard | None = None,
    **more: Any,
) -> Summary:
    return bulk(
        [str(one) for one in inputs],
        to,
        settings,
        engine=engine,  # type: ignore[arg-type]
        workers=workers,
        watcher=heard or Heard(),
        **more,
    )


def rows(output: Path, dataset: str = "reports") -> list[dict[str, Any]]:
    """The rows of a dataset by name; none where there is no such dataset."""
    if not (output / dataset).is_dir():
        return []
    folders = ds.partitioning(FOLDERS, flavor="hive") if dataset == "reports" else None
    table = ds.dataset(output / dataset, partitioning=folders).to_table()
    return sorted(table.to_pylist(), key=lambda row: (row["report"], str(row)))


def files(output: Path) -> dict[str, bytes]:
    """Every file of the datasets with its bytes."""
    found = (path for name in ("reports", "errors", "skipped") for path in (output / name).rglob("*") if path.is_file())
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in found}


def deadly(task: bytes, told: Told = lambda documents, size: None) -> bytes:
    """:func:`solieu.engines.job.work`, in which the process dies or sleeps at some documents."""
    extract = job.extract_batch

    def watched(batch: pa.RecordBatch, **options: Any) -> pa.RecordBatch:
        texts = b" ".join(batch.column("content").drop_null().to_pylist()).decode()
        if DEADLY in texts:
            os.kill(os.getpid(), signal.SIGKILL)
        if TIRING in texts:
            time.sleep(3600)
        return extract(batch, **options)

    job.extract_batch = watched
    try:
        return job.work(task, told)
    finally:
        job.extract_batch = extract

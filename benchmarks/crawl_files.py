"""Crawls of any size in a file: JSON Lines, plain or packed with Zstandard, Parquet, WARC packed with GZIP."""

from __future__ import annotations

import gzip
import json
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

import zstandard
from varied import documents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

__all__ = ["FORMS", "Made", "plainly", "write_crawl"]

_MEGABYTE = 1_000_000
_ENDLESS = 10**9
_ROWS_OF_GROUP = 1_000


class Made(NamedTuple):
    """A crawl that was written."""

    size: float
    """Megabytes of documents."""
    documents: int
    reports: int
    report_bytes: float
    """Of a report, on average."""

    def __str__(self) -> str:
        return f"{self.size:.1f} MB in {self.documents:,} pages, {self.reports:,} of them reports"


def write_crawl(
    path: Path, megabytes: float, *, length: Sequence[int], foreign: float, pages: float, texts: Sequence[str]
) -> Made:
    """Write a crawl of about so many megabytes, in the form that the name of ``path`` tells; no two documents are alike."""
    counts = {"documents": 0, "reports": 0, "bytes": 0, "bytes of reports": 0}

    def records() -> Iterator[dict[str, Any]]:
        for record in documents(_ENDLESS, length=length, foreign=foreign, pages=pages, texts=texts):
            size = len((record.get("html") or record["text"]).encode())
            counts["documents"] += 1
            counts["bytes"] += size
            if "/bao-cao/" in record["url"]:
                counts["reports"] += 1
                counts["bytes of reports"] += size
            yield record
            if counts["bytes"] >= megabytes * _MEGABYTE:
                return

    FORMS[path.name.partition(".")[2]](path, records())
    each = counts["bytes of reports"] / max(1, counts["reports"])
    return Made(counts["bytes"] / _MEGABYTE, counts["documents"], counts["reports"], each)


def _lines(records: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    for record in records:
        yield json.dumps(record, ensure_ascii=False).encode() + b"\n"


def _json_lines(path: Path, records: Iterable[dict[str, Any]]) -> None:
    with path.open("wb") as file:
        file.writelines(_lines(records))


def _zstandard(path: Path, records: Iterable[dict[str, Any]]) -> None:
    with path.open("wb") as file, zstandard.ZstdCompressor().stream_writer(file) as packed:
        for line in _lines(records):
            packed.write(line)


def _parquet(path: Path, records: Iterable[dict[str, Any]]) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    schema = pa.schema({name: pa.string() for name in ("name", "url", "date", "text", "html")})
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        left = iter(records)
        while rows := list(islice(left, _ROWS_OF_GROUP)):
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))


def _warc(path: Path, records: Iterable[dict[str, Any]]) -> None:
    with path.open("wb") as file:
        for number, record in enumerate(records):
            html = (record.get("html") or record["text"]).encode()
            page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\nWARC-Date: {record['date']}T00:00:00Z\r\n"
                f"WARC-Target-URI: {record['url']}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(page)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + page + b"\r\n\r\n", 1))


def plainly(path: Path) -> int:
    """Read and unpack all of a crawl, as the library of its form does it, and look at nothing."""
    if path.suffix == ".parquet":
        from pyarrow import parquet

        return int(parquet.read_table(path, use_threads=False).nbytes)
    if path.suffix == ".gz":
        with gzip.open(path) as file:
            return len(file.read())
    if path.suffix == ".zst":
        with path.open("rb") as packed, zstandard.ZstdDecompressor().stream_reader(packed) as unpacked:
            return len(unpacked.read())
    return len(path.read_bytes())


FORMS: dict[str, Callable[[Path, Iterable[dict[str, Any]]], None]] = {
    "jsonl": _json_lines,
    "jsonl.zst": _zstandard,
    "parquet": _parquet,
    "warc.gz": _warc,
}

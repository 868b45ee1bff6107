"""Corpora: many reports as the records of one file, read one after the other.

JSON Lines and Parquet have the text in ``text``, or the page in ``html`` or ``content``; ``url``, ``title``, ``date`` and
``name`` or ``id`` tell more where they are there.
"""

from __future__ import annotations

import io
import re
from contextlib import contextmanager, redirect_stderr
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO

from solieu.errors import MissingExtra, ReadError
from solieu.read.archives import label
from solieu.read.sources import About, Source, too_large
from solieu.read.text_forms import json_object

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from warcio.recordloader import ArcWarcRecord

    from solieu.read.limits import Limits

__all__ = ["about_record", "field_of_words", "json_lines", "never", "parquet_rows", "warc_records"]

_MIB = 1024 * 1024
_KINDS = {"text": "text/plain; charset=utf-8", "html": "text/html; charset=utf-8", "content": None}
_NAMES = ("name", "id", "report")
_ABOUT = ("url", "title", "date")
_DAY = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})(?!\d)")
_VIETNAMESE_DAY = re.compile(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
_ADDRESS = re.compile(r"https?://[^\s<>\"]{3,2000}")
_LONGEST_TITLE = 300
_ROWS_AT_ONCE = 8
_LONGEST_HEADERS = _MIB
_BLOCK = 256 * 1024
_DOCUMENTS = ("html", "pdf", "msword", "officedocument", "ms-excel", "rtf")
_UNKNOWN_KINDS = ("", "application/octet-stream", "binary/octet-stream", "application/download")


def never() -> bool:
    """No record is passed over."""
    return False


def json_lines(file: BinaryIO, name: str, limits: Limits, passed: Callable[[], bool] = never) -> Iterator[Source]:
    """A source for each line of ``file``; a line that is no record is one with a problem.

    While ``passed`` says so, a line is not looked at, and its source has nothing but a name.

    Raises:
        ReadError: if the file holds what ``solieu extract`` printed, or is damaged from some place on.
    """
    number = 0
    while line := file.readline(limits.size + 1):
        number += 1
        where = f"{name}, line {number}"
        if len(line) > limits.size and not line.endswith(b"\n"):
            yield Source(where, problem=too_large(where, limits.size))
            _skip_line(file)
            continue
        if not line.strip(b"\xef\xbb\xbf \t\r\n"):
            continue
        if passed():
            yield Source(where)
            continue
        record = json_object(line.removeprefix(b"\xef\xbb\xbf"))
        if record is None:
            yield Source(where, problem=ReadError(f"{where}: this is no record in JSON; the line is left out."))
        elif "observations" in record and field_of_words(record) is None:
            raise ReadError(
                f"{name} holds what solieu extract printed, which has no text: give it, unpacked, to solieu check or restate, or the reports here."
            )
        else:
            yield _record(record, f"{name}/line {number}", name)


def _skip_line(file: BinaryIO) -> None:
    while (piece := file.readline(_MIB)) and not piece.endswith(b"\n"):
        pass


def field_of_words(record: Mapping[str, Any]) -> str | None:
    """The first of the fields text, html and content in which there is anything."""
    filled = (field for field in _KINDS if isinstance(record.get(field), str | bytes) and record[field].strip())
    return next(filled, None)


def _record(record: Mapping[str, Any], where: str, name: str) -> Source:
    called = next((str(record[field]) for field in _NAMES if isinstance(record.get(field), str | int)), "")
    full_name = f"{name}/{label(called)}" if label(called) else where
    field = field_of_words(record)
    if field is None:
        problem = ReadError(f"{full_name} has no words in its fields {', '.join(_KINDS)}: the record is left out.")
        return Source(full_name, problem=problem)
    given = record[field]
    data = given if isinstance(given, bytes) else given.encode("utf-8", "replace")
    return Source(full_name, stream=partial(io.BytesIO, data), about=about_record(record, field))


def about_record(record: Mapping[str, Any], field: str) -> About:
    """What ``record`` says of the report that its ``field`` holds."""
    return About(_title(record), _address(record.get("url")), _day(record.get("date")), _KINDS[field])


def _title(record: Mapping[str, Any]) -> str | None:
    given = record.get("title")
    return " ".join(given.split())[:_LONGEST_TITLE] or None if isinstance(given, str) else None


def _address(given: Any) -> str | None:
    return given if isinstance(given, str) and _ADDRESS.fullmatch(given) else None


def _day(given: Any) -> date | None:
    if isinstance(given, datetime):
        return given.date()
    if isinstance(given, date):
        return given
    if not isinstance(given, str):
        return None
    iso, printed = _DAY.match(given), _VIETNAMESE_DAY.match(given)
    parts = iso.groups() if iso else printed.groups()[::-1] if printed else ()
    try:
        return date(*map(int, parts)) if parts else None
    except ValueError:
        return None


def parquet_rows(file: BinaryIO, name: str, limits: Limits, passed: Callable[[], bool] = never) -> Iterator[Source]:
    """A source for each row of the Parquet ``file``.

    While ``passed`` says so, a row is not looked at, and its source has nothing but a name.

    Raises:
        MissingExtra: if pyarrow is not installed.
        ReadError: if the file is damaged, or has no column of texts.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise _missing() from None
    damage = (pa.ArrowException, OSError, ValueError, OverflowError)
    try:
        opened = parquet.ParquetFile(file, buffer_size=_MIB, pre_buffer=False)
        columns = _columns(opened, name)
        _require_small_groups(opened, name, columns, limits)
        number = 0
        for group in range(opened.num_row_groups):
            rows = _Rows(opened, group, columns)
            for index in range(opened.metadata.row_group(group).num_rows):
                number += 1
                where = f"{name}/row {number}"
                yield Source(where) if passed() else _row(*rows.at(index), where, name)
    except damage:
        raise ReadError(f"{name} is damaged and cannot be read to its end: get it once more.") from None


def _missing() -> MissingExtra:
    return MissingExtra("Reading Parquet and WARC files needs two more libraries: pip install 'solieu[corpora]'.")


def _columns(opened: Any, name: str) -> list[str]:
    there = {field.name for field in opened.schema_arrow if _is_plain(str(field.type))}
    if not there & _KINDS.keys():
        raise ReadError(f"{name} has no column text, html or content with texts in it: name the column so.")
    return [column for column in (*_KINDS, *_NAMES, *_ABOUT) if column in there]


def _is_plain(kind: str) -> bool:
    return kind.startswith(
        ("string", "large_string", "binary", "large_binary", "date", "timestamp", "int", "dictionary")
    )


def _require_small_groups(opened: Any, name: str, columns: list[str], limits: Limits) -> None:
    """A page is unpacked in one piece, so what its group says of its size is asked before."""
    about = opened.metadata
    for number in range(about.num_row_groups):
        group = about.row_group(number)
        for index in range(group.num_columns):
            column = group.column(index)
            if column.path_in_schema not in columns:
                continue
            if column.total_uncompressed_size > limits.unpacked or (
                column.total_uncompressed_size > max(_MIB, limits.ratio * column.total_compressed_size)
            ):
                raise ReadError(f"{name} unpacks to more than is safe: write it in smaller groups of rows.")


class _Rows:
    """The rows of a group, some at a time; those before the first one that is asked for are not turned into objects."""

    def __init__(self, file: Any, group: int, columns: list[str]) -> None:
        self._batches = file.iter_batches(
            batch_size=_ROWS_AT_ONCE, row_groups=[group], columns=columns, use_threads=False
        )
        self._batch: Any = None
        self._start = 0

    def at(self, index: int) -> tuple[Any, int]:
        """The batch that holds a row, and where; for rows one after the other."""
        while self._batch is None or index >= self._start + self._batch.num_rows:
            self._start += self._batch.num_rows if self._batch is not None else 0
            self._batch = next(self._batches, None)
            if self._batch is None:
                raise ValueError("there are fewer rows than the file says")
        return self._batch, index - self._start


def _row(batch: Any, index: int, where: str, name: str) -> Source:
    try:
        record = {field: batch.column(field)[index].as_py() for field in batch.schema.names}
    except (ValueError, OverflowError):
        return Source(where, problem=ReadError(f"{where} is damaged: it is left out."))
    return _record(record, where, name)


def warc_records(file: BinaryIO, name: str, limits: Limits, note: Callable[[str], None]) -> Iterator[Source]:
    """A source for each page or document among the responses in the WARC ``file``, which is not packed.

    Raises:
        MissingExtra: if warcio is not installed.
        ReadError: if the file is damaged from some place on.
    """
    try:
        from warcio.archiveiterator import WARCIterator
    except ImportError:
        raise _missing() from None
    watched = _Watched(file)
    passed_over = found = 0
    with _errors_of(name):
        records = WARCIterator(watched, no_record_parse=True, block_size=_BLOCK)
    while True:
        with _errors_of(name):
            watched.allow(_LONGEST_HEADERS)
            record = next(records, None)
        if record is None:
            break
        response = record.rec_type == "response"
        source = _response(record, name, limits) if response else None
        if source is not None:
            found += 1
            yield source
        passed_over += response and source is None
        with _errors_of(name):
            watched.allow(_LONGEST_HEADERS + (getattr(record.raw_stream, "limit", None) or 0))
            records.read_to_end()
    if passed_over:
        note(f"{name}: {passed_over} response{'s' * (passed_over > 1)} of other kinds passed over.")
    if not found:
        raise ReadError(f"{name} holds no web page and no document: give an archive of those that were found.")


@contextmanager
def _errors_of(name: str) -> Iterator[None]:
    """The library fails in many ways on bytes that are not as they should be, and prints to the terminal."""
    try:
        with redirect_stderr(io.StringIO()):
            yield
    except ReadError:
        raise
    except Exception:
        raise ReadError(f"{name} is damaged: the rest of its records cannot be read; get it once more.") from None


class _Watched:
    """A file from which no more is taken at once than was allowed, so that headers without an end fill no memory."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._left = file, 0

    def allow(self, size: int) -> None:
        """So much may be taken until this is called again."""
        self._left = size

    def read(self, size: int) -> bytes:
        """The next bytes."""
        if self._left <= 0:
            raise EOFError
        # What comes before a damaged place is not lost: read() would give all or nothing.
        piece: bytes = self._file.read1(size)  # type: ignore[attr-defined]
        self._left -= len(piece)
        return piece


def _response(record: ArcWarcRecord, name: str, limits: Limits) -> Source | None:
    """The page or document that ``record`` holds, ``None`` if it is of another kind."""
    from warcio.statusandheaders import StatusAndHeadersParser

    address = _address(record.rec_headers.get_header("WARC-Target-URI"))
    called = record.rec_headers.get_header("WARC-Record-ID") or "a record"
    where = f"{name}/{address if address and address.isprintable() else label(address or called)}"
    if record.length is None or record.length > limits.size:
        problem = too_large(where, limits.size) if record.length else ReadError(f"{where} does not tell its length.")
        return Source(where, problem=problem)
    try:
        record.http_headers = StatusAndHeadersParser(["HTTP/"], verify=True).parse(record.raw_stream)
    except Exception:
        return Source(where, problem=ReadError(f"{where} is damaged: its headers cannot be read; it is left out."))
    kind = record.http_headers.get_header("Content-Type") or ""
    media = kind.partition(";")[0].strip().lower()
    if record.http_headers.statusline.split()[1:2] != ["200"]:
        return None
    if media not in _UNKNOWN_KINDS and not any(word in media for word in _DOCUMENTS):
        return None
    about = About(url=address, day=_day(record.rec_headers.get_header("WARC-Date")), kind=kind)
    return Source(where, stream=partial(_content, record, where, limits.size), about=about)


def _content(record: ArcWarcRecord, where: str, limit: int) -> io.BytesIO:
    coding = (record.http_headers.get_header("Content-Encoding") or "identity").strip().lower()
    if coding not in ("identity", "gzip", "deflate", "x-gzip", "none"):
        raise ReadError(f"{where} is packed in a way that solieu does not read ({label(coding)[:20]}): it is left out.")
    said = io.StringIO()
    try:
        with redirect_stderr(said):
            data = record.content_stream().read(limit + 1)
    except Exception:
        raise ReadError(f"{where} is damaged and cannot be read to its end: it is left out.") from None
    cut = len(data) <= limit and getattr(record.raw_stream, "limit", 0) > 0
    if cut or said.getvalue():
        raise ReadError(f"{where} is damaged: its end is missing; it is left out.")
    return io.BytesIO(data)

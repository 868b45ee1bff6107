"""Pictures on demand: drawn by one process, kept as long as there is room."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from collections import OrderedDict
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from solieu.errors import SolieuError
from solieu.serve.charts.pictures import CHARTS, Picture
from solieu.serve.charts.points import Point
from solieu.serve.charts.worker import HEAD, Asked

if TYPE_CHECKING:
    from collections.abc import Callable

    from solieu.serve.charts.pictures import Form

__all__ = ["Painter", "PaintingError"]

_LOG = logging.getLogger("solieu.serve")
_MOST_BYTES = 24 * 1024 * 1024
_PATIENCE = 60.0


class PaintingError(SolieuError):
    """A picture could not be drawn."""


class Painter:
    """Draws pictures, one at a time, and keeps those that were asked for last; any thread may ask."""

    def __init__(self, most_bytes: int = _MOST_BYTES, patience: float = _PATIENCE) -> None:
        self._most = most_bytes
        self._patience = patience
        self._kept: OrderedDict[bytes, bytes] = OrderedDict()
        self._size = 0
        self._keeping = threading.Lock()
        self._drawing = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def paint(self, picture: Picture, form: Form) -> bytes:
        """``picture`` as a file of this form.

        Raises:
            PaintingError: if it cannot be drawn.
        """
        key = picture.key(form)
        found = self._known(key)
        if found is None:
            with self._drawing:
                # Another thread may have asked for the same meanwhile.
                found = self._known(key)
                if found is None:
                    found = self._drawn(Asked(picture, form))
                    self._keep(key, found)
        return found

    def warm(self) -> threading.Thread:
        """Start the process and let it draw something, so that the first reader does not wait for its libraries."""

        def first() -> None:
            try:
                for chart in CHARTS:
                    self.paint(Picture(chart=chart, points=_SAMPLE), "svg")
                self.paint(Picture(points=_SAMPLE), "png")
            except PaintingError as error:
                _LOG.warning("%s", error)

        thread = threading.Thread(target=first, name="solieu-painter", daemon=True)
        thread.start()
        return thread

    @property
    def process_id(self) -> int | None:
        """Of the process that draws, if it runs."""
        return None if self._process is None else self._process.pid

    def close(self) -> None:
        """End the process."""
        with self._drawing:
            self._end()

    def _known(self, key: bytes) -> bytes | None:
        with self._keeping:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def _keep(self, key: bytes, found: bytes) -> None:
        with self._keeping:
            self._kept[key] = found
            self._size += len(found)
            while self._size > self._most:
                _, dropped = self._kept.popitem(last=False)
                self._size -= len(dropped)

    def _drawn(self, asked: Asked) -> bytes:
        message = msgspec.msgpack.encode(asked)
        try:
            fault, found = self._told(message)
        except (OSError, EOFError):
            # The process ended, perhaps for want of memory: a new one gets one more try.
            self._end()
            try:
                fault, found = self._told(message)
            except (OSError, EOFError):
                self._end()
                raise PaintingError("The chart cannot be drawn: the process that draws ends at once.") from None
        if fault:
            raise PaintingError(f"The chart cannot be drawn: {found.decode('utf-8', 'replace')[:300]}.")
        return found

    def _told(self, message: bytes) -> tuple[int, bytes]:
        process = self._process = self._process or _started()
        sent, got = process.stdin, process.stdout
        assert sent is not None
        assert got is not None
        alarm = threading.Timer(self._patience, process.kill)
        alarm.start()
        try:
            sent.write(HEAD.pack(0, len(message)) + message)
            sent.flush()
            fault, length = HEAD.unpack(_whole(got.read, HEAD.size))
            return fault, _whole(got.read, length)
        finally:
            alarm.cancel()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    continue
        process.wait()


_SAMPLE = tuple(
    Point(figure=0, place="x", start=date(year, 1, 1), end=date(year, month, 30 if month < 12 else 31), value=Decimal(year),
          unit="percent" if month < 12 else None)
    for year in (2021, 2022) for month in (9, 12)
)  # fmt: skip


def _started() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "solieu.serve.charts.worker"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def _whole(read: Callable[[int], bytes], length: int) -> bytes:
    found = read(length)
    if len(found) < length:
        raise EOFError
    return found

"""What was received as a WARC file, for those who keep archives of the web."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from solieu.errors import StoreError
from solieu.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Self

__all__ = ["Warc"]

_UNPACKED = frozenset({"content-encoding", "transfer-encoding", "content-length"})
"""Headers that tell of the way a body came; it is written as it was unpacked."""


class Warc:
    """A WARC file to which records are added, each packed for itself and written at once."""

    def __init__(self, path: Path) -> None:
        try:
            is_new = not path.exists() or path.stat().st_size == 0
            self._file = path.open("ab")
        except OSError as error:
            raise StoreError(f"Cannot write {path}: {(error.strerror or str(error)).lower()}.") from None
        if is_new:
            self._add(lambda writer: writer.create_warcinfo_record(path.name, {"software": f"solieu/{__version__}"}))

    def response(
        self, url: str, status: int, reason: str, headers: Sequence[tuple[str, str]], body: bytes, when: str
    ) -> None:
        """Write what a server answered."""
        kept = [(name, value) for name, value in headers if name.lower() not in _UNPACKED]
        told = StatusAndHeaders(f"{status} {reason}", [*kept, ("Content-Length", str(len(body)))], protocol="HTTP/1.1")

        def record(writer: WARCWriter) -> object:
            return writer.create_warc_record(
                url, "response", payload=io.BytesIO(body), length=len(body), http_headers=told,
                warc_headers_dict={"WARC-Date": when},
            )  # fmt: skip

        self._add(record)

    def _add(self, make: object) -> None:
        memory = io.BytesIO()
        writer = WARCWriter(memory, gzip=True)
        writer.write_record(make(writer))  # type: ignore[operator]
        self._file.write(memory.getvalue())
        self._file.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

"""Old Word documents (DOC), which LibreOffice makes DOCX where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from solieu.errors import MissingExtra, ReadError
from solieu.read.docx import read as read_docx

if TYPE_CHECKING:
    from solieu.read.content import Content
    from solieu.read.limits import Limits

__all__ = ["read"]

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 120.0
_INSTEAD = "open the document in Word and save it as DOCX"


def read(data: bytes, limits: Limits, *, seconds: float = _SECONDS) -> Content:
    """The text of an old Word document with its tables; ``seconds`` bound how long LibreOffice may take.

    Raises:
        MissingExtra: if LibreOffice is not installed.
        ReadError: if it cannot read the document, or takes too long.
    """
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise MissingExtra(
            f"Reading an old Word document (DOC) needs LibreOffice, which is not installed: install it, or {_INSTEAD}."
        )
    with TemporaryDirectory(prefix="solieu-") as folder:
        converted = _convert(program, data, Path(folder), seconds)
        if converted.stat().st_size > limits.unpacked:
            raise ReadError(f"This old Word document (DOC) becomes too large: {_INSTEAD}.")
        content = read_docx(converted.read_bytes(), limits)
    return replace(content, warnings=("LibreOffice made this old Word document DOCX.", *content.warnings))


def _convert(program: str, data: bytes, folder: Path, seconds: float) -> Path:
    """The document as DOCX. A profile of its own keeps a LibreOffice that the user has open out of it."""
    given = folder / "document.doc"
    given.write_bytes(data)
    command = [
        *(
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
        ),
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(given)),
    ]
    with subprocess.Popen(
        command,
        cwd=folder,
        env=os.environ | {"HOME": str(folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise ReadError(f"LibreOffice took more than {seconds:g} seconds for this document: {_INSTEAD}.") from None
        finally:
            # The program is a script that starts others; all of them end with it.
            _end(process.pid)
    converted = given.with_suffix(".docx")
    if not converted.is_file():
        raise ReadError(f"LibreOffice cannot read this old Word document (DOC): {_INSTEAD}.")
    return converted


def _end(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return

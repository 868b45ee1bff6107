import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from make_docx import document, p, tbl

from solieu.errors import MissingExtra, ReadError
from solieu.read import read
from solieu.read.doc import read as read_doc
from solieu.read.limits import Limits
from solieu.read.signatures import binary_format

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument\0".encode("utf-16-le") + bytes(600)
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def program(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """A program that does not do what LibreOffice does, in its place."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def test_without_libreoffice_a_sentence_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingExtra, match=r"báo cáo\.doc: .*needs LibreOffice.*save it as DOCX\.$"):
        read(OLD, name="báo cáo.doc")


def test_a_conversion_that_hangs_is_ended_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, monkeypatch, f"(sleep 2; touch {tmp_path}/late) & sleep 60")
    began = time.monotonic()
    with pytest.raises(ReadError, match=r"more than 0\.5 seconds"):
        read_doc(OLD, Limits(), seconds=0.5)
    assert time.monotonic() - began < 10
    time.sleep(2.5)
    assert not (tmp_path / "late").exists()


def test_a_document_that_libreoffice_cannot_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, monkeypatch, "exit 1")
    with pytest.raises(ReadError, match="cannot read this old Word document"):
        read_doc(OLD, Limits())


def old_office(*streams: str) -> bytes:
    """The header and the directory of an old Office file, with the names of its streams in their order."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(22) + (9).to_bytes(2, "little") + bytes(16)
    header += (1).to_bytes(4, "little") + bytes(460)
    text = "Workbook\0".encode("utf-16-le").ljust(512, b"\0")  # what a document says stands before its directory
    return header + text + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", *streams))


@pytest.mark.parametrize(
    ("streams", "name"),
    [
        (("1Table", "WordDocument", "ObjectPool", "Workbook"), "an old Word document (DOC)"),
        (("Workbook", "MBD0001", "WordDocument"), "an old Excel workbook (XLS)"),
        (("Book",), "an old Excel workbook (XLS)"),
        (("PowerPoint Document",), "an old PowerPoint presentation (PPT)"),
        (("EncryptionInfo", "EncryptedPackage"), "an Office file under a password"),
        (("Khác",), "an old Office file (DOC, XLS or PPT)"),
    ],
)
def test_old_office_files_are_told_by_their_first_stream(streams: tuple[str, ...], name: str) -> None:
    assert binary_format(old_office(*streams)) == name


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_an_old_document_says_what_it_said_as_docx(tmp_path: Path) -> None:
    given = tmp_path / "bao-cao.docx"
    table = tbl(("Xã", "Hộ nghèo"), ("Đông Hải", "12"))
    # A paragraph follows the table: of one that ends a document LibreOffice writes the words without the cells.
    given.write_bytes(document(p("Thu ngân sách đạt 57,7% dự toán.") + table + p("Nơi nhận: Như trên.")))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [str(OFFICE), profile, "--headless", "--convert-to", "doc", "--outdir", str(tmp_path), str(given)],
        check=True,
        capture_output=True,
    )
    report = read(given.with_suffix(".doc").read_bytes())
    assert report.text.splitlines() == [
        "Thu ngân sách đạt 57,7% dự toán.",
        "| Xã | Hộ nghèo |",
        "| Đông Hải | 12 |",
        "Nơi nhận: Như trên.",
    ]

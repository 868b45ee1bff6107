from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from solieu.serve.intake import plain_name, take_in

if TYPE_CHECKING:
    from pathlib import Path

    from desk_client import Desk

    from solieu.store import Store

TEXT = "UBND huyện Đầm Hà, tỉnh Quảng Ninh: Thu ngân sách năm 2022 đạt 88 tỷ đồng.".encode()


def zipped(**files: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_", "."), content)
    return packed.getvalue()


def test_files_come_into_the_inbox_from_a_browser(desk: Desk, store: Store) -> None:
    files = [
        ("files", ("dam-ha.txt", TEXT)),
        ("files", ("rong.txt", b"  ")),
        ("files", ("../../mat.docx", b"PK\3\4" + b"\0\1\2\3" * 50)),
    ]
    sent = desk.client.post("/inbox/add", data={"csrf": desk.csrf()}, files=files, headers={"x-solieu-script": "1"})
    told = sent.json()
    assert [(one["name"], one["outcome"]) for one in told] == [
        ("dam-ha.txt", "added"),
        ("rong.txt", "failed"),
        ("mat.docx", "failed"),
    ]
    assert all(one["error"] for one in told[1:])
    assert [one.name for one in store.inbox(limit=3)] == ["mat.docx", "rong.txt", "dam-ha.txt"]
    again = desk.client.post("/inbox/add", data={"csrf": desk.csrf()}, files=files[:1])
    assert "đã có trong kho" in again.text


def test_an_archive_is_as_many_reports_as_it_holds(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "received"
    file.write_bytes(zipped(a_txt=TEXT, b_txt=TEXT.replace(b"88", b"99"), c_txt=b" "))
    taken = take_in(str(path), str(file), "quy-4.zip")
    assert [one.outcome for one in taken] == ["added", "added", "failed"]


def test_no_file_is_told(desk: Desk) -> None:
    assert desk.client.post("/inbox/add", data={"csrf": desk.csrf()}, files=[("files", ("", b""))]).status_code == 400


@pytest.mark.parametrize(
    ("given", "kept"),
    [("/etc/passwd", "passwd"), ("a\u202eb.txt", "a b.txt"), ("x" * 300 + ".pdf", "x" * 196 + ".pdf")],
)
def test_names_are_only_names(given: str, kept: str) -> None:
    assert plain_name(given) == kept

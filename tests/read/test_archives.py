from __future__ import annotations

import gzip
import io
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
import zstandard
from make_archives import OTHER, PAGE, TEXT, gzip_bomb, json_lines, locked, nested_zip, overlapping, zipped

from solieu.errors import NotText
from solieu.read import Limits, expand, read, read_source
from solieu.read.signatures import binary_format

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Unfolded = Callable[..., Any]

MIB = 1024 * 1024


def test_files_in_a_zip_are_reports_in_the_order_of_their_names(unfolded: Unfolded) -> None:
    found = unfolded(zipped({"thang 9/b.txt": TEXT, "a.html": PAGE, "thang 10/c.md": OTHER}))
    assert found.names == ["a.html", "thang 10/c.md", "thang 9/b.txt"]
    assert found.reports["thang 9/b.txt"].text == TEXT
    assert found.reports["a.html"].title == "Kinh tế tháng 9"
    assert found.problems == found.notes == []


def test_hidden_files_and_files_of_other_kinds_are_passed_over(unfolded: Unfolded) -> None:
    files = {"a.txt": TEXT, "__MACOSX/._a.txt": b"\0", ".ẩn/b.txt": TEXT, "Thumbs.db": b"\0", "phim.mp4": b"\0"}
    found = unfolded(zipped(files))
    assert (found.names, found.problems) == (["a.txt"], [])
    assert found.notes == ["kho.zip: 2 files of other kinds passed over."]


def test_what_cannot_be_read_does_not_stop_the_others(unfolded: Unfolded) -> None:
    files = {"a.txt": b"", "b.txt": bytes(range(256)) * 9, "c.jpg": b"\x89PNG\r\n\x1a\n" + bytes(99), "d.txt": TEXT}
    found = unfolded(zipped(files))
    assert found.names == ["d.txt"]
    assert [problem.split(":")[0] for problem in found.problems] == [
        f"kho.zip/{n}" for n in ("a.txt", "b.txt", "c.jpg")
    ]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/bao.txt", "etc/bao.txt"),
        ("/etc/bao.txt", "etc/bao.txt"),
        ("..\\..\\Windows\\bao.txt", "Windows/bao.txt"),
        ("C:\\bao.txt", "C:/bao.txt"),
        ("thang\x009/bao.txt", "thang 9/bao.txt"),
        ("a\r\nsolieu: xong.txt", "a solieu: xong.txt"),
        ("\x1b[2Jbao.txt", "[2Jbao.txt"),
        ("báo cáo quý III.txt", "báo cáo quý III.txt"),
        ("x" * 5000 + ".txt", "…" + ("x" * 5000 + ".txt")[-300:]),
    ],
)
def test_names_are_labels_that_lead_nowhere(unfolded: Unfolded, given: str, shown: str) -> None:
    info = zipfile.ZipInfo("z")
    info.filename = info.orig_filename = given
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(info, TEXT)
    assert unfolded(made.getvalue()).names == [shown]


@pytest.mark.parametrize(("encoding", "shown"), [("utf-8", "báo cáo.txt"), ("cp1258", "bao cao tháng.txt")])
def test_names_of_an_encoding_that_is_not_told(unfolded: Unfolded, encoding: str, shown: str) -> None:
    plain = zipped({"?" * len(shown.encode(encoding)): TEXT})
    assert unfolded(plain.replace(b"?" * len(shown.encode(encoding)), shown.encode(encoding))).names == [shown]


def test_a_locked_file_is_one_sentence(unfolded: Unfolded) -> None:
    found = unfolded(zipped({"khóa.zip": locked("mật.txt", TEXT.encode()), "ngỏ.txt": TEXT}))
    assert found.names == ["ngỏ.txt"]
    assert found.problems == ["kho.zip/khóa.zip/mật.txt is locked with a password: pack it without one."]


@pytest.mark.parametrize("cut", [30, 200, 400])
def test_a_damaged_zip_is_one_sentence(unfolded: Unfolded, cut: int) -> None:
    whole = zipped({"a.txt": TEXT * 9, "b.txt": OTHER * 9})
    (problem,) = unfolded(whole[:cut]).problems
    assert "kho.zip is damaged" in problem


def test_a_damaged_member_is_one_sentence(unfolded: Unfolded) -> None:
    data = bytearray(zipped({"a.txt": TEXT, "b.txt": OTHER}, level=0))
    at = data.index(b"UBND")
    data[at : at + 4] = b"XXXX"
    found = unfolded(bytes(data))
    assert found.names == ["b.txt"]
    assert found.problems == ["kho.zip/a.txt is damaged and cannot be unpacked to its end: get it once more."]


def test_archives_within_archives(unfolded: Unfolded) -> None:
    inner = zipped({"b.txt": TEXT, "c.html.gz": gzip.compress(PAGE.encode())})
    found = unfolded(zipped({"a.txt": OTHER, "trong.zip": inner}))
    assert found.names == ["a.txt", "trong.zip/b.txt", "trong.zip/c.html.gz"]
    assert found.reports["trong.zip/c.html.gz"].title == "Kinh tế tháng 9"


def test_an_archive_named_as_a_text_is_one_by_its_bytes(unfolded: Unfolded) -> None:
    assert unfolded(zipped({"a.txt": TEXT}), "bao-cao.txt").names == ["a.txt"]
    assert unfolded(gzip.compress(TEXT.encode()), "bao-cao.txt").names == [""]


def test_a_word_document_is_one_report_and_not_its_parts(unfolded: Unfolded) -> None:
    office = zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document/>", "a.html": PAGE})
    found = unfolded(zipped({"a.docx": office, "b.txt": TEXT}))
    assert found.names == ["b.txt"]
    assert len(found.problems) == 1
    assert found.problems[0].startswith("kho.zip/a.docx")


def test_an_archive_that_stores_a_word_document_is_no_word_document(unfolded: Unfolded) -> None:
    office = zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document/>"})
    assert binary_format(office) == "a Word document (DOCX)"
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        archive.writestr("sâu/a.docx", office)
        archive.writestr("b.txt", TEXT)
    assert binary_format(stored.getvalue()) == "a ZIP archive"
    assert unfolded(stored.getvalue()).names == ["b.txt"]


def test_an_archive_with_nothing_to_read(unfolded: Unfolded) -> None:
    for data in (zipped({}), zipped({"a.mp4": b"x"})):
        (problem,) = unfolded(data).problems
        assert "kho.zip holds nothing to read" in problem


def test_a_file_above_the_limit_is_left_out(unfolded: Unfolded) -> None:
    found = unfolded(zipped({"a.txt": TEXT * 30, "b.txt": TEXT}), limits=Limits(size=1000))
    assert found.names == ["b.txt"]
    assert found.problems == [
        "kho.zip/a.txt is larger than the limit of 1000 bytes: raise the limit or split the file."
    ]


def test_a_zip_bomb_is_one_sentence(unfolded: Unfolded) -> None:
    found = unfolded(zipped({"a.txt": b" " * 50 * MIB, "b.txt": TEXT}))
    assert found.names == ["b.txt"]
    assert "kho.zip/a.txt unpacks to more than 200 times its size" in found.problems[0]


def test_files_that_share_their_bytes_are_a_bomb(unfolded: Unfolded) -> None:
    found = unfolded(overlapping(50, 100_000))
    assert len(found.names) == 1
    assert len(found.problems) == 49
    assert "shares its bytes" in found.problems[0]


def test_the_sum_of_all_parts_is_bounded(unfolded: Unfolded) -> None:
    parts = {f"{number}.txt": TEXT * 100 for number in range(10)}
    found = unfolded(zipped(parts), limits=Limits(unpacked=3 * len((TEXT * 100).encode())))
    assert found.names == ["0.txt", "1.txt", "2.txt"]
    (problem,) = found.problems
    assert "unpacks to more than" in problem
    assert "--max-unpacked" in problem


def test_the_number_of_files_is_bounded(unfolded: Unfolded) -> None:
    found = unfolded(zipped({f"{number}.txt": TEXT for number in range(10)}), limits=Limits(members=3))
    assert len(found.names) == 3
    assert found.problems == [
        "kho.zip: It holds more than 3 files: the others are left out; split it to have them read."
    ]


def test_archives_too_deep_within_archives(unfolded: Unfolded) -> None:
    found = unfolded(zipped({"a.zip": nested_zip(6, 1), "b.txt": TEXT}))
    assert found.names == ["b.txt"]
    (problem,) = found.problems
    assert "more than 4 deep" in problem


def test_a_bomb_of_archives_within_archives_ends_with_one_sentence(unfolded: Unfolded) -> None:
    found = unfolded(nested_zip(3, 16, b" " * 4 * MIB), limits=Limits(members=1000))
    assert found.reports == {}
    assert sum("more than 1,000 files" in problem for problem in found.problems) == 1
    assert all("times its size" in problem for problem in found.problems[:-1])


def test_a_lying_directory_gives_no_more_than_it_says(unfolded: Unfolded) -> None:
    data = bytearray(zipped({"a.txt": b"Thu 5 ty dong. " * 4000}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    (problem,) = unfolded(bytes(data)).problems
    assert "is damaged" in problem


def test_a_gzip_bomb_is_one_sentence(unfolded: Unfolded) -> None:
    (problem,) = unfolded(gzip_bomb(40 * MIB), "a.txt.gz").problems
    assert "a.txt.gz unpacks to more than 200 times its size" in problem


def test_a_zstandard_archive_is_read_like_gzip(unfolded: Unfolded) -> None:
    lines = json_lines({"text": TEXT, "name": "a"}, {"text": OTHER, "name": "b"})
    frames = zstandard.compress(lines[:60]) + zstandard.compress(lines[60:])
    assert unfolded(frames, "kho.jsonl.zst").names == ["a", "b"]
    assert unfolded(zstandard.compress(TEXT.encode()), "bao-cao.txt.zst").names == [""]


def test_a_zstandard_archive_cut_off_damaged_or_a_bomb_is_one_sentence(unfolded: Unfolded) -> None:
    packed = zstandard.compress(TEXT.encode() * 100)
    bomb = zstandard.compress(b" " * 40 * MIB)
    for data, told in (
        (packed[:-5], "is damaged"),
        (packed[:4] + bytes(40), "is damaged"),
        (bomb, "unpacks to more than 200 times its size"),
    ):
        (problem,) = unfolded(data, "a.txt.zst").problems
        assert f"a.txt.zst {told}" in problem


def test_a_gzip_archive_cut_off_is_one_sentence(unfolded: Unfolded) -> None:
    (problem,) = unfolded(gzip.compress((TEXT + OTHER).encode())[:-20], "a.txt.gz").problems
    assert "a.txt.gz is damaged" in problem


def test_an_archive_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    data = gzip.compress(zipped({"a.txt": TEXT, "b.txt": OTHER}))
    for given in (io.BytesIO(data), io.BufferedReader(io.BytesIO(data))):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(given))
        reports = [read_source(source) for source in expand(["-"])]
        assert [report.name for report in reports] == ["standard input/a.txt", "standard input/b.txt"]


def test_an_archive_is_not_one_report(tmp_path: Path) -> None:
    for data in (zipped({"a.txt": TEXT}), gzip.compress(TEXT.encode())):
        with pytest.raises(NotText, match=r"kho: This is a G?ZIP archive and may hold many reports: solieu extract"):
            read(data, name="kho")

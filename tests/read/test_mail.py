from __future__ import annotations

import gzip
import time
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from make_archives import OTHER, PAGE, TEXT, message, raw_mail, zipped

import solieu
from solieu.read import Limits

if TYPE_CHECKING:
    from collections.abc import Callable
    from email.message import EmailMessage
    from pathlib import Path

    Unfolded = Callable[..., Any]


def test_the_words_of_a_mail_and_its_attachments_are_reports(unfolded: Unfolded) -> None:
    files = {"báo cáo__txt": OTHER.encode(), "phụ lục__zip": zipped({"a.txt": TEXT}), "ảnh__heic": b"\0"}
    found = unfolded(message(page=PAGE, **files).as_bytes(), "thư.eml")
    assert found.names == ["", "báo cáo.txt", "phụ lục.zip/a.txt"]
    assert found.problems == []
    assert found.notes == ["thư.eml: 1 attachment of other kinds passed over."]
    assert found.reports[""].title == "Kinh tế tháng 9"
    assert "1.584 tỷ đồng" in found.reports[""].text
    assert "<p>" not in found.reports[""].text


def test_the_subject_is_the_title_of_a_mail_of_plain_words(unfolded: Unfolded) -> None:
    report = unfolded(message().as_bytes(), "thư.eml").reports[""]
    assert (report.title, report.issued) == ("Báo cáo kinh tế - xã hội 9 tháng đầu năm", None)
    assert report.text.replace("\r\n", "\n") == TEXT


@pytest.mark.parametrize(
    ("words", "issued", "told"),
    [
        ("UBND huyện Tiên Yên: Thu ngân sách tháng 9 đạt 184 tỷ đồng.\n", date(2022, 10, 3), True),
        ("UBND huyện Tiên Yên, ngày 30/9/2021\nThu ngân sách tháng 9 đạt 184 tỷ đồng.\n", date(2021, 9, 30), False),
    ],
)
def test_the_day_of_a_mail_counts_where_the_report_tells_none(
    tmp_path: Path, words: str, issued: date, told: bool
) -> None:
    (tmp_path / "thư.eml").write_bytes(message(words).as_bytes())
    (report,) = map(solieu.extract, solieu.expand([tmp_path / "thư.eml"]))
    assert report.issued == issued
    assert any("counted from 2022-10-03" in warning for warning in report.warnings) == told


def test_a_mail_within_a_mail(unfolded: Unfolded) -> None:
    outer = message("Kính chuyển.\n")
    outer.add_attachment(message(TEXT, a__txt=OTHER.encode()))
    found = unfolded(outer.as_bytes(), "thư.eml")
    assert [name.rpartition("/")[2] for name in found.names] == ["", "part 2.eml", "a.txt"]


def test_pictures_in_the_body_are_no_attachments(unfolded: Unfolded) -> None:
    made = message(page=PAGE)
    made.get_payload()[1].add_related(b"\x89PNG", "image", "png", cid="<logo>")  # type: ignore[index, union-attr]
    found = unfolded(made.as_bytes(), "thư.eml")
    assert (found.names, found.problems) == ([""], [])


def test_names_of_attachments_lead_nowhere(unfolded: Unfolded) -> None:
    made = message()
    made.add_attachment(TEXT.encode(), "text", "plain", filename="../../etc/a.txt")
    assert unfolded(made.as_bytes(), "thư.eml").names == ["", "etc_a.txt"]


def test_a_text_that_begins_with_a_colon_is_no_mail(unfolded: Unfolded) -> None:
    text = "Subject: thu ngân sách\nKính gửi: UBND tỉnh\n\n" + TEXT
    assert unfolded(text.encode(), "a.txt").reports[""].text == text


def test_a_wrong_character_set_is_found_out(unfolded: Unfolded) -> None:
    for charset in ("us-ascii", "iso-8859-1", "x-khong-co", '"', "hex"):
        kind = f"Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: 8bit"
        found = unfolded(raw_mail(TEXT.encode(), kind), "thư.eml")
        assert found.reports[""].text.strip() == TEXT.strip()


def test_bad_base64_is_told(unfolded: Unfolded) -> None:
    kind = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64"
    found = unfolded(raw_mail(b"VGh1IG5nw6JuIHPDoWNo!!!IMSR4bqhdCA1IHThu7c=*=", kind), "thư.eml")
    assert len(found.reports) + len(found.problems) == 1
    if found.reports:
        assert any("base64" in warning for warning in found.reports[""].warnings)


def test_a_mail_without_words_or_documents(unfolded: Unfolded) -> None:
    found = unfolded(raw_mail(b"", "Content-Type: multipart/mixed; boundary=x"), "thư.eml")
    assert len(found.problems) == 1


def test_a_mail_of_headers_alone_is_one_sentence(unfolded: Unfolded) -> None:
    for count in (1_000, 500_000):
        found = unfolded(raw_mail(b"", "a: b\r\n" * count + "c: d"), "thư.eml")
        assert len(found.problems) == 1


def test_ten_thousand_attachments_are_done_in_bounded_time(unfolded: Unfolded) -> None:
    part = b"--x\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nThu 5\r\n"
    data = raw_mail(part * 10_000 + b"--x--\r\n", "Content-Type: multipart/mixed; boundary=x")
    began = time.perf_counter()
    found = unfolded(data, "thư.eml", Limits(members=9_000))
    assert time.perf_counter() - began < 60
    assert "holds more than 9,000 files" in found.problems[0]


@pytest.mark.parametrize(("depth", "lines"), [(50, 1), (95, 40_000), (95, 900_000), (3_000, 1)])
def test_parts_within_parts_end(unfolded: Unfolded, depth: int, lines: int) -> None:
    levels = "".join(f"--b{n}\r\nContent-Type: multipart/mixed; boundary=b{n + 1}\r\n\r\n" for n in range(depth))
    data = raw_mail(levels.encode() + b"a\n" * lines, "Content-Type: multipart/mixed; boundary=b0")
    began = time.perf_counter()
    found = unfolded(data, "thư.eml")
    assert len(found.problems) == 1
    assert time.perf_counter() - began < 60


def test_hostile_headers_end_in_time(unfolded: Unfolded) -> None:
    made = "Subject: " + "=?utf-8?q?" * 20_000 + "\r\nX-A: " + "(" * 200_000
    kind = 'Content-Type: text/plain; charset="' + "\\" * 100_000
    began = time.perf_counter()
    found = unfolded(raw_mail(TEXT.encode(), f"{made}\r\n{kind}"), "thư.eml")
    assert len(found.reports) + len(found.problems) == 1
    assert time.perf_counter() - began < 20


def test_a_packed_mail(unfolded: Unfolded) -> None:
    made: EmailMessage = message()
    assert unfolded(gzip.compress(made.as_bytes()), "thư.eml.gz").names == [""]

from __future__ import annotations

import gzip
import io
import json
import sys
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from make_archives import OTHER, PAGE, TEXT, json_lines, parquet, warc, zipped

import solieu
from solieu.errors import NotText
from solieu.read import Limits, expand, read, read_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Unfolded = Callable[..., Any]

PAGE_HEADERS = "200 OK\nContent-Type: text/html; charset=utf-8"
ADDRESS = "https://tienyen.example/tin/1"


def test_each_line_of_json_is_a_report(unfolded: Unfolded) -> None:
    records = (
        {"text": TEXT, "url": ADDRESS, "title": "Họp tháng 9", "name": "TY-01"},
        {"html": PAGE, "id": 7, "date": "2022-10-03"},
        {"content": OTHER},
        {"text": "", "content": PAGE},
    )
    found = unfolded(json_lines(*records), "kho.jsonl")
    assert found.names == ["TY-01", "7", "line 3", "line 4"]
    first, second, third, fourth = found.reports.values()
    assert (first.text, first.url, first.title) == (TEXT, ADDRESS, "Họp tháng 9")
    assert second.title == fourth.title == "Kinh tế tháng 9"
    assert third.text == OTHER


@pytest.mark.parametrize(
    "line", ['{"text": "Thu', "[1]", "null", "Thu 5 tỷ", '{"text": "a"} x', "[" * 100_000, "\ufffd", '{"a": ' * 20_000]
)
def test_a_bad_line_is_one_sentence(unfolded: Unfolded, line: str) -> None:
    found = unfolded(json_lines({"text": TEXT}, line, "", {"text": OTHER}), "kho.jsonl")
    assert found.names == ["line 1", "line 4"]
    assert found.problems == ["kho.jsonl, line 2: this is no record in JSON; the line is left out."]


def test_a_bad_first_line_and_records_without_words(unfolded: Unfolded) -> None:
    found = unfolded(
        json_lines('{"mèo": 1', {"text": TEXT}, {"text": None, "name": "x\ny"}, {"text": " "}), "kho.jsonl"
    )
    assert found.names == ["line 2"]
    assert len(found.problems) == 3
    assert found.problems[1] == "kho.jsonl/x y has no words in its fields text, html, content: the record is left out."


def test_a_line_above_the_limit_is_left_out(unfolded: Unfolded) -> None:
    found = unfolded(json_lines({"text": TEXT}, {"text": "x" * 5000}, {"text": OTHER}), "k.jsonl", Limits(size=1000))
    assert found.names == ["line 1", "line 3"]
    assert "k.jsonl, line 2 is larger than the limit" in found.problems[0]


def test_text_that_looks_like_a_page_or_a_mail_is_text(unfolded: Unfolded) -> None:
    words = "From: a@b.example\nDate: Mon, 3 Oct 2022\nSubject: thu\n\n" + TEXT
    found = unfolded(json_lines({"text": words}, {"text": PAGE}), "kho.jsonl")
    assert [report.text for report in found.reports.values()] == [words, PAGE]


def test_json_that_is_not_in_lines_stays_one_text(unfolded: Unfolded) -> None:
    assert unfolded(b'{\n  "text": "Thu 5"\n}\n', "a.json").names == [""]


def test_what_extract_printed_has_no_text(unfolded: Unfolded, tmp_path: Path) -> None:
    printed = solieu.encode(solieu.extract(TEXT)) + b"\n"
    (problem,) = unfolded(printed * 3, "figures.jsonl").problems
    assert problem.startswith(
        "figures.jsonl holds what solieu extract printed, which has no text: give it, unpacked, to solieu check or restate"
    )
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    notes: list[str] = []
    assert [source.name for source in expand([tmp_path], notes.append)] == [f"{tmp_path}/a.txt"]
    assert notes == [f"{tmp_path}/figures.jsonl was passed over: it holds figures that solieu printed."]


def test_what_extract_printed_with_its_text_is_read_again(unfolded: Unfolded) -> None:
    kept = solieu.encode(solieu.extract(TEXT, name="TY-01"), text=True) + b"\n"
    found = unfolded(kept * 2, "kho.jsonl")
    assert found.reports["TY-01"].text == TEXT


def test_packed_lines(unfolded: Unfolded) -> None:
    found = unfolded(gzip.compress(json_lines({"text": TEXT}, {"text": OTHER})), "kho.jsonl.gz")
    assert found.names == ["line 1", "line 2"]


def test_packed_lines_that_are_cut_off_give_what_is_there(unfolded: Unfolded) -> None:
    lines = json_lines(*({"text": f"{TEXT} {number * 7919}"} for number in range(3000)))
    packed = gzip.compress(lines)
    found = unfolded(packed[: len(packed) // 2], "kho.jsonl.gz")
    assert len(found.reports) > 100
    assert "is damaged and cannot be unpacked to its end" in found.problems[-1]


def test_lines_come_from_standard_input_one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = json_lines(*({"text": f"{TEXT} {number}"} for number in range(3000)))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(lines))))
    assert sum(read_source(source).text.startswith("UBND") for source in expand(["-"])) == 3000


def test_the_day_of_a_record_counts_where_the_report_tells_none(tmp_path: Path) -> None:
    text = "UBND huyện Tiên Yên: Thu ngân sách tháng 9 đạt 184 tỷ đồng."
    days = ("2022-10-03", "03/10/2022", "2022-10-03T08:00:00+07:00", "hôm qua", "2022-13-01", 5, None)
    path = tmp_path / "a.jsonl"
    path.write_bytes(json_lines(*({"text": text, "date": day} for day in days), {"text": TEXT, "date": "2024-01-01"}))
    issued = [solieu.extract(source).issued for source in expand([path])]
    assert issued == [*[date(2022, 10, 3)] * 3, *[None] * 4, date(2022, 9, 30)]


def test_rows_of_a_parquet_file(unfolded: Unfolded) -> None:
    table = {
        "text": [TEXT, OTHER, None, TEXT, ""],
        "url": [ADDRESS] * 5,
        "date": [datetime(2022, 10, 3)] * 5,
        "so": [1] * 5,
    }
    found = unfolded(parquet(table), "kho.parquet")
    assert found.names == ["row 1", "row 2", "row 4"]
    assert (found.reports["row 2"].text, found.reports["row 2"].url) == (OTHER, ADDRESS)
    assert [problem.split(" ")[1] for problem in found.problems] == ["3", "5"]


def test_a_parquet_file_of_pages_in_bytes(unfolded: Unfolded) -> None:
    found = unfolded(parquet({"html": [PAGE.encode("utf-16")], "name": ["tin"]}), "kho.parquet")
    assert found.reports["tin"].title == "Kinh tế tháng 9"


@pytest.mark.parametrize(
    ("table", "told"), [({"noi_dung": [TEXT]}, "no column text, html or content"), ({"text": [1.5]}, "no column text")]
)
def test_a_parquet_file_without_texts(unfolded: Unfolded, table: dict[str, list[Any]], told: str) -> None:
    (problem,) = unfolded(parquet(table), "kho.parquet").problems
    assert told in problem


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_damaged_parquet_file_is_one_sentence(unfolded: Unfolded, share: float) -> None:
    data = parquet({"text": [f"{TEXT} {number}" for number in range(50)]})
    (problem,) = unfolded(data[: int(share * len(data))], "kho.parquet").problems
    assert "kho.parquet is damaged" in problem
    middle = data[:4] + bytes(300) + data[304:]
    assert len(unfolded(middle, "kho.parquet").problems) == 1


def test_a_parquet_bomb_is_one_sentence(unfolded: Unfolded) -> None:
    (problem,) = unfolded(parquet({"text": [" " * 30_000_000]}, "zstd"), "kho.parquet").problems
    assert "unpacks to more than is safe" in problem


@pytest.mark.parametrize("packed", [False, True])
def test_pages_in_a_warc_file(unfolded: Unfolded, packed: bool) -> None:
    data = warc(
        (ADDRESS, PAGE_HEADERS, PAGE.encode()),
        ("https://tienyen.example/logo.png", "200 OK\nContent-Type: image/png", b"\x89PNG\r\n\x1a\n" + bytes(99)),
        ("https://tienyen.example/mat", "404 Not Found\nContent-Type: text/html", PAGE.encode()),
        ("https://tienyen.example/nen", f"{PAGE_HEADERS}\nContent-Encoding: gzip", gzip.compress(PAGE.encode())),
        packed=packed,
    )
    found = unfolded(data, "thu.warc.gz")
    assert found.names == [ADDRESS, "https://tienyen.example/nen"]
    assert all(report.title == "Kinh tế tháng 9" for report in found.reports.values())
    assert next(iter(found.reports.values())).url == ADDRESS
    assert found.problems == []
    assert found.notes == ["thu.warc.gz: 2 responses of other kinds passed over."]


def test_a_bad_record_does_not_stop_the_others(unfolded: Unfolded) -> None:
    data = warc(
        ("https://a.example/1", f"{PAGE_HEADERS}\nContent-Encoding: br", b"\x01\x02\x03" * 50),
        ("https://a.example/2", f"{PAGE_HEADERS}\nContent-Encoding: gzip", gzip.compress(PAGE.encode())[:60]),
        ("https://a.example/3", f"{PAGE_HEADERS}\nTransfer-Encoding: chunked", b"zz\r\n" + PAGE.encode()),
        ("https://a.example/4", "200 OK\nContent-Type: application/pdf", b"not a document \x00\x01" * 30),
        ("https://a.example/5", PAGE_HEADERS, b"x" * 20_000),
        ("https://a.example/6", PAGE_HEADERS, PAGE.encode()),
    )
    found = unfolded(data, "thu.warc", Limits(size=10_000))
    assert found.names[-1].endswith("/6")
    assert all(f"a.example/{number}" in found.problems[index] for index, number in enumerate((1, 2)))
    assert any("a.example/5 is larger than the limit" in problem for problem in found.problems)


@pytest.mark.parametrize("packed", [False, True])
def test_a_warc_file_cut_off_gives_what_is_there(
    unfolded: Unfolded, packed: bool, capfd: pytest.CaptureFixture[str]
) -> None:
    pages = [(f"https://a.example/{number}", PAGE_HEADERS, f"{PAGE}{number}".encode() * 20) for number in range(20)]
    data = warc(*pages, packed=packed)
    found = unfolded(data[: int(0.72 * len(data))], "thu.warc")
    assert 10 <= len(found.reports) <= 15
    assert len(found.problems) in (1, 2)
    assert "thu.warc" in found.problems[0]
    assert "is damaged" in found.problems[0]
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    "data",
    [
        b"WARC/1.0\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\nrac",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999\r\n\r\nrac",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: x\r\n\r\nrac\r\nrac\r\n",
        b"WARC/1.0\r\n" + b"a" * 9_000_000,
        b"WARC/1.0\r\n" + b"a: b\r\n" * 2_000_000,
    ],
)
def test_what_only_begins_as_a_warc_file(unfolded: Unfolded, data: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    found = unfolded(data, "thu.warc")
    assert found.reports == {}
    assert 1 <= len(found.problems) <= 2
    assert capfd.readouterr().err == ""


def test_corpora_in_an_archive(unfolded: Unfolded) -> None:
    files = {"a.jsonl": json_lines({"text": TEXT}), "b.parquet": parquet({"text": [OTHER]}), "c.warc": b"WARC/1.0\r\n"}
    found = unfolded(zipped(files))
    assert found.names == ["a.jsonl/line 1", "b.parquet/row 1"]
    assert len(found.problems) == 1


def test_a_corpus_is_not_one_report() -> None:
    for data in (json_lines({"text": TEXT}), parquet({"text": [TEXT]}), warc((ADDRESS, PAGE_HEADERS, PAGE.encode()))):
        with pytest.raises(NotText, match="may hold many reports"):
            read(data, name="kho")
    assert json.loads(json_lines({"text": TEXT}))["text"] == read(TEXT.encode()).text

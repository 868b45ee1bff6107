from __future__ import annotations

import gzip
import os
import random
from typing import TYPE_CHECKING, Any

import pytest
from crawls import ALL, Heard, files, here, json_lines, report, reports, rows, run, write_parquet, zstd
from make_archives import PAGE, zipped
from make_archives import warc as warc_of

import solieu
from solieu.engines.bulk import Summary
from solieu.engines.tasks import Settings
from solieu.errors import ReadError, UsageError
from solieu.read import Limits

if TYPE_CHECKING:
    from pathlib import Path

PAGE_HEADERS = "200 OK\nContent-Type: text/html; charset=utf-8"


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("solieu.engines.parts._SMALLEST", 2048)


def never(*_: Any) -> bytes:
    raise AssertionError("this is done already")


def quotes(output: Path) -> list[list[str]]:
    return sorted([figure["quote"] for figure in row["observations"]] for row in rows(output))


def test_a_crawl_becomes_a_dataset_by_year_and_province(tmp_path: Path) -> None:
    crawl = tmp_path / "crawl.jsonl"
    crawl.write_bytes(json_lines(reports(40)))
    summary = run(crawl, to=tmp_path / "out")
    found = rows(tmp_path / "out")
    assert (summary.documents, summary.reports, summary.failed, summary.skipped) == (40, 40, 0, 0)
    assert summary.figures == sum(len(row["observations"]) for row in found) == 80
    assert summary.parts > 1
    assert [row["report"] for row in found] == [f"{crawl}/bc-{number:04}" for number in range(40)]
    assert {(row["year"], row["province"]) for row in found} >= {
        (2015, "quang-ninh"),
        (2018, "lang-son"),
        (2017, "bac-ninh"),
    }
    assert all(name.startswith("reports/year=20") for name in files(tmp_path / "out"))


def test_reports_without_year_or_province_are_in_folders_that_readers_take_for_missing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("UBND xã họp, thu 5 tỷ đồng.", encoding="utf-8")
    run(tmp_path / "a.txt", to=tmp_path / "out")
    (row,) = rows(tmp_path / "out")
    assert (row["year"], row["province"]) == (None, None)
    (name,) = files(tmp_path / "out")
    assert name.startswith("reports/year=__HIVE_DEFAULT_PARTITION__/province=__HIVE_DEFAULT_PARTITION__/part-")


def _in_form(form: str, folder: Path) -> Path:
    records = reports(40)
    lines = json_lines(records)
    pages = [(f"https://x.example/{one['name']}", f"<html><body><p>{one['text']}</p></body></html>") for one in records]
    path = folder / f"crawl.{form}"
    if form == "parquet":
        write_parquet(path, records, 7)
    elif form == "folder":
        path.mkdir()
        for one in records:
            (path / f"{one['name']}.txt").write_text(one["text"], encoding="utf-8")
    elif form.startswith("warc"):
        data = warc_of(*((url, PAGE_HEADERS, page.encode()) for url, page in pages))
        path.write_bytes(gzip.compress(data) if form.endswith("gz") else data)
    else:
        packed = {
            "jsonl": lines,
            "jsonl.gz": gzip.compress(lines),
            "jsonl.zst": zstd(lines),
            "frames.zst": zstd(lines, frames=5),
        }
        packed["zip"] = zipped({f"{one['name']}.txt": one["text"] for one in records})
        path.write_bytes(packed[form])
    return path


@pytest.mark.parametrize(
    "form", ["jsonl", "jsonl.gz", "jsonl.zst", "frames.zst", "parquet", "warc", "warc.gz", "zip", "folder"]
)
def test_every_form_of_a_crawl_says_the_same(tmp_path: Path, form: str) -> None:
    summary = run(_in_form(form, tmp_path), to=tmp_path / "out")
    assert (summary.documents, summary.reports, summary.problems) == (40, 40, [])
    figures = [solieu.extract(one["text"]).observations for one in reports(40)]
    assert quotes(tmp_path / "out") == sorted([figure.quote for figure in found] for found in figures)


def test_a_second_run_does_nothing(tmp_path: Path) -> None:
    crawl = _in_form("jsonl.zst", tmp_path)
    first = run(crawl, to=tmp_path / "out")
    before = files(tmp_path / "out")
    second = run(crawl, to=tmp_path / "out", do=never)
    assert (second.parts, second.earlier, second.figures) == (first.parts, first.parts, first.figures)
    assert files(tmp_path / "out") == before


def test_the_same_files_give_the_same_names_and_bytes(tmp_path: Path) -> None:
    crawl = _in_form("jsonl.gz", tmp_path)
    run(crawl, to=tmp_path / "one")
    os.utime(crawl, ns=(1, 1))
    run(crawl, to=tmp_path / "other")
    assert files(tmp_path / "one") == files(tmp_path / "other")


def test_what_was_stopped_goes_on(tmp_path: Path) -> None:
    crawl = _in_form("jsonl", tmp_path)
    run(crawl, to=tmp_path / "clean")

    def stopped(tasks: Any, work: Any, workers: int, told: Any, *, patience: float) -> Any:
        for number, task in enumerate(tasks):
            if number == 2:
                work(task, told)  # it is written, and nobody notes it down
                raise KeyboardInterrupt
            yield work(task, told)

    with pytest.raises(KeyboardInterrupt):
        run(crawl, to=tmp_path / "out", engine=stopped)
    manifest = tmp_path / "out" / "manifest.jsonl"
    manifest.write_bytes(manifest.read_bytes() + b'{"line":"part","done":{"pa')
    summary = run(crawl, to=tmp_path / "out")
    assert summary.earlier == 2
    assert files(tmp_path / "out") == files(tmp_path / "clean")
    assert not (tmp_path / "out" / "work").exists()


def test_a_file_that_changed_is_read_again_and_said_so(tmp_path: Path) -> None:
    one, other = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    one.write_bytes(json_lines(reports(20)))
    other.write_bytes(json_lines(reports(20, first=20)))
    run(one, other, to=tmp_path / "out")
    one.write_bytes(json_lines(reports(15, first=50)))
    heard = Heard()
    summary = run(one, other, to=tmp_path / "out", heard=heard)
    assert heard.notes == [f"{one} changed since it was read: it is read again."]
    assert 0 < summary.earlier < summary.parts
    run(one, other, to=tmp_path / "clean")
    assert files(tmp_path / "out") == files(tmp_path / "clean")


def test_files_that_come_and_go(tmp_path: Path) -> None:
    one, other = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    one.write_bytes(json_lines(reports(20)))
    other.write_bytes(json_lines(reports(20, first=20)))
    run(one, to=tmp_path / "out")
    assert run(one, other, to=tmp_path / "out").documents == 40
    heard = Heard()
    assert run(other, to=tmp_path / "out", heard=heard).documents == 20
    assert heard.notes == [f"{one} changed or are no longer given: what was made of them before is taken away."]
    assert {row["report"] for row in rows(tmp_path / "out")} == {f"{other}/bc-{number:04}" for number in range(20, 40)}


def test_a_lost_file_of_the_output_is_made_again(tmp_path: Path) -> None:
    crawl = _in_form("jsonl", tmp_path)
    run(crawl, to=tmp_path / "out")
    before = files(tmp_path / "out")
    name = random.Random(2).choice(sorted(before))
    (tmp_path / "out" / name).write_bytes(b"")
    summary = run(crawl, to=tmp_path / "out")
    assert 0 < summary.earlier < summary.parts  # the parts with rows in it are read again, and no other ones
    assert files(tmp_path / "out") == before


def test_again_makes_all_anew(tmp_path: Path) -> None:
    crawl = _in_form("jsonl", tmp_path)
    run(crawl, to=tmp_path / "out")
    assert run(crawl, to=tmp_path / "out", again=True, settings=Settings()).earlier == 0


def test_other_options_are_wrong_use(tmp_path: Path) -> None:
    crawl = _in_form("jsonl", tmp_path)
    run(crawl, to=tmp_path / "out")
    with pytest.raises(UsageError, match="made with other options"):
        run(crawl, to=tmp_path / "out", settings=Settings(everything=True, text=True))


def test_another_version_is_wrong_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    crawl = _in_form("jsonl", tmp_path)
    run(crawl, to=tmp_path / "out")
    monkeypatch.setattr("solieu.engines.bulk.__version__", "99.0")
    with pytest.raises(UsageError, match=r"made by solieu .*, this is 99\.0"):
        run(crawl, to=tmp_path / "out")


def test_a_folder_with_other_files_is_wrong_use(tmp_path: Path) -> None:
    crawl = _in_form("jsonl", tmp_path)
    with pytest.raises(UsageError, match="holds other files"):
        run(crawl, to=tmp_path)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "manifest.jsonl").write_text("x\n")
    with pytest.raises(UsageError, match="line 1 is not what solieu bulk writes"):
        run(crawl, to=tmp_path / "out")
    with pytest.raises(UsageError, match="Cannot make"):
        run(crawl, to=crawl / "out")


def test_the_output_may_lie_among_the_inputs(tmp_path: Path) -> None:
    _in_form("jsonl", tmp_path)
    first = run(tmp_path, to=tmp_path / "out")
    second = run(tmp_path, to=tmp_path / "out", do=never)
    assert first.documents == second.documents == 40


def test_one_at_a_time(tmp_path: Path) -> None:
    crawl = _in_form("jsonl", tmp_path)

    def another(tasks: Any, work: Any, workers: int, told: Any, *, patience: float) -> Any:
        with pytest.raises(UsageError, match="Another solieu bulk is writing"):
            run(crawl, to=tmp_path / "out")
        yield from here(tasks, work, workers, told, patience=patience)

    assert run(crawl, to=tmp_path / "out", engine=another).documents == 40


def test_standard_input_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Standard input cannot be read again"):
        run("-", to=tmp_path / "out")


def test_pages_of_other_kinds_are_skipped_and_listed(tmp_path: Path) -> None:
    crawl = tmp_path / "crawl.jsonl"
    records = [*reports(10), {"name": "bóng đá", "url": "https://x.example/1", "text": "Đội chủ nhà thắng 3-1."}]
    crawl.write_bytes(json_lines(records))
    summary = run(crawl, to=tmp_path / "out", settings=Settings())
    assert (summary.documents, summary.reports, summary.skipped) == (11, 10, 1)
    assert rows(tmp_path / "out", "skipped") == [
        {"report": f"{crawl}/bóng đá", "url": "https://x.example/1", "bytes": len("Đội chủ nhà thắng 3-1.".encode())}
    ]
    assert run(crawl, to=tmp_path / "all").reports == 11


def damaged(tmp_path: Path) -> dict[str, bytes]:
    lines = json_lines(reports(40))
    write_parquet(tmp_path / "whole.parquet", reports(40), 10)
    table = (tmp_path / "whole.parquet").read_bytes()
    (tmp_path / "whole.parquet").unlink()
    pages = warc_of(*((f"https://x.example/{n}", PAGE_HEADERS, PAGE.encode()) for n in range(20)))
    return {
        "cut.jsonl.gz": gzip.compress(lines)[:-150],
        "cut.jsonl.zst": zstd(lines)[:-150],
        "garbled.jsonl.zst": zstd(lines, frames=3).replace(zstd(lines, frames=3)[600:640], b"\0" * 40),
        "cut.warc.gz": gzip.compress(pages)[:-60],
        "cut.warc": pages[:-200],
        "cut.parquet": table[: len(table) // 2],
        "empty.parquet": b"PAR1",
        "invalid.jsonl": json_lines(reports(2)) + b'{"text": "Thu 5\n[1]\n' + json_lines(reports(2, first=2)),
        "columns.jsonl": b'{"body": "Thu 5"}\n' * 3,
    }


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("cut.jsonl.gz", "cut.jsonl.gz is damaged and cannot be unpacked to its end"),
        ("cut.jsonl.zst", "cut.jsonl.zst is damaged and cannot be unpacked to its end"),
        ("garbled.jsonl.zst", "garbled.jsonl.zst is damaged and cannot be unpacked to its end"),
        ("cut.warc.gz", "is damaged and cannot be read to its end"),
        ("cut.warc", "cut.warc"),
        ("cut.parquet", "cut.parquet is damaged"),
        ("empty.parquet", "empty.parquet is damaged"),
        ("invalid.jsonl", "invalid.jsonl, line 3: this is no record in JSON; the line is left out."),
        ("columns.jsonl", "columns.jsonl/line 1 has no words in its fields text, html, content"),
    ],
)
def test_a_damaged_file_is_told_and_costs_no_other_one(tmp_path: Path, name: str, told: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / name).write_bytes(damaged(tmp_path)[name])
    (folder / "zzz.txt").write_text(report(1), encoding="utf-8")
    heard = Heard()
    summary = run(folder, to=tmp_path / "out", heard=heard)
    assert summary.failed == len(rows(tmp_path / "out", "errors")) > 0
    assert told in heard.problems[0]
    assert heard.problems[0].count("\n") == 0
    assert any(row["report"].endswith("zzz.txt") for row in rows(tmp_path / "out"))
    second = run(folder, to=tmp_path / "out", do=never)
    assert second.failed == summary.failed


def test_what_comes_before_the_damage_is_read(tmp_path: Path) -> None:
    lines = json_lines({"text": f"Đội chủ nhà thắng {number}-1."} for number in range(20_000))
    for name, data in {"a.jsonl.gz": gzip.compress(lines), "a.jsonl.zst": zstd(lines, frames=8)}.items():
        (tmp_path / name).write_bytes(data[: len(data) // 2])
        summary = run(tmp_path / name, to=tmp_path / f"out-{name}", settings=Settings(limits=Limits(ratio=100_000)))
        assert 3_000 < summary.skipped < 20_000
        assert summary.failed == 1


def test_a_path_that_is_not_there_costs_no_other_one(tmp_path: Path) -> None:
    crawl = _in_form("jsonl", tmp_path)
    heard = Heard()
    summary = run(tmp_path / "nirgends", crawl, to=tmp_path / "out", heard=heard)
    assert summary.reports == 40
    assert (
        summary.problems == heard.problems == [f"Cannot read {tmp_path / 'nirgends'}: there is no such file or folder."]
    )


def test_a_long_line_above_the_limit_is_one_error(tmp_path: Path) -> None:
    crawl = tmp_path / "a.jsonl"
    crawl.write_bytes(json_lines([*reports(2), {"text": "Thu 5 tỷ đồng. " * 800_000}, *reports(2, first=2)]))
    assert crawl.stat().st_size > 10_000_000
    summary = run(crawl, to=tmp_path / "out", settings=Settings(limits=Limits(size=5_000_000)))
    assert (summary.reports, summary.failed) == (4, 1)
    (row,) = rows(tmp_path / "out", "errors")
    assert "line 3 is larger than the limit" in row["error"]


def test_a_long_line_that_is_no_report_is_skipped(tmp_path: Path) -> None:
    crawl = tmp_path / "a.jsonl"
    crawl.write_bytes(json_lines([*reports(2), {"text": "Đội chủ nhà thắng 3-1. " * 500_000}]))
    summary = run(crawl, to=tmp_path / "out", settings=Settings())
    assert (summary.reports, summary.skipped) == (2, 1)


def test_a_file_that_changes_while_it_is_read_is_an_error_until_the_next_run(tmp_path: Path) -> None:
    crawl = _in_form("jsonl", tmp_path)

    def meddling(tasks: Any, work: Any, workers: int, told: Any, *, patience: float) -> Any:
        for number, task in enumerate(list(tasks)):
            if number == 1:
                crawl.write_bytes(json_lines(reports(12)))
            yield work(task, told)

    heard = Heard()
    summary = run(crawl, to=tmp_path / "out", engine=meddling, heard=heard)
    assert summary.failed > 0
    assert heard.problems[0] == f"{crawl} was changed or removed while it was being read: run the command again."
    assert run(crawl, to=tmp_path / "out").failed == 0
    run(crawl, to=tmp_path / "clean")
    assert files(tmp_path / "out") == files(tmp_path / "clean")


def test_a_disk_that_is_full_is_told_and_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    crawl = _in_form("jsonl", tmp_path)
    with monkeypatch.context() as full:

        def write(*_: object) -> None:
            raise OSError(28, "No space left on device", "x.parquet")

        full.setattr("solieu.engines.job.stage", write)
        heard = Heard()
        summary = run(crawl, to=tmp_path / "out", heard=heard)
    assert summary.parts == 0
    assert "could not be done: cannot write x.parquet: no space left on device." in heard.problems[0]
    assert run(crawl, to=tmp_path / "out").reports == 40


def test_a_part_that_came_to_nothing_is_told(tmp_path: Path) -> None:
    crawl = _in_form("jsonl", tmp_path)

    def losing(tasks: Any, work: Any, workers: int, told: Any, *, patience: float) -> Any:
        given = list(tasks)
        yield from here(given[1:] if b'"extract"' in given[0] else given, work, workers, told, patience=patience)

    summary = run(crawl, to=tmp_path / "out", engine=losing)
    assert summary.problems == [f"{crawl}: the part that begins there came to nothing; run the command again."]


def test_texts_and_json_lines_when_asked_for(tmp_path: Path) -> None:
    import json

    crawl = _in_form("jsonl", tmp_path)
    run(crawl, to=tmp_path / "out", settings=Settings(everything=True, text=True, form="jsonl"))
    lines = [json.loads(line) for data in files(tmp_path / "out").values() for line in data.splitlines()]
    assert len(lines) == 40
    for line in lines:
        for figure in line["observations"]:
            assert line["text"][figure["start"] : figure["end"]] == figure["quote"]


def test_progress_counts_every_document_and_byte(tmp_path: Path) -> None:
    crawl = _in_form("jsonl", tmp_path)
    heard = Heard()
    run(crawl, to=tmp_path / "out", settings=Settings(), heard=heard)
    assert heard.count == 40
    assert heard.weight == crawl.stat().st_size
    assert 0.9 * heard.weight <= heard.done <= 1.1 * heard.weight


def test_a_crawl_of_nothing(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    summary = run(tmp_path / "in", to=tmp_path / "out")
    assert (summary.parts, len(summary.problems)) == (0, 1)
    assert isinstance(summary, Summary)


def test_errors_of_reading_are_those_of_extract(tmp_path: Path) -> None:
    bad = tmp_path / "a.txt"
    bad.write_bytes(bytes(range(256)) * 20)
    run(bad, to=tmp_path / "out", settings=ALL)
    with pytest.raises(ReadError) as told:
        solieu.extract(bad)
    assert [row["error"] for row in rows(tmp_path / "out", "errors")] == [str(told.value)]

"""What came of the parts, gathered into few files: whenever it is stopped, and as the crawl grows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from crawls import Heard, files, json_lines, report, reports, rows, run
from pyarrow import parquet

from solieu.engines.tasks import Settings
from solieu.engines.work import work

if TYPE_CHECKING:
    from pathlib import Path

GATHER = b'"gather"'
FORMS = ("parquet", "jsonl")


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("solieu.engines.parts._SMALLEST", 2048)


def settings(form: str) -> Settings:
    return Settings(everything=True, form=form)  # type: ignore[arg-type]


def only_gathering(task: bytes, told: Any) -> bytes:
    assert GATHER in task, "this part is done already"
    return work(task, told)


def crawl_in(folder: Path, *, pages: bool = True) -> Path:
    crawl = folder / "crawl.jsonl"
    others = [{"name": "bóng đá", "text": "Đội chủ nhà thắng 3-1."}, {"name": "rỗng", "text": ""}] * pages
    crawl.write_bytes(json_lines([*reports(30), *others]))
    return crawl


def test_there_is_one_file_for_each_year_and_province_however_many_parts_there_are(tmp_path: Path) -> None:
    heard = Heard()
    summary = run(crawl_in(tmp_path), to=tmp_path / "out", settings=Settings(), heard=heard)
    found = files(tmp_path / "out")
    assert summary.parts > 2
    assert len(found) == len({name.rpartition("/")[0] for name in found})
    assert {"errors", "skipped"} < {name.rpartition("/")[0] for name in found}
    assert heard.shelves == len({row["year"] for row in rows(tmp_path / "out")}) + 2
    assert not (tmp_path / "out" / "staged").exists()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kept", range(5))
def test_stopped_at_any_shelf_it_goes_on_without_reading_anything_again(tmp_path: Path, kept: int, form: str) -> None:
    crawl = crawl_in(tmp_path)

    def stopped(tasks: Any, work: Any, workers: int, told: Any, *, patience: float) -> Any:
        for number, task in enumerate(tasks):
            if GATHER in task and number == kept:
                work(task, told)  # it is written, and nobody notes it down
                raise KeyboardInterrupt
            yield work(task, told)

    with pytest.raises(KeyboardInterrupt):
        run(crawl, to=tmp_path / "out", settings=settings(form), engine=stopped)
    run(crawl, to=tmp_path / "out", settings=settings(form), do=only_gathering)
    run(crawl, to=tmp_path / "clean", settings=settings(form))
    assert files(tmp_path / "out") == files(tmp_path / "clean")


@pytest.mark.parametrize("form", FORMS)
def test_a_crawl_that_grows_is_as_if_it_had_been_read_at_once(tmp_path: Path, form: str) -> None:
    older, newer = tmp_path / "b.jsonl", tmp_path / "a.jsonl"
    older.write_bytes(json_lines(reports(30)))
    run(older, to=tmp_path / "out", settings=settings(form))
    before = set(files(tmp_path / "out"))
    newer.write_bytes(json_lines(reports(3, first=8)))
    summary = run(older, newer, to=tmp_path / "out", settings=settings(form))
    run(newer, older, to=tmp_path / "clean", settings=settings(form))
    assert files(tmp_path / "out") == files(tmp_path / "clean")
    assert summary.parts - summary.earlier == 1
    assert before & set(files(tmp_path / "out")), "files of other places are left as they are"


@pytest.mark.parametrize("form", FORMS)
def test_stopped_while_it_grows_it_goes_on(tmp_path: Path, form: str) -> None:
    older, newer = tmp_path / "b.jsonl", tmp_path / "a.jsonl"
    older.write_bytes(json_lines(reports(30)))
    run(older, to=tmp_path / "out", settings=settings(form))
    newer.write_bytes(json_lines(reports(30, first=8)))

    def stopped(tasks: Any, work: Any, workers: int, told: Any, *, patience: float) -> Any:
        for number, task in enumerate(tasks):
            if GATHER in task and number == 1:
                raise KeyboardInterrupt
            yield work(task, told)

    with pytest.raises(KeyboardInterrupt):
        run(older, newer, to=tmp_path / "out", settings=settings(form), engine=stopped)
    run(older, newer, to=tmp_path / "out", settings=settings(form), do=only_gathering)
    run(older, newer, to=tmp_path / "clean", settings=settings(form))
    assert files(tmp_path / "out") == files(tmp_path / "clean")


def test_a_full_disk_while_it_is_gathered_costs_nothing_that_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crawl = crawl_in(tmp_path)
    with monkeypatch.context() as full:

        def close(*_: object) -> None:
            raise OSError(28, "No space left on device", "x.parquet")

        full.setattr("solieu.engines.files._ParquetFile.close", close)
        told = run(crawl, to=tmp_path / "out").problems
    assert told[0] == f"{tmp_path}/out/errors could not be written: cannot write x.parquet: no space left on device."
    assert run(crawl, to=tmp_path / "out", do=only_gathering).problems == []
    run(crawl, to=tmp_path / "clean")
    assert files(tmp_path / "out") == files(tmp_path / "clean")


def test_groups_of_rows_are_small_however_long_reports_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("solieu.engines.files._LINES_OF_GROUP", 50)
    long = report(0) + "".join(f"\nXã Hải Lạng trồng {number + 10} ha rừng." for number in range(40))
    crawl = tmp_path / "crawl.jsonl"
    crawl.write_bytes(json_lines({"name": f"{number}", "text": long} for number in range(5)))
    run(crawl, to=tmp_path / "out")
    (name,) = files(tmp_path / "out")
    about = parquet.read_metadata(tmp_path / "out" / name)
    assert [about.row_group(number).num_rows for number in range(about.num_row_groups)] == [2, 2, 1]


def test_the_order_in_which_files_are_given_does_not_matter(tmp_path: Path) -> None:
    for name, first in (("a", 0), ("b", 10)):
        (tmp_path / f"{name}.jsonl").write_bytes(json_lines(reports(10, first=first)))
    one, other = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    run(one, other, to=tmp_path / "out")
    run(other, one, to=tmp_path / "other")
    assert files(tmp_path / "out") == files(tmp_path / "other")


def test_a_file_that_is_given_twice_is_read_once(tmp_path: Path) -> None:
    crawl = crawl_in(tmp_path, pages=False)
    assert run(crawl, crawl, to=tmp_path / "out").documents == 30
    assert len(rows(tmp_path / "out")) == 30

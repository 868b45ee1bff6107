from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from solieu.cli.bulk import _Bar, _Lines, _time
from solieu.engines.job import Done

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Solieu = Callable[..., Any]

TEXT = "UBND huyện Tiên Yên: Thu ngân sách năm 2022 đạt 1.584 tỷ đồng.\n"


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    path = tmp_path / "crawl.jsonl"
    records = ({"name": f"{number}", "text": TEXT} for number in range(3))
    lines = [*map(json.dumps, records), json.dumps({"text": "Đội chủ nhà thắng 3-1."}), "{"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_crawl(solieu: Solieu, crawl: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ran = solieu("bulk", crawl, out, "--workers", "1")
    assert (ran.code, ran.out) == (1, "")
    first, last = ran.err.splitlines()
    assert first == f"solieu: {crawl}, line 5: this is no record in JSON; the line is left out."
    assert last.startswith("solieu: 5 documents: 3 reports with 3 figures, 1 skipped, 1 could not be read (")
    assert last.endswith(f"s) → {out}")
    again = solieu("bulk", crawl, out, "--workers", "1")
    assert (again.code, "1 of 1 parts by earlier runs" in again.err) == (1, True)
    other = solieu("bulk", crawl, out, "--all")
    assert (other.code, other.err.count("\n")) == (2, 1)
    assert "was made with other options" in other.err


def test_quiet_says_nothing_but_errors(solieu: Solieu, crawl: Path, tmp_path: Path) -> None:
    ran = solieu("bulk", crawl, tmp_path / "out", "--quiet", "--workers", "1", "--format", "jsonl")
    assert ran.err.splitlines() == [f"solieu: {crawl}, line 5: this is no record in JSON; the line is left out."]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["out"], "Missing argument"),
        (["nirgends", "out", "--engine", "dask"], "'dask' is not one of"),
        (["-", "out"], "Standard input cannot be read again"),
        (["a.jsonl", "out", "--workers", "0"], "--workers"),
    ],
)
def test_wrong_use_is_one_sentence(
    solieu: Solieu, arguments: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = solieu("bulk", *arguments)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert told in ran.err


def test_a_path_that_is_not_there(solieu: Solieu, tmp_path: Path) -> None:
    ran = solieu("bulk", tmp_path / "nirgends", tmp_path / "out")
    assert ran.code == 1
    assert "there is no such file or folder" in ran.err


def test_a_folder_without_documents(solieu: Solieu, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    ran = solieu("bulk", tmp_path / "in", tmp_path / "out")
    assert ran.code == 1
    assert "holds nothing to read" in ran.err


def test_a_line_a_minute_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    lines = _Lines()
    lines.begins(1000)
    lines.documents(10, 10_000_000)
    assert capsys.readouterr().err == ""
    lines.began -= 100
    lines._told -= 61
    lines.part(Done(part="a", documents=10), 250)
    lines.documents(10, 10_000_000)
    told = capsys.readouterr().err
    assert told == "solieu: 10 documents, 0.1 documents/s, 0.1 MB/s, 25% done, about 5 min 0 s left\n"


def test_a_bar_on_a_terminal_steps_aside_for_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    bar = _Bar()
    bar.begins(100)
    bar.documents(1, 10)
    bar.note("b.jsonl changed.")
    bar.problem("a.txt: cut off.")
    bar.stop()
    err = capsys.readouterr().err
    assert "solieu: note: b.jsonl changed.\n" in err
    assert "solieu: a.txt: cut off.\n" in err


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.4, "0 s"), (59.6, "1 min 0 s"), (130, "2 min 10 s"), (11_130, "3 h 5 min")]
)
def test_time_in_words(seconds: float, words: str) -> None:
    assert _time(seconds) == words

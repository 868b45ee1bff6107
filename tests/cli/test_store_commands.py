"""``solieu add`` and what is done with the store that it makes."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Solieu = Callable[..., Any]

CONTRADICTION = "UBND huyện Văn Quan: Trồng rừng đạt 120,5 ha, bằng 85% kế hoạch 150 ha.\n"


def records(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


@pytest.fixture
def store(solieu: Solieu, report: Path, tmp_path: Path) -> Path:
    path = tmp_path / "solieu.db"
    assert solieu("add", path, report).code == 0
    return path


def test_add_tells_what_became_of_each_report(solieu: Solieu, folder: Path, tmp_path: Path) -> None:
    ran = solieu("add", tmp_path / "a.db", folder)
    assert ran.code == 1
    told = [(one["report"].rpartition("/")[2], one["outcome"], one["error"] is None) for one in records(ran.out)]
    assert told == [
        ("a.txt", "added", True),
        ("b.txt", "failed", False),
        ("c.txt", "failed", False),
        ("d.txt", "known", True),
    ]
    assert (
        ran.err.splitlines()[-1]
        == f"solieu: 1 added, 1 known, 2 could not be read → {tmp_path / 'a.db'} (3 reports, 3 figures)"
    )


def test_add_passes_over_what_is_there(solieu: Solieu, store: Path, report: Path) -> None:
    assert [one["outcome"] for one in records(solieu("add", store, report).out)] == ["known"]
    assert [one["outcome"] for one in records(solieu("add", store, report, "--again").out)] == ["again"]


def test_another_catalogue_reads_again(solieu: Solieu, store: Path, report: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text("id,label_vi,aliases\nmy_revenue,Thu của huyện,thu của huyện\n", encoding="utf-8")
    assert [one["outcome"] for one in records(solieu("add", store, report, "-c", mine).out)] == ["again"]
    assert [one["outcome"] for one in records(solieu("add", store, report, "-c", mine).out)] == ["known"]


def test_add_shows_one_line_on_a_terminal(solieu: Solieu, report: Path, tmp_path: Path) -> None:
    ran = solieu("add", tmp_path / "a.db", report, "--format", "table")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"solieu: 1 added → {tmp_path / 'a.db'} (1 report, 3 figures)\n"


def test_add_leaves_a_file_that_is_no_store(solieu: Solieu, report: Path) -> None:
    before = report.read_bytes()
    ran = solieu("add", report, report)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == f"solieu: {report} is no store of solieu: name another file.\n"
    assert report.read_bytes() == before


def test_search_finds_figures_and_passages(solieu: Solieu, store: Path) -> None:
    found = records(solieu("search", store, "thu", "ngan", "sach").out)
    assert [one["found"] for one in found] == ["figure"] * 3 + ["passage"]
    assert found[-1]["text"].startswith("Thu ngân sách 9 tháng đầu năm 2022")


def test_search_marks_words_where_there_are_no_colours(solieu: Solieu, store: Path) -> None:
    ran = solieu("search", store, '"phong tai chinh"', "-f", "table")
    assert "yêu cầu «Phòng Tài chính» - Kế hoạch" in " ".join(ran.out.split())


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (("search", "bò", "tót"), "Nothing in {} has all of these words: bò tót"),
        (("figures", "--period", "1999"), "There are no such figures in {}."),
        (("reports", "--failed"), "There are no such reports in {}."),
    ],
)
def test_nothing_found(solieu: Solieu, store: Path, command: tuple[str, ...], message: str) -> None:
    name, *rest = command
    ran = solieu(name, store, *rest)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == f"solieu: {message.format(store)}\n"


def test_figures_are_told_with_their_sentence(solieu: Solieu, store: Path) -> None:
    (one,) = records(solieu("figures", store, "--measure", "attainment", "--place", "Tiên Yên", "--period", "2022").out)
    assert (one["quote"], one["value"], one["indicator_id"]) == ("57,7%", 57.7, "budget_revenue")
    assert one["sentence"].startswith("Thu ngân sách 9 tháng")


def test_reports_are_told_with_their_sources(solieu: Solieu, store: Path, report: Path) -> None:
    (one,) = records(solieu("reports", store).out)
    assert (one["name"], one["sources"], one["figures"]) == (str(report), [str(report)], 3)


def test_tables_show_numbers_verdicts_and_errors(solieu: Solieu, store: Path, tmp_path: Path) -> None:
    empty = tmp_path / "rỗng.txt"
    empty.write_bytes(b"")
    solieu("add", store, empty)
    solieu("decide", store, "1", "--correct", "value=7", "--why", "Gõ nhầm", "-q")
    figures, reports = solieu("figures", store, "-f", "table"), solieu("reports", store, "-f", "table")
    assert "1 ✎" in figures.out
    assert "→ 7 VND" in " ".join(figures.out.split())
    assert "There is no text in this report" in " ".join(reports.out.split())


def test_decide_tells_what_was_decided(solieu: Solieu, store: Path, report: Path) -> None:
    ran = solieu("decide", store, "1", "--accept", "--by", "Lan")
    assert (ran.code, ran.err) == (0, f"solieu: decision 1: figure 1 (1.584 tỷ đồng) in {report}: accept\n")
    (one,) = records(solieu("figures", store, "--verdict", "accept").out)
    assert one["id"] == 1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ((), "Decide one thing: --accept, --reject, --withdraw or --correct FIELD=VALUE."),
        (("--accept", "--reject"), "Decide one thing"),
        (("--reject",), '--reject needs --why "…"'),
        (("--correct", "value=5"), '--correct needs --why "…"'),
        (("--correct", "value", "--why", "x"), "value corrects nothing: write FIELD=VALUE"),
        (("--correct", "value=5,5", "--why", "x"), "'5,5' is no value: write a number with a point"),
    ],
)
def test_decisions_that_make_no_sense(solieu: Solieu, store: Path, options: tuple[str, ...], message: str) -> None:
    ran = solieu("decide", store, "1", *options)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_a_figure_that_is_not_there(solieu: Solieu, store: Path) -> None:
    ran = solieu("decide", store, "99", "--accept")
    assert (ran.code, ran.out) == (2, "")
    assert "There is no figure 99 in this store" in ran.err


def test_check_prints_the_findings_of_a_store(solieu: Solieu, tmp_path: Path) -> None:
    text, store = tmp_path / "văn-quan.txt", tmp_path / "số liệu"
    text.write_text(CONTRADICTION, encoding="utf-8")
    solieu("add", store, text)
    ran, of_file = solieu("check", store), solieu("check", text)
    assert ran.code == of_file.code == 1
    assert records(ran.out) == records(of_file.out)
    (found,) = records(ran.out)
    assert solieu("check", store, "--dismiss", found["id"], "--why", "Đã hỏi lại", "--by", "Lan").code == 0
    assert solieu("check", store)[:2] == (0, "")
    (dismissed,) = records(solieu("check", store, "--show-dismissed").out)
    assert (dismissed["dismissed"]["by"], dismissed["dismissed"]["why"]) == ("Lan", "Đã hỏi lại")
    assert solieu("check", store, "--undismiss", found["id"]).code == 0
    assert solieu("check", store).code == 1


def test_check_finds_contradictions_across_the_reports_of_a_store(solieu: Solieu, tmp_path: Path) -> None:
    store = tmp_path / "a.db"
    for month, value in ((6, "526,8"), (9, "498,2")):
        text = tmp_path / f"{month}.txt"
        text.write_text(
            f"UBND huyện Tiên Yên: Thu ngân sách {month} tháng đầu năm 2022 đạt {value} tỷ đồng.", encoding="utf-8"
        )
        solieu("add", store, text)
    ran = solieu("check", store)
    assert ran.code == 1
    (found,) = records(ran.out)
    assert found["check"] == "year-to-date"
    assert [ground["report"] for ground in found["grounds"]] == [str(tmp_path / "6.txt"), str(tmp_path / "9.txt")]
    assert [ground["line"] for ground in found["grounds"]] == [1, 1]


def test_check_takes_a_store_alone(solieu: Solieu, store: Path, report: Path) -> None:
    ran = solieu("check", store, report)
    assert (ran.code, ran.out) == (2, "")
    assert "is a store: give it alone, or files alone" in ran.err
    assert "leave out --dismissed" in solieu("check", store, "--dismissed", report).err


def test_backup(solieu: Solieu, store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    ran = solieu("backup", store, copy)
    assert (ran.code, ran.err) == (0, f"solieu: {store} → {copy}\n")
    assert solieu("reports", copy).out == solieu("reports", store).out
    again = solieu("backup", store, copy)
    assert (again.code, "is there already" in again.err) == (1, True)


@pytest.mark.parametrize(
    "command", [("search", "a"), ("figures",), ("reports",), ("decide", "1", "--accept"), ("backup", "c.db")]
)
def test_a_store_that_is_not_there(solieu: Solieu, tmp_path: Path, command: tuple[str, ...]) -> None:
    name, *rest = command
    ran = solieu(name, tmp_path / "none.db", *rest)
    assert (ran.code, ran.out) == (1, "")
    assert (
        ran.err
        == f"solieu: There is no store {tmp_path / 'none.db'}: make it with solieu add {tmp_path / 'none.db'} REPORTS.\n"
    )


def test_text_that_commands_a_terminal_is_shown_as_words(solieu: Solieu, tmp_path: Path) -> None:
    text, store = tmp_path / "a.txt", tmp_path / "a.db"
    text.write_text("UBND huyện Tiên Yên\x1b[31m: Thu ngân sách đỏ\x1b[0m năm 2022 đạt 5 tỷ đồng.", encoding="utf-8")
    solieu("add", store, text)
    for command in (("search", store, "ngan sach"), ("figures", store), ("reports", store)):
        assert "\x1b" not in solieu(*command, "-f", "table").out


def test_views_for_people_open_with_any_program(store: Path) -> None:
    plain = sqlite3.connect(store)
    rows = plain.execute("SELECT place, period, value, unit FROM figures WHERE quote = '1.584 tỷ đồng'").fetchall()
    plain.close()
    assert rows == [("huyện Tiên Yên, Quảng Ninh", "2022-01/2022-09", "1584000000000", "VND")]


def test_check_follows_what_people_decide(solieu: Solieu, tmp_path: Path) -> None:
    text, store = tmp_path / "văn-quan.txt", tmp_path / "a.db"
    text.write_text(CONTRADICTION, encoding="utf-8")
    solieu("add", store, text)
    (wrong,) = [one["id"] for one in records(solieu("figures", store).out) if one["quote"] == "85%"]
    solieu("decide", store, str(wrong), "--correct", "value=80.3", "--why", "Tính lại", "--by", "Lan")
    assert solieu("check", store)[:2] == (0, "")
    solieu("decide", store, str(wrong), "--withdraw")
    assert solieu("check", store).code == 1

"""``solieu inbox``, ``queue``, ``finish``, ``decisions``, ``score``, and reports that were extracted before."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Solieu = Callable[..., Any]


def records(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


@pytest.fixture
def store(solieu: Solieu, report: Path, tmp_path: Path) -> Path:
    path = tmp_path / "solieu.db"
    assert solieu("add", path, report).code == 0
    return path


def test_the_inbox(solieu: Solieu, store: Path, report: Path) -> None:
    (one,) = records(solieu("inbox", store).out)
    assert (one["name"], one["figures"], one["decided"], one["done"]) == (str(report), 3, 0, False)
    assert "Tiên Yên" in " ".join(solieu("inbox", store, "-f", "table").out.split())
    ran = solieu("inbox", store, "--done")
    assert (ran.code, ran.out, ran.err) == (1, "", f"solieu: There are no such reports in {store}.\n")


def test_finish_and_undo(solieu: Solieu, store: Path, report: Path) -> None:
    ran = solieu("finish", store, "1", "--by", "Lan")
    assert (ran.code, ran.err) == (0, f"solieu: report 1 ({report}) is finished\n")
    assert records(solieu("inbox", store, "--done").out)[0]["done_by"] == "Lan"
    assert "Lan" in solieu("inbox", store, "-f", "table").out
    assert solieu("finish", store, "1", "--undo").code == 0
    assert solieu("inbox", store, "--done").code == 1
    wrong = solieu("finish", store, "9")
    assert (wrong.code, "There is no report 9 in this store" in wrong.err) == (2, True)


def test_the_queue_of_what_is_asked_for(solieu: Solieu, store: Path) -> None:
    found = records(solieu("queue", store).out)
    assert [one["attention"] for one in found] == sorted((one["attention"] for one in found), reverse=True)
    (one,) = records(solieu("queue", store, "measure=attainment", 'place="huyện Tiên Yên"').out)
    assert (one["quote"], one["findings"]) == ("57,7%", [])
    assert "hard to read" in " ".join(solieu("queue", store, "-f", "table").out.split())
    nothing = solieu("queue", store, "period=1999")
    assert (nothing.code, nothing.err) == (1, f"solieu: No such figure waits for a decision in {store}.\n")
    wrong = solieu("queue", store, "huyen=Tiên")
    assert (wrong.code, "There is no filter huyen" in wrong.err) == (2, True)


def test_figures_by_a_query_and_only_those_that_count(solieu: Solieu, store: Path, tmp_path: Path) -> None:
    later = tmp_path / "muộn.txt"
    later.write_text("UBND huyện Tiên Yên: Thu ngân sách 9 tháng đầu năm 2022 ước đạt 1.600 tỷ đồng.", encoding="utf-8")
    solieu("add", store, later)
    query = "indicator=budget_revenue measure=level"
    assert [one["quote"] for one in records(solieu("figures", store, query).out)] == ["1.600 tỷ đồng", "1.584 tỷ đồng"]
    (one,) = records(solieu("figures", store, "--current", query).out)
    assert (one["quote"], one["rule"], one["disputed"], one["rivals"]) == ("1.600 tỷ đồng", "later", True, [1])
    table = solieu("figures", store, "--current", query, "-f", "table").out.split()
    assert {"later", "report", "sources", "differ"} <= set(table)
    assert records(solieu("figures", store, "--within", "Quảng Ninh", "--level", "2").out) == records(
        solieu("figures", store).out
    )
    both = solieu("figures", store, query, "--period", "2022")
    assert (both.code, "by a query or by options, not by both" in both.err) == (2, True)


def test_every_decision_is_printed(solieu: Solieu, store: Path) -> None:
    assert solieu("decisions", store).code == 1
    solieu("decide", store, "1", "--correct", "value=1585000000000", "--why", "Gõ nhầm", "--by", "Lan")
    (one,) = records(solieu("decisions", store).out)
    assert (one["kind"], one["made_by"], one["why"], one["changes"]) == (
        "correct",
        "Lan",
        "Gõ nhầm",
        {"value": "1585000000000"},
    )
    table = " ".join(solieu("decisions", store, "-f", "table").out.split())
    assert "Lan" in table
    assert "Gõ nhầm" in table


def test_decisions_become_marked_reports_by_which_is_measured(solieu: Solieu, store: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    assert solieu("decisions", store, "--as", "gold", "-o", gold).code == 1
    solieu("decide", store, "2", "--correct", "indicator=thu nội địa", "--why", "Thu nội địa", "--by", "Lan")
    solieu("finish", store, "1", "--by", "Lan")
    ran = solieu("decisions", store, "--as", "gold", "-o", gold)
    assert (ran.code, ran.err) == (0, f"solieu: 1 marked report → {gold}; solieu score {gold} measures by them\n")
    assert sorted(path.suffix for path in gold.iterdir()) == [".json", ".json", ".txt"]
    measured = solieu("score", gold, "--errors", "5")
    (scores,) = records(measured.out)
    assert (measured.code, scores["gold"], scores["detection"]["f1"]) == (0, 3, 1)
    assert scores["coded"]["f1"] == pytest.approx(2 / 3)
    (wrong,) = scores["differences"]
    assert (wrong["fields"], wrong["quote"]) == (["indicator_id"], "57,7%")
    table = " ".join(solieu("score", gold, "--errors", "5", "-f", "table").out.split())
    assert "1 reports, 3 figures marked, 3 found" in table
    assert "wrong indicator_id 57,7%" in table


def test_an_output_is_measured(solieu: Solieu, store: Path, report: Path, tmp_path: Path) -> None:
    gold, output = tmp_path / "gold", tmp_path / "output.jsonl"
    solieu("finish", store, "1")
    solieu("decisions", store, "--as", "gold", "-o", gold)
    (name,) = [path.stem for path in gold.glob("*.txt")]
    line = solieu("extract", report).out.replace(str(report), f"elsewhere/{name}.txt")
    output.write_text(line, encoding="utf-8")
    (scores,) = records(solieu("score", gold, output).out)
    assert scores["fact"]["f1"] == 1
    assert records(solieu("score", gold, "-", given=line.encode()).out) == [scores]
    output.write_text("", encoding="utf-8")
    missing = solieu("score", gold, output)
    assert (missing.code, "says nothing of 1 of 1 marked reports" in missing.err) == (1, True)


@pytest.mark.parametrize(
    ("command", "code", "message"),
    [
        (("decisions", "{store}", "--as", "gold"), 2, "Marked reports need a folder"),
        (("decisions", "{store}", "--unfinished"), 2, "--unfinished and --kind are for marked reports"),
        (("score", "{folder}/none"), 2, "There is no folder"),
        (("score", "{folder}"), 2, "There are no marked reports in"),
        (("extract", "{report}", "--full", "-f", "csv"), 2, "--full is for jsonl"),
    ],
)
def test_wrong_use(solieu: Solieu, store: Path, report: Path, tmp_path: Path, command: tuple[str, ...], code: int, message: str) -> None:  # fmt: skip
    ran = solieu(*(part.format(store=store, folder=tmp_path, report=report) for part in command))
    assert (ran.code, ran.out) == (code, "")
    assert message in ran.err


def test_a_marked_report_that_cannot_be_read(solieu: Solieu, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"observations": 5}', encoding="utf-8")
    ran = solieu("score", tmp_path)
    assert ran.code == 1
    assert "a.json is no marked report: Expected `array`, got `int`" in ran.err


def test_reports_that_were_extracted_with_their_text_are_added(solieu: Solieu, report: Path, tmp_path: Path) -> None:
    lines, store, other = tmp_path / "a.jsonl", tmp_path / "a.db", tmp_path / "b.db"
    assert solieu("extract", report, "--full", "-o", lines).code == 0
    assert [one["outcome"] for one in records(solieu("add", store, lines).out)] == ["added"]
    solieu("add", other, report)
    assert solieu("figures", store).out == solieu("figures", other).out
    assert [one["outcome"] for one in records(solieu("add", store, lines).out)] == ["known"]
    assert [one["outcome"] for one in records(solieu("add", store, report).out)] == ["again"]
    assert [one["outcome"] for one in records(solieu("add", store, lines).out)] == ["known"]


def test_lines_that_hold_no_whole_report_are_told_and_not_kept(solieu: Solieu, report: Path, tmp_path: Path) -> None:
    lines, store = tmp_path / "a.jsonl", tmp_path / "a.db"
    whole = solieu("extract", report, "--full", "-f", "jsonl").out
    shifted = whole.replace('"text":"', '"text":"Xê dịch ')
    lines.write_text(solieu("extract", report).out + "rác\n" + shifted + whole, encoding="utf-8")
    ran = solieu("add", store, lines)
    assert ran.code == 1
    assert [one["outcome"] for one in records(ran.out)] == ["added"]
    assert f"{lines}, line 1: {report} has no text; write it with solieu extract --full --format jsonl." in ran.err
    assert f"{lines}, line 2: no report as solieu extract prints it; the line is left out." in ran.err
    assert f"{lines}, line 3: the figures of {report} do not stand in its text; extract it again." in ran.err
    assert solieu("reports", store, "--failed").code == 1


def test_a_large_store_of_an_older_version_is_announced(
    solieu: Solieu, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("solieu.cli.stores.is_older", lambda _: True)
    assert solieu("inbox", store).err == ""
    monkeypatch.setattr("solieu.cli.stores._LARGE", 1)
    assert "is brought up to date first, which may take some minutes" in solieu("inbox", store).err

"""What an office asks every morning."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import TYPE_CHECKING

import msgspec
import pytest
from stored_texts import TIEN_YEN

from solieu.errors import UsageError
from solieu.model import Report as Read
from solieu.pipeline import extract
from solieu.store import Query, Store
from solieu.store.attention import attention_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from solieu.model import Report

HEAD = "UBND huyện Tiên Yên họp phiên thường kỳ tháng 12 năm 2022\n\n"
LATER = (
    f"{HEAD}Thu ngân sách 9 tháng đầu năm 2022 ước đạt 1.700 tỷ đồng. Năm 2022, trồng rừng đạt 120,5 ha, bằng 85% kế hoạch 150 ha.\n"
    "Giao Phòng Nông nghiệp kiểm tra rừng trồng trước ngày 20/01/2023. Yêu cầu các xã báo cáo kết quả.\n"
)


@pytest.fixture(autouse=True)
def two_reports(add: Callable[..., Report]) -> None:
    add(TIEN_YEN, name="tháng 9.txt")
    add(LATER, name="tháng 12.txt")


def quotes(store: Store, query: str = "") -> list[str]:
    return [one.figure.observation.quote for one in store.queue(Query.parse(query))]


def number_of(store: Store, quote: str) -> int:
    (found,) = [one.id for one in store.figures(rejected=True) if one.observation.quote == quote]
    return found


def test_the_inbox_tells_what_came_and_what_there_is_to_do(store: Store) -> None:
    store.decide(number_of(store, "512 ha"), "accept", by="Lan")
    (later, first) = store.inbox()
    assert (later.name, later.findings, later.contradictions, later.decided, later.done) == (
        "tháng 12.txt",
        1,
        1,
        0,
        False,
    )
    assert later.doubtful >= 3
    assert (first.name, first.figures, first.decided) == ("tháng 9.txt", 5, 1)


def test_pages_of_the_inbox(store: Store) -> None:
    (newest,) = store.inbox(limit=1)
    assert [one.name for one in store.inbox(before=newest.id)] == ["tháng 9.txt"]


def test_what_is_finished_leaves_the_inbox_and_can_come_back(store: Store) -> None:
    store.finish(1, by="Lan")
    assert [one.id for one in store.inbox(state="new")] == [2]
    (done,) = store.inbox(state="done")
    assert (done.id, done.done, done.done_by, done.read_again) == (1, True, "Lan", False)
    assert store.finished() == [1]
    store.finish(1, done=False, by="Hòa")
    assert store.inbox(state="done") == []
    assert [(one.report, one.report_id, one.made_by, one.done) for one in store.finishes()] == [
        ("tháng 9.txt", 1, "Lan", True), ("tháng 9.txt", 1, "Hòa", False),
    ]  # fmt: skip


def test_a_report_that_is_read_again_stays_finished_and_says_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.finish(1, by="Lan")
    report = store.report(1)
    assert report is not None
    monkeypatch.setattr("solieu.store.store.now", lambda: "2999-01-01T00:00:00Z")
    store.add(report, extractor="9.9")
    (done,) = store.inbox(state="done")
    assert done.read_again


@pytest.mark.parametrize(
    ("report", "done", "message"),
    [
        (99, True, "There is no report 99"),
        (1, False, "Report 1 is not finished"),
        (3, True, "Report 3 could not be opened"),
    ],
)
def test_what_cannot_be_finished(store: Store, report: int, done: bool, message: str) -> None:
    store.add(Read(name="hỏng.pdf"), error="hỏng.pdf: không đọc được.")
    with pytest.raises(UsageError, match=message):
        store.finish(report, done=done)
    assert store.finishes() == []


def test_what_was_finished_is_only_ever_added_to(store: Store, path: Path) -> None:
    store.finish(1, by="Lan")
    plain = sqlite3.connect(path)
    for statement in ("DELETE FROM finished", "UPDATE finished SET made_by = 'Hòa'"):
        with pytest.raises(sqlite3.IntegrityError, match="add another line"):
            plain.execute(statement)
    plain.close()


def test_what_is_contradicted_or_disputed_comes_first(store: Store) -> None:
    found = {one.figure.observation.quote: one for one in store.queue()}
    assert found["85%"].reasons[0] == "contradiction"
    assert [one.finding.check for one in found["85%"].findings] == ["attainment"]
    assert "disputed" in found["1.700 tỷ đồng"].reasons
    order = list(found)
    assert max(order.index("85%"), order.index("1.700 tỷ đồng")) < order.index("57,7%")
    attention = [one.attention for one in found.values()]
    assert attention == sorted(attention, reverse=True)


def test_nobody_is_asked_twice(store: Store) -> None:
    number = number_of(store, "85%")
    store.decide(number, "accept", by="Lan")
    assert "85%" not in quotes(store)
    store.decide(number, "withdraw", by="Lan")
    assert "85%" in quotes(store)
    assert quotes(store, "verdict=accept") == []


def test_a_dispute_ends_when_the_other_figure_is_rejected_or_set_right(store: Store) -> None:
    def is_disputed() -> bool:
        return any("disputed" in one.reasons for one in store.queue(Query(indicator="budget_revenue", measure="level")))

    number = number_of(store, "1.584 tỷ đồng")
    assert is_disputed()
    store.decide(number, "reject", why="Số cũ", by="Lan")
    assert not is_disputed()
    store.decide(number, "withdraw", by="Lan")
    assert is_disputed()
    store.decide(number, "correct", changes={"status": "actual"}, why="Đã quyết toán", by="Lan")
    assert not is_disputed()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("place=199 indicator=afforestation_area measure=attainment", ["85%"]),
        ("words=rừng report=2", ["85%", "120,5 ha", "150 ha"]),
        ("period=2022-01/2022-09 measure=change", ["3,2%"]),
        ("level=1", []),
        ("within=22 status=estimate measure=level", ["1.584 tỷ đồng", "1.700 tỷ đồng"]),
    ],
)
def test_the_queue_of_what_is_asked_for(store: Store, query: str, expected: list[str]) -> None:
    assert sorted(quotes(store, query)) == sorted(expected)


@pytest.mark.parametrize("few", [0, 5000])
@pytest.mark.parametrize(
    "query", ["", "place=199", "status=estimate", "words=ngân", "period=2022 measure=level", "indicator=budget_revenue"]
)
def test_many_are_asked_for_and_answered_alike(
    store: Store, monkeypatch: pytest.MonkeyPatch, few: int, query: str
) -> None:
    asked = Query.parse(query)
    expected = (
        [one.figure.id for one in store.queue(asked)], [one.figure.id for one in store.choices(asked)],
        [one.id for one in store.figures(asked)], [one.id for one in store.each_figure(asked)],
    )  # fmt: skip
    assert expected[0]
    monkeypatch.setattr("solieu.store.figures.FEW", few)
    found = (
        [one.figure.id for one in store.queue(asked)], [one.figure.id for one in store.choices(asked)],
        [one.id for one in store.figures(asked)], [one.id for one in store.each_figure(asked)],
    )  # fmt: skip
    assert (set(found[0]), *found[1:]) == (set(expected[0]), *expected[1:])


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ((0.9, "budget_revenue", "22", "2022-01-01", "ha", 5.0, 0, None), (0.6, "budget_revenue", "22", "2022-01-01", "ha", 5.0, 0, None)),
        ((0.9, "budget_revenue", "22", "2022-01-01", "ha", 5.0, 0, 1), (0.9, "budget_revenue", "22", "2022-01-01", "ha", 5.0, 0, 0)),
        ((0.9, "budget_revenue", "22", "2022-01-01", "ha", 5.0, 0, 2), (0.9, "budget_revenue", "22", "2022-01-01", "ha", 5.0, 1, 2)),
        ((0.9, None, "22", "2022-01-01", "ha", 5.0, 0, None), (0.9, "budget_revenue", "22", "2022-01-01", "ha", 5.0, 0, 0)),
        ((0.8, "grdp", "25909", "2022-01-01", "VND", 5e9, 0, None), (0.8, "grdp", "22", "2022-01-01", "VND", 5e13, 0, None)),
        ((0.8, "grdp", "22", "2022-01-01", "ha", 5.0, 0, None), (0.8, "grdp", "22", None, "ha", 5.0, 0, None)),
    ],
)  # fmt: skip
def test_what_deserves_more_attention(
    less: tuple[float, str | None, str | None, str | None, str | None, float, int, int | None],
    more: tuple[float, str | None, str | None, str | None, str | None, float, int, int | None],
) -> None:
    assert attention_of(*less) < attention_of(*more)


def test_what_indicators_and_places_there_are(store: Store, add: Callable[..., Report]) -> None:
    add("UBND tỉnh Quảng Ninh: Thu ngân sách năm 2023 đạt 55.600 tỷ đồng.", name="qn.txt")
    revenue = next(one for one in store.present_indicators() if one.id == "budget_revenue")
    assert (revenue.theme, revenue.label_en, revenue.figures, revenue.latest) == (
        "budget",
        "State budget revenue in the area",
        5,
        "2023",
    )
    here = {one.id: (one.figures, one.latest) for one in store.present_indicators(place="huyện Tiên Yên")}
    assert here["budget_revenue"] == (4, "2022-01/2022-09")
    assert [(one.code, one.name, one.level, one.province) for one in store.present_places()] == [
        ("22", "tỉnh Quảng Ninh", 1, None), ("199", "huyện Tiên Yên", 2, "tỉnh Quảng Ninh"),
    ]  # fmt: skip
    assert [one.code for one in store.present_places(indicator="poverty_rate", level=2)] == ["199"]
    assert store.present_places(indicator="poverty_rate", level=1) == []


def test_what_there_is_follows_the_decisions(store: Store) -> None:
    def counted() -> dict[str, int]:
        return {one.id: one.figures for one in store.present_indicators()}

    before = counted()
    number = number_of(store, "2,1%")
    store.decide(number, "correct", changes={"indicator": "tỷ lệ hộ cận nghèo"}, why="Đọc nhầm", by="Lan")
    assert counted() == {name: count for name, count in before.items() if name != "poverty_rate"} | {
        "near_poverty_rate": 1
    }
    store.decide(number, "reject", why="Số cũ", by="Lan")
    assert "near_poverty_rate" not in counted()
    store.decide(number, "withdraw", by="Lan")
    assert counted() == before


def test_tasks_by_day_and_place(store: Store) -> None:
    found = store.tasks()
    assert [one.directive.due for one in found][:2] == [date(2023, 1, 20), date(2022, 10, 15)]
    assert all(one.directive.due is None for one in found[2:])
    assert [one.report for one in store.tasks(due_from=date(2022, 10, 1), due_until=date(2022, 12, 31))] == [
        "tháng 9.txt"
    ]
    assert [one.directive.due for one in store.tasks(due_from=date(2022, 1, 1))] == [
        date(2022, 10, 15),
        date(2023, 1, 20),
    ]
    assert store.tasks(place="huyện Ba Chẽ") == []
    assert store.tasks(place="huyện Tiên Yên") == found
    pages = [store.tasks(limit=1, offset=at) for at in range(len(found))]
    assert [one for page in pages for one in page] == found


def test_the_figures_of_a_report_with_what_was_decided(store: Store) -> None:
    number = number_of(store, "512 ha")
    store.decide(number, "reject", why="Số khác", by="Lan")
    store.decide(number, "accept", by="Hòa")
    found = store.report_figures(1)
    assert [one.observation.quote for one in found] == ["1.584 tỷ đồng", "57,7%", "3,2%", "512 ha", "2,1%"]
    assert [one.verdict for one in found] == [None, None, None, "accept", None]
    assert [(one.kind, one.made_by) for one in store.decisions_on(number)] == [("reject", "Lan"), ("accept", "Hòa")]


def test_the_stamp_changes_with_everything_that_is_shown(store: Store, path: Path) -> None:
    with Store.open(path) as other:
        seen = [other.stamp()]
        assert other.stamp() == seen[0]
        number = number_of(store, "512 ha")
        for change in (
            lambda: store.decide(number, "accept", by="Lan"), lambda: store.finish(1, by="Lan"),
            lambda: store.dismiss(store.findings()[0].finding.id, by="Lan"), lambda: store.add(extract("Thu ngân sách đạt 5 tỷ đồng.")),
            lambda: store.refresh_findings(whole=True),
        ):  # fmt: skip
            change()
            seen.append(other.stamp())
        assert len(set(seen)) == len(seen)


def test_reports_given_again_do_not_count_twice(store: Store) -> None:
    before = store._connection.execute("SELECT * FROM tallies WHERE figures <> 0").fetchall()
    for number in (1, 2):
        report = store.report(number)
        assert report is not None
        store.add(msgspec.structs.replace(report), again=True)
    assert store._connection.execute("SELECT * FROM tallies WHERE figures <> 0").fetchall() == before


def test_figures_come_in_the_order_of_their_series(store: Store, add: Callable[..., Report]) -> None:
    add(
        "UBND thị xã Đông Triều: Thu ngân sách năm 2021 đạt 912 tỷ đồng. Thu ngân sách năm 2020 đạt 800 tỷ đồng. Mô hình điểm có 5 hộ.",
        name="dt.txt",
    )
    found = [
        (one.observation.indicator_id, one.observation.place_code, one.observation.quote) for one in store.each_figure()
    ]
    revenue = [(code, quote) for indicator, code, quote in found if indicator == "budget_revenue"]
    assert [quote for code, quote in revenue if code == "205"] == ["800 tỷ đồng", "912 tỷ đồng"]
    assert [code for code, _ in revenue] == sorted(code for code, _ in revenue if code)
    known = [indicator for indicator, *_ in found if indicator]
    assert known == sorted(known)
    assert all(indicator is None for indicator, *_ in found[len(known) :])
    assert len(found) == store.counts()["observations"]


def test_a_filter_picks_facts_and_every_source_of_them_is_weighed(store: Store) -> None:
    (found,) = store.choices(Query(report=1, indicator="budget_revenue", measure="level"))
    assert found.figure.observation.quote == "1.700 tỷ đồng"
    assert [one.observation.quote for one in found.rivals] == ["1.584 tỷ đồng"]
    assert (found.rule, found.disputed) == ("later", True)

"""Findings within a report rest on its figures as they count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from stored_texts import TIEN_YEN

from solieu.pipeline import extract

if TYPE_CHECKING:
    from collections.abc import Callable

    from solieu.model import Report
    from solieu.store import Store

VAN_QUAN = (
    "UBND huyện Văn Quan họp phiên tháng 12 năm 2022\n\n"
    "Năm 2022, trồng rừng đạt 120,5 ha, bằng 85% kế hoạch 150 ha. Thu ngân sách đạt 30 tỷ đồng, bằng 60% dự toán 40 tỷ đồng.\n"
)


@pytest.fixture(autouse=True)
def one_report(add: Callable[..., Report]) -> None:
    add(VAN_QUAN)


def number_of(store: Store, quote: str) -> int:
    (found,) = [one.id for one in store.figures(rejected=True) if one.observation.quote == quote]
    return found


def found(store: Store) -> list[str]:
    return [f"{one.finding.check} {one.finding.found}" for one in store.findings(across=False)]


def test_both_are_found_at_first(store: Store) -> None:
    assert found(store) == ["attainment 85%", "attainment 60%"]


def test_a_correction_settles_what_rested_on_the_figure(store: Store) -> None:
    store.decide(number_of(store, "85%"), "correct", changes={"value": "80.3"}, why="Tính lại", by="Lan")
    assert found(store) == ["attainment 60%"]


def test_a_correction_may_break_what_held(store: Store, add: Callable[..., Report]) -> None:
    add(TIEN_YEN, name="b.txt")
    add("UBND huyện Ba Chẽ: Năm 2022 trồng rừng đạt 120 ha, bằng 80% kế hoạch 150 ha.", name="c.txt")
    store.decide(number_of(store, "120 ha"), "correct", changes={"value": "102"}, why="Gõ nhầm", by="Lan")
    assert [one.report_id for one in store.findings(across=False)] == [1, 1, 3]


def test_a_rejection_settles_too_and_its_withdrawal_brings_the_finding_back(store: Store) -> None:
    number = number_of(store, "150 ha")
    store.decide(number, "reject", why="Số khác", by="Lan")
    assert found(store) == ["attainment 60%"]
    store.decide(number, "withdraw", by="Lan")
    assert found(store) == ["attainment 85%", "attainment 60%"]


def test_what_stays_keeps_its_name_and_its_dismissal(store: Store) -> None:
    (first, second) = store.findings(across=False)
    store.dismiss(second.finding.id, why="Số làm tròn", by="Lan")
    store.decide(number_of(store, "85%"), "correct", changes={"value": "80.3"}, why="Tính lại", by="Lan")
    (left,) = store.findings(across=False)
    assert left.finding.id == second.finding.id != first.finding.id
    assert left.dismissed is not None
    assert left.figures == second.figures


def test_the_grounds_stand_where_the_figures_stand(store: Store) -> None:
    store.decide(number_of(store, "120,5 ha"), "reject", why="Số khác", by="Lan")
    (stored,) = store.findings(across=False)
    as_read, effective = store.report(1), store.report(1, effective=True)
    assert as_read is not None
    assert effective is not None
    for report in (as_read, effective):
        (finding,) = report.findings
        assert [report.observations[at].quote for at in finding.observations] == ["30 tỷ đồng", "60%", "40 tỷ đồng"]
        assert all(
            report.observations[ground.observation].quote == ground.quote
            for ground in finding.grounds
            if ground.observation is not None
        )
    assert [store.figure(one).observation.quote for one in stored.figures if one] == ["30 tỷ đồng", "60%", "40 tỷ đồng"]  # type: ignore[union-attr]


def test_they_stay_right_when_the_report_is_read_again(store: Store) -> None:
    store.decide(number_of(store, "85%"), "correct", changes={"value": "80.3"}, why="Tính lại", by="Lan")
    before = store.report(1)
    assert before is not None
    again = extract(VAN_QUAN, name="báo cáo.txt")
    assert len(again.findings) == 2
    store.add(msgspec.structs.replace(again, sha256=before.sha256), extractor="9.9")
    assert found(store) == ["attainment 60%"]


def test_where_to_look_first_follows(store: Store) -> None:
    def reasons() -> dict[str, tuple[str, ...]]:
        return {one.figure.observation.quote: one.reasons for one in store.queue()}

    assert reasons()["150 ha"][0] == "contradiction"
    store.decide(number_of(store, "85%"), "correct", changes={"value": "80.3"}, why="Tính lại", by="Lan")
    assert "contradiction" not in reasons()["150 ha"]
    assert "85%" not in reasons()
    store.dismiss(store.findings(across=False)[0].finding.id, why="Số làm tròn", by="Lan")
    assert "contradiction" not in reasons()["30 tỷ đồng"]

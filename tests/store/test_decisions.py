from __future__ import annotations

import io
import json
import sqlite3
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec
import pytest
from stored_texts import TIEN_YEN

from solieu.errors import UsageError
from solieu.model import Period
from solieu.pipeline import extract

if TYPE_CHECKING:
    from collections.abc import Callable

    from solieu.model import Report
    from solieu.store import Store
    from solieu.store.decisions import Kind


def number_of(store: Store, quote: str) -> int:
    (found,) = [one.id for one in store.figures(rejected=True) if one.observation.quote == quote]
    return found


def read_again(store: Store, report: Report, text: str, version: str = "9.9", *, without: str = "") -> None:
    """As a newer version would read the same bytes, to another text or without a figure."""
    again = extract(text, name=report.name)
    kept = tuple(one for one in again.observations if one.quote != without)
    store.add(msgspec.structs.replace(again, sha256=report.sha256, observations=kept), extractor=version)


def test_a_correction_counts_and_what_was_read_stays_known(store: Store, add: Callable[..., Report]) -> None:
    add(TIEN_YEN)
    number = number_of(store, "512 ha")
    store.decide(number, "correct", changes={"value": "521", "number": "521"}, why="Gõ nhầm", by="Lan")
    found, read = store.figure(number), store.as_read(number)
    assert found is not None
    assert read is not None
    assert (found.observation.value, found.verdict, read.value) == (521, "correct", 512)
    assert found.observation.confidence == 1


@pytest.mark.parametrize(
    ("changes", "field", "value"),
    [
        ({"place": "huyện Ba Chẽ, Quảng Ninh"}, "place_code", "202"),
        ({"place": "Cõi Tiên"}, "place_code", None),
        ({"indicator": "tỷ lệ hộ nghèo"}, "indicator_id", "poverty_rate"),
        ({"indicator": "cây gì đó"}, "indicator_id", None),
        ({"period": "2022-01/2022-06"}, "period", Period.month(2022, 1, 6)),
        ({"measure": "share", "unit": "percent"}, "measure", "share"),
        ({"value": "512.50"}, "value", Decimal("512.50")),
        ({"value": "521"}, "number", Decimal(521)),
        ({"number": "521"}, "value", Decimal(521)),
        ({"value": "5120"}, "number", Decimal(512)),
        ({"value": "521", "unit": "kg"}, "number", Decimal(512)),
        ({"unit": None}, "unit", None),
    ],
)  # fmt: skip
def test_what_a_correction_sets(store: Store, add: Callable[..., Report], changes: dict[str, str | None], field: str, value: object) -> None:  # fmt: skip
    add(TIEN_YEN)
    number = number_of(store, "512 ha")
    store.decide(number, "correct", changes=changes)
    found = store.figure(number)
    assert found is not None
    assert getattr(found.observation, field) == value


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"quote": "5 ha"}, "quote cannot be corrected; what can: number"),
        ({"value": "512,5"}, "write a number with a point"),
        ({"value": None}, "None is no value"),
        ({"measure": "amount"}, "level, attainment, change"),
        ({"period": "quý 4"}, "write it as 2022"),
        ({}, "A correction says what it changes"),
    ],
)
def test_what_makes_no_sense_is_refused(store: Store, add: Callable[..., Report], changes: dict[str, str | None], message: str) -> None:  # fmt: skip
    add(TIEN_YEN)
    with pytest.raises(UsageError, match=message):
        store.decide(1, "correct", changes=changes)
    assert store.decisions() == []


def test_a_figure_that_is_not_there(store: Store, add: Callable[..., Report]) -> None:
    add(TIEN_YEN)
    with pytest.raises(UsageError, match="There is no figure 99 in this store"):
        store.decide(99, "accept")


def test_a_rejected_figure_counts_no_more_unless_it_is_asked_for(store: Store, add: Callable[..., Report]) -> None:
    add(TIEN_YEN)
    number = number_of(store, "2,1%")
    store.decide(number, "reject", why="Số cũ", by="Lan")
    assert number not in [one.id for one in store.figures()]
    assert [one.id for one in store.figures(verdict="reject")] == [number]
    assert number not in [one.id for one in store.search("ty le ho ngheo").figures]


def test_the_last_decision_counts(store: Store, add: Callable[..., Report]) -> None:
    add(TIEN_YEN)
    number = number_of(store, "512 ha")
    steps: list[tuple[Kind, dict[str, str | None] | None, str | None, int]] = [
        ("correct", {"value": "521"}, "correct", 521), ("accept", None, "accept", 521), ("reject", None, "reject", 521),
        ("withdraw", None, None, 512), ("correct", {"value": "500"}, "correct", 500),
    ]  # fmt: skip
    for kind, changes, verdict, value in steps:
        store.decide(number, kind, changes=changes)
        found = store.figure(number)
        assert found is not None
        assert (found.verdict, found.observation.value) == (verdict, value)
    assert [one.kind for one in store.decisions()] == [kind for kind, *_ in steps]


def test_decisions_tell_who_when_and_why(
    store: Store, add: Callable[..., Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    report = add(TIEN_YEN)
    store.decide(number_of(store, "57,7%"), "accept", why="Đã đối chiếu", by="Lan")
    (decision,) = store.decisions()
    assert (decision.made_by, decision.made_at, decision.why) == ("Lan", "2023-11-14T22:13:20Z", "Đã đối chiếu")
    assert (decision.sha256, decision.quote, decision.words_before) == (
        report.sha256,
        "57,7%",
        "ước đạt 1.584 tỷ đồng, bằng",
    )


@pytest.mark.parametrize("statement", ["UPDATE decisions SET why = ''", "DELETE FROM decisions"])
def test_no_program_changes_or_deletes_decisions(store: Store, add: Callable[..., Report], statement: str) -> None:
    add(TIEN_YEN)
    store.decide(1, "accept", by="Lan")
    plain = sqlite3.connect(store.path)
    with pytest.raises(sqlite3.IntegrityError, match="decisions are never"):
        plain.execute(statement)
    plain.close()


def test_corrected_words_are_found_and_old_ones_no_more(store: Store, add: Callable[..., Report]) -> None:
    add(TIEN_YEN)
    number = number_of(store, "512 ha")
    assert number in [one.id for one in store.figures(words="rung tap trung")]
    store.decide(number, "correct", changes={"indicator": "diện tích trồng quế", "indicator_id": None})
    assert number in [one.id for one in store.figures(words="trong que")]
    assert number not in [one.id for one in store.figures(words="rung tap trung")]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (TIEN_YEN, "placed"),
        ("(Bản chính thức, có sửa đổi)\n\n" + TIEN_YEN, "placed"),
        (TIEN_YEN.replace("Toàn huyện trồng", "Đến nay toàn huyện\ntrồng"), "placed"),
        (TIEN_YEN.replace("512 ha rừng tập trung;", "512 ha rừng sản xuất, trong đó có quế và hồi;"), "placed"),
        (TIEN_YEN.replace("trồng được 512 ha", "trồng được 520 ha"), "unplaced"),
        (
            TIEN_YEN.replace("Toàn huyện trồng được 512 ha rừng tập trung", "Xã Hải Lạng có 512 ha chè cổ thụ"),
            "unplaced",
        ),
    ],
)
def test_a_decision_outlives_a_newer_version_where_its_words_stand(store: Store, add: Callable[..., Report], text: str, state: str) -> None:  # fmt: skip
    report = add(TIEN_YEN)
    store.decide(number_of(store, "512 ha"), "correct", changes={"value": "521"}, by="Lan")
    read_again(store, report, text)
    (decision,) = store.decisions()
    assert decision.state == state
    assert [one.quote for one in store.unplaced()] == (["512 ha"] if state == "unplaced" else [])
    corrected = store.figures(verdict="correct")
    assert [(one.observation.quote, one.observation.value) for one in corrected] == (
        [("512 ha", 521)] if state == "placed" else []
    )
    whole = store.report(1)
    assert whole is not None
    assert all(whole.text[one.observation.start : one.observation.end] == "512 ha" for one in corrected)


def test_of_equal_quotes_the_one_with_the_same_words_around_it(store: Store, add: Callable[..., Report]) -> None:
    text = "UBND huyện Tiên Yên: Năm 2022 xã Hải Lạng trồng 12 ha rừng; xã Đông Ngũ trồng 12 ha rừng; xã Phong Dụ trồng 12 ha rừng.\n"
    report = add(text)
    chosen = store.figures()[1]
    store.decide(chosen.id, "reject", why="Trùng")
    read_again(store, report, "Báo cáo\n" + text)
    (rejected,) = store.figures(verdict="reject")
    assert rejected.observation.place == chosen.observation.place
    assert rejected.observation.start == chosen.observation.start + len("Báo cáo\n")


def test_a_confirmed_figure_stays_though_a_newer_version_does_not_see_it(
    store: Store, add: Callable[..., Report]
) -> None:
    report = add(TIEN_YEN)
    store.decide(number_of(store, "512 ha"), "accept", by="Lan")
    read_again(store, report, "\n" + TIEN_YEN, without="512 ha")
    (kept,) = store.figures(verdict="accept")
    assert (kept.observation.quote, kept.observation.value, kept.sentence[:10]) == ("512 ha", 512, "Toàn huyện")
    assert kept.id in [one.id for one in store.search("rung tap trung").figures]
    read_again(store, report, TIEN_YEN, "9.10")
    assert [one.observation.value for one in store.figures(verdict="accept")] == [512]
    assert len(store.figures(rejected=True)) == 5


def test_a_rejected_figure_that_is_no_longer_read_is_settled(store: Store, add: Callable[..., Report]) -> None:
    report = add(TIEN_YEN)
    store.decide(number_of(store, "512 ha"), "reject", why="Sai")
    read_again(store, report, TIEN_YEN, without="512 ha")
    (decision,) = store.decisions()
    assert (decision.state, decision.figure) == ("settled", None)
    assert store.unplaced() == []


def test_what_was_accepted_counts_whatever_a_newer_version_reads(store: Store, add: Callable[..., Report]) -> None:
    report = add(TIEN_YEN)
    store.decide(number_of(store, "512 ha"), "accept", by="Lan")
    other = tuple(
        msgspec.structs.replace(one, value=Decimal(5), indicator_id=None) if one.quote == "512 ha" else one
        for one in report.observations
    )
    store.add(msgspec.structs.replace(report, observations=other), extractor="9.9")
    number = number_of(store, "512 ha")
    found, read = store.figure(number), store.as_read(number)
    assert found is not None
    assert read is not None
    assert (found.observation.value, read.value) == (512, 5)


CONTRADICTION = "UBND huyện Văn Quan: Trồng rừng đạt 120,5 ha, bằng 85% kế hoạch 150 ha."


def test_a_dismissed_finding_stays_dismissed(store: Store, add: Callable[..., Report]) -> None:
    report = add(CONTRADICTION)
    (found,) = store.findings(severity="contradiction")
    store.dismiss(found.finding.id, why="Kế hoạch đã điều chỉnh", by="Lan")
    store.add(report, extractor="9.9")
    store.refresh_findings(whole=True)
    (again,) = store.findings(dismissed=True)
    assert again.dismissed is not None
    assert (again.finding, again.dismissed.why) == (found.finding, "Kế hoạch đã điều chỉnh")
    assert store.findings(dismissed=False) == []
    store.dismiss(found.finding.id, dismissed=False, by="Minh")
    assert store.findings(dismissed=True) == []
    assert [one.kind for one in store.decisions()] == ["dismiss", "undismiss"]


@pytest.mark.parametrize(("dismissed", "message"), [(True, "There is no finding abc"), (False, "abc is not dismissed")])
def test_a_finding_that_is_not_there(store: Store, dismissed: bool, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        store.dismiss("abc", dismissed=dismissed)


def test_decisions_are_written_out_with_who_when_why_and_the_words(store: Store, add: Callable[..., Report]) -> None:
    add(TIEN_YEN)
    store.decide(number_of(store, "512 ha"), "correct", changes={"value": "521"}, why="Gõ nhầm", by="Lan")
    store.decide(number_of(store, "512 ha"), "withdraw", why="Vẫn là 512", by="Minh")
    stream = io.BytesIO()
    assert store.export_decisions(stream) == 2
    first, second = map(json.loads, stream.getvalue().splitlines())
    assert (first["kind"], first["made_by"], first["why"], first["quote"]) == ("correct", "Lan", "Gõ nhầm", "512 ha")
    assert first["changes"] == {"value": "521"}
    assert (second["kind"], second["made_by"], second["why"]) == ("withdraw", "Minh", "Vẫn là 512")
    assert first["made_at"] <= second["made_at"]

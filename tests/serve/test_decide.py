from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from solieu.errors import SolieuError
from solieu.pipeline import extract
from solieu.samples import sample_paths
from solieu.serve.editing import changes_in, fields_of
from solieu.serve.faults import WrongInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_client import Desk

    from solieu.model import Observation
    from solieu.store import Store


@pytest.fixture
def shown() -> Observation:
    return extract("UBND huyện Ba Chẽ, Quảng Ninh: Thu ngân sách 9 tháng đầu năm 2022 đạt 526,8 tỷ đồng.").observations[
        0
    ]


@pytest.mark.parametrize(
    ("field", "typed", "changes"),
    [
        (
            "value",
            "527 tỷ đồng",
            {"value": Decimal("527e9"), "unit": "VND", "number": Decimal(527), "unit_text": "tỷ đồng"},
        ),
        ("value", "57,7%", {"value": Decimal("57.7"), "unit": "percent"}),
        ("value", "-3,2%", {"value": Decimal("-3.2"), "number": Decimal("-3.2")}),
        ("value", "26/42 chỉ tiêu", {"value": Decimal(26), "of": Decimal(42), "unit": "target"}),
        ("value", "5-7%", {"value": Decimal(5), "value_max": Decimal(7)}),
        ("period", "quý IV/2022", {"period": "2022-Q4"}),
        ("period", "2022-01/2022-06", {"period": "2022-01/2022-06"}),
        ("period", "6 tháng đầu năm 2022", {"period": "2022-01/2022-06"}),
        ("period", "", {"period": None}),
        ("indicator", "chi ngân sách", {"indicator_id": "budget_expenditure"}),
        ("indicator", "số chuồng cọp", {"indicator": "số chuồng cọp", "indicator_id": None}),
        ("place", "huyện Tiên Yên, Quảng Ninh", {"place": "huyện Tiên Yên, Quảng Ninh"}),
        ("place", "", {"place": None, "place_code": None}),
        ("status", "estimate", {"status": "estimate"}),
        ("basis_kind", "plan", {"basis_kind": "plan"}),
    ],
)
def test_what_is_typed_becomes_fields(shown: Observation, field: str, typed: str, changes: dict[str, object]) -> None:
    found = changes_in(shown, fields_of(shown) | {field: typed})
    told = {
        name: Decimal(str(found[name])) if isinstance(value, Decimal) else found[name]
        for name, value in changes.items()
    }
    assert told == changes


def test_a_name_chosen_from_the_list_brings_its_code(shown: Observation) -> None:
    typed = fields_of(shown) | {"place": "huyện Tiên Yên, Quảng Ninh", "place_code": "199"}
    assert changes_in(shown, typed) == {"place": "huyện Tiên Yên, Quảng Ninh", "place_code": "199"}


def test_a_name_typed_over_a_chosen_one_does_not_keep_its_code(shown: Observation) -> None:
    one = changes_in(shown, fields_of(shown) | {"indicator": "chi ngân sách", "indicator_id": "budget_revenue"})
    assert one["indicator_id"] == "budget_expenditure"


@pytest.mark.parametrize(
    ("field", "typed", "key"),
    [
        ("value", "527", "value_without_unit"),
        ("value", "rất nhiều", "not_a_value"),
        ("value", "5 ha và 7 ha", "not_a_value"),
        ("value", "", "not_a_value"),
        ("period", "hôm nọ", "not_a_period"),
        ("measure", "weight", "not_one_of"),
        ("status", "", "not_one_of"),
    ],
)
def test_what_makes_no_sense_is_refused(shown: Observation, field: str, typed: str, key: str) -> None:
    with pytest.raises(WrongInput) as caught:
        changes_in(shown, fields_of(shown) | {field: typed})
    assert caught.value.key == key


def test_what_was_not_touched_changes_nothing() -> None:
    figures = [one for path in sample_paths() for one in extract(path).observations]
    assert len(figures) > 100
    assert [one.quote for one in figures if changes_in(one, fields_of(one))] == []


def test_what_the_editor_shows_can_be_typed_again() -> None:
    """Touching a field and putting it back in another way of writing loses nothing."""
    for path in sample_paths():
        for one in extract(path).observations:
            if one.measure == "rank" or one.unit is None:
                continue
            typed = fields_of(one) | {"value": f" {fields_of(one)['value']}"}
            try:
                changes = changes_in(one, {**typed, "value": typed["value"] + "\u200b"})
            except SolieuError:
                continue
            assert Decimal(str(changes.get("value", one.value))) == one.value, one.quote


def test_accept_correct_reject_withdraw(desk: Desk, store: Store) -> None:
    assert desk.decide(1, "accept").json()["verdict"] == "accept"
    assert desk.decide(2, "reject", why="Số trang").json()["verdict"] == "reject"
    assert desk.decide(1, "correct", value="527 tỷ đồng", why="Gõ nhầm").json()["verdict"] == "correct"
    corrected = store.figure(1)
    assert corrected is not None
    assert (corrected.verdict, corrected.observation.value) == ("correct", Decimal("527e9"))
    assert desk.decide(1, "withdraw").json()["verdict"] is None
    made = [(one.kind, one.made_by, one.why) for one in store.decisions()]
    assert made == [
        ("accept", "Lan", ""),
        ("reject", "Lan", "Số trang"),
        ("correct", "Lan", "Gõ nhầm"),
        ("withdraw", "Lan", ""),
    ]


def test_a_form_leads_on_to_the_next_figure(desk: Desk) -> None:
    done = desk.post("/figure/1/decide", {"kind": "accept", "by": "Lan", "to": "/report/1?figure=2#figure-2"})
    assert (done.status_code, done.headers["location"]) == (303, "/report/1?figure=2#figure-2")


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_a_form_leads_nowhere_else(desk: Desk, to: str) -> None:
    done = desk.post("/figure/1/decide", {"kind": "accept", "by": "Lan", "to": to})
    assert done.headers["location"] == "/"


def test_the_name_is_asked_once(desk: Desk, store: Store) -> None:
    nameless = desk.post("/figure/1/decide", {"kind": "accept"}, script=True)
    assert (nameless.status_code, nameless.json()["detail"]) == (400, "Cần tên người duyệt để ghi quyết định.")
    back = desk.post("/figure/1/decide", {"kind": "accept"}, referer="http://testserver.local/report/1?figure=1")
    assert (back.status_code, back.headers["location"]) == (303, "/name?to=/report/1%3Ffigure%3D1")
    desk.post("/name", {"name": " Nguyễn\u202e Thị\nLan "})
    assert desk.post("/figure/1/decide", {"kind": "accept"}, script=True).status_code == 200
    assert [one.made_by for one in store.decisions()] == ["Nguyễn Thị Lan"]


@pytest.mark.parametrize(
    ("kind", "fields", "words"),
    [
        ("reject", {}, "Cần ghi lý do"),
        ("correct", {"value": "526,8 tỷ đồng"}, "Chưa có ô nào được sửa"),
        ("correct", {"value": "527"}, "thiếu đơn vị"),
        ("burn", {}, "không dùng được"),
        ("correct", {"place": "huyện Tiên Yên", "place_code": "x" * 20, "value": "nhiều"}, "không phải là một giá trị"),
    ],
)
def test_what_cannot_be_decided_is_told(
    desk: Desk, kind: str, fields: dict[str, str], words: str, store: Store
) -> None:
    refused = desk.decide(1, kind, **fields)
    assert refused.status_code == 400
    assert words in refused.json()["detail"]
    assert store.decisions() == []


def test_who_decides_on_what_another_has_just_decided_is_told(desk: Desk, store: Store) -> None:
    store.decide(1, "accept", by="Hoa")
    refused = desk.decide(1, "reject", why="Không phải", seen="0")
    assert refused.status_code == 409
    assert "Hoa" in refused.json()["detail"]
    last = store.decisions()[-1].id
    assert desk.decide(1, "reject", why="Không phải", seen=str(last)).status_code == 200


def test_a_finding_is_dismissed_with_a_reason_and_taken_back(desk: Desk, store: Store) -> None:
    (finding,) = (one.finding.id for one in store.findings())
    address = f"/finding/{finding}/dismiss"
    assert desk.post(address, {"kind": "dismiss", "by": "Lan"}, script=True).status_code == 400
    assert desk.post(address, {"kind": "dismiss", "why": "Đã hỏi", "by": "Lan"}, script=True).json()["dismissed"]
    assert "Đã hỏi" in desk.get("/findings?state=dismissed").text
    assert desk.get("/findings.json").json()["findings"] == []
    desk.post(address, {"kind": "undismiss"}, script=True)
    assert len(desk.get("/findings.json").json()["findings"]) == 1


def test_a_report_is_done_and_opened_again(desk: Desk) -> None:
    desk.post("/report/1/finish", {"kind": "done", "by": "Lan"})
    assert [one["id"] for one in desk.get("/inbox.json").json()["reports"]] == [2]
    assert [one["id"] for one in desk.get("/inbox.json?state=done").json()["reports"]] == [1]
    desk.post("/report/1/finish", {"kind": "open"})
    assert [one["id"] for one in desk.get("/inbox.json").json()["reports"]] == [2, 1]


def test_the_queue_goes_on_with_the_next_figure(desk: Desk) -> None:
    before = [one["id"] for one in desk.get("/review.json").json()["figures"]]
    desk.decide(before[0], "accept")
    assert before[0] not in [one["id"] for one in desk.get("/review.json").json()["figures"]]


def test_history_and_what_was_read_are_told(desk: Desk) -> None:
    desk.decide(1, "correct", value="527 tỷ đồng", why="Gõ nhầm")
    whole = desk.get("/figure/1.json").json()
    assert (whole["value"], whole["as_read"]["value"]) == (527000000000, 526800000000)
    assert [(one["kind"], one["why"]) for one in whole["decisions"]] == [("correct", "Gõ nhầm")]


def test_rivals_are_told_with_the_rule(path: object, make_desk: Callable[..., Desk], store: Store) -> None:
    store.add(
        extract("UBND huyện Tiên Yên, Quảng Ninh: Thu ngân sách 9 tháng đầu năm 2022 đạt 530 tỷ đồng.", name="b.txt")
    )
    (figure,) = store.figures(report=3)
    whole = make_desk().get(f"/figure/{figure.id}.json").json()
    assert [one["value"] for one in whole["rivals"]] == [526800000000]
    assert whole["disputed"]

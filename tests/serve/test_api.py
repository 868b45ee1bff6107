from __future__ import annotations

from typing import TYPE_CHECKING

import jsonschema
import pytest
from openapi_spec_validator import validate

from solieu.serve.api import OPERATIONS

if TYPE_CHECKING:
    from desk_client import Desk

    from solieu.store import Store

LOOKED_AT = [one for one in OPERATIONS if one.takes is None]


def address_of(path: str) -> str:
    return path.replace("{number}", "1")


def test_the_document_is_valid(desk: Desk) -> None:
    validate(desk.get("/api/openapi.json").json())


@pytest.mark.parametrize("one", LOOKED_AT, ids=lambda one: one.path)
def test_every_answer_is_as_the_document_says(desk: Desk, one: object) -> None:
    path = one.path  # type: ignore[attr-defined]
    document = desk.get("/api/openapi.json").json()
    schema = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    answer = desk.get(address_of(path))
    assert answer.status_code == 200
    jsonschema.Draft202012Validator({**schema, "components": document["components"]}).validate(answer.json())
    assert desk.get(address_of(path), **{"if-none-match": answer.headers["etag"]}).status_code == 304


def test_every_operation_is_in_the_documentation_for_people(desk: Desk) -> None:
    page = desk.get("/api?lang=en").text
    assert [one.path for one in OPERATIONS if one.path not in page] == []


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/figures",
        "/api/v1/choices",
        "/api/v1/reports",
        "/api/v1/reports?words=ng%C3%A2n",
        "/api/v1/findings",
        "/api/v1/tasks",
    ],
)
def test_pages_together_are_the_whole(desk: Desk, address: str) -> None:
    mark = "&" if "?" in address else "?"
    whole = desk.get(f"{address}{mark}limit=100").json()["items"]
    collected, following = [], f"{address}{mark}limit=1"
    while following:
        page = desk.get(following).json()
        collected += page["items"]
        following = page["next"]
    assert collected == whole


def test_figures_without_a_period_come_last_and_are_not_lost(desk: Desk, store: Store) -> None:
    numbers = [one.id for one in store.figures(limit=100)]
    for number in numbers[1:3]:
        store.decide(number, "correct", changes={"period": None}, by="Lan")
    whole = [one.id for one in store.figures(limit=100)]
    collected: list[int] = []
    while page := store.figures(after=collected[-1] if collected else None, limit=2):
        collected += [one.id for one in page]
    assert collected == whole


def test_a_decision_by_a_program(desk: Desk, store: Store) -> None:
    sent = {"kind": "correct", "changes": {"value": "527000000000"}, "by": "Lan", "why": "Gõ nhầm", "seen": 0}
    done = desk.client.post("/api/v1/figures/1/decisions", json=sent)
    assert (done.status_code, done.json()["figure"]["value"]) == (200, 527000000000)
    assert desk.client.post("/api/v1/figures/1/decisions", json=sent).status_code == 409
    assert len(store.decisions()) == 1


@pytest.mark.parametrize(
    ("address", "body", "status"),
    [
        ("/api/v1/figures/1/decisions", b"{", 400),
        ("/api/v1/figures/1/decisions", b'{"kind": "burn", "by": "Lan"}', 400),
        ("/api/v1/figures/1/decisions", b'{"kind": "accept", "by": " "}', 400),
        ("/api/v1/figures/1/decisions", b'{"kind": "reject", "by": "Lan"}', 400),
        ("/api/v1/figures/1/decisions", b'{"kind": "correct", "by": "Lan", "changes": {"value": "x"}}', 400),
        ("/api/v1/figures/1/decisions", b'{"kind": "accept", "by": "Lan", "more": 1}', 400),
        ("/api/v1/figures/1/decisions", b"\xff", 400),
        ("/api/v1/figures/99/decisions", b'{"kind": "accept", "by": "Lan"}', 404),
        ("/api/v1/findings/none/decisions", b'{"dismissed": true, "by": "Lan", "why": "x"}', 400),
        ("/api/v1/reports/99/finish", b'{"done": true, "by": "Lan"}', 404),
    ],
)
def test_what_is_wrong_is_a_problem(desk: Desk, address: str, body: bytes, status: int) -> None:
    sent = desk.client.post(address, content=body, headers={"content-type": "application/json"})
    assert sent.status_code == status
    assert sent.headers["content-type"] == "application/problem+json"
    assert set(sent.json()) == {"type", "title", "status", "detail"}


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/figures?limit=0",
        "/api/v1/figures?limit=501",
        "/api/v1/figures?measure=x",
        "/api/v1/figures?after=99",
        "/api/v1/tasks?on=x",
        "/api/v1/places?level=7",
        "/api/v1/figures?place=Atlantis",
    ],
)
def test_wrong_fields_are_a_problem(desk: Desk, address: str) -> None:
    told = desk.get(address)
    assert (told.status_code, told.headers["content-type"]) == (400, "application/problem+json")


def test_a_report_is_finished_by_a_program(desk: Desk) -> None:
    assert desk.client.post("/api/v1/reports/1/finish", json={"done": True, "by": "Lan"}).json()["done"] is True
    assert [one["id"] for one in desk.get("/api/v1/reports?state=done").json()["items"]] == [1]

"""Pages that are kept: after every decision they are those of a server that has just been started."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING, Any

import pytest
from litestar.testing import TestClient
from panel import panel_reports

from solieu.pipeline import extract
from solieu.serve import create_app
from solieu.serve.kept import Kept, KeptPage
from solieu.serve.routes import View, discovered
from solieu.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PLACE, OTHER_PLACE = "/places/205", "/places/196"
PAGES = (
    PLACE, OTHER_PLACE, "/places/22", "/places/22?related=yes", "/places", "/indicators", "/indicators/budget_revenue",
    "/indicators/budget_revenue?measure=attainment", "/indicators/budget_revenue?place=205,196", "/indicators/poverty_rate",
    "/map", "/map?indicator=budget_revenue", "/map?indicator=poverty_rate", "/map.svg?indicator=budget_revenue", "/figures",
    "/figures?place=205", "/figures?indicator=budget_revenue&period=2022", "/figures?indicator=poverty_rate", "/tasks",
    "/search?q=thu+ngan+sach", "/inbox", "/review", "/findings",
)  # fmt: skip
_OF_THE_RUN = re.compile(r'name="csrf" value="\w+"|/static/\w+/')


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("panel") / "solieu.db"
    with Store.open(where, create=True) as store:
        for name, text in panel_reports():
            store.add(extract(text, name=name))
        store.refresh_findings()
    return where


@pytest.fixture
def path(panel: Path, tmp_path: Path) -> Path:
    where = tmp_path / "solieu.db"
    where.write_bytes(panel.read_bytes())
    return where


@pytest.fixture
def make_client(path: Path) -> Iterator[Callable[..., TestClient[Any]]]:
    opened: list[TestClient[Any]] = []

    def make(**settings: Any) -> TestClient[Any]:
        client = TestClient(create_app(path, threads=1, **settings), base_url="http://testserver.local")
        client.__enter__()
        opened.append(client)
        return client

    yield make
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def client(make_client: Callable[..., TestClient[Any]]) -> TestClient[Any]:
    return make_client()


def shown(client: TestClient[Any], address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return _OF_THE_RUN.sub("", answer.text)


def revenue_of(store: Store, place: str) -> int:
    return store.figures(place=place, indicator="budget_revenue", measure="level")[0].id


@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_decided_every_page_is_as_a_new_server_shows_it(
    client: TestClient[Any], make_client: Callable[..., TestClient[Any]], path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    changes: list[dict[str, str | None]] = [
        {"value": "7"}, {"place": "huyện Ba Chẽ, Quảng Ninh"}, {"period": "2022"}, {"indicator": "poverty_rate"}, {"status": "target"},
        {"place": None},
    ]  # fmt: skip
    with Store.open(path) as store:
        numbers = [one.id for one in store.figures(limit=500)]
        for _ in range(3):
            for address in PAGES:
                shown(client, address)
            for _ in range(3):
                kind = chance.choice(["accept", "correct", "reject", "withdraw"])
                store.decide(
                    chance.choice(numbers), kind, changes=chance.choice(changes) if kind == "correct" else None
                )  # type: ignore[arg-type]
            fresh = make_client()
            assert [one for one in PAGES if shown(client, one) != shown(fresh, one)] == []


def test_a_report_that_comes_is_on_every_page_of_its_place(
    client: TestClient[Any], make_client: Callable[..., TestClient[Any]], path: Path
) -> None:
    for address in PAGES:
        shown(client, address)
    with Store.open(path) as store:
        text = (
            "ỦY BAN NHÂN DÂN THỊ XÃ ĐÔNG TRIỀU, TỈNH QUẢNG NINH\nNgày 20 tháng 01 năm 2023\n"
            "Năm 2022, thu ngân sách nhà nước của thị xã Đông Triều đạt 4.321 tỷ đồng. Tỷ lệ hộ nghèo năm 2022 còn 3,3%."
        )
        store.add(extract(text, name="moi.txt"))
    fresh = make_client()
    assert "4.321" in shown(client, "/figures?place=205")
    assert [one for one in PAGES if shown(client, one) != shown(fresh, one)] == []


def test_what_one_decides_another_sees_at_once(make_client: Callable[..., TestClient[Any]], path: Path) -> None:
    lan, minh = make_client(), make_client()
    with Store.open(path) as store:
        number = revenue_of(store, "205")
    addresses = (PLACE, "/indicators/budget_revenue?place=205", "/figures?place=205")
    for value in (31, 32, 33):
        decision = {"kind": "correct", "by": "Lan", "changes": {"value": f"{value}000000000"}}
        assert lan.post(f"/api/v1/figures/{number}/decisions", json=decision).status_code == 200
        for reader in (minh, lan):
            assert all(f"{value} tỷ đồng" in shown(reader, address) for address in addresses)


@pytest.mark.parametrize(
    ("address", "changes"),
    [
        (PLACE, True), (OTHER_PLACE, False), ("/places/22", False), ("/indicators/budget_revenue", True),
        ("/indicators/poverty_rate", False), ("/indicators/budget_revenue?place=196", False), ("/map?indicator=budget_revenue", True),
        ("/map?indicator=poverty_rate", False), ("/figures?place=205", True), ("/figures?place=196", False), ("/inbox", True),
    ],
)  # fmt: skip
def test_a_decision_leaves_the_pages_that_it_does_not_concern(
    client: TestClient[Any], path: Path, address: str, changes: bool
) -> None:
    tag = client.get(address).headers["etag"]
    with Store.open(path) as store:
        store.decide(revenue_of(store, "205"), "accept", by="Lan")
    again = client.get(address, headers={"if-none-match": tag})
    assert again.status_code == (200 if changes else 304)


def test_a_kept_page_is_not_made_again(client: TestClient[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    first = client.get(PLACE).text
    monkeypatch.setattr(Store, "figures", None)
    assert client.get(PLACE).text == first


def test_each_reader_has_the_own_name_in_a_page_that_all_share(make_client: Callable[..., TestClient[Any]]) -> None:
    client = make_client(token="a-long-enough-token")
    client.headers["authorization"] = "Bearer a-long-enough-token"
    pages = {}
    for name in ("Lan", "Minh"):
        client.cookies = {"solieu_name": name, "solieu_visit": name * 10}
        pages[name] = client.get(PLACE).text
    assert all((f"</span>{name}</a>" in page) == (name == of) for of, page in pages.items() for name in pages)
    tokens = {name: re.findall(r'name="csrf" value="(\w+)"', page) for name, page in pages.items()}
    assert [len(found) for found in tokens.values()] == [1, 1]
    assert tokens["Lan"] != tokens["Minh"]
    gone = [client.post("/logout", data={"csrf": found[0]}, follow_redirects=False) for found in tokens.values()]
    assert [one.status_code for one in gone] == [403, 303]


@pytest.mark.parametrize("address", [one for one in PAGES if one not in ("/inbox", "/review", "/findings")])
def test_no_page_that_all_share_holds_a_form_that_posts(client: TestClient[Any], address: str) -> None:
    assert 'method="post"' not in client.get(address).text


def test_the_pages_that_are_kept_are_those_that_are_tried_here() -> None:
    kept = {one.path.partition("{")[0] for one in discovered() if isinstance(one, View) and one.rests_on is not None}
    assert kept == {"/places", "/places/", "/indicators", "/indicators/", "/map", "/figures", "/tasks", "/search"}


def test_what_was_asked_for_last_is_kept_as_long_as_there_is_room() -> None:
    kept = Kept(most_bytes=100)
    for number in range(5):
        kept.keep(number, "a", KeptPage(bytes(30), "text/html"))
        kept.known(0, "a")
    assert [number for number in range(5) if kept.known(number, "a")] == [0, 3, 4]
    kept.keep(4, "b", KeptPage(bytes(10), "text/html"))
    assert (kept.known(4, "a"), kept.size) == (None, 70)

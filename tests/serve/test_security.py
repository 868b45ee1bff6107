from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from solieu.pipeline import extract
from solieu.serve.security import hosts_of, is_loopback

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_client import Desk

    from solieu.store import Store

TOKEN = "một câu dài dễ nhớ"
PAGES = ("/inbox", "/report/1", "/figures.csv", "/api/v1/figures", "/nowhere", "/static/x/solieu.css")


@pytest.mark.parametrize("address", PAGES)
def test_every_answer_tells_browsers_to_be_careful(desk: Desk, address: str) -> None:
    headers = desk.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-frame-options"] == "DENY"


def test_pages_hold_no_scripts_or_styles_of_their_own(desk: Desk) -> None:
    import re

    for address in ("/inbox", "/report/1?figure=1", "/review", "/findings", "/tasks", "/api", "/figures"):
        page = desk.get(address).text
        assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []
        assert re.findall(r"<style|\sstyle=|\son\w+=", page) == []
        assert re.findall(r'(?:src|href)="(?:https?:)?//', page) == []


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example", "", "a b", "[::1"]
)
def test_another_host_name_is_not_answered(desk: Desk, host: str) -> None:
    refused = desk.get("/inbox", host=host)
    assert refused.status_code == 421
    assert "Tiên Yên" not in refused.text


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST"])
def test_this_computer_is_answered(desk: Desk, host: str) -> None:
    assert desk.get("/inbox", host=host).status_code == 200


def test_a_server_for_all_networks_answers_addresses_but_no_strange_names(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(hosts=hosts_of("0.0.0.0", ["Thongke.Example.vn"]), token=TOKEN)
    assert desk.get("/login", host="192.168.1.7:8000").status_code == 200
    assert desk.get("/login", host="thongke.example.vn").status_code == 200
    assert desk.get("/login", host="evil.example").status_code == 421


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("192.168.1.7", False),
        ("example.vn", False),
    ],
)
def test_what_is_this_computer_alone(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback


POSTS = ("/figure/1/decide", "/report/1/finish", "/name", "/finding/abc/dismiss", "/inbox/add", "/login", "/logout")


@pytest.mark.parametrize("address", POSTS)
@pytest.mark.parametrize("csrf", ["", "0" * 40, "không"])
def test_a_form_that_was_not_shown_here_is_refused(desk: Desk, address: str, csrf: str, store: Store) -> None:
    refused = desk.post(address, {"kind": "accept", "by": "Lan", "name": "Lan"}, csrf=csrf)
    assert refused.status_code == 403
    assert store.decisions() == []


def test_a_form_of_another_browser_is_refused(make_desk: Callable[..., Desk]) -> None:
    one = make_desk()
    stolen = one.csrf()
    one.client.cookies.clear()
    assert one.post("/figure/1/decide", {"kind": "accept", "by": "Lan"}, csrf=stolen).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_another_site_is_refused_even_with_the_right_form(desk: Desk, headers: dict[str, str]) -> None:
    assert desk.post("/figure/1/decide", {"kind": "accept", "by": "Lan"}, **headers).status_code == 403


def test_the_api_takes_nothing_that_a_strange_page_could_send(desk: Desk, store: Store) -> None:
    body = '{"kind": "accept", "by": "Lan"}'
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        sent = desk.client.post("/api/v1/figures/1/decisions", content=body, headers={"content-type": kind})
        assert sent.status_code == 403
    assert store.decisions() == []


@pytest.mark.parametrize(
    "address", ["/inbox", "/report/1", "/figures.csv", "/api/v1/figures", "/api", "/suggest/places.json?words=a"]
)
def test_without_the_token_nothing_is_shown(make_desk: Callable[..., Desk], address: str) -> None:
    desk = make_desk(token=TOKEN)
    refused = desk.get(address)
    assert refused.status_code in (303, 401)
    assert "Tiên Yên" not in refused.text
    for wrong in ("Bearer", "Bearer sai", f"Basic {TOKEN}", f"Bearer {TOKEN}x".encode().decode("latin-1")):
        assert desk.get(
            address, authorization=wrong.encode().decode("latin-1") if wrong.isascii() else "Bearer x"
        ).status_code in (303, 401)


def test_the_token_is_given_once(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(token="0123456789abcdef")
    assert desk.get("/report/1?figure=1").headers["location"] == "/login?to=/report/1%3Ffigure%3D1"
    wrong = desk.post("/login", {"token": "sai", "to": "/inbox"}, csrf=desk.csrf("/login"))
    assert (wrong.status_code, "không đúng" in wrong.text) == (401, True)
    right = desk.post("/login", {"token": "0123456789abcdef", "to": "/report/1?figure=1"}, csrf=desk.csrf("/login"))
    assert right.headers["location"] == "/report/1?figure=1"
    cookie = right.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "0123456789abcdef" not in right.headers["set-cookie"]
    assert desk.get("/inbox").status_code == 200
    desk.post("/logout", {}, csrf=desk.csrf("/name"))
    assert desk.get("/inbox").status_code == 303


def test_a_program_gives_the_token_with_each_request(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(token="0123456789abcdef")
    assert desk.get("/api/v1/figures", authorization="Bearer 0123456789abcdef").status_code == 200
    refused = desk.get("/api/v1/figures")
    assert (refused.status_code, refused.headers["www-authenticate"]) == (401, 'Bearer realm="solieu"')
    sent = desk.client.post(
        "/api/v1/figures/1/decisions", json={"kind": "accept", "by": "Lan"}, headers={"authorization": "Bearer x"}
    )
    assert sent.status_code == 401


@pytest.mark.parametrize("address", ["/figure/1/decide", "/api/v1/figures/1/decisions"])
def test_too_much_is_refused(desk: Desk, address: str) -> None:
    sent = desk.client.post(
        address, content=b"x=" + b"1" * 2_000_000, headers={"content-type": "application/x-www-form-urlencoded"}
    )
    assert sent.status_code in (403, 413)
    json = desk.client.post(address, content=b" " * 2_000_000, headers={"content-type": "application/json"})
    assert json.status_code in (400, 403, 413)


HOSTILE = (
    '<script>alert(1)</script> "onmouseover="alert(2) <img src=x onerror=alert(3)> {{ 7*7 }} {% raw %} \u202egnort\u202c &amp; '
    "</article></title> javascript:alert(4)"
)


def test_hostile_text_stays_text(make_desk: Callable[..., Desk], store: Store) -> None:
    import msgspec

    report = extract(
        f"{HOSTILE}\nUBND huyện Tiên Yên: Thu {HOSTILE} ngân sách năm 2022 đạt 5 tỷ đồng. Giao {HOSTILE} hoàn thành trước ngày 1/2/2023.\n"
        f"| {HOSTILE} | 5 ha |\n| a | 7 ha |",
        name=f"{HOSTILE}.txt",
    )
    hostile = msgspec.structs.replace(
        report, title=HOSTILE, url="javascript:alert(5)", warnings=(HOSTILE,), place=HOSTILE
    )
    number = store.add(hostile).id
    (figure, *_) = store.report_figures(number)
    store.decide(
        figure.id,
        "correct",
        changes={"indicator": HOSTILE, "place": HOSTILE, "basis": HOSTILE},
        why=HOSTILE,
        by=HOSTILE,
    )
    desk = make_desk()
    for address in (
        f"/report/{number}",
        f"/report/{number}?figure={figure.id}",
        "/inbox",
        "/review",
        "/tasks",
        "/figures",
        f"/figure/{figure.id}/card",
        f"/figures?words={HOSTILE[:20]}",
    ):
        page = desk.get(address).text
        for live in (
            "<script>alert",
            "<img src=x",
            '"onmouseover="',
            "</article></title>",
            'href="javascript:',
            " 49 ",
        ):
            assert live not in page, (address, live)


def test_formulas_stay_text_in_spreadsheets(make_desk: Callable[..., Desk], store: Store) -> None:
    store.decide(1, "correct", changes={"indicator": "=cmd|' /C calc'!A0"}, by="Lan")
    sheet = make_desk().get("/figures.csv").text
    assert ",'=cmd|" in sheet
    assert ",=cmd" not in sheet


def test_a_fault_shows_nothing_of_the_program(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from solieu.store import Store as Any_

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret words")

    monkeypatch.setattr(Any_, "tasks", broken)
    page = desk.get("/tasks")
    assert page.status_code == 500
    assert "secret" not in page.text
    assert "ZeroDivisionError" not in page.text
    assert "secret words" in caplog.text
    assert desk.get("/tasks.json").headers["content-type"] == "application/problem+json"

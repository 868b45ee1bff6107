"""Portals that misbehave: every fault is survived with a clear line, and nothing is hammered."""

from __future__ import annotations

import gzip
import ssl
import threading
import time
import zlib
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import trustme
from crashing import crashing
from portal import Answer, Portal, html, links, report

from solieu.collect.words import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from office import Office

GOOD = "/tot-1.html"


def follow(office: Office, portal: Portal, *paths: str, **rules: object) -> None:
    """The pages of a portal, of which one is good."""
    portal.article(GOOD, 1)
    office.follow({"name": "Huyện", "pages": [portal.url(one) for one in (*paths, GOOD)], **rules})


def line(office: Office, word: str) -> str:
    """The sentence that a clerk reads, in Vietnamese."""
    (told,) = [one for one in office.told if one.word == word]
    return sentence("vi", told.word, told.values)


def test_a_slow_server_is_given_up_and_the_others_go_on(office: Office, portal: Portal) -> None:
    portal.pages["/cham-1.html"] = html(report(2))._replace(after=0.5)
    follow(office, portal, "/cham-1.html", timeout=0.2)
    office.run()
    assert office.troubles() == [("timeout", portal.url("/cham-1.html"))]
    assert line(office, "timeout") == "không trả lời trong 0.2 giây (thử lại lần sau)"
    assert office.reports() == [portal.url(GOOD)]
    assert portal.counted()["/cham-1.html"] == 2  # once more, and no more


def test_a_server_that_sends_a_drop_now_and_then_is_given_up(office: Office, portal: Portal) -> None:
    def drops() -> Iterator[bytes]:
        for _ in range(100):
            time.sleep(0.05)
            yield b"a"

    portal.pages["/giot.html"] = Answer(headers={"Content-Type": "text/html"}, stream=drops, length=100)
    follow(office, portal, "/giot.html", transfer=0.4, retries=0)
    begun = time.monotonic()
    office.run()
    assert office.troubles() == [("timeout", portal.url("/giot.html"))]
    assert time.monotonic() - begun < 4
    assert office.reports() == [portal.url(GOOD)]


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def secure(authority: trustme.CA, *names: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(context)
    return context


def test_a_certificate_that_nobody_vouches_for(office: Office, authority: trustme.CA) -> None:
    with Portal(secure(authority, "127.0.0.1")) as portal:
        follow(office, portal, retries=2)
        office.run()
        assert [word for word, _ in office.troubles()] == ["tls"]
        assert "chứng thư bảo mật không hợp lệ: " in line(office, "tls")
        assert portal.asked == []
        office.follow({"name": "Huyện", "pages": portal.url(GOOD), "verify_tls": False})
        office.run()
        assert office.reports() == [portal.url(GOOD)]


def test_a_certificate_of_another_name(office: Office, authority: trustme.CA, monkeypatch, tmp_path) -> None:
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    with Portal(secure(authority, "khac.example")) as portal:
        follow(office, portal)
        office.run()
        assert [word for word, _ in office.troubles()] == ["tls"]
        assert portal.asked == []


def test_a_server_that_asks_to_wait_is_waited_for(office: Office, portal: Portal) -> None:
    answers = iter([Answer(status=429, headers={"Retry-After": "1"}), html(report(3))])
    portal.pages["/ban-1.html"] = lambda _: next(answers)
    follow(office, portal, "/ban-1.html")
    office.run()
    assert office.troubles() == []
    first, second = (one.at for one in portal.asked if one.path == "/ban-1.html")
    assert second - first >= 1
    assert len(office.reports()) == 2


def test_a_server_that_asks_to_wait_long_is_left_alone_until_the_next_run(office: Office, portal: Portal) -> None:
    portal.pages["/ban-1.html"] = Answer(status=503, headers={"Retry-After": "3600"})
    follow(office, portal, "/ban-1.html", "/ban-2.html", "/ban-3.html")
    (result,) = office.run().results
    assert portal.counted() == {"/robots.txt": 1, "/ban-1.html": 1}
    assert line(office, "asked_to_wait") == "máy chủ yêu cầu chờ 3600 giây (thử lại lần sau)"
    assert (result.counts.failed, result.counts.waiting) == (1, 4)
    for path in ("/ban-1.html", "/ban-2.html", "/ban-3.html"):
        portal.article(path, 5)
    office.run()
    assert len(office.reports()) == 2  # the others have the same bytes


@pytest.mark.parametrize(
    "hops",
    [
        {"/a.html": "/b.html", "/b.html": "/a.html"},
        {"/a.html": "/a.html"},
        {f"/{at}.html": f"/{at + 1}.html" for at in range(20)} | {"/a.html": "/0.html"},
    ],
)
def test_redirects_that_lead_nowhere(office: Office, portal: Portal, hops: dict[str, str]) -> None:
    for start, end in hops.items():
        portal.pages[start] = Answer(status=302, headers={"Location": end})
    follow(office, portal, "/a.html")
    office.run()
    assert office.troubles() == [("redirect_loop", portal.url("/a.html"))]
    assert len(portal.asked) <= 1 + 6 + 1
    assert office.reports() == [portal.url(GOOD)]


def test_a_calendar_without_end(office: Office, portal: Portal) -> None:
    def month(number: int) -> Answer:
        more = f'<a href="/lich?page={number + 1}">Tháng sau ›</a> <a href="/lich?page={number + 1}">{number + 1}</a>'
        return links("/tin/bai-1001.html", more=more)

    class Endless(dict):
        def get(self, path: str, default: object = None) -> object:
            return month(int(path.rpartition("=")[2])) if path.startswith("/lich?") else super().get(path, default)

    portal.pages = Endless(portal.pages)
    portal.pages["/lich"] = month(1)
    portal.article("/tin/bai-1001.html", 1)
    office.follow({"name": "Lịch", "listing": portal.url("/lich")})
    office.run()
    assert office.reports() == [portal.url("/tin/bai-1001.html")]
    # What names nothing that was not seen ends the list.
    assert [one.path for one in portal.asked] == ["/robots.txt", "/lich", "/lich?page=2", "/tin/bai-1001.html"]


def test_a_list_without_end_that_makes_up_articles(office: Office, portal: Portal) -> None:
    def page(number: int) -> Answer:
        more = f'<a href="/tin?page={number + 1}">{number + 1}</a>'
        return links(*(f"/bai-{1000 * number + at}.html" for at in range(10)), more=more)

    class Endless(dict):
        def get(self, path: str, default: object = None) -> object:
            if path.startswith("/tin?page="):
                return page(int(path.rpartition("=")[2]))
            return html(report(int(path[5:-5]))) if path.startswith("/bai-") else super().get(path, default)

    portal.pages = Endless(portal.pages)
    portal.pages["/tin"] = page(1)
    office.follow({"name": "Dài", "listing": portal.url("/tin"), "depth": 4, "most": 7})
    (result,) = office.run().results
    counted = portal.counted()
    assert sum(path.startswith("/tin") for path in counted) == 4
    assert sum(path.startswith("/bai-") for path in counted) == 7
    assert (result.counts.added, result.counts.waiting) == (7, 33)
    assert office.run().results[0].counts.added == 7


def test_a_file_of_five_gigabytes_is_stopped_at_the_limit(office: Office, portal: Portal) -> None:
    def endless() -> Iterator[bytes]:
        piece = b"Thu ngan sach " * 4096
        for _ in range(5 * 1024**3 // len(piece)):
            yield piece

    portal.pages["/lon-1.pdf"] = Answer(headers={"Content-Type": "application/pdf"}, stream=endless, length=5 * 1024**3)
    portal.pages["/lon-2.pdf"] = Answer(
        headers={"Content-Type": "application/pdf", "Transfer-Encoding": "identity"}, stream=endless, length=1024
    )
    follow(office, portal, "/lon-1.pdf", "/lon-2.pdf", size=2, timeout=3)
    office.run()
    assert office.troubles()[0] == ("too_large", portal.url("/lon-1.pdf"))
    assert line(office, "too_large") == "lớn hơn giới hạn 2 MB, không lấy"
    assert portal.sent < 64 * 1024**2
    assert portal.url(GOOD) in office.reports()


def test_a_length_that_is_not_told_is_counted(office: Office, portal: Portal) -> None:
    def chunks() -> Iterator[bytes]:
        piece = b"0" * 65536
        for _ in range(1000):
            yield b"10000\r\n" + piece + b"\r\n"

    def chunked(_: object) -> Answer:
        return Answer(headers={"Content-Type": "text/html", "Transfer-Encoding": "chunked"}, stream=chunks, length=None)

    portal.pages["/dai.html"] = chunked
    portal.chunked.add("/dai.html")
    follow(office, portal, "/dai.html", size=1)
    office.run()
    assert office.troubles() == [("too_large", portal.url("/dai.html"))]
    assert portal.sent < 32 * 1024**2


@pytest.mark.parametrize(("encoding", "packed"), [
    ("gzip", gzip.compress(bytes(300 * 1024**2), 9)), ("deflate", zlib.compress(bytes(300 * 1024**2), 9)),
])  # fmt: skip
def test_what_unpacks_to_too_much_is_not_unpacked(office: Office, portal: Portal, encoding: str, packed: bytes) -> None:
    portal.pages["/bom.html"] = html("", **{"Content-Encoding": encoding})._replace(body=packed)
    follow(office, portal, "/bom.html", size=5)
    office.run()
    assert office.troubles() == [("too_large", portal.url("/bom.html"))]
    assert office.reports() == [portal.url(GOOD)]


@pytest.mark.parametrize("packed", [gzip.compress(report(7).encode()), None])
def test_what_comes_packed_is_unpacked(office: Office, portal: Portal, packed: bytes | None) -> None:
    bare = zlib.compressobj(wbits=-15)
    body = packed or bare.compress(report(7).encode()) + bare.flush()
    portal.pages["/goi.html"] = html("", **{"Content-Encoding": "gzip" if packed else "deflate"})._replace(body=body)
    follow(office, portal, "/goi.html")
    office.run()
    assert office.troubles() == []
    assert len(office.reports()) == 2


def test_a_connection_that_breaks_off_is_tried_again(office: Office, portal: Portal) -> None:
    whole = html(report(4))
    answers = iter([whole._replace(drop_at=200), whole])
    portal.pages["/dut-1.html"] = lambda _: next(answers)
    portal.pages["/dut-2.html"] = html(report(5))._replace(drop_at=100)
    follow(office, portal, "/dut-1.html", "/dut-2.html")
    office.run()
    assert office.troubles() == [("dropped", portal.url("/dut-2.html"))]
    assert sorted(office.reports()) == [portal.url("/dut-1.html"), portal.url(GOOD)]
    assert (portal.counted()["/dut-1.html"], portal.counted()["/dut-2.html"]) == (2, 2)
    portal.article("/dut-2.html", 5)
    office.run()
    assert portal.url("/dut-2.html") in office.reports()


def test_a_host_that_fails_again_and_again_is_left_alone(office: Office, portal: Portal) -> None:
    paths = [f"/loi-{at}.html" for at in range(30)]
    for path in paths:
        portal.pages[path] = Answer(status=500)
    follow(office, portal, *paths)
    (result,) = office.run().results
    # Four addresses, each tried twice; then the rest waits.
    assert len(portal.asked) == 1 + 4 * 2
    assert office.troubles()[-1][0] == "host_silent"
    assert (result.counts.failed, result.counts.waiting) == (5, 27)
    for at, path in enumerate(paths):
        portal.article(path, at)
    office.run()
    assert len(office.reports()) == 30  # one has the bytes of the good page


def test_a_server_that_is_not_there(office: Office, portal: Portal) -> None:
    with Portal() as other:
        address = other.url("/a-1.html")
    follow(office, portal)
    text = office.file.read_text("utf-8")
    office.file.write_text(text + f'\n[[source]]\nname = "Khác"\npages = "{address}"\n', "utf-8")
    summary = office.run()
    # Without its robots.txt nothing is known of what it allows.
    assert office.troubles() == [("robots_unreachable", address)]
    assert [one.counts.added for one in summary.results] == [1, 0]


def test_what_is_no_document_is_not_taken(office: Office, portal: Portal) -> None:
    portal.pages["/phim"] = Answer(b"\0" * 100, headers={"Content-Type": "video/mp4"})
    follow(office, portal, "/phim")
    office.run()
    assert line(office, "wrong_type") == "không phải văn bản (video/mp4), không lấy"
    office.run()
    assert portal.counted()["/phim"] == 1


def test_what_cannot_be_read_is_kept_with_its_error(office: Office, portal: Portal) -> None:
    portal.pages["/hong.pdf"] = Answer(b"%PDF-1.7 broken", headers={"Content-Type": "application/pdf"})
    follow(office, portal, "/hong.pdf")
    office.run()
    assert [word for word, _ in office.troubles()] == ["unreadable"]
    (failed,) = office.ask(lambda store: store.reports(failed=True))
    assert failed.name == portal.url("/hong.pdf")


def test_robots_are_followed(office: Office, portal: Portal) -> None:
    portal.pages["/robots.txt"] = Answer("User-agent: *\nDisallow: /kin/\nCrawl-delay: 0.3\n")
    portal.article("/kin/bai-1.html", 3)
    portal.article("/bai-2.html", 4)
    follow(office, portal, "/kin/bai-1.html", "/bai-2.html")
    office.run()
    assert office.troubles() == [("robots", portal.url("/kin/bai-1.html"))]
    assert portal.counted() == {"/robots.txt": 1, "/bai-2.html": 1, GOOD: 1}
    assert min(later.at - earlier.at for earlier, later in pairwise(portal.asked[1:])) >= 0.29


@pytest.mark.parametrize(("status", "asks"), [(404, True), (403, True), (500, False)])
def test_robots_that_cannot_be_had(office: Office, portal: Portal, status: int, asks: bool) -> None:
    portal.pages["/robots.txt"] = Answer(status=status)
    follow(office, portal)
    office.run()
    assert bool(portal.counted()[GOOD]) == asks
    assert [word for word, _ in office.troubles()] == ([] if asks else ["robots_unreachable"])


def test_one_connection_a_host_and_a_pause_between_requests(office: Office, portal: Portal) -> None:
    paths = [f"/a-{at}.html" for at in range(6)]
    for at, path in enumerate(paths):
        portal.pages[path] = html(report(at))._replace(after=0.02)
    # Two sources of one host take turns.
    office.follow(
        {"name": "Một", "pages": [portal.url(one) for one in paths[:3]], "delay": 0.15},
        {"name": "Hai", "pages": [portal.url(one) for one in paths[3:]], "delay": 0.15},
    )
    office.run()
    assert portal.most_open == 1
    assert portal.counted() == {"/robots.txt": 1, **dict.fromkeys(paths, 1)}
    assert min(later.at - earlier.at for earlier, later in pairwise(portal.asked)) >= 0.149
    assert all(one.headers["user-agent"].startswith("solieu/") for one in portal.asked)


def test_a_file_that_brings_down_its_reader_stops_no_other(office: Office, portal: Portal, monkeypatch) -> None:
    portal.pages["/sap-1.html"] = html(report(2, more="<p>SOLIEU-TEST-CRASH</p>"))
    portal.article("/sau-1.html", 3)
    follow(office, portal, "/sap-1.html", "/sau-1.html")
    office.file.write_text(office.file.read_text("utf-8").replace("workers = 0", "workers = 1"), "utf-8")
    monkeypatch.setattr("solieu.collect.readers.read_body", crashing)
    office.run()
    assert office.troubles() == [("unreadable", portal.url("/sap-1.html"))]
    assert sorted(office.reports()) == [portal.url("/sau-1.html"), portal.url(GOOD)]


def test_two_runs_at_once_take_turns(office: Office, portal: Portal) -> None:
    from solieu.collect.archive import Archive
    from solieu.errors import StoreError

    follow(office, portal)
    office.run()
    with (
        Archive(office.folder / "solieu.db.d").alone(),
        pytest.raises(StoreError, match="Another solieu collect is at work"),
    ):
        office.run()
    assert threading.active_count() < 20

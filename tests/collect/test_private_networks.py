"""Nothing is fetched from where nothing may be fetched from, whatever names and redirects say."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest
from portal import Answer, Portal, html, report

from solieu.collect.addresses import Gate, is_web, normalised
from solieu.collect.troubles import CannotFetch

if TYPE_CHECKING:
    from office import Office

NOT_ALLOWED = ["10.0.0.0/8"]


def words(office: Office) -> list[str]:
    return [word for word, _ in office.troubles()]


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f000001", "127.1"]
)
def test_this_computer_is_not_fetched_from(office: Office, portal: Portal, host: str) -> None:
    portal.article("/a-1.html", 1)
    office.follow({"name": "Trong", "pages": portal.url("/a-1.html", host), "allow_private": False, "robots": False})
    office.run()
    assert words(office) == ["private_address"]
    assert portal.asked == []


def test_a_redirect_into_a_private_network_is_not_followed(office: Office, portal: Portal) -> None:
    with Portal() as inner:
        inner.article("/mat-1.html", 1)
        portal.pages["/a.html"] = Answer(status=302, headers={"Location": f"http://localhost:{inner.port}/mat-1.html"})
        # The portal itself may be asked, since its network is allowed; what it names is another.
        office.follow({"name": "Ngoài", "pages": portal.url("/a.html"), "other_sites": ["localhost"], "robots": False,
                       "allow_private": ["127.0.0.1/32"]})  # fmt: skip
        monkey = pytest.MonkeyPatch()
        monkey.setattr(socket, "getaddrinfo", answering({"localhost": ["10.0.0.7"]}))
        with monkey.context():
            office.run()
        monkey.undo()
        assert words(office) == ["private_address"]
        assert inner.asked == []


def answering(names: dict[str, list[str]], asked: list[str] | None = None):  # type: ignore[no-untyped-def]
    """What looks up names: each time the next address, at last the same."""
    real = socket.getaddrinfo

    def look_up(host, port, *rest, **more):  # type: ignore[no-untyped-def]
        if host not in names:
            return real(host, port, *rest, **more)
        if asked is not None:
            asked.append(host)
        numbers = names[host]
        number = numbers.pop(0) if len(numbers) > 1 else numbers[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port))]

    return look_up


def test_a_name_that_means_another_address_a_moment_later(office: Office, portal: Portal, monkeypatch) -> None:
    """DNS rebinding: what was checked is what is connected to, since the name is looked up once for each connection."""
    portal.article("/a-1.html", 1)
    asked: list[str] = []
    monkeypatch.setattr(socket, "getaddrinfo", answering({"portal.example": ["93.184.215.14", "127.0.0.1"]}, asked))
    office.follow({"name": "Đổi", "pages": portal.url("/a-1.html", "portal.example"), "allow_private": False, "robots": False,
                   "timeout": 0.3, "retries": 2})  # fmt: skip
    office.run()
    # The first time it is a public address, where nobody answers; then a private one, which is refused.
    assert words(office)[-1] in ("private_address", "timeout", "unreachable")
    assert len(asked) >= 2
    assert portal.asked == []


def test_the_socket_is_made_for_allowed_addresses_alone() -> None:
    from solieu.collect.fetch import _socket

    with pytest.raises(CannotFetch, match="private network"):
        _socket(Gate(), (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 80)))
    _socket(Gate(["127.0.0.0/8"]), (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 80))).close()


def test_a_host_of_which_some_addresses_are_private_is_reached_by_the_others(
    office: Office, portal: Portal, monkeypatch
) -> None:
    portal.article("/a-1.html", 1)

    def look_up(host, port, *rest, **more):  # type: ignore[no-untyped-def]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in ("10.0.0.7", "127.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    office.follow({"name": "Hai", "pages": portal.url("/a-1.html", "portal.example")})
    office.run()
    assert len(office.reports()) == 1


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "gopher://x",
        "javascript:alert(1)",
        "data:text/html,x",
        "http://a:b@127.0.0.1/",
    ],
)
def test_redirects_out_of_the_web_are_not_followed(office: Office, portal: Portal, target: str) -> None:
    portal.pages["/a.html"] = Answer(status=302, headers={"Location": target})
    office.follow({"name": "Ngoài", "pages": portal.url("/a.html")})
    office.run()
    assert words(office) == ["redirect_elsewhere"]


def test_a_redirect_to_another_site_is_not_followed(office: Office, portal: Portal) -> None:
    portal.pages["/a.html"] = Answer(status=302, headers={"Location": f"http://localhost:{portal.port}/b.html"})
    portal.article("/b.html", 1)
    office.follow({"name": "Ngoài", "pages": portal.url("/a.html")})
    office.run()
    assert words(office) == ["redirect_elsewhere"]
    assert "/b.html" not in portal.counted()


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("93.184.215.14", True), ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True), ("127.0.0.1", False), ("10.1.2.3", False),
        ("172.16.0.1", False), ("192.168.0.1", False), ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False),
        ("224.0.0.1", False), ("255.255.255.255", False), ("198.18.0.1", False), ("192.0.2.1", False), ("::1", False), ("::", False),
        ("fe80::1", False), ("fe80::1%eth0", False), ("fc00::1", False), ("ff02::1", False), ("::ffff:192.168.0.1", False),
        ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False), ("2001:db8::1", False), ("example.com", False),
    ],
)  # fmt: skip
def test_which_addresses_are_public(address: str, allowed: bool) -> None:
    assert Gate().allows(address) == allowed


def test_allowed_networks_are_no_others() -> None:
    gate = Gate(["192.168.1.0/24", "fd00::/8"])
    assert gate.allows("192.168.1.9")
    assert gate.allows("fd00::5")
    assert not gate.allows("192.168.2.9")
    assert not gate.allows("0.0.0.0")
    assert Gate(True).allows("10.0.0.1")
    assert not Gate(True).allows("224.0.0.1")


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://",
        "http://a b/",
        "http://x:y@a.vn/",
        "//a.vn/",
        "http://a.vn:99999/",
        "http://a.vn/\n",
        "x" * 9,
        "http://a.vn/" + "x" * 3000,
    ],
)
def test_what_is_no_address_of_the_web(address: str) -> None:
    assert not is_web(address)
    if not address.endswith("\n"):
        with pytest.raises(CannotFetch):
            normalised(address)


def test_scripts_in_pages_are_words_and_links_of_scripts_are_none(office: Office, portal: Portal) -> None:
    portal.pages["/a-1.html"] = html(
        report(1, more='<script>location="/bay-1.pdf"</script><a href="javascript:go(\'/bay-2.pdf\')">x</a>')
    )
    office.follow({"name": "Huyện", "pages": portal.url("/a-1.html")})
    office.run()
    assert portal.counted() == {"/robots.txt": 1, "/a-1.html": 1}


def test_a_sitemap_that_names_files_of_this_computer(office: Office, portal: Portal, tmp_path) -> None:
    (tmp_path / "secret.txt").write_text("bí mật")
    portal.pages["/s.xml"] = Answer(
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{tmp_path}/secret.txt"><!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{portal.url("/")}&e;&b;</loc></url>'
        f"<url><loc>file://{tmp_path}/secret.txt</loc></url><url><loc>{portal.url('/a-1.html')}</loc></url></urlset>"
    )
    portal.article("/a-1.html", 1)
    office.follow({"name": "Sơ đồ", "sitemap": portal.url("/s.xml")})
    office.run()
    assert office.reports() == [portal.url("/a-1.html")]
    assert not any("bí" in one.path or "secret" in one.path for one in portal.asked)


def test_a_feed_that_names_files_of_this_computer(office: Office, portal: Portal, tmp_path) -> None:
    (tmp_path / "secret.txt").write_text("secret-words")
    portal.pages["/rss"] = Answer(
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{tmp_path}/secret.txt">]><rss version="2.0"><channel>'
        f"<item><title>&e;</title><link>file://{tmp_path}/secret.txt</link></item>"
        f"<item><title>&e;a</title><link>{portal.url('/a-1.html')}</link></item></channel></rss>"
    )
    portal.article("/a-1.html", 1)
    office.follow({"name": "RSS", "feed": portal.url("/rss")})
    office.run()
    titles = office.ask(lambda store: [store.watching.page(portal.url("/a-1.html"))])
    assert office.reports() in ([], [portal.url("/a-1.html")])
    assert all(one is None or "secret" not in (one.title or "") for one in titles)
    assert not any("secret" in one.path for one in portal.asked)

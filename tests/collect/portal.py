"""Web servers on this computer that behave as portals do, well and badly; every request is written down."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, NamedTuple, Self
from urllib.parse import urlsplit

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator

REPORT = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title></head><body>
<header><a href="/">Trang chủ</a> <a href="/lien-he">Liên hệ</a></header>
<article><h1>{title}</h1>
<p>UBND huyện Tiên Yên, tỉnh Quảng Ninh, ngày {day}: Thu ngân sách {month} tháng đầu năm 2022 đạt {revenue} tỷ đồng, bằng 57,7% dự toán tỉnh giao.</p>
<p>Toàn huyện trồng được {forest} ha rừng; số hộ nghèo còn {poor} hộ. Các xã tiếp tục thực hiện nhiệm vụ được giao trong những tháng cuối năm.</p>
{more}</article><footer>Bản quyền thuộc về UBND huyện</footer></body></html>"""


def report(number: int, *, revenue: str | None = None, more: str = "") -> str:
    """A page as a district might publish it; its figures are made up and differ from page to page."""
    month = number % 9 + 1
    return REPORT.format(
        title=f"Tình hình kinh tế - xã hội {month} tháng đầu năm 2022, bản tin số {number}", day=f"{number % 28 + 1}/10/2022", month=month,
        revenue=revenue or f"{500 + number},{number % 10}", forest=100 + number, poor=900 + number, more=more,
    )  # fmt: skip


class Asked(NamedTuple):
    """A request as it came."""

    at: float
    path: str
    headers: dict[str, str]


class Answer(NamedTuple):
    """What a server answers."""

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = {}  # noqa: RUF012
    after: float = 0.0
    drop_at: int | None = None
    """Break the connection after so many bytes."""
    stream: Callable[[], Iterator[bytes]] | None = None
    length: int | None = None
    """That it tells, whatever it sends."""


class Portal:
    """A server on a port of its own; ``pages`` are answers by path with query, or functions that give them."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.pages: dict[str, Answer | Callable[[Asked], Answer]] = {}
        self.asked: list[Asked] = []
        self.open_now = 0
        self.most_open = 0
        self.sent = 0
        self.chunked: set[str] = set()
        """Paths whose length is not told."""
        self.lock = threading.Lock()
        portal = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                portal._answer(self)

            def log_message(self, *_: object) -> None:
                return

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 64

            def handle_error(self, *_: object) -> None:
                return

        self.server = Server(("127.0.0.1", 0), Handler)
        if tls is not None:
            self.server.socket = tls.wrap_socket(self.server.socket, server_side=True, do_handshake_on_connect=False)
        self.scheme = "http" if tls is None else "https"
        self.port = self.server.server_address[1]
        self._thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    def counted(self) -> Counter[str]:
        """How often each path was asked for."""
        return Counter(one.path for one in self.asked)

    def article(self, path: str, number: int, **how: str) -> None:
        self.pages[path] = html(report(number, **how))

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        asked = Asked(time.monotonic(), handler.path, {name.lower(): value for name, value in handler.headers.items()})
        with self.lock:
            self.asked.append(asked)
            self.open_now += 1
            self.most_open = max(self.most_open, self.open_now)
        try:
            given = self.pages.get(handler.path)
            answer = Answer("không có", 404) if given is None else given(asked) if callable(given) else given
            self._send(handler, answer)
        finally:
            with self.lock:
                self.open_now -= 1

    def _send(self, handler: BaseHTTPRequestHandler, answer: Answer) -> None:
        time.sleep(answer.after)
        body = answer.body.encode() if isinstance(answer.body, str) else answer.body
        with contextlib.suppress(OSError):
            handler.send_response(answer.status)
            for name, value in answer.headers.items():
                handler.send_header(name, value)
            if answer.status != 304 and handler.path not in self.chunked:
                handler.send_header("Content-Length", str(len(body) if answer.length is None else answer.length))
            handler.end_headers()
            if answer.stream is not None:
                handler.close_connection = True
                for piece in answer.stream():
                    handler.wfile.write(piece)
                    self.sent += len(piece)
                return
            handler.wfile.write(body[: answer.drop_at])
            if answer.drop_at is not None:
                handler.wfile.flush()
                handler.close_connection = True
                handler.connection.shutdown(socket.SHUT_RDWR)


def html(text: str, **headers: str) -> Answer:
    """A page in UTF-8."""
    return Answer(text, headers={"Content-Type": "text/html; charset=utf-8", **headers})


def links(*addresses: str, title: str = "Tin tức", more: str = "") -> Answer:
    """A list of links."""
    rows = "".join(
        f'<li><a href="{one}">Tin về tình hình kinh tế - xã hội {at}</a></li>' for at, one in enumerate(addresses)
    )
    return html(
        f'<html><head><title>{title}</title></head><body><a href="/">Trang chủ</a><ul>{rows}</ul>{more}</body></html>'
    )


def path_of(address: str) -> str:
    return urlsplit(address).path

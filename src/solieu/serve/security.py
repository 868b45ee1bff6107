"""Who may ask: the hosts that the server answers to, the token, forms of its own pages alone; and what browsers are told."""

from __future__ import annotations

import hmac
import ipaddress
import re
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from litestar.enums import ScopeType

from solieu.serve.faults import Forbidden, NotLoggedIn
from solieu.serve.reader import SESSION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from litestar import Request
    from litestar.types import ASGIApp, Message, Receive, Scope, Send

    from solieu.serve.asked import Asked
    from solieu.serve.desk import Desk

__all__ = ["HEADERS", "LOOPBACK", "Guard", "is_loopback", "require_own_form", "same"]

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_OPEN_PATHS = ("/login", "/static/")
_HOST = re.compile(r"(?:\[(?P<six>[0-9a-fA-F:.]+)\]|(?P<name>[A-Za-z0-9._-]+))(?::\d{1,5})?", re.ASCII)


def is_loopback(host: str) -> bool:
    """Whether only this computer reaches a server at ``host``."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def same(given: str, wanted: str) -> bool:
    """Whether both are the same, told in a time that does not depend on where they differ."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode("utf-8", "replace"))


class Guard:
    """Stands before the application: answers no unknown host, no reader without the token, and marks every answer."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self.app = app
        self.desk = desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                told = {name for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *((name.encode(), value.encode()) for name, value in HEADERS.items() if name.encode() not in told),
                ]
            await send(message)

        if not self._is_known_host(headers.get("host", "")):
            await _refuse(marked, 421, b"This server does not answer to this host name; see solieu serve --help.\n")
            return
        scope.setdefault("state", {})["is_known"] = self._is_known_reader(scope["path"], headers)
        await self.app(scope, receive, marked)

    def _is_known_host(self, header: str) -> bool:
        found = _HOST.fullmatch(header)
        if found is None:
            return False
        host = (found["six"] or found["name"] or "").lower().rstrip(".")
        if host in LOOPBACK or host in self.desk.hosts:
            return True
        return "*" in self.desk.hosts and _is_address(host)

    def _is_known_reader(self, path: str, headers: dict[str, str]) -> bool:
        token = self.desk.token
        if token is None or path.startswith(_OPEN_PATHS):
            return True
        kind, _, given = headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer" and same(given.strip(), token):
            return True
        return same(_cookie(headers.get("cookie", ""), SESSION) or "", self.desk.session)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _cookie(header: str, name: str) -> str:
    try:
        found = SimpleCookie(header).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


async def _refuse(send: Any, status: int, body: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})


def require_same_origin(request: Request[Any, Any, Any]) -> None:
    """Refuse what another host's page sends.

    Raises:
        Forbidden: if the browser says that it comes from elsewhere.
    """
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site in ("cross-site", "same-site"):
        raise Forbidden("from_elsewhere")
    if origin is not None and urlsplit(origin).netloc.lower() != request.headers.get("host", "").lower():
        raise Forbidden("from_elsewhere")


def require_own_form(desk: Desk, request: Request[Any, Any, Any], asked: Asked) -> None:
    """Refuse a form that was not shown to this very browser by this server.

    Raises:
        Forbidden: if it was not.
    """
    require_same_origin(request)
    given = asked.fields.get("csrf") or request.headers.get("x-csrf-token") or ""
    if not same(given, asked.csrf):
        raise Forbidden("stale_form")


def require_own_data(request: Request[Any, Any, Any]) -> None:
    """Refuse JSON that a page of another host could send without asking the browser first.

    Raises:
        Forbidden: if it comes from elsewhere, or is not declared to be JSON.
    """
    require_same_origin(request)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Forbidden("not_json")


def hosts_of(host: str, extra: Iterable[str] = ()) -> set[str]:
    """The names under which a server bound to ``host`` is asked; ``*`` for any address where it is bound to all."""
    import socket

    if is_loopback(host):
        return {host.lower(), *map(str.lower, extra)}
    names = {host.lower(), *map(str.lower, extra)}
    if host in ("0.0.0.0", "::"):
        names |= {"*", socket.gethostname().lower(), socket.getfqdn().lower()}
    return names


def require_token(request: Request[Any, Any, Any]) -> None:
    """Refuse a reader whom the guard did not find to have the token.

    Raises:
        NotLoggedIn: if the guard did not.
    """
    if not getattr(request.state, "is_known", True):
        raise NotLoggedIn("not_logged_in")

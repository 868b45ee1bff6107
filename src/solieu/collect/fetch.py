"""Polite fetching: one connection a host, pauses, retries, limits; and only from addresses that may be connected to.

A name is looked up by :class:`_Guarded` alone, which gives nothing but allowed addresses, and what is connected to is checked once
more when its socket is made: a name that means another address a moment later leads nowhere.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import time
from email.utils import parsedate_to_datetime
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from solieu.clock import now
from solieu.collect.addresses import Gate, host_of, is_web
from solieu.collect.packed import Unpacker
from solieu.collect.troubles import CannotFetch
from solieu.version import __version__

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from solieu.collect.sources import Source
    from solieu.collect.warc import Warc
    from solieu.store import RunCounts

__all__ = ["Fetched", "Fetcher", "agent"]

_MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 503})
_GONE = frozenset({404, 410})
_SILENT = 4
"""So many addresses of a host that fail on end are taken for all."""
_ACCEPTED = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5"
_NO_DOCUMENT = ("image/", "video/", "audio/", "font/", "text/css", "application/javascript", "text/javascript", "application/zip",
                "application/x-rar", "application/x-7z", "application/x-msdownload", "application/vnd.android")  # fmt: skip
_MIB = 1024 * 1024


def agent(contact: str | None) -> str:
    """The name under which servers see this program.

    >>> agent("vp@example.vn").partition(" ")[2]
    '(+vp@example.vn)'
    """
    name = f"solieu/{__version__}"
    return f"{name} (+{contact})" if contact else name


class Fetched(NamedTuple):
    """An answer."""

    status: int
    url: str
    """After redirects."""
    body: bytes
    media_type: str | None
    etag: str | None
    modified: str | None

    @property
    def is_unchanged(self) -> bool:
        """Whether it is as it was."""
        return self.status == HTTPStatus.NOT_MODIFIED

    @property
    def is_missing(self) -> bool:
        """Whether there is nothing any more."""
        return self.status in _GONE


class _Host:
    """What is known of a host in this run."""

    def __init__(self, connections: int) -> None:
        self.turn = asyncio.Semaphore(connections)
        self.next_at = 0.0
        self.pause: float | None = None
        """That its robots.txt asks for."""
        self.failures = 0
        self.trouble: CannotFetch | None = None
        """Why nothing more is asked of it."""


class _Guarded(AbstractResolver):
    """Gives only addresses that may be connected to."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._lookup: ThreadedResolver | None = None

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        if self._lookup is None:
            self._lookup = ThreadedResolver()
        found = await self._lookup.resolve(host, port, family)
        allowed = [one for one in found if self._gate.allows(one["host"])]
        if not allowed and found:
            self._gate.require(host, found[0]["host"])
        return allowed

    async def close(self) -> None:
        return None


def _socket(gate: Gate, address: Any) -> socket.socket:
    """A socket for an address that was found, which is looked at once more: nothing stands between this and connecting."""
    family, kind, protocol, _, where = address
    gate.require(where[0], where[0])
    made = socket.socket(family=family, type=kind, proto=protocol)
    made.setblocking(False)
    return made


class Fetcher:
    """Asks for addresses as a polite guest does. One for each run; close it at the end."""

    def __init__(self, *, contact: str | None = None, warc: Warc | None = None) -> None:
        self.agent = agent(contact)
        self._warc = warc
        self._hosts: dict[str, _Host] = {}
        self._sessions: dict[object, aiohttp.ClientSession] = {}
        """Each has a gate of its own: what one source may connect to, another may not."""

    async def close(self) -> None:
        """Close what is open."""
        for session in self._sessions.values():
            await session.close()

    async def get(
        self,
        url: str,
        source: Source,
        counts: RunCounts,
        *,
        etag: str | None = None,
        modified: str | None = None,
        allowed: Callable[[str], Awaitable[bool]] | None = None,
        limit: int | None = None,
        cut: bool = False,
        any_type: bool = False,
    ) -> Fetched:
        """What ``url`` gives, by the rules of ``source``. ``allowed`` is asked of every address, also after redirects; a body that
        is longer than ``limit`` is ``cut`` or refused.

        Raises:
            CannotFetch: if it cannot be had; the sentence says why.
        """
        asked = _Asked(source, counts, etag, modified, limit or source.bytes, cut, any_type)
        seen = set[str]()
        for _ in range(_MOST_REDIRECTS + 1):
            if url in seen:
                break
            seen.add(url)
            if not is_web(url):
                raise CannotFetch("redirect_elsewhere", refused=True, target=_plain(url))
            if allowed is not None and not await allowed(url):
                raise CannotFetch("robots", refused=True)
            answer = await self._with_retries(url, asked)
            if isinstance(answer, Fetched):
                return answer
            url = answer
        raise CannotFetch("redirect_loop")

    async def _with_retries(self, url: str, asked: _Asked) -> Fetched | str:
        host = self._host(url, asked.source)
        wait = asked.source.backoff
        for attempt in range(asked.source.retries + 1):
            if host.trouble is not None:
                raise host.trouble
            try:
                answer = await self._in_turn(url, host, asked)
            except CannotFetch as trouble:
                if not trouble.may_pass or attempt == asked.source.retries:
                    self._count_failure(host, url, trouble)
                    raise
                await asyncio.sleep(wait)
                wait *= 2
            else:
                host.failures = 0
                return answer
        raise AssertionError("the last attempt returns or raises")

    def _host(self, url: str, source: Source) -> _Host:
        return self._hosts.setdefault(host_of(url), _Host(source.connections))

    def _count_failure(self, host: _Host, url: str, trouble: CannotFetch) -> None:
        if trouble.may_pass:
            host.failures += 1
            if host.failures >= _SILENT:
                host.trouble = CannotFetch("host_silent", host=host_of(url))

    def pause(self, url: str, source: Source, seconds: float) -> None:
        """Leave at least so many seconds between requests to the host of ``url``."""
        self._host(url, source).pause = seconds

    async def _in_turn(self, url: str, host: _Host, asked: _Asked) -> Fetched | str:
        async with host.turn:
            # Several connections, where a user allows them, share the pauses.
            pause = max(asked.source.delay, host.pause or 0)
            while (left := host.next_at - time.monotonic()) > 0:
                await asyncio.sleep(left)
            if host.trouble is not None:
                raise host.trouble
            host.next_at = time.monotonic() + pause
            try:
                return await self._once(url, host, asked)
            finally:
                host.next_at = max(host.next_at, time.monotonic() + pause)

    async def _once(self, url: str, host: _Host, asked: _Asked) -> Fetched | str:
        source = asked.source
        name = (urlsplit(url).hostname or "").lower()
        with contextlib.suppress(ValueError):
            Gate(source.allow_private).require(name, socket.inet_ntop(*_as_numbers(name)))
        asked.counts.requests += 1
        try:
            async with asyncio.timeout(source.transfer):
                request = self._session(source).get(
                    url, headers=asked.headers(), allow_redirects=False, ssl=source.verify_tls,
                    timeout=aiohttp.ClientTimeout(total=None, sock_connect=source.timeout, connect=source.timeout, sock_read=source.timeout),
                )  # fmt: skip
                async with request as response:
                    return await self._answer(url, host, response, asked)
        except CannotFetch:
            raise
        except TimeoutError:
            raise CannotFetch("timeout", may_pass=True, seconds=f"{source.timeout:g}") from None
        except aiohttp.ClientConnectorCertificateError as error:
            raise CannotFetch("tls", reason=_tls_reason(error.certificate_error)) from None
        except (aiohttp.ClientSSLError, ssl.SSLError) as error:
            raise CannotFetch("tls", reason=_tls_reason(error)) from None
        except aiohttp.ClientConnectorDNSError as error:
            if isinstance(error.__cause__, CannotFetch):
                raise error.__cause__ from None
            raise CannotFetch("no_such_host", host=name, may_pass=True) from None
        except aiohttp.ClientConnectorError as error:
            raise CannotFetch("unreachable", may_pass=True, reason=_reason(error.os_error)) from None
        except (aiohttp.ClientError, ConnectionError, OSError, ValueError):
            raise CannotFetch("dropped", may_pass=True) from None

    def _session(self, source: Source) -> aiohttp.ClientSession:
        allowed = source.allow_private if isinstance(source.allow_private, bool) else tuple(source.allow_private)
        if allowed not in self._sessions:
            gate = Gate(source.allow_private)
            connector = aiohttp.TCPConnector(
                limit=0, resolver=_Guarded(gate), use_dns_cache=False, socket_factory=partial(_socket, gate)
            )
            self._sessions[allowed] = aiohttp.ClientSession(
                connector=connector, auto_decompress=False, trust_env=False, headers={"User-Agent": self.agent}
            )
        return self._sessions[allowed]

    async def _answer(self, url: str, host: _Host, response: aiohttp.ClientResponse, asked: _Asked) -> Fetched | str:
        status = response.status
        if status in _REDIRECTS and "location" in response.headers:
            response.close() if (response.content_length or 0) > _MIB else None
            return urljoin(url, response.headers["location"].strip())
        if status in _BUSY and (seconds := _asked_to_wait(response.headers.get("retry-after"))) is not None:
            await self._wait(host, seconds, asked.source)
            raise CannotFetch("status", may_pass=True, status=status)
        media_type = response.headers.get("content-type")
        told = Fetched(
            status, url, b"", media_type, response.headers.get("etag"), response.headers.get("last-modified")
        )
        if status in _GONE or status == HTTPStatus.NOT_MODIFIED:
            return told
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.TOO_MANY_REQUESTS:
            raise CannotFetch("status", may_pass=True, status=status)
        if status != HTTPStatus.OK:
            raise CannotFetch("forbidden" if status in (401, 403) else "status", status=status)
        if not asked.any_type and (media_type or "").lower().startswith(_NO_DOCUMENT):
            raise CannotFetch("wrong_type", refused=True, type=_plain(media_type or ""))
        body = await _body(response, asked)
        asked.counts.bytes += len(body)
        if self._warc is not None:
            headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in response.raw_headers]
            self._warc.response(url, status, response.reason or "", headers, body, now())
        return told._replace(body=body)

    async def _wait(self, host: _Host, seconds: float, source: Source) -> None:
        """Leave the host alone for so long, or for the rest of the run where that is too long."""
        if seconds > source.patience:
            host.trouble = CannotFetch("asked_to_wait", seconds=f"{seconds:.0f}")
            raise host.trouble
        host.next_at = time.monotonic() + seconds


class _Asked(NamedTuple):
    """A request as its source wants it."""

    source: Source
    counts: RunCounts
    etag: str | None
    modified: str | None
    limit: int
    cut: bool
    any_type: bool

    def headers(self) -> dict[str, str]:
        told = {"Accept": _ACCEPTED, "Accept-Encoding": "gzip, deflate", "Accept-Language": "vi, en;q=0.5"}
        if self.etag:
            told["If-None-Match"] = self.etag
        if self.modified:
            told["If-Modified-Since"] = self.modified
        return told


async def _body(response: aiohttp.ClientResponse, asked: _Asked) -> bytes:
    if not asked.cut and (response.content_length or 0) > asked.limit:
        response.close()
        raise CannotFetch("too_large", refused=True, megabytes=f"{asked.limit / _MIB:g}")
    unpacker = Unpacker(response.headers.get("content-encoding", ""), asked.limit)
    try:
        async for piece in response.content.iter_any():
            unpacker.take(piece)
    except CannotFetch as trouble:
        response.close()
        if asked.cut and trouble.word == "too_large":
            return unpacker.so_far()
        raise
    return unpacker.whole()


def _as_numbers(host: str) -> tuple[socket.AddressFamily, bytes]:
    """The family and the bytes of a host that is given as numbers, in any way that a system understands.

    Raises:
        ValueError: if it is a name.
    """
    for family in (socket.AF_INET6, socket.AF_INET):
        with contextlib.suppress(OSError):
            return family, socket.inet_pton(family, host)
    if host.replace(".", "").isdigit() or host.startswith("0x"):
        with contextlib.suppress(OSError):
            return socket.AF_INET, socket.inet_aton(host)
    raise ValueError(host)


def _asked_to_wait(told: str | None) -> float | None:
    if told is None:
        return None
    if told.strip().isdecimal():
        return float(told)
    try:
        return max(0.0, parsedate_to_datetime(told).timestamp() - time.time())
    except (ValueError, OverflowError, TypeError):
        return None


def _reason(error: BaseException | None) -> str:
    told = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return _plain(told.partition("[")[0].strip().lower() or "?")


def _tls_reason(error: BaseException) -> str:
    told = getattr(error, "verify_message", "") or getattr(error, "reason", "") or str(error)
    return _plain(str(told).replace("_", " ").lower())


def _plain(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:200]

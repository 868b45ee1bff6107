"""Which addresses may be fetched, and when two of them are one page."""

from __future__ import annotations

import ipaddress
import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from courlan import normalize_url

from solieu.collect.troubles import CannotFetch

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Gate", "absolute", "host_of", "is_web", "is_within", "normalised", "site_of"]

_LONGEST = 2_000
_IPv = ipaddress.IPv4Address | ipaddress.IPv6Address
_Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class _Words(NamedTuple):
    parameters: frozenset[str]
    paths: tuple[tuple[re.Pattern[str], str], ...]


@cache
def _words() -> _Words:
    data = tomllib.loads(files("solieu.collect").joinpath("addresses.toml").read_text("utf-8"))
    return _Words(
        frozenset(data["parameters"]),
        tuple((re.compile(pattern, re.IGNORECASE), by) for pattern, by in data["paths"]),
    )


def is_web(address: str) -> bool:
    """Whether it is an address of the web with a host and without a password, of a length that servers take."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    plain = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    return plain and len(address) <= _LONGEST and not any(ord(sign) < 33 for sign in address)


def normalised(address: str) -> str:
    """The address without session ids, tracking parameters and the part that only browsers look at.

    Raises:
        CannotFetch: if it is none of the web.

    >>> normalised("HTTPS://A.gov.vn:443/tin/bai-1.html;jsessionid=A1B2?utm_source=x&id=5&PHPSESSID=9#top")
    'https://a.gov.vn/tin/bai-1.html?id=5'
    """
    address = address.strip()
    if not is_web(address):
        raise CannotFetch("bad_address", refused=True)
    known = _words()
    parts = urlsplit(address)
    path = parts.path
    for pattern, by in known.paths:
        path = pattern.sub(by, path)
    query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True)
             if name.lower() not in known.parameters]  # fmt: skip
    cleaned = urlunsplit((parts.scheme, parts.netloc, path or "/", urlencode(query), ""))
    return str(normalize_url(cleaned))


def absolute(base: str, link: str) -> str | None:
    """The address that ``link`` leads to from the page at ``base``, normalised; ``None`` where it leads elsewhere than into the web."""
    try:
        return normalised(urljoin(base, link.strip()))
    except (ValueError, CannotFetch):
        return None


def host_of(address: str) -> str:
    """The host with its port where that is told: what has one connection at a time."""
    return urlsplit(address).netloc.lower()


def site_of(address: str) -> str:
    """The host without "www.", by which links within a site are told."""
    return (urlsplit(address).hostname or "").lower().removeprefix("www.")


def is_within(site: str, sites: Iterable[str]) -> bool:
    """Whether a site is one of these or lies within one of them.

    >>> is_within("tin.huyen.gov.vn", ["huyen.gov.vn"]), is_within("xahuyen.gov.vn", ["huyen.gov.vn"])
    (True, False)
    """
    return any(site == one or site.endswith(f".{one}") for one in sites)


class Gate:
    """Which addresses of the network may be connected to: the public ones, and those of the networks that a user allows."""

    def __init__(self, allowed: bool | Sequence[str] = False) -> None:
        self._all = allowed is True
        self._networks = () if isinstance(allowed, bool) else tuple(_networks(allowed))

    def allows(self, address: str) -> bool:
        """Whether this address, as numbers, may be connected to.

        >>> Gate().allows("93.184.215.14"), Gate().allows("127.0.0.1"), Gate().allows("::ffff:10.0.0.1"), Gate().allows("169.254.169.254")
        (True, False, False, False)
        >>> Gate(["192.168.1.0/24"]).allows("192.168.1.7"), Gate(["192.168.1.0/24"]).allows("192.168.2.7")
        (True, False)
        """
        try:
            number = _unwrapped(ipaddress.ip_address(address.partition("%")[0]))
        except ValueError:
            return False
        if number.is_unspecified or number.is_multicast:
            return False
        if self._all or any(number in network for network in self._networks if network.version == number.version):
            return True
        return number.is_global and not number.is_reserved

    def require(self, host: str, address: str) -> None:
        """Raise :class:`CannotFetch` unless it may be connected to."""
        if not self.allows(address):
            raise CannotFetch("private_address", refused=True, host=host, address=address)


def _networks(given: Iterable[str]) -> Iterable[_Network]:
    return (ipaddress.ip_network(one, strict=False) for one in given)


def _unwrapped(number: _IPv) -> _IPv:
    """The address of the older kind that one of the newer kind stands for."""
    if isinstance(number, ipaddress.IPv4Address):
        return number
    if number in _NAT64:
        return ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
    teredo = number.teredo
    return number.ipv4_mapped or number.sixtofour or (teredo[1] if teredo else number)

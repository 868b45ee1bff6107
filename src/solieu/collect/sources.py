"""The file of sources: which are followed, and how. Whatever is wrong in it is one sentence."""

from __future__ import annotations

import ipaddress
import re
import tomllib
from datetime import date  # noqa: TC003 (msgspec reads it)
from pathlib import Path  # noqa: TC003 (likewise)
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from solieu.collect.addresses import is_web
from solieu.collect.listings import layouts
from solieu.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Kind", "Source", "Sources", "read_sources"]

Kind = Literal["feed", "sitemap", "listing", "pages", "folder", "maildir"]
_KINDS: tuple[Kind, ...] = ("feed", "sitemap", "listing", "pages", "folder", "maildir")
_MIB = 1024 * 1024


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One source with its rules; times are seconds unless they say otherwise."""

    name: str
    feed: str | None = None
    sitemap: str | None = None
    listing: str | None = None
    pages: list[str] | str | None = None
    folder: str | None = None
    maildir: str | None = None
    layout: str | None = None
    """Of the list; by default it is told by looking."""
    articles: str | None = None
    """An expression that the addresses of articles match."""
    next: str | None = None
    """An expression that the addresses of further pages of the list match."""
    skip: str | None = None
    """An expression that addresses to be left out match."""
    since: date | None = None
    """What is known to be older is left out."""
    delay: float = 2.0
    """Between two requests to a host."""
    timeout: float = 30.0
    """Of silence."""
    transfer: float = 600.0
    """For a whole answer."""
    retries: int = 2
    backoff: float = 5.0
    """Before the first retry; twice that before the next."""
    patience: float = 120.0
    """What a server that asks to wait is waited for at most in one run."""
    size: float = 50.0
    """Megabytes of one page or file at most."""
    most: int = 500
    """Addresses that are asked for in one run at most."""
    depth: int = 10
    """Pages of a list that are gone through at most."""
    connections: int = 1
    """At once to a host."""
    recheck_hours: float = 20.0
    recheck_days: float = 365.0
    missing: int = 2
    """Runs on end in which a page is not there before it counts as deleted."""
    robots: bool = True
    allow_private: bool | list[str] = False
    verify_tls: bool = True
    attachments: list[str] = msgspec.field(
        default_factory=lambda: ["pdf", "doc", "docx", "docm", "rtf", "xls", "xlsx", "xlsm"]
    )
    other_sites: list[str] = msgspec.field(default_factory=list)
    """Hosts besides its own to which its links may lead."""

    @property
    def kind(self) -> Kind:
        """What it is."""
        return next(kind for kind in _KINDS if getattr(self, kind) is not None)

    @property
    def address(self) -> str:
        """Where it is; the first one where there are several."""
        given = getattr(self, self.kind)
        return given[0] if isinstance(given, list) else str(given)

    @property
    def is_local(self) -> bool:
        """Whether it is on this computer."""
        return self.kind in ("folder", "maildir")

    @property
    def bytes(self) -> int:
        """The size of one page or file at most."""
        return int(self.size * _MIB)


class Sources(msgspec.Struct, frozen=True, kw_only=True):
    """The file as a whole."""

    path: Path
    sources: tuple[Source, ...]
    store: str | None = None
    archive: str | None = None
    contact: str | None = None
    """A mail address or page that operators of portals find in the log of their server."""
    workers: int | None = None
    """Processes that read; 0 reads in the program itself."""

    def chosen(self, names: tuple[str, ...]) -> tuple[Source, ...]:
        """Those that are called so, or all.

        Raises:
            UsageError: if there is none of a name.
        """
        known = {one.name: one for one in self.sources}
        for name in names:
            if name not in known:
                raise UsageError(f"There is no source {name!r} in {self.path}: it has {', '.join(known)}.")
        return tuple(known[name] for name in dict.fromkeys(names)) if names else self.sources


_OWN = ("store", "archive", "contact", "workers")


def read_sources(path: Path) -> Sources:
    """What the file at ``path`` says.

    Raises:
        UsageError: if it cannot be read or something in it is wrong.
    """
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise UsageError(f"There is no file {path}: solieu collect --init {path} writes an example.") from None
    except OSError as error:
        raise UsageError(f"Cannot read {path}: {(error.strerror or str(error)).lower()}.") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not UTF-8: save it as such.") from None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} is no TOML: {str(error)[0].lower()}{str(error)[1:]}.") from None
    return _sources(path, data)


def _sources(path: Path, data: Mapping[str, Any]) -> Sources:
    _require_only(path, "the file", data, ("collect", "source"))
    common, given = data.get("collect", {}), data.get("source", [])
    if not isinstance(common, dict) or not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise UsageError(f"{path}: write [collect] once and [[source]] before each source.")
    if not given:
        raise UsageError(f"{path} names no source: write [[source]] with a name and an address.")
    rules = {name: value for name, value in common.items() if name not in _OWN}
    known = {field.name for field in msgspec.structs.fields(Source)} - {"name", *_KINDS}
    _require_only(path, "[collect]", rules, known)
    sources = tuple(_source(path, at, rules, one) for at, one in enumerate(given, 1))
    names = [one.name for one in sources]
    for name in names:
        if names.count(name) > 1:
            raise UsageError(f"{path}: two sources are called {name!r}: give each a name of its own.")
    own = {name: value for name, value in common.items() if name in _OWN}
    made: Sources = _converted(path, "[collect]", {"path": str(path), "sources": (), **own}, Sources)
    if made.workers is not None and not 0 <= made.workers <= 64:
        raise UsageError(f"{path}: workers in [collect] is {made.workers}: write 0 to 64.")
    return msgspec.structs.replace(made, path=path, sources=sources)


def _require_only(path: Path, where: str, given: Mapping[str, Any], known: Any) -> None:
    for name in given:
        if name not in known:
            raise UsageError(f"{path}: there is no setting {name} in {where}; there are {', '.join(sorted(known))}.")


def _source(path: Path, at: int, rules: Mapping[str, Any], given: Mapping[str, Any]) -> Source:
    called = f"source {given.get('name', at)!r}" if "name" in given else f"source no. {at}"
    if "name" not in given:
        raise UsageError(f'{path}: {called} has no name: write name = "…".')
    _require_only(path, called, given, {field.name for field in msgspec.structs.fields(Source)})
    kinds = [kind for kind in _KINDS if kind in given]
    if len(kinds) != 1:
        raise UsageError(f"{path}: {called} must have exactly one of {', '.join(_KINDS)}.")
    made: Source = _converted(path, called, {**rules, **given}, Source)
    _check(path, called, made)
    return made


def _converted(path: Path, where: str, values: Any, kind: Any) -> Any:
    try:
        return msgspec.convert(values, kind, strict=True, dec_hook=_path)
    except msgspec.ValidationError as error:
        told, _, place = str(error).partition(" - at ")
        setting = place.strip("`").removeprefix("$.")
        raise UsageError(
            f"{path}: {setting or 'a setting'} in {where} is wrong: {told[0].lower()}{told[1:]}."
        ) from None


def _path(kind: type, value: Any) -> Any:
    return kind(value)


_LEAST: dict[str, float] = {
    "delay": 0, "timeout": 0.01, "transfer": 0.01, "retries": 0, "backoff": 0, "patience": 0, "size": 0.001, "most": 1, "depth": 1,
    "connections": 1, "recheck_hours": 0, "recheck_days": 0, "missing": 1,
}  # fmt: skip


def _check(path: Path, called: str, source: Source) -> None:
    for name, least in _LEAST.items():
        if getattr(source, name) < least:
            raise UsageError(f"{path}: {name} of {called} is {getattr(source, name):g}: write {least:g} or more.")
    for name in ("articles", "next", "skip"):
        expression = getattr(source, name)
        try:
            re.compile(expression or "")
        except re.error as error:
            raise UsageError(f"{path}: {name} of {called} is no regular expression: {error}.") from None
    if source.layout is not None and source.layout not in layouts():
        raise UsageError(f"{path}: {called} has the layout {source.layout!r}; there are {', '.join(layouts())}.")
    if not isinstance(source.allow_private, bool):
        for network in source.allow_private:
            try:
                ipaddress.ip_network(network, strict=False)
            except ValueError:
                raise UsageError(
                    f"{path}: allow_private of {called} names {network!r}: write networks such as 192.168.1.0/24."
                ) from None
    addresses = source.pages if isinstance(source.pages, list) else [source.address]
    if not addresses:
        raise UsageError(f"{path}: pages of {called} names none.")
    for address in addresses:
        if not source.is_local and not is_web(address):
            raise UsageError(f"{path}: {address!r} of {called} is no address: write http://… or https://….")

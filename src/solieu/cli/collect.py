"""``solieu collect``: sources are followed, and a log that a clerk understands tells how it went."""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import ExitStack, suppress
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TextIO

from solieu.cli.catalogues import chosen_catalogue
from solieu.cli.messages import say
from solieu.cli.outputs import format_for
from solieu.cli.stores import announce, extractor_with
from solieu.collect.words import sentence
from solieu.errors import StoreError, UsageError
from solieu.export.harmless import one_line
from solieu.export.terminal import counted
from solieu.model import encode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from solieu.collect.following import Told
    from solieu.collect.sources import Source, Sources
    from solieu.collect.trying import TriedList
    from solieu.collect.words import Language
    from solieu.store import RunCounts, SourceSeen

__all__ = ["Wanted", "run"]

_EXTRA = "solieu collect needs more libraries: pip install 'solieu[collect]'."
_COUNTED = ("added", "changed", "gone", "failed", "waiting")
_SHOWN = 12


class Wanted(NamedTuple):
    """What the command line says."""

    store: Path | None
    every: float | None
    names: tuple[str, ...]
    warc: Path | None
    log: Path | None
    language: Language | None
    form: Any
    catalogue: Path | None
    quiet: bool


def run(path: Path, wanted: Wanted, *, mode: Literal["run", "try", "statistics", "init"]) -> int:
    """Do what the command line says with the file of sources at ``path``, and return the exit code.

    Raises:
        StoreError: if the store or the archive cannot be written.
        UsageError: if the file of sources is wrong.
    """
    if mode == "init":
        return _write_example(path)
    try:
        from solieu.collect import read_sources
    except ImportError:
        raise UsageError(_EXTRA) from None
    sources = read_sources(path)
    chosen = sources.chosen(wanted.names)
    store = wanted.store or path.parent / Path(sources.store or "solieu.db").expanduser()
    as_table = (wanted.form or format_for(None)) == "table"
    if mode == "statistics":
        return _statistics(store, wanted, as_table=as_table)
    if mode == "try":
        return _try(sources, chosen, store, _language(wanted), as_table=as_table)
    return _follow(sources, chosen, store, wanted, as_table=as_table)


def _write_example(path: Path) -> int:
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(files("solieu.collect").joinpath("example.toml").read_text("utf-8"))
    except FileExistsError:
        raise UsageError(f"{path} is there already: name a file that is not.") from None
    say(f"{path} is an example: change it, then try it with solieu collect {path} --dry-run")
    return 0


def _language(wanted: Wanted) -> Language:
    if wanted.language is not None:
        return wanted.language
    chosen = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return "vi" if chosen.startswith("vi") else "en"


def _follow(sources: Sources, chosen: tuple[Source, ...], store: Path, wanted: Wanted, *, as_table: bool) -> int:
    from solieu.collect import collect

    chosen_catalogue(wanted.catalogue)
    announce(store)
    with ExitStack() as stack:
        log = stack.enter_context(_opened_log(wanted.log)) if wanted.log is not None else None
        teller = _Teller(_language(wanted), log, as_table=as_table, quiet=wanted.quiet)
        _end_when_told()
        code = 0
        while True:
            begun = time.monotonic()
            bar = _bar(wanted)
            with bar or ExitStack():
                teller.bar = bar
                summary = collect(
                    sources, store, teller, only=chosen, warc=wanted.warc, catalogue=wanted.catalogue,
                    extractor=extractor_with(wanted.catalogue),
                )  # fmt: skip
            teller.bar = None
            if not wanted.quiet:
                say(_summed(store))
            code = 1 if summary.failed else 0
            if wanted.every is None:
                return code
            time.sleep(max(0.0, wanted.every - (time.monotonic() - begun)))


def _opened_log(path: Path) -> TextIO:
    try:
        return path.open("a", encoding="utf-8")
    except OSError as error:
        raise StoreError(f"Cannot write {path}: {(error.strerror or str(error)).lower()}.") from None


def _end_when_told() -> None:
    """What a system sends to end a service ends it as Ctrl-C does."""

    def end(*_: object) -> None:
        raise KeyboardInterrupt

    with suppress(ValueError):
        signal.signal(signal.SIGTERM, end)


def _bar(wanted: Wanted) -> Any:
    if wanted.quiet or not sys.stderr.isatty():
        return None
    from solieu.cli.progress import Counting

    return Counting("Collecting")


def _summed(store: Path) -> str:
    from solieu.store import Store

    with Store.open(store) as opened:
        counts = opened.counts()
    reports, figures = counts["reports"], counts["observations"]
    whole = f"{counted(reports, 'report', 'reports')}, {counted(figures, 'figure', 'figures')}"
    return f"{store} ({whole}); solieu serve {store} shows them"


class _Teller:
    """Prints what is told: lines for people on standard error and in the log, rows for programs on standard output."""

    def __init__(self, language: Language, log: TextIO | None, *, as_table: bool, quiet: bool) -> None:
        self._language: Language = language
        self._log = log
        self._as_table = as_table
        self._quiet = quiet
        self.bar: Any = None

    def __call__(self, told: Told) -> None:
        if told.word == "asked":
            if self.bar is not None:
                self.bar.advance()
            return
        line = self._line(told)
        if self._log is not None and line is not None:
            self._log.write(f"{datetime.now().astimezone():%d/%m/%Y %H:%M:%S} {line}\n")
            self._log.flush()
        if line is not None and (told.is_trouble or not self._quiet):
            self._print(line)
        if not self._as_table and told.word != "begins":
            sys.stdout.write(encode(_row(told)).decode() + "\n")
            sys.stdout.flush()

    def _print(self, line: str) -> None:
        if self.bar is not None:
            self.bar.print(line)
            return
        with suppress(OSError, ValueError):
            print(f"{datetime.now().astimezone():%H:%M} {line}", file=sys.stderr, flush=True)

    def _line(self, told: Told) -> str | None:
        if told.word == "begins":
            return None
        words = (
            _summary(told.counts, self._language)
            if told.counts is not None
            else sentence(self._language, told.word, told.values)
        )
        where = f" {told.address}:" if told.address else ""
        return one_line(f"{told.source}:{where} {words}")


def _row(told: Told) -> dict[str, Any]:
    row: dict[str, Any] = {"source": told.source, "what": told.word}
    if told.counts is not None:
        return {**row, **{name: getattr(told.counts, name) for name in told.counts.__struct_fields__}}
    return {**row, "address": told.address, "report": told.report, **told.values}


def _summary(counts: RunCounts, language: Language) -> str:
    """ "3 báo cáo mới, 1 trang không lấy được (thử lại lần sau)"."""
    told = [
        sentence(language, f"count_{name}", {"count": f"{value:,}".replace(",", "." if language == "vi" else ",")})
        for name in _COUNTED
        if (value := getattr(counts, name))
    ]
    return ", ".join(told) or sentence(language, "nothing_new")


def _try(sources: Sources, chosen: tuple[Source, ...], store: Path, language: Language, *, as_table: bool) -> int:
    from solieu.collect.trying import tried

    found = tried(sources, chosen, store)
    for one in found:
        if as_table:
            print("\n".join(_shown(one, language)))
        else:
            for row in _tried_rows(one):
                sys.stdout.write(encode(row).decode() + "\n")
    troubles = [one for one in found if one.trouble is not None]
    for one in troubles:
        assert one.trouble is not None
        say(f"{one.source}: {one.address}: {sentence(language, one.trouble.word, one.trouble.values)}")
    return 1 if troubles else 0


def _shown(one: TriedList, language: Language) -> Iterable[str]:
    """A list for people: how it is understood, what it leads to."""
    if one.trouble is not None:
        return
    yield one_line(f"{one.source}: {one.address}")
    if one.layout:
        from solieu.collect.listings import layouts

        yield f"  layout    {one.layout}: {layouts()[one.layout].about}"
    if one.next:
        yield f"  next      {one_line(one.next)}"
    for entry, is_new in one.entries[:_SHOWN]:
        words = " · ".join(one_line(part) for part in (entry.address, entry.title or "", str(entry.day or "")) if part)
        yield f"  {'new' if is_new else 'known':<8}  {words}"
    for file in one.files[:_SHOWN]:
        yield f"  file      {one_line(file)}"
    if (more := len(one.entries) + len(one.files) - _SHOWN) > 0:
        yield f"  … and {more:,} more"


def _tried_rows(one: TriedList) -> Iterable[dict[str, Any]]:
    if one.trouble is not None:
        return
    yield {"source": one.source, "list": one.address, "layout": one.layout, "next": one.next, "count": len(one.entries)}
    for entry, is_new in one.entries:
        yield {"source": one.source, "address": entry.address, "title": entry.title, "day": entry.day, "new": is_new}
    for file in one.files:
        yield {"source": one.source, "address": file}


def _statistics(store: Path, wanted: Wanted, *, as_table: bool) -> int:
    from solieu.cli.stores import opened

    with opened(store) as kept:
        seen = [one for one in kept.watching.sources() if not wanted.names or one.name in wanted.names]
    if as_table:
        from solieu.cli.outputs import console_on
        from solieu.export.watched import SourcesView

        language = _language(wanted)
        console_on(sys.stdout).print(SourcesView(seen, {one.name: _last_trouble(one, language) for one in seen}))
    else:
        for one in seen:
            sys.stdout.write(encode({name: getattr(one, name) for name in one.__struct_fields__}).decode() + "\n")
    return 0


def _last_trouble(one: SourceSeen, language: Language) -> str:
    if not one.last.troubles:
        return ""
    word, values = one.last.troubles[0]
    address = f"{values['address']}: " if values.get("address") else ""
    return one_line(address + sentence(language, word, values))

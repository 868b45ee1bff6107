"""The sources that ``solieu collect`` follows, how each fared, and a version of a report as it was received."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from solieu.collect.archive import body_in
from solieu.collect.packed import unpacked
from solieu.collect.troubles import CannotFetch
from solieu.collect.words import sentence
from solieu.read import Limits
from solieu.serve.answers import Answer, Download, Sheet
from solieu.serve.faults import NotFound
from solieu.serve.routes import View

if TYPE_CHECKING:
    from solieu.serve.asked import Asked
    from solieu.store import SourceSeen

__all__ = ["ROUTES"]

_COLUMNS = ("source", "kind", "address", "reports", "pages", "waiting", "failing", "gone", "last_run", "last_new", "requests", "added",
            "changed", "unchanged", "failed", "trouble")  # fmt: skip
_LARGEST = Limits().size


def sources(asked: Asked) -> Answer:
    """All sources with what came of them, and what went wrong in their last run."""
    seen = asked.store.watching.sources()
    told = {one.id: [_told(asked, trouble) for trouble in one.last.troubles] for one in seen}
    sheet = Sheet(_COLUMNS, (_row(one, told[one.id]) for one in seen), "sources")
    return Answer("sources.html", {"sources": seen, "told": told}, data={"sources": seen}, sheet=sheet)


def _told(asked: Asked, trouble: tuple[str, dict[str, Any]]) -> tuple[str, str]:
    """The address of a trouble and its sentence."""
    word, values = trouble
    return str(values.get("address") or ""), sentence(asked.language, word, values)


def _row(one: SourceSeen, told: list[tuple[str, str]]) -> tuple[object, ...]:
    last = one.last
    return (
        one.name, one.kind, one.address, one.reports, one.pages, one.waiting, one.failing, one.gone, one.last_run, one.last_new,
        last.requests, last.added, last.changed, last.unchanged, last.failed, ": ".join(filter(None, told[0])) if told else None,
    )  # fmt: skip


def received(asked: Asked) -> Download:
    """The report's bytes as they were received: a file to keep, never a page to look at, since it may hold scripts."""
    number = asked.required("number")
    about = asked.store.about(number)
    folder = asked.store.watching.archive()
    if about is None or about.sha256 is None or folder is None:
        raise NotFound("no_such_report", number=number)
    whence = next((one for one in asked.store.watching.whence(number) if one.report_id == number), None)
    digest = about.sha256 if whence is None else whence.sha256
    try:
        content = unpacked(body_in(folder, digest).read_bytes(), _LARGEST)
    except (OSError, CannotFetch):
        raise NotFound("not_in_the_archive", number=number) from None
    return Download(content, "application/octet-stream", f"report-{number}-{digest[:8]}.bin")


ROUTES = (
    View("/sources", sources, tab="sources"),
    View("/report/{number}/received", received, forms=("html",)),
)

"""Findings within and across reports: figures that cannot all be true, the worst first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from solieu.knowledge.checks import rules
from solieu.serve.answers import Answer, Sheet
from solieu.serve.drawing import rule_title
from solieu.serve.routes import View

if TYPE_CHECKING:
    from solieu.model import Severity
    from solieu.serve.asked import Asked
    from solieu.store import StoredFinding

__all__ = ["ROUTES"]

_ON_A_PAGE = 30
_MOST_IN_A_SHEET = 20_000
_COLUMNS = (
    "id",
    "severity",
    "rule",
    "message",
    "message_en",
    "expected",
    "found",
    "quotes",
    "figures",
    "reports",
    "dismissed_by",
    "why",
)


def findings(asked: Asked) -> Answer:
    """Findings that the filters leave."""
    severity: Any = asked.one_of("severity", "contradiction", "suspicious", "note")
    kind = asked.one_of("kind", "within", "across")
    state = asked.one_of("state", "open", "dismissed", "all") or "open"
    page = max(asked.number("page", 1) or 1, 1)
    most = _MOST_IN_A_SHEET if asked.form == "csv" else _ON_A_PAGE
    found = _listed(asked, severity, kind, state, most, (page - 1) * _ON_A_PAGE)
    has_more, found = len(found) > most, found[:most]
    if asked.form == "csv":
        return Answer("findings.html", sheet=Sheet(_COLUMNS, map(_row, found), "findings"))
    data = {"findings": found, "next": asked.here("json", page=page + 1) if has_more else None}
    if asked.form == "json":
        return Answer("findings.html", data=data)
    numbers = {number for one in found for number in one.reports if number is not None}
    names = {number: about.title or about.name for number in numbers if (about := asked.store.about(number))}
    titled = sorted(((rule, rule_title(rule, asked.language)) for rule in rules()), key=lambda pair: pair[1])
    return Answer("findings.html", {
        "findings": found, "page": page, "has_more": has_more, "names": names, "rules": titled, "state": state,
    }, data=data)  # fmt: skip


def _listed(
    asked: Asked, severity: Severity | None, kind: str | None, state: str, most: int, skip: int
) -> list[StoredFinding]:
    return asked.store.findings(
        severity=severity, rule=asked.one_of("rule", *rules()), report=asked.number("report"), place=asked.text("place"),
        across=None if kind is None else kind == "across",
        dismissed=None if state == "all" else state == "dismissed", limit=most + 1, offset=skip,
    )  # fmt: skip


def _row(one: StoredFinding) -> tuple[object, ...]:
    told = one.finding
    return (
        told.id, told.severity, told.check, told.message, told.message_en, told.expected, told.found,
        " | ".join(ground.quote for ground in told.grounds), " ".join(str(number) for number in one.figures if number),
        " ".join(str(number) for number in dict.fromkeys(one.reports) if number),
        one.dismissed and one.dismissed.made_by, one.dismissed and one.dismissed.why,
    )  # fmt: skip


ROUTES = (View("/findings", findings, tab="findings"),)

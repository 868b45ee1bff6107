"""Findings in the generic validation report structure of the European Statistical System.

The structure is that of van der Loo and ten Bosch, "Design of a generic machine-readable validation report structure"
(2017). ``validation_report.schema.json`` beside this file describes what is written here; docs/checks.md tells how each field is filled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from solieu.export.labels import titles_of
from solieu.knowledge.checks import rules

if TYPE_CHECKING:
    from solieu.export.labels import Language
    from solieu.export.placed import PlacedFinding, PlacedGround
    from solieu.model import Severity

__all__ = ["SEVERITIES", "Event", "result"]

SEVERITIES: dict[Severity, str] = {"contradiction": "error", "suspicious": "warning", "note": "information"}


class Event(msgspec.Struct, frozen=True):
    """The act of checking."""

    time: str
    actor: str
    """The program that checked."""
    agent: str
    """Who had it check."""
    trigger: str
    """What set it off."""


def result(
    placed: PlacedFinding, event: Event, version: str, language: Language, *, dismissed: str | None = None
) -> dict[str, Any]:
    """One finding as a result that failed. One that was ``dismissed`` keeps its value; its severity is put down with the reason."""
    finding = placed.finding
    rule = rules().get(finding.check)
    vietnamese = language == "vi"
    title = titles_of(finding.check)["title" if vietnamese else "title_en"]
    message = finding.message if vietnamese else finding.message_en or finding.message
    told: dict[str, str] = {
        "language": f"solieu checks {version}",
        "expression": f"{finding.check}: {rule.formula}" if rule else finding.check,
        "severity": SEVERITIES[finding.severity],
        "description": f"{title}: {message}",
        "status": "open" if dismissed is None else "dismissed",
    }
    if dismissed is not None:
        told |= {"severity": "information", "change": "down", "explanation": dismissed}
    keys = [_key(ground) for ground in placed.grounds]
    doubted = [key for key, ground in zip(keys, placed.grounds, strict=True) if ground.quote == finding.found]
    return {
        "id": finding.id,
        "type": "validation",
        "event": msgspec.to_builtins(event),
        "rule": told,
        "data": {
            "source": keys,
            "target": doubted or keys,
            "description": " | ".join(passage.text for passage in placed.passages) or _quotes(placed),
        },
        "value": "0",
    }


def _key(ground: PlacedGround) -> list[str]:
    """Population, time, unit, variable: the report with the stretch of its text, the period, the place, what is measured."""
    variable = " ".join(part for part in (ground.indicator_id or ground.indicator, ground.measure) if part)
    return [
        f"{ground.report}#char={ground.start},{ground.end}",
        "" if ground.period is None else str(ground.period),
        ground.place or "",
        variable or ground.quote,
    ]


def _quotes(placed: PlacedFinding) -> str:
    return " … ".join(ground.quote for ground in placed.grounds)

"""Reports as one web page that needs nothing else: their texts with every figure marked, and what was found there.

The page carries its styles, scripts and data in itself and asks the network for nothing. Whatever a report holds is put
into the page as data and shown as text, never as markup.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from bisect import bisect_left, bisect_right
from decimal import Decimal
from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

from solieu.export.labels import labels, titles_of
from solieu.export.segments import blocks, spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from solieu.model import CellGround, Finding, Ground, Observation, Report

__all__ = ["page"]

_SCRIPTS = ("labels.js", "text.js", "pages.js", "card.js", "lists.js", "findings.js", "table.js", "page.js")
_SHOWN = ("id", "check", "severity", "message", "message_en", "remedies", "remedies_en")
_DECIDED = ("by", "when", "why")
_BEYOND_16_BITS = re.compile("[\U00010000-\U0010ffff]")
_ENDS_DATA = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def page(
    reports: Sequence[Report],
    *,
    title: str = "solieu · số liệu trong văn bản",
    across: Sequence[Finding] = (),
    dismissed: Mapping[str, Mapping[str, str]] | None = None,
) -> str:
    """The whole HTML page that shows ``reports`` in their order.

    ``across`` are the findings that rest on several of them, ``dismissed`` tells by a finding's identifier who (``by``) dismissed
    it, ``when`` and ``why``.
    """
    style, script, words = _assets()
    data = {
        "labels": words,
        "reports": [_report(report, at) for at, report in enumerate(reports)],
        "across": _across(across, reports),
        "dismissed": _dismissed(dismissed or {}, [*across, *(one for report in reports for one in report.findings)]),
    }
    return Template(_static("page.html")).substitute(
        title=escape(_writable(title)),
        style=style,
        script=script,
        style_hash=_fingerprint(style),
        script_hash=_fingerprint(script),
        no_script=escape(words["vi"]["no_script"]),
        data=_inert(json.dumps(data, ensure_ascii=False, separators=(",", ":"))),
    )


@cache
def _assets() -> tuple[str, str, dict[str, dict[str, str]]]:
    script = "\n".join(_static(name) for name in _SCRIPTS)
    return _static("page.css"), f'(() => {{\n"use strict";\n{script}}})();', labels()


@cache
def _static(name: str) -> str:
    return files("solieu.export").joinpath("static", name).read_text("utf-8")


def _fingerprint(source: str) -> str:
    """What the page's security policy calls a script or style by, so that no other one runs."""
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()


def _inert(data: str) -> str:
    return re.sub("[<>&\u2028\u2029]", lambda found: _ENDS_DATA[found[0]], _writable(data))


def _writable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _report(report: Report, at: int) -> dict[str, Any]:
    wide = _Wide(report.text)
    return {
        "name": report.name,
        "title": report.title,
        "url": report.url,
        "issued": _plain(report.issued),
        "place": report.place,
        "period": _plain(report.period),
        "sha256": report.sha256,
        "warnings": list(report.warnings),
        "blocks": list(blocks(report, wide)),
        "pages": list(_pages(report)),
        "observations": [_observation(observation, report, wide) for observation in report.observations],
        "references": [_spanned(reference, wide) for reference in report.references],
        "officials": [_spanned(official, wide) for official in report.officials],
        "directives": [_spanned(directive, wide) for directive in report.directives],
        "findings": [_finding(finding, [(at, report, wide)] * len(finding.grounds)) for finding in report.findings],
    }


_Place: TypeAlias = "tuple[int, Report, _Wide]"


def _across(findings: Sequence[Finding], reports: Sequence[Report]) -> list[dict[str, Any]]:
    """The findings over several reports, each figure with the number of its report on the page."""
    places: dict[str | None, _Place] = {
        report.name: (at, report, _Wide(report.text)) for at, report in reversed(list(enumerate(reports)))
    }
    known = (one for one in findings if all(ground.report in places for ground in one.grounds))
    return [_finding(one, [places[ground.report] for ground in one.grounds]) for one in known]


def _dismissed(given: Mapping[str, Mapping[str, str]], findings: Iterable[Finding]) -> dict[str, dict[str, Any]]:
    """What was decided on the findings of the page, and nothing of others."""
    told = {finding.id: given[finding.id] for finding in findings if finding.id in given}
    return {name: {"dismissed": True, **{key: one.get(key, "") for key in _DECIDED}} for name, one in told.items()}


def _finding(finding: Finding, places: Sequence[_Place]) -> dict[str, Any]:
    shown: dict[str, Any] = {name: getattr(finding, name) for name in _SHOWN}
    grounds = zip(finding.grounds, places, strict=True)
    return {**shown, **titles_of(finding.check), "figures": [_figure(ground, *place) for ground, place in grounds]}


def _figure(ground: Ground, at: int, report: Report, wide: _Wide) -> dict[str, Any]:
    known = ground.observation is not None and 0 <= ground.observation < len(report.observations)
    return {
        "report": at,
        "observation": ground.observation if known else None,
        "start": wide(ground.start),
        "end": wide(ground.end),
        "quote": ground.quote,
    }


class _Wide:
    """Offsets as JavaScript counts them: a character beyond 16 bits is two."""

    def __init__(self, text: str) -> None:
        self._beyond = [found.start() for found in _BEYOND_16_BITS.finditer(text)]

    def __call__(self, offset: int) -> int:
        return offset + bisect_left(self._beyond, offset)


def _plain(value: object) -> str | None:
    if isinstance(value, Decimal):
        return format(value, "f")
    return None if value is None else str(value)


def _observation(observation: Observation, report: Report, wide: _Wide) -> dict[str, Any]:
    printed = {name: getattr(observation, name) for name in observation.__struct_fields__ if name != "cell"}
    indicator = observation.indicator_span
    known = {name: value for name, value in printed.items() if value is not None}
    return {
        **{name: value if isinstance(value, (int, float)) else _plain(value) for name, value in known.items()},
        "sentence": [wide(offset) for offset in observation.sentence],
        "indicator_span": indicator and [wide(offset) for offset in indicator],
        **_ground(observation.cell, report, wide),
    }


def _ground(ground: CellGround | None, report: Report, wide: _Wide) -> dict[str, Any]:
    """The heads that a cell's figure stands on: their words, and where those in the cell's column stand."""
    if ground is None or ground.table >= len(report.tables):
        return {}
    over = (
        cell
        for cell in report.tables[ground.table].cells
        if cell.column <= ground.column < cell.column + cell.columns and cell.row < ground.row
    )
    spans = [(cell.start, cell.end) for cell in over if report.text[cell.start : cell.end].strip() in ground.heads]
    return {
        "heads": " › ".join(ground.heads),
        "sheet": ground.sheet,
        "head_spans": [[wide(offset) for offset in span] for span in spans if span[0] < span[1]],
    }


def _spanned(cited: msgspec.Struct, wide: _Wide) -> dict[str, Any]:
    fields: dict[str, Any] = msgspec.to_builtins(cited, enc_hook=str)
    return {**fields, "span": [wide(fields.pop("start")), wide(fields.pop("end"))]}


def _pages(report: Report) -> Iterator[dict[str, Any]]:
    """The pages whose words have places: each word with its place in thousandths and the figure that it is a part of."""
    figures = spans(report)
    starts = [start for start, _, _ in figures]
    for page in report.pages:
        words = []
        for word in page.words:
            at = bisect_right(starts, word.start) - 1
            within = at >= 0 and word.start < figures[at][1]
            place = [round(1000 * edge) for edge in (word.left, word.top, word.right, word.bottom)]
            words.append([report.text[word.start : word.end], *place, figures[at][2] if within else -1])
        if words:
            yield {"number": page.number, "shape": page.height / page.width if page.width else 1.414, "words": words}

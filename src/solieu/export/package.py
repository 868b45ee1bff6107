"""Figures of a store as a Frictionless Data Package: figures, places, indicators, reports and findings that refer to each other."""

from __future__ import annotations

import csv
import io
import tomllib
from contextlib import contextmanager
from functools import cache
from importlib.resources import files as files_of
from typing import TYPE_CHECKING, Any

import msgspec

from solieu.export.content import Written
from solieu.export.flat import cells_of
from solieu.export.place_forms import PlaceForm, form_of, form_with_parents
from solieu.export.tabular import written
from solieu.knowledge.entries import indicators
from solieu.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from solieu.export.content import Content, Selected
    from solieu.export.tabular import Value
    from solieu.export.targets import Files

__all__ = ["DESCRIPTOR", "NAMES", "write_package"]

DESCRIPTOR = "datapackage.json"


@cache
def _description() -> dict[str, Any]:
    return tomllib.loads(files_of("solieu.export").joinpath("package.toml").read_text("utf-8"))


NAMES = frozenset({DESCRIPTOR, *(f"{name}.csv" for name in ("figures", "places", "indicators", "reports", "findings"))})
"""The files of a package."""


class _Referred:
    """What figures refer to, noted while they are written."""

    def __init__(self) -> None:
        self.places: dict[str, PlaceForm] = {}
        self.indicators: set[str] = set()
        self.reports: set[int] = set()

    def add(self, one: Selected) -> str | None:
        """Note what a figure refers to; the identifier of its place at the time is returned."""
        told = one.figure.observation
        self.reports.add(one.figure.report_id)
        if told.indicator_id is not None:
            self.indicators.add(told.indicator_id)
        form = form_of(told)
        if form is None:
            return None
        if form.id not in self.places:
            self.places |= {each.id: each for each in form_with_parents(form)}
        return form.id


def write_package(content: Content, files: Files) -> Written:
    """Write the figures, then what they refer to, and last the descriptor that says what each column is."""
    referred, count = _Referred(), 0
    with _rows_of(files, "figures") as rows:
        for count, one in enumerate(content.figures, 1):  # noqa: B007 (it is how many there were)
            rows.writerow([*cells_of(one), referred.add(one)])
    if count:
        tables: dict[str, Iterable[tuple[Value, ...]]] = {
            "places": map(_place, sorted(referred.places.values())),
            "indicators": map(_indicator, sorted(referred.indicators | indicators().keys())),
            "reports": _reports(content, referred.reports),
            "findings": _findings(content, referred.reports),
        }
        for name, listed in tables.items():
            with _rows_of(files, name) as rows:
                rows.writerows([written(value) for value in row] for row in listed)
        with files.opened(DESCRIPTOR) as stream:
            stream.write(msgspec.json.format(msgspec.json.encode(_descriptor(content)), indent=2))
    return Written(count)


@contextmanager
def _rows_of(files: Files, name: str) -> Iterator[Any]:
    with files.opened(f"{name}.csv") as stream:
        text = io.TextIOWrapper(stream, "utf-8", errors="replace", newline="")
        writer = csv.writer(text)
        writer.writerow([field["name"] for field in _fields(name)])
        yield writer
        text.detach()


def _place(form: PlaceForm) -> tuple[Value, ...]:
    place = form.place
    days = (None if day is None else day.isoformat() for day in (place.valid_from, place.valid_to))
    return form.id, place.code, place.type, place.name, place.level, form.parent, *days, form.iso


def _indicator(identifier: str) -> tuple[Value, ...]:
    entry = indicators().get(identifier)
    if entry is None:
        return identifier, None, identifier, identifier, None, None, None
    return entry.id, entry.theme, entry.label_vi, entry.label_en, entry.dimension, entry.unit or None, entry.nature


def _reports(content: Content, numbers: Iterable[int]) -> Iterator[tuple[Value, ...]]:
    for number in sorted(numbers):
        about = content.report(number)
        if about is not None:
            issued = None if about.issued is None else about.issued.isoformat()
            yield (
                number, about.name, about.title, issued, about.place, about.place_code, about.period, about.url, about.sha256,
                about.near_duplicate_of, about.fetched, about.gone, about.superseded_by,
            )  # fmt: skip


def _findings(content: Content, reports: set[int]) -> Iterator[tuple[Value, ...]]:
    """The findings on reports of which figures went out, within one or across several."""
    for number, one in enumerate(content.findings(), 1):
        if reports.isdisjoint({one.report_id, *one.reports}):
            continue
        found = one.finding
        figures = "|".join(str(figure) for figure in one.figures if figure is not None)
        within = one.report_id if one.report_id in reports else None
        yield (
            number, found.id, found.check, found.severity, found.message, found.message_en, found.expected, found.found, within,
            figures, one.dismissed is not None,
        )  # fmt: skip


def _fields(name: str) -> list[dict[str, Any]]:
    """The columns of a table as the descriptor tells them."""
    described: list[dict[str, Any]] = _description()["tables"][name]["fields"]
    return described


def _descriptor(content: Content) -> dict[str, Any]:
    data = _description()
    asked = f"query: {content.query}" if content.query else "all figures"
    kind = "every figure of every source" if content.all_sources else "current values"
    return {
        "profile": "tabular-data-package",
        "name": data["name"],
        "title": data["title"],
        "description": f"{data['description']} This package: {kind}, {asked}. Made by solieu {__version__}.",
        "keywords": data["keywords"],
        "sources": data["sources"],
        "resources": [_resource(name, about) for name, about in data["tables"].items()],
    }


def _resource(name: str, about: dict[str, Any]) -> dict[str, Any]:
    schema = {key: about[key] for key in ("fields", "primaryKey", "foreignKeys") if key in about}
    told = {
        "profile": "tabular-data-resource", "name": name, "path": f"{name}.csv", "title": about["title"], "format": "csv",
        "mediatype": "text/csv", "encoding": "utf-8", "dialect": {"delimiter": ",", "lineTerminator": "\r\n"},
        "schema": schema | {"missingValues": [""]},
    }  # fmt: skip
    return told | {key: about[key] for key in ("description", "licenses") if key in about}

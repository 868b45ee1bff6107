from __future__ import annotations

import csv
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from made import content as made_content
from made import figure

from solieu.export.flat import COLUMNS
from solieu.export.formats import ABOUT, write_to
from solieu.export.package import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from solieu.export.content import Content
    from solieu.store import Store


@pytest.fixture
def package(content: Callable[..., Content], tmp_path: Path) -> Path:
    folder: Path = tmp_path / "datapackage"
    write_to("datapackage", content(all_sources=True), folder)
    return folder


def rows(package: Path, name: str) -> list[dict[str, str]]:
    with (package / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def validated(path: Path) -> Any:
    frictionless = pytest.importorskip("frictionless")
    return frictionless.Package(str(path)).validate()


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")
def test_frictionless_finds_nothing_wrong(package: Path) -> None:
    report = validated(package / "datapackage.json")
    assert report.flatten(["type", "message"]) == []
    assert report.valid
    assert [task.name for task in report.tasks] == ["figures", "places", "indicators", "reports", "findings"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")
def test_frictionless_would_find_a_reference_to_nothing(package: Path) -> None:
    path = package / "figures.csv"
    path.write_text(path.read_text("utf-8").replace(",budget_revenue,", ",budget_revenu,", 1), encoding="utf-8")
    assert {kind for (kind,) in validated(package / "datapackage.json").flatten(["type"])} == {"foreign-key"}


def test_figures_are_those_of_the_store(package: Path, store: Store) -> None:
    shown = rows(package, "figures")
    assert tuple(shown[0]) == (*COLUMNS, "place_form")
    known = {one.id: one.observation for one in store.each_figure()}
    assert {int(row["id"]): Decimal(row["value"]) for row in shown} == {at: one.value for at, one in known.items()}


def test_places_come_with_those_above_them(package: Path) -> None:
    places = {row["id"]: row for row in rows(package, "places")}
    assert set(places) == {"199", "22", "184", "20", "205-20150311"}
    assert (places["22"]["iso_3166_2"], places["205-20150311"]["valid_to"]) == ("VN-13", "2024-10-31")


def test_reports_and_findings(package: Path, store: Store) -> None:
    assert [int(row["id"]) for row in rows(package, "reports")] == store.numbers()
    found = rows(package, "findings")
    assert len(found) == len(store.findings()) > 1
    assert {row["report_id"] for row in found} == {"4", ""}
    assert all(row["figures"] for row in found)


def test_a_query_takes_only_what_it_refers_to(content: Callable[..., Content], tmp_path: Path) -> None:
    write_to("datapackage", content("place=205"), tmp_path / "out")
    assert [row["id"] for row in rows(tmp_path / "out", "reports")] == ["3"]
    assert rows(tmp_path / "out", "findings") == []
    told = json.loads((tmp_path / "out" / "datapackage.json").read_text("utf-8"))
    assert told["description"].endswith("This package: current values, query: place=205. Made by solieu 0.1.0.")


def test_an_indicator_of_ones_own_is_listed(tmp_path: Path) -> None:
    write_to("datapackage", made_content([figure(indicator_id="my_revenue")]), tmp_path / "out")
    assert "my_revenue" in {row["id"] for row in rows(tmp_path / "out", "indicators")}


def test_the_descriptor_names_every_column(package: Path) -> None:
    told = json.loads((package / "datapackage.json").read_text("utf-8"))
    for resource in told["resources"]:
        with (package / resource["path"]).open(encoding="utf-8", newline="") as file:
            head = next(csv.reader(file))
        assert head == [field["name"] for field in resource["schema"]["fields"]]
    assert {path.name for path in package.iterdir()} == NAMES == ABOUT["datapackage"].files

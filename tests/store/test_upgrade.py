"""Stores that earlier versions of the schema made, as they are when this version opens them."""

from __future__ import annotations

import gzip
import sqlite3
from pathlib import Path

import pytest
from tallied import differences

from solieu.errors import StoreError
from solieu.store import Query, Store, database
from solieu.store.database import is_older, newest_version

# Two reports with five and five figures, one that could not be read, a correction, a rejection, a dismissal.
# The second is the first as version 2 brought it up to date.
VERSIONS = {number: Path(__file__).parent / "data" / f"version-{number}.db.gz" for number in (1, 2)}


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> int:
    number: int = request.param
    return number


@pytest.fixture
def old(path: Path, version: int) -> Path:
    path.write_bytes(gzip.decompress(VERSIONS[version].read_bytes()))
    return path


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as plain:
        found = plain.execute(query).fetchall()
    plain.close()
    return found


def test_nothing_is_lost(old: Path, version: int) -> None:
    counted = "SELECT (SELECT count(*) FROM reports), (SELECT count(*) FROM observations), (SELECT count(*) FROM decisions), (SELECT count(*) FROM findings)"
    before, told = rows(old, counted), rows(old, "PRAGMA user_version")
    with Store.open(old) as store:
        decided = [(one.kind, one.state) for one in store.decisions()]
    assert told == [(version,)]
    assert rows(old, counted) == before
    assert rows(old, "PRAGMA user_version") == [(newest_version(),)]
    assert rows(old, "PRAGMA integrity_check") == [("ok",)]
    assert rows(old, "PRAGMA foreign_key_check") == []
    assert decided == [("correct", "placed"), ("reject", "placed"), ("dismiss", None)]


def test_it_is_known_as_older_until_it_was_opened(old: Path, version: int) -> None:
    assert is_older(old)
    Store.open(old).close()
    assert not is_older(old)
    assert not is_older(VERSIONS[version])


def test_who_may_only_read_it_is_told_what_to_do(old: Path, version: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_opened", database._for_reading)
    with pytest.raises(
        StoreError, match="was made by an older version of solieu: let somebody who may write it open it once"
    ):
        Store.open(old)
    assert rows(old, "PRAGMA user_version") == [(version,)]


def test_its_figures_are_told_apart_and_found(old: Path) -> None:
    with Store.open(old) as store:
        (revenue,) = store.each_choice(Query(indicator="budget_revenue", measure="level"))
        assert [one.observation.quote for one in revenue.every] == ["1.600 tỷ đồng", "1.584 tỷ đồng"]
        assert (revenue.rule, revenue.disputed) == ("later", True)
        quotes = [
            one.observation.quote
            for one in store.figures(words="trong rung", period=Query(period="2022").within_period())
        ]
        assert sorted(quotes) == ["120,5 ha", "150 ha", "512 ha", "85%"]
        disputed = [one.figure.observation.quote for one in store.queue() if "disputed" in one.reasons]
        assert sorted(disputed) == ["1.584 tỷ đồng", "1.600 tỷ đồng", "120,5 ha", "150 ha", "57,7%", "58,3%"]
        assert "huyện Vân Đồn" not in [one.name for one in store.present_places()]
        assert [one.code for one in store.present_places(indicator="afforestation_area")] == ["199", "06994"]


def test_the_tables_that_are_kept_beside_say_the_same_as_if_they_were_made_anew(old: Path) -> None:
    with Store.open(old) as store:
        tallies = {(one.id, one.figures) for one in store.present_indicators()}
        assert differences(store._connection) == []
        counted: dict[str, int] = {}
        for figure in store.each_figure():
            if figure.observation.indicator_id:
                counted[figure.observation.indicator_id] = counted.get(figure.observation.indicator_id, 0) + 1
        assert tallies == set(counted.items())
        kept = store._connection.execute(
            "SELECT id, attention, disputed, series, place_key FROM observations ORDER BY id"
        ).fetchall()
        for number in store.numbers():
            report = store.report(number)
            assert report is not None
            store.add(report, again=True)
        anew = store._connection.execute(
            "SELECT id, attention, disputed, series, place_key FROM observations ORDER BY id"
        ).fetchall()
        assert [tuple(row) for row in anew] == [tuple(row) for row in kept]


def test_the_inbox_holds_what_came(old: Path) -> None:
    with Store.open(old) as store:
        assert [(one.name, one.decided, one.done) for one in store.inbox()] == [
            ("hỏng.pdf", 0, False), ("vân đồn.txt", 0, False), ("tiên yên.txt", 2, False),
        ]  # fmt: skip

"""Several readers and writers at once: no error, no lost write."""

from __future__ import annotations

import sqlite3
import threading
from typing import TYPE_CHECKING

import msgspec
from stored_texts import TIEN_YEN

from solieu.pipeline import extract
from solieu.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

REPORTS = 40
READERS = 6


def _run(work: list[Callable[[], None]]) -> list[BaseException]:
    """What went wrong in any of the threads."""
    wrong: list[BaseException] = []

    def guarded(one: Callable[[], None]) -> None:
        try:
            one()
        except BaseException as error:
            wrong.append(error)

    threads = [threading.Thread(target=guarded, args=(one,)) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return wrong


def test_two_writers_and_several_readers(path: Path) -> None:
    report = extract(TIEN_YEN, name="a.txt")
    figures = len(report.observations)
    Store.open(path, create=True).close()
    done = threading.Event()
    left = [2]

    def write(first: int) -> None:
        with Store.open(path) as store:
            for number in range(first, first + REPORTS):
                added = store.add(msgspec.structs.replace(report, name=f"{number}.txt", sha256=f"{number:064x}"))
                store.decide(store.figures(report=added.id, limit=1)[0].id, "accept", by="Lan")
            store.refresh_findings()
        left[0] -= 1
        if not left[0]:
            done.set()

    def read() -> None:
        seen = 0
        with Store.open(path) as store:
            while not done.wait(0.001):
                counts = store.counts()
                assert counts["reports"] >= seen
                assert len(store.search("ngan sach", limit=5).figures) <= 5
                for one in store.reports(limit=3):
                    assert one.figures == figures
                seen = counts["reports"]

    assert _run([lambda: write(1), lambda: write(1001), *[read] * READERS]) == []
    with Store.open(path) as store:
        assert store.counts() == {
            "reports": 2 * REPORTS, "observations": 2 * REPORTS * figures, "findings": store.counts()["findings"],
            "decisions": 2 * REPORTS,
        }  # fmt: skip
        assert len(store.figures(verdict="accept", limit=1000)) == 2 * REPORTS


def test_two_writers_of_the_same_reports_keep_each_once(path: Path) -> None:
    report = extract(TIEN_YEN, name="a.txt")

    def write() -> None:
        with Store.open(path, create=True) as store:
            for number in range(1, REPORTS):
                store.add(msgspec.structs.replace(report, sha256=f"{number:064x}"))

    assert _run([write, write]) == []
    with Store.open(path) as store:
        assert store.counts()["reports"] == REPORTS - 1
        assert store.counts()["observations"] == (REPORTS - 1) * len(report.observations)


def test_who_opens_a_store_that_another_is_making_waits(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    done = threading.Timer(0.3, other.rollback)
    done.start()
    with Store.open(path, create=True) as store:
        assert not other.in_transaction
        assert store.counts()["reports"] == 0
    done.join()
    other.close()


def test_a_backup_of_one_moment_while_another_writes(path: Path, tmp_path: Path) -> None:
    report = extract(TIEN_YEN, name="a.txt")
    Store.open(path, create=True).close()

    def write() -> None:
        with Store.open(path) as store:
            for number in range(1, REPORTS):
                store.add(msgspec.structs.replace(report, sha256=f"{number:064x}"))

    def back_up() -> None:
        with Store.open(path) as store:
            for number in range(3):
                store.backup(tmp_path / f"copy{number}.db")

    assert _run([write, back_up]) == []
    for number in range(3):
        with Store.open(tmp_path / f"copy{number}.db") as copy:
            counts = copy.counts()
            assert counts["observations"] == counts["reports"] * len(report.observations)


def test_fifty_readers_of_the_desk_and_one_writer(path: Path) -> None:
    report = extract(TIEN_YEN, name="a.txt")
    reports = 8
    Store.open(path, create=True).close()
    done = threading.Event()
    rounds: list[int] = []

    def write() -> None:
        try:
            with Store.open(path) as store:
                for number in range(1, reports + 1):
                    added = store.add(msgspec.structs.replace(report, name=f"{number}.txt", sha256=f"{number:064x}"))
                    store.decide(store.figures(report=added.id, limit=1)[0].id, "accept", by="Lan")
                    store.finish(added.id, by="Lan")
        finally:
            done.set()

    def read() -> None:
        seen = 0
        with Store.open(path) as store:
            while not (done.wait(0.05) and seen):
                store.stamp()
                entries = store.inbox(limit=3)
                assert all(one.decided <= 1 for one in entries)
                assert len(store.queue(limit=5)) <= 5
                for one in store.choices(limit=5):
                    assert one.figure.verdict is None or one.rule in ("decision", "only")
                seen += 1
        rounds.append(seen)

    assert _run([write, *[read] * 50]) == []
    assert len(rounds) == 50
    with Store.open(path) as store:
        counts = store.counts()
        assert (counts["reports"], counts["decisions"], len(store.finished())) == (reports, reports, reports)
        assert store._connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"

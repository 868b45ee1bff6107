"""The file: how it is opened, brought up to date, copied, and what is said when that cannot be done."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
from stored_texts import TIEN_YEN

from solieu.errors import DamagedStore, NewerStore, NotAStore, StoreBusy, StoreError
from solieu.pipeline import extract
from solieu.store import Store, is_store
from solieu.store import database as files
from solieu.store.database import connect, newest_version, writing

if TYPE_CHECKING:
    from collections.abc import Callable

    from solieu.model import Report


def test_a_store_is_known_by_its_content(path: Path, tmp_path: Path) -> None:
    Store.open(path, create=True).close()
    renamed = path.rename(tmp_path / "số liệu.txt")
    other = tmp_path / "other.db"
    sqlite3.connect(other).execute("CREATE TABLE a (b)").connection.close()
    assert (is_store(renamed), is_store(other), is_store(tmp_path), is_store(path)) == (True, False, False, False)


def test_a_transaction_within_another_is_kept_with_it_or_not_at_all(path: Path) -> None:
    connection = connect(path, create=True)

    def follow(name: str) -> None:
        with writing(connection):
            connection.execute("INSERT INTO followed (name, kind, address) VALUES (?, 'page', '')", (name,))

    def follow_and_fail() -> None:
        with writing(connection):
            follow("three")
            raise ZeroDivisionError

    with writing(connection):
        follow("one")
        follow("two")
    with pytest.raises(ZeroDivisionError):
        follow_and_fail()
    names = [name for (name,) in connection.execute("SELECT name FROM followed ORDER BY id")]
    connection.close()
    assert names == ["one", "two"]


def test_a_store_is_an_ordinary_sqlite_file(path: Path) -> None:
    Store.open(path, create=True).close()
    plain = sqlite3.connect(path)
    assert plain.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert plain.execute("PRAGMA user_version").fetchone() == (newest_version(),)
    assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    plain.close()


def test_what_is_there_is_made_only_when_asked(path: Path) -> None:
    with pytest.raises(NotAStore, match=r"There is no store .*: make it with solieu add"):
        Store.open(path)
    assert not path.exists()


@pytest.mark.parametrize("content", [b"Thu ng\xc3\xa2n s\xc3\xa1ch", b"SQLite format 3\0" + b"\1" * 200])
def test_a_file_that_is_no_store_is_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(NotAStore, match="is no store of solieu"):
        Store.open(path, create=True)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_left_alone(path: Path) -> None:
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE contacts (name)")
    plain.close()
    with pytest.raises(NotAStore, match="is a database of another program"):
        Store.open(path, create=True)


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(NotAStore, match="is a folder"):
        Store.open(tmp_path, create=True)
    with pytest.raises(StoreError, match="does not exist; make it first"):
        Store.open(tmp_path / "none" / "a.db", create=True)


def test_an_empty_file_becomes_a_store(path: Path) -> None:
    path.write_bytes(b"")
    Store.open(path, create=True).close()
    assert is_store(path)


def test_a_newer_store_is_left_alone(path: Path) -> None:
    Store.open(path, create=True).close()
    plain = sqlite3.connect(path)
    plain.execute("PRAGMA user_version = 999")
    plain.close()
    with pytest.raises(NewerStore, match="was made by a newer version of solieu: update solieu; nothing was changed"):
        Store.open(path)


def test_an_older_store_is_brought_up_to_date(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = extract(TIEN_YEN)
    with Store.open(path, create=True) as store:
        store.add(report)
    newest = newest_version()
    later = (*files._migrations(), (newest + 1, ("ALTER TABLE reports ADD COLUMN colour TEXT DEFAULT 'red'",)))
    monkeypatch.setattr(files, "_migrations", lambda: later)
    with Store.open(path) as store:
        assert store.report(1) == report
    plain = sqlite3.connect(path)
    assert plain.execute("SELECT colour FROM reports").fetchall() == [("red",)]
    assert plain.execute("PRAGMA user_version").fetchone() == (newest + 1,)
    plain.close()


def test_a_migration_that_fails_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Store.open(path, create=True).close()
    broken = ("ALTER TABLE reports ADD COLUMN colour TEXT", "CREATE TABLE reports (a)")
    newest = newest_version()
    monkeypatch.setattr(files, "_migrations", lambda: ((newest, ()), (newest + 1, broken)))
    with pytest.raises(StoreError, match="already exists"):
        Store.open(path)
    plain = sqlite3.connect(path)
    assert plain.execute("PRAGMA user_version").fetchone() == (newest,)
    assert "colour" not in [row[1] for row in plain.execute("PRAGMA table_info (reports)")]
    plain.close()


def use(path: Path) -> None:
    with Store.open(path) as store:
        store.reports()
        store.search("thu ngan sach")


def wait_in_vain(connection: sqlite3.Connection, path: Path) -> None:
    with files.explained(path), writing(connection, wait=0.2):
        pass


def fill(store: Store, report: Report) -> None:
    for number in range(200):
        store.add(msgspec.structs.replace(report, sha256=f"{number:064x}"))


def test_a_damaged_file(path: Path) -> None:
    with Store.open(path, create=True) as store:
        for number in range(1, 20):
            store.add(msgspec.structs.replace(extract(TIEN_YEN), sha256=f"{number:064x}"))
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(DamagedStore, match=r"is damaged .*: go on with a backup"):
        use(path)


def test_a_file_cut_short(path: Path) -> None:
    with Store.open(path, create=True) as store:
        store.add(extract(TIEN_YEN))
    path.write_bytes(path.read_bytes()[:20_000])
    with pytest.raises(DamagedStore):
        use(path)


def test_a_full_disk_loses_nothing_that_was_added(path: Path) -> None:
    report = extract(TIEN_YEN)
    with Store.open(path, create=True) as store:
        store.add(report)
        (pages,) = store._connection.execute("PRAGMA page_count").fetchone()
        store._connection.execute(f"PRAGMA max_page_count = {pages + 4}")
        with pytest.raises(StoreError, match=r"There is no room left for .*: make room and try again"):
            fill(store, report)
        kept = store.counts()
        assert kept["observations"] == kept["reports"] * len(report.observations)
        assert store.report(1) == report
        store._connection.execute("PRAGMA max_page_count = 1000000")
        assert store.add(msgspec.structs.replace(report, sha256="ff" * 32)).outcome == "added"


def test_a_writer_that_waits_too_long_is_told(path: Path) -> None:
    Store.open(path, create=True).close()
    one, other = connect(path), connect(path, wait=0.05)
    try:
        with writing(one), pytest.raises(StoreBusy, match="being written to by another program"):
            wait_in_vain(other, path)
    finally:
        one.close()
        other.close()


# Who may not read the program's own files must have them in memory before giving up the rights of root.
READ_ONLY = """
import os, sys, tempfile
from solieu.store import Store
from solieu.errors import StoreError
with tempfile.TemporaryDirectory() as folder, Store.open(os.path.join(folder, "a.db"), create=True) as other:
    other.search("thu"), other.reports()
if os.geteuid() == 0:
    os.seteuid(65534)
store = Store.open(sys.argv[1])
print(len(store.search("thu ngan sach").figures), store.reports()[0].figures)
try:
    store.decide(1, "accept")
except StoreError as error:
    print(error)
"""


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="there are no such users here")
def test_a_folder_that_nobody_may_write_to() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "solieu.db"
        with Store.open(path, create=True) as store:
            store.add(extract(TIEN_YEN))
        path.chmod(0o444)
        folder.chmod(0o555)
        command = [sys.executable, "-c", READ_ONLY, str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        folder.chmod(0o755)
    assert done.stdout.splitlines() == ["3 5", f"Cannot write {path}: this user may not write it or its folder."], (
        done.stderr
    )


def test_a_backup_holds_everything_in_one_file(store: Store, add: Callable[..., Report], tmp_path: Path) -> None:
    report = add(TIEN_YEN)
    store.decide(1, "accept", by="Lan")
    store.backup(tmp_path / "copy.db")
    assert sorted(one.name for one in tmp_path.glob("copy*")) == ["copy.db"]
    with Store.open(tmp_path / "copy.db") as copy:
        assert copy.report(1) == report
        assert copy.decisions() == store.decisions()


@pytest.mark.parametrize(("name", "message"), [("there.db", "is there already"), ("none/a.db", "does not exist")])
def test_a_backup_that_cannot_be_written(store: Store, tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "there.db").write_bytes(b"")
    with pytest.raises(StoreError, match=message):
        store.backup(tmp_path / name)

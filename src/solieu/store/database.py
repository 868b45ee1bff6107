"""One SQLite file: how it is opened, brought up to date and written to, and what its errors mean."""

from __future__ import annotations

import sqlite3
import time
from contextlib import contextmanager
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from solieu.errors import DamagedStore, NewerStore, NotAStore, StoreBusy, StoreError
from solieu.store.upgrade import AFTER, COMPUTED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = [
    "APPLICATION_ID",
    "WAIT",
    "backup",
    "connect",
    "explained",
    "is_older",
    "is_store",
    "newest_version",
    "writing",
]

APPLICATION_ID = 0x736F6C69
"""What stands in the header of every store: "soli"."""
WAIT = 60.0
"""For how many seconds a writer waits for another."""

_MAGIC = b"SQLite format 3\0"
_HEADER = 100
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_CLOSED = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH})
_PAUSE = 0.05


def is_store(path: Path) -> bool:
    """Whether the file's first bytes are those of a store, whatever it is called."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER)
    except (OSError, ValueError):
        return False
    return head.startswith(_MAGIC) and int.from_bytes(head[68:72], "big") == APPLICATION_ID


def is_older(path: Path) -> bool:
    """Whether the file's first bytes are those of a store that is brought up to date when it is opened."""
    if not is_store(path):
        return False
    with path.open("rb") as file:
        head = file.read(_HEADER)
    return 0 < int.from_bytes(head[60:64], "big") < newest_version()


def connect(path: Path, *, create: bool = False, wait: float = WAIT) -> sqlite3.Connection:
    """A connection to the store at ``path``, brought up to date; with ``create`` a new one where there is none.

    A store in a place that nobody may write to is opened for reading alone.

    Raises:
        StoreError: if it cannot be opened, is no store, is damaged, or was made by a newer version.
    """
    _require_store(path, create=create)
    with explained(path):
        connection = _opened(path, wait)
        try:
            _bring_up_to_date(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def _require_store(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise NotAStore(f"{path} is a folder: name the file of a store, such as {path / 'solieu.db'}.")
    if not path.exists():
        if not create:
            raise NotAStore(f"There is no store {path}: make it with solieu add {path} REPORTS.")
        if not path.parent.is_dir():
            raise StoreError(f"Cannot make {path}: the folder {path.parent} does not exist; make it first.")
        return
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER)
    except OSError as error:
        raise StoreError(f"Cannot read {path}: {(error.strerror or str(error)).lower()}.") from None
    # A store that was being made when the program was killed is empty or bears no mark yet.
    number = int.from_bytes(head[68:72], "big")
    if head and not (head.startswith(_MAGIC) and number in (0, APPLICATION_ID)):
        raise NotAStore(f"{path} is no store of solieu: name another file.")


def _opened(path: Path, wait: float) -> sqlite3.Connection:
    try:
        connection = _plain(path, wait, "rwc")
        # Two that make a store at once: SQLite refuses the second, who would wait for the first while it holds a lock.
        _patiently(lambda: connection.execute("PRAGMA journal_mode = WAL").fetchone(), wait)
    except sqlite3.OperationalError as error:
        if _code(error) not in _CLOSED or not path.exists():
            raise
        return _for_reading(path, wait)
    # A decision is on the disk when it is told: WAL's usual "normal" would lose it with the power.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def _for_reading(path: Path, wait: float) -> sqlite3.Connection:
    """A connection that needs no file beside the store: nobody can write to it, so it does not change."""
    beside = path.with_name(path.name + "-wal")
    pending = beside.exists() and beside.stat().st_size > 0
    return _plain(path, wait, "ro" if pending else "ro&immutable=1")


def _plain(path: Path, wait: float, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", timeout=wait, isolation_level=None, uri=True, cached_statements=256
    )
    for name, count, of in COMPUTED:
        connection.create_function(name, count, of, deterministic=True)
    connection.row_factory = sqlite3.Row
    return connection


def _bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    version = _version(connection, path)
    if version == newest_version():
        return
    try:
        _upgrade(connection, path)
    except sqlite3.OperationalError as error:
        if version and _code(error) in _CLOSED:
            raise StoreError(
                f"{path} was made by an older version of solieu: let somebody who may write it open it once."
            ) from error
        raise


def _upgrade(connection: sqlite3.Connection, path: Path) -> None:
    with writing(connection, marked=False):
        version = _version(connection, path)
        for number, statements in _migrations():
            if number > version:
                for statement in statements:
                    connection.execute(statement)
                if number in AFTER:
                    AFTER[number](connection)
                connection.execute(f"PRAGMA user_version = {number:d}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")


def _version(connection: sqlite3.Connection, path: Path) -> int:
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if mark != APPLICATION_ID and (mark or version or connection.execute("SELECT 1 FROM sqlite_master").fetchone()):
        raise NotAStore(f"{path} is a database of another program: name another file.")
    if version > newest_version():
        raise NewerStore(f"{path} was made by a newer version of solieu: update solieu; nothing was changed.")
    return int(version)


def newest_version() -> int:
    """The version of the schema that this program writes."""
    return _migrations()[-1][0]


@lru_cache(maxsize=1)
def _migrations() -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The statements of each version, from files such as ``schema/001_first.sql``."""
    found = [one for one in files(__package__).joinpath("schema").iterdir() if one.name.endswith(".sql")]
    return tuple(sorted((int(one.name[:3]), tuple(_statements(one.read_text("utf-8")))) for one in found))


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


@contextmanager
def writing(connection: sqlite3.Connection, *, wait: float = WAIT, marked: bool = True) -> Iterator[None]:
    """A transaction: all that is done in it is kept, or nothing. Unless it is not ``marked``, the store gets another stamp.

    Within another transaction it is a part of that: nothing is kept before the whole is.
    """
    if connection.in_transaction:
        yield
        if marked:
            _stamp(connection)
        return
    _begin(connection, wait)
    try:
        yield
        if marked:
            _stamp(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _stamp(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE stamp SET mark = lower(hex(randomblob(8)))")


def _begin(connection: sqlite3.Connection, wait: float) -> None:
    """Take the one place of a writer. SQLite's own wait does not cover a log that another program is restoring."""
    _patiently(lambda: connection.execute("BEGIN IMMEDIATE"), wait)


def _patiently(statement: Callable[[], object], wait: float) -> None:
    """Do what another program may be in the way of, for where SQLite itself does not wait."""
    until = time.monotonic() + wait
    while True:
        try:
            statement()
        except sqlite3.OperationalError as error:
            if _code(error) not in _BUSY or time.monotonic() >= until:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _code(error: sqlite3.Error) -> int:
    """The kind of error, without SQLite's finer distinctions."""
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """What SQLite raises, as one sentence that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise _explanation(error, path) from error


def _explanation(error: sqlite3.Error, path: Path) -> StoreError:
    code = _code(error)
    if code in _DAMAGED:
        return DamagedStore(
            f"{path} is damaged ({error}): go on with a backup; sqlite3 {path.name} .recover saves what is left."
        )
    if code in _BUSY:
        return StoreBusy(f"{path} is being written to by another program: wait for it and try again.")
    if code == sqlite3.SQLITE_FULL:
        return StoreError(f"There is no room left for {path}: make room and try again; what was added before is kept.")
    if code in _CLOSED:
        return StoreError(f"Cannot write {path}: this user may not write it or its folder.")
    if code == sqlite3.SQLITE_IOERR:
        return StoreError(f"The disk that holds {path} fails ({error}): what was added before is kept; try again.")
    return StoreError(f"{path}: {error}.")


def backup(connection: sqlite3.Connection, path: Path, copy: Path) -> None:
    """Write all that the store at ``path`` holds at one moment to ``copy``, which appears whole or not at all.

    Raises:
        StoreError: if ``copy`` is there already or cannot be written.
    """
    if copy.exists():
        raise StoreError(f"{copy} is there already: name a file that is not.")
    if not copy.parent.is_dir():
        raise StoreError(f"Cannot write {copy}: the folder {copy.parent} does not exist; make it first.")
    partial = copy.with_name(f"{copy.name}.part")
    with explained(copy):
        try:
            partial.unlink(missing_ok=True)
            target = sqlite3.connect(partial, isolation_level=None)
            try:
                connection.backup(target)
                # One file that can be mailed, without a log beside it.
                target.execute("PRAGMA journal_mode = DELETE").fetchone()
            finally:
                target.close()
            partial.rename(copy)
        except OSError as error:
            raise StoreError(f"Cannot write {copy}: {(error.strerror or str(error)).lower()}.") from None
        finally:
            partial.unlink(missing_ok=True)

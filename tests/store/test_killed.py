"""Killed at any moment, ``solieu add`` loses nothing that it told as added, and leaves no half report."""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from solieu.store import Store

if TYPE_CHECKING:
    from pathlib import Path

REPORTS = 24
KILLS = 10
TABLES = (
    "SELECT sha256, name, title, place_code, period, error FROM reports ORDER BY sha256",
    "SELECT r.sha256, o.position, o.quote, o.value, o.start_offset, o.indicator_id, o.period FROM observations AS o "
    "JOIN reports AS r ON r.id = o.report_id ORDER BY r.sha256, o.position",
    "SELECT r.sha256, t.text, t.layout FROM texts AS t JOIN reports AS r ON r.id = t.report_id ORDER BY r.sha256",
    "SELECT r.sha256, s.name FROM sources AS s JOIN reports AS r ON r.id = s.report_id ORDER BY r.sha256, s.name",
    "SELECT finding, rule, severity, message FROM findings ORDER BY finding",
    "SELECT a.sha256, b.sha256, a.similarity FROM reports AS a JOIN reports AS b ON b.id = a.near_duplicate_of ORDER BY 1",
    "SELECT count(*) FROM figure_words WHERE figure_words MATCH 'thu'",
    "SELECT count(*) FROM report_words WHERE report_words MATCH 'nguon'",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Reports of one town, of which two contradict each other, one is empty, and two are nearly the same."""
    inside = tmp_path / "báo cáo"
    inside.mkdir()
    for number in range(REPORTS):
        month = number % 12 + 1
        text = (
            f"UBND huyện Tiên Yên họp phiên thường kỳ tháng {month} năm {2010 + number // 12}\n\n"
            f"Thu ngân sách {month} tháng đầu năm {2010 + number // 12} đạt {900 - 20 * month},{number % 10} tỷ đồng, "
            f"bằng {40 + month},5% dự toán. Trồng rừng được {500 + number} ha. Số hộ nghèo còn {300 - number} hộ.\n"
            f"Yêu cầu Phòng Tài chính - Kế hoạch rà soát các nguồn thu, báo cáo trước ngày 15/{month}/{2011 + number // 12}.\n"
        )
        (inside / f"{number:02}.txt").write_text(text, encoding="utf-8")
    (inside / "rỗng.txt").write_bytes(b"")
    (inside / "sao.txt").write_text((inside / "07.txt").read_text("utf-8") + "Lượt xem: 15\n", encoding="utf-8")
    return inside


def started(store: Path, folder: Path, lines: Path, *more: str) -> subprocess.Popen[bytes]:
    """``solieu add``, which writes what it tells into ``lines``."""
    command = [sys.executable, "-m", "solieu", "add", str(store), str(folder), "--format", "jsonl", "--quiet", *more]
    with lines.open("wb") as out:
        return subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)


def contents(store: Path) -> list[list[tuple[object, ...]]]:
    connection = sqlite3.connect(store)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return [connection.execute(query).fetchall() for query in TABLES]
    finally:
        connection.close()


def told(lines: str) -> set[str]:
    """The digests that were told as kept; a line that was cut off tells nothing."""
    found = set()
    for line in lines.splitlines(keepends=True):
        if line.endswith("\n"):
            record = json.loads(line)
            found.add(record["sha256"])
    return found


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="programs cannot be killed so here")
def test_killed_in_a_loop(tmp_path: Path, folder: Path) -> None:
    clean, killed = tmp_path / "clean.db", tmp_path / "killed.db"
    lines = tmp_path / "lines.jsonl"
    started(clean, folder, lines).wait(120)
    moments = random.Random(7)
    kept: set[str] = set()
    deaths = 0
    for number in range(KILLS):
        # Every other run reads again what is there, so that there is always something to interrupt.
        run = started(killed, folder, lines, *(["--again"] if number % 2 else []))
        _wait_for(run, lines, moments.randrange(10))
        time.sleep(moments.uniform(0, 0.02))
        run.kill()
        run.wait(60)
        deaths += run.returncode == -signal.SIGKILL
        kept |= told(lines.read_text())
        there, halves = _there(killed)
        assert kept <= there
        assert halves == 0
    last = started(killed, folder, lines)
    last.wait(120)
    assert last.returncode == 1  # one report is empty
    assert deaths >= KILLS - 2
    assert contents(killed) == contents(clean)


def _wait_for(run: subprocess.Popen[bytes], lines: Path, count: int) -> None:
    while run.poll() is None and lines.read_bytes().count(b"\n") < count:
        time.sleep(0.001)


def _there(store: Path) -> tuple[set[str], int]:
    """The digests in the store, and how many reports have no text."""
    if not store.exists():
        return set(), 0
    connection = sqlite3.connect(store)
    try:
        if not _is_made(connection):
            return set(), 0
        digests = {row[0] for row in connection.execute("SELECT sha256 FROM reports")}
        (halves,) = connection.execute(
            "SELECT count(*) FROM reports WHERE id NOT IN (SELECT report_id FROM texts)"
        ).fetchone()
        return digests, halves
    finally:
        connection.close()


def _is_made(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'reports'").fetchone() is not None


def test_a_batch_that_is_run_again_reads_nothing_twice(tmp_path: Path, folder: Path) -> None:
    store = tmp_path / "solieu.db"
    lines = tmp_path / "lines.jsonl"
    started(store, folder, lines).wait(120)
    with Store.open(store) as opened:
        before = opened.counts()
        extracted = [one.extracted for one in opened.reports(limit=100, failed=False)]
    started(store, folder, lines).wait(120)
    outcomes = sorted(json.loads(line)["outcome"] for line in lines.read_text().splitlines())
    assert outcomes == ["failed", *["known"] * (REPORTS + 1)]
    with Store.open(store) as opened:
        assert opened.counts() == before
        assert [one.extracted for one in opened.reports(limit=100, failed=False)] == extracted

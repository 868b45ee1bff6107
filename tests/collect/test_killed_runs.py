"""Killed at any moment, ``solieu collect`` loses nothing, takes nothing twice and asks for little twice."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from office import QUICK
from portal import Portal, html, links, report

from solieu.collect.archive import Archive

if TYPE_CHECKING:
    from pathlib import Path

PAGES, KILLS = 24, 8
TABLES = (
    "SELECT name, sha256, url, gone, superseded_by IS NOT NULL FROM reports ORDER BY sha256",
    "SELECT r.sha256, o.position, o.quote, o.value, o.period FROM observations AS o JOIN reports AS r ON r.id = o.report_id "
    "ORDER BY r.sha256, o.position",
    "SELECT p.address, p.state, p.failures, p.missing, q.address FROM pages AS p LEFT JOIN pages AS q ON q.id = p.parent_id "
    "ORDER BY p.address",
    "SELECT p.address, v.sha256, v.size, v.state FROM versions AS v JOIN pages AS p ON p.id = v.page_id ORDER BY 1, v.id",
    "SELECT v.sha256, x.part, r.sha256 FROM version_reports AS x JOIN versions AS v ON v.id = x.version_id "
    "JOIN reports AS r ON r.id = x.report_id ORDER BY 1, 2",
    "SELECT finding, rule FROM findings ORDER BY finding",
)


def listed(portal: Portal) -> None:
    """A list of four pages; each third article has an attachment."""
    articles = [f"/tin/bai-{1000 + at}.html" for at in range(PAGES)]
    size = PAGES // 4
    for number in range(4):
        more = "" if number == 3 else f'<a href="/tin?page={number + 2}">{number + 2}</a>'
        portal.pages["/tin" if number == 0 else f"/tin?page={number + 1}"] = links(
            *articles[number * size : (number + 1) * size], more=more
        )
    for at, path in enumerate(articles):
        more = f'<p><a href="/tep/{at}.rtf">Tệp</a></p>' if at % 3 == 0 else ""
        portal.pages[path] = html(report(at, more=more))
        portal.pages[f"/tep/{at}.rtf"] = html(rf"{{\rtf1\ansi Thu ngan sach nam 2022 dat {at} ty dong.}}")


def started(folder: Path, portal: Portal, name: str) -> subprocess.Popen[bytes]:
    folder.mkdir(exist_ok=True)
    file = folder / "sources.toml"
    rules = QUICK.replace("recheck_hours = 0", "recheck_hours = 1000")
    file.write_text(f'{rules}\n[[source]]\nname = "{name}"\nlisting = "{portal.url("/tin")}"\n', "utf-8")
    command = [sys.executable, "-m", "solieu", "collect", str(file), "--quiet"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def contents(folder: Path) -> list[list[tuple[object, ...]]]:
    connection = sqlite3.connect(folder / "solieu.db")
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return [connection.execute(query).fetchall() for query in TABLES]
    finally:
        connection.close()


def kept_bodies(folder: Path) -> set[str]:
    """The digests of the bodies that the store knows to be in the archive."""
    if not (folder / "solieu.db").exists():
        return set()
    connection = sqlite3.connect(folder / "solieu.db")
    try:
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'versions'").fetchone() is None:
            return set()
        return {digest for (digest,) in connection.execute("SELECT sha256 FROM versions WHERE state <> 'same'")}
    finally:
        connection.close()


@pytest.mark.slow
@pytest.mark.timeout(900)  # on a busy computer each start takes its time
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="programs cannot be killed so here")
def test_killed_in_a_loop(tmp_path: Path) -> None:
    with Portal() as portal:
        listed(portal)
        clean, killed = tmp_path / "clean", tmp_path / "killed"
        assert started(clean, portal, "Huyện").wait(120) == 0
        in_peace = len(portal.asked)
        portal.asked.clear()
        moments, deaths = random.Random(11), 0
        for number in range(KILLS):
            before = len(portal.asked)
            run = started(killed, portal, "Huyện")
            wanted = before + moments.randrange(1, 12)
            while run.poll() is None and len(portal.asked) < wanted:
                time.sleep(0.001)
            time.sleep(moments.uniform(0, 0.05 if number % 2 else 0.005))
            run.kill()
            run.wait(60)
            deaths += run.returncode == -signal.SIGKILL
            archive = Archive(killed / "solieu.db.d")
            for digest in kept_bodies(killed):
                archive.get(digest, 10**7)
        assert started(killed, portal, "Huyện").wait(120) == 0
        assert deaths >= KILLS - 2
        assert contents(killed) == contents(clean)
        # Of each killed run the list, robots.txt and the one page that was on its way are asked for again.
        assert len(portal.asked) <= in_peace + deaths * 8
        taken = portal.counted()
        assert max(count for path, count in taken.items() if path.startswith("/tin/")) <= 3


@pytest.mark.timeout(900)
def test_a_run_that_was_killed_between_lists_finds_what_the_later_ones_name(tmp_path: Path) -> None:
    with Portal() as portal:
        listed(portal)
        whole = portal.pages["/tin?page=3"]
        folder = tmp_path / "killed"
        run = started(folder, portal, "Huyện")
        portal.pages["/tin?page=3"] = whole._replace(after=30)  # type: ignore[union-attr]
        while not portal.counted()["/tin?page=3"]:
            time.sleep(0.005)
        run.kill()
        run.wait(60)
        portal.pages["/tin?page=3"] = whole
        assert started(folder, portal, "Huyện").wait(120) == 0
        assert {f"/tin/bai-{1000 + at}.html" for at in range(PAGES)} <= set(portal.counted())

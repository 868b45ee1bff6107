"""Processes of this machine: as many as wanted, whatever happens to them."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from crawls import DEADLY, TIRING, Heard, deadly, files, here, json_lines, report, reports, rows, run
from varied import documents

if TYPE_CHECKING:
    from pathlib import Path

KILLS = 5


def test_two_processes_make_what_one_program_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("solieu.engines.parts._SMALLEST", 4096)
    crawl = tmp_path / "crawl.jsonl"
    crawl.write_bytes(json_lines(reports(60)))
    heard = Heard()
    summary = run(crawl, to=tmp_path / "out", engine="local", workers=2, heard=heard)
    assert (summary.reports, heard.count, summary.problems) == (60, 60, [])
    run(crawl, to=tmp_path / "clean", engine=here)
    assert files(tmp_path / "out") == files(tmp_path / "clean")


@pytest.mark.parametrize(
    ("module", "absent"),
    [("solieu.cli.bulk", "pyarrow"), ("solieu.cli.bulk", "solieu.pipeline"), ("solieu.engines.ready", "pandas")],
)
def test_nothing_is_imported_in_vain(module: str, absent: str) -> None:
    program = f"import sys, {module}; sys.exit(sys.modules.get({absent!r}) is not None)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_documents_at_which_processes_die_are_errors_and_cost_no_other_one(tmp_path: Path) -> None:
    records = reports(12)
    for number in (3, 8):
        records[number]["text"] += DEADLY
    crawl = tmp_path / "crawl.jsonl"
    crawl.write_bytes(json_lines(records))
    summary = run(crawl, to=tmp_path / "out", engine="local", workers=1, do=deadly)
    assert (summary.reports, summary.failed, summary.problems) == (10, 2, [])
    assert [(row["report"], row["error"]) for row in rows(tmp_path / "out", "errors")] == [
        (
            f"{crawl}/bc-{number:04}",
            f"{crawl}/bc-{number:04}: the process that read it died or was stopped, again and again.",
        )
        for number in (3, 8)
    ]


def test_a_document_that_takes_too_long_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(2):
        (tmp_path / "in" / f"{number}.txt").write_text(report(number) + TIRING * (number == 1), encoding="utf-8")
    summary = run(tmp_path / "in", to=tmp_path / "out", engine="local", workers=1, do=deadly, patience=10)
    assert (summary.reports, summary.failed) == (1, 1)


def _descendants(pid: int) -> list[int]:
    try:
        with open(f"/proc/{pid}/task/{pid}/children") as file:  # noqa: PTH123
            children = [int(word) for word in file.read().split()]
    except OSError:
        return []
    return [*children, *(one for child in children for one in _descendants(child))]


def _is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.skipif(not os.path.isdir("/proc/self/task"), reason="the children of a process are told by /proc")  # noqa: PTH112
def test_killed_five_times_and_resumed_it_is_as_if_nothing_had_been(tmp_path: Path) -> None:
    for number in range(
        80
    ):  # files of several folders are of several parts, enough of them for every kill to meet some
        (tmp_path / "in" / str(number)).mkdir(parents=True)
        (tmp_path / "in" / str(number) / "a.jsonl").write_bytes(json_lines(documents(10, seed=number, length=100)))
    inputs = [str(tmp_path / "in")]
    run(*inputs, to=tmp_path / "clean", engine=here)
    output = tmp_path / "out"
    command = [sys.executable, "-m", "solieu", "bulk", *inputs, str(output), "--all", "--workers", "2", "--quiet"]
    choose = random.Random(5)
    deaths = 0
    for _ in range(KILLS):
        running = subprocess.Popen(command)
        parts = _parts_noted(output)
        deadline = time.monotonic() + 60
        while running.poll() is None and _parts_noted(output) == parts and time.monotonic() < deadline:
            time.sleep(0.02)
        time.sleep(choose.uniform(0, 0.1))
        workers = _descendants(running.pid) if running.poll() is None else []
        running.send_signal(signal.SIGKILL)
        deaths += running.wait(30) == -signal.SIGKILL
        _wait_until_gone(workers)
    summary = run(*inputs, to=output, engine="local")
    assert deaths == KILLS
    assert summary.earlier >= KILLS - 1
    assert files(output) == files(tmp_path / "clean")


def _parts_noted(output: Path) -> int:
    manifest = output / "manifest.jsonl"
    return manifest.read_bytes().count(b'{"line":"part"') if manifest.exists() else 0


def _wait_until_gone(workers: list[int]) -> None:
    """Workers end by themselves when nobody waits for them any more."""
    deadline = time.monotonic() + 20
    while any(map(_is_there, workers)):
        assert time.monotonic() < deadline
        time.sleep(0.05)

"""Many readers and a writer at once, against a real server in a process of its own."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import serve as benchmark
from solieu.pipeline import extract
from solieu.samples import sample_paths
from solieu.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

SOLIEU = Path(sys.executable).with_name("solieu")


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("full") / "solieu.db"
    with Store.open(where, create=True) as store:
        for sample in sample_paths():
            store.add(extract(sample, name=sample.name))
    return where


@pytest.fixture
def server(full: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    process, address = benchmark.started(full)
    yield process, address
    process.terminate()
    process.wait(20)
    if process.stderr:
        process.stderr.close()


@pytest.mark.slow
def test_fifty_readers_and_a_writer_meet_no_error_and_lose_no_decision(
    full: Path, server: tuple[subprocess.Popen[str], str]
) -> None:
    # In a thread of its own: a browser that other tests drive may hold this one's loop.
    with ThreadPoolExecutor(1) as threads:
        measured = threads.submit(
            lambda: asyncio.run(benchmark.measure(server[1], full, readers=50, seconds=6, pause=0.5))
        ).result()
    assert measured.errors == []
    assert sum(map(len, measured.times.values())) > 50
    with Store.open(full) as store:
        assert measured.decided == [one.id for one in store.decisions()]
    assert measured.decided


def test_ctrl_c_ends_the_server_cleanly(full: Path) -> None:
    process, address = benchmark.started(full)
    assert urllib.request.urlopen(f"{address}/inbox", timeout=60).status == 200
    process.send_signal(signal.SIGINT)
    assert process.stderr is not None
    rest = process.stderr.read()
    process.stderr.close()
    assert process.wait(20) == 0
    assert rest == "solieu: Ended.\n"
    assert not Path(f"{full}-wal").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["nowhere.db"], 1, "make an empty one with solieu serve nowhere.db --create"),
        (["{store}", "--token", "kurz"], 2, "The token is too short"),
        (["{store}", "--port", "{port}"], 1, "is taken by another program: choose another with --port"),
        (["{store}", "--host", "203.0.113.7", "--port", "0"], 1, "Cannot listen on 203.0.113.7"),
        (["README.md"], 1, "no store"),
    ],
)
def test_what_keeps_it_from_starting_is_one_sentence(
    full: Path, server: tuple[subprocess.Popen[str], str], arguments: list[str], code: int, words: str
) -> None:
    told = [one.format(store=full, port=server[1].rpartition(":")[2]) for one in arguments]
    ran = subprocess.run([SOLIEU, "serve", *told], capture_output=True, text=True, timeout=60, check=False)
    assert (ran.returncode, ran.stdout) == (code, "")
    assert words in ran.stderr
    assert ran.stderr.count("\n") == 1


def test_elsewhere_a_token_is_made_up_and_needed(full: Path) -> None:
    process = subprocess.Popen(
        [SOLIEU, "serve", full, "--host", "0.0.0.0", "--port", "0"], stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    try:
        port = process.stderr.readline().split("/ ")[0].rpartition(":")[2]
        token = process.stderr.readline().removeprefix("solieu: Readers need this token: ").strip()
        assert len(token) >= 32
        address = f"http://127.0.0.1:{port}/api/v1/reports"
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(address, timeout=60)
        assert refused.value.code == 401
        refused.value.close()
        asked = urllib.request.Request(address, headers={"Authorization": f"Bearer {token}"})
        with urllib.request.urlopen(asked, timeout=60) as answer:
            assert answer.status == 200
    finally:
        process.terminate()
        process.wait(20)
        process.stderr.close()

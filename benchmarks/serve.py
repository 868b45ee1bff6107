"""How fast pages come with many readers and a writer at once: a real server in a process of its own.

    benchmarks/serve.py STORE [--readers 50] [--seconds 30] [--pause 1.0]

The decisions are written to a copy of STORE unless --in-place is given.
Prints how long each kind of page took, whether every decision was kept, and the memory of the server. Exits 1 on an
error, a lost decision, a 95th percentile of 200 ms or more or a server of 500 MB or more.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from urllib.parse import quote

import httpx

from solieu.store import Query, Store

SLOWEST, LARGEST = 0.2, 500
DECISIONS_A_SECOND = 2.0


class Measured:
    """What was measured."""

    def __init__(self) -> None:
        self.times: dict[str, list[float]] = defaultdict(list)
        self.first: list[float] = []
        """Of pages that nobody had asked for before: nothing was kept of them."""
        self.seen: set[str] = set()
        self.errors: list[str] = []
        self.decided: list[int] = []


def addresses(path: Path) -> dict[str, list[str]]:
    """Pages of each kind, drawn from what the store holds."""
    chance = random.Random(7)
    with Store.open(path) as store:
        reports = [one.id for one in store.reports(failed=False, limit=200)]
        figures = [one.figure.id for one in store.queue(Query(), limit=200)]
        present = store.present_places()
        places = [one.code for one in chance.sample(present, min(40, len(present)))]
        indicators = [one.id for one in store.present_indicators()[:40]]
    return {
        "inbox": ["/inbox", "/inbox?state=all"],
        "report": [f"/report/{number}" for number in chance.sample(reports, min(60, len(reports)))],
        "figure beside its report": [
            f"/figure/{number}/card" for number in chance.sample(figures, min(60, len(figures)))
        ],
        "review queue": ["/review", *(f"/review?indicator={one}" for one in indicators[:20])],
        "findings": ["/findings", "/findings?severity=contradiction", "/findings?page=2"],
        "tasks": ["/tasks", "/tasks?due_from=2022-01-01"],
        "figures of a place": [f"/figures?place={quote(one)}" for one in places],
        "figures of an indicator": [f"/figures?indicator={one}&period=2022" for one in indicators],
        "indicator over places": [f"/indicators/{one}" for one in indicators],
        "indicator of a place": [
            f"/indicators/{one}?place={code}" for one, code in zip(indicators, places, strict=False)
        ],
        "chart": [f"/indicators/{one}.svg?chart=ranking" for one in indicators[:12]],
        "place": [f"/places/{one}" for one in places],
        "map": [f"/map?indicator={one}" for one in indicators[:20]],
        "search": [f"/search?q={quote(one)}" for one in ("thu ngan sach", "ho ngheo", "dien tich lua", "tiem chung")],
        "API": [f"/api/v1/figures?indicator={one}&limit=50" for one in indicators],
        "names while one types": [f"/suggest/places.json?words={quote(one[:6])}" for one in places],
    }


async def read(
    client: httpx.AsyncClient, kinds: dict[str, list[str]], until: float, pause: float, measured: Measured, seed: int
) -> None:
    """One reader: a page, a look at it, the next one."""
    chance = random.Random(seed)
    await asyncio.sleep(chance.random() * pause)
    while time.monotonic() < until:
        kind = chance.choice(list(kinds))
        address = chance.choice(kinds[kind])
        is_first = address not in measured.seen
        measured.seen.add(address)
        began = time.perf_counter()
        try:
            answer = await client.get(address)
            if answer.status_code != 200:
                measured.errors.append(f"{address}: {answer.status_code}")
        except httpx.HTTPError as error:
            measured.errors.append(f"{address}: {type(error).__name__}")
        took = time.perf_counter() - began
        measured.times[kind].append(took)
        if is_first:
            measured.first.append(took)
        await asyncio.sleep(pause * (0.5 + chance.random()))


async def write(client: httpx.AsyncClient, figures: list[int], until: float, measured: Measured) -> None:
    """One writer: a decision, again and again."""
    for number in figures:
        if time.monotonic() >= until:
            return
        began = time.perf_counter()
        answer = await client.post(f"/api/v1/figures/{number}/decisions", json={"kind": "accept", "by": "benchmark"})
        measured.times["a decision"].append(time.perf_counter() - began)
        if answer.status_code == 200:
            measured.decided.append(answer.json()["decision"])
        else:
            measured.errors.append(f"decision on {number}: {answer.status_code} {answer.text[:80]}")
        await asyncio.sleep(1 / DECISIONS_A_SECOND)


async def measure(address: str, path: Path, readers: int, seconds: float, pause: float) -> Measured:
    measured = Measured()
    kinds = addresses(path)
    with Store.open(path) as store:
        figures = [one.figure.id for one in store.queue(Query(), limit=round(seconds * DECISIONS_A_SECOND) + 1)]
    limits = httpx.Limits(max_connections=readers + 1, max_keepalive_connections=readers + 1)
    async with httpx.AsyncClient(base_url=address, limits=limits, timeout=60) as client:
        for group in kinds.values():
            await client.get(group[0])
        until = time.monotonic() + seconds
        people = [read(client, kinds, until, pause, measured, seed) for seed in range(readers)]
        await asyncio.gather(*people, write(client, figures, until, measured))
    return measured


def memory(process: int) -> tuple[int, int]:
    """Megabytes that the process holds now, and the most it ever held."""
    told = dict(
        line.split(":", 1) for line in Path(f"/proc/{process}/status").read_text("ascii", "replace").splitlines()
    )
    return tuple(int(told[name].split()[0]) // 1024 for name in ("VmRSS", "VmHWM"))  # type: ignore[return-value]


def processor_seconds(process: int) -> float:
    """Of processor time that the process used so far."""
    fields = Path(f"/proc/{process}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def started(path: Path) -> tuple[subprocess.Popen[str], str]:
    """A server that shows the store, and its address."""
    program = Path(sys.executable).with_name("solieu")
    process = subprocess.Popen([program, "serve", path, "--port", "0"], stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    line = process.stderr.readline()
    return process, line.removeprefix("solieu: ").split("/ ")[0]


def percentile(times: list[float], share: float) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def told(measured: Measured) -> float:
    """Print the times, and return the 95th percentile of all pages."""
    print(f"{'':32}{'times':>7}{'median ms':>11}{'p95 ms':>9}{'most ms':>9}")
    pages = [one for kind, times in measured.times.items() if kind != "a decision" for one in times]
    for kind, times in [*measured.times.items(), ("asked for the first time", measured.first), ("all pages", pages)]:
        if not times:
            continue
        middle, high, most = statistics.median(times), percentile(times, 0.95), max(times)
        print(f"{kind:32}{len(times):7}{1000 * middle:11.0f}{1000 * high:9.0f}{1000 * most:9.0f}")
    return percentile(pages, 0.95)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("store", type=Path)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--pause", type=float, default=1.0, help="seconds that a reader looks at a page, on average")
    parser.add_argument(
        "--in-place", action="store_true", help="write the decisions to the store itself, not to a copy"
    )
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = asked.store
        if not asked.in_place:
            path = Path(folder, "solieu.db")
            with Store.open(asked.store) as store:
                store.backup(path)
        process, address = started(path)
        try:
            before = processor_seconds(process.pid)
            measured = asyncio.run(measure(address, path, asked.readers, asked.seconds, asked.pause))
            used = processor_seconds(process.pid) - before
            now, most = memory(process.pid)
        finally:
            process.terminate()
            process.wait(20)
        with Store.open(path) as store:
            kept = {one.id for one in store.decisions()}
    slowest = told(measured)
    lost = [one for one in measured.decided if one not in kept]
    answers = sum(map(len, measured.times.values()))
    print(
        f"{1000 * used / answers:.0f} ms of the server's processor time an answer, {answers / asked.seconds:.0f} answers a second; "
        f"load of the computer {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )
    print(
        f"{asked.readers} readers, one writer: {len(measured.errors)} errors, {len(measured.decided)} decisions, {len(lost)} lost; server {now} MB, at most {most} MB"
    )
    for error in measured.errors[:5]:
        print(error)
    return int(bool(measured.errors or lost) or slowest >= SLOWEST or most >= LARGEST)


if __name__ == "__main__":
    sys.exit(main())

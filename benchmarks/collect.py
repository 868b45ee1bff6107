"""How fast pages are collected on this computer with the polite limits lifted: fetched, archived, read, kept in a store.

    benchmarks/collect.py [--pages 10000] [--connections 4] [--workers N] [--floor 50]

A server in a process of its own gives a list of that many articles, a hundred on each page of the list, every one with other
figures. Prints pages a second until the last report is kept, processor time and memory, and by itself the time in which
findings across reports are made. Exits 1 below the floor or where a report is missing or was asked for twice.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import re
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web

from solieu.collect import collect, read_sources
from solieu.collect import run as running
from solieu.store import Store

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from solieu.collect.following import Told

ON_A_LIST = 100
DISTRICTS = ("Tiên Yên", "Ba Chẽ", "Bình Liêu", "Đầm Hà", "Hải Hà", "Cô Tô", "Vân Đồn")
PAGE = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Tình hình kinh tế - xã hội, bản tin {number}</title></head>
<body><nav>{menu}</nav><article><h1>UBND huyện {district} họp phiên thường kỳ tháng {month} năm {year}</h1>
<p>Ngày {day}/{month}/{year}, UBND huyện {district}, tỉnh Quảng Ninh họp phiên thường kỳ, bản tin số {number}.</p>
<p>Thu ngân sách {month} tháng đầu năm {year} đạt {revenue} tỷ đồng, bằng {percent}% dự toán tỉnh giao, tăng 5,2% so với cùng kỳ.</p>
<p>Toàn huyện trồng được {forest} ha rừng; sản lượng thủy sản ước đạt {fish} tấn; tổng lượt khách du lịch đạt {guests} lượt.</p>
<p>Số hộ nghèo còn {poor} hộ; giải quyết việc làm cho {jobs} lao động; tiếp nhận {files} hồ sơ.</p>
{talk}</article><footer>{menu}</footer></body></html>"""
MENU = "".join(f'<a href="/muc/{at}">Chuyên mục số {at}</a> ' for at in range(60))
TALK = (
    "<p>" + "Các phòng, ban và các xã tiếp tục thực hiện nhiệm vụ được giao trong những tháng cuối năm. " * 12 + "</p>"
)


def page(number: int) -> str:
    """An article with figures of its own."""
    return PAGE.format(
        number=number, district=DISTRICTS[number % 7], month=number % 12 + 1, year=2005 + number // 84 % 18, day=number % 28 + 1,
        revenue=f"{100 + number},{number % 10}", percent=f"{40 + number % 50},5", forest=50 + number, fish=1000 + number,
        guests=2000 + 3 * number, poor=900 + number % 700, jobs=100 + number % 900, files=1500 + number, menu=MENU, talk=TALK,
    )  # fmt: skip


def listed(first: int, pages: int) -> str:
    """A page of the list."""
    links = "".join(
        f'<li><a href="/tin/ban-tin-{100_000 + at}.html">Bản tin {at}</a></li>'
        for at in range(first, min(first + ON_A_LIST, pages))
    )
    after = first // ON_A_LIST + 2
    more = f'<a href="/tin?page={after}">{after}</a>' if first + ON_A_LIST < pages else ""
    return f"<html><body><ul>{links}</ul>{more}</body></html>"


def serve(pages: int, told: Connection) -> None:
    """Answer until told to stop, then tell how often each path was asked for."""
    asked: Counter[str] = Counter()

    async def answer(request: web.Request) -> web.Response:
        asked[request.path_qs] += 1
        if request.path == "/tin":
            text = listed((int(request.query.get("page", "1")) - 1) * ON_A_LIST, pages)
        elif found := re.fullmatch(r"/tin/ban-tin-(\d+)\.html", request.path):
            text = page(int(found[1]) - 100_000)
        else:
            raise web.HTTPNotFound
        return web.Response(text=text, content_type="text/html", charset="utf-8")

    async def run() -> None:
        app = web.Application()
        app.router.add_get("/{path:.*}", answer)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        told.send(runner.addresses[0][1])
        await asyncio.to_thread(told.recv)
        await runner.cleanup()

    asyncio.run(run())
    told.send(asked)


SOURCES = """[collect]
delay = 0
depth = 1000000
most = 1000000
connections = {connections}
allow_private = ["127.0.0.0/8"]
{workers}
[[source]]
name = "Benchmark"
listing = "http://127.0.0.1:{port}/tin"
"""


def main() -> int:
    """Measure, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--connections", type=int, default=4)
    parser.add_argument("--workers", type=int)
    parser.add_argument("--floor", type=float, default=50.0)
    given = parser.parse_args()
    here, there = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(given.pages, there), daemon=True)
    server.start()
    port = here.recv()
    with tempfile.TemporaryDirectory(prefix="solieu-") as folder:
        code = measure(Path(folder), port, given)
        here.send(None)
        asked: Counter[str] = here.recv()
    twice = [path for path, count in asked.items() if count > 1]
    print(f"asked for twice      {len(twice)}")
    server.join()
    return code or bool(twice)


def measure(folder: Path, port: int, given: argparse.Namespace) -> int:
    """Collect once, and print how it went."""
    workers = "" if given.workers is None else f"workers = {given.workers}"
    file = folder / "sources.toml"
    file.write_text(SOURCES.format(port=port, connections=given.connections, workers=workers), "utf-8")
    kept_at: list[float] = []

    def tell(told: Told) -> None:
        if told.word == "added":
            kept_at.append(time.monotonic())
            if len(kept_at) % 1000 == 0:
                print(f"  {len(kept_at):,} after {kept_at[-1] - begun:.0f} s", flush=True)

    print(f"load                 {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    begun = time.monotonic()
    collect(read_sources(file), folder / "solieu.db", tell)
    ended = time.monotonic()
    with Store.open(folder / "solieu.db") as store:
        counts = store.counts()
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    seconds = (own.ru_utime + own.ru_stime, others.ru_utime + others.ru_stime)
    rate = len(kept_at) / (kept_at[-1] - begun)
    archive = sum(one.stat().st_size for one in running.archive_of(None, folder / "solieu.db").glob("*/*.gz"))
    print(f"pages                {given.pages:,}, reports {counts['reports']:,}, figures {counts['observations']:,}")
    print(f"pages a second       {rate:.1f}")
    print(
        f"processor time       {1000 * sum(seconds) / given.pages:.1f} ms a page: {seconds[0]:.0f} s keeping, {seconds[1]:.0f} s reading"
    )
    print(f"findings across      {ended - kept_at[-1]:.0f} s more")
    print(f"peak memory          {own.ru_maxrss / 1024:.0f} MB, of a reader {others.ru_maxrss / 1024:.0f} MB")
    print(f"archive, store       {archive / 1e6:.0f} MB, {(folder / 'solieu.db').stat().st_size / 1e6:.0f} MB")
    return int(rate < given.floor or counts["reports"] != given.pages)


if __name__ == "__main__":
    sys.exit(main())

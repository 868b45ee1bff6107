"""How a large store behaves: time to load, size, searches, memory. Reports are made by varying the samples, not extracted."""

from __future__ import annotations

import argparse
import random
import re
import resource
import sqlite3
import sys
import time
from datetime import timedelta
from decimal import Decimal
from functools import partial
from hashlib import sha256
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import msgspec

import solieu.samples
from solieu.knowledge.gazetteer import gazetteer
from solieu.model import Observation, Period, Place, Report
from solieu.pipeline import extract
from solieu.store import Query, Store
from solieu.store.words import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PER_REPORT = 20
PAGE = 50
"""So many choices stand on a page."""
PROMISED = 0.2
"""Seconds within which 95 of 100 searches are done."""
_DIGITS = re.compile(r"\d(?=\d*[,%]| (?:tỷ|ha|hộ|người|vụ))")
_WORD = re.compile(r"[^\W\d_]+")

WORDS = (
    "thu ngan sach", '"thu ngân sách"', "Đông Triều", "dong trieu thu ngan sach", "tai nạn giao thông", "hộ nghèo", "rừng",
    "giải ngân vốn đầu tư công", '"vốn đầu tư công"', "lợn", "tiêm chủng", "trồn*", "nông thôn mới", "công an",
    "du lịch tăng", "xuất khẩu", '"so với cùng kỳ"', "huyện", "thiên tai lũ", "zzz", "57,7%", "giáo viên trường học",
)  # fmt: skip


def variations(count: int, seed: int) -> Iterator[Report]:
    """``count`` reports: each a sample with other figures, days, places and some other words."""
    chance = random.Random(seed)
    folder = Path(solieu.samples.__file__).parent
    samples = [extract(path) for path in sorted(folder.iterdir()) if path.suffix in (".txt", ".html")]
    places = [place for level in (1, 2) for place in gazetteer().units(level, samples[0].issued)]
    vocabulary = sorted({word for sample in samples for word in _WORD.findall(sample.text)})
    for number in range(count):
        yield _varied(chance.choice(samples), number, chance, places, vocabulary)


def _varied(sample: Report, number: int, chance: random.Random, places: list[Place], vocabulary: list[str]) -> Report:
    text = _DIGITS.sub(lambda _: str(chance.randrange(10)), sample.text)
    # Every eighth word another one of the same length or none: offsets stay, and so does the look of the text.
    text = _WORD.sub(lambda found: _other(found[0], chance, vocabulary), text)
    place = chance.choice(places)
    shift = timedelta(days=chance.randrange(-2000, 300))
    chosen = chance.sample(sample.observations, min(PER_REPORT, len(sample.observations)))
    told = sorted((_told(one, text, place, shift, chance) for one in chosen), key=lambda one: one.start)
    return msgspec.structs.replace(
        sample, name=f"reports/{number // 1000:03}/{number:06}.html", sha256=sha256(f"{number}".encode()).hexdigest(), text=text,
        title=f"{place.full_name}: {sample.title or ''}", place=place.full_name, place_code=place.code,
        issued=sample.issued and sample.issued + shift, observations=tuple(told), findings=(),
    )  # fmt: skip


def _other(word: str, chance: random.Random, vocabulary: list[str]) -> str:
    if chance.random() > 0.12:
        return word
    other = chance.choice(vocabulary)
    return other if len(other) == len(word) else word


def _told(one: Observation, text: str, place: Place, shift: timedelta, chance: random.Random) -> Observation:
    period = one.period and Period(one.period.start + shift, one.period.end + shift)
    value = one.value * Decimal(chance.randrange(50, 150)) / 100
    return msgspec.structs.replace(
        one, quote=text[one.start : one.end], value=value, place=place.full_name, place_code=place.code, period=period
    )


def timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def busy(act: Callable[[], object]) -> float:
    """How long the processor worked: what a search would take where nobody else wants it."""
    begun = time.process_time()
    act()
    return time.process_time() - begun


def asked(
    store: Store, chance: random.Random, count: int, timer: Callable[[Callable[[], object]], float]
) -> Iterator[tuple[str, float]]:
    """Searches of every kind, with how long each took."""
    places = [place.code for place in gazetteer().units(2, None)[:300]] or ["205"]
    ids = ["budget_revenue", "poverty_rate", "traffic_accidents", "grdp", "public_investment_disbursed"]
    for _ in range(count):
        words, place, indicator = chance.choice(WORDS), chance.choice(places), chance.choice(ids)
        period = Period.year(chance.randrange(2017, 2025))
        number, year = chance.randrange(1, 1 + store.counts()["reports"]), str(period)
        kinds: dict[str, Callable[[], object]] = {
            "search": partial(store.search, words),
            "figures, words": partial(store.figures, words=words),
            "figures, words and place": partial(store.figures, words=words, place=place),
            "figures, words and period": partial(store.figures, words=words, period=period),
            "figures, indicator": partial(store.figures, indicator=indicator),
            "figures, place": partial(store.figures, place=place),
            "figures, indicator and place": partial(store.figures, indicator=indicator, place=place),
            "figures, period": partial(store.figures, period=period),
            "figures, indicator and period": partial(store.figures, indicator=indicator, period=period),
            "figures, measure and status": partial(store.figures, measure="attainment", status="estimate"),
            "reports, words": partial(store.reports, words=words),
            "reports, newest": store.reports,
            "inbox": partial(store.inbox, state=chance.choice(["new", None])),
            "inbox, deep": partial(store.inbox, before=number),
            "queue": store.queue,
            "queue, indicator": partial(store.queue, Query(indicator=indicator)),
            "queue, place": partial(store.queue, Query(place=place)),
            "queue, words": partial(store.queue, Query(words=words)),
            "queue, period and status": partial(store.queue, Query(period=year, status="estimate")),
            "choices, indicator": partial(store.choices, Query(indicator=indicator), limit=PAGE),
            "choices, indicator over provinces": partial(
                store.choices, Query(indicator=indicator, level=1, period=year), limit=PAGE
            ),
            "choices, place": partial(store.choices, Query(place=place), limit=PAGE),
            "choices, place and indicator": partial(store.choices, Query(place=place, indicator=indicator), limit=PAGE),
            "choices, words": partial(store.choices, Query(words=words), limit=PAGE),
            "choices, words and period": partial(store.choices, Query(words=words, period=year), limit=PAGE),
            "choices, status": partial(store.choices, Query(status="estimate"), limit=PAGE),
            "choices, report": partial(store.choices, Query(report=number), limit=PAGE),
            "indicators there are": store.present_indicators,
            "indicators there are of a place": partial(store.present_indicators, place=place),
            "places there are": store.present_places,
            "places there are of an indicator": partial(store.present_places, indicator=indicator),
            "tasks": partial(store.tasks, due_from=period.start),
            "tasks of a place": partial(store.tasks, place=place),
            "figures of a report": partial(store.report_figures, number),
            "decisions on a figure": partial(store.decisions_on, number),
            "stamp": store.stamp,
        }
        for kind, act in kinds.items():
            yield kind, timer(act)


def table(times: dict[str, list[float]]) -> bool:
    """Print the searches, and whether all of them together are as fast as promised."""
    print("\n| searched | median ms | 95 of 100 within ms | slowest ms |\n|---|---:|---:|---:|")
    everything = [one for of in times.values() for one in of]
    for kind, found in [*times.items(), ("all together", everything)]:
        print(f"| {kind} | {median(found) * 1000:.1f} | {_p95(found) * 1000:.1f} | {max(found) * 1000:.1f} |")
    return all(_p95(found) < PROMISED for found in times.values())


def _p95(found: list[float]) -> float:
    return quantiles(found, n=20)[-1] if len(found) > 1 else found[0]


def memory() -> float:
    """The most that this process held, in megabytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1024 / (1024 if sys.platform == "darwin" else 1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--searches", type=int, default=40, help="of each kind")
    parser.add_argument(
        "--processor", action="store_true", help="measure processor time, on a machine that others keep busy"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--store", type=Path, help="keep the store in this file, or measure the one that is there")
    parser.add_argument("--across", action="store_true", help="also make the findings across reports")
    parser.add_argument(
        "--copies", type=int, default=1, help="then hold every report so many times, under other digests"
    )
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        return measured(options.store or Path(folder, "solieu.db"), options)


def measured(path: Path, options: argparse.Namespace) -> int:
    is_new = not path.exists()
    with Store.open(path, create=True) as store:
        if is_new:
            seconds = loaded(store, options)
            print(f"| loading | {seconds:,.0f} s, {options.reports / seconds:,.0f} reports a second |", flush=True)
        if options.copies > 1:
            copied(path, options.copies)
        counts = store.counts()
        print(f"| reports, figures | {counts['reports']:,}, {counts['observations']:,} |")
        print(f"| file | {path.stat().st_size / 1e6:,.0f} MB |")
        if options.across:
            print(f"| findings across all reports | {timed(lambda: store.refresh_findings(whole=True)):,.1f} s |")
        times: dict[str, list[float]] = {}
        for kind, seconds in asked(
            store, random.Random(options.seed), options.searches, busy if options.processor else timed
        ):
            times.setdefault(kind, []).append(seconds)
        print(f"| memory of this process | {memory():,.0f} MB |")
        return 0 if table(times) else 1


def loaded(store: Store, options: argparse.Namespace) -> float:
    """How long the store took for them, without the time in which they were made."""
    spent = 0.0
    for report in variations(options.reports, options.seed):
        spent += timed(partial(store.add, report))
    return spent


def copied(path: Path, copies: int) -> None:
    """Hold every report ``copies`` times: a store of the full size in a fraction of the time that adding takes."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.create_function("folded", 1, folded, deterministic=True)
    (reports,) = connection.execute("SELECT max(id) FROM reports").fetchone()
    (figures,) = connection.execute("SELECT max(id) FROM observations").fetchone()
    for number in range(1, copies):
        more, further = number * reports, number * figures
        moved = {"id": f"id + {further}", "report_id": f"report_id + {more}"}
        connection.execute("BEGIN IMMEDIATE")
        again = {"id": f"id + {more}", "sha256": f"substr(sha256, 3) || '{number:02x}'"}
        _copy(connection, "reports", again, f"id <= {reports}")
        for table_ in ("texts", "sources", "documents_cited", "officials", "directives", "observations"):
            _copy(connection, table_, moved, f"report_id <= {reports}")
        connection.execute(
            "INSERT INTO report_words (rowid, title, text) SELECT r.id, folded(coalesce(r.title, '')), folded(t.text) "
            f"FROM reports AS r JOIN texts AS t ON t.report_id = r.id WHERE r.id > {more}"
        )
        connection.execute(
            "INSERT INTO figure_words (rowid, indicator, place, year) SELECT id, folded(coalesce(indicator, '') || ' ' || "
            "replace(coalesce(indicator_id, ''), '_', ' ')), folded(coalesce(place, '')), "
            f"coalesce(substr(period_start, 1, 4), '') FROM observations WHERE id > {further}"
        )
        connection.execute("COMMIT")
    connection.close()


def _copy(connection: sqlite3.Connection, table_: str, changes: dict[str, str], where: str) -> None:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info ({table_})")]
    chosen = ", ".join(changes.get(column, column) for column in columns)
    connection.execute(f"INSERT INTO {table_} SELECT {chosen} FROM {table_} WHERE {where}")


if __name__ == "__main__":
    sys.exit(main())

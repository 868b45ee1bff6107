"""What the store keeps beside the figures so that pages come fast says the same as if it were worked out anew, whatever was done."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

import msgspec
import pytest
from stored_texts import TIEN_YEN
from tallied import differences

from solieu.pipeline import extract
from solieu.store.attention import REASSESSED
from solieu.store.choosing import choices

if TYPE_CHECKING:
    from solieu.store import Store

HEAD = "UBND huyện Tiên Yên họp phiên thường kỳ tháng 10 năm 2022\n\n"
TEXTS = [
    TIEN_YEN,
    TIEN_YEN.replace("1.584", "1.600").replace("512", "521"),
    f"{HEAD}Thu ngân sách 9 tháng đầu năm 2022 ước đạt trên 1.500 tỷ đồng. Toàn huyện trồng được 512 ha rừng tập trung.\n",
    f"{HEAD}Năm 2022, trồng rừng đạt 120,5 ha, bằng 85% kế hoạch 150 ha; tỷ lệ hộ nghèo còn 2,1%; thu ngân sách đạt 1.584 tỷ đồng.\n",
]
CHANGES: list[dict[str, str | None]] = [
    {"value": "7"}, {"status": "actual"}, {"place": "huyện Ba Chẽ, Quảng Ninh"}, {"place": None}, {"period": "2022"}, {"indicator": "tỷ lệ hộ nghèo"},
    {"indicator": None},
]  # fmt: skip


def shuffled_work(store: Store, chance: random.Random) -> None:
    reports = [extract(text, name=f"{at}.txt") for at, text in enumerate(TEXTS)]
    for report in reports:
        store.add(report)
    for _ in range(12):
        act = chance.choice(["decide", "decide", "decide", "again", "dismiss", "across"])
        if act == "decide":
            number = chance.choice([one.id for one in store.figures(rejected=True, limit=100)])
            kind = chance.choice(["accept", "correct", "reject", "withdraw"])
            store.decide(number, kind, changes=chance.choice(CHANGES) if kind == "correct" else None, why="Thử")  # type: ignore[arg-type]
        elif act == "again":
            report = chance.choice(reports)
            kept = tuple(one for one in report.observations if chance.random() < 0.8)
            store.add(msgspec.structs.replace(report, observations=kept, findings=()), extractor=str(chance.random()))
        elif act == "across":
            store.refresh_findings(whole=chance.random() < 0.5)
        elif found := store.findings(dismissed=False):
            store.dismiss(chance.choice(found).finding.id, why="Thử")


@pytest.mark.parametrize("seed", range(6))
def test_it_says_the_same(store: Store, seed: int) -> None:
    shuffled_work(store, random.Random(seed))
    figures = list(store.each_figure())
    found = list(store.each_choice())
    assert sorted(one.figure.id for one in found) == sorted(one.figure.id for one in choices(figures))

    connection = store._connection
    assert differences(connection) == []
    of_view = connection.execute("SELECT id, others FROM choices ORDER BY id").fetchall()
    assert [tuple(row) for row in of_view] == sorted((one.figure.id, len(one.every) - 1) for one in found)

    told = Counter((one.observation.indicator_id or "", one.observation.place_code or "") for one in figures)
    tallies = connection.execute("SELECT indicator_id, place_key, figures FROM tallies WHERE figures <> 0").fetchall()
    assert {(row[0], row[1]): row[2] for row in tallies} == dict(told)

    disputed = {one.id for choice in found if choice.disputed for one in choice.every if one.verdict is None}
    kept = connection.execute(
        "SELECT id FROM observations WHERE disputed AND id NOT IN (SELECT id FROM reviewed)"
    ).fetchall()
    assert {row["id"] for row in kept} == disputed

    attention = "SELECT id, attention FROM observations WHERE id NOT IN (SELECT id FROM reviewed) ORDER BY id"
    before = [tuple(row) for row in connection.execute(attention)]
    connection.execute(REASSESSED)
    assert [tuple(row) for row in connection.execute(attention)] == before

    words = {one.id for one in store.figures(words="ngan sach", limit=100)}
    assert words == {one.id for one in figures if "ngân sách" in (one.observation.indicator or "").lower()}


@pytest.mark.parametrize("size", [1, 2, 5])
def test_pages_of_what_counts_follow_each_other(store: Store, size: int) -> None:
    shuffled_work(store, random.Random(3))
    every = [one.figure.id for one in store.each_choice()]
    assert len(every) > 5
    pages = [[one.figure.id for one in store.choices(limit=size, offset=at)] for at in range(0, len(every), size)]
    assert [number for page in pages for number in page] == every
    assert store.choices(offset=len(every)) == []

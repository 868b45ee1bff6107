"""Documents that are passed over on the way to others."""

from __future__ import annotations

import gzip
from itertools import count
from typing import TYPE_CHECKING

import pytest
from crawls import json_lines, reports, write_parquet, zstd
from make_archives import zipped

from solieu.read import Source, unfold

if TYPE_CHECKING:
    from pathlib import Path

FIRST = 23


def written(form: str, path: Path) -> None:
    lines = json_lines(reports(20)) + b'\n{"text": 5}\nno record\n' + json_lines(reports(20, first=20))
    if form == "parquet":
        write_parquet(path, reports(42), 7)
    else:
        packed = {"jsonl": lines, "gz": gzip.compress(lines), "zst": zstd(lines, frames=3)}
        packed["zip"] = zipped({"a.jsonl": lines.decode(), "b.jsonl": lines.decode()})
        path.write_bytes(packed[form])


def loaded(source: Source) -> tuple[str, bytes | str]:
    return source.name, source.load() if source.problem is None else str(source.problem)


@pytest.mark.parametrize("form", ["jsonl", "gz", "zst", "zip", "parquet"])
def test_what_follows_is_the_same_as_if_nothing_had_been_passed_over(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"crawl.{form}"
    written(form, path)
    given = Source("crawl", path)
    every = [loaded(source) for source in unfold(given)]
    asked = count()
    found = []
    for number, source in enumerate(unfold(given, passed=lambda: next(asked) < FIRST)):
        if number < FIRST:
            assert source.stream is None
        else:
            found.append(loaded(source))
    assert found == every[FIRST:]
    assert len(every) in (42, 84)

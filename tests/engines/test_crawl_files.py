"""The crawls that the benchmark makes: what they say of themselves is so, in every form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from crawl_files import FORMS, plainly, write_crawl
from varied import documents

from solieu.read import Source, unfold

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("form", FORMS)
def test_a_crawl_holds_what_it_is_said_to_hold(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"crawl.{form}"
    made = write_crawl(path, 0.2, length=(400, 4_000), foreign=0.5, pages=1.0, texts=["UBND xã A\nThu 25 tỷ đồng."])
    found = [source.load() for source in unfold(Source("crawl", path))]
    assert len(found) == len(set(found)) == made.documents
    assert sum(map(len, found)) == pytest.approx(made.size * 1_000_000, rel=0.01)
    assert 0.2 <= made.size < 0.22
    assert sum(b"UBND" in one for one in found) == made.reports > 10
    assert plainly(path) >= made.size * 1_000_000


def test_no_two_documents_are_alike() -> None:
    texts = [record["text"] for record in documents(400, length=(600, 3_000), foreign=0.5)]
    assert len(set(texts)) == 400

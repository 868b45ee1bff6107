from __future__ import annotations

import csv
import json
import webbrowser
from typing import TYPE_CHECKING, Any

from solieu.samples import sample_paths

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    Solieu = Callable[..., Any]


def test_the_samples_are_shown_and_written(solieu: Solieu, tmp_path: Path) -> None:
    ran = solieu("demo", "-o", tmp_path / "a" / "demo")
    written = tmp_path / "a" / "demo"
    reports = [json.loads(line) for line in (written / "observations.jsonl").read_text("utf-8").splitlines()]
    rows = list(csv.DictReader((written / "observations.csv").read_text("utf-8-sig").splitlines()))
    page = (written / "solieu.html").read_text("utf-8")
    assert (ran.code, ran.err) == (0, "")
    assert [report["report"] for report in reports] == [path.name for path in sample_paths()]
    assert all(report["observations"] and report["place"] for report in reports)
    assert len(rows) == sum(len(report["observations"]) for report in reports)
    assert all(report["report"] in page for report in reports)
    for report in reports:
        assert report["report"] in ran.out
        assert f"… and {len(report['observations']) - 5} more" in ran.out
    for file in ("solieu.html", "observations.jsonl", "observations.csv"):
        assert f"{written / file}  " in ran.out
    command = f"see solieu check {written / 'observations.jsonl'}\n"
    assert "Figures that cannot all be true: 1 contradiction" in ran.out
    assert command in ran.out
    assert "Now your own: solieu extract FILE-OR-FOLDER -o figures.csv\n" in ran.out
    assert ran.out.endswith("solieu add solieu.db FOLDER, then solieu serve solieu.db --open\n")


def test_the_page_is_opened_only_when_asked(solieu: Solieu, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    solieu("demo", "-o", tmp_path)
    assert opened == []
    solieu("demo", "-o", tmp_path, "--open")
    assert opened == [(tmp_path / "solieu.html").as_uri()]


def test_a_folder_that_cannot_be_made(solieu: Solieu, report: Path) -> None:
    ran = solieu("demo", "-o", report / "demo")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"solieu: Cannot make the folder {report}/demo: not a directory; choose another with -o.\n"

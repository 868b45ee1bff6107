"""Whole reports with invented figures, written before their writer knew the rules.

Most are consistent: nothing is found in them. ``contradictions.tsv`` lists what is wrong in the others; a line without a
rule is a contradiction that is not found yet.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from solieu import extract

FOLDER = Path(__file__).with_name("reports")
REPORTS = sorted(FOLDER.glob("*.txt"))
with (FOLDER / "contradictions.tsv").open(encoding="utf-8", newline="") as file:
    CONTRADICTIONS = list(csv.DictReader(file, dialect="excel-tab"))


@pytest.mark.parametrize("report", REPORTS, ids=[report.stem for report in REPORTS])
def test_what_is_wrong_in_a_report_is_found_and_nothing_else(report: Path) -> None:
    expected = [
        (row["rule"], row["severity"], tuple(row["words"].split(" | ")))
        for row in CONTRADICTIONS
        if row["report"] == report.stem and row["rule"]
    ]

    found = extract(report.read_text(encoding="utf-8")).findings

    assert sorted((one.check, one.severity, tuple(ground.quote for ground in one.grounds)) for one in found) == sorted(
        expected
    )


def test_every_contradiction_is_of_a_report_and_quotes_it() -> None:
    texts = {report.stem: report.read_text(encoding="utf-8") for report in REPORTS}

    for row in CONTRADICTIONS:
        assert all(words in texts[row["report"]] for words in row["words"].split(" | ")), row

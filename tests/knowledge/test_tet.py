import importlib.util
from datetime import date
from pathlib import Path

import pytest

from solieu.knowledge import tet

SCRIPT = Path(__file__).parents[2] / "scripts" / "build_tet.py"


@pytest.mark.parametrize(
    ("year", "first_day", "days"),
    [
        (2007, "2007-02-17", 29),
        (2019, "2019-02-05", 30),
        (2022, "2022-02-01", 29),
        (2025, "2025-01-29", 29),
        (2030, "2030-02-02", 29),
    ],
)
def test_tet_falls_on_the_day_of_the_vietnamese_calendar(year: int, first_day: str, days: int) -> None:
    assert tet()[year] == (date.fromisoformat(first_day), days)


def test_the_table_is_what_the_script_computes() -> None:
    spec = importlib.util.spec_from_file_location("build_tet", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert {year: module.tet(year) for year in module.YEARS} == tet()

import csv
from importlib.resources import files

import pytest

DATA_FILES = sorted(
    path.name for path in files("solieu.knowledge").iterdir() if path.name.endswith(".csv") and path.is_file()
)


@pytest.mark.parametrize("name", DATA_FILES)
def test_a_comma_inside_a_name_does_not_cut_its_row(name: str) -> None:
    # "quản lý, bảo vệ rừng" without quotes would lose every name behind it.
    text = files("solieu.knowledge").joinpath(name).read_text(encoding="utf-8")
    head, *rows = csv.reader(line for line in text.splitlines() if not line.startswith("#"))
    assert rows
    assert [row for row in rows if len(row) != len(head)] == []

"""A workbook as LibreOffice opens it."""

from __future__ import annotations

import csv
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from solieu.export.formats import write_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from solieu.export.content import Content
    from solieu.store import Store

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
# A sheet a file, in UTF-8, numbers and text as they are and not as they are formatted.
AS_STORED = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"


def has_calc() -> bool:
    return OFFICE is not None and Path(OFFICE).resolve().with_name("libsclo.so").exists()


@pytest.mark.slow
@pytest.mark.skipif(not has_calc(), reason="LibreOffice Calc is not installed")
def test_libreoffice_reads_the_figures_of_the_store(
    content: Callable[..., Content], store: Store, tmp_path: Path
) -> None:
    write_to("xlsx", content(), tmp_path / "a.xlsx")
    assert OFFICE is not None
    done = subprocess.run(
        [
            OFFICE, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", AS_STORED,
            "--outdir", str(tmp_path), str(tmp_path / "a.xlsx"),
        ],
        capture_output=True, timeout=240, check=False,
    )  # fmt: skip
    sheets = {path.stem.removeprefix("a-"): path for path in tmp_path.glob("a-*.csv")}
    assert "Số liệu" in sheets, done.stderr.decode(errors="replace")
    with sheets["Số liệu"].open(encoding="utf-8", newline="") as file:
        shown = list(csv.DictReader(file))
    assert len(shown) == len(list(store.each_choice()))
    for row in shown:
        known = store.figure(int(row["Số"]))
        assert known is not None
        assert Decimal(row["Giá trị"]) * Decimal(row["Hệ số"]) == known.observation.value
        assert (row["Câu"], row["Văn bản"]) == (known.sentence, known.report)
    with sheets["Ngân sách"].open(encoding="utf-8", newline="") as file:
        laid_out = list(csv.reader(file))
    assert [value for row in laid_out if row[2] == "huyện Văn Quan, Lạng Sơn" for value in row[3:-1] if value] == [
        "526.8",
        "57.7",
        "913",
    ]

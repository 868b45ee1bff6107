from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from solieu.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

REPORT = """UBND huyện Tiên Yên họp phiên thường kỳ tháng 9 năm 2022

Thu ngân sách 9 tháng đầu năm 2022 ước đạt 1.584 tỷ đồng, bằng 57,7% dự toán tỉnh giao, giảm 3,2% so với cùng kỳ.
Chủ tịch UBND huyện yêu cầu Phòng Tài chính - Kế hoạch rà soát các nguồn thu, báo cáo trước ngày 15/10/2022.
"""


class Ran(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def solieu(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Runs the command line, with its standard input given as bytes and no terminal anywhere."""
    monkeypatch.setenv("COLUMNS", "80")

    def run(*arguments: str | Path, given: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(given))))
        code = main([str(argument) for argument in arguments])
        out, err = capsysbinary.readouterr()
        return Ran(code, out.decode(), err.decode())

    return run


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "tiên-yên.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two reports, between them one that is binary and one that is empty."""
    inside = tmp_path / "báo cáo"
    inside.mkdir()
    (inside / "a.txt").write_text(REPORT, encoding="utf-8")
    (inside / "b.txt").write_bytes(bytes(range(256)) * 20)
    (inside / "c.txt").write_bytes(b"")
    (inside / "d.txt").write_text(REPORT, encoding="utf-8")
    return inside

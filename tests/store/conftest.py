from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from solieu.pipeline import extract
from solieu.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from solieu.model import Report

TIEN_YEN = (
    "UBND huyện Tiên Yên họp phiên thường kỳ tháng 9 năm 2022\n\n"
    "Thu ngân sách 9 tháng đầu năm 2022 ước đạt 1.584 tỷ đồng, bằng 57,7% dự toán tỉnh giao, giảm 3,2% so với cùng kỳ.\n"
    "Toàn huyện trồng được 512 ha rừng tập trung; tỷ lệ hộ nghèo còn 2,1%.\n"
    "Chủ tịch UBND huyện yêu cầu Phòng Tài chính - Kế hoạch rà soát các nguồn thu, báo cáo trước ngày 15/10/2022.\n"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "solieu.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path, create=True) as opened:
        yield opened


@pytest.fixture
def add(store: Store) -> Callable[..., Report]:
    """Extracts a text and puts it into the store."""

    def added(text: str, name: str = "báo cáo.txt", **how: object) -> Report:
        report = extract(text, name=name)
        store.add(report, **how)  # type: ignore[arg-type]
        return report

    return added

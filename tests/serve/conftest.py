"""A store with a few reports, and the application that shows it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from desk_client import Desk
from litestar.testing import TestClient

from solieu.pipeline import extract
from solieu.serve import create_app
from solieu.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

REPORT = """UBND huyện Tiên Yên, tỉnh Quảng Ninh
Báo cáo tình hình kinh tế - xã hội 9 tháng đầu năm 2022
Thu ngân sách 9 tháng đầu năm 2022 đạt 526,8 tỷ đồng, bằng 57,7% dự toán tỉnh giao.
Trồng rừng mới 512/450 ha, đạt 131,8% kế hoạch.
Giao Phòng Tài chính - Kế hoạch báo cáo kết quả trước ngày 15/11/2022.
Đồng chí Nguyễn Văn An, Chủ tịch UBND huyện, chủ trì. Căn cứ Chỉ thị số 08/CT-TTg ngày 05/3/2022 của Thủ tướng Chính phủ.
"""
OTHER = "UBND huyện Ba Chẽ, tỉnh Quảng Ninh: Thu ngân sách năm 2022 đạt 120 tỷ đồng; có 1.208 hộ nghèo."


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("made") / "solieu.db"
    with Store.open(where, create=True) as store:
        store.add(extract(REPORT, name="tien-yen.txt"))
        store.add(extract(OTHER, name="ba-che.txt"))
    return where


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    where = tmp_path / "solieu.db"
    shutil.copy(made, where)
    return where


@pytest.fixture
def make_desk(path: Path) -> Iterator[Callable[..., Desk]]:
    opened = []

    def make(**settings: Any) -> Desk:
        client = TestClient(create_app(path, threads=2, **settings), base_url="http://testserver.local")
        client.__enter__()
        opened.append(client)
        return Desk(client)

    yield make
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def desk(make_desk: Callable[..., Desk]) -> Desk:
    return make_desk()


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path) as opened:
        yield opened

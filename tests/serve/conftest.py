"""A store with a few reports, and the application that shows it."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from litestar.testing import TestClient

from solieu.pipeline import extract
from solieu.serve import create_app
from solieu.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from httpx import Response

REPORT = """UBND huyện Tiên Yên, tỉnh Quảng Ninh
Báo cáo tình hình kinh tế - xã hội 9 tháng đầu năm 2022
Thu ngân sách 9 tháng đầu năm 2022 đạt 526,8 tỷ đồng, bằng 57,7% dự toán tỉnh giao.
Trồng rừng mới 512/450 ha, đạt 131,8% kế hoạch.
Giao Phòng Tài chính - Kế hoạch báo cáo kết quả trước ngày 15/11/2022.
Đồng chí Nguyễn Văn An, Chủ tịch UBND huyện, chủ trì. Căn cứ Chỉ thị số 08/CT-TTg ngày 05/3/2022 của Thủ tướng Chính phủ.
"""
OTHER = "UBND huyện Ba Chẽ, tỉnh Quảng Ninh: Thu ngân sách năm 2022 đạt 120 tỷ đồng; có 1.208 hộ nghèo."


class Desk:
    """The application as a browser of one reader sees it."""

    def __init__(self, client: TestClient[Any]) -> None:
        self.client = client

    def get(self, address: str, **headers: str) -> Response:
        return self.client.get(address, headers=headers, follow_redirects=False)

    def csrf(self, address: str = "/name") -> str:
        found = re.search(r'name="csrf" value="([0-9a-f]+)"', self.get(address).text)
        assert found
        return found[1]

    def post(
        self, address: str, fields: dict[str, str], *, csrf: str | None = None, script: bool = False, **headers: str
    ) -> Response:
        told = {"csrf": self.csrf() if csrf is None else csrf} | fields
        given = {
            "content-type": "application/x-www-form-urlencoded",
            **({"x-solieu-script": "1"} if script else {}),
            **headers,
        }
        return self.client.post(address, content=urlencode(told), headers=given, follow_redirects=False)

    def decide(self, figure: int, kind: str, **fields: str) -> Response:
        return self.post(f"/figure/{figure}/decide", {"kind": kind, "by": "Lan"} | fields, script=True)


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

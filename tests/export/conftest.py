"""A store with what exports have to cope with: two sources that differ, plans, estimates, tables, hostile words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from solieu.export.content import content_of
from solieu.pipeline import extract
from solieu.store import Query, Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from solieu.export.content import Content

HOSTILE_NAME = "=cmd|' /C calc'!A0.txt"
TEXTS = {
    "tiên-yên.txt": (
        "UBND huyện Tiên Yên họp phiên thường kỳ tháng 9 năm 2022\n\nNgày 28/9/2022, UBND huyện Tiên Yên họp.\n"
        "Thu ngân sách 9 tháng đầu năm 2022 ước đạt trên 1.584,25 tỷ đồng, bằng 57,7% dự toán tỉnh giao, giảm 3,2% so với cùng kỳ.\n"
        "Kế hoạch trồng rừng cả năm 2022 là 500 ha. Năm 2022, toàn huyện đã trồng được 512,5 ha rừng tập trung, đạt 102,5% kế hoạch.\n"
        "Tỷ lệ hộ nghèo còn 2,1%; năng suất lúa đạt 71,3 tạ/ha; thu nhập bình quân đạt 55-57 triệu đồng/người/năm.\n"
    ),
    "tiên-yên-tháng-10.txt": (
        "UBND huyện Tiên Yên họp phiên thường kỳ tháng 10 năm 2022\n\nNgày 28/10/2022, UBND huyện Tiên Yên họp.\n"
        "Thu ngân sách 9 tháng đầu năm 2022 đạt 1.600 tỷ đồng. Thu ngân sách 10 tháng năm 2022 đạt 1.720 tỷ đồng.\n"
    ),
    HOSTILE_NAME: (
        "@SUM(1+1)*cmd|' /C calc'!A0\n\nUBND thị xã Đông Triều, tỉnh Quảng Ninh, ngày 05/01/2023.\n"
        "+84 Tổng thu ngân sách năm 2022 đạt 900,123 tỷ đồng, tăng 5,2%.\n"
        "=HYPERLINK(\"http://ví-dụ.vn\";\"bấm\") Thu ngân sách quý III năm 2022 đạt 200 tỷ đồng.\n"
        "Tháng 9 năm 2022, thị xã có -3,5% số vụ tai nạn giao thông so với cùng kỳ, xảy ra 12 vụ.\n"
    ),
    "tuần.txt": (
        "UBND huyện Tiên Yên, ngày 20/10/2022: Thu ngân sách 9 tháng đầu năm 2022 đạt 1.590 tỷ đồng.\n"
        "Trồng mới đạt 120,5 ha cây dược liệu, bằng 85% kế hoạch 150 ha.\n"
    ),
}  # fmt: skip
TABLE = """<html><body><h1>Báo cáo tình hình kinh tế - xã hội huyện Văn Quan, tỉnh Lạng Sơn 9 tháng năm 2023</h1>
<p>Ngày 27/9/2023, UBND huyện Văn Quan, tỉnh Lạng Sơn báo cáo kết quả thực hiện các chỉ tiêu chủ yếu trong 9 tháng đầu năm 2023 như sau:</p>
<table><tr><th>TT</th><th>Chỉ tiêu</th><th>ĐVT</th><th>KH 2023</th><th>TH 9 tháng</th><th>So với KH (%)</th></tr>
<tr><td>1</td><td>Tổng thu ngân sách</td><td>Tỷ đồng</td><td>913</td><td>526,8</td><td>57,7</td></tr>
<tr><td>2</td><td>Diện tích gieo trồng lúa</td><td>Ha</td><td>3.100</td><td>3.050</td><td>98,4</td></tr>
<tr><td>3</td><td>Diện tích gieo trồng ngô</td><td>Ha</td><td>1.200</td><td>1.230</td><td>102,5</td></tr></table></body></html>
"""


@pytest.fixture(scope="session")
def exported_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a store with :data:`TEXTS`, one of whose figures a person corrected."""
    path: Path = tmp_path_factory.mktemp("export") / "solieu.db"
    with Store.open(path, create=True) as store:
        for name, text in TEXTS.items():
            store.add(extract(text, name=name))
        table = path.with_name("bảng.html")
        table.write_text(TABLE, encoding="utf-8")
        store.add(extract(table))
        (poverty,) = store.figures(Query(indicator="poverty_rate"))
        store.decide(poverty.id, "correct", changes={"value": "2.3"}, why="Gõ nhầm", by="Lan")
        store.refresh_findings(whole=True)
    return path


@pytest.fixture
def store(exported_store: Path) -> Iterator[Store]:
    with Store.open(exported_store) as opened:
        yield opened


@pytest.fixture
def content(store: Store) -> Callable[..., Content]:
    """What a query asks of the store; of all figures if there is none."""

    def asked(query: str = "", **how: object) -> Content:
        return content_of(store, Query.parse(query), **how)  # type: ignore[arg-type]

    return asked

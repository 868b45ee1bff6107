"""The pages of indicators, places, the map and search, in all their forms."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import openpyxl
import pytest
from litestar.testing import TestClient
from panel import HOSTILE, store_of_panel

from solieu.serve import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from httpx import Response

PAGES = [
    "/indicators", "/indicators?words=thu", "/indicators?place=205", "/indicators/budget_revenue", "/indicators/poverty_rate",
    "/indicators/budget_revenue?level=2", "/indicators/budget_revenue?measure=attainment", "/indicators/budget_revenue?measure=change",
    "/indicators/budget_revenue?place=205", "/indicators/budget_revenue?place=205,196,206", "/indicators/grdp", "/places",
    "/places?words=dong+trieu", "/places?indicator=budget_revenue", "/places/22", "/places/205", "/places/205?related=yes",
    "/places/205?indicator=poverty_rate", "/places/82", "/places/00001", "/map", "/map?indicator=budget_revenue&period=2022&level=1",
    "/map?indicator=budget_revenue&period=2025-01/2025-09&measure=change&division=equal", "/map?indicator=budget_revenue&level=2",
    "/map?indicator=grdp", "/search", "/search?q=thu+ngan+sach", "/search?q=khongcogi", "/figures", "/figures?indicator=budget_revenue&page=2",
    "/figures?words=khongcogi",
]  # fmt: skip


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient[Any]]:
    path = store_of_panel(tmp_path_factory.mktemp("panel") / "solieu.db")
    with TestClient(create_app(path, threads=2), base_url="http://testserver.local") as opened:
        yield opened


def get(client: TestClient[Any], address: str) -> Response:
    client.cookies.clear()
    return client.get(address, follow_redirects=False)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_pages_are_shown(client: TestClient[Any], address: str, language: str) -> None:
    response = get(client, f"{address}{'&' if '?' in address else '?'}lang={language}")

    assert response.status_code == 200
    assert f'<html lang="{language}">' in response.text
    assert " style=" not in response.text
    assert HOSTILE not in response.text


@pytest.mark.parametrize("address", PAGES)
def test_pages_are_data_too(client: TestClient[Any], address: str) -> None:
    path, _, query = address.partition("?")

    assert json.loads(get(client, f"{path}.json?{query}").content) is not None


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/indicators/nothing", 404), ("/indicators/budget_revenue?place=Atlantis", 400), ("/indicators/budget_revenue?measure=x", 400),
        ("/indicators/budget_revenue.svg?chart=pie", 400), ("/indicators/grdp.svg", 404), ("/places/99999", 404), ("/places/x", 404),
        ("/map?indicator=nothing", 404), ("/map?period=2022-13", 400), ("/map.svg?indicator=grdp", 404), ("/figures?indicator=nothing", 400),
        ("/figures?period=x", 400), ("/search?q=...", 400), ("/indicators/budget_revenue?level=x", 400),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_sentence(client: TestClient[Any], address: str, status: int) -> None:
    response = get(client, address)

    assert response.status_code == status
    assert "Traceback" not in response.text


def test_several_places_are_compared(client: TestClient[Any]) -> None:
    page = get(client, "/indicators/budget_revenue?place=205,196").text

    assert "thành phố Đông Triều" in page
    assert "thành phố Uông Bí" in page
    assert "/indicators/budget_revenue.svg?place=205%2C196&amp;chart=history" in page


def test_a_place_is_added_by_name_without_scripts(client: TestClient[Any]) -> None:
    response = get(client, f"/indicators/budget_revenue?place=196&add={quote('thị xã Đông Triều, Quảng Ninh')}")

    assert (response.status_code, response.headers["location"]) == (303, "/indicators/budget_revenue?place=196%2C205")


def test_rivals_and_disputes_are_shown(client: TestClient[Any]) -> None:
    page = get(client, "/indicators/budget_revenue?place=205&period=2022").text

    assert "nguồn khác nhau" in page
    assert "2.222 tỷ đồng" in page
    assert "2.083 tỷ đồng" in page


@pytest.mark.parametrize("chart", ["history", "attainment", "changes"])
def test_charts_of_a_place_are_pictures(client: TestClient[Any], chart: str) -> None:
    response = get(client, f"/indicators/budget_revenue.svg?place=205&chart={chart}")

    assert response.headers["content-type"].startswith("image/svg+xml")
    assert response.content.startswith(b"<svg")
    assert "content-disposition" not in response.headers


def test_a_ranking_is_saved_as_a_png(client: TestClient[Any]) -> None:
    response = get(client, "/indicators/budget_revenue.png?chart=ranking&period=2022&level=1")

    assert response.content.startswith(b"\x89PNG")
    assert (
        response.headers["content-disposition"]
        == 'attachment; filename="tong-thu-ngan-sach-nha-nuoc-tren-dia-ban-ranking.png"'
    )


def test_a_picture_that_is_kept_is_not_sent_again(client: TestClient[Any]) -> None:
    address = "/indicators/budget_revenue.svg?place=205&chart=history"
    tag = get(client, address).headers["etag"]

    assert client.get(address, headers={"if-none-match": tag}).status_code == 304


def test_a_workbook_holds_the_figures_of_the_view(client: TestClient[Any]) -> None:
    response = get(client, "/indicators/budget_revenue.xlsx?place=205,196")
    book = openpyxl.load_workbook(io.BytesIO(response.content), read_only=True)
    told = {
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None
    }

    assert any("Đông Triều" in one for one in told)
    assert any("Uông Bí" in one for one in told)
    assert not any("Quảng Yên" in one for one in told)


def test_csv_of_a_view(client: TestClient[Any]) -> None:
    text = get(client, "/indicators/budget_revenue.csv?place=205&period=2022").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))

    assert {row["place_code"] for row in rows} == {"205"}
    assert {row["period"] for row in rows} == {"2022"}


def test_the_map_takes_the_outlines_of_its_period(client: TestClient[Any]) -> None:
    before = get(client, "/map?indicator=budget_revenue&level=1&period=2022").text
    since = get(client, "/map?indicator=budget_revenue&level=1&period=2025-01/2025-09").text

    assert (before.count("<path d="), since.count("<path d=")) == (63, 34)
    assert "tỉnh Tiền Giang" in before
    assert "tỉnh Đồng Tháp" in since


def test_districts_without_outlines_stand_by_province(client: TestClient[Any]) -> None:
    page = get(client, "/map?indicator=budget_revenue&level=2&period=2022").text

    assert "choropleth" not in page
    assert "tỉnh Quảng Ninh" in page
    assert "--geometry" in page


def test_a_map_is_a_file(client: TestClient[Any]) -> None:
    address = "indicator=budget_revenue&level=1&period=2022"

    assert get(client, f"/map.png?{address}").content.startswith(b"\x89PNG")
    assert "Hoàng Sa" in get(client, f"/map.svg?{address}&save=1").text


def test_a_users_outlines_make_a_map_of_districts(tmp_path: Path) -> None:
    file = tmp_path / "huyen.geojson"
    ring = [[107.0, 21.0], [107.2, 21.0], [107.2, 21.2], [107.0, 21.0]]
    feature = {"type": "Feature", "properties": {"code": "205"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    app = create_app(store_of_panel(tmp_path / "solieu.db"), threads=2, geometry=[file])
    with TestClient(app, base_url="http://testserver.local") as client:
        page = get(client, "/map?indicator=budget_revenue&level=2&period=2022").text

    assert page.count("<path d=") == 1
    assert "Hoàng Sa" not in page.partition("<svg")[2].partition("</svg>")[0]


def test_a_place_has_its_history_tasks_and_reports(client: TestClient[Any]) -> None:
    page = get(client, "/places/205").text

    for told in ("thị xã Đông Triều", "phường Mạo Khê", "Hạn 30/11/2023", 'href="/report/', "Câu nguồn"):
        assert told in page


def test_a_province_lists_the_units_within(client: TestClient[Any]) -> None:
    assert "phường Mạo Khê" in get(client, "/places/22").text


def test_found_words_are_marked(client: TestClient[Any]) -> None:
    assert "<mark>ngân</mark>" in get(client, "/search?q=ngan+sach").text


def test_facets_lead_to_narrower_views(client: TestClient[Any]) -> None:
    assert (
        'href="/figures?indicator=budget_revenue&amp;place=205"'
        in get(client, "/figures?indicator=budget_revenue").text
    )


def test_hostile_text_stays_text_in_workbooks(client: TestClient[Any]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(get(client, "/figures.xlsx?place=205").content))

    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]

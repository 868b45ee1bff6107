"""From ``solieu collect`` to a figure on the page of its place, without another command."""

from __future__ import annotations

import html as markup
from typing import TYPE_CHECKING, Any

import pytest
from litestar.testing import TestClient
from portal import Answer, Portal, html, report

from solieu.serve import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Office

PAGE, TIEN_YEN = "/bai-1.html", "199"


@pytest.fixture
def desk(office: Office, portal: Portal) -> Iterator[TestClient[Any]]:
    """After a page was published, published again with another figure, and another one deleted."""
    portal.pages[PAGE] = html(report(1, revenue="526,8", more="<script>alert(1)</script>"))
    portal.article("/bai-2.html", 2)
    office.follow(
        {
            "name": "Cổng <b>huyện</b>",
            "pages": [portal.url(PAGE), portal.url("/bai-2.html"), portal.url("/khong-1.html")],
        }
    )
    office.run()
    portal.pages[PAGE] = html(report(1, revenue="528,6"))
    portal.pages["/bai-2.html"] = Answer(status=410)
    office.run()
    office.run()
    with TestClient(create_app(office.store, threads=1), base_url="http://testserver.local") as client:
        yield client


def read(desk: TestClient[Any], address: str) -> str:
    answer = desk.get(address)
    assert answer.status_code == 200
    return markup.unescape(answer.text)


def test_what_was_collected_is_on_the_desk(desk: TestClient[Any], portal: Portal) -> None:
    place = read(desk, f"/places/{TIEN_YEN}")
    assert "528,6" in place
    assert "tỷ đồng" in place

    inbox = read(desk, "/inbox")
    assert "đã đăng lại: văn bản 3" in inbox
    assert "nguồn đã gỡ" in inbox

    findings = read(desk, "/findings?rule=republished")
    assert "trước ghi 526,8 tỷ đồng" in findings
    assert "nay trang đăng lại ghi 528,6 tỷ đồng" in findings

    report_page = read(desk, "/report/1")
    assert "Nguồn đã đăng lại văn bản này với nội dung khác" in report_page
    assert portal.url(PAGE) in report_page
    assert "Nguồn đã gỡ văn bản này" in read(desk, "/report/2")


def test_the_page_of_sources(desk: TestClient[Any], portal: Portal) -> None:
    page = desk.get("/sources").text
    assert "Cổng &lt;b&gt;huyện&lt;/b&gt;" in page
    assert "trang không còn (404)" not in page or portal.url("/khong-1.html") in page
    assert "Last run" in desk.get("/sources?lang=en").text
    (source,) = desk.get("/sources.json").json()["sources"]
    assert (source["reports"], source["gone"]) == (3, 2)
    assert desk.get("/sources.csv").content.decode("utf-8-sig").startswith("source,kind,address,reports")
    assert desk.get("/api/v1/sources").json()[0]["name"] == "Cổng <b>huyện</b>"


def test_where_a_report_came_from(desk: TestClient[Any], portal: Portal) -> None:
    told = desk.get("/api/v1/reports/1").json()["provenance"]
    assert [(one["report_id"], one["is_last"], one["url"]) for one in told] == [
        (3, True, portal.url(PAGE)), (1, False, portal.url(PAGE)),
    ]  # fmt: skip
    figure = desk.get("/api/v1/figures?report=2&limit=1").json()["items"][0]
    assert (figure["source"], bool(figure["fetched"]), bool(figure["gone"])) == (portal.url("/bai-2.html"), True, True)


def test_a_body_is_a_file_to_keep_and_never_a_page(desk: TestClient[Any]) -> None:
    answer = desk.get("/report/1/received")
    assert "<script>alert(1)</script>" in answer.text
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert desk.get("/report/99/received").status_code == 404

"""From ``solieu collect`` to a figure on the page of its place, without another command."""

from __future__ import annotations

import html as markup
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pandas
import pytest
from litestar.testing import TestClient
from openpyxl import load_workbook
from portal import Answer, Portal, html, report
from pyarrow import parquet

from solieu.cli import main
from solieu.serve import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from office import Office

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


@pytest.mark.parametrize("name", ["figures.csv", "figures.parquet", "figures.jsonl", "figures.datapackage.zip"])
def test_every_exported_figure_tells_where_it_came_from(office: Office, desk: TestClient[Any], name: str) -> None:
    where = office.folder / name
    assert main(["export", str(office.store), "-o", str(where), "--all-sources", "--quiet"]) == 0
    rows = exported(where)
    of_first, of_gone = ([row for row in rows if row["report_id"] == number] for number in (1, 2))
    assert of_first
    assert of_gone
    assert {(row["source"], row["superseded_by"], row["gone"]) for row in of_first} == {(portal_of(desk, 1), 3, None)}
    assert {bool(row["gone"]) for row in of_gone} == {True}
    assert all(len(row["sha256"]) == 64 and row["fetched"].endswith("Z") for row in rows)


def portal_of(desk: TestClient[Any], report: int) -> str:
    """The address from which a report came, as its page tells."""
    return str(desk.get(f"/api/v1/reports/{report}").json()["provenance"][0]["url"])


def exported(where: Path) -> list[dict[str, Any]]:
    """The rows of a file as programs read them, with ``None`` where nothing is."""
    if where.suffix == ".jsonl":
        return [json.loads(line) for line in where.read_text("utf-8").splitlines()]
    if where.suffix == ".parquet":
        return parquet.read_table(where).to_pylist()
    file = where.open("rb") if where.suffix == ".csv" else zipfile.Path(where, "figures.csv").open("rb")
    with file:
        frame = pandas.read_csv(file, dtype={"superseded_by": "Int64"}, encoding="utf-8-sig")
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def test_a_workbook_tells_when_each_report_was_fetched(office: Office, desk: TestClient[Any]) -> None:
    where = office.folder / "figures.xlsx"
    assert main(["export", str(office.store), "-o", str(where), "--all-sources", "--quiet"]) == 0
    heads, *rows = load_workbook(where)["Nguồn"].iter_rows(values_only=True)
    told = {row[0]: dict(zip(heads, row, strict=True)) for row in rows}
    assert told[1]["Lấy về lúc (UTC)"].startswith("2026-09-")
    assert (told[1]["Nguồn gỡ từ (UTC)"], bool(told[2]["Nguồn gỡ từ (UTC)"])) == (None, True)
    assert told[2]["Địa chỉ"] == portal_of(desk, 2)
    assert len(told[2]["SHA-256"]) == 64

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from solieu.pipeline import extract
from solieu.serve.words import LANGUAGES, say, tabs

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_client import Desk

    from solieu.store import Store

PAGES = ("/inbox", "/review", "/findings", "/tasks", "/figures", "/report/1", "/report/1?figure=1", "/api", "/name")
WITH_DATA = ("/inbox", "/review", "/findings", "/tasks", "/figures", "/report/1")


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_shown_in_both_languages(desk: Desk, address: str, language: str) -> None:
    mark = "&" if "?" in address else "?"
    page = desk.get(f"{address}{mark}lang={language}")
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text


@pytest.mark.parametrize("address", WITH_DATA)
def test_every_view_has_its_json_and_its_csv(desk: Desk, address: str) -> None:
    assert desk.get(f"{address}.json").json()
    rows = list(csv.reader(io.StringIO(desk.get(f"{address}.csv").text.removeprefix("\ufeff"))))
    assert len(rows) > 1
    assert all(len(row) == len(rows[0]) for row in rows)


def test_a_spreadsheet_knows_its_letters(desk: Desk) -> None:
    sheet = desk.get("/figures.csv")
    assert sheet.content.startswith(b"\xef\xbb\xbf")
    assert sheet.headers["content-disposition"] == 'attachment; filename="figures.csv"'


def test_values_are_exact_in_json(desk: Desk, store: Store) -> None:
    (figure,) = store.figures(words="Tiên Yên thu ngân sách", measure="level")
    assert f'"value":{figure.observation.value:f}' in desk.get(f"/figure/{figure.id}.json").text


def test_the_language_is_remembered(desk: Desk) -> None:
    desk.get("/inbox?lang=en")
    assert "Inbox" in desk.get("/review").text


def test_the_first_page_is_the_inbox(desk: Desk) -> None:
    assert desk.get("/").headers["location"] == "/inbox"


def test_a_figure_has_an_address_for_ever(desk: Desk) -> None:
    assert desk.get("/figure/2").headers["location"] == "/report/1?figure=2#figure-2"


def test_the_text_is_whole_and_every_figure_is_marked(desk: Desk, store: Store) -> None:
    from html import unescape

    page = desk.get("/report/1").text
    paper = page[page.index('<article class="paper"') : page.index("</article>")]
    lines = [unescape(re.sub("<[^>]+>", "", line)) for line in re.findall(r'class="line">(.*?)</(?:p|h2)>', paper)]
    report = store.report(1)
    assert report is not None
    assert lines == [line for line in report.text.split("\n") if line.strip()]
    marked = re.findall(r'id="figure-(\d+)"', paper)
    assert marked == [str(one.id) for one in store.report_figures(1)]


def test_pages_are_shown_as_they_were_printed(make_desk: Callable[..., Desk], store: Store) -> None:
    drawn = io.BytesIO()
    canvas = Canvas(drawn)
    canvas.drawString(72, 720, "UBND Tinh A: Thu ngan sach 2022 dat 526,8 ty dong, bang 57,7% du toan.")
    canvas.save()
    number = store.add(extract(drawn.getvalue(), name="bao-cao.pdf")).id
    (figure, *_) = [one for one in store.report_figures(number) if "57,7" in one.observation.quote]
    page = make_desk().get(f"/report/{number}?as=pages&figure={figure.id}").text
    assert re.search(rf'data-figure="{figure.id}" class="figure [^"]*chosen', page)
    assert re.search(r'<text x="\d+" y="[\d.]+"[^>]*>57,7%</text>', page)
    assert "<svg" not in make_desk().get("/report/1?as=pages").text


def test_the_report_names_tasks_people_and_documents(desk: Desk) -> None:
    page = desk.get("/report/1").text
    for words in ("Nguyễn Văn An", "08/CT-TTg", "Phòng Tài chính - Kế hoạch", "15/11/2022"):
        assert words in page


def test_filters_are_those_of_queries(desk: Desk) -> None:
    found = desk.get("/figures.json?place=huy%E1%BB%87n+Ba+Ch%E1%BA%BD&measure=level").json()["figures"]
    assert {one["place"] for one in found} == {"huyện Ba Chẽ, Quảng Ninh"}


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/report/99", 404, "Không có văn bản số 99"),
        ("/report/abc", 404, "Không có trang này"),
        ("/figure/99", 404, "Không có số liệu số 99"),
        ("/nowhere", 404, "Không có trang này"),
        ("/tasks?due_from=mai", 400, "không phải là ngày"),
        ("/findings?severity=dire", 400, "không dùng được"),
        ("/figures?measure=dire", 400, "hãy viết một trong các từ"),
        ("/inbox?before=-1", 400, "không phải là số"),
        ("/figure/1/decide", 405, "không nhận kiểu yêu cầu"),
    ],
)
def test_what_is_wrong_is_one_sentence(desk: Desk, address: str, status: int, words: str) -> None:
    page = desk.get(address)
    assert page.status_code == status
    assert words in page.text
    assert "Traceback" not in page.text


def test_what_did_not_change_is_not_sent_again(desk: Desk, store: Store) -> None:
    first = desk.get("/report/1")
    tag = first.headers["etag"]
    again = desk.get("/report/1", **{"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    store.decide(1, "accept", by="Lan")
    assert desk.get("/report/1", **{"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize("other", ["/report/1?lang=en", "/report/1.json", "/report/1?figure=1"])
def test_a_mark_is_of_one_answer_alone(desk: Desk, other: str) -> None:
    tag = desk.get("/report/1").headers["etag"]
    assert desk.get(other, **{"if-none-match": tag}).status_code == 200


def test_tasks_are_overdue_as_seen_on_a_day(desk: Desk) -> None:
    assert "quá hạn 1 ngày" in desk.get("/tasks?on=2022-11-16").text
    assert "còn 1 ngày" in desk.get("/tasks?on=2022-11-14").text
    (task,) = desk.get("/tasks.json?on=2022-11-16").json()["tasks"]
    assert task["overdue"] is True


def test_findings_are_found_by_place(desk: Desk) -> None:
    assert len(desk.get("/findings.json?place=huy%E1%BB%87n+Ti%C3%AAn+Y%C3%AAn").json()["findings"]) == 1
    assert desk.get("/findings.json?place=huy%E1%BB%87n+Ba+Ch%E1%BA%BD").json()["findings"] == []


def test_names_are_suggested(desk: Desk) -> None:
    places = desk.get("/suggest/places.json?words=tien+yen").json()
    assert places[0]["label"].startswith("huyện Tiên Yên, Quảng Ninh")
    assert desk.get("/suggest/indicators.json?words=thu+noi+dia").json()[0]["id"] == "budget_revenue_domestic"
    assert desk.get("/suggest/places.json?words=").json() == []


def test_scripts_and_styles_are_kept_by_browsers(desk: Desk) -> None:
    found = re.findall(r'(?:href|src)="(/static/[^"]+)"', desk.get("/review").text)
    assert found
    for address in found:
        file = desk.get(address)
        assert file.status_code == 200
        assert "immutable" in file.headers["cache-control"]


def test_every_tab_has_a_label() -> None:
    assert [say("vi", f"tab_{name}") for name in tabs()]


def test_every_message_has_both_languages_with_the_same_values() -> None:
    import string

    from solieu.serve.words import _messages

    def values(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    known: dict[str, dict[str, Any]] = _messages()
    assert [key for key, one in known.items() if set(one) != set(LANGUAGES)] == []
    own = {key: one for key, one in known.items() if key not in ("rows_shown",)}
    assert [
        key for key, one in own.items() if not key.endswith("_one") and values(one["vi"]) != values(one["en"])
    ] == []

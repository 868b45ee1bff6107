import contextlib
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solieu.errors import EmptyReport, MissingExtra
from solieu.read.web import declared_encoding, looks_like_html, read_page

FIRST = "Chín tháng đầu năm, thu ngân sách của huyện đạt 42,6 tỷ đồng, bằng 92,6% dự toán tỉnh giao."
SECOND = "Toàn huyện trồng mới 512 ha rừng, tăng 14 ha so với cùng kỳ; tỷ lệ hộ nghèo còn 14,2%."
ARTICLE = f"<p>{FIRST}</p><p>{SECOND}</p>"


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE html><p>Tin", True),
        ("  \n<HTML lang=vi>", True),
        ('<?xml version="1.0"?><!-- trang --><html>', True),
        ("<!doctype html [<!ENTITY a 'x'>]><html>", True),
        ("<p>Một đoạn</p>", True),
        ("Lời dẫn <div>a</div><div>b</div><div>c</div>", True),
        ("Thu ngân sách < 5 tỷ đồng, chi > 4 tỷ đồng", False),
        ("Số liệu <1> theo báo cáo <2>", False),
        ("<phường Bắc Hồng> đạt 98%", False),
        ("", False),
    ],
)
def test_a_page_is_told_by_its_content(text: str, expected: bool) -> None:
    assert looks_like_html(text) is expected


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b'<meta charset="windows-1258">', "windows-1258"),
        (b"<META http-equiv=Content-Type content='text/html; charset=utf-16'>", "utf-16"),
        (b'<?xml version="1.0" encoding="iso-8859-1"?>', "iso-8859-1"),
        (b"<meta name=author content=charset>", None),
    ],
)
def test_the_encoding_that_a_page_names(data: bytes, encoding: str | None) -> None:
    assert declared_encoding(data) == encoding


def test_an_article_comes_without_its_surroundings() -> None:
    text = read_page(
        page(
            "<div>Hôm nay: Thứ bảy, 22/11/2025 09:14:27</div>"
            "<ul><li><a href=/>Trang chủ</a></li><li><a href=/v>Văn bản</a></li><li><a href=/l>Liên hệ</a></li></ul>"
            f"<h1>Kinh tế huyện tăng khá</h1>{ARTICLE}"
            "<div>Tin liên quan</div><ul><li><a href=1>Trao 50 suất quà</a> (24/10/2023)</li>"
            "<li><a href=2>Hội thi lần thứ 7</a> (23/10/2023)</li></ul>"
            "<div>Số lượt truy cập: 4.672.118</div><footer>Điện thoại: 0205.383.0xx</footer>"
        )
    ).text
    assert text == f"Kinh tế huyện tăng khá\n{FIRST}\n{SECOND}"


def test_what_a_page_says_again_is_read_again() -> None:
    unit, heading = "<p>Đơn vị: tỷ đồng</p>", "<h3>Kết quả đạt được</h3>"
    text = read_page(page(f"{heading}{unit}{ARTICLE}{unit}{heading}{unit}<p>{FIRST}</p>")).text
    assert text.split("\n") == [
        "Kết quả đạt được",
        "Đơn vị: tỷ đồng",
        FIRST,
        SECOND,
        "Đơn vị: tỷ đồng",
        "Kết quả đạt được",
        "Đơn vị: tỷ đồng",
        FIRST,
    ]


def test_paragraphs_in_a_table_that_only_places_things_stay_paragraphs() -> None:
    body = f"<table><tr><td width=180><a href=#>Bản đồ</a><br><a href=#>Lịch</a></td><td>{ARTICLE}</td></tr></table>"
    assert read_page(page(body)).text == f"{FIRST}\n{SECOND}"


def test_layout_tables_may_stand_in_each_other() -> None:
    inner = f"<table><tr><td>{ARTICLE}</td></tr></table>"
    body = f"<table><tr><td><table><tr><td>{inner}</td></tr></table></td><td></td></tr></table>"
    assert read_page(page(body)).text == f"{FIRST}\n{SECOND}"


def test_a_table_of_figures_keeps_its_rows_and_every_figure() -> None:
    table = (
        "<table><tr><th>Khoản thu</th><th>Dự toán</th><th>Thực hiện</th></tr>"
        "<tr><td>Thuế ngoài quốc doanh</td><td>52,0</td><td>54,6</td></tr>"
        "<tr><td>Lệ phí trước bạ</td><td>28,0</td><td>26,9</td></tr></table>"
    )
    lines = read_page(page(f"<p>{FIRST}</p>{table}<p>{SECOND}</p>")).text.split("\n")
    assert lines[0] == FIRST
    assert lines[-1] == SECOND
    assert "| Lệ phí trước bạ | 28,0 | 26,9 |" in [line.strip() for line in lines]
    assert not any("---" in line for line in lines)


def test_what_no_reader_sees_is_not_text() -> None:
    hidden = "<script>var a='Thu 7 tỷ'</script><style>p{}</style><p style='display: none'>Chi 8 tỷ</p><p hidden>9</p>"
    assert read_page(page(ARTICLE + hidden)).text == f"{FIRST}\n{SECOND}"


def test_letters_written_as_entities() -> None:
    written = "Thu ng&acirc;n s&#225;ch &#x111;&#7841;t 5&nbsp;t&#7927;, chi &lt; 4 t&#7927; &amp; d&#432;."
    text = read_page(page(f"{ARTICLE}<p>{written}</p>")).text
    assert "Thu ngân sách đạt 5 tỷ, chi < 4 tỷ & dư." in text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        (
            '<meta property="og:title" content="Thu ngân sách tăng"><title>Cổng thông tin</title>',
            "",
            "Thu ngân sách tăng",
        ),
        ("<title>Home</title>", "<h1>Vụ mùa được giá</h1>", "Vụ mùa được giá"),
        ("<title>Vụ mùa được giá</title>", "<h1>Home</h1>", "Vụ mùa được giá"),
        ("<title>Trang thông tin điện tử huyện Văn Quan</title>", "", None),
        ("", "", None),
    ],
)
def test_the_title_is_the_article_s_and_not_the_site_s(head: str, body: str, title: str | None) -> None:
    assert read_page(page(body + ARTICLE, head)).title == title


def test_a_headline_that_stands_apart_from_the_article_opens_the_text() -> None:
    body = f"<header><h1>Thu ngân sách huyện tăng 8,1%</h1></header><article>{ARTICLE}</article>"
    assert read_page(page(body)).text.startswith("Thu ngân sách huyện tăng 8,1%\n")


@pytest.mark.parametrize(
    ("head", "issued"),
    [
        ('<meta property="article:published_time" content="2023-10-27T16:05:00+07:00">', date(2023, 10, 27)),
        ('<meta name="DC.date.issued" content="2024-05-29">', date(2024, 5, 29)),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2021-12-16"}</script>',
            date(2021, 12, 16),
        ),
        ('<script type="application/ld+json">{"@graph":[{"datePublished":"2021-12-16"}]}</script>', date(2021, 12, 16)),
        ('<script type="application/ld+json">{"datePublished": [[[</script>', None),
        ('<meta name="pubdate" content="2023-13-45">', None),
        ('<meta name="pubdate" content="2023-01-02"><meta name="dc.date" content="2023-01-09">', None),
        ('<meta name="date.modified" content="2023-01-02">', None),
        ("", None),
    ],
)
def test_the_day_of_publication_comes_from_metadata_alone(head: str, issued: date | None) -> None:
    clock = "<div>Thứ bảy, ngày 22 tháng 11 năm 2025</div>"
    assert read_page(page(clock + ARTICLE, head)).issued == issued


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://example.vn/tin/1">', "https://example.vn/tin/1"),
        ('<meta property="og:url" content="http://example.vn/2">', "http://example.vn/2"),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ('<link rel="canonical" href="/tin/1">', None),
    ],
)
def test_the_address_that_the_page_gives_itself(head: str, url: str | None) -> None:
    assert read_page(page(ARTICLE, head)).url == url


@pytest.mark.parametrize(
    "source",
    [page(""), page("<script>1</script>"), page("<p> &nbsp; </p>"), "<!-- -->", "<html>", page("<!-- Thu 5 tỷ")],
)
def test_a_page_without_text_is_empty(source: str) -> None:
    with pytest.raises(EmptyReport):
        read_page(source)


NESTED = 100_000


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("<html><body>" + "<div>" * NESTED + ARTICLE, id="deep divisions"),
        pytest.param("<html><body>" + "<b>" * NESTED + ARTICLE, id="deep letters"),
        pytest.param("<html><body>" + "<table><tr><td>" * 5000 + ARTICLE, id="deep tables"),
        pytest.param("<html><body><p " + " ".join(f"a{i}=1" for i in range(NESTED)) + ">" + ARTICLE, id="attributes"),
        pytest.param("<html><body>" + ARTICLE + "<!-- " * NESTED, id="open comments"),
        pytest.param("<html><body>" + ARTICLE + "<script>" * NESTED, id="open scripts"),
        pytest.param("<html><body>" + ARTICLE + "<" * NESTED, id="open tags"),
        pytest.param("<html><body>" + ARTICLE + "&#x110000;&#0;&#xD800;&a;&" * 5000, id="entities"),
        pytest.param("<html><body>" + ARTICLE * 30_000, id="six megabytes"),
    ],
)
def test_a_hostile_page_is_read_in_bounded_time(source: str) -> None:
    begun = time.monotonic()
    text = read_page(source).text
    assert time.monotonic() - begun < 30
    assert "42,6 tỷ đồng" in text


def test_entities_of_a_document_type_are_not_expanded() -> None:
    bomb = "<!DOCTYPE html [<!ENTITY a 'haha'><!ENTITY b '&a;&a;&a;&a;'>]>" + page(f"<p>&b;</p>{ARTICLE}")
    assert "haha" not in read_page(bomb).text


@given(st.text("<>/!-&;#ap \"'=đ5 \n", max_size=200))
def test_broken_markup_gives_text_or_an_empty_report(markup: str) -> None:
    with contextlib.suppress(EmptyReport):
        assert read_page("<html>" + markup).text.strip()


def test_without_the_libraries_the_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "lxml", None)
    with pytest.raises(MissingExtra, match=r"solieu\[html\]"):
        read_page(page(ARTICLE))

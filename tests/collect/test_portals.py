"""Portals that behave: all new reports are taken once, and nothing is asked for twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from portal import Answer, Portal, html, links, report

if TYPE_CHECKING:
    from office import Office

FIRST, LATER = range(1, 6), range(6, 8)


def numbered(portal: Portal) -> tuple[list[str], str]:
    """Names that end with a number, pages in the query."""
    articles = [f"/tin-tuc/tinh-hinh-kinh-te-{577200 + at}" for at in FIRST]
    portal.pages["/tin-tuc"] = links(
        *articles[:3], more='<a href="/tin-tuc?page=2">2</a> <a href="/tin-tuc?page=3">3</a>'
    )
    portal.pages["/tin-tuc?page=2"] = links(*articles[2:], more='<a href="/tin-tuc?page=1">1</a>')
    return articles, "/tin-tuc"


def in_a_query(portal: Portal) -> tuple[list[str], str]:
    """The number of the article in the query, "Trang sau" leads on."""
    articles = [f"/Pages/chi-tiet.aspx?ItemID={300 + at}&CatID=4" for at in FIRST]
    portal.pages["/Pages/tin.aspx"] = links(*articles[:3], more='<a href="/Pages/tin.aspx?pageindex=2">Trang sau</a>')
    portal.pages["/Pages/tin.aspx?pageindex=2"] = links(*articles[2:])
    return [one.replace("ItemID=301&CatID=4", "ItemID=301&CatID=4") for one in articles], "/Pages/tin.aspx"


def in_words(portal: Portal) -> tuple[list[str], str]:
    """Long names alone, rel=next leads on."""
    articles = [f"/web/huyen/-/ubnd-huyen-hop-phien-thuong-ky-thang-{'abcdefghij'[at]}" for at in FIRST]
    portal.pages["/web/huyen/tin"] = links(*articles[:3], more='<a rel="next" href="/web/huyen/tin/page/2">›</a>')
    portal.pages["/web/huyen/tin/page/2"] = links(*articles[2:])
    return articles, "/web/huyen/tin"


def sorted_query(path: str) -> str:
    """As the addresses are kept: parameters in order."""
    head, sign, query = path.partition("?")
    return head + sign + "&".join(sorted(query.split("&"))) if sign else path


@pytest.mark.parametrize("layout", [numbered, in_a_query, in_words])
def test_all_articles_of_a_list_are_taken_once(office: Office, portal: Portal, layout) -> None:
    articles, start = layout(portal)
    for at, path in enumerate(articles):
        portal.article(sorted_query(path), at)
    office.follow({"name": "Huyện", "listing": portal.url(start)})
    office.run()
    assert office.reports() == [portal.url(sorted_query(one)) for one in articles]
    counted = portal.counted()
    assert counted["/robots.txt"] == 1
    assert all(counted[sorted_query(one)] == 1 for one in articles)
    assert sum(counted.values()) == 1 + 2 + len(articles)


def test_the_next_run_takes_what_is_new_and_looks_no_further(office: Office, portal: Portal) -> None:
    articles, start = numbered(portal)
    for at, path in enumerate(articles):
        portal.article(path, at)
    office.follow({"name": "Huyện", "listing": portal.url(start), "recheck_hours": 1000})
    office.run()
    new = [f"/tin-tuc/tinh-hinh-kinh-te-{577200 + at}" for at in LATER]
    for at, path in enumerate(new, 10):
        portal.article(path, at)
    portal.pages[start] = links(*new, *articles[:1], more=f'<a href="{start}?page=2">2</a>')
    portal.pages[f"{start}?page=2"] = links(*articles)
    portal.asked.clear()
    office.run()
    assert office.reports() == [portal.url(one) for one in (*articles, *new)]
    # The second page names nothing new: it is looked at, since the first one did, and the third is not.
    assert [one.path for one in portal.asked] == ["/robots.txt", start, f"{start}?page=2", *new]


def test_a_feed(office: Office, portal: Portal) -> None:
    entries = "".join(
        f"<item><title>Bản tin {at}</title><link>{portal.url(f'/bai-{at}.html')}</link><pubDate>Mon, 0{at} Aug 2022 08:00:00 +0700</pubDate></item>"
        for at in FIRST
    )
    feed = (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Tin</title>{entries}</channel></rss>'
    )
    portal.pages["/rss"] = Answer(feed, headers={"Content-Type": "application/rss+xml"})
    for at in FIRST:
        portal.pages[f"/bai-{at}.html"] = html(
            f"<html><body><p>UBND huyện Tiên Yên: Số hộ nghèo còn {900 + at} hộ.</p></body></html>"
        )
    office.follow({"name": "RSS", "feed": portal.url("/rss")})
    office.run()
    assert office.ask(lambda store: sorted((one.title, str(one.issued)) for one in store.reports())) == [
        (f"Bản tin {at}", f"2022-08-0{at}") for at in FIRST
    ]


def test_sitemaps_with_an_index_and_a_first_day(office: Office, portal: Portal) -> None:
    urls = "".join(
        f"<url><loc>{portal.url(f'/b-{at}')}</loc><lastmod>202{at}-05-01T08:00:00+07:00</lastmod></url>" for at in FIRST
    )
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    portal.pages["/sitemap.xml"] = Answer(
        f"<sitemapindex {space}><sitemap><loc>{portal.url('/tin.xml')}</loc></sitemap></sitemapindex>"
    )
    portal.pages["/tin.xml"] = Answer(f"<urlset {space}>{urls}</urlset>")
    for at in FIRST:
        portal.article(f"/b-{at}", at)
    office.follow({"name": "Sơ đồ", "sitemap": portal.url("/sitemap.xml")})
    office.file.write_text(office.file.read_text("utf-8") + "since = 2023-01-01\n", "utf-8")
    office.run()
    assert office.reports() == [portal.url(f"/b-{at}") for at in (3, 4, 5)]


def test_attachments_are_followed_and_read(office: Office, portal: Portal) -> None:
    portal.pages["/bai.html"] = html(
        report(
            1,
            more='<p><a href="/tep/bao-cao.rtf?v=2">Báo cáo đầy đủ</a> <a href="/tep/anh.jpg">ảnh</a> <a href="http://elsewhere.example/b.pdf">khác</a></p>',
        )
    )
    portal.pages["/tep/bao-cao.rtf?v=2"] = Answer(
        rb"{\rtf1\ansi UBND huy\u7879?n Ti\u234?n Y\u234?n: Thu ng\u226?n s\u225?ch n\u259?m 2022 \u273?\u7841?t 120 t\u7927? \u273?\u7891?ng.}",
        headers={"Content-Type": "application/rtf"},
    )
    office.follow({"name": "Trang", "pages": portal.url("/bai.html")})
    office.run()
    assert office.reports() == [portal.url("/bai.html"), portal.url("/tep/bao-cao.rtf?v=2")]
    (whence,) = office.ask(lambda store: store.watching.whence(2))
    assert (whence.parent, whence.url) == (portal.url("/bai.html"), portal.url("/tep/bao-cao.rtf?v=2"))
    assert "/tep/anh.jpg" not in portal.counted()


def test_session_ids_and_trackers_make_no_second_page(office: Office, portal: Portal) -> None:
    portal.pages["/tin"] = links(
        "/tin/bai-1001.html;jsessionid=AB12CD?utm_source=fb", "/tin/bai-1001.html?PHPSESSID=77", "/tin/bai-1001.html#dau-trang",
        "/tin/bai-1002.html?sid=5", more='<a href="/tin?page=2&amp;PHPSESSID=1">2</a>',
    )  # fmt: skip
    portal.pages["/tin?page=2"] = links("/tin/bai-1001.html;jsessionid=ZZZZ", "/tin/bai-1002.html")
    portal.article("/tin/bai-1001.html", 1)
    portal.article("/tin/bai-1002.html", 2)
    office.follow({"name": "Phiên", "listing": portal.url("/tin")})
    office.run()
    assert office.reports() == [portal.url("/tin/bai-1001.html"), portal.url("/tin/bai-1002.html")]
    assert portal.counted()["/tin/bai-1001.html"] == 1


def test_what_did_not_change_is_asked_for_by_its_mark_and_not_sent_again(office: Office, portal: Portal) -> None:
    def marked(asked) -> Answer:
        if asked.headers.get("if-none-match") == '"v1"':
            return Answer(status=304)
        return html(report(1), ETag='"v1"', **{"Last-Modified": "Mon, 03 Oct 2022 01:00:00 GMT"})

    portal.pages["/bai.html"] = marked
    office.follow({"name": "Trang", "pages": portal.url("/bai.html")})
    office.run()
    (result,) = office.run().results
    assert (result.counts.unchanged, result.counts.added, result.counts.bytes) == (1, 0, 0)
    assert portal.asked[-1].headers["if-modified-since"] == "Mon, 03 Oct 2022 01:00:00 GMT"


def test_a_wrong_character_set_in_the_header_spoils_nothing(office: Office, portal: Portal) -> None:
    portal.pages["/a-1.html"] = Answer(report(1), headers={"Content-Type": "text/html; charset=iso-8859-1"})
    told_utf8 = report(2).replace('charset="utf-8"', 'charset="windows-1258"')
    portal.pages["/a-2.html"] = Answer(told_utf8.encode(), headers={"Content-Type": "text/html; charset=windows-1258"})
    office.follow({"name": "Trang", "pages": [portal.url("/a-1.html"), portal.url("/a-2.html")]})
    office.run()
    sentences = office.ask(
        lambda store: [one.sentence for one in store.figures(measure="level", words="thu ngan sach")]
    )
    assert sorted(one.partition(": ")[2][:12] for one in sentences) == ["Thu ngân sác"] * 2


def test_only_what_a_user_asks_for(office: Office, portal: Portal) -> None:
    portal.pages["/tin"] = links("/tin/kinh-te-1001.html", "/tin/the-thao-1002.html", "/bai/kinh-te-1003.html")
    for at, path in enumerate(("/tin/kinh-te-1001.html", "/bai/kinh-te-1003.html")):
        portal.article(path, at)
    office.follow({"name": "Lọc", "listing": portal.url("/tin"), "articles": r"kinh-te-\d+", "skip": "/bai/"})
    office.run()
    assert office.reports() == [portal.url("/tin/kinh-te-1001.html")]

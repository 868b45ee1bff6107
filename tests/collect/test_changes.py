"""Pages that change, go and come back: every version is kept, and what changed is told."""

from __future__ import annotations

import gzip
import sqlite3
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from portal import Answer, Portal, html, report

from solieu.collect.archive import body_in
from solieu.store import Query, Store

if TYPE_CHECKING:
    from office import Office

PAGE = "/bai-1.html"
BEFORE, AFTER = report(1, revenue="526,8"), report(1, revenue="528,6")
MEASURED = Query(indicator="thu ngân sách", measure="level")


@pytest.fixture
def followed(office: Office, portal: Portal) -> Office:
    portal.pages[PAGE] = html(BEFORE)
    office.follow({"name": "Cổng TTĐT huyện", "pages": portal.url(PAGE)})
    office.run()
    return office


def test_a_changed_figure_of_a_republished_page_is_a_finding(followed: Office, portal: Portal) -> None:
    portal.pages[PAGE] = html(AFTER)
    (result,) = followed.run().results
    assert (result.counts.changed, result.counts.added) == (1, 0)
    assert followed.words() == ["changed"]
    (found,) = followed.ask(lambda store: store.findings())
    assert (found.finding.check, found.finding.severity) == ("republished", "suspicious")
    assert found.finding.message == (
        "“Thu ngân sách” (huyện Tiên Yên, Quảng Ninh): trước ghi 526,8 tỷ đồng (lấy lúc 22/09/2026 21:13), nay trang đăng lại ghi "
        "528,6 tỷ đồng (lấy lúc 23/09/2026 21:13, giờ Việt Nam). Câu trước: “UBND huyện Tiên Yên, tỉnh Quảng Ninh, ngày 2/10/2022: Thu ngân sách 2 "
        "tháng đầu năm 2022 đạt 526,8 tỷ đồng, bằng 57,7% dự toán tỉnh giao.” Câu nay: “UBND huyện Tiên Yên, tỉnh Quảng Ninh, ngày "
        "2/10/2022: Thu ngân sách 2 tháng đầu năm 2022 đạt 528,6 tỷ đồng, bằng 57,7% dự toán tỉnh giao.”"
    )  # fmt: skip
    assert sorted(one.quote for one in found.finding.grounds) == ["526,8 tỷ đồng", "528,6 tỷ đồng"]
    assert sorted(found.reports) == [1, 2]
    assert None not in found.figures


def test_the_later_version_counts_and_disputes_nothing(followed: Office, portal: Portal) -> None:
    portal.pages[PAGE] = html(AFTER)
    followed.run()
    (choice,) = followed.ask(lambda store: store.choices(MEASURED))
    assert [one.observation.quote for one in choice.every] == ["528,6 tỷ đồng", "526,8 tỷ đồng"]
    assert (choice.rule, choice.disputed, choice.rivals[0].superseded_by) == ("later", False, 2)
    reasons = [one.reasons for one in followed.ask(lambda store: store.queue(MEASURED))]
    assert all("suspicious" in one and "disputed" not in one for one in reasons)
    assert len(reasons) == 2
    with sqlite3.connect(followed.store) as plain:
        assert plain.execute(
            "SELECT quote FROM choices WHERE indicator_id = 'budget_revenue' AND measure = 'level'"
        ).fetchall() == [("528,6 tỷ đồng",)]


def test_a_version_with_an_earlier_day_counts_all_the_same(followed: Office, portal: Portal) -> None:
    portal.pages[PAGE] = html(AFTER.replace("ngày 2/10/2022", "ngày 1/9/2022"))
    followed.run()
    (choice,) = followed.ask(lambda store: store.choices(MEASURED))
    assert choice.figure.observation.quote == "528,6 tỷ đồng"


def test_decisions_on_the_earlier_version_stand(followed: Office, portal: Portal) -> None:
    with Store.open(followed.store) as store:
        (figure,) = store.figures(MEASURED)
        store.decide(figure.id, "accept", by="Lan")
    portal.pages[PAGE] = html(AFTER)
    followed.run()
    (choice,) = followed.ask(lambda store: store.choices(MEASURED))
    assert (choice.figure.observation.quote, choice.rule, choice.disputed) == ("526,8 tỷ đồng", "decision", True)


def test_a_page_that_is_as_it_was_again(followed: Office, portal: Portal) -> None:
    portal.pages[PAGE] = html(AFTER)
    followed.run()
    portal.pages[PAGE] = html(BEFORE)
    followed.run()
    (choice,) = followed.ask(lambda store: store.choices(MEASURED))
    assert choice.figure.observation.quote == "526,8 tỷ đồng"
    abouts = followed.ask(lambda store: [store.about(number) for number in (1, 2)])
    assert [one.superseded_by for one in abouts] == [None, 1]


def test_every_version_is_kept_as_received(followed: Office, portal: Portal) -> None:
    portal.pages[PAGE] = html(AFTER)
    followed.run()
    for body in (BEFORE, AFTER):
        path = body_in(followed.folder / "solieu.db.d", sha256(body.encode()).hexdigest())
        assert gzip.decompress(path.read_bytes()).decode() == body
    whence = followed.ask(lambda store: store.watching.whence(1))
    assert [(one.report_id, one.is_last, one.fetched) for one in whence] == [
        (2, True, "2026-09-23T14:13:20Z"), (1, False, "2026-09-22T14:13:20Z"),
    ]  # fmt: skip


def test_each_figure_says_where_it_comes_from(followed: Office, portal: Portal) -> None:
    (figure,) = followed.ask(lambda store: store.figures(MEASURED))
    assert (figure.source, figure.fetched) == (portal.url(PAGE), "2026-09-22T14:13:20Z")
    assert figure.sha256 == sha256(BEFORE.encode()).hexdigest()


def test_what_only_counts_visits_is_no_new_report(office: Office, portal: Portal) -> None:
    visits = iter(range(10))
    portal.pages[PAGE] = lambda _: html(report(1, more=f"<p>Lượt xem: {next(visits)}</p>"))
    office.follow({"name": "Huyện", "pages": portal.url(PAGE)})
    office.run()
    for _ in range(2):
        (result,) = office.run().results
        assert (result.counts.changed, result.counts.unchanged) == (0, 1)
    assert office.ask(lambda store: store.counts()["reports"]) == 1
    assert len(list((office.folder / "solieu.db.d").glob("*/*.gz"))) == 1


@pytest.mark.parametrize(
    "gone", [Answer(status=404), Answer(status=410), Answer(status=302, headers={"Location": "/"})]
)
def test_a_deleted_page_is_marked_in_the_second_run_and_its_figures_stay(
    followed: Office, portal: Portal, gone: Answer
) -> None:
    portal.pages["/"] = html("<html><body><p>Trang chủ</p></body></html>")
    portal.pages[PAGE] = gone
    followed.run()
    assert followed.words() == ["missing"]
    assert followed.ask(lambda store: store.about(1).gone) is None
    (result,) = followed.run().results
    assert followed.words() == ["gone"]
    assert result.counts.gone == 1
    (figure,) = followed.ask(lambda store: store.figures(MEASURED))
    assert (figure.gone, figure.observation.quote) == ("2026-09-24T14:13:20Z", "526,8 tỷ đồng")
    followed.run()
    assert followed.words() == []
    portal.pages[PAGE] = html(BEFORE)
    followed.run()
    assert followed.ask(lambda store: store.about(1).gone) is None


def test_a_page_that_is_away_for_a_day_is_not_deleted(followed: Office, portal: Portal) -> None:
    for answer in (Answer(status=404), html(BEFORE), Answer(status=404)):
        portal.pages[PAGE] = answer
        followed.run()
    assert followed.ask(lambda store: store.about(1).gone) is None


def test_a_report_that_another_address_still_has_is_not_deleted(office: Office, portal: Portal) -> None:
    portal.pages[PAGE] = portal.pages["/khac-1.html"] = html(BEFORE)
    office.follow({"name": "Huyện", "pages": [portal.url(PAGE), portal.url("/khac-1.html")]})
    office.run()
    del portal.pages[PAGE]
    for _ in range(2):
        office.run()
    assert office.ask(lambda store: store.about(1).gone) is None
    portal.pages["/khac-1.html"] = html(AFTER)
    office.run()
    assert office.ask(lambda store: [store.about(number).superseded_by for number in (1, 2)]) == [2, None]


def test_a_page_is_asked_for_ever_more_seldom(office: Office, portal: Portal) -> None:
    portal.pages[PAGE] = html(BEFORE)
    office.follow({"name": "Huyện", "pages": portal.url(PAGE), "recheck_hours": 20, "recheck_days": 60})
    asked = []
    for _ in range(120):
        portal.asked.clear()
        office.run()
        asked.append(portal.counted()[PAGE])
    assert asked[:10] == [1] * 10
    assert sum(asked[10:60]) in range(15, 30)
    assert sum(asked[62:]) == 0


def test_statistics_of_a_source(followed: Office, portal: Portal) -> None:
    portal.pages[PAGE] = Answer(status=404)
    followed.run()
    (seen,) = followed.ask(lambda store: store.watching.sources())
    assert (seen.name, seen.kind, seen.address) == ("Cổng TTĐT huyện", "pages", portal.url(PAGE))
    assert (seen.reports, seen.pages, seen.gone, seen.waiting, seen.is_running) == (1, 1, 0, 0, False)
    assert (seen.last_new, seen.last_run) == ("2026-09-22T14:13:20Z", "2026-09-23T14:13:20Z")
    assert seen.last.requests == 2


def test_what_was_received_as_a_warc_file(followed: Office, portal: Portal, tmp_path) -> None:
    from warcio.archiveiterator import ArchiveIterator

    portal.pages[PAGE] = html("", **{"Content-Encoding": "gzip"})._replace(body=gzip.compress(AFTER.encode()))
    file = tmp_path / "a.warc.gz"
    followed.run(warc=file)
    followed.run(warc=file)
    with file.open("rb") as stream:
        records = [
            (one.rec_type, one.rec_headers.get_header("WARC-Target-URI"), one.content_stream().read())
            for one in ArchiveIterator(stream)
        ]
    assert [one[0] for one in records] == ["warcinfo", "response", "response"]
    assert records[1][1:] == (portal.url(PAGE), AFTER.encode())


def test_a_folder(office: Office) -> None:
    folder = office.folder / "báo cáo"
    folder.mkdir()
    (folder / "a.txt").write_text("UBND huyện Tiên Yên: Thu ngân sách năm 2022 đạt 120 tỷ đồng.", "utf-8")
    (folder / "b.txt").write_text("UBND huyện Ba Chẽ: Số hộ nghèo còn 1.208 hộ.", "utf-8")
    office.follow({"name": "Thư mục", "folder": "báo cáo"})
    office.run()
    assert office.reports() == ["báo cáo/a.txt", "báo cáo/b.txt"]
    office.run()
    assert office.words() == []
    (folder / "a.txt").write_text("UBND huyện Tiên Yên: Thu ngân sách năm 2022 đạt 121 tỷ đồng.", "utf-8")
    (folder / "b.txt").unlink()
    office.run()
    assert office.words() == ["missing", "changed"]
    office.run()
    assert office.words() == ["gone"]
    assert [one.finding.check for one in office.ask(lambda store: store.findings())] == ["republished"]
    assert office.ask(lambda store: [one.name for one in store.reports() if one.gone]) == ["báo cáo/b.txt"]


def test_a_mailbox_with_attachments(office: Office) -> None:
    box = office.folder / "Maildir"
    for part in ("new", "cur", "tmp"):
        (box / part).mkdir(parents=True)
    mail = (
        "From: a@example.vn\nTo: b@example.vn\nSubject: Bao cao thang 9\nDate: Fri, 30 Sep 2022 08:00:00 +0700\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain; charset=utf-8\n\nKính gửi, xin gửi báo cáo.\n'
        '--x\nContent-Type: text/plain; charset=utf-8\nContent-Disposition: attachment; filename="bao-cao.txt"\n\n'
        "UBND huyện Tiên Yên: Thu ngân sách 9 tháng đầu năm 2022 đạt 526,8 tỷ đồng.\n--x--\n"
    )
    (box / "new" / "1.M1.host").write_text(mail, "utf-8")
    office.follow({"name": "Hộp thư", "maildir": str(box)})
    office.run()
    assert [name.rpartition("/")[2] for name in office.reports()][-1] == "bao-cao.txt"
    before = office.ask(lambda store: store.counts())
    (box / "new" / "1.M1.host").rename(box / "cur" / "1.M1.host:2,S")
    office.run()
    assert office.words() == []
    (box / "cur" / "1.M1.host:2,S").unlink()
    office.run()
    office.run()
    assert office.words() == []
    assert office.ask(lambda store: store.counts()) == before
    assert office.ask(lambda store: [one.gone for one in store.reports()]) == [None] * before["reports"]


def test_what_was_found_after_the_first_run_bears_its_day(office: Office, portal: Portal) -> None:
    page = "<html><body><p>UBND huyện Tiên Yên: Số hộ nghèo còn {} hộ.</p></body></html>"
    portal.pages[PAGE] = html(page.format(900))
    office.follow({"name": "Huyện", "pages": [portal.url(PAGE)]})
    office.run()
    portal.pages["/bai-2.html"] = html(page.format(800))
    office.follow({"name": "Huyện", "pages": [portal.url(PAGE), portal.url("/bai-2.html")]})
    office.run()
    assert [str(one.issued) for one in office.ask(lambda store: store.reports())] == ["2026-09-23", "None"]

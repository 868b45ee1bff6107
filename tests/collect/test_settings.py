"""What is wrong in a file of sources is one clear sentence; a command does what the file says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from office import QUICK
from portal import Portal, html, links, report

from solieu.cli import main
from solieu.collect import read_sources
from solieu.collect.links import PageLink
from solieu.collect.listings import listed
from solieu.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = '[[source]]\nname = "A"\npages = "http://a.vn/"\n'


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "names no source"),
        ("[collect", "is no TOML"),
        ('[[source]]\npages = "http://a.vn/"', "source no. 1 has no name"),
        ('[[source]]\nname = "A"', "source 'A' must have exactly one of feed, sitemap"),
        (f'{SOURCE}feed = "http://a.vn/rss"', "must have exactly one of"),
        (SOURCE.replace("http", "ftp"), "'ftp://a.vn/' of source 'A' is no address"),
        (f"{SOURCE}delay = -1", "delay of source 'A' is -1: write 0 or more"),
        (f'{SOURCE}delay = "two"', "delay in source 'A' is wrong: expected `float`, got `str`"),
        (f"{SOURCE}dellay = 1", "there is no setting dellay in source 'A'"),
        (f"[collect]\nspeed = 1\n{SOURCE}", "there is no setting speed in [collect]"),
        (f"{SOURCE}articles = '('", "articles of source 'A' is no regular expression"),
        (f'{SOURCE}layout = "x"', "has the layout 'x'; there are numbered"),
        (f'{SOURCE}allow_private = ["home"]', "names 'home': write networks"),
        (SOURCE + SOURCE, "two sources are called 'A'"),
        (f"[collect]\nworkers = 100\n{SOURCE}", "workers in [collect] is 100"),
        (f"{SOURCE}depth = 0", "depth of source 'A' is 0: write 1 or more"),
    ],
)
def test_what_is_wrong_is_told_in_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    file = tmp_path / "s.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(UsageError) as raised:
        read_sources(file)
    assert sentence in str(raised.value)
    assert str(raised.value).count("\n") == 0


def test_the_example_is_right(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "s.toml"
    assert main(["collect", str(file), "--init"]) == 0
    assert [one.kind for one in read_sources(file).sources] == ["folder"]
    file.write_text(file.read_text("utf-8").replace("# [[", "[[").replace("# name", "name").replace("# listing", "listing")
                    .replace("# feed", "feed").replace("# sitemap", "sitemap").replace("# since", "since").replace("# pages", "pages")
                    .replace("# maildir", "maildir").replace("# articles", "articles"), "utf-8")  # fmt: skip
    assert {one.kind for one in read_sources(file).sources} == {
        "listing",
        "feed",
        "sitemap",
        "pages",
        "folder",
        "maildir",
    }
    assert main(["collect", str(file), "--init"]) == 2
    assert "is there already" in capsys.readouterr().err


def test_a_dry_run_shows_the_layout_and_keeps_nothing(
    tmp_path: Path, portal: Portal, capsys: pytest.CaptureFixture[str]
) -> None:
    portal.pages["/tin"] = links(
        "/tin/bai-1001.html", "/tin/bai-1002.html", "/tin/bai-1003.html", more='<a href="/tin?page=2">2</a>'
    )
    file = tmp_path / "s.toml"
    file.write_text(f'{QUICK}depth = 1\n[[source]]\nname = "Huyện"\nlisting = "{portal.url("/tin")}"\n', "utf-8")
    assert main(["collect", str(file), "--dry-run", "--format", "jsonl"]) == 0
    first, *rest = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["layout"], first["next"], first["count"]) == ("numbered", portal.url("/tin?page=2"), 3)
    assert [(one["address"], one["new"]) for one in rest][:1] == [(portal.url("/tin/bai-1001.html"), True)]
    assert sorted(portal.counted()) == ["/robots.txt", "/tin"]
    assert not (tmp_path / "solieu.db").exists()


def test_a_run_tells_people_and_programs(tmp_path: Path, portal: Portal, capsys: pytest.CaptureFixture[str]) -> None:
    portal.pages["/a-1.html"] = html(report(1))
    file, log = tmp_path / "s.toml", tmp_path / "log.txt"
    pages = json.dumps([portal.url("/a-1.html"), portal.url("/khong.html")])
    file.write_text(f'{QUICK}\n[[source]]\nname = "Huyện"\npages = {pages}\n', "utf-8")
    assert main(["collect", str(file), "--format", "jsonl", "--language", "vi", "--log", str(log)]) == 1
    printed = capsys.readouterr()
    assert [json.loads(line)["what"] for line in printed.out.splitlines()] == ["not_found", "added", "ends"]
    assert "Huyện: 1 báo cáo mới, 1 trang không lấy được (thử lại lần sau)" in printed.err
    assert "/khong.html: trang không còn (404)" in log.read_text("utf-8")
    assert main(["collect", str(file), "--statistics", "--format", "jsonl"]) == 0
    assert json.loads(capsys.readouterr().out)["last"]["added"] == 1
    assert main(["collect", str(file), "--source", "Khác"]) == 2


@pytest.mark.parametrize(
    ("layout", "addresses"),
    [
        ("numbered", ["/tin/a-577219", "/b-a1234.html", "/tin/c-12-345.aspx"]),
        ("query", ["/x.aspx?ItemID=123", "/x.aspx?ItemID=124&c=2", "/x.aspx?itemid=125"]),
        ("content", ["/web/huyen/-/ten-bai-viet", "/web/huyen/-/bai-khac-nua", "/web/huyen/-/bai-thu-ba"]),
        ("dated", ["/2026/11/ten-bai/", "/2026/11/bai-khac/", "/2025/1/2/bai-ba"]),
        ("named pages", ["/Pages/ten-bai-viet-a.aspx", "/Pages/ten-bai-viet-b.aspx", "/Pages/ten-bai-viet-c.aspx"]),
        (
            "slugs",
            [
                "/tin/ubnd-huyen-hop-phien-thuong-ky",
                "/tin/ubnd-huyen-hop-phien-lan-hai",
                "/tin/ket-qua-thu-ngan-sach-nam",
            ],
        ),
    ],
)
def test_layouts(layout: str, addresses: list[str]) -> None:
    furniture = ["/", "/lien-he", "/gioi-thieu", "/tin?page=2", "/Pages/default.aspx"]
    found = listed([PageLink(f"http://a.vn{one}", "Tên bài") for one in (*furniture, *addresses)], "http://a.vn/tin")
    assert found.layout == layout
    assert [one.address.removeprefix("http://a.vn") for one in found.articles] == addresses

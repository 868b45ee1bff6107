import io
import os
import sys
from pathlib import Path

import pytest

from solieu.errors import ReadError, TooLarge
from solieu.read import expand, read_source
from solieu.read.sources import Source


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.html", "sâu/c.TXT", "sâu/d.md", "e.pptx", "f.mp4", ".ẩn/g.txt", ".h.txt"):
        path = tmp_path / "báo cáo" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Thu 5 tỷ đồng", encoding="utf-8")
    return tmp_path / "báo cáo"


def names(sources: list[Source], folder: Path) -> list[str]:
    return [os.path.relpath(source.name, folder) for source in sources]


def test_a_folder_gives_its_readable_files_in_order_and_a_note_of_the_others(folder: Path) -> None:
    notes: list[str] = []
    assert names(list(expand([folder], notes.append)), folder) == ["a.html", "b.txt", "sâu/c.TXT", "sâu/d.md"]
    assert notes == [f"{folder.as_posix()}: 2 files of other kinds passed over."]


def test_a_named_file_is_tried_whatever_its_ending(folder: Path) -> None:
    (source,) = expand([folder / "e.pptx"])
    assert source.load() == "Thu 5 tỷ đồng".encode()


def test_what_is_missing_does_not_stop_the_others(folder: Path) -> None:
    missing, there = expand([str(folder / "không có.txt"), folder / "b.txt"])
    with pytest.raises(ReadError, match=r"không có\.txt: there is no such file"):
        missing.load()
    assert read_source(there).text == "Thu 5 tỷ đồng"


def test_a_folder_with_nothing_to_read(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(b"x")
    (source,) = expand([tmp_path])
    with pytest.raises(ReadError, match="holds nothing to read"):
        source.load()


def test_links_are_followed_only_within_the_folder(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("mật")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "in.txt").symlink_to(folder / "b.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    notes: list[str] = []
    found = names(list(expand([folder], notes.append)), folder)
    assert found == ["a.html", "b.txt", "in.txt", "sâu/c.TXT", "sâu/d.md"]
    assert any("out.txt was passed over: it links out" in note for note in notes)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
def test_what_may_not_be_opened(folder: Path) -> None:
    (folder / "b.txt").chmod(0)
    (source,) = expand([folder / "b.txt"])
    with pytest.raises(ReadError, match="may not be opened"):
        source.load()


def test_a_path_that_cannot_be(tmp_path: Path) -> None:
    (source,) = expand(["a\0b.txt"])
    with pytest.raises(ReadError, match="not valid"):
        source.load()


def test_a_name_that_is_not_utf8_can_still_be_written(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"b\xe1o.txt")).write_text("Thu 5 tỷ đồng", encoding="utf-8")
    (source,) = expand([tmp_path])
    assert source.name.encode().endswith("b\ufffdo.txt".encode())
    assert source.load()


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Chi 4 tỷ".encode())))
    (source,) = expand(["-"])
    report = read_source(source)
    assert (report.name, report.text) == ("standard input", "Chi 4 tỷ")


def test_a_file_above_the_limit_is_not_loaded(folder: Path) -> None:
    (source,) = expand([folder / "b.txt"])
    with pytest.raises(TooLarge, match=r"b\.txt is larger than the limit of 4 bytes"):
        source.load(limit=4)

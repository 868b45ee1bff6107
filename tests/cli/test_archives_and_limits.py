"""What the commands do with files that hold many reports, and how a user bounds what is read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from solieu import Limits
from solieu.cli.app import solieu as group

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Solieu = Callable[..., Any]

TEXT = "UBND huyện Tiên Yên, ngày 30/9/2022\nThu ngân sách 9 tháng đầu năm 2022 đạt 1.584 tỷ đồng.\n"
MIB = 1024 * 1024
PROGRAM = """
import sys
from pathlib import Path
from solieu.cli import main
code = main(sys.argv[1:])
# What getrusage tells is never less than the process had that started this one.
(peak,) = [line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
print("peak", int(peak) // 1024, file=sys.stderr)
sys.exit(code)
"""


def lines(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "báo cáo" / "kho.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as made:
        for name, text in (("a.txt", TEXT), ("b.txt", ""), ("c.txt", TEXT), ("d.mp4", "x")):
            made.writestr(name, text)
    return path


def test_reports_in_an_archive_are_told_one_by_one(solieu: Solieu, archive: Path) -> None:
    ran = solieu("extract", archive.parent)
    assert ran.code == 1
    assert [(found["report"], len(found["observations"])) for found in lines(ran.out)] == [
        (f"{archive}/a.txt", 1),
        (f"{archive}/b.txt", 0),
        (f"{archive}/c.txt", 1),
    ]
    assert ran.err.splitlines() == [
        f"solieu: {archive}/b.txt: There is no text in this report.",
        f"solieu: note: {archive}: 1 file of other kinds passed over.",
    ]


def test_an_archive_and_a_corpus_on_standard_input(solieu: Solieu, archive: Path) -> None:
    assert len(lines(solieu("extract", "-", given=archive.read_bytes()).out)) == 3
    records = "".join(json.dumps({"text": TEXT, "name": f"TY-{n}"}) + "\n" for n in range(3))
    ran = solieu("extract", "-", given=records.encode())
    assert [found["report"] for found in lines(ran.out)] == [f"standard input/TY-{n}" for n in range(3)]


def test_figures_are_written_beside_the_reports_again_and_again(solieu: Solieu, archive: Path) -> None:
    first = solieu("extract", archive.parent, "-o", archive.parent / "figures.jsonl", "-q")
    printed = (archive.parent / "figures.jsonl").read_bytes()
    assert solieu("extract", archive.parent, "-o", archive.parent / "figures.jsonl", "-q") == first
    assert (archive.parent / "figures.jsonl").read_bytes() == printed
    assert len(printed.splitlines()) == 3


def test_the_archive_itself_is_not_written_over(solieu: Solieu, archive: Path) -> None:
    ran = solieu("extract", archive, "-o", archive, "-f", "csv")
    assert ran.code == 2
    assert "it is one of the files to read" in ran.err


def test_figures_given_for_reports_are_one_sentence(solieu: Solieu, archive: Path, tmp_path: Path) -> None:
    (tmp_path / "figures.jsonl").write_text(solieu("extract", archive, "-q").out, encoding="utf-8")
    ran = solieu("extract", tmp_path / "figures.jsonl")
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert "holds what solieu extract printed, which has no text" in ran.err


def test_restate_takes_figures_archives_and_corpora(solieu: Solieu, archive: Path, tmp_path: Path) -> None:
    figures, corpus = tmp_path / "figures.jsonl", tmp_path / "corpus.jsonl"
    figures.write_text(solieu("extract", archive, "-q").out, encoding="utf-8")
    corpus.write_text(json.dumps({"text": TEXT}) + "\n", encoding="utf-8")
    for path in (figures, archive, corpus):
        (found, *_) = lines(solieu("restate", path, "--on", "2024-12-31", "-q").out)
        assert (found["value"], found["place"]) == (1584000000000, "huyện Tiên Yên, Quảng Ninh")


def test_explain_wants_one_report(solieu: Solieu, archive: Path, tmp_path: Path) -> None:
    assert "is a folder or holds several reports" in solieu("explain", archive, "1.584").err
    (tmp_path / "một.jsonl").write_text(json.dumps({"text": TEXT}) + "\n", encoding="utf-8")
    assert solieu("explain", tmp_path / "một.jsonl", "1.584").code == 0


@pytest.mark.parametrize("name", ["extract", "restate"])
def test_the_defaults_in_the_help_are_those_of_the_limits(name: str) -> None:
    defaults = {option.name: option.default for option in group.commands[name].params}
    bounds = Limits()
    assert (defaults["limit"], defaults["max_unpacked"]) == (bounds.size / MIB, bounds.unpacked / MIB)
    assert (defaults["max_pages"], defaults["max_cells"]) == (bounds.pages, bounds.cells)


def test_limits_reach_the_readers(solieu: Solieu, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = solieu("extract", archive, "--max-unpacked", "0.0001")
    assert ran.code == 1
    assert len(lines(ran.out)) == 1
    assert "raise the limit with --max-unpacked" in ran.err
    given = []
    from solieu.cli import batch

    read = batch.read_loaded
    monkeypatch.setattr(batch, "read_loaded", lambda *a, limits: given.append(limits) or read(*a, limits=limits))
    solieu("extract", archive, "--limit", "2", "--max-pages", "7", "--max-cells", "9", "--max-unpacked", "3")
    assert given[0] == Limits(size=2 * MIB, unpacked=3 * MIB, pages=7, cells=9)


@pytest.mark.parametrize("option", ["--max-pages", "--max-cells", "--max-unpacked"])
def test_a_limit_of_nothing_is_wrong_use(solieu: Solieu, archive: Path, option: str) -> None:
    ran = solieu("extract", archive, option, "0")
    assert (ran.code, ran.out) == (2, "")
    assert option in ran.err


def peak(*arguments: str | Path, given: bytes = b"") -> tuple[int, str, int]:
    """The number of lines printed, what was said, and the greatest memory in MiB, of a process of its own."""
    environment = os.environ | {"PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *map(str, arguments)],
        capture_output=True,
        check=False,
        input=given,
        env=environment,
        timeout=250,
    )
    *said, last = done.stderr.decode().splitlines()
    return len(done.stdout.splitlines()), "\n".join(said), int(last.split()[1])


def test_a_corpus_is_never_in_memory_as_a_whole(tmp_path: Path) -> None:
    """Sixty megabytes in records that are told apart but say nothing take no more memory than a few of them."""
    record = json.dumps({"text": "Trời nhiều mây, không mưa. " * 2000}, ensure_ascii=False).encode() + b"\n"
    small, large = tmp_path / "s.jsonl", tmp_path / "l.jsonl"
    small.write_bytes(record * 20)
    large.write_bytes(b'{"text": ""}\n' + (b'{"x": "' + b"m" * 1_000_000 + b'"}\n') * 60 + record * 20)
    read_small, _, peak_small = peak("extract", small, "-q")
    read_large, _, peak_large = peak("extract", large, "-q")
    assert (read_small, read_large) == (20, 81)
    assert peak_large < peak_small + 30


def test_bombs_take_no_memory(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as made:
        for number in range(3):
            with made.open(f"{number}.txt", "w") as member:
                for _ in range(100):
                    member.write(b" " * MIB)
    count, said, most = peak("extract", tmp_path, "-q")
    assert count == 4
    assert said.count("times its size") == 3
    assert most < 200

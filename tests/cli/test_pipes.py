"""What only a process of its own shows: pipes that close, signals, terminals, streams of bytes."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PROGRAM = [sys.executable, "-m", "solieu"]
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")} | {
    "TERM": "xterm-256color",
    "COLUMNS": "90",
}


def start(*arguments: str | Path, **options: Any) -> subprocess.Popen[bytes]:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "env": ENVIRONMENT}
    return subprocess.Popen([*PROGRAM, *map(str, arguments)], **(pipes | options))


def on_terminal(*arguments: str | Path, **options: Any) -> tuple[int, str]:
    """The exit code, and what a terminal that is all three streams was sent."""
    ours, theirs = pty.openpty()
    process = start(*arguments, **({"stdin": theirs, "stdout": theirs, "stderr": theirs} | options))
    os.close(theirs)
    sent = bytearray()
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # Linux tells so that the other side is closed
            break
        if not part:
            break
        sent += part
    os.close(ours)
    return process.wait(60), sent.decode()


def test_bytes_go_in_and_out_as_utf8_whatever_the_locale(report: Path) -> None:
    plain = ENVIRONMENT | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    process = start("extract", "-", env=plain)
    out, err = process.communicate(report.read_bytes(), timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert json.loads(out)["title"].startswith("UBND huyện Tiên Yên")


def test_findings_on_a_terminal_are_coloured_and_speak_the_language_of_the_locale(tmp_path: Path) -> None:
    wrong = tmp_path / "sai.txt"
    wrong.write_text("UBND huyện Văn Quan: Trồng rừng đạt 120,5 ha, bằng 85% kế hoạch 150 ha.", encoding="utf-8")
    vietnamese = {name: value for name, value in ENVIRONMENT.items() if name != "LC_ALL"} | {
        "LC_MESSAGES": "vi_VN.UTF-8"
    }
    code, shown = on_terminal("check", wrong, env=vietnamese)
    assert code == 1
    assert "\x1b[1;31m✗ MÂU THUẪN\x1b[0m" in shown
    assert "\x1b[1;4m85%\x1b[0m" in shown
    assert "1 mâu thuẫn" in shown


@pytest.mark.parametrize("form", ["jsonl", "table", "report"])
def test_a_pipe_that_closes_early_ends_the_check_quietly(tmp_path: Path, form: str) -> None:
    wrong = tmp_path / "sai.txt"
    wrong.write_text("UBND huyện Văn Quan: Trồng rừng đạt 120,5 ha, bằng 85% kế hoạch 150 ha.", encoding="utf-8")
    with start("check", *[wrong] * 300, "--format", form) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.parametrize("form", ["jsonl", "csv", "table", "html"])
def test_a_pipe_that_closes_early_ends_quietly(report: Path, form: str) -> None:
    with start("extract", *[report] * 40, "--format", form) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_reports_are_printed_as_they_are_done(report: Path) -> None:
    with start("extract", report, "-") as process:
        assert process.stdout
        assert json.loads(process.stdout.readline())["report"] == str(report)
        out, _ = process.communicate(report.read_bytes(), timeout=60)
    assert json.loads(out)["report"] == "standard input"
    assert process.returncode == 0


def test_an_interruption_is_one_sentence(report: Path) -> None:
    with start("extract", report, "-", preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)) as process:
        assert process.stdout
        assert process.stdout.readline()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == b""
    assert err == b"solieu: Interrupted; what was printed so far is complete.\n"


def test_a_full_disk_is_one_sentence(report: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        process = start("extract", report, stdout=full)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert err == b"solieu: Cannot write: no space left on device; make room or choose another place.\n"


def test_a_terminal_gets_a_coloured_table(report: Path) -> None:
    code, sent = on_terminal("extract", report)
    assert code == 0
    assert "\x1b[36m1.584 tỷ đồng\x1b[0m" in sent
    assert "1 report · 3 figures" in sent


def test_no_colours_where_they_are_not_wanted(report: Path) -> None:
    _, sent = on_terminal("extract", report, env=ENVIRONMENT | {"NO_COLOR": "1"})
    assert "1.584 tỷ đồng" in sent
    assert not re.search(r"\x1b\[[\d;]*3[0-8]", sent)


def test_many_files_on_a_terminal_have_a_progress_bar_and_their_errors_stay_readable(
    folder: Path, tmp_path: Path
) -> None:
    code, sent = on_terminal("extract", folder, "-o", tmp_path / "out.jsonl")
    assert code == 1
    assert "Reading" in sent
    assert re.search(r"\d/4", sent)
    assert f"solieu: {folder.as_posix()}/c.txt: There is no text in this report.\r\n" in sent


def test_quiet_has_no_progress_bar(folder: Path, tmp_path: Path) -> None:
    _, sent = on_terminal("extract", folder, "-o", tmp_path / "out.jsonl", "--quiet")
    assert "Reading" not in sent
    assert len(sent.splitlines()) == 2


def test_errors_in_a_table_stand_once_on_a_terminal(folder: Path) -> None:
    code, sent = on_terminal("extract", folder)
    assert code == 1
    assert " ".join(sent.split()).count("no text in this report.") == 1

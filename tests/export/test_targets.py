from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
from made import content, figure

from solieu.errors import UsageError
from solieu.export.formats import ABOUT, FORMS, form_of_name, require_writable, write_to, write_to_stream
from solieu.export.targets import replacing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from solieu.export.formats import Form
    from solieu.store import StoredFigure


def failing() -> Iterator[StoredFigure]:
    yield figure()
    raise OSError(28, "No space left on device")


def name(form: Form) -> str:
    return form if ABOUT[form].files else f"out{ABOUT[form].suffix}"


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("form", FORMS)
def test_what_fails_leaves_what_was_there(form: Form, tmp_path: Path) -> None:
    target = tmp_path / name(form)
    write_to(form, content([figure()]), target)
    before = sorted((path.name, path.stat().st_size) for path in [target, *target.glob("*")])
    with pytest.raises(OSError, match="No space"):
        write_to(form, content(failing()), target)
    assert sorted((path.name, path.stat().st_size) for path in [target, *target.glob("*")]) == before
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("form", FORMS)
def test_what_is_there_is_replaced(form: Form, tmp_path: Path) -> None:
    for count in (2, 1):
        done = write_to(form, content([figure(at) for at in range(count)]), tmp_path / name(form))
        assert done.figures == count
    assert [path.name for path in tmp_path.iterdir()] == [name(form)]


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_written_of_nothing(form: Form, tmp_path: Path) -> None:
    assert write_to(form, content([]), tmp_path / name(form)).figures == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", FORMS)
def test_a_stream_gets_one_file(form: Form) -> None:
    stream = io.BytesIO()
    assert write_to_stream(form, content([figure()]), stream).figures == 1
    if ABOUT[form].files:
        with zipfile.ZipFile(stream) as files:
            assert files.testzip() is None
            assert set(files.namelist()) == ABOUT[form].files


def test_several_files_in_one_zip(tmp_path: Path) -> None:
    write_to("sdmx", content([figure()]), tmp_path / "a.zip")
    assert set(zipfile.ZipFile(tmp_path / "a.zip").namelist()) == {"figures.csv", "structure.json"}


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_text("before")
    link.symlink_to(real)
    with replacing(link) as file:
        file.stream.write(b"after")
    assert link.is_symlink()
    assert real.read_bytes() == b"after"


@pytest.mark.parametrize("form", ["sdmx", "datapackage"])
def test_a_folder_with_other_things_is_left_alone(form: Form, tmp_path: Path) -> None:
    (tmp_path / "thư.txt").write_text("x")
    with pytest.raises(UsageError, match=r"holds other things \(thư.txt\)"):
        require_writable(form, tmp_path)
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="it is a file; name a folder"):
        require_writable(form, tmp_path / "file")


@pytest.mark.parametrize(
    ("given", "form"),
    [
        ("a.XLSX", "xlsx"), ("a.csv", "csv"), ("a.parquet", "parquet"), ("a.jsonl", "jsonl"), ("sdmx", "sdmx"), ("a.sdmx.zip", "sdmx"),
        ("số-liệu_sdmx.zip", "sdmx"), ("x/datapackage/", "datapackage"), ("a.datapackage.zip", "datapackage"),
    ],
)  # fmt: skip
def test_a_name_tells_the_format(given: str, form: str) -> None:
    assert form_of_name(given) == form


@pytest.mark.parametrize("given", ["a", "a.zip", "a.xls", "a.txt", "."])
def test_a_name_that_tells_none(given: str) -> None:
    with pytest.raises(UsageError, match="tells no format: add --format xlsx, csv, parquet, sdmx, datapackage, jsonl"):
        form_of_name(given)


@pytest.mark.parametrize("form", ["csv", "sdmx"])
def test_what_a_killed_export_left_is_cleared_by_the_next(form: Form, tmp_path: Path) -> None:
    target = tmp_path / name(form)
    killed = (
        "import os, signal, sys; from pathlib import Path; from solieu.export.targets import replacing, replacing_folder\n"
        "with (replacing if sys.argv[2] == 'csv' else replacing_folder)(Path(sys.argv[1])) as made:\n"
        "    (made.stream if sys.argv[2] == 'csv' else (made.path / 'a').open('wb')).write(b'half')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)"
    )
    other = tmp_path / f".{target.name}.mine.part"
    other.write_text("not of an export")
    assert subprocess.run([sys.executable, "-c", killed, target, form], check=False).returncode < 0
    assert len(list(tmp_path.iterdir())) == 2

    write_to(form, content([figure()]), target)

    assert sorted(tmp_path.iterdir()) == sorted([target, other])


def test_what_another_program_still_writes_is_left(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    with replacing(target) as slow:
        slow.stream.write(b"slow")
        held = [path.rename(path.with_name(".out.csv.1.part")) for path in tmp_path.iterdir()]
        write_to("csv", content([figure()]), target)
        assert all(path.exists() for path in held)
        slow.keep = False

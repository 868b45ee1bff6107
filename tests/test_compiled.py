import ast
import doctest
import importlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import compiled
import pytest

import solieu
from solieu.model import encode
from solieu.samples import sample_paths

needs_binaries = pytest.mark.skipif(not compiled.binaries(), reason="nothing is compiled here: the sources run")
REPORT = "import sys; import solieu.text; print(solieu.text.__file__)"
EXTRACT = """
import sys
from solieu import extract
from solieu.model import encode
for text in sys.stdin.read().split("\\0"):
    print(encode(extract(text), text=True).decode())
"""
HOSTILE = [
    "", " ", "%", "1,2,3.4," * 40, "(" * 200, "9" * 400, "5 tỷ đồng | " * 40, "1/2/3/" * 60, "một " * 90, "\u00a0 2 186",
    "xã Tân Lập, " * 40, "Nguyễn Văn An, Chủ tịch " * 30, "Nghị quyết số 8-NQ/TU, " * 30, "yêu cầu giao đề nghị " * 30,
    "ước đạt trên gần khoảng " * 40, "năm 2022 năm " * 40, "_hai mươi ba_tháng_ lũy-kế 5 hộ", "tăng 5%" * 50, "\ud800 5 tỷ đồng",
]  # fmt: skip


def texts() -> list[str]:
    """The samples, hostile texts, and pieces of the samples put together, cut and decomposed at random."""
    samples = [path.read_text(encoding="utf-8") for path in sample_paths()]
    chance = random.Random(20220930)
    words = " ".join(samples).split(" ")
    made = ["UBND huyện: " + " ".join(chance.choices(words, k=chance.randrange(5, 120))) for _ in range(60)]
    for _ in range(60):
        sample = chance.choice(samples)
        start = chance.randrange(len(sample))
        piece = sample[start : start + chance.randrange(20, 700)]
        made.append(unicodedata.normalize(chance.choice(["NFC", "NFD"]), piece))
    hostile = ["UBND huyện: " + text.encode("utf-8", "replace").decode() for text in HOSTILE]
    return [text.replace("\0", "") for text in (*samples, *hostile, *made)]


def printed_by(sources: Path, script: str, given: str = "") -> str:
    environment = {**os.environ, "PYTHONPATH": str(sources), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", script]
    return subprocess.run(
        command, input=given, env=environment, check=True, capture_output=True, encoding="utf-8"
    ).stdout


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sources without the binaries."""
    folder = tmp_path_factory.mktemp("sources")
    shutil.copytree(
        compiled.SOURCES / "solieu", folder / "solieu", ignore=shutil.ignore_patterns("*.so", "*.pyd", "*.pyc")
    )
    return folder


@needs_binaries
def test_compiled_modules_give_the_bytes_that_the_sources_give(sources: Path) -> None:
    given = texts()

    from_sources = printed_by(sources, EXTRACT, "\0".join(given)).splitlines()

    assert [encode(solieu.extract(text), text=True).decode() for text in given] == from_sources


@needs_binaries
def test_the_other_side_of_that_comparison_are_the_sources(sources: Path) -> None:
    import solieu.text

    assert Path(printed_by(sources, REPORT).strip()) == sources / "solieu" / "text.py"
    assert Path(solieu.text.__file__).suffix != ".py"


@needs_binaries
def test_the_patterns_of_the_compiled_modules_are_kept() -> None:
    from solieu.interpret import clauses
    from solieu.patterns import KEPT, kept_in

    used = [value for value in vars(clauses).values() if type(value).__name__ == "skipping"]
    assert used
    assert all((one.pattern, one.flags & ~re.UNICODE) in kept_in(KEPT) for one in used)


def examples() -> Iterator[doctest.DocTest]:
    """The examples in the docstrings of the modules that are compiled."""
    for path in compiled.modules():
        name = path.removesuffix(".py").replace("/", ".")
        tree = ast.parse((compiled.SOURCES / path).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ">>>" in (
                ast.get_docstring(node) or ""
            ):
                within = getattr(node, "name", "")
                names = dict(vars(importlib.import_module(name)))
                docstring = ast.get_docstring(node) or ""
                yield doctest.DocTestParser().get_doctest(docstring, names, f"{name} {within}".strip(), path, None)


@pytest.mark.parametrize("example", [pytest.param(example, id=example.name) for example in examples()])
def test_the_examples_in_docstrings_hold(example: doctest.DocTest) -> None:
    assert doctest.DocTestRunner().run(example).failed == 0


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One source to compile, where compiling only puts a file beside it."""
    package = tmp_path / "src" / "solieu"
    package.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text("[tool.solieu.compiled]\nground = ['text.py']", encoding="utf-8")
    for name in ("model.py", "openings.py", "patterns.py", "programs.py", "text.py"):
        (package / name).write_text("", encoding="utf-8")

    def build() -> None:
        for name in ("text.so", "_native.so", "patterns.kept"):
            (package / name).touch()
        compiled.RECORD.write_text(json.dumps(compiled._record()), encoding="utf-8")

    monkeypatch.setattr(compiled, "ROOT", tmp_path)
    monkeypatch.setattr(compiled, "SOURCES", tmp_path / "src")
    monkeypatch.setattr(compiled, "NATIVE", tmp_path / "native")
    monkeypatch.setattr(compiled, "RECORD", package / "compiled.json")
    monkeypatch.setattr(compiled, "build", build)
    monkeypatch.setattr(compiled, "what_is_missing", lambda: None)
    return package


def test_a_fresh_clone_is_compiled_once(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    compiled.main(["--once"])

    assert compiled.is_current()
    assert "compiled in" in capsys.readouterr().out
    compiled.main(["--once"])
    assert capsys.readouterr().out == ""


def test_changed_sources_run_until_they_are_compiled_again(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    compiled.main(["--once"])
    (clone / "text.py").write_text("changed = True", encoding="utf-8")
    capsys.readouterr()
    assert compiled.is_stale()

    compiled.main(["--once"])

    assert not compiled.binaries()
    assert capsys.readouterr().out.endswith("make compiled compiles them again\n")
    compiled.main(["--once"])
    assert not compiled.binaries()
    assert capsys.readouterr().out == ""
    compiled.main([])
    assert compiled.is_current()


def test_what_was_removed_is_compiled_as_in_a_fresh_clone(clone: Path) -> None:
    compiled.main(["--once"])

    compiled.main(["--remove"])

    assert not compiled.made()
    compiled.main(["--once"])
    assert compiled.is_current()


def test_without_a_compiler_the_sources_run(
    clone: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(compiled, "what_is_missing", lambda: "C compiler")

    for arguments in (["--once"], []):
        compiled.main(arguments)

        assert not compiled.binaries()
        assert "there is no C compiler" in capsys.readouterr().out


EACH_ALONE = """
import os, sys
for name in sys.stdin.read().split():
    child = os.fork()
    if not child:
        __import__(name)
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        print(name)
"""


@needs_binaries
@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here")
def test_whichever_module_comes_first_all_others_can_be_loaded() -> None:
    """A compiled class may need those of modules that its own imports only for their types."""
    root = Path(solieu.__file__).parent
    names = sorted(
        "solieu." + ".".join(path.relative_to(root).with_suffix("").parts)
        for package in ("interpret", "recognise", "resolve", "segment", "check", "knowledge")
        for path in (root / package).glob("*.py")
        if path.stem != "__init__"
    )

    assert printed_by(root.parent, EACH_ALONE, "\n".join(names)).split() == []

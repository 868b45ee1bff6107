import csv
import doctest
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from solieu.export.labels import titles_of
from solieu.export.placed import PlacedFinding, PlacedGround, fields
from solieu.knowledge.checks import rules
from solieu.model import Derived, Finding, Observation, Report

ROOT = Path(__file__).parents[1]
KNOWLEDGE = ROOT / "src" / "solieu" / "knowledge"
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("benchmarks/*.md"), *ROOT.glob("src/**/*.md")]
)
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
SHELL = ("sh", "console")
PROGRAMS = Path(sys.executable).parent
ENVIRONMENT = os.environ | {
    "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}",
    "COLUMNS": "100",
    "LC_ALL": "C.UTF-8",
}


class Block(NamedTuple):
    document: Path
    language: str
    text: str


def name(value: object) -> str:
    if isinstance(value, Block):
        return f"{value.document.relative_to(ROOT)}: {value.text[:40].strip()}"
    return str(value.relative_to(ROOT)) if isinstance(value, Path) else str(value)


def blocks(*languages: str) -> list[Block]:
    found = (Block(path, *match.groups()) for path in DOCUMENTS for match in BLOCK.finditer(path.read_text("utf-8")))
    return [block for block in found if block.language in languages]


def prose(path: Path) -> str:
    return BLOCK.sub("", path.read_text("utf-8"))


def anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def shell_lines() -> Iterator[str]:
    for block in blocks(*SHELL):
        for line in block.text.splitlines():
            if block.language == "sh" or line.startswith("$ "):
                yield line.removeprefix("$ ").partition(" #")[0]


def examples(block: Block) -> Iterator[tuple[str, str]]:
    """Each command of a console block with the output shown below it."""
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def run(command: str, folder: Path) -> str:
    done = subprocess.run(
        ["sh", "-c", command], cwd=folder, env=ENVIRONMENT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def shown(output: str) -> str:
    """What was printed, without regard to how wide its columns are."""
    lines = (re.sub("[ ─]+", " ", line).strip() for line in output.splitlines())
    return "\n".join(line for line in lines if line)


def pattern(output: str) -> str:
    """A pattern of what a document shows; "…" stands for whatever was left out."""
    return ".*?".join(re.escape(part.strip("\n")) for part in shown(output).split("…"))


@pytest.mark.parametrize("block", blocks("pycon"), ids=name)
def test_examples_in_python_give_what_they_show(block: Block) -> None:
    test = doctest.DocTestParser().get_doctest(block.text, {}, str(block.document), None, 0)
    report: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test, out=report.append)
    assert test.examples
    assert "".join(report) == ""


@pytest.mark.parametrize("block", blocks("python"), ids=name)
def test_programs_in_documents_run(block: Block) -> None:
    exec(compile(block.text, str(block.document), "exec"), {})


@pytest.mark.parametrize("block", blocks("console"), ids=name)
def test_commands_print_what_documents_show(block: Block, tmp_path: Path) -> None:
    for command, output in examples(block):
        printed = shown(run(command, tmp_path))
        assert re.fullmatch(pattern(output), printed, re.DOTALL), printed


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_links_lead_somewhere(path: Path) -> None:
    for link in LINK.findall(prose(path)):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, heading = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        assert target.exists(), link
        if heading:
            headings = re.findall(r"^#+ (.+)$", target.read_text("utf-8"), re.MULTILINE)
            assert heading in map(anchor, headings), link


def test_commands_in_documents_exist(tmp_path: Path) -> None:
    used: dict[str, set[str]] = {}
    for line in shell_lines():
        for command, rest in re.findall(r"(?:^|\| |/)solieu (\w+)([^|]*)", line):
            used.setdefault(command, set()).update(re.findall(r"(?<= )--?[a-z][a-z-]*", rest))
    assert used
    for command, options in used.items():
        explained = re.findall(r"(?<![\w-])--?[a-z][a-z-]*", run(f"solieu {command} --help", tmp_path))
        assert options <= set(explained), command


def test_targets_in_documents_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    everything = "\n".join(path.read_text("utf-8") for path in DOCUMENTS)
    named = {target for line in shell_lines() for target in re.findall(r"^make ([a-z]+)", line)}
    named |= set(re.findall(r"`make ([a-z]+)", everything))
    assert named <= targets
    assert targets - named <= {"env", "clean", "style", "imports", "types"}


def test_programs_named_in_documents_exist() -> None:
    for line in shell_lines():
        for file in re.findall(r"(?:^| )((?:scripts|benchmarks|docs)/[\w./]+)", line):
            assert (ROOT / file).exists(), line


def test_every_command_is_in_the_readme(tmp_path: Path) -> None:
    _, _, listed = run("solieu --help", tmp_path).partition("Commands")
    commands = re.findall(r"^[^\w\n]{2,4}([a-z]+) {2,}", listed, re.MULTILINE)
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "extract" in commands
    assert [command for command in commands if f"solieu {command}" not in readme] == []


def test_every_field_of_the_output_is_in_the_readme() -> None:
    _, _, section = (ROOT / "README.md").read_text("utf-8").partition("## What comes out")
    described = set(re.findall(r"`(\w+)`", section.partition("\n## ")[0]))
    printed = {*Observation.__struct_fields__, *Report.__struct_encode_fields__} - {"text", "blocks", "tables", "pages"}
    assert printed - described == set()


def test_every_field_of_findings_is_in_the_document_of_checks() -> None:
    _, _, section = (ROOT / "docs" / "checks.md").read_text("utf-8").partition("JSON Lines hold one object")
    described = set(re.findall(r"`(\w+)`", section.partition("\n## ")[0]))
    finding = PlacedFinding(Finding("", "note", "", ()), None, (), ())
    printed = {
        *fields(finding, titles_of("")),
        *PlacedGround.__struct_fields__,
        *Derived.__struct_fields__,
        "dismissed",
    }
    assert printed - described == {"kind"}  # printed as "derived"


def test_every_data_file_is_described() -> None:
    described = (KNOWLEDGE / "README.md").read_text("utf-8")
    files = [path.name for path in KNOWLEDGE.iterdir() if path.suffix in (".csv", ".tsv", ".toml", ".txt")]
    assert [file for file in files if f"| [{file}]({file}) |" not in described] == []


def test_every_rule_is_in_the_document_of_checks() -> None:
    described = (ROOT / "docs" / "checks.md").read_text("utf-8")
    assert [rule for rule in rules() if f"\n| `{rule}` |" not in described] == []


def test_every_module_is_in_the_architecture() -> None:
    described = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    modules = [path for path in (ROOT / "src" / "solieu").glob("*/*.py") if path.name != "__init__.py"]
    names = {f"{path.parent.name}/{path.name}" for path in modules if f"`{path.parent.name}/`" not in described}
    assert sorted(module for module in names if f"`{module}`" not in described) == []


@pytest.mark.parametrize("file", ["indicators.csv", "units.csv"])
def test_the_rows_to_add_have_the_columns_of_their_file(file: str) -> None:
    columns, *rows = csv.reader((KNOWLEDGE / file).read_text("utf-8").splitlines())
    known = {row[0] for row in rows}
    offered = [row for block in blocks("csv") if (row := next(csv.reader([block.text])))]
    fitting = [row for row in offered if len(row) == len(columns)]
    assert fitting
    assert all(row[0] not in known for row in fitting)

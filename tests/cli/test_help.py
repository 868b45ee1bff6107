from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from solieu import __version__
from solieu.cli.app import solieu as group

if TYPE_CHECKING:
    from collections.abc import Callable

    import click

    Solieu = Callable[..., Any]

README = Path(__file__).parents[2] / "README.md"
COMMANDS = sorted(group.commands)


def examples(command: click.Command) -> list[str]:
    """The example commands in a help text, up to a pipe or a redirection."""
    lines = (command.epilog or "").splitlines()
    calls = (line.strip().partition(" | ")[0].partition(" < ")[0] for line in lines)
    return [call for call in calls if call.startswith("solieu ")]


def test_the_version(solieu: Solieu) -> None:
    assert solieu("--version")[:2] == (0, f"solieu {__version__}\n")


def test_every_command_is_in_the_help(solieu: Solieu) -> None:
    ran = solieu("--help")
    assert ran.code == 0
    assert all(f"\n  {name} " in ran.out for name in COMMANDS)
    assert max(map(len, ran.out.splitlines())) <= 80


def test_no_command_shows_the_help_and_is_wrong_use(solieu: Solieu) -> None:
    ran = solieu()
    assert (ran.code, ran.out) == (2, "")
    assert "Commands:" in ran.err


def test_a_command_that_does_not_exist(solieu: Solieu) -> None:
    ran = solieu("extrakt")
    assert (ran.code, ran.out) == (2, "")
    assert "No such command 'extrakt'" in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_each_command_has_examples_that_parse(solieu: Solieu, name: str) -> None:
    command = group.commands[name]
    ran = solieu(name, "--help")
    assert ran.code == 0
    assert examples(command)
    for example in examples(command):
        assert example in ran.out
        called, *arguments = shlex.split(example)[1:]
        assert called == name
        command.make_context(name, arguments)


def test_the_help_comes_without_the_libraries_that_take_long_to_load() -> None:
    program = "import sys, solieu.cli; print(*{'rich', 'lxml', 'trafilatura', 'typer', 'pydantic'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout == b"\n"


@pytest.mark.skipif(not README.exists(), reason="this copy has no README")
@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_in_the_readme(name: str) -> None:
    assert f"solieu {name}" in README.read_text("utf-8")

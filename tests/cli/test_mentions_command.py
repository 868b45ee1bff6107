from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import solieu.cli.mentions as command

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    Solieu = Callable[..., Any]

TEXT = "Thu ngân sách ước đạt trên 20.984 tỷ đồng, tăng 5-7%; 26/42 chỉ tiêu"


def test_one_json_object_for_each_quantity(solieu: Solieu) -> None:
    ran = solieu("mentions", TEXT)
    found = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 0
    assert [(m["quote"], m["value"], m["value_max"], m["of"], m["bound"]) for m in found] == [
        ("20.984 tỷ đồng", 20984000000000, None, None, "above"),
        ("5-7%", 5, 7, None, "exact"),
        ("26/42 chỉ tiêu", 26, None, 42, "exact"),
    ]
    assert all(TEXT[m["start"] : m["end"]] == m["quote"] for m in found)


def test_a_table(solieu: Solieu) -> None:
    ran = solieu("mentions", TEXT, "--format", "table")
    assert "> 20.984 tỷ đồng   20984000000000   VND" in ran.out
    assert "5 – 7   percent" in ran.out


def test_standard_input(solieu: Solieu) -> None:
    ran = solieu("mentions", "-", given="Chi 4 tỷ đồng".encode())
    assert json.loads(ran.out)["value"] == 4_000_000_000


def test_a_pipe_needs_no_sign(solieu: Solieu) -> None:
    assert json.loads(solieu("mentions", given="Chi 4 tỷ đồng".encode()).out)["unit"] == "VND"


def test_nothing_found(solieu: Solieu) -> None:
    assert solieu("mentions", "Không có gì")[:2] == (0, "")
    assert solieu("mentions", "Không có gì", "-f", "table").out == "No quantities were found.\n"


def test_input_that_is_no_text(solieu: Solieu) -> None:
    ran = solieu("mentions", "-", given=b"\x00\x01\x02" * 100)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("solieu: standard input: ")
    assert ran.err.count("\n") == 1


def test_a_fault_of_solieu_is_one_sentence(solieu: Solieu, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(_: object) -> object:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(command, "mentions", stumble)
    ran = solieu("mentions", TEXT)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("solieu: solieu itself failed (ZeroDivisionError in test_mentions_command.py, line ")
    assert ran.err.count("\n") == 1


def test_a_form_that_mentions_do_not_have(solieu: Solieu) -> None:
    ran = solieu("mentions", TEXT, "--format", "html")
    assert ran.code == 2
    assert "'html' is not one of 'table', 'jsonl'" in ran.err

"""Crawls of any size, made by varying the samples: other numbers, other places, pages that are no reports among them."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from solieu.knowledge.gazetteer import gazetteer
from solieu.read import read
from solieu.samples import sample_paths

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["FOREIGN", "documents", "foreign_pages", "page"]

FOREIGN = Path(__file__).with_name("foreign_pages.jsonl")
_DIGITS = re.compile(r"(?<![\d/.,])\d{2,3}(?![\d/])")
_KIND = {True: "bao-cao", False: "khac"}
_BREAKS = " \n"
_VARIANTS = 100
"""Of each sentence of a page of another kind."""
_NUMBER = re.compile(r"\d+")
_NAME = re.compile(r"(?<=[a-zà-ỹ] )[A-ZĐ]\w+(?: [A-ZĐ]\w+)*")
_PLACE = re.compile(r"(?:tỉnh|huyện|thị xã|thành phố) (?:[A-ZĐ]\w+ ?){2,3}")
_MENU = "<a href='/'>Trang chủ</a> <a href='/tin'>Tin mới</a> <a href='/lien-he'>Liên hệ</a>"


def foreign_pages() -> list[dict[str, str]]:
    """Texts of other kinds, written for this: ``kind`` and ``text``."""
    return [json.loads(line) for line in FOREIGN.read_text("utf-8").splitlines()]


def page(title: str, text: str) -> str:
    """A web page around ``text``."""
    body = "".join(f"<p>{line}</p>" for line in text.splitlines() if line.strip())
    return f"<html><head><title>{title}</title></head><body><nav>{_MENU}</nav><article><h1>{title}</h1>{body}</article></body></html>"


def documents(
    count: int,
    *,
    seed: int = 8,
    length: int | Sequence[int] = 600,
    foreign: float = 0.1,
    pages: float = 0.0,
    texts: Sequence[str] | None = None,
) -> Iterator[dict[str, Any]]:
    """``count`` records with ``name``, ``url``, ``date``, and ``text`` or ``html``, always the same for one ``seed``.

    Reports have about ``length`` characters, or one of several lengths; a share ``foreign`` are no reports, a share ``pages`` of all are web pages. Reports
    are made of ``texts``, or of the samples. No two are alike: figures, names and the order of sentences differ.
    """
    choose = random.Random(seed)
    reports = texts or [read(path.read_bytes()).text for path in sample_paths()]
    units = [f"{place.type} {place.name}" for place in gazetteer().units(2, on=None) or gazetteer().provinces()]
    others = _sentences_by_kind(units, choose)
    for number in range(count):
        long = length if isinstance(length, int) else choose.choice(length)
        is_report = choose.random() >= foreign
        if not is_report:
            text = _foreign(choose.choice(others), long, choose)
        else:
            text = _varied(_stretch(choose.choice(reports), long, choose), choose.choice(units), choose)
        title = f"Bản tin số {number}"
        day = f"20{choose.randrange(15, 25)}-{choose.randrange(1, 13):02}-{choose.randrange(1, 29):02}"
        record = {"name": f"tin-{number:07}", "url": f"https://tin.example/{_KIND[is_report]}/{number}", "date": day}
        yield record | ({"html": page(title, text)} if choose.random() < pages else {"text": text})


def _sentences_by_kind(units: Sequence[str], choose: random.Random) -> list[list[str]]:
    """For each kind of page many sentences, with other figures and other names each."""
    found: dict[str, list[str]] = {}
    for one in foreign_pages():
        found.setdefault(one["kind"], []).extend(re.split(r"(?<=[.!?;\n])\s", one["text"]))
    return [
        [_renamed(sentence, units, choose) for sentence in found[kind] for _ in range(_VARIANTS)]
        for kind in sorted(found)
    ]


def _renamed(sentence: str, units: Sequence[str], choose: random.Random) -> str:
    figures = _NUMBER.sub(lambda found: _figure(len(found[0]), choose), sentence)
    return _NAME.sub(lambda _: choose.choice(units).rpartition(" ")[2], figures) + choose.choice(_BREAKS)


def _foreign(sentences: Sequence[str], length: int, choose: random.Random) -> str:
    """Sentences of one kind in any order."""
    taken: list[str] = []
    held = 0
    while held < length:
        taken.append(choose.choice(sentences))
        held += len(taken[-1])
    return "".join(taken)


def _figure(digits: int, choose: random.Random) -> str:
    return str(choose.randrange(10 ** (digits - 1), 10**digits))


def _stretch(text: str, length: int, choose: random.Random) -> str:
    """Some consecutive lines, with the first, which tells whose report it is."""
    lines = text.splitlines()
    start = choose.randrange(len(lines))
    taken, held = [lines[0]], len(lines[0])
    while held < length:
        for line in [*lines[start:], *lines]:
            if held >= length:
                break
            taken.append(line)
            held += len(line)
    return "\n".join(taken)


def _varied(text: str, unit: str, choose: random.Random) -> str:
    numbers = _DIGITS.sub(lambda found: _figure(len(found[0]), choose), text)
    return _PLACE.sub(f"{unit} ", numbers, count=1)

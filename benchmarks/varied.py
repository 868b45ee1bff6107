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
    from collections.abc import Iterator

__all__ = ["FOREIGN", "documents", "foreign_pages", "page"]

FOREIGN = Path(__file__).with_name("foreign_pages.jsonl")
_DIGITS = re.compile(r"(?<![\d/.,])\d{2,3}(?![\d/])")
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
    count: int, *, seed: int = 8, length: int = 600, foreign: float = 0.1, pages: float = 0.0
) -> Iterator[dict[str, Any]]:
    """``count`` records with ``name``, ``url``, ``date``, and ``text`` or ``html``, always the same for one ``seed``.

    Reports have about ``length`` characters; a share ``foreign`` are no reports, a share ``pages`` of all are web pages.
    """
    choose = random.Random(seed)
    reports = [read(path.read_bytes()).text for path in sample_paths()]
    others = foreign_pages()
    units = [f"{place.type} {place.name}" for place in gazetteer().units(2, on=None) or gazetteer().provinces()]
    for number in range(count):
        if choose.random() < foreign:
            other = choose.choice(others)["text"]
            text = "\n".join([other] * max(1, length // len(other)))
        else:
            text = _varied(_stretch(choose.choice(reports), length, choose), choose.choice(units), choose)
        title = f"Bản tin số {number}"
        day = f"20{choose.randrange(15, 25)}-{choose.randrange(1, 13):02}-{choose.randrange(1, 29):02}"
        record = {"name": f"tin-{number:07}", "url": f"https://tin.example/{number}", "date": day}
        yield record | ({"html": page(title, text)} if choose.random() < pages else {"text": text})


def _stretch(text: str, length: int, choose: random.Random) -> str:
    """Some consecutive lines, with the first, which tells whose report it is."""
    lines = text.splitlines()
    start = choose.randrange(len(lines))
    taken = [lines[0]]
    for line in [*lines[start:], *lines]:
        if sum(map(len, taken)) >= length:
            break
        taken.append(line)
    return "\n".join(taken)


def _varied(text: str, unit: str, choose: random.Random) -> str:
    numbers = _DIGITS.sub(lambda found: str(choose.randrange(10 ** (len(found[0]) - 1), 10 ** len(found[0]))), text)
    return _PLACE.sub(f"{unit} ", numbers, count=1)

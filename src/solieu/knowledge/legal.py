"""The words of official paper: kinds of documents, names of laws, and how the names of public bodies are built."""

from __future__ import annotations

import csv
import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

from solieu.knowledge.phrases import one_of
from solieu.patterns import regex
from solieu.scan import once

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Bodies", "DocumentType", "Naming", "bodies", "document_types", "law_names", "naming"]


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A kind of document and how it may be cited."""

    word: str
    name: str
    bare_number: bool
    """Whether a number may follow without "số": ``nghị quyết 18``."""
    standard: bool
    """Whether the number carries the kind itself: ``TCVN 11892-1:2017``."""
    named: frozenset[str]
    """How one is cited without a number: ``law``, ``issuer``, ``topic``."""


@dataclass(frozen=True, slots=True)
class Bodies:
    """What the names of public bodies are made of, in the one way of writing of ``Text.lower``."""

    start: re.Pattern[str]
    """Matches the first words of a body's name."""
    heads: frozenset[str]
    """First words that are no body by themselves: "sở", "phòng"."""
    pairs: frozenset[tuple[str, str]]
    """Words that follow each other inside such names: ``("nông", "nghiệp")``."""
    openers: frozenset[str]
    """The last words of names that a field completes: "tâm" of "Trung tâm"."""
    levels: frozenset[str]
    """Words that a name may hold anywhere: "huyện", "khu vực"."""
    issuers: dict[str, str]
    """Who stands behind the last letters of a document's number: ``{"CP": "Chính phủ"}``."""


@dataclass(frozen=True, slots=True)
class Naming:
    """Where the name of a document begins and ends."""

    naming: frozenset[str]
    no_name: frozenset[str]
    ends: frozenset[str]
    ends_with_two: frozenset[str]
    no_end_after: frozenset[str]
    coupled: frozenset[tuple[str, str]]
    not_single: re.Pattern[str]
    """Matches, up to a kind of document, words that make it plural or another word."""


def _lines(name: str) -> Iterator[str]:
    text = files("solieu.knowledge").joinpath(name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


@once
def document_types() -> dict[str, DocumentType]:
    """The kinds of documents by their word."""
    return {
        row["word"]: DocumentType(
            row["word"], row["type"], row["bare"] == "yes", row["bare"] == "standard", frozenset(row["named"].split())
        )
        for row in csv.DictReader(_lines("legal_types.csv"))
    }


@once
def law_names() -> re.Pattern[str]:
    """Matches the longest known name of a law at a position of ``Text.lower``."""
    return regex(rf"(?:{one_of(_lines('laws.txt'))})(?!\w)")


@once
def naming() -> Naming:
    """The words about names of documents."""
    data = tomllib.loads(files("solieu.knowledge").joinpath("legal_names.toml").read_text(encoding="utf-8"))
    return Naming(
        naming=frozenset(data["naming"]),
        no_name=frozenset(data["no_name"]),
        ends=frozenset(data["ends"]),
        ends_with_two=frozenset(data["ends_with_two"]),
        no_end_after=frozenset(data["no_end_after"]),
        coupled=frozenset((first, second) for first, second in data["coupled"]),
        not_single=regex(rf"(?<!\w)(?:{one_of(data['no_single_before'])})\s$"),
    )


@once
def bodies() -> Bodies:
    """The names of public bodies."""
    rows = list(csv.DictReader(_lines("bodies.csv")))
    pairs: set[tuple[str, str]] = set()
    for row in (row for row in rows if row["kind"] != "level"):
        words = re.findall(r"\w+", row["form"])
        pairs.update(pairwise(words))
    start = one_of(row["form"] for row in rows if row["kind"] in ("whole", "head"))
    levels = frozenset(word for row in rows if row["kind"] == "level" for word in row["form"].split())
    issuers = {row["suffix"]: row["issuer"] for row in rows if row["suffix"]}
    heads = frozenset(row["form"] for row in rows if row["kind"] == "head")
    openers = frozenset(head.split()[-1] for head in heads)
    return Bodies(regex(rf"(?:{start})(?!\w)"), heads, frozenset(pairs), openers, levels, issuers)

"""Which documents of a crawl may state figures of a local government, told from their bytes as fast as these can be read."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from solieu.errors import UsageError
from solieu.knowledge.loader import read_text
from solieu.read.signatures import binary_format
from solieu.text import prepare

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["may_state_figures"]

_WORDS = ("text", "html", "content")
# As they stand in pages: "Ủy&nbsp;ban", "nông thôn\n mới", "kinh tế - xã hội" with any dash.
_BLANK = r"(?:\s|\x{a0}|&nbsp;)+"
_DASHES = r"\s*[-\x{2010}-\x{2015}]\s*"
_SPELLINGS = (
    ("ủy", "(?:ủy|uỷ)"),
    ("kỳ", "k(?:ỳ|ì)"),
    ("tỷ", "t(?:ỷ|ỉ)"),
    ("hóa", "(?:hóa|hoá)"),
    ("vắc xin", "v(?:ắ|a)(?:c|x) xin"),
)
_NO_LETTER = r"[^a-z0-9\x{c0}-\x{1b0}\x{1ea0}-\x{1ef9}]"
# A letter written as an entity, or one whose marks stand behind it.
_WRITTEN_OTHERWISE = (
    r"&(?:#[0-9]{3,4}|#[xX][0-9a-fA-F]{2,4}|[aeiouydAEIOUYD](?:acute|grave|circ|tilde|uml));"
    r"|[A-Za-zăâêôơưđ][\x{300}\x{301}\x{303}\x{309}\x{323}\x{302}\x{306}\x{31b}]"
)
# "Thu ng©n s¸ch" (TCVN3), "ngaân saùch" (VNI), "cuÒa tiÒnh" (windows-1258), "nga^n sa'ch" (VIQR): with another font they are words.
# ("ñ" before other letters is also Spanish.)
_OLD_FONTS = (
    r"[A-Za-z][\x{a1}-\x{bf}\x{d7}\x{f7}][A-Za-z ]|[aeouyâêô][ùøûõï]|ö[ôøùûõï]|ñ[öô]"
    r"|[a-zâêôãõý][ÌÒÞ]|[aeoAEO]\^['`?~.]|[uoUO]\+['`?~.]|[dD]d[a-z]+\^"
)
_SIGNS_OF_OLD_FONTS = 5


class _Patterns(NamedTuple):
    enough: str
    units: str
    matters: str
    promising: str
    """Where it is not found, the others are not, and no letter is written otherwise."""


def may_state_figures(batch: pa.RecordBatch) -> pa.BooleanArray:
    """For each document of ``batch`` whether it may state figures of a local government.

    It has a digit, and one word of local government or two that together point to it; the words are in
    ``relevance.toml``. What cannot be told from its bytes may: PDF and Office files, texts in old fonts, documents
    that cannot be read.

    Raises:
        UsageError: if there is no column of documents.

    >>> texts = ["UBND xã Tân Lập trồng 5 ha rừng.", "Đội chủ nhà thắng 3-1 trên sân Mỹ Đình.", "UBND xã Tân Lập họp."]
    >>> may_state_figures(pa.RecordBatch.from_pydict({"text": texts})).to_pylist()
    [True, False, False]
    """
    columns = [batch.column(name) for name in _WORDS if name in batch.schema.names]
    if not columns:
        raise UsageError("There is no column text, html or content: name the column of the documents so.")
    kept = pa.array([False] * batch.num_rows, pa.bool_())
    words = pa.array([False] * batch.num_rows, pa.bool_())
    for column in columns:
        if pa.types.is_null(column.type):
            continue
        documents = _as_words(column)
        words = pc.or_(words, pc.is_valid(documents))
        kept = pc.or_(kept, _relevant(documents))
    return pc.or_(kept, pc.invert(words))


def _as_words(column: pa.Array) -> pa.StringArray:
    """The documents as strings, although their bytes may be none."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _as_words(column.dictionary_decode())
    if pa.types.is_string(kind):
        return column
    if pa.types.is_large_string(kind):
        return column.cast(pa.string())
    return (column if pa.types.is_binary(kind) else column.cast(pa.binary())).view(pa.string())


def _relevant(documents: pa.StringArray) -> pa.BooleanArray:
    # One look is enough for most pages of other kinds: neither words nor anything in which they could be hidden.
    promising = pc.match_substring_regex(pc.ascii_lower(documents), _patterns().promising)
    raw = documents.view(pa.binary())
    unsure = pc.fill_null(pc.or_(promising, pa.array(_unreadable(documents, raw), pa.bool_())), False)
    if not unsure.true_count:
        return unsure
    return pc.replace_with_mask(unsure, unsure, _looked_at_closely(documents.filter(unsure)))


def _unreadable(documents: pa.StringArray, raw: pa.BinaryArray) -> list[bool]:
    """Which of them are no text, or none in UTF-8."""
    every = raw.to_pylist()
    try:
        documents.validate(full=True)
    except pa.ArrowInvalid:
        return [_is_unreadable(one, sure=False) for one in every]
    return [_is_unreadable(one, sure=True) for one in every]


def _is_unreadable(document: bytes | None, *, sure: bool) -> bool:
    if document is None:
        return False
    if b"\0" in document or binary_format(document) is not None:
        return True
    if not sure:
        try:
            document.decode()
        except UnicodeDecodeError:
            return True
    return False


def _looked_at_closely(documents: pa.StringArray) -> pa.BooleanArray:
    cued = pc.fill_null(_cued(documents), False)
    doubtful = pc.invert(cued)
    if not doubtful.true_count:
        return cued
    # Only what is about to be left out is looked at more closely still.
    return pc.replace_with_mask(cued, doubtful, pa.array(_hidden(documents.filter(doubtful)), pa.bool_()))


def _cued(documents: pa.StringArray) -> pa.BooleanArray:
    """Whether the words stand in each; the patterns are made for every call, which takes as long as to look through a megabyte."""
    patterns = _patterns()
    lower = pc.ascii_lower(documents)  # of other letters the patterns know both cases: these bytes need not be letters
    enough = pc.match_substring_regex(lower, patterns.enough)
    if len(documents) and not pc.all(enough).as_py():
        others = pc.fill_null(pc.invert(enough), False)
        left = lower.filter(others)
        both = pc.and_(pc.match_substring_regex(left, patterns.units), pc.match_substring_regex(left, patterns.matters))
        enough = pc.replace_with_mask(enough, others, both)
    return pc.and_(enough, pc.match_substring_regex(lower, "[0-9]"))


def _hidden(documents: pa.StringArray) -> list[bool]:
    """Whether words of local government could stand in each in a form in which they were not found."""
    old_fonts = pc.count_substring_regex(documents, _OLD_FONTS).to_pylist()
    otherwise = pc.match_substring_regex(documents, _WRITTEN_OTHERWISE).to_pylist()
    raw = documents.view(pa.binary()).to_pylist()
    hidden = [
        old_fonts[row] >= _SIGNS_OF_OLD_FONTS or b"\0" in document or binary_format(document) is not None
        for row, document in enumerate(raw)
    ]
    plain: dict[int, str] = {}
    for row, document in enumerate(raw):
        if hidden[row] or (document.isascii() and not otherwise[row]):
            continue
        try:
            text = document.decode()
        except UnicodeDecodeError:
            hidden[row] = True
        else:
            if otherwise[row]:
                plain[row] = prepare(unescape(text)).lower
    if plain:
        for row, found in zip(plain, _cued(pa.array(plain.values())).to_pylist(), strict=True):
            hidden[row] = found
    return hidden


@cache
def _patterns() -> _Patterns:
    data = tomllib.loads(read_text("relevance.toml"))
    enough, units, matters = (_pattern(data[name]) for name in ("enough", "units", "matters"))
    return _Patterns(
        enough, units, matters, f"{_pattern([*data['enough'], *data['matters']])}|{_WRITTEN_OTHERWISE}|{_OLD_FONTS}"
    )


def _pattern(phrases: Iterable[str]) -> str:
    every = "|".join(map(_spelled, sorted(set(phrases))))
    return f"(?:^|{_NO_LETTER})(?:{every})(?:{_NO_LETTER}|$)"


def _spelled(phrase: str) -> str:
    words = re.sub(" ?[-–] ?", "\0", phrase)
    for word, spellings in _SPELLINGS:
        words = words.replace(word, spellings)
    both = "".join(sign if sign.isascii() else f"[{sign}{sign.upper()}]" for sign in words)
    return both.replace(" ", _BLANK).replace("\0", _DASHES)

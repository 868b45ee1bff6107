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
    *(("ủy", "(?:ủy|uỷ)"), ("kỳ", "k[ỳì]"), ("tỷ", "t[ỷỉ]"), ("hóa", "(?:hóa|hoá)"), ("quý", "qu[ýí]"), ("vắc xin", "v[ắa][cx][ -]?xin")),
)
# A letter written as an entity, and one whose marks stand behind it.
_SPELLED_LETTERS = re.compile(r"&(?:#\d{3,4}|#x[0-9a-f]{2,4}|[aeiouyd](?:acute|grave|circ|tilde|uml));", re.IGNORECASE)
_COMPOSED_LATER = re.compile("[A-Za-zăâêôơưđ][\u0300-\u0323]")
# "Thu ng©n s¸ch" (TCVN3), "ngaân saùch" (VNI), "nga^n sa'ch" (VIQR): read with another font they make words.
_OLD_FONTS = re.compile(
    "[A-Za-z][\u00a1-\u00bf\u00d7\u00f7](?=[A-Za-z ])|[aeouyâêô][ùøûõï]|ö[ôøùûõï]|ñ[aeiouöô]|[aeoAEO]\\^['`?~.]|[uoUO]\\+['`?~.]|[dD]d[a-z]+\\^"
)
_SIGNS_OF_OLD_FONTS = 5
_LOOKED_AT = 20_000


class _Patterns(NamedTuple):
    enough: str
    units: str
    matters: str


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
    kept = pa.array([False] * batch.num_rows)
    words = pa.array([False] * batch.num_rows)
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
    kept = _cued(documents).to_pylist()
    raw = documents.view(pa.binary())
    for index, is_cued in enumerate(kept):
        # Only what is about to be left out is looked at closely.
        if is_cued is False and (document := raw[index].as_py()):
            kept[index] = _is_hidden(document)
        elif is_cued is None:
            kept[index] = False
    return pa.array(kept, pa.bool_())


def _cued(documents: pa.StringArray) -> pa.BooleanArray:
    patterns = _patterns()
    has_digit = pc.match_substring_regex(documents, "[0-9]")
    enough = pc.match_substring_regex(documents, patterns.enough, ignore_case=True)
    if pc.all(enough).as_py():
        return pc.and_(enough, has_digit)
    both = pc.and_(
        pc.match_substring_regex(documents, patterns.units, ignore_case=True),
        pc.match_substring_regex(documents, patterns.matters, ignore_case=True),
    )
    return pc.and_(pc.or_(enough, both), has_digit)


def _is_hidden(document: bytes) -> bool:
    """Whether words of local government could stand in ``document`` in a form in which they were not found."""
    if b"\0" in document or binary_format(document) is not None:
        return True
    if document.isascii() and b"&" not in document and b"^" not in document:
        return False
    try:
        text = document.decode()
    except UnicodeDecodeError:
        return True
    beginning = text[:_LOOKED_AT]
    if len(_OLD_FONTS.findall(beginning)) >= _SIGNS_OF_OLD_FONTS:
        return True
    if _SPELLED_LETTERS.search(beginning) or _COMPOSED_LATER.search(beginning):
        plain = pa.array([prepare(unescape(text)).lower])
        return _cued(plain)[0].as_py() is True
    return False


@cache
def _patterns() -> _Patterns:
    data = tomllib.loads(read_text("relevance.toml"))
    return _Patterns(*(_pattern(data[name]) for name in _Patterns._fields))


def _pattern(phrases: Iterable[str]) -> str:
    every = "|".join(map(_spelled, sorted(set(phrases))))
    return rf"(?:^|[^\pL\pN])(?:{every})(?:[^\pL\pN]|$)"


def _spelled(phrase: str) -> str:
    words = re.escape(phrase).replace(r"\ ", " ").replace(r"\-", "-").replace("–", "-")
    for word, spellings in _SPELLINGS:
        words = words.replace(word, spellings)
    words = re.sub(r" ?- ?(?![xX\]]?xin)", "\0", words)
    return words.replace(" ", _BLANK).replace("\0", _DASHES)

"""Texts in the encodings of old fonts (TCVN3, VNI, VPS …) made Unicode.

A reader that knows the font of a run asks :func:`decode_font_run`; one that knows no fonts gives its text to
:func:`repair`, which decodes the lines that look more Vietnamese so. Both leave what is Unicode as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from solieu.read.legacy_codes import LegacyEncoding, encoding_of_font, to_unicode
from solieu.read.legacy_signs import GUESSED, Weight, is_suspect, is_unicode, may_be_clear, raised, weigh
from solieu.read.viqr import repair_viqr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["LegacyEncoding", "decode_font_run", "detect", "encoding_of_font", "repair", "to_unicode"]

# Not str.splitlines, which breaks at code points that are letters in VPS and TCVN 5712.
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_TO_JOIN = 2_000
"""Lines that are looked at together where none of them alone tells its encoding."""
_IN_VAIN = 2_000
"""Lines that are no Vietnamese in any encoding, after which there will be none: random bytes take no time."""
_CLEAR_TOGETHER = 3
"""Words that must gain in such lines: those of a list in another language are chosen by nobody."""
_SEEN_AS_1258 = (LegacyEncoding.TCVN3, LegacyEncoding.VNI)
"""What Vietnamese Windows, whose code page is 1258, took for its own when it made Unicode of it."""


def decode_font_run(text: str, font_name: str) -> str:
    """``text`` as the font of this name shows it; as it is where the font is one of Unicode, or the text is.

    A letter of VNI may be two code points, so neighbouring runs of one font should be joined before.

    >>> decode_font_run("Thu ng©n s¸ch", ".VnTime"), decode_font_run("céng hßa", ".VnTimeH")
    ('Thu ngân sách', 'CỘNG HÒA')
    >>> decode_font_run("Thu ngân sách đạt 5 m²", ".VnTime"), decode_font_run("© 2022", "Times New Roman")
    ('Thu ngân sách đạt 5 m²', '© 2022')
    """
    encoding = encoding_of_font(font_name)
    if encoding is None:
        return text
    if is_unicode(text):
        seen = _bytes_of_1258(text)
        return _decoded(seen, encoding) if seen and weigh(seen, encoding).is_better else text
    weight = weigh(text, encoding)
    return text if weight.losses > weight.gains else _decoded(text, encoding)


def detect(run: str) -> LegacyEncoding | None:
    """The encoding of a line or paragraph, ``None`` where it does not clearly look more Vietnamese when decoded.

    VIQR, whose marks are punctuation, is not told from one line: see :func:`repair`.

    >>> [detect(run) for run in ("Thu ng©n s¸ch", "Thu ngân sách", "© 2022, 5 µm, 25°C")]
    [<LegacyEncoding.TCVN3: 'TCVN3'>, None, None]
    """
    return _best(run, GUESSED) if may_be_clear(run) else None


def repair(text: str) -> tuple[str, frozenset[LegacyEncoding]]:
    r"""``text`` with each line that is in a legacy encoding decoded, and the encodings found; else the text itself.

    A line that could be either ("Sè 12" is "Số 12" in TCVN3) is what the clear line before it is.

    >>> repair("UBND huyện\nThu ng©n s¸ch ®¹t 5 tû ®ång")[0]
    'UBND huyện\nThu ngân sách đạt 5 tỷ đồng'
    """
    repaired, found = _repaired(text) if is_suspect(text) else (text, frozenset[LegacyEncoding]())
    if (of_viqr := repair_viqr(repaired)) is not None:
        return of_viqr, found | {LegacyEncoding.VIQR}
    return repaired, found


def _repaired(text: str) -> tuple[str, frozenset[LegacyEncoding]]:
    given = _LINES.findall(text)
    lines = [_bytes_of_1258(line) or line if is_unicode(line) else line for line in given]
    clear = _clear(lines, given)
    known = {encoding for encoding in clear if encoding is not None}
    if not known and (together := _together(lines)):
        known = {together}
    chosen = list(_with_doubtful(lines, given, clear, known)) if known else []
    if not any(chosen):
        return text, frozenset()
    pieces = [
        _decoded(line, encoding) if encoding else as_given
        for line, as_given, encoding in zip(lines, given, chosen, strict=True)
    ]
    return "".join(pieces), frozenset(filter(None, chosen))


def _bytes_of_1258(text: str) -> str | None:
    try:
        return text.encode("cp1258").decode("latin-1")
    except UnicodeEncodeError:
        return None


def _clear(lines: list[str], given: list[str]) -> list[LegacyEncoding | None]:
    """The encoding of each line that tells it; none is tried behind very many that do not."""
    found: list[LegacyEncoding | None] = []
    order: Sequence[LegacyEncoding] = GUESSED
    in_vain = 0
    for line, as_given in zip(lines, given, strict=True):
        encoding = None
        if in_vain < _IN_VAIN and may_be_clear(line):
            encoding = _best(line, _SEEN_AS_1258 if line is not as_given else order)
            in_vain = 0 if encoding else in_vain + 1
        if encoding is not None:
            order = [encoding, *(other for other in GUESSED if other is not encoding)]
        found.append(encoding)
    return found


def _together(lines: list[str]) -> LegacyEncoding | None:
    """The encoding of lines that are too short to tell it each, as the cells of a table are."""
    doubtful = [line for line in lines if not line.isascii() and not is_unicode(line)]
    joined = "".join(doubtful[:_TO_JOIN])
    found = _best(joined, GUESSED) if len(doubtful) > 1 else None
    return found if found and weigh(joined, found).gains >= _CLEAR_TOGETHER else None


def _with_doubtful(
    lines: list[str], given: list[str], clear: list[LegacyEncoding | None], known: set[LegacyEncoding]
) -> Iterator[LegacyEncoding | None]:
    """The encoding of each line, of those that do not tell by their neighbours."""
    before = next((encoding for encoding in clear if encoding is not None), None)
    before = before or next(encoding for encoding in GUESSED if encoding in known)
    in_unicode = False
    for line, as_given, encoding in zip(lines, given, clear, strict=True):
        if encoding is not None:
            before, in_unicode = encoding, False
        elif is_unicode(as_given):
            in_unicode = True
        if encoding is not None or line.isascii() or is_unicode(as_given):
            yield encoding
        else:
            yield _likeliest(line, before, known, in_unicode)


def _likeliest(
    line: str, before: LegacyEncoding, known: set[LegacyEncoding], in_unicode: bool
) -> LegacyEncoding | None:
    """Of a line that does not tell: the encoding before it if it is no worse so, another if it is better so."""
    if not in_unicode and weigh(line, before).is_possible:
        return before
    better = (encoding for encoding in GUESSED if encoding in known and weigh(line, encoding).is_better)
    return next(better, None)


def _best(run: str, encodings: Sequence[LegacyEncoding]) -> LegacyEncoding | None:
    best: tuple[Weight, LegacyEncoding] | None = None
    for encoding in encodings:
        weight = weigh(run, encoding)
        if weight.is_clear and (best is None or weight.score > best[0].score):
            best = (weight, encoding)
            if weight.is_perfect:
                break
    return best[1] if best else None


def _decoded(run: str, encoding: LegacyEncoding) -> str:
    decoded = to_unicode(run, encoding)
    return raised(run, decoded) if encoding is LegacyEncoding.TCVN3 else decoded

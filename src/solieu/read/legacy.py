"""Texts in the encodings of old fonts (TCVN3, VNI, VPS …) made Unicode.

A reader that knows the font of a run asks :func:`decode_font_run`; one that knows no fonts gives its text to
:func:`repair`, which decodes the lines that look more Vietnamese so. Both leave what is Unicode as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from solieu.read.legacy_codes import LegacyEncoding, encoding_of_font, to_unicode
from solieu.read.legacy_signs import GUESSED, Weight, is_suspect, is_unicode, raised, weigh

__all__ = ["LegacyEncoding", "decode_font_run", "detect", "encoding_of_font", "repair", "to_unicode"]

# Not str.splitlines, which breaks at code points that are letters in VPS and TCVN 5712.
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_TO_JOIN = 2_000
"""Lines that are looked at together where none of them alone tells its encoding."""
_UNICODE = "unicode"


def decode_font_run(text: str, font_name: str) -> str:
    """``text`` as the font of this name shows it; as it is where the font is one of Unicode.

    A letter of VNI may be two code points, so neighbouring runs of one font should be joined before.

    >>> decode_font_run("Thu ng©n s¸ch", ".VnTime"), decode_font_run("céng hßa", ".VnTimeH")
    ('Thu ngân sách', 'CỘNG HÒA')
    >>> decode_font_run("Thu ngân sách đạt 5 m²", ".VnTime"), decode_font_run("© 2022", "Times New Roman")
    ('Thu ngân sách đạt 5 m²', '© 2022')
    """
    encoding = encoding_of_font(font_name)
    if encoding is None or is_unicode(text):
        return text
    return _decoded(text, encoding)


def detect(run: str) -> LegacyEncoding | None:
    """The encoding of a line or paragraph, ``None`` where it does not clearly look more Vietnamese when decoded.

    >>> [detect(run) for run in ("Thu ng©n s¸ch", "Thu ngân sách", "© 2022, 5 µm, 25°C")]
    [<LegacyEncoding.TCVN3: 'TCVN3'>, None, None]
    """
    return None if is_unicode(run) else _best(run, GUESSED)


def repair(text: str) -> tuple[str, frozenset[LegacyEncoding]]:
    """``text`` with each line that is in a legacy encoding decoded, and the encodings found; else the text itself.

    A line that could be either ("Sè 12" is "Số 12" in TCVN3) is what the clear line before it is.

    >>> repair("UBND huyện\\nThu ng©n s¸ch ®¹t 5 tû ®ång")[0]
    'UBND huyện\\nThu ngân sách đạt 5 tỷ đồng'
    """
    if not is_suspect(text):
        return text, frozenset()
    lines = _LINES.findall(text)
    clear = _clear(lines)
    known = {found for found in clear if isinstance(found, LegacyEncoding)}
    if not known and (together := _together(lines, clear)):
        known = {together}
    if not known:
        return text, frozenset()
    chosen = list(_with_doubtful(lines, clear, known))
    if not any(chosen):
        return text, frozenset()
    pieces = [_decoded(line, encoding) if encoding else line for line, encoding in zip(lines, chosen, strict=True)]
    return "".join(pieces), frozenset(filter(None, chosen))


def _clear(lines: list[str]) -> list[LegacyEncoding | str | None]:
    """For each line its encoding, that it is Unicode, or ``None`` where it does not tell."""
    found: list[LegacyEncoding | str | None] = []
    last = GUESSED
    for line in lines:
        if is_unicode(line):
            found.append(_UNICODE)
            continue
        encoding = None if line.isascii() else _best(line, last)
        if encoding is not None and encoding is not last[0]:
            last = (encoding, *(other for other in GUESSED if other is not encoding))
        found.append(encoding)
    return found


def _together(lines: list[str], clear: list[LegacyEncoding | str | None]) -> LegacyEncoding | None:
    doubtful = [line for line, found in zip(lines, clear, strict=True) if found is None and not line.isascii()]
    return _best("".join(doubtful[:_TO_JOIN]), GUESSED) if len(doubtful) > 1 else None


def _with_doubtful(
    lines: list[str], clear: list[LegacyEncoding | str | None], known: set[LegacyEncoding]
) -> Iterable[LegacyEncoding | None]:
    first = next((found for found in clear if found is not None), None)
    before = first if first is not None else next(iter(known))
    for line, found in zip(lines, clear, strict=True):
        if found is not None:
            before = found
        if isinstance(found, LegacyEncoding):
            yield found
        elif found is None and not line.isascii():
            yield _likeliest(line, before, known)
        else:
            yield None


def _likeliest(line: str, before: LegacyEncoding | str, known: set[LegacyEncoding]) -> LegacyEncoding | None:
    """Of a line that does not tell: the encoding of the line before if it is no worse so, another if it is better so."""
    if isinstance(before, LegacyEncoding) and weigh(line, before).is_possible:
        return before
    better = [encoding for encoding in GUESSED if encoding in known and weigh(line, encoding).is_better]
    return better[0] if better else None


def _best(run: str, encodings: tuple[LegacyEncoding, ...]) -> LegacyEncoding | None:
    best: tuple[Weight, LegacyEncoding] | None = None
    for encoding in encodings:
        weight = weigh(run, encoding)
        if weight.is_clear and (best is None or weight.score > best[0].score):
            best = (weight, encoding)
            if weight.is_perfect:
                break
    return best[1] if best else None


def _decoded(line: str, encoding: LegacyEncoding) -> str:
    decoded = to_unicode(line, encoding)
    return raised(line, decoded) if encoding is LegacyEncoding.TCVN3 else decoded

"""A spreadsheet's number and its format code to the words that the sheet shows, written as in Vietnam.

"#,##0.0" shows 20984.25 as "20.984,3", "0.0%" shows 0.577 as "57,7%", "dd/mm/yyyy" shows 44834 as "30/09/2022".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple

from solieu.read.date_formats import DateFormat

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["GENERAL", "LOCAL_FORMATS", "Shown", "show", "show_plainly"]

GENERAL = "General"
LOCAL_FORMATS = {14: "dd/mm/yyyy", 22: "dd/mm/yyyy hh:mm"}
"""Built-in formats that a spreadsheet shows as is usual in the country, by their number."""

_LONGEST_CODE = 255
_LONGEST_PLAIN = 11
"""Characters that a spreadsheet gives to a number with decimals where the format is General."""
_SMALLEST_PLAIN = Decimal("1E-9")
_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)
_VIETNAMESE = str.maketrans(",.", ".,")
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<blank>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General)|(?P<half>AM/PM|A/P)|(?P<exponent>E[+-])|(?P<time>y+|m+|d+|h+|s+)"
    r"|(?P<digit>[0#?])|(?P<mark>[.,%/;@])|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_HOLDS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": lambda value, bound: value < bound,
    "<=": lambda value, bound: value <= bound,
    ">": lambda value, bound: value > bound,
    ">=": lambda value, bound: value >= bound,
    "=": lambda value, bound: value == bound,
    "<>": lambda value, bound: value != bound,
}

Token = tuple[str, str]
"""What kind of part of a code, and its characters."""


class Shown(NamedTuple):
    """A number as its cell shows it."""

    words: str
    percent: bool = False
    """Whether the words give it times a hundred with a percent sign."""
    moment: bool = False
    """Whether the words are a day or a time."""


@dataclass(frozen=True, slots=True)
class _Digits:
    """A section that writes digits: literals around and between them, and how many digits there are."""

    prefix: str
    integer: tuple[Token, ...]
    decimals: tuple[Token, ...]
    suffix: str
    grouped: bool
    shift: int
    """Powers of ten that the number is multiplied by: two for each percent sign, less three for each closing comma."""
    percent: bool
    exponent: int
    """Digits of the exponent, 0 where the number is written without one."""

    @property
    def plain(self) -> bool:
        return all(kind == "digit" for kind, _ in (*self.integer, *self.decimals))


@dataclass(frozen=True, slots=True)
class _Section:
    """One of the parts of a code that semicolons divide."""

    kind: Literal["digits", "date", "general", "literal", "text"]
    condition: tuple[str, Decimal] | None
    before: str = ""
    after: str = ""
    digits: _Digits | None = None
    date: DateFormat | None = None


def show(value: Decimal, code: str, *, since_1904: bool = False) -> Shown:
    """What a cell with this number and this format code shows; days count from 1904 where ``since_1904``.

    >>> show(Decimal("0.577"), "0.0%")
    Shown(words='57,7%', percent=True, moment=False)
    >>> show(Decimal(-20984), "#,##0;(#,##0)").words
    '(20.984)'
    >>> show(Decimal(44834), "dd/mm/yyyy").words
    '30/09/2022'
    """
    if code == GENERAL:
        return Shown(show_plainly(value))
    # A cell's words are one line, whatever its code holds.
    sections = _sections(" ".join(code.splitlines()))
    section, signed = _choose(sections, value)
    if section is None:
        return Shown(show_plainly(value))
    sign = "-" if signed and value < 0 else ""
    if section.date is not None:
        words = section.date.words(value, since_1904=since_1904)
        return Shown(show_plainly(value)) if words is None else Shown(words, moment=True)
    if section.digits is not None:
        words = sign + _write_digits(section.digits, abs(value))
        return Shown(_tidy(words), percent=section.digits.percent)
    if section.kind == "literal":
        return Shown(_tidy(sign + section.before))
    return Shown(_tidy(sign + section.before + show_plainly(abs(value)) + section.after))


def show_plainly(value: Decimal) -> str:
    """The number as the format General shows it in a wide column; whole ones are written out however long.

    >>> show_plainly(Decimal("1234.5")), show_plainly(Decimal(1) / 3), show_plainly(Decimal("0.30000000000000004"))
    ('1234,5', '0,333333333', '0,3')
    """
    if value == value.to_integral_value():
        return f"{value:f}".partition(".")[0]
    size = abs(value)
    if size < _SMALLEST_PLAIN:
        mantissa, _, exponent = f"{value:.5E}".partition("E")
        return f"{_without_zeros(mantissa)}E{exponent}".replace(".", ",")
    room = max(_LONGEST_PLAIN - 1 - len(str(int(size))), 0)
    rounded = _EXACT.quantize(value, Decimal(1).scaleb(-room))
    return _without_zeros(f"{rounded:f}").replace(".", ",")


def _without_zeros(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number


def _tidy(words: str) -> str:
    return " ".join(words.split())


@lru_cache(maxsize=4096)
def _sections(code: str) -> tuple[_Section, ...]:
    if not 0 < len(code) <= _LONGEST_CODE:
        return ()
    tokens = [(str(found.lastgroup), str(found[found.lastgroup or 0])) for found in _TOKEN.finditer(code)]
    parts = [list(part) for ends, part in groupby(_with_empty(tokens), key=lambda t: t == ("mark", ";")) if not ends]
    return tuple(_section(part) for part in parts)


def _with_empty(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with an empty literal in each section, so that ";;;" has four sections."""
    given: list[Token] = [("quoted", "")]
    for token in tokens:
        given.append(token)
        if token == ("mark", ";"):
            given.append(("quoted", ""))
    return given


def _choose(sections: Sequence[_Section], value: Decimal) -> tuple[_Section | None, bool]:
    """The section for the number, and whether a minus sign is to be put before it."""
    numeric = [section for section in sections[:3] if section.kind != "text"]
    if not numeric:
        return None, False
    if any(section.condition for section in numeric):
        return _by_condition(numeric, value)
    if value < 0 and len(numeric) > 1:
        return numeric[1], False
    if value == 0 and len(numeric) > 2:
        return numeric[2], False
    return numeric[0], True


def _by_condition(sections: Sequence[_Section], value: Decimal) -> tuple[_Section | None, bool]:
    for index, section in enumerate(sections):
        if section.condition is None:
            if index == len(sections) - 1 or (index == 1 and value < 0):
                return section, index != 1 or len(sections) == 2
            continue
        operator, bound = section.condition
        if _HOLDS[operator](value, bound):
            return section, not (operator in ("<", "<=") and bound <= 0)
    return None, True


def _section(tokens: Sequence[Token]) -> _Section:
    condition = None
    kept: list[Token] = []
    for kind, words in tokens:
        if kind == "bracket":
            if found := _CONDITION.fullmatch(words.strip()):
                condition = found[1], Decimal(found[2])
            elif _ELAPSED.fullmatch(words):
                kept.append(("elapsed", words))
            elif words.startswith("$"):
                kept.append(("quoted", words[1:].partition("-")[0]))
            continue
        kept.append((kind, words))
    return _classified(kept, condition)


def _classified(tokens: Sequence[Token], condition: tuple[str, Decimal] | None) -> _Section:
    kinds = {kind for kind, _ in tokens}
    if ("mark", "@") in tokens:
        return _Section("text", condition)
    if "general" in kinds:
        at = next(index for index, (kind, _) in enumerate(tokens) if kind == "general")
        return _Section("general", condition, _literals(tokens[:at]), _literals(tokens[at + 1 :]))
    if "digit" in kinds and ("mark", "/") in tokens and "time" not in kinds:
        return _Section("general", condition)
    if kinds & {"time", "elapsed", "half"}:
        return _Section("date", condition, date=DateFormat.of(tokens))
    if "digit" in kinds:
        return _Section("digits", condition, digits=_digits(tokens))
    return _Section("literal", condition, _literals(tokens))


def _literals(tokens: Sequence[Token]) -> str:
    return "".join(_literal(kind, words) for kind, words in tokens)


def _literal(kind: str, words: str) -> str:
    if kind == "blank":
        return " "
    return "" if kind == "fill" or (kind, words) == ("mark", ",") else words


def _digits(tokens: Sequence[Token]) -> _Digits:
    places = [index for index, (kind, _) in enumerate(tokens) if kind == "digit"]
    first = places[0] if ("mark", ".") not in tokens[: places[0]] else tokens.index(("mark", "."))
    exponent_at = next((index for index, (kind, _) in enumerate(tokens) if kind == "exponent"), None)
    exponent = sum(index > exponent_at for index in places) if exponent_at is not None else 0
    last = places[-1] if exponent_at is None else max((p for p in places if p < exponent_at), default=first)
    commas = _closing_commas(tokens, last)
    if tokens[last + commas + 1 : last + commas + 2] == [("mark", ".")] and exponent_at is None:
        last += commas + 1
    core = tokens[first : last + 1]
    point = core.index(("mark", ".")) if ("mark", ".") in core else len(core)
    percents = tokens.count(("mark", "%"))
    return _Digits(
        prefix=_literals(tokens[:first]),
        integer=_without_commas(core[:point]),
        decimals=_without_commas(core[point + 1 :]),
        suffix=_literals(tokens[places[-1] + 1 :] if exponent else tokens[last + 1 :]),
        grouped=("mark", ",")
        in core[: max((i for i, (kind, _) in enumerate(core[:point]) if kind == "digit"), default=0)],
        shift=2 * percents - 3 * commas,
        percent=percents > 0,
        exponent=exponent,
    )


def _closing_commas(tokens: Sequence[Token], last: int) -> int:
    count = 0
    while tokens[last + count + 1 : last + count + 2] == [("mark", ",")]:
        count += 1
    return count


def _without_commas(tokens: Sequence[Token]) -> tuple[Token, ...]:
    return tuple(token for token in tokens if token != ("mark", ","))


def _write_digits(section: _Digits, value: Decimal) -> str:
    scaled = _EXACT.scaleb(value, section.shift)
    if section.exponent:
        return _write_exponent(section, scaled)
    most = sum(kind == "digit" for kind, _ in section.decimals)
    rounded = _EXACT.quantize(scaled, Decimal(1).scaleb(-most))
    whole, _, decimals = f"{rounded:f}".partition(".")
    return section.prefix + _write_whole(section, whole) + _write_decimals(section, decimals) + section.suffix


def _write_whole(section: _Digits, whole: str) -> str:
    least = sum(words == "0" for kind, words in section.integer if kind == "digit")
    whole = whole.lstrip("0").zfill(least)
    if section.grouped:
        whole = _group(whole)
    if section.plain:
        return whole
    return _fill(section.integer, whole)


def _group(whole: str) -> str:
    head = len(whole) % 3
    parts = [whole[:head]] if head else []
    return ".".join([*parts, *(whole[at : at + 3] for at in range(head, len(whole), 3))])


def _fill(tokens: Sequence[Token], whole: str) -> str:
    """The digits put into their places from the right; what is left over stands in the first place."""
    written: list[str] = []
    places = sum(kind == "digit" for kind, _ in tokens)
    left = whole
    for kind, words in reversed(tokens):
        if kind != "digit":
            written.append(_literal(kind, words))
            continue
        places -= 1
        written.append(left if places == 0 else left[-1:])
        left = left[:-1]
    return "".join(reversed(written))


def _write_decimals(section: _Digits, decimals: str) -> str:
    pattern = [words for kind, words in section.decimals if kind == "digit"]
    if not pattern:
        return ""
    least = max((index + 1 for index, words in enumerate(pattern) if words == "0"), default=0)
    kept = decimals.rstrip("0").ljust(least, "0")
    after = "".join(_literal(kind, words) for kind, words in section.decimals if kind != "digit")
    # "0." without decimals left keeps its comma in a spreadsheet, which no reader of a report wants to see.
    return f",{kept}{after}" if kept else after


def _write_exponent(section: _Digits, value: Decimal) -> str:
    most = sum(kind == "digit" for kind, _ in section.decimals)
    mantissa, _, exponent = f"{value:.{most}E}".partition("E")
    sign = exponent[0] if exponent[0] in "+-" else "+"
    return f"{section.prefix}{mantissa.translate(_VIETNAMESE)}E{sign}{exponent.lstrip('+-').zfill(section.exponent)}{section.suffix}"

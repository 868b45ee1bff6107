"""Which figures: the same words in a URL, on the command line and in Python."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Self, get_args

import msgspec

from solieu.errors import UsageError
from solieu.model import Measure, Period, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["VERDICTS", "Query"]

VERDICTS = ("accept", "correct", "reject", "none")
_CHOICES = {"measure": get_args(Measure), "status": get_args(Status), "verdict": VERDICTS}
_LEVELS = (1, 2, 3)
_SET = re.compile(r'([a-z]+)=("(?:[^"\\]|\\.)*"|[^\s"]*)(?=\s|$)')
_BARE = re.compile(r'"[^"]*"?\*?|[^\s"]+')
_KEY = re.compile(r"[A-Za-z_]+=")
_SPACE = re.compile(r"\s+")
_PLAIN = re.compile(r'[^\s"\\]+')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_YES, _NO = frozenset({"yes", "true", "1", "on"}), frozenset({"no", "false", "0", "off"})
_LARGEST = 2**63 - 1


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """Which figures: those of which all that is set is true.

    >>> query = Query.parse('indicator="thu ngân sách" place="tỉnh Quảng Ninh" period=2022 lúa')
    >>> query.place, query.words, query.fields()["period"]
    ('tỉnh Quảng Ninh', 'lúa', '2022')
    >>> print(query)
    indicator="thu ngân sách" place="tỉnh Quảng Ninh" period=2022 lúa
    """

    words: str | None = None
    """In the indicator, its identifier or the place; see :meth:`solieu.store.Store.search`."""
    indicator: str | None = None
    """An entry of the catalogue or its name."""
    place: str | None = None
    """The name or code of a unit."""
    related: bool = False
    """With what went into that unit or took its stead."""
    within: str | None = None
    """The name or code of a unit in which the place lies; that unit itself is not meant."""
    level: int | None = None
    """1 for provinces, 2 for districts, 3 for communes."""
    period: str | None = None
    """Theirs lies within it: ``2022``, ``2022-Q4``, ``2022-01/2022-09`` …"""
    measure: str | None = None
    status: str | None = None
    verdict: str | None = None
    """What was decided; ``none`` for figures on which nobody decided."""
    report: int | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """The query that ``text`` writes: ``name=value``, values with blanks in quotation marks; the rest is words.

        Raises:
            UsageError: if there is no such filter or its value is none.
        """
        given: dict[str, str] = {}
        bare: list[str] = []
        at = 0
        while at < len(text):
            if blank := _SPACE.match(text, at):
                at = blank.end()
                continue
            found = _SET.match(text, at)
            if found and found[1] in cls.__struct_fields__:
                if found[1] in given:
                    raise UsageError(f"{found[1]} stands there twice: give it once.")
                given[found[1]] = _unquoted(found[2])
                at = found.end()
                continue
            if _KEY.match(text, at):
                name, _, _ = text[at:].partition("=")
                raise UsageError(_unknown(name, cls))
            word = _BARE.match(text, at)
            assert word is not None
            bare.append(word[0])
            at = word.end()
        if bare and "words" in given:
            raise UsageError("words stand there twice: write them with words= or without.")
        return cls._checked(given | ({"words": " ".join(bare)} if bare else {}))

    @classmethod
    def of(cls, fields: Mapping[str, str]) -> Self:
        """The query that the parameters of a URL tell; empty ones and those of other names are passed over.

        Raises:
            UsageError: if a value is none for its filter.
        """
        known = {name: value.strip() for name, value in fields.items() if name in cls.__struct_fields__}
        return cls._checked({name: value for name, value in known.items() if value})

    @classmethod
    def _checked(cls, given: Mapping[str, str]) -> Self:
        values: dict[str, Any] = {}
        for name, value in given.items():
            if not value:
                raise UsageError(f"{name} has no value: leave it out or say which.")
            values[name] = _value(name, value)
        return cls(**values)

    def fields(self) -> dict[str, str]:
        """What is set, as a URL writes it."""
        told = {name: getattr(self, name) for name in self.__struct_fields__}
        return {
            name: "yes" if value is True else str(value) for name, value in told.items() if value not in (None, False)
        }

    def within_period(self) -> Period | None:
        """The period as such.

        Raises:
            UsageError: if it is none.
        """
        return None if self.period is None else _period(self.period)

    def __str__(self) -> str:
        fields = self.fields()
        words = fields.pop("words", None)
        parts = [f"{name}={_quoted(value)}" for name, value in fields.items()]
        if words is not None:
            parts.append(words if _stands_alone(words) else f"words={_quoted(words)}")
        return " ".join(parts)


def _value(name: str, value: str) -> Any:
    if name == "related":
        if value.lower() not in _YES | _NO:
            raise UsageError(f"related is {value!r}: write yes or leave it out.")
        return value.lower() in _YES
    if name in ("report", "level"):
        return _number(name, value)
    if name in _CHOICES and value not in _CHOICES[name]:
        raise UsageError(f"{name} is {value!r}: write one of {', '.join(_CHOICES[name])}.")
    if name == "period":
        _period(value)
    return value


def _number(name: str, value: str) -> int:
    number = int(value) if value.isascii() and value.isdecimal() and len(value) < 20 else -1
    if name == "level" and number not in _LEVELS:
        raise UsageError(f"level is {value!r}: write 1 for provinces, 2 for districts or 3 for communes.")
    if not 0 <= number <= _LARGEST:
        raise UsageError(f"{name} is {value!r}: write the number of a report, such as 12.")
    return number


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except ValueError:
        raise UsageError(
            f"{text!r} is no period: write 2022, 2022-Q4, 2022-09, 2022-01/2022-09 or 2022-05-24."
        ) from None


def _unknown(name: str, of: type[Query]) -> str:
    return f'There is no filter {name}: {", ".join(of.__struct_fields__)}; put words with "=" in quotation marks.'


def _unquoted(value: str) -> str:
    return _ESCAPED.sub(r"\1", value[1:-1]) if value.startswith('"') else value


def _quoted(value: str) -> str:
    if _PLAIN.fullmatch(value):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _stands_alone(words: str) -> bool:
    """Whether they are read back as they are without a name before them."""
    found = _BARE.findall(words)
    return " ".join(found) == words and not any(_KEY.match(one) for one in found) and bool(words.strip())

"""In which multiple of its unit a chart tells its values, so that they can be read: tỷ đồng, nghìn tấn."""

from __future__ import annotations

import tomllib
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from solieu.serve.formats import number, unit_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from solieu.serve.words import Language

__all__ = ["Scale", "scale_for"]

_DIGITS = 4
"""So many digits tell a value in a chart; the table beside it has all of them."""
_MOST_DECIMALS = 3


class Scale(NamedTuple):
    """A multiple of a base unit."""

    times: Decimal
    """How many base units one of it is."""
    name: str
    """``tỷ đồng``; "" for bare numbers."""
    language: Language

    def __call__(self, value: Decimal) -> float:
        """Where ``value`` stands on an axis of this scale."""
        return float(value / self.times)

    def written(self, value: Decimal, *, signed: bool = False) -> str:
        """``value`` in this multiple, with four digits, without its name.

        >>> scale = scale_for("VND", [Decimal(1584_250_000_000)], "vi")
        >>> scale.name, scale.written(Decimal(1584_250_000_000)), scale.written(Decimal(52_680_000))
        ('tỷ đồng', '1.584', '0,053')
        """
        scaled = value / self.times
        decimals = min(_MOST_DECIMALS, max(0, _DIGITS - 1 - max(0, scaled.adjusted()))) if scaled else 0
        rounded = scaled.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) if scaled.adjusted() < 25 else scaled
        plain = rounded.to_integral_value() if rounded == rounded.to_integral_value() else rounded.normalize()
        # Fonts that draw Vietnamese may lack the sign for minus; they have the dash, which looks like it.
        return ("+" if signed and value > 0 else "") + number(plain, self.language).replace("−", "–")

    def told(self, value: Decimal, *, signed: bool = False) -> str:
        """As :meth:`written`, with the name: ``1.584 tỷ đồng``, ``57,7%``."""
        blank = "" if self.name in ("", "%") else " "
        return f"{self.written(value, signed=signed)}{blank}{self.name}"


def scale_for(unit: str | None, values: Iterable[Decimal], language: Language, unit_text: str | None = None) -> Scale:
    """The scale in which the largest of ``values``, in the base unit ``unit``, is easily read.

    >>> scale_for("kg", [Decimal(250_000_000)], "vi").name, scale_for("person", [Decimal(1208)], "en").name
    ('nghìn tấn', 'people')
    """
    largest = max((abs(value) for value in values), default=Decimal(0))
    if unit is None:
        return Scale(Decimal(1), unit_text or "", language)
    base, slash, of = unit.partition("/")
    own = base in _steps()
    step = next(one for one in _steps()[base if own else "any"] if largest >= one.least)
    word = step.words[language] if own else " ".join(filter(None, (step.words[language], unit_word(base, language))))
    if slash:
        word += "/" + "/".join(unit_word(part, language) for part in of.split("/"))
    return Scale(step.times, word, language)


class _Step(NamedTuple):
    least: Decimal
    times: Decimal
    words: dict[str, str]


@cache
def _steps() -> dict[str, tuple[_Step, ...]]:
    found = tomllib.loads(files("solieu.serve.charts").joinpath("scales.toml").read_text("utf-8"))
    return {
        unit: tuple(_Step(Decimal(one["from"]), Decimal(one["times"]), {"vi": one["vi"], "en": one["en"]}) for one in given["steps"])
        for unit, given in found.items()
    }  # fmt: skip

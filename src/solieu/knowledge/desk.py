"""How sources are told apart and what is looked at first, as ``desk.toml`` has it."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from solieu.knowledge.loader import read_text
from solieu.scan import once

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["DeskWords", "Doubt", "Weight", "desk_words"]


class Doubt(NamedTuple):
    """What makes a figure doubtful, beside its confidence."""

    contradiction: float
    suspicious: float
    disputed: float
    no_place: float
    no_period: float
    no_indicator: float


class Weight(NamedTuple):
    """By what a doubt is multiplied, since more hangs on the figure."""

    catalogued: float
    province: float
    district: float
    money: float
    large_money: float
    large_money_from: Decimal


class DeskWords(NamedTuple):
    """The lists and numbers; the comments in the file say what each is for."""

    same_unit: Mapping[str, str]
    plan_fillers: frozenset[str]
    doubt: Doubt
    weight: Weight


@once
def desk_words() -> DeskWords:
    """The lists and numbers of ``desk.toml``."""
    data = tomllib.loads(read_text("desk.toml"))
    weight = data["weight"] | {"large_money_from": Decimal(data["weight"]["large_money_from"])}
    return DeskWords(
        data["same_unit"], frozenset(data["basis"]["plan_fillers"]), Doubt(**data["doubt"]), Weight(**weight)
    )

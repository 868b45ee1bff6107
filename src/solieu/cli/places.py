"""``solieu places``: which unit a name means, what it was and what it became."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from solieu.cli.messages import say
from solieu.cli.outputs import console_on, format_for
from solieu.errors import UsageError
from solieu.knowledge.gazetteer import gazetteer
from solieu.knowledge.lookup import PlaceHistory, history, near_names, places, standing
from solieu.model import encode

if TYPE_CHECKING:
    from datetime import date

    from solieu.cli.outputs import Format
    from solieu.model import Place

__all__ = ["run"]


def run(name: str, on: date | None, within: str | None, form: Format | None) -> int:
    """Print the units called ``name`` and return the exit code.

    Raises:
        UsageError: if there is no unit ``within``.
    """
    found = _within(places(name), within)
    if not found:
        near = near_names(name)
        hint = f"; did you mean {', '.join(near)}?" if near else "; look at its spelling."
        say(f"No unit{f' in {within}' if within else ''} is or was called {name}{hint}")
        return 1
    asked: dict[PlaceHistory, list[Place]] = {}
    for place in found:
        asked.setdefault(history(place), []).append(place)
    stands = None if on is None else [standing(forms, on) for forms in asked.values()]
    if (form or format_for(None)) == "table":
        from solieu.export.reference import PlacesView

        console_on(sys.stdout).print(PlacesView(tuple(asked), on, stands))
    else:
        for at, one in enumerate(asked):
            more = {} if stands is None else {"on": on, "as_of": stands[at]}
            sys.stdout.write(encode(_fields(one) | more).decode() + "\n")
    return 0


def _within(found: tuple[Place, ...], unit: str | None) -> tuple[Place, ...]:
    """Those of ``found`` that lay within a unit of this name."""
    if unit is None:
        return found
    above = {place.code for place in places(unit) if place.level < 3}
    if not above:
        raise UsageError(f"There is no province or district called {unit}; look at its spelling.")
    return tuple(place for place in found if not above.isdisjoint(place.parents))


def _fields(one: PlaceHistory) -> dict[str, Any]:
    last = one.forms[-1]
    province = gazetteer().province_of(last)
    return {
        "code": last.code,
        "name": last.name,
        "type": last.type,
        "level": last.level,
        "province": province.full_name if province else None,
        "forms": one.forms,
        "took_in": one.took_in,
        "successors": one.successors,
        "held_by": [{"place": holder.place, "whole": holder.whole} for holder in one.held_by],
    }

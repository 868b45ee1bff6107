"""A decision, unless somebody else decided meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from solieu.serve.cases import figure_of
from solieu.serve.faults import Overtaken
from solieu.serve.formats import value_of

if TYPE_CHECKING:
    from solieu.serve.asked import Asked
    from solieu.store.decisions import Kind

__all__ = ["decide_on"]


def decide_on(
    asked: Asked, number: int, kind: Kind, changes: dict[str, str | None] | None, why: str, by: str, seen: int | None
) -> dict[str, Any]:
    """Write the decision if nobody else decided since ``seen``, and tell how the figure stands now.

    Raises:
        Overtaken: if somebody did.
    """
    with asked.desk.one_decides:
        if seen is not None:
            last = asked.store.decisions_on(number)[-1:]
            if last and last[0].id != seen:
                raise Overtaken("overtaken", by=last[0].made_by or "?", kind=asked.say(f"verdict_{last[0].kind}"))
        decision = asked.store.decide(number, kind, changes=changes, why=why, by=by)
    now = figure_of(asked.store, number)
    return {
        "figure": number, "decision": decision, "kind": kind, "verdict": now.verdict, "measure": now.observation.measure,
        "told": asked.say(f"told_{kind}", value=value_of(now.observation, asked.language)), "name": by,
    }  # fmt: skip

"""Files put into the inbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from solieu.serve.answers import Answer
from solieu.serve.faults import WrongInput
from solieu.serve.intake import MOST_BYTES, Taken, plain_name
from solieu.serve.routes import Action

if TYPE_CHECKING:
    from solieu.serve.asked import Asked

__all__ = ["ROUTES"]

_MIB = 1024 * 1024


async def take(asked: Asked) -> None:
    """Read the files, one after the other."""
    for file in asked.files:
        if not file.name:
            continue
        if len(file.content) > MOST_BYTES:
            error = asked.say("upload_too_large", most=MOST_BYTES // _MIB)
            asked.taken.append(Taken(name=plain_name(file.name), outcome="failed", error=error))
            continue
        asked.taken += await asked.desk.intake.take(file.name, file.content)


def tell(asked: Asked) -> Answer:
    """What became of them."""
    if not asked.taken:
        raise WrongInput("upload_nothing")
    told = [{**msgspec.structs.asdict(one), "told": asked.say(f"upload_{one.outcome}")} for one in asked.taken]
    return Answer("upload.html", data=told, is_told=True)


ROUTES = (Action("/inbox/add", tell, prepare=take),)

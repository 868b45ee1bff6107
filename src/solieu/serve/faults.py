"""What a reader of a page may have asked wrongly, each with its status and one sentence in both languages."""

from __future__ import annotations

from solieu.errors import SolieuError

__all__ = ["Fault", "Forbidden", "NameNeeded", "NotFound", "NotLoggedIn", "Overtaken", "WrongInput"]


class Fault(SolieuError):  # noqa: N818
    """A request that cannot be answered; ``key`` is a message in ``words/`` and ``values`` what it names."""

    status = 400

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class WrongInput(Fault):
    """A field that holds what it cannot hold."""


class NameNeeded(WrongInput):
    """A decision of which nobody said who makes it."""

    def __init__(self) -> None:
        super().__init__("name_needed")


class NotLoggedIn(Fault):
    """The token is missing or wrong."""

    status = 401


class Forbidden(Fault):
    """The request comes from elsewhere: another host's page, or a form that is too old."""

    status = 403


class NotFound(Fault):
    """There is no such page, report or figure."""

    status = 404


class Overtaken(Fault):
    """Somebody else decided on the figure after it was shown."""

    status = 409

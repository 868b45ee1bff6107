"""A request as views see it."""

from __future__ import annotations

from copy import copy
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from solieu.serve.faults import NotFound, WrongInput
from solieu.serve.words import Language, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Self

    from solieu.serve.desk import Desk
    from solieu.serve.intake import Taken
    from solieu.store import Store

__all__ = ["Asked", "Received"]


class Received:
    """A file that came with a form."""

    __slots__ = ("content", "name")

    def __init__(self, name: str, content: bytes) -> None:
        self.name = name
        self.content = content


class Asked:
    """What is asked for, in which form and language, and by whom."""

    def __init__(
        self,
        desk: Desk,
        *,
        path: str,
        form: str = "html",
        parts: Mapping[str, str] | None = None,
        query: Mapping[str, str] | None = None,
        fields: Mapping[str, str] | None = None,
        files: Sequence[Received] = (),
        language: Language = "vi",
        who: str = "",
        csrf: str = "",
        is_script: bool = False,
    ) -> None:
        self.desk = desk
        self.path = path
        """The address without its form and query: ``/figures``."""
        self.form = form
        """``html``, ``json``, ``csv`` …"""
        self.parts = parts or {}
        """Of the path: ``{"number": "5"}`` for ``/report/{number}``."""
        self.query = query or {}
        """What follows the question mark, without ``lang``; fields that are empty are left out."""
        self.fields = fields or {}
        """Of the form that was posted."""
        self.files = files
        self.language: Language = language
        self.who = who
        """The name that decisions bear; empty where it was never given."""
        self.csrf = csrf
        self.body = b""
        """What was sent to the API."""
        self.taken: list[Taken] = []
        """What became of the files."""
        self.is_script = is_script
        """Whether a script asks, which takes data in place of a page."""

    @property
    def store(self) -> Store:
        """The store of this thread."""
        return self.desk.stores.store

    def of_anybody(self) -> Self:
        """The same asked by nobody in particular: what it gives is for all readers, and holds no form that posts."""
        same = copy(self)
        same.who = same.csrf = ""
        return same

    def say(self, key: str, **values: object) -> str:
        """A message in the reader's language."""
        return say(self.language, key, **values)

    def text(self, name: str) -> str | None:
        """A part of the path or a field of the query; ``None`` where there is none."""
        return self.parts.get(name) or self.query.get(name) or None

    def number(self, name: str, default: int | None = None) -> int | None:
        """As :meth:`text`, a whole number.

        Raises:
            NotFound: if a part of the path is none.
            WrongInput: if a field is none.
        """
        text = self.text(name)
        if text is None:
            return default
        if text.isascii() and text.isdecimal() and len(text) < 16:
            return int(text)
        if name in self.parts:
            raise NotFound("no_such_page")
        raise WrongInput("not_a_number", field=name, text=text[:60])

    def required(self, name: str) -> int:
        """A part of the path that is a number.

        Raises:
            NotFound: if it is none.
        """
        number = self.number(name)
        if number is None:
            raise NotFound("no_such_page")
        return number

    def day(self, name: str, default: date | None = None) -> date | None:
        """As :meth:`text`, a day written as 2022-09-30.

        Raises:
            WrongInput: if it is none.
        """
        text = self.text(name)
        if text is None:
            return default
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise WrongInput("not_a_day", field=name, text=text[:60]) from None

    def one_of(self, name: str, *words: str) -> str | None:
        """As :meth:`text`, one of ``words``.

        Raises:
            WrongInput: if it is none of them.
        """
        text = self.text(name)
        if text is not None and text not in words:
            raise WrongInput("not_one_of", field=name, text=text[:60], words=", ".join(words))
        return text

    def here(self, form: str | None = None, **changes: Any) -> str:
        """The same address with other fields; ``None`` takes a field out, ``form`` is another form of the same."""
        fields = {**self.query, **{name: None if value is None else str(value) for name, value in changes.items()}}
        kept = {name: value for name, value in fields.items() if value}
        path = quote(self.path, safe="/,:@")
        suffix = "" if form in (None, "html") else f".{form}"
        return f"{path}{suffix}" + (f"?{urlencode(kept)}" if kept else "")

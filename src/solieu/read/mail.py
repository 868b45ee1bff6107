"""A mail as a folder: what it says itself, and the documents attached to it."""

from __future__ import annotations

import io
import mimetypes
import re
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from solieu.errors import ReadError
from solieu.read.archives import is_hidden, label
from solieu.read.sources import About, Source, is_readable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from solieu.read.budget import Budget

__all__ = ["reports"]

_MOST_LINES = 2_000_000
_MOST_NESTED = 100
_MOST_COMPARED = 20_000_000
"""Each line is compared with the boundaries of all the parts that it stands in."""
_HEADERS_END = re.compile(rb"\r?\n\r?\n|\r\r")
_LONGEST_HEADERS = 1024 * 1024
_NESTS = re.compile(rb"^content-type:\s*(?:multipart|message)/", re.IGNORECASE | re.MULTILINE)
_LONGEST_HEADER = 1_000
_LONGEST_TITLE = 300
_NOT_BASE64 = "A part of the mail is damaged (its base64): what could be decoded was read."


class _Headers(policy.EmailPolicy):
    """Long headers are cut: the library's time to understand one grows with the square of its length."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]

    def header_fetch_parse(self, name: str, value: str) -> Any:
        return _understood(name, value)


@lru_cache(maxsize=256)
def _understood(name: str, value: str) -> Any:
    """The header; the library itself takes it apart again each time that one asks."""
    return policy.default.header_fetch_parse(name, value)


_POLICY = _Headers()


@dataclass(frozen=True, slots=True)
class _Part:
    """A part that may be a report."""

    message: EmailMessage
    number: int
    inline: bool
    """Whether it belongs to the looks of the body: a logo, the same text in another form."""


def reports(data: bytes, name: str, budget: Budget, note: Callable[[str], None]) -> Iterator[Source]:
    """A source for the body of the mail ``data`` and one for each attachment that would count in a folder.

    Raises:
        ReadError: if the mail is made so that it cannot be read.
    """
    if not _is_bounded(data):
        raise ReadError(f"{name} has too many lines or parts within parts for a mail: save its attachments as files.")
    try:
        message: Any = BytesParser(EmailMessage, policy=_POLICY).parsebytes(data)
    except Exception:
        # Anybody may write a mail, and the library has been seen to fail in many ways on those that nobody meant to be read.
        raise ReadError(f"{name} is no mail that can be read: save its text and attachments as files.") from None
    yield from _reports(message, name, budget, note)


def _is_bounded(data: bytes) -> bool:
    """Whether the library is done with ``data`` in some seconds."""
    lines, nested = max(data.count(b"\n"), data.count(b"\r")), len(_NESTS.findall(data))
    if lines > _MOST_LINES or nested > _MOST_NESTED or lines * nested > _MOST_COMPARED:
        return False
    return len(data) <= _LONGEST_HEADERS or _HEADERS_END.search(data, 0, _LONGEST_HEADERS) is not None


def _reports(message: EmailMessage, name: str, budget: Budget, note: Callable[[str], None]) -> Iterator[Source]:
    about = About(title=_subject(message), day=_day(message))
    body = _tried(lambda: message.get_body(("html", "plain")), None)
    words = b"" if body is None else _payload(body)
    if body is not None and words.strip():
        kind = f"{body.get_content_type()}; charset={_charset(body)}"
        yield Source(name, stream=partial(io.BytesIO, words), about=_with(about, kind, body))
    passed_over, attached = 0, 0
    for part in _parts(message):
        if part.message is body or part.inline:
            continue
        budget.count_member()
        within = f"{name}/{_name(part)}"
        if part.message.get_content_type() == "message/rfc822":
            attached += 1
            yield from _reports(part.message.get_payload(0), within, budget, note)  # type: ignore[arg-type]
        elif is_readable(within) and not is_hidden(_name(part)):
            attached += 1
            kind = f"{part.message.get_content_type()}; charset={_charset(part.message)}"
            yield Source(
                within, stream=partial(_opened, part.message), about=_with(About(day=about.day), kind, part.message)
            )
        else:
            passed_over += 1
    if passed_over:
        note(f"{name}: {passed_over} attachment{'s' * (passed_over > 1)} of other kinds passed over.")
    if not words.strip() and not attached:
        raise ReadError(f"{name} is a mail with neither words nor documents in it.")


def _parts(message: EmailMessage) -> Iterator[_Part]:
    """The parts that hold no others, in their order; mails within the mail are such parts."""
    waiting: list[tuple[EmailMessage, bool]] = [(message, False)]
    number = 0
    while waiting:
        part, inline = waiting.pop()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            looks = inline or part.get_content_subtype() in ("alternative", "related")
            children: Any = part.get_payload()
            waiting += [(child, looks) for child in reversed(children)]
            continue
        number += 1
        # Outlook puts attachments beside the body, too, and names them as such.
        yield _Part(part, number, inline and _disposition(part) != "attachment")


def _disposition(part: EmailMessage) -> str | None:
    found: str | None = _tried(part.get_content_disposition, None)
    return found


def _name(part: _Part) -> str:
    given = _tried(part.message.get_filename, None)
    if given and (words := label(given).replace("/", "_")):
        return words
    kind = part.message.get_content_type()
    ending = ".eml" if kind == "message/rfc822" else mimetypes.guess_extension(kind) or ""
    return f"part {part.number}{ending}"


def _opened(part: EmailMessage) -> io.BytesIO:
    return io.BytesIO(_payload(part))


def _payload(part: EmailMessage) -> bytes:
    found = _tried(lambda: part.get_payload(decode=True), b"")
    return found if isinstance(found, bytes) else b""


def _with(about: About, kind: str, part: EmailMessage) -> About:
    damaged = any(type(defect).__name__.startswith("InvalidBase64") for defect in part.defects)
    return About(about.title, about.url, about.day, kind, (_NOT_BASE64,) if damaged else ())


def _charset(part: EmailMessage) -> str:
    found = _tried(part.get_content_charset, None) or ""
    return found if re.fullmatch(r"[\w.:-]{1,40}", found) else ""


def _subject(message: EmailMessage) -> str | None:
    words = " ".join(str(_tried(lambda: message["subject"], None) or "").split())
    return label(words.replace("/", "\u2215")).replace("\u2215", "/")[:_LONGEST_TITLE] or None


def _day(message: EmailMessage) -> date | None:
    """The day on which it was sent, by the sender's clock."""
    sent = _tried(lambda: message["date"].datetime, None)
    return sent.date() if sent is not None else None


def _tried(look: Callable[[], Any], otherwise: Any) -> Any:
    """What ``look`` gives; headers that the library cannot understand are as good as none."""
    try:
        return look()
    except Exception:
        return otherwise

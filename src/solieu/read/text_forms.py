"""What bytes of text are when they are not a report but hold others: mails and JSON Lines, told by how they begin."""

from __future__ import annotations

import re
from typing import Any

import msgspec

__all__ = ["begins_as_json_lines", "begins_as_mail", "holds_decisions", "holds_figures", "json_object"]

_HEADER_LINE = re.compile(rb"([A-Za-z][A-Za-z0-9-]{0,60}):[ \t\r\n]|[ \t]|From [^\r\n]+$")
_SENDER = frozenset({b"from", b"received", b"return-path", b"sender"})
_SENT = frozenset({b"date", b"message-id", b"mime-version", b"received"})
_FEWEST_HEADERS = 3
_EXTRACTED = re.compile(rb'\{"report":"(?:[^"\\]|\\.)*+","sha256":"')
_DECIDED = re.compile(rb'\{"id":"[0-9a-f]{16}","dismissed":(?:true|false),')
_MARK = b"\xef\xbb\xbf"


def begins_as_mail(head: bytes) -> bool:
    r"""Whether ``head`` begins with the headers that mail programs write, and with nothing else.

    >>> begins_as_mail(b"From: vp@example.vn\r\nSubject: Bao cao\r\nDate: Mon, 03 Oct 2022 08:00:00 +0700\r\n\r\nThu")
    True
    >>> begins_as_mail("Kính gửi: UBND huyện\nSubject: thu ngân sách".encode())
    False
    """
    names = set()
    for line in head.removeprefix(_MARK).splitlines():
        if not line:
            break
        found = _HEADER_LINE.match(line + b"\n")
        if not found:
            return False
        names.add((found[1] or b"").lower())
    names.discard(b"")
    return len(names) >= _FEWEST_HEADERS and bool(names & _SENDER) and bool(names & _SENT)


def begins_as_json_lines(head: bytes) -> bool:
    r"""Whether ``head`` begins with lines that are each an object in JSON; some of them may be damaged.

    >>> begins_as_json_lines(b'{"text": "Thu 5"\n{"text": "Thu 6"}\n'), begins_as_json_lines(b'{\n  "text": 1\n}')
    (True, False)
    """
    lines = head.removeprefix(_MARK).splitlines(keepends=True)
    if not lines or not lines[0].lstrip().startswith(b"{"):
        return False
    whole = [line for line in lines if line.endswith((b"\n", b"\r"))]
    if any(json_object(line) is not None for line in whole):
        return True
    # A record longer than what is looked at, or the only one.
    return len(lines) == 1 and re.match(rb'\s*\{\s*"[^"\n]{1,100}"\s*:', lines[0]) is not None


def holds_figures(head: bytes) -> bool:
    """Whether ``head`` begins with what ``solieu extract`` prints; lines that are no JSON may stand before it.

    >>> holds_figures(b'{"report":"a.txt","sha256":"ab","observations":[]}'), holds_figures(b'{"report":"a","text":"Thu 5"}')
    (True, False)
    """
    for line in head.splitlines():
        if line.startswith(b'{"report":'):
            return _EXTRACTED.match(line) is not None
    return False


def holds_decisions(head: bytes) -> bool:
    """Whether ``head`` has a line that ``solieu check --dismiss`` writes.

    >>> holds_decisions(b'{"id":"055313da3eeb2c44","dismissed":true,"when":""}'), holds_decisions(b'{"id":"1","text":"Thu 5"}')
    (True, False)
    """
    return any(_DECIDED.match(line) for line in head.removeprefix(_MARK).splitlines())


def json_object(line: bytes) -> dict[str, Any] | None:
    """The object that ``line`` is, ``None`` if it is none."""
    try:
        value = msgspec.json.decode(line)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None

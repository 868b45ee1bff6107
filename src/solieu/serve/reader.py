"""Who reads, in which language, and what the browser keeps: the language, the name, the visit, the session."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote, unquote

from litestar.datastructures import Cookie

from solieu.export.harmless import one_line
from solieu.serve.asked import Asked
from solieu.serve.words import LANGUAGES, Language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from litestar import Request
    from litestar.response import Response

    from solieu.serve.asked import Received
    from solieu.serve.desk import Desk

__all__ = ["LANGUAGE", "NAME", "SESSION", "VISIT", "asked_from", "cookies_for", "keep", "language_of", "name_of"]

LANGUAGE, NAME, SESSION, VISIT = "solieu_lang", "solieu_name", "solieu_session", "solieu_visit"
_YEAR = 365 * 24 * 60 * 60
_VISIT = re.compile(r"[\w-]{20,64}", re.ASCII)
_LONGEST_NAME = 80
_MOST_FIELDS = 40
_LONGEST_FIELD = 2_000


def language_of(request: Request[Any, Any, Any], default: Language) -> Language:
    """The language of the address, else that which the reader chose before, else the server's."""
    for told in (request.query_params.get("lang"), request.cookies.get(LANGUAGE)):
        for language in LANGUAGES:
            if told == language:
                return language
    return default


def name_of(text: str) -> str:
    """A person's name on one line, without what turns the direction of writing."""
    return one_line(text)[:_LONGEST_NAME]


def asked_from(
    desk: Desk,
    request: Request[Any, Any, Any],
    *,
    path: str,
    form: str,
    parts: Mapping[str, str],
    fields: Mapping[str, str] | None = None,
    files: Sequence[Received] = (),
) -> Asked:
    """What ``request`` asks for."""
    query = request.scope["query_string"].decode("latin-1")
    pairs = parse_qsl(query, max_num_fields=_MOST_FIELDS, errors="replace")
    return Asked(
        desk, path=path, form=form, parts=parts, fields=fields, files=files, language=language_of(request, desk.language),
        query={name: value.strip()[:_LONGEST_FIELD] for name, value in pairs if name != "lang" and value.strip()},
        who=name_of(unquote(request.cookies.get(NAME, ""))), csrf=desk.csrf_of(visit_of(request)),
        is_script=request.headers.get("x-solieu-script") == "1",
    )  # fmt: skip


def visit_of(request: Request[Any, Any, Any]) -> str:
    """What tells this browser from others; a new one gets its own, for this request and all later ones."""
    told = request.cookies.get(VISIT, "")
    if _VISIT.fullmatch(told):
        return told
    if not hasattr(request.state, "visit"):
        request.state.visit = secrets.token_urlsafe(24)
    made: str = request.state.visit
    return made


def cookies_for(desk: Desk, request: Request[Any, Any, Any], response: Response[Any]) -> Response[Any]:
    """``response``, with which the browser keeps its visit and the language that the address chose."""
    if not _VISIT.fullmatch(request.cookies.get(VISIT, "")):
        keep(response, VISIT, visit_of(request))
    told = request.query_params.get("lang")
    if told in LANGUAGES and told != request.cookies.get(LANGUAGE):
        keep(response, LANGUAGE, told)
    return response


def keep(response: Response[Any], name: str, value: str | None) -> None:
    """Let the browser keep ``value`` for a year, hidden from scripts and sent to this server's own pages alone."""
    response.set_cookie(
        Cookie(
            key=name,
            value="" if value is None else quote(value),
            max_age=0 if value is None else _YEAR,
            path="/",
            httponly=True,
            samesite="strict",
        )
    )

"""What goes wrong, as one plain sentence in the form that was asked for; never a stack trace."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from litestar.exceptions import HTTPException
from litestar.response import Response

from solieu.errors import SolieuError, StoreBusy, UsageError
from solieu.model import encode
from solieu.serve.drawing import page, with_own
from solieu.serve.faults import Fault, NameNeeded, NotLoggedIn
from solieu.serve.reader import asked_from, cookies_for
from solieu.serve.sentences import sentence_in
from solieu.serve.ways import inner
from solieu.serve.words import has, say

if TYPE_CHECKING:
    from litestar import Request

    from solieu.serve.desk import Desk
from solieu.serve.words import Language

__all__ = ["failed"]

_LOG = logging.getLogger("solieu.serve")


def failed(desk: Desk, request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """The answer to a request that failed."""
    asked = asked_from(desk, request, path=request.url.path, form="html", parts={})
    status = _status(error)
    sentence = _sentence(error, status, asked.language)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR and not isinstance(error, SolieuError):
        _LOG.error("%s %s", request.method, request.url.path, exc_info=error)
    if _wants_data(request):
        return _problem(status, sentence)
    if isinstance(error, NotLoggedIn) and request.method == "GET":
        back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return Response(None, status_code=303, headers={"location": f"/login?to={quote(back)}"})
    if isinstance(error, NameNeeded) and request.url.path != "/name":
        # Asked once; then the reader is back where the decision is made.
        return Response(None, status_code=303, headers={"location": f"/name?to={quote(_page_before(request))}"})
    shown = {"status": status, "sentence": sentence}
    response: Response[Any] = Response(
        with_own(asked, page(asked, "error.html", shown).encode("utf-8", "replace")),
        media_type="text/html",
        status_code=status,
    )
    response.headers["cache-control"] = "no-store"
    return cookies_for(desk, request, response)


def _page_before(request: Request[Any, Any, Any]) -> str:
    """The page of this server that the request came from."""
    before = urlsplit(request.headers.get("referer", ""))
    return inner(before.path + (f"?{before.query}" if before.query else ""))


def _wants_data(request: Request[Any, Any, Any]) -> bool:
    path = request.url.path
    return path.startswith("/api/") or path.endswith(".json") or request.headers.get("x-solieu-script") == "1"


def _problem(status: int, sentence: str) -> Response[Any]:
    """As RFC 9457 has it."""
    told = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": sentence}
    headers = {"cache-control": "no-store"}
    if status == HTTPStatus.UNAUTHORIZED:
        headers["www-authenticate"] = 'Bearer realm="solieu"'
    return Response(encode(told), media_type="application/problem+json", status_code=status, headers=headers)


def _status(error: Exception) -> int:
    if isinstance(error, (Fault, HTTPException)):
        return error.status if isinstance(error, Fault) else error.status_code
    if isinstance(error, UsageError):
        return 400
    return 503 if isinstance(error, StoreBusy) else 500


def _sentence(error: Exception, status: int, language: Language) -> str:
    if isinstance(error, Fault):
        return say(language, error.key, **error.values)
    if isinstance(error, SolieuError):
        return sentence_in(language, str(error))
    key = f"status_{status}"
    return say(language, key if has(key) else "status_500")

"""Views and actions as routes of the application: one function, its page, its JSON and its CSV."""

from __future__ import annotations

import pkgutil
from dataclasses import KW_ONLY, dataclass
from datetime import date
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias

from litestar import Request, get, post
from litestar.exceptions import ClientException
from litestar.exceptions.http_exceptions import RequestEntityTooLarge
from litestar.response import Response, Stream

from solieu.model import encode
from solieu.serve.answers import Answer, Download, Redirect, written
from solieu.serve.asked import Asked, Received
from solieu.serve.drawing import page, with_own
from solieu.serve.faults import NotFound, WrongInput
from solieu.serve.kept import KeptPage
from solieu.serve.operations import Operation
from solieu.serve.pictures import PICTURES
from solieu.serve.reader import asked_from, cookies_for, keep
from solieu.serve.security import require_own_data, require_own_form

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Hashable, Iterable, Iterator, Mapping

    from litestar.handlers import HTTPRouteHandler

    from solieu.serve.desk import Desk

__all__ = ["Action", "View", "discovered", "handlers"]

Given: TypeAlias = Answer | Download | Redirect
_TYPES = {"html": "text/html", "json": "application/json", "csv": "text/csv"}
_KEPT_FORMS = ("html", *PICTURES)
_CHUNK = 64 * 1024
_FEW_BYTES = 1024 * 1024
_MANY_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True)
class View:
    """What is looked at under ``path``, and in which forms."""

    path: str
    give: Callable[[Asked], Given]
    _: KW_ONLY
    forms: tuple[str, ...] = ("html", "json", "csv")
    tab: str = ""
    """Of the navigation, that is marked while this is shown."""
    is_entrance: bool | None = None
    """Whether the tab leads here; by default it leads to the first view of its name without parameters."""
    rests_on: Callable[[Asked], Hashable] | None = None
    """A mark of all that its page and pictures tell, by which they are kept; only of views that are the same for all readers."""


@dataclass(frozen=True)
class Action:
    """What a form at ``path`` does."""

    path: str
    do: Callable[[Asked], Given]
    prepare: Callable[[Asked], Awaitable[None]] | None = None
    """What is waited for before, without a store: reading files that came with the form."""


def discovered() -> Iterator[View | Action]:
    """The routes of all modules in :mod:`solieu.serve.pages`."""
    pages = import_module("solieu.serve.pages")
    for module in pkgutil.iter_modules(pages.__path__):
        yield from import_module(f"{pages.__name__}.{module.name}").ROUTES


def handlers(desk: Desk, routes: Iterable[View | Action | Operation]) -> list[HTTPRouteHandler]:
    """The handlers of Litestar for ``routes``."""
    made: list[HTTPRouteHandler] = []
    for route in routes:
        if isinstance(route, Action):
            made.append(_posted(desk, route))
            continue
        if isinstance(route, Operation):
            made.append(_operation(desk, route))
            continue
        leads = "{" not in route.path if route.is_entrance is None else route.is_entrance
        if route.tab and leads:
            desk.tabs.setdefault(route.tab, route.path)
        made.append(_looked_at(desk, route))
    return made


def _looked_at(desk: Desk, view: View) -> HTTPRouteHandler:
    """One handler for all forms of a view: the form follows the last part of its path."""
    plain = _litestar_path(view.path)
    by_parameter = plain.endswith("}")
    others = [form for form in view.forms if form != "html"]
    paths = [plain] if by_parameter or "html" in view.forms else []
    if not by_parameter:
        paths += [f"{plain}.{form}" for form in others]

    async def handler(request: Request[Any, Any, Any]) -> Response[Any]:
        parts = {name: str(value) for name, value in request.path_params.items()}
        path, form = _form_of(request.url.path, view, parts, by_parameter=by_parameter)
        asked = asked_from(desk, request, path=path, form=form, parts=parts)
        return await _answered(desk, request, view, asked)

    return get(paths, name=None, include_in_schema=False)(handler)


def _operation(desk: Desk, operation: Operation) -> HTTPRouteHandler:
    """The handler of an operation of the API."""
    path = _litestar_path(operation.path)
    if operation.takes is None:

        async def looked_at(request: Request[Any, Any, Any]) -> Response[Any]:
            asked = _of_api(desk, request)
            return await _answered(desk, request, View(operation.path, operation.answer), asked)

        return get(path, include_in_schema=False)(looked_at)

    async def sent(request: Request[Any, Any, Any]) -> Response[Any]:
        asked = _of_api(desk, request)
        require_own_data(request)
        asked.body = await request.body()
        return await desk.stores.run(lambda: _response(asked, operation.answer(asked)))

    return post(path, status_code=200, include_in_schema=False)(sent)


def _of_api(desk: Desk, request: Request[Any, Any, Any]) -> Asked:
    parts = {name: str(value) for name, value in request.path_params.items()}
    return asked_from(desk, request, path=request.url.path, form="json", parts=parts)


def _form_of(path: str, view: View, parts: dict[str, str], *, by_parameter: bool) -> tuple[str, str]:
    head, dot, form = path.rpartition(".")
    is_form = bool(dot) and form in view.forms and form != "html"
    if by_parameter:
        last = view.path.rpartition("{")[2].rstrip("}")
        if is_form:
            parts[last] = parts[last].removesuffix(f".{form}")
        elif "html" not in view.forms:
            raise NotFound("no_such_page")
    if not is_form:
        return path, "html"
    return head, form


def _litestar_path(path: str) -> str:
    return path.replace("}", ":str}")


async def _answered(desk: Desk, request: Request[Any, Any, Any], view: View, asked: Asked) -> Response[Any]:
    rests_on = view.rests_on if asked.form in _KEPT_FORMS else None

    def work() -> tuple[str, Response[Any] | None]:
        # The mark is taken before the data: what changes meanwhile makes the next tag another one.
        mark = asked.store.stamp() if rests_on is None else rests_on(asked)
        tag = desk.tag(
            repr(mark), str(request.url), asked.language, asked.who, asked.csrf, date.today().isoformat(),
            "script" if asked.is_script else "",
        )  # fmt: skip
        if tag in request.headers.get("if-none-match", ""):
            return tag, None
        if rests_on is None or asked.is_script:
            return tag, _response(asked, view.give(asked), tab=view.tab)
        return tag, _kept(asked, view, mark)

    tag, response = await desk.stores.run(work)
    if response is None:
        response = Response(None, status_code=304)
    if response.status_code in (200, 304):
        response.headers["etag"] = tag
    response.headers.setdefault("cache-control", "private, no-cache")
    response.headers["vary"] = "Cookie, Accept"
    return cookies_for(desk, request, response)


def _kept(asked: Asked, view: View, mark: Hashable) -> Response[Any]:
    """The answer of a view that is the same for all readers: made once for each state of what it rests on."""
    address = (asked.path, asked.form, asked.language, tuple(asked.query.items()), date.today())
    page = asked.desk.kept.known(address, mark)
    if page is None:
        given = view.give(asked.of_anybody())
        page = _page_of(asked, view, given)
        if page is None:
            return _response(asked, given, tab=view.tab)
        asked.desk.kept.keep(address, mark, page)
    if page.media_type != _TYPES["html"]:
        return _download(Download(page.body, page.media_type, page.name))
    return Response(with_own(asked, page.body), media_type=page.media_type, status_code=200)


def _page_of(asked: Asked, view: View, given: Given) -> KeptPage | None:
    """What of an answer can be kept."""
    if isinstance(given, Download) and isinstance(given.content, bytes):
        return KeptPage(given.content, given.media_type, given.name)
    if isinstance(given, Answer) and asked.form == "html" and given.status == 200 and not given.cookies:
        return KeptPage(_drawn(asked.of_anybody(), given, view.tab), _TYPES["html"])
    return None


def _drawn(asked: Asked, given: Answer, tab: str) -> bytes:
    return page(asked, given.template, {"tab": tab, "data": given.data, **given.shown}).encode("utf-8", "replace")


def _response(asked: Asked, given: Given, *, tab: str = "") -> Response[Any]:
    """What was given, in the form that was asked for."""
    if isinstance(given, Redirect):
        return _redirected(asked, given)
    if isinstance(given, Download):
        return _download(given)
    if asked.form == "csv":
        if given.sheet is None:
            raise NotFound("no_such_page")
        file = written(given.sheet)
        return _download(Download(file, _TYPES["csv"], f"{given.sheet.name}.csv"))
    if asked.form == "json" or (asked.is_script and given.is_told):
        body = encode(given.shown if given.data is None else given.data)
        response: Response[Any] = Response(body, media_type=_TYPES["json"], status_code=given.status)
    else:
        body = with_own(asked, _drawn(asked, given, tab))
        response = Response(body, media_type=_TYPES["html"], status_code=given.status)
    return _with_cookies(response, given.cookies)


def _redirected(asked: Asked, given: Redirect) -> Response[Any]:
    if asked.is_script:
        response: Response[Any] = Response(encode(given.data or {"to": given.to}), media_type=_TYPES["json"])
    else:
        response = Response(None, status_code=303, headers={"location": given.to})
    return _with_cookies(response, given.cookies)


def _with_cookies(response: Response[Any], cookies: Mapping[str, str | None]) -> Response[Any]:
    for name, value in cookies.items():
        keep(response, name, value)
    return response


def _download(given: Download) -> Response[Any]:
    headers = {"content-disposition": f'attachment; filename="{given.name}"'} if given.name else {}
    if isinstance(given.content, bytes):
        return Response(given.content, media_type=given.media_type, headers=headers, status_code=200)
    file = given.content

    def chunks() -> Iterator[bytes]:
        with file:
            yield from iter(partial(file.read, _CHUNK), b"")

    return Stream(chunks(), media_type=given.media_type, headers=headers)


def _posted(desk: Desk, action: Action) -> HTTPRouteHandler:
    async def handler(request: Request[Any, Any, Any]) -> Response[Any]:
        fields, files = await _form(request)
        parts = {name: str(value) for name, value in request.path_params.items()}
        asked = asked_from(desk, request, path=request.url.path, form="html", parts=parts, fields=fields, files=files)
        require_own_form(desk, request, asked)
        if action.prepare is not None:
            await action.prepare(asked)
        response = await desk.stores.run(lambda: _response(asked, action.do(asked)))
        response.headers["cache-control"] = "no-store"
        return cookies_for(desk, request, response)

    most = _MANY_BYTES if action.prepare is not None else _FEW_BYTES
    return post(_litestar_path(action.path), status_code=200, include_in_schema=False, request_max_body_size=most)(
        handler
    )


async def _form(request: Request[Any, Any, Any]) -> tuple[dict[str, str], list[Received]]:
    """The fields and files of a form.

    Raises:
        WrongInput: if it is none.
    """
    try:
        data = await request.form()
    except RequestEntityTooLarge:
        raise
    except (ClientException, ValueError, KeyError):
        raise WrongInput("broken_form") from None
    fields: dict[str, str] = {}
    received: list[Received] = []
    for name, value in data.multi_items():
        if hasattr(value, "filename"):
            received.append(Received(value.filename or "", await value.read()))
            await value.close()
        else:
            fields[name] = str(value)
    return fields, received

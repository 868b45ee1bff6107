"""The application: its routes, its guard, its errors."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from litestar import Litestar, Request, get
from litestar.exceptions import HTTPException
from litestar.response import Response

from solieu.errors import SolieuError
from solieu.knowledge.lookup import indicators, places
from solieu.serve.api import OPERATIONS
from solieu.serve.desk import Desk
from solieu.serve.errors import failed
from solieu.serve.faults import NotFound
from solieu.serve.routes import discovered, handlers
from solieu.serve.security import Guard, require_token
from solieu.store import Store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable
    from os import PathLike

    from solieu.serve.words import Language

__all__ = ["create_app", "warm_up"]

_FOR_EVER = "public, max-age=31536000, immutable"


def warm_up(desk: Desk, when_warm: Callable[[], None] | None = None) -> None:
    """Load what the first reader would wait for: units, the catalogue, the store's first pages; then call ``when_warm``."""
    places("thị xã Đông Triều")
    indicators("thu ngân sách")
    desk.stores.store.inbox(limit=1)
    if when_warm is not None:
        when_warm()


def create_app(
    store_path: str | PathLike[str],
    *,
    token: str | None = None,
    language: Language = "vi",
    hosts: Iterable[str] = ("testserver.local",),
    threads: int = 4,
    geometry: Iterable[Path] = (),
    when_warm: Callable[[], None] | None = None,
) -> Litestar:
    """The application that shows the store at ``store_path``.

    ``token`` is asked of every reader if it is given; ``hosts`` are the names under which the server is known besides
    those of this computer; at most ``threads`` requests are answered at once, each thread with its own connection. ``geometry`` are files
    with the outlines of districts or communes: see :func:`solieu.serve.maps.outlines.read_outlines`. ``when_warm`` is called once,
    in one of the threads, when what every reader needs is in memory.

    Raises:
        StoreError: if there is no store, or it cannot be opened.
        UsageError: if a file of ``geometry`` cannot be used.
    """
    path = Path(store_path)
    Store.open(path).close()
    desk = Desk(path, token=token, language=language, hosts=hosts, most=threads, geometry=geometry)

    @asynccontextmanager
    async def open_desk(_: Litestar) -> AsyncIterator[None]:
        warm = asyncio.ensure_future(desk.stores.run(partial(warm_up, desk, when_warm)))
        try:
            yield
        finally:
            await warm
            desk.close()

    @get("/static/{version:str}/{name:str}", include_in_schema=False)
    async def static(request: Request[Any, Any, Any]) -> Response[bytes]:
        asset = desk.assets.get(request.path_params["name"])
        if asset is None:
            raise NotFound("no_such_page")
        return Response(asset.content, media_type=asset.media_type, headers={"cache-control": _FOR_EVER})

    on_error: Any = partial(failed, desk)
    app = Litestar(
        [static, *handlers(desk, [*discovered(), *OPERATIONS])],
        lifespan=[open_desk],
        exception_handlers={HTTPException: on_error, SolieuError: on_error, Exception: on_error},
        before_request=require_token,
        openapi_config=None,
        logging_config=None,
        request_max_body_size=1024 * 1024,
    )
    app.asgi_handler = Guard(app.asgi_handler, desk)
    app.state.desk = desk
    return app

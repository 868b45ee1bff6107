"""``solieu serve``: a store as web pages."""

from __future__ import annotations

import errno
import gc
import secrets
import socket
import threading
import webbrowser
from typing import TYPE_CHECKING, Literal

from solieu.cli.messages import say
from solieu.errors import MissingExtra, NotAStore, StoreError, UsageError
from solieu.store import Store

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["run"]

_SHORTEST_TOKEN = 12
_BACKLOG = 512
_SECONDS_TO_END = 5
_SECONDS_KEPT = 75
"""For which a browser may keep a connection open: longer than people look at a page."""


def run(
    path: Path,
    *,
    port: int,
    host: str,
    token: str | None,
    allowed: Sequence[str],
    language: Literal["vi", "en"],
    create: bool,
    opens: bool,
    geometry: Sequence[Path] = (),
) -> int:
    """Show the store at ``path`` until it is ended, and return the exit code.

    Raises:
        StoreError: if there is no store, or the port is taken.
        UsageError: if the token is too short, or a file of ``geometry`` cannot be used.
    """
    try:
        import uvicorn

        from solieu.serve import create_app
        from solieu.serve.security import hosts_of, is_loopback
    except ModuleNotFoundError as error:
        raise MissingExtra(f"solieu serve needs {error.name}: pip install 'solieu[serve]'.") from None
    _require_store(path, create=create)
    if token is not None and len(token) < _SHORTEST_TOKEN:
        raise UsageError(
            f"The token is too short: {_SHORTEST_TOKEN} characters or more keep strangers from guessing it."
        )
    made_up = token is None and not is_loopback(host)
    if made_up:
        token = secrets.token_urlsafe(24)
    app = create_app(path, token=token, language=language, hosts=hosts_of(host, allowed), geometry=geometry,
                     when_warm=_set_aside)  # fmt: skip
    listener = _listener(host, port)
    app.state.desk.painter.warm()
    address = _address(host, listener.getsockname()[1])
    say(f"{address} shows {path}; Ctrl-C ends it.")
    if made_up:
        say(f"Readers need this token: {token}")
    if opens:
        threading.Timer(0.5, webbrowser.open, (address,)).start()
    settings = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=_SECONDS_TO_END,
        backlog=_BACKLOG,
        timeout_keep_alive=_SECONDS_KEPT,
    )  # fmt: skip
    try:
        uvicorn.Server(settings).run(sockets=[listener])
    except KeyboardInterrupt:
        pass
    finally:
        listener.close()
    say("Ended.")
    return 0


def _set_aside() -> None:
    """What is in memory now stays to the end: to look for garbage in it takes a tenth of a second, in the midst of a page."""
    gc.collect()
    gc.freeze()


def _require_store(path: Path, *, create: bool) -> None:
    if not path.exists() and not create:
        raise NotAStore(
            f"There is no store {path}: make an empty one with solieu serve {path} --create, or solieu add {path} REPORTS."
        )
    Store.open(path, create=create).close()


def _listener(host: str, port: int) -> socket.socket:
    """A socket that listens.

    Raises:
        StoreError: if it cannot.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        raise StoreError(_reason(error, host, port)) from None
    return listener


def _reason(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} of {host} is taken by another program: choose another with --port {port + 1}."
    if error.errno == errno.EACCES:
        return f"Port {port} may not be used by this user: choose one above 1023, such as --port 8000."
    return f"Cannot listen on {host}, port {port}: {(error.strerror or str(error)).lower()}; give an address of this computer."


def _address(host: str, port: int) -> str:
    shown = {"0.0.0.0": socket.gethostname(), "::": socket.gethostname()}.get(host, host)
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}/"

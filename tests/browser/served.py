"""The desk as an office sees it: a server of its own port, and a browser that notes what goes wrong."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import uvicorn
from axe_playwright_python.sync_playwright import Axe

from solieu.pipeline import extract
from solieu.samples import sample_paths
from solieu.serve import create_app
from solieu.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

__all__ = ["complaints_of", "faults_for_screen_readers", "serving", "store_of_samples"]

_SECONDS_TO_START = 30
_GRAVE = ("serious", "critical")


def store_of_samples(path: Path) -> Path:
    """A new store with the samples that come with solieu."""
    with Store.open(path, create=True) as store:
        for sample in sample_paths():
            store.add(extract(sample, name=sample.name))
        store.refresh_findings()
    return path


@contextmanager
def serving(path: Path, **settings: Any) -> Iterator[str]:
    """The address of a server that shows the store at ``path``."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(path, **settings), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    until = time.monotonic() + _SECONDS_TO_START
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


def complaints_of(tab: Page) -> list[str]:
    """What the browser complains of from now on: scripts that fail, what its policy forbids, requests to other hosts."""
    found: list[str] = []
    tab.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: found.append(str(error)))
    tab.on(
        "request",
        lambda one: None if "//127.0.0.1:" in one.url or one.url.startswith("data:") else found.append(one.url),
    )
    return found


def faults_for_screen_readers(tab: Page) -> list[str]:
    """What the accessibility checker calls serious or critical."""
    violations = Axe().run(tab).response["violations"]
    return [
        f"{one['id']}: {one['help']} – {one['nodes'][0]['html'][:200]}" for one in violations if one["impact"] in _GRAVE
    ]

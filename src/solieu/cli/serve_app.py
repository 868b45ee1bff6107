"""The command that shows a store as web pages, and its options; see :mod:`solieu.cli.app`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from solieu.cli.group import solieu
from solieu.cli.options import examples, store_argument

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    Work: TypeAlias = Callable[[], int]


@solieu.command(
    short_help="Show a store as web pages and as an API.",
    epilog=examples(
        "solieu serve solieu.db",
        "solieu serve solieu.db --open --lang en",
        "solieu serve solieu.db --create --port 8080",
        "solieu serve solieu.db --geometry huyen.geojson",
        "solieu serve solieu.db --host 0.0.0.0 --token 'một câu dài dễ nhớ'",
    ),
)
@store_argument
@click.option(
    "--port", "-p", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one."
)
@click.option(
    "--host", default="127.0.0.1", show_default=True, metavar="ADDRESS",
    help="Where to listen; 0.0.0.0 is all networks of this computer. Anything but this computer itself needs a token.",
)  # fmt: skip
@click.option(
    "--token", envvar="SOLIEU_TOKEN", show_envvar=True, metavar="WORDS",
    help="What readers must give, 12 characters or more; elsewhere than on this computer one is made up and printed.",
)  # fmt: skip
@click.option(
    "--allowed-host", "allowed", multiple=True, metavar="NAME",
    help="A name under which readers reach this server, such as thongke.example.vn.",
)  # fmt: skip
@click.option("--lang", "language", type=click.Choice(("vi", "en")), default="vi", show_default=True,
              help="Of the pages, until a reader chooses.")  # fmt: skip
@click.option(
    "--geometry", multiple=True, type=click.Path(path_type=Path), metavar="FILE.geojson",
    help="Outlines of districts or communes for the map; may be given several times. Those of provinces are there.",
)  # fmt: skip
@click.option("--create", is_flag=True, help="Make an empty store where there is none.")
@click.option("--open/--no-open", "opens", default=False, show_default=True, help="Open the page in the browser.")
def serve(
    store: Path,
    port: int,
    host: str,
    token: str | None,
    allowed: tuple[str, ...],
    language: Literal["vi", "en"],
    create: bool,
    opens: bool,
    geometry: tuple[Path, ...],
) -> Work:
    """Show STORE as web pages: the inbox of new reports, review from the keyboard, search, findings, tasks; and as an API
    under /api/v1.

    By default only this computer reaches it. Other programs may add to STORE meanwhile. Ctrl-C ends it.

    Exit code: 0 when it was ended, 1 if it cannot be shown there, 2 if the command was wrong.
    """
    from solieu.cli.serve import run

    return partial(
        run,
        store,
        port=port,
        host=host,
        token=token,
        allowed=allowed,
        language=language,
        create=create,
        opens=opens,
        geometry=geometry,
    )

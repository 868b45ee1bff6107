"""The process that draws: it reads pictures from its standard input and writes SVG or PNG.

Drawing holds Python's lock for a tenth of a second, and the libraries take 190 MB: in a process of its own neither
keeps the server from answering others, and it ends when the server does.
"""

from __future__ import annotations

import struct
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec

from solieu.serve.charts.pictures import Form, Picture  # noqa: TC001 (msgspec reads them)

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["HEAD", "Asked", "drawn", "main", "specification"]

HEAD = struct.Struct(">BI")
"""Before each message: whether it is a picture (or a fault), and its length."""
_SCALE = 2.0
"""Pixels of a PNG for one of the SVG."""


class Asked(msgspec.Struct, frozen=True):
    """A picture and the form that it is wanted in."""

    picture: Picture
    form: Form


def specification(picture: Picture) -> dict[str, Any]:
    """The Vega-Lite specification of a picture."""
    from solieu.serve.charts.history import history
    from solieu.serve.charts.percentages import attainment, changes
    from solieu.serve.charts.ranking import ranking

    makers: dict[str, Callable[..., dict[str, Any]]] = {
        "history": history, "ranking": ranking, "attainment": attainment, "changes": changes,
    }  # fmt: skip
    return makers[picture.chart](picture.points, picture.look, alt_text=picture.alt)


def drawn(picture: Picture, form: Form) -> bytes:
    """The picture as a file; no address is asked for anything."""
    import vl_convert

    if form == "png of svg":
        return bytes(vl_convert.svg_to_png(picture.svg, scale=_SCALE))
    found = specification(picture)
    if form == "png":
        return bytes(vl_convert.vegalite_to_png(found, scale=_SCALE, allowed_base_urls=[]))
    svg: str = vl_convert.vegalite_to_svg(found, allowed_base_urls=[])
    return svg.encode()


def main() -> None:
    """Draw until the input ends."""
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    # What a library prints must not come between the answers.
    sys.stdout = sys.stderr
    while head := asked.read(HEAD.size):
        _, length = HEAD.unpack(head)
        _answer(asked.read(length), answers)


def _answer(message: bytes, answers: BinaryIO) -> None:
    try:
        wanted = msgspec.msgpack.decode(message, type=Asked)
        found, fault = drawn(wanted.picture, wanted.form), 0
    except Exception as error:  # whatever a library raises is told to the server, and the next picture is drawn
        found, fault = f"{type(error).__name__}: {error}".encode("utf-8", "replace"), 1
    answers.write(HEAD.pack(fault, len(found)))
    answers.write(found)
    answers.flush()


if __name__ == "__main__":
    # The server ended while a picture was being drawn: nobody waits for it.
    with suppress(BrokenPipeError, KeyboardInterrupt):
        main()

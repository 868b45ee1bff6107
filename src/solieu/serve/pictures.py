"""Charts as parts of a page and as files of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from solieu.serve.answers import Download
from solieu.serve.charts.described import alternative, summary
from solieu.serve.charts.look import Look
from solieu.serve.charts.pictures import CHARTS, Chart, Form, Picture
from solieu.serve.faults import NotFound
from solieu.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from solieu.serve.asked import Asked
    from solieu.serve.charts.points import Point

__all__ = ["PICTURES", "ChartShown", "chart_shown", "file_name", "look_of", "painted", "painted_map"]

PICTURES = ("svg", "png")
_TYPES = {"svg": "image/svg+xml; charset=utf-8", "png": "image/png"}
_ODD = re.compile(r"[^a-z0-9]+")


class ChartShown(msgspec.Struct, frozen=True):
    """A chart of a page: its picture is asked for by :attr:`chart`."""

    chart: str
    alt: str
    said: str
    """What stands out, in words."""
    count: int
    left_out: int = 0
    """Figures in other units."""


def chart_shown(chart: Chart, points: Sequence[Point], what: str, asked: Asked, left_out: int = 0) -> ChartShown | None:
    """The chart with its words; ``None`` where there is nothing to draw."""
    if not points:
        return None
    alt = alternative(chart, points, what, asked.language)
    return ChartShown(chart, alt, summary(chart, points, asked.language), len(points), left_out)


def look_of(asked: Asked) -> Look:
    """How a picture is wanted: ``look=dark``, ``narrow=1``; a PNG and what is saved has a ground of its own."""
    own = asked.form == "png" or asked.query.get("save") == "1"
    return Look(
        language=asked.language,
        dark=asked.query.get("look") == "dark",
        narrow=asked.query.get("narrow") == "1",
        ground=own,
    )


def painted(asked: Asked, charts: Mapping[Chart, Sequence[Point]], what: str) -> Download:
    """The picture that the address asks for: ``chart=history`` and so on.

    Raises:
        WrongInput: if there is no such chart.
        NotFound: if there is nothing to draw.
    """
    name = asked.one_of("chart", *CHARTS) or next(iter(charts), "history")
    chart = next(one for one in CHARTS if one == name)
    points = charts.get(chart)
    if not points:
        raise NotFound("nothing_to_draw")
    picture = Picture(
        chart=chart, points=tuple(points), look=look_of(asked), alt=alternative(chart, points, what, asked.language)
    )
    form: Form = "png" if asked.form == "png" else "svg"
    return Download(asked.desk.painter.paint(picture, form), _TYPES[form], _saved(asked, f"{what} {chart}"))


def painted_map(asked: Asked, svg: str, what: str) -> Download:
    """A map as a file."""
    if asked.form == "png":
        return Download(asked.desk.painter.paint(Picture(svg=svg), "png of svg"), _TYPES["png"], _saved(asked, what))
    return Download(svg.encode(), _TYPES["svg"], _saved(asked, what))


def _saved(asked: Asked, what: str) -> str:
    """The name under which a picture is saved; "" for one that is shown in the page."""
    return f"{file_name(what)}.{asked.form}" if asked.query.get("save") == "1" or asked.form == "png" else ""


def file_name(what: str) -> str:
    """``what`` in letters that every system takes.

    >>> file_name("Thu ngân sách: Đông Triều")
    'thu-ngan-sach-dong-trieu'
    """
    return _ODD.sub("-", fold(what))[:80].strip("-") or "solieu"

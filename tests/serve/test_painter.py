"""The process that draws: asked by many, kept, ended, begun again."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from test_chart_points import point

from solieu.serve.charts.painter import Painter, PaintingError
from solieu.serve.charts.pictures import Picture

if TYPE_CHECKING:
    from collections.abc import Iterator

PICTURE = Picture(points=(point("2021", 5, unit="ha"), point("2022", 6, unit="ha")))


@pytest.fixture(scope="module")
def painter() -> Iterator[Painter]:
    made = Painter()
    yield made
    made.close()


def test_many_threads_get_their_own_pictures(painter: Painter) -> None:
    def paint(n: int) -> bool:
        place = f"xã Số {n}"
        points = (point("2021", 5 + n, place=place), point("2022", 6, place=place), point("2022", 7, place="xã Khác"))
        return place.encode() in painter.paint(Picture(points=points), "svg")

    with ThreadPoolExecutor(6) as threads:
        assert all(threads.map(paint, range(12)))


def test_a_picture_is_drawn_once(painter: Painter) -> None:
    first = painter.paint(PICTURE, "svg")

    assert painter.paint(PICTURE, "svg") is first


def test_what_is_kept_is_bounded() -> None:
    painter = Painter(most_bytes=10_000)
    try:
        pictures = [Picture(points=(point("2022", n),)) for n in range(5)]
        drawn = [painter.paint(one, "svg") for one in pictures]
        assert sum(map(len, painter._kept.values())) <= 10_000
        assert painter.paint(pictures[0], "svg") == drawn[0]
    finally:
        painter.close()


def test_a_process_that_was_killed_is_begun_again(painter: Painter) -> None:
    first = painter.paint(PICTURE, "svg")
    assert painter.process_id is not None
    os.kill(painter.process_id, signal.SIGKILL)

    assert painter.paint(PICTURE, "png").startswith(b"\x89PNG")
    assert painter.paint(PICTURE, "svg") == first


def test_what_cannot_be_drawn_is_one_sentence(painter: Painter) -> None:
    with pytest.raises(PaintingError, match="The chart cannot be drawn"):
        painter.paint(Picture(svg="<no svg"), "png of svg")

    assert painter.paint(PICTURE, "svg")


def test_a_painter_that_is_too_slow_is_ended() -> None:
    painter = Painter(patience=0.01)
    try:
        with pytest.raises(PaintingError, match="ends at once"):
            painter.paint(PICTURE, "svg")
    finally:
        painter.close()

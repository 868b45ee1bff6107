"""The lines and pictures that are drawn on a page of a PDF, as PDFium finds them."""

from __future__ import annotations

import ctypes
import itertools
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from solieu.read.printed import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from solieu.read.printed import Frame

__all__ = ["MOST_OBJECTS", "Drawn"]

MOST_OBJECTS = 100_000
"""Objects of one page that are looked at."""
_MOST_SEGMENTS = 20_000
"""Straight lines of one page, above which they are a map or a drawing and no ruling."""
_FORMS_WITHIN_FORMS = 4
_THIN = 3.0


class Drawn:
    """The lines and pictures of a page, once :meth:`look` has seen it."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._area = max(1e-6, (frame.right - frame.left) * (frame.top - frame.bottom))
        self._rules: list[Rule] = []
        self.objects = 0
        self._segments = 0
        self.pictured = 0.0
        """The part of the page that its largest pictures cover."""

    @property
    def ruling(self) -> list[Rule]:
        """The ruled lines; none where there are so many that they draw a map."""
        return self._rules if self._segments <= _MOST_SEGMENTS else []

    def look(self, page: Any) -> None:
        """Notes what is drawn on an open page."""
        for index in range(pdfium.FPDFPage_CountObjects(page)):
            if self.objects > MOST_OBJECTS:
                return
            self._object(pdfium.FPDFPage_GetObject(page, index), (), 0)

    def _object(self, drawn: Any, outer: tuple[Any, ...], depth: int) -> None:
        self.objects += 1
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_PATH and self._segments <= _MOST_SEGMENTS:
            self._path(drawn, outer)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self._picture(drawn, outer)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _FORMS_WITHIN_FORMS:
            inner = (_matrix(drawn), *outer)
            for index in range(max(0, pdfium.FPDFFormObj_CountObjects(drawn))):
                if self.objects > MOST_OBJECTS:
                    return
                self._object(pdfium.FPDFFormObj_GetObject(drawn, index), inner, depth + 1)

    def _picture(self, drawn: Any, outer: tuple[Any, ...]) -> None:
        edges = [ctypes.c_float() for _ in range(4)]
        if not pdfium.FPDFPageObj_GetBounds(drawn, *map(ctypes.byref, edges)):
            return
        left, bottom, right, top = (edge.value for edge in edges)
        corners = [_moved(x, y, outer) for x, y in ((left, bottom), (right, top))]
        frame = self._frame
        wide = [min(max(x, frame.left), frame.right) for x, _ in corners]
        high = [min(max(y, frame.bottom), frame.top) for _, y in corners]
        # A scanner may write a page as several strips.
        self.pictured += abs(wide[1] - wide[0]) * abs(high[1] - high[0]) / self._area

    def _path(self, drawn: Any, outer: tuple[Any, ...]) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(drawn, ctypes.byref(fill), ctypes.byref(stroke))
        if not (fill.value or stroke.value):
            return
        matrices = (_matrix(drawn), *outer)
        for points in self._strokes(drawn, matrices):
            self._rules_of(points, bool(stroke.value))

    def _strokes(self, drawn: Any, matrices: tuple[Any, ...]) -> Iterator[list[tuple[float, float]]]:
        """The points of each part of a path that is drawn without lifting the pen."""
        points: list[tuple[float, float]] = []
        x, y = ctypes.c_float(), ctypes.c_float()
        for index in range(pdfium.FPDFPath_CountSegments(drawn)):
            self._segments += 1
            if self._segments > _MOST_SEGMENTS:
                return
            segment = pdfium.FPDFPath_GetPathSegment(drawn, index)
            if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and points:
                yield points
                points = []
            pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            points.append(_moved(x.value, y.value, matrices))
            if pdfium.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        if points:
            yield points

    def _rules_of(self, points: list[tuple[float, float]], stroked: bool) -> None:
        across, along = [x for x, _ in points], [y for _, y in points]
        left, top, right, bottom = self._frame.box(min(across), min(along), max(across), max(along))
        if min(right - left, bottom - top) < _THIN:
            self._rule(left, top, right, bottom)
        elif stroked:
            for (x1, y1), (x2, y2) in itertools.pairwise(points):
                edge = self._frame.box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
                if min(edge[2] - edge[0], edge[3] - edge[1]) < 1:
                    self._rule(*edge)

    def _rule(self, left: float, top: float, right: float, bottom: float) -> None:
        upright = bottom - top > right - left
        if upright:
            self._rules.append(Rule(True, (left + right) / 2, top, bottom))
        else:
            self._rules.append(Rule(False, (top + bottom) / 2, left, right))


def _matrix(drawn: Any) -> Any:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(drawn, ctypes.byref(matrix))
    return matrix


def _moved(x: float, y: float, matrices: Sequence[Any]) -> tuple[float, float]:
    for m in matrices:
        x, y = m.a * x + m.c * y + m.e, m.b * x + m.d * y + m.f
    return x, y

"""Pictures of pages to text, with Tesseract and its Vietnamese data where they are installed."""

from __future__ import annotations

import io
import unicodedata
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytesseract
from PIL import Image, ImageOps, UnidentifiedImageError

from solieu.errors import MissingExtra, ReadError, TooLarge
from solieu.read.content import Content, Writer
from solieu.read.pdf_blocks import Composer, lay_out
from solieu.read.pdf_furniture import without_furniture
from solieu.read.printed import Sheet, Word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solieu.read.limits import Limits

__all__ = ["INSTALL", "Recognised", "missing", "read", "recognise", "was_scanned"]

INSTALL = "install Tesseract with its Vietnamese data (apt install tesseract-ocr tesseract-ocr-vie)"
_LANGUAGE = "vie"
_SECONDS = 180
_MOST_PIXELS = 120_000_000
_LONGEST = 5_000
_SHORTEST = 1_400
_POINTS = 72
_USUAL_DPI = 200
_SURE = 80
_NOTHING = 20.0
"""Below this confidence Tesseract reads letters into stains and stamps."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What Tesseract read in a picture."""

    words: tuple[Word, ...]
    """In the points of the page that the picture shows."""
    confidences: tuple[float, ...]
    """From 0 to 100, for each word."""


def missing() -> str | None:
    """What is not installed, ``None`` where pictures can be recognised."""
    try:
        languages = pytesseract.get_languages()
    except (pytesseract.TesseractNotFoundError, OSError):
        return "Tesseract"
    return None if _LANGUAGE in languages else "Tesseract's Vietnamese data"


def recognise(picture: Image.Image, width: float, height: float) -> Recognised:
    """The words of a picture of a page that is so wide and high, in points.

    Raises:
        ReadError: if Tesseract cannot read it.
    """
    try:
        found: dict[str, list[Any]] = pytesseract.image_to_data(
            picture, lang=_LANGUAGE, timeout=_SECONDS, output_type=pytesseract.Output.DICT
        )
    except (RuntimeError, OSError):
        # pytesseract tells of a time that is up, and of an error of the program, with its own kinds of these.
        raise ReadError("Tesseract could not read the picture: give a clearer scan, at 300 dpi.") from None
    across, down = width / picture.width, height / picture.height
    lines = _lines(found)
    words, confidences = [], []
    for index, given in enumerate(found["text"]):
        text = "".join(unicodedata.normalize("NFC", str(given)).split())
        confidence = float(found["conf"][index])
        if not text or confidence < _NOTHING:
            continue
        left, wide = found["left"][index], found["width"][index]
        top, bottom = lines[_line(found, index)]
        words.append(Word(text, left * across, top * down, (left + wide) * across, bottom * down))
        confidences.append(confidence)
    return Recognised(tuple(words), tuple(confidences))


def _line(found: dict[str, list[Any]], index: int) -> tuple[int, int, int]:
    return found["block_num"][index], found["par_num"][index], found["line_num"][index]


def _lines(found: dict[str, list[Any]]) -> dict[tuple[int, int, int], tuple[int, int]]:
    """Top and bottom of each line: those of single words differ with the letters that they have."""
    lines: dict[tuple[int, int, int], tuple[int, int]] = {}
    for index, given in enumerate(found["text"]):
        if str(given).strip():
            top, bottom = found["top"][index], found["top"][index] + found["height"][index]
            above, below = lines.get(_line(found, index), (top, bottom))
            lines[_line(found, index)] = (min(top, above), max(bottom, below))
    return lines


def was_scanned(which: str, confidences: list[float]) -> str:
    """The warning for what was recognised; ``which`` begins the sentence and has its verb."""
    mean = sum(confidences) / len(confidences) if confidences else 0.0
    advice = "compare its figures with the picture" if mean >= _SURE else "do not trust its figures without the picture"
    return f"{which} scanned and the text recognised by Tesseract with a mean confidence of {mean:.0f}%: {advice}."


def read(data: bytes, limits: Limits) -> Content:
    """The text of a picture (PNG, JPEG, TIFF with one or more pages).

    Raises:
        MissingExtra: if Tesseract or its Vietnamese data are not installed.
        TooLarge: if it has too many pixels.
        ReadError: if it is damaged.
    """
    if what := missing():
        raise MissingExtra(f"This is a picture, and reading its text needs {what}: {INSTALL}.")
    writer = Writer()
    composer = Composer(writer)
    confidences: list[float] = []
    told: list[str] = []
    for layout in without_furniture(lay_out(sheet) for sheet in _sheets(data, limits, confidences, told)):
        composer.add(layout)
    composer.end()
    return writer.content(warnings=(was_scanned("This was", confidences), *told))


def _sheets(data: bytes, limits: Limits, confidences: list[float], told: list[str]) -> Iterator[Sheet]:
    with _open(data) as file:
        frames = getattr(file, "n_frames", 1)
        most = min(limits.pages, limits.scans)
        if frames > most:
            told.append(f"Only the first {most} of {frames} pictures were read: split the file, or raise the limit.")
        for number in range(1, min(frames, most) + 1):
            picture, width, height = _prepared(file, number - 1)
            recognised = recognise(picture, width, height)
            confidences += recognised.confidences
            yield Sheet(number, width, height, recognised.words)


@contextmanager
def _quietly() -> Iterator[None]:
    """Without the warnings of Pillow, which tell programmers of what is told here as an error, or does not matter."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _open(data: bytes) -> Image.Image:
    try:
        with _quietly():
            return Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF"))
    except Image.DecompressionBombError:
        raise _too_many_pixels() from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise _damaged() from None


def _prepared(file: Image.Image, frame: int) -> tuple[Image.Image, float, float]:
    """A picture upright, grey and of a size that Tesseract reads well, with its width and height in points."""
    try:
        with _quietly():
            file.seek(frame)
            if file.width * file.height > _MOST_PIXELS:
                raise _too_many_pixels()
            dpi = _dpi(file)
            picture = ImageOps.exif_transpose(file).convert("L")
    except Image.DecompressionBombError:
        raise _too_many_pixels() from None
    except (OSError, ValueError, SyntaxError, EOFError, TypeError, KeyError, IndexError, OverflowError):
        # Pillow's decoders fail in as many ways as files can be damaged.
        raise _damaged() from None
    width, height = (_POINTS * side / dpi for side in picture.size)
    longest = max(picture.size)
    scale = min(_LONGEST / longest, max(1.0, _SHORTEST / longest))
    if scale != 1.0:
        size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    return picture, width, height


def _dpi(file: Image.Image) -> float:
    given = file.info.get("dpi", (0, 0))
    try:
        dpi = float(given[0])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        return _USUAL_DPI
    return dpi if 50 <= dpi <= 2400 else _USUAL_DPI


def _too_many_pixels() -> TooLarge:
    return TooLarge(f"This picture has more than {_MOST_PIXELS // 1_000_000} million pixels: scan the page at 300 dpi.")


def _damaged() -> ReadError:
    return ReadError("This picture is damaged or not complete: ask for another copy, or scan the page again.")

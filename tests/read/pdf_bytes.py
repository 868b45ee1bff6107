"""PDFs written object by object, for what no library would write."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
ONE_PAGE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def document(*objects: bytes) -> bytes:
    """A PDF with these objects, the first of which is the catalogue."""
    written, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return bytes(written + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))


def page(resources: bytes = b"", box: bytes = b"0 0 600 800") -> bytes:
    return b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<<%s>>>>" % (box, resources)


def stream(body: bytes, about: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (about, len(body), body)


def one_page(
    content: bytes, *further: bytes, resources: bytes = b"/Font<</F 5 0 R>>", box: bytes = b"0 0 600 800"
) -> bytes:
    """A PDF of one page with this content; ``further`` objects have the numbers from 5 on."""
    return document(CATALOG, ONE_PAGE, page(resources, box), stream(content), *(further or (HELVETICA,)))


def said(words: bytes) -> bytes:
    return b"BT /F 12 Tf 80 700 Td (%s) Tj ET" % words


def in_old_font(words: str, font: str) -> bytes:
    """A line in a font from before Unicode; ``words`` are the characters that its bytes stand for in windows-1252."""
    widths = b" ".join([b"500"] * 256)
    about = b"<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+%s/Encoding/WinAnsiEncoding/FirstChar 0/LastChar 255/Widths[%s]>>"
    return one_page(said(words.encode("cp1252")), about % (font.encode(), widths))


def bomb(megabytes: int, times: int = 1) -> bytes:
    """A page whose content unpacks to so many megabytes of blanks, packed once or more."""
    packer = zlib.compressobj(1)
    body = b"".join(packer.compress(b" " * 1_000_000) for _ in range(megabytes)) + packer.flush()
    for _ in range(times - 1):
        body = zlib.compress(body)
    filters = b"/Filter[" + b"/FlateDecode" * times + b"]"
    return document(CATALOG, ONE_PAGE, page(), stream(body, filters))


def forms_within_forms(levels: int, times: int) -> bytes:
    """A page that draws a form, which draws another so many times, and so on."""
    about = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]"
    forms = [
        stream(b"/F Do " * times, about + b"/Resources<</XObject<</F %d 0 R>>>>" % (6 + level))
        for level in range(levels)
    ]
    return one_page(b"/F Do", *forms, stream(b"0 0 m 9 9 l S", about), resources=b"/XObject<</F 5 0 R>>")


def tree(pages: Sequence[bytes]) -> bytes:
    return document(CATALOG, *pages)

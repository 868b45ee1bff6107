"""Bytes to a :class:`~solieu.model.Report`, in the format that the bytes themselves show."""

from __future__ import annotations

import re
from dataclasses import replace
from email.message import Message
from hashlib import sha256

import msgspec

from solieu.errors import EmptyReport, NotText, ReadError
from solieu.model import Report
from solieu.read.content import Content
from solieu.read.formats import reader_of
from solieu.read.limits import Limits
from solieu.read.plain import decode
from solieu.read.signatures import binary_format
from solieu.read.sources import DEFAULT_LIMIT, About, Source, locate, too_large
from solieu.read.unfold import expand, holds_many, unfold
from solieu.read.web import declared_encoding, looks_like_html, read_page

__all__ = [
    "DEFAULT_LIMIT",
    "About",
    "Content",
    "Limits",
    "Source",
    "expand",
    "from_text",
    "locate",
    "read",
    "read_loaded",
    "read_source",
    "unfold",
]

_SURROGATES = re.compile("[\ud800-\udfff]")
_NEVER_MANY = frozenset({"text/plain", "text/html"})
"""What a mail or a record says to be text is not unfolded again."""
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\u00ad"


def read(
    source: bytes,
    *,
    name: str = "",
    limit: int = DEFAULT_LIMIT,
    hint: str | None = None,
    limits: Limits | None = None,
) -> Report:
    """The report that ``source`` holds, with its text and nothing interpreted yet.

    ``hint`` is a content type as a web server sends it (``text/html; charset=windows-1258``): its character set is
    believed where the bytes are not UTF-8, and ``text/plain`` keeps a text that looks like a web page as it is.
    ``limits`` bound what is read of compressed and paged formats; where they are given, they tell the ``limit``, too.

    Raises:
        TooLarge: if there are more bytes than the limit.
        EmptyReport: if there is no text.
        NotText: if the bytes are of a binary format, or hold many reports: see :func:`expand`.
        UnknownEncoding: if no encoding of Vietnamese explains them.
        MissingExtra: if they are a web page and the libraries for it are not installed.
    """
    bounds = limits or Limits(size=limit)
    if len(source) > bounds.size:
        raise too_large(name, bounds.size)
    kind, charset = _content_type(hint)
    try:
        return _read(source, name, kind, charset, bounds)
    except ReadError as error:
        raise type(error)(f"{name}: {error}" if name else str(error)) from None


def _content_type(hint: str | None) -> tuple[str, str | None]:
    if not hint:
        return "", None
    header = Message()
    header["Content-Type"] = re.sub(r"[\r\n]+", " ", hint)
    charset = header.get_param("charset")
    return header.get_content_type(), charset if isinstance(charset, str) else None


def _read(source: bytes, name: str, kind: str, charset: str | None, limits: Limits) -> Report:
    if kind not in _NEVER_MANY and (many := holds_many(source)):
        raise NotText(f"This is {many} and may hold many reports: solieu extract or solieu.expand reads each of them.")
    form = binary_format(source)
    reader = reader_of(form) if form else None
    if reader is not None:
        return _of_content(reader(source, limits), name, source)
    decoded = decode(source, charset or declared_encoding(source))
    _require_text(decoded.text)
    if kind == "text/plain" or not looks_like_html(decoded.text):
        digest = sha256(source).hexdigest()
        return Report(name=name, sha256=digest, text=decoded.text, warnings=decoded.warnings)
    page = read_page(decoded.text)
    return _of_content(replace(page, warnings=(*decoded.warnings, *page.warnings)), name, source)


def _of_content(content: Content, name: str, source: bytes) -> Report:
    _require_text(content.text)
    return Report(
        name=name,
        sha256=sha256(source).hexdigest(),
        url=content.url,
        title=content.title,
        issued=content.issued,
        text=content.text,
        tables=content.tables,
        pages=content.pages,
        warnings=content.warnings,
    )


def _require_text(text: str) -> None:
    if not text.strip().strip(_INVISIBLE).strip():
        raise EmptyReport("There is no text in this report.")


def read_source(source: Source, *, limits: Limits | None = None, hint: str | None = None) -> Report:
    """The report at ``source``; see :func:`read`, whose errors it raises, and :meth:`Source.load`."""
    bounds = limits or Limits()
    return read_loaded(source, source.load(bounds.size), limits=bounds, hint=hint)


def read_loaded(source: Source, data: bytes, *, limits: Limits, hint: str | None = None) -> Report:
    """The report that ``data`` holds, which was loaded from ``source``, with what the source tells of it."""
    about = source.about
    report = read(data, name=source.name, hint=hint or about.kind, limits=limits)
    return msgspec.structs.replace(
        report,
        title=report.title or about.title,
        url=report.url or about.url,
        warnings=(*about.warnings, *report.warnings),
    )


def from_text(text: str, name: str = "") -> Report:
    """A report of ``text`` as it is, character for character; its digest is that of the text in UTF-8.

    Raises:
        EmptyReport: if there is nothing but blanks.
    """
    _require_text(text)
    warnings: tuple[str, ...] = ()
    try:
        data = text.encode()
    except UnicodeEncodeError:
        text, damaged = _SURROGATES.subn("\ufffd", text)
        data = text.encode()
        warnings = (f"{damaged} halves of characters in the text became \ufffd.",)
    return Report(name=name, sha256=sha256(data).hexdigest(), text=text, warnings=warnings)

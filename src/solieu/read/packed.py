"""Packages of Office: a ZIP archive of XML parts, looked through before anything in it is unpacked."""

from __future__ import annotations

import posixpath
import re
import zlib
from contextlib import contextmanager
from io import BytesIO
from typing import IO, TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from solieu.errors import ReadError, TooLarge

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zipfile import ZipInfo

    from solieu.read.limits import Limits

__all__ = ["Package", "check_package"]

_MIB = 1024 * 1024
_DIRECTORY_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1
_OVERLAP = 32
# "<!DOCTYPE" in UTF-8 or either UTF-16.
_DECLARATION = re.compile(rb"<\0?!\0?(?:D\0?O\0?C\0?T\0?Y\0?P\0?E|E\0?N\0?T\0?I\0?T\0?Y)")
_BEGINS_LIKE_XML = re.compile(rb"\s*(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\0?\s*<")
# Office writes UTF-8, rarely UTF-16; in an encoding of another kind a declaration could hide from the search above.
_ENCODING = re.compile(rb"\s*(?:\xef\xbb\xbf)?<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]*)")
_PLAIN_ENCODINGS = re.compile(rb"utf-?(?:8|16)|us-ascii|ascii|iso-8859-1|windows-125\d", re.IGNORECASE)
_DAMAGED = "This file is damaged or cut off: get it again from where it came, or open it in Office and save it anew."


def check_package(data: bytes, limits: Limits) -> None:
    """Refuses a package that is damaged, encrypted, would unpack to too much, or whose XML declares entities.

    Raises:
        TooLarge: if it would unpack to more than ``limits`` allow, or has too many members.
        ReadError: if it is damaged, encrypted or declares entities.
    """
    if data.count(_DIRECTORY_ENTRY) > limits.members:
        raise _too_many(limits)
    with damage_told(), ZipFile(BytesIO(data)) as archive:
        members = archive.infolist()
        _check_directory(members, limits)
        for member in members:
            _refuse_declarations(archive, member)


class Package:
    """The parts of a package by their names, read one by one when asked for. Nothing is written to disk.

    >>> import docx
    >>> from solieu.read.limits import Limits
    >>> file = BytesIO()
    >>> docx.Document().save(file)
    >>> package = Package(file.getvalue(), Limits())
    >>> package.main("word/document.xml")
    'word/document.xml'
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        check_package(data, limits)
        self._archive = ZipFile(BytesIO(data))
        self._members = {_plain(member.filename): member for member in self._archive.infolist()}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in small letters."""
        return tuple(self._members)

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, ``None`` where there is no such part."""
        member = self._members.get(_plain(name))
        if member is None:
            return None
        with damage_told():
            return self._archive.read(member)

    def open(self, name: str) -> IO[bytes]:
        """A part as a stream, for one that is too long to be held whole.

        Raises:
            ReadError: if there is no such part, or it is damaged.
        """
        member = self._members.get(_plain(name))
        if member is None:
            raise ReadError(_DAMAGED)
        with damage_told():
            return self._archive.open(member)

    def main(self, usual: str) -> str:
        """The name of the part that holds the document itself, which is mostly ``usual``."""
        related = self.related("")
        return next((target for kind, target in related.values() if kind == "officeDocument"), usual)

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """By identifier, the kind and name of each part that ``name`` refers to; what lies outside is left out."""
        folder, file = posixpath.split(name)
        found = {}
        source = self.part(posixpath.join(folder, "_rels", f"{file}.rels"))
        for relation in _elements(source) if source else ():
            identifier, kind, target = (relation.get(key) for key in ("Id", "Type", "Target"))
            if identifier and kind and target and relation.get("TargetMode") != "External":
                found[identifier] = kind.rpartition("/")[2], _plain(posixpath.join("/", folder, target))
        return found


def _elements(source: bytes) -> Iterator[dict[str, str]]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(source, parser)
    for element in root if root is not None else ():
        yield dict(element.attrib)


def _plain(name: str) -> str:
    """A name as it is looked up: from the root, without steps upwards, in small letters as Office compares them."""
    return posixpath.normpath("/" + name.replace("\\", "/")).lstrip("/").lower()


@contextmanager
def damage_told() -> Iterator[None]:
    """What the libraries raise on a damaged archive becomes one sentence."""
    try:
        yield
    except (
        BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        KeyError,
        NotImplementedError,  # that zipfile raises: packed in a way that it does not know
        RuntimeError,
    ) as error:
        raise ReadError(_DAMAGED) from error


def _check_directory(members: list[ZipInfo], limits: Limits) -> None:
    if len(members) > limits.members:
        raise _too_many(limits)
    if sum(member.file_size for member in members) > limits.unpacked:
        raise TooLarge(
            f"This file would unpack to more than {limits.unpacked / _MIB:g} MiB: raise the limit or split the file."
        )
    for member in members:
        if member.flag_bits & _ENCRYPTED:
            raise ReadError("This file is protected by a password: take the password off and try again.")
        if member.file_size > _MIB and member.file_size > limits.ratio * member.compress_size:
            raise TooLarge(
                f"A part of this file would unpack to more than {limits.ratio} times its size, as a zip bomb does: "
                "open it in Office and save it anew."
            )


def _too_many(limits: Limits) -> TooLarge:
    return TooLarge(f"This file holds more than {limits.members} parts: raise the limit or split the file.")


def _refuse_declarations(archive: ZipFile, member: ZipInfo) -> None:
    """Office never writes a document type; one that is there is there to expand without end or to reach other files."""
    with archive.open(member) as part:
        piece = part.read(_MIB)
        if not _BEGINS_LIKE_XML.match(piece):
            return
        encoding = _ENCODING.match(piece)
        if encoding and not _PLAIN_ENCODINGS.fullmatch(encoding[1]):
            raise ReadError("A part of this file is in an encoding that Office does not write: save it anew in Office.")
        end = b""
        while piece:
            if _DECLARATION.search(end + piece):
                raise ReadError(
                    "The XML in this file declares entities, which Office never does: save it anew in Office."
                )
            end, piece = piece[-_OVERLAP:], part.read(_MIB)

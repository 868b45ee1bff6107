import io
import zipfile

import pytest

from solieu.errors import ReadError, TooLarge
from solieu.read.limits import Limits
from solieu.read.packed import Package, check_package

SHEET = "<sheet><c>Thu ngân sách 1.584 tỷ đồng</c></sheet>"


def package(**parts: str | bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", part)
    return file.getvalue()


def encrypted(data: bytes) -> bytes:
    """The same package with the flag of a password on its first member."""
    at = data.index(b"PK\x01\x02")
    return data[: at + 8] + bytes([data[at + 8] | 1]) + data[at + 9 :]


def test_a_sound_package_passes() -> None:
    check_package(package(xl__sheet=SHEET, media=b"\x89PNG <!DOCTYPE"), Limits())


@pytest.mark.parametrize(
    ("data", "limits", "kind", "words"),
    [
        (package(a=SHEET)[:-30], Limits(), ReadError, "damaged or cut off"),
        (b"PK\x03\x04", Limits(), ReadError, "damaged or cut off"),
        (package(a=SHEET).replace(b"PK\x03\x04", b"PK\x03\x05"), Limits(), ReadError, "damaged or cut off"),
        (encrypted(package(a=SHEET)), Limits(), ReadError, "password"),
        (package(a=b"<a>" + b" " * 3_000_000 + b"</a>"), Limits(), TooLarge, "zip bomb"),
        (package(a=SHEET, b=SHEET), Limits(unpacked=100), TooLarge, "MiB"),
        (package(a=SHEET, b=SHEET, c=SHEET), Limits(members=2), TooLarge, "more than 2 parts"),
        (package(a='<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'), Limits(), ReadError, "declares entities"),
        (package(a='<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'.encode("utf-16")), Limits(), ReadError, "entities"),
        (package(a="<!--" + "x" * 1_500_000 + "--><!DOCTYPE a><a/>"), Limits(ratio=10_000), ReadError, "entities"),
        (package(a="<!--" + "x" * 1_048_565 + "--><!DOCTYPE a><a/>"), Limits(ratio=10_000), ReadError, "entities"),
        (package(a='<?xml version="1.0" encoding="utf-7"?>+ADw-a/+AD4-'), Limits(), ReadError, "encoding"),
    ],
)
def test_what_is_refused(data: bytes, limits: Limits, kind: type[ReadError], words: str) -> None:
    with pytest.raises(kind, match=words) as caught:
        check_package(data, limits)
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


def test_a_directory_that_lies_about_the_size_is_damage_and_takes_no_memory() -> None:
    data = package(a=b"<a>" + b" " * 900_000 + b"</a>")
    lying = data.replace((900_007).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != data
    with pytest.raises(ReadError, match="damaged"):
        Package(lying, Limits()).part("a.xml")


def test_relations_lead_to_parts_and_never_outside() -> None:
    relations = (
        '<Relationships><Relationship Id="r1" Type="http://x/relationships/header" Target="header1.xml"/>'
        '<Relationship Id="r2" Type="http://x/relationships/image" Target="http://x/y.png" TargetMode="External"/>'
        '<Relationship Id="r3" Type="http://x/relationships/image" Target="../../../../etc/passwd"/>'
        '<Relationship Id="r4" Type="http://x/relationships/styles" Target="/word/styles.xml"/></Relationships>'
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/_rels/document.xml.rels", relations)
        archive.writestr("Word\\Header1.xml", "<a/>")
        archive.writestr("../../../tmp/x", "<a/>")
    found = Package(file.getvalue(), Limits())
    assert found.related("word/document.xml") == {
        "r1": ("header", "word/header1.xml"),
        "r3": ("image", "etc/passwd"),
        "r4": ("styles", "word/styles.xml"),
    }
    assert found.part("word/header1.xml") == b"<a/>"
    assert found.part("etc/passwd") is None
    assert found.names == ("word/_rels/document.xml.rels", "word/header1.xml", "tmp/x")

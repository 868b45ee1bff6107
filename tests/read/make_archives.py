"""Archives, mails and corpora as offices and crawlers make them, and as people make them who mean harm."""

from __future__ import annotations

import gzip
import io
import json
import struct
import zipfile
import zlib
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TEXT = "UBND huyện Tiên Yên, ngày 30/9/2022\nThu ngân sách 9 tháng đầu năm 2022 đạt 1.584 tỷ đồng.\n"
OTHER = "UBND huyện Văn Quan, ngày 27/10/2023\nTrồng mới 526 ha rừng, bằng 105% kế hoạch.\n"
PAGE = f"<html><head><title>Kinh tế tháng 9</title></head><body><p>{TEXT}</p><p>{OTHER}</p></body></html>"


def zipped(files: Mapping[str, str | bytes] | Iterable[tuple[str, str | bytes]], level: int = 9) -> bytes:
    """A ZIP archive of ``files``."""
    made = io.BytesIO()
    given = files.items() if hasattr(files, "items") else files
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, data in given:
            archive.writestr(name, data)
    return made.getvalue()


def locked(name: str, data: bytes) -> bytes:
    """A ZIP archive whose only file says that it is locked with a password."""
    packed = bytearray(zipped({name: data}))
    packed[6] |= 1
    packed[packed.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(packed)


def overlapping(count: int, size: int) -> bytes:
    """A ZIP archive that lists the same packed bytes ``count`` times, each ``size`` bytes unpacked."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    raw = b"Thu 5 ty dong. " * (size // 15 + 1)
    raw = raw[:size]
    packed = packer.compress(raw) + packer.flush()
    crc, name = zlib.crc32(raw), b"bao-cao.txt"
    sizes = struct.pack("<III", crc, len(packed), size)
    local = b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 0x21) + sizes + struct.pack("<HH", len(name), 0) + name
    entry = b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 0x21) + sizes
    entry += struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, 0) + name
    directory = entry * count
    data = local + packed
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(data), 0)
    return data + directory + end


def nested_zip(depth: int, breadth: int, leaf: bytes = TEXT.encode()) -> bytes:
    """Archives within archives, each with ``breadth`` of the next."""
    data = zipped({"bao-cao.txt": leaf})
    for _ in range(depth):
        data = zipped({f"kho{number:03}.zip": data for number in range(breadth)})
    return data


def gzip_bomb(size: int) -> bytes:
    """A GZIP archive of ``size`` blanks and a thousandth as long."""
    made = io.BytesIO()
    with gzip.GzipFile(fileobj=made, mode="wb", mtime=0) as archive:
        for _ in range(size // 1_048_576):
            archive.write(b" " * 1_048_576)
    return made.getvalue()


def message(body: str = TEXT, page: str | None = None, **files: bytes) -> EmailMessage:
    """A mail with documents attached, as a mail program writes it."""
    made = EmailMessage()
    made["From"] = "vanphong@tienyen.example"
    made["To"] = "thongke@quangninh.example"
    made["Date"] = "Mon, 03 Oct 2022 08:15:00 +0700"
    made["Message-ID"] = "<1@tienyen.example>"
    made["Subject"] = "Báo cáo kinh tế - xã hội 9 tháng đầu năm"
    made.set_content(body)
    if page is not None:
        made.add_alternative(page, subtype="html")
    for name, data in files.items():
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name.replace("__", "."))
    return made


def raw_mail(body: bytes, kind: str) -> bytes:
    """A mail whose headers and body are given as they are."""
    head = f"From: a@b.example\r\nDate: Mon, 03 Oct 2022 08:15:00 +0700\r\nMIME-Version: 1.0\r\n{kind}\r\n\r\n"
    return head.encode() + body


def json_lines(*records: Mapping[str, Any] | str) -> bytes:
    """Records, each on a line; one that is a string stands there as it is."""
    lines = (record if isinstance(record, str) else json.dumps(record, ensure_ascii=False) for record in records)
    return "".join(f"{line}\n" for line in lines).encode()


def parquet(table: Mapping[str, list[Any]], compression: str = "snappy") -> bytes:
    """A Parquet file with small groups of rows."""
    import pyarrow as pa
    from pyarrow import parquet as pq

    made = io.BytesIO()
    pq.write_table(pa.table(dict(table)), made, row_group_size=2, compression=compression)
    return made.getvalue()


def warc(*responses: tuple[str, str, bytes], packed: bool = False) -> bytes:
    """A WARC file of responses: address, headers, body."""
    records = [_record("warcinfo", "", b"software: test\r\n")]
    for address, headers, body in responses:
        head = "HTTP/1.1 " + headers.replace("\n", "\r\n") + "\r\n\r\n"
        records.append(_record("response", f"WARC-Target-URI: {address}\r\n", head.encode() + body))
    return b"".join(gzip.compress(record) if packed else record for record in records)


def _record(kind: str, about: str, block: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\n{about}WARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2022-10-03T01:15:00Z\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"

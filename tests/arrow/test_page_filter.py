from __future__ import annotations

import unicodedata
from pathlib import Path

import pyarrow as pa
import pytest
from make_archives import PAGE, TEXT
from make_legacy import from_unicode
from varied import documents, foreign_pages, page

from solieu.arrow import may_state_figures
from solieu.errors import UsageError
from solieu.read.legacy import LegacyEncoding
from solieu.samples import sample_paths

FOREIGN = "Đội chủ nhà thắng 3-1 trên sân nhà, giá vé 200 nghìn đồng."


def kept(*given: str | bytes, column: str = "text") -> list[bool]:
    return may_state_figures(
        pa.RecordBatch.from_pydict(
            {column: pa.array(given, pa.binary() if given and isinstance(given[0], bytes) else pa.string())}
        )
    ).to_pylist()


@pytest.mark.parametrize("path", sample_paths(), ids=lambda path: path.name)
def test_every_sample_is_kept(path: Path) -> None:
    assert kept(path.read_bytes(), column="content") == [True]


REPORTS = sorted((Path(__file__).parents[1] / "check" / "reports").glob("*.txt"))


def test_reports_written_for_other_tests_are_kept() -> None:
    assert REPORTS
    assert all(kept(*(path.read_text("utf-8") for path in REPORTS)))


def test_varied_reports_are_kept_however_short() -> None:
    texts = [record["text"] for record in documents(500, length=300, foreign=0) if "%" in record["text"]]
    assert all(kept(*texts))


def test_most_pages_of_other_kinds_are_skipped() -> None:
    found = kept(*(one["text"] for one in foreign_pages()))
    assert sum(found) <= 0.15 * len(found)


def test_their_web_pages_too() -> None:
    found = kept(*(page(one["kind"], one["text"]) for one in foreign_pages()), column="html")
    assert sum(found) <= 0.15 * len(found)


@pytest.mark.parametrize(
    "words",
    [
        "UBND HUYỆN TIÊN YÊN",
        "ỦY BAN NHÂN DÂN XÃ",
        "Uỷ ban nhân dân xã",
        "uỷ\n   ban nhân\u00a0dân",
        "Ủy&nbsp;ban nhân dân",
        "kinh tế – xã hội",
        "kinh tế-xã hội",
        "so với cùng kì",
        "Trên\tđịa bàn",
        "&#7911;y ban nh&#226;n d&acirc;n",
        unicodedata.normalize("NFD", "ủy ban nhân dân"),
        "ngân sách của tỉnh",
        "Hội nghị ở thị trấn",
        "vận động bà con các thôn, bản",
        "dân bản được hỗ trợ",
    ],
)
def test_words_of_local_government_in_all_their_spellings(words: str) -> None:
    assert kept(FOREIGN, f"{FOREIGN} {words}.") == [False, True]


@pytest.mark.parametrize(
    "words",
    [
        *("xubnd", "ntmx", "toàn xãhội", "tỉnh táo", "nghị quyết"),
        *("Bản quyền thuộc về các doanh nghiệp", "Phiên bản mới hỗ trợ học sinh", "buôn bán, giải quyết việc"),
        "El niño y la niña, años, señor, mañana, español, pequeño",
    ],
)
def test_words_that_are_others_or_not_enough(words: str) -> None:
    assert kept(f"{FOREIGN} {words}.") == [False]


def test_without_a_digit_there_is_no_figure() -> None:
    assert kept("UBND huyện họp bàn về ngân sách.", "UBND huyện họp bàn 2 việc.") == [False, True]


@pytest.mark.parametrize("encoding", list(LegacyEncoding))
def test_texts_in_old_fonts_are_kept(encoding: LegacyEncoding) -> None:
    words = "thu ngân sách của tỉnh đạt được 526 tỷ đồng, tăng trưởng khá, các xã đều vượt chỉ tiêu được giao"
    data = from_unicode(words.upper() if encoding is LegacyEncoding.TCVN3_CAPITALS else words, encoding)
    assert kept(data, column="content") == [True]
    assert kept(data.decode("latin-1")) == [True]


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.4 1",
        b"PK\x03\x04 1",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "Thu 5 tỷ".encode("utf-16"),
        b"caf\xe9 1 2 3",
        b"\x89PNG\r\n\x1a\n",
    ],
)
def test_what_cannot_be_told_from_its_bytes_is_kept(data: bytes) -> None:
    assert kept(data, column="content") == [True]


def test_any_of_several_columns_may_hold_the_words() -> None:
    batch = pa.RecordBatch.from_pydict(
        {"text": [FOREIGN, None, None], "html": [PAGE, FOREIGN, None], "problem": [None, None, "x"]}
    )
    assert may_state_figures(batch).to_pylist() == [True, False, True]


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.binary(), pa.large_binary(), pa.string_view()])
def test_columns_of_any_kind(kind: pa.DataType) -> None:
    column = pa.array([FOREIGN, TEXT]).cast(kind)
    assert may_state_figures(pa.RecordBatch.from_arrays([column], ["text"])).to_pylist() == [False, True]


def test_no_column_of_documents_is_wrong_use() -> None:
    with pytest.raises(UsageError, match="no column text, html or content"):
        may_state_figures(pa.RecordBatch.from_pydict({"body": [TEXT]}))


def test_nothing_to_look_at() -> None:
    assert kept() == []

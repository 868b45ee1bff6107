from __future__ import annotations

import random
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from make_archives import OTHER, PAGE, TEXT

import solieu
from solieu import Report, stages
from solieu.arrow import OUTPUT, extract_batch
from solieu.errors import UsageError
from solieu.pipeline import understand, understand_together
from solieu.samples import sample_paths
from solieu.stages import Stages

if TYPE_CHECKING:
    from solieu.text import Text

DOCUMENT = Path(__file__).parents[2] / "docs" / "bulk.md"
CONTRADICTION = "UBND huyện Văn Quan: Trồng rừng đạt 120,5 ha, bằng 85% kế hoạch 150 ha."


def rows(**columns: Any) -> list[dict[str, Any]]:
    found = extract_batch(pa.RecordBatch.from_pydict(columns))
    assert found.schema == OUTPUT
    found.validate(full=True)
    return found.to_pylist()


def test_each_document_is_a_row() -> None:
    first, second = rows(text=[TEXT, OTHER], name=["a.txt", "b.txt"])
    assert (first["report"], first["place_code"], first["year"], first["province"]) == (
        "a.txt",
        "199",
        2022,
        "quang-ninh",
    )
    assert (first["issued"], first["period"], first["error"]) == (date(2022, 9, 30), "2022-01/2022-09", None)
    assert (first["period_start"], first["period_end"]) == (date(2022, 1, 1), date(2022, 9, 30))
    assert [figure["indicator_id"] for figure in first["observations"]] == ["budget_revenue"]
    assert (second["year"], second["province"]) == (2023, "lang-son")


@pytest.mark.parametrize("path", sample_paths(), ids=lambda path: path.name)
def test_a_row_says_what_extract_says(path: Path) -> None:
    report = solieu.extract(path.read_bytes(), name=path.name)
    (row,) = rows(content=[path.read_bytes()], name=[path.name])
    assert (row["sha256"], row["title"], row["place"]) == (report.sha256, report.title, report.place)
    assert row["warnings"] == list(report.warnings)
    assert len(row["observations"]) == len(report.observations)
    for told, figure in zip(row["observations"], report.observations, strict=True):
        assert told["value"] == format(figure.value, "f")
        assert told["value_real"] == float(figure.value)
        assert told["sentence"] == report.text[slice(*figure.sentence)]
        assert (told["start"], told["end"], told["quote"]) == (figure.start, figure.end, figure.quote)
        assert (told["indicator_start"], told["indicator_end"]) == (figure.indicator_span or (None, None))
        assert told["period"] == (str(figure.period) if figure.period else None)
        assert told["heads"] == (list(figure.cell.heads) if figure.cell else None)
    for name in ("references", "officials", "directives"):
        given = [{field: getattr(one, field) for field in one.__struct_fields__} for one in getattr(report, name)]
        assert row[name] == [{key: list(v) if isinstance(v, tuple) else v for key, v in one.items()} for one in given]
    assert [(one["id"], one["message"], len(one["grounds"])) for one in row["findings"]] == [
        (one.id, one.message, len(one.grounds)) for one in report.findings
    ]


def test_findings_come_with_their_grounds() -> None:
    (row,) = rows(text=[CONTRADICTION])
    (finding,) = row["findings"]
    assert (finding["check"], finding["severity"], finding["observations"]) == (
        "attainment",
        "contradiction",
        [0, 1, 2],
    )
    assert [ground["quote"] for ground in finding["grounds"]] == ["120,5 ha", "85%", "150 ha"]


@pytest.mark.parametrize(
    ("columns", "error"),
    [
        ({"text": [""], "name": ["a"]}, "a has no words in its text, html or content."),
        ({"text": pa.array([None], pa.string()), "url": ["https://x.example"]}, "https://x.example has no words"),
        ({"content": [bytes(range(256)) * 20], "name": ["a"]}, "a: These bytes are not text"),
        ({"content": [b"%PDF-1.7 "], "name": ["a"]}, "a: "),
        ({"content": [b"PK\x03\x04" + b"x" * 50], "name": ["a"]}, "a: "),
        ({"html": ["<p></p>"]}, "row 0"),
        ({"text": [TEXT], "problem": ["Không mở được."], "name": ["a"]}, "a: Không mở được."),
    ],
)
def test_a_bad_document_is_a_row_with_its_error(columns: dict[str, Any], error: str) -> None:
    (row,) = rows(**columns)
    assert error in row["error"]
    assert row["observations"] == []
    assert (row["year"], row["province"], row["text"]) == (None, None, None)


def test_a_bad_document_costs_no_other_one() -> None:
    good, bad, page = rows(content=[TEXT.encode(), b"\0" * 9, PAGE.encode()])
    assert (good["error"], page["error"]) == (None, None)
    assert bad["error"]
    assert page["title"] == "Kinh tế tháng 9"


@pytest.mark.parametrize("step", ["find_times", "find_references", "find_directives", "find_officials"])
def test_a_fault_of_solieu_is_a_row_among_the_others(monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    find = getattr(stages, step)

    def faulty(text: Text, *others: Any) -> Any:
        if text.given == OTHER:
            raise ZeroDivisionError
        return find(text, *others)

    expected = rows(text=[TEXT, CONTRADICTION], name=["a.txt", "c.txt"])
    monkeypatch.setattr(stages, step, faulty)
    before, row, after = rows(text=[TEXT, OTHER, CONTRADICTION], name=["a.txt", "b.txt", "c.txt"])
    assert row["error"].startswith("b.txt: solieu failed here (ZeroDivisionError in test_extracting.py")
    assert [before, after] == expected


def test_what_is_understood_together_is_as_if_it_were_alone() -> None:
    texts = [TEXT, OTHER, CONTRADICTION, "Đội bóng thắng 3-1.", TEXT.replace("2022", "2021")]
    together = understand_together(Stages(Report(text=text)) for text in texts)
    assert together == [understand(Report(text=text)) for text in texts]


def test_nothing_is_understood_of_nothing() -> None:
    assert understand_together([]) == []


def test_no_column_of_documents_is_wrong_use() -> None:
    with pytest.raises(UsageError, match="no column text, html or content"):
        rows(body=[TEXT])


def test_no_documents_give_no_rows() -> None:
    assert rows(text=pa.array([], pa.string())) == []


@pytest.mark.parametrize(
    "column",
    [pa.array([TEXT], pa.large_string()), pa.array([TEXT]).dictionary_encode(), pa.array([TEXT], pa.string_view())],
)
def test_texts_of_any_kind_of_column(column: pa.Array) -> None:
    (row,) = rows(text=column)
    assert row["province"] == "quang-ninh"


@pytest.mark.parametrize("day", [date(2022, 10, 3), datetime(2022, 10, 3, 8, 15), "2022-10-03T08:15:00Z", "03/10/2022"])
def test_the_day_of_the_record_counts_where_the_report_tells_none(day: object) -> None:
    (row,) = rows(text=["UBND huyện Tiên Yên: thu ngân sách đến nay đạt 5 tỷ đồng."], date=[day])
    assert row["issued"] == date(2022, 10, 3)


def test_texts_are_kept_when_asked_for() -> None:
    batch = pa.RecordBatch.from_pydict({"text": [TEXT, ""]})
    assert extract_batch(batch, text=True).column("text").to_pylist() == [TEXT, None]
    assert extract_batch(batch).column("text").null_count == 2


def test_values_stay_exact() -> None:
    (row,) = rows(
        text=[
            "UBND huyện Tiên Yên: thu ngân sách năm 2022 đạt 123456789012345678901,25 đồng; thu tiền đất 0,10 tỷ đồng."
        ]
    )
    assert [figure["value"] for figure in row["observations"]] == ["123456789012345678901.25", "100000000"]


def test_the_same_in_one_batch_or_in_many() -> None:
    texts = [TEXT, OTHER, "", CONTRADICTION, "Đội bóng thắng 3-1."] * 3
    random.Random(3).shuffle(texts)
    whole = pa.RecordBatch.from_pydict({"text": texts, "name": [str(n) for n in range(len(texts))]})
    one_by_one = [extract_batch(whole.slice(row, 1)) for row in range(whole.num_rows)]
    assert pa.Table.from_batches([extract_batch(whole)]).to_pylist() == pa.Table.from_batches(one_by_one).to_pylist()


@pytest.mark.skipif(not DOCUMENT.exists(), reason="this copy has no documents")
def test_every_column_is_described() -> None:
    described = DOCUMENT.read_text("utf-8")
    names = {field.name for field in OUTPUT}
    for field in OUTPUT:
        kind = field.type
        if pa.types.is_list(kind) and pa.types.is_struct(kind.value_type):
            names |= {inner.name for inner in kind.value_type}
    assert sorted(name for name in names if f"`{name}`" not in described) == []

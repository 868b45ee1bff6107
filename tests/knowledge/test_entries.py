from pathlib import Path

import pytest

from solieu import extract, read_catalogue
from solieu.errors import UsageError
from solieu.knowledge.catalogue import catalogue
from solieu.knowledge.entries import indicators, merged, parts, read_indicators

SOLAR = """id,label_vi,aliases,dimension,nature,additive,units
solar_capacity,Công suất điện mặt trời,công suất điện mặt trời|điện mặt trời,quantity,stock,yes,
poverty_rate,Tỷ lệ hộ nghèo,tỷ lệ hộ thiếu đói,,,,
"""


@pytest.fixture
def solar(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text(SOLAR, encoding="utf-8")
    return path


def test_every_entry_says_whether_its_parts_add_up() -> None:
    for entry in indicators().values():
        assert not (entry.nature == "ratio" and entry.additive != "no"), entry.id
        assert not (entry.dimension in ("percent", "score", "yield") and entry.additive != "no"), entry.id


def test_every_entry_of_one_dimension_has_a_unit() -> None:
    assert [
        entry.id for entry in indicators().values() if not entry.unit and entry.dimension not in ("quantity", "goods")
    ] == []


def test_parts_and_wholes_are_in_the_catalogue_and_of_one_dimension() -> None:
    known = indicators()
    for part in parts():
        assert known[part.whole].dimension == known[part.part].dimension, part


def test_what_is_told_for_ten_thousand_people_does_not_add_up() -> None:
    assert indicators()["hospital_beds"].additive == "no"  # "9 bác sĩ trên vạn dân"


def test_nothing_is_a_part_of_its_own_part() -> None:
    above = {part.part: part.whole for part in parts() if part.relation != "shares"}
    for start in above:
        seen = [start]
        while (whole := above.get(seen[-1])) is not None:
            assert whole not in seen
            seen.append(whole)


def test_all_addends_of_a_whole_say_the_same_of_being_complete() -> None:
    complete: dict[str, set[bool]] = {}
    for part in parts():
        if part.relation == "addend":
            complete.setdefault(part.whole, set()).add(part.complete)
    assert all(len(said) == 1 for said in complete.values())


def test_a_file_of_ones_own_adds_indicators(solar: Path) -> None:
    report = extract("UBND tỉnh Ninh Thuận: Công suất điện mặt trời đạt 2.256 MW.", catalogue=read_catalogue(solar))
    assert report.observations[0].indicator_id == "solar_capacity"


def test_a_file_of_ones_own_adds_names_to_what_is_known(solar: Path) -> None:
    text = "UBND huyện Tiên Yên: Tỷ lệ hộ thiếu đói còn 2,1%. Tỷ lệ hộ nghèo còn 3%."
    ids = [o.indicator_id for o in extract(text, catalogue=read_catalogue(solar)).observations]
    assert ids == ["poverty_rate", "poverty_rate"]
    assert extract(text).observations[0].indicator_id != "poverty_rate"


def test_what_is_left_out_has_a_default(solar: Path) -> None:
    (solar_capacity, _) = read_indicators(solar)
    assert (solar_capacity.theme, solar_capacity.label_en) == ("own", "Công suất điện mặt trời")
    assert solar_capacity.additive == "yes"


def test_names_are_read_however_they_are_written(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes("\ufeffid,label_vi,aliases\nfoo_rate,Thuỷ điện,Thuỷ Điện | thủy điện nhỏ |\n".encode())
    (entry,) = read_indicators(path)
    assert entry.aliases == ("thủy điện", "thủy điện nhỏ")


@pytest.mark.parametrize(
    "content",
    [
        "id;label_vi;aliases\nfoo;Tên;tên, tên dài\n",
        "id\tlabel_vi\taliases\nfoo\tTên\ttên, tên dài\n",
        ' ID ,Label_vi,aliases,,\r\nfoo,Tên,"tên, tên dài",,\r\n,,,,\r\n\r\n',
        'id,label_vi,aliases\nfoo,Tên,"tên,\n tên dài"\n',
    ],
)
def test_a_file_is_read_however_a_spreadsheet_writes_it(tmp_path: Path, content: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(content.encode())
    (entry,) = read_indicators(path)
    assert (entry.id, entry.label_vi, entry.aliases) == ("foo", "Tên", ("tên, tên dài",))


def test_entries_of_ones_own_do_not_change_what_words_weigh(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    rows = "".join(f"own_{number},Tên,hộ nghèo loại riêng{number}\n" for number in range(500))
    path.write_text(f"id,label_vi,aliases\n{rows}", encoding="utf-8")
    mine, ours = read_catalogue(path), catalogue()
    assert {word: mine.weights[word] for word in ours.weights} == ours.weights
    assert min(mine.weights.values()) > 0


def test_an_entry_of_ones_own_does_not_change_the_others(solar: Path) -> None:
    every = merged(read_indicators(solar))
    assert every.keys() == indicators().keys() | {"solar_capacity"}
    assert every["poverty_rate"].dimension == indicators()["poverty_rate"].dimension


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "line 1: the head has no column id, label_vi, aliases"),
        ("id,label_vi\na_b,Tên\n", "line 1: the head has no column aliases"),
        ("id,label_vi,aliases,colour\n", "line 1: unknown column 'colour'"),
        ("id,label_vi,aliases\nXấu,Tên,tên\n", "line 2: the id 'Xấu' must be of small letters"),
        ("id,label_vi,aliases\nfoo,Tên,\n", "line 2: aliases is empty"),
        ("id,label_vi,aliases\nfoo,,tên\n", "line 2: label_vi is empty"),
        ("id,label_vi,aliases\nfoo,Tên,tên\nfoo,Tên,tên\n", "line 3: the id foo stands there twice"),
        ("id,label_vi,aliases,dimension\nfoo,Tên,tên,weight\n", "line 2: dimension is 'weight': write one of money"),
        ("id,label_vi,aliases,additive\nfoo,Tên,tên,maybe\n", "line 2: additive is 'maybe': write one of yes"),
        ("id,label_vi,aliases,units\nfoo,Tên,tên,parsec\n", "line 2: no printed unit means 'parsec'"),
        ("id,label_vi,aliases,aliases\n", "line 1: the column aliases stands there twice"),
        (
            "id,label_vi,aliases\nfoo,Tên,tên, khác\n",
            "line 2: more cells than the head has; put quotes around names with ','",
        ),
        ("id,label_vi,aliases\nfoo,Tên,trồng {corp}\n", "line 2: there is no kind {corp}; known are {animal}"),
        (
            "id,label_vi,aliases,nature,additive\nfoo,Tên,tên,ratio,yes\n",
            "line 2: nature is ratio and additive is not no",
        ),
        ('id,label_vi,aliases\nfoo,"Tên', "unexpected end of data"),
    ],
)
def test_a_wrong_file_is_told_with_its_line(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=r"mine\.csv, ") as caught:
        read_indicators(path)
    assert message in str(caught.value)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "latin.csv").write_bytes("id,label_vi\nfoo,Tªn".encode("latin-1"))
    with pytest.raises(UsageError, match="is not UTF-8"):
        read_indicators(tmp_path / "latin.csv")
    with pytest.raises(UsageError, match="no such file"):
        read_indicators(tmp_path / "none.csv")

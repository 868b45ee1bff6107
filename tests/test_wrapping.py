"""Lines that were broken to fit a width, and lines that were not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

import solieu
from solieu.wrapping import unwrapped

REPORT = """UBND huyện Tân Lập, tỉnh Vĩnh Phúc
Năm 2023, sản lượng lương thực có hạt
đạt 38.580 tấn, tăng 6,8% so với năm
2022; trong đó, sản lượng lúa đạt 32.030
tấn, tăng 8,7%; thịt bò đạt 598 tấn; sữa bò tươi
1.693 tấn; cả huyện có 15 chợ, trong đó có chợ
Bến ở xã Tân An.
Năm 2023, huyện trồng 658 ha rừng."""


@pytest.mark.parametrize(
    "text",
    [
        "Tổng thu ngân sách huyện năm nay\nđạt 372 tỷ đồng.",
        "Tổng thu ngân sách tăng so với năm\n2022.",
        "Hội nghị của Ủy ban nhân dân huyện và\nHội đồng nhân dân huyện.",
        "Trên địa bàn có 5 trường, 12 trạm,\nTân An có 2 chợ.",
        "Tổng thu ngân sách huyện năm nay \r\n   đạt 372 tỷ đồng.",
    ],
)
def test_a_line_goes_on_in_the_next(text: str) -> None:
    joined = unwrapped(text)
    assert "\n" not in joined
    assert len(joined) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tổng thu ngân sách huyện đạt 372 tỷ đồng.\ntrong đó thu nội địa 120 tỷ đồng.",
        "Tổng diện tích gieo trồng 4.200 ha;\nsản lượng 9.500 tấn;",
        "Kết quả các mặt công tác như sau:\na) Thu ngân sách",
        "Kết quả các mặt công tác năm\n2. Thu ngân sách",
        "Kết quả các mặt công tác\nb. Chi ngân sách",
        "Kết quả các mặt công tác\n2.1 Chi ngân sách",
        "Kết quả các mặt công tác\n- chi ngân sách",
        "Kết quả công tác 6 tháng đầu năm\nThu ngân sách đạt 5 tỷ đồng",
        "lúa 20 ha\nngô 30 ha",
        "| Diện tích gieo trồng cả năm | ha |\nlúa | ha |",
        "Diện tích gieo trồng cả năm\tha\nlúa mùa\tha",
        "Diện tích gieo trồng cả năm của huyện\n\nđạt 30 ha",
    ],
)
def test_a_line_that_ends_stays_one(text: str) -> None:
    assert unwrapped(text) == text


def test_figures_of_a_wrapped_report_are_those_of_its_paragraphs() -> None:
    flowing = unwrapped(REPORT)
    assert flowing.count("\n") == 2

    def told(text: str) -> list[tuple[str, str | None, str | None, str]]:
        return [
            (" ".join(o.quote.split()), o.indicator, o.indicator_id, str(o.period))
            for o in solieu.extract(text).observations
        ]

    assert told(REPORT) == told(flowing)
    assert told(REPORT)[3][:2] == ("8,7%", "sản lượng lúa")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_figures_are_quoted_with_their_line_ends(form: str) -> None:
    report = solieu.extract(unicodedata.normalize(form, REPORT))
    quotes = [unicodedata.normalize("NFC", o.quote) for o in report.observations]
    assert "32.030\ntấn" in quotes
    assert all(report.text[o.start : o.end] == o.quote for o in report.observations)


@given(st.text(alphabet="aăĐ1.,;: \t\r\n|-)", max_size=200))
def test_nothing_but_line_ends_and_blanks_before_them_changes(text: str) -> None:
    joined = unwrapped(text)
    assert len(joined) == len(text)
    assert all(a == b or (a.isspace() and b == " ") for a, b in zip(text, joined, strict=True))

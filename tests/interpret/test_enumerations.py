"""Several things that are named together, and as many figures behind them."""

from __future__ import annotations

import pytest

import solieu


def named(text: str) -> list[str | None]:
    return [told.indicator for told in solieu.extract(f"UBND huyện Tân Lập. Năm 2023, {text}").observations]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "cơ cấu nông nghiệp - công nghiệp - dịch vụ tương ứng là 24,1% - 39,4% - 36,5%.",
            ["cơ cấu nông nghiệp", "cơ cấu công nghiệp", "cơ cấu dịch vụ"],
        ),
        (
            "cơ cấu kinh tế nông lâm nghiệp - công nghiệp, xây dựng - dịch vụ: 30 - 40 - 30%.",
            ["cơ cấu kinh tế nông lâm nghiệp", "cơ cấu kinh tế công nghiệp, xây dựng", "cơ cấu kinh tế dịch vụ"],
        ),
        (
            "cơ cấu kinh tế (nông nghiệp - công nghiệp - dịch vụ) đạt 24,1% - 39,4% - 36,5%.",
            ["nông nghiệp", "công nghiệp", "dịch vụ"],
        ),
        (
            "tỷ trọng nông nghiệp, công nghiệp và dịch vụ lần lượt là 24,1%, 39,4% và 36,5%.",
            ["tỷ trọng nông nghiệp", "tỷ trọng công nghiệp", "tỷ trọng dịch vụ"],
        ),
        ("đàn trâu, bò lần lượt có 1.200 con và 3.400 con.", ["đàn trâu", "đàn bò"]),
        ("tỷ lệ hộ nghèo và hộ cận nghèo lần lượt là 2,3% và 4,1%.", ["tỷ lệ hộ nghèo", "tỷ lệ hộ cận nghèo"]),
        ("thu ngân sách và chi ngân sách lần lượt đạt 12 tỷ đồng và 34 tỷ đồng.", ["thu ngân sách", "chi ngân sách"]),
        (
            "tốc độ tăng trưởng các ngành công nghiệp, dịch vụ lần lượt đạt 12,3% và 8,1%.",
            ["tốc độ tăng trưởng các ngành công nghiệp", "tốc độ tăng trưởng các ngành dịch vụ"],
        ),
        (
            "sản lượng lúa, ngô lần lượt đạt 12.000 tấn và 3.400 tấn, tăng lần lượt 2% và 3%.",
            ["sản lượng lúa", "sản lượng ngô", "sản lượng lúa", "sản lượng ngô"],
        ),
        (
            "tỷ lệ giáo viên đạt chuẩn ở mầm non, tiểu học lần lượt là 92% và 88,3%.",
            ["tỷ lệ giáo viên đạt chuẩn ở mầm non", "tỷ lệ giáo viên đạt chuẩn ở tiểu học"],
        ),
    ],
)
def test_each_figure_is_of_one_thing(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # three things and two figures; no word that says that they are told in turn; one name with a dash in it
        ("diện tích lúa, ngô, lạc lần lượt là 120 ha, 35 ha.", "diện tích lúa, ngô, lạc"),
        ("diện tích lúa, ngô đạt 120 ha, 35 ha.", "diện tích lúa, ngô"),
        ("giá trị công nghiệp - xây dựng đạt 120 tỷ đồng, tăng 5%.", "giá trị công nghiệp - xây dựng"),
    ],
)
def test_otherwise_all_are_of_all(text: str, name: str) -> None:
    assert set(named(text)) == {name}


def test_figures_in_turn_of_several_places_are_of_one_thing() -> None:
    text = "UBND huyện. Năm 2023, dân số xã Tân Lập và xã Bình Minh lần lượt là 5.200 người và 6.300 người."
    told = solieu.extract(text).observations
    assert [(one.indicator, one.place) for one in told] == [("dân số", "xã Tân Lập"), ("dân số", "xã Bình Minh")]


def test_the_code_is_that_of_the_one_thing() -> None:
    text = "UBND huyện. Năm 2023, giá trị sản xuất nông nghiệp, công nghiệp lần lượt đạt 120 tỷ đồng, 340 tỷ đồng."
    told = solieu.extract(text).observations
    assert [one.indicator_id for one in told] == ["gross_output_agriculture", "gross_output_industry"]

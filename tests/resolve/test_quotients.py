import pytest

import solieu


@pytest.mark.parametrize(
    ("sentence", "measure"),
    [
        ("Tòa án huyện Tân Lập thụ lý 486 vụ; đã giải quyết 451 vụ, đạt 92,8%.", "share"),
        ("Tòa án huyện Tân Lập thụ lý 486 vụ; đã giải quyết 451 vụ, đạt 95%.", "attainment"),  # of something else
        ("Huyện Tân Lập có 500 ha lúa, gieo cấy 450 ha, đạt 90% kế hoạch.", "attainment"),  # a plan is named
        ("Huyện Tân Lập trồng mới 46/40 ha rừng, đạt 115%.", "attainment"),
        ("Huyện Tân Lập giải ngân 81/325 tỷ đồng, đạt 24,9%.", "attainment"),
        ("Huyện Tân Lập có 38/46 trường đạt chuẩn, đạt 82,6%.", "share"),
        ("Giá trị sản xuất huyện Tân Lập 412,6 tỷ đồng (chỉ tiêu 405 tỷ đồng), đạt 101,9%.", "attainment"),
        ("Huyện Tân Lập có 500 hộ, trồng 450 ha, đạt 90%.", "attainment"),  # of another unit
    ],
)
def test_a_percentage_that_names_no_plan_is_what_the_figures_show(sentence: str, measure: str) -> None:
    percent = solieu.extract(sentence).observations[-1]

    assert (percent.unit, percent.measure) == ("percent", measure)

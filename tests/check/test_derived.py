from __future__ import annotations

from decimal import Decimal

import pytest

from solieu import Derived, derive, extract

HEAD = "UBND huyện Tiên Yên: 9 tháng đầu năm 2022, "


def said(sentence: str) -> list[tuple[str, str | None, str]]:
    return [
        (one.kind, one.period and str(one.period), one.message.partition(": ")[2])
        for one in derive(extract(HEAD + sentence))
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("thu ngân sách đạt 526,8 tỷ đồng, bằng 57,7% dự toán tỉnh giao.", [("plan", "2022", "kế hoạch là từ 912,1 đến 913,9 tỷ đồng")]),
        ("thu ngân sách đạt 526,8 tỷ đồng, tăng 15% so với cùng kỳ năm trước.", [("earlier", "2021-01/2021-09", "số kỳ trước là từ 456,1 đến 460,1 tỷ đồng")]),
        ("thu ngân sách đạt 526,8 tỷ đồng, giảm 15% so với cùng kỳ năm 2021.", [("earlier", "2021-01/2021-09", "số kỳ trước là từ 616,1 đến 623,5 tỷ đồng")]),
        ("thu ngân sách đạt 526,8 tỷ đồng, bằng 80% so với cùng kỳ.", [("earlier", "2021-01/2021-09", "số kỳ trước là từ 654,3 đến 662,7 tỷ đồng")]),
        ("xảy ra 30 vụ tai nạn giao thông, giảm 12 vụ so với cùng kỳ.", [("earlier", "2021-01/2021-09", "số kỳ trước là 42 vụ tai nạn")]),
        ("xảy ra 30 vụ tai nạn giao thông, giảm 12 vụ.", [("earlier", None, "số kỳ trước là 42 vụ tai nạn")]),
        ("thu ngân sách đạt 526,8 tỷ đồng, vượt 5% dự toán tỉnh giao.", [("plan", "2022", "kế hoạch là từ 499,3 đến 504,2 tỷ đồng")]),
        ("thu ngân sách đạt 526,8 tỷ đồng, vượt 132% dự toán tỉnh giao.", []),
        ("thu ngân sách đạt 526,8 tỷ đồng.", []),
        ("thu nhập bình quân đạt 39 triệu đồng, bằng 80% bình quân cả nước.", []),
    ],
)  # fmt: skip
def test_what_printed_figures_imply(sentence: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert said(sentence) == expected


def test_a_derived_figure_is_no_observation() -> None:
    report = extract(HEAD + "thu ngân sách đạt 526,8 tỷ đồng, bằng 57,7% dự toán tỉnh giao.")
    (plan,) = derive(report)
    assert isinstance(plan, Derived)
    assert (plan.observations, plan.indicator_id, plan.place_code, plan.basis) == (
        (0, 1),
        "budget_revenue",
        "199",
        "dự toán tỉnh giao",
    )
    assert plan.low < Decimal(913) * 10**9 < plan.high
    assert (plan.unit, plan.unit_text) == ("VND", "tỷ đồng")
    assert plan.message_en.endswith("the plan is from 912.1 to 913.9 tỷ đồng")
    assert len(report.observations) == 2
    with pytest.raises(AttributeError):
        plan.low = Decimal(0)  # type: ignore[misc]

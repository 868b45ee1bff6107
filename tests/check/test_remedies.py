"""What a finding says would have to be true: whoever writes it so into the report finds nothing any more."""

import re

import pytest

from solieu import Finding, extract

PLACE = "UBND huyện Tiên Yên: "
_FRACTION = re.compile(r"(.+) trong “(.+)” phải là (.+)")
_FIGURE = re.compile(r"(.+) phải là (.+)")


def only(text: str) -> Finding:
    (finding,) = extract(PLACE + text).findings
    return finding


def settled(text: str, remedy: str) -> list[str]:
    """``text`` with the figure of ``remedy`` as it would have to be: once with the least, once with the most."""
    fraction = _FRACTION.fullmatch(remedy)
    if fraction:
        number, quote, needed = fraction.groups()
        return [text.replace(quote, quote.replace(number, end)) for end in needed.split("–")]
    found = _FIGURE.fullmatch(remedy)
    assert found is not None, remedy
    quote, needed = found.groups()
    ends = re.fullmatch(r"(\D*)([\d.,]+)(?:–([\d.,]+))?(.*)", needed)
    assert ends is not None, needed
    before, least, most, unit = ends.groups()
    return [text.replace(quote, f"{before}{end}{unit}") for end in (least, most or least)]


@pytest.mark.parametrize(
    ("text", "remedies"),
    [
        ("Trồng rừng đạt 120,5 ha, bằng 85% kế hoạch 150 ha.", 3),
        ("Giải ngân vốn đạt 12,5/15,5 tỷ đồng, đạt 65% kế hoạch.", 3),
        ("Giải quyết 126/106 tin, đạt 84%.", 3),
        # No number of targets is 71,9 % of 42, and of none are 26 so many.
        ("Hoàn thành 26/42 chỉ tiêu, đạt 71,9%.", 1),
        ("Thu ngân sách đạt 526,8 tỷ đồng, tăng 15,4% so với cùng kỳ (498,2 tỷ đồng).", 3),
        ("Cấp 306 sổ, gồm: 189 sổ cấp mới và 116 sổ cấp lại.", 3),
    ],
)
def test_a_report_with_what_would_have_to_be_true_raises_nothing(text: str, remedies: int) -> None:
    finding = only(text)
    assert len(finding.remedies) == len(finding.remedies_en) == remedies
    for remedy in finding.remedies:
        for mended in settled(text, remedy):
            assert mended != text
            assert extract(PLACE + mended).findings == (), mended


def test_nothing_would_have_to_be_below_nothing_or_what_it_is() -> None:
    remedies = [
        remedy
        for text in (
            "Xảy ra 13 vụ tai nạn, trong đó 7 vụ đường bộ, 8 vụ đường sắt, 1 vụ đường thủy.",
            "Hỗ trợ 1.246,86 tấn gạo cho 84.324 nhân khẩu, mức hỗ trợ 15 kg/người.",
            "Tỷ trọng nông nghiệp chiếm 140% tổng giá trị.",
            "Có 21/18 xã đạt chuẩn.",
        )
        for finding in extract(PLACE + text).findings
        for remedy in finding.remedies
    ]
    assert remedies
    assert not [one for one in remedies if " phải là -" in one or len(set(one.split(" phải là "))) == 1]


@pytest.mark.parametrize(
    ("text", "remedies"),
    [
        (
            "Tổng đàn gia súc đạt 15,2 nghìn con, trong đó: trâu 5,1 nghìn con, bò 12,3 nghìn con.",
            ("15,2 nghìn con phải là 17,4 nghìn con trở lên",),
        ),
        (
            "Tỷ lệ hộ nghèo giảm từ 5,2% xuống còn 6,1%.",
            ("6,1% phải là 5,2% trở xuống", "5,2% phải là 6,1% trở lên"),
        ),
        (
            "Tỷ lệ hộ tham gia bảo hiểm tăng từ 85,2% lên 76,1%.",
            ("76,1% phải là 85,2% trở lên", "85,2% phải là 76,1% trở xuống"),
        ),
    ],
)
def test_what_has_to_be_large_enough_is_told_by_what_is_printed(text: str, remedies: tuple[str, ...]) -> None:
    assert only(text).remedies[: len(remedies)] == remedies


def test_a_sentence_tells_what_a_pocket_calculator_gives() -> None:
    finding = only("Trồng rừng đạt 120,5 ha, bằng 85% kế hoạch 150 ha.")
    assert finding.message == "120,5 ha so với kế hoạch 150 ha là 80,3%, nhưng báo cáo ghi 85%."
    assert finding.expected == "80,0–80,6%"


def test_a_hedge_leaves_a_range() -> None:
    finding = only("Trồng rừng đạt gần 120,5 ha, bằng 95% kế hoạch 150 ha.")
    assert re.search(r"là [\d,]+–[\d,]+%, nhưng", finding.message)

from typing import TYPE_CHECKING, NamedTuple

import pytest

import solieu
from solieu.knowledge.catalogue import catalogue
from solieu.model import Measure
from solieu.recognise.mentions import find_mentions
from solieu.recognise.times import find_times
from solieu.resolve.indicator_frames import IndicatorFrames
from solieu.segment.blocks import blocks as find_blocks
from solieu.segment.sentences import sentences as find_sentences
from solieu.text import prepare

if TYPE_CHECKING:
    from solieu.spans import Mention


class Figure(NamedTuple):
    quote: str
    measure: Measure = "level"
    subject: str | None = None
    carried: bool = False


def named(given: str, *figures: Figure, title: str | None = None) -> list[str | None]:
    """The identifiers of ``figures``, which stand in ``given`` in this order."""
    text = prepare(given)
    blocks = find_blocks(text)
    sentences = find_sentences(text, blocks)
    mentions = iter(find_mentions(text, find_times(text)))
    frames = IndicatorFrames(text, blocks, title, catalogue())

    def identifier(figure: Figure) -> str | None:
        mention: Mention = next(mention for mention in mentions if mention.quote == figure.quote)
        sentence = next(s for s in sentences if s.start <= mention.start < s.end)
        return frames.of(mention, figure.measure, sentence, figure.subject, carried=figure.carried)

    return [identifier(figure) for figure in figures]


def test_what_compares_a_figure_is_named_as_the_figure() -> None:
    assert named(
        "Xoài: 1.250 tấn, tăng 3,1% (+38 tấn).",
        Figure("1.250 tấn", subject="xoài"),
        Figure("3,1%", "change", subject="xoài", carried=True),
        Figure("38 tấn", "difference", subject="xoài", carried=True),
    ) == ["crop_output", "crop_output", "crop_output"]


def test_the_words_behind_a_counted_thing_name_it() -> None:
    assert named(
        "Năm nay, huyện phấn đấu đưa 120 lao động đi làm việc có thời hạn ở nước ngoài.",
        Figure("120 lao động", subject="đưa lao động đi"),
    ) == ["labour_export"]


def test_a_part_is_named_as_its_whole() -> None:
    assert (
        named(
            "Toàn tỉnh đưa 900 lao động đi làm việc ở nước ngoài. Trong đó thị trường Nhật Bản: 610, Hàn Quốc: 290.",
            Figure("900 lao động", subject="đưa lao động đi làm việc ở nước ngoài"),
            Figure("610", subject="thị trường nhật bản"),
            Figure("290", subject="hàn quốc"),
        )
        == ["labour_export"] * 3
    )


def test_a_figure_of_another_unit_is_no_part() -> None:
    assert named(
        "Thu ngân sách đạt 45 tỷ đồng, trong đó có 12 hội trường.",
        Figure("45 tỷ đồng", subject="thu ngân sách"),
        Figure("12 hội", subject="hội trường"),
    ) == ["budget_revenue", None]


def test_coordinated_counts_are_named_by_the_words_behind_the_last() -> None:
    assert (
        named(
            "Công an huyện bắt 9 vụ, 11 đối tượng phạm tội về ma túy.",
            Figure("9 vụ", subject="bắt"),
            Figure("11 đối tượng", subject="phạm tội về ma túy"),
        )[1]
        == "drug_cases"
    )


@pytest.mark.parametrize(
    ("heading", "indicator"),
    [("Phòng, chống bệnh sốt xuất huyết", "disease_cases"), ("Phòng, chống dịch COVID-19", "covid_cases")],
)
def test_the_heading_tells_which_cases_are_meant(heading: str, indicator: str) -> None:
    given = f"I. {heading.upper()}\nToàn tỉnh có 310 ca, tập trung ở các phường trung tâm."
    assert named(given, Figure("310 ca", subject="ca"), title=heading) == [indicator]


def test_a_falling_poverty_rate_is_filed_as_the_reduction_of_poverty() -> None:
    assert named(
        "Tỷ lệ hộ nghèo còn 2,4%, giảm 0,9% so với năm trước.",
        Figure("2,4%", subject="tỷ lệ hộ nghèo"),
        Figure("0,9%", "difference", subject="tỷ lệ hộ nghèo", carried=True),
    ) == ["poverty_rate", "poverty_reduction"]


def test_a_comparison_without_a_named_figure_before_it_stays_unnamed() -> None:
    assert named(
        "Doanh thu của hãng đạt 35 tỷ đồng, tăng 5%.",
        Figure("35 tỷ đồng", subject="doanh thu của hãng"),
        Figure("5%", "change", subject="doanh thu của hãng", carried=True),
    ) == [None, None]


def test_a_conjunction_between_two_figures_parts_what_names_them() -> None:
    assert named(
        "Xảy ra 6 vụ tai nạn giao thông, làm 3 người chết và 12 người bị thương.",
        Figure("6 vụ tai nạn", subject="vụ tai nạn giao thông"),
        Figure("3 người", subject="làm chết người"),
        Figure("12 người", subject="người bị thương"),
    ) == ["traffic_accidents", "traffic_deaths", "traffic_injuries"]


def test_parts_are_named_as_their_whole_across_rates() -> None:
    assert (
        named(
            "Sản lượng thủy sản đạt 184 tấn, tăng 3,3%; trong đó nuôi trồng 115 tấn, khai thác 69 tấn.",
            Figure("184 tấn", subject="sản lượng thủy sản"),
            Figure("3,3%", "change", subject="sản lượng thủy sản", carried=True),
            Figure("115 tấn", subject="nuôi trồng"),
            Figure("69 tấn", subject="khai thác"),
        )
        == ["aquatic_output"] * 4
    )


def test_items_under_an_announced_whole_are_its_parts() -> None:
    assert (
        named(
            "- Tổng giá trị sản xuất: 15 tỷ đồng, trong đó:\n+ Xây dựng: 5 tỷ đồng.\n+ Dịch vụ: 4 tỷ đồng.",
            Figure("15 tỷ đồng", subject="tổng giá trị sản xuất"),
            Figure("5 tỷ đồng", subject="xây dựng"),
            Figure("4 tỷ đồng", subject="dịch vụ"),
        )
        == ["gross_output"] * 3
    )


def test_what_grows_by_itself_is_no_part_of_what_grew_before() -> None:
    assert named(
        "Công nghiệp - xây dựng tăng 9,9%; dịch vụ tăng 7,1%.",
        Figure("9,9%", "change", subject="công nghiệp - xây dựng"),
        Figure("7,1%", "change", subject="dịch vụ"),
    ) == ["gross_output_industry_construction", None]


def test_the_parts_of_an_index_are_filed_as_the_index() -> None:
    given = "Chỉ số sản xuất công nghiệp tăng 5%, trong đó khai khoáng tăng 3%."
    figures = Figure("5%", "change", "chỉ số sản xuất công nghiệp"), Figure("3%", "change", "khai khoáng")
    assert named(given, *figures) == ["iip", "iip"]


def test_a_rate_without_a_percent_sign_has_its_own_name() -> None:
    given = "Số giường bệnh là 93,02; Tỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ là 90,02."
    figures = (
        Figure("93,02", subject="số giường bệnh"),
        Figure("90,02", subject="tỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ"),
    )
    assert named(given, *figures) == ["hospital_beds", "immunisation_rate"]


def test_what_a_surface_yields_is_fish() -> None:
    told = solieu.extract("Xã Tân Lập năm 2024.\n- Thủy sản: Diện tích nuôi 86 ha, sản lượng 312 tấn.").observations
    assert [o.indicator_id for o in told] == ["aquaculture_area", "aquatic_output"]


def test_a_text_of_one_paragraph_is_no_title_to_its_own_figures() -> None:
    text = "Huyện Tân Lập năm 2023: gieo cấy 3.250 ha lúa, sản lượng 20.637 tấn. Nuôi trồng thủy sản 1.450 ha, sản lượng thủy sản 5.670 tấn."
    assert [o.indicator_id for o in solieu.extract(text).observations if o.unit == "kg"] == [
        "crop_output",
        "aquatic_output",
    ]


@pytest.mark.parametrize(
    ("criteria", "indicator"), [("19", "ntm_communes"), ("19/19", "ntm_communes"), ("18", None), ("15 - 18", None)]
)
def test_communes_meet_the_standard_with_all_its_criteria(criteria: str, indicator: str | None) -> None:
    communes = solieu.extract(f"Huyện có 6 xã đạt {criteria} tiêu chí.").observations[0]
    assert communes.indicator_id == indicator

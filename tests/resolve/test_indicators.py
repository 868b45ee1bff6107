import pytest

from solieu import extract
from solieu.model import Measure
from solieu.resolve.indicators import Quantity, find


def identify(phrase: str, dimension: str, measure: Measure, **known: str) -> str | None:
    found = find(phrase, Quantity(dimension, measure, **known))
    return found.name.id if found else None


@pytest.mark.parametrize(
    ("phrase", "indicator"),
    [
        ("tỷ lệ hồ sơ của tổ chức được giải quyết trực tuyến", "online_procedures_rate"),
        ("tỷ lệ hộ dân trên địa bàn được sử dụng nước sạch", "clean_water_rate"),
        ("tỷ lệ lao động toàn xã đã qua đào tạo", "trained_labour_rate"),
        ("tỷ lệ thu gom và xử lý rác thải ở đô thị", "waste_collection_rate"),
        ("xã, phường đạt chuẩn quốc gia về y tế", "commune_health_standard"),
    ],
)
def test_fillers_do_not_hide_a_name(phrase: str, indicator: str) -> None:
    assert identify(phrase, "percent", "level") == indicator


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("thu nsnn", "thu ngân sách nhà nước"),
        ("gtsx cn-ttcn", "giá trị sản xuất công nghiệp - tiểu thủ công nghiệp"),
        ("chi đầu tư xdcb", "chi đầu tư xây dựng cơ bản"),
        ("kinh phí bồi thường gpmb", "kinh phí bồi thường giải phóng mặt bằng"),
    ],
)
def test_a_short_form_is_what_it_stands_for(short: str, full: str) -> None:
    assert identify(short, "money", "level") == identify(full, "money", "level") is not None


@pytest.mark.parametrize(
    ("phrase", "dimension", "indicator"),
    [
        ("diện tích sầu riêng", "area", "planted_area"),
        ("sầu riêng", "area", "planted_area"),
        ("sầu riêng", "mass", "crop_output"),
        ("cây hồ tiêu", "area", "planted_area"),
        ("sản lượng cá tra", "mass", "aquatic_output"),
        ("đàn dê", "count", "livestock_head"),
        ("xi măng", "mass", "industrial_product_volume"),
    ],
)
def test_a_product_is_measured_by_what_its_unit_measures(phrase: str, dimension: str, indicator: str) -> None:
    assert identify(phrase, dimension, "level") == indicator


@pytest.mark.parametrize(
    ("sentence", "indicator"),
    [
        ("Tổng số trẻ sinh ra trong tháng là 125 cháu.", "births"),
        ("Số trẻ là con thứ ba trở lên 9 cháu.", "births"),
        ("Toàn trường có 350 trẻ.", "students"),
        ("Tỷ lệ sinh con thứ 3 trở lên 12,2%.", "population_growth_rate"),
        ("Toàn xã có 48 hộ đạt gia đình văn hóa.", "cultural_families"),
        ("98% hộ đạt danh hiệu gia đình văn hóa.", "cultural_families_rate"),
        ("Toàn xã có 1.200 hộ gia đình.", "population"),
    ],
)
def test_what_the_same_unit_counts_is_told_by_the_name(sentence: str, indicator: str) -> None:
    assert [one.indicator_id for one in extract(sentence).observations] == [indicator]


@pytest.mark.parametrize(
    ("phrase", "context", "indicator"),
    [
        ("bệnh nhân điều trị khỏi", "phòng, chống dịch covid-19", "covid_recovered"),
        ("bệnh nhân điều trị khỏi", "khám bệnh, chữa bệnh", None),
        ("trường hợp dương tính", "dịch covid-19", "covid_cases"),
        ("trường hợp dương tính", "vi phạm ma túy", None),
    ],
)
def test_a_case_is_of_an_epidemic_only_where_it_is_spoken_of(phrase: str, context: str, indicator: str | None) -> None:
    assert identify(phrase, "count", "level", unit="case", context=context) == indicator


def test_a_vaccine_is_written_in_two_ways() -> None:
    assert identify("trẻ được tiêm chủng đủ loại vác xin", "percent", "level") == "immunisation_rate"
    assert identify("trẻ được tiêm chủng đủ loại vắc xin", "percent", "level") == "immunisation_rate"


def test_a_yield_is_by_the_hectare() -> None:
    assert identify("năng suất ngô", "mass_rate", "level", unit="kg", unit_text="tạ/ha") == "crop_yield"
    assert identify("năng suất nhà máy", "mass_rate", "level", unit="kg", unit_text="tấn/năm") is None


def test_the_start_of_a_word_of_another_meaning_is_no_product() -> None:
    assert identify("cam kết bảo vệ rừng", "mass", "level") is None
    assert identify("điều chỉnh quy hoạch", "area", "level") is None


@pytest.mark.parametrize(
    ("phrase", "unit", "indicator"),
    [
        ("hộ nghèo", "household", "poor_households"),
        ("tai nạn giao thông", "incident", "traffic_accidents"),
        ("người chết do tai nạn giao thông", "person", "traffic_deaths"),
        ("khám bệnh", "visit", "medical_visits"),
        ("kết nạp", "party_member", "party_members"),
        ("kết nạp hội viên", "union_member", "union_members"),
    ],
)
def test_a_count_is_of_things_that_can_be_so_counted(phrase: str, unit: str, indicator: str) -> None:
    assert identify(phrase, "count", "level", unit=unit) == indicator


@pytest.mark.parametrize(
    ("phrase", "dimension", "unit"),
    [
        ("tỷ lệ hộ nghèo", "money", "VND"),
        ("thu ngân sách nhà nước", "percent", "percent"),
        ("người chết do tai nạn giao thông", "count", "animal"),
        ("kỷ luật đảng viên", "count", "school"),
    ],
)
def test_a_unit_that_does_not_fit_leaves_a_figure_unnamed(phrase: str, dimension: str, unit: str) -> None:
    assert identify(phrase, dimension, "level", unit=unit) is None


@pytest.mark.parametrize("measure", ["attainment", "change", "index", "rank"])
def test_a_comparison_may_be_of_anything(measure: Measure) -> None:
    assert identify("thu ngân sách nhà nước", "percent", measure) == "budget_revenue"


def test_growth_is_an_indicator_only_where_it_is_printed_as_one() -> None:
    assert identify("tốc độ tăng trưởng grdp", "percent", "change") == "grdp_growth"
    assert identify("tổng sản phẩm trên địa bàn", "percent", "change") == "grdp"


def test_a_share_of_a_sector_is_of_the_economic_structure_where_that_is_the_topic() -> None:
    phrase, topic = "công nghiệp - xây dựng", "cơ cấu kinh tế chuyển dịch tích cực"
    assert identify(phrase, "percent", "share", context=topic) == "economic_structure"
    assert identify(phrase, "money", "level", context=topic) == "gross_output_industry_construction"


def test_a_name_that_needs_a_context_is_found_only_there() -> None:
    assert identify("tổng vốn đăng ký", "money", "level", context="cấp mới 12 dự án fdi") == "fdi_capital"
    assert identify("tổng vốn đăng ký", "money", "level", context="cấp mới 12 dự án trong nước") == "project_capital"
    assert identify("tổng sản lượng", "mass", "level", context="về nuôi tôm") == "aquatic_output"
    assert identify("tổng sản lượng", "mass", "level", context="về cây lúa") == "crop_output"
    assert identify("sản xuất và phân phối điện", "percent", "change", context="chỉ số sản xuất công nghiệp") == "iip"
    assert identify("người chết", "count", "level", unit="person", context="6 vụ tai nạn") == "traffic_deaths"
    assert identify("người chết", "count", "level", unit="person", context="bão làm") == "disaster_damage"
    assert identify("người chết", "count", "level", unit="person", context="94 vụ phạm pháp hình sự") is None
    assert identify("số tiền tiết kiệm", "money", "level", context="qua đấu thầu") == "budget_saving"
    assert identify("tỷ lệ tiêm vắc xin", "percent", "level", context="phòng bệnh sởi") == "immunisation_rate"
    assert identify("thiệt hại", "money", "level", context="vụ phạm pháp hình sự") is None
    assert identify("thiệt hại", "money", "level", context="sau bão") == "disaster_damage"
    assert identify("đón lượt", "count", "level", unit="visit", context="khách quốc tế đến tăng cao") == "tourists"
    given = "giấy chứng nhận đăng ký kinh doanh"
    assert identify(given, "count", "level", unit="certificate") == "household_businesses"
    assert (
        identify("giấy chứng nhận", "count", "level", unit="certificate", context="đo đạc đất") == "land_certificates"
    )
    assert identify("số tiền tiết kiệm", "money", "level", context="các tổ vay vốn") is None


@pytest.mark.parametrize(
    ("phrase", "indicator"),
    [
        ("giá trị sản xuất công nghiệp - xây dựng", "gross_output_industry_construction"),
        ("giá trị sản xuất công nghiệp", "gross_output_industry"),
        ("giá trị sản xuất", "gross_output"),
        ("thu tiền sử dụng đất", "budget_revenue_land"),
        ("thu cân đối ngân sách", "budget_revenue_balance"),
        ("tổng thu ngân sách huyện", "budget_revenue"),
        ("thu ngân sách huyện được hưởng", "budget_revenue_local_share"),
    ],
)
def test_the_name_that_says_most_wins(phrase: str, indicator: str) -> None:
    assert identify(phrase, "money", "level") == indicator


@pytest.mark.parametrize(
    ("phrase", "unit"),
    [
        ("xử lý doanh nghiệp gian lận hoàn thuế giá trị gia tăng", "enterprise"),
        ("hộ chưa có sóng điện thoại di động", "household"),
    ],
)
def test_a_unit_alone_names_nothing_that_is_said_to_be_more(phrase: str, unit: str) -> None:
    words = {"enterprise": "doanh nghiệp", "household": "hộ"}
    assert identify(phrase, "count", "level", unit=unit, unit_text=words[unit]) is None


@pytest.mark.parametrize(
    ("phrase", "unit"), [("xã chưa đạt chuẩn nông thôn mới", "commune"), ("trường không đạt chuẩn quốc gia", "school")]
)
def test_a_name_is_not_its_opposite(phrase: str, unit: str) -> None:
    known = phrase.replace(" chưa", "").replace(" không", "")
    assert identify(known, "count", "level", unit=unit) is not None
    assert identify(phrase, "count", "level", unit=unit) is None


def test_the_rate_of_a_count_is_named_by_the_count() -> None:
    assert identify("tỷ lệ xã đạt chuẩn nông thôn mới nâng cao", "percent", "level") == "ntm_advanced_communes"


@pytest.mark.parametrize(
    "phrase", ["", " ", "{crop}", "của các trên", "%$#", "a" * 5000, "thu " * 2000, "thu " * 20_000 + "ngân sách"]
)
def test_odd_phrases_have_no_name(phrase: str) -> None:
    assert identify(phrase, "percent", "level") is None


@pytest.mark.parametrize(
    ("sentence", "indicators"),
    [
        (
            "bảo hiểm thất nghiệp 191.379 người, chiếm 32,5% lao động.",
            ["social_insurance_members", "social_insurance_members"],
        ),
        ("tỷ lệ thất nghiệp khu vực thành thị là 3,2%.", ["unemployment_rate"]),
        ("ngân hàng chính sách xã hội giải ngân 240 tỷ đồng cho hội viên vay vốn.", ["credit_lending"]),
        ("giải ngân 240 tỷ đồng vốn đầu tư công.", ["public_investment_disbursed"]),
        ("biểu dương 20 tập thể.", ["emulation_awards"]),
        ("xử phạt vi phạm hành chính 20 tập thể.", [None]),
        (
            "phát triển doanh nghiệp: có 40 dự án FDI với tổng số vốn đăng ký 573 triệu USD và 542 dự án trong nước với tổng vốn đăng ký 84 tỷ đồng.",
            ["fdi_projects", "fdi_capital", "projects", "project_capital"],
        ),
        ("huyện có diện tích 267,7 km2.", ["natural_area"]),
        ("phát triển thêm 8 doanh nghiệp mới.", ["enterprises_new"]),
        ("tổng vốn đầu tư công của tỉnh giao đã giải ngân 182 tỷ đồng.", ["public_investment_disbursed"]),
        ("thuế GTGT tăng 3%.", ["budget_revenue_tax"]),
        (
            "giá trị sản xuất công nghiệp đạt 12.356 tỷ đồng; trong đó, khu vực kinh tế tập thể đạt 55 tỷ đồng.",
            ["gross_output_industry", "gross_output_industry"],
        ),
        ("doanh nghiệp có vốn đầu tư nước ngoài nộp 10 tỷ đồng.", [None]),
        ("thu ngân sách đạt 10 tỷ đồng; hỗ trợ xây nhà 5 tỷ đồng.", ["budget_revenue", None]),
        ("tổng dư nợ 7 tỷ đồng; thiệt hại 3 tỷ đồng; giá trị hàng hóa 5 tỷ đồng.", ["credit_outstanding", None, None]),
        ("kim ngạch xuất khẩu gạo 5 triệu USD, cà phê 3 triệu USD.", ["exports", "exports"]),
        (
            "có 212 dự án với tổng vốn đăng ký là 1.618 tỷ đồng và 263,2 triệu USD.",
            ["projects", "project_capital", "project_capital"],
        ),
        (
            "có 109 doanh nghiệp thành lập mới với số vốn đăng ký 2.638 tỷ đồng; 13 doanh nghiệp giải thể.",
            ["enterprises_new", "enterprises_capital", "enterprises_total"],
        ),
    ],
)
def test_what_stands_around_a_name_tells_which_of_two_it_is(sentence: str, indicators: list[str]) -> None:
    told = extract(f"UBND huyện Tân Lập. Năm 2021, {sentence}").observations
    assert [one.indicator_id for one in told] == indicators

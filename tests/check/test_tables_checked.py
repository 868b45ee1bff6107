"""Tables whose figures cannot all be true, and tables that are right though they do not add up. All figures are invented."""

import random
import re
import sys
from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import documents
import pytest
import table_corruptions
from hypothesis import given, settings
from hypothesis import strategies as st
from layouts import layouts
from written import written

from solieu.check.figures import Figures
from solieu.check.tables import tables
from solieu.model import Finding, Report
from solieu.pipeline import understand
from solieu.read import read
from solieu.text import prepare

HEAD = "ỦY BAN NHÂN DÂN HUYỆN TIÊN YÊN\n\nTiên Yên, ngày 05 tháng 10 năm 2022\n\n"
ALL = layouts()
QUOTED_TWICE = re.compile("“[^”]*“")
FORMATS = {"xlsx": documents.xlsx, "docx": documents.docx, "html": documents.page, "pdf": documents.pdf}


def figures_of(report: Report) -> Figures:
    """The figures of a report as the checks see them."""
    return Figures(report, prepare(report.text))


def findings(text: str) -> list[Finding]:
    """What the checks of tables find."""
    return list(tables(figures_of(understand(written(HEAD + text)))))


RIGHT = {
    "some of which": """
Dân số và lao động 9 tháng năm 2022
| Chỉ tiêu | ĐVT | Năm 2021 | Năm 2022 |
| Tổng số lao động | Người | 25.400 | 26.100 |
| Trong đó: Lao động nữ | Người | 12.300 | 12.900 |
| Lao động dân tộc thiểu số | Người | 14.800 | 15.200 |
""",
    "some communes under the whole district": """
Diện tích lúa năm 2022 (ha)
| TT | Xã | Kế hoạch | Thực hiện |
| | Toàn huyện | 3.250 | 3.180 |
| 1 | Xã Đông Ngũ | 420 | 415 |
| 2 | Xã Đông Hải | 380 | 382 |
| 3 | Xã Hải Lạng | 295 | 290 |
""",
    "percentages of unrounded amounts": """
Thu ngân sách 9 tháng năm 2022
ĐVT: tỷ đồng
| Nội dung | Dự toán 2022 | TH 9 tháng | TH/DT (%) |
| Thu nội địa | 1,2 | 0,8 | 69,4 |
| Thu tiền sử dụng đất | 3,4 | 2,9 | 86,3 |
| Lệ phí trước bạ | 5,1 | 4,4 | 85,9 |
| Thu khác | 0,9 | 0,7 | 80,1 |
""",
    "rounded parts": """
Chi ngân sách 9 tháng năm 2022
ĐVT: tỷ đồng
| TT | Nội dung | Dự toán | Thực hiện | Cùng kỳ |
| | Tổng chi | 10,1 | 7,2 | 6,7 |
| 1 | Chi đầu tư | 3,4 | 2,5 | 2,2 |
| 2 | Chi thường xuyên | 3,4 | 2,4 | 2,2 |
| 3 | Chi khác | 3,4 | 2,4 | 2,2 |
""",
    "two plans, and now one and now the other is compared": """
Thu ngân sách 9 tháng năm 2022
ĐVT: triệu đồng
| Nội dung | DT tỉnh giao | DT huyện giao | Thực hiện 9 tháng | So với DT (%) |
| Thuế ngoài quốc doanh | 31.500 | 33.000 | 17.820 | 56,6 |
| Lệ phí trước bạ | 24.000 | 26.500 | 14.310 | 54,0 |
| Thu tiền sử dụng đất | 80.000 | 120.000 | 71.400 | 89,3 |
| Thu khác | 12.000 | 15.000 | 9.300 | 62,0 |
""",
    "a stock does not add up over quarters": """
Chăn nuôi năm 2021
| Chỉ tiêu | ĐVT | Quý I | Quý II | Quý III | Quý IV | Cả năm |
| Thịt hơi xuất chuồng | Tấn | 310,5 | 298,0 | 305,5 | 342,0 | 1.256,0 |
| Sản lượng thủy sản | Tấn | 1.210 | 1.340 | 1.290 | 1.160 | 5.000 |
| Tổng đàn lợn | Con | 15.200 | 15.400 | 15.900 | 16.100 | 16.100 |
| Tỷ lệ che phủ rừng | % | 62,1 | 62,1 | 62,3 | 62,4 | 62,4 |
""",
    "rates do not add up": """
Năng suất lúa năm 2022
| TT | Xã | Diện tích (ha) | Năng suất (tạ/ha) | Sản lượng (tấn) |
| 1 | Xã Đông Ngũ | 420 | 52,0 | 2.184,0 |
| 2 | Xã Đông Hải | 380 | 50,5 | 1.919,0 |
| 3 | Xã Hải Lạng | 295 | 48,0 | 1.416,0 |
| | Cộng | 1.095 | 50,4 | 5.519,0 |
""",
    "what is to fall is attained from above": """
Chỉ tiêu năm 2021
| Chỉ tiêu | ĐVT | Kế hoạch 2021 | Thực hiện 2021 | So với KH (%) |
| Tổng thu ngân sách | Tỷ đồng | 913 | 926,8 | 101,5 |
| Diện tích trồng rừng | Ha | 520 | 548 | 105,4 |
| Số lao động có việc làm mới | Người | 1.500 | 1.535 | 102,3 |
| Tỷ lệ hộ nghèo | % | 1,20 | 1,05 | 114,3 |
""",
    "points under a head of percent": """
Kết quả 9 tháng năm 2022
| Chỉ tiêu | ĐVT | 9 tháng 2021 | 9 tháng 2022 | Tăng, giảm (%) |
| Tổng thu ngân sách | Tỷ đồng | 400 | 412 | 3,0 |
| Số lượt khám bệnh | Lượt | 12.000 | 12.600 | 5,0 |
| Sản lượng thủy sản | Tấn | 5.000 | 4.800 | -4,0 |
| Tỷ lệ bao phủ bảo hiểm y tế | % | 92,6 | 93,1 | 0,5 |
""",
    "kinds that overlap beside kinds that do not": """
Học sinh năm học 2021-2022
| TT | Trường | Số học sinh | > | > | > |
| ^ | ^ | Tổng số | Nam | Nữ | Dân tộc |
| 1 | Mầm non Hoa Sen | 212 | 110 | 102 | 0 |
| 2 | Tiểu học Thị trấn | 455 | 230 | 225 | 0 |
| 3 | Tiểu học Đông Ngũ | 380 | 195 | 185 | 0 |
| 4 | THCS Hải Lạng | 340 | 166 | 174 | 215 |
| 5 | THCS Hà Lâu | 265 | 138 | 127 | 198 |
""",
    "kinds that some rows do not list": """
Số cơ sở kinh doanh năm 2021
| TT | Xã | Số cơ sở | > | > |
| ^ | ^ | Tổng số | Hộ kinh doanh | Hợp tác xã |
| 1 | Xã Đông Ngũ | 42 | 40 | 2 |
| 2 | Xã Đông Hải | 38 | 35 | 1 |
| 3 | Xã Hải Lạng | 29 | 25 | 1 |
| 4 | Xã Hà Lâu | 31 | 26 | 2 |
""",
    "sections with sums and a sum of all": """
Chi ngân sách năm 2021 (triệu đồng)
| TT | Nội dung | Dự toán | Quyết toán |
| I | Chi đầu tư | | |
| 1 | Giao thông | 12.500 | 12.310 |
| 2 | Trường học | 8.400 | 8.395 |
| | Cộng | 20.900 | 20.705 |
| II | Chi thường xuyên | | |
| 1 | Giáo dục | 45.000 | 44.870 |
| 2 | Quản lý hành chính | 21.300 | 21.295 |
| | Cộng | 66.300 | 66.165 |
| | Tổng cộng | 87.200 | 86.870 |
""",
    "dashes are nothing, blanks are not known": """
Số vụ việc năm 2021 (vụ)
| TT | Xã | Tiếp nhận | Giải quyết | Chuyển |
| 1 | Xã Đông Ngũ | 42 | 40 | - |
| 2 | Xã Đông Hải | 38 | | 3 |
| 3 | Xã Hải Lạng | 29 | 25 | 1 |
| | Cộng | 109 | 103 | 4 |
""",
    "rounded prose": """
Thu nội địa trên địa bàn 9 tháng đầu năm 2022 đạt gần 99 tỷ đồng.

Biểu 1: Thu ngân sách 9 tháng đầu năm 2022
| Chỉ tiêu | ĐVT | Kế hoạch 2022 | Thực hiện 9 tháng | So với KH (%) |
| Tổng thu ngân sách nhà nước | Tỷ đồng | 913 | 526,8 | 57,7 |
| Thu nội địa | Tỷ đồng | 120 | 98,5 | 82,1 |
""",
    "a first plan and one that was adjusted": """
Vốn đầu tư năm 2021
ĐVT: triệu đồng
| TT | Nguồn vốn | KH giao đầu năm | KH điều chỉnh | Thực hiện | TH/KH đầu năm (%) | TH/KH điều chỉnh (%) |
| 1 | Ngân sách tỉnh | 31.500 | 33.000 | 17.820 | 56,6 | 54,0 |
| 2 | Ngân sách huyện | 24.000 | 26.500 | 14.310 | 59,6 | 54,0 |
| 3 | Ngân sách xã | 80.000 | 120.000 | 71.400 | 89,3 | 59,5 |
| | Cộng | 135.500 | 179.500 | 103.530 | 76,4 | 57,7 |
""",
    "times that hold each other": """
Sản lượng năm 2021
| Chỉ tiêu | ĐVT | Quý I | 6 tháng | 9 tháng | Cả năm |
| Sản lượng thủy sản | Tấn | 1.210 | 2.550 | 3.840 | 5.000 |
| Sản lượng gỗ khai thác | m3 | 2.410 | 4.615 | 6.995 | 9.635 |
""",
    "a list of which the head is no sum": """
Kết quả năm 2021
| TT | Nội dung | ĐVT | Kế hoạch | Thực hiện |
| I | Hộ nghèo đầu năm | Hộ | 1.520 | 1.520 |
| 1 | Hộ thoát nghèo | Hộ | 310 | 325 |
| 2 | Hộ nghèo phát sinh | Hộ | 40 | 38 |
| II | Hộ cận nghèo đầu năm | Hộ | 980 | 980 |
| 1 | Hộ thoát cận nghèo | Hộ | 150 | 162 |
| 2 | Hộ cận nghèo phát sinh | Hộ | 60 | 71 |
""",
    "money in units of its own and rounded": """
Kết quả các chương trình năm 2021
| TT | Chương trình | Kinh phí (tỷ đồng) | Hộ (hộ) |
| 1 | Giảm nghèo | 2,35 | 112 |
| 2 | Nông thôn mới | 10,65 | 431 |
| 3 | Nước sạch | 0,84 | 77 |
| | Cộng | 13,85 | 620 |
""",
    "attained in other words": """
Chỉ tiêu năm 2022
| TT | Chỉ tiêu | ĐVT | KH 2022 | TH 2022 | TH/KH (%) |
| 1 | Diện tích trồng rừng | Ha | 520 | 548 | 5,4 |
| 2 | Số lao động có việc làm mới | Người | 1.500 | 1.535 | 2,3 |
| 3 | Sản lượng thủy sản | Tấn | 4.800 | 5.000 | 104,2 |
""",
    "prose of another place and another time": """
Thu nội địa của xã Đông Ngũ 9 tháng đầu năm 2022 đạt 4,2 tỷ đồng. Thu nội địa năm 2021 đạt 131 tỷ đồng.

Biểu 1: Thu ngân sách 9 tháng đầu năm 2022
| Chỉ tiêu | ĐVT | Kế hoạch 2022 | Thực hiện 9 tháng | So với KH (%) |
| Tổng thu ngân sách nhà nước | Tỷ đồng | 913 | 526,8 | 57,7 |
| Thu nội địa | Tỷ đồng | 120 | 98,5 | 82,1 |
""",
    "nested heads with totals of their own": """
Vốn đầu tư năm 2021
ĐVT: triệu đồng
| TT | Dự án | Kế hoạch vốn | > | > | > |
| ^ | ^ | Tổng số | Ngân sách nhà nước | > | Vốn khác |
| ^ | ^ | ^ | Tổng | Trong đó: NSTW | ^ |
| 1 | Đường vào xã Đông Ngũ | 1.250 | 900 | 600 | 350 |
| 2 | Trường Tiểu học Hải Lạng | 2.410 | 2.000 | 1.500 | 410 |
| 3 | Trạm Y tế Hà Lâu | 845 | 845 | 800 | 0 |
""",
}


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT.keys())
def test_a_right_table_is_silent(text: str) -> None:
    assert [one.message for one in findings(text)] == []


def test_the_right_tables_are_read() -> None:
    for text in RIGHT.values():
        report = understand(written(HEAD + text))
        assert sum(seen.cell is not None for seen in report.observations) >= 6


def test_people_may_be_counted_twice_where_money_is_not() -> None:
    text = """
Đào tạo nghề năm 2021
| TT | Lớp | Số lớp (lớp) | Số lượt học viên (lượt) | Kinh phí (triệu đồng) | Số học viên (người) |
| 1 | Trồng nấm | 12 | 360 | 1.250 | 360 |
| 2 | Chăn nuôi | 15 | 450 | 1.820 | 450 |
| 3 | May công nghiệp | 9 | 270 | 940 | 270 |
| | Tổng cộng | 36 | 1.080 | 4.010 | 955 |
"""
    assert [(one.severity, one.observations) for one in findings(text)] == [("suspicious", (3, 7, 11, 15))]


BUDGET = """
Biểu 1: Thu ngân sách 9 tháng đầu năm 2022
ĐVT: triệu đồng
| TT | Nội dung | Dự toán 2022 | Thực hiện 9 tháng 2022 | Thực hiện 9 tháng 2021 | TH/DT (%) | So với cùng kỳ (%) | Tăng, giảm so với cùng kỳ |
| | TỔNG THU | 137.500 | 104.780 | 93.220 | 76,2 | 112,4 | 11.560 |
| 1 | Thuế ngoài quốc doanh | 31.500 | 17.820 | 17.100 | 56,6 | 104,2 | 720 |
| 2 | Lệ phí trước bạ | 26.000 | 15.560 | 13.120 | 59,8 | 118,6 | 2.440 |
| 3 | Thu tiền sử dụng đất | 80.000 | 71.400 | 63.000 | 89,3 | 113,3 | 8.400 |
"""
SEX = """
Biểu 2: Học sinh năm học 2021-2022
| TT | Trường | Số học sinh | > | > |
| ^ | ^ | Tổng số | Nam | Nữ |
| 1 | Mầm non Hoa Sen | 212 | 110 | 102 |
| 2 | Tiểu học Thị trấn | 455 | 230 | 225 |
| 3 | Tiểu học Đông Ngũ | 380 | 195 | 185 |
"""
QUARTERS = """
Biểu 3: Sản xuất năm 2021
| Chỉ tiêu | ĐVT | Quý I | Quý II | Quý III | Quý IV | Cả năm |
| Sản lượng thủy sản | Tấn | 1.210 | 1.340 | 1.290 | 1.160 | 5.000 |
| Sản lượng gỗ khai thác | m3 | 2.410 | 2.205 | 2.380 | 2.640 | 9.635 |
| Tổng mức bán lẻ hàng hóa | Tỷ đồng | 271,0 | 283,5 | 290,4 | 301,2 | 1.146,1 |
"""
FORMULA = """
Biểu 4: Hồ sơ quý III năm 2022
Đơn vị tính: hồ sơ
| TT | Lĩnh vực | Tiếp nhận | Trực tuyến | Trực tiếp | Tỷ lệ trực tuyến (%) |
| A | B | (1)=(2)+(3) | (2) | (3) | (4)=(2)/(1) |
| 1 | Đất đai | 1.412 | 102 | 1.310 | 7,2 |
| 2 | Hộ tịch | 645 | 265 | 380 | 41,1 |
| 3 | Kinh doanh | 70 | 48 | 22 | 68,6 |
"""
LAND = """
Biểu 5: Diện tích đất năm 2021
Đơn vị tính: ha
| TT | Loại đất | Diện tích | Cơ cấu (%) |
| | Tổng diện tích | 71.690 | 100,00 |
| 1 | Đất nông nghiệp | 65.165 | 90,90 |
| 2 | Đất phi nông nghiệp | 3.518 | 4,91 |
| 3 | Đất chưa sử dụng | 3.007 | 4,19 |
"""
AMONG = """
Biểu 6: Trường học năm 2022
| TT | Chỉ tiêu | ĐVT | Năm 2021 | Năm 2022 |
| 1 | Tổng số trường học | Trường | 42 | 43 |
| | Trong đó: Trường đạt chuẩn quốc gia | Trường | 29 | 31 |
| 2 | Tổng số giường bệnh | Giường | 180 | 190 |
"""
PROSE = """
Tổng thu ngân sách nhà nước 9 tháng đầu năm 2022 đạt 526,8 tỷ đồng.

Biểu 7: Thu ngân sách 9 tháng đầu năm 2022
| Chỉ tiêu | ĐVT | Kế hoạch 2022 | Thực hiện 9 tháng | So với KH (%) |
| Tổng thu ngân sách nhà nước | Tỷ đồng | 913 | 526,8 | 57,7 |
| Thu nội địa | Tỷ đồng | 120 | 98,5 | 82,1 |
"""
ONE_COLUMN = """
Biểu 8: Số hộ nghèo năm 2021
| TT | Xã | Số hộ nghèo |
| 1 | Xã Đông Ngũ | 1.412 |
| 2 | Xã Đông Hải | 1.027 |
| 3 | Xã Hải Lạng | 2.310 |
| | Tổng cộng | 4.749 |
"""
SECTIONS, NESTED = RIGHT["sections with sums and a sum of all"], RIGHT["nested heads with totals of their own"]
WRONG = [
    (BUDGET, ("| 56,6 |", "| 65,6 |"), "contradiction", "attainment", "Dòng “Thuế ngoài quốc doanh”: 17.820 (cột “Thực hiện 9 tháng 2022”) so với kế hoạch 31.500 (cột “Dự toán 2022”) là 56,6%, nhưng báo cáo ghi 65,6 (cột “TH/DT (%)”)."),
    (BUDGET, ("| 118,6 |", "| 181,6 |"), "contradiction", "index", "Dòng “Lệ phí trước bạ”: 15.560 (cột “Thực hiện 9 tháng 2022”) so với 13.120 (cột “Thực hiện 9 tháng 2021”) là 118,6%, nhưng báo cáo ghi 181,6 (cột “So với cùng kỳ (%)”)."),
    (BUDGET, ("| 8.400 |", "| 840 |"), "contradiction", "difference", "Dòng “Thu tiền sử dụng đất”"),
    (BUDGET, ("| 104.780 |", "| 107.480 |"), "contradiction", "parts", "Cột “Thực hiện 9 tháng 2022”: các dòng “Thuế ngoài quốc doanh”, “Lệ phí trước bạ”, “Thu tiền sử dụng đất” cộng lại là 104.780 triệu đồng, nhưng tổng số ghi 107.480 (dòng “TỔNG THU”)."),
    (BUDGET, ("| 26.000 |", "| 260.000 |"), "contradiction", "parts", "Cột “Dự toán 2022”"),
    (SEX, ("| 230 |", "| 203 |"), "contradiction", "parts", "Dòng “Tiểu học Thị trấn”: các cột “Số học sinh / Nam”, “Số học sinh / Nữ” cộng lại là 428"),
    (QUARTERS, ("| 5.000 |", "| 5.100 |"), "contradiction", "parts", "Dòng “Sản lượng thủy sản”: các cột “Quý I”, “Quý II”, “Quý III”, “Quý IV” cộng lại là 5.000 Tấn, nhưng tổng số ghi 5.100 (cột “Cả năm”)."),
    (FORMULA, ("| 380 |", "| 830 |"), "contradiction", "parts", "Dòng “Hộ tịch”"),
    (FORMULA, ("| 41,1 |", "| 14,1 |"), "contradiction", "share", "Dòng “Hộ tịch”: 265 (cột “Trực tuyến”) trong 645 (cột “Tiếp nhận”) chiếm 41,1%, nhưng báo cáo ghi 14,1 (cột “Tỷ lệ trực tuyến (%)”)."),
    (LAND, ("| 4,91 |", "| 9,41 |"), "contradiction", "share", "Dòng “Đất phi nông nghiệp”: 3.518 (cột “Diện tích”) trong 71.690 (dòng “Tổng diện tích”) chiếm 4,91%, nhưng báo cáo ghi 9,41 (cột “Cơ cấu (%)”)."),
    (SECTIONS, ("| 87.200 |", "| 78.200 |"), "suspicious", "parts", "Cột “Dự toán”: các dòng “Cộng”, “Cộng” cộng lại là 87.200"),
    (NESTED, ("| 2.410 |", "| 2.140 |"), "suspicious", "parts", "Dòng “Trường Tiểu học Hải Lạng”: các cột “Kế hoạch vốn / Ngân sách nhà nước / Tổng”, “Kế hoạch vốn / Vốn khác” cộng lại là 2.410"),
    (AMONG, ("| 31 |", "| 310 |"), "contradiction", "part-above-whole", "Cột “Năm 2022”: 310 (dòng “Trường đạt chuẩn quốc gia”) là một phần của 43 (dòng “Tổng số trường học”), nhưng lại lớn hơn."),
    (PROSE, ("đạt 526,8", "đạt 562,8"), "contradiction", "prose-table", "“Tổng thu ngân sách nhà nước”: lời văn ghi 562,8 tỷ đồng, nhưng bảng ghi 526,8 (bảng, dòng “Tổng thu ngân sách nhà nước”, cột “Thực hiện 9 tháng”)."),
    (PROSE, ("đạt 526,8", "đạt trên 600"), "suspicious", "prose-table", "“Tổng thu ngân sách nhà nước”"),
    (ONE_COLUMN, ("| 1.027 |", "| 1.207 |"), "suspicious", "parts", "Cột “Số hộ nghèo”"),
]  # fmt: skip


@pytest.mark.parametrize("text", [BUDGET, SEX, QUARTERS, FORMULA, LAND, AMONG, PROSE, ONE_COLUMN])
def test_the_tables_are_right_before_they_are_changed(text: str) -> None:
    assert [one.message for one in findings(text)] == []


@pytest.mark.parametrize(("text", "change", "severity", "rule", "message"), WRONG)
def test_a_wrong_cell_is_found(text: str, change: tuple[str, str], severity: str, rule: str, message: str) -> None:
    assert text.count(change[0]) == 1
    found = [one for one in findings(text.replace(*change)) if one.check == rule]
    assert [(one.severity, one.message.startswith(message)) for one in found] == [(severity, True)], [
        one.message for one in found
    ]
    assert not [one for one in found if QUOTED_TWICE.search(one.message_en)]


@pytest.mark.parametrize("make", FORMATS.values(), ids=FORMATS.keys())
def test_no_layout_contradicts_itself_in_any_format(make: Callable[[str], bytes]) -> None:
    # Word documents take a second each to make.
    some = ALL[:: 4 if make is documents.docx else 1]
    reports = [understand(read(make(layout.text), name=layout.name)) for layout in some]
    assert [one.message for report in reports for one in tables(figures_of(report))] == []


def test_no_layout_contradicts_itself() -> None:
    assert [one.message for layout in ALL for one in tables(figures_of(layout.report))] == []


def test_a_cell_that_is_left_blank_contradicts_nothing() -> None:
    chance = random.Random(7)
    for layout in ALL:
        lines = layout.text.split("\n")
        at = chance.choice([at for at, line in enumerate(lines) if line.startswith("|")])
        cells = lines[at].strip().strip("|").split("|")
        cells[chance.randrange(len(cells))] = " "
        lines[at] = "|" + "|".join(cells) + "|"
        found = list(tables(figures_of(understand(written("\n".join(lines), layout.name)))))
        assert [one.message for one in found if one.severity == "contradiction"] == []


RELATED = {
    "chan-nuoi-theo-xa": 29,
    "dan-so-qua-cac-nam": 0,
    "giai-ngan-dau-tu-cong": 40,
    "ho-ngheo-theo-xa": 30,
    "lua-dong-xuan-theo-xa": 24,
    "nhieu-bang-mot-bao-cao": 9,
    "ntm-tieu-chi-xa": 24,
    "theo-thang": 28,
    "thong-ke-dat-dai": 36,
    "tho-xuan-nhiem-ky": 0,
}
"""How many cells take part in an equation of their row or a complete sum, counted by hand."""


@pytest.mark.parametrize("name", RELATED)
def test_the_relations_of_a_layout_are_known(name: str) -> None:
    report = next(layout.report for layout in ALL if layout.name == name)
    assert len(table_corruptions.related(report)) == RELATED[name]


def test_slips_of_the_pen_are_found_and_nothing_else() -> None:
    found = table_corruptions.outcomes(40, taking_part=True)
    assert sum(map(table_corruptions.is_found, found)) >= 0.9 * len(found)
    others = table_corruptions.outcomes(20, taking_part=False)
    assert [one.change for one in others if one.new] == []


def printed(value: Decimal, places: int, rounding: str = ROUND_HALF_UP) -> str:
    """A number as reports print it."""
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=rounding)
    return f"{rounded:,}".translate(str.maketrans(",.", ".,"))


AMOUNTS = st.decimals(min_value=1, max_value=90_000, places=4)


@settings(deadline=None, derandomize=True, max_examples=50)
@given(
    rows=st.lists(st.tuples(AMOUNTS, AMOUNTS, AMOUNTS), min_size=1, max_size=6),
    places=st.integers(0, 2),
    rate_places=st.integers(0, 2),
    rounding=st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN]),
)
def test_a_consistent_world_that_is_rounded_never_contradicts_itself(
    rows: list[tuple[Decimal, Decimal, Decimal]], places: int, rate_places: int, rounding: str
) -> None:
    totals = tuple(sum(column, Decimal(0)) for column in zip(*rows, strict=True))
    lines = []
    for name, (plan, result, earlier) in [
        *((f"Khoản thu {at}", row) for at, row in enumerate(rows)),
        ("Tổng cộng", totals),
    ]:
        amounts = [printed(value, places) for value in (plan, result, earlier)]
        rates = [printed(100 * result / base, rate_places, rounding) for base in (plan, earlier)]
        difference = printed(result - earlier, places)
        lines.append(f"| {name} | {' | '.join([*amounts, *rates, difference])} |")
    head = "| Nội dung | Dự toán 2022 | Thực hiện năm 2022 | Thực hiện năm 2021 | TH/DT (%) | TH 2022/TH 2021 (%) | Tăng, giảm so với năm 2021 |"
    text = "\n".join(["Thu ngân sách năm 2022", "ĐVT: tỷ đồng", head, *lines])
    assert [one.message for one in findings(text) if one.severity == "contradiction"] == []


def steps(rows: int) -> int:
    """How many calls it takes to check a table of so many rows."""
    body = [
        f"| {at + 1} | Khoản thu {at} | {printed(Decimal(1000 + 7 * at), 0)} | {printed(Decimal(900 + 5 * at), 0)} | "
        f"{printed(Decimal(100 * (900 + 5 * at)) / (1000 + 7 * at), 1)} |"
        for at in range(rows)
    ]
    head = "| TT | Nội dung | Dự toán 2022 | Thực hiện năm 2022 | TH/DT (%) |"
    wrong = "| | Cộng | 1.234 | 1.234 | 55,5 |"
    report = understand(written(HEAD + "\n".join(["Thu ngân sách (triệu đồng)", head, *body, wrong])))
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        list(tables(figures_of(report)))
    finally:
        sys.setprofile(None)
    return count


def test_a_table_four_times_as_long_takes_four_times_as_many_steps() -> None:
    # A pattern is taken apart once, in whichever run it has been asked often enough.
    once, four_times = (min(steps(rows) for _ in range(3)) for rows in (150, 600))
    assert once > 1000
    assert four_times < 4.4 * once

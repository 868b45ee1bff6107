"""The words that name a figure: a table of sentences with the figure in question and its printed indicator."""

import pytest

import solieu


def named(sentence: str) -> dict[str, str | None]:
    return {o.quote: o.indicator for o in solieu.extract(sentence).observations}


@pytest.mark.parametrize(
    ("sentence", "quote", "indicator"),
    [
        ("Thu ngân sách nhà nước đạt 526,8 tỷ đồng.", "526,8 tỷ đồng", "Thu ngân sách nhà nước"),
        ("Trong 9 tháng đầu năm, thu nội địa ước đạt gần 320 tỷ đồng.", "320 tỷ đồng", "thu nội địa"),
        ("Toàn huyện có tổng diện tích gieo trồng 4.200 ha.", "4.200 ha", "tổng diện tích gieo trồng"),
        ("Thu nhập bình quân đầu người: 72 triệu đồng.", "72 triệu đồng", "Thu nhập bình quân đầu người"),
        ("Thuế giá trị gia tăng 7 tỷ đồng.", "7 tỷ đồng", "Thuế giá trị gia tăng"),
        (
            "Khu vực kinh tế có vốn đầu tư nước ngoài đạt 10.750 tỷ đồng.",
            "10.750 tỷ đồng",
            "Khu vực kinh tế có vốn đầu tư nước ngoài",
        ),
        ("Thu ngân sách: ước thực hiện năm 2023 đạt 83 tỷ đồng.", "83 tỷ đồng", "Thu ngân sách"),
        ("Ông An cho biết: toàn tỉnh có 152 ổ dịch.", "152 ổ dịch", "ổ dịch"),
        ("Đàn gia cầm phát triển ổn định với tổng số là trên 85 nghìn con.", "85 nghìn con", "Đàn gia cầm"),
        ("Sản lượng cà phê 55.900 tấn đạt, trên 104% kế hoạch.", "104%", "Sản lượng cà phê"),
        (
            "Giá trị sản xuất nông, lâm, thủy sản đạt 900 tỷ đồng.",
            "900 tỷ đồng",
            "Giá trị sản xuất nông, lâm, thủy sản",
        ),
        ("So với cùng kỳ, kim ngạch xuất khẩu tăng 15%.", "15%", "kim ngạch xuất khẩu"),
        ("Độ bao phủ mũi 2 đạt 95%.", "95%", "Độ bao phủ mũi 2"),
        ("Đồng thời, số hộ cận nghèo giảm 120 hộ.", "120 hộ", "số hộ cận nghèo"),
        ("Tổng dư nợ ước thực hiện đạt 24.610 tỷ đồng.", "24.610 tỷ đồng", "Tổng dư nợ"),
        (
            "Giá trị sản xuất công nghiệp thực hiện ước đạt 53,6 tỷ đồng.",
            "53,6 tỷ đồng",
            "Giá trị sản xuất công nghiệp",
        ),
        ("Tỷ lệ hộ nghèo đa chiều cuối năm xuống còn 4,1%.", "4,1%", "Tỷ lệ hộ nghèo đa chiều"),
        ("Ngành công nghiệp chế biến, chế tạo tăng 11,2%.", "11,2%", "Ngành công nghiệp chế biến, chế tạo"),
        ("Ngày hội toàn dân, đã đóng góp 96 triệu đồng.", "96 triệu đồng", "đóng góp"),
        ("Tỷ lệ thất nghiệp tại thời điểm tháng 6 là 0,8%.", "0,8%", "Tỷ lệ thất nghiệp"),
        ("Theo số liệu của Sở Nông nghiệp, tiến độ xuống giống đạt 93 ha.", "93 ha", "tiến độ xuống giống"),
        ("Trồng 23 ha mía; hoàn thành 100% chỉ tiêu trồng rừng phân tán.", "100%", "trồng rừng phân tán"),
        ("Khách quốc tế đến huyện trong dịp này đạt 1.200 lượt.", "1.200 lượt", "Khách quốc tế đến huyện"),
        ("Tỷ lệ hộ nghèo giảm từ 36,06 xuống 31,44%.", "36,06", "Tỷ lệ hộ nghèo"),
        ("- Cây lúa: Diện tích đạt 24.701 ha.", "24.701 ha", "Diện tích Cây lúa"),
        ("GRDP tăng 8%, ngành nông nghiệp đóng góp 0,3 điểm phần trăm.", "0,3 điểm phần trăm", "ngành nông nghiệp"),
        ("Khu vực dịch vụ tăng 7%, đóng góp 2,3 điểm phần trăm.", "2,3 điểm phần trăm", "Khu vực dịch vụ"),
        ("Ngành công nghiệp tiếp tục tăng 6,4%.", "6,4%", "Ngành công nghiệp"),
        ("Ngành khai khoáng tiếp tục dẫn đầu với mức tăng 18,3%.", "18,3%", "Ngành khai khoáng"),
        ("Thu ngân sách tiếp tục tăng cao, với mức tăng 15,3%.", "15,3%", "Thu ngân sách"),
        ("Ngành dệt may tiếp tục làm động lực với tốc độ tăng 9,1%.", "9,1%", "Ngành dệt may"),
        ("Sản phẩm từ gỗ, tre, nứa giảm 12%.", "12%", "Sản phẩm từ gỗ, tre, nứa"),
        ("Thành lập mới 28 doanh nghiệp, 11 hợp tác xã.", "11 hợp tác xã", "Thành lập mới hợp tác xã"),
        ("Trong năm có 1.420 lao động được tạo việc làm mới.", "1.420 lao động", "lao động được tạo việc làm mới"),
        ("Xã có 9230 nhân khẩu. tỷ lệ hộ nghèo là 16,99%.", "16,99%", "tỷ lệ hộ nghèo"),
        ("Duy trì đàn vật nuôi với trên 170.300 con gia cầm.", "170.300 con gia cầm", "con gia cầm"),
        ("Trong đó, khách nội địa là 433.420 lượt.", "433.420 lượt", "khách nội địa"),
        ("Du khách đến các điểm du lịch đạt 139.300 lượt.", "139.300 lượt", "Du khách đến các điểm du lịch"),
        ("Tính đến nay, tiêm mũi 1 là 8.071 trẻ.", "8.071 trẻ", "tiêm mũi 1"),
        ("Trong đó, cho vay hộ nghèo 92,5 tỷ đồng.", "92,5 tỷ đồng", "cho vay hộ nghèo"),
        ("Sản lượng ngô giảm 1,7% do diện tích gieo trồng giảm 5,5%.", "5,5%", "diện tích gieo trồng"),
        ("Vốn học sinh, sinh viên số tiền gần 20,6 tỷ đồng.", "20,6 tỷ đồng", "Vốn học sinh, sinh viên"),
        ("Toàn huyện có 99,2% học sinh vào lớp 1.", "99,2%", "học sinh vào lớp 1"),
        (
            "Huyện có 15 trường đạt chuẩn quốc gia mức độ 2, tăng so với năm trước.",
            "15 trường",
            "trường đạt chuẩn quốc gia mức độ 2",
        ),
    ],
)
def test_a_subject_stands_before_its_figure(sentence: str, quote: str, indicator: str) -> None:
    assert named(sentence)[quote] == indicator


@pytest.mark.parametrize(
    ("sentence", "quote", "indicator"),
    [
        ("Toàn huyện có 45 chợ đang hoạt động.", "45 chợ", "chợ đang hoạt động"),
        ("Hiện có 12 trường đạt chuẩn quốc gia.", "12 trường", "trường đạt chuẩn quốc gia"),
        ("Có 98,5% dân số tham gia bảo hiểm y tế.", "98,5%", "dân số tham gia bảo hiểm y tế"),
        ("BHYT đạt 94,1% dân số.", "94,1%", "BHYT"),
        ("Có 12 hộ thuộc diện chính sách.", "12 hộ", "hộ thuộc diện chính sách"),
        ("Tỉnh có 96 xã (chiếm 62,7%) đạt chuẩn nông thôn mới.", "96 xã", "xã đạt chuẩn nông thôn mới"),
        (
            "Kết quả, có 153/167 hộ đạt gia đình văn hóa; cả tổ không còn hộ nghèo.",
            "153/167 hộ",
            "hộ đạt gia đình văn hóa",
        ),
        ("Phấn đấu có 60% trở lên hộ nông dân đăng ký thi đua.", "60%", "hộ nông dân đăng ký thi đua"),
        (
            "Ban hành 46 kiến nghị khắc phục vi phạm trong hoạt động thu chi và 7 kiến nghị phòng ngừa vi phạm.",
            "7 kiến nghị",
            "kiến nghị phòng ngừa vi phạm",
        ),
        ("Hội quản lý 5 tổ vay vốn.", "5 tổ vay vốn", "tổ vay vốn"),
        ("Về công tác phòng chống thiên tai xảy ra 02 vụ sạt lở đất.", "02 vụ", "vụ sạt lở đất"),
        ("Phạm pháp hình sự chỉ xảy ra một vụ trộm cắp.", "một vụ", "Phạm pháp hình sự vụ trộm cắp"),
        ("Thành phố có 12 đơn vị hành chính: 7 phường, 5 xã với 43 ấp.", "43 ấp", "ấp"),
        ("Có 221 đơn (196 khiếu nại, 25 tố cáo) thuộc thẩm quyền.", "221 đơn", "đơn thuộc thẩm quyền"),
        ("Có 71 đơn không thuộc thẩm quyền giải quyết.", "71 đơn", "đơn không thuộc thẩm quyền giải quyết"),
        ("Có 949 ấp, khu phố đạt chuẩn văn hóa.", "949 ấp", "ấp, khu phố đạt chuẩn văn hóa"),
        ("Trồng 300 ha rừng, tạo việc làm cho 2.050 người.", "300 ha", "Trồng rừng"),
        ("Bắt 13 vụ tàng trữ, mua bán ma túy.", "13 vụ", "Bắt vụ tàng trữ, mua bán ma túy"),
        ("Hồ sơ đạt 91% (612 cán bộ, 156 bác sĩ).", "156 bác sĩ", "bác sĩ"),
    ],
)
def test_a_counted_thing_stands_behind_its_figure(sentence: str, quote: str, indicator: str) -> None:
    assert named(sentence)[quote] == indicator


@pytest.mark.parametrize(
    ("sentence", "quote", "indicator"),
    [
        ("Trồng được 2.961 ha rừng các loại.", "2.961 ha", "Trồng rừng các loại"),
        ("Tai nạn giao thông xảy ra 12 vụ, làm chết 5 người.", "5 người", "làm chết người"),
        ("Công an huyện khởi tố 7 vụ, 8 bị can.", "8 bị can", "khởi tố bị can"),
        (
            "Các cấp hội đã tuyên truyền về pháp luật, khoa học công nghệ cho 670 lượt hội viên.",
            "670 lượt",
            "tuyên truyền về pháp luật, khoa học công nghệ lượt hội viên",
        ),
        ("Vận động sản xuất, kinh doanh giỏi được 618 hộ.", "618 hộ", "Vận động sản xuất, kinh doanh giỏi hộ"),
        ("Án hình sự thụ lý 156 vụ.", "156 vụ", "Án hình sự thụ lý vụ"),
        ("Công an huyện thụ lý 156 vụ.", "156 vụ", "thụ lý vụ"),
        ("Tỉnh thu hút 842 triệu USD vốn FDI.", "842 triệu USD", "thu hút vốn FDI"),
    ],
)
def test_a_verb_governs_the_thing_behind_the_figure(sentence: str, quote: str, indicator: str) -> None:
    assert named(sentence)[quote] == indicator


@pytest.mark.parametrize(
    ("sentence", "indicators"),
    [
        ("Thu nội địa đạt 320 tỷ đồng, bằng 65% dự toán, tăng 4% so với cùng kỳ.", ["Thu nội địa"] * 3),
        (
            "Thu nội địa đạt 320 tỷ đồng. Trong đó, tiền sử dụng đất đạt 90 tỷ đồng.",
            ["Thu nội địa", "tiền sử dụng đất"],
        ),
        ("Thu nội địa là 320 tỷ đồng, chi thường xuyên là 200 tỷ đồng.", ["Thu nội địa", "chi thường xuyên"]),
        ("Tổng đàn trâu 3.200 con, đàn bò 5.400 con, đàn lợn 21.000 con.", ["Tổng đàn trâu", "đàn bò", "đàn lợn"]),
        ("Thu ngân sách đạt 75% so với dự toán huyện giao và 79% so với dự toán tỉnh giao.", ["Thu ngân sách"] * 2),
        ("Giá trị công nghiệp thực hiện 6.198 tỷ đồng, đạt 98%.", ["Giá trị công nghiệp"] * 2),
        ("Tặng 776 phần quà, trị giá 388 triệu đồng cho hộ nghèo.", ["Tặng phần quà"] * 2),
        ("Giao khoán bảo vệ rừng cho 738 hộ dân.", ["Giao khoán bảo vệ rừng hộ dân"]),
        (
            "Kết nạp 108 quần chúng vào Đảng nâng tổng số đảng viên lên 5.094 đồng chí.",
            ["Kết nạp quần chúng vào Đảng", "tổng số đảng viên"],
        ),
        ("Năng suất đạt 62,5 tạ/ha sản lượng đạt 719,6 tấn.", ["Năng suất", "sản lượng"]),
        ("Diện tích lúa mùa 16 ha, đạt 84% kế hoạch giao, giảm 42%.", ["Diện tích lúa mùa"] * 3),
        ("Số hộ kinh doanh tăng 33,5% so cùng kỳ (275 hộ).", ["Số hộ kinh doanh"] * 2),
        ("Xã cách trung tâm huyện 60 km về phía Bắc, gồm 8 bản.", ["cách trung tâm huyện", "bản"]),
        ("Bồi thường giải phóng mặt bằng 12 dự án.", ["Bồi thường giải phóng mặt bằng dự án"]),
        ("Trong đó đơn đủ điều kiện xử lý 7.081 đơn, giảm 13,2%.", ["đơn đủ điều kiện xử lý"] * 2),
        (
            "Đảng viên hoàn thành tốt nhiệm vụ là 55 đảng viên, chiếm 76,3%.",
            ["Đảng viên hoàn thành tốt nhiệm vụ"] * 2,
        ),
        ("Hỗ trợ 265 triệu đồng xây dựng 14 nhà tình thương.", ["Hỗ trợ", "xây dựng nhà tình thương"]),
        ("Các cấp Hội đã giúp đỡ gần 3.000 hộ nghèo.", ["giúp đỡ hộ nghèo"]),
        ("100% cán bộ, đảng viên được học tập Nghị quyết.", ["cán bộ, đảng viên được học tập Nghị quyết"]),
        ("Tỷ lệ sinh con thứ 3 trở lên 12,2%, giảm 1,2%.", ["Tỷ lệ sinh con thứ 3"] * 2),
        ("Có gần 170 ha lúa và hoa màu bị ngập.", ["lúa và hoa màu bị ngập"]),
        (
            "Mưa lũ làm 1.436 ha lúa, 674 ha ngô và hoa màu, 294 ha ao hồ bị ngập trong nước.",
            ["lúa bị ngập trong nước", "ngô và hoa màu bị ngập trong nước", "ao hồ bị ngập trong nước"],
        ),
        ("Trao giấy khen của các cấp cho 12 tập thể.", ["Trao giấy khen của các cấp tập thể"]),
        ("Tổng dư nợ đạt 412 tỷ đồng/7.236 hộ, tăng 5%.", ["Tổng dư nợ", "hộ", "Tổng dư nợ"]),
        ("Tổng dư nợ đạt 412 tỷ đồng với 7.236 hộ còn dư nợ.", ["Tổng dư nợ", "hộ còn dư nợ"]),
        ("Các xã, thị trấn tổ chức khám sơ tuyển cho 142 thanh niên.", ["khám sơ tuyển thanh niên"]),
        ("Khám sức khỏe chu đáo, phấn đấu hoàn thành 100% chỉ tiêu giao quân năm 2022.", ["giao quân"]),
        ("So với cùng kỳ giảm 38 vụ, giảm 31 người chết.", ["vụ", "người chết"]),
        (
            "GRDP tăng 9,06%, đứng thứ 9 cả nước; du lịch phục hồi với hơn 5.300 lượt khách.",
            ["GRDP", "GRDP", "lượt khách"],
        ),
        ("Lượng khách giảm 30%, doanh thu du lịch giảm 25,5%.", ["Lượng khách", "doanh thu du lịch"]),
        (
            "Toàn tỉnh có 735 nghìn lao động đang làm việc; trong đó khu vực công nghiệp có 373 nghìn lao động.",
            ["lao động đang làm việc", "khu vực công nghiệp lao động"],
        ),
        (
            "Tỉnh xử lý trực tuyến 68,5% trong tổng số 168.000 hồ sơ, tăng 4%.",
            ["xử lý trực tuyến"] * 3,
        ),
        ("Thu nội địa đạt 320 tỷ đồng (tăng 4%).", ["Thu nội địa"] * 2),
        ("Xử phạt 35 hộ với số tiền 420 triệu đồng.", ["Xử phạt hộ", "Xử phạt hộ"]),
        (
            "Hỗ trợ 1.250 suất quà cho hộ nghèo, người có công và trẻ mồ côi với tổng trị giá 625 triệu đồng.",
            ["Hỗ trợ suất quà", "Hỗ trợ suất quà"],
        ),
        (
            "Hỗ trợ làm 84 nhà ở theo Nghị quyết 11 và Nghị quyết 15 của HĐND tỉnh với kinh phí 2,7 tỷ đồng.",
            ["Hỗ trợ làm nhà ở", "Hỗ trợ làm nhà ở"],
        ),
        (
            "Giải quyết 9 hồ sơ chính sách và chi trả trợ cấp hằng tháng với số tiền 1,2 tỷ đồng.",
            ["Giải quyết hồ sơ chính sách", "chi trả trợ cấp hằng tháng"],
        ),
        (
            "Theo kết quả rà soát hộ nghèo, hộ cận nghèo, cuối năm 2023 toàn huyện còn 604 hộ nghèo, chiếm 3,14%.",
            ["hộ nghèo", "hộ nghèo"],
        ),
        ("Có 97% trẻ dưới 1 tuổi được tiêm chủng đầy đủ.", ["trẻ dưới 1 tuổi được tiêm chủng đầy đủ"]),
        ("Có 970 trẻ dưới 1 tuổi được tiêm chủng đầy đủ.", ["trẻ dưới 1 tuổi được tiêm chủng đầy đủ"]),
        (
            "320 phụ nữ từ 15 đến 49 tuổi được khám; 98,5% trẻ từ 6 - 36 tháng tuổi được uống vitamin A.",
            ["phụ nữ từ 15 đến 49 tuổi được khám", "trẻ từ 6 - 36 tháng tuổi được uống vitamin A"],
        ),
        ("Có 35 học sinh lớp 9 đạt giải cấp tỉnh.", ["học sinh lớp 9 đạt giải cấp tỉnh"]),
        (
            "Có 36 dự án FDI vốn 610 triệu USD, 45 hợp tác xã doanh thu 12 tỷ đồng.",
            ["dự án FDI", "vốn", "hợp tác xã", "doanh thu"],
        ),
        ("Tỷ lệ mắc/100.000 dân là 612,4.", ["Tỷ lệ mắc/100.000 dân"]),
        (
            "Mưa lũ làm 49.200 nhà bị ngập: Hải Lăng 18.300 nhà, Cam Lộ 3.400 nhà.",
            ["nhà bị ngập"] * 3,
        ),
        (
            "Mưa lũ làm 19 người chết và 2 người bị thương; 46 ha ao nuôi, chuồng trại, nhà lưới bị hư hại.",
            ["người chết", "người bị thương", "ao nuôi, chuồng trại, nhà lưới bị hư hại"],
        ),
        (
            "Có 16 người mất tích và tổng số người bị thương là 153 người.",
            ["người mất tích", "tổng số người bị thương"],
        ),
        (
            "Bão làm 196 con gia súc, 5.919 con gia cầm bị chết và 46 ha ao nuôi bị vỡ bờ.",
            ["con gia súc bị chết", "con gia cầm bị chết", "ao nuôi bị vỡ bờ"],
        ),
        (
            "Nâng dư nợ lên 38 tỷ đồng với 156 tổ vay vốn, 362 hộ được vay.",
            ["dư nợ", "tổ vay vốn", "hộ được vay"],
        ),
        (
            "Tỷ lệ nợ xấu còn 0,43%. Với 79 tổ tiết kiệm và vay vốn do hội quản lý, dư nợ đạt 38 tỷ đồng.",
            ["Tỷ lệ nợ xấu", "tổ tiết kiệm và vay vốn", "dư nợ"],
        ),
        (
            "Có 6 thôn kiểu mẫu. Huyện hỗ trợ sắp xếp dân cư theo Nghị quyết số 23 ngày 22/7/2021 của HĐND tỉnh cho 62 hộ.",
            ["thôn kiểu mẫu", "hỗ trợ sắp xếp dân cư hộ"],
        ),
        (
            "Giá trị sản xuất đạt 1.876 tỷ đồng, 105,4% kế hoạch, tăng 6,83%.",
            ["Giá trị sản xuất"] * 3,
        ),
        (
            "Nông nghiệp chiếm 51,3%, tăng trưởng bình quân đạt 3,62%; dịch vụ chiếm 27,2%, tăng trưởng bình quân 12,99%.",
            ["Nông nghiệp", "Nông nghiệp", "dịch vụ", "dịch vụ"],
        ),
        (
            "Huyện có 100 lao động đi làm việc ở nước ngoài: xã Hòa Bình: 10, xã Tân Lập: 15.",
            ["lao động đi làm việc ở nước ngoài"] * 3,
        ),
        (
            "Bão làm 80.606 ha lúa, hoa màu bị thiệt hại (Lào Cai 41.230, Sơn La 5.400, Phú Thọ 7.505).",
            ["lúa, hoa màu bị thiệt hại"] * 4,
        ),
        ("Xã huy động vốn để xây dựng 25 nhà văn hóa.", ["xây dựng nhà văn hóa"]),
        ("Hội nhận ủy thác của ngân hàng để cho 4.000 lượt hội viên vay vốn.", ["lượt hội viên vay vốn"]),
        ("Tỷ lệ trẻ đủ 18 tháng tiêm đủ 2 mũi sởi đạt 93,2%.", ["Tỷ lệ trẻ đủ 18 tháng tiêm đủ 2 mũi sởi"]),
        ("Trồng 500 ha lúa (vụ 1, vụ 2).", ["Trồng lúa"]),
        (
            "Bắt giữ 69 vụ tàng trữ, vận chuyển, mua bán trái phép chất ma túy; 20 vụ trộm cắp.",
            ["Bắt giữ vụ tàng trữ, vận chuyển, mua bán trái phép chất ma túy", "vụ trộm cắp"],
        ),
        ("Xử lý 12 trường hợp tàng trữ, thu giữ 2 kg pháo nổ.", ["Xử lý trường hợp tàng trữ", "thu giữ pháo nổ"]),
        ("Lao động nông thôn đang có xu hướng giảm dần đến nay có 427.838 người.", ["Lao động nông thôn"]),
        (
            "Có 757.235 người trong độ tuổi lao động; lao động nông thôn có 427.838 người.",
            ["người trong độ tuổi lao động", "lao động nông thôn"],
        ),
        (
            "Tỉnh cấp mới và điều chỉnh vốn đầu tư 13 dự án với tổng vốn đăng ký tăng thêm 1,5 tỷ USD.",
            ["điều chỉnh vốn đầu tư dự án", "tổng vốn đăng ký tăng thêm"],
        ),
        ("Trong ngày có thêm hai tỉnh phát sinh dịch.", ["tỉnh phát sinh dịch"]),
        ("Khách tham quan tại các khu điểm du lịch, vui chơi giải trí ước 1.650 lượt.", ["Khách tham quan"]),
        (
            "Nhóm nhà ở, điện nước, chất đốt và vật liệu xây dựng giảm 0,14%; nhóm giao thông giảm 0,45%.",
            ["Nhóm nhà ở, điện nước, chất đốt và vật liệu xây dựng", "nhóm giao thông"],
        ),
        (
            "Trong số mặt hàng tăng giá mạnh, nhóm hàng ăn tăng tới 1,02%, trong đó thực phẩm tăng giá tới 1,26%.",
            ["nhóm hàng ăn", "thực phẩm"],
        ),
        ("CPI của tỉnh đã giảm tốc mạnh, khi chỉ tăng 0,17%.", ["CPI của tỉnh"]),
        ("Nhân khẩu bình quân 1 hộ là 3,7 người.", ["Nhân khẩu bình quân 1 hộ"]),
        (
            "Số nhà được hỗ trợ là 1.149 căn. Đã có tổng số 9.825 căn hoàn thành và đưa vào sử dụng.",
            ["Số nhà được hỗ trợ", "căn hoàn thành và đưa vào sử dụng"],
        ),
        ("Giá quế tươi tại xã Nậm Đét, huyện Bắc Hà đang được thu mua ở mức 27.000 đồng/kg.", ["Giá quế tươi"]),
        (
            "Huyện có 6 xã đạt 19/19 tiêu chí; 7 thôn, làng được công nhận đạt chuẩn.",
            ["xã đạt 19/19 tiêu chí", "tiêu chí", "thôn được công nhận đạt chuẩn"],
        ),
        (
            "Có 3 địa phương có tỷ lệ giải ngân dưới 30%.",
            ["địa phương có tỷ lệ giải ngân dưới 30%", "giải ngân"],
        ),
        (
            "Tỷ lệ hộ nghèo còn 5%. Ông Nam cho biết, con số này giảm 2% so với năm trước.",
            ["Tỷ lệ hộ nghèo", "Tỷ lệ hộ nghèo"],
        ),
        ("Giá bán điện bình quân đạt 1.895 đồng/kWh.", ["Giá bán điện"]),
        (
            "Trẻ mẫu giáo huy động được 90%; bậc THCS huy động bình quân hàng năm đạt tỷ lệ 98,9%.",
            ["Trẻ mẫu giáo huy động", "bậc THCS huy động"],
        ),
        (
            "Lúa Hè Thu dự ước xuống giống 1.430 ha; giá trị công nghiệp dự ước thực hiện 75,3 tỷ đồng.",
            ["xuống giống Lúa Hè Thu", "giá trị công nghiệp"],
        ),
        (
            "8 tháng đầu năm có 02 xã Tân Lập và Bình Minh đã đón Bằng công nhận đạt chuẩn nông thôn mới.",
            ["xã đã đón Bằng công nhận đạt chuẩn nông thôn mới"],
        ),
        (
            "Tỉnh công nhận 2 xã Tân Lập và Bình Minh đạt chuẩn nông thôn mới; sáp nhập 2 xã Yên Sơn và Đại Từ.",
            ["xã đạt chuẩn nông thôn mới", "sáp nhập xã"],
        ),
        ("4- Trạm y tế: 01 trạm / 05 giường bệnh.", ["Trạm y tế", "giường bệnh"]),
        ("1- Dân cư: Tổng số: 656 hộ.", ["Tổng số Dân cư"]),
        ("Huyện tiếp 24 lượt công dân (giảm 5 lượt SVCK).", ["lượt công dân", "lượt công dân"]),
        (
            "Huyện có dịch tại 3 xã Tân Lập, Bình Minh và Yên Sơn, với 189 con lợn mắc bệnh.",
            ["xã", "con lợn mắc bệnh"],
        ),
        (
            "Huyện có 22 chỉ tiêu, đạt và vượt 19 chỉ tiêu, không đạt 3 chỉ tiêu.",
            ["chỉ tiêu", "đạt và vượt chỉ tiêu", "không đạt chỉ tiêu"],
        ),
        ("Tiêm phòng đạt 62% kế hoạch. Các huyện đạt thấp như: Kỳ Sơn 32%, Quế Phong 35%.", ["Tiêm phòng"] * 3),
        ("Cấp thẻ bảo hiểm y tế cho 98,3% học sinh.", ["Cấp thẻ bảo hiểm y tế học sinh"]),
        (
            "Khách nội địa là 433 nghìn lượt; khách quốc tế chỉ đạt 28% so với cùng kỳ với trên 3.000 lượt.",
            ["Khách nội địa", "khách quốc tế", "khách quốc tế"],
        ),
        (
            "Xảy ra 14 vụ cháy, làm 01 người bị thương, thiệt hại 1,2 tỷ đồng; so với cùng kỳ tăng 03 vụ, tăng 01 người bị thương.",
            ["vụ cháy", "người bị thương", "thiệt hại", "vụ cháy", "người bị thương"],
        ),
        (
            "Có 19 nhà bị sập (huyện Tiên Yên 18, huyện Ba Chẽ 1); 343 nhà bị tốc mái.",
            ["nhà bị sập", "nhà bị sập", "nhà bị sập", "nhà bị tốc mái"],
        ),
        (
            "Mưa lũ làm 169,9 ha lúa, 301 ha rau màu bị ngập; 114 gia súc, 499 gia cầm bị chết.",
            ["lúa bị ngập", "rau màu bị ngập", "gia súc bị chết", "gia cầm bị chết"],
        ),
        ("GRDP ước tăng 7,36% (vượt mục tiêu nghị quyết 0,36%).", ["GRDP"] * 2),
        ("Trong đó cấp trung ương 02 hộ, cấp xã 719 hộ.", ["cấp trung ương", "cấp xã"]),
    ],
)
def test_a_subject_is_carried_until_another_is_named(sentence: str, indicators: list[str]) -> None:
    assert [o.indicator for o in solieu.extract(sentence).observations] == indicators


def test_a_subject_is_not_carried_to_the_next_sentence() -> None:
    observations = solieu.extract("Thu nội địa đạt 320 tỷ đồng.\nTăng trưởng kinh tế đạt 7%.").observations
    assert observations[1].indicator == "Tăng trưởng kinh tế"


def test_a_subject_is_carried_to_a_sentence_that_goes_on() -> None:
    observations = solieu.extract("Thu nội địa đạt 320 tỷ đồng. So với cùng kỳ tăng 4%.").observations
    assert observations[1].indicator == "Thu nội địa"


def test_brackets_inside_a_subject_do_not_part_it_from_its_figure() -> None:
    assert named("Tổng thu ngân sách (gồm cả thu bổ sung) đạt 540 tỷ đồng.") == {"540 tỷ đồng": "Tổng thu ngân sách"}


def test_a_list_before_a_figure_is_one_subject() -> None:
    found = named("Tỷ lệ xã có đường ô tô đạt 100%, đường trục thôn, liên thôn được cứng hóa đạt 95%.")
    assert found["95%"] == "đường trục thôn, liên thôn được cứng hóa"


def test_a_share_in_a_list_is_of_its_own_whole() -> None:
    found = named("Trộm cắp chiếm 40% tổng số vụ, 25% số người bị bắt, 10% thiệt hại.")
    assert found == {"40%": "tổng số vụ", "25%": "số người bị bắt", "10%": "thiệt hại"}


def test_a_rank_is_named_by_what_it_is_about() -> None:
    assert named("Huyện xếp thứ hai toàn tỉnh về chỉ số cải cách hành chính.") == {
        "thứ hai": "chỉ số cải cách hành chính"
    }


def test_the_words_of_an_indicator_stand_in_the_text() -> None:
    text = "Huyện trồng được 2.961 ha rừng các loại, thu ngân sách đạt 5 tỷ đồng, có 12 chợ, giảm 3 chợ."
    for observation in solieu.extract(text).observations:
        assert observation.indicator_span is not None
        assert observation.indicator is not None
        printed = text[slice(*observation.indicator_span)]
        assert set(observation.indicator.split()) <= set(printed.split())


def test_behind_a_bracket_the_whole_is_told_of_again() -> None:
    text = "Tổng vốn cấp mới và tăng thêm 298 triệu USD (cấp mới: 175 triệu USD; tăng vốn: 123 triệu USD), bằng 32% so với cùng kỳ."
    assert named(text)["32%"] == named(text)["298 triệu USD"]


@pytest.mark.parametrize(
    ("text", "figure", "name"),
    [
        ("Huyện có 5 hồ sơ, hồ sơ quá hạn nhưng chưa giải quyết 12 hồ sơ.", "12 hồ sơ", "hồ sơ quá hạn nhưng chưa giải quyết"),
        ("Tỷ lệ trường đạt chuẩn cao nhất tỉnh, 4/6 trường THPT đã đạt chuẩn quốc gia.", "4/6 trường THPT", "trường THPT đã đạt chuẩn quốc gia"),
        ("Số giường bệnh là 93,02; Bác sĩ bình quân 1 vạn dân là 19,23.", "19,23", "Bác sĩ bình quân 1 vạn dân"),
        ("Bình quân lương thực: 450 kg/người.", "450 kg/người", "Bình quân lương thực"),
        ("Sau hơn 10 năm xây dựng, đến nay 100% số thôn đã có nhà văn hóa.", "100%", "số thôn đã có nhà văn hóa"),
        ("Sau 3 năm xây dựng mô hình đã có 45 hộ tham gia.", "45 hộ", "hộ tham gia"),
        ("Các ngân hàng cho vay 197 tỷ đồng, thu nợ 184 tỷ đồng.", "184 tỷ đồng", "thu nợ"),
        ("Khai thác đá chẻ 221 nghìn viên, giảm 16,5%.", "221 nghìn viên", "Khai thác đá chẻ"),
        ("Xã có 15.670 khẩu, 92% là đồng bào dân tộc thiểu số.", "92%", "đồng bào dân tộc thiểu số"),
        ("Tỷ lệ hộ nghèo còn 28,3%. Chúng tôi phấn đấu đến năm 2025 giảm còn dưới 20%.", "20%", "Tỷ lệ hộ nghèo"),
        ("Xã trả kết quả 4.420 hồ sơ, 99,1% đúng và trước hạn.", "99,1%", "đúng và trước hạn"),
        ("Huyện có 3 xã bị ngập, 127 hộ với 512 khẩu phải di dời.", "127 hộ", "hộ"),
        ("Xã đạt 97,5/100 điểm - đủ điều kiện công nhận xã nâng cao.", "97,5/100 điểm", None),
    ],
)  # fmt: skip
def test_where_a_name_begins_and_ends(text: str, figure: str, name: str | None) -> None:
    assert named(text)[figure] == name


def test_a_change_for_the_better_names_nothing() -> None:
    text = "Huyện A có tỷ lệ hồ sơ trễ hạn 0,33%; huyện Yên Lạc có chuyển biến rõ rệt (giảm từ 10,8% xuống còn 1,3%)."
    assert named(text)["1,3%"] == "tỷ lệ hồ sơ trễ hạn"


def test_a_bound_without_a_unit_states_nothing() -> None:
    assert named("Đối với các ngành y khoa, dược học tối thiểu là 8,0 trở lên.") == {}
    assert list(named("Thu ngân sách tối thiểu là 500 tỷ đồng.")) == ["500 tỷ đồng"]


def test_the_base_of_a_rate_is_no_figure() -> None:
    assert list(named("Số ca mắc bình quân trên 100.000 dân là 12,5 ca.")) == ["12,5 ca"]


@pytest.mark.parametrize(
    ("text", "figure", "name"),
    [
        ("Công an huyện xử lý hành chính 193 vụ/302 đối tượng.", "302 đối tượng", "xử lý hành chính đối tượng"),
        ("Công an huyện bắt giữ 25 vụ, 68 đối tượng.", "68 đối tượng", "bắt giữ đối tượng"),
        ("Công an huyện khởi tố 10 vụ với 14 bị can.", "14 bị can", "khởi tố bị can"),
        ("Về lĩnh vực kinh tế, chức vụ, môi trường phát hiện 160 vụ.", "160 vụ", "phát hiện vụ"),
        ("Xã nâng cấp 16 tuyến hẻm, góp phần chỉnh trang đô thị.", "16 tuyến", "nâng cấp tuyến hẻm"),
    ],
)
def test_what_an_action_was_done_to(text: str, figure: str, name: str) -> None:
    assert named(text)[figure] == name

"""Sentences whose figures agree or not; places and figures are invented."""

WRONG = (
    ("ratio", "contradiction", "Huyện Tân Lập trồng rừng đạt 120,5/150 ha, bằng 85% kế hoạch.", ("120,5/150 ha", "85%")),
    ("ratio", "contradiction", "Công an huyện Tân Lập giải quyết 126/106 tin báo, đạt tỷ lệ 84%.", ("126/106 tin báo", "84%")),
    ("part-above-whole", "suspicious", "Huyện Tân Lập có 21/18 xã đạt chuẩn nông thôn mới.", ("21/18 xã",)),
    (
        "attainment", "contradiction",
        "UBND huyện Tân Lập: Thu ngân sách đạt 120 tỷ đồng, bằng 70% dự toán huyện giao (200 tỷ đồng).",
        ("120 tỷ đồng", "70%", "200 tỷ đồng"),
    ),
    (
        "change", "contradiction",
        "Tổng đàn lợn của huyện Tân Lập hiện còn 1,5 triệu con, giảm 25% so với đầu năm (2,5 triệu con).",
        ("1,5 triệu con", "25%", "2,5 triệu con"),
    ),
    (
        "change", "contradiction",
        "Sản lượng lúa của huyện Tân Lập đạt 33.550 tấn, so với cùng kỳ năm trước (30.500 tấn) tăng 20%.",
        ("33.550 tấn", "30.500 tấn", "20%"),
    ),
    (
        "index", "contradiction",
        "Thu ngân sách huyện Tân Lập đạt 120 tỷ đồng, bằng 95% so với cùng kỳ (cùng kỳ 150 tỷ đồng).",
        ("120 tỷ đồng", "95%", "150 tỷ đồng"),
    ),
    (
        "difference", "contradiction",
        "Số hộ nghèo của huyện Tân Lập còn 320 hộ, giảm 80 hộ so với đầu năm (đầu năm có 500 hộ).",
        ("320 hộ", "80 hộ", "500 hộ"),
    ),
    (
        "difference", "contradiction",
        "Tỷ lệ hộ nghèo huyện Tân Lập giảm từ 5,2% năm 2022 xuống còn 3,1% năm 2023, giảm 1,1 điểm %.",
        ("5,2%", "3,1%", "1,1 điểm %"),
    ),
    (
        "change-difference", "contradiction",
        "Huyện Tân Lập gieo trồng được 64.462 ha lúa, so với vụ trước giảm 1,8% (-717 ha).",
        ("64.462 ha", "1,8%", "717 ha"),
    ),
    (
        "parts", "contradiction",
        "Huyện Tân Lập có 6.293 thí sinh dự thi, gồm: 5.618 thí sinh phổ thông, 235 thí sinh giáo dục thường xuyên và 240 thí sinh tự do.",
        ("6.293 thí sinh", "5.618 thí sinh", "235 thí sinh", "240 thí sinh"),
    ),
    (
        "parts", "contradiction",
        "Tỉnh có 27 đơn vị hành chính cấp huyện (23 huyện, một thị xã và hai thành phố).",
        ("27 đơn vị hành chính cấp huyện", "23 huyện", "một thị xã", "hai thành phố"),
    ),
    (
        "parts", "contradiction",
        "Công an huyện Tân Lập bắt 13 vụ ma túy. Trong đó, mua bán 7 vụ, tàng trữ 8 vụ, trồng cây thuốc phiện 1 vụ.",
        ("13 vụ", "7 vụ", "8 vụ", "1 vụ"),
    ),
    (
        "parts", "contradiction",
        "Có 26 trên 42 chỉ tiêu đạt và vượt kế hoạch, trong đó có 17 chỉ tiêu vượt kế hoạch; 13 chỉ tiêu đạt trên 90% kế hoạch và 13 chỉ tiêu đạt dưới 90% kế hoạch huyện Tân Lập giao.",
        ("26 trên 42 chỉ tiêu", "13 chỉ tiêu", "13 chỉ tiêu"),
    ),
    (
        "share", "contradiction",
        "Doanh thu từ na của huyện Tân Lập đạt 700 tỷ đồng, chiếm 27% tổng doanh thu 1.900 tỷ đồng của nông sản.",
        ("700 tỷ đồng", "27%", "1.900 tỷ đồng"),
    ),
    (
        "share", "contradiction",
        "Trong tổng số 9.500 hộ của huyện Tân Lập có 450 hộ nghèo, chiếm 7,4%.",
        ("9.500 hộ", "450 hộ nghèo", "7,4%"),
    ),
    (
        "shares", "contradiction",
        "Cơ cấu kinh tế huyện Tân Lập: nông nghiệp chiếm 35,2%, công nghiệp - xây dựng chiếm 34,1%, dịch vụ chiếm 32,7%.",
        ("35,2%", "34,1%", "32,7%"),
    ),
    (
        "repeated", "contradiction",
        "Trong 6 tháng đầu năm 2019, huyện Tân Lập xảy ra 147 vụ tai nạn giao thông đường bộ.\n"
        "Theo Công an, 6 tháng đầu năm 2019 huyện Tân Lập xảy ra 174 vụ tai nạn giao thông đường bộ.",
        ("147 vụ tai nạn", "174 vụ tai nạn"),
    ),
    (
        "within-period", "contradiction",
        "Huyện Tân Lập: Số lượng sổ BHXH cấp cho người lao động trong tháng 6/2019 là 360 sổ, lũy kế 306 sổ.",
        ("360 sổ", "306 sổ"),
    ),
    (
        "direction", "contradiction",
        "Tỷ lệ hộ nghèo huyện Tân Lập giảm từ 5,2% năm 2022 xuống còn 6,1% năm 2023.",
        ("5,2%", "6,1%"),
    ),
    ("count", "suspicious", "Huyện Tân Lập có 4 xã Tân An, Tân Phú và Tân Hòa đạt chuẩn nông thôn mới.", ("4 xã",)),
    ("dates", "contradiction", "Kế hoạch của huyện Tân Lập giai đoạn 2018 - 2010.", ("giai đoạn 2018 - 2010",)),
    ("dates", "contradiction", "Đợt cao điểm từ ngày 16/12/2019 đến ngày 16/2/2019 của Công an huyện.", ("16/12/2019 đến ngày 16/2/2019",)),
    ("dates", "contradiction", "UBND huyện họp ngày 31/4/2023.", ("31/4/2023",)),
    ("dates", "suspicious", "Kế hoạch 5 năm 2021-2024 của huyện Tân Lập.", ("5 năm 2021-2024",)),
    (
        "dates", "suspicious",
        "ỦY BAN NHÂN DÂN HUYỆN TÂN LẬP\nTân Lập, ngày 28 tháng 9 năm 2023\nBÁO CÁO\nTrong tháng 11/2023, toàn huyện đã xảy ra 12 vụ tai nạn giao thông.",
        ("12 vụ tai nạn",),
    ),
    (
        "dates", "suspicious",
        "Nghị định số 19/2011/NĐ-CP ngày 21/3/2012 của Chính phủ.",
        ("19/2011/NĐ-CP ngày 21/3/2012",),
    ),
    ("range", "contradiction", "Nông nghiệp chiếm tỷ trọng 140% của kinh tế huyện Tân Lập.", ("140%",)),
    ("range", "suspicious", "Thu nhập bình quân của huyện Tân Lập từ 7 - 5,5 triệu đồng/người/tháng.", ("5,5 triệu đồng/người/tháng",)),
    (
        "magnitude", "suspicious",
        "UBND huyện Đức Trọng, tỉnh Lâm Đồng: Dân số toàn huyện là 20.504 nghìn người.",
        ("20.504 nghìn người",),
    ),
    (
        "product", "contradiction",
        "Huyện Tân Lập thu hoạch diện tích lúa 5.000 ha, năng suất 67,1 tạ/ha, sản lượng 35.550 tấn.",
        ("5.000 ha", "67,1 tạ/ha", "35.550 tấn"),
    ),
    (
        "order", "suspicious",
        "Bộ phận một cửa huyện Tân Lập tiếp nhận 23.202 hồ sơ, đã giải quyết 23.402 hồ sơ.",
        ("23.202 hồ sơ", "23.402 hồ sơ"),
    ),
    (
        "remainder", "suspicious",
        "Bộ phận một cửa huyện Tân Lập tiếp nhận 6.061 hồ sơ, giải quyết 5.581 hồ sơ, còn 398 hồ sơ.",
        ("6.061 hồ sơ", "5.581 hồ sơ", "398 hồ sơ"),
    ),
    (
        "per-unit", "suspicious",
        "Tỉnh cấp 1.246,86 tấn gạo cho người nghèo. Số gạo này cấp cho 84.324 nhân khẩu, mức hỗ trợ 15 kg/người.",
        ("1.246,86 tấn", "84.324 nhân khẩu", "15 kg/người"),
    ),
)  # fmt: skip
"""Rule, severity, text, and the words that the finding rests on."""

RIGHT = (
    "Huyện Tân Lập trồng rừng đạt 175,158/155ha, bằng 113% kế hoạch.",
    "UBND huyện Tân Lập: Thu ngân sách đạt 526,8 tỷ đồng, bằng 57,7% dự toán tỉnh giao (913 tỷ đồng).",
    "UBND huyện Tân Lập: Thu ngân sách đạt gần 120 tỷ đồng, bằng gần 60% dự toán huyện giao (200 tỷ đồng).",
    "UBND huyện Tân Lập: Thu ngân sách đạt 210 tỷ đồng, vượt 5% dự toán huyện giao (200 tỷ đồng).",
    "Huyện Tân Lập có 11/16 khoản thu đạt trên 50% dự toán.",
    "Tổng đàn lợn của huyện Tân Lập hiện còn 1,5 triệu con, giảm 40% so với đầu năm (2,5 triệu con).",
    "Huyện Tân Lập gieo trồng được 64.462 ha lúa, so với vụ trước giảm 1,1% (-717 ha).",
    "Chỉ số giá tiêu dùng tháng 10 tăng 0,04% so với tháng 9, tăng 2,09% so với tháng 12 năm trước.",
    "Huyện Tân Lập có 500 đảng viên, trong đó 300 đảng viên nữ, 150 đảng viên người dân tộc thiểu số.",
    "Huyện Tân Lập có 6.293 thí sinh dự thi, gồm: 5.818 thí sinh phổ thông, 235 thí sinh giáo dục thường xuyên và 240 thí sinh tự do.",
    "Hiện nay, tỉnh còn hơn 53.000 hộ nghèo và 79.800 hộ cận nghèo, trong đó có 9.500 hộ khó khăn và 2.500 hộ không có khả năng thoát nghèo.",
    "Năm 2021, xã Tân An đạt và vượt 15/18 chỉ tiêu. Trong đó có 9 chỉ tiêu vượt, 6 chỉ tiêu đạt, 3 chỉ tiêu không đạt.",
    "Tòa án huyện Tân Lập thụ lý 1.024 vụ, giải quyết 986 vụ. Trong đó: án hình sự thụ lý 156 vụ, giải quyết 154 vụ; án dân sự thụ lý 298 vụ, giải quyết 276 vụ; án hôn nhân thụ lý 570 vụ, giải quyết 556 vụ.",
    "Năm 2023 tỉnh đón 8,65 triệu lượt khách du lịch; trong đó khách quốc tế 400.000 lượt, khách lưu trú khoảng 6,5 triệu lượt.",
    "Tổng giá trị sản xuất: 15.320 tỷ đồng; trong đó:\n+ Nông nghiệp: 4.215 tỷ đồng.\n+ Công nghiệp - xây dựng: 6.840 tỷ đồng.\n+ Dịch vụ: 4.265 tỷ đồng.\n- Thu ngân sách: 512 tỷ đồng.",
    "Tổng số mũi tiêm tại huyện Tân Lập là 1.045.320 mũi, trong đó mũi 1: 562.140 mũi (đạt 99,1% dân số từ 18 tuổi trở lên).",
    "Cơ cấu kinh tế huyện Tân Lập: nông nghiệp chiếm 35,2%, công nghiệp - xây dựng chiếm 34,1%, dịch vụ chiếm 30,7%.",
    "Huyện Tân Lập có 7 phường, 5 xã, đó là: phường Tân An, Tân Phú, Tân Hòa, Tân Lộc, Tân Hưng, Tân Mỹ, Tân Sơn và các xã Phú An, Phú Lộc, Phú Hòa, Phú Mỹ, Phú Sơn.",
    "Huyện Hoằng Lộc từ 43 xã, thị trấn còn 37 xã, thị trấn; huyện Thọ Phú giảm 11 xã, còn 30 xã, thị trấn.",
    "Thu ngân sách huyện Tân Lập đạt 1.012 tỷ đồng/814 tỷ đồng dự toán, đạt 124,3%.",
    "Nếu nắng nóng kéo dài đến tháng 5, diện tích hạn của huyện Tân Lập có thể lên tới 6.500 ha.",
    "Huyện Tân Lập thu hoạch diện tích lúa 5.000 ha, năng suất 67,1 tạ/ha, sản lượng 33.550 tấn.",
    "Bộ phận một cửa huyện Tân Lập tiếp nhận 6.061 hồ sơ, giải quyết 5.581 hồ sơ, còn 480 hồ sơ.",
    "Kế hoạch 5 năm giai đoạn 2021-2025 của huyện Tân Lập, tầm nhìn đến năm 2045; họp ngày 30/4/2023.",
    "UBND huyện Tân Lập: tổng số xã đạt chuẩn là 15\n- 3 xã đạt chuẩn nâng cao\n- 2 xã đạt kiểu mẫu",
    "Thành phố năm 2023 đầu tư 1.085 tỷ đồng nâng cấp 142 tuyến đường. Giải ngân 945 tỷ đồng.",
)  # fmt: skip
"""Texts in which nothing is found."""

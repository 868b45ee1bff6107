"""A report that the tests of the store put in."""

TIEN_YEN = (
    "UBND huyện Tiên Yên họp phiên thường kỳ tháng 9 năm 2022\n\n"
    "Thu ngân sách 9 tháng đầu năm 2022 ước đạt 1.584 tỷ đồng, bằng 57,7% dự toán tỉnh giao, giảm 3,2% so với cùng kỳ.\n"
    "Toàn huyện trồng được 512 ha rừng tập trung; tỷ lệ hộ nghèo còn 2,1%.\n"
    "Chủ tịch UBND huyện yêu cầu Phòng Tài chính - Kế hoạch rà soát các nguồn thu, báo cáo trước ngày 15/10/2022.\n"
)

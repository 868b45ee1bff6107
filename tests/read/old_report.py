"""Three pages as an office wrote them before Unicode; every letter of Vietnamese in both cases; figures illustrative."""

TEXT = """\
ỦY BAN NHÂN DÂN HUYỆN ĐỒNG PHÚ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 125/BC-UBND
Đồng Phú, ngày 25 tháng 12 năm 2003

BÁO CÁO
Tình hình phát triển kinh tế - xã hội năm 2003 và kế hoạch năm 2004
Kính gửi: Hội đồng nhân dân huyện khóa 8, kỳ họp thứ mười.

PHẦN THỨ NHẤT: KẾT QUẢ THỰC HIỆN NĂM 2003
I. LĨNH VỰC KINH TẾ
1. Sản xuất nông nghiệp
Tổng diện tích gieo trồng cả năm đạt 12.450 ha, bằng 102,5% kế hoạch, tăng 320 ha so với năm trước. Trong đó diện tích lúa 7.860 ha,
năng suất bình quân 48,6 tạ/ha; sản lượng lương thực có hạt ước đạt 41.250 tấn, vượt 3,1% kế hoạch. Bình quân lương thực đầu người
là 412 kg/năm. Cây công nghiệp ngắn ngày giữ ổn định: lạc 540 ha, đậu tương 215 ha, mía 860 ha. Vụ đông xuân gặp rét đậm kéo dài,
hơn 150 ha mạ bị chết, nhân dân phải gieo lại; nhờ chỉ đạo kịp thời nên thời vụ vẫn được bảo đảm.
Chăn nuôi phát triển khá: đàn trâu 6.120 con, đàn bò 9.340 con, đàn lợn 58.700 con, gia cầm 412.000 con. Công tác tiêm phòng đạt 86%
tổng đàn. Dịch lở mồm long móng xảy ra ở ba xã nhưng đã được khống chế, không để lây lan rộng.
Lâm nghiệp: trồng mới 350 ha rừng tập trung, khoanh nuôi tái sinh 1.200 ha, chăm sóc 780 ha; độ che phủ rừng đạt 43,7%. Cháy rừng giảm
còn 2 vụ, thiệt hại không đáng kể. Hạt kiểm lâm đã xử lý 47 vụ vi phạm, tịch thu 38,5 m3 gỗ, nộp ngân sách 126 triệu đồng.

2. Công nghiệp, tiểu thủ công nghiệp
Giá trị sản xuất ước đạt 86,4 tỷ đồng, tăng 14,2% so với cùng kỳ. Một số sản phẩm tăng khá: gạch nung 32 triệu viên, đá xây dựng
145.000 m3, chè khô 420 tấn. Huyện có 1.265 cơ sở sản xuất, giải quyết việc làm cho gần 4.300 lao động. Tuy nhiên nhiều hộ còn thiếu vốn,
mẫu mã chậm đổi mới, sức cạnh tranh yếu.

3. Thương mại, dịch vụ và ngân sách
Tổng mức bán lẻ hàng hóa đạt 215 tỷ đồng, tăng 11%. Thu ngân sách trên địa bàn được 18.652 triệu đồng, đạt 108,3% dự toán tỉnh giao; trong
đó thuế ngoài quốc doanh 5.214 triệu đồng, thu cấp quyền sử dụng đất 6.830 triệu đồng. Tổng chi ngân sách 64.920 triệu đồng, đúng chế độ
và tiết kiệm. Nợ đọng thuế vẫn còn 940 triệu đồng, phải tiếp tục đôn đốc.

4. Xây dựng cơ bản, giao thông, thủy lợi
Đã khởi công 36 công trình, hoàn thành 29 công trình với tổng vốn 27,8 tỷ đồng. Nhựa hóa được 18,5 km đường liên xã, cứng hóa 42 km đường
thôn; sửa chữa 7 cầu, 3 ngầm tràn. Kiên cố hóa 12,4 km kênh mương, nạo vét 86.000 m3 bùn đất. Đến nay 100% số xã có điện, 91,6% số hộ được
dùng điện lưới quốc gia. Bưu điện huyện lắp đặt thêm 620 máy điện thoại, nâng tổng số lên 2.915 máy (2,1 máy/100 dân).

II. LĨNH VỰC VĂN HÓA - XÃ HỘI
Toàn huyện có 68 trường học, 1.042 lớp với 31.560 học sinh; tỷ lệ học sinh lên lớp đạt 98,2%, tốt nghiệp trung học cơ sở 97,5%. Có 9 xã
đạt chuẩn phổ cập trung học cơ sở. Đội ngũ giáo viên được bồi dưỡng thường xuyên, nhưng 84 phòng học tạm bằng tranh tre vẫn chưa xóa được.
Ngành y tế khám chữa bệnh cho 96.400 lượt người; trẻ em dưới một tuổi tiêm chủng đầy đủ đạt 97%. Tỷ lệ suy dinh dưỡng ở trẻ giảm từ 29%
xuống 26,8%. Mỗi trạm y tế đều có y sỹ, 11 trạm có bác sỹ. Tỷ lệ sinh giảm 0,06%; số người sinh con thứ ba trở lên giảm nhẹ.
Số hộ nghèo còn 3.265 hộ, chiếm 14,9%, giảm 2,3% so với đầu năm. Quỹ "Vì người nghèo" đã vận động được 312 triệu đồng, xóa 126 nhà dột nát.
Giải quyết việc làm mới cho 1.850 lao động, đưa 215 người đi làm việc ở nước ngoài. Đã chi trả trợ cấp kịp thời cho 4.126 đối tượng.
Phong trào "Toàn dân đoàn kết xây dựng đời sống văn hóa" có 15.420 hộ đăng ký, 71% đạt chuẩn; lễ hội được tổ chức vui tươi, tiết kiệm.

III. QUỐC PHÒNG, AN NINH VÀ XÂY DỰNG CHÍNH QUYỀN
Hoàn thành 100% chỉ tiêu tuyển quân. Phạm pháp hình sự xảy ra 62 vụ, giảm 9 vụ; tai nạn giao thông 34 vụ, làm chết 17 người, bị thương 41
người. Tiếp 285 lượt công dân, giải quyết 91/104 đơn thư khiếu nại, tố cáo. Kỷ cương hành chính có tiến bộ, song một bộ phận cán bộ còn ngại
khó, nể nang, sợ va chạm; việc tự phê bình ở đôi nơi chưa thẳng thắn. Nơi nào cấp ủy chặt chẽ, sâu sát thì nơi ấy việc khó cũng dễ.

PHẦN THỨ HAI: PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2004
1. Tốc độ tăng trưởng kinh tế 9,5% trở lên; thu nhập bình quân đầu người 4,8 triệu đồng.
2. Sản lượng lương thực có hạt 42.000 tấn; giữ vững diện tích lúa hai vụ; mở rộng 500 ha cỏ nuôi bò sữa.
3. Thu ngân sách 20,5 tỷ đồng; chi ngân sách 68 tỷ đồng.
Để làm được như vậy, mỗi ngành phải rõ việc, rõ người, rõ thời hạn; luôn sẵn sàng ứng phó với thiên tai, dịch bệnh; kiêng kỵ bệnh thành
tích, nói nhiều làm ít. Thực hiện tốt chính sách đối với gia đình có công, giữ gìn nghĩa tình, không để ai bị bỏ lại phía sau. Các xã vùng
sâu tổ chức họp dân mỗi quý một lần, báo cáo bằng văn bản trước ngày 20 của tháng cuối quý.
4. Giảm tỷ lệ hộ nghèo xuống dưới 12,5%; tỷ lệ sinh giảm 0,05%; trồng 400 ha rừng.
5. Mười xã, thị trấn đạt chuẩn quốc gia về y tế; 100% thôn có nhà sinh hoạt cộng đồng. Chẳng nơi nào được để dân đói, đứt bữa.

CÁC ĐƠN VỊ CẦN THỰC HIỆN:
PHÒNG KẾ HOẠCH - TÀI CHÍNH: RÀ SOÁT QUỸ ĐẤT, LẬP DỰ TOÁN; KHÔNG ĐỂ NỢ XẤU, THẤT THU. GIỮ KỶ LUẬT, TRÁNH CẢ NỂ.
PHÒNG GIÁO DỤC: KÈM HỌC SINH KÉM, NÊU GƯƠNG, GÌN GIỮ NỀ NẾP; XÓA LỚP TẠM, MỞ LỚP BÁN TRÚ Ở XÃ VÙNG CAO; TRẺ ĐẾN TUỔI ĐỀU ĐƯỢC ĐI HỌC, GIẢM TỶ LỆ BỎ HỌC, CHỐNG MÙ CHỮ.
PHÒNG NÔNG NGHIỆP: GẶT NHANH, CẤY SỚM, BẢO VỆ MẠ; DỰ TRỮ CỎ, RƠM CHO ĐÀN BÒ SỮA; SẴN SÀNG CHỐNG HẠN, CHỐNG ÚNG, CHỮA CHÁY RỪNG.
TRUNG TÂM Y TẾ: CHỮA BỆNH MIỄN PHÍ CHO MỖI HỘ NGHÈO; KỴ NHẤT LÀ THỜ Ơ, CHẬM TRỄ. BÁC SỸ GIỎI VỀ XÃ, NẴM CHẮC DỊCH BỆNH, KHẨN TRƯƠNG, THẲNG THẮN.
CÔNG AN HUYỆN: GIỮ TRẬT TỰ, DẸP CHỢ CÓC, CẤM HỌP CHỢ LẤN ĐƯỜNG; NHẮC NHẸ, SẼ PHẠT NẶNG NẾU TÁI PHẠM. ĐÒI HỎI ĐÚNG LẼ, ĐÕ CHO DÂN NGHÈO.
BAN QUẢN LÝ CHỢ: DỰNG LẠI BỜ KÈ, CHỖ ĐỖ XE, CỔNG CHỢ; ĐỂ Ý CÁC Ổ GÀ, VŨNG LẦY; ỨNG XỬ LỊCH SỰ, CHỈ DẪN TỈ MỈ, NGHĨ ĐẾN NGƯỜI GIÀ, ẨM THỰC SẠCH.

TM. ỦY BAN NHÂN DÂN HUYỆN
CHỦ TỊCH
(Đã ký)
Nguyễn Văn Ẩn, người lập biểu: Bùi Thị Ỷ, Phạm Ỡm, Lý Ử, Đỗ Ĩ, Trần Ỳ, Vũ Ẵng, Hoàng Ằng, Lê Ặc, Mai Ũng, Cao Ỹ.
"""

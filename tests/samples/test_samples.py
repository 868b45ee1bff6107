import unicodedata
from pathlib import Path

import pytest

from solieu.pipeline import extract
from solieu.read import read
from solieu.samples import sample_paths

FIGURES = {
    "dai-tu-ket-luan-giai-ngan-2024": ["612,4 tỷ đồng", "96 tỷ 400 triệu đồng", "34,5/41 ha"],
    "dien-chau-an-ninh-6-thang-2020": ["83/94 vụ", "6 tỷ 185 triệu đồng"],
    "hoang-luu-nong-thon-moi-2021": ["186,4 tỷ đồng", "1.486 trên 1.512 hộ"],
    "hong-linh-ngan-sach-2022": ["266,2 tỷ đồng", "| 151,2 |", "| 28,0 | 30,0 | 26,9 |"],
    "khanh-vinh-xa-moi-2025": ["6.318 hồ sơ", "18,7/24,3 tỷ đồng"],
    "long-khanh-tiem-chung-covid-12-2021": ["254.460 liều", "14.060 trên 14.380 em"],
    "mo-cay-bac-giao-duc-y-te-2023": ["6\u00a0450\u00a0triệu đồng", "103.415 người"],
    "tra-vinh-thong-ke-thang-5-2024": ["29.874 tỷ đồng", "3,52%"],
    "tuy-phuoc-nong-nghiep-2019": ["175,2/155 ha", "2.914 tỷ đồng"],
    "van-quan-phien-hop-thang-10-2023": ["42,6 tỷ đồng", "512/450 ha"],
    "yen-khanh-9-thang-2022": ["845,7 tỷ đồng", "30 chỉ tiêu"],
}
FURNITURE = (
    "Tin liên quan",
    "Lượt truy cập",
    "Đang truy cập",
    "Tin cũ hơn",
    "Trực tuyến",
    "TRANG NHẤT",
    "Ấn phẩm mới",
    "Bây giờ là",
)


def test_every_sample_is_known() -> None:
    assert [path.stem for path in sample_paths()] == sorted(FIGURES)


@pytest.mark.parametrize("path", sample_paths(), ids=lambda path: path.stem)
def test_a_sample_says_that_it_is_one_and_is_read_with_its_figures(path: Path) -> None:
    source = path.read_bytes()
    assert "Văn bản mẫu của dự án solieu" in unicodedata.normalize("NFC", source.decode())
    assert 2000 < len(source) < 6500
    report = read(source, name=path.name)
    assert report.warnings == ()
    text = unicodedata.normalize("NFC", report.text)
    assert [figure for figure in FIGURES[path.stem] if figure not in text] == []


@pytest.mark.parametrize(
    "path", [path for path in sample_paths() if path.suffix == ".html"], ids=lambda path: path.stem
)
def test_a_sample_page_is_read_without_its_furniture(path: Path) -> None:
    text = read(path.read_bytes()).text
    assert [words for words in FURNITURE if words in text] == []


def test_one_figure_of_the_samples_is_wrong_on_purpose_and_its_sample_says_so() -> None:
    reports = {path.stem: extract(path) for path in sample_paths()}
    found = [
        (name, finding.check, finding.found)
        for name, report in reports.items()
        for finding in report.findings
        if finding.severity == "contradiction"
    ]
    assert found == [("van-quan-phien-hop-thang-10-2023", "ratio", "131,8%")]
    (path,) = (path for path in sample_paths() if path.stem == found[0][0])
    assert "tỷ lệ trồng rừng cố ý ghi sai" in path.read_text("utf-8")


def test_the_samples_hold_what_makes_texts_hard() -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sample_paths()}
    assert any(text != unicodedata.normalize("NFC", text) for text in texts.values())
    assert any("\u00a0" in text for text in texts.values())

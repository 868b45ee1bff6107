import io
import sys
from pathlib import Path

import pytest

import solieu
from solieu.cli import main
from solieu.errors import ReadError, UsageError
from solieu.explain import Explanation, explain

REPORT = """UBND huyện Văn Quan, tỉnh Lạng Sơn báo cáo số 45/BC-UBND, sửa chữa Quốc lộ 18.
Thu ngân sách 9 tháng đầu năm 2023 ước đạt gần 45 tỷ đồng, bằng 80% dự toán huyện giao, tăng 5% so với cùng kỳ.
Phấn đấu trồng 120 ha rừng tại xã An Sơn. Tỷ lệ hộ nghèo giảm 1,2%.
1. Đường dây 500kV qua huyện; bị phạt tiền từ 5 triệu đồng. Hội thi của 4 xã phủ sóng 3G, điện thoại 0205123456.
Lượt truy cập: 1530
12/10/2023 08:52 | 16 lượt xem"""


def fact(explanation: Explanation, name: str) -> tuple[str, str]:
    found = getattr(explanation, name)
    assert found is not None
    return found.value, found.because


@pytest.mark.parametrize(
    ("quote", "name", "value", "because"),
    [
        ("45 tỷ", "quantity", "45 tỷ đồng = 45000000000 VND (money, about)", "“ước đạt gần” before it"),
        ("1,2%", "quantity", "-1.2 % (percent)", "negative for a fall"),
        ("45 tỷ", "before", "“Thu ngân sách”", ""),
        ("120 ha", "behind", "“rừng”", ""),
        ("45 tỷ", "measure", "level", "no word before it compares it"),
        ("80%", "measure", "attainment", "“bằng” before it and the plan “dự toán huyện giao”"),
        ("5% so", "measure", "change", "“tăng” before it and the other time “cùng kỳ”"),
        ("80%", "basis", "“dự toán huyện giao” (plan)", "stands behind it"),
        ("45 tỷ", "basis", "–", ""),
        ("45 tỷ", "status", "estimate", "“ước” before it"),
        ("120 ha", "status", "target", "“phấn đấu” before it"),
        ("1,2%", "status", "actual", "no word of a goal or an estimate"),
        ("45 tỷ", "place", "huyện Văn Quan, Lạng Sơn", "report: the place of the whole report"),
        ("80%", "indicator", "budget_revenue", "the name “thu ngân sách” of the catalogue"),
    ],
)
def test_each_fact_tells_what_led_to_it(quote: str, name: str, value: str, because: str) -> None:
    assert fact(explain(REPORT, quote), name) == (value, because)


@pytest.mark.parametrize(
    ("quote", "subject", "because"),
    [
        ("45 tỷ", "Thu ngân sách", "begins like the name of an indicator"),
        ("80%", "Thu ngân sách", "the subject of an earlier figure goes on"),
        ("120 ha", "trồng rừng", "the verb before it with its object behind it"),
    ],
)
def test_the_subject_tells_where_it_came_from(quote: str, subject: str, because: str) -> None:
    value, why = fact(explain(REPORT, quote), "subject")
    assert value == subject
    assert because in why


@pytest.mark.parametrize(
    ("quote", "name", "words"),
    [
        ("120 ha", "place", "xã An Sơn"),
        ("45 tỷ", "period", "9 tháng đầu năm 2023"),
        ("5% so", "period", "9 tháng đầu năm 2023"),
    ],
)
def test_place_and_period_tell_their_words_and_where_they_stand(quote: str, name: str, words: str) -> None:
    _, because = fact(explain(REPORT, quote), name)
    assert because.endswith(f"“{words}” at {REPORT.index(words)}")


@pytest.mark.parametrize(
    ("quote", "reason"),
    [
        ("45/BC", "the number of a document: “báo cáo số 45/BC-UBND”"),
        ("18", "a number that belongs to a name: “quốc lộ” stands before it"),
        ("2023", "a time: “9 tháng đầu năm 2023”"),
        ("1. Đường", "the number of an item in a list or of a heading"),
        ("500kV", "an attribute"),
        ("5 triệu", "a norm, price, dosage or penalty"),
        ("4 xã", "the scope of a phrase"),
        ("3G", "a part of a code, a name or a clock: “3G,”"),
        ("0205", "a telephone or other long number"),
        ("1530", "a counter of the page"),
        ("52 |", "a part of a code, a name or a clock: “08:52”"),
        ("16 lượt", "a counter of the page: “lượt xem” stands behind it"),
    ],
)
def test_a_number_that_is_no_figure_tells_why(quote: str, reason: str) -> None:
    explanation = explain(REPORT, quote)
    assert explanation.observation is None
    assert explanation.passed_over is not None
    assert explanation.passed_over.startswith(reason)


def test_a_text_that_is_not_about_local_government_has_no_figures() -> None:
    story = "Cửa hàng bán bánh mì ngon nhất phố, mỗi sáng khách đứng chờ rất lâu. " * 14 + "Hôm ấy bán được 120 cái."
    assert "no words of local government" in str(explain(story, "120").passed_over)


def test_every_figure_explains_itself() -> None:
    for observation in solieu.extract(REPORT).observations:
        explanation = explain(REPORT, observation.start)
        assert explanation.observation == observation
        assert f"«{observation.quote}»" in explanation.sentence
        assert any(line.startswith("confidence") for line in explanation.lines())


def test_every_offset_has_an_explanation() -> None:
    assert all(explain(REPORT, offset).lines() for offset in range(0, len(REPORT) + 1, 7))


def test_offsets_count_the_text_as_given() -> None:
    decomposed = "Tha\u0300nh pho\u0302\u0301 thu nga\u0302n sa\u0301ch 45 ty\u0309 \u0111o\u0302\u0300ng."
    assert explain(decomposed, decomposed.index("45") + 1).start == decomposed.index("45")


def test_words_mean_the_first_number_in_or_behind_them() -> None:
    explanation = explain(REPORT, "Tỷ lệ hộ nghèo")
    assert explanation.start == REPORT.index("1,2%")


@pytest.mark.parametrize(
    ("text", "offset", "message"),
    [
        (REPORT, 99_999, "There is no offset 99999"),
        (REPORT, -1, "There is no offset -1"),
        (REPORT, "khác hẳn", "does not stand in the text"),
        (REPORT, " ", "does not stand in the text"),
        ("Thu ngân sách đạt khá.", 3, "There is no number in the text"),
    ],
)
def test_what_cannot_be_explained_is_a_wrong_use(text: str, offset: int | str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        explain(text, offset)


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="there is no such file"):
        explain(tmp_path / "none.txt", 0)


def test_bytes_and_paths_are_read_like_texts(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    told = [explain(source, "80%").lines()[1:] for source in (REPORT, REPORT.encode(), path)]
    assert told[0] == told[1] == told[2]


class TestCommand:
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        path = tmp_path / "báo cáo: 9 tháng.txt"
        path.write_text(REPORT, encoding="utf-8")
        return path

    def test_an_offset_behind_a_colon(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["explain", f"{path}:{REPORT.index('80%')}"]) == 0
        assert "«80%»" in capsys.readouterr().out

    def test_words_beside_the_file(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["explain", str(path), "80%"]) == 0
        assert "\nmeasure       attainment  ← “bằng” before it" in capsys.readouterr().out

    def test_standard_input(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(REPORT.encode()), "utf-8"))
        assert main(["explain", "-", "80%"]) == 0
        assert "«80%»" in capsys.readouterr().out

    @pytest.mark.parametrize("place", ["report.txt", "report.txt:", ":12", "report.txt:x", "report.txt:²"])
    def test_a_place_without_an_offset_is_a_wrong_use(self, place: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["explain", place]) == 2
        assert "give FILE:OFFSET" in capsys.readouterr().err

    def test_a_folder_is_a_wrong_use(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (path.parent / "other.txt").write_text(REPORT, encoding="utf-8")
        assert main(["explain", f"{path.parent}:3"]) == 2
        assert "is a folder" in capsys.readouterr().err

    def test_no_character_turns_the_direction_of_the_terminal(
        self, path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path.write_text("Thu ngân\u202e sách\u200f đạt 45 tỷ đồng.", encoding="utf-8")
        assert main(["explain", str(path), "45 tỷ"]) == 0
        assert not set(capsys.readouterr().out) & {"\u202e", "\u200f"}


@pytest.mark.parametrize(
    ("text", "quote", "because"),
    [
        (
            "Giá tiêu dùng tăng 0,13%\n\nTháng 4/2018, giá tiêu dùng tăng 0,13%; bình quân 4 tháng đầu năm 2018 tăng 4,66%.\n",
            "0,13%",
            "report: the text tells this figure, or another of its sentence, again with this time",
        ),
        (
            "Huyện Tân Lập tổng kết 10 năm, giai đoạn 2010-2020\n\nTỷ lệ hộ nghèo còn 2,1%.\n",
            "2,1%",
            "report: the period of the whole report; how things stand at the end of those years",
        ),
    ],
)
def test_a_time_that_does_not_stand_beside_its_figure_is_explained(text: str, quote: str, because: str) -> None:
    assert fact(explain(text, text.index(quote)), "period")[1] == because

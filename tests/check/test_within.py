import re
import unicodedata

import pytest
from examples import RIGHT, WRONG

import solieu
from solieu.knowledge.checks import rules

ACROSS_REPORTS_AND_TABLES = re.compile(r"table|year-to-date|growth|implied-plan|parts-of-|jump|revised|republished")


@pytest.mark.parametrize(
    ("rule", "severity", "text", "quotes"), WRONG, ids=[f"{rule}: {text[:40]}" for rule, _, text, _ in WRONG]
)
def test_figures_that_cannot_all_be_true_are_found(
    rule: str, severity: str, text: str, quotes: tuple[str, ...]
) -> None:
    found = solieu.extract(text).findings

    assert [(one.check, one.severity, tuple(ground.quote for ground in one.grounds)) for one in found] == [
        (rule, severity, quotes)
    ]


@pytest.mark.parametrize("text", RIGHT)
def test_nothing_is_found_where_all_may_be_true(text: str) -> None:
    assert [one.message for one in solieu.extract(text).findings] == []


@pytest.mark.parametrize("text", [text for _, _, text, _ in WRONG])
def test_a_finding_is_grounded_and_told_in_both_languages(text: str) -> None:
    report = solieu.extract(text)

    for finding in report.findings:
        assert all(report.text[ground.start : ground.end] == ground.quote for ground in finding.grounds)
        assert all(report.observations[index].quote in text for index in finding.observations)
        assert finding.message
        assert finding.message_en
        assert "{" not in finding.message + finding.message_en
        assert len(finding.remedies) == len(finding.remedies_en)


def test_what_would_have_to_be_true_is_told_for_each_figure() -> None:
    text = "UBND huyện Tân Lập: Thu ngân sách đạt 120 tỷ đồng, bằng 70% dự toán huyện giao (200 tỷ đồng)."

    (finding,) = solieu.extract(text).findings

    assert finding.message == "120 tỷ đồng so với kế hoạch 200 tỷ đồng là 60%, nhưng báo cáo ghi 70%."
    assert (finding.expected, finding.found) == ("60%", "70%")
    assert finding.remedies == (
        "120 tỷ đồng phải là 139–141 tỷ đồng",
        "70% phải là 60%",
        "200 tỷ đồng phải là 170–173 tỷ đồng",
    )


@pytest.mark.parametrize(
    "written_otherwise",
    [
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace("tỷ đồng", "tỉ đồng"),
        lambda text: f"UBND huyện Tân Lập báo cáo.\n\n{text}",
    ],
    ids=["NFD", "no-break blanks", "tỉ", "elsewhere"],
)
def test_a_finding_is_the_same_however_its_words_are_written(written_otherwise) -> None:
    text = "UBND huyện Tân Lập: Thu ngân sách đạt 120 tỷ đồng, bằng 70% dự toán huyện giao (200 tỷ đồng)."
    (as_printed,) = solieu.extract(text).findings

    (otherwise,) = solieu.extract(written_otherwise(text)).findings

    assert (otherwise.check, otherwise.expected) == (as_printed.check, as_printed.expected)


def test_the_identity_stays_when_the_words_stand_elsewhere_in_the_report() -> None:
    from solieu.check.findings import identity

    assert identity("ratio", "report", ["126/106 tin", "84%"]) == identity("ratio", "report", ["126/106  tin", "84%"])
    assert identity("ratio", "report", ["126/106 tin"]) != identity("parts", "report", ["126/106 tin"])
    assert identity("ratio", "report", ["126/106 tin"]) != identity("ratio", "other", ["126/106 tin"])


def test_every_rule_within_prose_has_an_example() -> None:
    shown = {rule for rule, _, _, _ in WRONG}
    within = [rule for rule in rules() if not ACROSS_REPORTS_AND_TABLES.search(rule)]

    assert set(within) <= shown


@pytest.mark.parametrize("rule", rules().values(), ids=list(rules()))
def test_a_rule_says_what_must_hold_in_both_languages(rule) -> None:
    slots = set(re.findall(r"\{(\w+)\}", rule.message))

    assert rule.title
    assert rule.title_en
    assert rule.formula
    assert slots
    assert slots == set(re.findall(r"\{(\w+)\}", rule.message_en))


@pytest.mark.parametrize(
    "piece",
    [
        "thu ngân sách đạt 5 tỷ đồng, bằng 57,7% dự toán, ",
        "gồm 5 vụ, trong đó 3 vụ (2 vụ; 1 vụ); ",
        "xã Tân An 5 hộ, ",
        "từ 5 - 3 ",
        "ngày 1/2/2023 - 3/4/2023, ",
        "3 xã Tân An, ",
    ],
)
def test_checks_take_as_much_longer_as_the_text_is_longer(piece: str) -> None:
    import sys

    def steps(times: int) -> int:
        report = solieu.extract("UBND huyện Tân Lập: " + piece * times)
        count = 0

        def trace(*_: object) -> None:
            nonlocal count
            count += 1

        from solieu.check.within import check_report

        sys.setprofile(trace)
        try:
            check_report(report)
        finally:
            sys.setprofile(None)
        return count

    # A pattern is taken apart once, in whichever run it has been asked often enough.
    assert min(steps(320) for _ in range(3)) < 6 * min(steps(80) for _ in range(3))

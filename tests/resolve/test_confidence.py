import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest

import solieu
from solieu.model import Scope
from solieu.resolve.confidence import Evidence, SubjectKind, confidence, evidence, weighed

ROOT = Path(__file__).parents[2]
MARKED = ROOT.parent / "shared" / "gold" / "dev"
SURE = Evidence("headed", "known", "change", "estimate", "report")
UNSURE = Evidence("none", "unknown", "rank", "actual", "unknown")
REPORT = """UBND huyện Văn Quan báo cáo kinh tế - xã hội 9 tháng đầu năm 2023.
Thu ngân sách đạt 45 tỷ đồng, bằng 80% dự toán. Trồng được 120 ha rừng tại xã An Sơn. Đã xử lý 12 trường hợp."""


@pytest.fixture(scope="module")
def calibrate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("calibrate", ROOT / "scripts" / "calibrate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["calibrate"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("traits", [SURE, UNSURE, Evidence(*["never seen"] * len(Evidence._fields))])  # type: ignore[arg-type]
def test_a_confidence_is_a_probability_in_hundredths(traits: Evidence) -> None:
    told = confidence(traits)
    assert 0 < told < 1
    assert told == round(told, 2)


def test_good_evidence_gives_more_confidence() -> None:
    assert confidence(SURE) > 0.85 > 0.7 > confidence(UNSURE)


@pytest.mark.parametrize("kind", get_args(SubjectKind))
def test_every_kind_of_subject_has_a_weight(kind: SubjectKind) -> None:
    assert weighed(SURE._replace(subject=kind))[0][2] != 0


def test_the_weights_tell_which_trait_lowers_the_confidence() -> None:
    told = {trait: weight for trait, _, weight in weighed(SURE._replace(catalogue="unknown"))}
    assert told["catalogue"] < 0 < told["period"]


@pytest.mark.parametrize(
    ("identifier", "scope", "traits"),
    [
        ("budget_revenue", "clause", Evidence("headed", "known", "level", "target", "clause")),
        (None, None, Evidence("headed", "unknown", "level", "target", "unknown")),
    ],
)
def test_what_is_not_known_is_a_trait_too(identifier: str | None, scope: Scope | None, traits: Evidence) -> None:
    assert evidence("headed", identifier, "level", "target", scope) == traits


def test_the_same_report_gives_the_same_confidences() -> None:
    first, second = ([o.confidence for o in solieu.extract(REPORT).observations] for _ in range(2))
    assert first == second
    assert len(set(first)) > 1


def test_a_fit_finds_the_traits_that_tell(calibrate: ModuleType) -> None:
    cases = [
        calibrate.Case(f"report {n % 7}", (("subject", kind), ("measure", "level")), n % 10 < right)
        for kind, right in (("headed", 9), ("carried", 3))
        for n in range(2000)
    ]
    weights = calibrate.fit(cases)
    assert calibrate.predicted(weights, cases[0]) == pytest.approx(0.9, abs=0.03)
    assert calibrate.predicted(weights, cases[-1]) == pytest.approx(0.3, abs=0.03)


def test_a_trait_seen_twice_hardly_counts(calibrate: ModuleType) -> None:
    usual = [calibrate.Case("a", (("subject", "headed"),), n % 10 < 7) for n in range(200)]
    rare = [calibrate.Case("b", (("subject", "none"),), False)] * 2
    assert calibrate.predicted(calibrate.fit([*usual, *rare]), rare[0]) > 0.5


def test_the_table_stands_in_the_document_between_its_marks(calibrate: ModuleType) -> None:
    cases = [calibrate.Case(f"report {n % 9}", (("subject", "headed"),), n % 4 > 0) for n in range(90)]
    evaluation = calibrate.evaluate(cases)
    document = calibrate.with_table("before\n<!-- reliability -->\nold\n<!-- end -->\nafter\n", evaluation)
    assert document.startswith("before\n<!-- reliability -->\n| predicted |")
    assert document.endswith("\n<!-- end -->\nafter\n")
    assert "old" not in document


def test_weights_are_written_as_they_are_read(calibrate: ModuleType) -> None:
    cases = [calibrate.Case(f"report {n % 9}", (("subject", "headed"),), n % 4 > 0) for n in range(90)]
    written = calibrate.as_toml(calibrate.fit(cases), calibrate.evaluate(cases))
    assert "[weights.subject]\nheaded = " in written
    assert (ROOT / "src" / "solieu" / "knowledge" / "confidence.toml").read_text("utf-8").startswith(written[:60])


@pytest.mark.skipif(not any(MARKED.glob("*.json")), reason="there are no marked reports beside this folder")
def test_of_observations_around_nine_tenths_nine_in_ten_are_right(calibrate: ModuleType) -> None:
    evaluation = calibrate.evaluate(calibrate.read_cases(MARKED))
    (around,) = (b for b in evaluation.bins if b.low == 0.85)
    assert around.size >= 40
    assert around.right >= 0.85
    assert evaluation.log_loss < evaluation.constant_log_loss


def test_the_document_shows_the_reliability_table() -> None:
    document = (ROOT / "docs" / "confidence.md").read_text(encoding="utf-8")
    table = document.partition("<!-- reliability -->")[2].partition("<!-- end -->")[0]
    assert table.count("| 0.") >= 3
    assert "Brier score" in table

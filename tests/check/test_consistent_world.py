"""What is true and printed as reports print it raises nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from months import districts, months, sentences, trade
from world import attained, changed, composed, counted, cumulated, harvested, nested, section

from solieu import check_across, extract

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from random import Random

    from solieu import Report

RANDOM = st.randoms(use_true_random=False)
FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def alarms(text: str) -> list[tuple[str, str, str]]:
    return [(one.check, one.severity, one.message) for one in extract(text).findings]


@pytest.mark.parametrize("sentence", [attained, changed, composed, counted, cumulated, harvested, nested])
@FEW
@given(rng=RANDOM)
def test_a_true_sentence_raises_nothing(sentence: Callable[[Random], str], rng: Random) -> None:
    text = f"UBND huyện Tiên Yên: 9 tháng đầu năm 2022. {sentence(rng)}"
    assert not alarms(text), text


@FEW
@given(rng=RANDOM)
def test_a_true_report_raises_nothing(rng: Random) -> None:
    text = section(rng)
    assert not alarms(text), text


def alarms_across(reports: Iterable[Report]) -> list[tuple[str, str, str]]:
    """All but jumps, which a true world may make."""
    return [(one.check, one.severity, one.message) for one in check_across(reports) if one.check != "jump"]


@pytest.mark.parametrize("world", [months, districts, trade])
@FEW
@given(rng=RANDOM)
def test_true_reports_raise_nothing_together(world: Callable[[Random], list[Report]], rng: Random) -> None:
    assert not alarms_across(world(rng))


@settings(FEW, max_examples=10)
@given(rng=RANDOM)
def test_true_sentences_of_many_months_raise_nothing_together(rng: Random) -> None:
    texts = sentences(rng)
    assert not alarms_across(extract(text, name=name) for name, text in texts.items()), texts

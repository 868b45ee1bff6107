"""What is true and printed as reports print it raises nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from world import attained, changed, composed, counted, harvested, section

from solieu import extract

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

RANDOM = st.randoms(use_true_random=False)
FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def alarms(text: str) -> list[tuple[str, str, str]]:
    return [(one.check, one.severity, one.message) for one in extract(text).findings]


@pytest.mark.parametrize("sentence", [attained, changed, composed, counted, harvested])
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

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from solieu.check.intervals import EVERY, Interval
from solieu.check.stated import stated_number

numbers = st.decimals(min_value=-(10**9), max_value=10**9, places=3)


@st.composite
def intervals_with_a_value(draw: st.DrawFn) -> tuple[Interval, Decimal]:
    low, value, high = sorted(draw(st.tuples(numbers, numbers, numbers)))
    return Interval(low, high), value


@given(intervals_with_a_value(), intervals_with_a_value())
def test_a_result_holds_every_value_that_the_exact_one_holds(
    one: tuple[Interval, Decimal], other: tuple[Interval, Decimal]
) -> None:
    (first, a), (second, b) = one, other

    assert (first + second).holds(a + b)
    assert (first - second).holds(a - b)
    assert (first * second).holds(a * b)
    assume(b != 0)
    quotient, exact = first / second, Fraction(a) / Fraction(b)
    assert quotient == EVERY or Fraction(quotient.low) <= exact <= Fraction(quotient.high)


def test_what_is_divided_by_what_may_be_nothing_can_be_anything() -> None:
    assert Interval(Decimal(1), Decimal(2)) / Interval(Decimal(-1), Decimal(1)) == EVERY


def test_intervals_meet_at_their_ends() -> None:
    assert Interval(Decimal(1), Decimal(2)).meets(Interval(Decimal(2), Decimal(3)))
    assert not Interval(Decimal(1), Decimal(2)).meets(Interval(Decimal("2.1"), Decimal(3)))


@pytest.mark.parametrize(
    ("printed", "bound", "before", "low", "high"),
    [
        ("57.7", "exact", "", "57.65", "57.75"),
        ("84", "about", "gần ", "83.16", "84.5"),
        ("84", "about", "khoảng ", "83.16", "84.84"),
        ("79", "above", "trên ", "79", "80.58"),
        ("7000", "above", "hơn ", "7000", "8000"),
        ("98", "below", "dưới ", "97.02", "98.5"),
    ],
)
def test_what_a_printed_number_means(printed: str, bound: str, before: str, low: str, high: str) -> None:
    meant = stated_number(Decimal(printed), bound, before).printed

    assert (meant.low, meant.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("printed", "bound", "value"),
    [
        ("57.7", "exact", "57.79"),  # cut off, not rounded
        ("140000", "exact", "139600"),  # whole thousands are round
        ("79", "above", "95"),
        ("98", "below", "40"),
    ],
)
def test_what_a_lenient_reader_grants(printed: str, bound: str, value: str) -> None:
    meant = stated_number(Decimal(printed), bound)

    assert meant.possible.holds(Decimal(value))
    assert not meant.printed.holds(Decimal(value))


def test_a_count_is_what_it_says() -> None:
    meant = stated_number(Decimal(42), "exact", counted=True)

    assert meant.printed == meant.possible == Interval(Decimal(42), Decimal(42))

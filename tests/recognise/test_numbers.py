from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solieu.recognise.numbers import read_digits, read_words


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("20.984", "20984"),
        ("526,8", "526.8"),
        ("1.234,5", "1234.5"),
        ("1.234.567", "1234567"),
        ("1.234.567,89", "1234567.89"),
        ("06", "6"),
        ("0", "0"),
        ("0,5", "0.5"),
        ("0.125", "0.125"),
        ("3.5", "3.5"),
        ("40.56", "40.56"),
        ("175,158", "175.158"),
        ("1,234,567", "1234567"),
        ("12,345.6", "12345.6"),
        ("1.5000", "1.5000"),
        ("12.50", "12.50"),
    ],
)
def test_the_stop_groups_and_the_comma_divides_unless_the_shape_says_otherwise(printed: str, value: str) -> None:
    assert str(read_digits(printed)) == value


@pytest.mark.parametrize(
    ("printed", "value"), [("3.125", "3.125"), ("12.345", "12.345"), ("57.700", "57.700"), ("1.234,5", "1234.5")]
)
def test_a_rate_is_seldom_above_a_thousand(printed: str, value: str) -> None:
    assert str(read_digits(printed, rate=True)) == value


@pytest.mark.parametrize("printed", ["1.2.3", "192.168.1.1", "1,2,3", "1.2,3.4", "1.23.456"])
def test_what_groups_in_no_way_is_no_number(printed: str) -> None:
    assert read_digits(printed) is None


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("một", 1),
        ("mười", 10),
        ("mười lăm", 15),
        ("hai mươi", 20),
        ("hai mươi ba", 23),
        ("hai mươi mốt", 21),
        ("chín mươi tư", 94),
        ("một trăm linh năm", 105),
        ("hai trăm lẻ bảy", 207),
        ("ba trăm bốn mươi lăm", 345),
        ("ba nghìn hai trăm", 3200),
        ("hai ngàn", 2000),
        ("năm vạn", 50_000),
        ("hai triệu ba trăm nghìn", 2_300_000),
        ("một tỷ", 1_000_000_000),
    ],
)
def test_a_number_in_words(printed: str, value: int) -> None:
    assert read_words(printed) == value


@pytest.mark.parametrize("printed", ["mười mươi", "hai ba", "mươi", "mười mười hai ba", "năm thôn"])
def test_words_that_spell_no_number(printed: str) -> None:
    assert read_words(printed) is None


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.integers(0, 10**15), st.integers(0, 9999))
def test_every_amount_that_is_printed_the_vietnamese_way_is_read_back(whole: int, decimals: int) -> None:
    grouped = f"{whole:,}".replace(",", ".")
    assert read_digits(grouped) == whole
    assert read_digits(f"{grouped},{decimals}") == Decimal(f"{whole}.{decimals}")
    assert read_digits(f"{whole}") == whole

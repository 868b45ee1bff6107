from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solieu.read.number_formats import show, show_plainly

ACCOUNTING = '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)'
ACCOUNTING_WITH_DECIMALS = '_-* #,##0.00\\ _₫_-;\\-* #,##0.00\\ _₫_-;_-* "-"??\\ _₫_-;_-@_-'


@pytest.mark.parametrize(
    ("value", "code", "words"),
    [
        ("20984", "#,##0", "20.984"),
        ("1234567", "#,##0", "1.234.567"),
        ("0", "#,##0", "0"),
        ("0", "#,###", ""),
        ("20984.25", "#,##0.0", "20.984,3"),
        ("20984", "#,##0.0", "20.984,0"),
        ("1.005", "0.00", "1,01"),
        ("2.5", "0", "3"),
        ("-2.5", "0", "-3"),
        ("0.577", "0.0%", "57,7%"),
        ("1.13", "0%", "113%"),
        ("0.5", "0.##%", "50%"),
        ("5.2", "0.0 %", "520,0 %"),
        ("7.25", "0.0##", "7,25"),
        ("7", "0.0##", "7,0"),
        ("0.5", "#.0", ",5"),
        ("5", "00", "05"),
        ("-20984", "#,##0", "-20.984"),
        ("-20984", "#,##0;(#,##0)", "(20.984)"),
        ("-20984", "#,##0;[Red]-#,##0", "-20.984"),
        ("0", '#,##0;-#,##0;"-"', "-"),
        ("5", ";;;", ""),
        ("20984", ACCOUNTING, "20.984"),
        ("-20984", ACCOUNTING, "(20.984)"),
        ("0", ACCOUNTING, "-"),
        ("1500.5", ACCOUNTING_WITH_DECIMALS, "1.500,50"),
        ("-1500.5", ACCOUNTING_WITH_DECIMALS, "-1.500,50"),
        ("0", ACCOUNTING_WITH_DECIMALS, "-"),
        ("20984000", "#,##0,", "20.984"),
        ("20984000", "#,##0.0,,", "21,0"),
        ("20984000", '0.0,," triệu"', "21,0 triệu"),
        ("57", '0" xã"', "57 xã"),
        ("57", "0\\ \\x\\ã", "57 xã"),
        ("150000", "[$₫-42A]#,##0", "₫150.000"),
        ("150000", '#,##0\\ "₫"', "150.000 ₫"),
        ("1234567", "#\\.###\\.##0", "1.234.567"),
        ("912345678", "0000-000-000", "0912-345-678"),
        ("12", "[>=1000]#,##0;[<1000]0.0", "12,0"),
        ("2000", "[>=1000]#,##0;[<1000]0.0", "2.000"),
        ("-3", "[<0](0);0", "(3)"),
        ("5", '[=1]0" hộ";[>1]0" hộ nghèo";"không"', "5 hộ nghèo"),
        ("0", '[=1]0" hộ";[>1]0" hộ nghèo";"không"', "không"),
        ("20984", "0.00E+00", "2,10E+04"),
        ("1.5", "# ?/?", "1,5"),
        ("2022", "General", "2022"),
        ("2022", '"Năm "General', "Năm 2022"),
        ("-5", '"giảm "0', "-giảm 5"),
        ("5", "@", "5"),
        ("5", "", "5"),
        ("5", '"', ""),
        ("5", "0" * 300, "5"),
        ("1E+300", "#,##0", "1" + ".000" * 100),
    ],
)
def test_numbers_are_shown_as_in_vietnam(value: str, code: str, words: str) -> None:
    assert show(Decimal(value), code).words == words


@pytest.mark.parametrize(
    ("value", "code", "words"),
    [
        ("44834", "dd/mm/yyyy", "30/09/2022"),
        ("44834", "d/m/yyyy", "30/9/2022"),
        ("44834", "mm/yyyy", "09/2022"),
        ("44834", "yyyy", "2022"),
        ("44834", '"Ngày "dd" tháng "mm" năm "yyyy', "Ngày 30 tháng 09 năm 2022"),
        ("44834", "[$-42A]dd mmmm yyyy", "30 Tháng Chín 2022"),
        ("44834", "d-mmm-yy", "30-Thg9-22"),
        ("44834", "dddd, d/m", "Thứ Sáu, 30/9"),
        ("44834.5", "dd/mm/yyyy hh:mm", "30/09/2022 12:00"),
        ("0.75", "h:mm AM/PM", "6:00 CH"),
        ("1.5", "[h]:mm", "36:00"),
        ("0.0006944444", "mm:ss", "01:00"),
        ("1", "d/m/yyyy", "1/1/1900"),
        ("61", "d/m/yyyy", "1/3/1900"),
        ("-5", "dd/mm/yyyy", "-5"),
        ("99999999", "dd/mm/yyyy", "99999999"),
    ],
)
def test_days_and_times_are_shown_as_in_vietnam(value: str, code: str, words: str) -> None:
    assert show(Decimal(value), code).words == words


def test_days_counted_from_1904() -> None:
    assert show(Decimal(43372), "dd/mm/yyyy", since_1904=True).words == "30/09/2022"


def test_what_is_told_of_the_words() -> None:
    assert show(Decimal("0.577"), "0.0%").percent
    assert not show(Decimal("0.577"), '0.0"%"').percent
    assert show(Decimal(44834), "dd/mm/yyyy").moment
    assert not show(Decimal(44834), '0" ngày"').moment


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("20984", "20984"),
        ("123456789012345", "123456789012345"),
        ("57.7", "57,7"),
        ("-0.5", "-0,5"),
        ("0.30000000000000004", "0,3"),
        ("1234.56789012345", "1234,56789"),
        ("0.00000000000123", "1,23E-12"),
        ("-20984.0", "-20984"),
    ],
)
def test_numbers_without_a_format(value: str, words: str) -> None:
    assert show_plainly(Decimal(value)) == words


def test_a_line_break_in_a_code_breaks_no_line() -> None:
    assert show(Decimal(0), "0\nH").words == show(Decimal(0), "0 H").words


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**300), max_value=10**300, places=None),
    st.text('0#?.,%/;@"\\_*[]<>=hmsdyE+-GenralAMP$ áđ:()12', max_size=40) | st.text(max_size=20),
)
def test_no_code_goes_wrong(value: Decimal, code: str) -> None:
    shown = show(Decimal(repr(float(value))), code)
    assert len(shown.words) < 1000 + 4 * len(code)
    assert "\n" not in shown.words

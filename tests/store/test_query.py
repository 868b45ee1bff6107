from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solieu.errors import UsageError
from solieu.model import Period
from solieu.store import Query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", Query()),
        ("thu ngân sách", Query(words="thu ngân sách")),
        ('"thu ngân sách" lúa*', Query(words='"thu ngân sách" lúa*')),
        ('indicator="thu ngân sách" place="tỉnh Quảng Ninh" period=2022 lúa',
         Query(indicator="thu ngân sách", place="tỉnh Quảng Ninh", period="2022", words="lúa")),
        ("period=2022-01/2022-09 measure=attainment status=estimate", Query(period="2022-01/2022-09", measure="attainment", status="estimate")),
        ("place=205 related=yes", Query(place="205", related=True)),
        ("within=22 level=2", Query(within="22", level=2)),
        ("verdict=none report=12", Query(verdict="none", report=12)),
        ('words="a=b"', Query(words="a=b")),
        ('"x=5" ha', Query(words='"x=5" ha')),
    ],
)  # fmt: skip
def test_what_is_written(text: str, query: Query) -> None:
    assert Query.parse(text) == query
    assert Query.parse(str(query)) == query


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("tỉnh=22 place=22 huyen=1", "There is no filter huyen: words, indicator, place"),
        ("measure=amount", "measure is 'amount': write one of level, attainment"),
        ("period=9/2022", "'9/2022' is no period: write 2022, 2022-Q4"),
        ("level=4", "level is '4': write 1 for provinces"),
        ("report=mười", "report is 'mười': write the number of a report"),
        ("related=maybe", "related is 'maybe': write yes"),
        ("place=22 place=23", "place stands there twice"),
        ("words=a b", "words stand there twice"),
        ('place=""', "place has no value"),
    ],
)
def test_what_is_no_query(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Query.parse(text)


def test_the_parameters_of_a_url() -> None:
    given_ = {"place": " tỉnh Quảng Ninh ", "period": "2022", "page": "3", "words": "", "related": "on"}
    query = Query.of(given_)
    assert query == Query(place="tỉnh Quảng Ninh", period="2022", related=True)
    assert query.fields() == {"place": "tỉnh Quảng Ninh", "period": "2022", "related": "yes"}
    assert query.within_period() == Period.year(2022)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1) | st.sampled_from(
    ["a=b", "words=x", '"', '""', '"a b"*', 'a "b', "\\", '\\"', '"a""b"', "*", "a  b", " lúa "]
)


@given(words=st.none() | TEXTS, place=st.none() | TEXTS, related=st.booleans())
def test_any_query_is_read_back_from_what_it_writes(words: str | None, place: str | None, related: bool) -> None:
    query = Query(words=words, place=place, related=related)
    assert Query.parse(str(query)) == query

import copy
import pickle
from decimal import Decimal

import pytest

import solieu
from solieu.segment.blocks import blocks
from solieu.segment.sentences import sentences
from solieu.spans import Mention, Sentence
from solieu.text import prepare


@pytest.mark.parametrize(
    ("number", "factor", "value"),
    [
        ("526.8", "1000000000", "526800000000"),
        ("0.5", "1000000", "500000"),
        ("3.50", "1", "3.50"),
        ("17555", "1", "17555"),
        ("12.5", "0.0001", "0.00125"),
        ("95.5", "0.1", "9.55"),
    ],
)
def test_a_value_is_the_exact_product(number: str, factor: str, value: str) -> None:
    mention = Mention(0, 1, "x", Decimal(number), Decimal(number), factor=Decimal(factor))
    assert (str(mention.value), str(mention.value_max)) == (value, value)


def test_a_quantity_is_copied_and_pickled_whole() -> None:
    (mention,) = solieu.mentions("Ước đạt gần 2,3 triệu lượt khách")
    for same in (pickle.loads(pickle.dumps(mention)), copy.copy(mention), copy.deepcopy(mention)):
        assert (same, hash(same), same.value) == (mention, hash(mention), Decimal(2_300_000))


def test_quantities_are_equal_where_all_that_is_printed_is() -> None:
    five, same, other = (solieu.mentions(text)[0] for text in ("Thu 5 ha.", "Thu 5 ha;", "Thu 6 ha."))
    assert five == same
    assert five != other


def test_a_quantity_shows_its_parts() -> None:
    assert repr(solieu.mentions("Thu 5 ha")[0]).startswith("Mention(start=4, end=8, quote='5 ha', number=Decimal('5')")


def test_a_sentence_knows_how_many_headings_stand_before_it() -> None:
    text = prepare("I. KINH TẾ\nThu ngân sách đạt 5 tỷ đồng. Chi 4 tỷ đồng.")
    heading, first, second = sentences(text, blocks(text))
    assert [sentence.section for sentence in (heading, first, second)] == [heading.section, 1, 1]
    assert first == Sentence(first.start, first.end, first.block, 1)

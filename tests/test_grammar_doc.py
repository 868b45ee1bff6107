import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import solieu

DOCUMENT = Path(__file__).parents[1] / "docs" / "grammar.md"
BLOCK = re.compile(r"^```reading\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ARROW = "→ "
NOTHING = "nothing"


class Example(NamedTuple):
    text: str
    readings: tuple[str, ...]


def examples() -> Iterator[Example]:
    for block in BLOCK.findall(DOCUMENT.read_text("utf-8")):
        for part in block.strip().split("\n\n"):
            lines = part.splitlines()
            readings = [line.removeprefix(ARROW) for line in lines if line.startswith(ARROW)]
            yield Example("\n".join(lines[: -len(readings)]), tuple(line for line in readings if line != NOTHING))


def read_as(observation: solieu.Observation, expected: str) -> str:
    """The observation, told by what ``expected`` tells."""
    keys = [part.partition(": ")[0] for part in expected.split(" · ")[3:]]
    told = [f"{key}: {getattr(observation, key)}" for key in keys]
    return " · ".join([observation.quote, observation.measure, observation.indicator or "–", *told])


@pytest.mark.parametrize("example", list(examples()), ids=lambda example: example.text[-60:])
def test_sentences_are_read_as_the_grammar_says(example: Example) -> None:
    observations = solieu.extract(example.text).observations
    expected = [*example.readings, *[""] * len(observations)]
    read = [read_as(observation, telling) for observation, telling in zip(observations, expected, strict=False)]
    assert read == list(example.readings)


def test_every_rule_has_an_example() -> None:
    sections = re.split(r"^## \d+\. ", DOCUMENT.read_text("utf-8"), flags=re.MULTILINE)[1:]
    assert len(sections) > 8
    assert [section.splitlines()[0] for section in sections if not BLOCK.search(section)] == []

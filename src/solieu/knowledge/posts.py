"""Public posts and the parts of people's names."""

from __future__ import annotations

import re  # noqa: TC003 - mypyc looks at the types of fields
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from solieu.knowledge.phrases import one_of
from solieu.patterns import regex

__all__ = ["POSTS", "Posts"]


@dataclass(frozen=True, slots=True)
class Posts:
    """The words of ``posts.toml`` as patterns and sets for ``Text.lower``."""

    post: re.Pattern[str]
    """Matches the words of a post without its body: "Phó Chủ tịch"."""
    private: frozenset[str]
    before_name: re.Pattern[str]
    """Matches what may stand between a post and a name, up to the name: ", Đại tá "."""
    after_name: re.Pattern[str]
    """Matches what may stand between a name and a post."""
    levels: frozenset[str]
    common_surnames: frozenset[str]
    surnames: frozenset[str]
    namesakes: frozenset[str]
    provinces: frozenset[str]
    """Names of two syllables that are nobody's."""
    honorifics: frozenset[str]


def _read() -> Posts:
    data = tomllib.loads(files("solieu.knowledge").joinpath("posts.toml").read_text(encoding="utf-8"))
    deputies = set(data["only_as_deputy"])
    forms = {post for post in data["posts"] if post not in deputies} | set(data["private"])
    forms |= {f"{before} {post}" for before in data["before_a_post"] for post in data["posts"]}
    forms |= {f"nguyên phó {post}" for post in data["posts"]}
    honorifics, titles = one_of(data["honorifics"]), one_of(data["titles"])
    addressed = rf"(?:(?:{honorifics})\s*:?\s*)?(?:(?:{titles})\s+)?"
    return Posts(
        post=regex(rf"(?:{one_of(forms)})(?!\w)"),
        private=frozenset(data["private"]),
        before_name=regex(rf"(?:\s+|\s*-\s*|\s*:\s*){addressed}|,\s+(?:(?:{honorifics})\s+)?(?:{titles})\s+"),
        after_name=regex(r"[ ]*(?:[-,(:]|làm|là)?[ ]*"),
        levels=frozenset(data["levels"]),
        common_surnames=frozenset(data["common_surnames"]),
        surnames=frozenset(data["surnames"]) | frozenset(data["common_surnames"]),
        namesakes=frozenset(data["namesakes"]),
        provinces=frozenset(data["provinces"]),
        honorifics=frozenset(data["honorifics"]),
    )


POSTS: Final = _read()
"""The words of posts and names."""

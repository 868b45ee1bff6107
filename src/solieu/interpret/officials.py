"""Officials that a report names, each once with all the posts it gives.

A post stands before the name ("Phó Chủ tịch UBND tỉnh Lê Minh A"), after it ("Lê Minh A – Phó Bí thư Thị ủy, Chủ tịch
UBND thị xã"), or is shared by several names ("Trần A, Lê B - Phó Chủ tịch UBND huyện").
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, final

from solieu.knowledge.bodies import body_end, name_tail_end
from solieu.knowledge.legal import bodies
from solieu.knowledge.letters import LOWER, UPPER
from solieu.knowledge.posts import POSTS
from solieu.model import Official
from solieu.patterns import regex
from solieu.scan import once

if TYPE_CHECKING:
    import re

    from solieu.text import Text

__all__ = ["find_officials"]

_SYLLABLE: Final = rf"(?:['’][{UPPER}{LOWER}])?[{LOWER}]*(?![^\W\d_])"
# One syllable is a name only in the manner of "K'Brôi".
_CAPITALS: Final = regex(
    rf"[{UPPER}](?<!\w[{UPPER}])(?:{_SYLLABLE}(?:[ ][{UPPER}]{_SYLLABLE})+|(?<=[HK])['’][{UPPER}{LOWER}]{{2,}})"
)
_LAST_WORD: Final = regex(r"(\S+)\s$")
_WORD_BEFORE: Final = 12
# No province is called like "Lê A".
_NO_PLACE: Final = frozenset({"tỉnh", "ủy"})
# How likely a name has so many syllables.
_BY_LENGTH: Final = {2: 1.0, 3: 3.0, 4: 2.5, 5: 1.5}
_FIRST_IN_RUN: Final = 1.5
_COMMON_SURNAME: Final = 2.0
_BEFORE: Final = 150
_POSTS_AFTER: Final = 220
_QUALIFIER: Final = regex(r"\s(?:thường trực|chuyên trách|thứ nhất|thứ)(?!\w)")
_NEXT_POST: Final = regex(rf"(?:\s*[,(–—-]|\skiêm(?=\s)|\svà(?=\s))\s*|\s(?=[{UPPER}])")
_NEXT_NAME: Final = regex(r"\s*(?:,|và|-|;)\s*(?:(?:các\s+)?(?:đồng chí|đ/c|ông|bà)\s+)?(?:\w+\s+(?:tá|úy|tướng)\s+)?")
_LATE: Final = regex(r"(?:cố|liệt sĩ|liệt sỹ|anh hùng)\s+(?:đồng chí\s+)?$")
_OWNED: Final = regex(r"(?:của|cho|với|thay mặt)\s+$")
_STANDS_IN: Final = regex(r"(?<!\w)(?:kt|tl|tuq)\.?\s*$")
_MANY: Final = regex(r"các(?:\s+đồng chí)?:?\s*$")


@final
class _Post:
    __slots__ = ("end", "public", "start")

    def __init__(self, start: int, end: int, public: bool) -> None:
        self.start = start
        self.end = end
        self.public = public


@final
class _Person:
    __slots__ = ("after", "before", "end", "shared", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end
        self.before: list[_Post] = []
        self.after: list[_Post] = []
        self.shared = False


def find_officials(text: Text) -> tuple[Official, ...]:
    """The people whom ``text`` names with a public post, in order. Offsets are into ``text.surface``.

    A later mention by the given name alone ("bà Ngân") adds nobody.
    """
    surnames = POSTS.surnames
    people = []
    for start, end in text.capitals():
        run_of_words = text.lower[start:end]
        if surnames.isdisjoint(run_of_words.split(" ")) and "'" not in run_of_words:
            continue
        for run in _CAPITALS.finditer(text.surface, start, end):
            words = text.lower[run.start() : run.end()].split(" ")
            named = not surnames.isdisjoint(words[:-1]) or words[0][1:2] == "'"
            if named and (person := _person(text, run.start(), words)):
                people.append(person)
    _add_posts(text, people)
    found: dict[str, tuple[_Person, list[str]]] = {}
    for person in people:
        if not (person.before or person.after):
            continue
        roles = [text.surface[post.start : post.end] for post in [*person.before, *person.after] if post.public]
        known = found.setdefault(text.lower[person.start : person.end], (person, []))
        for role in roles:
            if not any(_same_post(old, role) for old in known[1]):
                known[1].append(role)
    return tuple(
        Official(person.start, person.end, text.surface[person.start : person.end], tuple(roles))
        for person, roles in found.values()
        if roles
    )


def _same_post(known: str, role: str) -> bool:
    known, role = known.casefold(), role.casefold()
    return known.startswith(role) or role.startswith(known)


# ---------------------------------------------------------------- names


def _person(text: Text, start: int, words: list[str]) -> _Person | None:
    """The name within a run of capitalised words: "Nghệ An [Lê Minh Thông]"."""
    surnames = POSTS.surnames
    if len(words) <= 2:
        return _short_name(text, start, words)
    starts = [start]
    for word in words[:-1]:
        starts.append(starts[-1] + len(word) + 1)
    before = _LAST_WORD.search(text.lower, max(0, start - _WORD_BEFORE), start)
    after_level = before is not None and before[1] in _level_words()
    first = 1 if words[0] in POSTS.honorifics else _past_namesake(words, after_level)
    last = next((i for i in range(first + 2, len(words)) if POSTS.post.match(text.lower, starts[i])), len(words))
    options = [
        (_likelihood(words, i, last, after_level and i == 0, i == first), i)
        for i in range(first, last - 1)
        if (words[i] in surnames or words[i][1:2] == "'") and last - i <= max(_BY_LENGTH)
    ]
    if not options:
        return None
    likelihood, index = max(options, key=_by_likelihood)
    if likelihood <= 0:
        return None
    return _Person(starts[index], starts[last - 1] + len(words[last - 1]))


def _past_namesake(words: list[str], after_level: bool) -> int:
    """Past a place with a person's name: "(huyện) Trần Văn Thời | Hồ Song A"."""
    lengths = [n for n in (4, 3, 2) if " ".join(words[:n]) in POSTS.namesakes and (after_level or n >= len(words))]
    return lengths[0] if lengths else 0


def _short_name(text: Text, start: int, words: list[str]) -> _Person | None:
    """A name of two syllables, which after a level is mostly a place: "huyện Hà Quảng", but "Bí thư Tỉnh ủy Lê A"."""
    before = _LAST_WORD.search(text.lower, max(0, start - _WORD_BEFORE), start)
    if words[0] in POSTS.honorifics:
        return None
    if before and before[1] in _level_words() and not (before[1] in _NO_PLACE and words[0] in POSTS.common_surnames):
        return None
    name = " ".join(words)
    return None if name in POSTS.namesakes or name in POSTS.provinces else _Person(start, start + len(name))


def _by_likelihood(option: tuple[float, int]) -> tuple[float, int]:
    return option[0], -option[1]


@once
def _level_words() -> frozenset[str]:
    return frozenset(level.split()[-1] for level in POSTS.levels)


def _likelihood(words: list[str], start: int, end: int, after_level: bool, first_in_run: bool) -> float:
    length = end - start
    if after_level and length == 2:
        return 0
    first = _FIRST_IN_RUN if first_in_run and not after_level else 0.0
    return _BY_LENGTH[length] + first + (_COMMON_SURNAME if words[start] in POSTS.common_surnames else 0.0)


# ---------------------------------------------------------------- posts


def _add_posts(text: Text, people: list[_Person]) -> None:
    for index, person in enumerate(people):
        previous = people[index - 1] if index else None
        following = people[index + 1] if index + 1 < len(people) else None
        if _LATE.search(text.lower, max(0, person.start - 20), person.start):
            continue
        _read_before(text, person, previous)
        _read_after(text, person, following)
    _share(text, people)


def _read_before(text: Text, person: _Person, previous: _Person | None) -> None:
    earliest = max(0, person.start - _BEFORE, previous.end if previous else 0)
    at = earliest
    while head := POSTS.post.search(text.lower, at, person.start):
        run = _posts_from(text, head, person.start)
        end = run[-1].end
        link = POSTS.before_name.match(text.lower, end, person.start)
        if end == person.start or (link and link.end() == person.start):
            if head.start() and text.lower[head.start() - 1].isalnum():
                return
            if _LATE.search(text.lower, max(0, head.start() - 20), head.start()):
                return
            if previous and previous.after and previous.after[-1].end > head.start():
                return
            # "thừa ủy quyền của Chủ tịch UBND tỉnh, Bí thư Huyện ủy Lê Minh A": the first post is somebody else's.
            owned = _OWNED.search(text.lower, max(0, head.start() - 10), head.start())
            run = run[1:] if owned and len(run) > 1 else run
            person.before = [post for post in run if not _stands_in_for(text, post)] or run
            person.shared = bool(_MANY.search(text.lower, max(0, head.start() - 20), head.start()))
            return
        at = max(head.end(), run[0].end) if len(run) == 1 else head.end()


def _stands_in_for(text: Text, post: _Post) -> bool:
    """ "**KT.** CHÁNH VĂN PHÒNG / PHÓ CHÁNH VĂN PHÒNG": who signs for another does not have his post."""
    return _STANDS_IN.search(text.lower, max(0, post.start - 8), post.start) is not None


def _read_after(text: Text, person: _Person, following: _Person | None) -> None:
    link = POSTS.after_name.match(text.lower, person.end)
    assert link is not None
    head = POSTS.post.match(text.lower, link.end())
    if not head or (person.before and "," in link[0]):
        return
    limit = min(len(text.lower), head.start() + _POSTS_AFTER, following.start if following else len(text.lower))
    run = _posts_from(text, head, limit)
    if following and _leads_to(text, run[-1].end, following):
        # "Lê Minh A - Bí thư Huyện ủy, Chủ tịch UBND huyện Trần Văn B": the last post is the next person's.
        run = [] if person.before else run[:-1]
    person.after = run


def _leads_to(text: Text, end: int, person: _Person) -> bool:
    link = POSTS.before_name.match(text.lower, end, person.start)
    return bool(link) and link is not None and link.end() == person.start and "," not in link[0]


def _share(text: Text, people: list[_Person]) -> None:
    """Names in a row share the post after the last one, or a plural post before the first."""
    for person, following in zip(people[-2::-1], people[:0:-1], strict=True):
        joined = _NEXT_NAME.match(text.lower, person.end)
        in_a_row = joined and joined.end() == following.start and ";" not in joined[0]
        if in_a_row and following.after and not (following.before or person.before or person.after):
            person.after = following.after
    for previous, person in pairwise(people):
        joined = _NEXT_NAME.match(text.lower, previous.end)
        if previous.shared and joined and joined.end() == person.start and not (person.before or person.after):
            person.before, person.shared = previous.before, True


def _posts_from(text: Text, head: re.Match[str], limit: int) -> list[_Post]:
    """The post that starts with ``head`` and those that follow it: "Bí thư Thị ủy, Chủ tịch HĐND thị xã"."""
    run = [_post(text, head, limit)]
    while following := _NEXT_POST.match(text.surface, run[-1].end, limit):
        more = POSTS.post.match(text.lower, following.end(), limit)
        if not more:
            break
        run.append(_post(text, more, limit))
    return run


def _before_another(text: Text, at: int, end: int) -> int:
    """The end of a post that seemed to run on into the next one: "UVTW Đảng | , Bộ trưởng Bộ Công Thương"."""
    for separator in _NEXT_POST.finditer(text.surface, at, end):
        if POSTS.post.match(text.lower, separator.end()):
            return separator.start()
    return end


def _post(text: Text, head: re.Match[str], limit: int) -> _Post:
    at = head.end()
    if qualifier := _QUALIFIER.match(text.lower, at, limit):
        at = qualifier.end()
    if text.lower.startswith(" ", at) and bodies().start.match(text.lower, at + 1, limit):
        end = body_end(text, at + 1, limit)
    else:
        end = name_tail_end(text, at, limit)
    end = _before_another(text, head.end(), end)
    return _Post(head.start(), end, head[0] not in POSTS.private)

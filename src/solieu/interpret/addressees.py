"""Who is addressed ("các phòng, ban", "Chủ tịch UBND các xã"), up to what they shall do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from solieu.knowledge.bodies import body_end
from solieu.knowledge.letters import UPPER
from solieu.knowledge.orders import ORDERS
from solieu.knowledge.posts import POSTS
from solieu.patterns import regex

if TYPE_CHECKING:
    from solieu.text import Text

__all__ = [
    "Addressed",
    "Span",
    "described_addressee",
    "only_addressees",
    "ordered_addressees",
    "subject_of",
    "subject_of_task",
]

Span = tuple[int, int]

_LONGEST: Final = 500
_REACH: Final = 70
_MODAL_REACH: Final = 110
_BETWEEN: Final = 40
_LONGEST_QUALIFIER: Final = 6
_DESCRIPTION: Final = range(2, 10)
_PLACE: Final = regex(r"(?:tỉnh|huyện|thành phố|thị xã|quận|xã|phường|thị trấn|tp\.?|tx\.?|công ty|ngân hàng)\s(?=\S)")
_ENDS_WITH_LEVEL: Final = ("xã", "huyện", "tỉnh", "phường", "thị trấn", "thành phố", "quận")
_NAME: Final = regex(rf"(?:[{UPPER}][^\W_]*(?:['’-][^\W_]+)?(?:\s|(?=\W)|$)){{1,5}}")
_JOINT: Final = regex(r"\s*(?:,|;|\svà(?=\s)|\scùng(?=\s)|&)\s*")
_GROUP_JOINT: Final = regex(r"(?:\s*[,;]\s*|\s+(?:và|cùng)\s+)(?=(?:các|những|mọi|từng|toàn thể)\s)")
_BODY_JOINT: Final = regex(r"(?:\s*[,;]\s*|\s+và\s+)(?=\S)")
_LINK: Final = regex(r"[\s,:]*")
_STOP: Final = regex(r"[.;]")
_PUNCTUATION: Final = regex(r"[.;:,]")


class Addressed(NamedTuple):
    """The addressees, and where the words of their task begin."""

    to: tuple[Span, ...]
    task: int


def ordered_addressees(text: Text, at: int, end: int) -> Addressed | None:
    """Those named at ``at``, right after an order, whatever verb begins their task.

    "(yêu cầu) | các phòng, ban trong tháng 5 | tập trung rà soát …"
    """
    lower = text.lower
    after = _addressees_end(text, at, min(end, at + _LONGEST))
    if after == at:
        return None
    if found := _with_task(text, at, after, end):
        return found
    begin = _past_adverbs(text, after, end)
    small = text.surface[begin : begin + 1].islower()
    if lower.startswith(" ", after) and small and not ORDERS.no_task.match(lower, begin):
        return Addressed(_one_by_one(text, at, after), begin)
    return _with_later_task(text, at, after, end)


def only_addressees(text: Text, at: int, end: int) -> tuple[Span, ...]:
    """Those named at ``at`` where nothing else follows up to ``end``: "1. | Sở Xây dựng:", "đối với | các xã A, B, |"."""
    after = _addressees_end(text, at, min(end, at + _LONGEST))
    alone = after > at and not text.lower[after:end].strip(" .,:;\n")
    return _one_by_one(text, at, after) if alone else ()


def subject_of_task(text: Text, at: int, end: int) -> Addressed | None:
    """Those named at ``at`` where a verb of tasks follows: "UBND các xã | hoàn thành …"."""
    after = _addressees_end(text, at, min(end, at + _LONGEST))
    if after == at:
        return None
    if found := _with_task(text, at, after, end):
        return found
    qualified = text.lower.startswith(ORDERS.qualifiers, _past_adverbs(text, after, end))
    return _with_later_task(text, at, after, end) if qualified else None


def subject_of(text: Text, at: int, modal: int) -> Addressed | None:
    """Those named at ``at`` where no more than a short aside parts them from their modal: "các xã | cũng cần"."""
    lower = text.lower
    after = _addressees_end(text, at, modal)
    if after == at:
        alone = lower[at:modal].strip() in ORDERS.levels
        return Addressed(((at, _trimmed(lower, at, modal)),), modal) if alone else None
    between = lower[after:modal].strip()
    if len(between) > _BETWEEN or _PUNCTUATION.search(between) or ORDERS.cue.search(between):
        return None
    qualified = between.startswith(ORDERS.qualifiers) and len(between.split()) <= _LONGEST_QUALIFIER
    return Addressed(_one_by_one(text, at, _trimmed(lower, at, modal if qualified else after)), modal)


def described_addressee(text: Text, at: int, end: int) -> Addressed | None:
    """One that no list knows, up to its task: "ban soạn thảo | tuân thủ hướng dẫn"."""
    lower = text.lower
    if not ORDERS.addressable.match(lower, at, end):
        return None
    for task in ORDERS.task.finditer(lower, at, min(end, at + _REACH)):
        if lower[task.start() - 1] != " " or ORDERS.noun_before.search(lower, at, task.start()):
            continue
        description = lower[at : task.start()].rstrip()
        short = len(description.split()) in _DESCRIPTION and not _PUNCTUATION.search(description)
        return Addressed(((at, at + len(description)),), task.start()) if short else None
    return None


def _with_task(text: Text, at: int, after: int, end: int) -> Addressed | None:
    lower = text.lower
    link = _LINK.match(lower, after, end)
    task = link.end() if link else after
    begin = _past_adverbs(text, after, end)
    if (
        ORDERS.task.match(lower, task, end)
        or ORDERS.task.match(lower, begin, end)
        or ORDERS.modal.match(lower, begin, end)
    ):
        return Addressed(_one_by_one(text, at, after), task)
    return None


def _past_adverbs(text: Text, after: int, end: int) -> int:
    link = _LINK.match(text.lower, after, end)
    adverbs = ORDERS.adverb.match(text.lower, link.end() if link else after, end)
    return adverbs.end() if adverbs else after


def _with_later_task(text: Text, at: int, after: int, end: int) -> Addressed | None:
    """Where an aside parts the addressees from their task: "các đơn vị còn chỉ tiêu chưa đạt | xây dựng …"."""
    lower = text.lower
    begin = _past_adverbs(text, after, end)
    qualified = lower.startswith(ORDERS.qualifiers, begin)
    for pattern, reach in ((ORDERS.modal, _MODAL_REACH), (ORDERS.task, _REACH)):
        for later in pattern.finditer(lower, begin, min(end, begin + reach)):
            if _STOP.search(lower, begin, later.start()):
                break
            whole_word = lower[later.start() - 1] in " (" and (pattern is ORDERS.modal or " " in later[0])
            if whole_word and not ORDERS.noun_before.search(lower, begin, later.start()):
                upto = _trimmed(lower, at, later.start()) if qualified else after
                return Addressed(_one_by_one(text, at, upto), later.start())
    return None


def _trimmed(lower: str, at: int, end: int) -> int:
    while end > at and lower[end - 1] in " ,:;":
        end -= 1
    for adverb in (" cũng", " cùng", " sẽ"):
        if lower.endswith(adverb, at, end):
            end -= len(adverb)
    return end


# ---------------------------------------------------------------- where addressees end


def _addressees_end(text: Text, at: int, limit: int) -> int:
    end = _addressee_end(text, at, limit)
    while end > at and (joint := _JOINT.match(text.lower, end, limit)):
        following = _addressee_end(text, joint.end(), limit)
        if following == joint.end():
            break
        end = following
    return end


def _addressee_end(text: Text, at: int, limit: int) -> int:
    lower = text.lower
    end = max(_post_end(text, at, limit), _group_end(text, at, limit), body_end(text, at, limit))
    if end == at:
        end = _place_end(text, at, limit)
    if end == at:
        return at
    if lower.startswith(" ", end) and (group := ORDERS.group.match(lower, end + 1, limit)):
        end = group.end()
    return _tails_end(text, end, limit)


def _post_end(text: Text, at: int, limit: int) -> int:
    post = POSTS.post.match(text.lower, at, limit)
    if not post:
        return at
    body = body_end(text, post.end() + 1, limit) if text.lower.startswith(" ", post.end()) else 0
    return body if body > post.end() + 1 else post.end()


def _group_end(text: Text, at: int, limit: int) -> int:
    group = ORDERS.group.match(text.lower, at, limit)
    return _tails_end(text, max(group.end(), _body_within(text, at, group.end(), limit)), limit) if group else at


def _body_within(text: Text, at: int, end: int, limit: int) -> int:
    """Where the body ends whose name begins among the words of a group: "các thành viên *Ban Chỉ đạo Phòng chống thiên tai*"."""
    surface = text.surface
    named = (word for word in range(at + 1, end) if surface[word].isupper() and surface[word - 1] == " ")
    first = next(named, None)
    return at if first is None else body_end(text, first, limit)


def _place_end(text: Text, at: int, limit: int) -> int:
    place = _PLACE.match(text.lower, at, limit)
    name = _NAME.match(text.surface, place.end(), limit) if place else None
    return _trimmed(text.lower, at, name.end()) if name else at


def _tails_end(text: Text, end: int, limit: int) -> int:
    """Past words that narrow a group, and past the places it names: "các xã | Liêm Sơn, Thanh Hải"."""
    lower = text.lower
    while tail := ORDERS.group_tail.match(lower, end, limit):
        end = tail.end()
    if text.surface[end : end + 1].isupper():
        return end
    if lower.startswith(": ", end) and text.surface[end + 2 : end + 3].isupper():
        # "UBND các huyện: Đồng Văn, Mèo Vạc bàn giao mặt bằng"
        named = lower.endswith(_ENDS_WITH_LEVEL, max(0, end - 12), end)
        if ORDERS.task.match(lower, end + 2, limit):
            return end  # "UBND các xã, thị trấn: *Tiếp tục* đẩy mạnh giải ngân"
        return max(end, _names_end(text, end + 1, limit)) if named else end
    if lower.startswith(" ", end) and text.surface[end + 1 : end + 2].isupper():
        if (body := body_end(text, end + 1, limit)) > end + 1:
            return body
        if lower.endswith(_ENDS_WITH_LEVEL, max(0, end - 12), end):
            return _names_end(text, end, limit)
    return end


def _names_end(text: Text, end: int, limit: int) -> int:
    at = end + 1
    while name := _NAME.match(text.surface, at, limit):
        end = _trimmed(text.lower, at, name.end())
        if not text.lower.startswith(", ", end):
            break
        at = end + 2
    return end


# ---------------------------------------------------------------- one by one


def _one_by_one(text: Text, start: int, end: int) -> tuple[Span, ...]:
    """Split: "các phòng, ban" is one addressee, "các cơ quan và các địa phương" are two, so are two bodies by name."""
    joints = [joint.span() for joint in _GROUP_JOINT.finditer(text.lower, start, end)]
    joints.extend(
        joint.span()
        for joint in _BODY_JOINT.finditer(text.lower, start, end)
        if text.surface[joint.end()].isupper() and _names_one(text, joint.end(), end)
    )
    items, at = [], start
    for left, right in sorted(joints):
        if left > at and body_end(text, at, end) <= left:
            items.append((at, left))
            at = right
    return (*items, (at, end))


def _names_one(text: Text, at: int, end: int) -> bool:
    return body_end(text, at, end) > at or POSTS.post.match(text.lower, at, end) is not None

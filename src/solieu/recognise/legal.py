"""Documents that a report cites: by their number, or by name where they are named individually."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from solieu.knowledge.bodies import body_end
from solieu.knowledge.legal import DocumentType, bodies, document_types, law_names, naming
from solieu.knowledge.phrases import first_words, one_of
from solieu.model import Reference
from solieu.patterns import regex
from solieu.scan import once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solieu.text import Text

__all__ = ["find_references"]

# "NQ", "TTg", "CTr", "QH15", "BGDĐT"
_LETTERS: Final = r"[A-ZĐ]{1,9}[a-zư]{0,2}[A-ZĐ]{0,6}\d{0,2}(?![^\W\d_])"
_YEAR: Final = r"(?:\s?/\s?(?:19|20)\d\d)"
_SIGNED: Final = (
    rf"\d{{1,5}}[a-z]?{_YEAR}?(?:\s?[-–/]\s?{_LETTERS}(?:(?:\s?[-–/]\s?|[&.,]){_LETTERS})*|\s{_LETTERS}/{_LETTERS})"
)
# "Thông báo kết luận số 217/TB-UBND"
_COUNTED: Final = r"\s+(?:số\s*:?\s*)"
_COUNTED_LATER: Final = regex(rf"(?:[ ][^\W\d_]+){{1,3}}?{_COUNTED}(?P<number>(?P<signed>{_SIGNED}))")
_FIRST: Final = regex(
    rf"(?:(?P<counted>{_COUNTED})|\s+)(?P<number>(?P<signed>{_SIGNED})|\d{{1,5}}[a-z]?{_YEAR}?)(?![\d%])"
)
_NEXT: Final = regex(rf"\s*(?:[,;]|và)\s*(?:số\s*)?(?P<number>(?P<signed>{_SIGNED})|\d{{1,4}}[a-z]?{_YEAR}?)(?![\d%])")
_STANDARD: Final = regex(r"(?:\s(?:ISO|HACCP))?\s?\d{1,5}(?:-\d{1,2})?(?:\s?[:/]\s?(?:19|20)\d\d)?(?:/[A-ZĐ]{2,9})?")
_COUNTED_AFTER_NAME: Final = regex(rf"\s+\(?(?:số\s*:?\s*)(?P<number>{_SIGNED})")
_NEAR: Final = 40
# What may follow a number that stands for a document: "nghị quyết 18, 19 của BTV", not "nghị quyết 18 nội dung".
_AFTER_NUMBER: Final = regex(
    r"\s*(?:$|[,;.:)\"”\n]"
    r"|(?:của|về|ngày|và|do|đã|được|ban hành|hướng dẫn|quy định|trên|tại|cũng|này|năm (?:19|20)\d\d)(?!\w))"
)
_DATE: Final = regex(
    r",?\s+(?:(?:được\s+)?(?:ban hành|ký)\s+)?ngày\s+(\d{1,2})\s?"
    r"(?:[/.-]\s?(\d{1,2})\s?[/.-]|tháng\s+(\d{1,2})\s+năm)\s?(\d{4})"
)
_OF: Final = regex(r",?\s+(?:của|do)\s+(?:(?:đồng chí|đ/c|ông|bà)\s+)?")
_SUFFIX_LETTERS: Final = regex(r"[A-ZĐ][A-Za-zĐđư]*")
_WORD: Final = regex(r"[^\W_]+")
_BLANKS: Final = regex(r"\s+")


def find_references(text: Text) -> tuple[Reference, ...]:
    """The documents that ``text`` cites, each once, in order. Offsets are into ``text.surface``."""
    numbered: dict[tuple[str, str], Reference] = {}
    named: dict[str, Reference] = {}
    done = 0
    kinds = _kinds()
    for at in text.starts_of(_words_of_kinds()):
        hit = kinds.match(text.lower, at) if at >= done else None
        if hit is None or not _stands_alone(text.lower, hit):
            continue
        kind = document_types()[hit[0]]
        found = list(_numbered(text, hit, kind))
        if not found and (cited := _named(text, hit, kind)):
            found = [cited]
        for reference in found:
            if reference.number:
                key = (reference.type, _key(reference.number))
                numbered[key] = _richer(numbered.get(key), reference)
            elif not any(_key(reference.quote).startswith(known) for known in named):
                named[_key(reference.quote)] = reference
        if found:
            done = found[-1].end
    issued = {(reference.type, _key(reference.issuer)) for reference in numbered.values() if reference.issuer}
    kept = [r for r in named.values() if not r.issuer or (r.type, _key(r.issuer)) not in issued]
    return tuple(sorted([*numbered.values(), *kept], key=lambda r: (r.start, r.end)))


@once
def _kinds() -> re.Pattern[str]:
    return regex(one_of(document_types()))


@once
def _words_of_kinds() -> frozenset[str]:
    return first_words(document_types())


def _stands_alone(lower: str, hit: re.Match[str]) -> bool:
    start, end = hit.span()
    return not (start and lower[start - 1].isalnum()) and not (end < len(lower) and lower[end].isalnum())


def _key(words: str) -> str:
    return _BLANKS.sub(" ", words).casefold()


def _richer(known: Reference | None, new: Reference) -> Reference:
    if known is None:
        return new
    return Reference(
        known.start,
        known.end,
        known.quote,
        known.type,
        known.number,
        known.issuer or new.issuer,
        known.date or new.date,
    )


# ---------------------------------------------------------------- by number


def _numbered(text: Text, hit: re.Match[str], kind: DocumentType) -> Iterator[Reference]:
    start = hit.start()
    if kind.standard:
        if standard := _STANDARD.match(text.surface, hit.end()):
            quote = text.surface[start : standard.end()]
            yield Reference(start, standard.end(), quote, kind.name, quote)
        return
    first = _FIRST.match(text.surface, hit.end())
    if first and not _is_number_of(text, first, kind):
        return
    if not first and text.lower.find("số", hit.end(), hit.end() + _NEAR) >= 0:
        first = _COUNTED_LATER.match(text.surface, hit.end())
    if not first:
        return
    numbers = [first]
    while following := _NEXT.match(text.surface, numbers[-1].end()):
        if not following["signed"] and (first["signed"] or not _AFTER_NUMBER.match(text.lower, following.end())):
            break
        numbers.append(following)
    end = numbers[-1].end()
    issuer, day = _issued_by(text, end)
    quote = text.surface[start:end]
    for number in numbers:
        yield Reference(
            start, end, quote, kind.name, number["number"], issuer or _implied_issuer(number["number"]), day
        )


def _is_number_of(text: Text, first: re.Match[str], kind: DocumentType) -> bool:
    if first["counted"] or first["signed"]:
        return True
    number = first["number"]
    if len(number) == 4 and number[:2] in ("19", "20"):
        return False
    if not kind.bare_number:
        return _issued_by(text, first.end())[0] is not None  # "Quyết định 22 của UBND tỉnh"
    return number.startswith("0") or "/" in number or bool(_AFTER_NUMBER.match(text.lower, first.end()))


def _issued_by(text: Text, at: int) -> tuple[str | None, date | None]:
    issuer: str | None = None
    day: date | None = None
    for _ in range(2):
        if day is None and (found := _DATE.match(text.lower, at)):
            day, at = _day(found), found.end()
        elif issuer is None and (of := _OF.match(text.lower, at)):
            end = body_end(text, of.end())
            if end == of.end():
                break
            issuer, at = text.surface[of.end() : end], end
    return issuer, day


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[4]), int(found[2] or found[3]), int(found[1]))
    except ValueError:
        return None


def _implied_issuer(number: str) -> str | None:
    letters = _SUFFIX_LETTERS.findall(number)
    joint = len(letters) > 1 and letters[0] == "TTLT"
    return bodies().issuers.get(letters[-1]) if letters and not joint else None


# ---------------------------------------------------------------- by name

_TERM: Final = regex(
    r"(?:\s+lần thứ\s+[ivxl\d]+(?!\w))?(?:,?\s+(?:khóa\s+[ivxl]+(?!\w)|nhiệm kỳ\s+\d{4}\s?[-/]\s?\d{4}))?"
)
_PLENUM: Final = regex(
    r"\s+(?:hội nghị\s+)?(?:lần thứ\s+\w+\s+)?(?:ban chấp hành\s+)?trung ương\s+"
    r"(?:lần thứ\s+)?\w+(?:\s+\(?khóa\s+[ivxl]+\)?)?"
)
_CONGRESS: Final = regex(r"\s+đại hội\s+(?:đại biểu\s+)?(?:toàn quốc\s+)?(?:lần thứ\s+)?[ivxl]+(?:\s+của đảng)?(?!\w)")
_YEAR_AFTER: Final = regex(r"\snăm\s(?:19|20)\d\d")
_QUOTED: Final = regex(r"(?:[ ][^\W_]+){0,6}[ ][\"“]([^\"”“\n]{8,260})[\"”]")
_PERIOD_AND_OWNER: Final = regex(r"\s(?:giai đoạn\s\d{4}\s?-\s?\d{4}|đến năm\s\d{4})(?=\scủa\s)")
_AUTHORITY: Final = regex(r"\scủa\s(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|tp\.?)\s")
_LONGEST_NAME: Final = 28
_SHORTEST_NAME: Final = 3
_JOINED_EARLY: Final = 3
_SHORT_ITEMS: Final = range(2, 11)
_LINE_START: Final = 40


def _named(text: Text, hit: re.Match[str], kind: DocumentType) -> Reference | None:
    if not kind.named or naming().not_single.search(text.lower, max(0, hit.start() - 9), hit.start()):
        return None
    if "law" in kind.named:
        return _law(text, hit, kind)
    if "issuer" in kind.named and (found := _of_an_issuer(text, hit, kind)):
        return found
    return _on_a_topic(text, hit, kind) if "topic" in kind.named else None


def _reference(text: Text, hit: re.Match[str], end: int, kind: DocumentType) -> Reference:
    issuer, day = _issued_by(text, end)
    return Reference(hit.start(), end, text.surface[hit.start() : end], kind.name, None, issuer, day)


def _law(text: Text, hit: re.Match[str], kind: DocumentType) -> Reference | None:
    capital = text.surface[hit.start()].isupper()
    if kind.word == "hiến pháp":
        year = _YEAR_AFTER.match(text.lower, hit.end())
        return _reference(text, hit, year.end() if year else hit.end(), kind) if capital else None
    name = law_names().match(text.lower, hit.end() + 1)
    if not name or not (capital or text.surface[name.start()].isupper()):
        return None
    if number := _COUNTED_AFTER_NAME.match(text.surface, name.end()):
        # "Luật Đất đai số 31/2024/QH15"
        found = _reference(text, hit, number.end(), kind)
        issuer = found.issuer or _implied_issuer(number["number"])
        return Reference(found.start, found.end, found.quote, found.type, number["number"], issuer, found.date)
    return _reference(text, hit, name.end(), kind)


def _of_an_issuer(text: Text, hit: re.Match[str], kind: DocumentType) -> Reference | None:
    """By who issued it: "chỉ thị của Ban Thường vụ Huyện ủy", "Nghị quyết HĐND thị xã", "Nghị quyết Trung ương 4"."""
    capital = text.surface[hit.start()].isupper()
    if kind.word == "nghị quyết" and (
        known := _PLENUM.match(text.lower, hit.end()) or _CONGRESS.match(text.lower, hit.end())
    ):
        return _reference(text, hit, known.end(), kind)
    of = _OF.match(text.lower, hit.end())
    if capital and _opens_a_line(text.surface, hit.start()):
        return None  # a title: "Kết luận của Chủ tịch UBND huyện tại cuộc họp"
    if not of and not (capital and text.lower.startswith(" ", hit.end())):
        return None
    body_at = of.end() if of else hit.end() + 1
    end = body_end(text, body_at)
    if end == body_at or not (text.surface[body_at].isupper() or of):
        return None
    issuer = text.surface[body_at:end]
    if term := _TERM.match(text.lower, end):
        end = term.end()
    day = None
    if dated := _DATE.match(text.lower, end):
        day, end = _day(dated), dated.end()
    return Reference(hit.start(), end, text.surface[hit.start() : end], kind.name, None, issuer, day)


def _on_a_topic(text: Text, hit: re.Match[str], kind: DocumentType) -> Reference | None:
    if not text.surface[hit.start()].isupper():
        return _lower_case_plan(text, hit, kind)
    if _opens_a_sentence(text.surface, hit.start()):
        return None
    if quoted := _QUOTED.match(text.surface, hit.end()):
        return _reference(text, hit, quoted.end(), kind)
    first = _WORD.match(text.lower, hit.end() + 1)
    if not first or text.lower[hit.end()] != " " or first[0] in naming().no_name:
        return None
    if kind.word in ("nghị quyết", "kế hoạch") and first[0] not in naming().naming:
        return None
    end = _name_end(text, hit.end())
    if end is None or text.lower.startswith(" này", end):
        return None
    return _reference(text, hit, end, kind)


def _lower_case_plan(text: Text, hit: re.Match[str], kind: DocumentType) -> Reference | None:
    """Such as "kế hoạch đào tạo nghề cho lao động nông thôn giai đoạn 2021-2025 của tỉnh Sóc Trăng"."""
    period = _PERIOD_AND_OWNER.search(text.lower, hit.end(), min(len(text.lower), hit.end() + 120))
    if not period or re.search(r"[.;:,\n]", text.lower[hit.end() : period.start()]):
        return None
    of = _OF.match(text.lower, period.end())
    owner = _AUTHORITY.match(text.lower, period.end()) or (of and body_end(text, of.end()) > of.end())
    return _reference(text, hit, period.end(), kind) if owner else None


def _opens_a_line(surface: str, at: int) -> bool:
    line_start = surface.rfind("\n", max(0, at - _LINE_START), at)
    return (line_start >= 0 or at < _LINE_START) and not surface[line_start + 1 : at].strip(" |")


def _opens_a_sentence(surface: str, at: int) -> bool:
    before = surface[max(0, at - 4) : at].rstrip(" \"“'")
    return not before or before[-1] in ".!?:…|\n-–*+•)" or "\n" in surface[max(0, at - 2) : at]


def _name_end(text: Text, at: int) -> int | None:
    """Where a name that starts after ``at`` ends: the shortest run of words that tells the document from others."""
    words = list(_WORD.finditer(text.lower, at, min(len(text.lower), at + 240)))[: _LONGEST_NAME + 1]
    end, count = at, 0
    for index, word in enumerate(words):
        gap = text.lower[words[index - 1].end() if index else at : word.start()]
        after = words[index + 1][0] if index + 1 < len(words) else ""
        if gap in (" (", "(") and word[0].isdigit():
            close = text.lower.find(")", word.end(), word.end() + 12)
            return close + 1 if close > 0 else end
        if gap not in (" ", " - ", "-", ", "):
            break
        if gap == ", " and not _goes_on_after_comma(text, words, index):
            break
        if index and text.surface[word.start()].isupper() and _kinds().match(text.lower, word.start()):
            break
        if word[0] == "và" and _may_join(text, words, index, count):
            count += 1
            continue
        ends = word[0] in naming().ends and count and words[index - 1][0] not in naming().no_end_after
        if ends or f"{word[0]} {after}" in naming().ends_with_two:
            break
        if word[0] == "tỉnh" and after and text.surface[words[index + 1].start()].isupper():
            break
        end, count = word.end(), count + 1
    return end if count >= _SHORTEST_NAME else None


def _goes_on_after_comma(text: Text, words: list[re.Match[str]], index: int) -> bool:
    """Short items in a row belong to one name: "Đề án phát hiện, tuyển chọn, đào tạo cán bộ"; so do set pairs."""
    before = text.lower[words[max(0, index - 2)].start() : words[index - 1].end()]
    after = text.lower[words[index].start() : words[min(index + 1, len(words) - 1)].end()]
    coupled = naming().coupled
    if (before, after) in coupled or (before.split()[-1], after.split()[0]) in coupled:
        return True
    items = text.lower[words[0].start() : words[index - 1].end()].split(", ")
    return index in _SHORT_ITEMS and all(len(item.split()) <= 2 for item in items)


def _may_join(text: Text, words: list[re.Match[str]], index: int, count: int) -> bool:
    if index + 1 >= len(words):
        return False
    if _kinds().match(text.lower, words[index + 1].start()):
        return False
    return count <= _JOINED_EARLY or text.surface[words[index + 1].start()].isupper()

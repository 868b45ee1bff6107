"""The words by which tasks are given, as patterns and sets for ``Text.lower``."""

from __future__ import annotations

import re  # noqa: TC003 - mypyc looks at the types of fields
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from solieu.knowledge.phrases import first_words, one_of
from solieu.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["ORDERS", "Orders"]


@dataclass(frozen=True, slots=True)
class Orders:
    """The words of ``directives.toml``."""

    cue: re.Pattern[str]
    """Matches any order, modal, speech or petition; its kinds are the sets below."""
    cue_words: frozenset[str]
    """The words that these begin with."""
    orders: frozenset[str]
    with_addressee: frozenset[str]
    in_speech: frozenset[str]
    modals: frozenset[str]
    speech: frozenset[str]
    remarks: frozenset[str]
    petitions: frozenset[str]
    no_petition: re.Pattern[str]
    """Matches, up to a petition, words after which it is a noun."""
    not_after: re.Pattern[str]
    """Matches, up to an order, words after which it orders nothing."""
    no_order: re.Pattern[str]
    """Matches an order's syllables where they mean something else: "giao thông"."""
    no_task_after_modal: re.Pattern[str]
    task_list: re.Pattern[str]
    no_task_list: re.Pattern[str]
    opener: re.Pattern[str]
    task: re.Pattern[str]
    modal: re.Pattern[str]
    adverb: re.Pattern[str]
    no_task: re.Pattern[str]
    group: re.Pattern[str]
    """Matches a group that is addressed as such: "các phòng, ban, đơn vị"."""
    group_tail: re.Pattern[str]
    levels: frozenset[str]
    upward: re.Pattern[str]
    others: re.Pattern[str]
    """Matches, up to an order, somebody who may only propose."""
    list_openers: tuple[str, ...]
    task_labels: tuple[str, ...]
    qualifiers: tuple[str, ...]
    addressable: re.Pattern[str]
    """Matches the first word of any addressee, known or not."""
    noun_before: re.Pattern[str]
    """Matches, up to a task verb, a word that makes it part of a name: "ban quản lý"."""


def _read() -> Orders:
    data = tomllib.loads(files("solieu.knowledge").joinpath("directives.toml").read_text(encoding="utf-8"))
    cues = [word for kind in ("orders", "modals", "speech", "remarks", "petitions") for word in data[kind]]
    groups = one_of(data["groups"])
    determined = rf"(?:{one_of(data['determiners'])})\s+(?:{groups})"
    joint = r"(?:\s*,\s*|\s+-\s+|\s+và\s+|\s*;\s*|\s(?=(?:phòng|ban|ngành|cán bộ|đảng|đoàn thể|đơn vị|địa phương)\s))"
    following = rf"(?:{joint}(?:(?:{one_of(data['determiners'])})\s+)?(?:{groups})(?!\w))*"
    return Orders(
        cue=regex(rf"(?:{one_of(cues)})(?!\w)"),
        cue_words=first_words(cues),
        orders=frozenset(data["orders"]),
        with_addressee=frozenset(data["orders_with_addressee"]),
        in_speech=frozenset(data["orders_in_speech"]),
        modals=frozenset(data["modals"]),
        speech=frozenset(data["speech"]),
        remarks=frozenset(data["remarks"]),
        petitions=frozenset(data["petitions"]),
        no_petition=regex(rf"(?<!\w)(?:{one_of(data['no_petition_before'])})\s+$"),
        not_after=regex(rf"(?<!\w)(?:{one_of(data['no_order_before'])})\s+$"),
        no_order=_words(data["no_order_at"]),
        no_task_after_modal=_words(data["no_task_after_modal"], before=r"\s+"),
        task_list=_words(data["task_lists"]),
        no_task_list=_words(data["no_task_lists"]),
        opener=regex(rf"(?:{one_of(data['openers'])})(?!\w),?\s*"),
        task=_words(data["tasks"]),
        modal=_words(data["modals"]),
        adverb=regex(rf"(?:(?:{one_of(data['adverbs'])})\s+)*"),
        no_task=_words(data["no_task"]),
        group=regex(rf"(?:{determined}|(?:{one_of(data['bare_groups'])}))(?!\w){following}"),
        addressable=_words([*data["determiners"], *data["groups"], *data["bare_groups"]]),
        noun_before=regex(rf"(?<!\w)(?:{one_of(data['noun_before'])})\s+$"),
        levels=frozenset(data["levels"]),
        upward=regex(rf"(?!(?:{one_of(data['not_upward'])})(?!\w))(?:{one_of(data['upward'])})(?!\w)"),
        others=regex(
            rf"{''.join(f'(?<!{word} )' for word in data['spoken_of'])}(?:{one_of(data['others'])})(?:(?!{one_of(data['leaders'])})[^.;]){{0,80}}$"
        ),
        list_openers=tuple(f"{word}:" for word in data["list_openers"]),
        task_labels=tuple(data["task_labels"]),
        qualifiers=tuple(f"{word} " for word in data["qualifiers"]),
        group_tail=regex(rf"\s+(?:{one_of(data['group_tails'])})(?!\w)"),
    )


def _words(words: Iterable[str], before: str = "") -> re.Pattern[str]:
    return regex(rf"{before}(?:{one_of(words)})(?!\w)")


ORDERS: Final = _read()
"""The words of orders."""

"""The templates: Jinja2, escaped always, with the words and numbers of the reader's language."""

from __future__ import annotations

from functools import cache, partial
from secrets import token_hex
from typing import TYPE_CHECKING, Any, get_args

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from solieu.export.labels import titles_of
from solieu.knowledge.entries import indicators
from solieu.model import Measure
from solieu.serve import formats
from solieu.serve.intake import MOST_BYTES
from solieu.serve.words import LANGUAGES, say, tabs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from solieu.serve.asked import Asked
    from solieu.serve.assets import Assets
    from solieu.serve.words import Language

__all__ = ["environment", "indicator_label", "page", "with_own"]


def environment(assets: Assets) -> Environment:
    """The templates of the package."""
    made = Environment(
        loader=PackageLoader("solieu.serve", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals["static"] = assets.address
    made.globals["web_address"] = is_web_address
    made.globals["figure_url"] = "/figure/{}".format
    return made


def page(asked: Asked, template: str, shown: Mapping[str, Any]) -> str:
    """The page that ``template`` makes of ``shown``."""
    return asked.desk.templates.get_template(template).render({**_common(asked), **shown})


def with_own(asked: Asked, body: bytes) -> bytes:
    """A page with what is of its reader alone: the name, and the way out."""
    own: str = asked.desk.templates.get_template("own.html").module.own(asked, partial(say, asked.language))  # type: ignore[attr-defined]
    return body.replace(_PLACE_OF_OWN, own.encode("utf-8", "replace"), 1)


_PLACE_OF_OWN = f"<!--{token_hex(16)}-->".encode()
"""Where that stands: no report can hold it."""


def _common(asked: Asked) -> dict[str, Any]:
    language = asked.language
    return {
        "asked": asked,
        "language": language,
        "languages": [one for one in LANGUAGES if one != language],
        "tabs": [(name, asked.desk.tabs[name]) for name in tabs() if name in asked.desk.tabs],
        "tab": "",
        "say": partial(say, language),
        "number": partial(_in, formats.number, language),
        "amount": partial(_in, formats.value_of, language),
        "period": partial(_in, formats.period, language),
        "day": partial(_in, formats.day, language),
        "moment": partial(_in, formats.moment, language),
        "unit_word": partial(_in, formats.unit_word, language),
        "indicator_label": partial(_in, indicator_label, language),
        "rule_title": partial(_in, rule_title, language),
        "measure_word": lambda measure: say(language, f"measure_{measure}"),
        "most_bytes": MOST_BYTES,
        "measures": [(one, say(language, f"measure_{one}")) for one in get_args(Measure)],
        "own": Markup(_PLACE_OF_OWN.decode()),
    }


def _in(write: Any, language: Language, value: Any) -> str:
    text: str = write(value, language)
    return text


@cache
def _labels() -> dict[str, dict[str, str]]:
    return {one.id: {"vi": one.label_vi, "en": one.label_en or one.label_vi} for one in indicators().values()}


def indicator_label(identifier: str | None, language: Language) -> str:
    """What an entry of the catalogue is called; its identifier where a user's own catalogue had it.

    >>> indicator_label("budget_revenue", "vi")
    'Tổng thu ngân sách nhà nước trên địa bàn'
    """
    return "" if identifier is None else _labels().get(identifier, {}).get(language, identifier)


def rule_title(check: str, language: Language) -> str:
    """What a rule of the checks is called.

    >>> rule_title("attainment", "en") != "attainment"
    True
    """
    return titles_of(check)["title" if language == "vi" else "title_en"]


def is_web_address(text: str) -> bool:
    """Whether a link may lead there: what reports hold may be anything, "javascript:…" too.

    >>> is_web_address("https://quangninh.gov.vn/a"), is_web_address("javascript:alert(1)"), is_web_address("data:text/html,x")
    (True, False, False)
    """
    return text.lower().startswith(("https://", "http://")) and not any(ord(letter) <= 32 for letter in text)

"""Reports made by hand, and a page of reports opened in a browser."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from solieu.model import Directive, Finding, Ground, Measure, Observation, Official, Period, Reference, Report
from solieu.read import read
from solieu.samples import sample_paths

if TYPE_CHECKING:
    from playwright.sync_api import Page

ARTEFACTS = Path(__file__).parents[2] / "artefacts"
# On a busy machine Chromium may open a page from a disk again without what it has just kept (version 150, in a window
# that forgets: 3 of 335 times; at an address none of 435): what a page keeps is tested at an address.
ADDRESS = "http://page.test/"
_UNITS = r"%|tỷ đồng|triệu đồng|ha\b|người|hộ\b|tấn|vụ\b|lần\b|chỉ tiêu"
_FIGURE = re.compile(rf"(?P<before>[^.;\n|]{{0,60}}?)(?P<quote>\b\d[\d.,]*\d|\b\d)\s?(?P<unit>{_UNITS})")
_MEASURES: tuple[tuple[str, Measure], ...] = (
    (r"\b(?:giảm|tăng)\b.*$", "change"),
    (r"dự toán|kế hoạch", "attainment"),
    (r"\bbằng\b", "index"),
    (r"chiếm", "share"),
    (r"gấp", "index"),
)


def _observation(text: str, found: re.Match[str]) -> Observation:
    start, end = found.span("quote")[0], found.end()
    before, printed, unit = found["before"], found["quote"], found["unit"]
    number = Decimal(printed.replace(".", "").replace(",", "."))
    measure: Measure = "level"
    if unit in ("%", "lần"):
        measure = next((kind for cue, kind in _MEASURES if re.search(cue, before + text[end : end + 18])), "level")
    elif re.search(r"\b(?:giảm|tăng)\s$", before):
        measure = "difference"
    falls = "giảm" in before and measure in ("change", "difference")
    factor = {"tỷ đồng": Decimal(10**9), "triệu đồng": Decimal(10**6)}.get(unit, Decimal(1))
    units = {"%": "percent", "tỷ đồng": "VND", "triệu đồng": "VND", "người": "person", "hộ": "household"}
    words = re.sub(r"[\s,]*(?:đạt|bằng|ước|là|còn|tăng|giảm|trên|với|chiếm|khoảng)*\s*$", "", before.strip(" ,(–-+"))
    at = text.find(words, found.start()) if words else -1
    return Observation(
        start=start,
        end=end,
        quote=text[start:end],
        sentence=(text.rfind("\n", 0, start) + 1, (text.find("\n", end) + 1 or len(text) + 1) - 1),
        number=-number if falls else number,
        unit_text=unit,
        value=(-number if falls else number) * factor,
        unit=units.get(unit, unit),
        measure=measure,
        status="estimate" if "ước" in before else "actual",
        bound="above" if "trên" in before else "exact",
        basis="dự toán tỉnh giao" if measure == "attainment" else None,
        basis_kind="plan" if measure == "attainment" else None,
        indicator=words or None,
        indicator_span=(at, at + len(words)) if at >= 0 and words else None,
        indicator_id="state_budget_revenue" if "ngân sách" in words else None,
        place="huyện Văn Quan, Lạng Sơn",
        place_code="184",
        place_from="report",
        period=Period.month(2023, 1, 10),
        period_from="sentence",
        confidence=0.3 + (start % 65) / 100,
    )


def figures(text: str) -> tuple[Observation, ...]:
    """Observations of ``text`` that are good enough to look at; reading them right is another module's work."""
    return tuple(_observation(text, found) for found in _FIGURE.finditer(text))


def findings(text: str, observations: tuple[Observation, ...]) -> tuple[Finding, ...]:
    """One finding of each severity; the last rests on words where no figure stands."""

    def grounds(*quotes: str) -> tuple[Ground, ...]:
        chosen = [(index, one) for index, one in enumerate(observations) if one.quote in quotes]
        return tuple(Ground(one.start, one.end, one.quote, index) for index, one in chosen)

    time = _span(text, "tháng 10 năm 2023")
    return (
        Finding(
            "parts",
            "suspicious",
            "Tổng các phần lệch 1 ha so với tổng in ra.",
            (),
            grounds=grounds("305 ha", "207 ha"),
            id="bbbbbbbbbbbbbbbb",
        ),
        Finding(
            "ratio",
            "contradiction",
            "42,6 tỷ đồng không thể bằng 92,6% của 50 tỷ đồng.",
            (),
            "85,2%",
            "92,6%",
            "42.6 billion cannot be 92.6% of 50 billion.",
            ("92,6% phải là 85,2%",),
            ("“92,6%” would have to be 85.2%",),
            grounds("42,6 tỷ đồng", "92,6%"),
            "aaaaaaaaaaaaaaaa",
        ),
        Finding(
            "dates", "note", "Ngày chưa rõ.", (), grounds=(Ground(*time, "tháng 10 năm 2023"),), id="cccccccccccccccc"
        ),
    )


def _span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def reports_of_samples() -> list[Report]:
    reports = []
    for path in sample_paths():
        report = read(path.read_bytes(), name=f"mẫu/{path.name}")
        fields: dict[str, Any] = {"observations": figures(report.text), "place": "huyện Văn Quan, Lạng Sơn"}
        if path.stem.startswith("van-quan"):
            text = report.text
            fields |= {
                "period": Period.month(2023, 1, 10),
                "url": "https://example.vn/tin/1",
                "warnings": ("Một số bảng trên trang không có đầu cột.",),
                "references": (
                    Reference(
                        *_span(text, "Chỉ thị số 08/CT-TTg"),
                        "Chỉ thị số 08/CT-TTg",
                        "Chỉ thị",
                        "08/CT-TTg",
                        "Thủ tướng Chính phủ",
                    ),
                ),
                "officials": (
                    Official(
                        *_span(text, "Lăng Văn Thời"), "Lăng Văn Thời", ("Phó Bí thư Huyện ủy", "Chủ tịch UBND huyện")
                    ),
                ),
                "directives": (
                    Directive(
                        *_span(text, "rà soát từng nguồn thu, tham mưu giải pháp"),
                        "rà soát từng nguồn thu, tham mưu giải pháp để cả năm thu đạt ít nhất 52 tỷ đồng",
                        ("Phòng Tài chính - Kế hoạch",),
                        date(2023, 11, 15),
                    ),
                ),
                "findings": findings(report.text, fields["observations"]),
            }
        reports.append(Report(**{name: getattr(report, name) for name in report.__struct_fields__} | fields))
    return reports


def report_of(text: str, *quotes: str, **fields: Any) -> Report:
    observations = []
    for quote in quotes:
        start = text.index(quote)
        given = {
            "number": Decimal(5),
            "value": Decimal(5),
            "measure": "level",
            "indicator": f"chỉ tiêu của {quote}",
        } | fields
        observations.append(
            Observation(start=start, end=start + len(quote), quote=quote, sentence=(0, len(text)), **given)
        )
    return Report(name="a.txt", title="Báo cáo", text=text, observations=tuple(observations))


class Opened:
    """A page in the browser, with what it complained of and what it asked the network for."""

    def __init__(self, tab: Page) -> None:
        self.tab = tab
        self.complaints: list[str] = []
        self.requests: list[str] = []
        tab.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        tab.on("request", lambda request: self.requests.append(request.url))


def open_beside(tab: Page) -> Page:
    """The same page in another tab of the browser."""
    beside = tab.context.new_page()
    beside.goto(tab.url)
    return beside

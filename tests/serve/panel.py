"""Invented reports of provinces and districts through years: enough of them for charts and maps."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from solieu.knowledge.gazetteer import gazetteer
from solieu.pipeline import extract
from solieu.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["HOSTILE", "panel_reports", "store_of_panel"]

HOSTILE = "<script>alert(1)</script>"
_PROVINCES = ("01", "22", "27", "38", "48", "79", "82", "96")
_DISTRICTS = ("205", "196", "206")


def panel_reports() -> Iterator[tuple[str, str]]:
    """Names and texts."""
    for code in _PROVINCES:
        place = gazetteer().by_code(code, date(2023, 1, 1))
        assert place is not None
        for year in (2021, 2022, 2023):
            revenue = 1000 * int(code) + 37 * (year - 2020)
            yield f"{code}-{year}.txt", _yearly(place.full_name, year, revenue, revenue + 25)
    for code in ("22", "82", "96"):
        place = gazetteer().by_code(code, date(2025, 9, 1))
        assert place is not None
        yield f"{code}-2025.txt", (
            f"ỦY BAN NHÂN DÂN {place.full_name.upper()}\nNgày 10 tháng 10 năm 2025\n"
            f"Trong 9 tháng đầu năm 2025, thu ngân sách nhà nước của {place.full_name} đạt {code}.500 tỷ đồng, "
            f"{'giảm' if code == '96' else 'tăng'} 4,5% so với cùng kỳ."
        )  # fmt: skip
    for code in _DISTRICTS:
        place = gazetteer().by_code(code, date(2022, 6, 1))
        assert place is not None
        where = f"{place.full_name}, tỉnh Quảng Ninh"
        for year in (2020, 2021, 2022):
            revenue = 10 * int(code) + 11 * (year - 2019)
            yield f"{code}-{year}.txt", _yearly(where, year, revenue, revenue - 30)
        yield f"{code}-9-2023.txt", (
            f"ỦY BAN NHÂN DÂN {where.upper()}\nNgày 05 tháng 10 năm 2023\n"
            f"Trong 9 tháng đầu năm 2023, thu ngân sách của {place.full_name} ước đạt {code}9 tỷ đồng, bằng 71,5% kế hoạch. "
            "Yêu cầu Phòng Tài chính báo cáo trước ngày 30/11/2023."
        )  # fmt: skip
    yield (
        f"khac {HOSTILE}.txt",
        (
            "ỦY BAN NHÂN DÂN THỊ XÃ ĐÔNG TRIỀU, TỈNH QUẢNG NINH\nNgày 28 tháng 02 năm 2023\n"
            f"Năm 2022, thu ngân sách của thị xã Đông Triều đạt 2.222 tỷ đồng {HOSTILE}."
        ),
    )


def _yearly(place: str, year: int, revenue: int, plan: int) -> str:
    told = f"{revenue:,}".replace(",", ".")
    planned = f"{plan:,}".replace(",", ".")
    share = f"{100 * revenue / plan:.1f}".replace(".", ",")
    return (
        f"ỦY BAN NHÂN DÂN {place.upper()}\nNgày 20 tháng 01 năm {year + 1}\nBÁO CÁO tình hình kinh tế - xã hội năm {year}\n"
        f"Năm {year}, thu ngân sách nhà nước của {place} đạt {told} tỷ đồng, bằng {share}% dự toán, tăng 6,2% so với cùng kỳ. "
        f"Kế hoạch thu ngân sách năm {year} là {planned} tỷ đồng. Tỷ lệ hộ nghèo năm {year} còn 4,{year - 2020}%."
    )


def store_of_panel(path: Path) -> Path:
    """A new store with all of them."""
    with Store.open(path, create=True) as store:
        for name, text in panel_reports():
            store.add(extract(text, name=name))
        store.refresh_findings()
    return path

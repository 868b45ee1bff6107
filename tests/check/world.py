"""A world whose figures are true, and the ways in which reports print them: rounded, hedged, in one unit or another.

Everything is drawn from one :class:`random.Random`, so that Hypothesis can drive it. Nothing that is made here
contradicts itself; a finding of it is a false alarm.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from solieu.model import Bound

HUNDRED = Decimal(100)
_ROUNDINGS = (ROUND_HALF_UP, ROUND_HALF_EVEN)
_VIETNAMESE = str.maketrans(",.", ".,")


@dataclass(frozen=True)
class Unit:
    """A unit as printed."""

    text: str
    id: str
    factor: Decimal = Decimal(1)
    most_places: int = 0


BILLION = Unit("tỷ đồng", "VND", Decimal(10**9), 2)
MILLION = Unit("triệu đồng", "VND", Decimal(10**6), 1)
CASES = Unit("vụ", "incident")
VISITS = Unit("lượt khách", "visit")
HECTARES = Unit("ha", "ha", most_places=2)
TONNES = Unit("tấn", "kg", Decimal(1000), 1)
PERCENT = Unit("%", "percent", most_places=2)


@dataclass(frozen=True)
class Shown:
    """A value as a report prints it."""

    text: str
    """With its hedge: ``gần 1.584 tỷ đồng``."""
    quote: str
    """Without it."""
    number: Decimal
    bound: Bound
    unit: Unit

    @property
    def value(self) -> Decimal:
        """In the base unit."""
        return self.number * self.unit.factor


def shown(rng: Random, value: Decimal, *units: Unit, hedges: bool = True, places: int | None = None) -> Shown:
    """``value``, which is not negative, rounded to some places, with a hedge that is true of it or none."""
    unit = rng.choice(units)
    exact = value / unit.factor
    least = 0 if exact >= 20 or unit.most_places == 0 else 1
    chosen = rng.randint(min(least, unit.most_places), unit.most_places) if places is None else places
    number = exact.quantize(Decimal(1).scaleb(-chosen), rounding=rng.choice(_ROUNDINGS))
    hedge, bound = _hedge(rng, exact, number) if hedges else ("", "exact")
    quote = f"{number:,}".translate(_VIETNAMESE) + ("" if unit is PERCENT else " ") + unit.text
    return Shown(f"{hedge} {quote}".strip(), quote, number, bound, unit)


def _hedge(rng: Random, exact: Decimal, number: Decimal) -> tuple[str, Bound]:
    if rng.random() < 0.7 or exact == number or number == 0:
        return "", "exact"
    if rng.random() < 0.3:
        return rng.choice(("khoảng", "xấp xỉ")), "about"
    return ("gần", "about") if exact < number else (rng.choice(("trên", "hơn")), "above")


def percent(rng: Random, value: Decimal, *, hedges: bool = True) -> Shown:
    """A percentage with 0 to 2 decimals."""
    return shown(rng, value, PERCENT, hedges=hedges, places=rng.randint(0, 2))


def amount(rng: Random, low: int, high: int, places: int = 4) -> Decimal:
    """A true value with more digits than anyone prints, about as often small as large."""
    magnitude = rng.uniform(0, 1)
    return Decimal(str(round(low * (high / low) ** magnitude, places)))


def attained(rng: Random) -> str:
    """An amount, its plan, and the percentage of it."""
    name, units, low, high = rng.choice(_AMOUNTS)
    plan, value = amount(rng, low, high), amount(rng, low, high)
    if not Decimal(20) < HUNDRED * value / plan < Decimal(300):
        value = plan * Decimal(rng.randint(40, 160)) / HUNDRED
    v, p, of = shown(rng, value, *units), shown(rng, plan, *units, hedges=False), percent(rng, HUNDRED * value / plan)
    forms: tuple[Callable[[], str], ...] = (
        lambda: f"{name} đạt {v.text} so với kế hoạch {p.text}, bằng {of.text} kế hoạch.",
        lambda: f"{name} thực hiện {v.text}, đạt {of.text} kế hoạch (kế hoạch {p.text}).",
        lambda: f"{name} đạt {v.text}, bằng {of.text} dự toán tỉnh giao.",
        lambda: f"{name} đạt {v.text}/{p.text}, bằng {of.text} kế hoạch.",
    )
    return rng.choice(forms)()


def changed(rng: Random) -> str:
    """An amount, its value a year before, and the difference or the percentage of change."""
    name, units, low, high = rng.choice(_AMOUNTS)
    earlier = amount(rng, low, high)
    value = earlier * Decimal(rng.randint(300, 2500)) / 1000
    if units[0].most_places == 0:
        earlier, value = earlier.to_integral_value() + 1, value.to_integral_value() + 1
    word = "tăng" if value >= earlier else "giảm"
    v, before = shown(rng, value, *units), shown(rng, earlier, *units, hedges=False)
    rate = percent(rng, abs(HUNDRED * (value - earlier) / earlier))
    index = percent(rng, HUNDRED * value / earlier)
    gap = shown(rng, abs(value - earlier), *units)
    forms: list[str] = [f"{name} đạt {v.text}, bằng {index.text} so với cùng kỳ năm trước (cùng kỳ {before.text})."]
    if rate.number:
        forms += [
            f"{name} đạt {v.text}, {word} {rate.text} so với cùng kỳ năm trước (cùng kỳ {before.text}).",
            f"{name} {word} từ {before.text} lên {v.text}, {word} {rate.text}."
            if word == "tăng"
            else f"{name} giảm từ {before.text} xuống còn {v.text}, giảm {rate.text}.",
        ]
    if gap.number:
        forms.append(f"{name} đạt {v.text}, {word} {gap.text} so với cùng kỳ năm trước ({before.text}).")
    if rate.number and gap.number:
        forms.append(f"{name} đạt {v.text}, {word} {gap.text} ({word} {rate.text}) so với cùng kỳ năm trước.")
        forms.append(f"{name} đạt {v.text}, {word} {rate.text} ({word} {gap.text}) so với cùng kỳ năm trước.")
    return rng.choice(forms)


def composed(rng: Random) -> str:
    """A total with its parts, or with some of them, or the shares of a structure."""
    name, units, kinds = rng.choice(_WHOLES)
    parts = [amount(rng, 50, 5000, 0 if units[0].most_places == 0 else 4) * units[0].factor for _ in kinds]
    total = sum(parts, Decimal(0))
    if rng.random() < 0.3:
        shares = [percent(rng, HUNDRED * part / total, hedges=False) for part in parts]
        listed = ", ".join(f"{kind} chiếm {share.text}" for kind, share in zip(kinds, shares, strict=True))
        return f"Cơ cấu {name.lower()}: {listed}."
    whole = shown(rng, total, *units, hedges=False)
    printed = [shown(rng, part, *units, hedges=False) for part in parts]
    kept = list(zip(kinds, printed, parts, strict=True))
    opening = rng.choice(("gồm", "trong đó"))
    if opening == "trong đó" and rng.random() < 0.5:
        kept = kept[:-1]
    listed = ", ".join(_part(rng, *one, total) for one in kept)
    return f"{name} là {whole.text}, {opening}: {listed}."


def _part(rng: Random, kind: str, part: Shown, value: Decimal, total: Decimal) -> str:
    if rng.random() < 0.3:
        return f"{kind} {part.text} (chiếm {percent(rng, HUNDRED * value / total, hedges=False).text})"
    return f"{kind} {part.text}"


def counted(rng: Random) -> str:
    """A count of a total, with its percentage."""
    what = rng.choice(("chỉ tiêu", "xã", "trường", "thôn"))
    total = rng.randint(3, 250)
    part = rng.randint(1, total)
    of = percent(rng, HUNDRED * part / total, hedges=False)
    forms = (
        f"Có {part}/{total} {what} đạt và vượt kế hoạch, đạt {of.text}.",
        f"Toàn huyện có {part}/{total} {what} hoàn thành, chiếm {of.text}.",
    )
    return rng.choice(forms)


def harvested(rng: Random) -> str:
    """Area × yield = output."""
    crop = rng.choice(("lúa", "ngô", "lạc", "rau"))
    area, yields = amount(rng, 100, 60000), amount(rng, 10, 300)
    output = area * yields / 10
    a, o = shown(rng, area, HECTARES, hedges=False), shown(rng, output * 1000, TONNES, hedges=False)
    y = yields.quantize(Decimal(1).scaleb(-rng.randint(0, 2)), rounding=rng.choice(_ROUNDINGS))
    shown_yield = f"{y:,}".translate(_VIETNAMESE)
    return f"Diện tích {crop} {a.text}, năng suất {shown_yield} tạ/ha, sản lượng {o.text}."


def nested(rng: Random) -> str:
    """A total and one of its parts, each measured against its own plan or the year before."""
    whole = amount(rng, 10**10, 10**13)
    part = whole * Decimal(rng.randint(50, 950)) / 1000
    first, second = (_said(rng, value) for value in (whole, part))
    joint = rng.choice(("; trong đó thu nội địa", ", trong đó: Thu nội địa", ". Trong đó, thu nội địa"))
    return f"Tổng thu ngân sách nhà nước trên địa bàn {first}{joint} {second}."


def cumulated(rng: Random) -> str:
    """A month and the months up to it."""
    total = amount(rng, 10**10, 10**13)
    month = total * Decimal(rng.randint(10, 900)) / 1000
    first, second = (_said(rng, value) for value in (month, total))
    forms = (
        f"Thu ngân sách tháng 9 {first}; lũy kế 9 tháng {second}.",
        f"Trong tháng 9/2022, thu ngân sách {first}. Lũy kế 9 tháng đầu năm, thu ngân sách {second}.",
        f"Thu ngân sách 9 tháng {second}, riêng tháng 9 {first}.",
    )
    return rng.choice(forms)


def _said(rng: Random, value: Decimal) -> str:
    """ "đạt 526,8 tỷ đồng, bằng 57,7% dự toán, tăng 5% so với cùng kỳ" of a plan and an earlier value that need not be told."""
    of, rate = (
        percent(rng, Decimal(rng.randint(2000, 20000)) / 100),
        percent(rng, Decimal(rng.randint(101, 9900)) / 100),
    )
    ends = (
        f", bằng {of.text} dự toán tỉnh giao",
        f", đạt {of.text} kế hoạch năm, tăng {rate.text} so với cùng kỳ",
        f", giảm {rate.text} so với cùng kỳ năm trước",
        "",
    )
    return f"{rng.choice(('đạt', 'ước đạt', 'là'))} {shown(rng, value, BILLION, MILLION).text}{rng.choice(ends)}"


def section(rng: Random, sentences: int = 6) -> str:
    """A report of one district whose sentences are each true, each of another indicator."""
    kinds = (attained, changed, composed, counted, cumulated, harvested, nested)
    lines = {line.split(" đạt ")[0][:18]: line for line in (rng.choice(kinds)(rng) for _ in range(sentences))}
    head = "UBND HUYỆN TIÊN YÊN\nBÁO CÁO\nTình hình kinh tế - xã hội 9 tháng đầu năm 2022\n"
    return head + "\n".join(lines.values())


_AMOUNTS: Sequence[tuple[str, tuple[Unit, ...], int, int]] = (
    ("Thu ngân sách nhà nước", (BILLION, MILLION), 10**9, 10**13),
    ("Tổng mức bán lẻ hàng hóa", (BILLION,), 10**10, 10**14),
    ("Giá trị sản xuất công nghiệp", (BILLION,), 10**10, 10**14),
    ("Giải ngân vốn đầu tư công", (BILLION, MILLION), 10**9, 10**12),
    ("Diện tích trồng rừng", (HECTARES,), 50, 9000),
    ("Sản lượng thủy sản", (TONNES,), 10**5, 10**9),
)
_WHOLES: Sequence[tuple[str, tuple[Unit, ...], tuple[str, ...]]] = (
    ("Tổng thu ngân sách", (BILLION,), ("thu nội địa", "thu xuất nhập khẩu", "thu bổ sung")),
    ("Tổng giá trị sản xuất", (BILLION,), ("nông nghiệp", "công nghiệp - xây dựng", "dịch vụ")),
    ("Diện tích gieo trồng", (HECTARES,), ("lúa", "ngô", "rau màu", "cây khác")),
    ("Tổng số vụ vi phạm", (CASES,), ("về ma túy", "về kinh tế", "về môi trường")),
)

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

import solieu
from solieu.export.terminal import ReportView, counted, mention_table
from solieu.model import Directive, Finding, Observation, Period, Report
from solieu.samples import sample_paths

TEXT = "Thu ngân sách"


def figure(quote: str, **fields: Any) -> Observation:
    given = {
        "number": Decimal(5),
        "value": Decimal(5),
        "measure": "level",
        "indicator": TEXT,
        "indicator_span": (0, 13),
    }
    return Observation(start=0, end=0, quote=quote, sentence=(0, 13), **(given | fields))


def report(*observations: Observation, **fields: Any) -> Report:
    given = {
        "title": "Phiên họp tháng 9",
        "place": "huyện Tiên Yên, Quảng Ninh",
        "period": Period.year(2022),
        "text": TEXT,
    }
    return Report(name="a.txt", observations=observations, **(given | fields))


def shown(view: Any, width: int = 80, *, colour: bool = False) -> str:
    stream = io.StringIO()
    system = "256" if colour else None
    Console(file=stream, width=width, highlight=False, force_terminal=colour, color_system=system).print(view)
    return stream.getvalue()


def table(*observations: Observation, width: int = 80, **fields: Any) -> list[str]:
    """The lines below the head of the table, up to the empty one."""
    lines = [line.strip() for line in shown(ReportView(report(*observations, **fields)), width).splitlines()]
    head = next(number for number, line in enumerate(lines) if line.startswith("─"))
    return lines[head + 1 : lines.index("", head)]


def test_an_indicator_stands_once_for_all_figures_about_it() -> None:
    lines = table(
        figure("5 tỷ đồng", indicator_id="budget_revenue", period=Period.year(2022)),
        figure("57%", measure="attainment", basis="dự toán", indicator_id="budget_revenue", period=Period.year(2022)),
    )
    first, second = lines[:2]
    assert " ".join(first.split()) == "Thu ngân sách 5 tỷ đồng level 2022"
    assert " ".join(second.split()) == "budget_revenue 57% attainment of dự toán 2022"


@pytest.mark.parametrize(
    ("fields", "printed"),
    [
        ({"measure": "change", "number": Decimal("-3.2")}, "−3,2%"),
        ({"measure": "change"}, "+3,2%"),
        ({"measure": "attainment"}, " 3,2%"),
        ({"bound": "about"}, "≈ 3,2%"),
        ({"bound": "above"}, "> 3,2%"),
        ({"bound": "below"}, "< 3,2%"),
        ({"status": "estimate"}, "level, estimate"),
        ({"status": "target"}, "level, target"),
        ({"measure": "change", "basis": "cùng kỳ"}, "change vs cùng kỳ"),
        ({"measure": "share", "basis": "tổng số"}, "share of tổng số"),
    ],
)
def test_what_the_marks_of_a_figure_say(fields: dict[str, Any], printed: str) -> None:
    assert printed in table(figure("3,2%", **fields))[0]


def test_a_place_stands_only_where_it_is_not_the_reports() -> None:
    lines = table(figure("5 ha", place="huyện Tiên Yên, Quảng Ninh"), figure("6 ha", place="xã Hải Lạng"))
    assert sum("xã Hải Lạng" in line for line in lines) == 1
    assert not any("Tiên Yên" in line for line in lines)


def test_a_wide_terminal_gives_the_catalogue_its_own_column() -> None:
    output = shown(ReportView(report(figure("5 tỷ đồng", indicator_id="budget_revenue"))), 120)
    assert "Catalogue" in output
    assert table(figure("5 tỷ đồng", indicator_id="budget_revenue"), width=120)[0].endswith("budget_revenue")


def test_a_narrow_terminal_shows_periods_that_are_not_the_reports() -> None:
    lines = table(figure("5 ha", period=Period.year(2022)), figure("6 ha", period=Period.year(2021)), width=50)
    assert not any("2022" in line for line in lines)
    assert any("2021" in line for line in lines)


@pytest.mark.parametrize("width", [40, 60, 80, 100, 130, 200])
def test_no_line_is_longer_than_the_terminal_is_wide(width: int) -> None:
    for path in sample_paths()[:3]:
        output = shown(ReportView(solieu.extract(path)), width)
        assert max(map(cell_len, output.splitlines())) <= width


def test_the_first_figures_alone() -> None:
    view = ReportView(
        report(*(figure(f"{number} tỷ đồng") for number in range(9)), directives=(Directive(0, 3, "làm"),)), first=2
    )
    output = shown(view)
    assert "1 tỷ đồng" in output
    assert "2 tỷ đồng" not in output
    assert "… and 7 more" in output
    assert "làm" not in output


def test_the_lists_below_the_table() -> None:
    output = shown(
        ReportView(
            report(
                directives=(Directive(0, 3, "rà soát nguồn thu", to=("Phòng Tài chính",)),),
                findings=(Finding("sum", "contradiction", "10 + 5 không bằng 16", ()),),
                warnings=("The encoding was guessed.",),
            )
        )
    )
    assert "→ Phòng Tài chính: rà soát nguồn thu" in output
    assert "✗ contradiction: 10 + 5 không bằng 16" in output
    assert "! The encoding was guessed." in output
    assert "0 figures · 0 documents cited · 0 people named · 1 task given" in output


def test_a_report_that_was_not_read_has_only_its_error() -> None:
    output = shown(ReportView(Report(name="a.txt", warnings=("a.txt: There is no text in this report.",))))
    assert (
        output.split("\n") == ["a.txt", "  ✗ a.txt: There is no text in this report.", "", ""]
        or "figures" not in output
    )
    assert "There is no text" in output


def test_hostile_text_neither_commands_the_terminal_nor_styles_itself() -> None:
    hostile = "\x1b[2J\x1b]0;x\x07[bold]Thu[/bold] \u202eabc"
    given = report(
        figure("5\x1b[31m tỷ", indicator=hostile, basis=hostile, place=hostile),
        title=hostile,
        place=hostile,
        directives=(Directive(0, 3, hostile, to=(hostile,)),),
        warnings=(hostile,),
    )
    output = shown(ReportView(given))
    assert not set(output) & {"\x1b", "\x07", "\u202e"}
    assert "[bold]Thu[/bold]" in output


def test_each_measure_has_its_colour() -> None:
    measures = ("level", "attainment", "change", "index", "difference", "share", "rank")
    output = shown(ReportView(report(*(figure("5%", measure=measure) for measure in measures))), 120, colour=True)
    colours = {line.split("5%")[0].rsplit("\x1b[", 1)[1] for line in output.splitlines() if "5%" in line}
    assert len(colours) == len(measures)


def test_quantities_of_a_text() -> None:
    output = shown(mention_table(solieu.mentions("khoảng 2,3 triệu lượt khách")))
    assert "≈ 2,3 triệu lượt khách   2300000   visit            khoảng" in output


def test_numbers_with_their_nouns() -> None:
    assert [counted(n, "figure", "figures") for n in (0, 1, 1204)] == ["0 figures", "1 figure", "1,204 figures"]

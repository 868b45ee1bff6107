"""The commands and their options. Each gives back the work to do, whose modules are imported only when it is chosen."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from solieu import __version__
from solieu.cli.outputs import Format

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from typing import TypeAlias

    from solieu.read.limits import Limits

    Work: TypeAlias = Callable[[], int]

__all__ = ["solieu"]

_MIB = 1024 * 1024


def _examples(*commands: str) -> str:
    """Lines that click leaves as they are."""
    return "\b\nExamples:\n" + "\n".join(f"  {command}" for command in commands)


def _format_option(help_text: str, *forms: str) -> Callable[[Callable[..., Work]], Callable[..., Work]]:
    return click.option("--format", "-f", "form", type=click.Choice(forms), help=help_text)


def _catalogue_option(command: Callable[..., Work]) -> Callable[..., Work]:
    return click.option(
        "--catalogue",
        "-c",
        type=click.Path(path_type=Path),
        metavar="CSV",
        help="Know the indicators in this file, too; solieu indicators --help tells its columns.",
    )(command)


def _dismissed_option(help_text: str) -> Callable[[Callable[..., Work]], Callable[..., Work]]:
    return click.option(
        "--dismissed",
        type=click.Path(path_type=Path),
        metavar="FILE",
        show_default="solieu-dismissed.jsonl",
        help=help_text,
    )


_DAY = click.DateTime(["%Y-%m-%d", "%d/%m/%Y"])
_megabytes = click.FloatRange(min=0, min_open=True)
_LIMITS = (
    click.option(
        "--limit",
        type=_megabytes,
        metavar="MB",
        default=64,
        show_default=True,
        help="Do not read reports larger than this many megabytes.",
    ),
    click.option(
        "--max-pages",
        type=click.IntRange(min=1),
        metavar="N",
        default=2_000,
        show_default=True,
        help="Read this many pages of a PDF.",
    ),
    click.option(
        "--max-cells",
        type=click.IntRange(min=1),
        metavar="N",
        default=1_000_000,
        show_default=True,
        help="Read this many filled cells of a workbook.",
    ),
    click.option(
        "--max-unpacked",
        type=_megabytes,
        metavar="MB",
        default=512,
        show_default=True,
        help="Unpack at most this many megabytes from one archive.",
    ),
)


def _limits_options(command: Callable[..., Work]) -> Callable[..., Work]:
    for option in reversed(_LIMITS):
        command = option(command)
    return command


def _limits(*, limit: float, max_pages: int, max_cells: int, max_unpacked: float) -> Limits:
    from solieu.read.limits import Limits

    return Limits(size=int(limit * _MIB), unpacked=int(max_unpacked * _MIB), pages=max_pages, cells=max_cells)


_store_argument = click.argument("store", metavar="STORE", type=click.Path(path_type=Path))
_rows_option = _format_option("How to print: by default a table on a terminal and jsonl in a pipe.", "table", "jsonl")
_offset_option = click.option(
    "--offset", type=click.IntRange(min=0), metavar="N", default=0, help="Pass over the first N."
)
# Of solieu.model, which is loaded only when it is needed.
_MEASURES = ("level", "attainment", "change", "index", "difference", "share", "rank")
_STATUSES = ("actual", "estimate", "target")


def _limit_option(default: int) -> Callable[[Callable[..., Work]], Callable[..., Work]]:
    return click.option(
        "--limit",
        "-n",
        type=click.IntRange(min=1),
        metavar="N",
        default=default,
        show_default=True,
        help="Print at most N.",
    )


_quiet_option = click.option(
    "--quiet", "-q", is_flag=True, help="Say nothing but errors: no progress, notes or summary."
)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_examples("solieu demo", "solieu extract report.html", "solieu extract reports/ -o figures.csv"),
)
@click.version_option(__version__, message="solieu %(version)s", help="Print the version and stop.")
def solieu() -> None:
    """Turn what Vietnamese local governments publish into figures that can be trusted, each with its source words."""


@solieu.command(
    short_help="Print the figures that reports state.",
    epilog=_examples(
        "solieu extract report.html",
        "solieu extract reports/ -o figures.csv",
        "solieu extract reports/ -o reports.html",
        "solieu extract - --format jsonl < report.txt | jq '.observations[].quote'",
    ),
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@_format_option(
    "How to print: by default as the ending of FILE tells, else a table on a terminal and jsonl in a pipe.",
    *get_args(Format),
)
@click.option("--output", "-o", type=click.Path(path_type=Path), metavar="FILE", help="Write to FILE.")
@_dismissed_option("Findings that were dismissed there are shown in no table, and as dismissed on a page.")
@_catalogue_option
@_limits_options
@_quiet_option
def extract(
    paths: tuple[str, ...],
    form: Format | None,
    output: Path | None,
    dismissed: Path | None,
    catalogue: Path | None,
    quiet: bool,
    **limits: Any,
) -> Work:
    """Print the figures that reports state: what is measured, where, when and how much, in the words of the source.

    PATH is a file, a folder with all that it holds, or - for standard input. ZIP and GZIP archives and mails are read like
    folders, and so are corpora: JSON Lines and Parquet (fields text, html or content; url, title, date, name), WARC.

    Exit code: 0 if all was read, 1 if some report could not be read, 2 if the command was wrong.
    """
    from solieu.cli.extract import run

    limited = _limits(**limits)
    return partial(run, paths, form, output, catalogue=catalogue, dismissed=dismissed, limits=limited, quiet=quiet)


@solieu.command(
    short_help="Print figures that cannot all be true.",
    epilog=_examples(
        "solieu check report.html",
        "solieu check reports/ --severity contradiction --language vi",
        "solieu check figures.jsonl --format jsonl | jq .message",
        "solieu check reports/ --format report > validation.json",
        'solieu check reports/ --dismiss 055313da3eeb2c44 --why "Số đúng, đã hỏi lại"',
        "solieu check --undismiss 055313da3eeb2c44",
        "solieu check solieu.db --severity contradiction",
    ),
)
@click.argument("paths", metavar="PATH... | STORE", nargs=-1)
@_format_option(
    "How to print: by default a table on a terminal and jsonl in a pipe; report is a validation report.",
    "table",
    "jsonl",
    "report",
)
@click.option("--language", "-l", type=click.Choice(("vi", "en")), help="Of what is printed; by default your locale's.")
@click.option(
    "--severity",
    type=click.Choice(("contradiction", "suspicious", "note")),
    default="note",
    show_default=True,
    help="Print what is this bad or worse.",
)
@click.option("--derived", is_flag=True, help="Also print what the figures imply: plans, values of earlier times.")
@click.option("--dismiss", metavar="ID", multiple=True, help="Dismiss this finding of PATH; needs --why.")
@click.option("--undismiss", metavar="ID", multiple=True, help="Take that back.")
@click.option("--why", metavar="WORDS", default="", help="Why it is dismissed.")
@click.option("--by", metavar="NAME", help="Who decides; by default the user who is logged in.")
@_dismissed_option("Where dismissals are kept; lines are only ever added.")
@click.option("--show-dismissed", is_flag=True, help="Print dismissed findings, too, marked as such.")
@_catalogue_option
@_limits_options
@_quiet_option
def check(
    paths: tuple[str, ...],
    form: Any,
    language: Any,
    severity: Any,
    derived: bool,
    dismiss: tuple[str, ...],
    undismiss: tuple[str, ...],
    why: str,
    by: str | None,
    dismissed: Path | None,
    show_dismissed: bool,
    catalogue: Path | None,
    quiet: bool,
    **limits: Any,
) -> Work:
    """Print figures that cannot all be true, with the arithmetic: within each report, and across them if there are several.

    PATH is as for extract; a file that holds what extract printed as jsonl is taken as such, and its findings are those
    that it holds. A finding fires only where no rounding and no "gần" or "hơn" can save it. Dismissed ones are neither
    printed nor counted. STORE, which solieu add made, keeps findings and dismissals itself.

    Exit code: 0 if there is no contradiction, 1 if there is one or some report could not be read, 2 if the command was wrong.
    """
    from solieu.cli.check import Decision, Wanted, run

    wanted = Wanted(form, language, severity, derived, show_dismissed, quiet)
    decision = Decision(dismissed, dismiss, undismiss, why, by)
    return partial(run, paths, wanted, decision, catalogue=catalogue, limits=_limits(**limits))


@solieu.command(
    short_help="Print the quantities in a text.",
    epilog=_examples(
        'solieu mentions "Thu ngân sách ước đạt trên 20.984 tỷ đồng, tăng 5-7%"',
        "solieu mentions - < report.txt",
    ),
)
@click.argument("text", metavar="[TEXT | -]", required=False)
@_format_option("How to print: by default a table on a terminal and jsonl in a pipe.", "table", "jsonl")
def mentions(text: str | None, form: Format | None) -> Work:
    """Print the quantities in a text: numbers with their units, ranges and hedges; nothing about what they measure.

    TEXT is the text itself, in quotes, or - for standard input.
    """
    from solieu.cli.mentions import run

    return partial(run, text, form)


@solieu.command(
    short_help="Print why a figure was understood so.",
    epilog=_examples(
        "solieu explain report.html:1204",
        'solieu explain report.html "57,7%"',
        'solieu explain - "57,7%" < report.txt',
    ),
)
@click.argument("place", metavar="FILE:OFFSET | FILE", required=True)
@click.argument("quote", metavar="[WORDS]", required=False)
@_catalogue_option
def explain(place: str, quote: str | None, catalogue: Path | None) -> Work:
    """Print why a figure was understood so: its words, measure, subject, place and period with what told them.

    OFFSET counts the characters of the text as read, as `start` does in the output of extract; the figure there or next to it
    is explained, or why a number is no figure. In place of it, WORDS of the text may follow in quotes.
    """
    from solieu.cli.explain import run

    return partial(run, place, quote, catalogue)


@solieu.command(
    short_help="Print which unit a name means, what it was and what it became.",
    epilog=_examples(
        "solieu places Đông Triều",
        "solieu places thị xã Đông Triều --on 2024-12-01",
        'solieu places "xã Tân Lập" --in "Thái Nguyên"',
        "solieu places TP.HCM --format jsonl | jq .successors",
    ),
)
@click.argument("name", nargs=-1, required=True)
@click.option(
    "--on", type=_DAY, metavar="DAY", help="Also tell what stands for it on this day (2024-12-01 or 01/12/2024)."
)
@click.option("--in", "within", metavar="UNIT", help="Only units within this province or district.")
@_format_option("How to print: by default readable on a terminal and jsonl in a pipe.", "table", "jsonl")
def places(name: tuple[str, ...], on: datetime | None, within: str | None, form: Format | None) -> Work:
    """Print the administrative units called NAME: their forms with the days on which each was valid, and what became of them.

    NAME may have its type word ("TX. Đông Triều") and may be written without diacritics ("dong trieu") or as offices
    shorten it ("TP.HCM", "BR-VT").

    Exit code: 0 if there is such a unit, 1 if there is none, 2 if the command was wrong.
    """
    from solieu.cli.places import run

    return partial(run, " ".join(name), on.date() if on else None, within, form)


@solieu.command(
    short_help="Print what solieu knows to be measured.",
    epilog=_examples(
        "solieu indicators",
        "solieu indicators thu ngân sách",
        "solieu indicators poverty_rate --format jsonl",
        "solieu indicators --catalogue mine.csv --check",
    ),
)
@click.argument("words", nargs=-1)
@_catalogue_option
@click.option("--check", is_flag=True, help="Look for names that two indicators share and names that say nothing.")
@_format_option("How to print: by default a table on a terminal and jsonl in a pipe.", "table", "jsonl")
def indicators(words: tuple[str, ...], catalogue: Path | None, check: bool, form: Format | None) -> Work:
    """Print the entries of the catalogue of indicators that WORDS name, or all of them.

    A catalogue of your own is a CSV file in UTF-8 with the columns id, label_vi and aliases (names in reports, joined by
    |), and if you like theme, label_en, dimension, unit, nature (flow, stock, ratio), additive (yes, level, no), units and
    official_code. An id that solieu has gets your names besides its own.

    Exit code: 0 if there is one, 1 if there is none or the check finds something, 2 if the command or the file was wrong.
    """
    from solieu.cli.indicators import run

    return partial(run, " ".join(words), catalogue, form, check=check)


@solieu.command(
    short_help="Print the figures of reports for the units of another day.",
    epilog=_examples(
        "solieu restate reports/ --on 2025-07-01",
        "solieu restate figures.jsonl --on 2024-12-31",
        "solieu restate reports/ --on 2025-07-01 --format jsonl | jq 'select(.rule == \"sum\")'",
    ),
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option(
    "--on", type=_DAY, metavar="DAY", required=True, help="The day whose units are wanted, from 2019-07-01 on."
)
@_format_option("How to print: by default a table on a terminal and jsonl in a pipe.", "table", "jsonl")
@_catalogue_option
@_limits_options
@_quiet_option
def restate(
    paths: tuple[str, ...], on: datetime, form: Format | None, catalogue: Path | None, quiet: bool, **limits: Any
) -> Work:
    """Print the figures of all reports together for the units of another day, each with its rule and its sources.

    PATH is as for extract; a file that holds what extract printed as jsonl is taken as such. A figure stands where the unit
    has the same area on that day ("thị xã Đông Triều" is "thành phố Đông Triều"). Amounts are summed where all parts of
    the new unit are known; rates never. What fits neither is listed with the reason.

    Exit code: 0 if all was read, 1 if some report could not be read, 2 if the command was wrong.
    """
    from solieu.cli.restate import run

    return partial(run, paths, on.date(), form, catalogue=catalogue, limits=_limits(**limits), quiet=quiet)


@solieu.command(
    short_help="Put reports into a store.",
    epilog=_examples(
        "solieu add solieu.db reports/",
        "solieu add solieu.db reports.zip mail.eml",
        "solieu add solieu.db reports/ --again",
        "solieu add solieu.db reports/ --format jsonl | jq 'select(.outcome == \"added\")'",
    ),
)
@_store_argument
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--again", is_flag=True, help="Read again what this version has read, too.")
@_rows_option
@_catalogue_option
@_limits_options
@_quiet_option
def add(
    store: Path,
    paths: tuple[str, ...],
    again: bool,
    form: Format | None,
    catalogue: Path | None,
    quiet: bool,
    **limits: Any,
) -> Work:
    """Put the reports at PATH into STORE, one SQLite file, which is made if it is not there.

    PATH is as for extract. Each report is kept whole or not at all, under its bytes: the same bytes are kept once, with
    every name under which they came. What this version has read is passed over, so that a run that was stopped goes on where
    it was; what an older version read is read again, and decisions stay. Reports that cannot be read are kept with their
    error and tried again next time.

    Exit code: 0 if all was read, 1 if some report could not be read or the store not be written, 2 if the command was wrong.
    """
    from solieu.cli.add import run

    return partial(run, store, paths, form, again=again, catalogue=catalogue, limits=_limits(**limits), quiet=quiet)


@solieu.command(
    short_help="Find words in the figures and reports of a store.",
    epilog=_examples(
        "solieu search solieu.db thu ngan sach dong trieu",
        "solieu search solieu.db '\"tai nạn giao thông\" giảm'",
        "solieu search solieu.db 'trồng rừ*' --format jsonl | jq .text",
    ),
)
@_store_argument
@click.argument("words", metavar="WORDS...", nargs=-1, required=True)
@_limit_option(20)
@_rows_option
def search(store: Path, words: tuple[str, ...], limit: int, form: Format | None) -> Work:
    """Print the figures and the passages of reports that have all WORDS, the best first.

    Case, diacritics and the stroke of đ do not matter. Words in quotation marks follow each other; a word that ends with *
    stands for all that begin so.

    Exit code: 0 if there is something, 1 if there is nothing, 2 if the command was wrong.
    """
    from solieu.cli.stored import search as run

    return partial(run, store, " ".join(words), form, limit=limit)


@solieu.command(
    short_help="Print figures of a store.",
    epilog=_examples(
        "solieu figures solieu.db --indicator budget_revenue --period 2022",
        "solieu figures solieu.db --indicator 'thu ngân sách' --place 'TX. Đông Triều' --related",
        "solieu figures solieu.db --words 'trồng rừng' --measure level --format jsonl | jq .value",
        "solieu figures solieu.db --verdict correct",
    ),
)
@_store_argument
@click.option("--indicator", metavar="NAME", help="An entry of the catalogue: its id or one of its names.")
@click.option("--place", metavar="UNIT", help="A unit: its name or code.")
@click.option("--related", is_flag=True, help="With those that went into the unit or took its stead.")
@click.option("--period", metavar="PERIOD", help="Periods within this one: 2022, 2022-Q4, 2022-09, 2022-01/2022-09.")
@click.option("--measure", type=click.Choice(_MEASURES), help="What is told: an amount, a degree of attainment …")
@click.option("--status", type=click.Choice(_STATUSES), help="Result, estimate or target.")
@click.option(
    "--verdict",
    type=click.Choice(("accept", "correct", "reject", "none")),
    help="What was decided; rejected figures are printed only when asked for.",
)
@click.option("--report", type=int, metavar="NO", help="Of the report with this number.")
@click.option("--words", metavar="WORDS", help="With these words in indicator or place; see solieu search --help.")
@_limit_option(50)
@_offset_option
@_rows_option
def figures(store: Path, form: Format | None, **asked: Any) -> Work:
    """Print figures of STORE as they count: as people decided, else as they were read; the latest period first.

    Exit code: 0 if there are some, 1 if there are none, 2 if the command was wrong.
    """
    from solieu.cli.stored import figures as run

    return partial(run, store, form, **asked)


@solieu.command(
    short_help="Print the reports of a store.",
    epilog=_examples(
        "solieu reports solieu.db",
        "solieu reports solieu.db --failed",
        "solieu reports solieu.db --place 'tỉnh Quảng Ninh' --words 'du lịch'",
    ),
)
@_store_argument
@click.option("--words", metavar="WORDS", help="With these words in title or text; see solieu search --help.")
@click.option("--place", metavar="UNIT", help="Of this unit: its name or code.")
@click.option("--related", is_flag=True, help="With those that went into the unit or took its stead.")
@click.option(
    "--failed/--read", "failed", default=None, help="Only those that could not be read, or only those that could."
)
@click.option(
    "--duplicates/--no-duplicates", default=None, help="Only near duplicates of earlier ones, or none of them."
)
@_limit_option(50)
@_offset_option
@_rows_option
def reports(store: Path, form: Format | None, **asked: Any) -> Work:
    """Print the reports of STORE, the last added first, with where they came from and what kept them from being read.

    Exit code: 0 if there are some, 1 if there are none, 2 if the command was wrong.
    """
    from solieu.cli.stored import reports as run

    return partial(run, store, form, **asked)


@solieu.command(
    short_help="Accept, correct or reject a figure of a store.",
    epilog=_examples(
        "solieu decide solieu.db 1204 --accept",
        "solieu decide solieu.db 1204 --correct value=526800000000 --correct unit=VND --why 'Đơn vị: tỷ đồng'",
        "solieu decide solieu.db 1204 --correct 'place=huyện Tiên Yên, Quảng Ninh' --why 'Bảng của huyện'",
        "solieu decide solieu.db 1204 --reject --why 'Số điện thoại' --by Lan",
        "solieu decide solieu.db 1204 --withdraw",
    ),
)
@_store_argument
@click.argument("figure", metavar="FIGURE", type=int)
@click.option("--accept", "kinds", flag_value="accept", multiple=True, help="It is right.")
@click.option("--reject", "kinds", flag_value="reject", multiple=True, help="It is no figure; needs --why.")
@click.option("--withdraw", "kinds", flag_value="withdraw", multiple=True, help="Take back what was decided before.")
@click.option("--correct", metavar="FIELD=VALUE", multiple=True, help="What is right instead; needs --why.")
@click.option("--why", metavar="WORDS", default="", help="Why it is so.")
@click.option("--by", metavar="NAME", help="Who decides; by default the user who is logged in.")
@_quiet_option
def decide(
    store: Path, figure: int, kinds: Any, correct: tuple[str, ...], why: str, by: str | None, quiet: bool
) -> Work:
    """Accept, correct or reject FIGURE, whose number solieu figures and solieu search print.

    Decisions are only ever added, with who, when and why; the last one on a figure counts. It holds as long as the
    words stand in the report, whatever a later version of solieu reads in them.
    """
    from solieu.cli.stored import decide as run

    return partial(run, store, figure, kinds, correct, why=why, by=by, quiet=quiet)


@solieu.command(
    short_help="Write a copy of a store.",
    epilog=_examples("solieu backup solieu.db solieu-2026-01-31.db"),
)
@_store_argument
@click.argument("copy", metavar="COPY", type=click.Path(path_type=Path))
@_quiet_option
def backup(store: Path, copy: Path, quiet: bool) -> Work:
    """Write all that STORE holds at one moment to COPY, a new file, while others may go on writing to STORE."""
    from solieu.cli.stored import back_up

    return partial(back_up, store, copy, quiet=quiet)


@solieu.command(
    short_help="Read the samples that come with solieu.",
    epilog=_examples("solieu demo", "solieu demo --open", "solieu demo -o /tmp/demo"),
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    default=Path("demo-output"),
    show_default=True,
    help="Where to write the results.",
)
@click.option("--open/--no-open", "opens", default=False, show_default=True, help="Open the page in the browser.")
def demo(output: Path, opens: bool) -> Work:
    """Read the sample reports that come with solieu, and write their figures as a page, a table and JSON Lines."""
    from solieu.cli.demo import run

    return partial(run, output, opens=opens)

"""What solieu reads of portal pages, beside the best public extractors: the figures that people marked, the furniture.

The folder holds pages as portals served them, NAME.html; the folder of marked reports beside it holds NAME.txt, words of
the page, and NAME.json, what people marked in them. ``page_furniture.tsv`` holds every line that a page prints around its
article, marked by hand: menus, counters, other news, the footer.

    python benchmarks/pages.py ../shared/gold/html
    python benchmarks/pages.py ../shared/gold/html --errors

Promised are every marked quote of the articles, no line of furniture, no other extractor better in either, and figures
as good as from the plain text.
"""

from __future__ import annotations

import argparse
import bisect
import csv
import difflib
import json
import re
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import justext
import trafilatura
from readability import Document

import solieu
from solieu.read import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

FURNITURE = Path(__file__).with_name("page_furniture.tsv")
CLOSE = 0.02
PASSES = 2
LONG = 20
"""Furniture of so many letters is looked for within lines, too; what is shorter only as a line or cell of its own."""
_UNSEEN = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
_ENDS = " \t|-*•·:()"


class Marked(NamedTuple):
    """A page as served, with what people marked on it."""

    name: str
    data: bytes
    quotes: tuple[str, ...]
    """Of the article's figures, in their order."""
    furniture: Counter[str]
    article: Counter[str]
    """Words of the furniture that stand in the article as well."""


class Score(NamedTuple):
    """What stands in the texts that one extractor made of the pages."""

    quotes: int
    furniture: int
    pages_a_second: float
    faults: list[str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the table; 1 where a promise is broken."""
    options = _options(arguments)
    folder: Path = options.folder
    if not any(folder.glob("*.html")):
        print(f"There are no marked pages in {folder}, so web pages are not measured here.")
        return 0
    reports: Path = options.reports or folder.resolve().parent / "dev"
    pages = marked_pages(folder, reports)
    scores = {name: measure(pages, extract) for name, extract in EXTRACTORS.items()}
    quotes, furniture = sum(len(page.quotes) for page in pages), sum(page.furniture.total() for page in pages)
    print(f"{len(pages)} pages, {quotes} quotes of figures in their articles, {furniture} lines of furniture")
    print(f"{'':24}{'quotes':>8}{'furniture':>11}{'pages/s':>9}")
    for name, score in scores.items():
        print(f"{name:24}{score.quotes:8}{score.furniture:11}{score.pages_a_second:9.1f}")
    from_text, from_page, beyond = fact_scores(pages, reports)
    print(
        f"fact F1 from the plain text {from_text:.3f}, from the page {from_page:.3f} ({beyond} figures beyond the text)"
    )
    if options.errors:
        print("\n".join(scores["solieu"].faults))
    broken = list(_broken(scores, quotes, from_text - from_page))
    print("\n".join(broken) or "promises    all hold")
    return 1 if broken else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the pages are")
    parser.add_argument("--reports", type=Path, help="where the marked reports are; beside the pages if not given")
    parser.add_argument("--errors", action="store_true", help="list the quotes missing and the furniture left")
    return parser.parse_args(arguments)


def _broken(scores: Mapping[str, Score], quotes: int, loss: float) -> Iterable[str]:
    ours = scores["solieu"]
    if ours.quotes < quotes:
        yield f"BROKEN: {quotes - ours.quotes} quotes are missing"
    if ours.furniture:
        yield f"BROKEN: {ours.furniture} lines of furniture were left"
    for name, score in scores.items():
        if score.quotes > ours.quotes or score.furniture < ours.furniture:
            yield f"BROKEN: {name} is better with {score.quotes} quotes and {score.furniture} lines of furniture"
    if loss > CLOSE:
        yield f"BROKEN: reading the page costs {loss:.3f} of fact F1, at most {CLOSE} is promised"


def _ours(data: bytes) -> str:
    return read(data).text


def _trafilatura(**settings: Any) -> Callable[[bytes], str]:
    def extract(data: bytes) -> str:
        return trafilatura.extract(data, include_tables=True, include_comments=False, **settings) or ""

    return extract


def _justext(data: bytes) -> str:
    paragraphs = justext.justext(data, justext.get_stoplist("Vietnamese"), encoding="utf-8")
    return "\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)


def _readability(data: bytes) -> str:
    article = Document(data.decode("utf-8", "replace")).summary()
    return trafilatura.html2txt(article, clean=False)


EXTRACTORS: dict[str, Callable[[bytes], str]] = {
    "solieu": _ours,
    f"trafilatura {version('trafilatura')}": _trafilatura(),
    "  favor_precision": _trafilatura(favor_precision=True),
    "  favor_recall": _trafilatura(favor_recall=True),
    f"jusText {version('justext')}": _justext,
    f"readability {version('readability-lxml')}": _readability,
}


def marked_pages(folder: Path, reports: Path) -> list[Marked]:
    """The pages of ``folder`` with what is marked on them."""
    kinds: dict[str, list[tuple[str, str]]] = {}
    with FURNITURE.open(encoding="utf-8", newline="") as opened:
        lines = (line for line in opened if not line.startswith("#"))
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            kinds.setdefault(row["page"], []).append((row["kind"], _plain(row["words"])))
    return [_marked(path, reports, kinds[path.stem]) for path in sorted(folder.glob("*.html"))]


def _marked(path: Path, reports: Path, rows: list[tuple[str, str]]) -> Marked:
    furniture = Counter(words for kind, words in rows if kind != "article")
    article = Counter(words for kind, words in rows if kind == "article")
    text = (reports / f"{path.stem}.txt").read_bytes().decode("utf-8")
    figures = json.loads((reports / f"{path.stem}.json").read_text(encoding="utf-8"))["observations"]
    quotes = [
        " ".join(figure["quote"].split())
        for figure in sorted(figures, key=lambda figure: int(figure["start"]))
        if not _within(text, figure["start"], figure["end"], furniture.keys() - article.keys())
    ]
    return Marked(path.stem, path.read_bytes(), tuple(quotes), furniture, article)


def _within(text: str, start: int, end: int, furniture: Iterable[str]) -> bool:
    """Whether the words at these offsets are part of a line of furniture: the title of other news may have a figure."""
    around = _plain(text[max(0, start - 200) : end + 200])
    quote = _plain(text[start:end])
    before = len(_plain(text[max(0, start - 200) : start] + "x")) - 1
    for words in furniture:
        at = around.find(words) if quote in words else -1
        if at >= 0 and at <= before and before + len(quote) <= at + len(words):
            return True
    return False


def _plain(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", _UNSEEN.sub("", words)).casefold().split()).strip(_ENDS)


def measure(pages: Sequence[Marked], extract: Callable[[bytes], str]) -> Score:
    """What stands in the texts that ``extract`` makes of ``pages``, and how many it reads in a second."""
    texts, times = [], []
    for _ in range(PASSES):
        began = time.process_time()
        texts = [extract(page.data) for page in pages]
        times.append(time.process_time() - began)
    quotes = furniture = 0
    faults: list[str] = []
    for page, text in zip(pages, texts, strict=True):
        found = quotes_in_order(page.quotes, " ".join(_UNSEEN.sub("", text).split()))
        left = furniture_in(page, text)
        quotes += found
        furniture += left.total()
        if found < len(page.quotes):
            faults.append(f"{page.name}: {len(page.quotes) - found} quotes missing")
        faults += [f"{page.name}: {times} × {words!r}" for words, times in left.items()]
    return Score(quotes, furniture, len(pages) / min(times), faults)


def quotes_in_order(quotes: Sequence[str], text: str) -> int:
    """How many of ``quotes`` stand in ``text`` at most, one behind the other."""
    ends: list[int] = []
    for quote in quotes:
        starts = [found.start() for found in re.finditer(rf"(?<!\w){re.escape(quote)}", text)]
        for start in reversed(starts):  # the latest first, so that a quote goes into a chain once
            place = bisect.bisect_right(ends, start)
            ends[place : place + 1] = [start + len(quote)]
    return len(ends)


def furniture_in(page: Marked, text: str) -> Counter[str]:
    """The lines of furniture in ``text``, each as often as it stands there beyond its use in the article.

    They count as lines, as cells, as what a line is put together of ("Góp ý Liên hệ RSS") and, if long, within a line.
    """
    parts = Counter(
        words
        for line in text.splitlines()
        for part in line.split("|")
        for words in _pieces(_plain(part), page.furniture)
    )
    whole = _plain(text)
    left: Counter[str] = Counter()
    for words, times in page.furniture.items():
        seen = max(parts[words], whole.count(words) if len(words) >= LONG else 0)
        left[words] = min(times, max(0, seen - page.article[words]))
    return +left


def _pieces(line: str, furniture: Iterable[str]) -> list[str]:
    """The furniture that ``line`` is put together of, with nothing else in it; empty if there is anything else."""
    words = re.findall(r"\w+", line)
    known = {tuple(re.findall(r"\w+", one)): one for one in furniture}
    longest = max(map(len, known))
    reached: dict[int, list[str]] = {0: []}
    for end in range(1, len(words) + 1):
        for start in range(max(0, end - longest), end):
            if start in reached and (piece := known.get(tuple(words[start:end]))):
                reached[end] = [*reached[start], piece]
                break
    return reached.get(len(words), [])


def fact_scores(pages: Sequence[Marked], reports: Path) -> tuple[float, float, int]:
    """Fact F1 from the plain texts and from the pages, and how many figures the texts do not hold.

    People marked the plain text, which may be a part of the page: a figure from the page is led to the same words there,
    and one without such words is not counted.
    """
    plain, served, beyond = [], [], 0
    for page in pages:
        text = (reports / f"{page.name}.txt").read_bytes().decode("utf-8")
        plain.append(_row(page.name, solieu.extract(text, name=page.name)))
        row = _row(page.name, report := solieu.extract(page.data, name=page.name))
        lead = _leader(report.text, text)
        figures = [figure | lead(figure["start"], figure["end"]) for figure in row["observations"]]
        row["observations"] = [figure for figure in figures if figure["start"] >= 0]
        beyond += len(figures) - len(row["observations"])
        served.append(row)
    with tempfile.TemporaryDirectory() as folder:
        for page in pages:
            for suffix in (".txt", ".json"):
                (Path(folder) / f"{page.name}{suffix}").symlink_to((reports / f"{page.name}{suffix}").resolve())
        scorer = reports.resolve().parent / "score.py"
        return _fact_f1(scorer, Path(folder), plain), _fact_f1(scorer, Path(folder), served), beyond


def _row(name: str, report: solieu.Report) -> dict[str, Any]:
    whole = json.loads(solieu.encode(report))
    return {"report": name, **{key: whole.get(key) for key in ("place", "period", "issued", "observations")}}


def _leader(given: str, wanted: str) -> Callable[[int, int], dict[str, int]]:
    """Leads offsets in ``given`` to those of the same words in ``wanted``, to -1 where there are none."""
    mine, theirs = ([*re.finditer(r"\w+", text)] for text in (given, wanted))
    said, same_words = [word[0] for word in mine], [word[0] for word in theirs]
    led: dict[int, int] = {}
    for block in difflib.SequenceMatcher(None, said, same_words, autojunk=False).get_matching_blocks():
        for ahead in range(block.size):
            word, same = mine[block.a + ahead], theirs[block.b + ahead]
            led |= {word.start() + step: same.start() + step for step in range(len(word[0]))}

    def lead(start: int, end: int) -> dict[str, int]:
        places = [led[at] for at in range(start, end) if at in led]
        letters = sum(letter.isalnum() or letter == "_" for letter in given[start:end])
        return {"start": places[0], "end": places[-1] + 1} if len(places) == letters > 0 else {"start": -1, "end": -1}

    return lead


def _fact_f1(scorer: Path, marked: Path, rows: Iterable[Mapping[str, Any]]) -> float:
    output = marked / "output.jsonl"
    output.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    command: list[str | Path] = [sys.executable, "-B", scorer, marked, output, "--json"]
    return float(json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)["fact_f1"])


if __name__ == "__main__":
    sys.exit(main())

"""``solieu add``: reports into a store."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

from solieu.cli.batch import Tally, outcomes
from solieu.cli.catalogues import chosen_catalogue
from solieu.cli.extracted import separated, whole_reports
from solieu.cli.messages import note, say
from solieu.cli.outputs import format_for
from solieu.cli.stores import announce, extractor_with
from solieu.cli.streams import count_of, reports_in
from solieu.export.terminal import counted
from solieu.model import encode
from solieu.read import locate
from solieu.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from solieu.cli.batch import Outcome
    from solieu.cli.outputs import Format
    from solieu.read import Limits
    from solieu.store import Added

__all__ = ["run"]

_FROM_LINES = "+jsonl"
"""After the version of what was read elsewhere, by a version that nobody knows: the file itself is read again when it comes."""
_WORDS = {"added": "added", "again": "read again", "known": "known", "failed": "could not be read"}


def run(
    path: Path,
    paths: Sequence[str],
    form: Format | None,
    *,
    again: bool,
    catalogue: Path | None,
    limits: Limits,
    quiet: bool,
) -> int:
    """Put the reports at ``paths`` into the store at ``path``, and return the exit code.

    Raises:
        StoreError: if the store cannot be opened or written.
        UsageError: if the catalogue cannot be read.
    """
    known = chosen_catalogue(catalogue)
    extractor = extractor_with(catalogue)
    told_of = _ignore if quiet else note
    announce(path)
    with Store.open(path, create=True) as store:
        files = list(locate(paths, told_of))
        printed, texts = separated(files)
        results = outcomes(
            reports_in(texts, told_of, limits), limits, known,
            lambda digest: not again and store.has(digest, extractor=extractor),
        )  # fmt: skip
        count = count_of(files)
        if count != 1 and sys.stderr.isatty() and not quiet:
            from solieu.cli.progress import with_progress

            results = with_progress(results, count, screen_shared=sys.stdout.isatty())
        batch = _Batch(store, extractor, (form or format_for(None)) == "table", again=again, quiet=quiet)
        batch.through(results)
        batch.extractor = extractor + _FROM_LINES
        for file in printed:
            batch.lines(whole_reports(file, limits.size, lambda digest: store.has(digest, extractor=extractor)))
        store.refresh_findings()
        if not quiet:
            say(batch.summary())
        return batch.tally.exit_code


class _Batch:
    """What is put in, and what is told of it."""

    def __init__(self, store: Store, extractor: str, on_screen: bool, *, again: bool, quiet: bool) -> None:
        self.store = store
        self.extractor = extractor
        self.on_screen = on_screen
        self.again = again
        self.quiet = quiet
        self.tally = Tally()
        self.became: Counter[str] = Counter()

    def through(self, results: Iterable[Outcome]) -> None:
        for result in results:
            self.tally.add(result)
            added = self._put(result)
            self.became[added.outcome] += 1
            self._tell(result, added)

    def lines(self, results: Iterable[Outcome]) -> None:
        """Reports that were read elsewhere: a line that holds none is told and not kept."""
        for result in results:
            if result.error is None:
                self.through([result])
            else:
                self.tally.add(result)
                self.became["failed"] += 1
                say(result.error)

    def _put(self, result: Outcome) -> Added:
        report = result.report
        if result.known:
            return self.store.saw(report.sha256, report.name, report.url)
        return self.store.add(report, extractor=self.extractor, error=result.error, again=self.again)

    def _tell(self, result: Outcome, added: Added) -> None:
        """Only what is kept is told."""
        report = result.report
        if result.error is not None:
            say(result.error)
        elif not self.quiet:
            for warning in report.warnings:
                note(warning if report.name in warning else f"{report.name}: {warning}")
        if self.on_screen:
            return
        line = {"report": report.name, "sha256": report.sha256 or None, "outcome": added.outcome, "id": added.id,
                "near_duplicate_of": added.near_duplicate_of, "error": result.error}  # fmt: skip
        sys.stdout.write(encode(line).decode() + "\n")
        sys.stdout.flush()

    def summary(self) -> str:
        """One line: "2 reports added, 1 known → solieu.db (11 reports, 543 figures)"."""
        told = [f"{self.became[what]:,} {words}" for what, words in _WORDS.items() if self.became[what]]
        counts = self.store.counts()
        whole = (
            f"{counted(counts['reports'], 'report', 'reports')}, {counted(counts['observations'], 'figure', 'figures')}"
        )
        return f"{', '.join(told) or 'nothing new'} → {self.store.path} ({whole})"


def _ignore(_: str) -> None:
    return None

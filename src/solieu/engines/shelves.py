"""The datasets of an output: which files there are, of which parts their rows came, and what is yet to be gathered.

A shelf is what is written at a time: the reports of a year, the errors, what was skipped. What came of a part lies staged
until all shelves are gathered; later it is found in their files, so that a crawl may grow and only what is new is read.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from solieu.engines.tasks import DATASETS, STAGED, WORK, Gathered, Gathering, Rows, size_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from solieu.engines.manifest import Manifest
    from solieu.engines.tasks import Done, Form, Staged

__all__ = ["Shelves"]


class Shelves:
    """What the manifest tells of the datasets, as far as their files are whole."""

    def __init__(self, output: Path, manifest: Manifest) -> None:
        self._output, self._manifest = output, manifest
        self._broken: set[str] = set()
        """Files that are gone or are not what they were."""

    def sweep(self) -> None:
        """Take away what a run that was killed left half done."""
        shutil.rmtree(self._output / WORK, ignore_errors=True)
        gathered = [file for shelf in self._manifest.gathered.values() for file, _ in shelf.files]
        self._broken = {file.name for file in gathered if size_of(self._output / file.name) != file.size}
        kept = {file.name for file in gathered} - self._broken
        kept |= {one.file.name for done in self._manifest.done.values() for one in done.staged if self._is_staged(one)}
        for folder in (*DATASETS, STAGED):
            for path in [one for one in (self._output / folder).rglob("*") if one.is_file()]:
                if path.relative_to(self._output).as_posix() not in kept:
                    _remove(path, self._output)

    def hold(self, done: Done) -> bool:
        """Whether all rows that came of a part can be had."""
        return all(
            self._is_staged(one)
            or all(
                sum(rows.count for rows in self._gathered(shelf, done.digest)) == count for shelf, count in one.shelves
            )
            for one in done.staged
        )

    def to_be_gathered(self, parts: Sequence[Done], form: Form) -> list[Gathering]:
        """What is to be done so that the datasets hold what came of ``parts``, in their order, and nothing else."""
        wanted = sorted({shelf for done in parts for one in done.staged for shelf, _ in one.shelves})
        for shelf in self._manifest.gathered.keys() - set(wanted):
            self.keep(Gathered(shelf=shelf))
        return [
            Gathering(shelf=shelf, rows=tuple(self._rows(shelf, parts)), output=str(self._output), form=form)
            for shelf in wanted
            if not self._is_gathered(shelf, parts)
        ]

    def keep(self, gathered: Gathered) -> None:
        """Keep that these are the files of a shelf, and take away those that were."""
        before = self._manifest.gathered.get(gathered.shelf)
        if before is None and not gathered.files:
            return
        if before != gathered:
            self._manifest.keep_gathered(gathered)
        names = {file.name for file, _ in gathered.files}
        self._broken -= names
        for file, _ in before.files if before else ():
            if file.name not in names:
                _remove(self._output / file.name, self._output)

    def clear_staged(self) -> None:
        """Take away what was staged: all of it is gathered."""
        shutil.rmtree(self._output / STAGED, ignore_errors=True)

    def _is_staged(self, one: Staged) -> bool:
        return size_of(self._output / one.file.name) == one.file.size

    def _is_gathered(self, shelf: str, parts: Iterable[Done]) -> bool:
        now = self._manifest.gathered.get(shelf)
        if now is None or any(file.name in self._broken for file, _ in now.files):
            return False
        there = {digest for _, of_parts in now.files for digest, _ in of_parts}
        return there == {done.digest for done in parts if done.rows_of(shelf)}

    def _rows(self, shelf: str, parts: Iterable[Done]) -> Iterator[Rows]:
        for done in parts:
            for one in done.staged:
                numbers = [(number, count) for number, (name, count) in enumerate(one.shelves) if name == shelf]
                if numbers and self._is_staged(one):
                    yield from (Rows(done.digest, one.file.name, number, count) for number, count in numbers)
                elif numbers:
                    yield from self._gathered(shelf, done.digest)

    def _gathered(self, shelf: str, digest: str) -> Iterator[Rows]:
        """The stretches of whole files that hold what came of a part."""
        now = self._manifest.gathered.get(shelf)
        for file, of_parts in now.files if now else ():
            if file.name in self._broken:
                continue
            first = 0
            for one, count in of_parts:
                if one == digest:
                    yield Rows(digest, file.name, first, count, file.name.rpartition("/")[0])
                first += count


def _remove(path: Path, output: Path) -> None:
    """The file, and the folders that it leaves empty."""
    path.unlink(missing_ok=True)
    for folder in path.parents:
        if folder in (output, *output.parents) or any(folder.iterdir()):
            return
        folder.rmdir()

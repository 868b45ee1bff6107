"""A crawl from its files to a dataset, on any engine, and on from where it was when it was stopped."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Literal, Protocol

import msgspec

from solieu.engines import Engine, Failed
from solieu.engines.job import WORK, Done, Settings, Task, work
from solieu.engines.manifest import Header, Manifest, locked
from solieu.engines.parts import Part, Plan, part_size_for
from solieu.engines.writing import DATASETS
from solieu.errors import UsageError
from solieu.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from solieu.engines import Work

__all__ = ["EngineName", "Summary", "Watcher", "bulk"]

EngineName = Literal["local", "ray", "spark"]
_MANIFEST = "manifest.jsonl"


@dataclass
class Summary:
    """What a crawl came to, with what earlier runs made of it."""

    documents: int = 0
    reports: int = 0
    figures: int = 0
    findings: int = 0
    skipped: int = 0
    failed: int = 0
    size: int = 0
    parts: int = 0
    earlier: int = 0
    """Parts that were done by earlier runs."""
    problems: list[str] = field(default_factory=list)
    """What kept files and parts from being read."""

    def add(self, done: Done) -> None:
        """Count what came of a part."""
        for name in ("documents", "reports", "figures", "findings", "skipped", "failed", "size"):
            setattr(self, name, getattr(self, name) + getattr(done, name))
        self.parts += 1


class Watcher(Protocol):
    """Is told how it goes on."""

    def note(self, sentence: str) -> None:
        """Something worth knowing."""

    def begins(self, weight: int) -> None:
        """There are ``weight`` bytes of files."""

    def documents(self, count: int, size: int) -> None:
        """So many documents more, of so many bytes, are done within parts."""

    def part(self, done: Done, weight: int, *, earlier: bool = False) -> None:
        """A part is done, of about ``weight`` bytes of files, by this run or an earlier one."""

    def problem(self, sentence: str) -> None:
        """Something could not be read."""


def bulk(
    inputs: Sequence[str],
    output: Path,
    settings: Settings,
    *,
    engine: EngineName | Engine,
    workers: int,
    watcher: Watcher,
    again: bool = False,
    patience: float = 1800,
    do: Work = work,
) -> Summary:
    """Extract all documents of ``inputs`` into datasets in the folder ``output``.

    What earlier runs did there stays, if its files are as they were; what they left half done is done again. With ``again``
    nothing stays.

    Raises:
        UsageError: if ``output`` is something else, was made with other settings, or is being written to.
        MissingExtra: if the library of the engine is not installed.
    """
    run: Engine = import_module(f"solieu.engines.{engine}").run if isinstance(engine, str) else engine
    _prepare(output)
    with locked(output):
        if again:
            _clear(output)
        plan = Plan(inputs, output, settings.limits, watcher.note)
        manifest = Manifest(output / _MANIFEST)
        try:
            return _Run(output, plan, manifest, settings, watcher).through(run, do, workers, patience)
        finally:
            manifest.close()


def _prepare(output: Path) -> None:
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"Cannot make {output}: {(error.strerror or str(error)).lower()}; choose another folder."
        ) from None
    if not os.access(output, os.W_OK):
        raise UsageError(f"Cannot write to {output}: this user may not; choose another folder.")
    if not (output / _MANIFEST).exists() and any(not one.name.startswith(".") for one in output.iterdir()):
        raise UsageError(f"{output} holds other files: give an empty folder, or one that is not there yet.")


def _clear(output: Path) -> None:
    for name in (*DATASETS, WORK):
        shutil.rmtree(output / name, ignore_errors=True)
    (output / _MANIFEST).unlink(missing_ok=True)


class _Run:
    """One run: what is done already, and what is yet to be done."""

    def __init__(self, output: Path, plan: Plan, manifest: Manifest, settings: Settings, watcher: Watcher) -> None:
        self._output, self._plan, self._manifest = output, plan, manifest
        self._settings, self._watcher = settings, watcher
        self._summary = Summary()
        self._weights: dict[str, int] = {}
        self._open: dict[str, tuple[str, ...]] = {}
        """Parts that were given out, with the names of their files."""
        self._changed: set[str] = set()

    def through(self, run: Engine, do: Work, workers: int, patience: float) -> Summary:
        header = self._header()
        self._sweep()
        for sentence in self._plan.problems:
            self._problem(sentence)
        self._watcher.begins(self._plan.weight)
        tasks = self._tasks(header)
        for result in run(tasks, do, workers, self._watcher.documents, patience=patience):
            self._take(result)
        for names in self._open.values():
            self._problem(f"{names[0]}: the part that begins there came to nothing; run the command again.")
        self._forget_what_is_gone()
        shutil.rmtree(self._output / WORK, ignore_errors=True)
        return self._summary

    def _header(self) -> Header:
        there = self._manifest.header
        if there is None:
            there = Header(version=__version__, part_size=part_size_for(self._plan.size), settings=self._settings)
            self._manifest.begin(there)
        if there.settings != self._settings:
            raise UsageError(
                f"{self._output} was made with other options: give the same ones, another folder, or --again to make all anew."
            )
        if there.version != __version__:
            raise UsageError(
                f"{self._output} was made by solieu {there.version}, this is {__version__}: give another folder, or --again to make all anew."
            )
        return there

    def _sweep(self) -> None:
        """Take away what a run that was killed left half done, and forget what is no more there."""
        shutil.rmtree(self._output / WORK, ignore_errors=True)
        for part, done in list(self._manifest.done.items()):
            if any(_size(self._output / one.name) != one.size for one in done.files):
                self._manifest.drop(part)
        kept = {one.name for done in self._manifest.done.values() for one in done.files}
        for dataset in DATASETS:
            for path in list((self._output / dataset).rglob("part-*")):
                if path.relative_to(self._output).as_posix() not in kept:
                    _remove(path, self._output)

    def _tasks(self, header: Header) -> Iterator[bytes]:
        done = self._manifest.done
        self._expected: set[str] = set()
        for part in self._plan.parts(header.part_size, self._manifest.cuts, self._manifest.keep_cuts):
            self._expected.add(part.id)
            self._weights[part.id] = part.weight
            before = done.get(part.id)
            if before is not None and before.states == tuple((one.name, one.state) for one in part.slices):
                self._summary.add(before)
                self._summary.earlier += 1
                self._watcher.part(before, part.weight, earlier=True)
                continue
            if before is not None:
                self._tell_changed(before, part)
                self._undo(before)
            self._open[part.id] = tuple(one.name for one in part.slices)
            yield msgspec.json.encode(Task(part, str(self._output), self._settings))

    def _tell_changed(self, before: Done, part: Part) -> None:
        states = dict(before.states)
        for one in part.slices:
            if states.get(one.name) != one.state and one.name not in self._changed:
                self._changed.add(one.name)
                self._watcher.note(f"{one.name} changed since it was read: it is read again.")

    def _undo(self, before: Done) -> None:
        self._manifest.drop(before.part)
        for one in before.files:
            _remove(self._output / one.name, self._output)

    def _take(self, result: bytes | Failed) -> None:
        if isinstance(result, Failed):
            part = msgspec.json.decode(result.task, type=Task).part.id
            done = Done(part=part, problem=result.reason)
        else:
            done = msgspec.json.decode(result, type=Done)
        names = self._open.pop(done.part)
        if done.problem is not None:
            self._problem(f"{names[0]}: the part that begins there could not be done: {done.problem}.")
            return
        self._manifest.keep(done)
        self._summary.add(done)
        for sentence in done.errors:
            self._watcher.problem(sentence)
        self._watcher.part(done, self._weights[done.part])

    def _problem(self, sentence: str) -> None:
        self._summary.problems.append(sentence)
        self._watcher.problem(sentence)

    def _forget_what_is_gone(self) -> None:
        """What was made of files that are no longer given, or were cut otherwise."""
        gone = [done for part, done in self._manifest.done.items() if part not in self._expected]
        for done in gone:
            self._undo(done)
        names = sorted({name for done in gone for name, _ in done.states} - self._changed)
        if names:
            others = f" and {len(names) - 1:,} others" if len(names) > 1 else ""
            self._watcher.note(
                f"{names[0]}{others} changed or are no longer given: what was made of them before is taken away."
            )


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def _remove(path: Path, output: Path) -> None:
    """The file, and the folders that it leaves empty."""
    path.unlink(missing_ok=True)
    for folder in path.parents:
        if folder in (output, *output.parents) or any(folder.iterdir()):
            return
        folder.rmdir()

"""A crawl from its files to a dataset, on any engine, and on from where it was when it was stopped."""

from __future__ import annotations

import os
import shutil
from contextlib import nullcontext
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Literal, Protocol

import msgspec

from solieu.engines import Engine, Failed
from solieu.engines.manifest import Header, Manifest, locked
from solieu.engines.parts import Part, Plan, part_size_for
from solieu.engines.shelves import Shelves
from solieu.engines.tasks import DATASETS, STAGED, WORK, Done, Gathered, Gathering, Result, Settings, Task
from solieu.engines.work import work
from solieu.errors import UsageError
from solieu.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
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

    def gathered(self, count: int, of: int) -> None:
        """All parts are done, and ``count`` of so many pieces of the datasets are written."""

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
    if isinstance(engine, str):
        module = import_module(f"solieu.engines.{engine}")
        run, cluster = module.run, module.cluster
    else:
        run, cluster = engine, nullcontext
    _prepare(output)
    with locked(output):
        if again:
            _clear(output)
        plan = Plan(inputs, output, settings.limits, watcher.note)
        manifest = Manifest(output / _MANIFEST)
        try:
            begun = _Run(output, plan, manifest, settings, watcher)
            header = begun.header()
            with cluster(workers):
                return begun.through(
                    lambda tasks: run(tasks, do, workers, watcher.documents, patience=patience), header
                )
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
    for name in (*DATASETS, STAGED, WORK):
        shutil.rmtree(output / name, ignore_errors=True)
    (output / _MANIFEST).unlink(missing_ok=True)


class _Run:
    """One run: what is done already, and what is yet to be done."""

    def __init__(self, output: Path, plan: Plan, manifest: Manifest, settings: Settings, watcher: Watcher) -> None:
        self._output, self._plan, self._manifest = output, plan, manifest
        self._settings, self._watcher = settings, watcher
        self._summary = Summary()
        self._shelves = Shelves(output, manifest)
        self._expected: dict[str, Part] = {}
        """The parts of the crawl by their identifiers, as far as they are known yet."""
        self._open: set[str] = set()
        """Parts and shelves that were given out."""
        self._changed: set[str] = set()

    def through(self, run: Callable[[Iterable[bytes]], Iterator[bytes | Failed]], header: Header) -> Summary:
        """Extract what is not done yet, and gather all of it."""
        self._shelves.sweep()
        for sentence in self._plan.problems:
            self._problem(sentence)
        self._watcher.begins(self._plan.weight)
        self._extract(map(_result, run(self._tasks(header))))
        self._forget_what_is_gone()
        wanted = self._wanted()
        if wanted:
            self._gather(map(_result, run(map(msgspec.json.encode, wanted))), wanted)
        if not self._wanted():
            self._shelves.clear_staged()
        shutil.rmtree(self._output / WORK, ignore_errors=True)
        return self._summary

    def header(self) -> Header:
        """With what the output is made.

        Raises:
            UsageError: if that is not what is asked for now.
        """
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

    def _extract(self, results: Iterable[Result]) -> None:
        for done in results:
            assert isinstance(done, Done)
            self._open.remove(done.part)
            part = self._expected[done.part]
            if done.problem is not None:
                name = part.slices[0].name
                self._problem(f"{name}: the part that begins there could not be done: {done.problem}.")
                continue
            self._manifest.keep(done)
            self._summary.add(done)
            for sentence in done.errors:
                self._watcher.problem(sentence)
            self._watcher.part(done, part.weight)
        for lost in sorted(self._open):
            name = self._expected[lost].slices[0].name
            self._problem(f"{name}: the part that begins there came to nothing; run the command again.")

    def _tasks(self, header: Header) -> Iterator[bytes]:
        done = self._manifest.done
        for part in self._plan.parts(header.part_size, self._manifest.cuts, self._manifest.keep_cuts):
            if part.id in self._expected:  # the same file, given twice
                continue
            self._expected[part.id] = part
            before = done.get(part.id)
            if before is not None:
                if self._is_as_it_was(before, part):
                    self._summary.add(before)
                    self._summary.earlier += 1
                    self._watcher.part(before, part.weight, earlier=True)
                    continue
                self._tell_changed(before, part)
                self._manifest.drop(part.id)
            self._open.add(part.id)
            yield msgspec.json.encode(Task(part, str(self._output), self._settings))

    def _is_as_it_was(self, before: Done, part: Part) -> bool:
        states = tuple((one.name, one.state) for one in part.slices)
        return before.states == states and self._shelves.hold(before)

    def _tell_changed(self, before: Done, part: Part) -> None:
        states = dict(before.states)
        for one in part.slices:
            if states.get(one.name) != one.state and one.name not in self._changed:
                self._changed.add(one.name)
                self._watcher.note(f"{one.name} changed since it was read: it is read again.")

    def _gather(self, results: Iterable[Result], wanted: Sequence[Gathering]) -> None:
        self._open = {one.shelf for one in wanted}
        for number, gathered in enumerate(results, 1):
            assert isinstance(gathered, Gathered)
            self._open.remove(gathered.shelf)
            if gathered.problem is None:
                self._shelves.keep(gathered)
            else:
                self._problem(f"{self._output / gathered.shelf} could not be written: {gathered.problem}.")
            self._watcher.gathered(number, len(wanted))
        for lost in sorted(self._open):
            self._problem(f"{self._output / lost} was not written; run the command again.")

    def _wanted(self) -> list[Gathering]:
        """In an order that does not depend on that in which the files were given."""
        parts = sorted(self._expected.values(), key=lambda part: (part.slices[0].name, part.slices[0].first))
        there = [self._manifest.done[part.id] for part in parts if part.id in self._manifest.done]
        return self._shelves.to_be_gathered(there, self._settings.form)

    def _problem(self, sentence: str) -> None:
        self._summary.problems.append(sentence)
        self._watcher.problem(sentence)

    def _forget_what_is_gone(self) -> None:
        """What was made of files that are no longer given, or were cut otherwise."""
        gone = [done for part, done in self._manifest.done.items() if part not in self._expected]
        for done in gone:
            self._manifest.drop(done.part)
        names = sorted({name for done in gone for name, _ in done.states} - self._changed)
        if names:
            others = f" and {len(names) - 1:,} others" if len(names) > 1 else ""
            self._watcher.note(
                f"{names[0]}{others} changed or are no longer given: what was made of them before is taken away."
            )


def _result(given: bytes | Failed) -> Result:
    if not isinstance(given, Failed):
        result: Result = msgspec.json.decode(given, type=Result)
        return result
    task = msgspec.json.decode(given.task, type=Task | Gathering)
    if isinstance(task, Task):
        return Done(part=task.part.id, problem=given.reason)
    return Gathered(shelf=task.shelf, problem=given.reason)

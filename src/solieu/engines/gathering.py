"""What came of all parts, as few files: reports by year and province, what could not be read, what was skipped."""

from __future__ import annotations

import shutil
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pyarrow as pa

from solieu.arrow.schemas import ERRORS, SKIPPED, WITHIN_FILES
from solieu.engines.files import FORMS
from solieu.engines.staging import folder_of, staged_batch
from solieu.engines.tasks import WORK, Gathered, Gathering, Written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from solieu.engines.files import File

__all__ = ["gather"]

_SCHEMAS = {"reports": WITHIN_FILES, "errors": ERRORS, "skipped": SKIPPED}


def gather(task: Gathering, told: Callable[[int, int], None] = lambda documents, size: None) -> Gathered:
    """Write the files of a shelf, one for each folder. Done again, it writes the same.

    Each appears whole and beside those that were there before, under a name that tells what is in it. ``told`` is called
    now and then, as a sign of life.
    """
    output = Path(task.output)
    beside = output / WORK / task.shelf.replace("/", "-")
    shutil.rmtree(beside, ignore_errors=True)
    folders = _Folders(beside, task)
    for rows in task.rows:
        path = output / rows.path
        if rows.folder is None:
            for folder, table in _by_folder(task.shelf, staged_batch(path, rows.first)):
                folders.of(folder, rows.digest, table.num_rows).add(table)
        else:
            folders.of(rows.folder, rows.digest, rows.count).copy(path, rows.first, rows.count)
        told(0, 0)
    found = tuple(folders.closed_and_moved(output))
    shutil.rmtree(beside, ignore_errors=True)
    return Gathered(shelf=task.shelf, files=found)


class _Folders:
    """The files that are being written, by their folders, and of which parts their rows are."""

    def __init__(self, beside: Path, task: Gathering) -> None:
        self._beside, self._form = beside, task.form
        self._schema = _SCHEMAS[task.shelf.partition("/")[0]]
        self._files: dict[str, File] = {}
        self._parts: dict[str, list[tuple[str, int]]] = {}

    def of(self, folder: str, digest: str, count: int) -> File:
        """The file of ``folder``, to which ``count`` rows of a part are about to be added."""
        self._parts.setdefault(folder, []).append((digest, count))
        if folder not in self._files:
            path = self._beside / folder
            path.parent.mkdir(parents=True, exist_ok=True)
            self._files[folder] = FORMS[self._form][1](path, self._schema)
        return self._files[folder]

    def closed_and_moved(self, output: Path) -> Iterator[tuple[Written, tuple[tuple[str, int], ...]]]:
        for file in self._files.values():
            file.close()
        for folder, parts in sorted(self._parts.items()):
            told = sha256(msgspec.json.encode(parts)).hexdigest()[:12]
            name = f"{folder}/part-{told}{FORMS[self._form][0]}"
            size = (self._beside / folder).stat().st_size
            (output / folder).mkdir(parents=True, exist_ok=True)
            (self._beside / folder).replace(output / name)
            yield Written(name, size), tuple(parts)


def _by_folder(shelf: str, batch: pa.RecordBatch) -> Iterator[tuple[str, pa.Table]]:
    table = pa.Table.from_batches([batch])
    if "province" not in table.column_names:
        yield shelf, table
        return
    first = 0
    for province, rows in groupby(table.column("province").to_pylist()):
        count = len(list(rows))
        yield folder_of(shelf, province), table.slice(first, count).select(WITHIN_FILES.names)
        first += count

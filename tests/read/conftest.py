from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from solieu.errors import ReadError
from solieu.read import Limits, expand, read_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from solieu.model import Report


class Found(NamedTuple):
    """What came of a file: the reports by their names within it, the sentences, the notes."""

    reports: dict[str, Report]
    problems: list[str]
    notes: list[str]

    @property
    def names(self) -> list[str]:
        return list(self.reports)


@pytest.fixture
def unfolded(tmp_path: Path) -> Callable[..., Found]:
    """Writes bytes to a file and reads every report in it; each failure must be one sentence."""

    def unfold(data: bytes, name: str = "kho.zip", limits: Limits | None = None) -> Found:
        path = tmp_path / name
        path.write_bytes(data)
        before = sorted(tmp_path.rglob("*"))
        reports, problems, notes = {}, [], []
        for source in expand([path], notes.append, limits):
            try:
                reports[source.name.removeprefix(f"{path}").lstrip("/")] = read_source(source, limits=limits)
            except ReadError as error:
                problems.append(str(error).replace(str(path), name))
        assert sorted(tmp_path.rglob("*")) == before
        assert all(problem.endswith(".") and "\n" not in problem for problem in problems)
        return Found(reports, problems, [note.replace(str(path), name) for note in notes])

    return unfold

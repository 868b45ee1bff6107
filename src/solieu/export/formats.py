"""The formats in which figures of a store go out, to a stream or to a place on the disk."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from solieu.errors import UsageError
from solieu.export.content import Content, Written
from solieu.export.targets import Folder, Zip, replacing, replacing_folder, require_replaceable

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

__all__ = [
    "ABOUT",
    "FORMS",
    "About",
    "Form",
    "form_of_name",
    "require_writable",
    "unless_empty",
    "write_to",
    "write_to_stream",
]

Form = Literal["xlsx", "csv", "parquet", "sdmx", "datapackage", "jsonl"]
FORMS: tuple[Form, ...] = get_args(Form)
_ZIP = ".zip"


class About(NamedTuple):
    """What the world knows of a format."""

    suffix: str
    """Of the one file that a stream gives."""
    media_type: str
    files: frozenset[str] = frozenset()
    """The names of its files, where there are several."""


ABOUT: dict[Form, About] = {
    "xlsx": About(".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": About(".csv", "text/csv; charset=utf-8"),
    "parquet": About(".parquet", "application/vnd.apache.parquet"),
    "sdmx": About(".sdmx.zip", "application/zip", frozenset({"figures.csv", "structure.json"})),
    "datapackage": About(
        ".datapackage.zip",
        "application/zip",
        frozenset({"datapackage.json", "figures.csv", "places.csv", "indicators.csv", "reports.csv", "findings.csv"}),
    ),
    "jsonl": About(".jsonl", "application/x-ndjson"),
}
_ENDINGS: dict[str, Form] = {
    ".xlsx": "xlsx", ".csv": "csv", ".parquet": "parquet", ".pq": "parquet", ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip


def form_of_name(name: str) -> Form:
    """The format that a file's or folder's name tells: by its ending, or by ``sdmx`` or ``datapackage`` in it.

    Raises:
        UsageError: if it tells none.

    >>> form_of_name("figures.xlsx"), form_of_name("figures.sdmx.zip"), form_of_name("out/datapackage")
    ('xlsx', 'sdmx', 'datapackage')
    """
    path = PurePath(name)
    words = path.name.lower().replace("-", ".").replace("_", ".").split(".")
    for several, about in ABOUT.items():
        if about.files and several in words:
            return several
    form = _ENDINGS.get(path.suffix.lower())
    if form is None:
        raise UsageError(f"The name {name} tells no format: add --format {', '.join(FORMS)}.")
    return form


def require_writable(form: Form, path: Path) -> None:
    """Find out before the work whether a format of several files can be written at ``path``.

    Raises:
        UsageError: if there is a file where a folder is needed, or a folder with other things.
    """
    if ABOUT[form].files and path.suffix.lower() != _ZIP:
        require_replaceable(path, ABOUT[form].files)


def write_to(form: Form, content: Content, path: Path) -> Written:
    """Write to a file, or where the format has several to a folder or a file that ends in ``.zip``.

    It is there whole or not at all, and not at all if there is no figure; what was there is replaced.
    """
    told = unless_empty(content)
    if told is None:
        return Written(0)
    if not ABOUT[form].files or path.suffix.lower() == _ZIP:
        with replacing(path) as file:
            done = write_to_stream(form, told, file.stream)
            file.keep = done.figures > 0
        return done
    with replacing_folder(path) as folder:
        done = _write_files(form, told, folder)
        folder.keep = done.figures > 0
    return done


def write_to_stream(form: Form, content: Content, stream: BinaryIO) -> Written:
    """Write one file; of a format with several, a ZIP of them."""
    if ABOUT[form].files:
        with Zip(stream) as files:
            return _write_files(form, content, files)
    # Each format's library is loaded only when it is wanted.
    if form == "xlsx":
        from solieu.export.workbook import write_workbook as write
    elif form == "parquet":
        from solieu.export.columnar import write_parquet as write
    elif form == "csv":
        from solieu.export.delimited import write_csv as write
    else:
        from solieu.export.delimited import write_json_lines as write
    return write(content, stream)


def _write_files(form: Form, content: Content, files: Folder | Zip) -> Written:
    if form == "sdmx":
        from solieu.export.sdmx import write_sdmx

        return write_sdmx(content, files)
    from solieu.export.package import write_package

    return write_package(content, files)


def unless_empty(content: Content) -> Content | None:
    """The same content, or ``None`` if there is no figure."""
    figures = iter(content.figures)
    first = next(figures, None)
    return None if first is None else replace(content, figures=chain([first], figures))

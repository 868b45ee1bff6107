"""``solieu export``: figures of a store for other programs."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from solieu.cli.messages import note, say
from solieu.cli.outputs import require_writable as require_file
from solieu.cli.stores import opened
from solieu.errors import UsageError
from solieu.export.content import Written, content_of
from solieu.export.formats import ABOUT, FORMS, form_of_name, require_writable, unless_empty, write_to, write_to_stream
from solieu.export.terminal import counted
from solieu.store import Query

if TYPE_CHECKING:
    from pathlib import Path

    from solieu.export.content import Content
    from solieu.export.formats import Form
    from solieu.export.labels import Language

__all__ = ["run"]

_TEXT: tuple[Form, ...] = ("csv", "jsonl")


def run(
    path: Path,
    output: Path | None,
    form: Form | None,
    query: str,
    *,
    all_sources: bool,
    language: Language,
    quiet: bool,
) -> int:
    """Write the figures of the store at ``path`` that ``query`` asks for, and return the exit code: 1 if there are none.

    Raises:
        UsageError: if the query is none, or the output cannot be written.
        ExportError: if a format's library is not installed.
    """
    target = None if output is None or str(output) == "-" else output
    chosen = _form(target, form)
    asked = Query.parse(query)
    if target is not None:
        _require_place(target, chosen, path)
    with opened(path) as store:
        content = content_of(store, asked, all_sources=all_sources, language=language)
        if target is not None and sys.stderr.isatty() and not quiet:
            from solieu.cli.progress import counted_off

            # Only for all figures is it known how many there are; of current values there are no more.
            total = store.counts()["observations"] if all_sources and not asked.fields() else None
            content = replace(
                content, figures=counted_off(content.figures, total, "Writing"),
                watched=lambda every, count: counted_off(every, count, "Laying out"),
            )  # fmt: skip
        done = write_to(chosen, content, target) if target is not None else _to_standard_output(chosen, content)
    return _told(done, path, target, asked, quiet=quiet)


def _form(target: Path | None, form: Form | None) -> Form:
    if form is not None:
        if target is None and form not in _TEXT and sys.stdout.isatty():
            raise UsageError(f"A terminal cannot show {form}: name a file, such as -o figures{ABOUT[form].suffix}.")
        return form
    if target is None:
        raise UsageError(f"Say where to write, such as -o figures.xlsx, or --format {', '.join(FORMS)}.")
    return form_of_name(str(target))


def _require_place(target: Path, form: Form, store: Path) -> None:
    if target.exists() and store.exists() and target.samefile(store):
        raise UsageError(f"Cannot write {target}: it is the store itself; choose another name.")
    if not ABOUT[form].files or target.suffix.lower() == ".zip":
        require_file(target, ())
        return
    require_writable(form, target)
    if not target.absolute().parent.is_dir():
        raise UsageError(f"Cannot write {target}: the folder {target.parent} does not exist; make it first.")


def _to_standard_output(form: Form, content: Content) -> Written:
    told = unless_empty(content)
    if told is None:
        return Written(0)
    sys.stdout.flush()
    if form == "csv":
        from solieu.export.delimited import write_csv

        # Other programs trip over the mark by which Excel knows UTF-8.
        done = write_csv(told, sys.stdout.buffer, mark=False)
    else:
        done = write_to_stream(form, told, sys.stdout.buffer)
    sys.stdout.buffer.flush()
    return done


def _told(done: Written, path: Path, target: Path | None, asked: Query, *, quiet: bool) -> int:
    if not done.figures:
        wanted = f" for {asked}" if asked.fields() else ""
        left = "; those that there are lack an indicator, place or period that has a code" if done.left_out else ""
        say(f"There are no figures to write{wanted} in {path}{left}; nothing was written.")
        return 1
    if done.left_out and not quiet:
        what = counted(done.left_out, "figure", "figures")
        note(f"{what} left out, whose indicator, place or period has no code; csv and xlsx have them.")
    if target is not None and not quiet:
        say(f"{counted(done.figures, 'figure', 'figures')} → {target}")
    return 0

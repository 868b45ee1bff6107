"""Reports with tables, written down as they look: a line for each row, "|" between cells.

">" is a cell that the one to its left covers, "^" one that the one above covers. Cells may begin with blanks, two for each
step that they are moved in.
"""

from collections.abc import Iterator

from solieu.model import Report
from solieu.read.content import GivenCell, Writer


def written(text: str, name: str = "") -> Report:
    """The report with its tables."""
    writer = Writer()
    for part in parts(text):
        if isinstance(part, list):
            writer.table(part)
        elif part.strip():
            writer.line(part)
        else:
            writer.blank()
    content = writer.content()
    return Report(name=name, text=content.text, tables=content.tables)


def parts(text: str) -> Iterator[str | list[GivenCell]]:
    """The lines and the tables of a text, in order."""
    rows: list[list[str]] = []
    for line in [*text.strip("\n").splitlines(), ""]:
        if line.startswith("|"):
            rows.append(line.strip().strip("|").split("|"))
            continue
        if rows:
            yield cells(rows)
            rows = []
        yield line


def cells(rows: list[list[str]]) -> list[GivenCell]:
    """The cells of a grid in which merged cells are marked."""
    found = []
    for at, row in enumerate(rows):
        for column, words in enumerate(row):
            if words.strip() in (">", "^"):
                continue
            wide, high = 1, 1
            while column + wide < len(row) and row[column + wide].strip() == ">":
                wide += 1
            while at + high < len(rows) and column < len(rows[at + high]) and rows[at + high][column].strip() == "^":
                high += 1
            indent = (len(words) - len(words.lstrip()) - 1) // 2
            found.append(GivenCell(at, column, words.strip(), high, wide, indent=max(indent, 0)))
    return found

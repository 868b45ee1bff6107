"""Each layout as the document that an office would send: its cells become the same observations."""

from collections.abc import Callable

import documents
import pytest
from layouts import Layout, layouts

from solieu.pipeline import understand
from solieu.read import read

ALL = layouts()
FORMATS = {"xlsx": documents.xlsx, "docx": documents.docx, "html": documents.page, "pdf": documents.pdf}
ENOUGH = 0.98


@pytest.mark.parametrize("make", FORMATS.values(), ids=FORMATS.keys())
def test_nearly_all_cells_of_documents_become_the_right_observations(make: Callable[[str], bytes]) -> None:
    faults: list[str] = []
    for layout in ALL:
        report = understand(read(make(layout.text), name=layout.name))
        faults += Layout(layout.name, layout.text, report, layout.expected).wrong()
    cells = sum(len(layout.expected) for layout in ALL)
    assert 1 - len(faults) / cells >= ENOUGH, "\n".join(faults)

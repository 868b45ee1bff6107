import pytest
from layouts import Layout, layouts

ALL = layouts()
ENOUGH = 0.98


@pytest.mark.parametrize("layout", ALL, ids=lambda layout: layout.name)
def test_a_layout_is_read(layout: Layout) -> None:
    faults = layout.wrong()
    assert len(faults) <= 0.1 * len(layout.expected), "\n".join(faults)


def test_nearly_all_cells_become_the_right_observations() -> None:
    faults = [fault for layout in ALL for fault in layout.wrong()]
    cells = sum(len(layout.expected) for layout in ALL)
    assert cells > 0
    assert 1 - len(faults) / cells >= ENOUGH, "\n".join(faults)

"""How a figure is read: its measure, which way it moved, what it is compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

if TYPE_CHECKING:
    from solieu.model import BasisKind, Measure

__all__ = ["Reading"]


@final
class Reading:
    """How a figure is to be read; ``falling`` turns its sign."""

    __slots__ = ("basis", "basis_kind", "falling", "measure")

    def __init__(
        self,
        measure: Measure,
        falling: bool = False,
        basis: tuple[int, int] | None = None,
        basis_kind: BasisKind | None = None,
    ) -> None:
        self.measure = measure
        self.falling = falling
        self.basis = basis
        self.basis_kind = basis_kind

    def read_as(self, measure: Measure, basis_kind: BasisKind | None = None) -> Reading:
        """The same words read as another measure, and as compared with another kind of thing where that is given."""
        return Reading(measure, self.falling, self.basis, basis_kind or self.basis_kind)

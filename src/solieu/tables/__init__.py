"""Tables to observations: what the cells of a table state, told from its heads, its rows and the lines above it."""

from solieu.tables.observations import table_observations

__all__ = ["table_observations"]

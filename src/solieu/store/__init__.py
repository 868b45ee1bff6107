"""The store: one SQLite file with reports, what they say, and what people decided."""

from solieu.store.adding import Added
from solieu.store.database import is_store
from solieu.store.decisions import Decision
from solieu.store.figures import StoredFigure
from solieu.store.findings import StoredFinding
from solieu.store.reading import StoredReport
from solieu.store.search import Found, Passage
from solieu.store.store import Store

__all__ = [
    "Added",
    "Decision",
    "Found",
    "Passage",
    "Store",
    "StoredFigure",
    "StoredFinding",
    "StoredReport",
    "is_store",
]

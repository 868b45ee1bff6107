"""The store: one SQLite file with reports, what they say, and what people decided."""

from solieu.store.adding import Added
from solieu.store.choosing import Choice
from solieu.store.database import is_store
from solieu.store.decisions import Decision
from solieu.store.desk import Finish, InboxEntry, Queued
from solieu.store.figures import PROVENANCE, StoredFigure
from solieu.store.findings import StoredFinding
from solieu.store.periods import PresentPeriod
from solieu.store.present import PresentIndicator, PresentPlace, Task
from solieu.store.query import Query
from solieu.store.reading import StoredReport
from solieu.store.search import Found, Passage
from solieu.store.store import Store
from solieu.store.watched import RunCounts, SourceSeen, Whence

__all__ = [
    "PROVENANCE",
    "Added",
    "Choice",
    "Decision",
    "Finish",
    "Found",
    "InboxEntry",
    "Passage",
    "PresentIndicator",
    "PresentPeriod",
    "PresentPlace",
    "Query",
    "Queued",
    "RunCounts",
    "SourceSeen",
    "Store",
    "StoredFigure",
    "StoredFinding",
    "StoredReport",
    "Task",
    "Whence",
    "is_store",
]

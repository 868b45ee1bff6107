"""Record batches of documents in, record batches of reports out, for any engine that speaks Arrow."""

try:
    import pyarrow as _  # noqa: F401
except ImportError:
    from solieu.errors import MissingExtra

    raise MissingExtra("solieu.arrow needs a library that is not installed: pip install 'solieu[bulk]'.") from None

from solieu.arrow.extracting import extract_batch
from solieu.arrow.relevance import may_state_figures
from solieu.arrow.schemas import ERRORS, FOLDERS, INPUT, OUTPUT, SKIPPED

__all__ = ["ERRORS", "FOLDERS", "INPUT", "OUTPUT", "SKIPPED", "extract_batch", "may_state_figures"]

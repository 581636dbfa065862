"""What ran before: every run with its chain, its events, and what each node received and produced.

`History` is the store, `Recorder` (from `History.record`) takes what a run tells. Reading and writing are
SQLAlchemy Core, the tables are made by Alembic; both are imported when the history is first used.
"""

from engine.run.history.compare import NodeDifference, compare
from engine.run.history.store import History, NodeRecord, RunRecord

__all__ = ["History", "NodeDifference", "NodeRecord", "RunRecord", "compare"]

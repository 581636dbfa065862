"""The tables of the history. A change here needs a migration beside it (``migrations/versions``)."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()

chains = Table(
    "chains",
    metadata,
    Column("id", String(64), primary_key=True, comment="SHA-256 of the document"),
    Column("document", Text, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("chain", String(64), ForeignKey("chains.id"), nullable=False),
    Column("name", Text, nullable=False, comment="of the chain: its file, else its title"),
    Column("path", Text, nullable=False, comment="of its file; empty for one that was never saved"),
    Column("folder", Text, nullable=False, comment="that relative paths resolve against"),
    Column("inputs", Text, nullable=False, comment="of the chain, as JSON"),
    Column("part", Text, nullable=False, comment="which nodes were to run, as JSON; empty for all"),
    Column("status", String(16), nullable=False),
    Column("owner", String(64), nullable=False, comment="the program that runs it"),
    Column("started_at", Float, nullable=False, comment="seconds since the epoch, UTC"),
    Column("finished_at", Float),
    Index("runs_by_time", "started_at"),
)

events = Table(
    "events",
    metadata,
    Column("run", String(64), ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("body", Text, nullable=False),
    sqlite_with_rowid=False,
)

results = Table(
    "results",
    metadata,
    Column("run", String(64), ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
    Column("node", Text, primary_key=True),
    Column("inputs", Text, nullable=False),
    Column("outputs", Text, comment="NULL where it produced nothing"),
)

artifacts = Table(
    "artifacts",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("suffix", String(64), nullable=False),
    Column("size_bytes", BigInteger, nullable=False),
)

uses = Table(
    "uses",
    metadata,
    Column("run", String(64), ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
    Column("sha256", String(64), ForeignKey("artifacts.sha256"), primary_key=True, index=True),
)

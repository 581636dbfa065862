"""The server's own tables, beside those of the history. A change here needs a migration (``migrations/versions``)."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()

versions = Table(
    "versions",
    metadata,
    Column("name", String(128), primary_key=True),
    Column("version", String(64), primary_key=True),
    Column("document", Text, nullable=False, comment="the chain file, as it was sent"),
    Column("files", Text, nullable=False, comment="what lies beside it: hash and size by relative path, as JSON"),
    Column("identity", String(64), nullable=False),
    Column("published_at", Float, nullable=False),
    Column("published_by", String(64), nullable=False),
)

requests = Table(
    "requests",
    metadata,
    Column("run", String(64), primary_key=True),
    Column("chain", String(128), nullable=False, comment="empty for a chain that is not published"),
    Column("version", String(64), nullable=False),
    Column("files", Text, nullable=False),
    Column("token", String(64), nullable=False),
    Column("key", String(300), unique=True, comment="token and idempotency key"),
    Column("attempt", Integer, nullable=False, comment="counts how often somebody asked to go on with it"),
    Column("stopped", Boolean, nullable=False, comment="somebody asked to stop it"),
    Column("process", String(64), nullable=False, comment="which runs it now"),
    Column("problem", Text, nullable=False, comment="why it could not run at all"),
    Column("begun_after", Integer, nullable=False, server_default="0", comment="the event after which it was claimed"),
    Index("requests_by_chain", "chain"),
    Index("requests_by_process", "process"),
)

answers = Table(
    "answers",
    metadata,
    Column("run", String(64), primary_key=True),
    Column("node", String(512), primary_key=True),
    Column("approved", Boolean, nullable=False),
    Column("note", Text, nullable=False),
    Column("by", String(128), nullable=False),
    Column("at", Float, nullable=False),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("name", String(128), nullable=False),
    Column("hash", String(64), nullable=False, comment="SHA-256"),
    Column("scopes", String(128), nullable=False),
    Column("created_at", Float, nullable=False),
    Column("expires_at", Float),
    Column("revoked", Boolean, nullable=False),
)

processes = Table(
    "processes",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("host", String(128), nullable=False),
    Column("queues", Text, nullable=False),
    Column("version", String(32), nullable=False),
    Column("beat", BigInteger, nullable=False, comment="grows while it lives; clocks do not matter"),
    Column("ended_by", String(64), nullable=False, comment="who takes over what it left; empty while it lives"),
)

deaths = Table(
    "deaths",
    metadata,
    Column("run", String(64), primary_key=True),
    Column("node", String(640), primary_key=True, comment="its path; at a worker with its try; empty for the run"),
    Column("kind", String(16), primary_key=True, comment="of the processes that died: server or worker"),
    Column("count", Integer, nullable=False, comment="how many processes died with it at work"),
    Column("active", Boolean, nullable=False, comment="at a worker: it is at work again"),
)

messages = Table(
    "messages",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("key", String(700), nullable=False, index=True, comment="of the node that says it"),
    Column("body", Text, nullable=False),
)

stops = Table(
    "stops",
    metadata,
    Column("key", String(700), primary_key=True, comment="of a node that nobody waits for any more"),
)

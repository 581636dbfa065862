"""The first tables of the server.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "versions",
        sa.Column("name", sa.String(128), primary_key=True),
        sa.Column("version", sa.String(64), primary_key=True),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("files", sa.Text, nullable=False),
        sa.Column("identity", sa.String(64), nullable=False),
        sa.Column("published_at", sa.Float, nullable=False),
        sa.Column("published_by", sa.String(64), nullable=False),
    )
    op.create_table(
        "requests",
        sa.Column("run", sa.String(64), primary_key=True),
        sa.Column("chain", sa.String(128), nullable=False),
        sa.Column("version", sa.String(64), nullable=False),
        sa.Column("files", sa.Text, nullable=False),
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("key", sa.String(300), unique=True),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("stopped", sa.Boolean, nullable=False),
        sa.Column("process", sa.String(64), nullable=False),
        sa.Column("problem", sa.Text, nullable=False),
    )
    op.create_index("requests_by_chain", "requests", ["chain"])
    op.create_index("requests_by_process", "requests", ["process"])
    op.create_table(
        "answers",
        sa.Column("run", sa.String(64), primary_key=True),
        sa.Column("node", sa.String(512), primary_key=True),
        sa.Column("approved", sa.Boolean, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("by", sa.String(128), nullable=False),
        sa.Column("at", sa.Float, nullable=False),
    )
    op.create_table(
        "tokens",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("name", sa.String(128), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("scopes", sa.String(128), nullable=False),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.Column("expires_at", sa.Float),
        sa.Column("revoked", sa.Boolean, nullable=False),
    )
    op.create_table(
        "processes",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("host", sa.String(128), nullable=False),
        sa.Column("queues", sa.Text, nullable=False),
        sa.Column("version", sa.String(32), nullable=False),
        sa.Column("beat", sa.BigInteger, nullable=False),
        sa.Column("ended_by", sa.String(64), nullable=False),
    )
    op.create_table(
        "messages",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("key", sa.String(700), nullable=False, index=True),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table("stops", sa.Column("key", sa.String(700), primary_key=True))


def downgrade() -> None:
    for name in ("stops", "messages", "processes", "tokens", "answers", "requests", "versions"):
        op.drop_table(name)

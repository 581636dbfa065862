"""What ended with its process, and what a process tells of its loop and of its machine.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "deaths",
        sa.Column("run", sa.String(64), primary_key=True),
        sa.Column("node", sa.String(640), primary_key=True),
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
    )
    # the build before goes on beside this one, and knows none of these
    op.add_column("requests", sa.Column("begun_after", sa.Integer, nullable=False, server_default="0"))
    op.add_column("processes", sa.Column("loop_beat", sa.BigInteger))
    op.add_column("processes", sa.Column("lease_s", sa.Float))


def downgrade() -> None:
    op.drop_column("processes", "lease_s")
    op.drop_column("processes", "loop_beat")
    op.drop_column("requests", "begun_after")
    op.drop_table("deaths")

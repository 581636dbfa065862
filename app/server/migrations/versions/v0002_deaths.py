"""What ended with its process.

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
    # the build before goes on beside this one, and knows nothing of it
    op.add_column("requests", sa.Column("begun_after", sa.Integer, nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("requests", "begun_after")
    op.drop_table("deaths")

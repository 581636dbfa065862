"""Alembic's environment: the connection comes from whoever asks for the migration."""

from alembic import context

from app.server.database import VERSIONS
from app.server.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    version_table=VERSIONS,
)
with context.begin_transaction():
    context.run_migrations()

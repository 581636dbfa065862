"""Alembic's environment: the connection comes from whoever asks for the migration."""

from alembic import context

from engine.run.history.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()

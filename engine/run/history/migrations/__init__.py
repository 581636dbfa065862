"""Alembic's steps from one form of the history to the next."""

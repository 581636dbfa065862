"""What a window awaits, and who cancels it."""

from app.desktop.background.tasks import Tasks

__all__ = ["Tasks"]

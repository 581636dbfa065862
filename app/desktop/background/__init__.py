"""What a window awaits, and who cancels it."""

from app.desktop.background.tasks import Tasks, in_thread

__all__ = ["Tasks", "in_thread"]

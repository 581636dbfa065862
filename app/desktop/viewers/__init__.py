"""How a value is shown: tables, pictures, texts, JSON, pages, files."""

from app.desktop.viewers.choose import viewer_for

__all__ = ["viewer_for"]

"""Language models."""

from nodes.library.llm.tools import Chat, Complete, Embed

__all__ = ["Chat", "Complete", "Embed"]

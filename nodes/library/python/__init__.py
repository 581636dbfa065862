"""The person's own Python, in a process of its own."""

from nodes.library.python.tool import PythonCode

__all__ = ["PythonCode"]

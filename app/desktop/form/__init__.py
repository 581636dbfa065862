"""Editors for constants, chosen by the JSON Schema of a port."""

from app.desktop.form.base import FieldEditor, Surroundings
from app.desktop.form.choose import editor_for

__all__ = ["FieldEditor", "Surroundings", "editor_for"]

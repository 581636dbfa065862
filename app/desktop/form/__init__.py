"""Editors for constants, chosen by the JSON Schema of a port."""

from app.desktop.form.base import FieldContext, FieldEditor
from app.desktop.form.choose import editor_for

__all__ = ["FieldContext", "FieldEditor", "editor_for"]

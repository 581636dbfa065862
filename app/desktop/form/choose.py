"""Which editor a schema gets."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.desktop.form.base import FieldContext, FieldEditor
from app.desktop.form.collections import ListEditor, MappingEditor
from app.desktop.form.paths import PathEditor
from app.desktop.form.records import RecordsEditor
from app.desktop.form.simple import (
    ChoiceEditor,
    DecimalEditor,
    SecretEditor,
    SuggestEditor,
    SwitchEditor,
    TextEditor,
    WholeEditor,
)
from app.desktop.form.subchain import SubchainEditor
from app.desktop.form.texts import CodeEditor, JsonEditor, LinesEditor
from engine.chain.model import JsonSchema
from engine.chain.types import type_of
from nodes.sdk import hints


def editor_for(schema: JsonSchema, context: FieldContext, parent: QWidget | None = None) -> FieldEditor:
    """The editor that fits; JSON text for what no other covers."""
    kind = type_of(schema)
    core = _without_none(schema)
    if hints.code_language(schema) and kind.kind == "str":
        return CodeEditor(core, context, parent)
    if hints.code_language(schema):
        return JsonEditor(core, context, parent)
    if hints.is_subchain(schema):
        return SubchainEditor(core, context, parent)
    if hints.is_multiline(schema):
        return LinesEditor(core, context, parent)
    if "enum" in core:
        return ChoiceEditor(core, context, parent)
    if kind.kind in ("file", "image") or core.get("format") in ("path", "file-path", "directory-path"):
        return PathEditor(core, context, parent)
    if hints.TYPE.read(core) == "secret":
        return SecretEditor(core, context, parent)
    if core.get("type") == "array" and core.get("items", {}).get("properties"):
        return RecordsEditor(core, context, editor_for, parent)
    return _by_type(core)(core, context, parent)


def _by_type(schema: JsonSchema) -> type[FieldEditor]:
    match schema.get("type"):
        case "boolean":
            return SwitchEditor
        case "integer":
            return WholeEditor
        case "number":
            return DecimalEditor
        case "string" if schema.get("examples") or hints.COLUMN_OF.read(schema):
            return SuggestEditor
        case "string":
            return TextEditor
        case "array" if schema.get("items", {}).get("type") == "string":
            return ListEditor
        case "object" if schema.get("additionalProperties", {}) not in ({}, True, False) and (
            schema["additionalProperties"].get("type") == "string"
        ):
            return MappingEditor
    return JsonEditor


def _without_none(schema: JsonSchema) -> JsonSchema:
    """The one real option of a type that may also be nothing."""
    options = [o for o in schema.get("anyOf", ()) if o.get("type") != "null"]
    if len(options) == 1:
        return {**options[0], **{k: v for k, v in schema.items() if k != "anyOf"}, "x-nullable": True}
    return schema

"""The chain document: model, types, validation, edits, files, layout and picture."""

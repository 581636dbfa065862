"""The drawing surface: the document with its undo stack, the scene, its items, and gestures."""

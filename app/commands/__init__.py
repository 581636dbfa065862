"""The commands of ``iceos``, a file a subject."""

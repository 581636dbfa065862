"""The standard tools, a file or folder per field. Heavy libraries are imported where a tool runs."""

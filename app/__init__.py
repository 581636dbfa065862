"""The programs that people start. Nothing imports this package."""

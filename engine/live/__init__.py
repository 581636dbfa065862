"""Live previews: what a node would give, seen while a chain is drawn."""

"""Nodes in containers: started fast, locked down, never orphaned."""

"""Node images and servers as sources of tools: how they are named, described and remembered. No container engine."""

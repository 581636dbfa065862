"""Servers: which there are, publishing on them, running there, following what runs."""

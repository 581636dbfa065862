"""Attacks on a real server, a process of its own."""

from tests.server.conftest import cluster, team, teams

__all__ = ["cluster", "team", "teams"]

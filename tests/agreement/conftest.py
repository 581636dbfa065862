"""Windows and servers together."""

from __future__ import annotations

from tests.desktop.conftest import loop, open_window
from tests.server.conftest import cluster, team, teams

__all__ = ["cluster", "loop", "open_window", "team", "teams"]

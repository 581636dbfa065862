"""An engine with its data in a folder of the test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from engine.engine import Engine


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[Engine]:
    """It keeps every result, however quick the work was."""
    made = Engine(tmp_path, keep_from_s=0)
    yield made
    await made.close()

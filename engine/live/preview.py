"""What a live preview is. Nothing in here is slow to load: the window has it from the start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nodes.sdk.messages import Notice
from nodes.sdk.texts import Reported

SAMPLE_ROWS = 10_000
"""So many rows of each file are looked at."""
SHOWN_ROWS = 100
"""So many rows of a result are given."""


@dataclass(frozen=True, slots=True)
class LivePreview:
    """What came of it.

    Attributes:
        outputs: Values of the node by port; of tables the first `SHOWN_ROWS`.
        received: Values that the node was given, by port, in the same way.
        notices: What the node has to say about the data.
        cut: What the nodes before it have left out of it.
        reason: Why there are no outputs; empty where there are some.
        remedy: What helps.
        is_late: Whether it would have taken too long.
    """

    outputs: Mapping[str, Any] = field(default_factory=dict)
    received: Mapping[str, Any] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    cut: tuple[Notice, ...] = ()
    reason: Reported = ""
    remedy: Reported = ""
    is_late: bool = False

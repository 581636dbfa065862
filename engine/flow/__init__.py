"""The control-flow nodes: branches, merging, waiting. They are the engine's, because they need its skips."""

from engine.flow.branch import Merge, Switch
from engine.flow.wait import Wait

__all__ = ["Merge", "Switch", "Wait"]

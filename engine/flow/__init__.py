"""The control-flow nodes: branches, loops, sub-chains, waiting. They are the engine's, because they need its
scheduler.
"""

from engine.flow.approve import Approve
from engine.flow.branch import Merge, Switch
from engine.flow.map import Map
from engine.flow.repeat import Repeat
from engine.flow.subchain import SubChain
from engine.flow.wait import Wait

__all__ = ["Approve", "Map", "Merge", "Repeat", "SubChain", "Switch", "Wait"]

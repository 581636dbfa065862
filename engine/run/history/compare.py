"""Two runs side by side, node by node."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.run.history.legacy import upgraded
from engine.run.state import NodeState
from engine.run.status import NodeStatus

if TYPE_CHECKING:
    from engine.run.history.store import History


@dataclass(frozen=True, slots=True)
class NodeDifference:
    """One node in two runs: how it ended, how long it took (seconds), and which of its ports differ.

    A status is empty where the node was not part of that run.
    """

    node: str
    status: tuple[str, str]
    elapsed_s: tuple[float | None, float | None]
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether it came to the same end with the same values; a kept result is one that was made."""
        first, second = self.status
        is_same_end = first == second or {first, second} <= {NodeStatus.DONE, NodeStatus.CACHED}
        return is_same_end and not self.inputs and not self.outputs


def compare(history: History, first: str, second: str) -> list[NodeDifference]:
    """Every node of either run, in the order of the first. Values are compared by content."""
    states = history.state(first), history.state(second)
    stored = [{node: (inputs, outputs) for node, inputs, outputs in history.stored(run)} for run in (first, second)]
    differences = []
    for node in dict.fromkeys((*states[0].nodes, *states[1].nodes)):
        one, two = (state.nodes.get(node, _ABSENT) for state in states)
        values = [ports_of.get(node, ("{}", None)) for ports_of in stored]
        differences.append(
            NodeDifference(
                node,
                (_status(one), _status(two)),
                (one.elapsed_s, two.elapsed_s),
                _differing(values[0][0], values[1][0]),
                _differing(values[0][1] or "{}", values[1][1] or "{}"),
            )
        )
    return differences


_ABSENT = NodeState()


def _status(state: NodeState) -> str:
    return "" if state is _ABSENT else state.status


def _differing(one: str, two: str) -> tuple[str, ...]:
    """Ports whose values are not equal."""
    if one == two:
        return ()
    first, second = json.loads(one), json.loads(two)
    ports = dict.fromkeys((*first, *second))
    return tuple(port for port in ports if upgraded(first.get(port)) != upgraded(second.get(port)))

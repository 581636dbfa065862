"""Two runs side by side, node by node."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.run.history.legacy import upgraded

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
        ends = {"done" if status == "cached" else status for status in self.status}
        return len(ends) == 1 and not self.inputs and not self.outputs


def compare(history: History, first: str, second: str) -> list[NodeDifference]:
    """Every node of either run, in the order of the first. Values are compared by content."""
    states = history.state(first), history.state(second)
    stored = [{node: (given, made) for node, given, made in history.stored(run)} for run in (first, second)]
    found = []
    for node in dict.fromkeys((*states[0].nodes, *states[1].nodes)):
        one, two = (state.nodes.get(node) for state in states)
        values = [kept.get(node, ("{}", None)) for kept in stored]
        found.append(
            NodeDifference(
                node,
                (one.status if one else "", two.status if two else ""),
                (one.elapsed_s if one else None, two.elapsed_s if two else None),
                _differing(values[0][0], values[1][0]),
                _differing(values[0][1] or "{}", values[1][1] or "{}"),
            )
        )
    return found


def _differing(one: str, two: str) -> tuple[str, ...]:
    """Ports whose values are not equal."""
    if one == two:
        return ()
    left, right = json.loads(one), json.loads(two)
    ports = dict.fromkeys((*left, *right))
    return tuple(port for port in ports if upgraded(left.get(port)) != upgraded(right.get(port)))

"""Where a node stands in a run: ``map_1[42]/filter`` is the node filter in the item 42 of the sub-chain of map_1."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ITEM = re.compile(r"\[\d+\]")
_LAST_ITEM = re.compile(r"\[([0-9]{1,18})\]\Z")


class NodePath(str):
    """The path of a node. It is its own text, so that it equals, and hashes as, what events and the history hold.

    The empty path is the chain itself.
    """

    __slots__ = ()

    @classmethod
    def join(cls, nodes: Iterable[str]) -> NodePath:
        """The path through these nodes, the outermost first."""
        return cls("/".join(nodes))

    def __truediv__(self, node: str) -> NodePath:
        """A node of the sub-chain that stands here."""
        return NodePath(f"{self}/{node}" if self else node)

    def at(self, item: int) -> NodePath:
        """The sub-chain of this node for one of its items."""
        return NodePath(f"{self}[{item}]")

    @property
    def node(self) -> str:
        """The id of the node in its own chain."""
        return _ITEM.sub("", self.rpartition("/")[2])

    @property
    def parent(self) -> NodePath:
        """The node around it, with the item that it is in; empty for a node of the chain itself."""
        return NodePath(self.rpartition("/")[0])

    @property
    def outermost(self) -> str:
        """The id of the node of the chain itself that it is in, or is."""
        return _ITEM.sub("", self.partition("/")[0])

    @property
    def is_inner(self) -> bool:
        """Whether it is in a sub-chain."""
        return "/" in self

    def below(self, around: NodePath) -> NodePath | None:
        """Its path from there on; None where it is elsewhere."""
        if not around:
            return self
        prefix = f"{around}/"
        return NodePath(self.removeprefix(prefix)) if self.startswith(prefix) else None

    @property
    def item(self) -> int | None:
        """The item that the path ends with, where it is that of a sub-chain."""
        match = _LAST_ITEM.search(self)
        if match is None:
            return None
        return int(match[1])

    @property
    def level(self) -> tuple[str, ...]:
        """Ids of the nodes around it, the outermost first."""
        return tuple(self.without_items.split("/")[:-1])

    @property
    def items(self) -> dict[tuple[str, ...], int]:
        """The item of each node around it that has one, by that node's level with itself."""
        numbers: dict[tuple[str, ...], int] = {}
        around = self.parent
        while around:
            if around.item is not None:
                numbers[(*around.level, around.node)] = around.item
            around = around.parent
        return numbers

    @property
    def without_items(self) -> NodePath:
        """``map_1[42]/filter`` as ``map_1/filter``."""
        return NodePath(_ITEM.sub("", self)) if "[" in self else self

"""What tools said, read back from the events of their run: for those who pass it on in the words of a tool."""

from __future__ import annotations

from collections.abc import Iterator

from engine.chain.path import NodePath
from engine.run import events as ev
from nodes.sdk.messages import Chunk, Cost, Log, Message, Notice, Phase, Progress, Usage


class NodeMessages:
    """What a node says, read from the events of its run. Costs are totals there; they leave as what was added."""

    def __init__(self, node: str) -> None:
        self._node = node
        self._tokens = 0
        self._money = 0.0

    def of(self, event: ev.Event) -> Iterator[Message]:
        """The messages that an event tells of: one, two or none."""
        match event:
            case ev.NodePhase(node=self._node):
                yield Phase(event.phase, event.image, event.digest, event.warm)
            case ev.NodeProgress(node=self._node):
                yield Progress(event.fraction, event.message)
            case ev.NodeLog(node=self._node):
                yield Log(event.message, event.level)
            case ev.NodeNotice(node=self._node):
                yield Notice(event.message, event.action, event.count, event.port)
            case ev.NodeChunk(node=self._node):
                yield Chunk(event.text, event.port)
            case ev.NodeStats(node=self._node):
                yield from self._stats(event)

    def _stats(self, event: ev.NodeStats) -> Iterator[Message]:
        if event.cpu_percent is not None or event.memory_bytes is not None:
            yield Usage(event.cpu_percent, event.memory_bytes)
        added = Cost(event.tokens - self._tokens, event.money - self._money)
        if added != Cost():
            self._tokens, self._money = event.tokens, event.money
            yield added


class RunMessages:
    """What a run says, as if it were one tool: nodes that ended are its progress, the costs of all are its costs.

    It must see every event from the first on; of each it makes one message at most.
    """

    def __init__(self) -> None:
        self._nodes = 1
        self._ended: set[str] = set()
        self._of_nodes: dict[str, NodeMessages] = {}

    def of(self, event: ev.Event) -> Message | None:
        """The message that an event is."""
        match event:
            case ev.RunStarted():
                self._nodes = max(1, len(event.nodes))
            case ev.NodeFinished() | ev.NodeCached() | ev.NodeSkipped() if not NodePath(event.node).is_inner:
                self._ended.add(event.node)
                return Progress(len(self._ended) / self._nodes, event.node)
            case ev.NodeLog():
                return Log(f"{event.node}: {event.message}", event.level)
            case ev.NodeNotice():
                return Notice(f"{event.node}: {event.message}", event.action, event.count)
            case ev.NodeChunk():
                return Chunk(event.text, event.port)
            case ev.NodeStats():
                messages = self._of_nodes.setdefault(event.node, NodeMessages(event.node))
                return next((message for message in messages.of(event) if isinstance(message, Cost)), None)
        return None

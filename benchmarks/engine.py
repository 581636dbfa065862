"""Microseconds a no-op node, events and validation on, beside a bare asyncio ready queue and peers.

Peers are measured where they are installed: ``poetry install --with bench``.
"""

from __future__ import annotations

import asyncio
import operator
import resource
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from benchmarks.rows import Row, best, seconds, show
from engine.catalog import Catalog, ToolSpec
from engine.chain import edit
from engine.chain.model import Chain, Edge, Node
from engine.chain.validate import validate
from engine.engine import Engine
from engine.flow import Map
from engine.run.scope import RunSpec
from engine.run.state import RunState
from nodes.sdk import Fields, Tool

Graph = list[list[int]]
"""For each node the nodes that feed it."""


class NoOp(Tool):
    """Adds nothing to nothing."""

    name = "bench.no_op"

    class Inputs(Fields):
        a: int = 0
        b: int = 0

    class Outputs(Fields):
        result: int

    async def run(self, inputs: Inputs, ctx: object) -> Outputs:
        return self.Outputs(result=inputs.a)


def linear(n: int) -> Graph:
    return [[i - 1] if i else [] for i in range(n)]


def fan(n: int) -> Graph:
    return [[], *([0] for _ in range(n - 2)), [1, n - 2]]


def layered(layers: int, width: int) -> Graph:
    graph: Graph = [[] for _ in range(width)]
    for layer in range(1, layers):
        first = (layer - 1) * width
        graph += [[first + i, first + (i + 1) % width] for i in range(width)]
    return graph


def ours(graph: Graph, *, history: bool = False) -> float:
    """With `history` the run is over when all of it is stored."""
    catalog = Catalog([ToolSpec(NoOp)])
    chain = chain_of(graph)

    async def once(engine: Engine) -> float:
        event_count = 0

        def take(_: object) -> None:
            nonlocal event_count
            event_count += 1

        start = time.perf_counter()
        run = engine.start(RunSpec(chain, "bench"), catalog, take, recorded=history)
        status = await engine.execute(run)
        elapsed = time.perf_counter() - start
        assert status == "done"
        assert event_count == 3 * len(graph) + 2
        return elapsed

    async def several() -> float:
        with tempfile.TemporaryDirectory() as folder:
            engine = Engine(Path(folder))
            elapsed = [await once(engine) for _ in range(5)]
            await engine.close()
        return min(elapsed)

    return asyncio.run(several()) / len(graph) * 1e6


def chain_of(graph: Graph) -> Chain:
    node = Node(tool=NoOp.name, version=NoOp.version)
    return Chain(
        nodes={f"n{i}": node for i in range(len(graph))},
        edges=tuple(
            Edge.between((f"n{s}", "result"), (f"n{i}", "ab"[k]))
            for i, feeds in enumerate(graph)
            for k, s in enumerate(feeds)
        ),
    )


def bare(graph: Graph) -> float:
    """A ready queue over in-degrees and a task a node, nothing else."""
    feeds: list[list[int]] = [[] for _ in graph]
    for i, sources in enumerate(graph):
        for source in sources:
            feeds[source].append(i)

    async def once() -> float:
        start = time.perf_counter()
        waits = [len(set(sources)) for sources in graph]
        ready = deque(i for i, count in enumerate(waits) if not count)
        values: dict[int, int] = {}

        async def node(i: int) -> None:
            values[i] = sum(values[s] for s in graph[i][:1])
            for successor in set(feeds[i]):
                waits[successor] -= 1
                if not waits[successor]:
                    ready.append(successor)
            start_ready()

        def start_ready() -> None:
            while ready:
                group.create_task(node(ready.popleft()))

        async with asyncio.TaskGroup() as group:
            start_ready()
        assert len(values) == len(graph)
        return time.perf_counter() - start

    async def several() -> float:
        return min([await once() for _ in range(5)])

    return asyncio.run(several()) / len(graph) * 1e6


def langgraph(graph: Graph) -> float | None:
    try:
        from typing import Annotated, TypedDict

        from langgraph.graph import END, START, StateGraph
    except ImportError:
        return None

    # written as a call, because LangGraph reads the annotations outside of this function
    State = TypedDict("State", {"done": Annotated[int, operator.add]})  # noqa: UP013

    async def no_op(_: State) -> dict[str, int]:
        return {"done": 1}

    builder = StateGraph(State)
    fed = {s for sources in graph for s in sources}
    for i, sources in enumerate(graph):
        builder.add_node(f"n{i}", no_op)
        if sources:
            builder.add_edge([f"n{s}" for s in dict.fromkeys(sources)], f"n{i}")
        else:
            builder.add_edge(START, f"n{i}")
        if i not in fed:
            builder.add_edge(f"n{i}", END)
    compiled = builder.compile()

    async def once() -> float:
        start = time.perf_counter()
        await compiled.ainvoke({"done": 0}, {"recursion_limit": len(graph) + 10})
        return time.perf_counter() - start

    async def several() -> float:
        return min([await once() for _ in range(2)])

    return asyncio.run(several()) / len(graph) * 1e6


def dask(graph: Graph) -> float | None:
    try:
        from dask.threaded import get
    except ImportError:
        return None
    tasks = {f"n{i}": (lambda *a: 0, *(f"n{s}" for s in sources)) for i, sources in enumerate(graph)}
    last = [f"n{i}" for i in range(len(graph))]

    def once() -> float:
        start = time.perf_counter()
        get(tasks, last)
        return time.perf_counter() - start

    return best(once, 3) / len(graph) * 1e6


def levels(graph: Graph) -> float:
    """networkx generations and a gather a level, as many small engines do."""
    import networkx

    digraph = networkx.DiGraph()
    digraph.add_nodes_from(range(len(graph)))
    digraph.add_edges_from((s, i) for i, sources in enumerate(graph) for s in sources)

    async def node() -> int:
        return 0

    async def once() -> float:
        start = time.perf_counter()
        for level in networkx.topological_generations(digraph):
            await asyncio.gather(*(node() for _ in level))
        return time.perf_counter() - start

    async def several() -> float:
        return min([await once() for _ in range(5)])

    return asyncio.run(several()) / len(graph) * 1e6


def mapped(count: int) -> tuple[float, float]:
    """A no-op for each of so many items, in a process of its own: microseconds an item, and peak memory in MB."""
    process = subprocess.run(
        [sys.executable, "-m", "benchmarks.engine", "map", str(count)], capture_output=True, text=True, check=True
    )
    elapsed, peak = process.stdout.split()
    return float(elapsed), float(peak)


def map_once(count: int) -> None:
    catalog = Catalog([ToolSpec(NoOp), ToolSpec(Map)])
    inner = Chain.model_validate(
        {
            "inputs": {"item": {}},
            "outputs": {"result": {}},
            "nodes": {"work": {"tool": NoOp.name, "version": NoOp.version}},
            "edges": [{"from": "$inputs.item", "to": "work.a"}, {"from": "work.result", "to": "$outputs.result"}],
        }
    )
    spec = catalog.newest(Map.name)
    assert spec is not None
    chain, node = edit.add_node(Chain(), spec, 0, 0, {"items": list(range(count))})
    chain = edit.with_inner(chain, catalog, str(chain.nodes[node].inputs["chain"]), inner)

    async def once() -> float:
        with tempfile.TemporaryDirectory() as folder:
            engine = Engine(Path(folder))
            state = RunState()
            run = engine.start(RunSpec(chain), catalog, state.apply, recorded=False)
            start = time.perf_counter()
            assert await engine.execute(run) == "done"
            elapsed = time.perf_counter() - start
            await engine.close()
            return elapsed

    elapsed = asyncio.run(once())
    print(elapsed / count * 1e6, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)


def validated(count: int) -> float:
    """Seconds to validate a chain of so many nodes with one and a half wires each."""
    graph: Graph = [[i - 1] if i % 2 else [i - 1, i - 2] for i in range(count)]
    graph[0] = []
    chain, catalog = chain_of(graph), Catalog([ToolSpec(NoOp)])
    return best(lambda: seconds(lambda: validate(chain, catalog)), 3)


def rows() -> Iterator[Row]:
    for name, graph in (("linear", linear(1000)), ("fan", fan(1000)), ("layered 50×20", layered(50, 20))):
        limit = bare(graph)
        figures = {"langgraph": langgraph(graph), "dask threads": dask(graph), "networkx levels": levels(graph)}
        peers = {peer: figure for peer, figure in figures.items() if figure is not None}
        yield Row(f"engine {name}", len(graph), "µs/node", ours(graph), limit, peers)
        yield Row(f"engine {name}, history on", len(graph), "µs/node", ours(graph, history=True), limit, {})
    (small, least), (each, most) = mapped(100), mapped(10_000)
    yield Row("map, no-op", 10_000, "µs/item", each, bare(fan(10_000)), {"of 100 items": small})
    yield Row("map, peak memory", 10_000, "MB", most, None, {"of 100 items": least})
    yield Row("validate", 10_000, "s", validated(10_000))


if __name__ == "__main__":
    if sys.argv[1:2] == ["map"]:
        map_once(int(sys.argv[2]))
    else:
        show(rows())

"""Whether an image honours the node contract (``docs/node-contract.md``), tried on real containers."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from engine.errors import NodeError
from engine.executors.docker.container import Container, Recipe
from engine.executors.docker.images import CONTRACT_LABEL
from engine.images.calls import OperationRequest, encoded
from engine.images.openapi import NotOpenApi, Operation, read
from nodes.event_stream import MEDIA_TYPE, iter_events

if TYPE_CHECKING:
    import aiohttp

    from engine.executors.docker.executor import DockerExecutor

SOON_S = 1.0
CALL_S = 120.0
_HEALTH = "GET /healthz answers 200 on the unix socket $ICEOS_UDS"
_HARDENED = "it runs with a read-only root, as a user who is not root, without capabilities and network"
_OPENAPI = "GET /openapi.json describes its operations"
_STREAM = f"with Accept: {MEDIA_TYPE} it streams"
_LEASE = "with ICEOS_LEASE=stdin it leaves when standard input closes"

Outcome = Literal["passed", "failed", "skipped"]
Event = tuple[str, str, str]
"""Id, kind and data."""


class CheckResult(NamedTuple):
    """What became of one requirement of the contract."""

    outcome: Outcome
    requirement: str
    detail: str


class _Results(list[CheckResult]):
    def add(self, outcome: Outcome, requirement: str, detail: str = "") -> None:
        self.append(CheckResult(outcome, requirement, detail))

    def judge(self, passed: bool, requirement: str, detail: str = "") -> bool:
        self.add("passed" if passed else "failed", requirement, detail)
        return passed


async def check(
    docker: DockerExecutor, name: str, operation: str = "", inputs: Mapping[str, Any] | None = None
) -> list[CheckResult]:
    """Everything that the contract asks, in order; stops where nothing further can be tried.

    Raises `NodeError` only where there is no engine or no such image.
    """
    results = _Results()
    image, full = await docker.image_of(name)
    if image.contract:
        results.add("passed", f"label {CONTRACT_LABEL}=1")
    else:
        results.add("failed", f"label {CONTRACT_LABEL}=1", "without it only its OpenAPI is used")
    labelled = image._replace(labels={**image.labels, CONTRACT_LABEL: "1"})
    await docker.instance.begin()
    recipe = Recipe(labelled, full)
    try:
        container, _ = await docker.pool.take(recipe, lambda message: None, new=True)
    except NodeError as error:
        results.add("failed", _HEALTH, f"{error}")
        return results
    try:
        results.add("passed", _HEALTH, f"after {container.started_s:.2f} s")
        results.add("passed", _HARDENED)
        await _check_calls(results, container.session, operation, inputs or {})
        await _check_signal(results, docker, container)
    finally:
        await docker.discard(container)
    await _check_lease(results, docker, recipe)
    return results


async def _check_calls(
    results: _Results, session: aiohttp.ClientSession, operation_id: str, inputs: Mapping[str, Any]
) -> None:
    try:
        async with session.get("/openapi.json") as response:
            offered = read(await response.json(content_type=None)).operations
    except (NotOpenApi, ValueError) as error:
        results.add("failed", _OPENAPI, str(error))
        return
    results.judge(bool(offered), _OPENAPI, ", ".join(o.id for o in offered)[:100])
    operation = _choose(offered, operation_id, inputs)
    if operation is None:
        results.add("skipped", "a call", f"there is no operation {operation_id}".rstrip())
        return
    values = {name: _example(i.schema) for name, i in operation.inputs.items() if i.required} | dict(inputs)
    call = _Call(session, OperationRequest(operation, values))
    async with asyncio.timeout(CALL_S):
        status, _, content = await call.send({})
        requirement = f"{call.request.method} {call.request.path} answers JSON"
        detail = f"{status}: {content[:80].decode(errors='replace')}"
        if results.judge(status == 200 and _is_json(content), requirement, detail):
            await _check_stream(results, call)
            await _check_cancel(results, session, call.key)
            await _check_health(results, session, call)


class _Call:
    """One call that can be made again, with other headers."""

    def __init__(self, session: aiohttp.ClientSession, request: OperationRequest) -> None:
        self.request = request
        self.key = f"conformance:{time.time_ns()}:1"
        self._session = session

    async def send(self, headers: Mapping[str, str]) -> tuple[int, str, bytes]:
        """Status, media type and content of the answer."""
        request = self.request
        async with self._session.request(
            request.method,
            encoded(request.path),
            params=request.query,
            json=request.json,
            headers={**request.headers, **headers},
        ) as response:
            return response.status, response.content_type, await response.read()

    async def stream(self, headers: Mapping[str, str]) -> tuple[str, list[Event]]:
        """Media type and events of the answer."""
        _, media_type, content = await self.send({"Accept": MEDIA_TYPE, "Idempotency-Key": self.key, **headers})
        return media_type, [(event.id, event.event, event.data) for event in iter_events([content])]


async def _check_stream(results: _Results, call: _Call) -> None:
    media_type, events = await call.stream({})
    if media_type != MEDIA_TYPE:
        results.add("skipped", _STREAM, "optional: it answers JSON")
        return
    event_id, kind, data = next(reversed(events), ("", "", "no event"))
    ends = kind == "done" and bool(event_id)
    results.judge(ends, f"{_STREAM} numbered events and ends with done", f"{kind} {data}"[:80])
    _, repeated = await call.stream({})
    results.judge(repeated == events, "the same Idempotency-Key is computed once, and asking again re-attaches")
    previous = 0
    if event_id.isdecimal():
        previous = int(event_id) - 1
    _, resumed = await call.stream({"Last-Event-ID": str(previous)})
    results.judge(resumed == events[-1:], "Last-Event-ID resumes the stream")


async def _check_cancel(results: _Results, session: aiohttp.ClientSession, key: str) -> None:
    requirement = "DELETE /runs/<key> cancels"
    async with session.delete(f"/runs/{key}") as response:
        detail = f"answered {response.status}"
        if response.status == 404:
            results.add("skipped", requirement, detail)
        else:
            results.judge(response.status < 500 and response.status != 405, requirement, detail)


async def _check_health(results: _Results, session: aiohttp.ClientSession, call: _Call) -> None:
    began = time.monotonic()
    calling = asyncio.ensure_future(call.stream({"Idempotency-Key": call.key + "b"}))
    async with session.get("/healthz") as response:
        elapsed = time.monotonic() - began
    prompt = response.status == 200 and elapsed < SOON_S
    results.judge(prompt, "health is not held up by a running call", f"{elapsed * 1e3:.0f} ms")
    await calling


async def _check_signal(results: _Results, docker: DockerExecutor, container: Container) -> None:
    await docker.daemon.call(lambda client: client.kill(container.id, signal="SIGTERM"))
    elapsed = await _seconds_until_gone(container)
    results.judge(elapsed <= SOON_S, "it exits within a second of SIGTERM", _in_words(elapsed))


async def _check_lease(results: _Results, docker: DockerExecutor, recipe: Recipe) -> None:
    try:
        container, _ = await docker.pool.take(recipe, lambda message: None, new=True)
    except NodeError as error:
        results.add("failed", _LEASE, str(error))
        return
    try:
        container.drop_lease()
        elapsed = await _seconds_until_gone(container)
        results.judge(elapsed <= SOON_S, _LEASE, _in_words(elapsed))
    finally:
        await docker.discard(container)


async def _seconds_until_gone(container: Container) -> float:
    """Infinity where it stays."""
    began = time.monotonic()
    try:
        await asyncio.wait_for(container.gone.wait(), SOON_S * 2)
    except TimeoutError:
        return float("inf")
    return time.monotonic() - began


def _in_words(elapsed: float) -> str:
    if elapsed == float("inf"):
        return "it stays"
    return f"{elapsed * 1e3:.0f} ms"


def _choose(offered: list[Operation], operation_id: str, inputs: Mapping[str, Any]) -> Operation | None:
    """The one that is asked for, else the one that needs the least."""
    if operation_id:
        return next((o for o in offered if o.id == operation_id), None)
    return min(offered, key=lambda o: sum(i.required and n not in inputs for n, i in o.inputs.items()), default=None)


def _example(schema: Mapping[str, Any]) -> Any:
    """A value that a schema allows, as far as that is easily seen."""
    for key in ("default", "const"):
        if key in schema:
            return schema[key]
    for key in ("examples", "enum"):
        if schema.get(key):
            return schema[key][0]
    if schema.get("anyOf"):
        return _example(schema["anyOf"][0])
    match schema.get("type"):
        case "integer" | "number":
            return schema.get("minimum", 1)
        case "boolean":
            return True
        case "array":
            return [_example(schema.get("items", {}))]
        case "object":
            properties = schema.get("properties", {})
            return {name: _example(properties[name]) for name in schema.get("required", ()) if name in properties}
    return "one two three"


def _is_json(content: bytes) -> bool:
    try:
        json.loads(content)
    except ValueError:
        return False
    return True

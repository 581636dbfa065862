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
from engine.images.calls import Request
from engine.images.openapi import NotOpenApi, Operation, operations

if TYPE_CHECKING:
    import aiohttp

    from engine.executors.docker.executor import DockerExecutor

SOON_S = 1.0
CALL_S = 120.0


class Finding(NamedTuple):
    outcome: Literal["passed", "failed", "skipped"]
    what: str
    detail: str


class _Findings(list[Finding]):
    def say(self, good: bool | None, what: str, detail: str = "") -> None:
        self.append(Finding("skipped" if good is None else "passed" if good else "failed", what, detail))


async def check(
    docker: DockerExecutor, name: str, operation: str = "", inputs: Mapping[str, Any] | None = None
) -> list[Finding]:
    """Everything that the contract asks, in order; stops where nothing further can be tried.

    Raises `NodeError` only where there is no engine or no such image.
    """
    found = _Findings()
    image, full = await docker.image_of(name)
    found.say(
        image.contract, f"label {CONTRACT_LABEL}=1", "" if image.contract else "without it only its OpenAPI is used"
    )
    labelled = image._replace(labels={**image.labels, CONTRACT_LABEL: "1"})
    await docker.instance.begin()
    recipe = Recipe(labelled, full)
    try:
        container, _ = await docker.pool.take(recipe, lambda words: None, fresh=True)
    except NodeError as error:
        found.say(False, "GET /healthz answers 200 on the unix socket $ICEOS_UDS", f"{error}")
        return found
    try:
        found.say(True, "GET /healthz answers 200 on the unix socket $ICEOS_UDS", f"after {container.started_s:.2f} s")
        found.say(True, "it runs with a read-only root, as a user who is not root, without capabilities and network")
        await _calls(found, container.session, operation, inputs or {})
        await _signal(found, docker, container)
    finally:
        await docker.discard(container)
    await _lease(found, docker, recipe)
    return found


async def _calls(found: _Findings, session: aiohttp.ClientSession, wanted: str, inputs: Mapping[str, Any]) -> None:
    try:
        async with session.get("/openapi.json") as answer:
            offered = operations(await answer.json(content_type=None))
    except (NotOpenApi, ValueError) as error:
        found.say(False, "GET /openapi.json describes its operations", str(error))
        return
    found.say(bool(offered), "GET /openapi.json describes its operations", ", ".join(o.id for o in offered)[:100])
    chosen = _chosen(offered, wanted, inputs)
    if chosen is None:
        found.say(None, "a call", f"there is no operation {wanted!r}" if wanted else "no operation")
        return
    values = {name: _example(i.schema) for name, i in chosen.inputs.items() if i.required} | dict(inputs)
    request = Request(chosen, values)
    body = request.whole if request.whole is not None else request.body
    send = {"params": request.query, "json": body}
    async with asyncio.timeout(CALL_S):
        async with session.request(request.method, request.path, **send, headers=request.headers) as answer:  # type: ignore[arg-type]  # a plain dict of keywords
            content = await answer.read()
        good = answer.status == 200 and _is_json(content)
        found.say(
            good,
            f"{request.method} {request.path} answers JSON",
            f"{answer.status}: {content[:80].decode(errors='replace')}",
        )
        if not good:
            return
        await _streams(found, session, request, send)


async def _streams(found: _Findings, session: aiohttp.ClientSession, request: Request, send: Mapping[str, Any]) -> None:
    key = f"conformance:{time.time_ns()}:1"
    headers = {**request.headers, "Accept": "text/event-stream", "Idempotency-Key": key}

    async def ask(extra: Mapping[str, str]) -> tuple[str, str]:
        async with session.request(request.method, request.path, **send, headers={**headers, **extra}) as answer:
            return answer.content_type, (await answer.read()).decode("utf-8", "replace")

    kind, told = await ask({})
    if kind != "text/event-stream":
        found.say(None, "with Accept: text/event-stream it streams", "optional: it answers JSON")
    else:
        last = told.strip().rpartition("\n\n")[2]
        ends = "event: done" in last and "id: " in last
        found.say(ends, "with Accept: text/event-stream it streams numbered events and ends with done", last[:80])
        _, again = await ask({})
        found.say(again == told, "the same Idempotency-Key is computed once, and asking again re-attaches")
        number = last.partition("id: ")[2].partition("\n")[0]
        before = str(int(number) - 1) if number.isdigit() else "0"
        _, rest = await ask({"Last-Event-ID": before})
        found.say(rest.strip() == last, "Last-Event-ID resumes the stream")
    async with session.delete(f"/runs/{key}") as answer:
        known = answer.status < 500 and answer.status != 405
        found.say(known if answer.status != 404 else None, "DELETE /runs/<key> cancels", f"answered {answer.status}")
    began = time.monotonic()
    calling = asyncio.ensure_future(ask({"Idempotency-Key": key + "b"}))
    async with session.get("/healthz") as answer:
        held = time.monotonic() - began
    found.say(answer.status == 200 and held < SOON_S, "health is not held up by a running call", f"{held * 1e3:.0f} ms")
    await calling


async def _signal(found: _Findings, docker: DockerExecutor, container: Container) -> None:
    await docker.daemon.call(lambda client: client.kill(container.id, signal="SIGTERM"))
    took = await _gone(container)
    found.say(took is not None, "it exits within a second of SIGTERM", f"{(took or 0) * 1e3:.0f} ms")


async def _lease(found: _Findings, docker: DockerExecutor, recipe: Recipe) -> None:
    try:
        container, _ = await docker.pool.take(recipe, lambda words: None, fresh=True)
    except NodeError as error:
        found.say(False, "with ICEOS_LEASE=stdin it leaves when standard input closes", str(error))
        return
    try:
        container.drop_lease()
        took = await _gone(container)
        found.say(
            took is not None,
            "with ICEOS_LEASE=stdin it leaves when standard input closes",
            f"{took * 1e3:.0f} ms" if took is not None else "it stays",
        )
    finally:
        await docker.discard(container)


async def _gone(container: Container) -> float | None:
    """Seconds until it is gone; None where it stays."""
    began = time.monotonic()
    try:
        await asyncio.wait_for(container.gone.wait(), SOON_S * 2)
    except TimeoutError:
        return None
    took = time.monotonic() - began
    return took if took <= SOON_S else None


def _chosen(offered: list[Operation], wanted: str, inputs: Mapping[str, Any]) -> Operation | None:
    if wanted:
        return next((o for o in offered if o.id == wanted), None)
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
            needed = schema.get("required", ())
            return {name: _example(part) for name, part in schema.get("properties", {}).items() if name in needed}
    return "one two three"


def _is_json(content: bytes) -> bool:
    try:
        json.loads(content)
    except ValueError:
        return False
    return True

"""Published chains as operations: typed, and as the node contract says, so that a chain here is a node elsewhere."""

from __future__ import annotations

import asyncio
import json
import math
from collections.abc import AsyncIterator, Mapping
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, FastAPI, Header, Path, Request, Response
from fastapi.openapi.utils import get_openapi
from fastapi.responses import StreamingResponse

from app.server.api.access import MayRun, problems
from app.server.api.chains import info_of
from app.server.api.dependencies import ArtifactsDep, HistoryDep, RunsDep, TailsDep, Wake
from app.server.api.models import ChainInfo, ChainName
from app.server.api.runs import COME_BACK, STREAM, event_number
from app.server.json_response import AnyTextResponse
from app.server.problems import Problem
from app.server.runs import RunInfo
from app.server.server_node import ServerNode
from engine.chain.types import type_of
from engine.run import events as ev
from engine.run.history.values import Lost, decode_value
from engine.run.messages import RunMessages
from engine.run.status import RunStatus
from nodes.sdk import hints
from nodes.sdk.cells import rows_of
from nodes.sdk.kinds import FILES, SCALARS, Kind, Leaf, walk
from nodes.sdk.messages import dump
from nodes.sdk.types import File, Table

router = APIRouter(tags=["published"])
_LONGEST_NUMBER = 10_000
"""Bits; Python writes no number of more than 4,300 digits."""
ROWS = 10_000
"""Rows of a table in an answer; the whole is an artifact."""
_FILE = {
    "type": "object",
    "description": "A file: give sha256 and name of one that was uploaded; an answer says where it is.",
    "properties": {
        "sha256": {"type": "string"},
        "name": {"type": "string"},
        "media_type": {"type": "string"},
        "size_bytes": {"type": "integer"},
        "href": {"type": "string"},
    },
    "required": ["sha256"],
}
_TABLE = {"type": "array", "items": {"type": "object"}}


class Calls:
    """Runs of published chains as operations that are called: what each of them answers."""

    def __init__(self, runs: RunsDep, tails: TailsDep, history: HistoryDep, artifacts: ArtifactsDep) -> None:
        self.runs = runs
        self.tails = tails
        self._history = history
        self._artifacts = artifacts

    async def events(self, run: str, after: int) -> AsyncIterator[bytes]:
        """The events of a run in the words of the node contract."""
        messages = RunMessages()
        async for stored in self.tails.follow(run, 0):
            event = ev.parse(stored.body)
            message = messages.of(event) if event is not None else None
            if message is not None and stored.seq > after:
                kind, body = dump(message)
                yield f"id: {stored.seq}\nevent: {kind}\ndata: {json.dumps(body)}\n\n".encode()
        yield await asyncio.to_thread(self._last_words, run)

    def _last_words(self, run: str) -> bytes:
        """The last event of the stream; that the client comes back where this server ends before the run does."""
        ended = self.runs.get(run)
        if not RunStatus(ended.status).is_over:
            return COME_BACK
        kind, body = "done", dict[str, Any]()
        if ended.status == "done":
            body["outputs"] = self.outputs(run)
        else:
            reason, remedy = self.failure(ended)
            kind, body = "failed", {"reason": reason, "remedy": remedy, "port": "", "kind": "tool"}
        return f"event: {kind}\ndata: {json.dumps(body)}\n\n".encode()

    def answer(self, run: str) -> dict[str, Any]:
        """What a run that is over has given. Raises `Problem` where it gave nothing, or is not over."""
        ended = self.runs.get(run)
        if not RunStatus(ended.status).is_over:
            raise Problem(503, "the server ends; the run goes on", remedy=_AGAIN, run=run)
        if ended.status == "done":
            return self.outputs(run)
        reason, remedy = self.failure(ended)
        raise Problem(_STATUS_CODES.get(ended.status, 500), reason, remedy=remedy, run=run)

    def failure(self, run: RunInfo) -> tuple[str, str]:
        """Why a run gave nothing: its first failure, and what to do."""
        if run.problem:
            return run.problem, ""
        for node, state in self._history.state(run.id).nodes.items():
            if state.status == "failed" and not state.routed:
                return f"{node}: {state.reason}", state.remedy
        return f"the run was {run.status}", ""

    def outputs(self, run: str) -> dict[str, Any]:
        """The chain's outputs of a run, as JSON has them. Raises `Problem` (410)."""
        return {name: plain(self._value(packed)) for name, packed in self.runs.outputs(run).items()}

    def _value(self, packed: Any) -> Any:
        try:
            return decode_value(packed, self._artifacts)
        except Lost as error:
            raise Problem(410, f"an output is not there any more: {error}") from error


_AGAIN = "Ask for the run, or call again with the same Idempotency-Key."
_STATUS_CODES = {"cancelled": 409}


@router.post("/chains/{name}/run", include_in_schema=False)
async def run_chain(
    calls: Annotated[Calls, Depends(Calls)],
    token: MayRun,
    name: Annotated[ChainName, Path()],
    request: Request,
    accept: Annotated[str, Header()] = "",
    key: Annotated[str, Header(alias="Idempotency-Key", max_length=200)] = "",
    last: Annotated[str, Header(alias="Last-Event-ID", max_length=20)] = "",
) -> Response:
    """Run the newest version of a chain and answer with what comes out, or with a stream that ends with it."""
    try:
        inputs = json.loads(await request.body() or b"{}")
    except ValueError as error:
        raise Problem(400, f"the body is no JSON: {error}") from error
    if not isinstance(inputs, dict):
        raise Problem(400, "the body must be a JSON object, a key for each input")
    run, _ = await asyncio.to_thread(calls.runs.start, token, name, "", inputs, key)
    if STREAM in accept:
        return StreamingResponse(calls.events(run.id, event_number(last)), media_type=STREAM)
    async for _event in calls.tails.follow(run.id):
        pass
    return AnyTextResponse(await asyncio.to_thread(calls.answer, run.id))


@router.delete("/runs/{key:path}", status_code=204, responses=problems(404, 409))
async def cancel_call(runs: RunsDep, wake: Wake, token: MayRun, key: Annotated[str, Path(max_length=200)]) -> Response:
    """Stop the run that a call with this key has started."""
    run = await asyncio.to_thread(runs.by_key, token, key)
    if run is None:
        raise Problem(404, "there is no such call")
    await asyncio.to_thread(runs.stop, run.id)
    wake()
    return Response(status_code=204)


def plain(value: Any) -> Any:
    """A value as an answer in JSON has it: files as where they are, tables as records."""
    return walk(value, _PLAIN, str)


def _file(file: File) -> dict[str, Any]:
    facts = {
        "sha256": file.sha256,
        "name": file.name,
        "media_type": file.media_type,
        "size_bytes": file.size_bytes,
    }
    return {**facts, "href": f"/v1/artifacts/{file.sha256}?name={quote(file.name)}"}


def _records(table: Table) -> Any:
    return plain(rows_of(table.slice(0, ROWS)))


def _number(value: float) -> float | str:
    """JSON has no number for what is none, and what reads it has none for one that is too long to be written."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, int) and value.bit_length() > _LONGEST_NUMBER:
        return hex(value)
    return value


_PLAIN: dict[Kind, Leaf] = {**dict.fromkeys(SCALARS, _number), **dict.fromkeys(FILES, _file), "table": _records}


def describe(app: FastAPI) -> None:
    """Let ``/openapi.json`` tell of the chains that are published now."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = get_openapi(
                title=app.title, version=app.version, description=app.description, routes=app.routes
            )
            app.openapi_schema.update(hints.CONTRACT.entry(1))
        node: ServerNode | None = getattr(app.state, "node", None)
        chains = [info_of(chain) for chain in node.chains.newest()] if node is not None else []
        paths = {**app.openapi_schema["paths"], **{f"/chains/{c.name}/run": {"post": _operation(c)} for c in chains}}
        return {**app.openapi_schema, "paths": paths}

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI documents this way


def _operation(chain: ChainInfo) -> dict[str, Any]:
    inputs = {name: _plain_schema(schema) for name, schema in chain.inputs.items()}
    outputs = {name: _plain_schema(schema) for name, schema in chain.outputs.items()}
    required = [name for name, schema in chain.inputs.items() if "default" not in schema]
    body: dict[str, Any] = {"type": "object", "properties": inputs}
    if required:
        body["required"] = required
    return {
        "operationId": chain.name,
        "tags": ["published"],
        "summary": chain.title,
        "description": chain.description or chain.title,
        **hints.VERSION.entry(chain.version),
        "security": [{"HTTPBearer": []}],
        "requestBody": {"required": bool(required), "content": {"application/json": {"schema": body}}},
        "responses": {
            "200": {
                "description": "What came out",
                "content": {"application/json": {"schema": {"type": "object", "properties": outputs}}},
            },
            **{str(status): problem for status, problem in problems(404, 409, 429, 500).items()},
        },
    }


def _plain_schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A port's schema as plain OpenAPI: our own types as what travels."""
    texts = {key: schema[key] for key in ("title", "description") if key in schema}
    kind = type_of(dict(schema)).kind
    if kind in ("file", "image"):
        return {**_FILE, **texts}
    if kind == "table":
        return {**_TABLE, **texts}
    return hints.without_hints(schema)

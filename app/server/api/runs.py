"""Runs: started, listed, followed, stopped, answered, gone on with."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, Path, Query, Request, Response
from fastapi.responses import StreamingResponse

from app.server.api.access import MayRead, MayRun, may_all, may_bring_chains, problems
from app.server.api.dependencies import (
    ArtifactsDep,
    CatalogDep,
    HistoryDep,
    IsOpenToAll,
    LooksDep,
    RetentionDep,
    RunsDep,
    TailsDep,
    Wake,
)
from app.server.api.models import Answered, LastEvent, NodeValues, Rerun, Result, RunDocument, RunPage, StartRun
from app.server.problems import Problem
from app.server.runs import RunInfo
from app.server.summaries import summary_of
from app.server.tail import StoredEvent, Tails
from engine.chain.file import dump
from engine.chain.picture import svg
from engine.client import EVENTS
from engine.run import events as ev
from engine.run.history.values import decode_lenient
from engine.run.scope import RunScope

router = APIRouter(prefix="/v1/runs", tags=["runs"])
Id = Annotated[str, Path(description="Of the run.", max_length=100)]
Key = Annotated[str, Header(alias="Idempotency-Key", description="The same key starts one run.", max_length=200)]
STREAM = "text/event-stream"
PING_S = 15.0
COME_BACK = b"retry: 1000\n\n"
"""What a server that ends says to those who follow a run: it goes on, ask again in so many milliseconds."""
_STREAMED: dict[int | str, dict[str, Any]] = {
    200: {"content": {STREAM: {"schema": {"type": "string"}}}, "description": "Server-sent events"}
}


@router.post("", status_code=201, responses={**problems(404, 409, 429), 200: {"model": RunInfo}})
def start_run(
    runs: RunsDep, is_open: IsOpenToAll, token: MayRun, body: StartRun, response: Response, key: Key = ""
) -> RunInfo:
    """Start a published chain, or one that is sent along (which needs the scope publish, too)."""
    scope = RunScope(tuple(body.start), tuple(body.up_to))
    if (body.chain is None) == (body.document is None):
        raise Problem(422, "name a chain that is published, or send a document: one of the two")
    if body.chain is not None:
        run, is_new = runs.start(token, body.chain, body.version, body.inputs, key, scope)
    else:
        assert body.document is not None
        may_bring_chains(token, is_open)
        bundle = body.document
        run, is_new = runs.start_once(token, bundle.document, bundle.refs(), body.inputs, key, scope)
    response.status_code = 201 if is_new else 200
    return run


@router.get("", responses=problems())
def list_runs(
    runs: RunsDep,
    token: MayRead,
    status: Literal["", "queued", "running", "done", "failed", "cancelled"] = "",
    chain: Annotated[str, Query(max_length=100)] = "",
    mine: Annotated[bool, Query(description="Those of this token only.")] = False,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    cursor: Annotated[str, Query(description="`next` of the page before.", max_length=300)] = "",
) -> RunPage:
    """The latest runs, newest first."""
    page, cursor_of_next = runs.list(
        status=status, chain=chain, token=token.id if mine else "", limit=limit, cursor=cursor
    )
    return RunPage(runs=page, next=cursor_of_next)


@router.get("/{run}", responses=problems(404))
def get_run(runs: RunsDep, token: MayRead, run: Id) -> RunInfo:
    """One run."""
    return runs.get(run)


@router.delete("/{run}", status_code=204, responses=problems(404, 409))
def delete_run(runs: RunsDep, retention: RetentionDep, token: MayRun, run: Id) -> Response:
    """Forget a run that is over, with its results; of another token's, an administrator does."""
    if runs.get(run).token != token.id:
        may_all(token, "admin")
    if not retention.forget([run]):
        raise Problem(409, "the run is going on", remedy="Stop it first.")
    return Response(status_code=204)


@router.post("/{run}/cancel", status_code=202, responses=problems(404, 409))
async def cancel_run(runs: RunsDep, wake: Wake, token: MayRun, run: Id) -> RunInfo:
    """Stop a run. Nodes that run are given a moment to end."""
    cancelled = await asyncio.to_thread(runs.stop, run)
    wake()
    return cancelled


@router.post("/{run}/resume", status_code=202, responses=problems(404, 409))
def resume_run(runs: RunsDep, token: MayRun, run: Id) -> RunInfo:
    """Go on with a run that failed or was stopped. What is done is not done again."""
    return runs.resume(run)


@router.post("/{run}/rerun", status_code=201, responses={**problems(404, 409, 429), 200: {"model": RunInfo}})
def rerun_run(runs: RunsDep, token: MayRun, run: Id, body: Rerun, response: Response, key: Key = "") -> RunInfo:
    """Run its chain again: all of it, or from some nodes on, with the values of this run."""
    started, is_new = runs.rerun(token, run, body.start, key)
    response.status_code = 201 if is_new else 200
    return started


@router.post("/{run}/answers", status_code=204, responses=problems(404, 409))
async def answer_run(runs: RunsDep, wake: Wake, token: MayRun, run: Id, body: Answered) -> Response:
    """Answer a node that waits for a person."""
    await asyncio.to_thread(runs.answer, run, body.node, body.approved, body.note, token.name)
    wake()
    return Response(status_code=204)


@router.get("/{run}/last", responses=problems(404))
def last_of_run(runs: RunsDep, history: HistoryDep, token: MayRead, run: Id) -> LastEvent:
    """The number of the last event that is stored; 0 before the first."""
    runs.get(run)
    return LastEvent(seq=history.last_seq(run))


@router.get("/{run}/document", responses=problems(404))
def document_of_run(runs: RunsDep, token: MayRead, run: Id) -> RunDocument:
    """The chain as it was when it ran, and what it was given."""
    chain, inputs = runs.document(run)
    return RunDocument(document=dump(chain).decode(), inputs=json.loads(json.dumps(inputs, default=str)))


@router.get("/{run}/outputs", responses=problems(404))
def outputs_of_run(runs: RunsDep, token: MayRead, run: Id) -> dict[str, object]:
    """The chain's outputs by name, as far as they are there; packed as `NodeValues` are."""
    return runs.outputs(run)


@router.get("/{run}/results", responses=problems(404))
def results_of_run(runs: RunsDep, artifacts: ArtifactsDep, token: MayRead, run: Id) -> list[Result]:
    """The chain's outputs as a page shows them: heads of tables, where files are, texts."""
    packed = runs.outputs(run)
    return [Result(**summary_of(name, value)) for name, value in decode_lenient(packed, artifacts).items()]


@router.get("/{run}/picture", responses={**problems(404), 200: {"content": {"image/svg+xml": {}}}})
def picture_of_run(runs: RunsDep, catalog: CatalogDep, token: MayRead, run: Id) -> Response:
    """Its chain as an SVG picture: each node is a group with the class node and its id as data-node."""
    chain, _ = runs.document(run)
    return Response(svg(chain, catalog), media_type="image/svg+xml")


@router.get("/{run}/values", responses=problems(404, 409))
async def values_of_node(
    looks: LooksDep, token: MayRead, run: Id, node: Annotated[str, Query(description="Its path.", max_length=600)]
) -> NodeValues:
    """What a node received and produced. Rows of a large table that no node needed are made now, within the limits of a
    node.
    """
    return NodeValues(**await looks.values(run, node))


@router.get("/{run}/events", response_class=StreamingResponse, responses={**problems(404), **_STREAMED})
async def events_of_run(
    runs: RunsDep,
    tails: TailsDep,
    token: MayRead,
    run: Id,
    request: Request,
    after: Annotated[int, Query(ge=0, le=2**31 - 1, description="Only events with a higher number.")] = 0,
    last: Annotated[str, Header(alias="Last-Event-ID", description="As `after`; it wins.", max_length=20)] = "",
    known: Annotated[
        str,
        Header(alias=EVENTS, description="`notices` for `NodeNotice` events; else they are `NodeLog`.", max_length=40),
    ] = "",
) -> StreamingResponse:
    """Everything that happens in a run, from any number on, until the run is over."""
    await asyncio.to_thread(runs.get, run)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(
        sent(tails, run, event_number(last, after), notices=known == "notices"), media_type=STREAM, headers=headers
    )


def event_number(header: str, default: int = 0) -> int:
    """What ``Last-Event-ID`` says, where it says a number."""
    if header.isascii() and header.isdigit():
        return int(header)
    return default


async def sent(tails: Tails, run: str, after: int, *, notices: bool = True) -> AsyncIterator[bytes]:
    """Events as they go over the wire, with a sign of life while there are none."""
    stored = tails.follow(run, after)
    following: asyncio.Task[StoredEvent | None] | None = None

    async def next_one() -> StoredEvent | None:
        return await anext(stored, None)

    try:
        while True:
            following = following or asyncio.create_task(next_one())
            done, _ = await asyncio.wait({following}, timeout=PING_S)
            if not done:
                yield b": still there\n\n"
                continue
            event, following = following.result(), None
            if event is None:
                if tails.ended:
                    yield COME_BACK
                return
            body = event.body if notices else ev.for_older(event.body)
            yield f"id: {event.seq}\ndata: {body}\n\n".encode()
    finally:
        if following is not None:
            following.cancel()
            await asyncio.gather(following, return_exceptions=True)
        await stored.aclose()

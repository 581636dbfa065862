"""The server itself: what it offers, who works for it, who may use it, and how it is."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Path, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from sqlalchemy import text

from app.server.api.access import MayAdmin, MayRead, problems
from app.server.api.dependencies import (
    CatalogDep,
    DatabaseDep,
    DurableDep,
    IsAlive,
    IsFenced,
    LeaseDep,
    RunExecutorDep,
    RunsDep,
    SettingsDep,
    SuspectsDep,
    TailsDep,
    TokensDep,
)
from app.server.api.models import (
    CatalogInfo,
    CreatedToken,
    NewToken,
    QueueInfo,
    TokenInfo,
    ToolInfo,
    WorkerInfo,
)
from app.server.problems import Problem

router = APIRouter(tags=["server"])


@router.get("/healthz")
async def alive() -> dict[str, str]:
    """Whether the process answers."""
    return {"status": "ready"}


@router.get("/readyz", responses=problems())
async def ready(database: DatabaseDep, is_alive: IsAlive, is_fenced: IsFenced) -> Response:
    """Whether it can take work: the database answers, and the process takes part.

    ``fenced`` is whether the kernel keeps tools from files that are none of their run.
    """

    def look() -> None:
        with database.connect() as connection:
            connection.execute(text("SELECT 1"))

    try:
        await asyncio.wait_for(asyncio.to_thread(look), 5)
    except Exception as error:  # whatever it is, it is not ready
        return Problem(503, f"the database does not answer: {type(error).__name__}").response()
    if not is_alive:
        return Problem(503, "the process does not take part").response()
    return JSONResponse({"status": "ready", "fenced": is_fenced})


@router.get("/metrics", response_class=PlainTextResponse, responses=problems())
def metrics(
    token: MayRead,
    runs: RunsDep,
    run_executor: RunExecutorDep,
    durable: DurableDep,
    tails: TailsDep,
    lease: LeaseDep,
    suspects: SuspectsDep,
) -> Response:
    """For Prometheus."""
    from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, ProcessCollector, generate_latest

    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    by_status = Gauge("iceos_runs", "Runs by status", ["status"], registry=registry)
    for status, count in runs.counts().items():
        by_status.labels(status).set(count)
    Gauge("iceos_runs_here", "Runs that this process carries", registry=registry).set(len(run_executor.running))
    waiting = Gauge("iceos_queue_waiting", "What waits in a queue", ["queue"], registry=registry)
    for queue, count in durable.waiting().items():
        waiting.labels(queue).set(count)
    suspected = Gauge("iceos_runs_suspected", "Runs with which a process died", ["state"], registry=registry)
    for state, count in suspects.counts().items():
        suspected.labels(state).set(count)
    Gauge("iceos_followers", "Readers that follow a run here", registry=registry).set(tails.readers)
    Gauge("iceos_processes", "Processes that live", registry=registry).set(len(lease.members()))
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)


@router.get("/v1/catalog", responses=problems())
def catalog(token: MayRead, catalog: CatalogDep, lease: LeaseDep, settings: SettingsDep) -> CatalogInfo:
    """What a chain finds here."""
    members = lease.members()
    tools = [ToolInfo(name=s.name, version=s.version, title=s.title) for s in catalog]
    return CatalogInfo(
        tools=tools,
        images=sorted(settings.services),
        containers=settings.containers,
        queues=sorted({queue for member in members for queue in member.queues}),
        workers=[WorkerInfo.model_validate(member) for member in members],
    )


@router.get("/v1/queues", responses=problems())
def queues(token: MayRead, durable: DurableDep, runs: RunsDep) -> QueueInfo:
    """How much there is to do."""
    return QueueInfo(waiting=durable.waiting(), runs=runs.counts())


@router.get("/v1/me", responses=problems())
def me(token: MayRead) -> TokenInfo:
    """Whose token this is."""
    return TokenInfo.model_validate(token)


@router.get("/v1/tokens", responses=problems())
def list_tokens(tokens: TokensDep, token: MayAdmin) -> list[TokenInfo]:
    """All tokens, without what they are."""
    return [TokenInfo.model_validate(known_token) for known_token in tokens.all()]


@router.post("/v1/tokens", status_code=201, responses=problems())
def create_token(tokens: TokensDep, token: MayAdmin, body: NewToken) -> CreatedToken:
    """A new token. It is shown this once."""
    lasts_s = body.days * 86400 if body.days else None
    token_info, secret = tokens.create(body.name, tuple(dict.fromkeys(body.scopes)), lasts_s)
    return CreatedToken(info=TokenInfo.model_validate(token_info), token=secret)


@router.delete("/v1/tokens/{number}", status_code=204, responses=problems(404))
def revoke_token(tokens: TokensDep, token: MayAdmin, number: Annotated[str, Path(max_length=50)]) -> Response:
    """End a token at once."""
    if not tokens.revoke(number):
        raise Problem(404, f"there is no token {number!r}")
    return Response(status_code=204)

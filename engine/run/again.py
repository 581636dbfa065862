"""Runs that build on earlier ones: going on with one that was broken off, or from a node with the last values."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.catalog import Catalog
from engine.chain.model import INPUTS, Chain, Endpoint
from engine.errors import HistoryError, PlanError
from engine.run.history.store import History, RunRecord
from engine.run.plan import Plan, Values, plan
from engine.run.secrets import SecretSource
from nodes.sdk.texts import mark


@dataclass(frozen=True, slots=True)
class Known:
    """What nodes gave in a run: `run` is its id, `skipped` are nodes that were not reached."""

    run: str = ""
    values: Values = field(default_factory=dict)
    skipped: tuple[str, ...] = ()


def values_of(history: History, run: str) -> Known:
    """What the nodes of the chain itself gave in a run; not those inside of sub-chains. Blocks on the disk."""
    values = {
        Endpoint(node, port): value
        for node, outputs in history.outputs(run).items()
        if "/" not in node
        for port, value in outputs.items()
    }
    values |= {Endpoint(INPUTS, name): value for name, value in history.inputs(run).items()}
    skipped = tuple(n for n, told in history.state(run).nodes.items() if told.status == "skipped")
    return Known(run, values, skipped)


def last_values(history: History, path: Path) -> Known:
    """The values of the last run of all of a chain file. Raises `HistoryError` where there is none."""
    for record in history.runs(100, path=path):
        if record.status in ("done", "failed") and not record.part.get("start"):
            return values_of(history, record.id)
    raise HistoryError(
        f"{path.name} has not run yet, so there are no values to start from", remedy="Run all of it once."
    )


def plan_of(history: History, record: RunRecord, catalog: Catalog, secrets: SecretSource | None) -> tuple[Chain, Plan]:
    """The chain of a past run as it was, and what there was to run. Blocks on the disk.

    Raises `HistoryError`, or `PlanError` where the chain cannot run here any more.
    """
    if record.status in ("done", "running"):
        words = mark("is done" if record.status == "done" else "is still running")
        raise PlanError(f"the run {record.id} {words}, there is nothing to go on with")
    chain = history.chain(record.id)
    part: dict[str, Any] = record.part
    known = values_of(history, part["known"]) if part.get("known") else Known()
    made = plan(
        chain,
        catalog,
        record.folder,
        history.inputs(record.id),
        start=part.get("start", ()),
        up_to=part.get("up_to", ()),
        known=known.values,
        skipped=known.skipped,
        secrets=secrets,
    )
    return chain, made

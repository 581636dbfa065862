"""Runs that build on earlier ones: going on with one that was broken off, or from a node with the last values."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from engine.chain.model import INPUTS, Endpoint
from engine.chain.path import NodePath
from engine.errors import HistoryError, PlanError
from engine.run.history.store import History
from engine.run.scope import PriorResults, RunScope, RunSpec
from engine.run.status import NodeStatus, RunStatus
from nodes.sdk.texts import mark


def prior_results(history: History, run: str) -> PriorResults:
    """What the nodes of the chain itself gave in a run; not those inside of sub-chains. Blocks on the disk."""
    values = {
        Endpoint(node, port): value
        for node, outputs in history.outputs(run).items()
        if not NodePath(node).is_inner
        for port, value in outputs.items()
    }
    values |= {Endpoint(INPUTS, name): value for name, value in history.inputs(run).items()}
    skipped = [node for node, state in history.state(run).nodes.items() if state.status is NodeStatus.SKIPPED]
    return PriorResults(run, values, skipped)


def last_results(history: History, path: Path) -> PriorResults:
    """Those of the last run of all of a chain file. Raises `HistoryError` where there is none."""
    for record in history.runs(100, path=path):
        if record.status in (RunStatus.DONE, RunStatus.FAILED) and not record.scope.start:
            return prior_results(history, record.id)
    raise HistoryError(
        f"{path.name} has not run yet, so there are no values to start from", remedy="Run all of it once."
    )


def with_results(history: History, scope: RunScope) -> RunScope:
    """A scope that the history kept, with the results of the run that it names. Blocks on the disk."""
    if not scope.prior.run:
        return scope
    return replace(scope, prior=prior_results(history, scope.prior.run))


def plan_resume(history: History, run: str) -> RunSpec:
    """What is left to go on with of a run. Blocks on the disk.

    Raises `HistoryError`, or `PlanError` where it goes on already or is done.
    """
    record = history.find(run)
    if not record.status.is_resumable:
        standing = mark("is done" if record.status is RunStatus.DONE else "is still running")
        raise PlanError(f"the run {record.id} {standing}, there is nothing to go on with")
    spec = history.spec(record.id)
    return replace(spec, scope=with_results(history, spec.scope))

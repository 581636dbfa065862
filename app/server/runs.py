"""Runs as people ask for them: started, listed, stopped, answered, gone on with."""

from __future__ import annotations

import base64
import json
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection, Engine, Select, and_, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from app.server.artifacts import check_names
from app.server.chains import Chains, Files, files_refused
from app.server.durable import Durable
from app.server.problems import Problem
from app.server.run_executor import mark_finished, requeue_run, uploads
from app.server.settings import ServerSettings
from app.server.suspects import clear
from app.server.tables import answers, processes, requests
from app.server.tokens import Token
from engine.chain.file import parse
from engine.chain.graph import Graph
from engine.chain.model import INPUTS, Chain
from engine.chain.path import NodePath
from engine.chain.validate import errors
from engine.run.artifacts import Artifacts, suffix_of
from engine.run.history.database import writing
from engine.run.history.rows import begin, keep_files
from engine.run.history.store import History
from engine.run.history.tables import events, results, runs
from engine.run.history.values import ValueEncoder
from engine.run.plan import passed_files, plan
from engine.run.scheduler import new_run_id
from engine.run.scope import WHOLE, PriorResults, RunScope, RunSpec
from engine.run.status import UNFINISHED, NodeStatus, RunStatus
from nodes.sdk.kinds import kind_of
from nodes.sdk.packed import encode, envelope
from nodes.sdk.types import File


class RunInfo(BaseModel):
    """`status` is queued, running, done, failed or cancelled; times are seconds since the epoch."""

    model_config = ConfigDict(frozen=True)

    id: str
    chain: str
    version: str
    name: str
    status: str
    created_at: float
    finished_at: float | None
    token: str
    problem: str
    part: dict[str, Any]


@dataclass(frozen=True)
class RunSource:
    """What is to run, and under which name and version it is published; both are empty where it is not."""

    chain: Chain
    files: Files
    name: str = ""
    version: str = ""


class Runs:
    """All runs of a server. Everything blocks on the database or the disk."""

    def __init__(
        self,
        database: Engine,
        history: History,
        durable: Durable,
        artifacts: Artifacts,
        chains: Chains,
        settings: ServerSettings,
    ) -> None:
        self._database = database
        self._history = history
        self._durable = durable
        self._artifacts = artifacts
        self._chains = chains
        self._settings = settings

    def start(
        self,
        token: Token,
        name: str,
        version_range: str,
        inputs: Mapping[str, Any],
        key: str = "",
        scope: RunScope = WHOLE,
    ) -> tuple[RunInfo, bool]:
        """Start a published chain; returns the run, and whether it is new: one key starts one run. Raises `Problem`."""
        if existing := self.by_key(token, key):
            return existing, False
        published = self._chains.find(name, version_range)
        source = RunSource(published.chain, published.files, name, published.version)
        return self._start(token, source, inputs, key, scope)

    def start_once(
        self,
        token: Token,
        document: str,
        files: Files,
        inputs: Mapping[str, Any],
        key: str = "",
        scope: RunScope = WHOLE,
    ) -> tuple[RunInfo, bool]:
        """Run a chain that is not published. Raises `Problem`, `ChainError`."""
        if existing := self.by_key(token, key):
            return existing, False
        chain = parse(document)
        if problems := errors(findings := self._chains.check(chain, files)):
            raise Problem(422, str(problems[0]), remedy=problems[0].remedy, findings=[f._asdict() for f in findings])
        return self._start(token, RunSource(chain, files), inputs, key, scope)

    def rerun(self, token: Token, run: str, start: Sequence[str], key: str = "") -> tuple[RunInfo, bool]:
        """Run the chain of a run again: all of it, or from the nodes of `start` on, on the values of that run.

        Returns as `start` does. Raises `Problem`.
        """
        if existing := self.by_key(token, key):
            return existing, False
        row = self._row(run)
        chain = self._history.chain(run)
        if missing := [node for node in start if node not in chain.nodes]:
            raise Problem(422, f"the chain has no node {missing[0]!r}")
        scope = WHOLE
        if start:
            scope = RunScope(tuple(start), prior=PriorResults(run))
        source = RunSource(chain, json.loads(row.files), row.chain, row.version)
        return self._start(token, source, self._history.inputs(run), key, scope)

    def get(self, run: str) -> RunInfo:
        """Raises `Problem` (404)."""
        return _info(self._row(run))

    def by_key(self, token: Token, key: str) -> RunInfo | None:
        """The run that a key of this token has started."""
        if not key:
            return None
        with self._database.connect() as connection:
            row = connection.execute(_select_runs().where(requests.c.key == f"{token.id}:{key}")).first()
        if row is None:
            return None
        return _info(row)

    def list(
        self, *, status: str = "", chain: str = "", token: str = "", limit: int = 50, cursor: str = ""
    ) -> tuple[list[RunInfo], str]:
        """The latest runs, newest first, and where the next page begins. Raises `Problem` for a cursor of no page."""
        statement = _select_runs().order_by(runs.c.started_at.desc(), runs.c.id.desc()).limit(limit + 1)
        if status:
            statement = statement.where(runs.c.status == status)
        if chain:
            statement = statement.where(requests.c.chain == chain)
        if token:
            statement = statement.where(requests.c.token == token)
        if cursor:
            at, last = _read_cursor(cursor)
            earlier = and_(runs.c.started_at == at, runs.c.id < last)
            statement = statement.where(or_(runs.c.started_at < at, earlier))
        with self._database.connect() as connection:
            page = [_info(row) for row in connection.execute(statement)]
        if len(page) <= limit:
            return page, ""
        return page[:limit], _cursor(page[limit - 1])

    def stop(self, run: str) -> RunInfo:
        """Stop a run, whether it waits or runs already. Raises `Problem`."""
        with writing(self._database).begin() as connection:
            row = connection.execute(_select_runs().where(runs.c.id == run).with_for_update(of=runs)).first()
            if row is None:
                raise _no_run(run)
            if RunStatus(row.status).is_over:
                raise Problem(409, f"the run is {row.status} already")
            connection.execute(update(requests).where(requests.c.run == run).values(stopped=True))
            holder = select(processes.c.id).join(requests, requests.c.process == processes.c.id)
            is_held = connection.execute(holder.where(requests.c.run == run)).first() is not None
            if row.status == RunStatus.QUEUED or not is_held:
                last = connection.execute(select(func.max(events.c.seq)).where(events.c.run == run)).scalar() or 0
                mark_finished(connection, run, last, RunStatus.CANCELLED)
        return self.get(run)

    def resume(self, run: str) -> RunInfo:
        """Go on with a run that failed or was stopped; what is done stays. Raises `Problem`."""
        with writing(self._database).begin() as connection:
            row = connection.execute(_select_runs().where(runs.c.id == run).with_for_update(of=runs)).first()
            if row is None:
                raise _no_run(run)
            if not RunStatus(row.status).is_over:
                raise Problem(409, "the run is going on")
            if row.status == RunStatus.DONE:
                raise Problem(409, "the run is done, there is nothing to go on with")
            clear(connection, run)
            requeue_run(connection, self._durable, run)
        return self.get(run)

    def answer(self, run: str, node: str, approved: bool, note: str, by: str) -> None:
        """Answer a node that waits for a person. Raises `Problem`."""
        if RunStatus(self.get(run).status).is_over:
            raise Problem(409, "the run is over")
        state = self._history.state(run).nodes.get(node)
        if state is None or not state.question or state.status is not NodeStatus.RUNNING:
            raise Problem(409, f"{node} asks nothing")
        row = {"run": run, "node": node, "approved": approved, "note": note, "by": by, "at": time.time()}
        try:
            with writing(self._database).begin() as connection:
                connection.execute(insert(answers).values(row))
        except IntegrityError as error:
            raise Problem(409, f"{node} was answered already") from error

    def values(self, run: str, node: str) -> dict[str, Any]:
        """What a node received and produced, packed as it is stored. Raises `Problem` (404)."""
        self._row(run)
        statement = select(results.c.inputs, results.c.outputs).where(results.c.run == run, results.c.node == node)
        with self._database.connect() as connection:
            row = connection.execute(statement).first()
        if row is None:
            raise Problem(404, f"{node} has no result in this run")
        return {"inputs": json.loads(row.inputs), "outputs": json.loads(row.outputs or "{}")}

    def outputs(self, run: str) -> dict[str, Any]:
        """The chain's outputs of a run by name, packed. Raises `Problem` (404)."""
        row = self._row(run)
        graph = Graph(self._history.chain(run), self._chains.rules.catalog)
        defaults = {name: encode(value, {}) for name, value in graph.chain.input_defaults().items()}
        results = self._history.stored(run)
        stored = {node: json.loads(text) for node, _, text in results if text and not NodePath(node).is_inner}
        stored[INPUTS] = {**defaults, **json.loads(self._inputs_text(run))}
        files = json.loads(row.files)
        for name, file_type in passed_files(graph.chain, graph).items():
            stored[INPUTS][name] = _sent_file(name, stored[INPUTS].get(name), files, file_type)
        return {
            name: stored[source.node][source.port]
            for name, source in graph.outputs().items()
            if source.port in stored.get(source.node, {})
        }

    def document(self, run: str) -> tuple[Chain, dict[str, Any]]:
        """The chain of a run as it was, and its inputs. Raises `Problem` (404)."""
        self._row(run)
        return self._history.chain(run), self._history.inputs(run)

    def counts(self) -> dict[str, int]:
        """Runs by status."""
        with self._database.connect() as connection:
            rows = connection.execute(select(runs.c.status, func.count()).group_by(runs.c.status))
            return {str(status): int(count) for status, count in rows}

    # inside

    def _start(
        self, token: Token, source: RunSource, inputs: Mapping[str, Any], key: str, scope: RunScope
    ) -> tuple[RunInfo, bool]:
        if len(json.dumps(inputs)) > self._settings.max_body_mb * 1e6:
            raise Problem(413, "the inputs are too large", remedy="Upload large values as files.")
        self._check_inputs(source, inputs)
        run, encoder = new_run_id(), self._encoder(source, inputs)
        name = source.name or source.chain.title or "chain"
        spec = RunSpec(source.chain, name, inputs=inputs, scope=scope)
        row = {
            "run": run,
            "chain": source.name,
            "version": source.version,
            "files": json.dumps({path: dict(reference) for path, reference in source.files.items()}),
            "token": token.id,
            "key": f"{token.id}:{key}" if key else None,
            "attempt": 1,
            "stopped": False,
            "process": "",
            "problem": "",
        }
        try:
            with writing(self._database).begin() as connection:
                self._check_quota(connection, token)
                begin(connection, run, spec, encoder, RunStatus.QUEUED, "", time.time())
                keep_files(connection, {run: encoder})
                connection.execute(insert(requests).values(row))
                self._durable.enqueue_run(connection, run, 1, source.name)
        except IntegrityError:
            if existing := self.by_key(token, key):  # the same key at the same moment
                return existing, False
            raise
        return self.get(run), True

    def _encoder(self, source: RunSource, inputs: Mapping[str, Any]) -> ValueEncoder:
        """One that has used the files of a run already: they are there for as long as the run is known."""
        encoder = ValueEncoder(self._artifacts)
        uploaded = {path: inputs[name] for name, path in uploads(source.chain, inputs).items()}
        for path, reference in {**source.files, **uploaded}.items():
            digest, suffix = str(reference["sha256"]), suffix_of(path)
            encoder.artifacts[digest] = (suffix, self._artifacts.find(digest, suffix).stat().st_size)
        return encoder

    def _check_inputs(self, source: RunSource, inputs: Mapping[str, Any]) -> None:
        """Whether the inputs will do, before anything is stored. Raises `Problem`, `EngineError`."""
        uploaded = uploads(source.chain, inputs)
        with files_refused():
            check_names(uploaded.values())
            for name, path in uploaded.items():
                self._artifacts.find(str(inputs[name]["sha256"]), suffix_of(path))
        sent, rules = self._chains.sent(source.files), self._chains.rules
        spec = RunSpec(source.chain, folder=sent.folder, inputs={**inputs, **uploaded})
        plan(spec, rules.catalog, secrets=rules.secrets_of(source.name), queued=True, files=sent)

    def _check_quota(self, connection: Connection, token: Token) -> None:
        unfinished = select(func.count()).select_from(_RUNS).where(requests.c.token == token.id)
        count = connection.execute(unfinished.where(runs.c.status.in_(UNFINISHED))).scalar() or 0
        if count >= self._settings.runs_per_token:
            raise Problem(429, f"{count} runs of this token wait or run already", remedy="Wait until some are over.")

    def _row(self, run: str) -> Any:
        with self._database.connect() as connection:
            row = connection.execute(_select_runs().where(runs.c.id == run)).first()
        if row is None:
            raise _no_run(run)
        return row

    def _inputs_text(self, run: str) -> str:
        with self._database.connect() as connection:
            return str(connection.execute(select(runs.c.inputs).where(runs.c.id == run)).scalar() or "{}")


_RUNS = runs.join(requests, requests.c.run == runs.c.id)
_RUN_COLUMNS = (
    *(runs.c.id, runs.c.name, runs.c.status, runs.c.part, runs.c.started_at, runs.c.finished_at),
    *(requests.c.chain, requests.c.version, requests.c.files, requests.c.token, requests.c.problem),
)
"""One by one: both tables have a `chain`, and of a row that holds both, `row.chain` is the other one's, a hash."""


def _select_runs() -> Select[Any]:
    return select(*_RUN_COLUMNS).select_from(_RUNS)


def _info(row: Any) -> RunInfo:
    scope = {k: v for k, v in json.loads(row.part).items() if v}
    return RunInfo(
        id=row.id,
        chain=row.chain,
        version=row.version,
        name=row.name,
        status=row.status,
        created_at=row.started_at,
        finished_at=row.finished_at,
        token=row.token,
        problem=row.problem,
        part=scope,
    )


def _sent_file(name: str, value: Any, files: Files, file_type: type[File]) -> Any:
    """The value of an input that is a file, packed: one that was uploaded, or was sent along with the chain."""
    if isinstance(value, str):
        reference: Any = files.get(os.path.normpath(value))
        label = Path(value).name
    else:
        reference, label = value, ""
    if not isinstance(reference, Mapping) or "sha256" not in reference:
        return value
    label = label or Path(str(reference.get("name") or name)).name
    file = file_type(path=Path(label), name=label)
    facts = {**file.model_dump(mode="json"), "sha256": reference["sha256"], "size_bytes": reference.get("size_bytes")}
    return envelope(facts, {"": kind_of(file)})


def _no_run(run: str) -> Problem:
    return Problem(404, f"there is no run {run!r}")


def _cursor(last: RunInfo) -> str:
    return base64.urlsafe_b64encode(json.dumps([last.created_at, last.id]).encode()).decode()


def _read_cursor(cursor: str) -> tuple[float, str]:
    try:
        at, last = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        return float(at), str(last)
    except (ValueError, TypeError) as error:
        raise Problem(422, "this cursor is none of ours") from error

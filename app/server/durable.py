"""What is left to DBOS: queues, who takes what from them, and that work of a dead process is taken again.

A run is one workflow, a node that is sent to a queue another. What happens inside a run is the engine's: its history
holds every result that is stored, and a workflow that starts again goes on from there. So a run costs one workflow,
not one step a node.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable, Set
from typing import Any, NamedTuple, Protocol

from dbos import DBOS, DBOSClient, WorkflowHandleAsync
from sqlalchemy import Connection

from app.server.database import POOL
from app.server.settings import ServerSettings

RUNS = "runs"
NODES = "nodes."
"""Before the name of a queue of nodes."""
POLL_S = 0.05
VERSION = "1"
"""Of the workflows: a new build takes on what an older one began."""
_NAME = "iceos"
log = logging.getLogger(__name__)


class WorkflowHandlers(Protocol):
    """Does the work that comes from the queues.

    What raises `asyncio.CancelledError` is given back: nothing is noted of it, and it can be queued again.
    """

    async def execute_run(self, run: str, attempt: int) -> None: ...

    async def serve(self, job: dict[str, Any]) -> dict[str, Any]: ...


class Abandoned(NamedTuple):
    """A workflow that was begun and that nobody does."""

    id: str
    queue: str | None


_handlers: WorkflowHandlers | None = None


@DBOS.workflow(name="iceos.run", max_recovery_attempts=None)
async def _run(run: str, attempt: int) -> None:
    assert _handlers is not None
    log.debug("run %s, attempt %d, comes from the queue", run, attempt)
    await _handlers.execute_run(run, attempt)


@DBOS.workflow(name="iceos.node", max_recovery_attempts=None)
async def _node(job: dict[str, Any]) -> dict[str, Any]:
    assert _handlers is not None
    log.debug("node %s comes from the queue", job["key"])
    return await _handlers.serve(job)


class Durable:
    """One process's share in it. `begin` on the loop on which the work is to run."""

    def __init__(self, settings: ServerSettings, process: str) -> None:
        self._settings = settings
        self._process = process
        self._client: DBOSClient | None = None
        self._dbos: DBOS | None = None

    async def begin(self, handlers: WorkflowHandlers) -> None:
        """Raises what the database raises."""
        global _handlers
        _handlers = handlers
        logging.getLogger("dbos").setLevel(logging.WARNING)
        self._dbos = DBOS(
            config={
                "name": _NAME,
                "system_database_url": self._settings.database,
                "executor_id": self._process,
                "application_version": VERSION,
                "log_level": "WARNING",
                "console_log_level": "ERROR",
            }
        )
        queues = [NODES + name for name in self._settings.served]
        if self._settings.runs:
            queues.append(RUNS)
        DBOS.listen_queues(queues)
        await asyncio.to_thread(self.connect)
        DBOS.launch()
        if self._settings.runs:
            await DBOS.register_queue_async(
                RUNS,
                worker_concurrency=self._settings.runs,
                partition_concurrency=self._settings.runs_per_chain,
                polling_interval_sec=POLL_S,
                on_conflict="always_update",
            )
        for name in self._settings.served:
            await DBOS.register_queue_async(
                NODES + name,
                worker_concurrency=self._settings.concurrency,
                polling_interval_sec=POLL_S,
                on_conflict="always_update",
            )

    def connect(self) -> None:
        """Reach the database, without a share in the work. Blocks."""
        self._client = DBOSClient(
            system_database_url=self._settings.database, application_name=_NAME, system_database_pool_size=POOL
        )

    def stop_taking(self) -> None:
        """Take nothing from the queues any more. Blocks until a look at them that goes on is over, 10 s at most."""
        if self._dbos is None:
            return
        for event in self._dbos.background_thread_stop_events:
            event.set()
        for thread in threading.enumerate():
            if thread.name.startswith("queue-worker-"):
                thread.join(10)

    def end(self) -> None:
        """Let go of the database. Blocks."""
        DBOS.destroy()
        if self._client is not None:
            self._client.destroy()
            self._client = None

    def enqueue_run(self, connection: Connection, run: str, attempt: int, chain: str) -> None:
        """Queue a run in a transaction of the caller's."""
        assert self._client is not None, "it has begun"
        self._client.enqueue_in_transaction(
            connection,
            {
                "workflow_name": "iceos.run",
                "queue_name": RUNS,
                "workflow_id": f"{run}.{attempt}",
                "queue_partition_key": chain or "-",
                "app_version": VERSION,
            },
            run,
            attempt,
        )

    async def node(self, queue: str, key: str, job: dict[str, Any], each: Callable[[], Awaitable[None]]) -> Any:
        """Have a node run by a worker of a queue, once for a key; `each` is awaited while it is waited for."""
        assert self._client is not None, "it has begun"
        # by the client, which notes no steps of the run: a run that starts again goes on from its history, and would
        # not ask for the same in the same order
        handle: WorkflowHandleAsync[Any] = await self._client.enqueue_async(
            {
                "workflow_name": "iceos.node",
                "queue_name": NODES + queue,
                "workflow_id": key,
                "app_version": VERSION,
            },
            job,
        )
        while True:
            status = await handle.get_status()
            await each()
            if status.status not in ("ENQUEUED", "PENDING", "DELAYED"):
                return await handle.get_result()
            await asyncio.sleep(POLL_S)

    async def cancel_node(self, key: str) -> None:
        assert self._client is not None, "it has begun"
        await self._client.cancel_workflow_async(key)

    def requeue_pending(self, process: str) -> None:
        """Queue again whatever a process that is gone had begun. Blocks."""
        for workflow in self._pending(process):
            log.debug("%s is queued again: %s had begun it and is gone", workflow.id, process)
            self.requeue(workflow)

    def nodes_of(self, process: str) -> list[str]:
        """The keys of the nodes that a process has taken from queues. Blocks."""
        return [workflow.id for workflow in self._pending(process) if (workflow.queue or "").startswith(NODES)]

    def _pending(self, process: str) -> list[Abandoned]:
        assert self._client is not None, "it has begun"
        workflows = self._client.list_workflows(
            status="PENDING", executor_id=process, load_input=False, load_output=False
        )
        return [Abandoned(workflow.workflow_id, workflow.queue_name) for workflow in workflows]

    def find_abandoned(self, processes: Set[str]) -> set[Abandoned]:
        """What nobody does: begun by a process that is none of `processes`, or by this one and not here. Blocks.

        This one may be just about to begin it: what is found twice in a row is abandoned.
        """
        assert self._client is not None, "it has begun"
        assert self._dbos is not None, "it has begun"
        pending = self._client.list_workflows(status="PENDING", load_input=False, load_output=False)
        here = set(self._dbos._active_workflows_set.activeList())
        return {
            Abandoned(workflow.workflow_id, workflow.queue_name)
            for workflow in pending
            if workflow.executor_id not in processes
            or (workflow.executor_id == self._process and workflow.workflow_id not in here)
        }

    def requeue(self, workflow: Abandoned) -> None:
        """Queue a workflow again. Blocks."""
        assert self._client is not None, "it has begun"
        self._client.resume_workflow(workflow.id, queue_name=workflow.queue)

    def forget(self, runs: list[str]) -> None:
        """Remove what is known of runs and of their nodes at workers. Blocks."""
        assert self._client is not None, "it has begun"
        if runs:
            workflows = self._client.list_workflows(workflow_id_prefix=runs, load_input=False, load_output=False)
            self._client.delete_workflows([workflow.workflow_id for workflow in workflows])

    def waiting(self) -> dict[str, int]:
        """How much waits in each queue. Blocks."""
        assert self._client is not None, "it has begun"
        counts: dict[str, int] = {}
        for workflow in self._client.list_queued_workflows(load_input=False):
            name = str(workflow.queue_name)
            counts[name] = counts.get(name, 0) + (workflow.status == "ENQUEUED")
        return counts

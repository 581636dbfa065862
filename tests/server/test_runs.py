"""Runs on a server are what they are at home, whatever the database and however many processes share the work."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import TypeAdapter

from engine.chain import edit
from engine.chain.bundle import Bundle, bundle
from engine.chain.file import dump, load
from engine.chain.model import ChainPort, Placement
from engine.client import Client, ServerError
from engine.engine import Engine
from engine.flow.nesting import Answer
from engine.installed import installed
from engine.run import events as ev
from engine.run.scope import RunSpec
from nodes.sdk.types import File
from tests.conftest import EXAMPLES
from tests.engine.chain.builders import Builder
from tests.processes import until
from tests.server.conftest import BOTH, TOKEN, Team, Teams

pytestmark = pytest.mark.timeout(300)
_TIMES = {"seq", "run", "at", "elapsed_s", "path"}


def plain(value: Any) -> Any:
    """Without ids, times, and where files lie."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items() if key not in _TIMES}
    return [plain(item) for item in value] if isinstance(value, list) else value


def by_node(events: Iterable[ev.Event]) -> dict[str, list[Any]]:
    """What is told of each node, in its order; how often progress is told is a matter of time."""
    told: dict[str, list[Any]] = defaultdict(list)
    for event in events:
        if not isinstance(event, ev.NodeProgress | ev.NodeStats):
            body = plain(json.loads(ev.events.dump_json(event)))
            told[getattr(event, "node", "")].append(body)
    return told


async def at_home(path: Path, folder: Path) -> list[ev.Event]:
    chain, catalog = load(path).chain, installed()
    engine = Engine(folder, keep_from_s=0)
    told: list[ev.Event] = []

    def hear(event: ev.Event) -> None:
        told.append(event)
        if isinstance(event, ev.NodePhase) and event.question:
            asyncio.get_running_loop().call_soon(run.answer, event.node, Answer(True, "fine", "first", 0.0))

    run = engine.start(RunSpec(chain, path.stem, path.parent), catalog, hear)
    await engine.execute(run)
    await engine.close()
    return told


def follow(client: Client, run: str) -> list[ev.Event]:
    """All events; whatever is asked is answered."""
    told = []
    for event in client.events(run):
        told.append(event)
        if isinstance(event, ev.NodePhase) and event.question:
            client.answer(run, event.node, True, "fine")
    return told


@BOTH
@pytest.mark.parametrize("example", ["penguins", "review"])
def test_the_examples_run_as_they_do_at_home(teams: Teams, kind: str, example: str, tmp_path: Path) -> None:
    team = teams(kind)
    team.serve()
    team.work()
    team.work()
    shutil.copytree(EXAMPLES, tmp_path / "chains")
    path = tmp_path / "chains" / f"{example}.iceos"
    (path.parent / "data" / "field-notes.txt").write_text("Windy.\n")
    with team.client() as client:
        client.push(path)
        run = client.start(example)
        there = by_node(follow(client, run.id))
        here = by_node(asyncio.run(at_home(path, tmp_path / "home")))
        assert there.keys() == here.keys()
        for node, told in here.items():
            assert _untimed(there[node]) == _untimed(told), node
        assert client.run(run.id).status == "done"


def _untimed(told: list[Any]) -> str:
    """When somebody approved stands in what the nodes make, too; a table that comes from a worker is packed closer."""
    text = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "then", json.dumps(told, sort_keys=True))
    return re.sub(r'"size_bytes": \d+', '"size_bytes": 0', text)


@BOTH
def test_nodes_of_a_queue_run_at_workers_with_files_and_tables(teams: Teams, kind: str, tmp_path: Path) -> None:
    team = teams(kind)
    team.serve()
    with team.client() as client:
        path = EXAMPLES / "penguins.iceos"
        loaded = load(path)
        heavy = Placement(where="inline", queue="heavy")
        nodes = {n: node.model_copy(update={"placement": heavy}) for n, node in loaded.chain.nodes.items()}
        chain = loaded.chain.model_copy(update={"nodes": nodes})
        made = bundle(load(path), chain, installed(), path.parent)
        told = client.check(made)
        assert {finding.reason for finding in told} == {"no worker serves the queue 'heavy' now"}
        assert {finding.level for finding in told} == {"warning"}
        run = client.start_once(made)
        assert until(lambda: client.get("/v1/queues")["waiting"].get("nodes.heavy"), 20)
        team.work()
        team.work()
        assert client.check(made) == []
        ended = list(client.events(run.id))[-1]
        assert getattr(ended, "status", "") == "done", client.run(run.id)
        outputs = client.outputs(run.id, tmp_path)
        assert outputs["summary"].num_rows == 8
        assert outputs["report"].path.stat().st_size > 50_000


def test_one_key_starts_one_run(team: Team) -> None:
    client = team.client()
    client.push(EXAMPLES / "penguins.iceos")
    first = client.start("penguins", key="today")
    assert client.start("penguins", key="today").id == first.id
    assert client.start("penguins", key="tomorrow").id != first.id
    other = team.client(client.ask("POST", "/v1/tokens", {"name": "other", "scopes": ["run"]})["token"])
    assert other.start("penguins", key="today").id != first.id


def test_a_run_is_deleted_by_who_started_it_or_an_administrator(team: Team) -> None:
    admin = team.client()
    admin.push(EXAMPLES / "penguins.iceos")
    one, other = (
        team.client(admin.ask("POST", "/v1/tokens", {"name": name, "scopes": ["read", "run"]})["token"])
        for name in ("one", "other")
    )
    first, second = one.start("penguins").id, one.start("penguins").id
    for run in (first, second):
        assert until(lambda run=run: one.run(run).over, 60)
    with pytest.raises(ServerError, match="may not admin"):
        other.forget(first)
    one.forget(first)
    admin.forget(second)
    for run in (first, second):
        with pytest.raises(ServerError, match="there is no run"):
            one.run(run)
    build = Builder(installed())
    build.node("flow.wait", seconds=60)
    going = admin.start_once(Bundle(dump(build.chain))).id
    with pytest.raises(ServerError, match="is going on"):
        admin.forget(going)


def test_a_version_is_published_once_and_versions_are_compared(team: Team) -> None:
    client = team.client()
    chain = load(EXAMPLES / "penguins.iceos").chain
    made = bundle(load(EXAMPLES / "penguins.iceos"), chain, installed(), EXAMPLES)
    client.publish(made, "penguins", "1.0.0")
    client.publish(made, "penguins", "1.0.0")
    other = Bundle(dump(chain.model_copy(update={"title": "Other"})), made.files)
    with pytest.raises(ServerError, match="there already, with other content"):
        client.publish(other, "penguins", "1.0.0")
    client.publish(other, "penguins", "1.1.0")
    diff = client.text("/v1/chains/penguins/diff", old="1.0.0", new="^1.1")
    assert '+  "title": "Other",' in diff
    assert client.fetch("penguins", "1.0.0").source == (EXAMPLES / "penguins.iceos").read_bytes()
    assert client.chains()[0]["version"] == "1.1.0"
    assert client.start("penguins", version="~1.0").version == "1.0.0"
    client.delete("penguins", "1.1.0")
    assert [v["version"] for v in client.versions("penguins")] == ["1.0.0"]
    client.delete("penguins")
    assert client.versions("penguins") == []


def test_what_a_server_does_not_let_a_chain_do_is_refused_with_reasons(team: Team) -> None:
    build = Builder(installed())
    build.node("python.code", takes={}, gives={"x": "text"}, code="x = 'hello'")
    build.node("files.read", file="/etc/passwd")
    build.node("files.read", file="../../secret.txt")
    build.node("http.request", url="http://example.com", token={"$secret": "nobody_set_it"})
    with pytest.raises(ServerError) as caught, team.client() as client:
        client.publish(Bundle(dump(build.chain)), "hostile", "1.0.0")
    reasons = " ".join(finding.reason for finding in caught.value.findings)
    assert "containers only" in reasons
    assert "the secret 'nobody_set_it' is not set on the server" in reasons
    assert caught.value.status == 422
    assert team.client().chains() == []


def test_a_path_that_only_shows_when_it_runs_does_not_lead_out(team: Team) -> None:
    """Made by nodes, so that nothing can be seen before."""
    build = Builder(installed())
    for found in ("/etc/passwd", {"path": "/etc/passwd", "name": "x"}):
        parsed = build.node("data.parse_json", text=json.dumps(found))
        build.wire(f"{parsed}.data", f"{build.node('files.read')}.file")
    client = team.client()
    run = client.start_once(Bundle(dump(build.chain)))
    failed = [event.reason for event in client.events(run.id) if isinstance(event, ev.NodeFailed)]
    assert len(failed) == 2
    assert all("sees the files of its run only" in reason for reason in failed), failed


def test_a_chain_on_a_server_is_a_node_elsewhere(team: Team, tmp_path: Path) -> None:
    """It is described, typed, called by key, streamed, cancelled: as the node contract says."""
    client = team.client()
    client.push(EXAMPLES / "penguins.iceos")
    headers = {"Authorization": f"Bearer {TOKEN}"}
    described = httpx.get(f"{team.url}/openapi.json").json()
    assert described["x-iceos-contract"] == 1
    operation = described["paths"]["/chains/penguins/run"]["post"]
    assert operation["operationId"] == "penguins"
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]["properties"]
    assert schema["summary"]["type"] == "array"
    answer = httpx.post(f"{team.url}/chains/penguins/run", json={}, headers=headers, timeout=60).json()
    assert answer["summary"][0]["species"] == "Adelie"
    report = httpx.get(team.url + answer["report"]["href"], headers=headers)
    assert report.content.startswith(b"<!doctype html>")
    part = httpx.get(team.url + answer["report"]["href"], headers={**headers, "Range": "bytes=2-8"})
    assert (part.status_code, part.content) == (206, b"doctype")
    stream = {**headers, "Accept": "text/event-stream", "Idempotency-Key": "k1"}
    lines = httpx.post(f"{team.url}/chains/penguins/run", json={}, headers=stream, timeout=60).text
    assert "event: progress" in lines
    assert "event: done" in lines
    assert len([run for run in client.runs() if run.chain == "penguins"]) == 2
    again = httpx.post(f"{team.url}/chains/penguins/run", json={}, headers=stream, timeout=60).text
    assert "event: done" in again
    assert len([run for run in client.runs() if run.chain == "penguins"]) == 2
    assert httpx.post(f"{team.url}/chains/penguins/run", json={"bad": 1}, headers=headers).status_code == 422


def test_a_call_is_cancelled_by_its_key(team: Team) -> None:
    build = Builder(installed())
    build.node("flow.wait", seconds=60)
    client = team.client()
    client.publish(Bundle(dump(build.chain)), "long", "1.0.0")
    headers = {"Authorization": f"Bearer {TOKEN}", "Accept": "text/event-stream", "Idempotency-Key": "a:b:1"}
    with httpx.stream("POST", f"{team.url}/chains/long/run", json={}, headers=headers, timeout=60) as answer:
        assert until(lambda: client.runs() and client.runs()[0].status == "running", 20)
        assert httpx.delete(f"{team.url}/runs/a:b:1", headers=headers).status_code == 204
        assert "event: failed" in answer.read().decode()
    assert client.runs()[0].status == "cancelled"


def test_a_run_is_stopped_resumed_and_run_again_from_a_node(team: Team) -> None:
    build = Builder(installed())
    constant = build.node("data.constant", kind="number", value=3)
    wait = build.node("flow.wait", seconds=3)
    build.wire(f"{constant}.result", f"{wait}.value")
    client = team.client()
    run = client.start_once(Bundle(dump(build.chain)))
    assert until(lambda: client.run(run.id).status == "running", 20)
    with pytest.raises(ServerError, match="going on"):
        client.resume(run.id)
    client.cancel(run.id)
    assert until(lambda: client.run(run.id).status == "cancelled", 20)
    client.resume(run.id)
    told = list(client.events(run.id))
    assert [event.seq for event in told] == list(range(1, len(told) + 1))
    assert until(lambda: client.run(run.id).status == "done", 20)
    ended = [e.node for e in client.events(run.id) if isinstance(e, ev.NodeFinished | ev.NodeCached)]
    assert sorted(ended) == sorted([constant, wait])
    with pytest.raises(ServerError, match="nothing to go on with"):
        client.resume(run.id)
    again = client.rerun(run.id, [wait])
    told = list(client.events(again.id))
    assert {getattr(e, "node", wait) for e in told} == {wait}
    assert client.run(again.id).status == "done"


def known_of(client: Client, run: str) -> dict[str, Any]:
    """What a server tells of a run, apart from which it is, how it ended and when."""
    told = {**client.get(f"/v1/runs/{run}"), **client.get(f"/v1/runs/{run}/document")}
    return {name: value for name, value in told.items() if name not in {"id", "status", "created_at", "finished_at"}}


def test_nothing_that_is_known_of_a_run_is_lost_when_it_goes_on_or_runs_again(teams: Teams, tmp_path: Path) -> None:
    """Nor the limit for runs of one chain."""
    team = teams("sqlite")
    team.more |= {"ICEOS_RUNS_PER_CHAIN": "1", "ICEOS_LOG": "app.server=debug"}
    program = team.serve()
    client = team.client()
    build = Builder(installed())
    wait = build.node("flow.wait", seconds=1)
    for name, schema in (("note", {"type": "string"}), ("source", TypeAdapter(File).json_schema())):
        build.chain = edit.declare_input(build.chain, name, ChainPort(schema=schema))
    build.wire("$inputs.note", f"{wait}.value")
    source = tmp_path / "source.txt"
    source.write_text("a file that is sent")
    inputs = {"note": "the first", "source": source}
    client.publish(Bundle(dump(build.chain)), "patience", "1.2.0")
    first = client.start("patience", inputs)
    known = known_of(client, first.id)
    assert (known["chain"], known["version"], known["inputs"]["note"]) == ("patience", "1.2.0", "the first")
    assert known["inputs"]["source"]["name"] == "source.txt"

    assert until(lambda: client.run(first.id).status == "running", 20)
    client.cancel(first.id)
    assert until(lambda: client.run(first.id).over, 20)
    client.resume(first.id)
    assert known_of(client, first.id) == known
    assert until(lambda: client.run(first.id).status == "running", 20)
    program.kill()
    team.serve()
    assert until(lambda: client.run(first.id).status == "done", 60)
    assert known_of(client, first.id) == known

    again = [client.rerun(first.id), client.start("patience", inputs), client.rerun(first.id)]
    assert [known_of(client, run.id) for run in again] == [known] * 3
    assert {run.id for run in client.runs(chain="patience", limit=10)} == {run.id for run in (first, *again)}
    running = []

    def are_over() -> bool:
        states = [client.run(run.id) for run in again]
        running.append(sum(run.status == "running" for run in states))
        return all(run.status == "done" for run in states)

    assert until(are_over, 60)
    assert max(running) == 1, "one of them at a time"
    log = program.log.read_text()
    for decision in (
        "attempt 1, is claimed",
        "somebody stops it",
        "queued once more: attempt 2",
        "attempt 2, is claimed",
    ):
        assert decision in log, "and whoever asks is told what was decided"


def test_runs_are_listed_by_page_status_and_chain(team: Team) -> None:
    client = team.client()
    build = Builder(installed())
    build.node("data.constant", kind="number", value=3)
    client.publish(Bundle(dump(build.chain)), "small", "1.0.0")
    runs = [client.start("small").id for _ in range(7)]
    assert until(lambda: all(client.run(run).over for run in runs), 30)
    seen, cursor = [], ""
    while True:
        page = client.get("/v1/runs", limit=3, cursor=cursor, chain="small", status="done")
        seen += [run["id"] for run in page["runs"]]
        cursor = page["next"]
        if not cursor:
            break
    assert seen == sorted(runs, reverse=True) or set(seen) == set(runs)
    assert len(seen) == 7
    with pytest.raises(ServerError, match="none of ours"):
        client.get("/v1/runs", cursor="nonsense")
    assert client.get("/v1/runs", status="failed")["runs"] == []


def test_events_are_replayed_from_any_number(team: Team) -> None:
    client = team.client()
    client.push(EXAMPLES / "penguins.iceos")
    run = client.start("penguins").id
    told = list(client.events(run))
    assert [e.seq for e in client.events(run, last_seq=10)] == [e.seq for e in told[10:]]
    headers = {"Authorization": f"Bearer {TOKEN}", "Last-Event-ID": str(told[-2].seq)}
    last = httpx.get(f"{team.url}/v1/runs/{run}/events", headers=headers).text
    assert last.startswith(f"id: {told[-1].seq}\n")
    assert list(client.events(run, last_seq=told[-1].seq)) == []


def test_metrics_are_there_for_prometheus(team: Team) -> None:
    text = team.client().text("/metrics")
    assert "iceos_processes 1.0" in text
    assert "iceos_runs_here 0.0" in text

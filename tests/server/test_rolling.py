"""A rolling restart under load: two servers, each told to end and started again in turn, lose and repeat nothing."""

from __future__ import annotations

import threading
import time
from collections import Counter
from itertools import count

import httpx
import pytest

from engine.chain.bundle import Bundle
from engine.chain.file import dump
from engine.client import Client
from engine.errors import ServerError
from engine.run import events as ev
from tests.engine.chain.builders import Builder
from tests.processes import until
from tests.server.conftest import TOKEN, Team, Teams
from tests.server.marked import catalog_of, prepared

NODES = 8
ROUNDS = 5
EVERY_S = 1.0


class Stream:
    """Starts a run every moment, each by a key, at whichever answers. Other than 503 or no connection is wrong."""

    def __init__(self, teams: list[Team], chain: Bundle) -> None:
        self._teams = teams
        self._chain = chain
        self._ended = threading.Event()
        self.runs: dict[str, str] = {}
        self.wrong: list[str] = []
        self.tries = Counter[str]()
        self._thread = threading.Thread(target=self._work)

    def __enter__(self) -> Stream:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._ended.set()
        self._thread.join()

    def _work(self) -> None:
        for number in count():
            if self._ended.wait(EVERY_S):
                return
            key = f"run-{number}"
            while key not in self.runs:
                self._try(key)

    def _try(self, key: str) -> None:
        team = self._teams[sum(self.tries.values()) % 2]
        try:
            with Client(team.url, TOKEN) as client:
                self.runs[key] = client.start_once(self._chain, key=key).id
            self.tries["started"] += 1
        except ServerError as error:
            self.tries["sent elsewhere"] += 1
            if getattr(error, "status", 0) not in (0, 503):
                self.wrong.append(str(error))
            time.sleep(0.1)


def row(team: Team) -> Bundle:
    build = Builder(catalog_of(team.folder / "tools" / "marks.py"))
    before = ""
    for number in range(NODES):
        node = build.node("test.marked", name=f"n{number}", folder=str(team.folder), seconds=0.2)
        if before:
            build.wire(f"{before}.result", f"{node}.a")
        before = node
    return Bundle(dump(build.chain))


@pytest.fixture
def pair(teams: Teams) -> list[Team]:
    one = prepared(teams, "postgres")
    one.more["ICEOS_DRAIN_S"] = "1"
    two = teams.beside(one)
    two.more = one.more
    one.serve()
    two.serve()
    return [one, two]


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.timeout(1800)
def test_a_rolling_restart_under_load_loses_and_repeats_nothing(pair: list[Team]) -> None:
    with Stream(pair, row(pair[0])) as stream:
        for _ in range(ROUNDS):
            for team in pair:
                started = len(stream.runs)
                assert until(lambda started=started: len(stream.runs) > started + 1, 60)
                team.programs[-1].stop()
                team.serve()
    assert stream.wrong == []
    client = pair[0].client()
    assert len(set(stream.runs.values())) == len(stream.runs)
    assert len(client.runs(limit=500)) == len(stream.runs)
    for run in stream.runs.values():
        assert until(lambda run=run: client.run(run).over, 120), client.run(run)
        told = list(client.events(run))
        assert [event.seq for event in told] == list(range(1, len(told) + 1))
        ended = Counter(event.node for event in told if isinstance(event, ev.NodeFinished))
        assert client.run(run).status == "done"
        assert set(ended.values()) == {1}
        assert len(ended) == NODES
    print(f"\n{2 * ROUNDS} restarts: {len(stream.runs)} runs, {dict(stream.tries)}")
    assert httpx.get(f"{pair[1].url}/readyz").status_code == 200

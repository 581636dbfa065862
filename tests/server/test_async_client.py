"""The client that awaits says and gives the same as the one that blocks."""

from __future__ import annotations

import signal
from contextlib import aclosing
from pathlib import Path

import pytest

from engine.async_client import AsyncClient
from engine.chain.bundle import bundle
from engine.chain.file import load
from engine.chain.identity import identity
from engine.client import ServerError
from engine.installed import installed
from tests.conftest import EXAMPLES
from tests.server.conftest import TOKEN, Teams

pytestmark = pytest.mark.timeout(300)
PENGUINS = EXAMPLES / "penguins.iceos"


async def test_both_clients_see_the_same_server(teams: Teams, tmp_path: Path) -> None:
    team = teams("sqlite")
    team.serve()
    loaded = load(PENGUINS)
    chain = bundle(loaded, loaded.chain, installed(), PENGUINS.parent)
    blocking = team.client()
    async with AsyncClient(team.url, TOKEN) as client:
        assert await client.check(chain) == blocking.check(chain)
        assert await client.versions("penguins") == []
        await client.publish(chain, "penguins", "1.0.0")
        assert await client.versions("penguins") == blocking.versions("penguins")
        run = await client.start_once(chain)
        async with aclosing(client.events(run.id)) as events:
            followed = [event async for event in events]
        assert followed == list(blocking.events(run.id))
        assert (await client.run(run.id)).status == "done"
        assert [r.id for r in await client.runs()] == [run.id]
        assert identity((await client.document(run.id)).chain) == identity(blocking.document(run.id)[0].chain)
        inputs, outputs = await client.values(run.id, "report", tmp_path / "here")
        assert (tmp_path / "here") in outputs["report"].path.parents
        assert "Penguins" in outputs["report"].path.read_text()
        there = blocking.values(run.id, "report", tmp_path / "there")
        assert inputs.keys() == there[0].keys()
        tables = await client.values(run.id, "clean", tmp_path / "here")
        assert tables[1]["table"].equals(blocking.values(run.id, "clean", tmp_path / "there")[1]["table"])


async def test_a_refusal_and_a_server_that_is_away_say_what_to_do(teams: Teams) -> None:
    team = teams("sqlite")
    team.serve()
    async with AsyncClient(team.url, "wrong") as client:
        with pytest.raises(ServerError, match="not known here"):
            await client.me()
    async with AsyncClient("http://127.0.0.1:1") as client:
        with pytest.raises(ServerError, match="cannot be reached") as caught:
            await client.me()
    assert caught.value.remedy == "Check the address and the network."


async def test_a_run_is_followed_on_where_a_dead_server_broke_off(teams: Teams) -> None:
    team = teams("sqlite")
    program = team.serve()
    loaded = load(PENGUINS)
    async with AsyncClient(team.url, TOKEN) as client:
        run = await client.start_once(bundle(loaded, loaded.chain, installed(), PENGUINS.parent))
        numbers = []
        async with aclosing(client.events(run.id)) as events:
            async for event in events:
                numbers.append(event.seq)
                if len(numbers) == 2:
                    program.process.send_signal(signal.SIGKILL)
                    program.process.wait()
                    team.serve()
        assert numbers == sorted(set(numbers)), "each once, in order"
        assert (await client.run(run.id)).status == "done"

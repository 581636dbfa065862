"""Who follows a run hears of its end, of the program's, and of what goes wrong in between."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, text

from app.server import database
from app.server.tail import POLL_S, Tails
from engine.run.history import tables

RUN = "a"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Engine]:
    """With one run that is going on, of which nothing more is heard: as one that waits for a person."""
    made = database.connect(f"sqlite:///{tmp_path / 'iceos.db'}")
    database.prepare(made)
    run = {"id": RUN, "chain": "c", "name": "", "path": "", "folder": "", "inputs": "{}", "part": "", "owner": "p"}
    with made.begin() as connection:
        connection.execute(insert(tables.chains).values(id="c", document="{}"))
        connection.execute(insert(tables.runs).values(**run, status="running", started_at=0.0))
        connection.execute(insert(tables.events).values(run=RUN, seq=1, body="{}"))
    yield made
    made.dispose()


async def _follow(tails: Tails) -> list[int]:
    return [event.seq async for event in tails.follow(RUN)]


@pytest.mark.parametrize("after_s", [0, POLL_S / 2, POLL_S, 3.5 * POLL_S])
def test_the_end_of_the_program_reaches_each_who_follows(store: Engine, after_s: float) -> None:
    """Whatever the look at the database is doing just then."""

    async def told() -> list[list[int]]:
        tails = Tails(store)
        following = [asyncio.create_task(_follow(tails)) for _ in range(3)]
        await asyncio.sleep(after_s)
        tails.end()
        return await asyncio.wait_for(asyncio.gather(*following), 60)

    for seqs in asyncio.run(told()):
        assert seqs in ([], [1])


def test_what_cannot_be_read_is_no_end(store: Engine) -> None:
    async def follow() -> None:
        following = asyncio.create_task(_follow(Tails(store)))
        await asyncio.sleep(2 * POLL_S)
        with store.begin() as connection:
            connection.execute(text("UPDATE runs SET status = 'of no kind'"))
        await asyncio.wait_for(following, 60)

    with pytest.raises(ValueError, match="of no kind"):
        asyncio.run(follow())

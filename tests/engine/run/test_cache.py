"""Not doing work twice: what is kept, what is done anew, and that a damaged cache is no cache."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from engine.catalog import Catalog
from engine.chain import edit
from engine.chain.file import load
from engine.chain.model import Chain
from engine.engine import Engine
from engine.installed import add_folder
from engine.run import events as ev
from engine.run.artifacts import Artifacts
from engine.run.cache import FolderCache
from engine.run.scope import RunSpec
from engine.run.state import RunState
from nodes.library.tables import Sql
from nodes.library.text import Template
from nodes.sdk.kinds import kind_of
from tests.conftest import EXAMPLES

PENGUINS = EXAMPLES / "penguins.iceos"


class Ran:
    def __init__(self, statuses: dict[str, str], values: dict[Any, Any]) -> None:
        self.statuses = statuses
        self.values = values

    def nodes(self, status: str) -> set[str]:
        return {node for node, was in self.statuses.items() if was == status}


async def run(engine: Engine, chain: Chain, catalog: Catalog, folder: Path = EXAMPLES, *, fresh: bool = False) -> Ran:
    state = RunState()

    def take(event: ev.Event) -> None:
        state.apply(event)

    made = engine.start(RunSpec(chain, folder=folder), catalog, take, fresh=fresh, recorded=False)
    assert await engine.execute(made) == "done"
    return Ran({n: str(s.status) for n, s in state.nodes.items()}, made.values)


@pytest.fixture
def chain() -> Chain:
    return load(PENGUINS).chain


async def test_the_second_run_does_nothing_and_gives_the_same(engine: Engine, chain: Chain, catalog: Catalog) -> None:
    first = await run(engine, chain, catalog)
    second = await run(engine, chain, catalog)
    assert first.nodes("done") == set(chain.nodes)
    assert second.nodes("cached") == set(chain.nodes)
    assert second.values.keys() == first.values.keys()
    for at, value in first.values.items():
        again = second.values[at]
        assert again.equals(value) if kind_of(value) == "table" else again == value, at


async def test_it_outlives_the_program(tmp_path: Path, chain: Chain, catalog: Catalog) -> None:
    for expected in ("done", "cached"):
        engine = Engine(tmp_path, keep_from_s=0)
        assert (await run(engine, chain, catalog)).nodes(expected) == set(chain.nodes)
        await engine.close()


async def test_a_changed_constant_invalidates_what_is_downstream_and_nothing_else(
    engine: Engine, chain: Chain, catalog: Catalog
) -> None:
    await run(engine, chain, catalog)
    other = edit.set_input(chain, catalog, "chart", "title", "Another title")
    assert (await run(engine, other, catalog)).nodes("done") == {"chart", "report"}
    other = edit.set_input(chain, catalog, "clean", "column", "sex")
    assert (await run(engine, other, catalog)).nodes("cached") == {"read"}


async def test_equal_results_upstream_keep_what_is_downstream(engine: Engine, chain: Chain, catalog: Catalog) -> None:
    await run(engine, chain, catalog)
    query = chain.nodes["summarise"].inputs["query"] + "\n-- the same again"
    again = await run(engine, edit.set_input(chain, catalog, "summarise", "query", query), catalog)
    assert again.nodes("done") == {"summarise"}


async def test_a_file_counts_by_its_content_not_its_path(
    engine: Engine, chain: Chain, catalog: Catalog, tmp_path: Path, penguins: Path
) -> None:
    await run(engine, chain, catalog)
    copy = Path(shutil.copytree(penguins.parent, tmp_path / "data")) / penguins.name
    assert (await run(engine, chain, catalog, tmp_path)).nodes("cached") == set(chain.nodes)
    with copy.open("a") as stream:
        stream.write("Gentoo,Biscoe,50,15,220,5000,male,2009\n")
    assert "read" in (await run(engine, chain, catalog, tmp_path)).nodes("done")


async def test_files_that_a_pattern_finds_count_by_their_content(
    engine: Engine, catalog: Catalog, tmp_path: Path
) -> None:
    for number in (1, 2):
        (tmp_path / f"{number}.csv").write_text(f"a,b\n{number},x\n" * 2000)
    nodes = {"read": {"tool": "tables.read", "version": "1.0.0", "inputs": {"file": "1.csv", "others": "*.csv"}}}
    drawn = Chain.model_validate({"nodes": nodes})
    assert [(await run(engine, drawn, catalog, tmp_path)).statuses["read"] for _ in range(2)] == ["done", "cached"]
    (tmp_path / "2.csv").write_text("a,b\n7,x\n" * 2000)
    changed = await run(engine, drawn, catalog, tmp_path)
    assert changed.statuses["read"] == "done"
    (tmp_path / "3.csv").write_text("a,b\n3,x\n" * 2000)
    assert (await run(engine, drawn, catalog, tmp_path)).statuses["read"] == "done", "there is one more"


async def test_anew_means_anew_and_fills_the_cache(engine: Engine, chain: Chain, catalog: Catalog) -> None:
    await run(engine, chain, catalog)
    assert (await run(engine, chain, catalog, fresh=True)).nodes("done") == set(chain.nodes)
    assert (await run(engine, chain, catalog)).nodes("cached") == set(chain.nodes)


@pytest.mark.parametrize("damage", ["", "{", '{"table": {"$table": "/nowhere"}}', "[1]"])
async def test_a_damaged_entry_is_done_anew(
    engine: Engine, chain: Chain, catalog: Catalog, tmp_path: Path, damage: str
) -> None:
    await run(engine, chain, catalog)
    for told in (tmp_path / "cache").rglob("outputs.json"):
        told.write_text(damage)
    assert (await run(engine, chain, catalog)).nodes("done") == set(chain.nodes)


async def test_an_artifact_that_is_gone_is_made_again(
    engine: Engine, chain: Chain, catalog: Catalog, tmp_path: Path
) -> None:
    await run(engine, chain, catalog)
    for artifact in (tmp_path / "artifacts").rglob("*.html"):
        artifact.unlink()
    assert (await run(engine, chain, catalog)).nodes("done") == {"report"}


async def test_beyond_its_limit_the_oldest_go(engine: Engine, chain: Chain, catalog: Catalog, tmp_path: Path) -> None:
    await run(engine, chain, catalog)
    entries = list((tmp_path / "cache").glob("*/*"))
    assert len(entries) == 5
    (tmp_path / "cache" / "ab").mkdir(exist_ok=True)
    (tmp_path / "cache" / "ab" / ".unfinished").mkdir()
    largest = max(sum(f.stat().st_size for f in e.iterdir()) for e in entries)
    FolderCache(tmp_path / "cache", Artifacts(tmp_path / "artifacts"), limit_bytes=largest).trim()
    left = list((tmp_path / "cache").glob("*/*"))
    assert 1 <= len(left) < 5
    assert not [e for e in left if e.name.startswith(".")]


async def test_the_persons_own_tool_counts_by_its_source(engine: Engine, tmp_path: Path) -> None:
    head = "from nodes.sdk import tool\n@tool('mine.up', deterministic=True)\ndef up(text: str) -> str:\n"
    results = []
    for i, body in enumerate(("text.upper()", "text.upper()", "text.lower()")):
        folder = tmp_path / f"tools{i}"
        folder.mkdir()
        (folder / "mine.py").write_text(f"{head}    return {body}\n")
        catalog = Catalog()
        add_folder(catalog, folder)
        spec = catalog.newest("mine.up")
        assert spec is not None
        chain, node = edit.add_node(Chain(), spec, 0, 0, {"text": "Ab"})
        results.append((await run(engine, chain, catalog)).statuses[node])
    assert results == ["done", "cached", "done"]


async def test_work_that_is_quicker_done_again_is_not_kept(tmp_path: Path, chain: Chain, catalog: Catalog) -> None:
    engine = Engine(tmp_path, keep_from_s=3600)
    await run(engine, chain, catalog)
    assert (await run(engine, chain, catalog)).nodes("done") == set(chain.nodes)
    await engine.close()


def test_chance_and_time_are_never_kept() -> None:
    assert Sql.repeatable({"query": "SELECT a FROM data"})
    assert Sql.repeatable({"query": "SELECT known FROM data"})
    for query in ("SELECT random()", "SELECT now()", "SELECT CURRENT_DATE", "SELECT * FROM data USING SAMPLE 5"):
        assert not Sql.repeatable({"query": query}), query
    assert Template.repeatable({"template": "{{ value }}"})
    assert not Template.repeatable({"template": "{{ [1, 2] | random }}"})


async def test_no_secret_is_written(engine: Engine, catalog: Catalog, tmp_path: Path, chain: Chain) -> None:
    await run(engine, chain, catalog)
    for told in (tmp_path / "cache").rglob("outputs.json"):
        assert "$secret" not in told.read_text()
        assert isinstance(json.loads(told.read_text()), dict)

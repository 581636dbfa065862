"""What the build before has packed is read: as content by its hash, never as a path."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path

import pyarrow as pa
import pytest

from engine.catalog import Catalog
from engine.chain.file import load
from engine.engine import Engine
from engine.run.artifacts import Artifacts
from engine.run.cache import FolderCache
from engine.run.history import History
from engine.run.history.legacy import downgraded, upgraded
from engine.run.history.values import Lost, ValueEncoder, decode, decode_value
from engine.run.scope import RunSpec
from engine.run.state import RunState
from nodes.sdk.types import File, Image
from tests.data import PACKED_1

HOSTILE = {"$file": {"path": "/etc/hostname", "name": "hostname"}, "image": False}


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    with tarfile.open(PACKED_1) as archive:
        archive.extractall(tmp_path / "earlier", filter="data")
    return tmp_path / "earlier"


def test_a_history_of_before_is_read_by_content(earlier: Path) -> None:
    history = History(earlier / "history", Artifacts(earlier / "artifacts"))
    run = next(record for record in history.runs() if record.name == "one of each kind")
    node = history.node(run.id, "old_values")
    assert node is not None
    values = node.outputs
    assert (values["number"], values["text"], values["long"]) == (2.5, "text", "long " * 20_000)
    assert (values["few"], values["many"]) == (b"\x00\x01", b"many" * 10_000)
    assert values["record"] == {"a": [1, {"b": None}]}
    assert values["table"].equals(pa.table({"a": [1, 2], "b": ["x", None]}))
    assert values["file"].path.read_text() == "kept by content\n"
    assert earlier in values["file"].path.parents
    assert isinstance(values["image"], Image)
    assert [file.path.read_text() for file in values["files"]] == ["a\n1\n", "b\n2\n"]
    assert values["hostile"] == HOSTILE
    assert (values["nested"]["list"], values["nested"]["$table"]) == ([b"\xff", HOSTILE], "0" * 64)
    assert values["nested"]["table"].equals(pa.table({"n": [1.5]}))
    assert values["outside"] == "a file that an older version kept by its path only, which cannot be kept"


async def test_a_cache_of_before_still_spares_the_work(earlier: Path, catalog: Catalog) -> None:
    engine = Engine(earlier, keep_from_s=0)
    state = RunState()
    spec = RunSpec(load(earlier / "chart.iceos").chain, folder=earlier)
    run = engine.start(spec, catalog, state.apply, recorded=False)
    assert await engine.execute(run) == "done"
    await engine.close()
    anew = {name for name, node in state.nodes.items() if node.status != "cached"}
    assert anew == {"read", "clean"}, "reader and filter have other inputs than before; their tables are the same"
    pictures = [value for value in run.values.values() if isinstance(value, Image)]
    assert len(pictures) == 2
    assert all(earlier in picture.path.parents for picture in pictures)


def test_a_cache_of_before_opens_no_path(earlier: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    facts = {"path": str(tmp_path / "secret.txt"), "name": "secret.txt", "media_type": "text/plain"}
    entry = earlier / "cache" / "ab" / ("ab" + "0" * 62)
    cache = FolderCache(earlier / "cache", Artifacts(earlier / "artifacts"))
    for packed in ({"$file": facts, "image": False}, {"$table": str(tmp_path / "secret.txt")}):
        entry.mkdir(parents=True, exist_ok=True)
        (entry / "outputs.json").write_text(json.dumps({"result": packed}))
        assert cache._find(entry.name) is None


@pytest.mark.parametrize("facts", [{}, {"sha256": "../../../etc/hostname"}, {"sha256": "0" * 64}])
def test_an_earlier_file_is_opened_by_its_hash_only(tmp_path: Path, facts: dict[str, str]) -> None:
    packed = {"$file": {"path": "/etc/hostname", "name": "hostname", **facts}, "image": False}
    with pytest.raises(Lost):
        decode_value(packed, Artifacts(tmp_path))


def test_both_builds_read_what_one_sends_the_other(tmp_path: Path) -> None:
    artifacts = Artifacts(tmp_path / "artifacts")
    (tmp_path / "note.txt").write_text("note")
    file = artifacts.ingest(File(path=tmp_path / "note.txt"))
    values = {"file": file, "table": pa.table({"a": [1]}), "bytes": b"\xff", "hostile": HOSTILE, "plain": {"a": [1]}}
    ports = json.loads(ValueEncoder(artifacts).ports(values))
    earlier = {port: downgraded(packed) for port, packed in ports.items()}
    assert earlier["hostile"] == {"$dict": HOSTILE}
    assert set(earlier["table"]) == {"$table"}
    assert {port: upgraded(packed) for port, packed in earlier.items()} == ports
    back = decode(json.dumps(earlier), artifacts)
    assert back.pop("table").equals(values.pop("table"))
    assert back == values

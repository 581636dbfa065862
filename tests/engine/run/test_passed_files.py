"""A file of the person's own that a chain hands on stays in the history; no way leads others into the store."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from engine.chain.model import INPUTS, OUTPUTS, Chain, ChainPort, Edge, Node
from engine.engine import Engine
from engine.errors import NodeError
from engine.installed import installed
from engine.run import artifacts
from engine.run import events as ev
from engine.run.artifacts import Artifacts, Workspace
from engine.run.fence import Fence
from engine.run.scope import RunSpec
from nodes.sdk.kinds import kind_of
from nodes.sdk.types import File, Image

FILE = {"schema": {"type": "string", "format": "path", "minLength": 1, "x-iceos-type": "file"}}


async def executed(engine: Engine, chain: Chain, folder: Path, **inputs: Any) -> tuple[str, list[ev.Event]]:
    told: list[ev.Event] = []
    run = engine.start(RunSpec(chain, folder=folder, inputs=inputs), installed(), told.append)
    assert await engine.execute(run) == "done"
    return run.id, told


async def test_what_passes_through_stays_when_the_original_is_gone(tmp_path: Path) -> None:
    own, picture = tmp_path / "own.csv", tmp_path / "cat.svg"
    own.write_text("a")
    picture.write_text("<svg/>")
    chain = Chain(
        inputs={"file": ChainPort.model_validate(FILE)},
        outputs={"file": ChainPort(), "picture": ChainPort()},
        nodes={"show": Node(tool="files.picture", version="1.0.0", inputs={"file": "cat.svg"})},
        edges=(
            Edge.between((INPUTS, "file"), (OUTPUTS, "file")),
            Edge.between(("show", "picture"), (OUTPUTS, "picture")),
        ),
    )
    engine = Engine(tmp_path / "data")
    run, told = await executed(engine, chain, tmp_path, file="own.csv")
    own.write_text("changed")
    picture.unlink()
    assert isinstance(told[-1], ev.RunFinished)
    assert told[-1].outputs["file"]["name"] == "own.csv"
    file = engine.history.inputs(run)["file"]
    assert (file.name, file.path.read_text()) == ("own.csv", "a")
    record = engine.history.node(run, "show")
    assert record is not None
    assert record.outputs["picture"].path.read_text() == "<svg/>"
    assert kind_of(record.outputs["picture"]) == "image"
    engine.history.collect()
    assert file.path.exists()
    picture.write_text("<svg/>")
    run, _ = await executed(engine, chain, tmp_path, file=file)
    assert engine.history.inputs(run)["file"] == file
    await engine.close()


@pytest.fixture
def store(tmp_path: Path) -> Artifacts:
    return Artifacts(tmp_path / "store", strict=True)


def fenced(store: Artifacts, tmp_path: Path) -> tuple[Workspace, Path]:
    """A workspace of a server, and the folder of the run."""
    folder = tmp_path / "run"
    folder.mkdir()
    workspace = Workspace(tmp_path / "work", store, Fence(folder, tmp_path / "work"))
    return workspace, folder


def test_files_are_kept_wherever_they_stand(store: Artifacts, tmp_path: Path) -> None:
    workspace, folder = fenced(store, tmp_path)
    (folder / "sent.txt").write_text("sent")
    made = workspace.of("node") / "made.txt"
    made.write_text("made")
    value = {"a": [{"b": File(path=made)}], "c": (Image(path=folder / "sent.txt"),)}
    assert workspace.holds(value)
    kept = workspace.keep(value)
    assert not workspace.holds(kept)
    assert kept["a"][0]["b"].path.read_text() == "made"
    assert not made.exists()
    assert kept["c"][0].path.read_text() == "sent"
    assert (folder / "sent.txt").exists()
    assert kind_of(kept["c"][0]) == "image"


def test_no_way_leads_a_file_of_elsewhere_into_the_store(store: Artifacts, tmp_path: Path) -> None:
    """What a tool returns is opened without following links, and its claims of a content are no content."""
    workspace, folder = fenced(store, tmp_path)
    node = workspace.of("node")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("secret")
    (node / "link.txt").symlink_to(outside / "secret.txt")
    (node / "folder").symlink_to(outside)
    (folder / "link.txt").symlink_to(outside / "secret.txt")
    os.mkfifo(node / "pipe.txt")
    (node / "inner").mkdir()
    other = Artifacts(tmp_path / "store").copy(File(path=Path("other.txt")), (outside / "secret.txt").open("rb"))
    ways = [
        outside / "secret.txt",
        node / "link.txt",
        node / "folder" / "secret.txt",
        node / ".." / ".." / "outside" / "secret.txt",
        node / "inner" / ".." / "folder" / "secret.txt",
        folder / "link.txt",
        node / "pipe.txt",
        node / "inner",
        node,
        folder,
        other.path,
        Path("/proc/self/environ"),
        Path("/dev/zero"),
        node / "link.txt ",
        node / "LINK.TXT",
        node / "%2e%2e" / "outside" / "secret.txt",
    ]
    for way in ways:
        with pytest.raises((NodeError, OSError)):
            workspace.keep(File(path=way))
    stored = [path for path in store.folder.rglob("*") if path.is_file() or path.is_symlink()]
    assert stored == [other.path]
    handed = workspace.keep({"a": File(path=other.path)}, [other])
    assert handed["a"].sha256 == other.sha256


def test_another_name_for_a_file_does_not_change_what_is_stored(store: Artifacts, tmp_path: Path) -> None:
    """A hard link, or a descriptor that is still open: what was stored is copied, or no longer served."""
    workspace, _ = fenced(store, tmp_path)
    made, name = workspace.of("node") / "made.txt", workspace.of("node") / "other.txt"
    made.write_text("honest")
    os.link(made, name)
    kept = workspace.keep(File(path=made))
    name.write_text("poison")
    assert store.of_file(kept.sha256, kept.name).read_text() == "honest"
    with (workspace.of("node") / "open.txt").open("w") as stream:
        stream.write("honest, too")
        stream.flush()
        kept = workspace.keep(File(path=workspace.of("node") / "open.txt"))
        stream.seek(0)
        stream.write("poisoned, ")
    with pytest.raises(FileNotFoundError):
        store.of_file(kept.sha256, kept.name)


def test_a_record_says_nothing_of_a_content() -> None:
    claims = {"path": "a.txt", "sha256": "0" * 64, "size_bytes": 1}
    assert File.model_validate(claims).sha256 is None
    assert File(**claims).sha256 is None
    engine_made = File.of_facts(claims)
    assert engine_made.sha256 == "0" * 64
    assert Image.model_validate(engine_made).sha256 == "0" * 64


def test_a_large_file_of_the_persons_own_stays_where_it_lies_and_that_is_told(
    store: Artifacts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(artifacts, "LARGEST_COPY", 3)
    (tmp_path / "large.txt").write_text("large")
    told: list[str] = []
    kept = Workspace(tmp_path / "work", store).keep([File(path=tmp_path / "large.txt")], (), told.append)
    assert kept == [File(path=tmp_path / "large.txt")]
    assert [text for text in told if "large.txt is too large" in text]


@pytest.mark.parametrize("is_fenced", [False, True])
def test_one_file_may_be_given_several_times(tmp_path: Path, is_fenced: bool) -> None:
    """In a list, under another name, by another output, and by another try that wrote it anew."""
    store = Artifacts(tmp_path / "artifacts")
    workspace = Workspace(tmp_path / "work", store, Fence(tmp_path / "work") if is_fenced else None)
    made = workspace.of("node") / "a.txt"
    for content in ("first", "second"):
        made.write_text(content)
        file = File(path=made)
        twice = workspace.keep([file, {"again": file}])
        once_more = workspace.keep(File(path=made, name="b.txt", media_type="text/plain"))
        kept = [twice[0], twice[1]["again"], once_more]
        assert [each.path.read_text() for each in kept] == [content] * 3
        assert len({(each.sha256, each.size_bytes) for each in kept}) == 1
        assert [each.name for each in kept] == ["a.txt", "a.txt", "b.txt"]
    with pytest.raises(FileNotFoundError):
        workspace.keep(File(path=made.with_name("never.txt")))

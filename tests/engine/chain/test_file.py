"""Reading and writing chain files: nothing lost, nothing run, clear words for what is wrong."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from engine.chain.file import MAX_BYTES, dump, load, parse, write_atomically
from engine.chain.model import Chain, Edge, Node
from engine.errors import ChainError
from tests.conftest import EXAMPLES


def write(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.iceos")), ids=lambda p: p.stem)
def test_saving_an_unchanged_chain_changes_no_byte(example: Path, tmp_path: Path) -> None:
    untidy = write(tmp_path / "a.iceos", json.dumps(json.loads(example.read_text()), indent=7))
    loaded = load(untidy)
    assert loaded.bytes_for(loaded.chain) == untidy.read_bytes()


def test_the_canonical_form_is_stable_and_reads_back_equal() -> None:
    chain = load(EXAMPLES / "penguins.iceos").chain
    once = dump(chain)
    assert parse(once) == chain
    assert dump(parse(once)) == once
    assert once.endswith(b"}\n")
    assert b"\r" not in once


def test_unknown_keys_survive_at_every_level() -> None:
    raw = {
        "format": 1,
        "future": {"a": [1]},
        "nodes": {"a": {"tool": "t.a", "version": "1.0.0", "color": "red", "placement": {"where": "inline", "gpu": 1}}},
        "edges": [{"from": "a.x", "to": "a.y", "style": "dashed"}],
        "layout": {"zoom": 2, "nodes": {"a": {"x": 1, "y": 2.5, "folded": True}}},
    }
    assert json.loads(dump(parse(json.dumps(raw)))) == raw


def test_an_edit_touches_only_its_own_lines() -> None:
    chain = load(EXAMPLES / "penguins.iceos").chain
    node = chain.nodes["clean"]
    changed = chain.model_copy(
        update={"nodes": {**chain.nodes, "clean": node.model_copy(update={"inputs": {**node.inputs, "column": "sex"}})}}
    )
    before, after = dump(chain).decode().splitlines(), dump(changed).decode().splitlines()
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "line 1: this is not JSON"),
        ('{"format": 1,\n "nodes": {"a": }}', "line 2: this is not JSON"),
        ("[1, 2]", "no chain"),
        ('{"hello": 1}', "no chain"),
        ('{"format": "one", "nodes": {}}', "no format number"),
        ('{"format": 99}', "has format 99"),
        ('{"format": 1, "nodes": {\n"a": {"tool": "t.a", "version": "1.0.0"},\n"a": {}}}', "line 3: 'a' stands twice"),
        ('{"format": 1, "nodes": {\n"a": {"tool": 5, "version": "1.0.0"}}}', "line 2: nodes › a › tool"),
        ('{"format": 1, "edges": [{"from": "here", "to": "a.b"}]}', "must look like node.port"),
        ('{"format": 1, "nodes": {"a": {"tool": "t.a", "version": "1.0.0", "inputs": {"x": NaN}}}}', "no number NaN"),
        (b"\xff\xfe\x00", "not UTF-8"),
        ("[" * 200_000, "nested too deeply"),
        ('{"format": 1, "x": ' + '{"a":' * 100_000, "nested too deeply"),
    ],
)
def test_a_broken_file_is_refused_in_words_that_name_file_and_line(
    content: bytes | str, words: str, tmp_path: Path
) -> None:
    path = write(tmp_path / "broken.iceos", content)
    with pytest.raises(ChainError) as caught:
        load(path)
    assert words in str(caught.value)
    assert str(caught.value).startswith("broken.iceos")


def test_a_file_of_200_megabytes_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.iceos"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES * 3)
    with pytest.raises(ChainError, match="too large for a chain"):
        load(path)


def test_a_missing_file_is_an_error_in_words(tmp_path: Path) -> None:
    with pytest.raises(ChainError, match="No such file"):
        load(tmp_path / "gone.iceos")


def test_a_byte_order_mark_is_accepted() -> None:
    assert parse(b'\xef\xbb\xbf{"format": 1, "title": "x"}').title == "x"


def test_an_older_format_is_migrated() -> None:
    old = {"format": 0, "nodes": {"a": {"tool": "t.a", "version": "1.0.0"}}, "edges": [["a.x", "b.y"]]}
    chain = parse(json.dumps(old))
    assert chain.format == 1
    assert chain.edges == (Edge.between(("a", "x"), ("b", "y")),)


def test_an_interrupted_save_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.iceos", "old")
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError("the machine stopped")))
    with pytest.raises(OSError, match="the machine stopped"):
        write_atomically(path, b"new")
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["a.iceos"]


def test_saving_keeps_the_permissions_of_the_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a.iceos", "old")
    path.chmod(0o640)
    write_atomically(path, b"new")
    assert path.stat().st_mode & 0o777 == 0o640
    fresh = tmp_path / "b.iceos"
    write_atomically(fresh, b"new")
    assert fresh.stat().st_mode & 0o400


def test_a_chain_of_ten_thousand_nodes_round_trips() -> None:
    nodes = {f"n{i}": Node(tool="t.a", version="1.0.0", inputs={"value": i}) for i in range(10_000)}
    chain = Chain(nodes=nodes, edges=tuple(Edge.between((f"n{i}", "x"), (f"n{i + 1}", "y")) for i in range(9_999)))
    assert parse(dump(chain)) == chain


def test_sub_chains_nested_beyond_reason_are_refused_in_a_line() -> None:
    text = '{"format": 1, "nodes": {}}'
    for _ in range(300):
        text = '{"format": 1, "nodes": {}, "definitions": {"c": ' + text + "}}"
    with pytest.raises(ChainError) as caught:
        parse(text)
    assert len(str(caught.value)) < 200

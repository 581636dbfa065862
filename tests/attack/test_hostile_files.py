"""Wall 4: chain files and packed values of strangers are refused in words, wherever they are read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any, ClassVar

import httpx
import pytest
from typer.testing import CliRunner

from app.cli import cli
from engine.chain import bounds
from engine.chain.bundle import Bundle
from engine.chain.file import dump, load, parse
from engine.chain.identity import identity
from engine.chain.model import Chain, Node
from engine.chain.nested import inner_of
from engine.client import Client
from engine.errors import ChainError
from engine.run.artifacts import Artifacts
from engine.run.history.values import Lost, decode_value
from nodes.sdk import wire
from nodes.sdk.packed import decode, envelope
from tests.http_peer import serving
from tests.server.conftest import TOKEN, Team

LEAST = '"format": 1, "nodes": {}'


def node(value: str) -> str:
    start = '{"format": 1, "nodes": {"a": {"tool": "data.constant", "version": "1.0.0", "inputs": {"value": '
    return start + value + "}}}}"


HOSTILE = {
    "deep": (node("[" * 500 + "]" * 500), "nested too deeply"),
    "deeper": (node("[" * 100_000 + "]" * 100_000), "nested too deeply"),
    "sub-chains": (f'{{{LEAST}, "definitions": {{"a": ' * 400 + "{}" + "}}" * 400, "nested too deeply"),
    "huge integer": (node("9" * 5000), "too large for JSON"),
    "huge integer of few digits": (node("9" * 400), "too large for JSON"),
    "huge real": (node("1e999"), "too large for JSON"),
    "huge format": ('{"format": %s, "nodes": {}}' % ("9" * 5000), "too large for JSON"),
    "no number": (node("NaN"), "knows no number"),
    "NUL in an id": ('{"format": 1, "nodes": {"a\\u0000": {"tool": "a.b", "version": "1.0.0"}}}', "NUL"),
    "NUL in a title": (f'{{{LEAST}, "title": "a\\u0000b"}}', "NUL"),
    "half a character": (node('"\\ud800"'), "half a character"),
    "half a key": (f'{{{LEAST}, "x\\udfff": 1}}', "half a character"),
    "twice": (f'{{{LEAST}, "nodes": {{}}}}', "stands twice"),
    "a key of a megabyte twice": ('{{"format": 1, "{}": 1, "{}": 2}}'.format("k" * 10**6, "k" * 10**6), "stands twice"),
    "a wrong key of a megabyte": ('{"format": 1, "nodes": {"%s": 1}}' % ("k" * 10**6), "nodes"),
    "wires that are a number": ('{"format": 0, "edges": 1e308}', "edges"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "words"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_chain_is_refused_in_words(text: str, words: str, tmp_path: Path) -> None:
    """As a file, as the sub-chain of another, and by the command line."""
    path = tmp_path / "hostile.iceos"
    path.write_text(text)
    outer = Chain(nodes={"run": Node(tool="flow.chain", version="1.0.0", inputs={"file": path.name})})
    readers: list[Callable[[], Any]] = [
        lambda: parse(text),
        lambda: load(path),
        lambda: inner_of(outer, outer.nodes["run"], tmp_path),
    ]
    for read in readers:
        with pytest.raises(ChainError, match=words) as caught:
            read()
        assert len(str(caught.value)) < 500
    result = CliRunner().invoke(cli, ["--data-dir", str(tmp_path / "data"), "check", str(path)])
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_a_server_refuses_hostile_chains_in_words(team: Team) -> None:
    with httpx.Client(base_url=team.url, headers={"Authorization": f"Bearer {TOKEN}"}, timeout=60) as client:
        for name, (text, words) in HOSTILE.items():
            body = {"document": text}
            for answer in (
                client.post("/v1/chains/check", json=body),
                client.put("/v1/chains/hostile/versions/1.0.0", json=body),
                client.post("/v1/runs", json={"document": body}),
            ):
                assert answer.status_code == 400, (name, answer.text[:300])
                assert words in answer.json()["detail"], name
        half = client.post("/v1/chains/check", content=b'{"document": "{\\"format\\": 1, \\"title\\": \\"\\ud800\\"}"}',
                           headers={"Content-Type": "application/json"})  # fmt: skip
        assert half.status_code in (400, 422)


def test_a_million_nodes_are_refused_before_they_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = ", ".join(f'"n{number}": {{}}' for number in range(1_000_000))
    with pytest.raises(ChainError, match="1,000,000 nodes are too many"):
        parse(f'{{"format": 1, "nodes": {{{parts}}}}}')
    monkeypatch.setattr(bounds, "MOST_EDGES", 3)
    with pytest.raises(ChainError, match="4 wires are too many"):
        parse('{"format": 1, "edges": [1, 2], "nodes": {}, "definitions": {"a": {"edges": [1, 2]}}}')


def test_a_constant_may_hold_what_a_name_may_not() -> None:
    """A separator of NUL, a number of 64 bits: they are saved, opened and have an identity."""
    chain = parse(node('["\\u0000", 9007199254740993, -9223372036854775808, 1.5]'))
    assert parse(dump(chain)) == chain
    neighbour = parse(node('["\\u0000", 9007199254740992, -9223372036854775808, 1.5]'))
    assert identity(chain) != identity(neighbour)


ENVELOPES: list[Any] = [
    {"$lost": "", "v": 2},
    {"$lost": "", "v": 2, "kinds": {"": "file"}},
    {"$lost": "", "v": 2, "value": 1, "kinds": {"": ["file"]}},
    {"$lost": "", "v": 2, "value": 1, "kinds": {"": {}}},
    {"$lost": "", "v": 2, "value": 1, "kinds": ["file"]},
    {"$lost": "", "v": [2], "value": 1, "kinds": {}},
    {"$lost": "", "v": 2, "value": 1, "kinds": {}, "more": 1},
    envelope(1, {"/a": "bytes"}),
    envelope(1, {"": "bytes"}),
    envelope(1, {"": "no such kind"}),
]


@pytest.mark.parametrize("packed", ENVELOPES, ids=repr)
def test_a_hostile_envelope_is_a_value_error_and_lost(packed: Any, tmp_path: Path) -> None:
    from nodes.sdk.packed import bytes_of

    with pytest.raises(ValueError):
        decode(packed, {"bytes": bytes_of, "file": str})
    with pytest.raises(Lost):
        decode_value(packed, Artifacts(tmp_path))


@pytest.mark.parametrize("deep", [envelope, lambda value, kinds: value], ids=["an envelope", "of the build before"])
def test_a_value_that_is_nested_too_deeply_is_lost(deep: Callable[[Any, Any], Any], tmp_path: Path) -> None:
    value: Any = {"$base64": "YQ=="}
    for _ in range(50_000):
        value = [value]
    with pytest.raises(Lost):
        decode_value(deep(value, {"/x": "bytes"}), Artifacts(tmp_path))
    with pytest.raises(ValueError, match="no packed value"):
        wire.unpack(value)


class _Liar(BaseHTTPRequestHandler):
    """A server that answers for every file with one of its own choosing, and names files of the machine it talks to."""

    answers: ClassVar[dict[str, Any]] = {}

    def do_GET(self) -> None:
        content = b"another file"
        if "/outputs" in self.path:
            content = json.dumps(self.answers).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def liar() -> Iterator[str]:
    with serving(_Liar) as port:
        yield f"http://127.0.0.1:{port}"


def test_a_server_that_lies_brings_no_file_of_the_machine_and_no_other_file(liar: str, tmp_path: Path) -> None:
    digest = "0" * 64
    _Liar.answers = {
        "by path": envelope({"path": "/etc/passwd", "name": "passwd"}, {"": "file"}),
        "before": {"$file": {"path": "/etc/passwd", "name": "passwd"}},
        "by hash": envelope({"path": "/etc/passwd", "name": "a.txt", "sha256": digest}, {"": "file"}),
        "a way up": envelope({"path": "a", "name": "a./../../../../evil", "sha256": digest}, {"": "file"}),
        "no hash": envelope({"path": "a", "name": "a", "sha256": "../../evil"}, {"": "file"}),
        "a table": envelope(digest, {"": "table"}),
    }
    with Client(liar) as client:
        outputs = client.outputs("run", tmp_path / "fetched")
    assert all(isinstance(value, str) for value in outputs.values()), outputs
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_server_opens_no_packed_value_by_its_path(tmp_path: Path) -> None:
    store = Artifacts(tmp_path, strict=True)
    for packed in (
        envelope({"path": "/etc/passwd", "name": "passwd"}, {"": "file"}),
        {"$file": {"path": "/etc/passwd", "name": "passwd"}},
        {"$file": {"path": "/etc/passwd", "name": "passwd", "sha256": "0" * 64}},
        {"$table": "/etc/passwd"},
        {"$json": "../../etc/passwd"},
    ):
        with pytest.raises(Lost):
            decode_value(packed, store)


@pytest.mark.parametrize("suffix", ["/x", "/../x", "\0", ".a/b"])
def test_a_suffix_leads_nowhere(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(FileNotFoundError):
        Artifacts(tmp_path).place("0" * 64, suffix)


def test_half_a_character_in_data_ends_no_run(team: Team) -> None:
    """A service may answer with it: the run is stored and ends, where it was taken up again and again."""
    chain = Chain(nodes={"half": Node(tool="data.parse_json", version="1.0.0", inputs={"text": '"a\\ud800"'})})
    client = team.client()
    run = client.start_once(Bundle(dump(chain))).id
    told = list(client.events(run))
    assert told[-1].type == "RunFinished"
    assert told[-1].status == "done"
    assert client.get(f"/v1/runs/{run}/values", node="half")["outputs"] == {"data": "a\ud800"}

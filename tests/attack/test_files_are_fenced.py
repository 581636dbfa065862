"""Wall 4: a chain on a server sees the files of its run, whatever it names and wherever in a value it names it."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from engine.chain.bundle import Bundle
from engine.chain.file import dump
from engine.chain.model import INPUTS, OUTPUTS, ChainPort, Edge
from engine.client import Client, ServerError
from engine.installed import installed
from engine.run import events as ev
from tests.engine.chain.builders import Builder
from tests.server.conftest import TOKEN, Team


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    """One server for all attacks: none of them stops it."""
    served = Team(tmp_path_factory.mktemp("server"), "")
    served.serve()
    yield served
    served.end()


OUTSIDE = "sees the files of its run only"
SHADOW = "/etc/shadow"


def built(tool: str, **inputs: Any) -> Bundle:
    build = Chains()
    build.node(tool, **inputs)
    return Bundle(dump(build.chain))


def fed(value: Any, tool: str, port: str, **inputs: Any) -> Bundle:
    """A chain in which a value is data of the chain and comes to a port through a wire."""
    build = Chains()
    source = build.node("data.parse_json", text=json.dumps(value))
    build.wire(f"{source}.data", f"{build.node(tool, **inputs)}.{port}")
    return Bundle(dump(build.chain))


class Chains(Builder):
    """With outputs."""

    def __init__(self) -> None:
        super().__init__(installed())

    def output(self, name: str, source: str) -> None:
        node, _, port = source.partition(".")
        edge = Edge.between((node, port), (OUTPUTS, name))
        outputs = {**self.chain.outputs, name: ChainPort()}
        self.chain = self.chain.model_copy(update={"edges": (*self.chain.edges, edge), "outputs": outputs})


def failure_of(client: Client, bundle: Bundle, **inputs: Any) -> str:
    """The reason of the first node that fails; empty where all of it is done."""
    run = client.start_once(bundle, inputs).id
    return next((event.reason for event in client.events(run) if isinstance(event, ev.NodeFailed)), "")


def outputs_of(client: Client, bundle: Bundle, folder: Path, **inputs: Any) -> dict[str, Any]:
    run = client.start_once(bundle, inputs).id
    ended = [event for event in client.events(run) if isinstance(event, ev.RunFinished)]
    assert [event.status for event in ended] == ["done"], failure_of(client, bundle, **inputs)
    return client.outputs(run, folder)


def stored(client: Client, content: bytes, folder: Path, name: str = "invoice.txt") -> dict[str, Any]:
    path = folder / name
    path.write_bytes(content)
    return client.upload(path)


def place_of(team: Team, digest: str, suffix: str = ".txt") -> Path:
    return team.folder / "server" / "artifacts" / digest[:2] / f"{digest}{suffix}"


def _values(path: str) -> dict[str, Any]:
    """One path, as data of a chain can hold it."""
    return {
        "a text": path,
        "a record that looks like a file": {"path": path, "name": "a.txt", "media_type": "text/plain"},
        "a record that says its hash": {"path": path, "sha256": "0" * 64, "size_bytes": 1},
        "a way up": f"/tmp/..{path}",
        "a link of the system": f"/proc/self/root{path}",
    }


@pytest.mark.parametrize("path", [SHADOW, "/proc/self/environ", "/proc/1/environ", "/dev/zero", "/dev/stdin"])
def test_no_file_of_the_machine_is_read(team: Team, path: str) -> None:
    client = team.client()
    for constant in (path, f"/proc/self/../../{path}", f"../../../../../../{path}"):
        with pytest.raises(ServerError, match="is not there"):
            client.start_once(built("files.read", file=constant))
    for name, value in _values(path).items():
        assert OUTSIDE in failure_of(client, fed(value, "files.read", "file")), name


def test_a_packed_value_inside_of_data_is_data(team: Team, tmp_path: Path) -> None:
    """`{"$file": …}` and an envelope in a chain's constants: they come out as they went in, and open nothing."""
    client = team.client()
    data = {
        "of the build before": {"$file": {"path": SHADOW, "name": "x.svg", "media_type": "image/svg+xml"}},
        "an envelope": {"$lost": "", "v": 2, "value": {"path": SHADOW, "name": "x"}, "kinds": {"": "file"}},
    }
    build = Chains()
    source = build.node("data.parse_json", text=json.dumps(data))
    report = build.node("report.html", sections=["all"])
    build.wire(f"{source}.data", f"{report}.all")
    build.output("page", f"{report}.report")
    build.output("data", f"{source}.data")
    outputs = outputs_of(client, Bundle(dump(build.chain)), tmp_path)
    assert outputs["data"] == data
    assert "root:" not in outputs["page"].path.read_text()
    run = client.start_once(Bundle(dump(build.chain))).id
    [*client.events(run)]
    assert client.get(f"/v1/runs/{run}/values", node=source)["outputs"]["data"]["value"] == data


def test_the_store_is_not_written_by_tools(team: Team, tmp_path: Path) -> None:
    client = team.client()
    invoice = stored(client, b"1,000 to pay\n", tmp_path)
    place = place_of(team, invoice["sha256"])
    for target in (
        f"../../artifacts/{place.parent.name}/{place.name}",
        str(place),
        f"x/../../../artifacts/{place.name}",
    ):
        attack = built("files.write", text="0 to pay", name="x.txt", save_to=target)
        assert OUTSIDE in failure_of(client, attack), target
    assert client.download(invoice["sha256"], "invoice.txt", tmp_path / "again").read_bytes() == b"1,000 to pay\n"
    assert not os.stat(place).st_mode & 0o222


def test_a_stored_file_is_not_reached_by_a_guess_of_its_hash(team: Team, tmp_path: Path) -> None:
    """Neither by its path, nor by a record that says its hash: what a run has not been given is none of it."""
    client = team.client()
    secret = stored(client, b"of another run", tmp_path)
    place = place_of(team, secret["sha256"])
    claims = {"path": str(place), "name": "invoice.txt", "sha256": secret["sha256"], "size_bytes": 14}
    for value in (str(place), claims, {**claims, "path": "nowhere.txt"}):
        assert OUTSIDE in failure_of(client, fed(value, "files.read", "file")), value
        assert OUTSIDE in failure_of(client, fed(value, "files.picture", "file")), value


def test_what_is_stored_is_served_only_as_what_it_is(team: Team, tmp_path: Path) -> None:
    """Somebody with the disk in his hands changes a file of the store: it is gone, and can be sent again."""
    client = team.client()
    invoice = stored(client, b"1,000 to pay\n", tmp_path)
    place = place_of(team, invoice["sha256"])
    assert client.download(invoice["sha256"], "invoice.txt", tmp_path / "first").read_bytes() == b"1,000 to pay\n"
    os.chmod(place, 0o644)
    place.write_bytes(b"0,000 to pay\n")
    with pytest.raises(ServerError, match="no such file"):
        client.download(invoice["sha256"], "invoice.txt", tmp_path / "second")
    assert stored(client, b"1,000 to pay\n", tmp_path) == invoice
    assert client.download(invoice["sha256"], "invoice.txt", tmp_path / "third").read_bytes() == b"1,000 to pay\n"
    place.unlink()
    place.symlink_to(SHADOW)
    with pytest.raises(ServerError, match="no such file"):
        client.download(invoice["sha256"], "invoice.txt", tmp_path / "fourth")


def test_the_cache_is_not_poisoned_by_a_hash_that_a_record_says(team: Team, tmp_path: Path) -> None:
    """A chain says that its own file has the content of another's: the other is still read as what it is."""
    client = team.client()
    honest, mine = tmp_path / "honest.txt", tmp_path / "mine.txt"
    honest.write_text("honest " * 200_000)
    mine.write_text("poison " * 200_000)
    victim = hashlib.sha256(honest.read_bytes()).hexdigest()

    build = Chains()
    listed = build.node("files.list", folder=".")
    paths = build.node("tables.sql", query="SELECT path FROM data")
    rows = build.node("tables.to_records")
    first = build.node("data.pick", expression="[0].{path: path, name: `honest.txt`, media_type: `text/plain`, "
                                         f"sha256: `{victim}`}}")  # fmt: skip
    read = build.node("files.read")
    build.wire(f"{listed}.table", f"{paths}.data")
    build.wire(f"{paths}.table", f"{rows}.table")
    build.wire(f"{rows}.records", f"{first}.data")
    build.wire(f"{first}.result", f"{read}.file")
    assert not failure_of(client, Bundle(dump(build.chain), {"honest.txt": mine}))

    build = Chains()
    build.output("text", f"{build.node('files.read', file='honest.txt')}.text")
    assert outputs_of(client, Bundle(dump(build.chain), {"honest.txt": honest}), tmp_path)["text"].startswith("honest")


@pytest.mark.parametrize("pattern", ["..", "../*", "*/../../*", "/etc/*", "x/../../../../etc/*"])
def test_a_pattern_does_not_list_the_disk(team: Team, tmp_path: Path, pattern: str) -> None:
    (tmp_path / "a.txt").write_text("a")
    chain = built("files.list", folder=".", pattern=pattern)
    assert "leads out of the folder" in failure_of(team.client(), Bundle(chain.document, {"a.txt": tmp_path / "a.txt"}))


@pytest.mark.parametrize("folder", ["/", "..", "../..", "/proc/self/cwd", "~"])
def test_a_folder_of_the_machine_is_not_listed(team: Team, folder: str) -> None:
    assert OUTSIDE in failure_of(team.client(), built("files.list", folder=folder))


def test_check_tells_nothing_of_the_disk(team: Team, tmp_path: Path) -> None:
    """What is said of a file of the machine is what is said of one that nobody has."""
    (tmp_path / "hidden.iceos").write_text('{"format": 1, "title": "hidden", "nodes": {}}')
    there = [
        SHADOW,
        str(team.folder / "server" / "server.db"),
        str(tmp_path / "hidden.iceos"),
        "/etc/passwd",
        "../../../etc/passwd",
    ]
    with httpx.Client(base_url=team.url, headers={"Authorization": f"Bearer {TOKEN}"}, timeout=60) as client:
        for tool, name in (("files.read", "file"), ("flow.chain", "file"), ("tables.read", "file")):
            answers = []
            for path in (*there, *(f"{path}.none" for path in there)):
                document = built(tool, **{name: path}).document.decode()
                answer = client.post("/v1/chains/check", json={"document": document}).json()
                assert answer["runnable"] is False
                plain = json.dumps(answer).replace(".none", "")
                answers.append(plain.replace(json.dumps(path.removesuffix(".none"))[1:-1], "PATH")
                               .replace(Path(path.removesuffix(".none")).name, "NAME"))  # fmt: skip
            assert len({answer.replace("PATH", "").replace("NAME", "") for answer in answers}) <= 2, set(answers)
            half = len(there)
            assert answers[:half] == answers[half:]
    assert not list((team.folder / "server" / "checks").glob("*"))


def test_a_sub_chain_is_one_that_was_sent(team: Team, tmp_path: Path) -> None:
    client = team.client()
    inner = Chains()
    inner.node("data.constant", value="inner")
    for folder in (tmp_path, team.folder / "server"):
        (folder / "inner.iceos").write_bytes(dump(inner.chain))
    for path in (str(team.folder / "server" / "inner.iceos"), "../../inner.iceos", "../inner.iceos"):
        with pytest.raises(ServerError, match="was not sent along"):
            client.start_once(built("flow.chain", file=path))
    sent = Bundle(built("flow.chain", file="sub/../inner.iceos").document, {"inner.iceos": tmp_path / "inner.iceos"})
    assert not failure_of(client, sent)


@pytest.mark.parametrize(
    "name", ["../x", "/etc/cron.d/x", "a/../../x", "a//b", "./a", "", ".", "a/.", "é" * 200, "a\\u0000", "\\ud800"]
)
def test_a_file_is_sent_under_a_name_that_a_folder_can_hold(team: Team, tmp_path: Path, name: str) -> None:
    digest = stored(team.client(), b"x", tmp_path)["sha256"]
    document = json.dumps(built("data.constant", value=1).document.decode())
    body = f'{{"document": {document}, "files": {{"{name}": {{"sha256": "{digest}"}}}}}}'
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
    assert httpx.post(f"{team.url}/v1/chains/check", content=body, headers=headers).status_code in (400, 422)


def test_a_file_that_passes_through_is_kept(team: Team, tmp_path: Path) -> None:
    """Through a tool, and from an input of the chain straight to an output."""
    client = team.client()
    (tmp_path / "cat.svg").write_text("<svg/>")
    build = Chains()
    build.output("picture", f"{build.node('files.picture', file='cat.svg')}.picture")
    outputs = outputs_of(client, Bundle(dump(build.chain), {"cat.svg": tmp_path / "cat.svg"}), tmp_path / "first")
    assert outputs["picture"].path.read_text() == "<svg/>"
    assert outputs["picture"].name == "cat.svg"

    (tmp_path / "table.csv").write_text("a\n1\n")
    declared = ChainPort.model_validate({"schema": installed().newest("files.read").inputs["file"].schema})
    build = Chains()
    build.node("data.constant", value="x")
    for name, value in (("uploaded", tmp_path / "table.csv"), ("sent", None)):
        port = declared
        if value is None:
            port = declared.model_copy(update={"schema_": {**declared.schema_, "default": "cat.svg"}})
        build.chain = build.chain.model_copy(update={"inputs": {**build.chain.inputs, name: port}})
        build.output(name, f"{INPUTS}.{name}")
    bundle = Bundle(dump(build.chain), {"cat.svg": tmp_path / "cat.svg"})
    outputs = outputs_of(client, bundle, tmp_path / "second", uploaded=tmp_path / "table.csv")
    assert outputs["uploaded"].path.read_text() == "a\n1\n"
    assert outputs["uploaded"].name == "table.csv"
    assert outputs["sent"].path.read_text() == "<svg/>"


SPELLINGS = [
    *("/etc/shadow\0.txt", "/etc/shadow\0", "//etc/shadow", "/./etc/shadow", "/ETC/SHADOW", "/etc/shadow/"),
    *("%2e%2e/%2e%2e/%2e%2e/etc/shadow", "..%2f..%2fetc%2fshadow", "\uff0fetc\uff0fshadow", "/etc/shado\uff57"),
    *(
        "file:///etc/shadow",
        "\\etc\\shadow",
        "..\\..\\etc\\shadow",
        "~root/../etc/shadow",
        "~/../etc/shadow",
        "~nobody/x",
    ),
    *("/proc/self/fd/0", "/dev/fd/1", "/proc/self/cwd/pyproject.toml", "/proc/self/root/etc/shadow", "/sys/kernel"),
    *("x/" * 3000 + "etc", "a" * 300, "\ud800", " ", "", "../" * 40 + "etc/shadow", "/dev/tcp/127.0.0.1/80"),
]


def test_no_spelling_of_a_path_leads_out(team: Team) -> None:
    """All of them through the wires of one chain: every reader fails with words, and none gives what it read."""
    build = Chains()
    for spelling in SPELLINGS:
        source = build.node("data.parse_json", text=json.dumps(spelling))
        build.wire(f"{source}.data", f"{build.node('files.read')}.file")
    client = team.client()
    run = client.start_once(Bundle(dump(build.chain))).id
    told = list(client.events(run))
    failed = {event.node: event.reason for event in told if isinstance(event, ev.NodeFailed)}
    readers = [node for node, placed in build.chain.nodes.items() if placed.tool == "files.read"]
    assert failed.keys() == {*readers}
    assert all(failed.values())
    assert not [event for event in told if isinstance(event, ev.NodeFinished) and event.node in readers]
    assert httpx.get(f"{team.url}/healthz", timeout=30).status_code == 200


def test_a_column_of_paths_leads_nowhere(team: Team) -> None:
    build = Chains()
    rows = build.node("tables.from_records", records=[{"path": SHADOW}])
    records = build.node("tables.to_records")
    first = build.node("data.pick", expression="[0].path")
    build.wire(f"{rows}.table", f"{records}.table")
    build.wire(f"{records}.records", f"{first}.data")
    build.wire(f"{first}.result", f"{build.node('files.read')}.file")
    assert OUTSIDE in failure_of(team.client(), Bundle(dump(build.chain)))


def test_a_run_that_goes_on_from_another_has_its_files_and_no_others(team: Team, tmp_path: Path) -> None:
    (tmp_path / "cat.svg").write_text("<svg/>")
    build = Chains()
    show = build.node("files.picture", file="cat.svg")
    report = build.node("report.html", sections=["picture"])
    build.wire(f"{show}.picture", f"{report}.picture")
    build.output("page", f"{report}.report")
    client = team.client()
    first = client.start_once(Bundle(dump(build.chain), {"cat.svg": tmp_path / "cat.svg"})).id
    assert [event.status for event in client.events(first) if isinstance(event, ev.RunFinished)] == ["done"]
    again = client.rerun(first, [report]).id
    assert [event.status for event in client.events(again) if isinstance(event, ev.RunFinished)] == ["done"]
    assert "data:image/svg+xml" in client.outputs(again, tmp_path / "fetched")["page"].path.read_text()

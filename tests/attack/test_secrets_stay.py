"""Wall 5: a secret goes to a port that declares one, and nowhere else; what comes back does not hold it."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from engine.catalog import Catalog
from engine.chain import edit
from engine.chain.bundle import Bundle
from engine.chain.file import dump
from engine.chain.model import Chain, Node
from engine.chain.types import type_mismatch, type_of
from engine.chain.validate import errors, validate
from engine.client import Client, ServerError
from engine.installed import installed
from engine.run import events as ev
from tests.engine.chain.builders import Builder
from tests.http_peer import serving
from tests.server.conftest import Team

SECRET = {"$secret": "DOOR"}


def test_no_port_takes_a_secret_that_does_not_say_so(catalog: Catalog) -> None:
    """Of every tool that is here."""
    looked_at, takes = 0, set()
    for spec in catalog:
        for name in spec.inputs:
            node = Node(tool=spec.name, version=spec.version, inputs={name: SECRET})
            refused = {finding.port for finding in errors(validate(Chain(nodes={"n": node}), catalog))}
            looked_at += 1
            if name not in refused:
                takes.add(f"{spec.name}.{name}")
    assert looked_at > 200
    declared = {
        f"{spec.name}.{name}" for spec in catalog for name, port in spec.inputs.items() if port.type.takes_secrets
    }
    assert takes == declared
    assert declared == {"http.request.token", "llm.chat.key", "llm.complete.key", "llm.embed.key"}


class _Echo(BaseHTTPRequestHandler):
    """Sends back what it was sent, in every spelling."""

    def do_GET(self) -> None:
        said = self.headers.get("Authorization", "")
        token = said.removeprefix("Bearer ").encode("latin-1", "replace").decode("latin-1")
        content = json.dumps({"said": said, "base64": b64encode(token.encode()).decode()}).encode()
        if self.path == "/key":
            content = json.dumps({token: 1}).encode()
        if self.path == "/long":
            content = b"x" * ((1 << 20) - 5) + token.encode() + b"y" * 100 + token.encode()
        self.send_response(400 if self.path == "/refused" else 200)
        self.send_header("Content-Type", "application/json" if self.path != "/long" else "text/plain")
        self.send_header("X-Said", said)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        pass


PASSWORD = "open-sesame+42/and-more"
SPELLINGS = [PASSWORD.encode(), b64encode(PASSWORD.encode()).rstrip(b"=")]


@pytest.fixture(scope="module")
def echo() -> Iterator[int]:
    with serving(_Echo) as port:
        yield port


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    served = Team(tmp_path_factory.mktemp("server"), "")
    served.more |= {
        "ICEOS_SECRET_DOOR": PASSWORD,
        "ICEOS_SECRET_FAR": "for-another-host-only",
        "ICEOS_HOSTS_OF_FAR": "api.example.org, *.example.net",
        "ICEOS_SECRET_OWN": "for-one-chain-only",
        "ICEOS_CHAINS_OF_OWN": "report",
        "ICEOS_ALLOW_HOSTS": "127.0.0.1",
    }
    served.serve()
    yield served
    served.end()


def asked(url: str, secret: str, **inputs: Any) -> Bundle:
    build = Builder(installed())
    build.node("http.request", url=url, token={"$secret": secret}, **inputs)
    return Bundle(dump(build.chain))


def read_out(template: str) -> Bundle:
    build = Builder(installed())
    build.node("text.template", variables=["value"], template=template, value=SECRET)
    return Bundle(dump(build.chain))


def events_of(client: Client, bundle: Bundle) -> list[ev.Event]:
    return [*client.events(client.start_once(bundle, {}).id)]


@pytest.mark.parametrize(
    "template",
    ["{{ value.reveal() | list | join('_') }}", "{% for c in value.reveal() %}{{ c }} {% endfor %}", "{{ value }}"],
)
def test_a_template_reads_no_secret(team: Team, template: str) -> None:
    with pytest.raises(ServerError, match="takes no secret"):
        team.client().start_once(read_out(template), {})
    with pytest.raises(ServerError, match="takes no secret"):
        team.client().publish(read_out(template), "template", "1.0.0")


@pytest.mark.parametrize("path", ["/", "/long", "/key"])
def test_what_a_service_sends_back_does_not_hold_it(team: Team, echo: int, path: str) -> None:
    events = events_of(team.client(), asked(f"http://127.0.0.1:{echo}{path}", "DOOR"))
    assert any(isinstance(event, ev.RunFinished) and event.status == "done" for event in events), events
    told = [event.message for event in events if isinstance(event, ev.NodeNotice)]
    assert any("held a secret (DOOR)" in message for message in told)
    looked_at = 0
    for file in team.folder.rglob("*"):
        if file.is_file():
            looked_at += 1
            content = file.read_bytes()
            assert not [spelling for spelling in SPELLINGS if spelling in content], file
    assert looked_at > 3


def test_a_failure_that_an_error_port_hands_on_does_not_hold_it(team: Team, echo: int) -> None:
    build = Builder(installed())
    node = build.node("http.request", url=f"http://127.0.0.1:{echo}/refused", token={"$secret": "DOOR"})
    build.chain = edit.configure(build.chain, node, error_port=True)
    text = build.node("text.template", variables=["e"], template="{{ e.reason }}")
    build.wire(f"{node}.error", f"{text}.e")
    client = team.client()
    run = client.start_once(Bundle(dump(build.chain)), {}).id
    assert [event.status for event in client.events(run) if isinstance(event, ev.RunFinished)] == ["done"]
    stored = [file for file in team.folder.rglob("*") if file.is_file()]
    assert not [file for file in stored if any(spelling in file.read_bytes() for spelling in SPELLINGS)]


SECRETS = [{"x-iceos-type": "secret"}, {"anyOf": [{"x-iceos-type": "secret"}, {"type": "null"}]}]


@pytest.mark.parametrize("schema", SECRETS)
def test_a_secret_is_never_wired_whatever_stands_beside_it_in_a_type(schema: Any) -> None:
    """Nor is one that a sub-chain takes."""
    taking = type_of(schema)
    for other in (taking, type_of({}), type_of({"type": "string"})):
        assert type_mismatch(taking, other)
        assert type_mismatch(other, taking)


def test_a_secret_goes_to_its_hosts_only(team: Team, echo: int) -> None:
    events = events_of(team.client(), asked(f"http://127.0.0.1:{echo}/", "FAR"))
    (failed,) = [event for event in events if isinstance(event, ev.NodeFailed)]
    assert "is not sent to 127.0.0.1: it is for api.example.org, *.example.net" in failed.reason


def test_a_secret_is_used_by_its_chains_only(team: Team, echo: int) -> None:
    client, bundle = team.client(), asked(f"http://127.0.0.1:{echo}/", "OWN")
    with pytest.raises(ServerError, match="not for this chain"):
        client.start_once(bundle, {})
    with pytest.raises(ServerError, match="not for this chain"):
        client.publish(bundle, "other", "1.0.0")
    client.publish(bundle, "report", "1.0.0")
    run = client.start("report", {})
    assert [event.status for event in client.events(run.id) if isinstance(event, ev.RunFinished)] == ["done"]

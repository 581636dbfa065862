"""An image that honours the contract in words only: it reaches no file of this machine, and fills nothing of it."""

from __future__ import annotations

import json
import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.attack.containers.conftest import SECRET, Person

pytestmark = [pytest.mark.docker, pytest.mark.timeout(600)]

NOT_THE_CONTRACT = "cannot be (read|taken)|returned what it must not"
ATTACKS = {
    "text_for_a_file": "a file is needed, and what came is a str",
    "record_for_a_file": "a file is needed, and what came is a dict",
    "path_in_a_name": "is no name of a file",
    "path_that_climbs": "is no name of a file",
    "link": NOT_THE_CONTRACT,
    "folder_that_is_a_link": "",
    "link_in_a_folder": "",
    "pipe": "is no file",
    "device": NOT_THE_CONTRACT,
    "folder": NOT_THE_CONTRACT,
    "sparse": "its files are more than 20 MB",
    "hard_link": "",
    "proc_link": NOT_THE_CONTRACT,
    "another_size": "has not the size",
    "another_content": "is not the file that it says",
    "table_that_is_a_link": NOT_THE_CONTRACT,
    "many_files": "it made more than 10,000 files",
    "deep_folders": "it made more than 10,000 files",
    "full_disk": "its files are more than 20 MB",
    "closed_folder": "",
    "socket_folder_that_is_a_link": "",
}
"""By the attack: what is told of it, empty where it does what is allowed, or fails within the container."""


def lie(image: str, attack: str, victim: str, **placed: Any) -> dict[str, Any]:
    placement = {"where": "docker", "image": image, **placed}
    return {
        "tool": "liar/lie",
        "version": "1.0.0",
        "inputs": {"attack": attack, "victim": victim},
        "placement": placement,
    }


READ = {"tool": "files.read", "version": "1.0.0"}
WIRE = {"from": "lie.file", "to": "read.file"}


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_answer_leads_to_a_file_of_this_machine(attack: str, person: Person, liar: str) -> None:
    added = person.iceos("image", "add", liar)
    assert added.returncode == 0, added.stderr
    node = lie(liar, attack, str(person.secret), limits={"exchange_mb": 20})
    done = person.run({"lie": node, "read": READ}, [WIRE])
    assert SECRET not in person.read() + done.stdout, "it was read"
    assert person.is_untouched(), "it was changed"
    assert "Traceback" not in done.stderr + done.stdout
    assert re.search(ATTACKS[attack] or "Lie", done.stdout + done.stderr), done.stdout + done.stderr
    if ATTACKS[attack]:
        assert done.returncode != 0


def test_a_name_that_is_another_file_in_turn_is_never_followed(person: Person, liar: str) -> None:
    assert person.iceos("image", "add", liar).returncode == 0
    nodes = {f"lie_{i}": lie(liar, "swapped", str(person.secret)) for i in range(12)}
    nodes |= {f"read_{i}": READ for i in range(12)}
    done = person.run(nodes, [{"from": f"lie_{i}.file", "to": f"read_{i}.file"} for i in range(12)])
    assert SECRET not in person.read() + done.stdout
    assert person.is_untouched()


def test_whoever_is_called_next_is_still_the_container(person: Person, liar: str, tmp_path: Path) -> None:
    """Its socket is a link to one of the host by then: that one hears nothing."""
    assert person.iceos("image", "add", liar).returncode == 0
    second = lie(liar, "remember", "")
    del second["inputs"]["victim"]
    with listening(tmp_path / "host.sock") as requests:
        nodes = {"first": lie(liar, "socket_that_is_a_link", str(tmp_path / "host.sock")), "second": second}
        done = person.run(nodes, [{"from": "first.said", "to": "second.victim"}])
    assert requests == [], "the host's socket was called"
    assert "Traceback" not in done.stderr


@contextmanager
def listening(path: Path) -> Iterator[list[bytes]]:
    """A socket of the host's, and what it is asked."""
    requests: list[bytes] = []
    body = json.dumps({"said": "root", "file": None}).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode()

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            requests.append(self.request.recv(1000))
            self.request.sendall(head + body)

    with socketserver.ThreadingUnixStreamServer(str(path), Handler) as server:
        path.chmod(0o777)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield requests
        server.shutdown()


def test_what_it_prints_is_bounded_and_obeyed_by_no_terminal(person: Person, liar: str) -> None:
    assert person.iceos("image", "add", liar).returncode == 0
    done = person.run({"lie": lie(liar, "loud", "")}, [], "--json")
    assert done.returncode == 0, done.stderr
    events = [json.loads(line) for line in done.stdout.splitlines()]
    lines = [event["message"] for event in events if event["type"] == "NodeLog"]
    assert len(lines) < 20_000
    assert max(map(len, lines)) < 10_000
    assert any(re.search(r"[\d,]+ lines left out", line) for line in lines)
    assert any(re.search(r"\([\d,]+ bytes more\)", line) for line in lines) or len(lines) < 300_000
    assert not any(sign in line for line in lines for sign in "\x1b\x07\u202e")
    assert any("the end" in line for line in lines), "the last of it is there"

"""A server that honours the contract in words only: standard library, whatever attack its caller names."""

from __future__ import annotations

import json
import os
import socketserver
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

SOCKET = Path(os.environ["ICEOS_UDS"])
FILES = Path(os.environ["ICEOS_FILES"])
ANSWER = {"type": "object", "properties": {"file": {"x-iceos-type": "file"}, "said": {"type": "string"}}}
ATTACK = {"type": "object", "required": ["attack", "victim"], "properties": {
    "attack": {"type": "string"}, "victim": {"type": "string"}}}  # fmt: skip
DOCUMENT = {
    "openapi": "3.1.0",
    "x-iceos-contract": 1,
    "info": {"title": "liar", "version": "1.0.0"},
    "paths": {"/lie": {"post": {
        "operationId": "lie",
        "requestBody": {"required": True, "content": {"application/json": {"schema": ATTACK}}},
        "responses": {"200": {"content": {"application/json": {"schema": ANSWER}}}},
    }}},
}  # fmt: skip


def named(name: str, **facts: Any) -> dict[str, Any]:
    return {"file": {"$file": {"path": name, "name": name, "media_type": "text/plain", **facts}}, "said": ""}


def text_for_a_file(victim: str) -> Any:
    return {"file": victim, "said": ""}


def record_for_a_file(victim: str) -> Any:
    return {"file": {"path": victim, "name": "x.txt"}, "said": ""}


def path_in_a_name(victim: str) -> Any:
    return named(victim)


def path_that_climbs(victim: str) -> Any:
    return named("../../../../../../../.." + victim)


def link(victim: str) -> Any:
    (FILES / "x.txt").symlink_to(victim)
    return named("x.txt")


def folder_that_is_a_link(victim: str) -> Any:
    """The exchange folder itself is put aside, and a link to the victim's stands there."""
    path = Path(victim)
    said = ""
    try:
        FILES.rename(FILES.with_name("aside"))
        FILES.symlink_to(path.parent)
    except OSError as error:
        said = str(error)
    return named(path.name) if not said else {"file": None, "said": said}


def link_in_a_folder(victim: str) -> Any:
    """What is tidied afterwards is a link to a folder of the person's."""
    (FILES / "inner").mkdir()
    (FILES / "inner" / "deep").symlink_to(Path(victim).parent)
    (FILES / "outer").symlink_to(Path(victim).parent)
    return {"file": None, "said": "linked"}


def swapped(victim: str) -> Any:
    """For as long as it is there, a name is a file and a link to the victim's in turn."""

    def swap() -> None:
        while True:
            for make in (lambda at: at.write_text("mine"), lambda at: at.symlink_to(victim)):
                at = FILES / f"t{time.monotonic_ns()}"
                try:
                    make(at)
                    at.replace(FILES / "x.txt")
                except OSError:
                    pass

    (FILES / "x.txt").write_text("mine")
    threading.Thread(target=swap, daemon=True).start()
    return named("x.txt")


def pipe(victim: str) -> Any:
    os.mkfifo(FILES / "x.txt")
    return named("x.txt")


def device(victim: str) -> Any:
    try:
        os.mknod(FILES / "x.txt", 0o20666, os.makedev(1, 5))
    except OSError:
        (FILES / "x.txt").symlink_to("/dev/zero")
    return named("x.txt")


def folder(victim: str) -> Any:
    (FILES / "x.txt").mkdir()
    return named("x.txt")


def sparse(victim: str) -> Any:
    """A tebibyte that takes no room, until somebody copies it."""
    with (FILES / "x.txt").open("wb") as file:
        file.truncate(1 << 40)
    return named("x.txt")


def hard_link(victim: str) -> Any:
    try:
        os.link("/etc/passwd", FILES / "x.txt")
    except OSError as error:
        return {"file": None, "said": str(error)}
    return named("x.txt")


def proc_link(victim: str) -> Any:
    (FILES / "x.txt").symlink_to("/proc/self/environ")
    return named("x.txt")


def another_size(victim: str) -> Any:
    (FILES / "x.txt").write_text("mine")
    return named("x.txt", size_bytes=3)


def another_content(victim: str) -> Any:
    (FILES / "x.txt").write_text("mine")
    return named("x.txt", sha256="0" * 64)


def table_that_is_a_link(victim: str) -> Any:
    (FILES / "t.arrow").symlink_to(victim)
    return {"file": None, "said": {"$table": "t.arrow"}}


def many_files(victim: str) -> Any:
    (FILES / "inner").mkdir()
    for number in range(60_000):
        (FILES / "inner" / f"{number}").touch()
    time.sleep(60)
    return {"file": None, "said": "made"}


def deep_folders(victim: str) -> Any:
    os.chdir(FILES)
    for _ in range(3_000):
        os.mkdir("a")
        os.chdir("a")
    time.sleep(60)
    return {"file": None, "said": "made"}


def full_disk(victim: str) -> Any:
    with (FILES / "x.bin").open("wb") as file:
        for _ in range(300):
            file.write(os.urandom(1_000_000))
            time.sleep(0.01)
    time.sleep(60)
    return {"file": None, "said": "written"}


def closed_folder(victim: str) -> Any:
    (FILES / "inner").mkdir()
    (FILES / "inner" / "x").write_text("x")
    (FILES / "inner").chmod(0)
    return {"file": None, "said": "closed"}


def socket_that_is_a_link(victim: str) -> Any:
    """Whoever calls next is led to a socket of the host."""
    SOCKET.unlink()
    SOCKET.symlink_to(victim)
    return {"file": None, "said": "swapped"}


def socket_folder_that_is_a_link(victim: str) -> Any:
    said = ""
    try:
        SOCKET.parent.rename(SOCKET.parent.with_name("aside"))
        SOCKET.parent.symlink_to(Path(victim).parent)
    except OSError as error:
        said = str(error)
    return {"file": None, "said": said}


def loud(victim: str) -> Any:
    """A line of 30 MB without an end, then 300,000 lines, then what a terminal would obey."""
    sys.stdout.write("x" * 30_000_000 + "\n")
    for _ in range(300):
        sys.stdout.write("a line that nobody reads\n" * 1_000)
    sys.stdout.write("\x1b]0;owned\x07\x1b[2J the end \u202egpj.exe\n")
    sys.stdout.flush()
    time.sleep(1)
    return {"file": None, "said": "written"}


def remember(victim: str) -> Any:
    """What another has left, and something for the next."""
    left = Path("/tmp/left")
    said = left.read_text() if left.exists() else ""
    left.write_text(victim)
    return {"file": None, "said": said}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.answer(200, DOCUMENT if self.path == "/openapi.json" else {"status": "ok"})

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.answer(200, globals()[asked["attack"]](asked["victim"]))

    def answer(self, status: int, body: Any) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def address_string(self) -> str:
        return "caller"

    def log_message(self, *_: Any) -> None:
        pass


class Server(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """A caller that hangs up is none of the attack: it says nothing of that in its log."""

    def get_request(self) -> Any:
        request, _ = super().get_request()
        return request, ("caller", 0)


if __name__ == "__main__":
    server = Server(str(SOCKET), Handler)
    SOCKET.chmod(0o666)
    server.serve_forever()

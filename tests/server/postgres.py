"""A PostgreSQL of the tests' own: a cluster in a folder, on a loopback port, that can be stopped and started."""

from __future__ import annotations

import glob
import os
import shutil
import socket
import subprocess
from pathlib import Path


def programs() -> Path | None:
    """The folder with initdb and pg_ctl; None where PostgreSQL is not installed."""
    for folder in sorted(glob.glob("/usr/lib/postgresql/*/bin"), reverse=True):
        if (Path(folder) / "initdb").exists():
            return Path(folder)
    found = shutil.which("initdb")
    return Path(found).parent if found else None


class Cluster:
    """Begun with `start`; `database` makes a new, empty database."""

    def __init__(self, folder: Path) -> None:
        found = programs()
        assert found is not None
        self._bin = found
        self._folder = folder
        self._made = 0
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        if os.getuid() == 0:  # it refuses to run as root
            shutil.chown(folder, "postgres")
        self._run(
            "initdb", "-D", str(folder / "data"), "-A", "trust", "-U", "iceos", "-E", "UTF8", "--locale=C.UTF-8", "-N"
        )

    def allow(self, network: str) -> None:
        """Let others in, from addresses like 10.0.0.0/24. Before it starts."""
        with (self._folder / "data" / "pg_hba.conf").open("a") as stream:
            stream.write(f"host all all {network} trust\n")

    def start(self, host: str = "127.0.0.1") -> None:
        options = f"-p {self.port} -k {self._folder} -c listen_addresses={host} -c fsync=off -c max_connections=400"
        self._run(
            "pg_ctl", "-D", str(self._folder / "data"), "-w", "-o", options, "-l", str(self._folder / "log"), "start"
        )

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-w", "-m", "immediate", "stop")

    def database(self, host: str = "127.0.0.1") -> str:
        """The address of a new database."""
        self._made += 1
        name = f"t{self._made}"
        self._run("createdb", "-h", str(self._folder), "-p", str(self.port), "-U", "iceos", name)
        return f"postgresql://iceos@{host}:{self.port}/{name}"

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._bin / program), *arguments]
        if os.getuid() == 0:
            command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]
        # its server outlives the command, and must not hold our pipes open
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/", timeout=120)
        assert done.returncode == 0, f"{program} failed"

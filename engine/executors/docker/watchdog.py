"""Removes what is left of a program that is gone: ``python -m engine.executors.docker.watchdog INSTANCE FOLDER``.

It waits for its standard input to end, which happens however the program ends, and then removes every container and
network with the program's label, and its folder. It runs in a session of its own, so that Ctrl+C does not reach it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docker import APIClient

INSTANCE_LABEL = "org.iceos.instance"
OWNER_LABEL = "org.iceos.uid"


def remove(client: APIClient, instance: str) -> int:
    """Remove everything of an instance; returns how many containers there were."""
    from docker.errors import APIError

    wanted = {"label": f"{INSTANCE_LABEL}={instance}"}
    found = client.containers(all=True, quiet=True, filters=wanted)
    for container in found:
        with contextlib.suppress(APIError):  # gone already, or going
            client.remove_container(container["Id"], force=True, v=True)
    for network in client.networks(filters=wanted):
        with contextlib.suppress(APIError):
            client.remove_network(network["Id"])
    return len(found)


def main() -> None:
    instance, folder = sys.argv[1:3]
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    from engine.executors.docker.daemon import connect

    client = connect()  # before the wait: then it is quick
    while os.read(0, 64):
        pass
    with contextlib.suppress(Exception):  # an engine that is gone has nothing left
        while remove(client, instance):
            pass  # one that was just being made
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()

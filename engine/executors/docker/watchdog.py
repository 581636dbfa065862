"""Removes what is left of a program that is gone: ``python -m engine.executors.docker.watchdog INSTANCE FOLDER``.

It waits for its standard input to end, which happens however the program ends, and then removes every container and
network with the program's label, its folder and its lock. A byte on its standard input says that the program has
removed all that itself. It runs in a session of its own, so that Ctrl+C does not reach it.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docker import APIClient

INSTANCE_LABEL = "org.iceos.instance"
OWNER_LABEL = "org.iceos.uid"
_LINGER_S = 15.0
"""So long after the program is gone the engine may still finish what it was asked for last."""


def remove(client: APIClient, instance: str) -> int:
    """Remove everything of an instance; returns how many containers there were."""
    from docker.errors import APIError

    filters = {"label": f"{INSTANCE_LABEL}={instance}"}
    containers = client.containers(all=True, quiet=True, filters=filters)
    for container in containers:
        with contextlib.suppress(APIError):  # gone already, or going
            client.remove_container(container["Id"], force=True, v=True)
    for network in client.networks(filters=filters):
        with contextlib.suppress(APIError):
            client.remove_network(network["Id"])
    return len(containers)


def main() -> None:
    instance, folder = sys.argv[1:3]
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    from engine.executors.docker.daemon import connect
    from engine.executors.foreign import remove_tree

    client = connect()  # before the wait: then it is quick
    left_in_order = bool(os.read(0, 1))
    deadline = time.monotonic()
    if not left_in_order:
        deadline += _LINGER_S
    with contextlib.suppress(Exception):  # an engine that is gone has nothing left
        while remove(client, instance) or time.monotonic() < deadline:
            remove_tree(Path(folder))
            time.sleep(0.05)
    remove_tree(Path(folder))
    Path(f"{folder}.lock").unlink(missing_ok=True)


if __name__ == "__main__":
    main()

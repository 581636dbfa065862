"""The process in a node image: ``python -m nodes.sdk.serve MODULE… [--name NAME --version VERSION]``.

It listens on the unix socket ``$ICEOS_UDS`` where that is set, else on ``0.0.0.0:$PORT`` (8080), and leaves when it
is told to (SIGTERM) or, with ``ICEOS_LEASE=stdin``, when its standard input ends: whoever started it is gone.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import os
import signal
import socket
import sys
import threading
import traceback
from pathlib import Path
from types import ModuleType

import uvicorn

from nodes.sdk.errors import reason_of
from nodes.sdk.serve.app import Served
from nodes.sdk.tools import tools_in


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="nodes.sdk.serve", description="Serve tools as the node contract asks.")
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="a module or package, or a Python file")
    parser.add_argument("--name", default=os.environ.get("ICEOS_NAME", "tools"))
    parser.add_argument("--version", default=os.environ.get("ICEOS_VERSION", "1.0.0"))
    parser.add_argument("--host", default="0.0.0.0")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8080")))
    parser.add_argument("--uds", default=os.environ.get("ICEOS_UDS", ""), help="a unix socket instead of a port")
    options = parser.parse_args(arguments)
    modules = options.modules or os.environ.get("ICEOS_MODULES", "").split()
    if not modules:
        parser.error("name a module, or set ICEOS_MODULES")
    if os.environ.get("ICEOS_LEASE") == "stdin":
        threading.Thread(target=_leave_with_stdin, daemon=True).start()
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))  # a tool in a thread must not hold it up
    shared = None
    if os.environ.get("ICEOS_FILES"):
        shared = Path(os.environ["ICEOS_FILES"])
    served = Served(options.name, options.version, shared)
    threading.Thread(target=_load, args=(served, modules), daemon=True).start()
    listening = _listen(options.uds, options.host, options.port)
    config = uvicorn.Config(served.app(), log_level="warning", access_log=False, lifespan="off")
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined,unused-ignore]  # ours is above
    server.run(sockets=[listening])


def _load(served: Served, modules: list[str]) -> None:
    try:
        served.ready([tool for name in modules for tool in tools_in(_module(name))])
    except BaseException as error:  # whatever an author's module raises; health tells it
        traceback.print_exc()
        served.failed(f"{type(error).__name__}: {reason_of(error)}")


def _module(name: str) -> ModuleType:
    if not name.endswith(".py"):
        return importlib.import_module(name)
    path = Path(name)
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{name} is no Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def _listen(uds: str, host: str, port: int) -> socket.socket:
    """A socket that answers; a unix one appears under its name only once it does."""
    if not uds:
        listening = socket.create_server((host, port), backlog=128)
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listening
    temporary = f"{uds}.new"
    Path(temporary).unlink(missing_ok=True)
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(temporary)
    os.chmod(temporary, 0o666)
    listening.listen(128)
    os.rename(temporary, uds)
    return listening


def _leave_with_stdin() -> None:
    while os.read(0, 4096):
        pass
    os._exit(0)


if __name__ == "__main__":
    main()

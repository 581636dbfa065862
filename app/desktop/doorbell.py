"""One program for one person: a second start hands its files to the window that is there."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 2000
_TOKENS = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")
"""With which a desktop environment allows a window to come to the front."""
_LARGEST = 1 << 20


def ring(data: Path, files: list[Path]) -> bool:
    """Hand files to the program that works in this data folder. False where there is none."""
    socket = QLocalSocket()
    socket.connectToServer(_name(data))
    if not socket.waitForConnected(_WAIT_MS):
        return False
    tokens = {name: os.environ[name] for name in _TOKENS if os.environ.get(name)}
    request = {"files": [str(path.absolute()) for path in files], "tokens": tokens}
    socket.write(json.dumps(request).encode() + b"\n")
    socket.waitForBytesWritten(_WAIT_MS)
    return bool(socket.waitForReadyRead(_WAIT_MS))


class Doorbell(QObject):
    """Listens for others that start. `rung` has the files."""

    rung = Signal(list)

    def __init__(self, data: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        if not self._server.listen(_name(data)):
            QLocalServer.removeServer(_name(data))  # of a program that was killed
            self._server.listen(_name(data))

    def close(self) -> None:
        self._server.close()

    def _on_connection(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.readyRead.connect(lambda: self._read(socket))
        socket.disconnected.connect(socket.deleteLater)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > _LARGEST:
                socket.abort()
            return
        try:
            request = json.loads(bytes(socket.readLine().data()))
            files = [Path(name) for name in request["files"]]
            os.environ.update({name: str(request["tokens"][name]) for name in _TOKENS if name in request["tokens"]})
        except (ValueError, KeyError, TypeError):
            socket.abort()
            return
        socket.write(b"ok\n")
        socket.flush()  # now: opening the files may take longer than whoever rang waits
        self.rung.emit(files)


def _name(data: Path) -> str:
    """A name of the person's own for the local socket: Qt knows where each system keeps those."""
    user = str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    return f"iceos-{user}-{hashlib.sha256(str(data).encode()).hexdigest()[:12]}"

"""A network namespace without a way out that containers join: starting takes less than half the time that way.

It belongs to a container that does nothing. Its image is made here, from a program of nine bytes of code, so that
nothing has to be pulled for it.
"""

from __future__ import annotations

import io
import logging
import platform
import struct
import tarfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docker import APIClient

log = logging.getLogger(__name__)

IMAGE = "iceos/sandbox:1"
_X86_64 = bytes.fromhex("b822000000 0f05 ebf7".replace(" ", ""))
"""``again: mov eax, 34 (pause); syscall; jmp again``"""
_AARCH64 = b"".join(
    struct.pack("<I", word)
    for word in (0xD2800000, 0xD2800001, 0xD2800002, 0xD2800003, 0xD2800928, 0xD4000001, 0x17FFFFFA)
)
"""``again: x0 = x1 = x2 = x3 = 0; x8 = 73 (ppoll); svc 0; b again``"""
_PROGRAMS = {"x86_64": (62, _X86_64), "amd64": (62, _X86_64), "aarch64": (183, _AARCH64), "arm64": (183, _AARCH64)}


def ensure_image(client: APIClient) -> bool:
    """Make the image where it is missing; whether this kind of processor has one. Raises what the SDK raises."""
    program = _PROGRAMS.get(str(client.version().get("Arch", platform.machine())))
    if program is None:
        return False
    if not client.images(name=IMAGE):
        log.debug("making the image of the sandbox")
        repository, _, tag = IMAGE.partition(":")
        client.import_image_from_data(_tar(_elf(*program)), repository=repository, tag=tag, changes=['CMD ["/pause"]'])
    return True


def _elf(machine: int, code: bytes) -> bytes:
    """The smallest program file: a header, one segment, the code (System V ABI, 64-bit little-endian)."""
    base, headers = 0x400000, 64 + 56
    ident = b"\x7fELF\x02\x01\x01" + bytes(9)
    header = struct.pack("<HHIQQQIHHHHHH", 2, machine, 1, base + headers, 64, 0, 0, 64, 56, 1, 0, 0, 0)
    size = headers + len(code)
    segment = struct.pack("<IIQQQQQQ", 1, 5, 0, base, base, size, size, 0x1000)
    return ident + header + segment + code


def _tar(program: bytes) -> bytes:
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as tar:
        entry = tarfile.TarInfo("pause")
        entry.size, entry.mode = len(program), 0o755
        tar.addfile(entry, io.BytesIO(program))
    return archive.getvalue()

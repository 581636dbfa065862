"""Runs a command as on a kernel without Landlock, a filter answers instead: ``python without_landlock.py COMMAND…``."""

from __future__ import annotations

import ctypes
import errno
import os
import struct
import sys

_LOAD, _FROM, _ABOVE, _RETURN = 0x20, 0x35, 0x25, 0x06
_FIRST, _LAST = 444, 446
_ALLOW, _FAIL = 0x7FFF0000, 0x00050000
_PR_SET_SECCOMP, _FILTER, _PR_SET_NO_NEW_PRIVS = 22, 2, 38

PROGRAM = (
    (_LOAD, 0, 0, 0),  # the number of the system call
    (_FROM, 0, 2, _FIRST),
    (_ABOVE, 1, 0, _LAST),
    (_RETURN, 0, 0, _FAIL | errno.ENOSYS),
    (_RETURN, 0, 0, _ALLOW),
)


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.c_char_p)]


def main() -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    steps = b"".join(struct.pack("=HBBI", *step) for step in PROGRAM)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if libc.prctl(_PR_SET_SECCOMP, _FILTER, ctypes.byref(_Program(len(PROGRAM), steps)), 0, 0):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), "seccomp")
    os.execvp(sys.argv[1], sys.argv[1:])


if __name__ == "__main__":
    main()

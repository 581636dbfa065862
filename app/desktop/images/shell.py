"""A shell inside of a container, in the person's own terminal."""

from __future__ import annotations

import shutil
import subprocess

_TERMINALS = (
    ("x-terminal-emulator", "-e"),
    ("gnome-terminal", "--"),
    ("konsole", "-e"),
    ("xfce4-terminal", "-x"),
    ("xterm", "-e"),
)


def command(container: str) -> list[str]:
    """What opens it, in any terminal."""
    return ["docker", "exec", "-it", container, "sh"]


def opened(container: str) -> bool:
    """Open it in the first terminal that is here; False where there is none."""
    for program, option in _TERMINALS:
        if path := shutil.which(program):
            subprocess.Popen([path, option, *command(container)], start_new_session=True)
            return True
    return False

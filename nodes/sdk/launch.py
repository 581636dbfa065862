"""Another process of this program, from a checkout, an installation, or a package that brings its own Python."""

from __future__ import annotations

import runpy
import sys

_ASKED = "--run-module"


def python(module: str, *arguments: str, isolated: bool = False) -> list[str]:
    """The command that runs one of our modules in a process of its own; ``isolated`` is Python's ``-I``.

    A packaged program has no Python beside it: it starts itself, and `run_asked` sees what is wanted.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, _ASKED, module, *arguments]
    return [sys.executable, "-I" if isolated else "-P", "-m", module, *arguments]


def run_asked() -> bool:
    """Where a packaged program begins: run the module that the command asks for. False when it asks for none."""
    if sys.argv[1:2] != [_ASKED]:
        return False
    sys.argv = sys.argv[2:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
    return True

"""How a program ends while threads of its own are at work.

The interpreter ends a daemon thread at its next step in Python. Where that step is below code in C++ (DuckDB, Arrow, a
library that is just being imported), the whole program aborts then: a core dump in place of an exit code. So what is
to be done at the end is done here, and those threads end with the process.
"""

from __future__ import annotations

import atexit
import os
import sys
import threading
from collections.abc import Callable
from typing import NoReturn

from nodes.sdk.errors import reason_of

INTERRUPTED = 130
UNWRITTEN = 120
"""As the interpreter itself ends where its last words cannot be written."""


def run(main: Callable[[], object]) -> NoReturn:
    """Call `main` and end the program with its exit code: that of `SystemExit`, 1 after any other exception, else 0."""
    try:
        main()
        code = 0
    except SystemExit as ended:
        code = _code_of(ended)
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BaseException:  # said as the interpreter says it
        sys.excepthook(*sys.exc_info())
        code = 1
    try:
        threading._shutdown()  # type: ignore[attr-defined]  # waits for threads that are no daemons
    except BaseException as error:  # asked to end once more, as by a second Ctrl+C: they are not waited for
        print(f"ended without waiting for its threads: {reason_of(error)}", file=sys.stderr)
    atexit._run_exitfuncs()
    os._exit(code if _flushed() else code or UNWRITTEN)


def _code_of(ended: SystemExit) -> int:
    if isinstance(ended.code, int):
        return ended.code & 0xFF
    if ended.code is None:
        return 0
    print(ended.code, file=sys.stderr)
    return 1


def _flushed() -> bool:
    try:
        sys.stdout.flush()
    except (OSError, ValueError) as error:
        print(f"what was to be printed could not be: {reason_of(error)}", file=sys.stderr)
        return False
    finally:
        sys.stderr.flush()
    return True

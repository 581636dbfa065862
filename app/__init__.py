"""The programs that people start. Nothing imports this package."""

import contextlib
import faulthandler
import signal
import sys


def _survive_usr1() -> None:
    """Until `app.stacks` takes SIGUSR1 over, which imports a while: threads are written to stderr.

    The signal's default is to end the program. Where there is no stderr, the signal is ignored.
    """
    if not hasattr(signal, "SIGUSR1") or signal.getsignal(signal.SIGUSR1) is not signal.SIG_DFL:
        return
    try:
        faulthandler.register(signal.SIGUSR1, file=sys.__stderr__ or sys.stderr)
    except (AttributeError, OSError, RuntimeError, ValueError):
        with contextlib.suppress(ValueError):  # only the main thread may
            signal.signal(signal.SIGUSR1, signal.SIG_IGN)


_survive_usr1()

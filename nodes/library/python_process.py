"""Run by `nodes.library.python` in a process of its own: ``python -I -m nodes.library.python_process FOLDER``.

Of ours it imports only what knows and stores a table. The folder holds ``job.json`` and tables as Arrow files; it
writes ``answer.json`` and tables beside them.
"""

import contextlib
import ctypes
import json
import os
import signal
import sys
import traceback
from pathlib import Path
from typing import Any

from nodes.sdk.arrow import read_table, write_table
from nodes.sdk.kinds import FILES, kind_of

_PR_SET_PDEATHSIG, _PR_SET_CHILD_SUBREAPER = 1, 36


def main(folder: Path) -> None:
    """Do the job in a child, and end with it whatever it has started and left. Elsewhere than on Linux do it here."""
    if sys.platform != "linux":
        work(folder)
        return
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)  # what loses its parent becomes a child of this process
    signal.signal(signal.SIGTERM, _end_all)
    _prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    child = os.fork()
    if not child:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        work(folder)
        return
    while True:
        ended, status = os.waitpid(-1, 0)
        if ended == child:
            break
    _end_children()
    code = os.waitstatus_to_exitcode(status)
    sys.exit(code if code >= 0 else 128 - code)


def _end_all(*_: object) -> None:
    _end_children()
    os._exit(128 + signal.SIGTERM)


def _end_children() -> None:
    """Kill children until there are none: those of one that was killed come to this process."""
    while True:
        for file in Path("/proc/self/task").glob("*/children"):
            for child in map(int, file.read_text().split()):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def _prctl(option: int, value: int) -> None:
    ctypes.CDLL(None).prctl(option, value)


def work(folder: Path) -> None:
    """Do the job of a folder, in a folder of its own."""
    (folder / "work").mkdir()
    os.chdir(folder / "work")
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]  # a text stream, always
    job = json.loads((folder / "job.json").read_text("utf-8"))
    limit_memory(job["memory_mb"])
    try:
        answer = execute(folder, job)
    except BaseException as error:  # SystemExit and KeyboardInterrupt of the code are its failures, too
        answer = {"failed": explained(error)}
    (folder / "answer.json").write_text(json.dumps(answer), "utf-8")


def limit_memory(megabytes: int) -> None:
    """Limit the memory of this process alone; a no-op where the platform has no such limit."""
    try:
        import resource
    except ImportError:
        return
    size = megabytes * 1_000_000
    resource.setrlimit(resource.RLIMIT_DATA, (size, size))


def execute(folder: Path, job: dict[str, Any]) -> dict[str, Any]:
    variables: dict[str, Any] = {"__name__": "__main__", **job["inputs"]}
    for path in folder.glob("*.in.arrow"):
        variables[path.name.removesuffix(".in.arrow")] = read_table(path)
    exec(compile(job["code"], "code", "exec"), variables)
    outputs: dict[str, Any] = {}
    tables: list[str] = []
    for name, declared in job["outputs"].items():
        if name not in variables:
            raise NameError(f"the code sets no variable {name!r}, which is one of its outputs")
        value = variables[name]
        table = as_table(value)
        if table is not None:
            write_table(table, folder / f"{name}.out.arrow")
            tables.append(name)
            continue
        if declared in FILES and value is not None:
            value = str(Path(value).absolute())
        try:
            json.dumps(value)
        except (TypeError, ValueError) as error:
            raise TypeError(f"output {name!r} cannot leave the code: {error}") from None
        outputs[name] = value
    return {"outputs": outputs, "tables": tables}


def as_table(value: Any) -> Any:
    """A table, or a data frame of pandas as one; None for every other value."""
    if kind_of(value) == "table":
        return value
    pyarrow = sys.modules.get("pyarrow")
    if hasattr(value, "__dataframe__") and pyarrow is not None:
        return pyarrow.Table.from_pandas(value)
    return None


def explained(error: BaseException) -> str:
    """The error with the line of the person's code it came from."""
    line = None
    if isinstance(error, SyntaxError) and error.filename == "code":
        line = error.lineno
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename == "code":
            line = frame.lineno
    parts = [f"line {line}"] if line else []
    parts.append(type(error).__name__)
    parts.append(error.msg if isinstance(error, SyntaxError) else str(error))
    return ": ".join(filter(None, parts))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

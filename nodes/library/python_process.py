"""Run by `nodes.library.python` in a process of its own: ``python -I -m nodes.library.python_process FOLDER``.

Of ours it imports only what knows and stores a table. The folder holds ``job.json`` and tables as Arrow files; it
writes ``answer.json`` and tables beside them.
"""

import json
import sys
import traceback
from pathlib import Path
from typing import Any

from nodes.sdk.arrow import read_table, write_table
from nodes.sdk.kinds import FILES, kind_of


def main(folder: Path) -> None:
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

"""The person's own code, in a real process."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from nodes.library.python import PythonCode
from nodes.sdk import Context, InputProblem, Log, ToolError
from nodes.sdk.testing import Made, run_tool
from tests.processes import ends


def code(source: str, gives: dict[str, str] | None = None, takes: dict[str, str] | None = None, **inputs: Any) -> Made:
    return run_tool(PythonCode, code=source, takes=takes or {}, gives=gives or {}, **inputs)


def test_values_go_in_and_come_out_by_name_and_type() -> None:
    made = code(
        "total = sum(numbers) * factor\nnames = [n.upper() for n in who]",
        takes={"numbers": "list", "factor": "number", "who": "list"},
        gives={"total": "number", "names": "list"},
        numbers=[1, 2],
        factor=1.5,
        who=["ann"],
    )
    assert made.outputs == {"total": 4.5, "names": ["ANN"]}


def test_tables_pass_both_ways() -> None:
    source = "import pyarrow.compute as pc\nout = t.append_column('double', pc.multiply(t['a'], 2))"
    made = code(source, takes={"t": "table"}, gives={"out": "table"}, t=pa.table({"a": [1, 2]}))
    assert made.outputs["out"].to_pydict() == {"a": [1, 2], "double": [2, 4]}


def test_a_file_it_makes_comes_out(tmp_path: Path) -> None:
    made = code(
        f"from pathlib import Path\np = Path({str(tmp_path)!r}) / 'a.txt'\np.write_text('hi')", gives={"p": "file"}
    )
    assert made.outputs["p"].path.read_text() == "hi"


def test_what_it_prints_is_logged() -> None:
    made = code("print('hello')\nimport sys\nprint('oops', file=sys.stderr)")
    assert {m.message for m in made.said if isinstance(m, Log)} == {"hello", "oops"}


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("x = 1\ny = 1 / 0", "line 2: ZeroDivisionError: division by zero"),
        ("x = 1\nif", "line 2: SyntaxError"),
        ("def f():\n    raise ValueError('deep')\n\nf()", "line 2: ValueError: deep"),
        ("import nonexistent_thing", "line 1: ModuleNotFoundError"),
        ("import sys; sys.exit(3)", "SystemExit"),
        ("pass", "sets no variable 'result'"),
        ("result = object()", "output 'result' cannot leave the code"),
    ],
)
def test_a_mistake_is_told_with_its_line(source: str, words: str) -> None:
    with pytest.raises(InputProblem, match=words) as caught:
        code(source, gives={"result": "any"})
    assert caught.value.port == "code"


def test_a_wrong_output_type_is_refused() -> None:
    with pytest.raises(ValueError, match="n\n"):
        code("n = 'text'", gives={"n": "whole number"})


def test_it_cannot_take_longer_than_its_limit() -> None:
    with pytest.raises(InputProblem, match="longer than 0.5 s"):
        code("while True: pass", timeout_s=0.5)


def test_it_cannot_take_more_memory_than_its_limit() -> None:
    with pytest.raises(InputProblem, match="MemoryError") as caught:
        code("x = bytearray(600_000_000)", memory_mb=300)
    assert "300 MB" in caught.value.remedy


def test_a_process_that_vanishes_is_told() -> None:
    with pytest.raises(ToolError, match="ended"):
        code("import os; os._exit(5)")
    with pytest.raises(ToolError, match="without an answer"):
        code("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")


def test_cancelling_kills_it_and_its_children(tmp_path: Path) -> None:
    source = (
        "import os, subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        "print(os.getpid(), child.pid)\ntime.sleep(60)"
    )
    pids: list[int] = []

    async def scenario() -> None:
        said = asyncio.Event()

        def hear(message: Any) -> None:
            pids.extend(int(word) for word in message.message.split())
            said.set()

        into, _ = PythonCode.models({"takes": {}, "gives": {}})
        values = into.model_validate({"takes": {}, "gives": {}, "code": source})
        task = asyncio.create_task(PythonCode().run(values, Context(hear, lambda: tmp_path)))
        await said.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(scenario())
    assert len(pids) == 2
    for pid in pids:
        assert ends(pid), pid


def test_an_unknown_type_makes_no_ports() -> None:
    with pytest.raises(ValueError, match="'frame' is no type"):
        PythonCode.models({"takes": {"x": "frame"}})


_ESCAPES = """
import os, subprocess, sys
subprocess.Popen(["sleep", "SECONDS"])
subprocess.Popen(["sleep", "SECONDS"], start_new_session=True, stdout=subprocess.DEVNULL)
if not os.fork():
    os.setsid()
    if not os.fork():
        os.execvp("sleep", ["sleep", "SECONDS"])
    os._exit(0)
"""


def _left(seconds: int) -> list[str]:
    found = []
    for command in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if command.read_bytes() == f"sleep\0{seconds}\0".encode():
                found.append(command.parent.name)
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux gives what lost its parent to another")
@pytest.mark.parametrize(
    "end", ["result = 1", "raise ValueError('x')", "os.kill(os.getpid(), 9)", "import time; time.sleep(99)"]
)
def test_no_child_survives_the_code_however_it_ends(end: str) -> None:
    seconds = 100_000 + os.getpid()  # cases run side by side
    with contextlib.suppress(ToolError):
        code(_ESCAPES.replace("SECONDS", str(seconds)) + end, {"result": "any"}, timeout_s=2)
    assert _left(seconds) == []


def test_each_run_of_code_has_a_folder_of_its_own() -> None:
    source = "import os; open('a.txt', 'x').close(); result = os.listdir()"
    for _ in range(2):
        assert code(source, {"result": "any"}).outputs["result"] == ["a.txt"]


def test_a_package_that_is_not_there_is_told_with_what_helps() -> None:
    with pytest.raises(InputProblem, match="No module named 'numpyy'") as caught:
        code("import numpyy.linalg", {"result": "any"})
    assert "Install numpyy" in caught.value.remedy

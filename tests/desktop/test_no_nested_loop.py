"""The window's loop is the only one: one inside of a handler runs what else is awaited, out of turn."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT

_RUN_A_LOOP = ("exec", "exec_", "processEvents", "run_forever", "run_until_complete")
"""Methods of Qt and asyncio that come back only when a loop has ended, or turn it once."""
_ASK_AND_WAIT = {
    "QMessageBox": ("question", "information", "warning", "critical", "about"),
    "QInputDialog": ("getText", "getInt", "getDouble", "getItem", "getMultiLineText"),
    "QFileDialog": ("getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory"),
    "QColorDialog": ("getColor",),
    "QFontDialog": ("getFont",),
}
"""Dialogs that wait within the call, by class."""
_ALLOWED = {
    ("app/__main__.py", "app.exec"): "the application's own",
    ("app/desktop/run/engine_thread.py", "self._loop.run_forever"): "the engine's own thread",
    ("app/loop.py", "app.processEvents"): "the window is closed; tasks that were cancelled clean up behind themselves",
}


def loops_in(source: str) -> Iterator[tuple[int, str]]:
    """Calls that run a loop: the line and what is called."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = ast.unparse(node.func.value)
            if node.func.attr in _RUN_A_LOOP or node.func.attr in _ASK_AND_WAIT.get(owner.rpartition(".")[2], ()):
                yield node.lineno, f"{owner}.{node.func.attr}"
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "QEventLoop":
            yield node.lineno, "QEventLoop"


def test_nothing_in_the_window_runs_a_loop_of_its_own() -> None:
    nested, used = [], set()
    for package in ("app", "canvas"):
        for path in sorted((ROOT / package).rglob("*.py")):
            name = str(path.relative_to(ROOT))
            for line, call in loops_in(path.read_text("utf-8")):
                if (name, call) in _ALLOWED:
                    used.add((name, call))
                else:
                    nested.append(f"{name}:{line}: {call}")
    assert not nested
    assert used == set(_ALLOWED), "an exception that nobody needs any more"


@pytest.mark.parametrize(
    "call",
    ["dialog.exec()", "menu.exec(point)", "QDialog.exec_(dialog)", "QEventLoop().exec()", "QtCore.QEventLoop()",
     "QMessageBox.question(window, '', '')", "QtWidgets.QFileDialog.getOpenFileName()", "app.processEvents()"],
)  # fmt: skip
def test_each_way_to_run_a_loop_is_found(call: str) -> None:
    assert list(loops_in(call))

"""The SDK stands on its own: light, and without Qt."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import ROOT


def _imported(code: str) -> set[str]:
    answer = subprocess.run(
        [sys.executable, "-c", f"{code}; import sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return {name.partition(".")[0] for name in answer.stdout.split()}


def test_importing_the_sdk_pulls_in_no_heavy_library() -> None:
    heavy = {"pyarrow", "duckdb", "PySide6", "httpx", "networkx", "asyncio", "jinja2", "openpyxl"}
    assert not heavy & _imported("from nodes.sdk import Context, Table, tool")


def test_every_public_name_is_there_whatever_was_imported_before() -> None:
    code = (
        "import nodes.sdk.tools, nodes.sdk.types, nodes.sdk; "
        "[getattr(nodes.sdk, name) for name in nodes.sdk.__all__]; assert callable(nodes.sdk.tool)"
    )
    assert "nodes" in _imported(code)


def test_the_whole_catalog_loads_without_the_libraries_its_tools_use() -> None:
    code = "from engine.installed import installed; assert len(installed()) > 20"
    assert not {"pyarrow", "duckdb", "PySide6", "httpx", "openpyxl", "vl_convert"} & _imported(code)


def test_engine_and_sdk_work_where_qt_is_not_installed() -> None:
    code = (
        "import sys; sys.modules['PySide6'] = None; "
        "import engine, nodes.sdk, engine.engine, engine.run.plan, engine.chain.picture"
    )
    assert "engine" in _imported(code)

"""Where tools come from."""

from __future__ import annotations

from pathlib import Path

from engine.catalog import Catalog
from engine.installed import add_folder, installed

TOOL = '''
from nodes.sdk import tool

@tool("mine.shout", title="Shout", version="{version}")
def shout(text: str) -> str:
    """Make it loud."""
    return text.upper()
'''


def test_a_file_in_the_users_folder_is_a_tool(tmp_path: Path) -> None:
    (tmp_path / "shout.py").write_text(TOOL.format(version="1.2.0"))
    spec = installed(tmp_path).find("mine.shout", "1.0.0")
    assert spec is not None
    assert (spec.title, spec.summary, spec.source) == ("Shout", "Make it loud.", str(tmp_path / "shout.py"))
    assert list(spec.inputs) == ["text"]


def test_a_broken_file_is_told_and_closes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a_broken.py").write_text("this is no python")
    (tmp_path / "shout.py").write_text(TOOL.format(version="1.0.0"))
    catalog = installed(tmp_path)
    assert catalog.newest("mine.shout") is not None
    assert len(catalog.problems) == 1
    assert "a_broken.py: SyntaxError" in catalog.problems[0]


def test_major_versions_live_side_by_side(tmp_path: Path) -> None:
    catalog = Catalog()
    for version in ("1.0.0", "2.3.0"):
        folder = tmp_path / version
        folder.mkdir()
        (folder / "shout.py").write_text(TOOL.format(version=version))
        add_folder(catalog, folder)
    one, two = catalog.find("mine.shout", "1.7.0"), catalog.find("mine.shout", "2.0.0")
    assert one is not None
    assert two is not None
    assert (one.version, two.version) == ("1.0.0", "2.3.0")
    assert catalog.newest("mine.shout") is two
    assert catalog.find("mine.shout", "3.0.0") is None


def test_every_tool_of_ours_is_complete(catalog: Catalog) -> None:
    icons = Path(__file__).parents[2] / "resources" / "icons"
    for spec in catalog:
        assert spec.help, spec.name
        assert spec.summary.endswith("."), spec.name
        assert (icons / f"{spec.icon}.svg").is_file(), f"{spec.name}: no icon {spec.icon}"
        assert spec.category != "Other", spec.name
        assert spec.inputs or spec.dynamic, spec.name
        assert spec.outputs or spec.dynamic, spec.name
        for port in spec.inputs.values():
            assert port.title, (spec.name, port.name)
            assert "$ref" not in str(port.schema), (spec.name, port.name)

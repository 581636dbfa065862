"""Where tools come from: installed packages, the person's own files, images and servers that were added."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from engine.catalog import Catalog, ToolSpec
from nodes.sdk.errors import reason_of
from nodes.sdk.tools import Tool

ENTRY_POINTS = "iceos.tools"
_OWN = "iceos_user_tools."
"""Modules of the person's own files are called this and the name of the file."""


def installed(user_tools: Path | None = None, sources: Path | None = None) -> Catalog:
    """The catalog of this installation. What cannot be loaded is one of its `problems`, and closes nothing else."""
    catalog = Catalog()
    add_entry_points(catalog)
    if user_tools is not None and user_tools.is_dir():
        add_folder(catalog, user_tools)
    if sources is not None and sources.is_dir():
        add_sources(catalog, sources)
    return catalog


def add_entry_points(catalog: Catalog) -> None:
    """Add the tools of installed packages (entry point group ``iceos.tools``)."""
    for entry in importlib.metadata.entry_points(group=ENTRY_POINTS):
        try:
            catalog.add_module(entry.load(), entry.dist.name if entry.dist else entry.value)
        except Exception as error:  # whatever a foreign package raises must not close the catalog
            catalog.add_problem(f"tools of {entry.value}: {type(error).__name__}: {reason_of(error)}")


def add_folder(catalog: Catalog, folder: Path) -> None:
    """Add the tools in the person's own files ``folder/*.py``."""
    for path in sorted(folder.glob("*.py")):
        try:
            catalog.add_module(load_own(path), str(path))
        except Exception as error:  # the person's file; the window must open all the same
            catalog.add_problem(f"{path}: {type(error).__name__}: {reason_of(error)}")


def add_sources(catalog: Catalog, folder: Path) -> list[ToolSpec]:
    """Add the tools of the images and servers that are remembered in a folder; returns them."""
    from engine.images.sources import Sources  # only those who have added one pay for it
    from engine.images.tools import tools_of

    added = []
    for source in Sources(folder):
        try:
            added += [ToolSpec(tool, source.name, catalog.translate) for tool in tools_of(source)]
        except Exception as error:  # what a foreign document makes of itself must not close the catalog
            catalog.add_problem(f"tools of {source.name}: {type(error).__name__}: {reason_of(error)}")
    for spec in added:
        catalog.add(spec)
    return added


def load_own(path: Path) -> ModuleType:
    """Run a file of the person's own as a module. Raises whatever it raises."""
    name = f"{_OWN}{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None, "a path that ends in .py has a loader"
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def own_file(tool: type[Tool]) -> Path | None:
    """The file of a tool from the person's own folder; None for every other."""
    module = sys.modules.get(tool.__module__)
    file = getattr(module, "__file__", None)
    if not file or not tool.__module__.startswith(_OWN):
        return None
    return Path(file)

"""A chain goes to a server with the files that it names."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.catalog import Catalog
from engine.chain.bundle import Bundle, bundle
from engine.chain.file import dump, load, parse
from engine.chain.model import Chain, Node
from engine.errors import ChainError
from tests.engine.chain.builders import Builder


def bundled(path: Path, catalog: Catalog) -> Bundle:
    loaded = load(path)
    return bundle(loaded, loaded.chain, catalog, path.parent)


def reading(catalog: Catalog, file: str) -> Chain:
    build = Builder(catalog)
    build.node("tables.read", file=file)
    return build.chain


def running(file: str) -> Chain:
    return Chain(nodes={"inner": Node(tool="flow.chain", version="1.0.0", inputs={"file": file})})


def test_files_beside_the_chain_keep_their_names_and_others_get_one(catalog: Catalog, tmp_path: Path) -> None:
    folder = tmp_path / "chains"
    folder.mkdir()
    (folder / "near.csv").write_text("a\n1\n")
    (tmp_path / "far.csv").write_text("a\n1\n")
    path = folder / "chain.iceos"
    path.write_bytes(dump(reading(catalog, "near.csv")))
    bundle_beside = bundled(path, catalog)
    assert bundle_beside.files == {"near.csv": folder / "near.csv"}
    assert bundle_beside.document == path.read_bytes()
    path.write_bytes(dump(reading(catalog, "../far.csv")))
    bundle_elsewhere = bundled(path, catalog)
    assert bundle_elsewhere.moved == {"../far.csv": "files/far.csv"}
    assert parse(bundle_elsewhere.document).nodes["tables_read"].inputs["file"] == "files/far.csv"


def test_a_chain_that_runs_itself_is_gathered_once(catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "chain.iceos"
    path.write_bytes(dump(running("chain.iceos")))
    assert bundled(path, catalog).files == {"chain.iceos": path}


def test_a_chain_in_a_file_cannot_name_files_elsewhere(catalog: Catalog, tmp_path: Path) -> None:
    folder = tmp_path / "chains"
    folder.mkdir()
    (tmp_path / "far.csv").write_text("a\n1\n")
    (folder / "inner.iceos").write_bytes(dump(reading(catalog, "../far.csv")))
    path = folder / "chain.iceos"
    path.write_bytes(dump(running("inner.iceos")))
    with pytest.raises(ChainError, match=r"inner\.iceos names files outside"):
        bundled(path, catalog)

"""What people call the parts of a chain."""

from __future__ import annotations

import pytest

from engine.catalog import Catalog
from engine.chain.model import INPUTS, OUTPUTS, Chain, Edge, Endpoint
from engine.chain.names import block_title, end_title, path_title, wire_title

READ = {"tool": "tables.read", "version": "1.0.0"}
FILTER = {"tool": "tables.filter", "version": "1.0.0"}
INNER = {
    "inputs": {"row": {"schema": {}, "title": "Row"}},
    "nodes": {"say": {"tool": "text.template", "version": "1.0.0"}},
}
CHAIN = Chain.model_validate(
    {
        "inputs": {"file": {"schema": {}, "title": "The file"}},
        "nodes": {
            "read": READ,
            "few": FILTER,
            "fewer": FILTER,
            "named": FILTER,
            "odd": {"tool": "no.such", "version": "1.0.0"},
            "each": {"tool": "flow.map", "version": "1.0.0", "inputs": {"chain": "part"}},
        },
        "definitions": {"part": INNER},
        "layout": {"nodes": {"named": {"x": 0, "y": 0, "title": "Only large"}}},
    }
)


@pytest.mark.parametrize(
    ("block", "title"),
    [
        ("read", "Read table"),
        ("few", "Filter rows (few)"),
        ("fewer", "Filter rows (fewer)"),
        ("named", "Only large"),
        ("odd", "no.such"),
        (INPUTS, "Inputs"),
        ("gone", "gone"),
    ],
)
def test_nodes_of_one_title_are_told_apart(catalog: Catalog, block: str, title: str) -> None:
    assert block_title(CHAIN, catalog, block) == title


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("read", "Read table"),
        ("each[1]/say", "For each 2 › Template"),
        ("each/say", "For each › Template"),
        ("each[0]/gone[3]/deeper", "For each 1 › gone 4 › deeper"),
        ("", ""),
    ],
)
def test_items_count_from_one(catalog: Catalog, path: str, title: str) -> None:
    assert path_title(CHAIN, catalog, path) == title


def test_a_wire_is_told_by_titles(catalog: Catalog) -> None:
    assert wire_title(CHAIN, catalog, Edge.between(("read", "table"), ("named", "table"))) == (
        "Read table: Table → Only large: Table"
    )
    assert end_title(CHAIN, catalog, Endpoint(INPUTS, "file"), is_input=False) == "Inputs: The file"
    assert end_title(CHAIN, catalog, Endpoint(OUTPUTS, "gone"), is_input=True) == "Outputs: gone"
    assert end_title(CHAIN, catalog, Endpoint("gone", "port"), is_input=True) == "gone: port"


def test_titles_are_counted_once_for_a_chain(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    """A log asks for one a line."""
    asked: list[str] = []
    title_of = Chain.title_of
    monkeypatch.setattr(
        Chain, "title_of", lambda self, node, *more: (asked.append(node), title_of(self, node, *more))[1]
    )
    chain = CHAIN.model_copy()
    for _ in range(50):
        path_title(chain, catalog, "few")
    assert len(asked) == len(chain.nodes) + 50

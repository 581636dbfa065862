"""Identity, layout and picture."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

from engine.catalog import Catalog
from engine.chain import edit
from engine.chain.card import WIDTH, card_of
from engine.chain.file import load
from engine.chain.identity import identity
from engine.chain.layout import arranged
from engine.chain.model import Chain, Edge, Layout, Node
from engine.chain.picture import svg
from tests.conftest import EXAMPLES


def test_identity_is_about_what_a_chain_does_not_how_it_looks(catalog: Catalog) -> None:
    chain = load(EXAMPLES / "penguins.iceos").chain
    moved = edit.retitle(edit.move(chain, {"read": (9, 9)}), "read", "Another title")
    reordered = moved.model_copy(update={"edges": tuple(reversed(chain.edges)), "title": "New"})
    assert identity(reordered) == identity(chain)
    assert identity(edit.set_input(chain, catalog, "clean", "column", "sex")) != identity(chain)


def test_arranged_cards_run_left_to_right_and_never_overlap(catalog: Catalog) -> None:
    for example in EXAMPLES.glob("*.iceos"):
        chain = load(example).chain
        places = arranged(chain, catalog)
        assert set(places) == set(chain.blocks())
        for edge in chain.edges:
            assert places[edge.source.node][0] + WIDTH < places[edge.target.node][0]
        boxes = [(*places[b], card_of(chain, catalog, b).height) for b in places]
        for i, (x, y, _) in enumerate(boxes):
            for other_x, other_y, other_height in boxes[:i]:
                apart = abs(x - other_x) >= WIDTH or y >= other_y + other_height or other_y >= y + boxes[i][2]
                assert apart


def test_even_a_cycle_can_be_arranged(catalog: Catalog) -> None:
    node = Node(tool="data.pick", version="1.0.0")
    chain = Chain(
        nodes={"a": node, "b": node},
        edges=(Edge.between(("a", "result"), ("b", "data")), Edge.between(("b", "result"), ("a", "data"))),
    )
    assert set(arranged(chain, catalog)) == {"a", "b"}


def test_the_picture_is_valid_svg_that_names_every_node_and_escapes_titles(catalog: Catalog) -> None:
    chain = edit.retitle(load(EXAMPLES / "penguins.iceos").chain, "read", "<script>&")
    root = ElementTree.fromstring(svg(chain, catalog))
    titles = {element.text for element in root.iter("{http://www.w3.org/2000/svg}title")}
    assert set(chain.nodes) <= titles
    assert not list(root.iter("{http://www.w3.org/2000/svg}script"))
    assert len(list(root.iter("{http://www.w3.org/2000/svg}path"))) == len(chain.edges)


def test_a_chain_without_positions_and_an_unknown_tool_is_drawn_all_the_same(catalog: Catalog) -> None:
    chain = load(EXAMPLES / "weather.iceos").chain.model_copy(update={"layout": Layout()})
    nodes = {**chain.nodes, "alien": Node(tool="nobody.has_it", version="1.0.0")}
    chain = chain.model_copy(
        update={"nodes": nodes, "edges": (*chain.edges, Edge.between(("rename", "table"), ("alien", "x")))}
    )
    drawn = svg(chain, catalog)
    assert "nobody.has_it" in drawn
    card = card_of(chain, catalog, "alien")
    assert not card.is_known
    assert [port.name for port in card.inputs] == ["x"]


def test_a_card_shows_data_ports_wired_ones_and_those_asked_for(catalog: Catalog) -> None:
    chain = load(EXAMPLES / "penguins.iceos").chain
    assert [p.name for p in card_of(chain, catalog, "clean").inputs] == ["table"]
    shown = edit.show_port(chain, "clean", "value", True)
    assert [p.name for p in card_of(shown, catalog, "clean").inputs] == ["table", "value"]
    assert card_of(edit.show_port(shown, "clean", "value", False), catalog, "clean") == card_of(chain, catalog, "clean")

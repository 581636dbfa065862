"""A chain as an SVG picture, drawn without Qt from the same cards as the canvas."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from itertools import pairwise

from engine.catalog import Catalog
from engine.chain.card import FOOTER, HEADER, WIDTH, Card, card_of, cut
from engine.chain.layout import arranged, missing
from engine.chain.model import SHADES, Area, Chain, Frame, Note

MARGIN = 40.0
_SIZE = re.compile(r'<svg[^>]* width="([\d.]+)" height="([\d.]+)"')
LIGHT = {
    "back": "#f6f7f9",
    "card": "#ffffff",
    "line": "#d5d9e0",
    "text": "#1d232e",
    "soft": "#6b7482",
    "wire": "#9aa3b2",
    "bad": "#c43c3c",
}


def svg(chain: Chain, catalog: Catalog) -> str:
    """The whole chain at 100 %, nodes without a position laid out automatically."""
    cards = {block: card_of(chain, catalog, block) for block in chain.blocks()}
    places = {block: (position.x, position.y) for block, position in chain.layout.nodes.items()}
    if unplaced := missing(chain):
        places.update(arranged(chain, catalog, set(unplaced)))
    areas: list[Area] = [*chain.layout.frames.values(), *chain.layout.notes.values()]
    rects = [(*places[block], WIDTH, card.height) for block, card in cards.items()]
    rects += [(a.x, a.y, a.width, a.height) for a in areas]
    left = min((x for x, *_ in rects), default=0) - MARGIN
    top = min((y for _, y, *_ in rects), default=0) - MARGIN
    right = max((x + width for x, _, width, _ in rects), default=200) + MARGIN
    bottom = max((y + height for _, y, _, height in rects), default=100) + MARGIN
    size = f"{right - left:.0f} {bottom - top:.0f}"
    elements = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:.0f} {top:.0f} {size}" '
        f'width="{right - left:.0f}" height="{bottom - top:.0f}" font-family="sans-serif" font-size="12">',
        f"<title>{escape(chain.title or 'Chain')}</title>",
        f'<rect class="back" x="{left}" y="{top}" width="{right - left}" height="{bottom - top}" '
        f'fill="{LIGHT["back"]}"/>',
    ]
    elements += [_area(area) for area in areas]
    elements += _wires(chain, cards, places)
    elements += [_card(card, *places[block]) for block, card in cards.items()]
    return "\n".join([*elements, "</svg>", ""])


def _wires(chain: Chain, cards: Mapping[str, Card], places: Mapping[str, tuple[float, float]]) -> Iterator[str]:
    for edge in chain.edges:
        start, end = cards.get(edge.source.node), cards.get(edge.target.node)
        if start is None or end is None:
            continue
        output_row, input_row = start.output_row(edge.source.port), end.input_row(edge.target.port)
        if output_row is None or input_row is None:
            continue
        x1, y1 = places[start.id][0] + WIDTH, places[start.id][1] + start.port_y(output_row)
        x2, y2 = places[end.id][0], places[end.id][1] + end.port_y(input_row)
        stops = [(x1, y1), *chain.layout.bends.get(str(edge.target), ()), (x2, y2)]
        path = f"M{x1:.0f} {y1:.0f}" + "".join(_piece(a, b) for a, b in pairwise(stops))
        yield f'<path class="wire" d="{path}" fill="none" stroke="{LIGHT["wire"]}" stroke-width="1.5"/>'


def png(picture: str, size: int) -> bytes:
    """A PNG of an SVG that says its width and height; its longer side has `size` pixels."""
    import vl_convert

    width, height = (float(side) for side in _SIZE.findall(picture)[0])
    return bytes(vl_convert.svg_to_png(picture, scale=size / max(width, height)))


def _piece(start: tuple[float, float], end: tuple[float, float]) -> str:
    bend = max(40.0, abs(end[0] - start[0]) / 2)
    handles = f"{start[0] + bend:.0f} {start[1]:.0f} {end[0] - bend:.0f} {end[1]:.0f}"
    return f" C{handles} {end[0]:.0f} {end[1]:.0f}"


def _area(area: Area) -> str:
    colour = SHADES.get(area.colour, SHADES["grey"])
    lines = [escape(cut(line, int(area.width / 7))) for line in _text(area).splitlines()[: int(area.height / 16)]]
    spans = "".join(f'<tspan x="12" dy="16">{line}</tspan>' for line in lines)
    return (
        f'<g transform="translate({area.x:.0f} {area.y:.0f})"><rect width="{area.width:.0f}" '
        f'height="{area.height:.0f}" rx="10" fill="{colour}" fill-opacity="0.14" stroke="{colour}"/>'
        f'<text y="6" fill="{LIGHT["text"]}">{spans}</text></g>'
    )


def _text(area: Area) -> str:
    match area:
        case Frame():
            return area.title
        case Note():
            return area.text
    return ""


def _card(card: Card, x: float, y: float) -> str:
    outline = f'stroke="{LIGHT["line"]}"'
    if not card.is_known:
        outline = f'stroke="{LIGHT["bad"]}" stroke-dasharray="5 4"'
    elements = [
        f'<g class="node" data-node="{escape(card.id)}" transform="translate({x:.0f} {y:.0f})">',
        f"<title>{escape(card.id)}</title>",
        f'<rect class="card" width="{WIDTH}" height="{card.height}" rx="8" fill="{LIGHT["card"]}" {outline}/>',
        f'<text class="title" x="14" y="{HEADER - 13}" font-weight="bold" fill="{LIGHT["text"]}">'
        f"{escape(cut(card.title, 26))}</text>",
        f'<text class="footer" x="14" y="{card.height - FOOTER + 16}" font-size="11" fill="{LIGHT["soft"]}">'
        f"{escape(cut(card.summary, 32))}</text>",
    ]
    for row, port in enumerate(card.inputs):
        elements.append(f'<circle cx="0" cy="{card.port_y(row)}" r="4" fill="{LIGHT["wire"]}"/>')
        elements.append(
            f'<text class="port" x="12" y="{card.port_y(row) + 4}" fill="{LIGHT["soft"]}">'
            f"{escape(cut(port.title, 14))}</text>"
        )
    for row, port in enumerate(card.outputs):
        elements.append(f'<circle cx="{WIDTH}" cy="{card.port_y(row)}" r="4" fill="{LIGHT["wire"]}"/>')
        elements.append(
            f'<text class="port" x="{WIDTH - 12}" y="{card.port_y(row) + 4}" text-anchor="end" fill="{LIGHT["soft"]}">'
            f"{escape(cut(port.title, 14))}</text>"
        )
    return "\n".join([*elements, "</g>"])

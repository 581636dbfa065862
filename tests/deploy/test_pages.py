"""The pages lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("resources/examples/*.md")])


def _links(page: Path) -> list[str]:
    tokens = MarkdownIt().enable("table").parse(page.read_text("utf-8"))
    inline = [child for token in tokens for child in token.children or ()]
    return [str(t.attrGet("href") or t.attrGet("src")) for t in inline if t.type in ("link_open", "image")]


def _anchors(page: Path) -> set[str]:
    """As GitHub makes them of headings."""
    headings = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_link_is_dead(page: Path) -> None:
    for link in _links(page):
        if "://" in link or link.startswith("mailto:"):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        if anchor and target.suffix == ".md":
            assert anchor in _anchors(target), link


def test_files_that_the_pages_name_are_there() -> None:
    """Paths in code marks that begin with a folder of the house."""
    for page in PAGES:
        for path in re.findall(
            r"`((?:app|canvas|engine|nodes|deploy|resources|tests)/[\w./-]+)`", page.read_text("utf-8")
        ):
            assert (ROOT / path).exists(), f"{page.name}: {path}"


def test_names_that_the_pages_place_in_a_file_are_there() -> None:
    """As in: `engine/chain/wiring.py` (`connection_error`)."""
    pattern = re.compile(r"`((?:app|canvas|engine|nodes|deploy)/[\w./-]+\.py)` \(`(\w+)`")
    for page in PAGES:
        for path, name in pattern.findall(page.read_text("utf-8")):
            assert name in (ROOT / path).read_text("utf-8"), f"{page.name}: {path} has no {name}"

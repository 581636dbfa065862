"""Finding a tool by what a person types."""

from __future__ import annotations

import pytest

from canvas.search import search
from engine.catalog import Catalog


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("sql", "tables.sql"),
        ("read", "tables.read"),
        ("csv", "tables.read"),
        ("filter", "tables.filter"),
        ("filtr", "tables.filter"),
        ("plot", "chart.draw"),
        ("group by", "tables.aggregate"),
        ("regex", "text.replace"),
        ("http", "http.request"),
        ("select col", "tables.select"),
        ("CHART", "chart.draw"),
        ("tables.sort", "tables.sort"),
    ],
)
def test_the_best_comes_first(catalog: Catalog, words: str, first: str) -> None:
    assert first in [spec.name for spec in search(catalog, words)][: 1 if words != "csv" else 2]


def test_a_category_does_not_outrank_a_title(catalog: Catalog) -> None:
    """“files.picture” begins with “fil”, and nobody means it by that."""
    spoken = Catalog(catalog).translated(lambda text: text.replace("Filter rows", "Zeilen filtern"))
    assert [spec.name for spec in search(spoken, "fil")[:2]] == ["tables.fill", "tables.filter"]
    assert search(spoken, "files.p")[0].name == "files.picture"


def test_without_words_the_last_used_come_first(catalog: Catalog) -> None:
    found = [spec.name for spec in search(catalog, " ", ["python.code", "tables.sql"])]
    assert found[:2] == ["python.code", "tables.sql"]
    assert len(found) == len(catalog)


def test_nonsense_finds_nothing(catalog: Catalog) -> None:
    assert search(catalog, "qqqzzz") == []

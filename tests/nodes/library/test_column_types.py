"""What a text file's columns are taken for."""

from __future__ import annotations

import re

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from nodes.library.tables.column_types import candidates
from nodes.library.tables.dialect import Dialect

LETTERS = "0123456789+-.,:_eE \t\nTtrufalsinN٣"
DIGITS = st.from_regex(r"[+-]?[0-9]{0,18}(\.[0-9]{0,3})?([eE][+-]?[0-9]{1,5})?[ \t\n_]?", fullmatch=True)
TIMES = st.from_regex(r"[0-9]{3,5}-[0-9]{1,2}-[0-9]{1,2}([ T][0-9]{2}:[0-9]{2}(:[0-9]{2})?)?", fullmatch=True)
NEAR = st.sampled_from(
    ["true", "True", "1e0005", "1_0", "1 ", "1\n", "0.5", "0.", "1.", "2020-01-01", "20200-01-01", "-0", "１"]
)
DIALECTS = [Dialect(), Dialect(decimal="."), Dialect(decimal=",", thousands=".")]


@settings(max_examples=60, deadline=None)
@given(texts=st.lists(st.text(LETTERS, max_size=12) | DIGITS | TIMES | NEAR, min_size=20, max_size=60))
def test_the_cheap_way_to_a_value_is_right_where_it_is_taken(texts: list[str]) -> None:
    """It takes nothing for a value that the pattern would not, and the value is the same either way."""
    for type_ in {type_ for dialect in DIALECTS for type_ in candidates(dialect)}:
        value = type_.value_of("t")
        surely = type_.surely.format("t", value)
        rows = duckdb.execute(f"SELECT t, {surely} AND {value} IS NOT NULL FROM unnest(?) AS r(t)", [texts]).fetchall()
        for text, is_surely in rows:
            if is_surely:
                assert re.fullmatch(type_.pattern, text, re.ASCII), (type_.name, text)

"""The identity of a chain rests on one form of JSON, whichever encoder wrote it."""

from __future__ import annotations

import math

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from engine.chain.identity import canonical

SCALARS = (
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(allow_nan=False, allow_infinity=False)
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
DOCUMENTS = st.recursive(SCALARS | TEXTS, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner), max_leaves=20)


@given(DOCUMENTS)
def test_every_document_has_the_form_of_rfc_8785(document: object) -> None:
    assert canonical(document) == rfc8785.dumps(document)  # type: ignore[arg-type]  # hypothesis makes JSON


@pytest.mark.parametrize("number", [math.nan, math.inf])
def test_a_number_that_json_cannot_carry_has_none(number: float) -> None:
    with pytest.raises(ValueError):
        canonical({"number": number})


def test_integers_of_64_bits_are_told_apart() -> None:
    forms = {canonical([number, 1.5]) for number in (2**53, 2**53 + 1, -(2**63), 2**63 - 1)}
    forms |= {canonical([number]) for number in (2**53, 2**53 + 1)}
    assert len(forms) == 6

"""Every text that a person may read reaches the catalogues, and none is lost on the way."""

from __future__ import annotations

import json
from xml.etree import ElementTree

from deploy import texts, translations


def test_what_is_reported_is_in_the_catalogue() -> None:
    assert set(translations.reported()) - set(translations.sources()["messages"]) == set(), "run `make translations`"


def test_no_text_goes_round_the_catalogue_by_a_variable_or_a_function() -> None:
    assert texts.unmarked() == [], "wrap these in nodes.sdk.texts.mark"


def test_no_text_is_dropped_unnoticed() -> None:
    """``make translations`` adds new texts to the record; one that is gone is taken out of it by hand."""
    recorded = json.loads(translations.RECORD.read_text("utf-8"))
    sources = translations.sources()
    for name, known in recorded.items():
        assert set(known) - set(sources[name]) == set(), name
    counts = {name: len(known) for name, known in sources.items()}
    assert counts == {name: len(known) for name, known in recorded.items()}, "run `make translations`"


def test_every_catalogue_has_the_same_texts() -> None:
    first, *others = [
        [message.findtext("source") for message in ElementTree.parse(path).iter("message")]
        for path in sorted(translations.CATALOGUES.glob("*.ts"))
    ]
    assert all(other == first for other in others)

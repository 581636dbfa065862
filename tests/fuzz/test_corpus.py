"""Everything that fuzzing has found is read, or refused in words. More is looked for by ``make fuzz``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.fuzz.run import CORPUS, mutated
from tests.fuzz.targets import TARGETS

KEPT = sorted(path for path in CORPUS.glob("*/*"))


@pytest.mark.parametrize("path", KEPT, ids=[f"{path.parent.name}-{path.name}" for path in KEPT])
def test_what_was_found_is_read_or_refused(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


def test_each_target_has_something_to_begin_with() -> None:
    assert {path.parent.name for path in KEPT} == {*TARGETS}


def test_mutations_of_json_are_mostly_json_and_never_end_in_an_error() -> None:
    content, readable = (CORPUS / "chain" / "nested").read_bytes(), 0
    for seed in range(300):
        changed = mutated(content, 4096, seed)
        assert len(changed) <= 4096
        for target in ("chain", "packed", "answer"):
            TARGETS[target](changed)
        try:
            json.loads(changed)
            readable += 1
        except ValueError:
            pass
    assert readable > 200

"""Packed values come back as they were, whatever keys the data of a chain has, and open no file."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.executors.frames import pack as pack_frame
from engine.executors.frames import unpack as unpack_frame
from engine.run.artifacts import Artifacts
from engine.run.cache import FolderCache
from engine.run.history.legacy import downgraded, upgraded
from engine.run.history.values import ValueEncoder, decode_value
from engine.run.history.values import decode as decode_stored
from nodes.sdk import wire
from nodes.sdk.packed import decode, encode, envelope
from nodes.sdk.types import File, Image, Secret

MARKS = ["$file", "$table", "$json", "$bytes", "$base64", "$secret", "$lost", "$dict", "v", "value", "kinds"]
KEYS = st.sampled_from([*MARKS, "image", "path", "sha256", "/", "~", "~1", "a/b", "0"])
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(["/etc/passwd", "0" * 64, "file", "table", "2", ""])
    | st.text(max_size=5)
)
HOSTILE = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)


class Untouched(Artifacts):
    """A store that nobody may look into."""

    def __init__(self) -> None:
        super().__init__(Path("/nowhere"))

    def find(self, digest: str, suffix: str) -> Path:
        raise AssertionError(f"it looked for {digest}")

    def external(self, path: Path) -> Path:
        raise AssertionError(f"it looked at {path}")

    def temp_path(self) -> Path:
        raise AssertionError("it writes")


def no_file(name: str) -> Path:
    raise AssertionError(f"it looked for {name}")


def no_table(table: Any) -> str:
    raise AssertionError("it writes a table")


def over_json(packed: Any) -> Any:
    return json.loads(json.dumps(packed))


@given(HOSTILE)
def test_hostile_data_is_data_in_the_history_and_in_answers_of_a_server(value: Any) -> None:
    stored = ValueEncoder(Untouched()).ports({"port": value})
    assert decode_stored(stored, Untouched()) == {"port": value}


@given(HOSTILE)
def test_hostile_data_is_data_between_processes(value: Any) -> None:
    assert unpack_frame(over_json(pack_frame({"port": value}, Path("/nowhere")))) == {"port": value}


@given(HOSTILE)
def test_hostile_data_is_data_on_its_way_into_a_container(value: Any) -> None:
    assert wire.unpack(over_json(wire.pack(value, no_table)), no_file) == value


@given(HOSTILE)
def test_hostile_data_is_data_in_a_queue_for_either_build(value: Any) -> None:
    packed = over_json(encode(value, {}))
    earlier = over_json(downgraded(packed))
    assert upgraded(earlier) == packed
    assert decode_value(earlier, Untouched()) == value


@given(HOSTILE)
def test_hostile_data_is_data_in_the_cache(value: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        cache = FolderCache(Path(folder), Untouched())
        cache._keep("ab", {"port": value})
        assert cache._find("ab") == {"port": value}


def test_all_that_is_no_json_comes_back_from_another_process(tmp_path: Path) -> None:
    table = pa.table({"a": [1, 2]})
    values = {
        "a/b~": [b"\xff", {"$file": File(path=tmp_path / "a.txt")}],
        "image": Image(path=tmp_path / "a.png"),
        "secret": Secret("KEY", "value"),
        "table": {"inner": [table]},
        "path": tmp_path,
        "pair": (1, 2),
    }
    back = unpack_frame(over_json(pack_frame(values, tmp_path)))
    assert back.pop("table")["inner"][0].equals(table)
    assert back.pop("secret").reveal() == "value"
    assert back == {**{key: values[key] for key in ("a/b~", "image")}, "path": str(tmp_path), "pair": [1, 2]}
    assert isinstance(back["image"], Image)


def test_what_no_chain_carries_is_refused() -> None:
    with pytest.raises(TypeError, match="a set cannot be handed to another process"):
        encode({"a": {1}}, {})


@pytest.mark.parametrize(
    "packed",
    [
        {"$lost": "", "v": 3, "value": 1, "kinds": {}},
        {"$lost": "", "v": 2, "value": 1, "kinds": []},
        {"$lost": "", "v": 2, "value": 1, "kinds": {"": "unheard of"}},
        {"$lost": "", "value": 1},
    ],
)
def test_an_envelope_of_another_version_is_refused(packed: Any) -> None:
    with pytest.raises(ValueError, match="another version"):
        decode(packed, {})


def test_kinds_stand_beside_the_data() -> None:
    assert encode({"a": [1, b"b"]}, {"bytes": lambda content: ("bytes", "…")}) == envelope(
        {"a": [1, "…"]}, {"/a/1": "bytes"}
    )
    assert encode({"a": [1]}, {}) == {"a": [1]}


def test_of_keys_that_are_written_alike_the_last_remains_and_is_what_it_was(tmp_path: Path) -> None:
    value = {
        1: File(path=tmp_path / "note.txt"),
        2: {"inside": b"bytes"},
        "1": {"path": "/etc/passwd"},
        "2": {"inside": 3},
    }
    back = unpack_frame(over_json(pack_frame({"a": value}, tmp_path)))
    assert back == {"a": {"1": {"path": "/etc/passwd"}, "2": {"inside": 3}}}

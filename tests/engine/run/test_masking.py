"""What a tool gives that was handed a secret does not hold it, wherever it stands and however it is cut."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from engine.run import masking
from engine.run.masking import Masking
from engine.run.secrets import MASK
from nodes.sdk import File
from nodes.sdk.messages import Message
from nodes.sdk.types import Secret

SECRET = 'se"cr/et+Ω='


def masked(value: object, folder: Path, *secrets: str) -> tuple[object, list[Message]]:
    told: list[Message] = []
    hiding = Masking([Secret(f"S{number}", text) for number, text in enumerate(secrets)], folder, told.append)
    return hiding.outputs({"out": value})["out"], told


@given(
    parts=st.lists(st.sampled_from(["a", "se", SECRET, SECRET[:4], SECRET[4:], "\n", "x" * 7, "Ω"]), max_size=12),
    block=st.integers(1, 40),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
def test_a_file_is_masked_wherever_its_blocks_end(tmp_path: Path, parts: list[str], block: int) -> None:
    text = "".join(parts)
    path = tmp_path / "answer.txt"
    path.write_bytes(text.encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(masking, "_BLOCK", block)
        _, told = masked(File(path=path), tmp_path, SECRET)
    assert path.read_bytes().decode() == text.replace(SECRET, MASK)
    assert bool(told) == (SECRET in text)


def test_in_records_lists_and_tables_and_in_every_spelling(tmp_path: Path) -> None:
    spellings = [
        SECRET,
        'se\\"cr/et+\\u03a9=',
        "se%22cr%2Fet%2B%CE%A9%3D",
        "c2UiY3IvZXQrzqk9",
        "se%22cr/et%2b%ce%a9%3d",
    ]
    spellings += ['se\\"cr\\/et+Ω=', "se\\u0022cr\\u002fet\\u002b\\u03a9\\u003d"]
    value, told = masked({"deep": [{"er": f"<{text}>"} for text in spellings], "n": 3}, tmp_path, SECRET)
    assert value == {"deep": [{"er": f"<{MASK}>"}] * 7, "n": 3}
    assert told
    table, _ = masked(pa.table({"said": [f"<{text}>" for text in spellings], "n": [*range(7)]}), tmp_path, SECRET)
    assert isinstance(table, pa.Table)
    assert table.to_pydict() == {"said": [f"<{MASK}>"] * 7, "n": [*range(7)]}


class _Answer(BaseModel):
    said: str


def test_in_keys_bytes_models_columns_of_any_type_and_files_of_wide_letters(tmp_path: Path) -> None:
    assert masked({SECRET: 1}, tmp_path, SECRET)[0] == {MASK: 1}
    assert masked(f"<{SECRET}>".encode(), tmp_path, SECRET)[0] == f"<{MASK}>".encode()
    assert masked(_Answer(said=SECRET), tmp_path, SECRET)[0] == {"said": MASK}
    text = pa.array([f"<{SECRET}>", None])
    columns = {
        "list": pa.array([[SECRET], None]),
        "record": pa.array([{"said": SECRET}, None]),
        "code": text.dictionary_encode(),
        "bytes": text.cast(pa.binary()),
        "view": text.cast(pa.string_view()),
        SECRET: pa.array([1, 2]),
    }
    table, _ = masked(pa.table(columns), tmp_path, SECRET)
    assert isinstance(table, pa.Table)
    assert SECRET not in str(table.to_pydict())
    assert "cr/et" not in str(table.to_pydict())
    assert table.num_rows == 2
    assert table["code"].to_pylist() == [f"<{MASK}>", None]
    for wide in ("utf-16", "utf-16-be"):
        path = tmp_path / f"{wide}.txt"
        path.write_text(f"<{SECRET}>", wide)
        masked(File(path=path), tmp_path, SECRET)
        assert SECRET not in path.read_text(wide, errors="replace")


def test_of_two_the_longer_goes_first_and_short_ones_stay(tmp_path: Path) -> None:
    assert masked("abcdef abcd", tmp_path, "abcd", "abcdef")[0] == f"{MASK} {MASK}"
    assert masked("it is ok", tmp_path, "is") == ("it is ok", [])


def test_a_file_of_somebody_else_is_left_as_it_is(tmp_path: Path) -> None:
    own, other = tmp_path / "own", tmp_path / "other.txt"
    own.mkdir()
    other.write_text(SECRET)
    (own / "link.txt").symlink_to(other)
    for path in (other, own / "link.txt", own / ".." / "other.txt"):
        masked(File(path=path), own, SECRET)
    assert other.read_text() == SECRET


@pytest.mark.parametrize("secret", ["sesame42", "sesames42", "sesames-42"])
@pytest.mark.parametrize("before", ["", "a", "ab", "user:"])
@pytest.mark.parametrize("behind", ["", "\n", "xy", "xyz"])
def test_base64_of_more_than_the_secret_does_not_hold_it(tmp_path: Path, secret: str, before: str, behind: str) -> None:
    """As in the header of *Basic* authentication."""
    told = b64encode(f"{before}{secret}{behind}".encode()).decode()
    value, _ = masked(f"Authorization: Basic {told}", tmp_path, secret)
    assert isinstance(value, str)
    rest = value.removeprefix("Authorization: Basic ").split(MASK)
    assert len(rest) == 2
    assert max(len(rest[0]) - len(before) * 4 / 3, len(rest[1]) - len(behind) * 4 / 3) < 5, "little else is hidden"


def test_a_short_secret_hides_nothing_that_only_looks_like_it_in_base64(tmp_path: Path) -> None:
    text = "".join(map(chr, range(32, 127))) + b64encode(bytes(range(256))).decode()
    assert masked(text, tmp_path, "§§§§")[0] == text

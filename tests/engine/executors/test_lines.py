"""The output of a container: whatever it writes, and however that is cut, its lines are bounded and told."""

from __future__ import annotations

import asyncio
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.executors.docker.lines import LONGEST, Lines
from nodes.sdk.printable import printable


async def _taken(pieces: list[bytes]) -> list[str]:
    taken: list[str] = []
    lines = Lines(asyncio.get_running_loop(), taken.append)
    for piece in pieces:
        lines.feed(piece)
    lines.end()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    return taken


@settings(deadline=None)
@given(
    st.lists(st.text(st.characters(exclude_characters="\r\n", exclude_categories=["C", "Z"]), min_size=1), max_size=9),
    st.data(),
)
def test_lines_are_the_same_however_they_are_cut(lines: list[str], data: st.DataObject) -> None:
    written = "\n".join(lines).encode()
    cuts = sorted(data.draw(st.lists(st.integers(0, len(written)), max_size=5)))
    pieces = [written[start:end] for start, end in zip([0, *cuts], [*cuts, len(written)], strict=True)]
    assert asyncio.run(_taken(pieces)) == lines


async def test_a_line_without_an_end_is_cut_and_says_by_how_much() -> None:
    (line,) = await _taken([b"x" * 50_000] * 100)
    assert line == "x" * LONGEST + f"… ({5_000_000 - LONGEST:,} bytes more)"


async def test_of_lines_that_come_faster_than_they_are_read_the_last_are_there() -> None:
    first, *others = await _taken([b"".join(b"%d\n" % number for number in range(100_000))])
    left_out = re.match(r"… ([\d,]+) lines left out", first)
    assert left_out is not None
    assert int(left_out[1].replace(",", "")) + len(others) == 100_000
    assert others[-1] == "99999"


async def test_lines_that_come_in_time_are_all_there() -> None:
    taken: list[str] = []
    lines = Lines(asyncio.get_running_loop(), taken.append)
    for number in range(60):
        lines.feed(b"%d\n" % number)
        await asyncio.sleep(0.005)
    lines.end()
    await asyncio.sleep(0.2)
    assert taken == [str(number) for number in range(60)]


async def test_what_was_printed_last_is_there_when_it_is_asked_for() -> None:
    taken: list[str] = []
    lines = Lines(asyncio.get_running_loop(), taken.append)
    lines.feed(b"first\n")
    await asyncio.sleep(0)
    lines.feed(b"last\n")
    lines.flush()
    assert taken == ["first", "last"]


async def test_a_bar_that_overwrites_itself_is_its_last_state() -> None:
    assert await _taken([b"  1 %\r 50 %\r100 %\r\n"]) == ["100 %"]


@given(st.text())
def test_no_terminal_obeys_what_is_printed(text: str) -> None:
    shown = printable(text)
    assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    assert len(shown) == len(text)

"""What a running tool can say and ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from nodes.sdk import Cancelled, Chunk, Context, Log, Message, Progress


def test_everything_said_arrives_in_order_and_progress_stays_between_0_and_1(tmp_path: Path) -> None:
    said: list[Message] = []
    ctx = Context(said.append, lambda: tmp_path)
    ctx.progress(-1, "start")
    ctx.progress(7)
    ctx.progress(None, "who knows")
    ctx.log("careful", "warning")
    ctx.chunk("to", "answer")
    assert said == [
        Progress(0.0, "start"),
        Progress(1.0),
        Progress(None, "who knows"),
        Log("careful", "warning"),
        Chunk("to", "answer"),
    ]


def test_new_files_never_overwrite_each_other_nor_leave_the_folder(tmp_path: Path) -> None:
    ctx = Context(lambda _: None, lambda: tmp_path)
    first = ctx.new_file("a.txt")
    first.touch()
    assert ctx.new_file("a.txt") == tmp_path / "a_2.txt"
    assert ctx.new_file("../../etc/passwd").parent == tmp_path
    assert ctx.new_file("..").parent == tmp_path


def test_a_stop_is_told_once_to_whoever_registered(tmp_path: Path) -> None:
    ctx = Context(lambda _: None, lambda: tmp_path)
    stopped = []
    with ctx.on_cancel(lambda: stopped.append("inside")):
        ctx.check_cancelled()
        ctx.cancel()
    assert stopped == ["inside"]
    with pytest.raises(Cancelled):
        ctx.check_cancelled()
    with ctx.on_cancel(lambda: stopped.append("late")):
        pass
    assert stopped == ["inside", "late"]

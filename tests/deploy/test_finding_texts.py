"""Texts for people are found by what the code means, whatever its names are."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from deploy.texts import ModuleTexts

_HEAD = """
from __future__ import annotations
from typing import NamedTuple
from nodes.sdk import Context, ToolError as Oops
from nodes.sdk.texts import Reported, mark as for_people

class Whoops(Oops):
    def __init__(self, name: str) -> None:
        super().__init__(f"no {name} anywhere", remedy="Look again.")

class Note(NamedTuple):
    code: str
    sentence: Reported

def write(channel: str, line: Reported) -> None: ...

def judge(size: int) -> str:
    return f"{size} is too much"
"""
Read = Callable[[str], ModuleTexts]


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    def read(body: str) -> ModuleTexts:
        path = tmp_path / f"probe_{abs(hash(body))}.py"
        path.write_text(_HEAD + textwrap.dedent(body), "utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        return ModuleTexts(path, tmp_path)

    return read


@pytest.mark.parametrize(
    ("body", "template"),
    [
        ('def f(): raise Oops("it went wrong")', "it went wrong"),
        ('def f(x): raise ValueError(f"{x} is {x!r} of {len(x)}")', "{0} is {1} of {2}"),
        ('def f(): return Whoops("the name")', "the name"),
        ('def f(): return Note("a b", "read me please")', "read me please"),
        ('def f(): return Note(code="a b", sentence="read me please")', "read me please"),
        ('def f(): write("some channel", "hello there")', "hello there"),
        ('def f(ctx: Context): ctx.log("half of it is done")', "half of it is done"),
        ('def f():\n    def inner(it: Reported): ...\n    inner("deep down here")', "deep down here"),
        ('TABLE = {"a b": for_people("in a table")}', "in a table"),
        ('WORD = for_people("stopped")', "stopped"),
        ('def f(x): return for_people("all of it" if x else "none of it")', "none of it"),
        ('def f(x): raise Oops("one of " + ", ".join(["a word", x]))', "a word"),
    ],
    ids=str,
)
def test_a_text_for_people_is_found(body: str, template: str, read: Read) -> None:
    assert template in {text.template for text in read(body).reported}


@pytest.mark.parametrize(
    "body",
    [
        'def f(): write("some channel", "")',
        'def f(): return "nobody reads this"',
        'def f(): print("for a terminal only")',
        'def f(): """What it does, for developers."""',
        'def f(): raise Oops("word")',
    ],
    ids=str,
)
def test_what_is_for_programs_is_not(body: str, read: Read) -> None:
    own = {"no {0} anywhere", "Look again."}
    assert {text.template for text in read(body).reported} == own


@pytest.mark.parametrize(
    ("body", "template"),
    [
        ('def f(x):\n    why = "it is too long" if x else ""\n    raise Oops(why)', "it is too long"),
        ("def f(x): raise Oops(judge(x))", "{0} is too much"),
        (
            'class C:\n    @property\n    def why(self): return "it ended"\n    def f(self): write("a", self.why)',
            "it ended",
        ),
    ],
    ids=str,
)
def test_a_text_that_goes_round_is_told_of(body: str, template: str, read: Read) -> None:
    module = read(body)
    around = [*module.assigned, *module.returned_by(module.called)]
    assert [text.template for text in around] == [template]

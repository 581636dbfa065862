"""Brings the catalogues up to date with what the program says: ``make translations``.

With ``--check`` it changes nothing and names what is not translated or out of date.

Qt's lupdate reads the `tr` of the sources. What stands elsewhere as data is given to it as a list: the table of
actions, the titles and helps of the tools, and the messages that the engine and the tools report.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from deploy import texts

ROOT = Path(__file__).parent.parent
CATALOGUES = ROOT / "resources" / "translations"
RECORD = ROOT / "tests" / "deploy" / "texts.json"


def main(folder: Path = CATALOGUES) -> None:
    """Write ``messages.json``, and for every language the ``.ts`` for people and the ``.qm`` for the program."""
    from canvas.language import ENGLISH, LANGUAGES

    messages = sorted(set(reported()))
    with_gaps = [text for text in messages if re.search(r"\{\d+\}", text)]
    (folder / "messages.json").write_text(json.dumps(with_gaps, ensure_ascii=False, indent=0) + "\n", "utf-8")
    with tempfile.TemporaryDirectory() as scratch:
        data = Path(scratch) / "data.py"
        lines = [f"tr({json.dumps(text, ensure_ascii=False)})" for text in dict.fromkeys(_data()) if text]
        lines += [
            f'QCoreApplication.translate("messages", {json.dumps(text, ensure_ascii=False)})' for text in messages
        ]
        data.write_text("\n".join(lines), "utf-8")
        sources = [*sorted(ROOT.glob("app/desktop/**/*.py")), *sorted(ROOT.glob("canvas/**/*.py")), data]
        catalogues = [folder / f"iceos_{name}.ts" for name in LANGUAGES if name != ENGLISH]
        _qt(
            "lupdate",
            "-tr-function-alias",
            "tr+=mark",
            "-locations",
            "none",
            "-no-obsolete",
            *sources,
            "-ts",
            *catalogues,
        )
        for path in catalogues:
            _qt("lrelease", "-silent", path, "-qm", path.with_suffix(".qm"))


def _qt(tool: str, *arguments: object) -> None:
    command = [str(Path(sys.executable).parent / f"pyside6-{tool}"), *map(str, arguments)]
    process = subprocess.run(command, capture_output=True, text=True, check=False)
    if process.returncode:
        raise SystemExit(f"{tool}: {process.stderr or process.stdout}")


def _data() -> Iterator[str]:
    """Texts that stand in tables and declarations."""
    from app import examples
    from app.desktop.actions.table import ACTIONS, MENUS
    from engine.catalog import ERROR
    from engine.chain.card import BLOCKS
    from engine.chain.file import load
    from engine.chain.model import SHADES
    from engine.installed import installed
    from nodes.sdk import hints

    yield from MENUS
    for action in ACTIONS:
        yield from (action.title, action.tip)
    for tool in installed():
        yield from (tool.title, tool.category, tool.help)
        for port in (*tool.inputs.values(), *tool.outputs.values()):
            yield from (port.title, port.description, hints.GROUP.read(port.schema))
            yield from _choices(port.schema)
            yield from (part["title"] for part in port.schema.get("items", {}).get("properties", {}).values())
    yield from (ERROR.title, ERROR.description)
    yield from SHADES
    for title, _, summary in BLOCKS.values():
        yield from (title, summary)
    for example in examples.paths():
        chain = load(example).chain
        yield from (chain.title, chain.description)


def _choices(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from (value for value in schema.get("enum", ()) if isinstance(value, str))
        for value in schema.values():
            yield from _choices(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _choices(value)


def reported() -> Iterator[str]:
    """What the engine and the tools may report; values that are filled in are numbered gaps."""
    from engine.chain.types import WORDS
    from engine.run.status import NodeStatus

    yield from NodeStatus
    yield from (f"{{0}} {status}" for status in NodeStatus)
    yield "a {0}"  # the article before a type
    yield from WORDS.values()
    yield from (text.template for text in texts.reported())


def sources() -> dict[str, list[str]]:
    """What the catalogues translate: texts of the window, and messages of the engine and the tools."""
    tree = ElementTree.parse(next(CATALOGUES.glob("*.ts")))
    return {
        context.findtext("name") or "window": [m.findtext("source", "") for m in context.iter("message")]
        for context in tree.iter("context")
    }


def record() -> None:
    """Note new texts, so that a test tells when one of them gets lost."""
    recorded = json.loads(RECORD.read_text("utf-8"))
    merged = {name: sorted({*recorded.get(name, ()), *texts}) for name, texts in sources().items()}
    RECORD.write_text(json.dumps(merged, ensure_ascii=False, indent=0) + "\n", "utf-8")


def missing(folder: Path = CATALOGUES) -> list[str]:
    """What is not translated, or has lost a placeholder, as ``catalogue: text``."""
    gaps: list[str] = []
    for path in sorted(folder.glob("*.ts")):
        for message in ElementTree.parse(path).iter("message"):
            source = message.findtext("source", "")
            translation = message.find("translation")
            if (
                translation is None
                or not translation.text
                or translation.get("type")
                or _holes(source) != _holes(translation.text)
            ):
                gaps.append(f"{path.stem}: {source}")
    return gaps


def _holes(text: str) -> list[str]:
    return sorted(re.findall(r"\{[^{}%\s\"]*\}", text))


def stale() -> list[str]:
    """The files that `main` would change."""
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch) / "translations"
        shutil.copytree(CATALOGUES, fresh)
        main(fresh)
        return [p.name for p in sorted(fresh.iterdir()) if p.read_bytes() != (CATALOGUES / p.name).read_bytes()]


if __name__ == "__main__":
    if "--check" in sys.argv:
        wrong = [f"{name} is out of date: make translations" for name in stale()] + missing()
    else:
        main()
        record()
        wrong = missing()
    print("\n".join(wrong) or "all texts are translated")
    raise SystemExit(bool(wrong))

"""Fuzz one target after the other, guided by coverage: ``python -m tests.fuzz.run [MINUTES] [TARGET …]``.

Each has a process of its own and its share of the time. An input that breaks one is kept in build/fuzz and printed;
what atheris found interesting is merged into as few files as cover the same and kept beside the others there.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parent / "corpus"
BUILD = Path(__file__).parents[2] / "build" / "fuzz"
LONGEST = 4096
"""Bytes of an input: what breaks a reader fits into a few."""

JSON = ("chain", "packed", "answer")
"""Targets that read JSON: most mutations keep it JSON, else nothing behind the parser is ever reached."""
_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 2, 2**53, 10**30, 1e308, -0.0, 1.5, "", "a", "$", "a.b", "\0", "\ud800", "é"),
    *(
        "0" * 64,
        "/etc/passwd",
        "../x",
        "file",
        "image",
        "table",
        "json",
        "blob",
        "bytes",
        "secret",
        "lost",
        [],
        {},
        [[]],
    ),
    *("$inputs.i", "$outputs.o", "docker", "1.0.0", "flow.map", "text.template", "tables.sql", {"$secret": "K"}),
)
_KEYS = (
    *("", "a", "$file", "$dict", "$lost", "$secret", "v", "value", "kinds", "/", "~", "/0", "path", "sha256", "image"),
    *("nodes", "edges", "from", "to", "inputs", "ports", "schema", "definitions", "placement", "retry", "mode"),
)


def main() -> int:
    from tests.fuzz.targets import TARGETS

    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 30.0
    names = sys.argv[2:] or [*TARGETS]
    broken = []
    for name in names:
        found = BUILD / name
        found.mkdir(parents=True, exist_ok=True)
        seconds = max(1, int(minutes * 60 / len(names)))
        print(f"{name}: {seconds} s", flush=True)
        options = [
            f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-rss_limit_mb=3000", "-timeout=60",
            f"-artifact_prefix={BUILD}/{name}-", "-print_final_stats=1", "-verbosity=0",
        ]  # fmt: skip
        command = [sys.executable, "-m", "tests.fuzz.run", "--target", name]
        if subprocess.run([*command, *options, str(found), str(CORPUS / name)], check=False).returncode:
            broken.append(name)
    if broken:
        print(f"broken: {', '.join(broken)}; the inputs are in {BUILD}")
    return len(broken)


def fuzz(name: str, options: list[str]) -> None:
    """In this process: it ends by itself, or by the first input that breaks the target."""
    import atheris

    with atheris.instrument_imports(include=["engine.chain", "engine.run", "nodes.sdk", "nodes.event_stream"]):
        from tests.fuzz.targets import TARGETS, catalog
    catalog()
    structured = {}
    if name in JSON:
        structured["custom_mutator"] = mutated
    atheris.Setup([sys.argv[0], *options], TARGETS[name], **structured)
    atheris.Fuzz()


def mutated(content: bytes, most: int, seed: int) -> bytes:
    """The input with a change or two of its JSON; of its bytes where it is none, and now and then anyway."""
    chance = random.Random(seed)
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        return _plain(content, chance)[:most]
    if chance.random() < 0.1:
        return _plain(content, chance)[:most]
    for _ in range(chance.randint(1, 4)):
        document = _changed(document, chance)
    written = json.dumps(document).encode()
    if len(written) > most:
        return _plain(content, chance)[:most]
    return written


def _plain(content: bytes, chance: random.Random) -> bytes:
    """With some bytes removed, doubled, or replaced."""
    start = chance.randrange(len(content) + 1)
    end = min(len(content), start + chance.choice([0, 1, 1, 4, 60]))
    piece = content[start:end]
    replaced = chance.choice([b"", piece * 2, piece * 40, chance.randbytes(len(piece)), b'"', b"[" * 30, b"9" * 400])
    return content[:start] + replaced + content[end:]


def _changed(value: Any, chance: random.Random) -> Any:
    """A copy in which one place, anywhere, is another."""
    if isinstance(value, dict) and value and chance.random() < 0.85:
        key = chance.choice([*value])
        match chance.randrange(8):
            case 0:
                return {name: item for name, item in value.items() if name != key}
            case 1:
                return {**value, chance.choice(_KEYS): chance.choice([value[key], *_VALUES])}
            case 2:
                return {chance.choice(_KEYS) if name == key else name: item for name, item in value.items()}
        return {**value, key: _changed(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.85:
        at = chance.randrange(len(value))
        match chance.randrange(4):
            case 0:
                return [*value[:at], *value[at + 1 :]]
            case 1:
                return [*value[: at + 1], *value[at:]]
        return [*value[:at], _changed(value[at], chance), *value[at + 1 :]]
    return chance.choice([*_VALUES, [value], {chance.choice(_KEYS): value}])


if __name__ == "__main__":
    if sys.argv[1:2] == ["--target"]:
        fuzz(sys.argv[2], sys.argv[3:])
    else:
        sys.exit(main())

"""Secrets: found by name in several places, and told to nobody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.chain.file import dump
from engine.engine import Engine
from engine.errors import EngineError, MissingSecret
from engine.run import events as ev
from engine.run.plan import plan
from engine.run.scope import RunSpec
from engine.run.secrets import MASK, AnyOf, EnvironmentSecrets, FileSecrets, KeyringSecrets, masked
from nodes.sdk import Secret
from tests.engine.chain.builders import Builder
from tests.engine.run.test_scheduler import CATALOG, Watched

VALUE = "hunter2-très-secret"


@pytest.fixture
def keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[KeyringSecrets]:
    """A real keyring, one that keeps its entries in a file."""
    import keyring as library
    from keyrings.alt.file import PlaintextKeyring

    monkeypatch.setattr(PlaintextKeyring, "file_path", str(tmp_path / "keyring.cfg"))
    before = library.get_keyring()
    library.set_keyring(PlaintextKeyring())
    yield KeyringSecrets(tmp_path / "data" / "secret-names.json")
    library.set_keyring(before)


def revealed(found: Secret | None) -> str:
    assert found is not None
    return found.reveal()


def test_secrets_are_set_listed_found_and_removed_in_the_keyring(keyring: KeyringSecrets, tmp_path: Path) -> None:
    assert keyring.names() == []
    keyring.set("B", VALUE)
    keyring.set("A", "other")
    assert keyring.names() == ["A", "B"]
    assert revealed(keyring.find("B")) == VALUE
    assert VALUE not in (tmp_path / "data" / "secret-names.json").read_text()
    keyring.remove("B")
    keyring.remove("B")
    assert keyring.names() == ["A"]
    assert keyring.find("B") is None


def test_without_a_keyring_nothing_is_found_and_setting_says_what_to_do(tmp_path: Path) -> None:
    import keyring as library
    from keyring.backends.fail import Keyring

    before = library.get_keyring()
    library.set_keyring(Keyring())
    try:
        secrets = KeyringSecrets(tmp_path / "names.json")
        assert secrets.find("A") is None
        with pytest.raises(EngineError, match="keyring does not take it") as caught:
            secrets.set("A", VALUE)
        assert "ICEOS_SECRET_A in the environment" in caught.value.remedy
    finally:
        library.set_keyring(before)


def test_the_environment_comes_first_then_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secrets.env"
    path.write_text("# ours\nA = from file\nB=with=signs\n\nnonsense\n")
    monkeypatch.setenv("ICEOS_SECRET_A", "from environment")
    both = AnyOf([EnvironmentSecrets(), FileSecrets(path)])
    assert revealed(both.find("A")) == "from environment"
    assert revealed(both.find("B")) == "with=signs"
    assert both.find("C") is None
    with pytest.raises(EngineError, match="cannot be read"):
        FileSecrets(tmp_path / "gone").find("A")


def files_with(text: str, folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file() and text.encode() in file.read_bytes()]


@pytest.mark.parametrize("fail", [False, True])
async def test_a_tool_that_prints_its_secret_tells_nobody(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fail: bool
) -> None:
    monkeypatch.setenv("ICEOS_SECRET_KEY", VALUE)
    build = Builder(CATALOG)
    build.node("test.leaks", key={"$secret": "KEY"}, fail=fail)
    assert VALUE not in dump(build.chain).decode()
    watched = await Watched(engine, build.chain, secrets=EnvironmentSecrets()).execute()
    told = [ev.events.dump_json(event).decode() for event in watched.events]
    assert not [line for line in told if "hunter2" in line]
    assert any(MASK in line for line in told)
    assert isinstance(watched.events[-1], ev.RunFinished)
    assert files_with(VALUE, tmp_path) == []


def test_a_missing_secret_stops_the_run_before_it_starts() -> None:
    build = Builder(CATALOG)
    build.node("test.leaks", key={"$secret": "NOWHERE"})
    with pytest.raises(MissingSecret, match="the secret 'NOWHERE' is not set") as caught:
        plan(RunSpec(build.chain), CATALOG, secrets=EnvironmentSecrets())
    assert caught.value.name == "NOWHERE"


def test_masking_reaches_into_lists_and_records_and_leaves_short_ones() -> None:
    secrets = [Secret("a", "longenough"), Secret("b", "ab")]
    assert masked({"x": ["say longenough", {"y": "abc"}], "n": 1}, secrets) == {
        "x": [f"say {MASK}", {"y": "abc"}],
        "n": 1,
    }

"""What a chain from elsewhere could do, and remembering who was allowed."""

from __future__ import annotations

from pathlib import Path

from engine.catalog import Catalog
from engine.chain import edit
from engine.chain.file import load
from engine.trust import Trust, reach
from tests.conftest import EXAMPLES
from tests.engine.chain.builders import Builder


def test_a_chain_that_stays_in_its_folder_reaches_nothing(catalog: Catalog) -> None:
    assert not reach(load(EXAMPLES / "penguins.iceos").chain, catalog, EXAMPLES)


def test_code_hosts_and_paths_outside_are_listed(catalog: Catalog, tmp_path: Path) -> None:
    build = Builder(catalog)
    build.node("python.code")
    build.node("http.request", url="https://user:pw@example.org:8443/x")
    build.node("tables.read", file="../secrets.csv")
    build.node("tables.read", file="inside/fine.csv")
    build.node("tables.write", save_to="/etc/cron.d/job")
    build.node("files.list", folder="~")
    found = reach(build.chain, catalog, tmp_path)
    assert found.code == ["Python code (python_code)"]
    assert found.hosts == ["example.org:8443"]
    assert found.paths == [str(tmp_path.parent / "secrets.csv"), "/etc/cron.d/job", str(Path.home())]


def test_an_address_that_only_the_run_knows_is_said_so(catalog: Catalog) -> None:
    found = reach(load(EXAMPLES / "weather.iceos").chain, catalog, EXAMPLES)
    assert found.hosts == ["api.open-meteo.com", "any address that fetch is given when it runs"]


def test_the_answer_is_kept_by_what_the_chain_does(catalog: Catalog, tmp_path: Path) -> None:
    chain = load(EXAMPLES / "weather.iceos").chain
    trust = Trust(tmp_path / "deep" / "trusted.json")
    assert not trust.holds(chain)
    trust.add(chain)
    assert Trust(tmp_path / "deep" / "trusted.json").holds(edit.move(chain, {"fetch": (1, 1)}))
    assert not trust.holds(edit.set_input(chain, catalog, "fetch", "method", "DELETE"))


def test_a_damaged_file_trusts_nothing(catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "trusted.json"
    path.write_text("{")
    assert not Trust(path).holds(load(EXAMPLES / "weather.iceos").chain)

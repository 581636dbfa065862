"""Images of our own and of others: tested against the contract, used as nodes, chosen by version."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from app.cli import cli
from engine.catalog import Catalog
from engine.chain import edit
from engine.chain.file import dump, load
from engine.chain.model import Chain, Endpoint
from engine.executors.docker.discovery import discover
from engine.folders import folders
from engine.images.sources import Sources
from engine.images.tools import tools_of
from engine.installed import installed
from nodes.sdk.messages import Chunk, Cost
from tests.conftest import ROOT
from tests.docker.conftest import Place, docker

pytestmark = [pytest.mark.docker, pytest.mark.timeout(900)]
runner = CliRunner()


@pytest.fixture(scope="module")
def images(standard: str) -> Iterator[str]:
    subprocess.run([ROOT / "deploy" / "images.sh", "js", "java"], check=True, capture_output=True)
    return "iceos"


@pytest.mark.parametrize(
    ("image", "inputs"),
    [
        ("iceos/nodes-std:0.1.0", '{"text": "abc", "find": "b", "replacement": "x"}'),
        ("iceos/node-js:^1.0", '{"text": "the cat and the other cat"}'),
        ("iceos/node-java:1.x", '{"numbers": [1, 2, 4.5]}'),
    ],
)
def test_our_images_honour_the_contract(images: str, image: str, inputs: str) -> None:
    operation = "text.replace" if "std" in image else ""
    done = runner.invoke(cli, ["image", "test", image, "--operation", operation, "--inputs", inputs])
    assert done.exit_code == 0, done.output
    assert "✘" not in done.output
    assert done.output.count("✔") >= 12


def test_an_image_that_does_not_is_told_where(faults: str) -> None:
    docker(
        "build",
        "--tag",
        "iceos-test/plain:1.0.0",
        "-",
        stdin=f'FROM {faults}\nENV MODE=list\nCMD ["python", "/srv/broken.py"]\n',
    )
    done = runner.invoke(cli, ["image", "test", "iceos-test/plain:1.0.0"])
    assert done.exit_code == 1
    assert "✔  label" in done.output
    assert "✘  with ICEOS_LEASE=stdin" in done.output


async def test_tools_of_other_languages_run_as_nodes(place: Place, images: str) -> None:
    (keywords,) = tools_of(await discover(place.executor, "iceos/node-js:^1.0"))
    assert (keywords.name, keywords.title, keywords.version) == ("node-js/text.keywords", "Keywords", "1.0.0")
    made = await place(keywords, "iceos/node-js:^1.0", text="The cat and the other cat sat.", most=2)
    assert made == {"words": ["cat", "other"], "counts": {"cat": 2, "other": 1}}
    (summary,) = tools_of(await discover(place.executor, "iceos/node-java:^1.0"))
    made = await place(summary, "iceos/node-java:^1.0", numbers=[1, 2, 4.5])
    assert (made["count"], made["sum"], made["median"]) == (3, 7.5, 2.0)


def test_an_added_image_is_in_the_catalog_without_the_engine(
    images: str, own_data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = runner.invoke(cli, ["image", "add", "iceos/node-js:^1.0"])
    assert done.exit_code == 0, done.output
    monkeypatch.setenv("DOCKER_HOST", "unix:///nowhere.sock")
    catalog = installed(sources=folders().sources)
    spec = catalog.newest("node-js/text.keywords")
    assert spec is not None
    assert (spec.home.where, spec.home.image) == ("docker", "iceos/node-js:^1.0")
    assert [(p.name, str(p.type), p.required) for p in spec.inputs.values()] == [
        ("text", "text", True),
        ("most", "whole number", False),
        ("language", "text", False),
    ]
    listed = runner.invoke(cli, ["image", "list"])
    assert "iceos/node-js:^1.0" in listed.output
    assert runner.invoke(cli, ["image", "remove", "node-js"]).exit_code == 0
    assert list(Sources(folders().sources)) == []


def test_a_chain_names_its_image_and_pins_it(images: str, own_data_dir: Path, tmp_path: Path) -> None:
    assert runner.invoke(cli, ["image", "add", "iceos/node-js:^1.0"]).exit_code == 0
    catalog = installed(sources=folders().sources)
    chain, node = _chain(catalog)
    assert chain.nodes[node].placement is not None
    path = tmp_path / "words.iceos"
    path.write_bytes(dump(chain))
    assert json.loads(path.read_text())["nodes"][node]["placement"] == {
        "where": "docker",
        "image": "iceos/node-js:^1.0",
    }
    done = runner.invoke(cli, ["lock", str(path)])
    assert done.exit_code == 0, done.output
    (pinned,) = load(path).chain.lock.items()
    assert pinned[0] == "iceos/node-js:^1.0"
    assert pinned[1].startswith("sha256:")
    ran = runner.invoke(cli, ["run", str(path), "--trust", "--json"])
    assert ran.exit_code == 0, ran.output
    events = [json.loads(line) for line in ran.output.splitlines() if line.startswith("{")]
    digests = {e["digest"] for e in events if e["type"] == "NodePhase" and e.get("digest")}
    assert digests == {pinned[1]}, "the digest is recorded in the run"


def _chain(catalog: Catalog) -> tuple[Chain, str]:
    spec = catalog.newest("node-js/text.keywords")
    assert spec is not None
    chain, node = edit.add_node(Chain(title="Words"), spec, 0, 0, {"text": "one two two"})
    return edit.declare_outputs_of(chain, catalog, [node]), node


def test_the_range_decides_and_says_why(images: str) -> None:
    for version in ("1.1.0", "1.2.0-beta", "2.0.0", "nightly"):
        docker("tag", "iceos/node-js:1.0.0", f"iceos-test/ranged:{version}")
    try:
        done = runner.invoke(cli, ["image", "resolve", "iceos-test/ranged", "^1.0", "--json"])
        told = json.loads(done.stdout)
        assert told["reference"] == "iceos-test/ranged:1.1.0"
        assert told["choice"][1:] == [["1.1.0"], ["2.0.0", "1.2.0-beta"], ["nightly"]]
        assert told["digest"].startswith("sha256:")
        beta = runner.invoke(cli, ["image", "resolve", "iceos-test/ranged", "^1.2.0-alpha"])
        assert "iceos-test/ranged:1.2.0-beta" in beta.output
    finally:
        for version in ("1.1.0", "1.2.0-beta", "2.0.0", "nightly"):
            docker("rmi", f"iceos-test/ranged:{version}")


def test_a_tool_package_is_begun_built_and_used(standard: str, tmp_path: Path, own_data_dir: Path) -> None:
    assert runner.invoke(cli, ["new-tool", "letter-count", "--folder", str(tmp_path)]).exit_code == 0
    package = tmp_path / "letter-count"
    tested = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(package)],
        cwd=package,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": f"{package}:{ROOT}"},
    )
    assert tested.returncode == 0, tested.stdout
    built = runner.invoke(cli, ["image", "build", str(package)])
    assert built.exit_code == 0, built.output[-2000:]
    added = runner.invoke(cli, ["image", "add", "letter-count:0.1.0"])
    assert "letter-count/letter_count.run" in added.output
    listed = docker(
        "run",
        "--rm",
        "--entrypoint",
        "sh",
        "letter-count:0.1.0",
        "-c",
        "id -u; ls /opt/iceos/bin | grep -c pip || true",
    )
    assert listed.split() == ["65534", "0"]


def test_a_single_file_becomes_an_image(standard: str, tmp_path: Path) -> None:
    tool = tmp_path / "shout.py"
    tool.write_text(
        "from nodes.sdk import tool\n\n\n@tool('shout.loud', title='Shout')\ndef loud(text: str) -> str:\n"
        '    """Louder."""\n    return text.upper()\n'
    )
    built = runner.invoke(cli, ["image", "build", str(tool), "--tag", "iceos-test/shout:0.1.0"])
    assert built.exit_code == 0, built.output[-2000:]
    done = runner.invoke(cli, ["image", "test", "iceos-test/shout:0.1.0", "--inputs", '{"text": "hello"}'])
    assert done.exit_code == 0, done.output
    assert '"HELLO"' in done.output


async def test_a_real_model_streams_its_tokens(place: Place, node_llm: str, model: Path, catalog: Catalog) -> None:
    complete, embed = catalog.newest("llm.complete"), catalog.newest("llm.embed")
    assert complete is not None
    assert embed is not None
    placed: dict[str, Any] = {"mounts": [{"path": str(model), "at": "/models"}]}
    prompt = "France: Paris\nGermany: Berlin\nItaly:"
    asked = {"prompt": prompt, "most_tokens": 6, "temperature": 0, "stop": ["\n"]}
    made = await place(complete.implementation, node_llm, placed, **asked)
    assert made["text"].strip() == "Rome"
    assert "".join(m.text for m in place.said if isinstance(m, Chunk)) == made["text"]
    assert sum(m.tokens for m in place.said if isinstance(m, Cost)) == made["tokens"] > 10
    vectors = await place(embed.implementation, node_llm, placed, texts=["cat", "kitten", "tax law"])
    cat, kitten, law = vectors["vectors"]
    near, far = (sum(a * b for a, b in zip(cat, other, strict=True)) for other in (kitten, law))
    assert near > far


def test_outputs_keep_their_types(images: str, own_data_dir: Path) -> None:
    assert runner.invoke(cli, ["image", "add", "iceos/node-java:^1.0"]).exit_code == 0
    catalog = installed(sources=folders().sources)
    spec = catalog.newest("node-java/numbers.summary")
    assert spec is not None
    assert {n: str(p.type) for n, p in spec.outputs.items()} == {
        "count": "whole number", "sum": "number", "mean": "number", "median": "number", "deviation": "number",
    }  # fmt: skip
    assert Endpoint("x", "sum")

"""Servers that know nothing of iceOS: three from PyPI, each in a container, each operation a node."""

from __future__ import annotations

import asyncio
import subprocess
from pathlib import Path

import pytest

from engine.catalog import ToolSpec
from engine.errors import NodeError
from engine.executors.docker.discovery import discover
from engine.images.tools import OperationTool, tools_of
from nodes.sdk.context import Context
from tests.docker.conftest import Place, docker
from tests.processes import until

pytestmark = [pytest.mark.docker, pytest.mark.timeout(1200)]

BENTO = '''
from pathlib import Path
import bentoml

@bentoml.service
class Texts:
    @bentoml.api
    def count(self, text: str, least: int = 1) -> dict[str, int]:
        """Count words."""
        return {w: text.split().count(w) for w in text.split() if len(w) >= least}

    @bentoml.api
    def lines(self, file: Path) -> int:
        return len(file.read_text().splitlines())

    @bentoml.api
    def shout(self, text: str) -> Path:
        path = Path("/tmp/shout.txt")
        path.write_text(text.upper())
        return path
'''

GEO = """
server:
  bind: {host: 0.0.0.0, port: 8080}
  url: http://localhost:8080
  mimetype: application/json; charset=UTF-8
  encoding: utf-8
  languages: [en-US]
  limits: {default_items: 20, max_items: 50}
  map: {url: "https://example.org/{z}/{x}/{y}.png", attribution: none}
logging: {level: ERROR}
metadata:
  identification: {title: Geo, description: Geo, keywords: [geo], terms_of_service: x, url: https://example.org}
  license: {name: CC0, url: https://example.org}
  provider: {name: Test, url: https://example.org}
  contact: {name: T, email: t@example.org, url: https://example.org}
resources:
  hello-world: {type: process, processor: {name: HelloWorld}}
"""


def made(tmp_path_factory: pytest.TempPathFactory, name: str, lines: str, **files: str) -> str:
    """An image of a package from PyPI and nothing of ours."""
    context = tmp_path_factory.mktemp(name)
    for file, content in files.items():
        (context / file.replace("__", ".")).write_text(content)
    (context / "Dockerfile").write_text(f"FROM python:3.11-slim\n{lines}\nUSER 1234\n")
    docker("build", "--tag", f"iceos-test/{name}:1.0.0", str(context))
    return f"iceos-test/{name}:1.0.0"


@pytest.fixture(scope="module")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> str:
    lines = (
        "RUN pip install --quiet --no-cache-dir chromadb\n"
        'EXPOSE 8000\nCMD ["chroma", "run", "--path", "/tmp/data", "--host", "0.0.0.0", "--port", "8000"]'
    )
    return made(tmp_path_factory, "chroma", lines)


@pytest.fixture(scope="module")
def bento(tmp_path_factory: pytest.TempPathFactory) -> str:
    lines = (
        "RUN pip install --quiet --no-cache-dir bentoml\nENV BENTOML_HOME=/tmp/bento BENTOML_DO_NOT_TRACK=true\n"
        'WORKDIR /srv\nCOPY service.py /srv/\nEXPOSE 3000\nCMD ["bentoml", "serve", "service:Texts", "--port", "3000"]'
    )
    return made(tmp_path_factory, "bento", lines, service__py=BENTO)


@pytest.fixture(scope="module")
def geo(tmp_path_factory: pytest.TempPathFactory) -> str:
    lines = (
        "RUN pip install --quiet --no-cache-dir pygeoapi flask-cors\nCOPY config.yml /srv/\n"
        "ENV PYGEOAPI_CONFIG=/srv/config.yml PYGEOAPI_OPENAPI=/srv/openapi.yml\n"
        "RUN pygeoapi openapi generate /srv/config.yml --output-file /srv/openapi.yml\n"
        'EXPOSE 8080\nCMD ["pygeoapi", "serve"]'
    )
    return made(tmp_path_factory, "geo", lines, config__yml=GEO)


def named(tools: list[type[OperationTool]], end: str) -> type[OperationTool]:
    return next(tool for tool in tools if tool.name.endswith(end))


async def test_a_vector_database_in_rust(place: Place, chroma: str) -> None:
    tools = tools_of(await discover(place.executor, chroma))
    assert len(tools) > 20
    made = await place(
        named(tools, "/create_collection"), chroma, tenant="default_tenant", database="default_database", name="words"
    )
    assert made["name"] == "words"
    listed = await place(
        named(tools, "/list_collections"), chroma, tenant="default_tenant", database="default_database"
    )
    assert [row["name"] for row in listed["result"]] == ["words"]
    with pytest.raises(NodeError, match=r"it answered 404"):
        await place(
            named(tools, "/get_collection"),
            chroma,
            tenant="default_tenant",
            database="default_database",
            collection_id="none",
        )
    assert any(
        "chroma" in line.lower() or "8000" in line for line in place.executor.logs(place.executor.containers()[0].id)
    )


async def test_a_geographic_server_by_the_open_geospatial_consortium(place: Place, geo: str) -> None:
    tools = tools_of(await discover(place.executor, geo))
    execute = next(tool for tool in tools if tool.operation.method == "POST" and "execution" in tool.operation.path)
    made = await place(execute, geo, body={"inputs": {"name": "iceOS"}}, **_needed(execute))
    assert "iceOS" in str(made)


async def test_a_model_server_takes_and_gives_files(place: Place, bento: str, tmp_path: Path) -> None:
    tools = tools_of(await discover(place.executor, bento))
    assert await place(named(tools, "count"), bento, text="a bb bb", least=2) == {"result": {"bb": 2}}
    file = tmp_path / "three.txt"
    file.write_text("1\n2\n3\n")
    lines = named(tools, "lines")
    assert "file" in str(ToolSpec(lines).inputs["file"].type)
    assert await place(lines, bento, file=str(file)) == {"result": 3}
    shout = (await place(named(tools, "shout"), bento, text="hello"))["result"]
    assert shout.path.read_text() == "HELLO"


async def test_a_container_that_runs_already_is_found_by_its_name(place: Place, bento: str) -> None:
    docker("run", "--detach", "--name", "iceos-test-texts", "--publish", "127.0.0.1::3000", bento)
    try:
        assert await asyncio.to_thread(until, lambda: "initialized" in _told_by("iceos-test-texts"), 60)
        source = await discover(place.executor, "iceos-test-texts")
        assert (source.kind, source.name) == ("server", "iceos-test-texts")
        count = named(tools_of(source), "count")
        ctx = Context(place.said.append, lambda: place.folder)
        made = await count().run(count.models({})[0](text="a bb bb", least=2), ctx)
        assert dict(made) == {"result": {"bb": 2}}
    finally:
        docker("rm", "--force", "iceos-test-texts")


def _told_by(container: str) -> str:
    done = subprocess.run(["/usr/bin/docker", "logs", container], capture_output=True, text=True)
    return done.stdout + done.stderr


def _needed(tool: type[OperationTool]) -> dict[str, str]:
    """The process that the path names, where it does."""
    return {name: "hello-world" for name, found in tool.operation.inputs.items() if found.location == "path"}

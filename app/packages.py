"""Tool packages: begun from a template, and made into node images."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import tomllib
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

from engine.errors import EngineError

_TEMPLATE = files("resources") / "tool_package"
_STANDARD = "iceos/nodes-std"


class ImageProblem(EngineError):
    """The image cannot be made; the end of the build's own words is in it."""


def new_package(name: str, target: Path) -> None:
    """Write a package called `name` into a new folder. Raises OSError."""
    import jinja2

    module = name.replace("-", "_")
    words = {"name": name, "module": module, "title": name.replace("-", " ").capitalize()}
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, keep_trailing_newline=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as arriving:
        for source in sorted(Path(str(_TEMPLATE)).rglob("*.jinja")):
            relative = str(source.relative_to(str(_TEMPLATE))).removesuffix(".jinja").replace("MODULE", module)
            written = Path(arriving) / "package" / relative
            written.parent.mkdir(parents=True, exist_ok=True)
            written.write_text(environment.from_string(source.read_text("utf-8")).render(words), "utf-8")
        (Path(arriving) / "package").rename(target)


def build_image(what: str, tag: str, say: Callable[[str], None]) -> str:
    """Make the image of a tool package (a folder with ``pyproject.toml``), a module or a file; returns its name.

    Two stages, dependencies from ``requirements.txt`` with hashes where there is one, no build tools inside, nobody
    as its user. Raises `ImageProblem`.
    """
    with tempfile.TemporaryDirectory() as folder:
        context = Path(folder)
        name, version, module = _gathered(what, context)
        full = tag or f"{name}:{version}"
        text = (_TEMPLATE / "Dockerfile").read_text("utf-8")
        (context / "Dockerfile").write_text(text, "utf-8")
        arguments = {"NAME": full.rpartition(":")[0].rpartition("/")[2] or name, "VERSION": version, "MODULE": module}
        _build(context, full, arguments, say)
    return full


def _gathered(what: str, context: Path) -> tuple[str, str, str]:
    """Copy what is to be built into `context`; returns name, version and module."""
    source = context / "package"
    path = Path(what)
    if (path / "pyproject.toml").is_file():
        shutil.copytree(path, source, ignore=shutil.ignore_patterns(".git", ".venv", "__pycache__", "tests"))
        project: dict[str, Any] = tomllib.loads((path / "pyproject.toml").read_text("utf-8")).get("project", {})
        points = project.get("entry-points", {}).get("iceos.tools", {})
        if not points:
            raise ImageProblem(
                f"{path / 'pyproject.toml'} names no tools",
                remedy='Add [project.entry-points."iceos.tools"] with the module that holds them.',
            )
        _requirements(source)
        return str(project["name"]), str(project.get("version", "0.1.0")), " ".join(points.values())
    if path.suffix == ".py" and path.is_file():
        source.mkdir()
        shutil.copy(path, source / path.name)
    else:
        import importlib.util

        spec = importlib.util.find_spec(what)
        if spec is None or spec.origin is None:
            raise ImageProblem(f"{what} is neither a tool package nor a module that is here")
        path, source_root = Path(spec.origin), what.partition(".")[0]
        source.mkdir()
        if spec.submodule_search_locations:
            shutil.copytree(path.parent, source / source_root, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(path, source / path.name)
    stem = path.stem if path.stem != "__init__" else path.parent.name
    name = stem.replace("_", "-")
    (source / "pyproject.toml").write_text(
        f'[project]\nname = "{name}"\nversion = "0.1.0"\n\n'
        '[build-system]\nrequires = ["setuptools>=70"]\nbuild-backend = "setuptools.build_meta"\n'
        + (f'\n[tool.setuptools]\npy-modules = ["{stem}"]\n' if (source / f"{stem}.py").is_file() else ""),
        "utf-8",
    )
    _requirements(source)
    return name, "0.1.0", stem


def _requirements(source: Path) -> None:
    """What the build installs before the package: the lock where there is one, else nothing."""
    listed = source / "requirements.txt"
    if not listed.exists():
        listed.write_text("", "utf-8")


def _build(context: Path, full: str, arguments: dict[str, str], say: Callable[[str], None]) -> None:
    program = next((p for p in ("/usr/bin/docker", shutil.which("docker")) if p and Path(p).exists()), None)
    if program is None:
        raise ImageProblem("the program docker is not here", remedy="Install Docker: it builds images.")
    command = [program, "build", "--progress", "plain", "--tag", full]
    for name, value in arguments.items():
        command += ["--build-arg", f"{name}={value}"]
    said: list[str] = []
    with subprocess.Popen(
        [*command, str(context)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**_environment(), "DOCKER_BUILDKIT": "1"},
    ) as building:
        assert building.stdout is not None
        for line in building.stdout:
            said.append(line.rstrip())
            say(line.rstrip())
    if building.returncode:
        tail = "\n".join(line for line in said if line)[-1500:]
        raise ImageProblem(f"the image cannot be built:\n{tail}", remedy=f"Is {_STANDARD} there? Else: make images.")


def _environment() -> dict[str, str]:
    import os

    return dict(os.environ)

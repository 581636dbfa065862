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
    context = {"name": name, "module": module, "title": name.replace("-", " ").capitalize()}
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, keep_trailing_newline=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as arriving:
        for source in sorted(Path(str(_TEMPLATE)).rglob("*.jinja")):
            relative = str(source.relative_to(str(_TEMPLATE))).removesuffix(".jinja").replace("MODULE", module)
            written = Path(arriving) / "package" / relative
            written.parent.mkdir(parents=True, exist_ok=True)
            written.write_text(environment.from_string(source.read_text("utf-8")).render(context), "utf-8")
        (Path(arriving) / "package").rename(target)


def build_image(source: str, tag: str, report: Callable[[str], None]) -> str:
    """Make the image of a tool package (a folder with ``pyproject.toml``), a module or a file; returns its name.

    Two stages, dependencies from ``requirements.txt`` with hashes where there is one, no build tools inside, nobody
    as its user. Raises `ImageProblem`.
    """
    with tempfile.TemporaryDirectory() as folder:
        context = Path(folder)
        name, version, module = _gathered(source, context)
        full = tag or f"{name}:{version}"
        text = (_TEMPLATE / "Dockerfile").read_text("utf-8")
        (context / "Dockerfile").write_text(text, "utf-8")
        arguments = {"NAME": full.rpartition(":")[0].rpartition("/")[2] or name, "VERSION": version, "MODULE": module}
        _build(context, full, arguments, report)
    return full


def _gathered(source: str, context: Path) -> tuple[str, str, str]:
    """Copy what is to be built into `context`; returns name, version and module."""
    package = context / "package"
    path = Path(source)
    if (path / "pyproject.toml").is_file():
        return _copy_package(path, package)
    if path.suffix == ".py" and path.is_file():
        package.mkdir()
        shutil.copy(path, package / path.name)
        return _described(path.stem, package)
    return _described(_copy_module(source, package), package)


def _copy_package(folder: Path, package: Path) -> tuple[str, str, str]:
    shutil.copytree(folder, package, ignore=shutil.ignore_patterns(".git", ".venv", "__pycache__", "tests"))
    project: dict[str, Any] = tomllib.loads((folder / "pyproject.toml").read_text("utf-8")).get("project", {})
    points = project.get("entry-points", {}).get("iceos.tools", {})
    if not points:
        raise ImageProblem(
            f"{folder / 'pyproject.toml'} names no tools",
            remedy='Add [project.entry-points."iceos.tools"] with the module that holds them.',
        )
    _requirements(package)
    return str(project["name"]), str(project.get("version", "0.1.0")), " ".join(points.values())


def _copy_module(name: str, package: Path) -> str:
    """Returns what it is called there."""
    import importlib.util

    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ImageProblem(f"{name} is neither a tool package nor a module that is here")
    path = Path(spec.origin)
    package.mkdir()
    if spec.submodule_search_locations:
        root = name.partition(".")[0]
        shutil.copytree(path.parent, package / root, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(path, package / path.name)
    if path.stem == "__init__":
        return path.parent.name
    return path.stem


def _described(module: str, package: Path) -> tuple[str, str, str]:
    """Write what a package says about itself, for code that is none."""
    name, version = module.replace("_", "-"), "0.1.0"
    lines = [
        "[project]",
        f'name = "{name}"',
        f'version = "{version}"',
        "",
        "[build-system]",
        'requires = ["setuptools>=70"]',
        'build-backend = "setuptools.build_meta"',
    ]
    if (package / f"{module}.py").is_file():
        lines += ["", "[tool.setuptools]", f'py-modules = ["{module}"]']
    (package / "pyproject.toml").write_text("\n".join([*lines, ""]), "utf-8")
    _requirements(package)
    return name, version, module


def _requirements(package: Path) -> None:
    """What the build installs before the package: the lock where there is one, else nothing."""
    listed = package / "requirements.txt"
    if not listed.exists():
        listed.write_text("", "utf-8")


def _build(context: Path, full: str, arguments: dict[str, str], report: Callable[[str], None]) -> None:
    program = next((p for p in ("/usr/bin/docker", shutil.which("docker")) if p and Path(p).exists()), None)
    if program is None:
        raise ImageProblem("the program docker is not here", remedy="Install Docker: it builds images.")
    command = [program, "build", "--progress", "plain", "--tag", full]
    for name, value in arguments.items():
        command += ["--build-arg", f"{name}={value}"]
    output: list[str] = []
    with subprocess.Popen(
        [*command, str(context)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**_environment(), "DOCKER_BUILDKIT": "1"},
    ) as building:
        assert building.stdout is not None
        for line in building.stdout:
            output.append(line.rstrip())
            report(line.rstrip())
    if building.returncode:
        tail = "\n".join(line for line in output if line)[-1500:]
        raise ImageProblem(f"the image cannot be built:\n{tail}", remedy=f"Is {_STANDARD} there? Else: make images.")


def _environment() -> dict[str, str]:
    import os

    return dict(os.environ)

"""The whole way on a bare Debian without Python: installed, opened by a double click, run, killed, removed."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, ROOT
from tests.package.bare import PERSON, Bare, problem
from tests.processes import until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(bool(problem()), reason=problem() or "nothing is missing"),
]


DESKTOP = ("libglib2.0-bin", "shared-mime-info", "desktop-file-utils", "hicolor-icon-theme")
"""What every desktop environment has."""


@pytest.fixture(scope="module")
def built() -> Path:
    """The packages, made from this checkout."""
    subprocess.run(["make", "deb", "portable"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return ROOT / "build"


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Bare]:
    made = Bare(tmp_path / "root", 77)
    chains = made.home / "chains"
    shutil.copytree(EXAMPLES, chains)
    for path in (chains, *chains.rglob("*")):
        shutil.chown(path, 1000, 1000)
    yield made
    made.end()


def test_the_deb(bare: Bare, built: Path, tmp_path: Path) -> None:
    (deb,) = built.glob("*.deb")
    assert deb.stat().st_size < 140e6
    assert "python3" not in bare.run("ls", "/usr/bin")
    # what shows types and opens files belongs to the desktop, and is there before
    bare.install(*DESKTOP)
    before = bare.files()
    shutil.copy(deb, bare.root / "iceos.deb")
    bare.install("/iceos.deb")
    (bare.root / "iceos.deb").unlink()
    assert "python3" not in bare.run("ls", "/usr/bin")

    used(bare, f"/home/{PERSON}/chains", tmp_path)

    bare.run("apt-get", "purge", "-y", "-qq", "iceos")
    bare.run("apt-get", "autoremove", "-y", "-qq", "--purge")
    left = {path for path in bare.files() - before if "__pycache__" not in path}
    assert left == set()
    assert (bare.home / ".local/share/iceos/history").exists(), "the person's own data stays"
    assert "org.iceos" not in bare.person("gio", "mime", "application/vnd.iceos.chain+json", check=False)


def test_the_archive_for_a_person_without_root(bare: Bare, built: Path, tmp_path: Path) -> None:
    (deb,) = built.glob("*.deb")
    depends = subprocess.run(["dpkg-deb", "-f", deb, "Depends"], check=True, capture_output=True, text=True).stdout
    libraries = [part.split("|")[0].split("(")[0].strip() for part in depends.split(",")]
    bare.install(*DESKTOP, *libraries)
    (archive,) = built.glob("*.tar.zst")
    subprocess.run(["tar", "--zstd", "-xf", archive, "-C", bare.home], check=True)
    (unpacked,) = bare.home.glob("iceos-*")
    before = _own_files(bare)
    assert "in your menu" in bare.person(f"/home/{PERSON}/{unpacked.name}/install.sh")
    shutil.rmtree(unpacked)

    used(bare, f"/home/{PERSON}/chains", tmp_path)

    bare.person(f"/home/{PERSON}/.local/share/iceos-program/uninstall.sh")
    left = {path for path in _own_files(bare) - before if not path.startswith(".local/share/iceos/")}
    assert {path for path in left if "iceos" in path} == set()


def _own_files(bare: Bare) -> set[str]:
    return {str(path.relative_to(bare.home)) for path in bare.home.rglob("*") if path.is_file() or path.is_symlink()}


def used(bare: Bare, chains: str, shots: Path) -> None:
    """What a person does with it."""
    penguins, review = f"{chains}/penguins.iceos", f"{chains}/review.iceos"
    assert "application/vnd.iceos.chain+json" in bare.person("gio", "info", "-a", "standard::content-type", penguins)
    assert "org.iceos.iceos.desktop" in bare.person("gio", "mime", "application/vnd.iceos.chain+json")

    bare.begin("gio", "open", penguins)
    assert bare.has_window("penguins")
    bare.press("F5")
    home = bare.home / ".local" / "share" / "iceos"
    assert until(lambda: "done" in bare.person(_program(bare), "runs"), 60), bare.person(_program(bare), "runs")
    bare.screenshot(shots / "run.png")

    bare.begin("gio", "open", review)
    assert bare.has_window("review")
    assert len(bare.windows()) == 1, "in the window that is there"

    bare.press("ctrl+a")
    bare.press("Delete")
    assert until(lambda: any((home / "recovery").glob("*.json")), 30), "work is kept as it goes on"
    _kill(bare)
    bare.begin(_program(bare), "open")
    assert bare.has_window("iceOS")
    time.sleep(2)
    bare.screenshot(shots / "recovered.png")
    assert any((home / "recovery").glob("*.json")), "it is offered, and there until somebody chooses"
    _kill(bare)

    bare.person(_program(bare), "picture", penguins, "-o", "/tmp/thumbnail.png", "--size", "128")
    assert (bare.root / "tmp/thumbnail.png").read_bytes().startswith(b"\x89PNG")


def _kill(bare: Bare) -> None:
    subprocess.run(["pkill", "-9", "-f", "iceos open"], check=True)
    assert until(lambda: not bare.windows(), 20)


def _program(bare: Bare) -> str:
    own = bare.home / ".local" / "bin" / "iceos"
    return f"/home/{PERSON}/.local/bin/iceos" if own.is_symlink() else "iceos"

"""What a desktop environment is told."""

from __future__ import annotations

import configparser
import shutil
import struct
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from app import integration
from tests.app.test_cli import iceos
from tests.conftest import EXAMPLES


def test_it_is_installed_for_one_person_and_removed(tmp_path: Path) -> None:
    done = iceos("desktop", "install", "--share", tmp_path)
    assert done.returncode == 0, done.stderr
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment, method-assign]  # keys as they are written
    entry.read(tmp_path / "applications" / f"{integration.ID}.desktop")
    assert Path(entry["Desktop Entry"]["TryExec"]).exists()
    assert entry["Desktop Entry"]["MimeType"] == f"{integration.TYPE};"
    for size in integration.SIZES:
        for kind, name in (("apps", integration.ID), ("mimetypes", integration.TYPE.replace("/", "-"))):
            picture = (tmp_path / f"icons/hicolor/{size}x{size}/{kind}/{name}.png").read_bytes()
            assert struct.unpack(">II", picture[16:24]) == (size, size)
    assert iceos("desktop", "uninstall", "--share", tmp_path).returncode == 0
    assert [path for path in tmp_path.rglob(f"{integration.ID}*") if path.is_file()] == []
    assert "nothing to remove" in iceos("desktop", "uninstall", "--share", tmp_path).stdout


@pytest.mark.parametrize("program", ["/usr/bin/iceos", '/home/a b/50%/"x"/$y/iceos'])
def test_its_files_keep_to_the_formats(program: str, tmp_path: Path) -> None:
    for name, content in integration.files(program).items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        if path.suffix in (".xml", ".svg"):
            ET.fromstring(content)
    metainfo = tmp_path / "metainfo" / f"{integration.ID}.metainfo.xml"
    for check in (
        ["desktop-file-validate", tmp_path / "applications" / f"{integration.ID}.desktop"],
        ["appstreamcli", "validate", "--no-net", "--explain", metainfo],
    ):
        if found := shutil.which(str(check[0])):
            done = subprocess.run([found, *map(str, check[1:])], capture_output=True, text=True)
            assert done.returncode == 0, done.stdout + done.stderr


def test_a_file_is_opened_without_a_word_for_it() -> None:
    """`iceos FILE` is `iceos open FILE`; here there is no display."""
    done = iceos(EXAMPLES / "penguins.iceos", QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="")
    assert "there is no display here" in done.stderr


def test_a_thumbnail_fits(tmp_path: Path) -> None:
    path = tmp_path / "small.png"
    assert iceos("picture", EXAMPLES / "penguins.iceos", "-o", path, "--size", "128").returncode == 0
    assert max(struct.unpack(">II", path.read_bytes()[16:24])) == 128

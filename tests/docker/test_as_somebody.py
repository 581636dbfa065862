"""The whole suite once more, as a user who is not root."""

from __future__ import annotations

import grp
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, open_to_all

pytestmark = [pytest.mark.docker, pytest.mark.slow, pytest.mark.timeout(1800)]


@pytest.mark.skipif(os.getuid() != 0, reason="this is the user who is not root")
def test_all_of_it_passes_as_somebody_in_the_group_docker(tmp_path: Path, faults: str) -> None:
    """With the system's interpreter, since that of the person may lie where others cannot look."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    interpreter = shutil.which(version, path="/usr/bin")
    if interpreter is None:
        pytest.skip(f"there is no /usr/bin/{version}")
    group = grp.getgrnam("docker").gr_gid
    open_to_all(tmp_path)
    home = tmp_path / "home"
    home.mkdir()
    os.chown(home, 1000, 1000)
    packages = next((ROOT / ".venv" / "lib").glob("python*/site-packages"))
    # what another user writes must not lie between our files
    done = subprocess.run(
        ["setpriv", "--reuid", "1000", "--regid", "1000", "--groups", str(group), interpreter, "-m", "pytest",
         "-q", "-p", "no:cacheprovider", f"--basetemp={home / 't'}", "tests/docker", "-m", "not slow",
         "--deselect", "tests/docker/test_images.py::test_a_tool_package_is_begun_built_and_used"],
        cwd=ROOT, capture_output=True, text=True,
        env={"HOME": str(home), "PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "PYTHONDONTWRITEBYTECODE": "1",
             "PYTHONPATH": f"{packages}:{ROOT}", "ICEOS_REQUIRE": "docker"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:]
    print(done.stdout[-200:])

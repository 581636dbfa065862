"""What a container may see of this machine."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from engine.chain.model import Mount
from engine.errors import NodeError
from engine.executors.docker.mounts import resolved

OWN = Path("/nowhere/iceos-0")


def refused(path: Path | str, own: Path = OWN) -> str:
    with pytest.raises(NodeError) as refusal:
        resolved(Mount(path=str(path), at="/data"), own)
    return str(refusal.value)


@pytest.mark.parametrize("path", ["/", "/dev", "/dev/zero", "/dev/shm", "/proc", "/proc/self", "/sys"])
def test_no_container_gets_what_the_system_is_ruled_by(path: str) -> None:
    assert "which no container gets" in refused(path) or "no container gets it" in refused(path)


def test_a_folder_is_refused_in_which_somebody_listens(tmp_path: Path) -> None:
    (tmp_path / "a" / "deep").mkdir(parents=True)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "a" / "deep" / "s"))
        server.listen()
        (tmp_path / "link").symlink_to(tmp_path / "a")
        assert "is a socket" in refused(tmp_path / "a" / "deep" / "s")
        for folder in (tmp_path, tmp_path / "a", tmp_path / "a" / "deep", tmp_path / "link"):
            assert f"holds the socket {tmp_path / 'a' / 'deep' / 's'}" in refused(folder)
        (tmp_path / "b").mkdir()
        assert resolved(Mount(path=str(tmp_path / "b"), at="/data"), OWN).path == str(tmp_path / "b")


def test_the_folder_of_this_program_is_refused_and_all_around_it(tmp_path: Path) -> None:
    own = tmp_path / "tmp" / "iceos-0"
    (own / "instance").mkdir(parents=True)
    for folder in (own, own / "instance", own.parent, tmp_path):
        assert str(own) in refused(folder, own)


def test_a_link_is_mounted_as_what_it_is_now(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "data")
    mount = resolved(Mount(path=str(tmp_path / "link"), at="/data", writable=True), OWN)
    assert mount == Mount(path=str(tmp_path / "data"), at="/data", writable=True)


def test_what_is_not_there_and_what_is_a_pipe_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "no file and no folder" in refused(tmp_path / "pipe")
    assert "is not there" in refused(tmp_path / "nothing")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    assert "is not there" in refused(tmp_path / "circle")

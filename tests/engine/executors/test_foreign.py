"""Folders that somebody else writes to: whatever a name is made, it leads into that folder or nowhere."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.executors.foreign import ForeignFolder, remove_tree, socket_path
from nodes.sdk.files import file_name
from tests.conftest import ROOT

SECRET = "the person's own"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[ForeignFolder]:
    (tmp_path / "secret").write_text(SECRET)
    (tmp_path / "shared").mkdir()
    opened = ForeignFolder(tmp_path / "shared")
    yield opened
    opened.close()


def _link(at: Path, secret: Path) -> None:
    at.symlink_to(secret)


def _relative_link(at: Path, secret: Path) -> None:
    at.symlink_to(Path("..") / secret.name)


def _link_to_a_link(at: Path, secret: Path) -> None:
    at.with_name("other").symlink_to(secret)
    at.symlink_to("other")


def _pipe(at: Path, secret: Path) -> None:
    os.mkfifo(at)


def _folder(at: Path, secret: Path) -> None:
    at.mkdir()


def _socket(at: Path, secret: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(at))


def _nothing(at: Path, secret: Path) -> None:
    pass


@pytest.mark.parametrize("make", [_link, _relative_link, _link_to_a_link, _pipe, _folder, _socket, _nothing])
def test_a_name_is_a_file_of_the_folder_or_none(
    make: Callable[[Path, Path], None], folder: ForeignFolder, tmp_path: Path
) -> None:
    make(folder.path / "x", tmp_path / "secret")
    with pytest.raises((OSError, ValueError)):
        folder.open("x").close()
    if make is not _nothing:
        with pytest.raises(OSError), folder.new("x") as file:
            file.write(b"written elsewhere")
    assert folder.clear()
    assert (tmp_path / "secret").read_text() == SECRET


@pytest.mark.parametrize("name", ["", ".", "..", "../secret", "/etc/passwd", "a/b", "a\0b", "shared/../../secret"])
def test_a_name_with_a_way_in_it_is_none(name: str, folder: ForeignFolder) -> None:
    for use in (folder.open, folder.socket, lambda name: folder.new(name).__enter__()):
        with pytest.raises((ValueError, OSError)):
            use(name)


def test_the_folder_stays_the_one_that_was_opened(folder: ForeignFolder, tmp_path: Path) -> None:
    (folder.path / "x").write_text("inside")
    folder.path.rename(tmp_path / "aside")
    (tmp_path / "shared").symlink_to(tmp_path)
    (tmp_path / "x").write_text(SECRET)
    with folder.open("x") as content:
        assert content.read() == b"inside"
    with folder.new("y") as file:
        file.write(b"mine")
    assert (tmp_path / "aside" / "y").read_text() == "mine"
    assert folder.clear()
    assert (tmp_path / "x").read_text() == SECRET


def test_what_is_written_stays_in_the_file_that_was_made(folder: ForeignFolder, tmp_path: Path) -> None:
    with folder.new("x") as file:
        (folder.path / "x").unlink()
        (folder.path / "x").symlink_to(tmp_path / "secret")
        file.write(b"mine")
    assert (tmp_path / "secret").read_text() == SECRET


def test_a_name_that_changes_all_the_time_is_never_followed(folder: ForeignFolder, tmp_path: Path) -> None:
    """For as long as ten thousand reads take, it is a file and a link in turn."""
    (folder.path / "x").write_text("mine")
    ended = threading.Event()

    def swap() -> None:
        while not ended.is_set():
            (folder.path / "t").symlink_to(tmp_path / "secret")
            (folder.path / "t").replace(folder.path / "x")
            (folder.path / "t").write_text("mine")
            (folder.path / "t").replace(folder.path / "x")

    swapping = threading.Thread(target=swap)
    swapping.start()
    read: set[bytes] = set()
    try:
        for _ in range(10_000):
            try:
                with folder.open("x") as content:
                    read.add(content.read())
            except OSError:
                continue
    finally:
        ended.set()
        swapping.join()
    assert read <= {b"mine", b""}


def test_a_socket_is_called_that_was_looked_at(folder: ForeignFolder, tmp_path: Path) -> None:
    with (
        socket.socket(socket.AF_UNIX) as own,
        socket.socket(socket.AF_UNIX) as other,
        socket.socket(socket.AF_UNIX) as caller,
    ):
        own.bind(str(folder.path / "s"))
        own.listen()
        other.bind(str(tmp_path / "host"))
        other.listen()
        other.setblocking(False)
        held = folder.socket("s")
        assert held is not None
        (folder.path / "s").unlink()
        (folder.path / "s").symlink_to(tmp_path / "host")
        assert folder.socket("s") is None
        caller.connect(socket_path(held))
        own.accept()[0].close()
        with pytest.raises(BlockingIOError):
            other.accept()
        os.close(held)


@pytest.mark.parametrize("make", [_link, _pipe, _folder, _nothing])
def test_what_is_no_socket_is_not_called(
    make: Callable[[Path, Path], None], folder: ForeignFolder, tmp_path: Path
) -> None:
    make(folder.path / "s", tmp_path / "secret")
    assert folder.socket("s") is None


def test_folders_of_any_depth_and_mode_are_counted_and_removed(folder: ForeignFolder, tmp_path: Path) -> None:
    (folder.path / "link").symlink_to(tmp_path)
    (folder.path / "closed").mkdir()
    (folder.path / "closed" / "x").write_text("x")
    (folder.path / "closed").chmod(0)
    descriptor = os.open(folder.path, os.O_RDONLY)
    for _ in range(1_500):  # deeper than a path may be long, or a function may call itself
        os.mkdir("a" * 20, dir_fd=descriptor)
        inner = os.open("a" * 20, os.O_RDONLY, dir_fd=descriptor)
        os.close(descriptor)
        descriptor = inner
    os.close(descriptor)
    assert folder.usage(100).entries > 100
    while not folder.clear():  # it stops after a while, to go on at the next
        pass
    assert list(folder.path.iterdir()) == []
    assert (tmp_path / "secret").read_text() == SECRET


def test_a_tree_is_removed_and_what_its_links_mean_is_not(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "x").write_text("x")
    (tmp_path / "tree" / "inner").mkdir(parents=True)
    (tmp_path / "tree" / "inner" / "link").symlink_to(tmp_path / "kept")
    (tmp_path / "to_tree").symlink_to(tmp_path / "tree")
    remove_tree(tmp_path / "to_tree")
    assert (tmp_path / "tree" / "inner" / "link").exists()
    remove_tree(tmp_path / "tree")
    assert not (tmp_path / "tree").exists()
    assert (tmp_path / "kept" / "x").read_text() == "x"
    remove_tree(tmp_path / "not there")


def test_usage_counts_what_the_disk_holds(folder: ForeignFolder) -> None:
    assert folder.usage(100) == (0, 0)
    with (folder.path / "sparse").open("wb") as file:
        file.truncate(1 << 40)
    (folder.path / "inner").mkdir()
    (folder.path / "inner" / file_name("x")).write_bytes(os.urandom(1_000_000))
    usage = folder.usage(100)
    assert usage.entries == 3
    assert 1_000_000 <= usage.size_bytes < 1_100_000
    assert folder.free_bytes() > 0


def test_where_files_cannot_be_held_nothing_is_asked_for_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "tree" / "inner").mkdir(parents=True)
    gone = ("O_PATH", "O_CLOEXEC", "O_NOFOLLOW", "O_DIRECTORY", "O_NONBLOCK", "O_TMPFILE")
    script = (
        "import os, sys, pathlib, shutil\n"
        f"for name in {gone!r}: hasattr(os, name) and delattr(os, name)\n"
        "from engine.executors.foreign import HOLDS, remove_tree\n"
        "shutil.rmtree = lambda path, ignore_errors: print(HOLDS, path)\n"
        "remove_tree(pathlib.Path(sys.argv[1]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "tree")], capture_output=True, text=True, cwd=ROOT
    )
    assert done.stdout.split() == ["False", str(tmp_path / "tree")], done.stderr


def test_who_closes_it_waits_for_who_looks_through_it(folder: ForeignFolder, tmp_path: Path) -> None:
    """The number of a closed descriptor is soon that of another folder, which must not be emptied in its place."""
    kept = tmp_path / "kept"
    kept.mkdir()
    for number in range(2000):
        (folder.path / str(number)).touch()
        (kept / str(number)).touch()
    clearing = threading.Thread(target=folder.clear)
    clearing.start()
    while len(os.listdir(folder.path)) == 2000 and clearing.is_alive():
        pass
    folder.close()
    others = [os.open(kept, os.O_RDONLY | os.O_DIRECTORY) for _ in range(20)]
    clearing.join()
    assert len(os.listdir(kept)) == 2000
    for descriptor in others:
        os.close(descriptor)

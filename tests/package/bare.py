"""A bare Debian in a folder, with a display from outside, and what a person does there."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

from tests.processes import until

RELEASE = "bookworm"
NEEDED = ("debootstrap", "Xvfb", "xdotool")
PERSON = "person"


def problem() -> str:
    """Why there can be no such thing here; empty where there can."""
    if os.geteuid() != 0:
        return "only root can make a bare Debian"
    return next((f"{program} is not installed" for program in NEEDED if shutil.which(program) is None), "")


class Bare:
    """As `debootstrap` leaves it: no Python, no Qt, no desktop."""

    def __init__(self, root: Path, display: int) -> None:
        self.root = root
        self._display = f":{display}"
        self._xvfb = subprocess.Popen(
            ["Xvfb", self._display, "-screen", "0", "1280x800x24", "-ac"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        subprocess.run(["debootstrap", "--variant=minbase", RELEASE, root], check=True, stdout=subprocess.DEVNULL)
        for name in ("apt/sources.list", "apt/sources.list.d", "apt/apt.conf.d"):  # of this machine: it reaches them
            source, target = Path("/etc") / name, root / "etc" / name
            if source.is_dir():
                shutil.copytree(source, target, dirs_exist_ok=True)
            elif source.exists():
                shutil.copy(source, target)
        for name in ("proc", "dev", "sys", "tmp/.X11-unix"):
            (root / name).mkdir(parents=True, exist_ok=True)
            subprocess.run(["mount", "--bind", f"/{name}", root / name], check=True)
        self.run("apt-get", "update", "-qq")
        self.run("useradd", "--create-home", PERSON)
        self.home = root / "home" / PERSON

    def run(self, *command: object, check: bool = True) -> str:
        """As root; returns what it prints."""
        return self._run(["chroot", str(self.root), *map(str, command)], {"DEBIAN_FRONTEND": "noninteractive"}, check)

    def install(self, *packages: str) -> None:
        self.run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages)

    def person(self, *command: object, check: bool = True) -> str:
        """As the person who sits before it."""
        return self._run(*self._as_person(command), check)

    def begin(self, *command: object) -> subprocess.Popen[bytes]:
        """As `person`, without waiting for its end."""
        words, more = self._as_person(command)
        environment = {"PATH": _PATH, "LANG": "C.UTF-8", **more}
        return subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def files(self) -> set[str]:
        """Every file, apart from the person's own, caches and records of the system."""
        skipped = ("proc", "dev", "sys", "tmp", "home", "var/cache", "var/lib", "var/log", "run")
        found = subprocess.run(["find", ".", "-xdev"], cwd=self.root, check=True, capture_output=True, text=True)
        return {p for p in found.stdout.splitlines() if not p.removeprefix("./").startswith(skipped)}

    # its display

    def windows(self) -> list[str]:
        """The titles of the windows that can be seen."""
        ids = self._xdotool("search", "--onlyvisible", "--name", "iceOS").split()
        return [self._xdotool("getwindowname", number).strip() for number in ids]

    def has_window(self, title: str, within_s: float = 30) -> bool:
        return until(lambda: any(title in name for name in self.windows()), within_s)

    def press(self, key: str) -> None:
        number = self._xdotool("search", "--onlyvisible", "--name", "iceOS").split()[0]
        self._xdotool("windowfocus", "--sync", number)
        self._xdotool("key", key)

    def screenshot(self, path: Path) -> None:
        subprocess.run(["import", "-display", self._display, "-window", "root", str(path)], check=False)

    def end(self) -> None:
        subprocess.run(["pkill", "-9", "-f", "/usr/lib/iceos/iceos"], check=False)
        subprocess.run(["pkill", "-9", "-f", "iceos-program/iceos"], check=False)
        self._xvfb.kill()
        self._xvfb.wait()
        time.sleep(0.5)
        for name in ("tmp/.X11-unix", "sys", "dev", "proc"):
            subprocess.run(["umount", "-l", self.root / name], check=False)

    def _as_person(self, command: tuple[object, ...]) -> tuple[list[str], dict[str, str]]:
        words = ["chroot", f"--userspec={PERSON}:{PERSON}", str(self.root), *map(str, command)]
        return words, {"HOME": f"/home/{PERSON}", "DISPLAY": self._display, "USER": PERSON}

    def _xdotool(self, *words: str) -> str:
        environment = {**os.environ, "DISPLAY": self._display}
        return subprocess.run(["xdotool", *words], capture_output=True, text=True, env=environment).stdout

    def _run(self, words: list[str], more: dict[str, str], check: bool) -> str:
        environment = {"PATH": _PATH, "LANG": "C.UTF-8", **more}
        done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=600)
        assert not check or done.returncode == 0, f"{words}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
        return done.stdout + done.stderr


_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin"

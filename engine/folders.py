"""Where things lie on this machine."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

VARIABLE = "ICEOS_DATA_DIR"


@dataclass(frozen=True, slots=True)
class Folders:
    """`data` holds everything of iceOS's own: settings, artifacts, recovery files, the person's tools."""

    data: Path

    @property
    def tools(self) -> Path:
        """The person's own tools, a file each."""
        return self.data / "tools"

    @property
    def artifacts(self) -> Path:
        """Files and tables that nodes made, by their content."""
        return self.data / "artifacts"

    @property
    def sources(self) -> Path:
        """Images and servers whose tools were added."""
        return self.data / "sources"

    @property
    def history(self) -> Path:
        return self.data / "history"

    @property
    def logs(self) -> Path:
        """What the desktop writes about itself, and what a program was doing when somebody asked."""
        return self.data / "logs"

    @property
    def recovery(self) -> Path:
        return self.data / "recovery"

    @property
    def settings(self) -> Path:
        return self.data / "settings.json"

    @property
    def trust(self) -> Path:
        return self.data / "trusted.json"


def folders(chosen: Path | None = None) -> Folders:
    """`chosen` (``--data-dir``), else ``ICEOS_DATA_DIR``, else where the platform keeps a program's data."""
    if chosen is None and (named := os.environ.get(VARIABLE)):
        chosen = Path(named)
    return Folders((chosen or Path(platformdirs.user_data_dir("iceos", appauthor=False))).expanduser().absolute())

"""How a desktop environment knows iceOS: menu entry, file type, icons, thumbnails, software centre.

Formats: the Desktop Entry, Shared MIME-info, Icon Theme and AppStream specifications of freedesktop.org, and GNOME's
thumbnailer files. The Debian package and `iceos desktop install` write the same files.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from xml.sax.saxutils import escape

from engine.chain.picture import png

ID = "org.iceos.iceos"
TYPE = "application/vnd.iceos.chain+json"
SUMMARY = "Draw chains of tools and run them"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
"""Of the icons, in pixels."""


def files(program: str) -> dict[str, bytes]:
    """What lies below ``share``, by relative path; `program` is the absolute path of the command."""
    contents = {
        f"applications/{ID}.desktop": _entry(program).encode(),
        f"mime/packages/{ID}.xml": _MIME.encode(),
        f"metainfo/{ID}.metainfo.xml": _metainfo().encode(),
        f"thumbnailers/{ID}.thumbnailer": _thumbnailer(program).encode(),
    }
    for kind, name, icon in (("apps", ID, "iceos"), ("mimetypes", TYPE.replace("/", "-"), "iceos-chain")):
        svg = resources.files("resources").joinpath("icons", f"{icon}.svg").read_text("utf-8")
        contents[f"icons/hicolor/scalable/{kind}/{name}.svg"] = svg.encode()
        for size in SIZES:
            contents[f"icons/hicolor/{size}x{size}/{kind}/{name}.png"] = png(svg, size)
    return contents


def install(share: Path, program: str) -> list[Path]:
    """Write the files and tell the desktop environment. Raises OSError."""
    written = []
    for name, content in files(program).items():
        path = share / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        written.append(path)
    _refresh(share)
    return written


def uninstall(share: Path) -> list[Path]:
    """Remove what `install` wrote. Raises OSError."""
    removed = []
    for name in files("/"):
        path = share / name
        if path.exists():
            path.unlink()
            removed.append(path)
    _refresh(share)
    return removed


def command() -> str:
    """The command of this installation."""
    if getattr(sys, "frozen", False):
        return sys.executable
    return str(Path(sys.executable).with_name("iceos"))


def _refresh(share: Path) -> None:
    """Each desktop environment reads caches that these programs of its own make; where one is missing there is none."""
    for program, *arguments in (
        ("update-mime-database", share / "mime"),
        ("update-desktop-database", "-q", share / "applications"),
        ("gtk-update-icon-cache", "-q", "-t", "-f", share / "icons" / "hicolor"),
    ):
        if executable := shutil.which(program):
            subprocess.run([executable, *map(str, arguments)], check=False, capture_output=True)


def _entry(program: str) -> str:
    return f"""[Desktop Entry]
Type=Application
Name=iceOS
GenericName=Chains of tools
GenericName[de]=Werkzeugketten
GenericName[zh_CN]=工具链
Comment={SUMMARY}
Comment[de]=Ketten von Werkzeugen zeichnen und ausführen
Comment[zh_CN]=绘制并运行工具链
Exec={_quoted(program)} open %F
TryExec={program}
Icon={ID}
Terminal=false
StartupNotify=true
StartupWMClass=iceos
Categories=Science;DataVisualization;
Keywords=workflow;data;pipeline;table;chart;node;
MimeType={TYPE};
"""


def _quoted(program: str) -> str:
    """As the value of Exec wants it."""
    if not set(program) & set(" \t\"'\\><~|&;$*?#()`%"):
        return program
    escaped = "".join("\\" + c if c in '"`$\\' else c for c in program).replace("%", "%%")
    return f'"{escaped}"'.replace("\\", "\\\\")


_MIME = f"""<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="{TYPE}">
    <comment>iceOS chain</comment>
    <comment xml:lang="de">iceOS-Kette</comment>
    <comment xml:lang="zh_CN">iceOS 链</comment>
    <sub-class-of type="application/json"/>
    <glob pattern="*.iceos"/>
  </mime-type>
</mime-info>
"""


def _thumbnailer(program: str) -> str:
    return f"""[Thumbnailer Entry]
TryExec={program}
Exec={_quoted(program)} picture %i -o %o --size %s
MimeType={TYPE};
"""


def _metainfo() -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<component type="desktop-application">
  <id>{ID}</id>
  <name>iceOS</name>
  <summary>{escape(SUMMARY)}</summary>
  <metadata_license>CC0-1.0</metadata_license>
  <project_license>Apache-2.0</project_license>
  <developer id="org.iceos"><name>iceOS developers</name></developer>
  <description>
    <p>Draw chains of tools on a canvas, run them on your own machine, and see every value on the way. Heavy nodes run
    in containers; the same file runs durably on a server for a team.</p>
  </description>
  <launchable type="desktop-id">{ID}.desktop</launchable>
  <provides><mediatype>{TYPE}</mediatype><binary>iceos</binary></provides>
  <content_rating type="oars-1.1"/>
  <releases><release version="{version("iceos")}" date="{date.today()}"/></releases>
</component>
"""

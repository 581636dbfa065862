"""The system's list of recent files (``recently-used.xbel``): the Desktop Bookmark specification of freedesktop.org.

The usual library for it is GTK's, which is larger than this window.
"""

from __future__ import annotations

import logging
import os
import sys
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from pathlib import Path

from app.integration import TYPE
from engine.chain.file import write_atomically
from nodes.sdk.errors import reason_of

log = logging.getLogger(__name__)
BOOKMARK = "http://www.freedesktop.org/standards/desktop-bookmarks"
MIME = "http://www.freedesktop.org/standards/shared-mime-info"
_EMPTY = f'<xbel version="1.0" xmlns:bookmark="{BOOKMARK}" xmlns:mime="{MIME}"></xbel>'


def note(path: Path, program: str) -> None:
    """Add a file that was opened or saved. What cannot be read or written stays as it is."""
    if sys.platform != "linux":
        return
    listed = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "recently-used.xbel"
    try:
        _note(listed, path, program)
    except (OSError, ET.ParseError) as error:
        log.info("the system's list of recent files stays as it is: %s", reason_of(error))


def _note(listed: Path, path: Path, program: str) -> None:
    ET.register_namespace("bookmark", BOOKMARK)
    ET.register_namespace("mime", MIME)
    root = ET.fromstring(_EMPTY)
    if listed.exists():
        root = ET.fromstring(listed.read_bytes())
    time, address = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"), path.absolute().as_uri()
    bookmark = next((b for b in root.iter("bookmark") if b.get("href") == address), None)
    if bookmark is None:
        bookmark = ET.SubElement(root, "bookmark", {"href": address, "added": time})
        metadata = ET.SubElement(ET.SubElement(bookmark, "info"), "metadata", {"owner": "http://freedesktop.org"})
        ET.SubElement(metadata, f"{{{MIME}}}mime-type", {"type": TYPE})
        ET.SubElement(metadata, f"{{{BOOKMARK}}}applications")
    bookmark.set("modified", time)
    bookmark.set("visited", time)
    applications = bookmark.find(f".//{{{BOOKMARK}}}applications")
    if applications is not None:
        ours = next((a for a in applications if a.get("name") == "iceOS"), None)
        if ours is None:
            ours = ET.SubElement(applications, f"{{{BOOKMARK}}}application", {"name": "iceOS", "count": "0"})
        count = ours.get("count", "")
        opened = int(count) if count.isdecimal() else 0
        ours.set("exec", f"'{program} open %f'")
        ours.set("modified", time)
        ours.set("count", str(opened + 1))
    listed.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(listed, b'<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root))

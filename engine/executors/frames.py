"""What passes between this process and its workers: length-prefixed JSON."""

from __future__ import annotations

import json
import struct
from typing import Any

from nodes.sdk.wire import MAX_BYTES, TOO_MUCH

HEADER = struct.Struct(">I")


def frame(message: dict[str, Any]) -> bytes:
    """One message, ready to be written. Raises TypeError for a value that JSON cannot carry."""
    content = json.dumps(message).encode()
    if len(content) >= MAX_BYTES:
        raise TypeError(TOO_MUCH.format(len(content) / 1e9))
    return HEADER.pack(len(content)) + content

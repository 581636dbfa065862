"""JSON for whatever a chain made."""

from __future__ import annotations

import json
from typing import Any

from fastapi.responses import JSONResponse


class AnyTextResponse(JSONResponse):
    """JSON in UTF-8; what UTF-8 cannot carry (half a character, which JSON can) is escaped, and all else with it."""

    def render(self, content: Any) -> bytes:
        try:
            return super().render(content)
        except UnicodeEncodeError:
            return json.dumps(content, allow_nan=False, separators=(",", ":")).encode()

"""``uvicorn app.server.web.main:app``: the pages alone, for an orchestrator elsewhere (``ICEOS_ORCHESTRATOR_URL``)."""

from __future__ import annotations

import os

from fastapi import FastAPI

from app.server import problems
from app.server.web import pages

app = FastAPI(title="iceOS pages", docs_url=None, redoc_url=None, openapi_url=None)
app.state.api_url = os.environ.get("ICEOS_ORCHESTRATOR_URL", "http://127.0.0.1:9000")
app.state.secure_cookies = os.environ.get("ICEOS_SECURE_COOKIES", "").lower() in ("1", "true", "yes", "on")
app.state.routes = []
problems.install(app)
pages.install(app)


@app.get("/healthz")
async def alive() -> dict[str, str]:
    """Whether the process answers."""
    return {"status": "ready"}

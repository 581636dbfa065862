"""``uvicorn app.main:app``: the server, with settings from the environment."""

from app.server.app import create

app = create()

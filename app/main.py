"""``uvicorn app.main:app``: the server, with settings from the environment."""

from app import logs, stacks
from app.server.app import create
from app.server.starting import CannotStart, settings_here
from engine.executors.confinement import shut_own_process

logs.configure()
shut_own_process()
try:
    _settings = settings_here()
except CannotStart as error:
    raise SystemExit(f"iceOS does not start: {error}") from None
stacks.write_on_signal(_settings.data / "logs")
app = create(_settings)

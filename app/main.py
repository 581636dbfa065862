"""``uvicorn app.main:app``: the server, with settings from the environment."""

from app import logs, stacks
from app.server.app import create
from app.server.settings import ServerSettings
from engine.executors.confinement import shut_own_process

logs.configure()
shut_own_process()
_settings = ServerSettings()
stacks.write_on_signal(_settings.data / "logs")
app = create(_settings)

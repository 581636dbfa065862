"""``uvicorn app.main:app``: the server, with settings from the environment."""

from app import logs, stacks
from app.server.app import create
from app.server.isolation import shut_own_process
from app.server.settings import ServerSettings

logs.configure()
shut_own_process()
_settings = ServerSettings()
stacks.write_on_signal(_settings.data / "logs")
app = create(_settings)

"""Why a server does not start, in a sentence: whoever has set something wrongly reads no trace of calls."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError

from app.server.settings import ServerSettings
from nodes.sdk.errors import reason_of, system_reason

_TRACE = "Traceback (most recent call last)"


class CannotStart(Exception):
    """The text says what the operator does about it."""


def settings_here(**chosen: object) -> ServerSettings:
    """The settings of the environment, and what is chosen beside. Raises `CannotStart`."""
    try:
        return ServerSettings(**chosen)  # type: ignore[arg-type]  # checked by pydantic
    except ValidationError as error:
        wrong = [f"ICEOS_{str(each['loc'][0]).upper()}: {_words(str(each['msg']))}" for each in error.errors()]
        raise CannotStart("; ".join(wrong)) from None


def _words(message: str) -> str:
    return message.removeprefix("Value error, ")


@contextmanager
def told() -> Iterator[None]:
    """What the disk or the database says while a server starts becomes a `CannotStart`."""
    try:
        yield
    except OSError as error:
        where = "See ICEOS_DATA_DIR and ICEOS_DATABASE_URL."
        raise CannotStart(f"{error.filename or 'the disk'} cannot be used: {system_reason(error)}. {where}") from None
    except SQLAlchemyError as error:
        first_line = reason_of(getattr(error, "orig", None) or error).partition("\n")[0]
        raise CannotStart(f"ICEOS_DATABASE_URL: the database cannot be used: {first_line}") from None


class Sentences(logging.Filter):
    """Uvicorn tells of a start that failed by a trace of calls; of ours only the sentence is left."""

    def filter(self, record: logging.LogRecord) -> bool:
        text = record.getMessage()
        _, marked, sentence = text.rpartition(f"{CannotStart.__name__}: ")
        if marked and text.startswith(_TRACE):
            record.msg, record.args = f"it does not start: {sentence.strip()}", ()
        return True

"""Which texts are read by people, so that their translations are found wherever they are written.

``deploy/texts.py`` looks for them: what an exception is made with, what is passed to a parameter or field that is
declared as `Reported`, and what is wrapped in `mark`. No name is looked at, so all may be renamed.
"""

from __future__ import annotations

from typing import Annotated

Reported = Annotated[str, "read by people"]
"""The type of a parameter or a field that takes a text for people."""


def mark(text: str) -> str:
    """A text for people that is written here, in English, and translated where it is shown."""
    return text

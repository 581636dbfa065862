"""The language that the window speaks. Everything a person reads goes through `tr` or `reported`.

The catalogues are Qt's (``resources/translations``); ``make translations`` brings them up to date.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from nodes.sdk.texts import mark as mark  # those of the window are found by lupdate, beside its `tr`

ENGLISH = "en"
LANGUAGES = {ENGLISH: "English", "de": "Deutsch", "zh_CN": "简体中文"}
"""By the name of its catalogue, each in its own words."""
MESSAGES = "messages"
"""The context of what the engine and the tools report."""
_SEPARATE = ("\n", " · ")
"""Between messages that have nothing to do with each other,"""
_JOINED = (": ", ", ")
"""and between the parts of what no pattern covers."""
_catalogues = files("resources") / "translations"
_QT_OWN = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
_installed: list[QTranslator] = []


def tr(text: str, /, **values: object) -> str:
    """`text`, a literal, in the language of the window, its ``{placeholders}`` filled in."""
    translation = QCoreApplication.translate("", text)
    return translation.format(**values) if values else translation


def reported(text: str) -> str:
    """What the engine or a tool reports, in the language of the window.

    They report in English, so that histories, logs and servers do not depend on who reads them. A message is
    recognised by the pattern that made it, and so is a message within it; one that nobody foresaw stays as it is.
    """
    if not _installed or not text:
        return text
    return _reported(text)


@lru_cache(4096)
def _reported(text: str) -> str:
    if (translation := QCoreApplication.translate(MESSAGES, text)) != text:
        return translation
    for between in _SEPARATE:
        if between in text:
            return between.join(map(_reported, text.split(between)))
    for template, pattern in _patterns():
        if match := pattern.fullmatch(text):
            return QCoreApplication.translate(MESSAGES, template).format(*map(_reported, match.groups()))
    for between in _JOINED:
        if between in text:
            return between.join(map(_reported, text.split(between)))
    return text


@lru_cache(1)
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Every message with gaps, those that say most first."""
    templates: list[str] = json.loads((_catalogues / "messages.json").read_text("utf-8"))
    templates.sort(key=len, reverse=True)
    gap = re.compile(r"\\\{\d+\\\}")
    return [(text, re.compile(gap.sub("(.+?)", re.escape(text)), re.DOTALL)) for text in templates]


def language() -> str:
    """The name of the catalogue in use."""
    return _installed[0].objectName() if _installed else ENGLISH


def install(language: str = "") -> None:
    """Speak `language`, or the first language of the system that there is a catalogue for, else English."""
    for translator in _installed:
        QCoreApplication.removeTranslator(translator)
    _installed.clear()
    _reported.cache_clear()
    name = language or _of_system()
    if name == ENGLISH or name not in LANGUAGES:
        return
    for catalogue in (_catalogues / f"iceos_{name}", Path(_QT_OWN) / f"qtbase_{name}"):
        translator = QTranslator(QCoreApplication.instance())
        if translator.load(str(catalogue)):
            translator.setObjectName(name)
            QCoreApplication.installTranslator(translator)
            _installed.append(translator)


def _of_system() -> str:
    for locale in QLocale.system().uiLanguages():
        parts = locale.replace("-", "_").split("_")
        if parts[0] == "zh" and not {"Hant", "TW", "HK", "MO"} & set(parts):
            return "zh_CN"
        if parts[0] in LANGUAGES:
            return parts[0]
    return ENGLISH

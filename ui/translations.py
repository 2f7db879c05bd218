"""Installs the words of a language: ours, and Qt's own for its standard dialogs.

The compiled catalogues are committed, so that a fresh clone needs no tool.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from mailroom.settings import Language
from ui.theme import RESOURCES

FOLDER = RESOURCES / "translations"

_installed: list[QTranslator] = []


def chosen(language: Language) -> Language:
    """Return Japanese or English; Japanese is the house's language unless the PC speaks English."""
    if language is not Language.SYSTEM:
        return language
    system = QLocale.system()
    english = system.language() == QLocale.Language.English
    return Language.EN if english else Language.JA


def install(language: Language) -> Language:
    """Let the window speak a language; return which one it is."""
    app = QCoreApplication.instance()
    assert app is not None
    for old in _installed:
        app.removeTranslator(old)
    _installed.clear()
    wanted = chosen(language)
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for folder, name in ((qt_folder, f"qtbase_{wanted.value}"), (str(FOLDER), wanted.value)):
        translator = QTranslator()
        if translator.load(name, folder):  # there is no qtbase_en: English is Qt's own
            app.installTranslator(translator)
            _installed.append(translator)
    QLocale.setDefault(QLocale("ja_JP" if wanted is Language.JA else "en_GB"))
    return wanted

"""Makes the one ``QApplication``, with a name, an icon and the house's font."""

from __future__ import annotations

import sys

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from mailroom.settings import Language, Settings
from ui import icons, theme, translations


def start_qt() -> QApplication:
    """Make the application with a name, an icon and the house's font."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("Mailroom")
    app.setApplicationDisplayName("Mailroom")
    app.setQuitOnLastWindowClosed(False)
    translations.install(Language.SYSTEM)
    theme.apply(theme.palette_for(Settings().theme))
    app.setWindowIcon(QIcon(icons.pixmap("inbox", "accent", 64)))
    return app

"""The composer in a window of its own: the same composer, the same draft, only with more room.

The widget itself moves out of the case pane and comes back when the window is closed, when the
person is done, or at their word. There is one composer, so no draft is ever open twice.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from ui.session import Session
from ui.views.composer.composer import Composer
from ui.wording.words import no_subject

_SIZE = (760, 600)


class _Window(QWidget):
    """Holds the composer; closing it brings the composer back."""

    def __init__(self, out: PopOut, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Window)
        self._out = out
        self.setProperty("role", "popout")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.resize(*_SIZE)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Bring the composer back with its words; nothing is thrown away."""
        self._out.bring_back()
        super().closeEvent(event)


class PopOut(QObject):
    """Moves one composer between its place in the case pane and a window of its own."""

    def __init__(self, session: Session, composer: Composer, place: QSplitter) -> None:
        super().__init__(place)
        self._session = session
        self._composer = composer
        self._place = place
        self._window: _Window | None = None
        composer.popped.connect(self.toggle)
        composer.closed.connect(self.bring_back)

    def toggle(self) -> None:
        """Move it out, or back."""
        if self._window is not None:
            self._window.close()
        elif self._composer.case is not None:
            self._move_out()

    def bring_back(self) -> None:
        """Put the composer where it belongs, on whatever it shows."""
        if self._window is None:
            return
        window, self._window = self._window, None
        shown = not self._composer.isHidden()
        self._place.addWidget(self._composer)
        self._composer.show_popped(popped=False)
        self._composer.setVisible(shown)
        window.hide()
        window.deleteLater()
        if self._composer.case != self._session.case:
            self._composer.leave()  # another case is on screen meanwhile; the draft is kept

    def _move_out(self) -> None:
        owner = self._place.window()
        self._window = _Window(self, owner)
        self._window.setWindowTitle(f"{self._title()} — Mailroom")
        layout = self._window.layout()
        assert layout is not None
        layout.addWidget(self._composer)
        self._composer.show_popped(popped=True)
        self._window.show()

    def _title(self) -> str:
        """Return what is written here: the subject tells windows apart."""
        case = self._composer.case
        detail = self._session.room.reads.detail(case) if case is not None else None
        subject = detail.row.case.subject if detail is not None else ""
        return self.tr("Writing: {subject}").format(subject=subject or no_subject())

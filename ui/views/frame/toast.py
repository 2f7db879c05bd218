"""The short message at the bottom of the window, usually with 元に戻す.

One at a time; a new one takes the old one's place. It never takes the focus from where one types.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ui import icons
from ui.inputs import PlainButton
from ui.session import Toast, ToastKind

_ICONS = {ToastKind.INFO: "info", ToastKind.GOOD: "done", ToastKind.WARNING: "alert"}
_MARGIN = 12
_MOVES = {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide}


class ToastView(QFrame):
    """Floats over a window, at its bottom but above what has buttons there.

    Args:
        window: where it floats.
        clear_of: panes at the bottom that come and go, and that it must not cover.
    """

    def __init__(self, window: QWidget, *, clear_of: Sequence[QWidget] = ()) -> None:
        super().__init__(window)
        self._window = window
        self._clear_of = clear_of
        self.setObjectName("toast")
        self._icon = QLabel()
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._button = PlainButton("")
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._pressed: Callable[[], None] | None = None
        self._time = QTimer(self)
        self._time.setSingleShot(True)
        self._time.timeout.connect(self.hide)
        self._button.clicked.connect(self._on_clicked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.setSpacing(8)
        layout.addWidget(self._icon)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._button)
        for one in (window, *clear_of):
            one.installEventFilter(self)
        self.hide()

    def say(self, toast: Toast) -> None:
        """Show a message for its time."""
        self._icon.setPixmap(icons.pixmap(_ICONS[toast.kind], "on_strip", 16))
        self._words.setText(toast.text)
        self.setAccessibleName(toast.text)
        self._button.relabel(toast.button)
        self._button.setVisible(bool(toast.button))
        self._pressed = toast.pressed
        self._place()
        self.show()
        self.raise_()
        self._time.start(int(toast.seconds * 1000))

    def text(self) -> str:
        """Return what is said now, "" when nothing is."""
        return "" if self.isHidden() else self._words.text()

    def press(self) -> None:
        """Press the button, as a test or a key would."""
        self._button.click()

    def eventFilter(self, _moved: QObject, event: QEvent) -> bool:
        """Stay at the bottom of the window, whatever comes and goes there."""
        if event.type() in _MOVES and not self.isHidden():
            self._place()
        return False

    def _place(self) -> None:
        window = self._window
        room = window.width() - 4 * _MARGIN
        whole = self._words.fontMetrics().horizontalAdvance(self._words.text()) + 2
        self._words.setMinimumWidth(min(whole, max(120, room - 160)))
        self.adjustSize()
        self.resize(min(self.width(), room), self.heightForWidth(min(self.width(), room)))
        left = (window.width() - self.width()) // 2
        self.move(left, self._floor() - self.height() - _MARGIN)

    def _floor(self) -> int:
        """Return the height above which nothing is covered."""
        bottom = self._window.height() - 24
        tops = [
            one.mapTo(self._window, QPoint(0, 0)).y()
            for one in self._clear_of
            if one.isVisibleTo(self._window)
        ]
        floor = min([bottom, *tops])
        return floor if floor > self._window.height() // 3 else bottom

    def _on_clicked(self) -> None:
        self.hide()
        if self._pressed is not None:
            self._pressed()

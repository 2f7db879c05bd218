"""The small controls of forms: buttons that never act by accident, text that keeps its words.

What all of them guarantee (ui.md, Hands): no button is default or autoDefault, Enter in a line
edit does nothing by itself, a held key never presses anything twice, and everybody can ask
whether an input method still holds unconfirmed words. Knows nothing of cases or the room.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from ui import icons, theme

_BOX = 16

_INKS = {
    "customer": "on_accent",
    "primary": "on_accent",
    "note": "on_internal",
    "internal": "on_internal",
    "link": "link",
}
"""The colour of the words, and so of the icon, on buttons that are filled."""

_LOOK_CHANGES = {QEvent.Type.StyleChange, QEvent.Type.PaletteChange, QEvent.Type.EnabledChange}


class PlainButton(QPushButton):
    """A button that only a click, Space on itself, or its shortcut presses."""

    def __init__(self, text: str, *, role: str = "", glyph: str = "") -> None:
        """Make a button.

        Args:
            text: its words, which are also its name for the screen reader.
            role: picks its look in the style sheet, e.g. ``customer``.
            glyph: an icon of ``ui.icons``.
        """
        super().__init__(text)
        self._glyph = glyph
        self._ink = _INKS.get(role, "ink")
        self.setAutoDefault(False)
        self.setDefault(False)
        self.setAutoRepeat(False)
        self.setAccessibleName(text.replace("&", ""))
        if role:
            self.setProperty("role", role)
        self.setIconSize(QSize(16, 16))
        self._paint_glyph()

    def relabel(self, text: str) -> None:
        """Change the words, for the eye and for the screen reader."""
        self.setText(text)
        self.setAccessibleName(text.replace("&", ""))

    def set_glyph(self, glyph: str) -> None:
        """Show another icon, or none."""
        self._glyph = glyph
        if not glyph:
            self.setIcon(QIcon())
        self._paint_glyph()

    def changeEvent(self, event: QEvent) -> None:
        """Paint the icon again when the colours change."""
        super().changeEvent(event)
        if event.type() in _LOOK_CHANGES:
            self._paint_glyph()

    def _paint_glyph(self) -> None:
        if self._glyph:
            self.setIcon(icons.icon(self._glyph, self._ink if self.isEnabled() else "meta"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter pass by: it belongs to no button."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
            return
        super().keyPressEvent(event)


class Glyph(QLabel):
    """An icon in a colour of the theme, painted anew when the theme changes."""

    def __init__(self, name: str, colour: str = "ink", size: int = 16) -> None:
        super().__init__()
        self._name = name
        self._colour = colour
        self.setFixedSize(size, size)

    def paint_as(self, name: str, colour: str) -> None:
        """Show another icon in another colour."""
        self._name, self._colour = name, colour
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the drawing; the label itself has no words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        icons.paint(painter, self._name, self._colour, QRectF(self.rect()))
        painter.end()


class ElidedLabel(QLabel):
    """A quiet line that gives way: it ends in … when there is no room, and never asks for more."""

    def __init__(
        self,
        text: str = "",
        *,
        role: str = "",
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        if role:
            self.setProperty("role", role)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint as much of the words as fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(self.rect(), self.alignment(), shown)
        painter.end()


class Preedit(QObject):
    """Knows whether any of the watched inputs holds words that the IME has not confirmed.

    Qt fires shortcuts during a conversion and leaves the unconfirmed words behind (probed on
    6.11), so every sending key asks here first.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._composing: dict[QObject, str] = {}

    def watch(self, *inputs: QWidget) -> None:
        """Follow these inputs."""
        for widget in inputs:
            widget.installEventFilter(self)

    @property
    def composing(self) -> bool:
        """Return whether unconfirmed words stand somewhere."""
        return bool(self._composing)

    def settle(self) -> None:
        """Keep unconfirmed words as they stand: their place is left, put away or moved."""
        if not self._composing:
            return
        QGuiApplication.inputMethod().commit()  # the way of input methods that can
        for widget, words in list(self._composing.items()):
            kept = QInputMethodEvent()
            kept.setCommitString(words)
            QCoreApplication.sendEvent(widget, kept)
        QGuiApplication.inputMethod().reset()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note what the input method does; never eat anything."""
        if isinstance(event, QInputMethodEvent):
            if event.preeditString():
                self._composing[watched] = event.preeditString()
            else:
                self._composing.pop(watched, None)
        return False


class Line(QLineEdit):
    """A one-line input in which Enter does nothing (ui.md: it sends nothing anywhere)."""

    def __init__(self, name: str, *, hint: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Swallow a plain Enter, so that no dialog and no window makes something of it."""
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain:
            event.accept()
            return
        super().keyPressEvent(event)


class TextArea(QPlainTextEdit):
    """A text of several lines. Tab goes on to the next control."""

    def __init__(self, name: str, *, hint: str = "", lines: int = 3) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self._lines = lines
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for just the lines it was made for."""
        return QSize(240, self._height(self._lines))

    def minimumSizeHint(self) -> QSize:
        """Stay usable at one line less."""
        return QSize(120, self._height(max(1, self._lines - 1)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Begin at the top while nobody writes: other widths wrap the words anew."""
        super().resizeEvent(event)
        if not self.hasFocus():
            self.verticalScrollBar().setValue(0)

    def _height(self, lines: int) -> int:
        margins = self.contentsMargins()
        frame = margins.top() + margins.bottom() + 2 * int(self.document().documentMargin())
        return lines * self.fontMetrics().lineSpacing() + frame + 4


class CheckBox(QCheckBox):
    """A box to tick, painted in the theme's colours (a style sheet cannot tint the tick)."""

    def __init__(self, text: str, *, checked: bool = False) -> None:
        super().__init__(text)
        self.setAccessibleName(text)
        self.setChecked(checked)

    def sizeHint(self) -> QSize:
        """Take the words and the box."""
        words = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text())
        return QSize(words.width() + _BOX + 12, max(words.height(), _BOX) + 6)

    def hitButton(self, position: QPoint) -> bool:  # noqa: N802 - Qt's name
        """Let a click on the words count too."""
        return self.rect().contains(position)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint box, tick and words."""
        colours = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(1.5, (self.height() - _BOX) / 2, _BOX, _BOX)
        ticked, edge = self.isChecked(), colours.edge
        painter.setBrush(QColor(colours.accent if ticked else colours.raised))
        if ticked or self.hasFocus():
            edge = colours.ink if self.hasFocus() else colours.accent
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
        painter.drawRoundedRect(box, 4, 4)
        if ticked:
            icons.paint(painter, "done", "on_accent", box.adjusted(1, 1, -1, -1))
        painter.setPen(QColor(colours.ink if self.isEnabled() else colours.meta))
        words = self.rect().adjusted(_BOX + 10, 0, 0, 0)
        painter.drawText(
            words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text()
        )
        painter.end()


def send_keys(parent: QWidget, act: Callable[[], None]) -> tuple[QShortcut, ...]:
    """Bind Ctrl+Return and the number pad's Ctrl+Enter; holding them down acts once."""
    keys = []
    for sequence in ("Ctrl+Return", "Ctrl+Enter"):
        shortcut = QShortcut(QKeySequence(sequence), parent)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(act)
        keys.append(shortcut)
    return tuple(keys)


def restyle(widget: QWidget) -> None:
    """Let the style sheet look again after a property changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)

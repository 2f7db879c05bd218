"""Single letters as commands, on the list and the timeline only (ui.md, Hands).

Matches key codes, so a full-width ｊ is j. Letters wait for a short silence before they act: four
letters within 600 ms are somebody typing into the wrong place (J and K apart), and then nothing
of it is done. Modifier keys, auto-repeat of anything but J/K, and lists with the IME on never
reach a command. Knows names of actions, not what they do.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mailroom.clock import Clock

BURST = 4
BURST_SECONDS = 0.6
QUIET_MS = 150
"""A letter acts after this silence; long enough to tell typing from a command."""

_MOVING = {"J": 1, "K": -1}
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def letter_of(event: QKeyEvent) -> str:
    """Return the letter or sign of a key, "" for others; ｊ and Ｊ and ｊ typed by an IME are J."""
    for char in (event.text(), _char(event.key())):
        plain = unicodedata.normalize("NFKC", char).upper()
        if len(plain) == 1 and (plain.isascii() and (plain.isalpha() or plain == "/")):
            return plain
    return ""


def refuse_ime(widget: QWidget) -> None:
    """Switch the input method off for a list or a tree (else J starts a conversion)."""
    widget.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)


class LetterKeys(QObject):
    """Listens on some widgets and says which letter was meant as a command.

    Signals:
        pressed(str): a letter, with "Shift+" before it where Shift was held.
        moved(int): J or K: so many rows down.
        stray(): a burst was ignored; say so.
    """

    pressed = Signal(str)
    moved = Signal(int)
    stray = Signal()

    def __init__(
        self, clock: Clock, enabled: Callable[[], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._enabled = enabled
        self._waiting: list[str] = []
        self._times: list[float] = []
        self._ignoring = False
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.timeout.connect(self._on_silence)

    def watch(self, *widgets: QWidget) -> None:
        """Listen on these widgets as well."""
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take letters; let everything else pass."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        letter = letter_of(event)
        shifted = event.modifiers() == _SHIFT
        if not letter or not (shifted or event.modifiers() in _PLAIN):
            return False
        if not self._enabled():
            return False
        if letter in _MOVING and not shifted:
            self.moved.emit(_MOVING[letter])
        elif not event.isAutoRepeat():
            self._take(f"Shift+{letter}" if shifted else letter)
        return True

    def _take(self, letter: str) -> None:
        now = self._clock.monotonic()
        self._times = [at for at in self._times if now - at <= BURST_SECONDS] + [now]
        self._waiting.append(letter)
        if len(self._times) >= BURST and not self._ignoring:
            self._ignoring = True
            self.stray.emit()
        # in a burst, wait until the typing is surely over
        self._silence.start(int(BURST_SECONDS * 1000) if self._ignoring else QUIET_MS)

    def _on_silence(self) -> None:
        letters, self._waiting = self._waiting, []
        if self._ignoring:
            self._ignoring = False
            self._times.clear()
            return
        for letter in letters:
            self.pressed.emit(letter)


def _char(key: int) -> str:
    return chr(key) if 0 < key <= sys.maxunicode else ""

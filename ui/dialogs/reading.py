"""Dialogs that only show something: the keyboard table, what this is, a mail as received."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mailroom import __version__
from ui import actions
from ui.inputs import PlainButton

_LONGEST = 500_000


class ReadingDialog(QDialog):
    """A title, something to read, and a way out."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent.size()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def fill(self, title: str, content: QWidget) -> None:
        """Show this."""
        self.setWindowTitle(title)
        shut = PlainButton(self.tr("Close"))
        shut.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(shut)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(content, 1)
        layout.addLayout(row)
        self.resize(min(640, self._room.width() - 40), min(520, self._room.height() - 40))


class KeysDialog(ReadingDialog):
    """Every action with its keys and its letter."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        table = QWidget()
        grid = QGridLayout(table)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        shown = [spec for spec in actions.TABLE if spec.letter or spec.keys]
        for row, spec in enumerate(shown):
            name = QLabel(actions.action_name(spec.do).rstrip("…"))
            letter = QLabel(spec.letter)
            keys = QLabel("  ".join(spec.keys))
            letter.setProperty("role", "heading")
            keys.setProperty("role", "meta")
            for column, label in enumerate((letter, keys, name)):
                grid.addWidget(label, row, column)
        grid.setColumnStretch(2, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(table)
        self.fill(self.tr("Keyboard"), area)


class AboutDialog(ReadingDialog):
    """What this is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        words = QLabel(
            self.tr(
                "Mailroom {version}\n\nA team's shared mailbox as cases: one owner, one reply, "
                "nothing forgotten. The mailbox is the only server.\n\nAsking for help is part "
                "of the work. Nobody is held responsible for having asked."
            ).format(version=__version__)
        )
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.fill(self.tr("About Mailroom"), words)
        self.resize(420, 240)


class SourceDialog(ReadingDialog):
    """A mail as it was received; nothing in it is interpreted."""

    def __init__(self, raw: bytes, parent: QWidget) -> None:
        super().__init__(parent)
        text = QPlainTextEdit(raw[:_LONGEST].decode("utf-8", "replace"))
        text.setReadOnly(True)
        text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.fill(self.tr("The mail as received"), text)

"""差出人: as whom a mail leaves. One identity is a line to read, several are a choice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from mailroom.domain.people import Identity
from ui.choices import Choice
from ui.inputs import ElidedLabel

_WIDEST = 280


class SenderChoice(QWidget):
    """Beside the recipients.

    Signals:
        changed(): a person chose another one.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._senders: tuple[Identity, ...] = ()
        self._line = ElidedLabel(role="meta", align=Qt.AlignmentFlag.AlignRight)
        self.choice: Choice[str] = Choice(self.tr("From"))
        self.choice.setMaximumWidth(_WIDEST)
        self.choice.setMinimumContentsLength(12)
        self.choice.setSizeAdjustPolicy(self.choice.SizeAdjustPolicy.AdjustToContents)
        self.choice.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.choice.chosen.connect(self._on_chosen)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._line, 1)
        layout.addWidget(self.choice)
        self.choice.hide()

    def offer(self, senders: Sequence[Identity], chosen: str) -> None:
        """Show these, with one chosen; one that is no longer there gives way to the first."""
        self._senders = tuple(senders)
        self.choice.fill([(one.address, self._named(one)) for one in self._senders])
        self.choice.choose(chosen)
        several = len(self._senders) > 1
        self.choice.setVisible(several)
        address = self._senders[0].address if self._senders else ""
        self._line.setText("" if several else self.tr("From {address}").format(address=address))
        self._line.setToolTip(address)
        self.choice.setToolTip(self.value() if several else "")

    def value(self) -> str:
        """Return the address that is chosen; "" while there is no choice."""
        return self.choice.value() if len(self._senders) > 1 else ""

    def signature(self) -> str:
        """Return what the team has below the mails of the chosen one."""
        chosen = self.value()
        found = next((one for one in self._senders if one.address == chosen), None)
        first = self._senders[0] if self._senders else None
        return (found or first or Identity(address="")).signature

    def _named(self, one: Identity) -> str:
        said = f"{one.name} <{one.address}>" if one.name else one.address
        return self.tr("From {address}").format(address=said)

    def _on_chosen(self) -> None:
        self.choice.setToolTip(self.value())
        self.changed.emit()

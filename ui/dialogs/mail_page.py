"""How mails are shown to one person on one PC, and whose pictures of the web are loaded."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from mailroom.settings import Settings
from ui import hands
from ui.dialogs.dialog import remark, row
from ui.inputs import CheckBox


class MailPage(QWidget):
    """Plain text or HTML; the senders whose pictures come by themselves."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.plain = CheckBox(self.tr("Show mails as plain text (H changes it)"))
        self.plain.setChecked(settings.plain_mail)
        self.senders = QListWidget()
        self.senders.setAccessibleName(self.tr("Pictures are loaded for these senders"))
        self.senders.setMaximumHeight(160)
        hands.refuse_ime(self.senders)
        for addr in settings.pictures_from:
            item = QListWidgetItem(addr, self.senders)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 12, 4, 4)
        layout.setSpacing(12)
        layout.addWidget(self.plain)
        layout.addWidget(row(self.tr("Pictures are loaded for these senders"), self.senders))
        layout.addWidget(
            remark(
                self.tr(
                    "Looking at a mail sends nothing. Pictures of the web are loaded only for "
                    "senders in this list, or when you ask for them in a mail. Take the mark off "
                    "to stop it."
                )
            )
        )
        layout.addStretch(1)

    def chosen(self, settings: Settings) -> Settings:
        """Return the settings with what is chosen here."""
        items = (self.senders.item(at) for at in range(self.senders.count()))
        kept = tuple(one.text() for one in items if one.checkState() is Qt.CheckState.Checked)
        return replace(settings, plain_mail=self.plain.isChecked(), pictures_from=kept)

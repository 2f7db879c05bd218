"""文字コード: how the letters of this one mail are written, chosen by hand (N31).

Without a choice the customer's mailer decides. ``CharsetBar`` says what a charset cannot carry.
"""

from __future__ import annotations

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from mailroom.domain.drafts import Charset
from ui.inputs import PlainButton
from ui.views.composer.reply_tab import ReplyTab


class CharsetButton(PlainButton):
    """「文字コード ▾」 in the head of the composer, beside a reply."""

    def __init__(self, reply: ReplyTab) -> None:
        super().__init__("", role="quiet", glyph="globe")
        self._reply = reply
        self.setAccessibleName(self.tr("Character set"))
        self.menu_of_choices = QMenu(self)
        self._group = QActionGroup(self)
        for charset, words in (
            (None, self.tr("As the customer's mail program reads it")),
            (Charset.UTF_8, self.tr("UTF-8 (every letter)")),
            (Charset.ISO_2022_JP, self.tr("ISO-2022-JP (old Japanese mail programs)")),
        ):
            action = self.menu_of_choices.addAction(words)
            action.setCheckable(True)
            action.setData(charset.value if charset is not None else "")
            self._group.addAction(action)
        self._group.triggered.connect(
            lambda action: reply.choose_charset(Charset(action.data()) if action.data() else None)
        )
        self.clicked.connect(self._pop_up)
        reply.edited.connect(self.read)
        self.read()

    def read(self) -> None:
        """Say what is chosen."""
        chosen = self._reply.charset
        wanted = chosen.value if chosen is not None else ""
        for action in self._group.actions():
            action.setChecked(action.data() == wanted)
            if action.isChecked():
                self.setToolTip(self.tr("Character set: {chosen}").format(chosen=action.text()))

    def _pop_up(self) -> None:
        self.read()
        self.menu_of_choices.popup(self.mapToGlobal(self.rect().bottomLeft()))

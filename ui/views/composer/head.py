"""The head of the composer: its tabs, whose the case is, when the draft was saved, more room."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from mailroom.domain.drafts import DraftTab, ReplyKind
from ui.inputs import ElidedLabel, PlainButton
from ui.session import Session
from ui.views.composer.reply_tab import ReplyTab
from ui.views.reply.charset_menu import CharsetButton
from ui.wording import moments

_GAP = 4
TABS = (DraftTab.REPLY, DraftTab.NOTE, DraftTab.PHONE)


class ComposerHead(QWidget):
    """The tabs, what the lock is, when the draft was saved, and more room.

    Signals:
        chosen(DraftTab): the person went to another tab.
        enlarged(bool): more room, or less.
        popped(): into a window of its own, or back.
    """

    chosen = Signal(object)
    enlarged = Signal(bool)
    popped = Signal()

    def __init__(self, session: Session, reply: ReplyTab) -> None:
        super().__init__()
        self._session = session
        self._reply = reply
        self._group = QButtonGroup(self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        self._names = self._named(self.tr("Reply to customer"))
        self._short = (self.tr("Reply"), self.tr("Note"), self.tr("Phone"))
        for number, (tab, name) in enumerate(zip(TABS, self._names, strict=True)):
            button = PlainButton(name, role="tab")
            button.setCheckable(True)
            button.setProperty("tab", tab.value)
            self._group.addButton(button, number)
            row.addWidget(button)
        self._group.idClicked.connect(lambda number: self.chosen.emit(TABS[number]))
        self.lock = ElidedLabel(role="meta")
        self.saved = ElidedLabel(role="meta", align=Qt.AlignmentFlag.AlignRight)
        row.addSpacing(8)
        row.addWidget(self.lock, 1)
        row.addWidget(self.saved, 1)
        self.charset = CharsetButton(reply)
        row.addWidget(self.charset)
        self._enlarge = PlainButton("", role="quiet", glyph="enlarge")
        self._enlarge.setCheckable(True)
        self._enlarge.setAccessibleName(self.tr("More room to write"))
        self._enlarge.setToolTip(self.tr("More room to write"))
        self._enlarge.toggled.connect(self.enlarged)
        row.addWidget(self._enlarge)
        self.pop_out = PlainButton("", role="quiet", glyph="pop-out")
        self.pop_out.clicked.connect(self.popped)
        row.addWidget(self.pop_out)
        self.show_popped(popped=False)

    def show_popped(self, *, popped: bool) -> None:
        """Say where the button leads: out of the window, or back into it."""
        words = self.tr("Back into the case") if popped else self.tr("Write in a window of its own")
        self.pop_out.setAccessibleName(words)
        self.pop_out.setToolTip(words)
        self._enlarge.setVisible(not popped)

    def minimumSizeHint(self) -> QSize:
        """Need no more than the short names of the tabs."""
        hint = super().minimumSizeHint()
        longer = sum(self.fontMetrics().horizontalAdvance(name) for name in self._names) - sum(
            self.fontMetrics().horizontalAdvance(name) for name in self._short
        )
        whole = self._group.button(0).text() == self._names[0]
        return QSize(hint.width() - (longer if whole else 0), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the names of the tabs in full where there is room (large text, small window)."""
        super().resizeEvent(event)
        self._name_tabs()

    def _named(self, reply: str) -> tuple[str, str, str]:
        return reply, self.tr("Internal note"), self.tr("Phone note")

    def _name_tabs(self) -> None:
        metrics, buttons = self.fontMetrics(), self._group.buttons()
        frames = sum(
            button.sizeHint().width() - metrics.horizontalAdvance(button.text())
            for button in buttons
        )
        needed = frames + sum(metrics.horizontalAdvance(name) for name in self._names)
        enough = needed + self._enlarge.sizeHint().width() * 3 + 8 * _GAP <= self.width()
        for button, name in zip(buttons, self._names if enough else self._short, strict=True):
            button.setText(name)

    def show_saved(self, at: datetime | None) -> None:
        """Say since when the words are safe, or nothing."""
        when = moments.when(at, self._session.now()) if at is not None else ""
        self.saved.setText(self.tr("Draft saved {time}").format(time=when) if when else "")

    def show_tab(self, tab: DraftTab) -> None:
        """Mark the tab that is on screen; the Tab key stops there, arrows go to the others."""
        self.charset.setVisible(tab is DraftTab.REPLY)
        kinds = {
            ReplyKind.REPLY_ALL: self.tr("Reply to all"),
            ReplyKind.FORWARD: self.tr("Forward"),
        }
        names = self._named(kinds.get(self._reply.kind, self.tr("Reply to customer")))
        if names != self._names:
            self._names, self._short = names, (names[0], *self._short[1:])
            self._name_tabs()
        for number, one in enumerate(TABS):
            here, button = one is tab, self._group.button(number)
            button.setChecked(here)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if here else Qt.FocusPolicy.ClickFocus)

    def tab_button(self, tab: DraftTab) -> PlainButton:
        """Return the button of a tab."""
        button = self._group.button(TABS.index(tab))
        assert isinstance(button, PlainButton)
        return button

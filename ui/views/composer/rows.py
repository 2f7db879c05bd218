"""The rows of buttons at the bottom of the composer, one per tab.

Every tab has its own button with its own words and look; the button of one tab is not on screen
with another tab (ui.md: only teal leaves the house). A row says what was pressed; the acts are
``ComposerActs``.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from mailroom.domain.drafts import ReplyKind
from ui.flow import FlowLayout
from ui.inputs import PlainButton


class ReplyActions(QWidget):
    """[お客様へ送信] [送信して完了] [添付] [定型文] [書式] … [破棄] [⋯].

    Signals:
        send(bool): send; true means 送信して完了.
        attach(): choose files.
        template(): choose a text of the team.
        discard(): 破棄.
        share(): 下書きを共有.
    """

    share = Signal()
    send = Signal(bool)
    attach = Signal()
    template = Signal()
    discard = Signal()

    def __init__(self, later: PlainButton | None = None) -> None:
        """Make the row; ``later`` is the button that books a time for sending."""
        super().__init__()
        self.later_button = later
        self.send_button = PlainButton("", role="customer", glyph="send")
        self.done_button = PlainButton(self.tr("Send and done"), role="")
        self.attach_button = PlainButton(self.tr("Attach"), glyph="clip")
        self.template_button = PlainButton(self.tr("Template"), glyph="template")
        self.format_button = PlainButton(self.tr("Format"))
        self.discard_button = PlainButton(self.tr("Discard"), role="quiet")
        self.send_button.clicked.connect(lambda: self.send.emit(False))
        self.done_button.clicked.connect(lambda: self.send.emit(True))
        self.attach_button.clicked.connect(self.attach)
        self.discard_button.clicked.connect(self.discard)
        self.template_button.clicked.connect(self.template)
        row = FlowLayout(self)
        for button in (
            self.send_button, self.done_button, self.attach_button, self.template_button,
            self.format_button,
        ):  # fmt: skip
            row.addWidget(button)
        if later is not None:
            row.add_right(later)
        row.add_right(self.discard_button)
        self.more_button = self._more()
        row.add_right(self.more_button)
        self._checked = False
        self._offline = False
        self._forwards = False
        self.set_checked(False)

    def _more(self) -> PlainButton:
        button = PlainButton("", role="quiet", glyph="more")
        button.setAccessibleName(self.tr("More about this draft"))
        button.setToolTip(self.tr("More about this draft"))
        menu = QMenu(button)
        menu.addAction(self.tr("Share this draft with the team"), self.share.emit)
        button.setMenu(menu)
        return button

    def set_checked(self, checked: bool) -> None:
        """Show 「確認を頼む」 where somebody else looks first (S19), instead of sending."""
        self._checked = checked
        self._name_buttons()

    def set_kind(self, kind: ReplyKind) -> None:
        """Call sending by its name: a forward goes to somebody else than the customer."""
        self._forwards = kind is ReplyKind.FORWARD
        self._name_buttons()

    def set_offline(self, offline: bool) -> None:
        """Say that nothing leaves now: the reply waits in the outbox, a wish is no claim (rule 11).

        Called after ``allow``, whose reason stays if there is one.
        """
        if offline != self._offline:
            self._offline = offline
            self._name_buttons()
        if offline and not self.send_button.toolTip():
            why = self.tr(
                "There is no connection, so nothing is sent now. Mailroom checks first whether "
                "the case is yours, then sends by itself."
            )
            for button in (self.send_button, self.done_button):
                button.setToolTip(why)

    def allow(self, allowed: bool, why: str = "") -> None:
        """Let the reply go, or say why it cannot."""
        if self.later_button is not None:
            self.later_button.setEnabled(allowed or self._checked)
        for button in (self.send_button, self.done_button):
            button.setEnabled(allowed or (self._checked and button is self.send_button))
            button.setToolTip(why)

    def _name_buttons(self) -> None:
        if self._checked:
            words = self.tr("Ask for a check")
        elif self._offline:
            words = self.tr("Put into the outbox")
        elif self._forwards:
            words = self.tr("Forward it")
        else:
            words = self.tr("Send to customer")
        done = self.tr("Outbox, then done") if self._offline else self.tr("Send and done")
        self.send_button.relabel(f"{words}  Ctrl+Enter")
        self.done_button.relabel(done)
        self.done_button.setVisible(not self._checked)
        if self.width() < self.sizeHint().width():
            self.send_button.relabel(words)  # rather than take a second line
            if self.width() < self.sizeHint().width():
                self.send_button.relabel(f"{words}  Ctrl+Enter")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name the key that sends where there is room for that."""
        super().resizeEvent(event)
        self._name_buttons()

    def set_low(self, low: bool) -> None:
        """Keep the row in one line in a low window: only what sends keeps its words."""
        for button, words in (
            (self.attach_button, self.tr("Attach")),
            (self.template_button, self.tr("Template")),
            (self.format_button, self.tr("Format")),
            (self.discard_button, self.tr("Discard")),
            *([(self.later_button, self.tr("Send later"))] if self.later_button else []),
        ):
            button.setText("" if low else words)
            button.setToolTip(words if low else "")
        self.template_button.setToolTip(self.tr("Template (Ctrl+T)"))
        self.format_button.set_glyph("format" if low else "")
        self.discard_button.set_glyph("trash" if low else "")
        self._name_buttons()

    def in_tab_order(self) -> tuple[QWidget, ...]:
        """Return the buttons as Tab reaches them: sending last."""
        later = (self.later_button,) if self.later_button is not None else ()
        return (
            self.attach_button, self.template_button, self.format_button, self.more_button,
            self.discard_button, *later,
            self.done_button, self.send_button,
        )  # fmt: skip


class KeepActions(QWidget):
    """[メモを保存] … [破棄], for the tabs that stay in the house.

    Signals:
        keep(): record it.
        discard(): 破棄.
    """

    keep = Signal()
    discard = Signal()

    def __init__(self, words: str, role: str) -> None:
        super().__init__()
        self.keep_button = PlainButton(f"{words}  Ctrl+Enter", role=role, glyph="done")
        self.discard_button = PlainButton(self.tr("Discard"), role="quiet")
        self.keep_button.clicked.connect(self.keep)
        self.discard_button.clicked.connect(self.discard)
        row = FlowLayout(self)
        row.addWidget(self.keep_button)
        row.add_right(self.discard_button)

    def in_tab_order(self) -> tuple[QWidget, ...]:
        """Return the buttons as Tab reaches them: keeping last."""
        return (self.discard_button, self.keep_button)

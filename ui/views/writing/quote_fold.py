"""The quoted mail below a reply: one line until somebody opens it, and where it shall stand.

It goes along below the words, unless its author wants to answer between its lines (文中で答える)
or to leave it out; what was left out can be put back.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from mailroom.domain.drafts import Draft, ReplyKind
from ui.flow import FlowLayout
from ui.inputs import PlainButton
from ui.models.quoting import QUOTE, UNQUOTED, with_quote

_HEIGHT = 140


class QuoteFold(QWidget):
    """The quote of one reply.

    Signals:
        changed(): it is another one, or stands elsewhere now.
        inline_asked(str): put these lines into the words, to be answered there.
    """

    changed = Signal()
    inline_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._low = False
        self._forwards = False
        self._unquoted = ""
        self._toggle = PlainButton("", role="link", glyph="right")
        self._toggle.setCheckable(True)
        self._toggle.toggled.connect(self._on_toggled)
        self.inline_button = PlainButton(self.tr("Answer between the lines"), role="link")
        self.leave_out_button = PlainButton(self.tr("Do not quote"), role="link")
        self.put_back_button = PlainButton(self.tr("Quote the mail below"), role="link")
        self.inline_button.clicked.connect(self._move_inline)
        self.leave_out_button.clicked.connect(self.leave_out)
        self.put_back_button.clicked.connect(self._put_back)
        self._text = QPlainTextEdit()
        self._text.setAccessibleName(self.tr("Quoted mail"))
        self._text.setTabChangesFocus(True)
        self._text.setMaximumHeight(_HEIGHT)
        self._text.setProperty("role", "quote")
        self._text.textChanged.connect(self.changed)
        line = QWidget()
        row = FlowLayout(line)
        for button in (
            self._toggle, self.inline_button, self.leave_out_button, self.put_back_button,
        ):  # fmt: skip
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(line)
        layout.addWidget(self._text)
        self._fill("", "")

    def start(self, draft: Draft) -> None:
        """Show the quote of another draft, folded."""
        self._forwards = draft.kind is ReplyKind.FORWARD
        kept = dict(draft.fields)
        self._fill(kept.get(QUOTE, ""), kept.get(UNQUOTED, ""))

    def set_low(self, low: bool) -> None:
        """Give way when the window is low."""
        self._low = low
        self._show()

    def quote(self) -> str:
        """Return the quote as it will be sent below the words."""
        return self._text.toPlainText()

    def fields(self) -> tuple[tuple[str, str], ...]:
        """Return what a draft keeps of it."""
        return with_quote((), self.quote(), "" if self.quote() else self._unquoted)

    def leave_out(self) -> None:
        """Let the reply go without the quote."""
        self._fill("", self.quote())
        self.changed.emit()

    def _move_inline(self) -> None:
        quote = self.quote()
        self.leave_out()
        self.inline_asked.emit(quote)

    def _put_back(self) -> None:
        self._fill(self._unquoted, "")
        self.changed.emit()

    def _fill(self, quote: str, unquoted: str) -> None:
        self._unquoted = unquoted
        self._text.setPlainText(quote)
        self._toggle.setChecked(False)
        self._on_toggled(False)
        self._show()

    def _show(self) -> None:
        goes_along = bool(self.quote())
        for button in (self._toggle, self.inline_button, self.leave_out_button):
            button.setVisible(goes_along)
        self.inline_button.setVisible(goes_along and not self._forwards)
        self.put_back_button.setVisible(not goes_along)
        self.setVisible(bool(goes_along or self._unquoted) and not self._low)

    def _on_toggled(self, opened: bool) -> None:
        lines = self._text.toPlainText().count("\n") + 1
        if self._forwards:
            words = self.tr("Forwarded mail (%n line(s))", "", lines)
        else:
            words = self.tr("Quoted mail (%n line(s))", "", lines)
        self._toggle.relabel(words)
        self._toggle.set_glyph("expand" if opened else "right")
        self._text.setVisible(opened)

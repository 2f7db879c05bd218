"""書式: the small bar above a formatted text, and how a text becomes formatted, or plain again.

Bold, italic, underlined, two lists, links; no colours, no sizes. Turning it off asks only if looks
would be lost.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mailroom.service import rich
from ui.flow import FlowLayout
from ui.inputs import PlainButton
from ui.notice_bar import BarKind, NoticeBar
from ui.views.writing import looks as text_looks
from ui.views.writing.formatted_editor import FormattedEditor
from ui.views.writing.link_row import LinkRow
from ui.views.writing.looks import Look

_GAP = 4


class FormatBar(QWidget):
    """The bar of one text.

    Signals:
        made_plain(str): it was formatted as this HTML and is plain text now.
        said(str): tell the author this.
    """

    made_plain = Signal(str)
    said = Signal(str)

    def __init__(self, body: FormattedEditor) -> None:
        super().__init__()
        self._body = body
        self._low = False
        self._switch: PlainButton | None = None
        self.looks = {
            Look.BOLD: self._button(self.tr("Bold"), "Ctrl+B"),
            Look.ITALIC: self._button(self.tr("Italic"), "Ctrl+I"),
            Look.UNDERLINE: self._button(self.tr("Underline"), "Ctrl+U"),
        }
        for look, button in self.looks.items():
            button.setProperty("look", look.value)  # each looks as what it does
        self.lists = {
            False: self._button(self.tr("List")),
            True: self._button(self.tr("Numbers")),
        }
        self.link_button = self._button(self.tr("Link"))
        self.link = LinkRow(body)
        self.question = NoticeBar(BarKind.WAIT, glyph="alert")
        self._row = QWidget()
        row = FlowLayout(self._row, gap=_GAP)
        for button in (*self.looks.values(), *self.lists.values(), self.link_button):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for part in (self._row, self.link, self.question):
            layout.addWidget(part)
        self._connect()
        self._follow()

    def switched_by(self, button: PlainButton) -> None:
        """Let a button of whoever shows the text turn formatting on and off."""
        button.setCheckable(True)
        button.clicked.connect(self._on_switched)
        self._switch = button
        self._follow()

    def begin(self) -> None:
        """Ask nothing about the text that stood here before."""
        self.question.hide()
        self.link.hide()
        self._follow()

    def set_low(self, low: bool) -> None:
        """Give way in a low window: there are keys."""
        self._low = low
        self._follow()

    def ask_plain(self) -> None:
        """Make plain text of it, once its author knows what is lost."""
        html = self._body.html()
        if not rich.is_rich(html):
            self._make_plain()
            return
        pictures = len(rich.pictures(html))
        said = self.tr("As plain text it has no bold, no lists and no hidden links.")
        if pictures:
            said += "\n" + self.tr("%n picture(s) will be attached instead.", "", pictures)
        self.question.say(
            said,
            (self.tr("Keep the formatting"), self._put_away),
            (self.tr("Make it plain text"), self._make_plain),
        )
        self._follow()
        self.question.buttons()[0].setFocus()

    def _connect(self) -> None:
        for look, button in self.looks.items():
            button.clicked.connect(partial(self._body.toggle_look, look))
        for numbered, button in self.lists.items():
            button.clicked.connect(partial(self._body.toggle_list, numbered=numbered))
        self.link_button.clicked.connect(self._on_link)
        self.link.closed.connect(self._on_link_closed)
        self._body.formatting_changed.connect(self._follow)
        self._body.cursorPositionChanged.connect(self._show_looks)
        self._body.currentCharFormatChanged.connect(self._show_looks)

    def _button(self, words: str, key: str = "") -> PlainButton:
        button = PlainButton(words, role="format")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the cursor in the text
        button.setToolTip(f"{words} ({key})" if key else "")
        return button

    def _on_switched(self) -> None:
        if self._body.formatted:
            self.ask_plain()
        else:
            self._body.set_formatted(True)
            self._body.setFocus()
            if self._low:
                self.said.emit(self.tr("Bold: Ctrl+B, italic: Ctrl+I, underline: Ctrl+U."))
        self._follow()  # a click alone ticks nothing

    def _make_plain(self) -> None:
        html = self._body.html()
        self._put_away()
        self._body.set_formatted(False)
        self.made_plain.emit(html)

    def _put_away(self) -> None:
        self.question.hide()
        self._body.setFocus()
        self._follow()

    def _on_link(self) -> None:
        self.link.open()
        self._follow()

    def _on_link_closed(self) -> None:
        self._body.setFocus()
        self._follow()

    def _follow(self, *_: object) -> None:
        """Show what belongs to a formatted text."""
        formatted = self._body.formatted
        if not formatted:
            self.question.hide()
            self.link.hide()
        if self._switch is not None:
            self._switch.setChecked(formatted)
        asked = not (self.question.isHidden() and self.link.isHidden())
        self._row.setVisible(not self._low)
        self.setVisible(formatted and (asked or not self._low))
        self._show_looks()

    def _show_looks(self, *_: object) -> None:
        """Press the buttons of the looks at the cursor."""
        if not self._body.formatted:
            return
        form, cursor = self._body.currentCharFormat(), self._body.textCursor()
        for look, button in self.looks.items():
            button.setChecked(text_looks.has(look, form))
        for numbered, button in self.lists.items():
            button.setChecked(text_looks.list_at(cursor) is numbered)
        self.link_button.setChecked(bool(text_looks.address_at(cursor)))

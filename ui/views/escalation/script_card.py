"""What the desk says itself about such a matter, shown once before one asks (S28).

Never in the way: a text is used with one click, 「読みました」 folds the card for this case, and
a link opens it again.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mailroom.domain.templates.template import Template
from mailroom.ids import CaseId
from ui.inputs import PlainButton
from ui.plain_text import plain_label
from ui.session import Session

_MOST = 3
_SHOWN = 60  # letters of a text: what it is about, not all it says

_Key = tuple[CaseId, str, tuple[Template, ...]]


class ScriptCard(QWidget):
    """The templates of one category, and the link that stands for them once they are read.

    Signals:
        used(str): answer the customer with this text, filled in.
    """

    used = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._read: set[_Key] = set()
        self._key: _Key | None = None
        self.card = QFrame()
        self.card.setProperty("card", "in")
        self._heading = plain_label("section")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self.read_button = PlainButton(self.tr("I have read it"), role="link")
        self.open_button = PlainButton("", role="link", glyph="template")
        inner = QVBoxLayout(self.card)
        inner.setContentsMargins(10, 6, 10, 6)
        inner.setSpacing(4)
        inner.addWidget(self._heading)
        inner.addLayout(self._lines)
        inner.addWidget(self.read_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.card)
        layout.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.read_button.clicked.connect(self._fold)
        self.open_button.clicked.connect(self._unfold)
        self.hide()

    def show_scripts(self, case: CaseId, category: str) -> None:
        """Show what there is to say about a category; nothing hides it."""
        found = self._session.room.templates.scripts(category)
        key = (case, category, found)
        if key != self._key:
            self._key = key
            self._fill(category, found)
        self.setVisible(bool(found))
        self._show(folded=key in self._read)

    def buttons(self) -> list[PlainButton]:
        """Return the buttons that use a text, in order."""
        return self.card.findChildren(PlainButton, "use")

    def _fill(self, category: str, found: tuple[Template, ...]) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        self._heading.setText(
            self.tr("We have a text for this: {category}").format(category=category)
        )
        for one in found[:_MOST]:
            self._lines.addWidget(self._line(one))
        if len(found) > _MOST:
            more = self.tr("and %n more", "", len(found) - _MOST)
            self._lines.addWidget(plain_label("meta", more))
        self.open_button.relabel(self.tr("Texts for this: %n", "", len(found)))

    def _line(self, template: Template) -> QWidget:
        line = QWidget()
        rows = QVBoxLayout(line)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        words = " ".join(template.text.split())
        short = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
        said = self.tr("Answer with “{name}”").format(name=template.name)
        button = PlainButton(said, role="link", glyph="reply")
        button.setObjectName("use")
        button.setToolTip(template.text)
        button.clicked.connect(partial(self._use, template))
        rows.addWidget(plain_label("meta", short))
        rows.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return line

    def _use(self, template: Template, _checked: bool = False) -> None:
        if self._key is not None:
            templates = self._session.room.templates
            self.used.emit(templates.filled(template, self._key[0]))
            templates.use(template.id)

    def _fold(self) -> None:
        if self._key is not None:
            self._read.add(self._key)
        self._show(folded=True)
        self.open_button.setFocus()

    def _unfold(self) -> None:
        self._show(folded=False)
        self.read_button.setFocus()

    def _show(self, *, folded: bool) -> None:
        self.card.setVisible(not folded)
        self.open_button.setVisible(folded)

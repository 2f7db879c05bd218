"""定型文: find a text by a few letters, see it as it will stand in the mail, Enter puts it in."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from mailroom.service.templates.room import Offer
from ui.dialogs.dialog import Dialog, remark
from ui.dialogs.picker import PickList
from ui.template_text import TemplatePreview, entry

_BESIDE_FROM = 560
"""From this width the text stands beside the list, else below it."""


class TemplatePicker(Dialog):
    """The templates of the team, those first that fit the case.

    Signals:
        picked(Offer): put this text in.
    """

    picked = Signal(object)

    def __init__(self, offers: tuple[Offer, ...], parent: QWidget | None) -> None:
        super().__init__(parent, "", width=760)
        self.setWindowTitle(self.tr("Templates"))
        self._offers = offers
        self.list = PickList(self.tr("Template"), hint=self.tr("Type a part of its name"))
        self.list.view.setMouseTracking(True)  # what the pointer is on is shown, a click takes it
        self.preview = TemplatePreview()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setSpacing(12)
        self._box.addWidget(self.list, 4)
        self._box.addWidget(self.preview, 5)
        self.content_layout.addLayout(self._box, 1)
        self.content_layout.addWidget(
            remark(self.tr("Enter puts it in. In the text, / and its name at the start of a line."))
        )
        self._put_in = self.add_buttons(self.tr("Put it in"))
        self.list.view.entered.connect(self.list.view.setCurrentIndex)
        self.list.view.selectionModel().currentChanged.connect(self._show)
        self.list.model.modelReset.connect(self._show)
        self.list.picked.connect(self._take)
        self.list.fill([entry(one, at) for at, one in enumerate(offers)])
        self.list.line.setFocus()
        self._show()

    def confirm(self) -> None:
        """Put in what is marked."""
        found = self.list.current()
        if found is not None:
            self._take(found.key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the text below the list when the window is narrow."""
        super().resizeEvent(event)
        wide = event.size().width() >= _BESIDE_FROM
        self._box.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )

    def _show(self, _now: QModelIndex | None = None, _before: QModelIndex | None = None) -> None:
        found = self.list.current()
        self.preview.show_text(self._offer(found.key).text if found is not None else "")
        if self._put_in is not None:
            self._put_in.setEnabled(found is not None)
        none = bool(self._offers) and found is None
        self.say_problem(self.tr("No template has such a name.") if none else "")

    def _take(self, at: object) -> None:
        self.picked.emit(self._offer(at))
        self.accept()

    def _offer(self, at: object) -> Offer:
        assert isinstance(at, int)
        return self._offers[at]

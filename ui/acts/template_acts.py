"""What opens the picker of templates for whoever writes, wherever the composer stands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from mailroom.service.templates.room import Offer
from ui.session import Session


class TemplateActs(QObject):
    """Answers panes that ask for a template."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        session.template_asked.connect(self.choose)

    @Slot(object, object, object)
    def choose(
        self, offers: tuple[Offer, ...], put_in: Callable[[Offer], None], window: QWidget
    ) -> None:
        """Open the picker over the window that asks."""
        from ui.dialogs.template_picker import TemplatePicker  # noqa: PLC0415 - painted first

        picker = TemplatePicker(offers, window)
        picker.picked.connect(put_in)
        picker.open()

"""One plain question before something that others will notice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.dialogs.dialog import Dialog, heading, remark


class Confirm(Dialog):
    """Says what will happen; does it only when asked to."""

    def __init__(
        self, parent: QWidget | None, title: str, *, what: str, do: str, act: Callable[[], None]
    ) -> None:
        """Make the question.

        Args:
            parent: the window below.
            title: what it is about.
            what: what will happen, in whole sentences; paragraphs are parted by an empty line.
            do: the words on the button.
            act: does it.
        """
        super().__init__(parent, title, width=460)
        self._act = act
        self.content_layout.addWidget(heading(title))
        for paragraph in what.split("\n\n"):
            self.content_layout.addWidget(remark(paragraph))
        self.add_buttons(do, close=self.tr("Not now"))

    def hesitate(self) -> None:
        """Let Enter mean no: what is asked about may do harm."""
        self.shut.setFocus()

    def confirm(self) -> None:
        """Do it and close."""
        self.accept()
        self._act()

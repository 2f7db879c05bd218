"""What one person likes on one PC: looks, and how work goes on."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mailroom.settings import Density, Language, Quoting, Settings, Theme
from ui.choices import Choice, Segments
from ui.dialogs.dialog import remark, row
from ui.inputs import CheckBox, TextArea
from ui.wording import words

TEXT_SIZES = (80, 90, 100, 110, 125, 150, 175, 200)
UNDO_SECONDS = (10, 20, 30, 60)


class LookPage(QWidget):
    """Language, brightness, text size, row height."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.language: Segments[Language] = Segments(self.tr("Language"))
        self.language.fill([(one, words.language_name(one)) for one in Language])
        self.language.choose(settings.language)
        self.theme: Segments[Theme] = Segments(self.tr("Brightness"))
        self.theme.fill([(one, words.theme_name(one)) for one in Theme])
        self.theme.choose(settings.theme)
        self.text_size: Choice[int] = Choice(self.tr("Text size"))
        sizes = sorted({*TEXT_SIZES, settings.text_percent})
        self.text_size.fill([(size, f"{size} %") for size in sizes])
        self.text_size.choose(settings.text_percent)
        self.density: Segments[Density] = Segments(self.tr("Rows of the list"))
        self.density.fill([(one, words.density_name(one)) for one in Density])
        self.density.choose(settings.density)
        layout = _page(self)
        for name, widget in (
            (self.tr("Language"), self.language),
            (self.tr("Brightness"), self.theme),
            (self.tr("Text size"), self.text_size),
            (self.tr("Rows of the list"), self.density),
        ):
            layout.addWidget(row(name, widget))
        layout.addWidget(remark(self.tr("Ctrl+plus, Ctrl+minus and Ctrl+0 change the text size.")))
        layout.addStretch(1)

    def chosen(self, settings: Settings) -> Settings:
        """Return the settings with what is chosen here."""
        return replace(
            settings,
            language=self.language.value(),
            theme=self.theme.value(),
            text_percent=self.text_size.value(),
            density=self.density.value(),
        )


class WorkPage(QWidget):
    """Keys, what happens after sending, notices, signature."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.letters = CheckBox(self.tr("Single letters act on list and timeline (J, K, R, …)"))
        self.letters.setChecked(settings.letter_keys)
        self.next = CheckBox(self.tr("After sending, show the next case by deadline"))
        self.next.setChecked(settings.next_after_send)
        self.plain = CheckBox(self.tr("Begin every reply as plain text (“Format” stays there)"))
        self.plain.setChecked(settings.plain_first)
        self.notices = CheckBox(self.tr("Desktop notices for what is mine, without the text"))
        self.notices.setChecked(settings.desktop_notices)
        self.undo: Segments[int] = Segments(self.tr("Sending can be cancelled for"))
        seconds = sorted({*UNDO_SECONDS, settings.undo_seconds})
        self.undo.fill([(one, self.tr("{n} s").format(n=one)) for one in seconds])
        self.undo.choose(settings.undo_seconds)
        self.quoting: Segments[Quoting] = Segments(self.tr("The mail one answers"))
        self.quoting.fill(
            [
                (Quoting.BELOW, self.tr("Below the reply")),
                (Quoting.INLINE, self.tr("Between the lines")),
                (Quoting.NONE, self.tr("Not quoted")),
            ]
        )
        self.quoting.choose(settings.quoting)
        self.signature = TextArea(self.tr("Signature"), lines=4)
        self.signature.setPlainText(settings.signature)
        layout = _page(self)
        for box in (self.letters, self.next, self.plain, self.notices):
            layout.addWidget(box)
        layout.addWidget(row(self.tr("Sending can be cancelled for"), self.undo))
        layout.addWidget(row(self.tr("The mail one answers"), self.quoting))
        layout.addWidget(row(self.tr("Signature"), self.signature))
        layout.addStretch(1)

    def chosen(self, settings: Settings) -> Settings:
        """Return the settings with what is chosen here."""
        return replace(
            settings,
            letter_keys=self.letters.isChecked(),
            next_after_send=self.next.isChecked(),
            plain_first=self.plain.isChecked(),
            desktop_notices=self.notices.isChecked(),
            undo_seconds=self.undo.value(),
            quoting=self.quoting.value(),
            signature=self.signature.toPlainText().strip(),
        )


def _page(widget: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(4, 12, 4, 4)
    layout.setSpacing(12)
    return layout

"""Shows the words of one mail, safely: no file, no address of the web is ever opened by looking.

Only ``cid:`` pictures of the mail itself are loaded. A link opens nothing by itself: its real
address is shown and opened on a click, for http, https and mailto only. The view is as high as
its text, so that the timeline scrolls and not the mail.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QMargins, QSize, Qt, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QImage,
    QPalette,
    QResizeEvent,
    QTextDocument,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser

from ui import hands, theme

OPENABLE = frozenset({"http", "https", "mailto"})
_LONGEST = 200_000
"""Characters laid out at once; a longer text is cut with a line saying so."""

ReadPart = Callable[[str], bytes | None]


class MailView(QTextBrowser):
    """A read-only text that grows with its content."""

    def __init__(self, read_part: ReadPart | None = None) -> None:
        """Make an empty view; ``read_part`` gives the bytes of an inline picture by Content-ID."""
        super().__init__()
        self._read_part = read_part
        hands.refuse_ime(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setViewportMargins(QMargins(0, 0, 0, 0))
        self.document().setDocumentMargin(0)
        self.anchorClicked.connect(open_link)
        self.highlighted.connect(self._on_highlighted)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def show_text(self, plain: str) -> None:
        """Show plain text; addresses in it become links."""
        self._dress()
        self.setHtml(text_as_html(plain[:_LONGEST]))

    def show_html(self, clean: str) -> None:
        """Show HTML that the core has already cleaned."""
        self._dress()
        self.setHtml(clean[:_LONGEST])

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Give only pictures that came inside this mail; everything else is nothing."""
        url = QUrl(name)
        image = int(QTextDocument.ResourceType.ImageResource)
        if kind != image or url.scheme().lower() != "cid" or self._read_part is None:
            return QImage() if kind == image else ""
        return QImage.fromData(self._read_part(url.path()) or b"")

    def sizeHint(self) -> QSize:
        """Want the height of the whole text."""
        return QSize(240, self._text_height())

    def minimumSizeHint(self) -> QSize:
        """Any width will do; the height follows."""
        return QSize(80, self._text_height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the timeline scroll."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow a new width with a new height."""
        super().resizeEvent(event)
        self._fit()

    def _dress(self) -> None:
        palette = self.palette()
        colours = theme.current()
        palette.setColor(QPalette.ColorRole.Link, colours.colour("link"))
        self.setPalette(palette)
        sheet = f"a {{ color: {colours.link}; }} blockquote {{ color: {colours.meta}; }}"
        self.document().setDefaultStyleSheet(sheet)

    def _fit(self, *_size: object) -> None:
        height = self._text_height()
        if self.height() != height:
            self.setFixedHeight(height)

    def _text_height(self) -> int:
        bar = self.horizontalScrollBar()
        extra = bar.sizeHint().height() if bar.maximum() > 0 else 0
        return max(20, int(self.document().size().height()) + extra + 2)

    def _on_highlighted(self, url: QUrl) -> None:
        self.setToolTip(url.toDisplayString() if url.isValid() else "")


def open_link(url: QUrl) -> None:
    """Open a link that somebody clicked, if it is of a harmless kind."""
    if url.scheme().lower() in OPENABLE:
        QDesktopServices.openUrl(url)


def text_as_html(plain: str) -> str:
    """Return plain text as HTML with its line breaks, blanks and links."""
    lines = (_linked(line) for line in plain.replace("\t", "    ").split("\n"))
    return f'<div style="white-space: pre-wrap">{"<br>".join(lines)}</div>'


def _linked(line: str) -> str:
    pieces: list[str] = []
    rest = line
    while rest:
        at = min((i for i in (rest.find("http://"), rest.find("https://")) if i >= 0), default=-1)
        if at < 0:
            pieces.append(escape(rest))
            break
        end = at
        while end < len(rest) and rest[end] > " " and rest[end] not in '<>"「」、。（）　':
            end += 1
        address = escape(rest[at:end], quote=True)
        pieces.append(f'{escape(rest[:at])}<a href="{address}">{address}</a>')
        rest = rest[end:]
    return "".join(pieces)

"""Shows the words of one mail, safely: no file, no address of the web is ever opened by looking.

Only pictures it is handed are shown: those of the mail itself, and of the web where somebody asked
for them. A link opens nothing by itself: its real address is shown, it is opened on a click, and a
doubtful one only after a question. The view is as high as its text, so that the timeline scrolls
and not the mail.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import QMargins, QPoint, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDesktopServices,
    QGuiApplication,
    QImage,
    QPalette,
    QResizeEvent,
    QTextDocument,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QTextBrowser

from mailroom.domain.links import OPENABLE, Link, judge
from mailroom.domain.rich_text import LINK
from ui import hands, theme
from ui.pictures import nothing
from ui.wording import link_text

PAGE = 10_000
"""Characters of plain text laid out at once; ``pages_of`` cuts a longer one."""

_OURS = frozenset({"cid", "remote"})
_MARK = "color: #a31515; background-color: #fdf3d7; font-weight: 600"

FindPicture = Callable[[str], QImage | None]


class MailView(QTextBrowser):
    """A read-only text that grows with its content.

    Signals:
        question_asked(Question): ask this before a doubtful link is opened.
    """

    question_asked = Signal(object)

    def __init__(self, find_picture: FindPicture | None = None, *, sender: str = "") -> None:
        """Make an empty view.

        Args:
            find_picture: gives a picture by ``cid:…`` or ``remote:N``; ``None`` if there is none.
            sender: address of the mail's sender; a link that passes for their domain is marked.
        """
        super().__init__()
        self.setAcceptDrops(False)  # what is let go over words is let go over the timeline
        self._find_picture = find_picture
        self._sender = sender
        self._links: Sequence[Link] = ()
        self._paper = False
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
        self.anchorClicked.connect(self._follow)
        self.highlighted.connect(self._on_highlighted)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def show_text(self, plain: str) -> None:
        """Show plain text; addresses in it become links."""
        links: list[Link] = []
        html = text_as_html(plain, links, self._sender)
        self.show_rich(html, links)

    def show_rich(self, page: str, links: Sequence[Link] = (), *, paper: bool = False) -> None:
        """Show HTML that the core has made safe.

        Args:
            page: with ``link:N`` for the links.
            links: where they lead.
            paper: it has colours of its own, which are meant for white paper.
        """
        self._links = links
        self._paper = paper
        self._dress()
        self.setHtml(page)
        self._fit()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Give only pictures that were handed to this view; everything else is nothing."""
        url = QUrl(name)
        if kind != int(QTextDocument.ResourceType.ImageResource):
            return ""
        if url.scheme().lower() not in _OURS or self._find_picture is None:
            return nothing()
        image = self._find_picture(f"{url.scheme().lower()}:{url.path()}")
        if image is None:
            return nothing()
        room = max(80, self.viewport().width())
        if image.width() > room:
            return image.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)
        return image

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

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what every text offers; a link is copied as where it really leads."""
        if self.contextMenuPolicy() is not Qt.ContextMenuPolicy.DefaultContextMenu:
            event.ignore()
            return
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        link = self.link_at(event.pos())
        if link is not None:
            copy = menu.addAction(self.tr("Copy the address of the link"))
            copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(link.target))
        copied = menu.addAction(self.tr("Copy"))
        copied.setEnabled(self.textCursor().hasSelection())
        copied.triggered.connect(self.copy)
        menu.addAction(self.tr("Select all")).triggered.connect(self.selectAll)
        menu.popup(event.globalPos())

    def link_at(self, at: QPoint) -> Link | None:
        """Return the link at a place of the view."""
        name = self.anchorAt(at)
        return self._link(name) if name else None

    def _link(self, name: str) -> Link:
        """Return what a link's name stands for; any other address is judged as it is."""
        number = name.removeprefix(LINK)
        if name.startswith(LINK) and number.isdecimal() and int(number) < len(self._links):
            return self._links[int(number)]
        return judge(name, "", self._sender)

    def _follow(self, url: QUrl) -> None:
        link = self._link(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        scheme = link.target.partition(":")[0].strip().lower()
        if scheme not in OPENABLE:
            return
        if link.doubt is None:
            open_link(link.target)
            return
        self.question_asked.emit(link_text.question(link, lambda: open_link(link.target)))

    def _dress(self) -> None:
        """Wear the colours of the window, or those of paper where the mail has its own."""
        colours = theme.LIGHT if self._paper else theme.current()
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Link, colours.colour("link"))
        palette.setColor(QPalette.ColorRole.Text, colours.colour("ink"))
        palette.setColor(QPalette.ColorRole.Base, colours.colour("card"))
        self.setPalette(palette)
        on_paper = self._paper and theme.current().dark
        self.setProperty("role", "paper" if on_paper else "")
        self.setStyleSheet(f"background: {colours.card}; color: {colours.ink}" if on_paper else "")
        self.document().setDocumentMargin(8 if on_paper else 0)
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
        name = url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
        self.setToolTip(link_text.where(self._link(name)) if name else "")


def open_link(target: str) -> None:
    """Open a link that somebody clicked, if it is of a harmless kind."""
    url = QUrl(target)
    if url.isValid() and url.scheme().lower() in OPENABLE:
        QDesktopServices.openUrl(url)


def pages_of(plain: str) -> list[str]:
    """Cut plain text into parts that are laid out at once, between lines where there are any."""
    pages: list[str] = []
    start = 0
    while len(plain) - start > PAGE:
        cut = plain.rfind("\n", start + PAGE // 2, start + PAGE)
        end = cut + 1 if cut > 0 else start + PAGE
        pages.append(plain[start:end].removesuffix("\n"))
        start = end
    return [*pages, plain[start:]]


def text_as_html(plain: str, links: list[Link] | None = None, sender: str = "") -> str:
    """Return plain text as HTML with its line breaks, blanks and links.

    Args:
        plain: as it is.
        links: takes the links; they become ``link:N``. Without it addresses stay as they are.
        sender: of the mail, to judge the links by.
    """
    lines = (_linked(line, links, sender) for line in plain.replace("\t", "    ").split("\n"))
    return f'<div style="white-space: pre-wrap">{"<br>".join(lines)}</div>'


def _linked(line: str, links: list[Link] | None, sender: str) -> str:
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
        pieces.append(escape(rest[:at]) + _anchor(rest[at:end], links, sender))
        rest = rest[end:]
    return "".join(pieces)


def _anchor(address: str, links: list[Link] | None, sender: str) -> str:
    shown = escape(address, quote=True)
    if links is None:
        return f'<a href="{shown}">{shown}</a>'
    link = judge(address, address, sender)
    links.append(link)
    anchor = f'<a href="{LINK}{len(links) - 1}">{shown}</a>'
    if link.doubt is None:
        return anchor
    return f'{anchor}<span style="{_MARK}">&nbsp;[! {escape(link.host or "?")}]&nbsp;</span>'

"""Everything a mail card shows below its head: who wrote to whom, the words, quotes, files.

A long mail comes in pages: the first at once, some more while the window stays quick, the rest when
somebody asks (R6: no mail stops the window for 100 ms). Shown as its sender laid it out, or as
plain text where the person prefers that. Pictures of the web come only when somebody asks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mailroom.domain.query import MailBody
from mailroom.domain.rich_text import CID, REMOTE, RichText, without_pictures
from mailroom.ids import MailKey
from mailroom.service.room import Room
from mailroom.settings import Settings
from ui import icons
from ui.inputs import ElidedLabel, PlainButton
from ui.pictures import decoded
from ui.session import Session
from ui.views.mail.picture_line import PictureLine
from ui.views.mail.received_files import ReceivedFiles
from ui.views.mail.view import MailView, pages_of
from ui.wording import words

AT_ONCE = 15
"""Pages shown by themselves, one in each turn of the event loop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadMail:
    """A mail as it was read off the GUI thread, with its own pictures decoded."""

    body: MailBody
    within: tuple[int, ...] = ()
    pictures: Mapping[str, QImage] = field(default_factory=dict)


def read_mail(room: Room, key: MailKey, within: tuple[int, ...] = ()) -> ReadMail:
    """Read a mail, or one enclosed in it; takes long for a large one."""
    body = room.files.body(key, within) if within else room.reads.body(key)
    pictures: dict[str, QImage] = {}
    if body.rich is not None and any(CID in page for page in body.rich.pages + body.rich.quoted):
        for name, data in room.files.inline_pictures(key, within).items():
            image = decoded(data)
            if image is not None:
                pictures[CID + name] = image
    return ReadMail(body=body, within=within, pictures=pictures)


class MailBodyView(QWidget):
    """The words of one mail.

    Signals:
        enclosed_asked(FileRef): show a mail that lies in this one.
    """

    enclosed_asked = Signal(object)

    def __init__(self, session: Session, read: ReadMail) -> None:
        super().__init__()
        self._session = session
        self._read = read
        self._body = read.body
        self._pictures = dict(read.pictures)
        self._plain = session.settings.plain_mail
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 4, 2)
        self._layout.setSpacing(6)
        self._layout.addWidget(ElidedLabel(route(self._body), role="meta"))
        self._line = PictureLine(self)
        self._line.asked.connect(self._load_pictures)
        self._line.always_asked.connect(self._always_load)
        self._layout.addWidget(self._line)
        self._words: QWidget | None = None
        shown = [one for one in self._body.attachments if not self._is_in_text(one.content_id)]
        if shown:
            files = ReceivedFiles(session, self._body.key, read.within, shown)
            files.enclosed_asked.connect(self.enclosed_asked)
            self._layout.addWidget(files)
        session.settings_changed.connect(self._on_settings_changed)
        self._loading = self._is_allowed()
        self._fill()
        if self._loading:
            self._fetch_pictures()

    @property
    def views(self) -> tuple[MailView, ...]:
        """Return the pages shown so far."""
        return tuple(self._words.findChildren(MailView)) if self._words is not None else ()

    def unfold(self) -> None:
        """Show what is folded, or fold it again."""
        if isinstance(self._words, _Words):
            self._words.toggle_quote()

    # --- the words ---------------------------------------------------------------------------

    def _fill(self) -> None:
        """Show the words anew."""
        old = self._words
        self._words = _Words(self._pages(), self._quoted(), self._shown_by())
        if old is None:
            self._layout.insertWidget(2, self._words)
        else:
            self._layout.replaceWidget(old, self._words)
            old.hide()
            old.deleteLater()
        rich = self._rich()
        self._line.show_facts(
            rich.blocked if rich is not None and not self._loading else 0,
            rich.tracking if rich is not None else 0,
        )

    def _rich(self) -> RichText | None:
        return None if self._plain else self._body.rich

    def _pages(self) -> list[str]:
        rich = self._rich()
        if rich is None:
            return pages_of(self._body.text.rstrip())
        return [page if self._loading else without_pictures(page) for page in rich.pages]

    def _quoted(self) -> list[str]:
        rich = self._rich()
        if rich is None:
            quoted = self._body.quoted.rstrip()
            return pages_of(quoted) if quoted else []
        return [page if self._loading else without_pictures(page) for page in rich.quoted]

    def _shown_by(self) -> Callable[[str], MailView]:
        rich = self._rich()
        sender = self._body.sender.addr

        def make(page: str) -> MailView:
            view = MailView(self._pictures.get, sender=sender)
            view.question_asked.connect(self._session.question_asked)
            if rich is None:
                view.show_text(page)
            else:
                view.show_rich(page, rich.links, paper=rich.coloured)
            return view

        return make

    def _is_in_text(self, content_id: str) -> bool:
        """Return whether a picture of the mail is shown where its text says."""
        rich = self._body.rich
        if not content_id or rich is None:
            return False
        return any(f'src="{CID}{content_id}"' in page for page in rich.pages + rich.quoted)

    def _on_settings_changed(self, settings: Settings) -> None:
        loading = self._loading or self._is_allowed()
        if settings.plain_mail == self._plain and loading == self._loading:
            return
        begin, self._plain = loading and not self._loading, settings.plain_mail
        self._loading = loading
        self._fill()
        if begin:
            self._fetch_pictures()

    # --- pictures of the web -----------------------------------------------------------------

    def _is_allowed(self) -> bool:
        return self._body.sender.addr in self._session.settings.pictures_from

    def _load_pictures(self) -> None:
        """Load them for this mail, this once."""
        self._loading = True
        self._fill()
        self._fetch_pictures()

    def _always_load(self) -> None:
        settings = self._session.settings
        senders = sorted({*settings.pictures_from, self._body.sender.addr})
        self._session.set_settings(replace(settings, pictures_from=tuple(senders)))

    def _fetch_pictures(self) -> None:
        rich, room = self._body.rich, self._session.room
        if rich is None:
            return
        names = [
            (one.address, f"{REMOTE}{at}")
            for at, one in enumerate(rich.pictures)
            if not one.tracking
        ]
        wanted = tuple(dict.fromkeys(address for address, _name in names))
        loaded: list[str] = []

        def work(call_back: Callable[[Callable[[], None]], None]) -> None:
            def each(address: str, data: bytes) -> None:
                image = decoded(data)
                if image is not None:
                    loaded.append(address)
                    same = [name for other, name in names if other == address]
                    call_back(partial(self._picture_arrived, same, image))

            room.pictures.fetch(wanted, each)
            call_back(partial(self._line.show_missing, len(wanted) - len(loaded)))

        self._session.tasks.fetch(work)

    def _picture_arrived(self, names: list[str], image: QImage) -> None:
        """Show a picture that was asked for; further ones are shown with it if they come soon."""
        self._pictures |= dict.fromkeys(names, image)
        QTimer.singleShot(0, self, self._show_arrived)

    def _show_arrived(self) -> None:
        if isinstance(self._words, _Words):
            self._words.make_again()


class _Words(QWidget):
    """The pages of a text, and what is folded below them."""

    def __init__(
        self, pages: list[str], quoted: list[str], make: Callable[[str], MailView]
    ) -> None:
        super().__init__()
        self._make = make
        self._waiting = pages
        self._quoted = quoted
        self._shown: list[tuple[str, MailView]] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._rest = PlainButton("", role="link")
        self._rest.clicked.connect(self._show_next)
        self._quote = PlainButton("", role="link")
        self._quote.clicked.connect(self.toggle_quote)
        self._older = QWidget()
        older = QVBoxLayout(self._older)
        older.setContentsMargins(0, 0, 0, 0)
        older.setSpacing(0)
        self._older.hide()
        for widget in (_left(self._rest), _left(self._quote), self._older):
            self._layout.addWidget(widget)
        self._rest.hide()
        self._quote.setVisible(bool(quoted))
        self._name_quote()
        self._next = QTimer(self)
        self._next.setInterval(0)
        self._next.timeout.connect(self._show_one)
        self._show_next()

    def toggle_quote(self) -> None:
        """Show what is folded, or fold it."""
        if not self._quoted:
            return
        layout = self._older.layout()
        if layout is not None and layout.count() == 0:
            for page in self._quoted[:AT_ONCE]:
                layout.addWidget(self._make(page))
        self._older.setVisible(self._older.isHidden())
        self._name_quote()

    def make_again(self) -> None:
        """Lay out anew what is shown: a picture has come."""
        for at, (page, old) in enumerate(self._shown):
            new = self._make(page)
            self._layout.replaceWidget(old, new)
            old.hide()
            old.deleteLater()
            self._shown[at] = (page, new)

    def _name_quote(self) -> None:
        shown = not self._older.isHidden()
        said = (
            self.tr("Hide older mail and signature")
            if shown
            else self.tr("Show older mail and signature")
        )
        self._quote.setIcon(icons.icon("collapse" if shown else "expand", "link"))
        self._quote.relabel(said)

    def _show_next(self) -> None:
        """Show some more pages, the first of them now."""
        self._left = AT_ONCE
        self._show_one()
        if self._waiting:
            self._next.start()

    def _show_one(self) -> None:
        if self._waiting and self._left:
            page = self._waiting.pop(0)
            view = self._make(page)
            self._layout.insertWidget(len(self._shown), view)
            self._shown.append((page, view))
            self._left -= 1
        if not self._waiting or not self._left:
            self._next.stop()
        self._rest.setVisible(bool(self._waiting) and not self._left)
        total = len(self._shown) + len(self._waiting)
        self._rest.relabel(
            self.tr("Show more (page {n} of {total})").format(n=len(self._shown), total=total)
        )


def _left(widget: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(widget)
    row.addStretch(1)
    return holder


def route(body: MailBody) -> str:
    """Return who wrote to whom."""
    to = ", ".join(one.name or one.addr for one in body.to)
    cc = ", ".join(one.name or one.addr for one in body.cc)
    sender = f"{body.sender.name} <{body.sender.addr}>" if body.sender.name else body.sender.addr
    return words.route(sender, to, cc)

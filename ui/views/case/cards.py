"""Cards and lines of the timeline: a mail, a note, a phone call, an escalation, an event.

A folded mail is one line and costs no body; it is read when it is opened. Internal things are
tinted and say 社内. Cards act on nothing: they say what was asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from mailroom.domain.files import FileRef
from mailroom.domain.mails import Automatic, Direction, MailPlace
from mailroom.domain.query import MailBody
from mailroom.errors import MailroomError
from ui import icons
from ui.inputs import ElidedLabel, PlainButton
from ui.models.mail_notices import MailNotice
from ui.plain_text import plain_label
from ui.session import Session
from ui.views.mail.body import MailBodyView, ReadMail, read_mail, route
from ui.views.mail.enclosed_mail import EnclosedMail
from ui.views.mail.origin_line import origin_line
from ui.views.mail.trouble_lines import lines_for
from ui.views.mail.view import MailView
from ui.wording import moments, text, words

_QUICK = 24 * 1024
"""Bytes of a mail that is read while the window waits; larger ones are read beside it (R6)."""

_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class _Head(QWidget):
    """The first line of a mail card; a click folds or opens the card."""

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit()


class MailCard(QFrame):
    """One mail of the timeline.

    Signals:
        menu_asked(MailPlace, QPoint): the ⋯ of this mail.
    """

    menu_asked = Signal(object, QPoint)

    def __init__(
        self,
        session: Session,
        place: MailPlace,
        *,
        unread: bool,
        opened: bool,
        now: datetime,
        sent_by: str = "",
    ) -> None:
        """Make a card; ``sent_by`` is who of the team sent it, with the PC."""
        super().__init__()
        self._sent_by = sent_by
        self._session = session
        self.place = place
        self._body_box: QWidget | None = None
        self.words: MailBodyView | None = None
        self._shown_as: tuple[str, bool] | None = None
        self._missing: QLabel | None = None  # what is said instead of the words
        outbound = place.facts.direction is Direction.OUTBOUND
        self.setProperty(
            "card", "escalation" if is_internal(place) else "out" if outbound else "in"
        )
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, 6, 8, 6)
        self._layout.setSpacing(4)
        self._preview = ElidedLabel(role="meta")
        self._layout.addWidget(self._head(outbound=outbound, unread=unread, now=now))
        self.notices: tuple[MailNotice, ...] = ()
        self._notices: list[QLabel] = []
        self._origin = origin_line(session, place)
        if self._origin is not None:
            self._layout.addWidget(self._origin)
        self.set_open(opened=opened)

    def put_notices(self, notices: tuple[MailNotice, ...]) -> None:
        """Say what became of the mail, or what opens its archive, above its words."""
        if notices == self.notices:
            return
        self.notices = notices
        for label in self._notices:
            self._layout.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._notices = [
            plain_label("problem" if one.problem else "meta", one.said, selectable=True)
            for one in notices
        ]
        for at, label in enumerate(self._notices):
            self._layout.insertWidget(1 + at, label)

    @property
    def opened(self) -> bool:
        """Return whether the words of the mail are shown."""
        return self._body_box is not None and not self._body_box.isHidden()

    def set_open(self, *, opened: bool) -> None:
        """Show the words, or the first line only."""
        if opened and self._body_box is None:
            self._body_box = self._read_body()
            self._layout.addWidget(self._body_box)
        if self._body_box is not None:
            self._body_box.setVisible(opened)
        self._preview.setVisible(not opened)
        if self._origin is not None:
            self._origin.setVisible(opened)

    def _head(self, *, outbound: bool, unread: bool, now: datetime) -> QWidget:
        facts = self.place.facts
        head = _Head()
        head.clicked.connect(lambda: self.set_open(opened=not self.opened))
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        mark = QLabel()
        internal = is_internal(self.place)
        icon = "escalate" if internal else "send" if outbound else "mail"
        colour = "on_internal" if internal else "accent" if outbound or unread else "meta"
        mark.setPixmap(icons.pixmap(icon, colour, 16))
        row.addWidget(mark)
        if internal:
            row.addWidget(_label(words.internal(), "internal-mark"), 0, _MIDDLE)
        who, when = self._who(outbound=outbound), moments.when_exactly(facts.sent_at, now)
        self.setAccessibleName(f"{who.text()} {when}")
        row.addWidget(who)
        if unread:
            row.addWidget(_label(self.tr("unread"), "badge-new"), 0, _MIDDLE)
        if facts.automatic is not Automatic.NO and not outbound:  # ours say so to servers only
            row.addWidget(_label(words.automatic_name(facts.automatic), "meta"))
        row.addWidget(self._preview, 1)
        row.addStretch(0)
        if facts.has_attachments:
            clip = QLabel()
            clip.setPixmap(icons.pixmap("clip", "meta", 14))
            clip.setAccessibleName(self.tr("has attachments"))
            row.addWidget(clip)
        if self._sent_by:
            row.addWidget(_label(self._sent_by, "desk"))
        row.addWidget(_label(when, "meta"))
        more = QToolButton()
        more.setProperty("role", "icon")
        more.setIcon(icons.icon("more", "meta"))
        more.setAccessibleName(self.tr("More about this mail"))
        more.clicked.connect(lambda: self._ask_menu(more))
        row.addWidget(more)
        return head

    def _who(self, *, outbound: bool) -> QLabel:
        facts = self.place.facts
        if outbound and facts.recipients:
            to = facts.recipients[0].name or facts.recipients[0].addr
            inside = self.tr("Sent to {name}", "inside the house")
            said = inside if is_internal(self.place) else self.tr("Sent to {name}")
            said = said.format(name=to)
        else:
            inside = self._session.roster.name_at(facts.sender.addr)
            said = facts.sender.name or inside or facts.sender.addr or words.no_sender()
        label = _label(said, "heading")
        label.setToolTip(facts.sender.addr)
        return label

    def _ask_menu(self, button: QWidget) -> None:
        self.menu_asked.emit(self.place, button.mapToGlobal(button.rect().bottomLeft()))

    # --- the body ----------------------------------------------------------------------------

    def _read_body(self) -> QWidget:
        """Return the words: at once if that is quick, else a place that they come to."""
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        key, room = self.place.facts.key, self._session.room
        if self.place.facts.size <= _QUICK:
            self._show_words(box, read_mail(room, key))
        else:
            waiting = _note(self.tr("Reading…"))
            layout.addWidget(waiting)
            self._session.tasks.ask(
                f"body:{key}:{id(self)}",
                lambda: read_mail(room, key),
                partial(self._show_late, box, waiting),
                self._session.tell,
            )
        return box

    def _show_late(self, box: QWidget, waiting: QLabel, read: ReadMail) -> None:
        waiting.hide()
        self._show_words(box, read)

    def _show_words(self, box: QWidget, read: ReadMail) -> None:
        layout = box.layout()
        assert layout is not None
        for widget in self._parts_of(read):
            layout.addWidget(widget)

    def _parts_of(self, read: ReadMail) -> list[QWidget]:
        if not read.body.here:
            return self._missing_parts()
        self.words = MailBodyView(self._session, read)
        self.words.enclosed_asked.connect(self._show_enclosed)
        if self.place.facts.forwarded is not None:
            self.words.unfold()  # what was passed on is what the mail is about
        self._shown_as = self._session.room.rescue.standing(read.body.key)
        return [*lines_for(self._session, read.body), self.words]

    def unfold(self) -> None:
        """Show older mail and signature, or fold them again."""
        if self.words is not None:
            self.words.unfold()

    def _show_enclosed(self, ref: FileRef) -> None:
        EnclosedMail(self._session, ref, self.window()).open()

    # --- a body that is not here (rule 37) -----------------------------------------------------

    def _missing_parts(self) -> list[QWidget]:
        """Say what the header tells, and offer to fetch the rest."""
        facts = self.place.facts
        known = MailBody(key=facts.key, sender=facts.sender, to=facts.recipients)
        self._missing = _note(self.tr("The text of this mail is not on this PC yet."))
        self._fetch = PlainButton(self.tr("Fetch the text"))
        self._fetch.clicked.connect(self._fetch_body)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._fetch)
        row.addStretch(1)
        return [ElidedLabel(route(known), role="meta"), self._missing, holder]

    def _fetch_body(self) -> None:
        key, room = self.place.facts.key, self._session.room
        self._fetch.setEnabled(False)
        self._fetch.relabel(self.tr("Fetching…"))
        self._session.tasks.ask(
            f"fetch:{key}", lambda: room.fetch_mail(key), self._on_fetched, self._on_not_fetched
        )

    def _on_fetched(self, _nothing: None) -> None:
        self.look_again()

    def _on_not_fetched(self, error: MailroomError) -> None:
        if self._missing is not None:
            self._missing.setText(text.describe(error))
            self._fetch.relabel(self.tr("Fetch the text"))
            self._fetch.setEnabled(True)

    def _is_stale(self) -> bool:
        key, room = self.place.facts.key, self._session.room
        if self._missing is not None:
            return bool(room.reads.source(key))
        return self._shown_as is not None and self._shown_as != room.rescue.standing(key)

    def look_again(self) -> None:
        """Show the words if they were missing and have come by now, or are read otherwise."""
        if self._body_box is None or not self._is_stale():
            return
        was_open = self.opened
        self._missing = None
        self._layout.removeWidget(self._body_box)
        self._body_box.hide()
        self._body_box.deleteLater()
        self._body_box = None
        self.set_open(opened=was_open)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What stands at the right of a card or line: which PC, when, and whether it is settled."""

    when: str
    desk: str = ""
    mark: str = ""  # 「確認中」, 「送信待ち」
    details: str = ""  # all there is to know, for the tooltip


class NoteCard(QFrame):
    """Something internal with words in it: a note, a phone call, an escalation, an answer.

    Signals:
        menu_asked(QPoint): what can be done with it.
        question_asked(Question): ask this first.
    """

    menu_asked = Signal(QPoint)
    question_asked = Signal(object)

    def __init__(self, *, kind: str, icon: str, title: str, said: str, stamp: Stamp) -> None:
        """Make a card; ``kind`` picks its tint."""
        super().__init__()
        self.setProperty("card", kind)
        self.words: MailView | None = None
        self.column = layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 8)
        layout.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(8)
        mark = QLabel()
        mark.setPixmap(icons.pixmap(icon, "ink" if kind == "phone" else "on_internal", 16))
        row.addWidget(mark)
        if kind != "phone":
            row.addWidget(_label(words.internal(), "internal-mark"), 0, _MIDDLE)
        row.addWidget(ElidedLabel(title, role="heading"), 1)
        _put_stamp(row, stamp, "meta")
        more = QToolButton()
        more.setProperty("role", "icon")
        more.setIcon(icons.icon("more", "ink" if kind == "phone" else "on_internal"))
        more.setAccessibleName(self.tr("More about this"))
        more.clicked.connect(
            lambda: self.menu_asked.emit(more.mapToGlobal(more.rect().bottomLeft()))
        )
        row.addWidget(more)
        layout.addLayout(row)
        self.setToolTip(stamp.details)
        self.setAccessibleName(f"{title} {stamp.mark}".strip())
        if said:
            self.words = view = MailView()
            view.show_text(said)
            view.question_asked.connect(self.question_asked)
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # the card has one
            layout.addWidget(view)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with it."""
        self.menu_asked.emit(event.globalPos())


class EventLine(QWidget):
    """A slim sentence between the cards; a refused one says below why.

    Signals:
        menu_asked(QPoint): what can be done with it.
    """

    menu_asked = Signal(QPoint)

    def __init__(
        self, *, icon: str, said: str, stamp: Stamp, problem: bool, why: str = "", spoken: str = ""
    ) -> None:
        super().__init__()
        self.setAccessibleName(spoken or said)
        self.setToolTip(stamp.details)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 12, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(8)
        mark = QLabel()
        mark.setPixmap(icons.pixmap(icon, "overdue_ink" if problem else "meta", 14))
        row.addWidget(mark)
        row.addWidget(ElidedLabel(said, role="problem" if problem else "event"), 1)
        _put_stamp(row, stamp, "event")
        column.addLayout(row)
        if why:
            below = _label(why, "problem")
            below.setWordWrap(True)
            below.setContentsMargins(22, 0, 0, 0)
            column.addWidget(below)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with it."""
        self.menu_asked.emit(event.globalPos())


def _put_stamp(row: QHBoxLayout, stamp: Stamp, role: str) -> None:
    if stamp.mark:
        glyph = QLabel()
        glyph.setPixmap(icons.pixmap("waiting", "meta", 12))
        row.addWidget(glyph)
        row.addWidget(_label(stamp.mark, role))
    if stamp.desk:
        row.addWidget(_label(stamp.desk, "desk"))
    row.addWidget(_label(stamp.when, role))


class DayLine(QLabel):
    """The day above what happened on it."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.setProperty("role", "section")
        self.setContentsMargins(12, 4, 0, 0)


def is_internal(place: MailPlace) -> bool:
    """Return whether a mail stays in the house: it asks for an escalation, or answers one."""
    return place.internal or any(tag.startswith("esc:") for tag in place.facts.our_tags)


def _label(said: str, role: str) -> QLabel:
    label = QLabel(said)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    return label


def _note(said: str) -> QLabel:
    label = _label(said, "hint")
    label.setWordWrap(True)
    return label

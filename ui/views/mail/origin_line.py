"""Where a mail really comes from: passed on by somebody, or sent by another program (N15)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mailroom.domain.mails import Direction, MailPlace
from mailroom.domain.people import Address
from ui.inputs import PlainButton
from ui.plain_text import plain_label
from ui.session import Session
from ui.wording import thread_text


def origin_line(session: Session, place: MailPlace) -> QWidget | None:
    """Return what to say of a mail besides what its header says; usually nothing."""
    if place.facts.forwarded is not None:
        return _passed_on(session, place)
    if place.facts.direction is Direction.OUTBOUND:
        return _from_elsewhere(session, place)
    return None


def _passed_on(session: Session, place: MailPlace) -> QWidget | None:
    found = session.room.threads.customer_inside(place.facts.key)
    if found is None:
        return None
    inside, by_us = found
    forwarder = thread_text.who_wrote(place.facts, session.roster)
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 4, 0)
    row.setSpacing(8)
    said = thread_text.passed_on(inside, forwarder, by_us=by_us)
    row.addWidget(plain_label("", said, selectable=True), 1)
    button = PlainButton(thread_text.reply_to(inside), glyph="reply")
    button.clicked.connect(partial(_ask_reply, session, inside))
    row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    return line


def _ask_reply(session: Session, to: Address, _checked: bool = False) -> None:
    session.reply_asked.emit(to)


def _from_elsewhere(session: Session, place: MailPlace) -> QWidget | None:
    sender = session.room.threads.sent_elsewhere(place.facts.key)
    if sender is None:
        return None
    return plain_label("meta", thread_text.from_elsewhere(place.facts, sender), selectable=True)

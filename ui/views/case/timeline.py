"""The timeline of a case: cards and lines in the order of the journal, oldest first.

Opens at the first mail the person has not read. New things are added below without moving what
one reads; only what changed is made again. Shows items, knows no commands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from mailroom.domain import events
from mailroom.domain.delivery import Pairing
from mailroom.domain.mails import MailPlace
from mailroom.domain.people import Role
from mailroom.domain.query import Standing, TimelineItem
from mailroom.domain.sends.approval import Proposal
from mailroom.domain.verdicts import Flag
from mailroom.ids import MailKey, MessageId
from ui import hands
from ui.models.mail_notices import mail_notices
from ui.session import Session
from ui.views.case.cards import DayLine, EventLine, MailCard, NoteCard, Stamp, is_internal
from ui.views.case.shared_card import SharedCard
from ui.wording import answer_lines, event_text, moments, names

_OPENED_AT_MOST = 12
"""Unread mails opened at once; the others stay folded (a body costs some ms)."""

_PROBLEMS = (events.SendFailed, events.SendAbandoned, events.SentUnchecked, events.InternalFailed)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """An item with the widgets that show it: none, itself, or a day and itself."""

    item: TimelineItem
    day: date
    widgets: tuple[QWidget, ...]


class Timeline(QScrollArea):
    """The cards.

    Signals:
        menu_asked(MailPlace, QPoint): the ⋯ of a mail.
        event_menu_asked(TimelineItem, QPoint): what can be done with an event.
        draft_taken(TimelineItem), draft_withdrawn(TimelineItem): of a draft shown to the team.
    """

    draft_taken = Signal(object)
    draft_withdrawn = Signal(object)
    menu_asked = Signal(object, QPoint)
    event_menu_asked = Signal(object, QPoint)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._blocks: list[_Block] = []
        self._senders: dict[MessageId, TimelineItem] = {}  # who sent it, from which PC
        hands.refuse_ime(self)
        self.setAccessibleName(self.tr("Timeline"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(12, 8, 12, 12)
        self._column.setSpacing(6)
        self._column.addStretch(1)
        self.setWidget(inner)

    def show_items(self, items: Sequence[TimelineItem]) -> None:
        """Show another case, at its first unread mail or at its end."""
        self._clear_from(0)
        self._add(items, _opened_at_first(items))
        self._put_notices(items)
        target = self._start()
        # geometry is known only after the next layout pass
        QTimer.singleShot(0, self, lambda: self._scroll_to(target))

    def update_items(self, items: Sequence[TimelineItem]) -> None:
        """Show newer items of the same case; what stands above does not move."""
        for card in self.cards():
            card.look_again()
        before = [block.item for block in self._blocks]
        same = next(
            (at for at, pair in enumerate(zip(before, items, strict=False)) if _differ(*pair)),
            min(len(before), len(items)),
        )
        if same == len(items) == len(before):
            return
        opened = {card.place.facts.key for card in self.cards() if card.opened}
        bar = self.verticalScrollBar()
        was_at_end = bar.value() >= bar.maximum() - 4
        self._clear_from(same)
        self._add(items[same:], opened | _opened_at_first(items[same:]))
        self._put_notices(items)
        if was_at_end:
            QTimer.singleShot(0, self, lambda: self._scroll_to(self._last()))

    def cards(self) -> tuple[MailCard, ...]:
        """Return the mail cards from top to bottom."""
        every = (widget for block in self._blocks for widget in block.widgets)
        return tuple(one for one in every if isinstance(one, MailCard))

    def unfold(self) -> None:
        """Show older mail and signatures of the open mails, or fold them again."""
        for card in self.cards():
            if card.opened:
                card.unfold()

    def sentences(self) -> tuple[str, ...]:
        """Return what the event lines say, for screen readers and tests."""
        every = (widget for block in self._blocks for widget in block.widgets)
        return tuple(one.accessibleName() for one in every if isinstance(one, EventLine))

    # --- making ------------------------------------------------------------------------------

    def _add(self, items: Sequence[TimelineItem], opened: set[MailKey]) -> None:
        now = self._session.now()
        self._senders |= _senders(items)
        day = self._blocks[-1].day if self._blocks else None
        for item in items:
            today = item.at.astimezone(now.tzinfo).date()
            widget = self._widget_for(item, opened)
            shown: tuple[QWidget, ...] = ()
            if widget is not None:
                shown = (widget,) if today == day else (DayLine(moments.day(item.at, now)), widget)
                day = today
            for one in shown:
                self._column.insertWidget(self._column.count() - 1, one)
            self._blocks.append(_Block(item=item, day=day or today, widgets=shown))

    def _put_notices(self, items: Sequence[TimelineItem]) -> None:
        """Say above mails what others tell of them: they came back, their password is known."""
        mails = [item.mail for item in items if item.mail is not None]
        locked = next((one for one in mails if one.facts.pairing is Pairing.LOCKED), None)
        passwords = {} if locked is None else self._session.room.passwords.of(locked.case)
        moved = self._session.room.ledger.whereabouts(mail.facts.key for mail in mails)
        notices = mail_notices(items, passwords, moved)
        for card in self.cards():
            card.put_notices(notices.get(card.place.facts.key, ()))

    def _clear_from(self, place: int) -> None:
        for block in self._blocks[place:]:
            for widget in block.widgets:
                self._column.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        del self._blocks[place:]

    def _widget_for(self, item: TimelineItem, opened: set[MailKey]) -> QWidget | None:
        if item.mail is not None:
            return self._mail_card(item, opened)
        if item.event is None:
            return None
        return self._event_widget(item)

    def _mail_card(self, item: TimelineItem, opened: set[MailKey]) -> MailCard:
        assert item.mail is not None
        card = MailCard(
            self._session,
            item.mail,
            unread=item.unread,
            opened=item.mail.facts.key in opened,
            now=self._session.now(),
            sent_by=self._sent_by(item.mail),
        )
        card.menu_asked.connect(self.menu_asked)
        return card

    def _sent_by(self, mail: MailPlace) -> str:
        """Return who of the team sent a mail and from which PC, as far as the record tells."""
        message_id = mail.facts.message_id
        sender = self._senders.get(message_id) if message_id is not None else None
        if sender is None:
            return ""
        return names.at_desk(names.san(sender.by_name), sender.desk_name)

    def _event_widget(self, item: TimelineItem) -> NoteCard | EventLine | None:
        made = self._note_card(item) or self._event_line(item)
        if made is not None:
            made.menu_asked.connect(partial(self.event_menu_asked.emit, item))
        return made

    def _note_card(self, item: TimelineItem) -> NoteCard | None:
        assert item.event is not None
        roster, now = self._session.roster, self._session.now()
        who = names.san(item.by_name or roster.name(item.event.by))
        match item.event.body:
            case events.NoteAdded(text=said):
                return self._card(
                    item, "note", "note", event_text.note_title(who, item.standing), said
                )
            case events.HandedOver(text=said) if said:
                title = event_text.sentence(item, roster, now) or ""
                return self._card(item, "note", "assign", title, said)
            case events.DraftShared(draft=mail) if item.stands:
                return self._shared_card(item, who, mail)
            case events.PhoneLogged(text=said) as call:
                return self._card(item, "phone", "phone", event_text.phone_title(call, who), said)
            case events.Escalated() as asked if _became_note(item):
                title = event_text.kept_request(who)
                return self._card(item, "note", "note", title, asked.form.request)
            case events.Escalated() as asked if item.standing is not Standing.REFUSED:
                title = event_text.escalated(asked, who, now)
                return self._card(item, "escalation", "escalate", title, asked.form.request)
            case events.EscalationAnswered(words=said) as answer if (
                said.strip() and item.standing is not Standing.REFUSED
            ):
                title = answer_lines.answered(answer, item, now)
                return self._card(item, "escalation", "answered", title, said)
            case _:
                return None

    def _card(self, item: TimelineItem, kind: str, icon: str, title: str, said: str) -> NoteCard:
        why = event_text.why_refused(item, self._session.roster)
        shown = event_text.words_of(said, item, self._session.now())
        card = NoteCard(
            kind=kind,
            icon=icon,
            title=title,
            said=f"{why}\n\n{shown}" if why else shown,
            stamp=self._stamp(item),
        )
        card.question_asked.connect(self._session.question_asked)
        return card

    def _shared_card(self, item: TimelineItem, who: str, mail: Proposal) -> SharedCard:
        assert item.event is not None
        me = self._session.roster.members.get(self._session.me.person)
        leads = me is not None and me.role is Role.LEAD
        card = SharedCard(
            who=who,
            mail=mail,
            said=event_text.words_of(mail.text, item, self._session.now()),
            stamp=self._stamp(item),
            mine=leads or item.event.by == self._session.me.person,
        )
        card.take_asked.connect(partial(self.draft_taken.emit, item))
        card.withdraw_asked.connect(partial(self.draft_withdrawn.emit, item))
        card.question_asked.connect(self._session.question_asked)
        return card

    def _event_line(self, item: TimelineItem) -> EventLine | None:
        assert item.event is not None
        roster, now = self._session.roster, self._session.now()
        said = event_text.sentence(item, roster, now)
        if said is None:
            return None
        body = item.event.body
        return EventLine(
            icon=event_text.icon(body),
            said=said,
            stamp=self._stamp(item),
            problem=item.standing is Standing.REFUSED or isinstance(body, _PROBLEMS),
            why=event_text.refused_below(item, roster),
            spoken=event_text.line(item, roster, now) or said,
        )

    def _stamp(self, item: TimelineItem) -> Stamp:
        now = self._session.now()
        details = event_text.details(item, self._session.roster, now)
        return Stamp(
            when=moments.when_exactly(item.at, now),
            desk=item.desk_name,
            mark=event_text.mark(item.standing, offline=self._session.offline),
            details="\n".join(event_text.detail_line(*one) for one in details),
        )

    # --- where it stands ---------------------------------------------------------------------

    def _start(self) -> QWidget | None:
        """Return what to show first: the first unread mail, else the newest thing."""
        for block in self._blocks:
            if block.item.unread and block.widgets:
                return block.widgets[-1]
        return self._last()

    def _last(self) -> QWidget | None:
        for block in reversed(self._blocks):
            if block.widgets:
                return block.widgets[-1]
        return None

    def _scroll_to(self, widget: QWidget | None) -> None:
        if widget is None:
            return
        self._column.activate()
        # a little of what stands above shows that there is more
        self.verticalScrollBar().setValue(max(0, widget.y() - 8))


def _became_note(item: TimelineItem) -> bool:
    """Return whether another escalation was first and this one's words were kept (rule 21)."""
    return item.verdict is not None and Flag.BECAME_NOTE in item.verdict.flags


def _senders(items: Sequence[TimelineItem]) -> dict[MessageId, TimelineItem]:
    return {
        item.event.body.message_id: item
        for item in items
        if item.event is not None
        and item.standing is Standing.CONFIRMED
        and isinstance(item.event.body, events.SendBegun | events.InternalBegun)
    }


def _differ(old: TimelineItem, new: TimelineItem) -> bool:
    """Return whether an item must be made again; having been read is no reason to move."""
    return replace(old, unread=False) != replace(new, unread=False)


def _opened_at_first(items: Sequence[TimelineItem]) -> set[MailKey]:
    """Return the mails opened at once: the unread ones and the newest."""
    mails = [item for item in items if item.mail is not None and not is_internal(item.mail)]
    unread = [item.mail.facts.key for item in mails if item.mail is not None and item.unread]
    newest = [mails[-1].mail.facts.key] if mails and mails[-1].mail is not None else []
    return {*unread[:_OPENED_AT_MOST], *newest}

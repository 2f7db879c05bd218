"""Which mails of the mailbox a piece of work marks for colleagues in other programs (rule 36)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum

from mailroom.domain.cases import CaseStatus
from mailroom.domain.events import Closed, SendDone
from mailroom.domain.mails import Direction, MailPlace
from mailroom.domain.state import Entry, State
from mailroom.domain.turn import case_at
from mailroom.ids import MailKey, MessageId

MARKED_BY = (SendDone, Closed)
"""The kinds of events that mark mails."""


class Mark(Enum):
    """What other mail programs show of a mail."""

    ANSWERED = "answered"
    SEEN = "seen"


def marks_of(state: State, entry: Entry) -> Mapping[MailKey, frozenset[Mark]]:
    """Return which mails an accepted event marks, and how.

    A reply marks what it answers; whatever ends a case marks the mail in it. Mail that came later
    is never marked: nobody had seen it.
    """
    case = case_at(state, _anchor(state, entry))
    if case is None:
        return {}
    mails = state.mails_of(case.id)
    inbound = [
        mail
        for mail in mails
        if mail.facts.direction is Direction.INBOUND and mail.position < entry.position
    ]
    body = entry.event.body
    answered = frozenset[MailKey]()
    if isinstance(body, SendDone) and body.redirected_to is None:
        answered = _answered(mails, inbound, body.message_id)
    done = case.status is CaseStatus.DONE
    marks = {
        mail.facts.key: frozenset(
            mark
            for mark, wanted in (
                (Mark.ANSWERED, mail.facts.key in answered),
                (Mark.SEEN, done),
            )
            if wanted
        )
        for mail in inbound
    }
    return {key: chosen for key, chosen in marks.items() if chosen}


def _anchor(state: State, entry: Entry) -> MailKey | None:
    body = entry.event.body
    sent = state.sent(body.message_id) if isinstance(body, SendDone) else None
    return entry.anchor if sent is None else sent.anchor


def _answered(
    mails: Sequence[MailPlace], inbound: Sequence[MailPlace], message_id: MessageId
) -> frozenset[MailKey]:
    """Return what a mail of ours answers: what it names, else the customer's last word.

    Its copy, which says what it names, may not have been announced yet.
    """
    named = {
        name
        for mail in mails
        if mail.facts.direction is Direction.OUTBOUND and mail.facts.message_id == message_id
        for name in mail.facts.in_reply_to
    }
    found = [mail for mail in inbound if mail.facts.message_id in named]
    words = [mail for mail in inbound if mail.is_word]
    return frozenset(mail.facts.key for mail in found or words[-1:])

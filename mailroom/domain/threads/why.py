"""Why a mail lies in its case, where else it might lie, and which cases look alike (N18).

Owns: turning what the fold noted (``JoinReason`` and ``via``) into something that can be shown:
the field of the header, its value, the mail it points to. Nothing here decides where a mail lies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from mailroom.domain.cases import Case
from mailroom.domain.mails import Direction, JoinReason, MailFacts, MailPlace
from mailroom.domain.state import State
from mailroom.domain.threads.kinship import outsider_of
from mailroom.domain.turn import case_at, live_case
from mailroom.ids import CaseId, EventId, MailKey, MessageId, PersonId

MOST_SHOWN = 8
ALIKE_WINDOW = timedelta(days=60)
_LOOKED_AT = 20
"""Of a long case the latest mails say enough."""


class Evidence(Enum):
    """What in a mail made it join."""

    NONE = "none"
    IN_REPLY_TO = "In-Reply-To"
    REFERENCES = "References"
    MESSAGE_ID = "Message-ID"
    THREAD_INDEX = "Thread-Index"
    SUBJECT = "Subject"
    TAG = "tag"
    RETURNED = "returned"  # the id inside a bounce


class Likeness(Enum):
    """Why another case is named beside this one."""

    NAMES_A_MAIL = "names_a_mail"  # the mail names one that lies there
    CONVERSATION = "conversation"  # the same conversation in Outlook
    SUBJECT = "subject"  # same person, same subject, not long ago
    NUMBER = "number"  # same person, the same number in the subject
    RELATED = "related"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Another case that the mail might lie in, or that is alike."""

    case: CaseId
    likeness: Likeness


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyHere:
    """Why a mail is here.

    Attributes:
        reason: what holds now; ``threaded`` what threading had found before a person acted,
            ``moved_by`` who that was (not known of a merge).
        other: the mail it points to, if that is known.
        other_case: the case of that mail, where it is another one (``FOLLOW_UP``).
        movable: whether the mail can be split off: there are others in its case.
    """

    mail: MailPlace
    reason: JoinReason
    threaded: JoinReason | None
    moved_by: PersonId | None
    evidence: Evidence
    value: str
    other: MailFacts | None
    other_case: CaseId | None
    alternatives: tuple[Alternative, ...]
    movable: bool


def why_here(state: State, key: MailKey) -> WhyHere | None:
    """Return why a mail lies where it lies; None for a mail nobody announced."""
    place = state.mail(key)
    case = None if place is None else live_case(state, place.case)
    if place is None or case is None:
        return None
    other = state.mail(MailKey(place.via)) or _parent(state, place.facts)
    moved = state.entry(EventId(place.via)) if place.threaded is not None else None
    found = place.threaded or place.reason
    evidence, value = _evidence(place.facts, found, other)
    elsewhere = None if other is None else case_at(state, other.facts.key)
    return WhyHere(
        mail=place,
        reason=place.reason,
        threaded=place.threaded,
        moved_by=None if moved is None else moved.event.by,
        evidence=evidence,
        value=value,
        other=None if other is None else other.facts,
        other_case=elsewhere.id if elsewhere is not None and elsewhere.id != case.id else None,
        alternatives=_first(_alternatives(state, place, case), case),
        movable=case.mail_count > 1 and place.facts.direction is not Direction.BY_HAND,
    )


def _parent(state: State, mail: MailFacts) -> MailPlace | None:
    """Return the nearest mail that this one answers: a person's act has overwritten ``via``."""
    for message_id in mail.names:
        for place in state.mails_naming(message_id):
            if place.facts.message_id == message_id:
                return place
    return None


def _evidence(mail: MailFacts, reason: JoinReason, other: MailPlace | None) -> tuple[Evidence, str]:
    match reason:
        case JoinReason.SUBJECT:
            return Evidence.SUBJECT, mail.subject
        case JoinReason.THREAD_INDEX:
            return Evidence.THREAD_INDEX, mail.thread_index
        case JoinReason.OUR_TAG | JoinReason.ESCALATION:
            return Evidence.TAG, ", ".join(mail.our_tags)
        case JoinReason.BOUNCE_OF:
            return Evidence.RETURNED, mail.bounced or ""
        case JoinReason.NAMED:
            return Evidence.MESSAGE_ID, mail.message_id or ""
        case _:
            return _shared_id(mail, other)


def _shared_id(mail: MailFacts, other: MailPlace | None) -> tuple[Evidence, str]:
    """Return the id by which a mail names another one, or the same absent one."""
    known: set[MessageId | None] = set()
    if other is not None:
        known = {other.facts.message_id, *other.facts.names} - {None}
    for message_id in mail.names:
        if message_id in known:
            answers = message_id in mail.in_reply_to
            return (Evidence.IN_REPLY_TO if answers else Evidence.REFERENCES), message_id
    return Evidence.NONE, ""


def _alternatives(state: State, place: MailPlace, case: Case) -> Iterator[Alternative]:
    mail = place.facts
    for message_id in dict.fromkeys((*mail.names, mail.message_id)):
        if message_id is not None:
            yield from _lying_in(state, state.mails_naming(message_id), Likeness.NAMES_A_MAIL)
    if mail.conversation is not None:
        others = state.mails_naming(mail.conversation)
        yield from _lying_in(state, others, Likeness.CONVERSATION)
    yield from _by_subject(state, mail)
    for related in case.related:
        yield Alternative(case=related, likeness=Likeness.RELATED)


def _lying_in(
    state: State, places: Iterable[MailPlace], likeness: Likeness
) -> Iterator[Alternative]:
    for place in places:
        other = live_case(state, place.case)
        if other is not None:
            yield Alternative(case=other.id, likeness=likeness)


def _by_subject(state: State, mail: MailFacts) -> Iterator[Alternative]:
    """Rule 25: the same subject of the same person is only ever suggested."""
    addr = outsider_of(mail, state.own_addresses())
    if addr is None or not mail.clean_subject:
        return
    since, until = mail.sent_at - ALIKE_WINDOW, mail.sent_at + ALIKE_WINDOW
    alike = state.mails_alike(mail.clean_subject, addr, since, until)
    yield from _lying_in(state, alike, Likeness.SUBJECT)


def alike(state: State, case: Case) -> tuple[Alternative, ...]:
    """Return cases with mails of the same person and subject that nobody has tied to this one."""
    mails = [place.facts for place in state.mails_of(case.id)][-_LOOKED_AT:]
    found = (one for mail in reversed(mails) for one in _by_subject(state, mail))
    known = set(case.related)
    return tuple(one for one in _first(found, case) if one.case not in known)


def _first(found: Iterable[Alternative], case: Case) -> tuple[Alternative, ...]:
    """Return the first word about each other case."""
    by_case: dict[CaseId, Alternative] = {}
    for one in found:
        if one.case != case.id:
            by_case.setdefault(one.case, one)
    return tuple(by_case.values())[:MOST_SHOWN]

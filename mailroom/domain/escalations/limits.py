"""How much may leave by itself, and to whom nothing may (behaviours 5.3).

A loop of machines ends where one of them counts. What a person asks for is never counted or
stopped; what follows by itself is, and waits in the tray of stopped mails for a lead. Pure: how
many mails there were is looked up by whoever asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from mailroom.domain.escalations.escalation import (
    Escalation,
    InternalMail,
    StepState,
    StoppedMail,
    StopReason,
)
from mailroom.domain.escalations.internal_mail import MailKind, Wanted, owed
from mailroom.domain.events import MailStopped, StoppedMailReleased
from mailroom.domain.turn import Turn, refuse
from mailroom.domain.verdicts import Reason
from mailroom.ids import EscalationId, EventId, digest

BOUNCED_FOR = timedelta(days=60)
"""So long nothing leaves by itself for an address from which a mail came back."""

PER_CASE = ((timedelta(minutes=10), 5), (timedelta(hours=1), 10), (timedelta(days=1), 20))
PER_ADDRESS = ((timedelta(minutes=10), 20), (timedelta(hours=1), 40), (timedelta(days=1), 100))
"""At most so many automatic mails within such a time; Zammad and Znuny are in the same range."""

LOOKED_BACK = BOUNCED_FOR

_NOBODY_READS = re.compile(
    r"(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|mailer-daemon|postmaster|abuse|root|bounces?)(?:[+-].*)?",
    re.IGNORECASE,
)
_BY_A_PERSON = frozenset({MailKind.REQUEST, MailKind.STEP, MailKind.ADD, MailKind.WITHDRAW})
_LEFT = frozenset({StepState.BEGUN, StepState.SENT, StepState.BOUNCED})


def is_automatic(wanted: Wanted) -> bool:
    """Return whether a mail follows by itself instead of being somebody's word."""
    return not wanted.by.person or wanted.kind not in _BY_A_PERSON


def nobody_reads(addr: str) -> bool:
    """Return whether an address is a machine's by its name."""
    return _NOBODY_READS.fullmatch(addr.partition("@")[0]) is not None


def why_stopped(
    addr: str, of_case: Iterable[InternalMail], of_all: Iterable[InternalMail], now: datetime
) -> StopReason | None:
    """Return why an automatic mail to this address may not leave now, if it may not.

    Args:
        addr: where it would go.
        of_case: the internal mails of its case.
        of_all: those of all cases, as far back as ``LOOKED_BACK``.
        now: T, or this PC's clock.
    """
    to = addr.lower()
    if nobody_reads(to):
        return StopReason.NOBODY_READS
    mails = [mail for mail in of_all if mail.to == to and mail.state in _LEFT]
    if any(m.state is StepState.BOUNCED and now - m.begun_at < BOUNCED_FOR for m in mails):
        return StopReason.BOUNCED
    here = [mail for mail in of_case if mail.to == to and mail.state in _LEFT]
    if _too_many(here, PER_CASE, now):
        return StopReason.CASE_LIMIT
    return StopReason.ADDRESS_LIMIT if _too_many(mails, PER_ADDRESS, now) else None


def _too_many(
    mails: Iterable[InternalMail], limits: tuple[tuple[timedelta, int], ...], now: datetime
) -> bool:
    times = [mail.begun_at for mail in mails if not _is_request(mail)]
    return any(sum(now - at < within for at in times) >= most for within, most in limits)


def _is_request(mail: InternalMail) -> bool:
    return mail.step.partition(":")[0] in {MailKind.REQUEST.value, MailKind.ADD.value}


# --- the events -----------------------------------------------------------------------------------


def stopped_id(escalation: EscalationId, step: str) -> EventId:
    """Return the id that every desk gives to the stopping of a mail (rule 2)."""
    return EventId(digest("mail-stopped", escalation, step))


def stop_mail(turn: Turn, body: MailStopped) -> None:
    """A desk that would have sent it says why it does not; it stays stopped until a lead acts."""
    escalation = _known(turn, body.escalation)
    if turn.event.by or turn.event.id != stopped_id(escalation.id, body.step):
        refuse(Reason.INVALID)
    wanted = next((one for one in owed(escalation) if one.step == body.step), None)
    if wanted is None or not is_automatic(wanted):
        refuse(Reason.NOT_STANDING)
    stop = StoppedMail(step=body.step, to=body.to, why=body.why, at=turn.time)
    turn.state.put(replace(escalation, stops=(*escalation.stops, stop)))


def release_mail(turn: Turn, body: StoppedMailReleased) -> None:
    """A lead lets a stopped mail leave after all: this one, once."""
    turn.actor()
    if not turn.is_lead():
        refuse(Reason.NOT_LEAD)
    escalation = _known(turn, body.escalation)
    stop = escalation.stop_of(body.step)
    if stop is None or all(one.step != body.step for one in owed(escalation)):
        refuse(Reason.NOT_STANDING)
    if stop.released_by is not None:
        refuse(Reason.ALREADY)
    released = replace(stop, released_by=turn.event.by)
    stops = tuple(released if one.step == body.step else one for one in escalation.stops)
    turn.state.put(replace(escalation, stops=stops))


def _known(turn: Turn, id_: EscalationId) -> Escalation:
    escalation = turn.state.escalation(id_)
    if escalation is None:
        refuse(Reason.NO_ESCALATION)
    return escalation

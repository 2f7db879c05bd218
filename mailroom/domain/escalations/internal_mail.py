"""The internal mails of an escalation: which are owed, and the slot of each (rule 31).

``wanted`` is the one list of them: whichever desk is up sends what stands there and has not left.
Their slots block nothing; (escalation, step, attempt) happens once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from mailroom.domain.escalations.escalation import (
    DECISIVE_ANSWERS,
    OPEN_STATES,
    Answer,
    AnswerKind,
    Escalation,
    EscalationState,
    InternalMail,
    PassedOn,
    PassReason,
    StepOutcome,
    StepState,
)
from mailroom.domain.escalations.plans import StepAction
from mailroom.domain.events import (
    EscalationDelivered,
    InternalBegun,
    InternalDone,
    InternalFailed,
)
from mailroom.domain.people import Address, Seat
from mailroom.domain.turn import PLAIN, Flags, Turn, refuse
from mailroom.domain.verdicts import Flag, Reason
from mailroom.ids import DeskId, EventId, MessageId, PersonId

REQUEST = "request"
"""The step whose mail asks the first addressee; the others follow it."""

STEP_UNKNOWN_AFTER = timedelta(minutes=5)
RESCUE_AFTER = STEP_UNKNOWN_AFTER + timedelta(minutes=1)
"""So long a mail is its own desk's; then it is anybody's."""


MOST_ATTEMPTS = 5
"""A mail that failed so often is a person's to look at."""


class MailKind(Enum):
    """What an internal mail is for; the first part of its step's name."""

    REQUEST = "request"
    STEP = "step"  # asks somebody else: an alternate, the next level
    NUDGE = "nudge"
    TAKEN = "taken"  # tells who was asked before that somebody else is asked now
    HELD = "held"  # tells who answers late that somebody else has it
    ADD = "add"
    WITHDRAW = "withdraw"
    CONFIRM = "confirm"  # repeats a spoken answer to whoever gave it
    RECORD = "record"  # what was said on the phone (S41)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A mail that an escalation calls for.

    Attributes:
        step: its name, the same on every desk.
        number: the planned step it belongs to; an answer to it answers that one.
        to: the addressee; ``None`` when it is a member whose address the roster knows.
        event: what calls for it, where that has words of its own.
        since: T of that.
        by: who acted, and the desk that sends first.
    """

    kind: MailKind
    step: str
    number: int
    to: Address | None
    person: PersonId | None = None
    event: EventId | None = None
    since: datetime
    by: Seat


def wanted(escalation: Escalation) -> tuple[Wanted, ...]:
    """Return the mails that it calls for as it stands, those that have left included."""
    is_open = escalation.state in OPEN_STATES
    found: list[Wanted] = []
    if is_open:
        found += [*_asking(escalation), *_adding(escalation), *_nudging(escalation)]
    if escalation.state is EscalationState.WITHDRAWN:
        found += _withdrawing(escalation)
    found += [*_answering(escalation), *_recording(escalation)]
    return tuple(found)


def owed(escalation: Escalation) -> tuple[Wanted, ...]:
    """Return the mails that it calls for and that have not left."""
    over = {
        mail.step for mail in escalation.mails if mail.state in {StepState.SENT, StepState.BOUNCED}
    }
    return tuple(one for one in wanted(escalation) if one.step not in over)


def sendable(escalation: Escalation, desk: DeskId, now: datetime) -> tuple[tuple[Wanted, int], ...]:
    """Return the owed mails that this desk may send now, each with the number of its attempt.

    Its own ones at once; those of a desk that is silent after a while (rule 31).
    """
    found = []
    for one in owed(escalation):
        before = tries(escalation, one.step)
        if escalation.is_stopped(one.step) or len(before) >= MOST_ATTEMPTS:
            continue
        if before:
            late = now - before[-1].begun_at >= RESCUE_AFTER
        else:
            late = one.by.desk == desk or now - one.since >= RESCUE_AFTER
        if late:
            found.append((one, before[-1].attempt + 1 if before else 1))
    return tuple(found)


def tries(escalation: Escalation, step: str) -> tuple[InternalMail, ...]:
    """Return the attempts at one mail, in order."""
    return tuple(mail for mail in escalation.mails if mail.step == step)


def request_step(number: int) -> str:
    """Return the name of the mail by which this step asked."""
    return REQUEST if number == 1 else f"{MailKind.STEP.value}:{number}"


def _asking(escalation: Escalation) -> Iterator[Wanted]:
    """Yield the request to who is asked now, and the word to who was asked before."""
    if not escalation.asked:
        return
    now = escalation.asked[-1]
    if all(one.step != now.step for one in escalation.asked[:-1]):  # else they took it back
        yield Wanted(
            kind=MailKind.REQUEST if now.step == 1 else MailKind.STEP,
            step=request_step(now.step),
            number=now.step,
            to=now.to,
            person=now.person,
            since=now.at,
            by=now.by,
        )
    for place, (before, after) in enumerate(
        zip(escalation.asked, escalation.asked[1:], strict=False), start=1
    ):
        asked = tries(escalation, request_step(before.step))
        left = bool(asked) and asked[-1].state in {StepState.BEGUN, StepState.SENT}
        if left and before.to.addr != after.to.addr:
            yield Wanted(
                kind=MailKind.TAKEN,
                step=f"{MailKind.TAKEN.value}:{place}",
                number=before.step,
                to=before.to,
                person=before.person,
                since=after.at,
                by=after.by,
            )


def _adding(escalation: Escalation) -> Iterator[Wanted]:
    """Yield what was handed in since the present addressee was asked; they read the rest there."""
    for one in escalation.added:
        if not escalation.asked or one.at >= escalation.asked[-1].at:
            yield Wanted(
                kind=MailKind.ADD,
                step=f"{MailKind.ADD.value}:{one.event}",
                number=_number(escalation),
                to=escalation.to,
                person=escalation.person,
                event=one.event,
                since=one.at,
                by=one.by,
            )


def _nudging(escalation: Escalation) -> Iterator[Wanted]:
    """Yield the latest nudge; one that nobody sent in time is not made up for."""
    last = next((m for m in reversed(escalation.marks) if m.outcome is StepOutcome.FIRED), None)
    step = None if last is None else escalation.plan.step(last.number)
    if last is None or step is None or step.action is not StepAction.NUDGE:
        return
    if escalation.asked and last.at < escalation.asked[-1].at:
        return
    yield Wanted(
        kind=MailKind.NUDGE,
        step=f"{MailKind.NUDGE.value}:{last.number}",
        number=_number(escalation),
        to=escalation.to,
        person=escalation.person,
        event=last.event,
        since=last.at,
        by=last.by,
    )


def _withdrawing(escalation: Escalation) -> Iterator[Wanted]:
    if escalation.ended_by is not None and escalation.ended_at is not None:
        yield Wanted(
            kind=MailKind.WITHDRAW,
            step=f"{MailKind.WITHDRAW.value}:{escalation.ended_by}",
            number=_number(escalation),
            to=escalation.to,
            person=escalation.person,
            event=escalation.ended_by,
            since=escalation.ended_at,
            by=escalation.ended_seat or escalation.asker,
        )


def _answering(escalation: Escalation) -> Iterator[Wanted]:
    """Yield what goes to who answered: the words they spoke, or that somebody else has it.

    That is said once to each; an out-of-office notice is never answered (behaviours 5.3).
    """
    told: set[str] = set()
    for answer in escalation.answers:
        if answer.spoken:
            yield _to_answerer(escalation, answer, MailKind.CONFIRM)
        elif _is_to_be_told(answer) and answer.addr not in told:
            told.add(answer.addr)
            yield _to_answerer(escalation, answer, MailKind.HELD)


def _is_to_be_told(answer: Answer) -> bool:
    """Return whether somebody answers by mail what another one has in hand (S35)."""
    by_mail = answer.mail is not None and answer.doubt is None
    says = answer.kind in DECISIVE_ANSWERS or answer.kind is AnswerKind.WORDS
    return by_mail and answer.late and says


def _to_answerer(escalation: Escalation, answer: Answer, kind: MailKind) -> Wanted:
    asked = escalation.asked_by_step(answer.step)
    to = asked.to if asked is not None else escalation.to
    if answer.addr:
        to = Address(name=answer.by, addr=answer.addr)
    known = answer.by_person is None or (asked is not None and asked.person == answer.by_person)
    return Wanted(
        kind=kind,
        step=f"{kind.value}:{answer.event}",
        number=answer.step,
        to=to if known else None,
        person=answer.by_person,
        event=answer.event,
        since=answer.at,
        by=answer.heard_by or escalation.asker,
    )


def _recording(escalation: Escalation) -> Iterator[Wanted]:
    for call in escalation.phone:
        asked = escalation.asked_by_step(call.step)
        yield Wanted(
            kind=MailKind.RECORD,
            step=f"{MailKind.RECORD.value}:{call.event}",
            number=call.step,
            to=asked.to if asked is not None else escalation.to,
            person=asked.person if asked is not None else escalation.person,
            event=call.event,
            since=call.at,
            by=call.by,
        )


def _number(escalation: Escalation) -> int:
    return escalation.asked[-1].step if escalation.asked else 1


# --- their slots ----------------------------------------------------------------------------------


def begin_mail(turn: Turn, body: InternalBegun) -> None:
    """Rule 31: (escalation, step, attempt) happens once; unknown for 5 min of T allows the next."""
    if turn.event.by:
        turn.actor()
    escalation = turn.state.escalation(body.escalation)
    if escalation is None:
        refuse(Reason.NO_ESCALATION)
    if all(one.step != body.step for one in wanted(escalation)):
        refuse(Reason.NO_ESCALATION if escalation.state not in OPEN_STATES else Reason.NOT_STANDING)
    if escalation.is_stopped(body.step):
        refuse(Reason.NOT_STANDING)
    same = tries(escalation, body.step)
    last = same[-1].attempt if same else 0
    if body.attempt != last + 1:
        refuse(Reason.ALREADY if body.attempt <= last else Reason.INVALID)
    if same:
        _require_lost(turn, same[-1])
    begun = _attempt(turn, body, body.message_id, StepState.BEGUN)
    turn.state.put(replace(escalation, mails=(*escalation.mails, begun)))


def end_mail(
    turn: Turn, body: InternalDone | InternalFailed, state: StepState, detail: str = ""
) -> Flags:
    """A fact about an internal mail is never refused (rule 15)."""
    escalation = turn.state.escalation(body.escalation)
    if escalation is None:
        return (Flag.WITHOUT_SLOT,)
    same = tries(escalation, body.step)
    slot = next((mail for mail in same if mail.attempt == body.attempt), None)
    if slot is None:
        _note_stray(turn, escalation, body, same)
        return (Flag.WITHOUT_SLOT,)
    _put(turn, escalation, replace(slot, state=state, detail=detail))
    return PLAIN


def deliver_mail(turn: Turn, body: EscalationDelivered) -> Flags:
    """A fact: the other side has taken a mail in (S48)."""
    escalation = turn.state.escalation(body.escalation)
    if escalation is None or not tries(escalation, body.step):
        return (Flag.WITHOUT_SLOT,)
    if body.step == request_step(_number(escalation)):
        sent = escalation.state in {EscalationState.ASKED, EscalationState.SENT}
        state = EscalationState.DELIVERED if sent else escalation.state
        at = escalation.delivered_at or turn.time
        turn.state.put(replace(escalation, state=state, delivered_at=at))
    return PLAIN


def internal_mail_bounced(turn: Turn, escalation: Escalation, message_id: MessageId) -> None:
    """Record a bounce that came as a mail."""
    for mail in escalation.mails:
        if mail.message_id == message_id and mail.state is not StepState.BOUNCED:
            _put(turn, escalation, replace(mail, state=StepState.BOUNCED))
            return


def _attempt(
    turn: Turn, body: InternalBegun | InternalDone, message_id: MessageId, state: StepState
) -> InternalMail:
    return InternalMail(
        step=body.step,
        attempt=body.attempt,
        message_id=message_id,
        state=state,
        by=turn.seat,
        begun_at=turn.time,
        to=body.to if isinstance(body, InternalBegun) else "",
    )


def _require_lost(turn: Turn, last: InternalMail) -> None:
    if last.state is StepState.SENT:
        refuse(Reason.ALREADY)
    if last.state is StepState.BEGUN and turn.time - last.begun_at < STEP_UNKNOWN_AFTER:
        refuse(Reason.TOO_EARLY, who=last.by.person, where=last.by.desk)


def _note_stray(
    turn: Turn,
    escalation: Escalation,
    body: InternalDone | InternalFailed,
    same: Sequence[InternalMail],
) -> None:
    """A mail left whose slot is not here, for somebody deleted its message: nobody sends it again.

    What is said of an attempt before the last one changes nothing.
    """
    if not isinstance(body, InternalDone) or body.message_id is None:
        return
    if not same or same[-1].attempt < body.attempt:
        stray = _attempt(turn, body, body.message_id, StepState.SENT)
        _put(turn, replace(escalation, mails=(*escalation.mails, stray)), stray)


def _put(turn: Turn, escalation: Escalation, mail: InternalMail) -> None:
    """Put this attempt, and how far the escalation is once its request left or came back."""
    mails = tuple(
        mail if (one.step, one.attempt) == (mail.step, mail.attempt) else one
        for one in escalation.mails
    )
    updated = replace(escalation, mails=mails)
    if mail.step == request_step(_number(escalation)):
        updated = _after_request(turn, updated, mail.state)
    turn.state.put(updated)


def _after_request(turn: Turn, escalation: Escalation, sent: StepState) -> Escalation:
    state = escalation.state
    if sent is StepState.SENT and state in {EscalationState.ASKED, EscalationState.BOUNCED}:
        return replace(escalation, state=EscalationState.SENT)
    reachable = {EscalationState.ASKED, EscalationState.SENT, EscalationState.DELIVERED}
    if sent is StepState.BOUNCED and state in reachable:
        passed = PassedOn(reason=PassReason.BOUNCED, since=turn.time)
        return replace(escalation, state=EscalationState.BOUNCED, passed_on=passed)
    return escalation


def is_record_owed(escalation: Escalation) -> bool:
    """Return whether the record mail of a call has not left: its step stays amber (S41)."""
    return any(one.kind is MailKind.RECORD for one in owed(escalation))

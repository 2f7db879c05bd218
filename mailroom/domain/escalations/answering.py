"""What an answer to an escalation does: to the row, to the lock, to the clock (rule 31, S09, S35).

Every answer is kept. The first that settles it ends it; one that comes late, or that is in doubt,
changes nothing by itself: a person may let it count.
"""

from __future__ import annotations

from dataclasses import replace

from mailroom.domain.cases import Case
from mailroom.domain.claims.holding import is_addressee, live_claim
from mailroom.domain.claims.locks import granted
from mailroom.domain.content import with_content
from mailroom.domain.escalations.belonging import asked_addresses
from mailroom.domain.escalations.escalation import (
    DECISIVE_ANSWERS,
    ENDING_ANSWERS,
    OPEN_STATES,
    PASSING_ANSWERS,
    Answer,
    AnswerKind,
    Asked,
    Doubt,
    Escalation,
    EscalationKind,
    EscalationState,
    PassedOn,
)
from mailroom.domain.events import (
    AnswerSorted,
    EscalationAnswered,
    HandedBack,
)
from mailroom.domain.people import Address
from mailroom.domain.state import State
from mailroom.domain.threads.kinship import Circle
from mailroom.domain.threads.providers import company_of
from mailroom.domain.turn import PLAIN, Flags, Turn, case_at, is_away, refuse
from mailroom.domain.verdicts import Flag, Reason
from mailroom.ids import EscalationId, answer_id

_FLAGS = {
    Doubt.UNKNOWN_SENDER: Flag.UNKNOWN_SENDER,
    Doubt.FORGED: Flag.FORGED,
    Doubt.REPLAYED: Flag.REPLAYED,
}


def is_of_customer(state: State, escalation: Escalation, case: Case, addr: str) -> bool:
    """Return whether somebody stands on the customer's side: then they never answer for us.

    A token proves only that its bearer has seen the request. The addressee may have written to the
    customer below it, and then everybody in that conversation knows it.
    """
    asked = asked_addresses(escalation)
    if addr == case.contact.addr:
        return True
    if addr in asked or state.member_by_address(addr) is not None:
        return False
    own = state.own_addresses()
    words = (place.facts for place in state.mails_of(case.id) if not place.internal)
    circle = Circle(own, words)
    if circle.has(addr):
        return True
    ours = {company_of(inside) for inside in (*asked, *own)}
    return circle.knows(addr) and company_of(addr) not in ours


def judge_answer(turn: Turn, body: EscalationAnswered) -> Flags:
    """An answer by mail, in the app, or spoken; each is kept."""
    if turn.event.by or body.mail is None:
        turn.actor()
    elif turn.event.id != answer_id(body.escalation, body.mail):
        refuse(Reason.INVALID)
    escalation = known(turn, body.escalation)
    if body.mail is not None and _is_known(turn, escalation, body):
        refuse(Reason.ALREADY)
    asked = _giver(escalation, body)
    answer = Answer(
        kind=body.kind,
        words=body.words,
        by=body.by,
        by_person=body.by_person,
        addr=body.addr,
        step=asked.step if asked is not None else body.step,
        spoken=body.spoken,
        how=body.how,
        at=turn.time,
        mail=body.mail,
        event=turn.event.id,
        late=_is_late(escalation, asked, body.kind),
        doubt=body.doubt or _replayed(escalation, body),
        for_customer=body.for_customer,
        absent_until=body.absent_until,
        heard_by=turn.seat,
    )
    take(turn, replace(escalation, answers=(*escalation.answers, answer)), answer)
    if answer.doubt is not None:
        return (_FLAGS[answer.doubt],)
    return (Flag.LATE,) if answer.late else PLAIN


def judge_hand_back(turn: Turn, body: HandedBack) -> None:
    """S04: by the addressee of a 交代, or a lead for them."""
    member = turn.actor()
    escalation = still_open(turn, body.escalation)
    if escalation.form.kind is not EscalationKind.TAKE_OVER:
        refuse(Reason.INVALID)
    if not is_addressee(escalation, turn.event.by) and not turn.is_lead():
        refuse(Reason.NOT_HOLDER, who=escalation.person)
    hand_back(turn, escalation, body.instruction, member.name)


def hand_back(turn: Turn, escalation: Escalation, instruction: str, name: str) -> None:
    """Give it back to the desk with an instruction: an answer that ends it."""
    answer = Answer(
        kind=AnswerKind.HAND_BACK,
        words=instruction,
        by=name,
        by_person=turn.event.by,
        step=escalation.asked[-1].step,
        at=turn.time,
        event=turn.event.id,
        heard_by=turn.seat,
    )
    take(turn, replace(escalation, answers=(*escalation.answers, answer)), answer)


def judge_sorting(turn: Turn, body: AnswerSorted) -> None:
    """N07: a person says what an answer means; one taken for an ending may open it again."""
    turn.actor()
    escalation = known(turn, body.escalation)
    answer = next((one for one in escalation.answers if one.event == body.answer), None)
    if answer is None:
        refuse(Reason.NOT_STANDING)
    refused = body.kind is None
    counted = answer.doubt is None and not answer.late
    if (answer.kind is body.kind and counted) or (refused and answer.refused):
        refuse(Reason.ALREADY)
    said = replace(
        answer,
        kind=body.kind or answer.kind,
        doubt=answer.doubt if refused else None,
        late=answer.late if refused else False,
        refused=refused,
        sorted_by=turn.event.by,
    )
    answers = tuple(said if one.event == said.event else one for one in escalation.answers)
    told = replace(escalation, answers=answers)
    ended_it = escalation.ended_by == said.event
    if ended_it and (refused or said.kind not in ENDING_ANSWERS):
        told = _opened_again(turn, told)
    if refused:
        turn.state.put(told)
    else:
        take(turn, told, said)


def take(turn: Turn, escalation: Escalation, answer: Answer) -> None:
    """Put the escalation, whose answers have this one, as the answer says."""
    counts = answer.doubt is None and not answer.late and escalation.state in OPEN_STATES
    if not counts:
        turn.state.put(escalation)
    elif answer.kind in ENDING_ANSWERS:
        end(turn, escalation, EscalationState.ANSWERED)
    elif answer.kind in {AnswerKind.TAKE, AnswerKind.ACKNOWLEDGE}:
        _acknowledge(turn, escalation, answer)
    else:
        passed = PassedOn(
            reason=PASSING_ANSWERS[answer.kind], since=turn.time, until=answer.absent_until
        )
        wanted = escalation.awaits_answer
        turn.state.put(replace(escalation, passed_on=passed) if wanted else escalation)


def end(turn: Turn, escalation: Escalation, state: EscalationState) -> None:
    """Rule 31: the lock returns to the asker, or to everybody if the asker is away."""
    case = case_at(turn.state, escalation.anchor)
    answered = state is EscalationState.ANSWERED
    elsewhere = case is not None and case.escalation not in {None, escalation.id}
    over = answered and (case is None or elsewhere)  # a 共有 beside a request: nothing to apply
    turn.state.put(
        replace(
            escalation,
            state=EscalationState.CLOSED if over else state,
            ended_at=turn.time,
            ended_by=turn.event.id,
            ended_seat=turn.seat,
            closed_at=turn.time if over else None,
        )
    )
    if case is None:
        return
    if case.escalation == escalation.id:
        turn.put_case(
            replace(
                _lock_returned(turn, case, escalation),
                escalated=False,
                escalation=escalation.id if answered else None,
                answered=answered,
                answered_at=turn.time if answered else None,
            )
        )
    elif answered and case.escalation is None:  # an answer to a 共有
        turn.put_case(replace(case, escalation=escalation.id, answered=True, answered_at=turn.time))


def known(turn: Turn, of: EscalationId) -> Escalation:
    """Return the escalation, or refuse."""
    escalation = turn.state.escalation(of)
    if escalation is None:
        refuse(Reason.NO_ESCALATION)
    return escalation


def still_open(turn: Turn, of: EscalationId) -> Escalation:
    """Return the escalation that still waits, or refuse."""
    escalation = known(turn, of)
    if escalation.state not in OPEN_STATES:
        refuse(Reason.NO_ESCALATION)
    return escalation


def _is_known(turn: Turn, escalation: Escalation, body: EscalationAnswered) -> bool:
    """Every desk reads the same mail; later a person may still sort its words (N07)."""
    same = [answer for answer in escalation.answers if answer.mail == body.mail]
    return bool(same) and (not turn.event.by or same[-1].kind is body.kind)


def _giver(escalation: Escalation, body: EscalationAnswered) -> Asked | None:
    """Return as whom somebody answers: as one who was asked, or by the step they answer."""
    asked = tuple(reversed(escalation.asked))
    if body.by_person is not None:
        found = next((one for one in asked if one.person == body.by_person), None)
        if found is not None:
            return found
    if body.addr:
        found = next((one for one in asked if one.to.addr.lower() == body.addr.lower()), None)
        if found is not None:
            return found
    if body.mail is not None:
        return escalation.asked_by_step(body.step)
    return asked[0] if asked else None


def _is_late(escalation: Escalation, asked: Asked | None, kind: AnswerKind) -> bool:
    """Return whether somebody else was asked instead and it is no longer theirs to say (S35).

    Before the other one has taken it, whoever was asked first may still take it or answer.
    """
    if asked is None or escalation.state not in OPEN_STATES or not escalation.asked:
        return False
    if asked.step == escalation.asked[-1].step:
        return False
    settles = kind in ENDING_ANSWERS or kind is AnswerKind.TAKE
    return escalation.taken_by is not None or not settles


def _replayed(escalation: Escalation, body: EscalationAnswered) -> Doubt | None:
    """Return a doubt about a second decision by mail on a step that is decided."""
    if body.mail is None or body.kind not in DECISIVE_ANSWERS:
        return None
    decided = any(
        answer.mail is not None
        and answer.mail != body.mail
        and answer.step == body.step
        and answer.kind in DECISIVE_ANSWERS
        and answer.doubt is None
        for answer in escalation.answers
    )
    moved_on = escalation.state not in OPEN_STATES or (
        bool(escalation.asked) and escalation.asked[-1].step != body.step
    )
    return Doubt.REPLAYED if decided and moved_on else None


def _acknowledge(turn: Turn, escalation: Escalation, answer: Answer) -> None:
    """Seen. Who answers "I take it" to a question turns it into a 交代 and holds the case."""
    takes = answer.kind is AnswerKind.TAKE
    locking = escalation.form.kind is not EscalationKind.HEADS_UP
    escalation = _taken(turn, escalation, answer)
    form = escalation.form
    if takes and locking and form.kind is not EscalationKind.TAKE_OVER:
        form = replace(form, kind=EscalationKind.TAKE_OVER)
        case = case_at(turn.state, escalation.anchor)
        if case is not None and case.escalation == escalation.id and case.open_send is None:
            turn.put_case(replace(case, claim=None))
    turn.state.put(
        replace(
            escalation,
            form=form,
            state=EscalationState.ACKNOWLEDGED,
            acknowledged_at=escalation.acknowledged_at or turn.time,
            passed_on=None,
        )
    )


def _taken(turn: Turn, escalation: Escalation, answer: Answer) -> Escalation:
    """Return the escalation in the hands of who answers; one asked before may take it back."""
    giver = escalation.asked_by_step(answer.step)
    if not escalation.asked or giver is None:
        return escalation
    now = escalation.asked[-1]
    if answer.kind is AnswerKind.TAKE and _is_somebody_else(now, answer):
        to = Address(name=answer.by, addr=answer.addr or now.to.addr)
        own = giver if not _is_somebody_else(giver, answer) else None
        now = own or replace(now, to=to, person=answer.by_person)
        now = replace(now, at=turn.time, by=turn.seat)
        return replace(escalation, asked=(*escalation.asked, now), taken_by=now)
    return replace(escalation, taken_by=now)


def _is_somebody_else(asked: Asked, answer: Answer) -> bool:
    if answer.by_person is not None:
        return asked.person != answer.by_person
    return bool(answer.addr) and asked.to.addr.lower() != answer.addr.lower()


def _opened_again(turn: Turn, escalation: Escalation) -> Escalation:
    """Return an escalation that was not answered after all, its case locked again."""
    case = case_at(turn.state, escalation.anchor)
    if escalation.state is not EscalationState.ANSWERED or case is None:
        refuse(Reason.NOT_STANDING)
    if case.escalated:
        refuse(Reason.ALREADY_ESCALATED)
    if case.open_send is not None:
        refuse(Reason.SENDING, who=case.open_send.seat.person, where=case.open_send.seat.desk)
    claim = live_claim(case, turn.time)
    locks = escalation.form.kind is not EscalationKind.HEADS_UP
    if locks and claim is not None and claim.seat not in {escalation.asker, turn.seat}:
        refuse(Reason.HELD, who=claim.seat.person, where=claim.seat.desk)
    turn.put_case(_locked_again(turn, case, escalation, locks=locks))
    return replace(
        escalation,
        state=EscalationState.SENT,
        ended_at=None,
        ended_by=None,
        ended_seat=None,
    )


def _locked_again(turn: Turn, case: Case, escalation: Escalation, *, locks: bool) -> Case:
    done = case.closed
    return replace(
        with_content(case, turn) if done else case,
        status_version=turn.version if done else case.status_version,
        claim=None if locks else case.claim,
        escalation=escalation.id if locks else None,
        escalated=locks,
        answered=False,
        answered_at=None,
        closed=False,
    )


def _lock_returned(turn: Turn, case: Case, escalation: Escalation) -> Case:
    """Return the case with the asker holding it; who spoke with the customer keeps a live lock."""
    held = live_claim(case, turn.time)
    if held is not None and not is_addressee(escalation, held.seat.person):
        return case
    if case.open_send is not None or case.closed:
        return case
    if is_away(turn.state, escalation.asker.person, turn.time):
        return replace(case, claim=None)
    return replace(case, claim=granted(turn, escalation.asker))

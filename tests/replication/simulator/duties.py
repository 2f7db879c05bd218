"""What a desk does by itself: mail is fetched and announced, old mail imported, timers fire."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING

from mailroom.domain.escalations import steps
from mailroom.domain.escalations.answering import is_of_customer
from mailroom.domain.escalations.escalation import (
    ENDING_ANSWERS,
    AnswerKind,
    Escalation,
    StopReason,
)
from mailroom.domain.escalations.internal_mail import Wanted, owed, sendable
from mailroom.domain.escalations.limits import is_automatic, stopped_id
from mailroom.domain.events import (
    AddresseeAway,
    Body,
    Escalated,
    EscalationAnswered,
    EscalationBody,
    Event,
    HistoryClaimed,
    HistoryImported,
    MailArrived,
    MailStopped,
    StepFired,
    StoppedMailReleased,
    Woken,
)
from mailroom.domain.mails import Automatic, Direction, MailFacts
from mailroom.domain.sends.parcels import Step
from mailroom.domain.team import IMPORT_LEASE
from mailroom.domain.turn import case_at
from mailroom.ids import (
    EscalationId,
    EventId,
    PersonId,
    answer_id,
    digest,
    mail_arrived_id,
    timer_id,
)
from tests.replication.simulator import arrival

if TYPE_CHECKING:
    from tests.replication.simulator.desk import Desk

NOBODY = PersonId("")
_ENDING = tuple(sorted(ENDING_ANSWERS, key=lambda kind: kind.value))


def fetch(desk: Desk) -> None:
    """Store the mail that is new in the mailbox."""
    desk.line.check()
    inbox, sent = desk.fetched
    for mail in (*desk.server.inbox[inbox:], *desk.server.sent[sent:]):
        desk.mails[mail.key] = mail
    desk.fetched = (len(desk.server.inbox), len(desk.server.sent))


def announce(desk: Desk) -> None:
    """Queue the announcement of what is not announced yet (rule 22)."""
    team = desk.replica.state.team()
    if team is not None:
        _announce(desk, history=team.history_done)


def _announce(desk: Desk, *, history: bool) -> bool:
    unknown = [
        mail
        for mail in desk.mails.values()
        if desk.replica.state.mail(mail.key) is None and (history or not mail.history)
    ]
    for mail in unknown:
        arrived = _event(desk, MailArrived(mail=mail), mail_arrived_id(mail.key))
        answers = tuple(_answers(desk, mail))
        rules = () if answers else arrival.fired(desk, mail)
        desk.replica.append_pending([arrived, *answers, *rules])
    return bool(unknown)


def import_history(desk: Desk) -> None:
    """Take part in importing old mail, one step at a time."""
    team = desk.replica.state.team()
    if team is None or team.history_done:
        return
    if team.history_desk != desk.seat.desk:
        heard = team.history_time
        silent = heard is None or desk.clock.now() - heard > IMPORT_LEASE
        if team.history_desk is None or silent:
            desk.ask(HistoryClaimed(), by=NOBODY)
    elif not _announce(desk, history=True):
        desk.ask(HistoryImported(), by=NOBODY)


def _answers(desk: Desk, mail: MailFacts) -> Iterator[Event]:
    """Yield the answer that a mail gives to an escalation; every desk finds the same."""
    if mail.direction is not Direction.INBOUND or mail.automatic is not Automatic.NO:
        return
    state = desk.shown()
    for tag in mail.our_tags:
        escalation = state.escalation_by_token(tag.removeprefix("esc:"))
        if escalation is None:
            continue
        case = case_at(state, escalation.anchor)
        if case is not None and is_of_customer(state, escalation, case, mail.sender.addr):
            continue
        kinds = (AnswerKind.WORDS, AnswerKind.TAKE, *_ENDING)
        body = EscalationAnswered(
            escalation=escalation.id,
            kind=kinds[len(mail.key) % len(kinds)],
            words="はい",
            by=mail.sender.addr,
            how="mail",
            mail=mail.key,
        )
        id_ = answer_id(escalation.id, mail.key)
        yield replace(_event(desk, body, id_), anchor=escalation.anchor)


def _event(desk: Desk, body: Body, id_: EventId) -> Event:
    return Event(id=id_, by=NOBODY, desk=desk.seat.desk, body=body, made_at=desk.clock.now())


def _steps(desk: Desk) -> Iterator[Event]:
    """Yield what the clock of the escalations says, by this desk's clock (rule 7)."""
    state, now = desk.replica.state, desk.clock.now()
    for escalation in state.escalations.values():
        case = case_at(state, escalation.anchor)
        step = steps.due(state, escalation, now)
        if case is not None and step is not None:
            id_ = steps.fired_id(case.id, escalation.id, step.number, step.at)
            fired = StepFired(escalation=escalation.id, step=step.number, due=step.at)
            yield _event(desk, fired, id_)
        person = escalation.person
        if person is not None and not steps.is_within_reach(state, person, now):
            number = escalation.asked[-1].step
            away = AddresseeAway(escalation=escalation.id, step=number, person=person)
            yield _event(desk, away, steps.away_id(escalation.id, number, person))


def _stops(desk: Desk) -> Iterator[Event]:
    """Yield that some automatic mails may not leave (behaviours 5.3), and that some may after all.

    Which ones, is no matter here; who is no lead asks in vain.
    """
    for escalation in desk.replica.state.escalations.values():
        for one in owed(escalation):
            id_ = stopped_id(escalation.id, one.step)
            chosen = int(id_[:4], 16) % 4 == 0
            if chosen and is_automatic(one) and escalation.stop_of(one.step) is None:
                body = MailStopped(
                    escalation=escalation.id,
                    step=one.step,
                    to="x@team.example",
                    why=StopReason.CASE_LIMIT,
                )
                yield _event(desk, body, id_)
            if escalation.is_stopped(one.step) and int(id_[4], 16) % 2:
                let_go = StoppedMailReleased(escalation=escalation.id, step=one.step)
                said = EventId(digest("let go", desk.seat.desk, id_))
                yield replace(_event(desk, let_go, said), by=desk.seat.person)


def fire_timers(desk: Desk) -> None:
    """Say what is due by this clock (rule 7), and send the internal mails that nobody sent."""
    now = desk.clock.now()
    for case in list(desk.replica.state.cases.values()):
        if case.merged_into is None and case.snoozed_until and case.snoozed_until <= now:
            due = case.snoozed_until.astimezone(UTC).isoformat()
            woken = _event(desk, Woken(timer=True), timer_id(case.id, "wake", due))
            desk.replica.append_pending([replace(woken, anchor=case.anchor)])
    desk.replica.append_pending([*_steps(desk), *_stops(desk)])
    queue_owed(desk)


# -- the mails of escalations (rule 31) ---------------------------------------------------------


def queue_owed(desk: Desk) -> None:
    """Queue what is owed and may be sent from here: mine at once, a silent desk's later."""
    for escalation in list(desk.replica.state.escalations.values()):
        for wanted, attempt in sendable(escalation, desk.seat.desk, desk.clock.now()):
            _queue(desk, escalation, wanted, attempt)


def owed_before(desk: Desk, events: Iterable[Event]) -> frozenset[str]:
    """Return what the escalations of these events owe as things stand, to compare with."""
    return frozenset(one.step for known in _touched(desk, events) for one in owed(known))


def queue_for(desk: Desk, events: Sequence[Event], before: frozenset[str]) -> None:
    """Queue what a click calls for; it leaves once the click is accepted."""
    for escalation in _touched(desk, events):
        for wanted, attempt in sendable(escalation, desk.seat.desk, desk.clock.now()):
            if wanted.step not in before:
                _queue(desk, escalation, wanted, attempt, after=events[-1].id)


def _queue(
    desk: Desk, escalation: Escalation, wanted: Wanted, attempt: int, after: EventId | None = None
) -> None:
    step = Step(escalation=escalation.id, name=wanted.step, attempt=attempt, after=after)
    desk.queue_step(step, escalation.anchor, wanted.to or escalation.to)


def _touched(desk: Desk, events: Iterable[Event]) -> Iterator[Escalation]:
    for event in events:
        body = event.body
        if isinstance(body, EscalationBody):
            named = EscalationId(event.id) if isinstance(body, Escalated) else body.escalation
            known = desk.shown().escalation(named)
            if known is not None:
                yield known

"""What one event may do at its position, rule by rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from mailroom.domain.cases import Case, SendState
from mailroom.domain.dict_state import DictState
from mailroom.domain.escalations.escalation import OPEN_STATES, EscalationKind
from mailroom.domain.events import (
    AddresseeAway,
    Approved,
    Claimed,
    Closed,
    DraftShared,
    DraftWithdrawn,
    EscalationAnswered,
    EscalationBody,
    EscalationDelivered,
    Event,
    HistoryClaimed,
    LockBody,
    MailArrived,
    MailMoved,
    MailStopped,
    Merged,
    Released,
    RulesFired,
    SendBegun,
    SendDone,
    SentUnchecked,
    Split,
    StepFired,
    TakenOver,
    TeamFounded,
    Unmerged,
    Woken,
    kind_of,
)
from mailroom.domain.fold import FACTS
from mailroom.domain.mails import Automatic, Direction, MailPlace
from mailroom.domain.people import AWAY, Role
from mailroom.domain.policies.policy import ClockMode
from mailroom.domain.records.journal_events import LevelRaised
from mailroom.domain.turn import case_at, is_away
from mailroom.domain.verdicts import Flag, Reason, Verdict
from mailroom.ids import CaseId
from tests.replication.simulator.clicks import is_said_outside
from tests.replication.simulator.replica import Judged

_BLOCKED = (Claimed, Released, TakenOver, Merged, Split, Unmerged, MailMoved, Closed)


class Broken(AssertionError):
    """An invariant does not hold."""


def demand(holds: object, what: str) -> None:
    """Raise if something does not hold."""
    if not holds:
        raise Broken(what)


@dataclass(frozen=True)
class Instant:
    """An event at its position, with what was before and after it."""

    judged: Judged
    before: DictState
    after: DictState
    case: Case | None

    @property
    def event(self) -> Event:
        """Return the event."""
        return self.judged.placed.event

    @property
    def verdict(self) -> Verdict:
        """Return what the fold said."""
        return self.judged.verdict

    @property
    def time(self) -> datetime:
        """Return T, computed by the replicator."""
        return self.judged.placed.time

    def accepted(self, *kinds: Any) -> bool:
        """Return whether this is an accepted event of these kinds."""
        return self.verdict.accepted and isinstance(self.event.body, kinds)

    def cases_before(self) -> Iterator[Case]:
        """Yield the cases that this event changed, as they were."""
        ids: dict[CaseId, None] = {
            row.id: None for row in self.judged.rows if isinstance(row, Case)
        }
        for id_ in ids:
            case = self.before.case(id_)
            if case is not None:
                yield case


# -- what an event may do --------------------------------------------------------------------


def _facts_are_taken(turn: Instant) -> None:
    """I7."""
    if isinstance(turn.event.body, FACTS) and turn.before.team() is not None:
        refused = not turn.verdict.accepted and turn.verdict.reason is not Reason.DUPLICATE
        demand(not refused, f"I7: a fact was refused: {turn.verdict.reason}")


def _copies_change_nothing(turn: Instant) -> None:
    """I3, rule 2."""
    if turn.verdict.reason is Reason.DUPLICATE:
        demand(not turn.judged.rows, "I3: a copy changed something")
    known = turn.before.entry(turn.event.id)
    if known is not None and (known.verdict.accepted or not _is_derived(turn)):
        demand(turn.verdict.reason is Reason.DUPLICATE, "I3: a copy was judged again")


def _is_derived(turn: Instant) -> bool:
    return is_derived(turn.event)


_BY_ANY_DESK = (
    EscalationAnswered | StepFired | AddresseeAway | EscalationDelivered | MailStopped | RulesFired
)


def is_derived(event: Event) -> bool:
    """Return whether desks that say the same give it one id: refused it leaves no trace."""
    body = event.body
    if isinstance(body, _BY_ANY_DESK):
        return not event.by
    return isinstance(body, MailArrived) or (isinstance(body, Woken) and body.timer)


def _refused_derived_leave_no_trace(turn: Instant) -> None:
    """Rule 2: else a fast clock burns a timer for ever."""
    if _is_derived(turn) and not turn.verdict.accepted and turn.before.entry(turn.event.id) is None:
        demand(turn.after.entry(turn.event.id) is None, "rule 2: a refused derived id is burnt")


def _locks_change_by_the_rules(turn: Instant) -> None:
    """I2: at most one holder, who changes only as the rules say."""
    for was in turn.cases_before():
        now = turn.after.case(was.id)
        if now is None or was.claim is None or now.claim is None or now.merged_into is not None:
            continue
        if now.claim.token == was.claim.token:
            demand(now.claim.seat == was.claim.seat, "I2: a lock changed hands under one token")
            continue
        body = turn.event.body
        live = turn.time < was.claim.expires
        own = now.claim.seat == was.claim.seat
        if isinstance(body, Claimed):
            demand(own or not live, "I2: a live lock was claimed away")
        elif isinstance(body, TakenOver):
            demand(body.token == was.claim.token, "I2: a take-over named another lock")
            _demand_grounds(turn, was)
        else:
            fits = isinstance(body, Merged | Unmerged | EscalationBody)
            demand(fits, f"I2: {kind_of(body)} moved a lock")


def _demand_grounds(turn: Instant, was: Case) -> None:
    """Rule 10."""
    claim = was.claim
    assert claim is not None
    by = turn.event.by
    holder = turn.before.member(claim.seat.person)
    author = turn.before.member(by)
    expired = turn.time >= claim.expires
    away = holder is None or holder.left or holder.presence in AWAY
    lead = author is not None and author.role is Role.LEAD and not author.left
    asked = (
        claim.asked_at is not None
        and claim.asked_by is not None
        and claim.asked_by.person == by
        and turn.time - claim.asked_at >= timedelta(minutes=5)
    )
    same = claim.seat.person == by
    demand(same or expired or away or lead or asked, "I2: a take-over without grounds")


def _sends_block(turn: Instant) -> None:
    """Rule 13: an open slot blocks claim, take-over, release, merge, split and close."""
    if not turn.accepted(*_BLOCKED) or turn.case is None:
        return
    demand(turn.case.open_send is None, f"rule 13: {kind_of(turn.event.body)} while sending")
    body = turn.event.body
    other = None
    if isinstance(body, Merged):
        other = case_at(turn.before, body.other)
    if isinstance(body, MailMoved):
        other = case_at(turn.before, body.to)
    if other is not None:
        demand(other.open_send is None, f"rule 13: {kind_of(body)} into a case while sending")


def _senders_hold(turn: Instant) -> None:
    """Rules 8, 13, 31: who begins to send names the lock and sits where it was granted."""
    if not turn.accepted(SendBegun) or turn.case is None:
        return
    body = turn.event.body
    assert isinstance(body, SendBegun)
    claim = turn.case.claim
    seat = (turn.event.by, turn.event.desk)
    demand(turn.case.open_send is None, "rule 13: two slots at once")
    if turn.case.escalated and body.token == turn.case.escalation:
        return
    demand(claim is not None and claim.token == body.token, "rule 8: the token was not compared")
    assert claim is not None
    demand((claim.seat.person, claim.seat.desk) == seat, "rule 9: somebody else's lock")


def _lock_events_name_their_lock(turn: Instant) -> None:
    """Rule 8: everything about a lock names the one that its author saw."""
    token = getattr(turn.event.body, "token", None)
    if turn.accepted(LockBody) and token is not None and turn.case is not None:
        claim = turn.case.claim
        named = claim is not None and claim.token == token
        demand(named, f"rule 8: {kind_of(turn.event.body)} named another lock")


def _sent_once(turn: Instant) -> None:
    """I5: a Message-ID is begun again only after it failed or was given up."""
    if turn.accepted(SendBegun):
        body = turn.event.body
        assert isinstance(body, SendBegun)
        before = turn.before.sent(body.message_id)
        again = before is None or before.state in {SendState.FAILED, SendState.ABANDONED}
        demand(again, "I5: a mail that may have left was begun again")


def _failure_closes(turn: Instant) -> None:
    """Rule 13."""
    for was in turn.cases_before():
        now = turn.after.case(was.id)
        if was.open_send is None or now is None or now.open_send != was.open_send:
            continue
        named = getattr(turn.event.body, "message_id", None)
        mine = named == was.open_send.message_id
        if mine and isinstance(turn.event.body, FACTS):
            demand(not turn.verdict.accepted, "rule 13: a slot outlives its send")


def _timers_wait(turn: Instant) -> None:
    """Rule 7."""
    if turn.accepted(Woken) and turn.case is not None:
        body = turn.event.body
        until = turn.case.snoozed_until
        assert isinstance(body, Woken)
        early = body.timer and until is not None and turn.time < until
        demand(not early, "rule 7: a timer counted before its time")


def _only_words_are_content(turn: Instant) -> None:
    """Rule 18: no automatic or old mail is content, unless it brings two cases together."""
    body = turn.event.body
    if not turn.accepted(MailArrived):
        return
    assert isinstance(body, MailArrived)
    moved = [row for row in turn.judged.rows if isinstance(row, MailPlace)]
    if len(moved) != 1 or is_said_outside(turn.after, moved[0]) or _tells_first(turn, body):
        return
    was, now = turn.before.case(moved[0].case), turn.after.case(moved[0].case)
    if was is not None and now is not None:
        demand(was.content == now.content, f"rule 18: {body.mail.key} is no content")


def _splits_take_what_is_there(turn: Instant) -> None:
    """Rule 28: only mails that still lie there move."""
    if not turn.accepted(Split) or turn.case is None:
        return
    for row in turn.judged.rows:
        if isinstance(row, MailPlace):
            was = turn.before.mail(row.facts.key)
            demand(was is not None and was.case == turn.case.id, "rule 28: a mail was taken away")


def _one_team(turn: Instant) -> None:
    """Rule 32: the first founding counts."""
    if turn.accepted(TeamFounded):
        demand(turn.before.team() is None, "rule 32: a second founder won")


def _tells_first(turn: Instant, body: MailArrived) -> bool:
    """Return whether it is the copy of a mail of which no event that counts in its case tells.

    The slot was deleted with its message, and what followed it was judged before the case was
    there: no person has touched it.
    """
    sent = None if body.mail.message_id is None else turn.before.sent(body.mail.message_id)
    told = None if sent is None else turn.before.entry(sent.begun)
    if sent is None or told is None or Flag.WITHOUT_SLOT not in told.verdict.flags:
        return False
    case = case_at(turn.before, sent.anchor)
    return case is not None and not case.touched


def _words_reopen(turn: Instant) -> None:
    """Rule 30: a customer's word after the closing opens the case again."""
    body = turn.event.body
    if not turn.accepted(MailArrived):
        return
    assert isinstance(body, MailArrived)
    mail = turn.after.mail(body.mail.key)
    case = None if mail is None else turn.after.case(mail.case)
    if mail is None or case is None or body.mail.direction is not Direction.INBOUND:
        return
    if is_said_outside(turn.after, mail):
        demand(not case.closed, "rule 30: a word of the customer lies in a closed case")
    elif body.mail.automatic in {Automatic.REPLY, Automatic.BOUNCE}:
        was = turn.before.case(mail.case)
        alone = sum(isinstance(row, MailPlace) for row in turn.judged.rows) == 1
        if was is not None and alone:
            demand(case.closed or not was.closed, "rule 30: automatic mail reopened")
            old = body.mail.history and not was.touched  # then the set of the mails decides
            demand(was.closed or old or not case.closed, "rule 22: a live mail closed a case")


def _escalations_lock(turn: Instant) -> None:
    """Rule 31: nobody else claims while an escalation is open."""
    if not turn.accepted(Claimed, TakenOver) or turn.case is None or not turn.case.escalated:
        return
    escalation = turn.before.escalation(turn.case.escalation)
    assert escalation is not None
    form, asker = escalation.form, escalation.asker.person
    if form.kind is EscalationKind.TAKE_OVER:
        demand(turn.event.by == escalation.person, "rule 31: claimed from the addressee")
        return
    contact = turn.event.by == asker or is_away(turn.before, asker, turn.time)
    demand(contact, "rule 31: claimed under an escalation")


def _steps_are_taken_once(turn: Instant) -> None:
    """Rules 2, 7: by a desk alone, only where the team lets it, and when T has come."""
    body = turn.event.body
    if not turn.accepted(StepFired):
        return
    assert isinstance(body, StepFired)
    was = turn.before.escalation(body.escalation)
    demand(was is not None and was.state in OPEN_STATES, "rule 31: a step of nothing open")
    assert was is not None
    demand(all(mark.number != body.step for mark in was.marks), "rule 7: a step taken twice")
    if turn.event.by:
        return
    policy = turn.before.policy()
    runs = policy is not None and policy.mode is ClockMode.AUTOMATIC
    demand(runs, "rule 7: a step was taken that was only proposed")
    demand(turn.time >= body.due, "rule 7: a step was taken before its time")
    waits = was.plan.wait_until is None or turn.time >= was.plan.wait_until
    demand(waits, "rule 7: a step was taken though the asker waits")


def _levels_hold(turn: Instant) -> None:
    """Rule 35: a level is raised only if every desk heard of lately supports it."""
    if turn.accepted(LevelRaised):
        body = turn.event.body
        assert isinstance(body, LevelRaised)
        for desk in turn.before.desks():
            lately = desk.seen is not None and turn.time - desk.seen <= timedelta(days=14)
            lately = lately or desk.id == turn.event.desk
            demand(not lately or desk.level >= body.level, "rule 35: a desk was left behind")


def _requirements_hold(turn: Instant) -> None:
    """Rule 12."""
    required = turn.event.requires
    if required is not None and turn.verdict.accepted:
        entry = turn.before.entry(required)
        facts = isinstance(turn.event.body, (MailArrived, *FACTS))
        met = entry is not None and entry.verdict.accepted
        demand(facts or met, "rule 12: accepted without what it requires")


def _history_is_one_desks(turn: Instant) -> None:
    """Rule 22: one desk at a time imports the old mail."""
    before, after = turn.before.team(), turn.after.team()
    if before is None or after is None or not turn.accepted(HistoryClaimed):
        return
    heard = before.history_time
    other = before.history_desk not in {None, turn.event.desk}
    silent = heard is None or turn.time - heard >= timedelta(minutes=10)
    demand(not other or silent, "rule 22: two desks import at once")


def _a_second_person_looked(turn: Instant) -> None:
    """S19: whose mail needs an approval sends what somebody else has sealed, once."""
    body = turn.event.body
    if not turn.accepted(SendBegun) or not isinstance(body, SendBegun):
        return
    author, policy = turn.before.member(turn.event.by), turn.before.policy()
    rules = () if policy is None else policy.sending
    watched = any(rule.approve_all or turn.event.by in rule.approve_people for rule in rules)
    novice = author is not None and author.role is Role.TRAINEE
    if body.approval is None:
        demand(not novice and not watched, "S19: a mail left that nobody else has looked at")
        return
    sealed = [
        entry
        for entry in turn.before.entries.values()
        if entry.verdict.accepted
        and isinstance(entry.event.body, Approved)
        and entry.event.body.approval == body.approval
    ]
    asked = turn.before.entries[body.approval]  # type: ignore[index]
    demand(len(sealed) == 1, f"S19: approved {len(sealed)} times")
    demand(sealed[0].event.by != asked.event.by, "S19: somebody approved their own mail")
    demand(sealed[0].event.body.seal == body.seal, "S19: something else than the approved leaves")
    used = [
        entry.event.body.message_id
        for entry in turn.before.entries.values()
        if entry.verdict.accepted
        and isinstance(entry.event.body, SendBegun)
        and entry.event.body.approval == body.approval
    ]
    for message_id in {*used} - {body.message_id}:
        sent = turn.before.sent(message_id)
        failed = sent is not None and sent.state is SendState.FAILED
        demand(failed, "S19: one approval for two mails")


def _drafts_are_shared_on_purpose(turn: Instant) -> None:
    """Rule 37: one appears by its author's word and ends as said, wherever its case goes."""
    cases = [row for row in turn.judged.rows if isinstance(row, Case)]
    was = {one for row in cases if (old := turn.before.case(row.id)) for one in old.shared}
    now = {one for row in cases for one in row.shared}
    body, by = turn.event.body, turn.event.by
    for one in now - was:
        mine = isinstance(body, DraftShared) and one.event == turn.event.id and one.by == by
        demand(mine, "rule 37: a draft was shared by nobody")
    for row in cases:
        for one in row.shared:
            there = case_at(turn.after, one.anchor)
            demand(there is not None and there.id == row.id, "a draft stayed behind its mail")
    lead = turn.before.member(by) is not None and turn.before.member(by).role is Role.LEAD
    for one in was - now:
        match body:
            case DraftShared():
                demand(one.by == by, "the words of somebody else were replaced")
            case DraftWithdrawn():
                mine = body.shared == one.event and (lead or one.by == by)
                demand(mine, "a draft was taken back by somebody who may not")
            case SendDone() | SentUnchecked() | Closed():
                pass
            case _:
                demand(False, f"rule 37: a shared draft went with {kind_of(body)}")


CHECKS: tuple[Callable[[Instant], None], ...] = (
    _facts_are_taken,
    _copies_change_nothing,
    _refused_derived_leave_no_trace,
    _locks_change_by_the_rules,
    _sends_block,
    _senders_hold,
    _lock_events_name_their_lock,
    _sent_once,
    _a_second_person_looked,
    _drafts_are_shared_on_purpose,
    _failure_closes,
    _timers_wait,
    _only_words_are_content,
    _splits_take_what_is_there,
    _one_team,
    _words_reopen,
    _escalations_lock,
    _steps_are_taken_once,
    _levels_hold,
    _requirements_hold,
    _history_is_one_desks,
)

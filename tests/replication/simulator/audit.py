"""What must hold at every position of the journal, said again in other words than the rules'.

The auditor follows the server's journal as a desk that is never cut off, with the real replicator
and fold, and looks at the state before and after each event.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from mailroom.domain.cases import Case, SendState
from mailroom.domain.dict_state import DictState
from mailroom.domain.escalation import EscalationKind
from mailroom.domain.events import (
    Assigned,
    Claimed,
    Closed,
    EscalationBody,
    Event,
    HistoryClaimed,
    MailArrived,
    MailMoved,
    Merged,
    Released,
    SendBegun,
    Split,
    TakenOver,
    TeamFounded,
    Unmerged,
    Woken,
    kind_of,
)
from mailroom.domain.fold import FACTS
from mailroom.domain.journal_events import KeyRotated, LevelRaised
from mailroom.domain.mails import Automatic, Direction, MailPlace
from mailroom.domain.parcels import Parcel
from mailroom.domain.people import AWAY, Role
from mailroom.domain.position import Position
from mailroom.domain.state import Entry
from mailroom.domain.turn import case_at, is_away
from mailroom.domain.verdicts import Reason, Verdict
from mailroom.ids import CaseId, EventId, MailKey, MessageId
from tests.replication.simulator.clicks import SHAPE, Shown, is_said_outside, words_in
from tests.replication.simulator.codec import Sealed
from tests.replication.simulator.desk import Desk
from tests.replication.simulator.replica import Judged, SimReplica
from tests.replication.simulator.servers import Server

WINDOW = 30.0
"""Seconds between the last look at the journal and DATA (rule 13): it is measured and stated."""

CLOSES_SLOT = {SendState.DONE, SendState.FAILED, SendState.ABANDONED, SendState.BOUNCED}
_BLOCKED = (Claimed, Released, TakenOver, Merged, Split, Unmerged, MailMoved, Closed)


class Broken(AssertionError):
    """An invariant does not hold."""


def demand(holds: object, what: str) -> None:
    """Raise if something does not hold."""
    if not holds:
        raise Broken(what)


@dataclass
class Auditor:
    """Follows the journal of one schedule.

    Attributes:
        ghosts: what was shown to the author of an event, by event id.
        coverage: (kind, reason or "accepted") to how often it was judged so.
    """

    server: Server
    replica: SimReplica
    ghosts: dict[str, Shown] = field(default_factory=dict)
    coverage: Counter[tuple[str, str]] = field(default_factory=Counter)
    closed_at: dict[MessageId, float] = field(default_factory=dict)
    order: list[tuple[Position, EventId, Verdict]] = field(default_factory=list)
    key: bytes = b""
    time: datetime | None = None
    epoch: int = 1
    begun_at: float = -1.0
    say: Callable[[str], None] | None = None
    _rotated: tuple[int, bytes] | None = None

    def __post_init__(self) -> None:
        self.replica.watch = self.judged

    # -- positions

    def judged(self, one: Judged) -> None:
        """Look at an event that was just judged."""
        event, verdict = one.placed.event, one.verdict
        self.coverage[kind_of(event.body), _named(verdict)] += 1
        if self.say:
            self.say(_line(one))
        before, after = self.replica.past, self.replica.state
        turn = Instant(one, before, after, case_at(before, event.anchor))
        if one.placed.position.epoch != self.epoch:
            self._go_over(one)
        self._check_seal(one)
        self._check_time(one)
        for check in _CHECKS:
            check(turn)
        self._check_shown(turn)
        for case in turn.cases_before():
            self._note_slots(case, after)
        self.order.append((one.placed.position, event.id, verdict))

    def _go_over(self, one: Judged) -> None:
        """The order was begun anew (rule 33)."""
        self.epoch = one.placed.position.epoch
        self.key, self.time, self._rotated = b"", None, None
        self.begun_at = self.server.now.monotonic()

    def _check_seal(self, one: Judged) -> None:
        """Rule 32: what follows the message of an accepted rotation carries the new key."""
        uid = one.placed.position.uid
        if self._rotated is not None and uid != self._rotated[0]:
            self.key, self._rotated = self._rotated[1], None
        message = self._message(uid)
        if message is not None and isinstance(message.raw, Sealed):
            self.key = self.key or message.raw.key
            demand(message.raw.key == self.key, "rule 32: an old key is believed")
        body = one.placed.event.body
        if isinstance(body, KeyRotated) and one.verdict.accepted:
            self._rotated = (uid, bytes.fromhex(body.key))

    def _message(self, uid: int):
        return next((m for m in reversed(self.server.journal.messages) if m.uid == uid), None)

    def _check_time(self, one: Judged) -> None:
        """Design section 4: a desk's clock can hold T back, never push it; T never goes back."""
        message = self._message(one.placed.position.uid)
        time = one.placed.time
        if self.time is not None:
            demand(time >= self.time, "T went back")
        if message is not None and (self.time is None or time > self.time):
            demand(time <= message.internaldate, "T was pushed by an author's clock")
        self.time = time

    def _check_shown(self, turn: Instant) -> None:
        """I6: nothing is accepted on content that its author was not shown."""
        ghost = self._ghost(turn.event)
        if ghost is None or not turn.verdict.accepted or turn.case is None:
            return
        body = turn.event.body
        if isinstance(body, SendBegun | Closed):
            there = words_in(turn.before, turn.case.id)
            unseen = [
                word
                for word, desk in there.items()
                if word not in ghost.words and desk != turn.event.desk
            ]
            if unseen and self._brought_together_here(turn, ghost):
                unseen = [word for word in unseen if not self._was_known(turn, word, ghost)]
            demand(not unseen, f"I6: {kind_of(body)} accepted over unseen {unseen}")
        if isinstance(body, Assigned) and body.undoes is None:
            version = turn.case.assignee_version
            own = version is not None and version.desk == turn.event.desk
            same = turn.case.assignee == ghost.assignee
            demand(own or same, "I6: an assignee was overwritten that its author was not shown")

    @staticmethod
    def _brought_together_here(turn: Instant, ghost: Shown) -> bool:
        """Return whether only the author's own desk has moved mails of this case since."""
        assert turn.case is not None
        moved = [
            entry.event.desk == turn.event.desk
            for entry in turn.before.entries.values()
            if isinstance(entry.event.body, SHAPE)
            and entry.verdict.accepted
            and entry.position > ghost.at
            and any(case_at(turn.before, key) == turn.case for key in _named_mails(entry))
        ]
        return bool(moved) and all(moved)

    @staticmethod
    def _was_known(turn: Instant, word: str, ghost: Shown) -> bool:
        """Return whether it lay in front of the author, if in another case."""
        mail, entry = turn.before.mails.get(word), turn.before.entries.get(word)
        return any(row is not None and row.position <= ghost.at for row in (mail, entry))

    def _ghost(self, event: Event) -> Shown | None:
        if isinstance(event.body, SendBegun):
            return self.ghosts.get(event.body.message_id)
        return self.ghosts.get(event.id)

    def _note_slots(self, case: Case, after: DictState) -> None:
        slot = case.open_send
        now = None if slot is None else after.sents.get(slot.message_id)
        if slot is not None and now is not None and now.state in CLOSES_SLOT:
            self.closed_at[slot.message_id] = self.server.now.monotonic()

    # -- mail

    def at_data(self, desk: Desk, parcel: Parcel) -> None:
        """I4, I5: a mail to an outsider goes out with its slot open, and once."""
        if parcel.step is not None:
            escalation = self.replica.state.escalation(parcel.step.escalation)
            named = (parcel.step.name, parcel.step.attempt)
            slots = [] if escalation is None else escalation.mails
            mine = [
                one
                for one in slots
                if (one.step, one.attempt) == named and one.by.desk == desk.seat.desk
            ]
            demand(mine, "I14: a step's mail went out without its slot")
            return
        if parcel.unchecked:
            return
        state = self.replica.state
        sent = state.sent(parcel.message_id)
        case = None if sent is None else case_at(state, sent.anchor)
        slot = None if case is None else case.open_send
        is_open = slot is not None and slot.message_id == parcel.message_id
        unseen = self._closed_unseen(desk, parcel)
        demand(sent is not None or unseen, "I4: DATA without any slot")
        mine = is_open and sent is not None and sent.begun == parcel.begun
        demand(mine or unseen, "I4: DATA after the slot was closed")

    def _closed_unseen(self, desk: Desk, parcel: Parcel) -> bool:
        """Return whether it was closed after the last look, which was a moment ago."""
        closed = max(self.closed_at.get(parcel.message_id, -1.0), self.begun_at)
        age = self.server.now.monotonic() - desk.head_read
        return closed >= desk.head_read and age <= WINDOW


def _named_mails(entry: Entry) -> Iterator[MailKey | None]:
    """Yield the mails that a change of shape names."""
    yield entry.anchor
    for name in ("other", "to", "mail"):
        yield getattr(entry.event.body, name, None)


def _named(verdict: Verdict) -> str:
    return "accepted" if verdict.accepted else str(verdict.reason.value if verdict.reason else "")


def _line(one: Judged) -> str:
    event = one.placed.event
    who = f"{event.by or 'nobody'}@{event.desk}"
    what = f"{kind_of(event.body)} {event.id[:6]} on {event.anchor} having seen {event.basis}"
    return f"  = {one.placed.position} {who}: {what}: {_named(one.verdict)}"


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

    def accepted(self, *kinds: type) -> bool:
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
    body = turn.event.body
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
    member = turn.before.member(turn.event.by)
    demand(member is not None and member.role is not Role.TRAINEE, "a trainee sends")


def _releases_name_their_lock(turn: Instant) -> None:
    if turn.accepted(Released) and turn.case is not None:
        body, claim = turn.event.body, turn.case.claim
        assert isinstance(body, Released)
        demand(claim is not None and claim.token == body.token, "rule 8: another lock was released")


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
    if len(moved) != 1 or is_said_outside(turn.after, moved[0]):
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
        demand(was is None or case.closed == was.closed, "rule 30: automatic mail reopened")


def _escalations_lock(turn: Instant) -> None:
    """Rule 31: nobody else claims while an escalation is open."""
    if not turn.accepted(Claimed, TakenOver) or turn.case is None or not turn.case.escalated:
        return
    escalation = turn.before.escalation(turn.case.escalation)
    assert escalation is not None
    form, asker = escalation.form, escalation.asker.person
    if form.kind is EscalationKind.TAKE_OVER:
        demand(turn.event.by == form.to_person, "rule 31: claimed from the addressee")
        return
    contact = turn.event.by == asker or is_away(turn.before, asker, turn.time)
    demand(contact, "rule 31: claimed under an escalation")


def _levels_hold(turn: Instant) -> None:
    """Rule 35: a level is raised only if every desk heard of lately supports it."""
    if turn.accepted(LevelRaised):
        body = turn.event.body
        assert isinstance(body, LevelRaised)
        for desk in turn.before.desks():
            lately = desk.seen is not None and turn.time - desk.seen <= timedelta(days=13)
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


_CHECKS: tuple[Callable[[Instant], None], ...] = (
    _facts_are_taken,
    _copies_change_nothing,
    _refused_derived_leave_no_trace,
    _locks_change_by_the_rules,
    _sends_block,
    _senders_hold,
    _releases_name_their_lock,
    _sent_once,
    _failure_closes,
    _timers_wait,
    _only_words_are_content,
    _splits_take_what_is_there,
    _one_team,
    _words_reopen,
    _escalations_lock,
    _levels_hold,
    _requirements_hold,
    _history_is_one_desks,
)

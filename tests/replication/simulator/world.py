"""Carries out the steps of a plan, then lets everything heal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, ClassVar

from mailroom import ids
from mailroom.domain import rules
from mailroom.domain.cases import Case
from mailroom.domain.claims.holding import token_for
from mailroom.domain.commands import Command
from mailroom.domain.events import Event, MemberSet
from mailroom.domain.people import Member
from mailroom.domain.query import OutboxState
from mailroom.domain.records.levels import Levels
from mailroom.domain.sends.parcels import Parcel
from mailroom.domain.turn import case_at
from mailroom.errors import CheckpointLost, MailroomError, RuleBroken, Unavailable
from mailroom.ids import CaseId, DeskId, EventId, new_event_id
from mailroom.journal.replicate import Replicator
from tests.replication.simulator import acts, approvals, arrival, duties, troubles
from tests.replication.simulator.arrivals import Arrivals
from tests.replication.simulator.audit import Auditor
from tests.replication.simulator.chance import seeded
from tests.replication.simulator.clicks import (
    PEOPLE,
    Hand,
    Shown,
    cases_of,
    command_of,
    look,
    words_of,
)
from tests.replication.simulator.desk import Desk
from tests.replication.simulator.founding import (
    NEW,
    OLD,
    ask_to_found,
    beginning,
    found,
    introduce_team,
    join,
)
from tests.replication.simulator.plan import Act, Founding, Plan, Step
from tests.replication.simulator.replica import Branch, SimReplica
from tests.replication.simulator.servers import (
    Accident,
    AtData,
    Crash,
    DeskClock,
    Line,
    Server,
    accident_of,
)

_AT_DATA = tuple(AtData)
_ROUNDS = 3
ROUND = 7
"""Minutes after which each desk does what it has to, once everything works again."""


@dataclass
class World:
    """A team of desks, its servers, and the auditor who follows the journal.

    Attributes:
        clicked: what people asked for, where, and their words.
        set_back: those of them that their author's disk lost, and somebody else keeps.
    """

    plan: Plan
    say: Callable[[str], None] | None = None
    done: Counter[Act] = field(default_factory=Counter)
    clicked: dict[EventId, tuple[Desk, str]] = field(default_factory=dict)
    set_back: set[EventId] = field(default_factory=set)
    replies: dict[str, Desk] = field(default_factory=dict)
    decided: Counter[str] = field(default_factory=Counter)
    backups: dict[DeskId, Any] = field(default_factory=dict)

    begins_anew: ClassVar[bool] = False
    """Whether the team is founded in each world; else most worlds begin with a copy."""

    def __post_init__(self) -> None:
        self.server = self.make_server()
        self.branch: Branch = {}
        begun = None if self.begins_anew else beginning(self.plan, self.branch)
        if begun is not None:
            self.server.journal.messages = list(begun.messages)
        self.auditor = Auditor(
            server=self.server,
            replica=begun.auditor if begun else SimReplica("auditor", self.branch, NEW),
            say=self.say,
            order=list(begun.order) if begun else [],
        )
        self._reader = Replicator(
            replica=self.auditor.replica,
            journal=Line(self.server),
            desk=ids.DeskId("auditor"),
            clock=self.server.now,
            codec=self.server.codec,
            shelf=self.server.shelf,
        )
        self.server.watch = self._reader.pull
        self.desks = [
            self._desk(number, begun.replicas[number] if begun else None)
            for number in range(self.plan.desks)
        ]
        self.arrivals = Arrivals(self.server)
        self.views: dict[tuple[int, CaseId], Shown] = {}
        if begun is None:
            self._found()
        self.first_uid = self.server.journal.uidnext - 1  # up to there the team was founded

    def make_server(self) -> Server:
        """Return the mailbox and the mail server of this world."""
        return Server(keeps_sent=self.plan.keeps_sent)

    def make_replica(self, number: int, levels: Levels) -> SimReplica:
        """Return what a desk begins with where there is no team yet."""
        return SimReplica(f"inc{number}", self.branch, levels)

    def _desk(self, number: int, replica: SimReplica | None) -> Desk:
        clock = DeskClock(self.server.now, self.plan.skews[number], self.plan.drifts[number])
        levels = OLD if number in self.plan.old else NEW
        desk = Desk(
            PEOPLE[number], self.server, clock, replica or self.make_replica(number, levels)
        )
        desk.at_data = self.auditor.at_data
        return desk

    def _found(self) -> None:
        if self.plan.founding is Founding.DONE:
            found(self.desks)
            return
        for desk in self.desks[:2]:  # one of them will have to join (rule 32)
            ask_to_found(desk)
        introduce_team(self.desks[0])

    # -- steps

    def run(self) -> None:
        """Carry out the whole plan and heal."""
        with seeded(self.plan.seed):
            for step in self.plan.steps:
                self.do(step)
            self.heal()

    def do(self, step: Step) -> None:
        """Carry out one step."""
        self.done[step.act] += 1
        desk = self.desks[step.desk % len(self.desks)]
        self.server.now.moment += timedelta(seconds=1 + step.b % 4)
        if self.say:
            self.say(f"{self.server.now.now():%d %H:%M:%S} {step}")
        try:
            _ACTS[step.act](self, desk, step)
        except Crash:
            desk.crash()
        except (Unavailable, RuleBroken, CheckpointLost) as problem:
            self.tell(f"{type(problem).__name__}")
        desk.line.accident = Accident.NONE

    def tell(self, text: str) -> None:
        """Add to the trace."""
        if self.say:
            self.say(f"    {text}")

    def _view(self, desk: Desk, step: Step) -> None:
        case = self._case(desk, step.b)
        if case is not None:
            self.views[step.desk, case.id] = look(desk, case)

    def _click(self, desk: Desk, step: Step) -> None:
        case = self._case(desk, step.b)
        if case is None or desk.is_read_only:
            return
        number, choice = step.a % 256, step.a // 256 % 64 + step.b
        seen = self.views.get((step.desk, case.id)) if step.b % 3 else None
        shown = seen or look(desk, case)
        hand = Hand(desk, desk.shown(), case, shown, choice)
        asked = command_of(hand, number)
        if asked is None:
            return
        try:
            events = rules.decide(hand.state, asked, desk.seat, desk.clock.now())
        except rules.CommandRefused as refused:
            self.tell(f"not asked: {type(asked).__name__} {refused.verdict.reason}")
            events = _asked_anyway(hand, asked) if step.a >> 14 == 3 else ()
        self._queue(desk, events, shown)

    def _queue(self, desk: Desk, events: tuple[Event, ...], shown: Shown) -> None:
        before = duties.owed_before(desk, events)
        desk.replica.append_pending(events)
        for event in events:
            self.tell(f"asks {type(event.body).__name__} {event.id[:6]} on {event.anchor}")
            self.clicked[event.id] = (desk, words_of(event))
            self.auditor.ghosts[event.id] = shown
        duties.queue_for(desk, events, before)

    def _reply(self, desk: Desk, step: Step) -> None:
        case = self._case(desk, step.b)
        if case is None or desk.is_read_only:
            return
        seen = self.views.get((step.desk, case.id)) if step.a % 3 == 0 else None
        shown = seen or look(desk, case)
        now = desk.clock.now()
        until = now + timedelta(seconds=10) if step.a % 4 == 1 else None
        booked = now + timedelta(minutes=30 * (step.a % 5)) if step.a % 7 == 2 else None
        state = OutboxState.WAITING if until is None else OutboxState.UNDO
        parcel = Parcel(
            id=f"reply-{desk.seat.desk}-{desk.made}",
            person=desk.seat.person,
            message_id=desk.new_message_id(),
            case=case.id,
            anchor=case.anchor,
            to=(case.contact,),
            state=state if booked is None else OutboxState.SCHEDULED,
            until=until,
            due=booked or until or now,
            send_at=booked,
            shown=shown.at,
            token=token_for(desk.shown(), case, desk.seat) if booked is None else None,
            close_after=step.a % 5 == 0,
            redirects=case.anchor if step.a % 11 == 3 else None,
        )
        parcel = approvals.with_approval(desk, parcel, case, step.a)
        desk.parcels[parcel.id] = parcel
        self.replies[parcel.id] = desk
        self.auditor.ghosts[parcel.message_id] = shown
        self.tell(f"replies {parcel.message_id} on {case.anchor}")

    def _send(self, desk: Desk, step: Step) -> None:
        duties.queue_owed(desk)
        moving = desk.moving()
        if not moving:
            return
        at_data = _AT_DATA[step.a % 24] if step.a % 24 < len(_AT_DATA) else AtData.ACCEPT
        desk.line.accident = accident_of(step.a // 24)
        id_ = moving[step.b % len(moving)]
        desk.send_on(id_, at_data)
        parcel = desk.parcels.get(id_)
        self.tell(f"{id_}: {parcel.state.value if parcel else 'gone'} {desk.courses.get(id_)}")

    def _send_all(self, desk: Desk, step: Step) -> None:
        at_data = _AT_DATA[step.a % 24] if step.a % 24 < len(_AT_DATA) else AtData.ACCEPT
        desk.line.accident = accident_of(step.a // 24)
        duties.queue_owed(desk)
        for id_ in desk.moving():
            desk.send_out(id_, at_data)
            parcel = desk.parcels.get(id_)
            self.tell(f"{id_}: {parcel.state.value if parcel else 'gone'}")

    def _decide(self, desk: Desk, step: Step) -> None:
        """A person decides about a mail that does not simply leave (rules 16, 17)."""
        stuck = desk.waiting_for_a_person()
        waiting = [one for one in desk.parcels.values() if one.state is OutboxState.WAITING]
        if step.a % 8 == 7 and waiting:
            parcel = waiting[step.b % len(waiting)]
            if parcel.step is None:
                self._again(desk, replace(parcel, unchecked=True))
            return
        if not stuck:
            return
        parcel = stuck[step.b % len(stuck)]
        if parcel.state is OutboxState.UNKNOWN and step.a % 3 == 0:
            desk.carry_out(desk.decide.found_out(parcel))
        elif step.a % 3 == 1:
            self._again(desk, parcel)
        else:
            self._anyway(desk, parcel)

    def _again(self, desk: Desk, parcel: Parcel) -> None:
        self.decided[parcel.message_id] += 1
        self.tell(f"again {parcel.id} from {parcel.state.value}")
        known = desk.parcels[parcel.id]
        desk.courses.pop(parcel.id, None)
        taken = desk.decide.taken_in_hand(parcel)
        if desk.carry_out(taken):
            desk.replica.append_pending(desk.decide.end_of_try(parcel, new_event_id()))
            desk.carry_out(desk.decide.again(taken.parcel))
        assert known is not None

    def _anyway(self, desk: Desk, parcel: Parcel) -> None:
        """Send after looking again: the basis moves up, the lock is new."""
        state = desk.shown()
        case = case_at(state, parcel.anchor)
        if case is None:
            return
        shown = look(desk, case)
        self.auditor.ghosts[parcel.message_id] = shown
        token = token_for(state, case, desk.seat)
        self._again(desk, replace(parcel, shown=shown.at, token=token))

    def _case(self, desk: Desk, which: int) -> Case | None:
        cases = cases_of(desk.shown())
        return cases[which % len(cases)] if cases else None

    # -- healing

    def heal(self) -> None:
        """Let every line work, every late append arrive, and every desk come to rest."""
        self.tell("healing")
        for desk in self.desks:
            desk.line.is_cut = False
        self.server.raise_zombies()
        troubles.repair(self)
        for _ in range(_ROUNDS):
            self.server.now.moment += timedelta(minutes=ROUND)
            for desk in self.desks:
                self._settle(desk)
        troubles.look_after(self)
        for desk in self.desks:
            desk.pull()

    def _settle(self, desk: Desk) -> None:
        desk.pull()
        if self.plan.founding is Founding.AT_ONCE:
            self._introduce(desk)
        duties.fetch(desk)
        duties.announce(desk)
        arrival.look_again(desk)
        duties.fire_timers(desk)
        desk.push()
        duties.queue_owed(desk)
        for id_ in desk.moving():
            with suppress(MailroomError):
                desk.send_out(id_, AtData.ACCEPT)
        desk.push()

    def _introduce(self, desk: Desk) -> None:
        """A later founder joins (rule 32)."""
        state = desk.replica.state
        if state.team() is None or state.desk(desk.seat.desk) is not None:
            return
        if state.member(desk.seat.person) is None:
            desk.ask(MemberSet(member=Member(id=desk.seat.person, name=desk.seat.person)))
        join(desk)


def _asked_anyway(hand: Hand, asked: Command) -> tuple[Event, ...]:
    """Return what a program says that does not look before it asks; the journal looks (rule 1)."""
    try:
        anchor, body = rules._meaning(hand.state, asked, hand.desk.seat)
    except rules.CommandRefused:
        return ()
    event = Event(
        id=new_event_id(),
        by=hand.desk.seat.person,
        desk=hand.desk.seat.desk,
        body=body,
        anchor=anchor,
        basis=rules._basis(hand.state, asked),
        made_at=hand.desk.clock.now(),
    )
    return (event,)


_ACTS: dict[Act, Callable[[World, Desk, Step], None]] = {
    Act.MAIL: acts.mail,
    Act.FETCH: acts.fetch,
    Act.SYNC: acts.sync,
    Act.PULL: acts.pull,
    Act.VIEW: World._view,
    Act.CLICK: World._click,
    Act.REPLY: World._reply,
    Act.SEND: World._send,
    Act.SEND_ALL: World._send_all,
    Act.DECIDE: World._decide,
    Act.TIMERS: acts.timers,
    Act.HISTORY: acts.old_mail,
    Act.WAIT: acts.wait,
    Act.CRASH: acts.crash,
    Act.CUT: acts.cut,
    Act.HEAL: acts.heal_line,
    Act.ZOMBIES: acts.zombies,
    Act.ODD: acts.odd,
    Act.SENT_OUTSIDE: acts.sent_outside,
    Act.RAISE: acts.raise_level,
    Act.CHECKPOINT: troubles.checkpoint,
    Act.COMPACT: troubles.compact,
    Act.EXPUNGE: troubles.expunge,
    Act.REPLACE: troubles.replace_folder,
    Act.REBUILD: troubles.rebuild,
    Act.WRONG_KEY: troubles.wrong_key,
    Act.CLONE: troubles.clone,
}

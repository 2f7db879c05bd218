"""One installation: what a crash leaves of it, and what it does when it is told to."""

from __future__ import annotations

from collections.abc import Callable

from mailroom.domain.events import (
    Body,
    Event,
    MailArrived,
    Placed,
)
from mailroom.domain.fold import apply
from mailroom.domain.mails import Direction, MailFacts
from mailroom.domain.overlay import Overlay
from mailroom.domain.people import Address, Seat
from mailroom.domain.position import Position
from mailroom.domain.query import OutboxState, Standing
from mailroom.domain.sends import outgoing
from mailroom.domain.sends.outgoing import SLOT_LOST, Fate, Handover, Move, Outgoing, Then
from mailroom.domain.sends.parcels import Parcel, Step
from mailroom.domain.sends.slots import claim_id
from mailroom.domain.state import State
from mailroom.domain.verdicts import ACCEPTED, Reason, Verdict
from mailroom.errors import MailroomError, Unavailable
from mailroom.ids import (
    EventId,
    MailKey,
    MessageId,
    PersonId,
    digest,
    new_event_id,
)
from mailroom.journal.replicate import Replicator
from tests.replication.simulator import duties
from tests.replication.simulator.replica import SimReplica
from tests.replication.simulator.servers import (
    Accident,
    AtData,
    Crash,
    DeskClock,
    Handed,
    Server,
)

_PENDING_UID = 2**40
_PUSHES_AT_MOST = 30
_STEPS_AT_MOST = 12
_IN_HAND = (OutboxState.HELD, OutboxState.REFUSED, OutboxState.UNKNOWN)


class Desk:
    """A PC with Mailroom.

    Attributes:
        replica, parcels, mails, fetched: what is durable.
        at_data: told right before a mail goes to the mail server; the auditor listens.
    """

    def __init__(self, seat: Seat, server: Server, clock: DeskClock, replica: SimReplica) -> None:
        self.seat = seat
        self.server = server
        self.clock = clock
        self.replica = replica
        self.parcels: dict[str, Parcel] = {}
        self.mails: dict[MailKey, MailFacts] = {}
        self.fetched = (0, 0)
        self.made = 0
        self.at_data: Callable[[Desk, Parcel], None] = lambda _desk, _parcel: None
        self.line = server.line()
        self._start()

    def _start(self) -> None:
        """Begin with what is durable."""
        self.replicator = Replicator(
            replica=self.replica,
            journal=self.line,
            desk=self.seat.desk,
            clock=self.clock,
            codec=self.server.codec,
            shelf=self.server.shelf,
        )
        self.courses: dict[str, Then] = {}
        self.head_read = -1e9
        self._dies_between = False
        self._shown: tuple[object, State] | None = None

    def crash(self) -> None:
        """Lose what is not durable, and start again."""
        self.line.accident = Accident.NONE
        self.replica.crash()
        self._start()

    @property
    def is_read_only(self) -> bool:
        """Return whether this desk may only look."""
        return self.replica.alarm()[0].read_only

    @property
    def is_lead(self) -> bool:
        """Return whether who sits here leads, as far as is known here."""
        return self.replica.is_lead(self.seat.person)

    # -- what it shows

    def shown(self) -> State:
        """Return what people see here: the confirmed state with what waits on top."""
        if not self.replica.pending:
            return self.replica.state
        key = (self.replica.cursor(), tuple(self.replica.pending), id(self.replica.state))
        if self._shown is None or self._shown[0] != key:
            self._shown = (key, self._overlay())
        return self._shown[1]

    def _overlay(self) -> State:
        overlay = Overlay(self.replica.state)
        team = overlay.team()
        now = self.clock.now()
        time = max(now, team.time) if team else now
        epoch = self.replica.cursor().epoch
        for n, waiting in enumerate(self.replica.pending.values()):
            if not isinstance(waiting.event.body, MailArrived):  # shown once they are confirmed
                position = Position(epoch, _PENDING_UID, n)
                apply(overlay, Placed(event=waiting.event, position=position, time=time))
        return overlay

    def ask(self, body: Body, anchor: MailKey | None = None, by: PersonId | None = None) -> EventId:
        """Queue an event of this desk, as if its user had seen everything there is."""
        event = Event(
            id=new_event_id(),
            by=self.seat.person if by is None else by,
            desk=self.seat.desk,
            body=body,
            anchor=anchor,
            basis=self.replica.cursor().head,
            made_at=self.clock.now(),
        )
        self.replica.append_pending([event])
        return event.id

    # -- the journal

    def push(self) -> None:
        """Write what waits, and read back until it is seen."""
        for _ in range(_PUSHES_AT_MOST):
            if not self.replica.pending:
                return
            before = tuple(self.replica.pending)
            self.replicator.push()
            self.head_read = self.clock.monotonic()
            if tuple(self.replica.pending) == before:
                return

    def pull(self) -> None:
        """Read to the head."""
        self.replicator.pull()
        self.head_read = self.clock.monotonic()

    def exchange(self) -> None:
        """Bring what waits there and the journal here."""
        self.push()
        self.pull()

    # -- the outbox

    def new_message_id(self) -> MessageId:
        """Return a Message-ID that nobody else makes."""
        self.made += 1
        return MessageId(f"<{self.seat.desk}-{self.made}>")

    def queue_step(self, step: Step, anchor: MailKey | None, to: Address) -> None:
        """Put an internal mail into the outbox, once."""
        id_ = digest("step", step.escalation, step.name, str(step.attempt))[:16]
        if id_ not in self.parcels:
            self.parcels[id_] = Parcel(
                id=id_,
                person=self.seat.person,
                message_id=self.new_message_id(),
                anchor=anchor,
                to=(to,),
                state=OutboxState.WAITING,
                step=step,
            )

    def moving(self) -> list[str]:
        """Return the mails with something to do now."""
        now = self.clock.now()
        return [
            id_
            for id_, parcel in self.parcels.items()
            if self.courses.get(id_) or outgoing.first_step(parcel, now) is not Then.REST
        ]

    def waiting_for_a_person(self) -> list[Parcel]:
        """Return the mails that only a person can move."""
        return [one for one in self.parcels.values() if one.state in _IN_HAND]

    def send_on(self, id_: str, at_data: AtData) -> None:
        """Take one step of a mail: others may act before the next one."""
        parcel = self.parcels[id_]
        then = self.courses.pop(id_, None) or outgoing.first_step(parcel, self.clock.now())
        try:
            move = self._observe(parcel, then, at_data)
        except Unavailable as error:
            if then in {Then.BEGIN, Then.ASK, Then.SEND}:
                self.carry_out(self.decide.unanswered(parcel, str(error)))
            raise
        if self.carry_out(move) and move.then is not Then.REST:
            self.courses[id_] = move.then

    def send_out(self, id_: str, at_data: AtData) -> None:
        """Take a mail as far as it goes."""
        self.send_on(id_, at_data)
        for _ in range(_STEPS_AT_MOST):
            if id_ not in self.courses:
                return
            self.send_on(id_, at_data)

    @property
    def decide(self) -> Outgoing:
        """Return the decisions, on what is shown now."""
        return Outgoing(self.shown(), self.seat.desk, self.clock.now())

    def carry_out(self, move: Move) -> bool:
        """Say, take back and store, in this order."""
        self.replica.append_pending(move.say)
        if self._dies_between:
            raise Crash
        self.replica.withdraw_pending(move.withdraw)
        if not move.expected:
            return True
        known = self.parcels.get(move.parcel.id)
        if known is None or known.state not in move.expected:
            return False
        if move.gone:
            del self.parcels[move.parcel.id]
        else:
            self.parcels[move.parcel.id] = move.parcel
        return True

    def _observe(self, parcel: Parcel, then: Then, at_data: AtData) -> Move:
        match then:
            case Then.BEGIN:
                return self._begin(parcel)
            case Then.ASK:
                return self.decide.answered(parcel, self._asked(parcel))
            case Then.SEND:
                handover = self._hand_over(parcel, at_data)
                self._dies_between = at_data is AtData.CRASH_ACKED
                return self.decide.handed_over(self.parcels[parcel.id], handover)
            case Then.LOOK:
                self.line.check()
                found = self.decide.is_known(parcel) or self.server.lies_in_sent(parcel.message_id)
                return self.decide.looked(parcel, found=found)
            case Then.FILE:
                return self._file(parcel)
            case Then.REST:
                return Move(parcel=parcel)

    def _begin(self, parcel: Parcel) -> Move:
        after = parcel.step.after if parcel.step else None
        standing = self.replica.verdict(after)[0] if after else None
        uncalled = self.decide.called(parcel, standing)
        if uncalled is not None:
            return uncalled
        if parcel.begun is not None:
            self.push()
        return self.decide.begun(parcel, new_event_id())

    def _asked(self, parcel: Parcel) -> Verdict:
        if outgoing.looks_for_mail(parcel):
            duties.fetch(self)
            duties.announce(self)
        self.replica.append_pending(self.decide.questions(parcel))
        if parcel.unchecked:
            return ACCEPTED
        self.push()
        assert parcel.begun is not None
        verdict = self.replica.verdict(parcel.begun)[1]
        if verdict is None:
            raise Unavailable("", "the journal does not show what was written")
        if verdict.reason is Reason.REQUIRED_REFUSED:
            verdict = self.replica.verdict(claim_id(parcel))[1] or verdict
        return verdict

    def _hand_over(self, parcel: Parcel, at_data: AtData) -> Handover:
        if at_data is AtData.NO_LINE:
            return Handover(fate=Fate.STAYED, again=True)
        if not outgoing.is_head_fresh(parcel, self.clock.monotonic() - self.head_read):
            self.pull()
        begun = parcel.begun is not None and self.replica.verdict(parcel.begun)[0]
        seen = begun is Standing.CONFIRMED and not self.is_read_only
        leaving = self.decide.may_leave(parcel, seen=seen)
        if leaving is None:
            return SLOT_LOST
        self.carry_out(leaving)
        match at_data:
            case AtData.CRASH_BEFORE:
                raise Crash
            case AtData.TRY_LATER:
                return Handover(fate=Fate.STAYED, code=451, again=True)
            case AtData.REJECT:
                return Handover(fate=Fate.STAYED, code=554)
            case AtData.DROP_LOST:
                return Handover(fate=Fate.UNKNOWN)
            case _:
                self._data(parcel)
        if at_data is AtData.CRASH_AFTER:
            raise Crash
        return Handover(fate=Fate.UNKNOWN if at_data is AtData.DROP_TAKEN else Fate.LEFT)

    def _data(self, parcel: Parcel) -> None:
        self.at_data(self, parcel)
        step = parcel.step
        named = (step.escalation, step.name, step.attempt) if step else None
        self.server.sink.append(
            Handed(parcel.message_id, self.seat.desk, self.server.now.now(), named)
        )
        if self.server.keeps_sent:
            self._copy(parcel)

    def _file(self, parcel: Parcel) -> Move:
        try:
            self.line.check()
        except MailroomError as error:
            return outgoing.not_filed(parcel, self.clock.now(), str(error))
        if not self.server.lies_in_sent(parcel.message_id):
            self._copy(parcel)
        return outgoing.filed(parcel)

    def _copy(self, parcel: Parcel) -> None:
        answered = () if parcel.anchor is None else (MessageId(f"<{parcel.anchor}>"),)
        self.server.sent.append(
            MailFacts(
                key=MailKey(f"own{parcel.message_id}"),
                direction=Direction.OUTBOUND,
                message_id=parcel.message_id,
                in_reply_to=answered,
                subject="re: x",
                clean_subject="x",
                reply_marked=True,
                sent_at=self.server.now.now(),
                arrived_at=self.server.now.now(),
                sender=Address(addr="support@shop.example"),
                recipients=parcel.to,
            )
        )

"""Two whole desks on one mailbox, without threads: work runs where it is asked for.

What they do is the same on every kind of server; what is checked at the end, too.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import timedelta

from mailroom.domain.cases import Case
from mailroom.domain.commands import (
    AddNote,
    AnswerEscalation,
    ClaimCase,
    Command,
    Escalate,
    Merge,
    ReleaseCase,
)
from mailroom.domain.escalations.escalation import AnswerKind, EscalationKind
from mailroom.domain.people import PersonId
from mailroom.domain.query import CaseQuery, OutboxState, View
from mailroom.domain.records.replica import Alarm
from mailroom.domain.verdicts import Reason
from mailroom.errors import Unavailable
from mailroom.ids import CaseId, EventId
from mailroom.service import profiles
from mailroom.service.handle import Asked, OutcomeKind
from mailroom.service.outgoing.replies import Reply
from mailroom.service.room import Room
from tests.e2e.office import Office
from tests.fakes.skipping_clock import SkippingClock
from tests.unit.domain.world import form

CUSTOMER = "customer@shop.example"
NAMES = {"a": "田中", "b": "佐藤"}


class RoomDesk:
    """One desk: a room, and what was asked at it."""

    def __init__(self, name: str, clock: SkippingClock) -> None:
        self.name = name
        self.room = Room.open(profiles.load(name), clock=clock)
        self.asked: list[Asked] = []
        self.sent: list[str] = []

    # -- acting ----------------------------------------------------------------------------

    def sync(self) -> None:
        """Do one whole pass; the ledger must add up."""
        ledger = self.room.sync_once()
        assert ledger.adds_up, ledger

    def do(self, command: Command) -> Asked:
        """Ask for something; it is carried by the next pass."""
        asked = self.room.do(command)
        self.asked.append(asked)
        return asked

    def carried(self, command: Command) -> OutcomeKind:
        """Ask for something and see how it is judged."""
        asked = self.do(command)
        return self.room.wait(asked, 10).kind

    def kind(self, asked: Asked) -> OutcomeKind:
        """Return how something asked before stands."""
        return self.room.outcome(asked).kind

    def reply(self, subject: str, text: str) -> str:
        """Queue a reply that need not wait."""
        case = self.case(subject)
        detail = self.room.reads.detail(case)
        assert detail is not None
        reply = Reply(case=case, text=text, undo_seconds=0, shown=detail.seen)
        self.sent.append(self.room.outbox.queue(reply))
        return self.sent[-1]

    # -- looking ---------------------------------------------------------------------------

    def cases(self) -> dict[str, Case]:
        """Return the live cases by their subject."""
        ids = self.room.reads.case_ids(CaseQuery(view=View.ALL))
        return {row.case.subject: row.case for row in self.room.reads.rows(ids)}

    def case(self, subject: str) -> CaseId:
        """Return the id of the case with this subject."""
        return self.cases()[subject].id

    def holder(self, subject: str) -> str:
        """Return which desk's person holds a case; "" for nobody."""
        case = self.cases()[subject]
        return "" if case.claim is None else str(case.claim.seat.person)

    @property
    def person(self) -> PersonId:
        """Return who sits here."""
        return self.room.me.person

    @property
    def chain(self) -> str:
        """Return the state hash."""
        return self.room._parts.store.replica.cursor().chain

    @property
    def alarm(self) -> Alarm:
        """Return what is wrong with the journal."""
        return self.room._parts.store.replica.alarm()[0]

    @property
    def pending(self) -> int:
        """Return how many events wait."""
        return self.room._parts.store.replica.pending_count()

    def events(self) -> Counter[EventId]:
        """Count in how many timeline lines each event is shown."""
        ids = self.room.reads.case_ids(CaseQuery(view=View.ALL))
        lines = [line for case in ids for line in self.room.reads.timeline(case)]
        return Counter(line.event.id for line in lines if line.event is not None)


class Pair:
    """Two desks on one mailbox and their story; ``a`` has founded, ``b`` has joined."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.clock = SkippingClock()
        self.accidents = 0  # how many had an effect: a test whose fault never struck proves nothing
        for name, person in NAMES.items():
            office.join(name, person)
        self.a, self.b = (RoomDesk(name, self.clock) for name in NAMES)

    @property
    def both(self) -> tuple[RoomDesk, RoomDesk]:
        """Return the two desks."""
        return self.a, self.b

    def close(self) -> None:
        """Close the files and the lines."""
        for desk in self.both:
            desk.room.close()

    def sync(self) -> None:
        """Let each desk see everything of the other."""
        for desk in (*self.both, *self.both):
            desk.sync()

    def heal(self) -> None:
        """Let them do what is left over after an accident, as their threads would."""
        self.clock.ahead += timedelta(minutes=2)
        for _ in range(2):
            for desk in self.both:
                with suppress(Unavailable):
                    desk.room.sync_once()
        self.sync()

    # -- the story -------------------------------------------------------------------------

    def begin(self) -> None:
        """Two mails come and both desks know them, each announced once."""
        for subject in ("first", "second"):
            self.office.write(subject, sender=CUSTOMER)
        self.sync()
        for desk in self.both:
            assert desk.cases().keys() == {"first", "second"}

    def race(self) -> tuple[RoomDesk, RoomDesk]:
        """Both claim the first case without having seen each other; return winner and loser."""
        asked = {desk: desk.do(ClaimCase(case=desk.case("first"))) for desk in self.both}
        for desk in (self.b, self.a, self.b):
            desk.sync()
        kinds = {desk.kind(one): desk for desk, one in asked.items()}
        assert kinds.keys() == {OutcomeKind.ACCEPTED, OutcomeKind.REFUSED}
        winner, loser = kinds[OutcomeKind.ACCEPTED], kinds[OutcomeKind.REFUSED]
        refused = loser.room.outcome(asked[loser]).verdict
        assert refused is not None
        assert refused.reason is Reason.HELD
        return winner, loser

    def answer(self, winner: RoomDesk, loser: RoomDesk) -> None:
        """The holder's reply leaves, the other's does not; then the lock is given back."""
        assert loser.carried(AddNote(case=loser.case("first"), text="メモ")) is OutcomeKind.ACCEPTED
        parcel = loser.reply("first", "from the loser")
        loser.sync()
        row = loser.room.outbox.row(parcel)
        assert row is not None
        assert row.state is OutboxState.HELD
        loser.room.outbox.cancel(parcel)
        loser.sent.remove(parcel)
        winner.sync()
        assert winner.room.wait_sent(winner.reply("first", "from the winner"), 10)
        if winner.holder("first"):
            assert winner.carried(ReleaseCase(case=winner.case("first"))) is OutcomeKind.ACCEPTED

    def escalate(self) -> None:
        """A asks the chief about the second case; B cannot take it; the chief answers aloud."""
        case = self.a.case("second")
        asked = form(EscalationKind.INSTRUCT)
        assert self.a.carried(Escalate(case=case, form=asked)) is OutcomeKind.ACCEPTED
        late = self.b.do(ClaimCase(case=self.b.case("second")))  # B has not seen it yet
        self.sync()
        refused = self.b.room.outcome(late).verdict
        assert refused is not None
        assert refused.reason is Reason.ESCALATED
        [escalation] = self.b.room._parts.store.reads.escalations()
        answer = AnswerEscalation(
            case=self.b.case("second"),
            escalation=escalation.id,
            kind=AnswerKind.INSTRUCT,
            words="返金で進めてください。",
            by="課長",
            spoken=True,
            how="電話",
        )
        assert self.b.carried(answer) is OutcomeKind.ACCEPTED
        self.sync()

    def merge(self) -> None:
        """The two cases become one."""
        first, second = self.a.case("first"), self.a.case("second")
        if self.a.holder("second") == str(self.a.person):
            assert self.a.carried(ReleaseCase(case=second)) is OutcomeKind.ACCEPTED
        assert self.a.carried(Merge(case=first, other=second)) is OutcomeKind.ACCEPTED
        self.sync()
        for desk in self.both:
            assert desk.cases().keys() == {"first"}

    # -- the end ---------------------------------------------------------------------------

    def check(self) -> None:
        """Equal hashes, one holder, nothing lost, nothing twice."""
        assert self.a.chain == self.b.chain
        assert [desk.alarm for desk in self.both] == [Alarm.NONE] * 2
        assert [desk.pending for desk in self.both] == [0, 0]
        assert {s: self.a.holder(s) for s in self.a.cases()} == {
            s: self.b.holder(s) for s in self.b.cases()
        }
        shown = [desk.events() for desk in self.both]
        assert shown[0] == shown[1]
        assert set(shown[0].values()) <= {1}
        for desk in self.both:
            for asked in desk.asked:
                outcome = desk.room.outcome(asked)
                assert outcome.kind in {OutcomeKind.ACCEPTED, OutcomeKind.REFUSED}
                if outcome.kind is OutcomeKind.ACCEPTED:
                    assert all(shown[0][event] <= 1 for event in asked.events)
            states = [desk.room.outbox.row(parcel) for parcel in desk.sent]
            assert {row.state for row in states if row} <= {OutboxState.SENT}
        mails = [mail.message_id for mail in self.office.server.sink.received]
        assert len(mails) == len(set(mails))
        letters = [m for m in self.office.server.sink.received if CUSTOMER in m.recipients]
        assert len(letters) == sum(len(desk.sent) for desk in self.both)

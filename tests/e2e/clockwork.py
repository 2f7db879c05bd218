"""A team on a mailbox whose time a test moves: two desks, a chief, a deputy, a head without PCs."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from mailroom.domain.commands import Command, Escalate, SetMember, SetPolicy
from mailroom.domain.escalations.escalation import Escalation, EscalationKind, StepState
from mailroom.domain.escalations.plans import Plan
from mailroom.domain.people import Member
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.policies.policy import ClockMode, Policy
from mailroom.domain.query import CaseQuery, View
from mailroom.ids import CaseId, EscalationId
from mailroom.practice.server import PracticeServer
from mailroom.service import profiles
from mailroom.service.handle import OutcomeKind
from mailroom.service.room import Room
from tests.e2e.chief import Chief
from tests.e2e.office import Office
from tests.fakes.hand_clock import HandClock
from tests.fakes.servers import PracticeMail
from tests.unit.domain.asking import ADDRESSES, CHIEF, DEPUTY, HEAD, PLAN, request

CUSTOMER = "yamada@firm.example"
FRIDAY = datetime(2026, 11, 20, 0, 30, tzinfo=UTC)  # 9:30 in Japan; Monday is a holiday
NAMES = {"a": "田中", "b": "佐藤"}


class Clockwork:
    """The team, its two desks as rooms without threads, and everybody's mail."""

    def __init__(self, office: Office, clock: HandClock) -> None:
        self.office = office
        self.clock = clock
        for name, person in NAMES.items():
            office.join(name, person)
        self.a, self.b = (Room.open(profiles.load(name), clock=clock) for name in NAMES)
        self.up = [self.a, self.b]
        self.chief, self.deputy, self.head = (
            Chief(office, ADDRESSES[who].addr, ADDRESSES[who].name) for who in (CHIEF, DEPUTY, HEAD)
        )

    @classmethod
    def on(cls, server: PracticeServer, clock: HandClock) -> Clockwork:
        """Return a team on a fresh mailbox of this server."""
        return cls(Office(PracticeMail(server)), clock)

    def close(self) -> None:
        for room in (self.a, self.b):
            room.close()

    # --- the beginning -------------------------------------------------------------------------

    def begin(self, mode: ClockMode = ClockMode.AUTOMATIC, **policy: object) -> None:
        """Found it: chiefs are members, a policy is set, a customer has written."""
        self.sync()
        for person, address in ADDRESSES.items():
            member = Member(id=person, name=address.name, addresses=(address.addr,))
            self.do(SetMember(member=member))
        self.set_policy(replace(DEFAULT_POLICY, mode=mode, **policy))  # type: ignore[arg-type]
        self.office.write("返品について", sender=CUSTOMER, text="返品したいのですが")
        self.sync()

    def set_policy(self, policy: Policy) -> None:
        self.do(SetPolicy(policy=policy, reason="テスト"))

    def ask(
        self, kind: EscalationKind = EscalationKind.INSTRUCT, plan: Plan = PLAN
    ) -> EscalationId:
        """Let desk b ask the chief; the request leaves."""
        asked = self.b.do(Escalate(case=self.case(self.b), form=request(kind, plan)))
        self.sync()
        assert self.b.outcome(asked).kind is OutcomeKind.ACCEPTED, self.b.outcome(asked)
        return EscalationId(asked.events[0])

    # --- acting --------------------------------------------------------------------------------

    def do(self, command: Command, room: Room | None = None) -> None:
        """Let a desk do something; it must be accepted."""
        room = room or self.a
        asked = room.do(command)
        self.sync()
        assert room.outcome(asked).kind is OutcomeKind.ACCEPTED, room.outcome(asked)

    def sync(self) -> None:
        """Let every desk that is on see and do everything, and see what came of it."""
        for room in (*self.up, *self.up):
            room.sync_once()

    def pass_by(self, minutes: float, each: float = 1) -> None:
        """Let time go by with the desks that are on at work."""
        left = timedelta(minutes=minutes)
        while left > timedelta():
            step = min(left, timedelta(minutes=each))
            self.clock.move(seconds=step.total_seconds())
            left -= step
            for room in self.up:
                room.sync_once()

    def until(self, moment: datetime, each: float = 10) -> None:
        """Let time go by until then."""
        self.pass_by((moment - self.clock.now()).total_seconds() / 60, each)

    # --- looking -------------------------------------------------------------------------------

    def case(self, room: Room | None = None) -> CaseId:
        room = room or self.a
        [found] = room.reads.case_ids(CaseQuery(view=View.ALL))
        return found

    def row(self, escalation: EscalationId, room: Room | None = None) -> Escalation:
        room = room or self.a
        detail = room.reads.detail(self.case(room))
        assert detail is not None
        return next(one for one in detail.escalations if one.id == escalation)

    def inside(self) -> Counter[str]:
        """Count the internal mails that arrived, by whom they went to."""
        received = self.office.server.sink.received
        internal = {one.addr for one in ADDRESSES.values()}
        return Counter(to for mail in received for to in mail.recipients if to in internal)

    def check(self, escalation: EscalationId) -> Escalation:
        """I14: each attempt left once, each step was mailed once; every desk says the same."""
        received = [mail.message_id for mail in self.office.server.sink.received]
        assert len(received) == len(set(received))
        row = self.row(escalation, self.up[0])
        left = [mail for mail in row.mails if mail.state is StepState.SENT]
        assert len({mail.step for mail in left}) == len(left), left
        assert {mail.message_id for mail in left} <= set(received)
        assert sum(self.inside().values()) == len(
            [mail for mail in row.mails if str(mail.message_id) in map(str, received)]
        )
        if len(self.up) == len(NAMES):
            self.sync()
            assert self.a.state_hash() == self.b.state_hash()
        return row

    def steps(self, escalation: EscalationId) -> list[str]:
        """Return the names of the mails that left, in order; ids cut off."""
        row = self.row(escalation, self.up[0])
        return [
            mail.step if len(mail.step) < 20 else mail.step.partition(":")[0]
            for mail in row.mails
            if mail.state is StepState.SENT
        ]

"""The clock with two real desks on Dovecot, the chiefs with plain mail programs (N01, N02, S35)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from mailroom.domain.commands import Command, Escalate, SetMember, SetPolicy
from mailroom.domain.escalations.escalation import AnswerKind, EscalationKind, EscalationState
from mailroom.domain.escalations.plans import Plan, PlannedStep, StepAction, StepWhen
from mailroom.domain.people import Member
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.policies.policy import ClockMode
from mailroom.service.handle import OutcomeKind
from tests.e2e.chief import Chief
from tests.e2e.office import Office
from tests.fakes.skipping_clock import SkippingClock
from tests.replication.two_rooms import RoomDesk
from tests.unit.domain.asking import ADDRESSES, CHIEF, DEPUTY, HEAD, PLAN, request

pytestmark = pytest.mark.dovecot
SUBJECT = "返品について"
AT_ONCE = Plan(
    steps=(
        PLAN.steps[0],
        PlannedStep(
            number=2,
            action=StepAction.ALTERNATE,
            wall=True,  # the test may run on a Sunday
            to=ADDRESSES[DEPUTY],
            person=DEPUTY,
            level=3,
        ),
        PlannedStep(
            number=3,
            action=StepAction.NEXT_LEVEL,
            when=StepWhen.NOT_FINISHED,
            minutes=60,
            wall=True,
            to=ADDRESSES[HEAD],
            person=HEAD,
            level=4,
        ),
    )
)


@pytest.fixture
def desks(office: Office, clock: SkippingClock) -> Iterator[tuple[RoomDesk, RoomDesk]]:
    for name, person in (("a", "田中"), ("b", "佐藤")):
        office.join(name, person)
    a, b = (RoomDesk(name, clock) for name in ("a", "b"))
    yield a, b
    for desk in (a, b):
        desk.room.close()


def sync(*desks: RoomDesk) -> None:
    for desk in (*desks, *desks):
        desk.sync()


def carried(desk: RoomDesk, command: Command) -> None:
    assert desk.carried(command) is OutcomeKind.ACCEPTED


def test_S35_two_desks_fire_and_one_mail_leaves_the_late_answer_is_told(
    office: Office, clock: SkippingClock, desks: tuple[RoomDesk, RoomDesk]
) -> None:
    a, b = desks
    chief, deputy = (Chief(office, ADDRESSES[p].addr, ADDRESSES[p].name) for p in (CHIEF, DEPUTY))
    for person, address in ADDRESSES.items():
        member = Member(id=person, name=address.name, addresses=(address.addr,))
        carried(a, SetMember(member=member))
    policy = replace(DEFAULT_POLICY, mode=ClockMode.AUTOMATIC)
    carried(a, SetPolicy(policy=policy, reason="テスト"))
    office.write(SUBJECT, sender="yamada@firm.example", text="返品したいのですが")
    sync(a, b)
    form = request(EscalationKind.INSTRUCT, AT_ONCE)
    carried(b, Escalate(case=b.case(SUBJECT), form=form))
    sync(b, a)
    assert len(chief.mails) == 1

    for desk in (a, b):  # announced on both, taken by neither yet
        [shown] = desk.room.escalations.next_steps()
        assert shown.action is StepAction.ALTERNATE
        assert not shown.proposal
        desk.sync()
    assert deputy.mails == []
    clock.ahead += timedelta(minutes=3)
    for desk in (a, b):
        assert desk.room._engine.steps.fire()
    sync(a, b)
    assert len(deputy.mails) == 1
    assert len(chief.mails) == 2  # who was asked before is told
    assert ADDRESSES[DEPUTY].name in chief.text()

    deputy.reply("引き受けます")
    sync(a, b)
    chief.reply("承認します")
    sync(b, a)
    detail = a.room.reads.detail(a.case(SUBJECT))
    assert detail is not None
    [row] = detail.escalations
    assert (row.state, row.person) == (EscalationState.ACKNOWLEDGED, DEPUTY)
    assert [(one.kind, one.late) for one in row.answers] == [
        (AnswerKind.TAKE, False),
        (AnswerKind.APPROVE, True),
    ]
    assert len(chief.mails) == 3  # told once more, and nothing handled twice
    received = [mail.message_id for mail in office.server.sink.received]
    assert len(received) == len(set(received))
    sync(a, b)
    assert a.chain == b.chain

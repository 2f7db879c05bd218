"""Automatic mail has its limits: it is stopped, told to all desks, and let go by a lead (5.3)."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes

from mailroom.domain import commands as do
from mailroom.domain.escalations.escalation import StopReason
from mailroom.domain.escalations.plans import Plan
from mailroom.domain.people import Address
from mailroom.mail.automatic import LOOP_HEADER
from tests.e2e.clockwork import Clockwork
from tests.guards import ExpectLog
from tests.unit.domain.asking import PLAN

NOBODY = Address(name="", addr="no-reply@shop.example")


def to_nobody(team: Clockwork) -> int:
    received = team.office.server.sink.received
    return sum(NOBODY.addr in mail.recipients for mail in received)


def asking_a_machine() -> Plan:
    """Return the plan, but its alternate has an address that nobody reads."""
    first, nudge, other, *more = PLAN.steps
    return Plan(steps=(first, nudge, replace(other, to=NOBODY, person=None), *more))


def test_5_3_a_step_to_a_machine_is_stopped_and_a_lead_may_let_it_go(
    team: Clockwork, expect_log: ExpectLog
) -> None:
    expect_log("is not mailed")
    team.begin()
    escalation = team.ask(plan=asking_a_machine())
    team.pass_by(20)
    assert to_nobody(team) == 0
    for room in team.up:
        [row] = room.escalations.stopped()
        assert (row.to, row.why) == (NOBODY.addr, StopReason.NOBODY_READS)
    team.pass_by(10, 5)
    assert to_nobody(team) == 0
    team.do(do.ReleaseStoppedMail(case=team.case(), escalation=escalation, step=row.step))
    team.pass_by(15)
    assert to_nobody(team) == 1
    for room in team.up:
        assert row.step not in {one.step for one in room.escalations.stopped()}


def test_5_3_every_mail_that_no_person_wrote_carries_the_loop_header(team: Clockwork) -> None:
    team.begin()
    team.ask()
    team.pass_by(14)
    mails = [message_from_bytes(one.raw) for one in team.office.server.sink.received]
    assert [LOOP_HEADER in mail for mail in mails] == [False, True]  # the request, the nudge
    assert len({mail[LOOP_HEADER] for mail in mails if LOOP_HEADER in mail}) == 1

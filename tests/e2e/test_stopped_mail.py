"""Automatic mail has its limits: it is stopped, told to all desks, and let go by a lead (5.3)."""

from __future__ import annotations

import json
from dataclasses import replace
from email import message_from_bytes

import pytest

from mailroom.domain import commands as do
from mailroom.domain.escalations.escalation import StopReason
from mailroom.domain.escalations.plans import Plan
from mailroom.domain.people import Address
from mailroom.domain.query import View
from mailroom.mail.machines.automatic import LOOP_HEADER
from mailroom.service.cli.door import main
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


def said(team: Clockwork, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Run a command on desk a at the team's time; return what it says."""
    verb, *rest = words
    assert main((verb, "--profile", "a", *rest), clock=team.clock) == 0
    return capsys.readouterr().out


def test_5_3_what_was_stopped_is_counted_listed_and_let_go_by_command(
    team: Clockwork, expect_log: ExpectLog, capsys: pytest.CaptureFixture[str]
) -> None:
    expect_log("is not mailed")
    team.begin()
    assert team.a.reads.counts().views[View.STOPPED] == 0
    team.ask(plan=asking_a_machine())
    team.pass_by(20)
    for room in team.up:
        assert room.reads.counts().views[View.STOPPED] == 1
    [row] = json.loads(said(team, capsys, "stopped", "--json"))
    assert (row["to"], row["why"]) == (NOBODY.addr, StopReason.NOBODY_READS.value)
    line = said(team, capsys, "stopped")
    assert NOBODY.addr in line
    assert row["step"] in line
    assert "accepted" in said(
        team, capsys, "do", "send-stopped", str(row["case"]), "--step", row["step"]
    )
    team.pass_by(15)
    assert to_nobody(team) == 1
    assert said(team, capsys, "stopped") == ""
    for room in team.up:
        assert room.reads.counts().views[View.STOPPED] == 0


def test_5_3_every_mail_that_no_person_wrote_carries_the_loop_header(team: Clockwork) -> None:
    team.begin()
    team.ask()
    team.pass_by(14)
    mails = [message_from_bytes(one.raw) for one in team.office.server.sink.received]
    assert [LOOP_HEADER in mail for mail in mails] == [False, True]  # the request, the nudge
    assert len({mail[LOOP_HEADER] for mail in mails if LOOP_HEADER in mail}) == 1

"""What leaves by itself, how much of it, and to whom nothing does (behaviours 5.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mailroom.domain.escalations import limits
from mailroom.domain.escalations.escalation import (
    InternalMail,
    StepState,
    StopReason,
)
from mailroom.domain.escalations.internal_mail import sendable
from mailroom.domain.events import (
    InternalBegun,
    MailStopped,
    StoppedMailReleased,
)
from mailroom.domain.people import Seat
from mailroom.domain.verdicts import Reason
from mailroom.ids import DeskId, EscalationId, MessageId, PersonId
from tests.unit.domain.asking import ask, fire, team
from tests.unit.domain.world import SATO, TANAKA, World

NOW = datetime(2026, 4, 1, 10, tzinfo=UTC)
CHIEF_ADDRESS = "kacho@shop.example"


def mail(minutes: float, *, step: str = "nudge:2", to: str = CHIEF_ADDRESS, **more) -> InternalMail:
    made = InternalMail(
        step=step,
        attempt=1,
        message_id=MessageId("<x@shop>"),
        state=StepState.SENT,
        by=Seat(person=PersonId("p"), desk=DeskId("d")),
        begun_at=NOW - timedelta(minutes=minutes),
        to=to,
    )
    return replace(made, **more)


@pytest.mark.parametrize(
    "name",
    [
        *("noreply", "no-reply", "no_reply", "DoNotReply", "noreply+x"),
        *("MAILER-DAEMON", "postmaster", "abuse", "root", "bounces-1=a"),
    ],
)
def test_5_3_nothing_leaves_by_itself_for_an_address_nobody_reads(name: str) -> None:
    assert limits.why_stopped(f"{name}@x.example", [], [], NOW) is StopReason.NOBODY_READS


@pytest.mark.parametrize("name", ["rooter", "norepl", "abuse.taro", "replyno", "kacho"])
def test_5_3_people_are_not_taken_for_machines(name: str) -> None:
    assert limits.why_stopped(f"{name}@x.example", [], [], NOW) is None


def test_5_3_nor_for_one_from_which_a_mail_came_back() -> None:
    back = mail(60 * 24 * 59, step="request", state=StepState.BOUNCED)
    assert limits.why_stopped(CHIEF_ADDRESS.upper(), [], [back], NOW) is StopReason.BOUNCED
    old = replace(back, begun_at=NOW - timedelta(days=61))
    assert limits.why_stopped(CHIEF_ADDRESS, [], [old], NOW) is None
    elsewhere = replace(back, to="other@shop.example")
    assert limits.why_stopped(CHIEF_ADDRESS, [], [elsewhere], NOW) is None


@pytest.mark.parametrize(("within", "most"), limits.PER_CASE)
def test_5_3_so_many_to_one_address_in_one_case(within: timedelta, most: int) -> None:
    spread = within / most
    times = [mail((spread * number).total_seconds() / 60) for number in range(most)]
    assert limits.why_stopped(CHIEF_ADDRESS, times, times, NOW) is StopReason.CASE_LIMIT
    assert limits.why_stopped(CHIEF_ADDRESS, times[1:], times, NOW) is None
    others = [replace(one, to="other@shop.example") for one in times]
    assert limits.why_stopped(CHIEF_ADDRESS, others, others, NOW) is None


@pytest.mark.parametrize(("within", "most"), limits.PER_ADDRESS)
def test_5_3_so_many_to_one_address_in_all(within: timedelta, most: int) -> None:
    times = [mail((within / most * number).total_seconds() / 60) for number in range(most)]
    assert limits.why_stopped(CHIEF_ADDRESS, [], times, NOW) is StopReason.ADDRESS_LIMIT
    assert limits.why_stopped(CHIEF_ADDRESS, [], times[1:], NOW) is None
    asked = [replace(one, step="request") for one in times]  # somebody's own words do not count
    assert limits.why_stopped(CHIEF_ADDRESS, [], asked, NOW) is None
    failed = [replace(one, state=StepState.FAILED) for one in times]
    assert limits.why_stopped(CHIEF_ADDRESS, [], failed, NOW) is None


# --- the events -----------------------------------------------------------------------------------


@pytest.fixture
def nudged() -> tuple[World, EscalationId]:
    """An escalation whose nudge is owed."""
    world = team()
    escalation = ask(world)
    world.wait(minutes=12)
    assert fire(world, escalation, 2)
    return world, escalation


def begin(world: World, escalation: EscalationId, step: str) -> None:
    body = InternalBegun(
        escalation=escalation, step=step, attempt=1, message_id=MessageId(f"<{step}@shop>")
    )
    world.do(None, body)


def stop(world: World, escalation: EscalationId, step: str = "nudge:2") -> None:
    body = MailStopped(
        escalation=escalation, step=step, to=CHIEF_ADDRESS, why=StopReason.CASE_LIMIT
    )
    world.do(None, body, event_id=limits.stopped_id(escalation, step))


def test_5_3_what_was_stopped_leaves_only_when_a_lead_says_so(
    nudged: tuple[World, EscalationId],
) -> None:
    world, escalation = nudged
    stop(world, escalation)
    assert world.verdict.accepted
    row = world.escalation(escalation)
    assert row.is_stopped("nudge:2")
    later = world.now + timedelta(days=3)
    assert all(one.step != "nudge:2" for one, _ in sendable(row, TANAKA.desk, later))
    begin(world, escalation, "nudge:2")
    assert world.reason is Reason.NOT_STANDING  # not even from a desk that has not heard of it

    world.do(SATO, StoppedMailReleased(escalation=escalation, step="nudge:2"))
    assert world.reason is Reason.NOT_LEAD
    world.do(TANAKA, StoppedMailReleased(escalation=escalation, step="nudge:2"))
    assert world.verdict.accepted
    world.do(TANAKA, StoppedMailReleased(escalation=escalation, step="nudge:2"))
    assert world.reason is Reason.ALREADY
    stop(world, escalation)
    assert world.reason is Reason.DUPLICATE  # once: nobody stops it again
    assert not world.escalation(escalation).is_stopped("nudge:2")
    begin(world, escalation, "nudge:2")
    assert world.verdict.accepted


def test_5_3_only_what_is_owed_and_automatic_can_be_stopped(
    nudged: tuple[World, EscalationId],
) -> None:
    world, escalation = nudged
    stop(world, escalation, "request")  # a person's words
    assert world.reason is Reason.NOT_STANDING
    stop(world, escalation, "nudge:9")
    assert world.reason is Reason.NOT_STANDING
    stop(world, EscalationId("none"))
    assert world.reason is Reason.NO_ESCALATION
    world.do(TANAKA, StoppedMailReleased(escalation=escalation, step="nudge:2"))
    assert world.reason is Reason.NOT_STANDING  # nothing was stopped
    body = MailStopped(escalation=escalation, step="nudge:2", to="x", why=StopReason.BOUNCED)
    world.do(SATO, body)
    assert world.reason is Reason.INVALID  # its id says which desk's clock or mood it was

"""The clock of escalations with two real desks, real mail, and a time that a test moves (N01, N02).

Every path ends with the same count: one mail per step, taken at the SMTP sink (I14).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mailroom.domain import commands as do
from mailroom.domain.cases import CaseStatus
from mailroom.domain.escalations.escalation import (
    AnswerKind,
    EscalationState,
    StepOutcome,
)
from mailroom.domain.escalations.plans import StepAction
from mailroom.domain.events import Escalated, Event
from mailroom.domain.people import Address, Presence
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.policies.policy import ClockMode
from mailroom.domain.times.calendar import Closure
from mailroom.errors import BadInput
from mailroom.ids import new_event_id
from mailroom.practice.smtp import AtData
from mailroom.service.handle import OutcomeKind
from tests.e2e.chief import delivery_report
from tests.e2e.clockwork import CUSTOMER, FRIDAY, Clockwork
from tests.unit.domain.asking import ADDRESSES, CHIEF, DEPUTY, HEAD, PLAN, request

ONE = timedelta(minutes=1)


# --- nobody answers -------------------------------------------------------------------------------


def test_S52_nudge_alternate_next_level_board_each_once_at_its_time(team: Clockwork) -> None:
    team.begin()
    escalation = team.ask()
    team.pass_by(130, 2)
    row = team.check(escalation)
    assert team.steps(escalation) == [
        *("request", "nudge:2"),
        *("step:3", "taken:1"),
        *("step:4", "taken:2"),
    ]
    assert team.inside() == {
        ADDRESSES[CHIEF].addr: 3,
        ADDRESSES[DEPUTY].addr: 2,
        ADDRESSES[HEAD].addr: 1,
    }
    assert row.on_board
    for mark in row.marks:
        assert mark.outcome is StepOutcome.FIRED
        assert timedelta() <= mark.at - mark.due <= 4 * ONE, mark


def test_S35_the_alternate_takes_it_and_the_late_answer_is_told_so(team: Clockwork) -> None:
    team.begin()
    escalation = team.ask()
    team.pass_by(20)
    assert team.steps(escalation) == ["request", "nudge:2", "step:3", "taken:1"]
    assert ADDRESSES[DEPUTY].name in team.chief.text()  # A is told B has it
    team.deputy.reply("引き受けます")
    team.sync()
    team.chief.reply("承認します")
    team.sync()
    row = team.check(escalation)
    assert (row.state, row.taken_by.person) == (EscalationState.ACKNOWLEDGED, DEPUTY)
    assert [(one.kind, one.late) for one in row.answers] == [
        (AnswerKind.TAKE, False),
        (AnswerKind.APPROVE, True),
    ]
    assert team.steps(escalation)[-1] == "held"
    assert ADDRESSES[DEPUTY].name in team.chief.text()
    team.pass_by(20, 5)
    assert team.steps(escalation)[-1] == "held"


def test_acknowledged_in_time_nobody_is_chased(team: Clockwork) -> None:
    team.begin()
    escalation = team.ask()
    team.pass_by(5)
    team.chief.reply("了解しました")
    team.pass_by(20, 4)
    assert team.steps(escalation) == ["request"]
    assert team.check(escalation).state is EscalationState.ACKNOWLEDGED


def test_rule_07_two_desks_fire_at_once_and_one_mail_leaves(team: Clockwork) -> None:
    team.begin()
    escalation = team.ask()
    team.clock.move(minutes=8)
    for room in team.up:
        assert room.escalations.next_steps()
    team.clock.move(minutes=3)
    for room in team.up:  # both make it before either has seen the other
        assert room._engine.steps.fire()
    team.sync()
    row = team.check(escalation)
    assert team.steps(escalation) == ["request", "nudge:2"]
    assert len(row.marks) == 1


# --- who is asked is not there --------------------------------------------------------------------


def test_S34_gone_out_after_the_request_the_alternate_is_asked_at_once(team: Clockwork) -> None:
    team.begin()
    escalation = team.ask()
    team.do(do.SetPresence(person=CHIEF, presence=Presence.OUT))
    team.pass_by(5)
    row = team.check(escalation)
    assert row.person == DEPUTY
    assert team.steps(escalation) == ["request", "step:3", "taken:1"]


def test_S49_busy_by_mail_the_alternate_is_asked_at_once(team: Clockwork) -> None:
    team.begin()
    escalation = team.ask()
    team.chief.reply("今は対応できません")
    team.pass_by(4)
    assert team.check(escalation).person == DEPUTY
    assert team.steps(escalation) == ["request", "step:3", "taken:1"]


def test_N01_out_of_office_counts_as_absent(team: Clockwork) -> None:
    team.begin()
    escalation = team.ask()
    team.chief.is_away("本日は終日不在にしております。", In_Reply_To=team.chief.last["Message-ID"])
    team.pass_by(4)
    row = team.check(escalation)
    assert [one.kind for one in row.answers] == [AnswerKind.ABSENT]
    assert row.person == DEPUTY


def test_who_is_waited_for_until_one_is_not_passed_over_before(team: Clockwork) -> None:
    team.begin()
    one = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)  # 13:00
    team.do(do.SetPresence(person=CHIEF, presence=Presence.OUT, until=one))
    escalation = team.ask(plan=replace(PLAN, wait_until=one))
    team.until(one - ONE)
    assert team.steps(escalation) == ["request"]
    team.pass_by(12)
    assert team.steps(escalation) == ["request", "nudge:2"]
    team.check(escalation)


def test_S48_a_bounced_request_goes_to_the_alternate(team: Clockwork) -> None:
    team.begin()
    escalation = team.ask()
    report = delivery_report(team.chief.last, ADDRESSES[CHIEF].addr, "failed", team.office.address)
    team.chief.send(report)
    team.sync()
    assert team.row(escalation).state is EscalationState.BOUNCED
    team.pass_by(4)
    row = team.check(escalation)
    assert (row.person, row.state) == (DEPUTY, EscalationState.SENT)
    assert "taken:1" not in team.steps(escalation)  # there is nobody to tell


def test_S48_an_address_that_the_server_does_not_know_counts_as_bounced(
    team: Clockwork,
) -> None:
    team.begin()
    team.office.server.sink.refused[ADDRESSES[CHIEF].addr] = "550 no such user"
    escalation = team.ask()
    team.pass_by(4)
    row = team.check(escalation)
    assert row.person == DEPUTY
    assert team.inside() == {ADDRESSES[DEPUTY].addr: 1}
    team.pass_by(10)
    assert team.inside() == {ADDRESSES[DEPUTY].addr: 1}


# --- answers and ends -----------------------------------------------------------------------------


def test_S48_a_spoken_answer_is_confirmed_by_mail_and_ends_it(team: Clockwork) -> None:
    team.begin()
    escalation = team.ask()
    answer = do.AnswerEscalation(
        case=team.case(team.b),
        escalation=escalation,
        kind=AnswerKind.INSTRUCT,
        words="返金で進めてください",
        by=ADDRESSES[CHIEF].name,
        by_person=CHIEF,
        spoken=True,
        how="電話",
    )
    team.do(answer, team.b)
    team.pass_by(60, 20)
    assert team.steps(escalation) == ["request", "confirm"]
    assert "返金で進めてください" in team.chief.text()
    assert team.check(escalation).state is EscalationState.ANSWERED


def test_withdrawn_the_addressee_is_told_and_nothing_follows(team: Clockwork) -> None:
    team.begin()
    escalation = team.ask()
    case = team.case(team.b)
    team.do(do.WithdrawEscalation(case=case, escalation=escalation, reason="解決"), team.b)
    team.pass_by(60, 20)
    assert team.steps(escalation) == ["request", "withdraw"]
    team.check(escalation)


def test_S50_answered_applied_told_closed_with_a_clock_of_its_own(team: Clockwork) -> None:
    team.begin()
    escalation = team.ask()
    case = team.case(team.b)
    team.chief.reply("次のとおり指示します\n返金してください")
    team.sync()
    row = team.row(escalation)
    assert row.state is EscalationState.ANSWERED
    [board] = team.b.escalations.board()
    assert board.due == DEFAULT_POLICY.calendar.after(row.ended_at, DEFAULT_POLICY.apply_minutes)
    team.do(do.ApplyAnswer(case=case, escalation=escalation), team.b)
    team.do(do.TellCustomer(case=case, escalation=escalation, how="電話"), team.b)
    assert team.b.escalations.board() == ()
    detail = team.b.reads.detail(case)
    team.do(do.Close(case=case, shown=detail.seen), team.b)
    assert team.check(escalation).state is EscalationState.CLOSED


def test_rule_31_asker_gone_home_any_desk_goes_on(team: Clockwork) -> None:
    team.begin()
    escalation = team.ask()
    team.do(do.SetPresence(person=team.b.me.person, presence=Presence.GONE), team.b)
    team.up = [team.a]
    team.pass_by(20)
    assert team.steps(escalation) == ["request", "nudge:2", "step:3", "taken:1"]
    team.deputy.reply("次のとおり指示します\n返金してください")
    team.sync()
    case = team.case(team.a)
    assert team.row(escalation).state is EscalationState.ANSWERED
    team.do(do.ClaimCase(case=case), team.a)
    team.check(escalation)


def test_the_customer_writes_again_and_the_addressee_reads_it(team: Clockwork) -> None:
    team.begin()
    escalation = team.ask()
    first = next(m for m in team.office.server.sink.received)
    assert first.recipients == (ADDRESSES[CHIEF].addr,)
    team.office.write("Re: 返品について", sender=CUSTOMER, text="まだですか")
    team.sync()
    case = team.b.reads.detail(team.case(team.b)).row.case
    assert case.status is CaseStatus.ESCALATED
    add = do.AddToEscalation(case=case.id, escalation=escalation, text="再度連絡あり")
    team.do(add, team.b)
    team.pass_by(5)
    assert team.steps(escalation) == ["request", "add"]
    assert "再度連絡あり" in team.chief.text()
    team.check(escalation)


def test_S41_a_call_stays_amber_until_its_record_mail_left(team: Clockwork) -> None:
    team.begin()
    escalation = team.ask()
    tried = do.TryPhone(
        case=team.case(team.b), escalation=escalation, number="内線 12", reached=True, memo="承知"
    )
    asked = team.b.do(tried)
    [row] = team.b.escalations.board()
    assert row.record_owed
    team.sync()
    assert team.b.outcome(asked).kind is OutcomeKind.ACCEPTED
    [row] = team.b.escalations.board()
    assert not row.record_owed
    assert team.steps(escalation) == ["request", "record"]
    team.check(escalation)


def test_S03_raised_by_hand_the_head_is_asked_and_the_chief_told(team: Clockwork) -> None:
    team.begin()
    escalation = team.ask()
    form = replace(team.row(escalation).form, level=4, to=ADDRESSES[HEAD], to_person=HEAD)
    case = team.case(team.b)
    team.do(do.RaiseEscalation(case=case, escalation=escalation, form=form), team.b)
    row = team.check(escalation)
    assert (row.person, row.level) == (HEAD, 4)
    assert team.inside()[ADDRESSES[HEAD].addr] == 1
    assert team.steps(escalation)[1:] == ["step:6", "taken:1"]


# --- PCs off, nights, holidays --------------------------------------------------------------------


def test_N02_all_pcs_off_over_the_weekend_nothing_in_bulk(team: Clockwork) -> None:
    team.begin()
    escalation = team.ask()
    team.clock.move(days=4, hours=3)  # Tuesday 12:30: lunch; Monday was a holiday
    team.pass_by(10)
    assert team.steps(escalation) == ["request"]  # not at lunch
    [late] = team.a.escalations.next_steps()
    assert (late.action, late.missed) == (StepAction.BOARD, 3)
    assert late.late is not None
    assert late.late > timedelta(days=3)
    team.until(datetime(2026, 11, 24, 4, 3, tzinfo=UTC))
    row = team.check(escalation)
    assert [(mark.number, mark.outcome) for mark in row.marks] == [
        (2, StepOutcome.MISSED),
        (3, StepOutcome.MISSED),
        (4, StepOutcome.MISSED),
        (5, StepOutcome.FIRED),
    ]
    assert team.steps(escalation) == ["request"]  # nobody was mailed for what was missed


def test_N02_off_for_forty_minutes_says_so_and_waits_to_be_stopped(team: Clockwork) -> None:
    team.begin()
    escalation = team.ask()
    team.clock.move(minutes=50)
    [shown] = team.a.escalations.next_steps()
    assert (shown.action, shown.missed) == (StepAction.NEXT_LEVEL, 2)
    assert timedelta(minutes=3) < shown.late < timedelta(minutes=6)
    team.sync()
    assert team.steps(escalation) == ["request"]  # announced, not fired yet
    stopped = team.a.escalations.stop(escalation, shown.step, "今はしない")
    team.pass_by(10)
    assert team.a.outcome(stopped).kind is OutcomeKind.ACCEPTED
    assert {mark.number: mark.outcome for mark in team.row(escalation).marks} == {
        4: StepOutcome.STOPPED,
        2: StepOutcome.MISSED,
        3: StepOutcome.FIRED,
    }
    team.check(escalation)


def test_nothing_leaves_over_night_and_a_holiday(team: Clockwork) -> None:
    team.begin()
    team.until(datetime(2026, 11, 20, 8, 55, tzinfo=UTC), 60)  # Friday 17:55
    escalation = team.ask()
    team.until(datetime(2026, 11, 23, 23, 59, tzinfo=UTC), 120)  # Monday is a holiday
    assert team.steps(escalation) == ["request"]
    team.until(datetime(2026, 11, 24, 0, 12, tzinfo=UTC), 2)
    assert team.steps(escalation) == ["request", "nudge:2", "step:3", "taken:1"]
    team.check(escalation)


def test_a_policy_changed_in_the_middle_moves_times_alike_on_both_desks(team: Clockwork) -> None:
    team.begin()
    escalation = team.ask()
    day = DEFAULT_POLICY.calendar.zone.local(team.clock.now()).date()
    closed = replace(
        DEFAULT_POLICY.calendar, closed=(Closure(first=day, last=day, name="臨時休業"),)
    )
    before = team.a.escalations.schedule(escalation)
    policy = replace(DEFAULT_POLICY, mode=ClockMode.AUTOMATIC, calendar=closed)
    team.set_policy(policy)
    after = [room.escalations.schedule(escalation) for room in team.up]
    assert after[0] == after[1]
    assert [one.number for one in after[0]] == [one.number for one in before]
    assert all(new.at > old.at for new, old in zip(after[0], before, strict=True))
    team.pass_by(120, 30)
    assert team.steps(escalation) == ["request"]
    team.check(escalation)


def test_switched_back_to_proposals_nothing_more_leaves_by_itself(team: Clockwork) -> None:
    team.begin()
    escalation = team.ask()
    team.pass_by(12)
    assert team.steps(escalation) == ["request", "nudge:2"]
    team.set_policy(replace(DEFAULT_POLICY, mode=ClockMode.PROPOSE))
    team.pass_by(60, 15)
    assert team.steps(escalation) == ["request", "nudge:2"]
    [shown] = team.b.escalations.next_steps()
    assert shown.proposal
    team.b.escalations.fire(escalation, shown.step)
    team.pass_by(2)
    assert team.row(escalation).person == HEAD
    team.check(escalation)


def test_a_team_with_proposals_sends_nothing_by_itself_in_a_week(team: Clockwork) -> None:
    team.begin(ClockMode.PROPOSE)
    escalation = team.ask()
    asked = len(team.office.server.sink.received)
    end = FRIDAY + timedelta(days=7)
    proposed = 0
    while team.clock.now() < end:
        team.pass_by(120, 60)
        proposed = max(proposed, len(team.a.escalations.next_steps()))
    assert proposed == 1
    assert len(team.office.server.sink.received) == asked
    assert team.row(escalation).marks == ()
    team.check(escalation)


# --- desks that die -------------------------------------------------------------------------------


def test_rule_31_a_step_whose_desk_died_is_mailed_by_another(team: Clockwork) -> None:
    team.begin()
    escalation = team.ask()
    team.pass_by(12)
    team.clock.move(minutes=3)
    team.b.escalations.next_steps()
    team.clock.move(minutes=3)
    assert team.b._engine.steps.fire()
    team.b._engine.exchange_once()  # it has fired, and dies before its mail left
    team.up = [team.a]
    team.pass_by(4)
    assert team.row(escalation).person == DEPUTY
    assert team.steps(escalation) == ["request", "nudge:2"]
    team.pass_by(4)
    assert team.steps(escalation) == ["request", "nudge:2", "step:3", "taken:1"]
    team.up = [team.a, team.b]
    team.pass_by(2)
    team.check(escalation)


def test_I14_when_nobody_knows_whether_it_left_the_next_attempt_comes_after_minutes(
    team: Clockwork, expect_log: Callable[[str], None]
) -> None:
    """Added facts too, not requests alone: all mails of an escalation are rescued."""
    team.begin()
    escalation = team.ask()
    team.office.server.sink.at_data(AtData.DROP)  # kept, and no answer: it may have left
    case = team.case(team.b)
    team.b.do(do.AddToEscalation(case=case, escalation=escalation, text="続報です"))
    expect_log("may have left")
    team.b.sync_once()
    team.up = [team.a]
    team.pass_by(4)
    assert team.steps(escalation) == ["request"]
    team.pass_by(4)
    assert team.steps(escalation) == ["request", "add"]
    tries = [mail for mail in team.row(escalation).mails if mail.step.startswith("add")]
    assert [mail.attempt for mail in tries] == [1, 2]
    team.up = [team.a, team.b]
    team.pass_by(2)
    received = [mail.message_id for mail in team.office.server.sink.received]
    assert len(received) == len(set(received))  # each attempt once, and known by its id


def test_nobody_is_asked_whom_no_mail_could_reach(team: Clockwork) -> None:
    team.begin()
    case = team.case(team.b)
    for addr in ("chief", CUSTOMER):
        form = replace(request(), to=Address(addr=addr), to_person=None)
        with pytest.raises(BadInput):
            team.b.do(do.Escalate(case=case, form=form))
    assert team.b.reads.detail(case).escalations == ()


def test_an_address_that_a_broken_program_wrote_holds_up_no_other_mail(
    team: Clockwork, expect_log: Callable[[str], None]
) -> None:
    team.begin()
    expect_log("cannot be mailed")
    form = replace(request(), to=Address(addr="no address"), to_person=None)
    body = Escalated(form=form, token="T")
    case = team.b.reads.detail(team.case(team.b)).row.case
    event = Event(
        id=new_event_id(),
        by=team.b.me.person,
        desk=team.b.me.desk,
        body=body,
        anchor=case.anchor,
        made_at=team.clock.now(),
    )
    team.b._parts.store.replica.append_pending((event,))
    team.pass_by(10, 5)
    [row] = team.a.escalations.board()
    assert row.state is EscalationState.ASKED
    withdraw = do.WithdrawEscalation(case=case.id, escalation=row.escalation, reason="誤り")
    team.do(withdraw, team.b)
    escalation = team.ask()  # this one leaves
    assert team.inside() == {ADDRESSES[CHIEF].addr: 1}
    team.check(escalation)

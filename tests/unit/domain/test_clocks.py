"""Clocks of a case: what starts, stands, ends and was missed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mailroom.domain.cases import Case, CaseStatus
from mailroom.domain.dict_state import DictState
from mailroom.domain.escalations.escalation import AnswerKind, Criterion, EscalationKind
from mailroom.domain.events import (
    Closed,
    EscalationAnswered,
    Merged,
    PhoneLogged,
    PolicySet,
    Reopened,
    SendDone,
    Snoozed,
    Unmerged,
)
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.policies.guidance_events import CriterionTicked, SuggestionDismissed
from mailroom.domain.records.redaction import blank_everywhere
from mailroom.domain.times.calendar import AFTERNOON, OFFICE, GapKind, SpecialDay
from mailroom.domain.times.clock_events import (
    ClockPaused,
    ClockResumed,
    Promised,
    PromiseKept,
    PromiseWithdrawn,
)
from mailroom.domain.times.clocks import DueKind, PauseCause
from mailroom.domain.times.deadlines import explained, interim_due, shifted, skipped
from mailroom.domain.undo import compensation
from mailroom.domain.verdicts import Reason
from mailroom.domain.words import BLANK
from mailroom.ids import EventId, MessageId, Token
from tests.unit.domain.world import SATO, SUZUKI, TANAKA, World

HOUR = timedelta(hours=1)
POLICY = replace(DEFAULT_POLICY, reply_minutes=240, resolve_minutes=960, apply_minutes=60)


@pytest.fixture
def world() -> World:
    """Return a team whose customers wait at most 4 business hours, on a Friday after 10:00."""
    made = World.founded()
    made.now = japan(20, 10)
    made.do(TANAKA, PolicySet(policy=POLICY))
    return made


def japan(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment of November 2026; the 20th is a Friday, Monday the 23rd a holiday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=9)


def at(case: Case, kind: DueKind) -> datetime | None:
    """Return the deadline of one clock."""
    [due] = [due for due in case.clocks if due.kind is kind]
    return due.at


def kinds(case: Case) -> list[DueKind]:
    return [due.kind for due in case.clocks]


# --- first reply and resolution -------------------------------------------------------------------


def test_an_angry_second_mail_does_not_reset_the_clock(world: World) -> None:
    world.mail("q", sent_at=japan(20, 10, 30))
    before = world.case("q").due
    world.mail("again", answers=("q",), sent_at=japan(20, 14))
    case = world.case("q")
    assert before == case.due == japan(20, 15, 30)  # 12-13 does not count
    assert at(case, DueKind.RESOLUTION) == japan(25, 10, 30)  # over the weekend and Monday


def test_the_resolution_clock_stands_while_the_customer_has_the_word(world: World) -> None:
    world.mail("q", sent_at=japan(20, 10, 30))
    world.now = japan(20, 11)
    world.reply(SATO, "q")
    case = world.case("q")
    assert (case.status, case.due) == (CaseStatus.WAITING_CUSTOMER, None)
    [pause] = case.pauses
    assert (pause.cause, pause.since) == (PauseCause.CUSTOMER, case.last_ours_at)
    assert case.verdicts[0].kind is DueKind.FIRST_REPLY
    assert case.verdicts[0].met
    world.now = japan(24, 9)
    world.mail("more", answers=("q",), sent_at=japan(24, 9))
    case = world.case("q")
    assert case.pauses[0].until == japan(24, 9)
    worked = OFFICE.between(japan(20, 10, 30), pause.since)
    expected = OFFICE.after(japan(24, 9), 960 - int(worked.total_seconds() // 60))
    assert at(case, DueKind.RESOLUTION) == expected
    assert at(case, DueKind.FIRST_REPLY) == japan(24, 14)  # a new question, a new first reply


def test_a_miss_is_frozen_whatever_is_paused_edited_or_met_later(world: World) -> None:
    world.mail("q", sent_at=japan(20, 10, 30))
    missed = japan(20, 15, 30)
    world.now = japan(20, 16)
    world.do(SATO, ClockPaused(reason="お客様の資料待ち"), on="q")
    assert at(world.case("q"), DueKind.FIRST_REPLY) == missed
    world.do(TANAKA, PolicySet(policy=replace(POLICY, reply_minutes=10_000)))
    assert at(world.case("q"), DueKind.FIRST_REPLY) == missed
    world.reply(SATO, "q")
    [verdict] = world.case("q").verdicts
    assert (verdict.kind, verdict.at, verdict.met) == (DueKind.FIRST_REPLY, missed, False)
    world.mail("more", answers=("q",), sent_at=world.now)
    world.reply(SATO, "more", "<second@shop>")
    assert world.case("q").verdicts == (verdict,)


def test_closing_ends_the_clocks_and_an_undo_brings_them_back(world: World) -> None:
    world.mail("q", sent_at=japan(20, 10, 30))
    before = world.case("q").clocks
    closed = world.do(SATO, Closed(), on="q")
    case = world.case("q")
    assert (case.clocks, case.due) == ((), None)
    assert [verdict.kind for verdict in case.verdicts] == [DueKind.RESOLUTION]
    world.do(SATO, Reopened(undoes=closed), on="q")
    assert world.case("q").clocks == before
    world.do(SATO, Closed(), on="q")
    world.mail("later", answers=("q",), sent_at=japan(24, 9))
    assert at(world.case("q"), DueKind.RESOLUTION) == OFFICE.after(japan(24, 9), 960)


def test_what_was_put_off_is_due_for_nothing(world: World) -> None:
    world.mail("q", sent_at=japan(20, 10, 30))
    world.do(SATO, Snoozed(until=japan(24, 9)), on="q")
    assert world.case("q").due is None
    assert kinds(world.case("q")) == [DueKind.FIRST_REPLY, DueKind.RESOLUTION]


def test_history_has_no_clocks(world: World) -> None:
    world.mail("old", sent_at=japan(2, 9), history=True)
    case = world.case("old")
    assert (case.clocks, case.due, case.pauses) == ((), None, ())


# --- pauses ---------------------------------------------------------------------------------------


def test_a_pause_has_a_reason_and_moves_the_deadline(world: World) -> None:
    world.mail("q", sent_at=japan(20, 10, 30))
    world.now = japan(20, 10, 59)
    world.do(SATO, ClockPaused(reason=" "), on="q")
    assert world.reason is Reason.INVALID
    world.now = japan(20, 10, 59)
    world.do(SATO, ClockPaused(reason="倉庫の返事待ち"), on="q")
    assert at(world.case("q"), DueKind.FIRST_REPLY) is None
    assert world.case("q").due is None
    world.do(SUZUKI, ClockPaused(reason="わたしも"), on="q")
    assert world.reason is Reason.ALREADY
    world.now = japan(20, 14, 59)
    world.do(SUZUKI, ClockResumed(), on="q")
    case = world.case("q")
    assert at(case, DueKind.FIRST_REPLY) == japan(24, 9, 30)  # 3 of the hours did not count
    assert [(p.reason, p.by, p.until) for p in case.pauses] == [
        ("倉庫の返事待ち", SATO.person, japan(20, 15))
    ]
    world.do(SUZUKI, ClockResumed(), on="q")
    assert world.reason is Reason.ALREADY


def test_a_word_of_the_customer_ends_a_pause(world: World) -> None:
    """Nobody is forgotten: who writes again waits by the clock."""
    world.mail("q", sent_at=japan(20, 10, 30))
    world.do(SATO, ClockPaused(reason="資料待ち"), on="q")
    world.mail("again", answers=("q",), sent_at=japan(20, 14))
    case = world.case("q")
    assert case.pauses[0].until == japan(20, 14)
    assert case.due is not None


def test_a_pause_can_be_taken_back(world: World) -> None:
    world.mail("q", sent_at=japan(20, 10, 30))
    paused = world.do(SATO, ClockPaused(reason="資料待ち"), on="q")
    entry = world.state.entry(paused)
    assert entry is not None
    undo = compensation(world.state, entry.event)
    assert undo is not None
    world.do(SATO, undo[1], on="q")
    assert world.verdict.accepted
    assert world.case("q").due is not None


def test_reasons_and_promises_can_be_blanked(world: World) -> None:
    world.mail("q", sent_at=japan(20, 10, 30))
    paused = world.do(SATO, ClockPaused(reason="田中様の資料待ち"), on="q")
    made = world.do(SATO, Promised(at=japan(20, 15), text="田中様へ電話"), on="q")
    for event in (paused, made):
        entry = world.state.entry(event)
        assert entry is not None
        blank_everywhere(world.state, entry)
    case = world.case("q")
    assert (case.pauses[0].reason, case.promises[0].text) == (BLANK, BLANK)


# --- promises (S45, N24) --------------------------------------------------------------------------


def test_S45_a_time_the_customer_was_told_is_a_clock(world: World) -> None:
    world.mail("q", sent_at=japan(20, 10, 30))
    world.reply(SATO, "q", promised=japan(20, 15), promise="15時までに状況をご連絡します")
    case = world.case("q")
    [promise] = case.promises
    assert (promise.at, promise.by, promise.is_open) == (japan(20, 15), SATO.person, True)
    assert (case.status, case.due) == (CaseStatus.OPEN, japan(20, 15))  # the ball is with us
    assert kinds(case) == [DueKind.RESOLUTION, DueKind.PROMISE]


def test_S45_nothing_is_promised_by_a_mail_that_did_not_leave(world: World) -> None:
    world.mail("q", sent_at=japan(20, 10, 30))
    token = world.claim(SATO, "q")
    world.begin(SATO, "q", "<r@shop>", token, promised=japan(20, 15))
    assert world.case("q").promises == ()


def test_N24_the_next_reply_keeps_the_promise_and_may_make_the_next(world: World) -> None:
    world.mail("q", sent_at=japan(20, 10, 30))
    world.reply(SATO, "q", promised=japan(20, 15))
    world.now = japan(20, 14)
    world.reply(SATO, "q", "<second@shop>", promised=japan(24, 11))
    first, second = world.case("q").promises
    assert first.kept_at is not None
    assert first.kept_at <= first.at
    assert (second.is_open, world.case("q").due) == (True, japan(24, 11))
    world.now = japan(24, 12)
    world.reply(SATO, "q", "<third@shop>")
    case = world.case("q")
    assert case.promises[1].kept_at is not None
    assert case.promises[1].kept_at > case.promises[1].at  # late, and it stays so
    assert (case.status, case.due) == (CaseStatus.WAITING_CUSTOMER, None)


def test_N24_what_was_promised_while_writing_is_in_the_reply_and_not_kept_by_it(
    world: World,
) -> None:
    world.mail("q", sent_at=japan(20, 10, 30))
    token = world.claim(SATO, "q")
    world.do(SATO, Promised(at=japan(20, 15)), on="q")
    world.begin(SATO, "q", "<r@shop>", token)
    world.do(SATO, SendDone(message_id=MessageId("<r@shop>")), on="q")
    assert world.case("q").promises[0].is_open
    world.reply(SATO, "q", "<next@shop>")
    assert not world.case("q").promises[0].is_open


def test_N24_a_promise_is_kept_moved_or_withdrawn_by_hand(world: World) -> None:
    world.mail("q", sent_at=japan(20, 10, 30))
    made = world.do(SATO, Promised(at=japan(20, 15), text="返金", by_reply=False), on="q")
    world.reply(SATO, "q")
    assert world.case("q").promises[0].is_open  # a reply does not pay back
    moved = world.do(SUZUKI, Promised(at=japan(24, 12), text="返金", instead_of=made), on="q")
    assert [one.is_open for one in world.case("q").promises] == [False, True]
    world.do(SATO, PromiseKept(promise=made), on="q")
    assert world.reason is Reason.NOT_STANDING
    world.do(SATO, PromiseKept(promise=moved), on="q")
    assert world.case("q").due is None
    again = world.do(SATO, Promised(at=japan(24, 12)), on="q")
    world.do(SATO, PromiseWithdrawn(promise=again, reason="解決済み"), on="q")
    assert world.verdict.accepted
    world.do(SATO, Promised(at=japan(2, 9)), on="q")
    assert world.reason is Reason.INVALID  # that time has passed


def test_N24_an_open_promise_is_not_closed_away_or_slept_through(world: World) -> None:
    world.mail("q", sent_at=japan(20, 10, 30))
    made = world.do(SATO, Promised(at=japan(20, 15)), on="q")
    world.do(SATO, Closed(), on="q")
    assert world.reason is Reason.OPEN_PROMISE
    world.do(SATO, Snoozed(until=japan(24, 9)), on="q")
    assert world.reason is Reason.OPEN_PROMISE
    world.do(SATO, Snoozed(until=japan(20, 14)), on="q")
    assert world.case("q").due == japan(20, 15)
    world.do(SATO, Promised(at=japan(20, 12), instead_of=made), on="q")
    assert world.case("q").snoozed_until is None
    world.do(
        SATO,
        PhoneLogged(incoming=False, reached=True, with_whom="山田様", text="ご説明"),
        on="q",
    )
    assert all(not one.is_open for one in world.case("q").promises)


def test_N24_a_reply_that_closes_leaves_the_case_open_for_its_promise(world: World) -> None:
    world.mail("q", sent_at=japan(20, 10, 30))
    world.reply(SATO, "q", close_after=True, promised=japan(20, 15))
    assert not world.case("q").closed


# --- escalation: S39, S50, S53, N08 ---------------------------------------------------------------


def test_S39_a_criterion_that_applies_must_be_decided_in_time(world: World) -> None:
    world.mail("q", sent_at=japan(20, 10, 30))
    world.now = japan(20, 11, 44)
    world.do(SATO, CriterionTicked(criterion=Criterion.MONEY), on="q")
    case = world.case("q")
    assert at(case, DueKind.ESCALATE) == japan(20, 13, 15)  # 30 minutes, lunch between
    assert case.due == japan(20, 13, 15)
    world.now = japan(20, 13)
    world.escalate(SATO, "q", EscalationKind.APPROVE)
    case = world.case("q")
    assert DueKind.ESCALATE not in kinds(case)
    assert [(v.kind, v.met) for v in case.verdicts] == [(DueKind.ESCALATE, True)]


def test_S39_dismissing_too_late_stays_a_miss(world: World) -> None:
    world.mail("q", sent_at=japan(20, 10, 30))
    world.do(SATO, CriterionTicked(criterion=Criterion.MONEY), on="q")
    world.now = japan(20, 15)
    dismissed = SuggestionDismissed(rule=Criterion.MONEY.value, reason="規定内の金額")
    world.do(SATO, dismissed, on="q")
    case = world.case("q")
    assert DueKind.ESCALATE not in kinds(case)
    assert [(v.kind, v.met) for v in case.verdicts] == [(DueKind.ESCALATE, False)]


def test_S50_after_the_answer_the_report_to_the_customer_has_a_clock(world: World) -> None:
    world.mail("q", sent_at=japan(20, 10, 30))
    escalation = world.escalate(SATO, "q", EscalationKind.APPROVE)
    assert DueKind.APPLY not in kinds(world.case("q"))
    world.now = japan(20, 11, 29)
    answer = EscalationAnswered(
        escalation=escalation, kind=AnswerKind.APPROVE, words="どうぞ", by="課長", spoken=True
    )
    world.do(SATO, answer, on="q")
    case = world.case("q")
    assert at(case, DueKind.APPLY) == case.due == japan(20, 13, 30)
    world.reply(SATO, "q")
    case = world.case("q")
    assert DueKind.APPLY not in kinds(case)
    assert (DueKind.APPLY, True) in [(v.kind, v.met) for v in case.verdicts]


def test_S53_the_customer_waits_on_while_somebody_inside_is_asked(world: World) -> None:
    world.mail("q", sent_at=japan(20, 10, 30))
    before = at(world.case("q"), DueKind.FIRST_REPLY)
    world.escalate(SATO, "q", EscalationKind.APPROVE)
    case = world.case("q")
    assert case.status is CaseStatus.ESCALATED
    assert at(case, DueKind.FIRST_REPLY) == case.due == before


def test_N08_an_interim_reply_is_proposed_once_at_its_part_of_the_reply_time(world: World) -> None:
    world.mail("q", sent_at=japan(20, 10, 30))
    assert interim_due(world.case("q"), POLICY) is None  # nobody is asked: answer it
    escalation = world.escalate(SATO, "q", EscalationKind.APPROVE)
    assert interim_due(world.case("q"), POLICY) == japan(20, 14, 18)  # 70 % of 240 minutes
    world.now = japan(20, 14, 20)
    token = Token(escalation)
    world.begin(SATO, "q", "<interim@shop>", token, interim=True)
    world.do(SATO, SendDone(message_id=MessageId("<interim@shop>")), on="q")
    case = world.case("q")
    assert case.waiting_since == japan(20, 10, 30)  # the clock runs on
    assert interim_due(case, POLICY) is None


def test_N08_a_promised_time_takes_the_place_of_the_proposal(world: World) -> None:
    world.mail("q", sent_at=japan(20, 10, 30))
    world.escalate(SATO, "q", EscalationKind.APPROVE)
    world.do(SATO, Promised(at=japan(20, 15), text="15時までにご連絡"), on="q")
    assert interim_due(world.case("q"), POLICY) is None
    assert at(world.case("q"), DueKind.PROMISE) == japan(20, 15)


# --- merges ---------------------------------------------------------------------------------------


def test_promises_go_with_a_merge_and_come_home(world: World) -> None:
    world.mail("a", sent_at=japan(20, 10, 30))
    world.mail("b", "other@firm.example", subject="別件", sent_at=japan(20, 10, 40))
    mine = world.do(SATO, Promised(at=japan(20, 15)), on="a")
    theirs = world.do(SATO, Promised(at=japan(20, 14)), on="b")
    merge = world.do(SATO, Merged(other=world.case("b").anchor), on="a")
    assert [one.id for one in world.case("a").promises] == [mine, theirs]
    assert world.case("a").due == japan(20, 14)
    world.do(SATO, PromiseKept(promise=theirs), on="a")
    world.do(SATO, Unmerged(merge=merge), on="a")
    assert world.verdict.accepted
    assert [one.id for one in world.case("a").promises] == [mine]
    assert [(one.id, one.is_open) for one in world.case("b").promises] == [(theirs, False)]


# --- edits and explanations (N21, N22) ------------------------------------------------------------


def test_N21_an_edit_of_the_calendar_shows_which_deadlines_move_and_moves_them(
    world: World,
) -> None:
    world.mail("q", sent_at=japan(20, 17))
    world.mail("done", "other@firm.example", subject="別件", sent_at=japan(20, 10))
    world.do(SATO, Closed(), on="done")
    half = SpecialDay(day=japan(24, 12).date(), frames=(AFTERNOON,), name="午前休み")
    edited = replace(POLICY, calendar=replace(OFFICE, special=(half,)))
    state = world.state
    assert isinstance(state, DictState)
    found = shifted(state.clocked_cases(), edited, world.now)
    assert [(one.kind, one.before, one.after) for one in found] == [
        (DueKind.FIRST_REPLY, japan(24, 12), japan(24, 16)),
        (DueKind.RESOLUTION, japan(25, 17), japan(26, 11)),
    ]
    world.do(TANAKA, PolicySet(policy=edited))
    assert at(world.case("q"), DueKind.FIRST_REPLY) == japan(24, 16)
    assert shifted(state.clocked_cases(), edited, world.now) == ()


def test_N21_no_desk_accepts_a_calendar_that_nobody_can_count_by(world: World) -> None:
    for calendar in (
        replace(OFFICE, week=()),
        replace(OFFICE, week=((),) * 7),
        replace(OFFICE, zone=replace(OFFICE.zone, offset=timedelta(days=3))),
    ):
        world.do(TANAKA, PolicySet(policy=replace(POLICY, calendar=calendar)))
        assert world.reason is Reason.INVALID


def test_N22_a_deadline_is_explained_in_its_parts(world: World) -> None:
    world.mail("q", sent_at=japan(20, 10, 30))
    first, resolution = explained(world.case("q"), POLICY, japan(20, 11, 30))
    assert (first.due.kind, first.left) == (DueKind.FIRST_REPLY, 3 * HOUR)
    assert [(g.kind, g.since, g.until) for g in first.gaps] == [
        (GapKind.BREAK, japan(20, 12), japan(20, 13))
    ]
    names = [(gap.kind, gap.name) for gap in skipped(resolution)]
    assert (GapKind.HOLIDAY, "勤労感謝の日") in names
    assert len(names) == len(set(names))
    late, _ = explained(world.case("q"), POLICY, japan(20, 16))
    assert (late.overdue, late.left) == (True, -HOUR / 2)


def test_N22_a_clock_that_stands_says_why_and_what_is_left(world: World) -> None:
    world.mail("q", sent_at=japan(20, 10, 30))
    world.now = japan(20, 11, 29)
    world.do(SATO, ClockPaused(reason="資料待ち"), on="q")
    first, _ = explained(world.case("q"), POLICY, japan(20, 17))
    assert first.stands is not None
    assert (first.stands.reason, first.left, first.due.at) == ("資料待ち", 3 * HOUR, None)


def test_a_desk_with_a_wrong_clock_moves_no_deadline(world: World) -> None:
    """Journal time decides; what an author's clock said is for display while pending only."""
    world.mail("q", sent_at=japan(20, 10, 30))
    before = world.case("q").clocks
    later = world.do(SATO, ClockPaused(reason="資料待ち"), on="q")
    entry = world.state.entry(later)
    assert entry is not None
    skewed = replace(entry.event, id=EventId("skewed"), made_at=world.now + timedelta(days=30))
    other = World.founded()
    other.now = japan(20, 10)
    other.do(TANAKA, PolicySet(policy=POLICY))
    other.mail("q", sent_at=japan(20, 10, 30))
    assert other.case("q").clocks == before
    other.again(skewed)
    mine, theirs = world.case("q"), other.case("q")
    assert [p.since for p in mine.pauses] == [p.since for p in theirs.pauses]
    assert mine.clocks == theirs.clocks

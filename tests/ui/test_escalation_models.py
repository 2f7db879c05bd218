"""What the escalation page shows, from rows alone: life, plan, answers, offers, what is owed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from mailroom.domain.escalations.escalation import (
    Answer,
    AnswerKind,
    Asked,
    Criterion,
    Doubt,
    Escalation,
    EscalationForm,
    EscalationKind,
    EscalationState,
    InternalMail,
    PhoneTry,
    StepState,
)
from mailroom.domain.escalations.plans import StepAction
from mailroom.domain.escalations.steps import DueStep
from mailroom.domain.people import Address, Member, Seat
from mailroom.domain.policies.criteria import Suggestion
from mailroom.domain.policies.policy import CriterionRule
from mailroom.domain.position import Position
from mailroom.ids import DeskId, EscalationId, EventId, MailKey, MessageId, PersonId
from mailroom.settings import Language
from ui import translations
from ui.models.answer_rows import Ask, answer_rows
from ui.models.escalation_offers import SEVEN, Offer, answers_to, offers, usual_answer
from ui.models.life import Reached, life_points
from ui.models.owed import owed
from ui.models.plan_rows import Passed, RowTone, plan_rows
from ui.models.suggested import suggested
from ui.wording import escalation_text, words
from ui.wording.names import Roster

NOW = datetime(2026, 11, 24, 10, 30, tzinfo=timezone(timedelta(hours=9)))
TANAKA, SASAKI, TAKAHASHI = PersonId("tanaka"), PersonId("kacho"), PersonId("bucho")
CHIEF = Address(name="佐々木 課長", addr="sasaki@firm.example")
ROSTER = Roster(members={TANAKA: Member(id=TANAKA, name="田中 恵")})
SEAT = Seat(person=TANAKA, desk=DeskId("pc"))


@pytest.fixture(autouse=True)
def _english(qapp) -> None:
    translations.install(Language.EN)


def minutes(count: int) -> datetime:
    return NOW + timedelta(minutes=count)


def escalation(kind: EscalationKind = EscalationKind.INSTRUCT, **changed: object) -> Escalation:
    form = EscalationForm(
        kind=kind, level=3, criterion=Criterion.UNSURE, request="How?", to=CHIEF,
        to_person=SASAKI, wanted_by=minutes(60),
    )  # fmt: skip
    first = Asked(step=1, to=CHIEF, person=SASAKI, level=3, at=minutes(-10), by=SEAT)
    made = Escalation(
        id=EscalationId("e"), anchor=MailKey("m"), asker=SEAT, form=form,
        state=EscalationState.ASKED, token="t", asked_at=minutes(-10),
        position=Position(1, 1, 0), asked=(first,),
    )  # fmt: skip
    return replace(made, **changed)


def request_mail(state: StepState = StepState.SENT) -> InternalMail:
    return InternalMail(
        step="request", attempt=1, message_id=MessageId("<r@x>"), state=state, by=SEAT,
        begun_at=minutes(-9),
    )  # fmt: skip


def answer(kind: AnswerKind = AnswerKind.INSTRUCT, **changed: object) -> Answer:
    made = Answer(
        kind=kind, words="Refund it.", by="佐々木 課長", by_person=SASAKI, at=minutes(-2),
        mail=MailKey("a"), event=EventId("answer"),
    )  # fmt: skip
    return replace(made, **changed)


def standing(one: Escalation) -> dict[EscalationState, Reached]:
    return {point.state: point.reached for point in life_points(one, ROSTER, NOW)}


# --- life -----------------------------------------------------------------------------------------


def test_S48_every_state_says_who_and_when():
    one = escalation(
        state=EscalationState.TOLD, mails=(request_mail(),), delivered_at=minutes(-8),
        acknowledged_at=minutes(-6), answers=(answer(),), ended_at=minutes(-2),
        ended_by=EventId("answer"), applied_at=minutes(-1), applied_by=TANAKA,
        told_at=minutes(0), told_by=TANAKA,
    )  # fmt: skip
    points = life_points(one, ROSTER, NOW)
    assert [point.state for point in points] == [
        EscalationState.SENT, EscalationState.DELIVERED, EscalationState.ACKNOWLEDGED,
        EscalationState.ANSWERED, EscalationState.APPLIED, EscalationState.TOLD,
        EscalationState.CLOSED,
    ]  # fmt: skip
    assert [point.when for point in points[:6]] == [
        "10:21", "10:22", "10:24", "10:28", "10:29", "10:30",
    ]  # fmt: skip
    assert points[3].who == points[2].who == "佐々木課長"
    assert points[0].who == points[4].who == points[5].who != ""
    assert points[-1].reached is Reached.AHEAD
    assert points[-2].reached is Reached.NOW


def test_S48_a_bounce_is_a_state_of_its_own():
    one = escalation(state=EscalationState.BOUNCED, mails=(request_mail(StepState.BOUNCED),))
    points = standing(one)
    assert points[EscalationState.BOUNCED] is Reached.FAILED
    assert EscalationState.DELIVERED not in points
    assert points[EscalationState.ANSWERED] is Reached.AHEAD


def test_what_nobody_can_know_is_left_out_once_more_is_known():
    one = escalation(state=EscalationState.SENT, mails=(request_mail(),))
    assert standing(one)[EscalationState.SENT] is Reached.NOW
    assert standing(one)[EscalationState.DELIVERED] is Reached.AHEAD
    seen = replace(one, state=EscalationState.ACKNOWLEDGED, acknowledged_at=minutes(-1))
    assert EscalationState.DELIVERED not in standing(seen)
    assert standing(seen)[EscalationState.ACKNOWLEDGED] is Reached.NOW
    assert standing(seen)[EscalationState.ANSWERED] is Reached.AHEAD


def test_S06_a_heads_up_has_no_answer_to_come_and_the_ball_stays_here():
    one = escalation(EscalationKind.HEADS_UP, state=EscalationState.SENT, mails=(request_mail(),))
    assert EscalationState.ANSWERED not in standing(one)
    said = escalation_text.ball(one, ROSTER)
    assert "does not handle the case" in said
    assert "stays with" in said


def test_withdrawn_ends_the_line():
    one = escalation(state=EscalationState.WITHDRAWN, mails=(request_mail(),), ended_at=minutes(-1))
    points = life_points(one, ROSTER, NOW)
    assert [point.state for point in points][-1] is EscalationState.WITHDRAWN
    assert all(point.reached is Reached.DONE for point in points)


# --- plan -----------------------------------------------------------------------------------------


def step(number: int, action: StepAction, at: int, name: str, level: int = 3) -> DueStep:
    to = Address(name=name, addr="x@firm.example") if name else None
    return DueStep(
        number=number, action=action, at=minutes(at), to=to, person=None, level=level, wall=False
    )


def test_S31_the_column_says_who_when_and_why_somebody_is_skipped():
    away = Passed(name="佐藤 課長", where="Out until 13:00", until=minutes(150))
    steps = (
        step(1, StepAction.REQUEST, 0, "鈴木 係長"),
        step(2, StepAction.NUDGE, 15, "鈴木 係長"),
        step(3, StepAction.NEXT_LEVEL, 30, "高橋 部長", level=4),
        step(4, StepAction.BOARD, 45, ""),
    )
    rows = plan_rows(steps, (away,), minutes(60), NOW)
    assert [(row.time, row.tone) for row in rows] == [
        ("", RowTone.SKIPPED),
        ("now", RowTone.NOW),
        ("10:45", RowTone.LATER),
        ("11:00", RowTone.LATER),
        ("11:15", RowTone.LATER),
        ("11:30", RowTone.DUE),
    ]
    assert rows[0].words == "佐藤課長 Out until 13:00 → skipped"
    assert "鈴木係長" in rows[1].words
    assert "高橋部長" in rows[3].words
    assert "L4" in rows[3].words


# --- answers --------------------------------------------------------------------------------------


def test_N07_an_answer_that_nobody_could_sort_asks_for_one_key():
    words_only = answer(AnswerKind.WORDS)
    [row] = answer_rows(escalation(answers=(words_only,)), NOW)
    assert row.ask is Ask.SORT
    [sorted_row] = answer_rows(escalation(answers=(answer(sorted_by=TANAKA),)), NOW)
    assert sorted_row.ask is Ask.NOTHING


def test_a_doubtful_answer_is_asked_about_and_a_forged_one_only_shown():
    doubtful = answer(addr="stranger@else.example", doubt=Doubt.UNKNOWN_SENDER)
    [row] = answer_rows(escalation(answers=(doubtful,)), NOW)
    assert row.ask is Ask.TRUST
    assert "stranger@else.example" in row.remark
    settled = replace(doubtful, sorted_by=TANAKA)
    assert answer_rows(escalation(answers=(settled,)), NOW)[0].ask is Ask.NOTHING
    refused = replace(doubtful, refused=True)
    [row] = answer_rows(escalation(answers=(refused,)), NOW)
    assert row.ask is Ask.NOTHING
    assert "not used" in row.remark
    for doubt in (Doubt.FORGED, Doubt.REPLAYED):
        [row] = answer_rows(escalation(answers=(answer(doubt=doubt),)), NOW)
        assert row.ask is Ask.NOTHING
        assert row.remark


def test_a_late_answer_says_that_somebody_else_has_it():
    taker = Asked(
        step=2, to=Address(name="高橋 部長", addr="t@x"), person=TAKAHASHI, level=4, at=NOW, by=SEAT
    )
    one = escalation(answers=(answer(late=True),), taken_by=taker)
    [row] = answer_rows(one, NOW)
    assert "高橋部長" in row.remark
    assert row.ask is Ask.NOTHING


# --- what one can do ------------------------------------------------------------------------------


def shown(one: Escalation, me: PersonId, **changed: bool) -> set[Offer]:
    facts = {"lead": False, "contact": me == TANAKA} | changed
    return set(offers(one, me, top=4, **facts))


def test_S09_the_addressee_has_the_seven_answers():
    assert Offer.ANSWER in shown(escalation(), SASAKI)
    assert Offer.ANSWER not in shown(escalation(), TANAKA)
    assert answers_to(EscalationKind.APPROVE) == SEVEN
    assert len(SEVEN) == 7
    assert {usual_answer(kind) for kind in EscalationKind} <= {*SEVEN, AnswerKind.ACKNOWLEDGE}


def test_S04_lowering_is_the_addressees_or_a_leads():
    assert Offer.LOWER in shown(escalation(), SASAKI)
    assert Offer.LOWER in shown(escalation(), TAKAHASHI, lead=True)
    assert Offer.LOWER not in shown(escalation(), TANAKA)


def test_what_is_over_offers_what_is_left_to_do():
    answered = escalation(state=EscalationState.ANSWERED, answers=(answer(),))
    assert shown(answered, TANAKA) == {Offer.REPLY, Offer.TOLD, Offer.APPLIED, Offer.AGAIN}
    done = replace(answered, state=EscalationState.APPLIED)
    assert Offer.APPLIED not in shown(done, TANAKA)
    assert shown(replace(answered, state=EscalationState.TOLD), TANAKA) == {Offer.AGAIN}


def test_the_highest_level_cannot_be_raised():
    top = escalation(asked=(replace(escalation().asked[0], level=4),))
    assert Offer.RAISE in shown(escalation(), TANAKA)
    assert Offer.RAISE not in shown(top, TANAKA)


# --- owed -----------------------------------------------------------------------------------------


def test_S41_a_call_is_amber_until_its_record_mail_has_left():
    call = PhoneTry(
        event=EventId("call"), step=1, number="210", reached=True, memo="ok", by=SEAT,
        at=minutes(-5),
    )  # fmt: skip
    one = escalation(phone=(call,))
    assert owed(one, None, NOW) is not None
    mail = replace(request_mail(), step="record:call")
    assert owed(replace(one, mails=(mail,)), None, NOW) is None
    waiting = replace(mail, state=StepState.FAILED)
    assert owed(replace(one, mails=(waiting,)), None, NOW) is not None


def test_S50_an_answer_is_a_task_with_a_clock():
    one = escalation(state=EscalationState.ANSWERED, answers=(answer(),))
    found = owed(one, minutes(90), NOW)
    assert found is not None
    assert "佐々木課長" in found.sentence
    assert "1 h 30 min left" in found.sentence
    assert not found.late
    assert owed(one, minutes(-1), NOW).late
    assert owed(replace(one, state=EscalationState.TOLD), minutes(90), NOW) is None


# --- suggestions ----------------------------------------------------------------------------------


def suggestion(criterion: Criterion, level: int | None, **found: object) -> Suggestion:
    rule = CriterionRule(id="r", criterion=criterion, text="責任者からの回答を求められている")
    return Suggestion(rule=rule, level=level, kind=EscalationKind.TAKE_OVER, **found)


def test_a_suggestion_shows_its_signs_and_leaves_the_decision():
    one = suggested(
        suggestion(Criterion.RESPONSIBLE_PERSON, 3, signs=("責任者", "消費者センター"), turns=3)
    )
    assert "責任者からの回答を求められている" in one.sentence
    assert "L3" in one.sentence
    assert one.sentence.endswith("?")
    assert "責任者" in one.why
    assert "消費者センター" in one.why
    assert "3 mails" in one.why
    assert "You decide" in one.why
    assert words.level_name(3) in one.short


def test_S23_what_somebody_may_feel_is_only_shown():
    one = suggested(suggestion(Criterion.EMOTIONAL, None, signs=("許せない",)))
    assert one.level is None
    assert "→" not in one.sentence
    assert "許せない" in one.why

"""Somebody does not answer, is busy, answers late, is called: two real desks, two plain mail users.

What each step mails, to whom, how often, and that both desks show the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from mailroom.domain.commands import AnswerEscalation, Escalate, SortAnswer, TryPhone
from mailroom.domain.escalations.escalation import (
    AnswerKind,
    Doubt,
    Escalation,
    EscalationKind,
    EscalationState,
)
from mailroom.domain.escalations.internal_mail import is_record_owed
from mailroom.domain.escalations.plans import Plan, PlannedStep, StepAction
from mailroom.domain.people import Address
from mailroom.service.handle import OutcomeKind
from tests.e2e.chief import Chief
from tests.e2e.office import Office
from tests.replication.two_rooms import Pair
from tests.unit.domain.world import form

pytestmark = pytest.mark.dovecot
NUDGE, ALTERNATE = 2, 3


class Asked:
    """Desk a has asked the chief; the deputy stands behind."""

    def __init__(self, office: Office, kind: EscalationKind) -> None:
        self.pair = Pair(office)
        self.chief = Chief(office, "chief@team.example", "佐藤課長")
        self.deputy = Chief(office, "deputy@team.example", "鈴木係長")
        office.write("返品", sender="customer@shop.example", text="差額を返してください。")
        self.pair.sync()
        to = Address(name="佐藤課長", addr=self.chief.addr)
        instead = Address(name="鈴木係長", addr=self.deputy.addr)
        steps = (
            PlannedStep(number=NUDGE, action=StepAction.NUDGE, minutes=15, to=to, level=3),
            PlannedStep(
                number=ALTERNATE, action=StepAction.ALTERNATE, minutes=15, to=instead, level=3
            ),
        )
        asked = replace(form(kind), to=to, plan=Plan(steps=steps))
        self.do(Escalate(case=self.case, form=asked))

    @property
    def case(self):
        return self.pair.a.case("返品")

    @property
    def row(self) -> Escalation:
        """Return the escalation, after every desk has looked: both must show the same."""
        self.pair.sync()
        assert self.pair.a.chain == self.pair.b.chain
        return self.now

    @property
    def now(self) -> Escalation:
        detail = self.pair.a.room.reads.detail(self.case)
        assert detail is not None
        return detail.escalations[0]

    def do(self, command) -> None:
        assert self.pair.a.carried(command) is OutcomeKind.ACCEPTED
        self.pair.sync()

    def fire(self, number: int) -> None:
        asked = self.pair.a.room.escalations.fire(self.now.id, number)
        assert self.pair.a.room.wait(asked, 10).kind is OutcomeKind.ACCEPTED
        self.pair.sync()

    def heads(self, chief: Chief) -> list[str]:
        """Return what the mails to somebody are called, without level, limit and case."""
        return [str(m["Subject"]).partition("】")[2].partition(":")[0] for m in chief.mails]


@pytest.fixture
def office_asks(office: Office) -> Iterator[Asked]:
    asked = Asked(office, EscalationKind.TAKE_OVER)
    yield asked
    asked.pair.close()


def test_N01_a_late_answer_after_another_took_it_is_kept_and_told_who_has_it(office_asks: Asked):
    one = office_asks
    first = one.chief.buttons()
    one.fire(ALTERNATE)
    assert one.heads(one.deputy) == ["代理のお願い"]
    assert "佐藤課長さんに代わって、ご対応をお願いします。" in one.deputy.text()
    assert one.heads(one.chief) == ["交代のお願い", "ご対応は不要になりました"]

    one.deputy.press("引き受ける")
    row = one.row
    assert (row.state, row.to.addr) == (EscalationState.ACKNOWLEDGED, one.deputy.addr)

    assert first
    one.chief.write("承認", f"引き受けます\n\n{one.chief.token()}")
    one.pair.sync()
    row = one.row
    assert [(a.addr, a.kind, a.late) for a in row.answers] == [
        (one.deputy.addr, AnswerKind.TAKE, False),
        (one.chief.addr, AnswerKind.TAKE, True),
    ]
    assert row.to.addr == one.deputy.addr
    assert one.heads(one.chief)[2:] == ["この件は 鈴木係長さんが引き受けています"]
    assert one.chief.last["Auto-Submitted"] == "auto-generated"
    one.chief.reply("承知しました。ありがとう。")
    one.chief.reply("あとは任せます。")
    one.pair.sync()
    assert len(one.row.answers) == 4
    assert (len(one.chief.mails), len(one.deputy.mails)) == (3, 1), "said once"


def test_S49_S35_who_is_busy_is_thanked_and_the_next_one_is_due_at_once(office_asks: Asked):
    one = office_asks
    one.chief.press("今は対応できない", "15時まで会議です。")
    row = one.row
    assert row.state is EscalationState.SENT
    [next_one] = one.pair.a.room.escalations.next_steps()
    assert (next_one.step, next_one.action) == (ALTERNATE, StepAction.ALTERNATE)
    one.fire(ALTERNATE)
    assert "お知らせいただき、ありがとうございます。" in one.chief.text()
    assert one.heads(one.deputy) == ["代理のお願い"]
    assert "15時まで会議です。" in one.deputy.text()


def test_S34_an_out_of_office_notice_makes_the_next_one_due_at_once(office_asks: Asked):
    one = office_asks
    one.chief.is_away("8/20まで休暇です。", In_Reply_To=one.chief.last["Message-ID"])
    row = one.row
    assert row.passed_on is not None
    [next_one] = one.pair.a.room.escalations.next_steps()
    assert next_one.step == ALTERNATE
    one.fire(ALTERNATE)
    assert "ご不在とのことでしたので" in one.chief.text()
    before = len(one.chief.mails)
    one.chief.is_away("8/20まで休暇です。", In_Reply_To=one.chief.last["Message-ID"])
    assert len(one.row.answers) == 2
    assert len(one.chief.mails) == before, "an automatic mail is never answered"


def test_S51_the_system_nudges_politely_and_an_answer_to_the_nudge_counts(office_asks: Asked):
    one = office_asks
    one.fire(NUDGE)
    assert one.heads(one.chief) == ["交代のお願い", "ご確認のお願い"]
    assert "(Mailroom)" in one.chief.last["From"]
    assert one.chief.last["Auto-Submitted"] == "auto-generated"
    assert one.chief.last["In-Reply-To"] == one.chief.mails[0]["Message-ID"]
    one.chief.press("引き受ける")
    row = one.row
    assert row.state is EscalationState.ACKNOWLEDGED
    assert row.answers[0].step == 1


def test_S41_N05_a_call_is_amber_until_its_record_mail_has_left(office_asks: Asked):
    one = office_asks
    call = TryPhone(case=one.case, escalation=one.now.id, number="03-1", reached=True, memo="承知")
    assert one.pair.a.carried(call) is OutcomeKind.ACCEPTED
    one.pair.sync()
    assert one.heads(one.chief)[1:] == ["お電話の記録"]
    assert "承知" in one.chief.text()
    assert not is_record_owed(one.row)


def test_S48_a_spoken_answer_is_confirmed_to_whoever_gave_it(office_asks: Asked):
    one = office_asks
    spoken = AnswerEscalation(
        case=one.case,
        escalation=one.now.id,
        kind=AnswerKind.INSTRUCT,
        words="返金で進めてよい",
        by="佐藤課長",
        spoken=True,
        how="電話",
    )
    one.do(spoken)
    assert one.heads(one.chief)[1:] == ["回答の確認"]
    assert "返金で進めてよい" in one.chief.text()
    assert one.row.state is EscalationState.ANSWERED


@pytest.mark.parametrize("counts", [True, False])
def test_N01_an_answer_of_an_unknown_sender_waits_for_one_key(office_asks: Asked, counts: bool):
    one = office_asks
    one.chief.press("引き受ける", sender="課長 <private@home.example>")
    row = one.row
    [answer] = row.answers
    assert (answer.doubt, row.state) == (Doubt.UNKNOWN_SENDER, EscalationState.SENT)
    kind = AnswerKind.TAKE if counts else None
    one.do(SortAnswer(case=one.case, escalation=row.id, answer=answer.event, kind=kind))
    row = one.row
    expected = EscalationState.ACKNOWLEDGED if counts else EscalationState.SENT
    assert row.state is expected
    assert row.answers[0].refused is not counts


def test_N01_the_first_one_may_still_answer_while_nobody_took_it(office_asks: Asked):
    one = office_asks
    one.fire(ALTERNATE)
    one.chief.write("差し戻す", f"差し戻します。窓口で返金してください。\n\n{one.chief.token()}")
    row = one.row
    assert (row.state, row.answers[0].late) == (EscalationState.ANSWERED, False)
    one.deputy.press("引き受ける")
    row = one.row
    assert row.state is EscalationState.ANSWERED
    assert len(row.answers) == 2

"""The lock between people: asking, handing over, taking over, ending a stuck send (rules 8-10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from mailroom.domain.commands import (
    AskForClaim,
    ClaimCase,
    KeepClaim,
    ReleaseCase,
    SetMember,
    TakeOver,
)
from mailroom.domain.events import ClaimKept, DraftShared, SendBegun, TakenOver
from mailroom.domain.people import Role
from mailroom.ids import DeskId
from tests.ui.forms.composing import told
from tests.ui.forms.people import SATO, TANAKA, claim_of, labels, member_row
from ui.dialogs.take_over import AbandonDialog, TakeOverDialog
from ui.models.lock_view import Hold
from ui.views.composer.lock_bar import may_be_stuck
from ui.views.frame.handover import HandoverBars

pytestmark = pytest.mark.usefixtures("empty_outbox")


@pytest.fixture
def bars(qtbot, session, settle):
    made = HandoverBars(session)
    qtbot.addWidget(made)
    made.show()
    settle()
    qtbot.waitUntil(lambda: session.tasks.is_idle)
    return made


# --- 譲ってもらう: at the one who asks -----------------------------------------------------------


def test_the_lock_says_whose_at_which_pc_since_when(qtbot, team, composer, case):
    composer.open_reply(case)
    team.do(ClaimCase(case=case), room=team.colleague)
    qtbot.waitUntil(composer.bars.lock.isVisible)
    said = composer.bars.lock.sentence()
    assert "佐藤さん" in said
    assert "佐藤 健一のPC" in said
    assert "9:30" in said or ":" in said


def test_rule_10_who_asked_sees_the_minutes_and_may_take_over_then(qtbot, team, composer, case):
    team.room.do(SetMember(member=replace(member_row(team, TANAKA), role=Role.LEAD)))
    composer.open_reply(case)
    composer.reply.body.insertPlainText("私も書いています。")
    team.do(ClaimCase(case=case), room=team.colleague)
    qtbot.waitUntil(composer.bars.lock.isVisible)
    composer.bars.lock.buttons()[0].click()
    qtbot.waitUntil(lambda: claim_of(team, case).asked_by is not None)
    team.sync()
    qtbot.waitUntil(lambda: "5分" in composer.bars.lock.sentence())
    team.clock.move(timedelta(minutes=2, seconds=10))
    composer.keeper._read_again()  # what the timer does
    assert "3分" in composer.bars.lock.sentence()
    team.clock.move(timedelta(minutes=3))
    composer.keeper._read_again()
    assert "引き継ぐ…" in labels(composer.bars.lock)
    assert "私も書いています。" in composer.reply.body.toPlainText()


def test_the_composer_says_each_answer_and_goes_on_at_the_next_key(qtbot, team, composer, case):
    composer.open_reply(case)
    composer.reply.body.insertPlainText("私も書いています。")
    team.do(ClaimCase(case=case), room=team.colleague)
    qtbot.waitUntil(composer.bars.lock.isVisible)
    composer.bars.lock.buttons()[0].click()
    qtbot.waitUntil(lambda: claim_of(team, case).asked_by is not None)
    team.sync()
    team.do(KeepClaim(case=case), room=team.colleague)
    qtbot.waitUntil(lambda: "まだ続けます" in composer.bars.lock.sentence())
    assert labels(composer.bars.lock)[0] == "譲ってもらう"  # one may ask again
    composer.bars.lock.buttons()[0].click()
    qtbot.waitUntil(lambda: claim_of(team, case).asked_by is not None)
    team.sync()
    team.do(ReleaseCase(case=case), room=team.colleague)
    qtbot.waitUntil(lambda: "譲ってもらえました" in composer.bars.lock.sentence())
    assert claim_of(team, case) is None  # nothing is taken without a key (rule 11)
    qtbot.keyClicks(composer.reply.body, "a")
    qtbot.waitUntil(lambda: composer.keeper.view.hold is Hold.ASKED)
    team.sync()
    qtbot.waitUntil(lambda: composer.keeper.view.hold is Hold.MINE)
    assert composer.bars.lock.isHidden()


def test_a_lead_takes_over_with_a_reason_that_everybody_reads(
    qtbot, team, composer, case, *, session, shown, settle
):
    composer.open_reply(case)
    team.do(ClaimCase(case=case), room=team.colleague)
    qtbot.waitUntil(composer.bars.lock.isVisible)
    with qtbot.waitSignal(session.take_over_asked):
        next(b for b in composer.bars.lock.buttons() if b.text() == "引き継ぐ…").click()
    dialog = shown(TakeOverDialog(session, case, composer))
    assert "佐藤さん" in dialog.who.text()
    dialog.words.setText("本人が病院に行きました")
    dialog.confirm()
    settle()
    team.sync()
    assert claim_of(team, case).seat.person == TANAKA
    assert told(team, case, TakenOver)[0].reason == "本人が病院に行きました"


def test_mine_at_another_pc_goes_on_here_without_a_reason(qtbot, team, composer, case):
    elsewhere = _sit_elsewhere(team)
    try:
        composer.open_reply(case)
        team.do(ClaimCase(case=case), room=team.colleague)
        qtbot.waitUntil(composer.bars.lock.isVisible)
        assert labels(composer.bars.lock) == ["ここで続ける"]
        composer.bars.lock.buttons()[0].click()
        qtbot.waitUntil(lambda: team.room.reads.health().pending > 0)
        team.sync()
        qtbot.waitUntil(lambda: composer.keeper.view.hold is Hold.MINE)
    finally:
        elsewhere()


def _sit_elsewhere(team):
    """Let me sit at the colleague's PC; return what ends that."""
    team.colleague.seats.sit_down(TANAKA)
    team.sync()

    def end() -> None:
        team.colleague.seats.sit_down(SATO)
        team.sync()

    return end


# --- 譲ってもらう: at the holder ----------------------------------------------------------------


def test_the_holder_is_asked_in_a_line_and_hands_over(
    qtbot, team, composer, case, *, session, bars, toasts, settle
):
    composer.open_reply(case)
    qtbot.keyClicks(composer.reply.body, "a")
    qtbot.waitUntil(lambda: composer.keeper.view.hold is Hold.ASKED)
    team.sync()
    assert bars.asking.isHidden()
    team.do(AskForClaim(case=case), room=team.colleague)
    qtbot.waitUntil(bars.asking.isVisible)
    assert "佐藤さん" in bars.asking.sentence()
    assert labels(bars.asking) == ["譲る", "まだ続けます", "案件を見る"]

    bars.asking.buttons()[0].click()
    assert composer.isHidden()  # so that the next key does not ask for it again
    qtbot.waitUntil(lambda: any("譲りました" in one.text for one in toasts))
    team.sync()
    assert claim_of(team, case) is None
    offer = next(one for one in toasts if "譲りました" in one.text)
    assert offer.button == "下書きを共有"
    offer.pressed()
    settle()
    team.sync()
    assert "a" in told(team, case, DraftShared)[0].draft.text


def test_the_holder_goes_on_and_the_other_hears_it(qtbot, team, case, *, session, bars, settle):
    team.do(ClaimCase(case=case))
    team.do(AskForClaim(case=case), room=team.colleague)
    qtbot.waitUntil(bars.asking.isVisible)
    bars.asking.buttons()[1].click()
    assert bars.asking.isHidden()
    settle()
    team.sync()
    assert claim_of(team, case).seat.person == TANAKA
    assert claim_of(team, case).asked_by is None
    assert told(team, case, ClaimKept)
    team.do(ReleaseCase(case=case))


def test_who_asked_hears_both_answers(qtbot, team, case, *, session, bars, toasts):
    def asked() -> bool:
        return any(one.id == case for one in bars.watch._before.asked)

    team.do(ClaimCase(case=case), room=team.colleague)
    team.do(AskForClaim(case=case))
    qtbot.waitUntil(asked)
    team.do(KeepClaim(case=case), room=team.colleague)
    qtbot.waitUntil(lambda: any("まだ" in one.text for one in toasts))
    team.do(AskForClaim(case=case))
    qtbot.waitUntil(asked)
    team.do(ReleaseCase(case=case), room=team.colleague)
    qtbot.waitUntil(lambda: any("譲られました" in one.text for one in toasts))


def test_who_was_overtaken_is_told_with_the_reason(qtbot, team, case, *, session, bars):
    team.do(SetMember(member=replace(member_row(team, SATO), role=Role.LEAD)))
    team.do(ClaimCase(case=case))
    qtbot.waitUntil(lambda: any(one.id == case for one in bars.watch._before.held))
    team.do(TakeOver(case=case, reason="急ぎの案件です"), room=team.colleague)
    qtbot.waitUntil(bars.taken.isVisible)
    said = bars.taken.sentence()
    assert "佐藤さん" in said
    assert "急ぎの案件です" in said
    assert "下書き" in said
    team.do(SetMember(member=replace(member_row(team, SATO), role=Role.MEMBER)))


# --- a stuck send -------------------------------------------------------------------------------


def test_a_stuck_send_is_named_and_ended_after_a_plain_warning(
    qtbot, team, composer, case, *, session, shown, settle
):
    team.do(ClaimCase(case=case), room=team.colleague)
    _begin_a_send(team, case)
    composer.open_reply(case)
    assert "佐藤さん" in composer.bars.lock.sentence()
    assert "送信しています" in composer.bars.lock.sentence()
    assert not may_be_stuck(composer.keeper.view, session.now())
    team.clock.move(timedelta(minutes=4))
    composer.keeper._read_again()
    assert "送信を打ち切る…" in labels(composer.bars.lock)  # a lead need not wait
    dialog = shown(AbandonDialog(session, case, composer))
    assert "送信されたかもしれません" in dialog.warning.text()
    dialog.confirm()
    settle()
    team.sync()
    assert team.room.reads.detail(case).row.case.open_send is None


def _begin_a_send(team, case) -> None:
    """Let 佐藤's PC begin to send and say nothing more."""
    from mailroom.domain.events import Event  # noqa: PLC0415
    from mailroom.domain.people import Address  # noqa: PLC0415
    from mailroom.ids import MessageId, new_event_id  # noqa: PLC0415

    parts, detail = team.colleague._parts, team.colleague.reads.detail(case)
    begun = SendBegun(
        message_id=MessageId(f"<stuck-{case}@example>"),
        token=detail.row.case.claim.token,
        to=(Address(addr="yamada@yamada-shoten.example"),),
    )
    event = Event(
        id=new_event_id(),
        by=SATO,
        desk=DeskId("sato-pc"),
        body=begun,
        anchor=detail.row.case.anchor,
        basis=detail.seen,
        made_at=team.clock.now(),
    )
    parts.publish(parts.store.replica.append_pending((event,)))
    team.sync()

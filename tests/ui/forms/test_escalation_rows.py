"""The requirements of the escalation form, each by typing and clicking (S02-S63, N04-N08)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from mailroom.domain import commands as c
from mailroom.domain.cases import CaseStatus
from mailroom.domain.escalations.escalation import (
    AnswerKind,
    Doubt,
    EscalationKind,
    EscalationState,
)
from mailroom.domain.people import Address, Presence
from mailroom.domain.policies.policy import Category
from mailroom.errors import RuleBroken
from mailroom.ids import PersonId
from tests.ui.forms.asking import Chief, fill, last, open_again, request, sent
from ui.models.escalation_offers import SEVEN, Offer

CTRL = Qt.KeyboardModifier.ControlModifier
SUZUKI, KACHO, TANAKA = PersonId("suzuki"), PersonId("kacho"), PersonId("tanaka")


@pytest.fixture
def policy(team, session, qtbot):
    """Give a way to change the team's rules for one test."""
    before = team.room.reads.policy()

    def change(**parts):
        now = replace(team.room.reads.policy(), **parts)
        team.do(c.SetPolicy(policy=now, reason="test"))
        qtbot.waitUntil(lambda: session.roster.policy == now)

    yield change
    team.do(c.SetPolicy(policy=before, reason="test"))


@pytest.fixture
def away(team, session, qtbot):
    """Let the first one who would be asked be out for two hours."""
    until = team.clock.now() + timedelta(hours=2)
    team.do(c.SetPresence(person=SUZUKI, presence=Presence.OUT, until=until))
    qtbot.waitUntil(lambda: session.roster.members[SUZUKI].presence is Presence.OUT)
    yield until
    team.do(c.SetPresence(person=SUZUKI, presence=Presence.IN))


def levels(form):
    group = form.request.fields.level
    return [button.text() for button in group._group.buttons()]


# --- whom, and why --------------------------------------------------------------------------------


def test_S02_a_level_is_a_rank_and_its_person_and_the_desk_is_level_one(form, case):
    form.open(case)
    assert levels(form) == ["L2", "L3", "L4"]  # L1 is who asks
    for level, name in ((2, "鈴木 係長"), (3, "佐々木 課長"), (4, "高橋 部長")):
        form.request.fields.level.button(level).click()
        assert form.request.side._who.text() == name
        assert f"L{level} {name.split()[1]}" in form.request.side._why.text()


def test_S31_the_addressee_is_computed_and_shown_with_the_reason_and_the_steps(form, case):
    form.open(case)
    side = form.request.side
    assert side._who.text() == "鈴木 係長"
    lines = side.plan.text().splitlines()
    assert lines[0].startswith("今 ")
    assert any("催促" in line for line in lines)
    assert any("回答なし → 佐々木課長(L3)" in line for line in lines)
    assert any("全員の一覧" in line for line in lines)
    assert any("回答期限" in line for line in lines)
    assert form.request.form().plan.steps  # frozen as it is shown


def test_S34_who_is_out_is_skipped_at_once_or_waited_for_as_the_asker_likes(
    qtbot, team, form, case, away
):
    form.open(case)
    side = form.request.side
    back = side._view.awaited.until  # not before the office is open again
    assert back >= away
    until = f"{back.astimezone(form._session.zone):%-H:%M}"
    assert f"鈴木係長 外出 {until}まで → 飛ばす" in side.plan.text()
    assert side.receiver().person != SUZUKI
    assert [button.text() for button in side.wait._group.buttons()] == [
        "飛ばす",
        f"{until} まで待つ",
    ]
    side.wait.button(True).click()
    assert side._who.text() == "鈴木 係長"
    assert "飛ばす" not in side.plan.text()
    fill(form)
    one = sent(qtbot, team, form, case)
    assert one.person == SUZUKI
    assert one.form.plan.wait_until is not None


def test_S36_one_key_asks_the_first_contact_of_the_team(qtbot, team, form, case):
    form.open(case, consult=True)
    assert form.request.side._why.text().startswith("迷ったときの相談先")
    assert form.foot.send_button.text().startswith("鈴木 係長に相談する(社内)")
    assert not form.request.fields._choices.isVisible()
    assert not form.request.fields._facts.isVisible()


def test_N04_a_consult_is_a_check_with_one_line_and_the_desk_keeps_the_case(
    qtbot, team, form, case
):
    form.open(case, consult=True)
    assert QApplication.focusWidget() is request(form)
    qtbot.keyClicks(request(form), "OK?")  # over the words that stood there
    qtbot.keyClick(request(form), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(form.sent.isVisible)
    team.sync()
    one = last(team, case)
    assert one.form.kind is EscalationKind.CHECK
    assert one.form.request == "OK?"
    assert "箱が破れていました" in one.form.history  # the summary is filled in
    holder = team.room.reads.detail(case).row.holder
    assert holder.person == TANAKA


# --- what is asked --------------------------------------------------------------------------------


HOLDERS = {
    EscalationKind.CHECK: TANAKA,
    EscalationKind.INSTRUCT: TANAKA,
    EscalationKind.APPROVE: TANAKA,
    EscalationKind.TAKE_OVER: SUZUKI,
}


@pytest.mark.parametrize("kind", HOLDERS)
def test_S05_each_kind_says_who_holds_the_case_and_so_it_is(qtbot, team, form, case, kind):
    form.open(case)
    form.request.fields.kind.button(kind).click()
    stays = kind is not EscalationKind.TAKE_OVER
    said = form.request.fields._kind_help.text()
    assert ("案件はあなたのまま" in said) is stays
    assert ("相手が担当になります" in said) is not stays
    fill(form)
    sent(qtbot, team, form, case)
    assert team.room.reads.detail(case).row.holder.person == HOLDERS[kind]


def test_S06_a_heads_up_never_counts_as_handled_and_the_page_says_so(qtbot, team, form, case):
    form.open(case)
    form.request.fields.kind.button(EscalationKind.HEADS_UP).click()
    fill(form)
    one = sent(qtbot, team, form, case)
    detail = team.room.reads.detail(case)
    assert detail.row.case.status is not CaseStatus.ESCALATED
    assert not one.awaits_answer
    page = open_again(form, case)
    assert "対応済みにはなりません" in page._nobody_yet.text()
    assert "田中さんのまま" in page._nobody_yet.text()


def test_S10_a_heads_up_is_one_line_and_one_key(qtbot, team, form, case):
    form.open(case)
    form.request.fields.kind.button(EscalationKind.HEADS_UP).click()
    request(form).insertPlainText("お耳に入れておきます。")
    qtbot.keyClick(request(form), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(form.sent.isVisible)
    team.sync()
    assert last(team, case).form.kind is EscalationKind.HEADS_UP


def test_S13_on_day_one_one_key_and_one_prefilled_screen(qtbot, team, form, case):
    form.open(case)
    texts = form.request.fields.texts
    assert QApplication.focusWidget() is request(form)
    assert {name for name in ("customer", "dates", "history") if texts[name].text()} == {
        "customer",
        "dates",
        "history",
    }
    assert form.request.side.receiver() is not None
    form.request.fields.kind.button(EscalationKind.CHECK).click()
    request(form).insertPlainText("返品を受けてよいですか。")
    qtbot.keyClick(request(form), Qt.Key.Key_Enter, CTRL | Qt.KeyboardModifier.KeypadModifier)
    qtbot.waitUntil(form.sent.isVisible)


def test_S42_the_template_is_filled_from_the_case_and_reads_on_a_phone(qtbot, team, form, case):
    form.open(case)
    fill(form, "返金してよいですか。")
    sent(qtbot, team, form, case)
    text = Chief(team).text()
    first_three = "\n".join(text.splitlines()[:3])
    assert "返金してよいですか。" in first_three
    assert "回答期限" in first_three
    for part in ("山田太郎", "箱が破れていました", "田中"):
        assert part in text


def test_S43_what_is_needed_depends_on_kind_and_level_and_unknown_is_an_answer(form, case):
    form.open(case)
    fields = form.request.fields

    def stars():
        return {n for n, f in fields.texts.items() if f._label.text().endswith("*")}

    fields.kind.button(EscalationKind.CHECK).click()
    check = stars()
    fields.level.button(4).click()
    assert check < stars()
    fields.kind.button(EscalationKind.APPROVE).click()
    assert "amount" in stars()
    form.submit()
    missing = {n for n, f in fields.texts.items() if f._problem.isVisibleTo(f)}
    assert missing == {"request", "tried", "now", "amount"}
    assert form.request.isVisible()
    fill(form)
    assert not {n for n, f in fields.texts.items() if f._problem.isVisibleTo(f)}


def test_S63_nobody_is_blamed_and_the_team_words_it(form, case, policy):
    policy(no_blame="早めの相談を歓迎します。")
    form.open(case)
    assert form.foot.no_blame.text() == "早めの相談を歓迎します。"
    assert form.foot.no_blame.isVisible()


def test_S26_the_boundary_of_the_category_stands_beside_the_questions(form, case):
    form.open(case)
    form.request.fields.category.choose("料金・請求")
    form.request.fields.category.chosen.emit()
    card = form.request.side.boundary
    assert card.isVisibleTo(form)
    assert "値引き・減額・請求の訂正は相談してから" in card.words()


def test_S28_the_boundary_is_shown_once_and_again_when_it_says_something_new(
    qtbot, form, case, session, policy
):
    def choose():
        form.request.fields.category.choose("納期・配送")
        form.request.fields.category.chosen.emit()

    form.open(case)
    choose()
    side = form.request.side
    assert side.boundary.isVisibleTo(form)
    side.boundary.read_button.click()
    assert not side.boundary.isVisibleTo(form)
    form.leave()
    form.open(case)
    choose()
    assert not side.boundary.isVisibleTo(form)
    side.boundary_button.click()  # it stays one click away
    assert side.boundary.isVisibleTo(form)
    policy(categories=(Category(name="納期・配送", boundary="お詫びの品は係長まで。"),))
    form.leave()
    form.open(case)
    choose()
    assert side.boundary.isVisibleTo(form)
    with qtbot.waitSignal(form.reply_asked) as asked:
        side.boundary.answer_button.click()  # that is for us to answer
    assert asked.args == [case]


# --- by telephone ---------------------------------------------------------------------------------


def test_S40_where_the_phone_comes_first_the_number_stands_first(form, case):
    form.open(case)
    assert not form.request.side.phone.isVisibleTo(form)
    form.request.fields.level.button(4).click()
    assert form.request.side.phone.text() == "内線 401 / 電話 090-5550-0401"
    assert form.request.side.phone.isVisibleTo(form)
    first = form.foot._row.itemAt(0).widget()
    assert first is form.foot.phone_button


def test_S41_a_call_leaves_with_its_record_and_is_amber_until_then(qtbot, team, form, case):
    form.open(case)
    form.request.fields.level.button(4).click()
    fill(form)
    form.foot.phone_button.click()
    dial = form.dial
    assert dial.isVisible()
    number = dial._number_row.itemAt(1).widget()
    assert "090-5550-0401" in number.text()
    number.click()
    assert QGuiApplication.clipboard().text() == "09055500401"
    dial.save_button.click()
    assert dial._problem.isVisible()  # somebody reached said something
    dial.memo.insertPlainText("復旧を優先。\n14時に再度連絡。")
    dial.save_button.click()
    qtbot.waitUntil(form.sent.isVisible)
    qtbot.waitUntil(lambda: bool(last(team, case).phone))
    page = open_again(form, case)
    qtbot.waitUntil(page.owed.isVisible)
    assert "記録メールはまだ送られていません" in page.owed.sentence()
    team.sync()
    team.sync()
    call = last(team, case).phone[0]
    assert (call.number, call.reached, call.memo) == (
        "090-5550-0401", True, "復旧を優先。\n14時に再度連絡。",
    )  # fmt: skip
    qtbot.waitUntil(lambda: not page.owed.isVisible())
    assert "復旧を優先。" in Chief(team, "takahashi@hinata-shoji.example").text()


def test_N05_not_reached_needs_no_memo_and_works_without_a_connection(
    qtbot, team, form, case, monkeypatch
):
    form.open(case)
    fill(form)
    sent(qtbot, team, form, case)
    page = open_again(form, case)
    page.buttons[Offer.PHONE].click()
    page.dial.reached.button(False).click()
    page.dial.save_button.click()  # nothing is synced here: it is kept on this PC
    qtbot.waitUntil(lambda: bool(last(team, case).phone))
    call = last(team, case).phone[-1]
    assert not call.reached
    assert call.memo == ""
    qtbot.waitUntil(page.owed.isVisible)
    team.sync()


# --- the answer -----------------------------------------------------------------------------------


@pytest.fixture
def asked_of_me(team, case, session, qtbot):
    """A case that 佐藤 escalated to me."""
    plain = team.room.reads.prefill_escalation(case)
    to = Address(name="田中 恵", addr="tanaka@hinata-shoji.example")
    asked = replace(plain, request="どう答えますか。", to=to, to_person=TANAKA)
    planned = team.colleague.reads.with_plan(asked)
    team.do(c.Escalate(case=case, form=planned), room=team.colleague)
    return case


def test_S09_who_is_asked_answers_in_the_app_with_the_same_seven(qtbot, team, form, asked_of_me):
    form.open(asked_of_me)
    page = form.under_way
    assert QApplication.focusWidget() is page.buttons[Offer.ANSWER]
    page.buttons[Offer.ANSWER].click()
    kinds = [page.recorder.kind.button(kind).text() for kind in SEVEN]
    assert kinds == [
        "引き受ける", "承認する", "承認しない", "指示する", "差し戻す", "上へ上げる",
        "今は対応できない",
    ]  # fmt: skip
    page.recorder.kind.button(AnswerKind.INSTRUCT).click()
    page.recorder.words.insertPlainText("全額返金で。")
    page.recorder.for_customer.insertPlainText("全額をお返しいたします。")
    page.recorder.save_button.click()
    qtbot.waitUntil(lambda: bool(last(team, asked_of_me).answers))
    team.sync()
    answer = last(team, asked_of_me).answers[-1]
    assert (answer.kind, answer.by_person, answer.spoken) == (AnswerKind.INSTRUCT, TANAKA, False)
    assert answer.for_customer == "全額をお返しいたします。"


def test_S04_lowering_hands_the_case_back_to_the_desk_with_an_instruction(
    qtbot, team, form, asked_of_me
):
    form.open(asked_of_me)
    page = form.under_way
    page.buttons[Offer.LOWER].click()
    page.lower_panel.button.click()  # an instruction belongs to it
    assert last(team, asked_of_me).state is not EscalationState.ANSWERED
    page.lower_panel.text.insertPlainText("規約 3 条を引用して返信してください。")
    page.lower_panel.button.click()
    qtbot.waitUntil(lambda: last(team, asked_of_me).state is EscalationState.ANSWERED)
    team.sync()
    assert "規約 3 条" in last(team, asked_of_me).answers[-1].words
    holder = team.colleague.reads.detail(asked_of_me).row.holder
    assert holder.person == PersonId("sato")


def test_N07_an_answer_in_plain_words_is_sorted_with_one_key(qtbot, team, form, case, session):
    form.open(case)
    fill(form)
    sent(qtbot, team, form, case)
    Chief(team).reply("そのあたりは柔軟に考えてください。")
    page = open_again(form, case)
    [card] = page.answers.cards()
    assert card.buttons
    assert QApplication.focusWidget() in card.buttons.values()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_4)
    qtbot.waitUntil(lambda: last(team, case).answers[-1].kind is AnswerKind.INSTRUCT)
    team.sync()
    answer = last(team, case).answers[-1]
    assert answer.kind is AnswerKind.INSTRUCT
    assert answer.words.startswith("そのあたりは柔軟に")
    assert answer.sorted_by == TANAKA


@pytest.mark.parametrize("counts", [True, False])
def test_an_answer_from_somebody_nobody_asked_waits_for_a_word(qtbot, team, form, case, counts):
    form.open(case)
    fill(form)
    sent(qtbot, team, form, case)
    Chief(team).reply("承認する", sender="誰か <dareka@else.example>")
    one = last(team, case)
    assert one.answers[-1].doubt is Doubt.UNKNOWN_SENDER
    assert one.state is not EscalationState.ANSWERED
    page = open_again(form, case)
    [card] = page.answers.cards()
    kind = one.answers[-1].kind
    card.buttons[kind if counts else None].click()
    if counts:
        qtbot.waitUntil(lambda: last(team, case).state is EscalationState.ANSWERED)
    else:
        qtbot.waitUntil(lambda: last(team, case).answers[-1].refused)
        assert last(team, case).state is not EscalationState.ANSWERED
    qtbot.waitUntil(lambda: not page.answers.cards()[0].buttons)
    team.sync()


def test_S48_how_far_it_is_stands_in_a_line_with_who_and_when(qtbot, team, form, case):
    form.open(case)
    fill(form)
    sent(qtbot, team, form, case)
    page = open_again(form, case)
    assert page.life.accessibleName().startswith("送信済み 田中さん")
    Chief(team).reply("承認する")
    qtbot.waitUntil(lambda: "回答あり 鈴木係長" in page.life.accessibleName())


def test_S50_an_answer_is_a_task_with_a_clock_and_an_open_one_keeps_the_case_open(
    qtbot, team, form, case
):
    form.open(case)
    fill(form)
    sent(qtbot, team, form, case)
    detail = team.room.reads.detail(case)
    with pytest.raises(RuleBroken):
        team.room.do(c.Close(case=case, shown=detail.seen))
    Chief(team).reply("全額返金で進めてください。\n\n▼お客様へ\n全額をご返金いたします。")
    page = open_again(form, case)
    assert "お客様へ返信してください" in page.owed.sentence()
    assert "残り" in page.owed.sentence()
    assert page.buttons[Offer.REPLY].isVisible()
    [card] = page.answers.cards()
    with qtbot.waitSignal(form.draft_asked) as asked:
        card.use_button.click()
    assert asked.args == [case, "全額をご返金いたします。"]
    page.buttons[Offer.APPLIED].click()
    qtbot.waitUntil(lambda: last(team, case).state is EscalationState.APPLIED)
    page.buttons[Offer.TOLD].click()
    page.told_panel.text.insertPlainText("電話で")
    page.told_panel.button.click()
    qtbot.waitUntil(lambda: last(team, case).state is EscalationState.TOLD)
    team.sync()
    one = last(team, case)
    assert (one.state, one.told_how) == (EscalationState.TOLD, "電話で")


def test_S53_the_customer_is_told_at_once_that_it_takes_a_while(qtbot, team, form, case):
    form.open(case)
    fill(form)
    sent(qtbot, team, form, case)
    assert "お客様に" in form.sent.question.text()
    with qtbot.waitSignal(form.interim_asked) as asked:
        form.sent.write_button.click()
    assert asked.args == [case]


def test_S03_raising_goes_on_in_the_same_escalation(qtbot, team, form, case):
    form.open(case)
    fill(form)
    before = sent(qtbot, team, form, case)
    page = open_again(form, case)
    page.buttons[Offer.RAISE].click()
    assert form.request.isVisible()
    assert form.request.fields.level.value() == 3
    one = sent(qtbot, team, form, case)
    assert one.id == before.id
    assert [asked.level for asked in one.asked] == [2, 3]
    assert len(team.room.reads.detail(case).escalations) == 1

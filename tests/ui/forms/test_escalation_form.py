"""The escalation form: prefilled, one screen, nothing to the customer, driven by keys."""

from __future__ import annotations

import json
from datetime import timedelta

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from mailroom.domain.commands import SetPresence
from mailroom.domain.drafts import DraftTab
from mailroom.domain.escalations.escalation import (
    AnswerKind,
    Criterion,
    EscalationKind,
    EscalationState,
)
from mailroom.domain.people import Presence
from mailroom.ids import PersonId
from tests.ui.forms.asking import Chief, fill, open_again, request, sent
from ui.models.escalation_offers import Offer

CTRL = Qt.KeyboardModifier.ControlModifier


def test_the_cursor_waits_in_the_only_field_nobody_can_prefill(form, case):
    form.open(case)
    assert QApplication.focusWidget() is request(form)
    assert request(form).toPlainText() == ""
    texts = form.request.fields.texts
    assert "山田太郎" in texts["customer"].text()
    assert "箱が破れていました" in texts["history"].text()
    assert texts["dates"].text()


def test_what_is_missing_is_shown_before_sending_and_unknown_is_an_answer(qtbot, team, form, case):
    form.open(case)
    form.submit()
    assert form.request.isVisible()
    problems = {name for name, f in form.request.fields.texts.items() if f._problem.isVisibleTo(f)}
    assert problems == {"request", "now"}  # 指示 at L2
    assert QApplication.focusWidget() is request(form)

    request(form).insertPlainText("どう答えますか。")
    form.request.fields.texts["now"]._unknown.setChecked(True)
    escalation = sent(qtbot, team, form, case)
    assert escalation.form.unknown == {"now"}
    assert escalation.form.request == "どう答えますか。"


def test_ctrl_enter_sends_what_stands_there(qtbot, team, form, case, session):
    form.open(case)
    form.request.fields.kind.button(EscalationKind.TAKE_OVER).click()
    form.request.fields.level.button(3).click()
    form.request.fields.criterion.choose(Criterion.RESPONSIBLE_PERSON)
    fill(form)
    assert form.foot.send_button.text() == "佐々木 課長へ送信(社内)  Ctrl+Enter"
    qtbot.keyClick(request(form), Qt.Key.Key_Enter, CTRL | Qt.KeyboardModifier.KeypadModifier)
    qtbot.waitUntil(form.sent.isVisible)
    team.sync()

    one = team.room.reads.detail(case).escalations[-1]
    assert (one.form.kind, one.form.level) == (EscalationKind.TAKE_OVER, 3)
    assert one.form.criterion is Criterion.RESPONSIBLE_PERSON
    assert one.form.to_person == PersonId("kacho")
    assert one.form.wanted_by - team.clock.now() <= timedelta(minutes=60)


def test_unconfirmed_words_send_nothing(qtbot, team, form, case, settle):
    form.open(case)
    fill(form)
    QCoreApplication.sendEvent(request(form), QInputMethodEvent("おねがい", []))
    qtbot.keyClick(request(form), Qt.Key.Key_Return, CTRL)
    assert form.request.isVisible()
    settle()
    assert team.room.reads.detail(case).escalations == ()


def test_enter_in_a_line_sends_nothing_and_no_button_is_default(qtbot, team, form, case, settle):
    form.open(case)
    fill(form)
    lines = [line for line in form.findChildren(QLineEdit) if line.isVisible()]
    assert lines
    for line in lines:
        line.setFocus()
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert form.request.isVisible()
    settle()
    assert team.room.reads.detail(case).escalations == ()
    for button in form.findChildren(QPushButton):
        assert not button.isDefault()
        assert not button.autoDefault()


def test_the_kind_explains_itself_and_asks_for_its_facts(form, case):
    form.open(case)
    fields = form.request.fields
    said = set()
    for kind in EscalationKind:
        fields.kind.button(kind).click()
        said.add(fields._kind_help.text())
        stars = {n for n, f in fields.texts.items() if f._label.text().endswith("*")}
        assert "request" in stars
    assert len(said) == len(EscalationKind)
    assert "相手が担当になります。お待たせ連絡は送れます。" in said


def test_the_deadline_follows_the_level_until_somebody_chooses_one(form, case, team):
    form.open(case)
    fields = form.request.fields
    fields.level.button(2).click()
    slow = fields.deadline.value()
    fields.level.button(4).click()
    fast = fields.deadline.value()
    assert fast < slow
    fields.deadline._pick(slow)
    fields.level.button(3).click()
    assert fields.deadline.value() == slow


def test_the_column_says_who_why_and_that_the_customer_is_out(form, case):
    form.open(case)
    side = form.request.side
    assert side._who.text() == "鈴木 係長"
    assert "L2 係長" in side._why.text()
    assert side._safe.text() == "お客様は宛先に入りません。"
    assert "回答期限" in side.plan.text()
    form.request.fields.level.button(3).click()
    assert side._who.text() == "佐々木 課長"


def test_the_mail_can_be_seen_as_its_reader_sees_it(qtbot, form, case):
    form.open(case)
    request(form).insertPlainText("全額返金してよいですか。")
    form.request.side.preview_button.click()
    assert form.preview.isVisible()
    assert not form.request.isVisible()
    assert "全額返金してよいですか。" in form.preview.text()
    assert "回答期限" in form.preview.text()
    assert form.foot.send_button.isVisible()  # it can be sent from here
    qtbot.keyClick(form.preview.back_button, Qt.Key.Key_Escape)
    assert form.request.isVisible()
    assert form.case == case


def test_somebody_else_can_be_chosen_but_never_the_customer(form, case):
    form.open(case)
    side = form.request.side
    side._change.click()
    names = [side._people.itemText(at) for at in range(side._people.count())]
    assert not any("山田" in name for name in names)
    side._people.choose(PersonId("bucho"))
    side._people.chosen.emit()
    assert form.foot.send_button.text().startswith("高橋 部長へ送信(社内)")


def test_it_fits_the_smallest_window(form, case):
    form.open(case)
    for size in ((863, 350), (560, 300)):
        form.resize(*size)
        hint = form.minimumSizeHint()
        assert hint.width() <= size[0]
        assert hint.height() <= size[1]


def test_tab_goes_through_everything_and_comes_back(qtbot, form, case):
    form.open(case)
    start = QApplication.focusWidget()
    reached = []
    while (now := QApplication.focusWidget()) not in reached:
        reached.append(now)
        qtbot.keyClick(now, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is start  # no trap on the way
    wanted = {
        form.foot.send_button, form.foot.phone_button, form.foot.spoken_button,
        form.request.side._change,
        form.request.fields.category, form.request.fields.criterion,
        *(field.input for field in form.request.fields.texts.values()),
    }  # fmt: skip
    assert wanted <= set(reached)
    assert all(widget.accessibleName() for widget in reached)


def test_esc_keeps_the_half_filled_form(qtbot, team, form, case):
    form.open(case)
    form.request.fields.level.button(3).click()
    qtbot.keyClicks(request(form), "half")
    with qtbot.waitSignal(form.closed):
        qtbot.keyClick(request(form), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: team.room.drafts.load(case, DraftTab.ESCALATION) is not None)
    kept = json.loads(dict(team.room.drafts.load(case, DraftTab.ESCALATION).fields)["form"])
    assert kept["request"] == "half"

    form.open(case)
    assert request(form).toPlainText() == "half"
    assert form.request.fields.level.value() == 3


def test_when_in_doubt_one_key_and_little_to_fill(qtbot, team, form, case):
    form.open(case, consult=True)
    fields = form.request.fields
    assert fields.kind.value() is EscalationKind.CHECK
    assert fields.criterion.value() is Criterion.UNSURE
    assert fields.level.value() == 2
    one = sent(qtbot, team, form, case)
    assert one.form.kind is EscalationKind.CHECK


def test_the_customer_can_be_told_at_once(qtbot, team, form, case):
    form.open(case)
    fill(form)
    sent(qtbot, team, form, case)
    with qtbot.waitSignal(form.interim_asked) as asked:
        form.sent.write_button.click()
    assert asked.args == [case]


def test_add_and_withdraw_while_it_is_open(qtbot, team, form, case):
    form.open(case)
    fill(form)
    sent(qtbot, team, form, case)
    form.leave()
    form.open(case)
    assert form.under_way.isVisible()
    form.under_way.buttons[Offer.ADD].click()
    form.under_way.add_panel.text.insertPlainText("写真も届きました。")
    form.under_way.add_panel.button.click()
    qtbot.waitUntil(lambda: team.room.reads.detail(case).escalations[-1].added != ())
    form.under_way.buttons[Offer.WITHDRAW].click()
    form.under_way.withdraw_panel.text.insertPlainText("解決しました。")
    form.under_way.withdraw_panel.button.click()
    team_state = lambda: team.room.reads.detail(case).escalations[-1].state  # noqa: E731
    qtbot.waitUntil(lambda: team_state() is EscalationState.WITHDRAWN)


def test_words_for_the_addressee_are_kept_and_ctrl_enter_sends_them(qtbot, team, form, case):
    form.open(case)
    fill(form)
    sent(qtbot, team, form, case)
    form.leave()
    form.open(case)
    form.under_way.buttons[Offer.ADD].click()
    form.under_way.add_panel.text.insertPlainText("写真も届きました。")
    form.under_way.buttons[Offer.SPOKEN].click()
    form.under_way.buttons[Offer.ADD].click()
    assert form.under_way.add_panel.text.toPlainText() == "写真も届きました。"
    form.submit()
    qtbot.waitUntil(lambda: team.room.reads.detail(case).escalations[-1].added != ())
    assert form.under_way.add_panel.text.toPlainText() == ""


def test_a_spoken_answer_is_recorded(qtbot, team, form, case):
    form.open(case)
    fill(form)
    sent(qtbot, team, form, case)
    form.leave()
    form.open(case)
    form.under_way.buttons[Offer.SPOKEN].click()
    recorder = form.under_way.recorder
    recorder.kind.button(AnswerKind.INSTRUCT).click()
    recorder.save()
    assert recorder._problem.isVisible()  # the words are what matters
    recorder.words.insertPlainText("全額返金で進めてください。")
    recorder.save_button.click()
    qtbot.waitUntil(lambda: bool(team.room.reads.detail(case).escalations[-1].answers))
    team.sync()
    answer = team.room.reads.detail(case).escalations[-1].answers[-1]
    assert answer.spoken
    assert answer.by == "鈴木 係長"
    assert answer.words == "全額返金で進めてください。"
    form.leave()
    form.open(case)
    assert form.under_way.buttons[Offer.REPLY].isVisible()


def test_a_question_in_doubt_and_a_full_form_are_kept_side_by_side(qtbot, team, form, case):
    form.open(case)
    form.request.fields.level.button(3).click()
    qtbot.keyClicks(request(form), "in full")
    form.leave()
    form.open(case, consult=True)
    assert form.request.fields.brief
    qtbot.keyClicks(request(form), "in doubt")
    form.leave()
    form.open(case)
    assert request(form).toPlainText() == "in full"
    assert form.request.fields.level.value() == 3
    form.leave()
    form.open(case, consult=True)
    assert request(form).toPlainText() == "in doubt"
    one = sent(qtbot, team, form, case)
    assert one.form.request == "in doubt"
    qtbot.waitUntil(lambda: "consult" not in dict(kept(team, case).fields))
    assert json.loads(dict(kept(team, case).fields)["form"])["request"] == "in full"


def kept(team, case):
    return team.room.drafts.load(case, DraftTab.ESCALATION)


def test_a_kept_form_has_the_deadline_of_its_level_unless_one_was_chosen(form, case):
    form.open(case)
    form.request.fields.level.button(2).click()
    slow = form.request.fields.deadline.value()
    request(form).insertPlainText("half")
    form.leave()
    form.open(case)
    assert form.request.fields.deadline.value() == slow
    form.request.fields.level.button(4).click()
    assert form.request.fields.deadline.value() < slow


def test_tab_leads_from_a_field_to_its_unknown_and_space_presses_it(qtbot, form, case):
    form.open(case)
    for name in ("amount", "tried", "now"):
        field = form.request.fields.texts[name]
        field.input.setFocus()
        qtbot.keyClick(field.input, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is field._unknown
        qtbot.keyClick(field._unknown, Qt.Key.Key_Space)
        assert field.is_unknown()


def test_looking_at_the_form_keeps_nothing(qtbot, team, form, case, settle):
    form.open(case)
    form.leave()
    settle()
    assert team.room.drafts.load(case, DraftTab.ESCALATION) is None


def test_a_heads_up_waits_for_nothing(qtbot, form, case):
    form.open(case)
    assert "回答期限" in form.request.side.plan.text()
    form.request.fields.kind.button(EscalationKind.HEADS_UP).click()
    assert form.request.side.plan.text() == "鈴木係長: ほかの共有とまとめて届きます"
    form.request.fields.level.button(3).click()  # whoever gets no digest gets it now
    assert form.request.side.plan.text() == "今 佐々木課長"
    assert form.request.form().wanted_by is None
    assert not form.request.fields.deadline.isVisible()
    fill(form)
    form.submit()
    qtbot.waitUntil(form.sent.isVisible)
    assert form.sent._sentence.text().endswith("案件はあなたのままです。")


def test_who_gets_it_is_shown_anew_when_somebody_goes_out(qtbot, team, form, case):
    form.open(case)
    assert form.request.side._who.text() == "鈴木 係長"
    until = team.clock.now() + timedelta(hours=2)
    suzuki = PersonId("suzuki")
    team.do(SetPresence(person=suzuki, presence=Presence.OUT, until=until))
    try:
        qtbot.waitUntil(lambda: form.request.side._who.text() != "鈴木 係長")
        assert "鈴木係長 外出" in form.request.side.plan.text()
    finally:
        team.do(SetPresence(person=suzuki, presence=Presence.IN))


def test_what_was_answered_can_be_asked_again(qtbot, team, form, case):
    form.open(case)
    fill(form)
    sent(qtbot, team, form, case)
    Chief(team).reply("承認する")
    page = open_again(form, case)
    page.buttons[Offer.AGAIN].click()
    assert form.request.isVisible()
    assert QApplication.focusWidget() is request(form)
    fill(form, "もう一度お願いします。")
    sent(qtbot, team, form, case)
    assert len(team.room.reads.detail(case).escalations) == 2


def test_a_question_in_doubt_can_become_a_full_one(form, case):
    form.open(case, consult=True)
    assert form.request.side._why.text().startswith("迷ったときの相談先")
    form.foot.more_button.click()
    assert form.request.fields.level.isVisible()
    assert form.request.side._why.text().startswith("L2 係長")
    assert form.foot.send_button.text().startswith("鈴木 係長へ送信(社内)")

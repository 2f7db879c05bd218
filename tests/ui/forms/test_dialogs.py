"""The dialogs: found by typing, safe to press Enter in, small enough for every window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from mailroom.domain.cases import Label
from mailroom.domain.commands import (
    AddToEscalation,
    AnswerEscalation,
    Escalate,
    SetLabel,
)
from mailroom.domain.escalations.escalation import AnswerKind
from mailroom.domain.people import Role
from mailroom.domain.roster import Load
from mailroom.ids import LabelId, PersonId
from mailroom.service import credentials
from mailroom.settings import Density, Theme
from ui.dialogs.accounts import AccountsDialog
from ui.dialogs.assign import AssignPicker
from ui.dialogs.dialog import Dialog
from ui.dialogs.labels import LabelEditor, LabelPicker
from ui.dialogs.leaving import LeavingDialog
from ui.dialogs.ledger import FolderDialog, LedgerDialog
from ui.dialogs.member import MemberEditor
from ui.dialogs.not_applied import NotAppliedDialog
from ui.dialogs.palette import ActionPalette
from ui.dialogs.phone_case import PhoneCaseDialog
from ui.dialogs.seat import SeatDialog
from ui.dialogs.settings import SettingsDialog
from ui.dialogs.snooze import SnoozePicker
from ui.dialogs.take_over import AbandonDialog, TakeOverDialog
from ui.dialogs.unreadable import UnreadableDialog

SMALLEST = (911, 432)
SATO = PersonId("sato")


@pytest.fixture
def window(qtbot, session):
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(*SMALLEST)
    host.show()
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    return host


@pytest.fixture
def shown(qtbot, window):
    """Show a dialog over the smallest window."""

    def show(dialog):
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.open()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return show


def detail(team, case):
    return team.room.reads.detail(case)


# --- all of them --------------------------------------------------------------------------------

ALL = {
    "assign": lambda s, c, w: AssignPicker(s, (c,), w),
    "labels": lambda s, c, w: LabelPicker(s, (c,), w),
    "label": lambda s, c, w: LabelEditor(s, None, w),
    "snooze": lambda s, c, w: SnoozePicker(s, (c,), w),
    "phone": lambda s, c, w: PhoneCaseDialog(s, w),
    "settings": lambda s, c, w: SettingsDialog(s, w),
    "member": lambda s, c, w: MemberEditor(s, None, w),
    "account": lambda s, c, w: AccountsDialog(s, w),
    "not applied": lambda s, c, w: NotAppliedDialog(s, w),
    "unreadable": lambda s, c, w: UnreadableDialog(s, w),
    "ledger": lambda s, c, w: LedgerDialog(s, w),
    "folders": lambda s, c, w: FolderDialog(s, w),
    "seat": lambda s, c, w: SeatDialog(s, w),
    "take over": TakeOverDialog,
    "abandon": AbandonDialog,
    "leaving": lambda s, c, w: LeavingDialog(
        s, s.roster.members[SATO], Load(held=1, cases=(c,)), w
    ),
}


@pytest.mark.parametrize("name", ALL)
def test_it_fits_and_no_button_is_default(session, case, window, shown, name):
    dialog = shown(ALL[name](session, case, window))
    assert dialog.windowTitle()
    assert dialog.width() <= SMALLEST[0]
    assert dialog.height() <= SMALLEST[1]
    assert dialog.minimumSizeHint().height() <= SMALLEST[1]
    for button in dialog.findChildren(QPushButton):
        assert not button.isDefault()
        assert not button.autoDefault()
        assert button.accessibleName()
    for line in dialog.findChildren(QLineEdit):
        assert line.accessibleName()


@pytest.mark.parametrize("name", ALL)
def test_tab_is_never_caught(qtbot, session, case, *, window, shown, name):
    shown(ALL[name](session, case, window))
    reached = []
    while (now := QApplication.focusWidget()) is not None and now not in reached:
        reached.append(now)
        qtbot.keyClick(now, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is reached[0]


@pytest.mark.parametrize("name", ["label", "phone", "settings", "member", "account"])
def test_enter_in_a_line_closes_and_saves_nothing(qtbot, session, case, *, window, shown, name):
    dialog = shown(ALL[name](session, case, window))
    for line in dialog.findChildren(QLineEdit):
        if line.isVisible():
            line.setFocus()
            qtbot.keyClick(line, Qt.Key.Key_Return)
    assert dialog.isVisible()


# --- pickers ------------------------------------------------------------------------------------


def test_somebody_is_found_by_a_letter_and_gets_the_case(
    qtbot, team, session, case, *, window, shown
):
    dialog = shown(AssignPicker(session, (case,), window))
    qtbot.keyClicks(dialog.list.line, "satou")  # 佐藤, typed without changing to kana
    qtbot.keyClick(dialog.list.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: detail(team, case).row.case.assignee == PersonId("sato"))
    assert not dialog.isVisible()


def test_who_is_here_comes_first_and_who_is_away_last(team, session, case, *, window, shown):
    rows = AssignPicker(session, (case,), window).list.model
    names = [rows.entry(rows.index(at, 0)).key for at in range(rows.rowCount())]
    assert names[0] == team.room.me.person
    assert names[-1] is None


def test_labels_go_on_and_off_by_enter(qtbot, team, session, case, *, window, shown):
    dialog = shown(LabelPicker(session, (case,), window))
    qtbot.keyClicks(dialog.list.line, "seikyu")
    qtbot.keyClick(dialog.list.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: detail(team, case).row.labels == (LabelId("請求"),))
    qtbot.waitUntil(lambda: dialog.list.current().checked is True)
    qtbot.keyClick(dialog.list.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: detail(team, case).row.labels == ())


def test_a_new_label_is_made_in_passing(qtbot, team, session, case, *, window, shown):
    editor = shown(LabelEditor(session, None, window))
    editor.confirm()
    assert editor.problem.isVisible()
    editor.name.setText("返品")
    editor.confirm()
    assert "返品" in {label.name for label in team.room.reads.labels()}
    assert editor.isVisible()  # the name is taken
    editor.name.setText("保証")
    editor.colour.choose("violet")
    editor.confirm()
    qtbot.waitUntil(lambda: "保証" in {label.name for label in team.room.reads.labels()})
    made = next(label for label in team.room.reads.labels() if label.name == "保証")
    assert made.colour == "violet"


def test_an_unknown_colour_of_a_label_is_kept(qtbot, team, session, *, window, shown):
    old = Label(id=LabelId("old"), name="昔の色", colour="amber")
    team.do(SetLabel(label=old))
    qtbot.waitUntil(lambda: LabelId("old") in session.roster.labels)
    editor = shown(LabelEditor(session, old, window))
    editor.name.setText("昔の色 2")
    editor.confirm()
    qtbot.waitUntil(lambda: "昔の色 2" in {label.name for label in team.room.reads.labels()})
    made = next(label for label in team.room.reads.labels() if label.id == old.id)
    assert made.colour == "amber"


def test_a_case_rests_until_a_time_people_say(qtbot, team, session, case, *, window, shown):
    dialog = shown(SnoozePicker(session, (case,), window))
    qtbot.keyClick(dialog.list.line, Qt.Key.Key_Down)
    wanted = dialog.list.current().key
    qtbot.keyClick(dialog.list.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: detail(team, case).row.case.snoozed_until == wanted)
    assert wanted > team.clock.now()


@pytest.mark.parametrize("typed", ["へんしん", "hensin", "henshin", "ﾍﾝｼﾝ", "返信"])
def test_the_palette_answers_to_kana_and_romaji(qtbot, session, window, shown, *, typed):
    done = []
    actions = []
    for text in ("保留…", "返信", "社内メモ", "完了"):
        action = QAction(text, window)
        action.triggered.connect(lambda _checked=False, text=text: done.append(text))
        actions.append(action)
    dialog = shown(ActionPalette(actions, window))
    dialog.list.line.setText(typed)
    qtbot.keyClick(dialog.list.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: done == ["返信"])


def test_the_palette_offers_nothing_that_is_grey(qtbot, session, window, shown):
    action = QAction("完了", window)
    action.setEnabled(False)
    dialog = shown(ActionPalette([action], window))
    qtbot.keyClick(dialog.list.line, Qt.Key.Key_Return)
    assert dialog.isVisible()


# --- forms --------------------------------------------------------------------------------------


def test_a_call_opens_a_case(qtbot, team, session, *, window, shown):
    dialog = shown(PhoneCaseDialog(session, window))
    dialog.confirm()
    assert dialog.problem.isVisible()
    dialog.caller.setText("森")
    dialog.phone.setText("03-1234-5678")
    dialog.subject.setText("配達日の変更")
    dialog.text.insertPlainText("土曜日にしてほしい。")
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    qtbot.waitUntil(lambda: session.case is not None)
    row = detail(team, session.case).row
    assert (row.case.subject, row.case.contact.name) == ("配達日の変更", "森")


def test_a_known_customer_is_pointed_out(qtbot, session, case, window, shown):
    dialog = shown(PhoneCaseDialog(session, window))
    dialog.address.setText("yamada@yamada-shoten.example")
    qtbot.waitUntil(dialog.known.isVisible)
    assert dialog.known.buttons()[0].text() == "最新を見る"


def test_settings_are_kept_when_saved(qtbot, team, session, window, shown):
    dialog = shown(SettingsDialog(session, window))
    dialog.look.theme.choose(Theme.LIGHT)
    dialog.look.density.choose(Density.ROOMY)
    dialog.work.letters.setChecked(False)
    dialog.work.plain.setChecked(True)
    dialog.work.signature.setPlainText("サポート 田中")
    before = session.settings
    try:
        dialog.confirm()
        assert session.settings.density is Density.ROOMY
        qtbot.waitUntil(lambda: team.room.profile.settings().signature == "サポート 田中")
        assert not team.room.profile.settings().letter_keys
        assert team.room.profile.settings().plain_first
    finally:
        session.set_settings(before)


def test_only_a_lead_may_change_roles(session, window):
    me = session.roster.members[session.me.person]
    session.roster.members[me.id] = replace(me, role=Role.MEMBER)
    editor = MemberEditor(session, me, window)
    assert not editor.role.isEnabled()


def test_a_member_who_only_answers_by_mail_is_added(qtbot, team, session, window, shown):
    editor = shown(MemberEditor(session, None, window))
    editor.name.setText("工場長")
    editor.addresses.setText("kojo at factory")
    editor.confirm()
    assert editor.problem.isVisible()
    editor.addresses.setText("kojo@factory.example")
    editor.confirm()

    def added():
        return any(row.member.name == "工場長" for row in team.room.reads.members())

    qtbot.waitUntil(added)


def test_a_new_password_is_kept_and_tried(team, session, window, shown, settle):
    dialog = shown(AccountsDialog(session, window))
    dialog.confirm()
    assert dialog.problem.isVisible()
    dialog.password.setText("a new one")
    dialog.confirm()
    settle()
    assert credentials.password_of(team.room.profile) == "a new one"
    credentials.forget(team.room.profile)


# --- what went wrong ----------------------------------------------------------------------------


def test_what_was_refused_is_shown_until_put_away(qtbot, team, session, case, *, window, shown):
    form = replace(team.room.reads.prefill_escalation(case), request="確認してください。")
    team.do(Escalate(case=case, form=form))
    escalation = detail(team, case).escalations[-1].id
    team.room.do(AddToEscalation(case=case, escalation=escalation, text="写真も届きました。"))
    answer = AnswerEscalation(
        case=case, escalation=escalation, kind=AnswerKind.APPROVE, words="よい", by="係長"
    )
    team.colleague.do(answer)
    team.colleague.sync_once()  # the answer lands first
    team.sync()
    dialog = shown(NotAppliedDialog(session, window))
    words = [label.text() for label in dialog.content.findChildren(QLabel)]
    assert "写真も届きました。" in words
    buttons = {button.text(): button for button in dialog.content.findChildren(QPushButton)}
    assert {"案件を見る", "メモにする", "返信に入れる", "コピー", "片付ける"} == buttons.keys()
    buttons["片付ける"].click()
    qtbot.waitUntil(lambda: team.room.reads.not_applied() == ())
    said = "すべて反映されています。"
    qtbot.waitUntil(lambda: said in [x.text() for x in dialog.content.findChildren(QLabel)])


def test_the_ledger_adds_up_on_screen(session, window, shown, case):
    dialog = shown(UnreadableDialog(session, window))
    ledger = session.room.reads.health().ledger
    assert ledger.adds_up
    texts = {label.text() for label in dialog.content.findChildren(QLabel)}
    assert f"{ledger.server:,}" in texts
    assert any("すべて" in text for text in texts)


def test_the_way_out_stands_last_however_many_buttons_there_are(qtbot):
    dialog = Dialog(None, "")
    qtbot.addWidget(dialog)
    first = dialog.add_buttons("保存")
    more = [dialog.add_button("添付"), dialog.add_button("破棄")]
    dialog.show()
    row = [first, *more, dialog.shut]
    assert [one.x() for one in row] == sorted(one.x() for one in row)
    assert [one.nextInFocusChain() for one in row[:-1]] == row[1:]

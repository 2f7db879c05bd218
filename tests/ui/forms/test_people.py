"""People: who is in, who sits where, who belongs to the team and who left."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton

from mailroom.domain.commands import (
    Assign,
    ClaimCase,
    SetMember,
    SetPresence,
)
from mailroom.domain.people import Member, Presence
from mailroom.ids import PersonId
from tests.ui.forms.people import SATO, TANAKA, claim_of, member_row
from ui import presence
from ui.attendance import Attendance
from ui.dialogs.assign import AssignPicker
from ui.dialogs.leaving import LeavingDialog
from ui.dialogs.member import MemberEditor
from ui.dialogs.seat import SeatDialog
from ui.dialogs.team_page import Part, TeamPage
from ui.models.lock_view import Hold
from ui.team_news import TeamNews
from ui.typed_hours import tidy_hours
from ui.views.frame.presence_foot import PresenceFoot
from ui.wording import team_text

pytestmark = pytest.mark.usefixtures("empty_outbox")


@pytest.fixture
def member(team, session, qtbot):
    """Give a member without a PC, and take them out of the way again."""
    made = Member(id=PersonId("hayashi"), name="林 美咲", addresses=("hayashi@example.com",))
    team.do(SetMember(member=made))
    qtbot.waitUntil(lambda: made.id in session.roster.members)
    yield made
    team.do(SetPresence(person=made.id, presence=Presence.IN))


# --- presence -----------------------------------------------------------------------------------


def test_one_click_says_where_i_am(qtbot, team, session, *, toasts, settle):
    foot = PresenceFoot(session)
    qtbot.addWidget(foot)
    foot.show()
    foot.choice.button(Presence.OUT).click()
    settle()
    assert member_row(team, TANAKA).presence is Presence.OUT
    qtbot.waitUntil(lambda: not foot.until.isHidden())
    menu = QMenu()
    presence.fill_until_menu(menu, session, TANAKA, Presence.OUT)
    menu.actions()[0].trigger()
    settle()
    assert member_row(team, TANAKA).presence_until is not None
    qtbot.waitUntil(lambda: ":" in foot.until.text())
    foot.choice.button(Presence.IN).click()
    settle()
    assert foot.until.isHidden() or member_row(team, TANAKA).presence is Presence.IN


def test_going_home_says_how_much_went_back(qtbot, team, case, *, session, toasts, settle):
    team.do(ClaimCase(case=case))
    held = len(team.room.seats.held())  # other tests left some
    foot = PresenceFoot(session)
    qtbot.addWidget(foot)
    foot.choice.button(Presence.GONE).click()
    settle()
    team.sync()
    assert claim_of(team, case) is None
    assert any(f"{held} 件" in one.text and "下書き" in one.text for one in toasts)
    team.do(SetPresence(person=TANAKA, presence=Presence.IN))


def test_who_sits_at_a_pc_says_it_themselves_unless_a_lead_does(team, session, member):
    assert presence.may_set(session, TANAKA)
    assert presence.may_set(session, member.id)
    assert presence.may_set(session, SATO)  # 田中 leads


def test_coming_back_is_offered_not_done(qtbot, team, session, *, toasts, settle):
    team.do(SetPresence(person=TANAKA, presence=Presence.GONE))
    qtbot.waitUntil(lambda: session.roster.members[TANAKA].presence is Presence.GONE)
    watch = Attendance(session, team.clock)
    try:
        watch.offer_to_be_in()
        offer = next(one for one in toasts if one.button == "在席にする")
        assert member_row(team, TANAKA).presence is Presence.GONE
        offer.pressed()
        settle()
        assert member_row(team, TANAKA).presence is Presence.IN
    finally:
        watch._looking.stop()
        team.sync()


def test_rule_06_an_empty_chair_hands_back(qtbot, team, case, *, session, toasts, settle):
    team.do(ClaimCase(case=case))
    watch = Attendance(session, team.clock)
    team.clock.move(timedelta(minutes=2))
    watch.look()
    settle()
    assert claim_of(team, case) is not None
    for _ in range(14):
        team.clock.move(timedelta(minutes=1))
        watch.look()
    settle()
    qtbot.waitUntil(lambda: any("下書き" in one.text for one in toasts))
    team.sync()
    assert claim_of(team, case) is None


def test_a_key_in_a_window_counts_as_being_there(qtbot, team, session, host):
    watch = Attendance(session, team.clock)
    watch._watch(host.windowHandle())
    team.clock.move(timedelta(minutes=1))
    QTest.keyClick(host.windowHandle(), Qt.Key.Key_A)
    assert watch._touched == team.clock.now()


@pytest.mark.parametrize("how", ["screen", "sleep"])
def test_rule_06_a_locked_screen_and_sleep_hand_back(
    qtbot, team, case, *, session, toasts, settle, how
):
    team.do(ClaimCase(case=case))
    watch = Attendance(session, team.clock)
    if how == "screen":
        watch.on_screen_lock(True)
    else:
        team.clock.move(timedelta(minutes=10))
        watch.touch(team.clock.now())  # a key wakes the PC before the timer comes
        watch.look()
    settle()
    team.sync()
    assert claim_of(team, case) is None


def test_rule_06_a_case_left_with_a_draft_goes_back_after_a_while(
    qtbot, team, composer, new_case, *, settle
):
    left, other = new_case(), new_case()
    composer.open_reply(left)
    qtbot.keyClicks(composer.reply.body, "a")
    qtbot.waitUntil(lambda: composer.keeper.view.hold is Hold.ASKED)
    team.sync()
    qtbot.waitUntil(lambda: composer.keeper.view.hold is Hold.MINE)
    composer.open_reply(other)
    team.clock.move(timedelta(minutes=14))
    composer.keeper.give_back_left()
    settle()
    assert claim_of(team, left) is not None
    team.clock.move(timedelta(minutes=1))
    composer.keeper.give_back_left()
    settle()
    team.sync()
    assert claim_of(team, left) is None


def test_somebody_away_is_offered_with_the_deputy(
    qtbot, team, case, *, session, shown, host, member, settle
):
    team.do(
        SetMember(member=replace(member, deputy=SATO)),
        SetPresence(person=member.id, presence=Presence.OUT),
    )
    qtbot.waitUntil(lambda: session.roster.members[member.id].deputy == SATO)
    dialog = shown(AssignPicker(session, (case,), host))
    dialog._on_picked(member.id)
    assert "佐藤さん" in dialog.away.text()
    buttons = dialog.instead.findChildren(QPushButton)
    assert [button.text() for button in buttons] == ["佐藤さんに渡す", "林さんに渡す"]
    buttons[0].click()
    settle()
    assert team.room.reads.detail(case).row.case.assignee == SATO


# --- seats --------------------------------------------------------------------------------------


def test_a_change_of_seat_says_what_goes_back_and_keeps_the_draft(
    qtbot, team, composer, case, *, session, shown, host, member
):
    composer.open_reply(case)
    composer.reply.body.insertPlainText("田中の下書き")
    session.case_changed.connect(lambda _case: composer.leave())  # what the window does
    session.show_case(case)
    composer.open_reply(case)
    team.do(ClaimCase(case=case))
    held = len(team.room.seats.held())  # other tests left some
    dialog = shown(SeatDialog(session, host))
    assert f"{held} 件" in dialog.means.text()
    dialog.going.choose(Presence.GONE)
    try:
        with qtbot.waitSignal(dialog.seated):
            dialog._sit_down(member.id)
        assert team.room.me.person == member.id
        team.sync()
        assert claim_of(team, case) is None
        assert member_row(team, TANAKA).presence is Presence.GONE
        assert team.room.drafts.all() == ()
    finally:
        team.room.seats.sit_down(TANAKA)
        team.do(SetPresence(person=TANAKA, presence=Presence.IN))
    assert any("田中の下書き" in draft.text for draft in team.room.drafts.all())


def test_a_name_that_is_taken_sits_nobody_down(qtbot, team, session, *, shown, host):
    dialog = shown(SeatDialog(session, host))
    dialog.new_name.setText("佐藤 健一")
    dialog.confirm()
    qtbot.waitUntil(dialog.problem.isVisible)
    assert team.room.me.person == TANAKA
    assert dialog.isVisible()


# --- the team page ------------------------------------------------------------------------------


def test_the_team_page_shows_members_pcs_and_changes(qtbot, team, session, *, member):
    page = TeamPage(session)
    qtbot.addWidget(page)
    page.show()
    rows = [page.members.list.model.data(page.members.list.model.index(n, 0)) for n in range(9)]
    assert any("林 美咲" in str(row) for row in rows)
    hint = page.members._hint(member, seated=False)
    assert "メールのみ" in hint
    page.show_part(Part.DESKS)
    names = [page.desks.list.model.index(n, 0).data() for n in range(2)]
    assert "この PC" in names[0]
    page.show_part(Part.CHANGES)
    qtbot.waitUntil(lambda: page.changes.list.model.rowCount() > 3)
    said = [page.changes.list.model.index(n, 0).data() for n in range(5)]
    assert any("林さん" in one for one in said)


def test_this_pc_is_renamed_and_no_two_have_one_name(qtbot, team, session, *, toasts):
    page = TeamPage(session)
    qtbot.addWidget(page)
    before = page.desks.name.text()
    page.desks.name.setText("佐藤 健一のPC")
    page.desks.rename.click()
    qtbot.waitUntil(lambda: any("別の" in one.text for one in toasts))
    page.desks.name.setText("机3")
    page.desks.rename.click()
    qtbot.waitUntil(lambda: any("机3" in one.text for one in toasts))
    team.sync()
    assert {desk.name for desk in team.colleague.reads.desks()} >= {"机3"}
    team.room.seats.rename(before)
    team.sync()


def test_a_member_has_mobile_hours_and_deputy(
    qtbot, team, session, *, shown, host, member, toasts, settle
):
    editor = shown(MemberEditor(session, member, host))
    editor.mobile.setText("090-1234-5678")
    editor.hours.setText("９時〜１７時３０分")
    editor.deputy.choose(SATO)
    editor.confirm()
    settle()
    saved = member_row(team, member.id)
    assert (saved.mobile, saved.hours, saved.deputy) == ("090-1234-5678", "9:00-17:30", SATO)
    undo = next(one for one in toasts if one.button == "元に戻す")
    undo.pressed()
    settle()
    assert member_row(team, member.id).mobile == ""
    team.sync()


@pytest.mark.parametrize(
    ("typed", "tidy", "sane"),
    [
        ("9:00-17:30", "9:00-17:30", True),
        ("９：００～１７：３０", "9:00-17:30", True),
        ("9時から17時まで", "9:00-17:00", True),
        ("10-18", "10:00-18:00", True),
        ("火木は午後のみ", "火木は午後のみ", True),
        ("", "", True),
        ("17:00-9:00", "17:00-9:00", False),
        ("9:75-25:00", "9:75-25:00", False),
    ],
)
def test_hours_are_understood_gently(typed, tidy, sane):
    assert tidy_hours(typed) == (tidy, sane)


def test_odd_hours_are_pointed_out_once_and_kept(
    qtbot, team, session, *, shown, host, member, settle
):
    editor = shown(MemberEditor(session, member, host))
    editor.hours.setText("22:00-6:00")
    editor.confirm()
    assert editor.isVisible()
    assert "22:00-6:00" in editor.problem.text()
    editor.confirm()
    settle()
    assert member_row(team, member.id).hours == "22:00-6:00"
    team.do(SetMember(member=member))


def test_leaving_says_what_it_leaves_and_offers_to_hand_it_out(
    qtbot, team, case, *, session, shown, host, member, settle
):
    team.do(Assign(case=case, person=member.id))
    editor = shown(MemberEditor(session, member, host))
    assert not editor.leaves.isVisible()
    editor.left.setChecked(True)
    assert "1 件" in editor.leaves.text()
    editor.confirm()
    settle()
    team.sync()
    assert member_row(team, member.id).left
    dialog = next(one for one in host.findChildren(LeavingDialog))
    assert dialog.hand_out.isVisible()
    assert dialog.key.isVisible()  # 田中 leads
    dialog.hand_out.click()
    picker = next(one for one in dialog.findChildren(AssignPicker))
    picker._on_picked(SATO)
    settle()
    assert team.room.reads.detail(case).row.case.assignee == SATO
    dialog.close()
    team.do(SetMember(member=member))


def test_a_new_pc_is_told_quietly_once(qtbot, team, session, *, toasts):
    news = TeamNews(session)
    qtbot.waitUntil(lambda: session.tasks.is_idle)
    toasts.clear()
    third = team._open(team.room.profile.folder.parent, "kacho")
    try:
        team.sync()
        qtbot.waitUntil(lambda: any("新しい PC" in one.text for one in toasts))
        assert "佐々木" in toasts[-1].text
        news._look()
        qtbot.waitUntil(lambda: session.tasks.is_idle)
        assert sum("新しい PC" in one.text for one in toasts) == 1
    finally:
        third.close()


def test_changes_of_the_team_are_sentences(team, session, member):
    said = [team_text.line(one, session.roster) for one in team.room.seats.changes()]
    assert any(one is not None and "チーム" in one for one in said)
    assert "林さんがチームに加わりました" in said

"""The editor of the rules and the handling of customers, by typing and clicking.

Rows S02, S14, S25, S26, S32, S36, S39, S52, S62, S63 in the window.
"""

from dataclasses import replace

import pytest

from mailroom.domain.commands import SetContact, SetPolicy
from mailroom.domain.people import Role
from mailroom.domain.policies.contacts import Contact, ContactFlag
from mailroom.domain.policies.policy import ClockMode, Pick, RouteBy, TargetKind
from mailroom.domain.policies.stalling import StallAction
from mailroom.ids import PersonId
from ui.dialogs.rules.contact_editor import ContactEditor
from ui.dialogs.rules.editor import RulesDialog
from ui.dialogs.rules.parts import Remark
from ui.dialogs.rules.times_page import StallCard
from ui.dialogs.settings import SettingsDialog

LEVELS, ROUTES, CRITERIA, TIMES, CUSTOMERS, TEXTS, HISTORY = range(7)
MONEY = "料金・請求"


@pytest.fixture
def rules(team):
    """The rules as they are; whatever a test saves is taken back."""
    before = team.room.policy.current()
    yield before
    if team.room.policy.current() != before:
        team.do(SetPolicy(policy=before, reason="元に戻す"))


@pytest.fixture
def dialog(session, window, shown, rules):
    return shown(RulesDialog(session, window))


def saved(qtbot, team, dialog, reason="試しに"):
    before = team.room.policy.current()
    dialog.reason.setText(reason)
    dialog.confirm()
    qtbot.waitUntil(lambda: team.room.policy.current() != before)
    return team.room.policy.current()


def test_S02_a_lead_changes_who_a_level_is_and_says_why(qtbot, team, dialog):
    card = dialog.show_page(LEVELS).cards[1]
    card.who.choose("@")
    card.who.chosen.emit()
    dialog.reason.setText("係長が休暇")
    dialog.confirm()
    assert dialog.isVisible()  # an address is missing
    assert "赤" in dialog.problem.text()
    qtbot.keyClicks(card.address, "helpdesk@hinata-shoji.example")
    policy = saved(qtbot, team, dialog, "係長が休暇")
    assert policy.level(2).address.addr == "helpdesk@hinata-shoji.example"
    assert policy.level(2).person is None


def test_S62_nothing_is_saved_without_a_reason_and_the_history_shows_it(
    qtbot, team, session, shown, dialog
):
    page = dialog.show_page(TIMES)
    page.minutes["escalate_minutes"].choose(60)
    page.minutes["escalate_minutes"].chosen.emit()
    dialog.confirm()
    assert dialog.isVisible()
    assert dialog.problem.text()
    before = team.room.policy.current()
    assert saved(qtbot, team, dialog, "忙しいので").escalate_minutes == 60
    history = shown(RulesDialog(session, dialog.parentWidget()))
    page = history.show_page(HISTORY)
    said = [label.text() for label in page.findChildren(type(history.findings))]
    assert "忙しいので" in said
    page._take(before)
    assert history.draft.policy == before


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(qtbot, team, dialog):
    page = dialog.show_page(TIMES)
    page.minutes["escalate_minutes"].choose(60)
    page.minutes["escalate_minutes"].chosen.emit()
    theirs = replace(team.room.policy.current(), reply_minutes=120)
    team.do(SetPolicy(policy=theirs, reason="一次返信を早く"))
    policy = saved(qtbot, team, dialog)
    assert (policy.escalate_minutes, policy.reply_minutes) == (60, 120)


def test_the_same_rule_changed_twice_is_asked_about(team, dialog):
    page = dialog.show_page(TIMES)
    page.minutes["escalate_minutes"].choose(60)
    page.minutes["escalate_minutes"].chosen.emit()
    theirs = replace(team.room.policy.current(), escalate_minutes=15)
    team.do(SetPolicy(policy=theirs, reason="もっと早く"))
    dialog.reason.setText("忙しいので")
    dialog.confirm()
    assert dialog.isVisible()
    assert "ほかの人" in dialog.problem.text()
    assert team.room.policy.current() == theirs


def test_only_a_lead_changes_the_rules(session, window, shown, rules):
    me = session.roster.members[session.me.person]
    session.roster.members[me.id] = replace(me, role=Role.MEMBER)
    dialog = shown(RulesDialog(session, window))
    assert dialog.save_button is None
    assert not dialog.show_page(LEVELS).isEnabled()


def test_S32_a_finding_stands_beside_its_cell_while_one_edits(dialog):
    page = dialog.show_page(TIMES)
    cards = {card._number: card for card in page.findChildren(StallCard)}
    remark = cards[3].findChild(Remark)
    assert not remark.isVisibleTo(page)
    cards[3].boxes[StallAction.BOARD].setChecked(False)
    assert "全員の一覧へ" in remark.text()
    assert dialog.draft.errors == 1
    assert "L3 課長" in dialog.findings.text()
    dialog.confirm()
    assert dialog.isVisible()
    cards[3].boxes[StallAction.BOARD].setChecked(True)
    assert not remark.isVisibleTo(page)


def test_S32_routes_are_edited_in_the_matrix(qtbot, team, dialog):
    page = dialog.show_page(ROUTES)
    assert page.cell(MONEY, 2).text() == "(鈴木 係長)"  # whom the level names
    page.open_cell(MONEY, 2)
    by_rank = page.editors()[0]
    for person in ("sato", "suzuki"):
        by_rank.targets.add.choose(PersonId(person))
        by_rank.targets.add.chosen.emit()
    assert page.cell(MONEY, 2).text() == "佐藤 健一 → 鈴木 係長"
    policy = saved(qtbot, team, dialog)
    [route] = policy.routes
    assert (route.category, route.level, route.by) == (MONEY, 2, RouteBy.RANK)
    assert [target.person for target in route.targets] == ["sato", "suzuki"]


def test_S38_two_people_become_a_group_that_takes_turns(dialog):
    page = dialog.show_page(ROUTES)
    page.open_cell(MONEY, 3)
    targets = page.editors()[0].targets
    for person in ("sato", "kacho"):
        targets.add.choose(PersonId(person))
        targets.add.chosen.emit()
    targets.group(0)
    [pool] = dialog.draft.policy.routes[0].targets
    assert (pool.kind, pool.pick) == (TargetKind.POOL, Pick.FEWEST_OPEN)
    assert [member.person for member in pool.pool] == ["sato", "kacho"]


def test_S36_the_first_contact_cannot_be_taken_away_only_changed(qtbot, team, dialog):
    page = dialog.show_page(ROUTES)
    assert page.fallback.targets.findChildren(type(page.add_button))  # keys there are …
    page.fallback.targets.add.choose(PersonId("suzuki"))
    page.fallback.targets.add.chosen.emit()
    policy = saved(qtbot, team, dialog)
    assert policy.fallback.person == "suzuki"


def test_S36_who_left_is_said_beside_the_first_contact(dialog):
    gone = replace(dialog.draft.policy.fallback, kind=TargetKind.PERSON, person=PersonId("nobody"))
    dialog.draft.change(fallback=gone)
    assert dialog.draft.errors == 1
    assert "迷ったときの相談先" in dialog.findings.text()


def test_S14_criteria_are_switched_and_given_words(qtbot, team, dialog):
    page = dialog.show_page(CRITERIA)
    card = page.cards[0]
    card.open()
    card.words.setText("社長を出せ, 訴える")
    card.words.textEdited.emit(card.words.text())
    card.used.setChecked(True)
    policy = saved(qtbot, team, dialog)
    assert policy.criteria[0].when.words == ("社長を出せ", "訴える")


def test_S14_a_criterion_of_ones_own(dialog):
    page = dialog.show_page(CRITERIA)
    page.add_button.click()
    new = dialog.draft.policy.criteria[-1]
    assert new.active
    assert dialog.draft.said(lambda cell: cell.rule == new.id)[0]  # it has no condition yet
    page.cards[-1].amount.setText("5000")
    page.cards[-1].amount.textEdited.emit("5000")
    assert dialog.draft.policy.criteria[-1].when.amount_from == 5000


def test_S52_the_stall_rule_and_the_mode_are_chosen_in_plain_words(qtbot, team, dialog):
    page = dialog.show_page(TIMES)
    page.mode.button(ClockMode.AUTOMATIC).click()
    dialog.draft.change_level(2, stall=(StallAction.ALTERNATE, StallAction.BOARD))
    policy = saved(qtbot, team, dialog)
    assert policy.mode is ClockMode.AUTOMATIC
    assert policy.level(2).stall == (StallAction.ALTERNATE, StallAction.BOARD)


def test_S26_and_S63_the_texts_that_everybody_reads(qtbot, team, dialog):
    page = dialog.show_page(TEXTS)
    page.boundaries[MONEY].setPlainText("1,000円までは窓口で。")
    page.no_blame.setPlainText("相談は、よい仕事です。")
    policy = saved(qtbot, team, dialog)
    assert policy.category(MONEY).boundary == "1,000円までは窓口で。"
    assert policy.no_blame == "相談は、よい仕事です。"


def test_N21_it_says_how_many_deadlines_would_move(team, dialog, case):
    dialog.draft.change(reply_minutes=60)
    assert dialog.draft.moves() >= 1
    assert "期限" in dialog.findings.text()


def test_the_settings_lead_to_the_rules(session, window, shown, rules):
    settings = shown(SettingsDialog(session, window))
    opened = settings.rules.open_rules()
    assert opened.isVisible()
    opened.close()


def test_S25_a_customer_with_a_handling_is_shown_beside_the_reply(team, composer, case):
    addr = team.room.reads.detail(case).contact.addr
    contact = Contact(
        key=addr,
        flag=ContactFlag.CAREFUL,
        handling="金額は必ず書面で。",
        may_answer=(PersonId("sato"),),
        wording="ご不便をおかけしております。",
        two_people=True,
    )
    team.do(SetContact(contact=contact))
    try:
        composer.open_reply(case)
        bar = composer.bars.contact
        assert bar.isVisibleTo(composer)
        assert "金額は必ず書面で。" in bar.sentence()
        assert bar.may_write  # a lead always may
        bar.buttons()[0].click()
        assert "ご不便をおかけしております。" in composer.reply.body.toPlainText()
        composer.open_note(case)
        assert not bar.isVisibleTo(composer)
    finally:
        team.do(SetContact(contact=Contact(key=addr)))


def test_S26_the_boundary_of_the_category_stands_beside_the_reply(team, composer, case):
    composer.open_reply(case)
    assert composer.bars.boundary.isVisibleTo(composer)
    boundary = team.room.policy.current().category("返品・返金").boundary
    assert boundary in composer.bars.boundary.text()
    composer.open_note(case)
    assert not composer.bars.boundary.isVisibleTo(composer)


def test_S25_the_editor_keeps_what_was_typed(qtbot, team, session, window, shown):
    editor = shown(ContactEditor(session, Contact(key=""), window))
    editor.confirm()
    assert editor.isVisible()  # no address yet
    qtbot.keyClicks(editor.key, "@Difficult.example")
    editor.flag.button(ContactFlag.CAREFUL).click()
    editor.people[PersonId("sato")].setChecked(True)
    editor.confirm()
    qtbot.waitUntil(lambda: team.room.guidance.contact("x@difficult.example") is not None)
    kept = team.room.guidance.contact("x@difficult.example")
    assert (kept.key, kept.may_answer) == ("@difficult.example", (PersonId("sato"),))
    assert kept in team.room.guidance.contacts()

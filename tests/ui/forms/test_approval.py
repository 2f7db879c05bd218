"""確認を頼む in the window: asked, looked at before and after, returned, approved, sent (S19)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mailroom.domain.commands import Approve, SetMember, SetPolicy
from mailroom.domain.people import Role
from mailroom.domain.policies.send_rules import SendRule
from mailroom.domain.query import CaseQuery, OutboxState, View
from mailroom.domain.sends.approval import ApprovalState
from mailroom.ids import CaseId
from mailroom.mail.reading.parse import parse_mail
from mailroom.service.outgoing.replies import Reply
from tests.ui.conftest import Windows
from tests.ui.desk import Desk, desk
from ui.dialogs.approval import ApprovalDialog, AskApprovalDialog
from ui.dialogs.rules.texts_page import TextsPage
from ui.main_window import MainWindow
from ui.models.rules_draft import RulesDraft

TEXT = "山田様\n\nお調べしてご連絡いたします。"


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Desk]:
    """Me a lead, my colleague another: then who sits here becomes a trainee."""
    with desk(tmp_path) as made:
        made.deliver("return-1")
        made.sync()
        sato = made.colleague.me.person
        member = next(one.member for one in made.room.reads.members() if one.member.id == sato)
        made.do(SetMember(member=replace(member, role=Role.TRAINEE)))
        made.sync()
        yield made


@pytest.fixture
def case(team: Desk) -> CaseId:
    return team.case("return-1")


def asked(team: Desk, case: CaseId) -> None:
    """Let the trainee at the other desk propose a reply."""
    detail = team.colleague.reads.detail(case)
    assert detail is not None
    reply = Reply(case=case, text=TEXT, shown=detail.seen, undo_seconds=0)
    team.colleague.approvals.ask(reply, note="期限を見てください")
    team.sync()


def dialog(qtbot: QtBot, window: MainWindow, kind: type) -> ApprovalDialog:
    qtbot.waitUntil(lambda: bool(window.findChildren(kind)))
    return window.findChildren(kind)[-1]


def take_back(team: Desk) -> None:
    """Leave no mail on its way: closing the window would ask about it."""
    for row in team.room.outbox.rows():
        team.room.outbox.cancel(row.id)


def shown(windows: Windows, window: MainWindow, case: CaseId) -> None:
    window.show_case(case)
    windows.settle(window)


def test_S19_a_lead_changes_and_approves_what_a_trainee_wrote(
    team: Desk, case: CaseId, windows: Windows, qtbot: QtBot
) -> None:
    asked(team, case)
    window = windows.open(team)
    assert team.room.reads.case_ids(CaseQuery(view=View.TO_APPROVE)) == [case]
    shown(windows, window, case)
    card = window.case.approval
    assert not card.isHidden()
    assert "佐藤" in card.sentence()
    assert "期限を見てください" in card.sentence()
    qtbot.mouseClick(card.buttons()[0], Qt.MouseButton.LeftButton)
    opened = dialog(qtbot, window, ApprovalDialog)
    assert opened.before.toPlainText().startswith(TEXT)
    assert opened.before.isReadOnly()
    opened.after.setPlainText(TEXT.replace("ご連絡", "本日中にご連絡"))
    assert opened.after.extraSelections()
    opened.comment.setPlainText("期限を入れました")
    opened.confirm()
    windows.settle(window)
    team.sync()
    [page] = team.colleague.approvals.of_case(case)
    assert page.approval.state is ApprovalState.APPROVED
    assert "本日中に" in page.mail.text
    detail = team.colleague.reads.detail(case)
    assert detail is not None
    id_ = team.colleague.approvals.send(case, page, shown=detail.seen, undo_seconds=0)
    assert team.colleague.wait_sent(id_, 10)
    assert "本日中に" in parse_mail(team.server.sink.received[-1].raw).text


def test_S19_a_lead_returns_it_only_with_a_comment(
    team: Desk, case: CaseId, windows: Windows, qtbot: QtBot
) -> None:
    asked(team, case)
    window = windows.open(team)
    shown(windows, window, case)
    qtbot.mouseClick(window.case.approval.buttons()[0], Qt.MouseButton.LeftButton)
    opened = dialog(qtbot, window, ApprovalDialog)
    assert opened.return_button is not None
    opened.return_button.click()
    assert not opened.problem.isHidden()
    opened.comment.setPlainText("日付を入れてください")
    opened.return_button.click()
    windows.settle(window)
    team.sync()
    [page] = team.colleague.approvals.of_case(case)
    assert page.approval.state is ApprovalState.RETURNED
    assert window.case.approval.isHidden()


def test_S19_the_composer_asks_and_the_bar_waits_then_sends(
    team: Desk, case: CaseId, windows: Windows, qtbot: QtBot
) -> None:
    """Who sits here is under a rule of the mailbox; the colleague leads and approves."""
    sato = team.colleague.me.person
    member = next(one.member for one in team.room.reads.members() if one.member.id == sato)
    rule = SendRule(approve_people=(team.room.me.person,))
    policy = replace(team.room.reads.policy(), sending=(rule,))
    team.do(
        SetMember(member=replace(member, role=Role.LEAD)), SetPolicy(policy=policy, reason="新人")
    )
    window = windows.open(team)
    shown(windows, window, case)
    window.composer.open_reply(case)
    assert window.composer.reply_actions.send_button.text().startswith("確認を頼む")
    window.composer.reply.body.setPlainText("お送りいたします。")
    assert not window.composer.later.isHidden()
    at = team.clock.now() + timedelta(hours=20)
    window.composer.later.booked.emit(at)
    ask = dialog(qtbot, window, AskApprovalDialog)
    ask.done_box.click()
    ask.note.setPlainText("宛先を見てください")
    ask.confirm()
    windows.settle(window)
    qtbot.waitUntil(window.composer.isHidden)
    team.sync()
    windows.settle(window)
    card = window.case.approval
    qtbot.waitUntil(lambda: not card.isHidden())
    assert "確認" in card.sentence()
    [page] = team.colleague.approvals.of_case(case)
    assert page.asked.proposal.close_after
    detail = team.colleague.reads.detail(case)
    assert detail is not None
    approve = Approve(
        case=case, shown=detail.seen, approval=page.approval.id, seen=page.asked.proposal
    )
    team.do(approve, room=team.colleague)
    windows.settle(window)
    qtbot.waitUntil(lambda: "承認しました" in card.sentence())
    book = card.buttons()[0]
    assert book.text().startswith("あす ")
    with qtbot.waitSignal(window.composer.queued):
        book.click()
    qtbot.waitUntil(card.isHidden)  # nobody is offered to send it twice
    [booked] = team.room.outbox.rows()
    assert (booked.state, booked.send_at) == (OutboxState.SCHEDULED, at)
    take_back(team)
    qtbot.waitUntil(lambda: not card.isHidden())


def test_S19_each_recipient_is_ticked_where_the_mailbox_wants_that(
    team: Desk, case: CaseId, windows: Windows, qtbot: QtBot
) -> None:
    policy = replace(team.room.reads.policy(), sending=(SendRule(tick_recipients=True),))
    team.do(SetPolicy(policy=policy, reason="誤送信を防ぐ"))
    window = windows.open(team)
    shown(windows, window, case)
    window.composer.open_reply(case)
    window.composer.reply.body.setPlainText("お送りいたします。")
    window.composer.submit()
    ticks = window.composer.bars.ticks
    assert not ticks.isHidden()
    assert not ticks.send_button.isEnabled()
    window.composer.submit()  # the keys that send do not answer it
    assert team.room.outbox.rows() == ()
    for box in ticks.boxes:
        box.click()
    with qtbot.waitSignal(window.composer.queued):
        ticks.send_button.click()
    take_back(team)


def test_S19_a_lead_sets_what_a_mailbox_asks(team: Desk, qtbot: QtBot) -> None:
    draft = RulesDraft(team.room, [one.member for one in team.room.reads.members()])
    page = TextsPage(draft)
    qtbot.addWidget(page)
    [part] = page.sending
    tanaka, sato = team.room.me.person, team.colleague.me.person
    assert part.people[sato].isChecked()  # a trainee: always
    assert not part.people[sato].isEnabled()
    part.people[tanaka].click()
    part.ticks.click()
    mailbox = team.room.profile.config.mailbox
    wanted = SendRule(mailbox=mailbox, approve_people=(tanaka,), tick_recipients=True)
    assert draft.policy.sending == (wanted,)
    part.people[tanaka].click()
    part.ticks.click()
    assert draft.policy.sending == ()

"""A new mail has what a reply has: a check before it leaves (S19), texts of the team, a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from mailroom.domain import commands as c
from mailroom.domain.drafts import DraftTab
from mailroom.domain.people import Role
from mailroom.domain.query import OutboxState
from mailroom.domain.templates.template import Template
from mailroom.ids import PersonId, TemplateId
from tests.ui.forms.composing import replies
from ui.dialogs.approval import AskApprovalDialog
from ui.new_mail_window import NewMailDialog
from ui.report_window import ReportDialog

pytestmark = pytest.mark.usefixtures("empty_outbox")

TO = "minami@new.example"


def opened(session, window):
    made = NewMailDialog(session, session.room.drafts.new_mail(), window)
    made.show()
    return made


def write(dialog):
    dialog.page.recipients.to_line.setText(TO)
    dialog.page.subject.setText("お見積")
    dialog.page.body.setPlainText("お見積です。")


def pressed(dialog):
    """Press send; a question about the mail is answered with yes."""
    dialog.confirm()
    if dialog.risk.isVisible():
        dialog.risk.accepted.emit()


@pytest.fixture
def trainee(team, session):
    me = session.roster.members[PersonId(team.room.me.person)]
    session.roster.members[me.id] = replace(me, role=Role.TRAINEE)
    yield me.id
    session.roster.members[me.id] = me


@pytest.mark.usefixtures("trainee")
def test_S19_a_new_mail_is_asked_about_instead_of_sent(qtbot, team, session, window, composer):
    dialog = opened(session, window)
    assert dialog.send_button.text().startswith("確認を頼む")
    write(dialog)
    case = dialog.page.draft().case
    pressed(dialog)
    [asking] = dialog.findChildren(AskApprovalDialog)
    asking.note.setPlainText("金額を見てください")
    with qtbot.waitSignal(dialog.accepted):
        asking.confirm()
    assert replies(team, case) == []
    [page] = session.room.approvals.of_case(case)
    mail = page.asked.proposal
    assert (mail.subject, mail.text.strip(), page.asked.note) == (
        "お見積", "お見積です。", "金額を見てください",
    )  # fmt: skip
    assert [one for one in session.room.drafts.new_mails() if one.case == case] == []
    kept = session.room.drafts.load(case, DraftTab.REPLY)
    assert kept is not None
    assert kept.opens is None
    composer.open_reply(case)  # as after it was returned: the same words, the same fields
    again = composer.reply.draft()
    assert (again.kind, again.subject, again.to[0].addr) == (mail.kind, "お見積", TO)
    assert again.text.strip() == "お見積です。"


@pytest.mark.usefixtures("trainee")
def test_S19_a_report_that_needs_a_check_stays_with_a_sentence(
    team, session, case, window, nothing_sent
):
    dialog = ReportDialog(session, session.room.reads.reports.begin(case), window)
    dialog.show()
    dialog.page.recipients.to_line.setText(TO)
    dialog.page.body.setPlainText("届きました。")
    pressed(dialog)
    assert "同僚" in dialog.problem.text()
    assert dialog.findChildren(AskApprovalDialog) == []
    nothing_sent()
    dialog._discard()


def test_a_new_mail_is_booked(qtbot, team, session, window):
    dialog = opened(session, window)
    write(dialog)
    case = dialog.page.draft().case
    at = session.now() + timedelta(hours=5)
    with qtbot.waitSignal(dialog.accepted):
        dialog.later.booked.emit(at)
        if dialog.risk.isVisible():
            dialog.risk.accepted.emit()
    [row] = replies(team, case)
    assert (row.state, row.send_at) == (OutboxState.SCHEDULED, at)


def test_a_template_goes_into_a_new_mail_with_its_subject(qtbot, team, session, window):
    template = Template(
        id=TemplateId("closed"), name="休業", subject="休業のお知らせ", text="休業します。"
    )
    team.do(c.SetTemplate(template=template))
    dialog = opened(session, window)
    with qtbot.waitSignal(session.template_asked) as asked:
        dialog.templates.open_picker()
    offers, put_in, over = asked.args
    assert over is dialog
    put_in(next(one for one in offers if one.template.id == template.id))
    assert dialog.page.subject.text() == "休業のお知らせ"
    assert "休業します。" in dialog.page.body.toPlainText()
    dialog._discard()

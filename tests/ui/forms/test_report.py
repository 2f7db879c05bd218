"""S44: a report to a client, beside what was said in the house; none of that can leave."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from mailroom.domain import commands as c
from mailroom.domain.drafts import DraftTab
from mailroom.domain.query import OutboxState
from tests.ui.forms.composing import replies
from ui.report_window import ReportDialog

pytestmark = pytest.mark.usefixtures("empty_outbox")

NOTE = "先方は過去に何度も値引きを求めている常連です"


@pytest.fixture
def dialog(qtbot, team, session, case, window):
    team.do(c.AddNote(case=case, text=NOTE))
    team.do(c.LogPhone(case=case, incoming=True, reached=True, with_whom="奥様", text="夫には内緒"))
    made = ReportDialog(session, session.room.reads.reports.begin(case), window)
    made.show()
    qtbot.waitUntil(lambda: NOTE in made.facts.words())
    return made


def address(dialog, to="client@elsewhere.example"):
    dialog.page.recipients.to_line.setText(to)


def test_S44_both_sides_stand_beside_each_other(dialog):
    inside = dialog.facts.words()
    assert "社内だけの情報" in inside
    assert "夫には内緒" in inside
    outside = dialog.page.body.toPlainText()
    assert "箱が破れていました" in outside, "what the customer asked"
    assert NOTE not in outside
    assert dialog.page.subject.text().startswith("【ご報告】")
    assert dialog.page.recipients.to() == ()
    assert dialog.page.body.textCursor().selectedText() == "{ここに書いてください}"
    assert dialog.windowTitle() == "クライアントへの報告"


def test_S44_words_of_the_house_keep_the_report_here_and_are_pointed_at(
    qtbot, team, dialog, case, *, nothing_sent
):
    address(dialog)
    dialog.page.body.moveCursor(dialog.page.body.textCursor().MoveOperation.End)
    dialog.page.insert(f"\n{NOTE}。")
    dialog.confirm()
    if dialog.risk.isVisible():  # asked about first, as in every mail
        dialog.risk.accepted.emit()
    qtbot.waitUntil(dialog.problem.isVisible)
    assert NOTE in dialog.problem.text()
    assert dialog.page.body.textCursor().selectedText() == NOTE
    assert dialog.isVisible()
    nothing_sent()
    dialog.page.body.textCursor().removeSelectedText()
    dialog.confirm()
    if dialog.risk.isVisible():
        dialog.risk.accepted.emit()
    qtbot.waitUntil(lambda: bool(replies(team, case)))
    [row] = replies(team, case)
    assert (row.state, row.to[0].addr) == (OutboxState.UNDO, "client@elsewhere.example")


def test_S44_it_is_kept_beside_a_reply_and_gone_on_with(
    qtbot, team, dialog, case, *, session, window
):
    qtbot.keyClick(dialog.page.body, Qt.Key.Key_X)
    dialog.reject()
    qtbot.waitUntil(lambda: team.room.drafts.load(case, DraftTab.REPORT) is not None)
    assert team.room.drafts.load(case, DraftTab.REPLY) is None
    begun = session.room.reads.reports.begin(case)
    assert "x" in begun.text
    again = ReportDialog(session, begun, window)
    assert "x" in again.page.body.toPlainText()

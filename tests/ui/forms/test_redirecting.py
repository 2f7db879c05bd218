"""別の窓口へ転送 by hand: the dialog, the ten seconds, and what the case says afterwards."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from mailroom.domain import commands as c
from mailroom.domain.cases import CaseStatus
from mailroom.domain.people import Address
from mailroom.domain.query import OutboxState
from tests.ui.forms.composing import replies
from tests.ui.forms.conftest import write
from ui.dialogs.redirect import RedirectDialog
from ui.dialogs.rules.desks_part import DesksPart
from ui.models.rules_draft import RulesDraft
from ui.views.case.timeline import Timeline
from ui.wording import words

SOUMU = Address(name="総務部", addr="soumu@hinata-shoji.example")


@pytest.fixture
def opened(qtbot, team, case, session):
    """Give what opens the dialog on the case."""

    def open_it() -> RedirectDialog:
        detail = team.room.reads.detail(case)
        dialog = RedirectDialog(session, detail, None, None)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)  # qtbot closes it
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return open_it


@pytest.fixture
def agreed(team):
    """Let the team have another desk for the time of a test."""
    before = team.room.reads.policy()
    policy = replace(before, other_desks=(SOUMU,))
    team.room.do(c.SetPolicy(policy=policy, reason="窓口の追加"))
    team.sync()
    yield
    team.room.do(c.SetPolicy(policy=before, reason="元に戻す"))
    team.sync()


@pytest.fixture
def at_once(team):
    """Let mails leave without their ten seconds for the time of a test."""
    profile = team.room.profile
    before = profile.settings()
    profile.save_settings(replace(before, undo_seconds=0))
    yield
    profile.save_settings(before)


def row_of(team, case):
    [row] = replies(team, case)
    assert row.redirect
    return row


@pytest.mark.usefixtures("empty_outbox", "at_once")
def test_a_typed_address_gets_the_mail_and_the_case_is_done(qtbot, team, case, session, opened):
    dialog = opened()
    assert dialog.desk.isHidden() or not dialog.desk.isVisible()
    qtbot.keyClicks(dialog.address, "info@hinata-keiri.example")
    with qtbot.waitSignal(dialog.accepted):
        dialog.confirm()
    id_ = row_of(team, case).id
    team.sync()
    assert team.room.outbox.row(id_).state is OutboxState.SENT
    row = team.room.reads.detail(case).row
    assert row.case.status is CaseStatus.DONE
    assert words.standing(row.case) == "完了(info@hinata-keiri.example へ転送)"
    timeline = Timeline(session)
    qtbot.addWidget(timeline)
    timeline.show_items(team.room.reads.timeline(case))
    said = "田中さんが info@hinata-keiri.example へメールを転送しました"
    assert any(said in one for one in timeline.sentences())


@pytest.mark.usefixtures("empty_outbox", "agreed")
def test_agreed_desks_are_offered_first_and_it_can_be_taken_back(qtbot, team, case, opened):
    dialog = opened()
    assert dialog.desk.value() == SOUMU
    assert not dialog.address.isVisible()
    with qtbot.waitSignal(dialog.accepted):
        dialog.confirm()
    row = row_of(team, case)
    assert (row.state, row.to) == (OutboxState.UNDO, (SOUMU,))
    assert team.room.outbox.cancel(row.id) is None
    assert team.room.reads.detail(case).row.case.status is not CaseStatus.DONE


def test_one_address_and_not_our_own(qtbot, team, opened):
    dialog = opened()
    for typed in ("", "a@b.example, c@d.example", "nobody"):
        dialog.address.setText(typed)
        dialog.confirm()
        assert dialog.problem.text() == "メールアドレスを 1 つ入れてください。"
    own = team.room.senders.all()[0].address
    dialog.address.setText(own)
    dialog.confirm()
    qtbot.waitUntil(lambda: own in dialog.problem.text())
    assert dialog.send_button.isEnabled()


def test_other_mails_of_the_case_stay_and_it_says_so(team, case, opened):
    first = next(item.mail for item in team.room.reads.timeline(case) if item.mail is not None)
    write(team, first.facts.subject, "もう一つ", references=first.facts.message_id)
    team.sync()
    dialog = opened()
    texts = [one.text() for one in dialog.findChildren(type(dialog.problem))]
    assert any("このメールだけ" in one for one in texts)


def test_a_lead_names_the_other_desks(qtbot, team, session):
    draft = RulesDraft(team.room, ())
    part = DesksPart(draft)
    qtbot.addWidget(part)
    part.line.clear()
    qtbot.keyClicks(part.line, "Soumu <soumu@hinata-shoji.example>, keiri")
    assert draft.policy.other_desks == (replace(SOUMU, name="Soumu"),)
    wrong = [one.text() for one in part.findChildren(type(part._wrong)) if "keiri" in one.text()]
    assert wrong == ["メールアドレスではありません: keiri"]

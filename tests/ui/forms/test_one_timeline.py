"""One timeline: mails, notes, calls, locks, escalations and what rules did, in their order (S67).

What rules did stands in ``test_arrival``, the history over all cases in ``test_contact_page``.
"""

import pytest

from mailroom.domain import commands as c
from mailroom.domain.query import CaseQuery
from mailroom.ids import LabelId
from tests.ui.forms.conftest import write
from ui import paper
from ui.views.case.cards import DayLine, EventLine, MailCard, NoteCard
from ui.views.case.timeline import Timeline
from ui.wording import words


@pytest.fixture
def timeline(qtbot, session):
    made = Timeline(session)
    qtbot.addWidget(made)
    return made


def test_S67_one_timeline_holds_everything_in_its_order(team, case, session, timeline):
    for command in (
        c.AddNote(case=case, text="在庫を確認中"),
        c.LogPhone(
            case=case, incoming=True, reached=True, with_whom="山田様", text="折り返しの約束"
        ),
        c.PutLabel(case=case, label=LabelId("返品")),
        c.ClaimCase(case=case),
        c.ReleaseCase(case=case),
    ):
        team.room.do(command)
        team.sync()
    first = next(item.mail for item in team.room.reads.timeline(case) if item.mail is not None)
    write(team, first.facts.subject, "まだでしょうか。", references=first.facts.message_id)
    team.sync()
    timeline.show_items(team.room.reads.timeline(case))
    shown = [one for block in timeline._blocks for one in block.widgets]
    kinds = [type(one) for one in shown if isinstance(one, MailCard | NoteCard | EventLine)]
    assert kinds[0] is MailCard
    assert kinds.count(MailCard) == 2
    assert kinds.count(NoteCard) == 2
    told = " ".join(timeline.sentences())
    assert "返品" in told
    assert len(timeline.sentences()) >= 3  # label, lock taken, lock given back
    cards = [one for one in shown if not isinstance(one, DayLine)]
    assert [type(one) for one in cards if not one.accessibleName()] == []


def test_a_very_long_mail_is_printed_in_part_and_says_so(team, session):
    write(team, "とても長いメール", "長い行です。\n" * 20_000)
    team.sync()
    reads = team.room.reads
    rows = reads.rows(reads.case_ids(CaseQuery(text="とても長いメール")))
    text = paper.document_of(session, rows[0].case.id).toPlainText()
    assert words.left_off_paper() in text
    assert len(text) < 100_000

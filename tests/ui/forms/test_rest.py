"""保留 with a note: the words stand in the timeline, at the resting case, and when it is back."""

import pytest

from mailroom.domain import commands as c
from tests.ui.forms.conftest import write
from ui.models.next_step import next_step
from ui.views.case.timeline import Timeline

NOTE = "部品の入荷を待つ。入荷したら電話"


@pytest.fixture
def said(team, case, session):
    """Give what stands above the timeline of the case."""

    def ask():
        detail = team.room.reads.detail(case)
        step = next_step(detail, session.me, session.roster, session.now())
        return "" if step is None else step.sentence

    return ask


def test_the_note_stands_at_the_case_while_it_rests_and_when_it_is_back(team, case, said):
    team.room.do(c.Snooze(case=case, until=None, note=NOTE))
    team.sync()
    assert said() == f"田中さんが保留にしました: {NOTE}"
    first = next(item.mail for item in team.room.reads.timeline(case) if item.mail is not None)
    write(team, first.facts.subject, "入荷しましたか。", references=first.facts.message_id)
    team.sync()
    assert said() == f"保留から戻りました。田中さんのメモ: {NOTE}"


def test_a_rest_without_a_note_says_nothing_of_it(team, case, said):
    team.room.do(c.Snooze(case=case, until=None))
    team.sync()
    assert "保留に" not in said()


def test_the_timeline_tells_the_note(qtbot, team, case, session):
    team.room.do(c.Snooze(case=case, until=None, note=NOTE))
    team.sync()
    timeline = Timeline(session)
    qtbot.addWidget(timeline)
    timeline.show_items(team.room.reads.timeline(case))
    assert any(NOTE in sentence for sentence in timeline.sentences())

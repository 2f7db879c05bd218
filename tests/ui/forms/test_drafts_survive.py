"""What somebody has begun to write is there again, whatever happens to the case meanwhile."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mailroom.domain import commands as c
from mailroom.domain.cases import CaseStatus
from mailroom.domain.drafts import AttachedFile, DraftTab
from mailroom.domain.people import Role
from mailroom.ids import PersonId
from mailroom.service.room import Room
from tests.ui.desk import desk
from tests.ui.forms.composing import compose, replies
from tests.ui.forms.people import SATO, member_row
from ui.models.lock_view import Hold
from ui.session import Session
from ui.views.composer.composer import Composer

pytestmark = pytest.mark.usefixtures("empty_outbox")

WORDS = "途中まで書きました。"


@pytest.fixture
def begun(composer, case, settle):
    """A reply that was begun and left."""
    composer.open_reply(case)
    composer.reply.insert(WORDS)
    composer.leave()
    settle()
    return case


def test_a_draft_survives_a_restart_whole(tmp_path, qtbot):
    file = tmp_path / "見積.pdf"
    file.write_bytes(b"%PDF")
    with desk(tmp_path) as made:
        made.deliver("return-1")
        made.sync()
        case = made.case("return-1")
        before = _write_and_quit(made, case, file, qtbot)
        profile = made.room.profile
        made.room.close()
        made.room = Room.open(profile, clock=made.clock, password="practice")
        session = Session(made.room, clock=made.clock)
        composer = Composer(session)
        qtbot.addWidget(composer)
        composer.open_reply(case)
        after = composer.reply.draft()
        assert composer.head.saved.text()
        composer.open_note(case)
        assert composer.note.body.toPlainText() == "社内の下書き"
        session.close()

    assert replace(after, saved_at=None) == replace(before, saved_at=None)
    assert WORDS in after.text
    assert after.attachments == (AttachedFile(name="見積.pdf", path=str(file)),)
    assert [one.addr for one in after.cc] == ["copy@yamada-shoten.example"]


def _write_and_quit(made, case, file, qtbot):
    session = Session(made.room, clock=made.clock)
    composer = Composer(session)
    qtbot.addWidget(composer)
    composer.open_reply(case)
    composer.reply.insert(WORDS)
    composer.reply.recipients.cc_line.setText("copy@yamada-shoten.example")
    composer.reply.attachments.add(file)
    before = composer.reply.draft()
    composer.open_note(case)
    composer.note.body.insertPlainText("社内の下書き")
    composer.leave()
    session.close()  # what a person did is still carried out
    return before


def test_a_draft_survives_the_case_being_given_to_somebody_else(team, composer, begun):
    team.do(c.Assign(case=begun, person=SATO), room=team.colleague)
    composer.open_reply(begun)
    assert WORDS in composer.reply.body.toPlainText()


def test_a_draft_survives_the_case_being_closed(team, composer, begun):
    team.do(c.ReleaseCase(case=begun))
    seen = team.colleague.reads.detail(begun).seen
    team.do(c.Close(case=begun, shown=seen), room=team.colleague)
    assert team.room.reads.detail(begun).row.case.status is CaseStatus.DONE
    composer.open_reply(begun)
    assert WORDS in composer.reply.body.toPlainText()


def test_a_draft_survives_a_take_over_and_both_drafts_are_kept(qtbot, team, composer, begun):
    team.do(c.SetMember(member=replace(member_row(team, SATO), role=Role.LEAD)))
    team.sync()
    team.do(c.TakeOver(case=begun, reason="お待たせしているため"), room=team.colleague)
    team.colleague.drafts.save(replace(team.room.drafts.load(begun, DraftTab.REPLY), text="佐藤"))
    composer.open_reply(begun)
    assert composer.keeper.view.hold is Hold.OTHERS
    assert WORDS in composer.reply.body.toPlainText()
    assert team.colleague.drafts.load(begun, DraftTab.REPLY).text == "佐藤"


def test_a_draft_goes_along_when_its_case_is_merged(
    qtbot, team, composer, begun, *, new_case, settle
):
    survivor = new_case()
    team.do(c.ReleaseCase(case=begun))
    team.do(c.Merge(case=survivor, other=begun))
    composer.open_reply(survivor)

    assert WORDS in composer.reply.body.toPlainText()
    assert composer.reply.draft().case == survivor
    composer.reply.body.insertPlainText("続きです。")
    with qtbot.waitSignal(composer.queued):
        composer.submit()
    settle()
    assert [row.case for row in replies(team, survivor)] == [survivor]
    assert team.room.drafts.load(survivor, DraftTab.REPLY) is None  # sent: not offered again


def test_both_drafts_of_merged_cases_are_kept_one_after_the_other(
    team, composer, begun, *, new_case, settle
):
    survivor = new_case()
    composer.open_reply(survivor)
    composer.reply.insert("残る案件の下書き")
    composer.leave()
    settle()
    team.do(c.ReleaseCase(case=begun), c.ReleaseCase(case=survivor))
    team.do(c.Merge(case=survivor, other=begun))

    composer.open_reply(survivor)
    assert "残る案件の下書き" in composer.reply.body.toPlainText()
    composer.reply_actions.discard_button.click()
    settle()
    composer.open_reply(survivor)
    assert WORDS in composer.reply.body.toPlainText()


def test_a_draft_belongs_to_its_person_also_at_the_same_pc(team, begun):
    store = team.room._parts.store.drafts
    assert store.load(PersonId("tanaka"), begun, DraftTab.REPLY) is not None
    assert store.load(SATO, begun, DraftTab.REPLY) is None


@pytest.mark.parametrize("way", ["leaving", "another case", "another tab", "handing over"])
def test_unconfirmed_words_are_kept_when_their_place_is_left(
    way, team, composer, case, *, session, new_case, settle
):
    composer.open_reply(case)
    composer.reply.insert("前 ")
    compose(composer.reply.body, preedit="へんぴん")
    match way:
        case "leaving":
            composer.leave()
        case "another case":
            composer.open_reply(new_case())
        case "another tab":
            composer.open_note(case)
            composer.leave()
        case _:
            session.handing_over.emit(case)
    settle()
    assert "前 へんぴん" in team.room.drafts.load(case, DraftTab.REPLY).text
    assert not composer.composing

"""Seats: who sits where, shared PCs, and what a change hands back (rules 6, 9, 37; row S68)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from mailroom.domain import commands as c
from mailroom.domain.drafts import Draft, DraftTab
from mailroom.domain.events import DeskJoined, MemberSet, TeamFounded
from mailroom.domain.people import Member, Presence, Role
from mailroom.domain.query import CaseQuery, OutboxState
from mailroom.domain.verdicts import Reason
from mailroom.errors import BadInput, RuleBroken
from mailroom.ids import CaseId, PersonId
from mailroom.service.replies import Reply
from mailroom.service.room import Room
from mailroom.settings import Settings
from tests.ui.desk import Desk, desk

TANAKA, SATO = PersonId("tanaka"), PersonId("sato")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Desk]:
    """田中 (the lead) and 佐藤, each at a PC, with three cases."""
    with desk(tmp_path) as made:
        made.deliver("return-1", "invoice-1", "photo-1")
        made.sync()
        yield made


def holder(room: Room, case: CaseId) -> tuple[str, str | None] | None:
    detail = room.reads.detail(case)
    assert detail is not None
    held = detail.row.holder
    return None if held is None else (held.name, held.desk)


def join_hayashi(office: Desk) -> PersonId:
    """林 belongs to the team and has no PC of her own."""
    hayashi = PersonId("hayashi")
    office.do(c.SetMember(member=Member(id=hayashi, name="林 美咲")))
    return hayashi


def test_rule_09_a_change_of_seat_hands_back_and_needs_no_new_start(office: Desk) -> None:
    hayashi, room = join_hayashi(office), office.room
    case, desk_id = office.case("return-1"), room.me.desk
    office.do(c.ClaimCase(case=case))
    assert holder(office.colleague, case) == ("田中 恵", desk_id)
    room.seats.sit_down(hayashi)
    office.sync()
    assert (room.me.person, room.me.desk) == (hayashi, desk_id)
    assert holder(office.colleague, case) is None
    office.do(c.ClaimCase(case=case))
    assert holder(office.colleague, case) == ("林 美咲", desk_id)
    [here] = [one for one in office.colleague.reads.desks() if one.id == desk_id]
    assert here.person == hayashi


def test_rule_37_drafts_read_marks_and_signature_are_the_persons(office: Desk) -> None:
    hayashi, room = join_hayashi(office), office.room
    case = office.case("return-1")
    room.profile.save_settings(replace(room.profile.settings(), signature="田中", text_percent=120))
    room.drafts.save(Draft(case=case, tab=DraftTab.REPLY, text="田中の下書き"))
    room.reads.mark_read(case)
    room.seats.sit_down(hayashi)
    assert room.drafts.load(case, DraftTab.REPLY) is None
    assert [row.unread for row in room.reads.rows([case])] == [True]
    settings = room.profile.settings()
    assert (settings.signature, settings.text_percent) == ("", 120)
    room.profile.save_settings(replace(settings, signature="林"))
    room.seats.sit_down(TANAKA)
    kept = room.drafts.load(case, DraftTab.REPLY)
    assert kept is not None
    assert kept.text == "田中の下書き"
    assert [row.unread for row in room.reads.rows([case])] == [False]
    assert room.profile.settings().signature == "田中"
    room.seats.sit_down(hayashi)
    assert room.profile.settings().signature == "林"


def test_the_seat_is_kept_for_the_next_start(office: Desk) -> None:
    hayashi = join_hayashi(office)
    office.room.seats.sit_down(hayashi)
    folder = office.room.profile.folder
    written = (folder / "profile.json").read_text(encoding="utf-8")
    assert "林 美咲" in written
    assert '"person": "hayashi"' in written


def test_somebody_new_sits_down(office: Desk) -> None:
    mori = office.room.seats.sit_down_new("森 大輔")
    office.sync()
    names = {row.member.id: row.member.name for row in office.colleague.reads.members()}
    assert names[mori] == "森 大輔"
    with pytest.raises(BadInput):
        office.room.seats.sit_down_new("佐藤 健一")
    with pytest.raises(BadInput):
        office.room.seats.sit_down_new("  ")


def test_only_the_team_sits_down(office: Desk) -> None:
    hayashi = join_hayashi(office)
    office.do(c.SetMember(member=Member(id=hayashi, name="林 美咲", left=True)))
    for nobody in (hayashi, PersonId("stranger")):
        with pytest.raises(RuleBroken) as caught:
            office.room.seats.sit_down(nobody)
        assert caught.value.reason is Reason.NOT_MEMBER
    assert office.room.me.person == TANAKA


def test_a_reply_in_the_outbox_keeps_its_case_through_a_change_of_seat(office: Desk) -> None:
    hayashi, room = join_hayashi(office), office.room
    case, other = office.case("return-1"), office.case("invoice-1")
    office.do(c.ClaimCase(case=case), c.ClaimCase(case=other))
    detail = room.reads.detail(case)
    assert detail is not None
    sent = room.outbox.queue(
        Reply(case=case, to=(detail.contact,), subject="Re", text="はい", undo_seconds=3600)
    )
    room.seats.sit_down(hayashi)
    office.sync()
    assert holder(office.colleague, other) is None
    assert holder(office.colleague, case) == ("田中 恵", room.me.desk)
    assert room.outbox.rows() == ()  # it is 田中's to take back
    waiting = room.outbox.row(sent)
    assert waiting is not None
    assert waiting.state is OutboxState.UNDO


def test_rule_06_quitting_and_being_away_hand_back(office: Desk) -> None:
    case, other = office.case("return-1"), office.case("invoice-1")
    office.do(c.ClaimCase(case=case), c.ClaimCase(case=other))
    assert [one.id for one in office.room.seats.held()] == [case, other]
    assert len(office.room.seats.hand_back()) == 2
    office.sync()
    assert holder(office.colleague, case) is None
    assert holder(office.colleague, other) is None


def test_a_pc_has_a_name_of_its_own(office: Desk) -> None:
    office.room.seats.rename("机3")
    office.sync()
    assert {one.name for one in office.colleague.reads.desks()} == {"机3", "佐藤 健一のPC"}
    for taken in ("佐藤 健一のPC", " "):
        with pytest.raises(BadInput):
            office.room.seats.rename(taken)


def test_a_new_pc_is_told_once(office: Desk) -> None:
    assert office.colleague.seats.newcomers() == ()  # the first look knows nobody
    third = office._open(office.room.profile.folder.parent, "suzuki")
    try:
        office.sync()
        assert [one.name for one in office.colleague.seats.newcomers()] == ["鈴木 係長のPC"]
        assert office.colleague.seats.newcomers() == ()
    finally:
        third.close()


def test_the_team_page_tells_what_changed(office: Desk) -> None:
    hayashi = join_hayashi(office)
    promoted = Member(id=hayashi, name="林 美咲", role=Role.LEAD)
    office.do(c.SetMember(member=promoted))
    told = office.colleague.seats.changes()
    latest = told[0]
    assert isinstance(latest.entry.event.body, MemberSet)
    assert latest.member_was is not None
    assert latest.member_was.role is Role.MEMBER
    assert isinstance(told[-1].entry.event.body, TeamFounded)
    joined = [one for one in told if isinstance(one.entry.event.body, DeskJoined)]
    assert [one.desk_was for one in joined] == [None, None]


def test_what_leaving_leaves_is_known_before(office: Desk) -> None:
    case, other = office.case("return-1"), office.case("invoice-1")
    office.do(
        c.ClaimCase(case=case), c.Assign(case=case, person=SATO), c.Assign(case=other, person=SATO)
    )
    detail = office.colleague.reads.detail(other)
    assert detail is not None
    office.do(c.Close(case=other, shown=detail.seen), room=office.colleague)
    office.do(c.ClaimCase(case=office.case("photo-1")), room=office.colleague)
    load = office.room.seats.load_of(SATO)
    assert (load.held, load.cases) == (1, (case,))


def test_who_was_to_be_back_by_now_counts_as_in(office: Desk) -> None:
    until = office.clock.now() + timedelta(minutes=30)
    out = c.SetPresence(person=SATO, presence=Presence.OUT, until=until)
    office.do(out, room=office.colleague)

    def where() -> Presence:
        rows = office.room.reads.members()
        return next(row.presence for row in rows if row.member.id == SATO)

    assert where() is Presence.OUT
    office.clock.move(timedelta(minutes=31))
    assert where() is Presence.IN


def test_S68_two_desks_see_the_same_without_anybody_asking(office: Desk) -> None:  # noqa: N802
    """Every kind of thing done at one desk is there at the other after its next look."""
    mine, theirs = office.room, office.colleague
    case = office.case("return-1")
    label = office.room.reads.labels()
    assert label == ()
    office.do(
        c.Assign(case=case, person=SATO),
        c.AddNote(case=case, text="倉庫に確認中です"),
        c.SetLevel(case=case, level=2),
        c.ClaimCase(case=case),
        c.SetPresence(person=TANAKA, presence=Presence.BUSY),
    )
    for room in (mine, theirs):
        detail = room.reads.detail(case)
        assert detail is not None
        assert (detail.row.case.assignee, detail.row.case.level) == (SATO, 2)
        assert holder(room, case) == ("田中 恵", mine.me.desk)
        words = [item.event.body for item in room.reads.timeline(case) if item.event]
        assert any(getattr(body, "text", "") == "倉庫に確認中です" for body in words)
        rows = {row.member.id: row.presence for row in room.reads.members()}
        assert rows[TANAKA] is Presence.BUSY
        assert [row.case.id for row in room.reads.rows(room.reads.case_ids(CaseQuery()))]
    assert mine.reads.case_ids(CaseQuery()) == theirs.reads.case_ids(CaseQuery())


def test_settings_that_were_damaged_hinder_nobody(office: Desk) -> None:
    hayashi = join_hayashi(office)
    office.room.seats.sit_down(hayashi)
    office.room.seats.sit_down(TANAKA)
    for path in office.room.profile.folder.glob("settings-*.json"):
        path.write_text("{", encoding="utf-8")
    office.room.seats.sit_down(hayashi)
    assert isinstance(office.room.profile.settings(), Settings)

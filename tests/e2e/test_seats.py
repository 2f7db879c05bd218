"""Seats: who sits where, shared PCs, and what a change hands back (rules 6, 9, 37; row S68)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from mailroom.domain import commands as c
from mailroom.domain.drafts import Draft, DraftTab
from mailroom.domain.events import DeskJoined, MemberSet, TeamFounded
from mailroom.domain.people import Member, Presence, Role
from mailroom.domain.query import CaseQuery, OutboxState, Space
from mailroom.domain.verdicts import Reason
from mailroom.errors import BadInput, RuleBroken
from mailroom.ids import CaseId, PersonId
from mailroom.service.outgoing.replies import Reply
from mailroom.service.room import Room
from mailroom.settings import Settings
from tests.e2e.office import Office, run
from tests.ui.desk import Desk, desk

TANAKA, SATO = PersonId("tanaka"), PersonId("sato")


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Desk]:
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


def join_hayashi(pair: Desk) -> PersonId:
    """林 belongs to the team and has no PC of her own."""
    hayashi = PersonId("hayashi")
    pair.do(c.SetMember(member=Member(id=hayashi, name="林 美咲")))
    return hayashi


def test_rule_09_a_change_of_seat_hands_back_and_needs_no_new_start(pair: Desk) -> None:
    hayashi, room = join_hayashi(pair), pair.room
    case, desk_id = pair.case("return-1"), room.me.desk
    pair.do(c.ClaimCase(case=case))
    assert holder(pair.colleague, case) == ("田中 恵", desk_id)
    room.seats.sit_down(hayashi)
    pair.sync()
    assert (room.me.person, room.me.desk) == (hayashi, desk_id)
    assert holder(pair.colleague, case) is None
    pair.do(c.ClaimCase(case=case))
    assert holder(pair.colleague, case) == ("林 美咲", desk_id)
    [here] = [one for one in pair.colleague.reads.desks() if one.id == desk_id]
    assert here.person == hayashi


def test_rule_37_drafts_read_marks_and_signature_are_the_persons(pair: Desk) -> None:
    hayashi, room = join_hayashi(pair), pair.room
    case = pair.case("return-1")
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


def test_the_seat_is_kept_for_the_next_start(pair: Desk) -> None:
    hayashi = join_hayashi(pair)
    pair.room.seats.sit_down(hayashi)
    folder = pair.room.profile.folder
    written = (folder / "profile.json").read_text(encoding="utf-8")
    assert "林 美咲" in written
    assert '"person": "hayashi"' in written


def test_somebody_new_sits_down(pair: Desk) -> None:
    mori = pair.room.seats.sit_down_new("森 大輔")
    pair.sync()
    names = {row.member.id: row.member.name for row in pair.colleague.reads.members()}
    assert names[mori] == "森 大輔"
    with pytest.raises(BadInput):
        pair.room.seats.sit_down_new("佐藤 健一")
    with pytest.raises(BadInput):
        pair.room.seats.sit_down_new("  ")


def test_the_command_line_names_who_sits_down(pair: Desk) -> None:
    hayashi = join_hayashi(pair)
    pair.room.seats.sit_down_by_name("林 美咲")
    assert pair.room.me.person == hayashi
    with pytest.raises(BadInput):
        pair.room.seats.sit_down_by_name("林")


def test_only_the_team_sits_down(pair: Desk) -> None:
    hayashi = join_hayashi(pair)
    pair.do(c.SetMember(member=Member(id=hayashi, name="林 美咲", left=True)))
    for nobody in (hayashi, PersonId("stranger")):
        with pytest.raises(RuleBroken) as caught:
            pair.room.seats.sit_down(nobody)
        assert caught.value.reason is Reason.NOT_MEMBER
    assert pair.room.me.person == TANAKA


def test_a_reply_in_the_outbox_keeps_its_case_through_a_change_of_seat(pair: Desk) -> None:
    hayashi, room = join_hayashi(pair), pair.room
    case, other = pair.case("return-1"), pair.case("invoice-1")
    pair.do(c.ClaimCase(case=case), c.ClaimCase(case=other))
    detail = room.reads.detail(case)
    assert detail is not None
    sent = room.outbox.queue(
        Reply(
            case=case,
            to=(detail.contact,),
            subject="Re",
            text="はい",
            shown=detail.seen,
            undo_seconds=3600,
        )
    )
    room.seats.sit_down(hayashi)
    pair.sync()
    assert holder(pair.colleague, other) is None
    assert holder(pair.colleague, case) == ("田中 恵", room.me.desk)
    assert room.outbox.rows() == ()  # it is 田中's to take back
    waiting = room.outbox.row(sent)
    assert waiting is not None
    assert waiting.state is OutboxState.UNDO


def test_rule_06_quitting_and_being_away_hand_back(pair: Desk) -> None:
    case, other = pair.case("return-1"), pair.case("invoice-1")
    pair.do(c.ClaimCase(case=case), c.ClaimCase(case=other))
    assert [one.id for one in pair.room.seats.held()] == [case, other]
    assert len(pair.room.seats.hand_back()) == 2
    pair.sync()
    assert holder(pair.colleague, case) is None
    assert holder(pair.colleague, other) is None


def test_a_pc_has_a_name_of_its_own(pair: Desk) -> None:
    pair.room.seats.rename("机3")
    pair.sync()
    assert {one.name for one in pair.colleague.reads.desks()} == {"机3", "佐藤 健一のPC"}
    for taken in ("佐藤 健一のPC", " "):
        with pytest.raises(BadInput):
            pair.room.seats.rename(taken)


def test_a_new_pc_is_told_once(pair: Desk) -> None:
    assert pair.colleague.seats.newcomers() == ()  # the first look knows nobody
    third = pair._open(pair.room.profile.folder.parent, "suzuki")
    try:
        pair.sync()
        assert [one.name for one in pair.colleague.seats.newcomers()] == ["鈴木 係長のPC"]
        assert pair.colleague.seats.newcomers() == ()
    finally:
        third.close()


def test_the_team_page_tells_what_changed(pair: Desk) -> None:
    hayashi = join_hayashi(pair)
    promoted = Member(id=hayashi, name="林 美咲", role=Role.LEAD)
    pair.do(c.SetMember(member=promoted))
    told = pair.colleague.seats.changes()
    latest = told[0]
    assert isinstance(latest.entry.event.body, MemberSet)
    assert latest.member_was is not None
    assert latest.member_was.role is Role.MEMBER
    assert isinstance(told[-1].entry.event.body, TeamFounded)
    joined = [one for one in told if isinstance(one.entry.event.body, DeskJoined)]
    assert [one.desk_was for one in joined] == [None, None]


def test_what_leaving_leaves_is_known_before(pair: Desk) -> None:
    case, other = pair.case("return-1"), pair.case("invoice-1")
    pair.do(
        c.ClaimCase(case=case), c.Assign(case=case, person=SATO), c.Assign(case=other, person=SATO)
    )
    detail = pair.colleague.reads.detail(other)
    assert detail is not None
    pair.do(c.Close(case=other, shown=detail.seen), room=pair.colleague)
    pair.do(c.ClaimCase(case=pair.case("photo-1")), room=pair.colleague)
    load = pair.room.seats.load_of(SATO)
    assert (load.held, load.cases) == (1, (case,))


def test_the_seat_may_change_while_there_is_little_room(pair: Desk) -> None:
    hayashi = join_hayashi(pair)
    pair.room._health.tell_space(Space.LOW, 1)
    pair.room.seats.sit_down(hayashi)
    assert pair.room.me.person == hayashi


@pytest.mark.parametrize("space", [Space.LOW, Space.FULL])
def test_no_seat_is_changed_half_way(pair: Desk, space: Space) -> None:
    """Somebody new needs to be written down first, and there is no room for that."""
    hayashi, case = join_hayashi(pair), pair.case("return-1")
    pair.do(c.ClaimCase(case=case))
    pair.room._health.tell_space(space, 1)
    with pytest.raises(RuleBroken):
        pair.room.seats.sit_down_new("新しい人")
    if space is Space.FULL:
        with pytest.raises(RuleBroken):
            pair.room.seats.sit_down(hayashi)
    assert pair.room.me.person == TANAKA
    assert pair.room.profile.config.person == TANAKA
    assert [one.id for one in pair.room.seats.held()] == [case]


def test_rule_32_after_a_change_of_the_key_the_team_goes_on(pair: Desk) -> None:
    """What is offered when somebody left: everybody who reads the mailbox follows."""
    case = pair.case("return-1")
    pair.do(c.RotateKey())
    pair.do(c.AddNote(case=case, text="新しい合鍵のあと"), room=pair.colleague)
    words = [item.event.body for item in pair.room.reads.timeline(case) if item.event]
    assert any(getattr(body, "text", "") == "新しい合鍵のあと" for body in words)
    with pytest.raises(RuleBroken):
        pair.colleague.do(c.RotateKey())  # 佐藤 does not lead


def test_who_was_to_be_back_by_now_counts_as_in(pair: Desk) -> None:
    until = pair.clock.now() + timedelta(minutes=30)
    out = c.SetPresence(person=SATO, presence=Presence.OUT, until=until)
    pair.do(out, room=pair.colleague)

    def where() -> Presence:
        rows = pair.room.reads.members()
        return next(row.presence for row in rows if row.member.id == SATO)

    assert where() is Presence.OUT
    pair.clock.move(timedelta(minutes=31))
    assert where() is Presence.IN


def test_what_is_done_at_one_desk_is_there_at_the_other(pair: Desk) -> None:
    """Fields, notes, locks and presence, each after the next look."""
    mine, theirs = pair.room, pair.colleague
    case = pair.case("return-1")
    label = pair.room.reads.labels()
    assert label == ()
    pair.do(
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


@pytest.mark.dovecot
def test_S68_two_desks_share_all_without_anybody_asking(
    office: Office, eventually: Callable[..., None]
) -> None:
    """Two processes on one mailbox: nobody presses a key at the second one."""
    office.join("a", "田中")
    office.join("b", "佐藤")
    here, there = office.start("a"), office.start("b")
    office.write("納期の問い合わせ")
    for one in (here, there):
        eventually(lambda one=one: [c["number"] for c in one.ask("cases")["cases"]] == [1])
    for done in (
        "do --wait 20 assign 1 佐藤",
        "do --wait 20 level 1 2",
        'do --wait 20 note 1 "倉庫に確認中です"',
        "do --wait 20 claim 1",
        "do --wait 20 presence busy",
    ):
        assert here.ask(done)["said"] == "accepted", done

    def shown() -> dict:
        return there.ask("show 1")["case"]

    eventually(lambda: shown()["holder"], within=30)
    seen = shown()
    assert seen == here.ask("show 1")["case"]
    assert seen["holder"]["person"] == "田中"
    assert seen["assignee"] == "佐藤"
    assert "倉庫に確認中です" in str(seen["timeline"])
    refused = there.ask("do --wait 20 claim 1")
    assert refused["exit"] != 0
    assert "田中" in refused["said"]


def test_settings_that_were_damaged_hinder_nobody(pair: Desk) -> None:
    hayashi = join_hayashi(pair)
    pair.room.seats.sit_down(hayashi)
    pair.room.seats.sit_down(TANAKA)
    for path in pair.room.profile.folder.glob("settings-*.json"):
        path.write_text("{", encoding="utf-8")
    pair.room.seats.sit_down(hayashi)
    assert isinstance(pair.room.profile.settings(), Settings)


@pytest.mark.dovecot
def test_the_command_line_knows_all_of_a_member_and_both_answers(office: Office) -> None:
    office.join("a", "田中")
    office.join("b", "佐藤")
    office.write("納期の問い合わせ")
    assert run("sync", "--profile", "a").code == 0
    said = ("--mobile", "090-1", "--hours", "9:00-17:30", "--deputy", "佐藤")
    assert run("do", "--profile", "a", "--wait", "20", "member", "林", *said).out == "accepted\n"
    more = ("--phone", "03-1")  # what is not said stays
    assert run("do", "--profile", "b", "--wait", "20", "member", "林", *more).out == "accepted\n"
    for who, what, code in (
        ("a", "claim", 0), ("a", "keep", 3), ("b", "ask", 0), ("b", "abandon", 3), ("a", "keep", 0),
    ):  # fmt: skip
        run("sync", "--profile", who)
        ran = run("do", "--profile", who, "--wait", "20", what, "1")
        assert ran.code == code, (who, what, ran)

"""Desks that share a journal come to the same state, whatever happens to their messages."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from mailroom.domain.events import TeamFounded
from mailroom.domain.people import Member, Role
from mailroom.domain.query import CaseQuery, View
from mailroom.domain.records.replica import Alarm, Batch, CursorMoved
from mailroom.domain.verdicts import Reason
from mailroom.errors import Disconnected
from mailroom.ids import DeskId
from mailroom.journal import codec
from mailroom.journal.codec import Decoded, TeamKey, decode, encode, new_team_key
from mailroom.journal.reading import journal_time
from tests.fakes.hand_clock import HandClock
from tests.replication.desks import Folder, TestDesk
from tests.unit.domain.world import facts

FOLDERS = "everywhere"
Open = Callable[[str], TestDesk]


def batches(folder: Folder, desk: TestDesk) -> list[Batch]:
    key = TeamKey(desk.store.replica.identity().key)
    decoded = [decode(message.raw, key) for message in folder.messages]
    return [one.batch for one in decoded if isinstance(one, Decoded)]


def test_founding_and_joining(pair: tuple[TestDesk, TestDesk]) -> None:
    one, two = pair
    assert one.chain == two.chain
    assert one.store.replica.identity().key == two.store.replica.identity().key != b""
    assert [row.member.name for row in two.store.reads.members()] == ["one", "two"]
    assert {desk.id for desk in one.store.reads.desks()} == {"one", "two"}


def test_rule_32_a_second_founder_joins(open_desk: Open) -> None:
    """Both found before they see each other: the lowest UID is the team (rule 32)."""
    one, two = open_desk("one"), open_desk("two")
    for desk in (one, two):
        lead = Member(id=desk.person, name=desk.name, role=Role.LEAD)
        founding = desk.ask(TeamFounded(name=desk.name, lead=lead))
    draft = two.replicator._writer.compose(two.store.replica.pending_batch(9))  # it sees no team
    one.sync()
    two.line.append(draft.raw)
    two.sync()
    one.sync()
    assert one.chain == two.chain
    assert two.accepted(founding) is False
    assert two.store.replica.verdict(founding)[1].reason is Reason.FOUNDED
    assert two.store.reads.team() == one.store.reads.team()
    assert one.store.reads.team().name == "one"


def test_rule_32_nobody_writes_before_there_is_a_team(open_desk: Open) -> None:
    desk = open_desk("one")
    desk.join()
    desk.replicator.push()
    assert desk.line.appended == 0
    assert desk.pending == 1


def test_rule_01_an_event_is_asked_then_confirmed(pair: tuple[TestDesk, TestDesk]) -> None:
    one, _ = pair
    event = one.note("確認する", on="m")
    assert one.accepted(event) is None
    [case] = one.store.reads.case_ids(CaseQuery(view=View.ALL), one.person)
    assert one.store.reads.rows([case], one.person)[0].pending
    one.replicator.push()
    assert one.accepted(event) is True
    assert not one.store.reads.rows([case], one.person)[0].pending
    assert one.pending == 0


def test_rule_08_two_claims_one_winner(pair: tuple[TestDesk, TestDesk]) -> None:
    one, two = pair
    first, second = one.claim("m"), two.claim("m")
    two.replicator.push()
    one.replicator.push()
    assert (one.accepted(first), two.accepted(second)) == (False, True)
    refused = one.store.replica.verdict(first)[1]
    assert (refused.reason, refused.who, refused.where) == (Reason.HELD, "two", "two")


def test_rule_03_a_lost_answer_is_found_again(
    pair: tuple[TestDesk, TestDesk], folder: Folder
) -> None:
    """The append arrived, its OK did not: nothing is sent twice, nothing stays pending."""
    one, two = pair
    event = one.note("a", on="m")
    one.line.lose_after = 1
    with pytest.raises(Disconnected):
        one.replicator.push()
    assert one.pending == 1
    count = len(folder.messages)
    one.replicator.push()
    assert (one.pending, len(folder.messages)) == (0, count)
    two.sync()
    assert (one.accepted(event), one.chain) == (True, two.chain)


def test_rule_04_a_lost_append_is_repeated_with_the_same_events(
    pair: tuple[TestDesk, TestDesk], folder: Folder
) -> None:
    one, two = pair
    event = one.note("a", on="m")
    one.line.lose_before = 1
    with pytest.raises(Disconnected):
        one.replicator.push()
    one.replicator.push()
    two.sync()
    assert one.accepted(event) is True
    assert (one.chain, two.chain) == (two.chain, one.chain)
    assert one.store.replica.alarm()[0] is Alarm.NONE  # the lost attempt left no hole
    assert two.store.replica.alarm()[0] is Alarm.NONE


def test_rule_02_copies_change_nothing(pair: tuple[TestDesk, TestDesk], folder: Folder) -> None:
    one, two = pair
    one.line.twice = 1
    one.note("a", on="m")
    one.sync()
    folder.add(folder.messages[-1].raw)
    for desk in pair:
        desk.sync()
    [case] = two.store.reads.case_ids(CaseQuery(view=View.ALL), two.person)
    events = [i for i in two.store.reads.timeline(case, two.person) if i.event is not None]
    assert len(events) == 1
    assert one.chain == two.chain
    assert two.store.replica.alarm()[0] is Alarm.NONE


def test_rule_03_a_prefix_of_the_queue_is_sent(
    pair: tuple[TestDesk, TestDesk], folder: Folder
) -> None:
    one, _ = pair
    rnd = random.Random(1)
    words = ["".join(rnd.choices("あいうえおかきくけこ漢字日本語", k=9000)) for _ in range(25)]
    for text in words:
        one.note(text, on="m")
    one.sync()
    assert one.pending == 0
    assert all(len(message.raw) <= codec.MAX_MESSAGE for message in folder.messages)
    sent = [e.id for b in batches(folder, one) for e in b.events if e.id.startswith("one-")]
    assert sent == sorted(sent, key=lambda id_: int(id_.split("-")[1]))


def test_rule_34_numbers_of_an_incarnation_have_no_gaps(
    pair: tuple[TestDesk, TestDesk], folder: Folder
) -> None:
    one, _ = pair
    for n in range(4):
        one.note(str(n), on="m")
        one.line.lose_after = n % 2
        with suppress(Disconnected):
            one.replicator.push()
    one.sync()
    seqs = [batch.seq for batch in batches(folder, one) if batch.desk == "one"]
    assert seqs == sorted(seqs)
    assert set(seqs) == set(range(1, max(seqs) + 1))


def test_rule_34_a_hole_is_noticed_and_makes_read_only(
    pair: tuple[TestDesk, TestDesk], folder: Folder
) -> None:
    one, two = pair
    for n in range(3):
        one.note(str(n), on="m")
        one.sync()
    folder.expunge(folder.messages[-2].uid)
    two.sync()
    alarm, detail = two.store.replica.alarm()
    assert alarm is Alarm.HOLE
    assert "one" in detail
    two.note("x", on="m")
    two.sync()
    assert two.pending == 1  # kept, not written


def test_rule_33_another_folder_is_not_read(
    pair: tuple[TestDesk, TestDesk], folder: Folder
) -> None:
    one, _ = pair
    before = one.store.replica.cursor()
    folder.replace(folder.messages)
    one.note("x", on="m")
    one.sync()
    assert one.store.replica.alarm()[0] is Alarm.REPLACED
    assert one.store.replica.cursor() == before
    assert one.pending == 1


def test_rule_33_a_folder_that_is_gone_is_not_founded_again(
    pair: tuple[TestDesk, TestDesk], folder: Folder
) -> None:
    one, _ = pair
    folder.gone = True
    one.note("x", on="m")
    one.sync()
    assert one.store.replica.alarm()[0] is Alarm.REPLACED
    assert folder.gone
    assert one.pending == 1


def test_rule_35_strangers_messages_are_ignored(
    pair: tuple[TestDesk, TestDesk], folder: Folder
) -> None:
    """A filter or a plus-address may deliver anything into the folder."""
    one, two = pair
    folder.add(b"From: x\r\nSubject: Hello\r\n\r\nBuy!\r\n")
    forged = batches(folder, one)[-1]
    folder.add(encode(forged, new_team_key()))
    folder.add(encode(forged, new_team_key(), founding=True))
    one.note("a", on="m")
    one.sync()
    two.sync()
    assert one.chain == two.chain
    assert one.store.replica.cursor().uid == folder.messages[-1].uid
    assert [desk.store.replica.alarm()[0] for desk in pair] == [Alarm.NONE] * 2


def test_rule_35_a_newer_version_stops_the_desk_until_its_update(
    pair: tuple[TestDesk, TestDesk], folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = pair
    one.note("before", on="m")
    one.sync()
    monkeypatch.setattr(codec, "VERSION", 2)
    monkeypatch.setattr(Batch, "__init__", _newer(Batch.__init__))
    one.note("new", on="m")
    one.replicator.push()
    monkeypatch.undo()
    two.sync()
    assert two.store.replica.alarm()[0] is Alarm.UPDATE_NEEDED
    assert two.store.replica.cursor().uid == folder.messages[-1].uid - 1
    two.note("x", on="m")
    two.sync()
    assert two.pending == 1
    monkeypatch.setattr(codec, "VERSION", 2)  # the update
    two.replicator.pull()
    assert two.store.replica.alarm()[0] is Alarm.NONE
    assert two.chain == one.chain


def _newer(init: Callable[..., None]) -> Callable[..., None]:
    def made(self: Batch, **fields: object) -> None:
        init(self, **{**fields, "version": 2})

    return made


def test_rule_34_divergence_is_noticed_by_the_next_reader(
    pair: tuple[TestDesk, TestDesk], folder: Folder
) -> None:
    one, _ = pair
    one.note("a", on="m")
    one.sync()
    last = batches(folder, one)[-1]
    wrong = Batch(
        team=last.team,
        epoch=1,
        desk=DeskId("two"),
        incarnation="strange",
        seq=1,
        head=one.store.replica.cursor().head,
        state_hash="something else",
        sent_at=last.sent_at,
    )
    folder.add(encode(wrong, TeamKey(one.store.replica.identity().key)))
    one.sync()
    assert one.store.replica.alarm()[0] is Alarm.DIVERGED
    assert not one.store.replica.alarm()[0].read_only


def test_rule_34_whoever_differs_for_good_costs_one_look(
    pair: tuple[TestDesk, TestDesk], folder: Folder
) -> None:
    """Folding anew takes long; the other desk may say something every few seconds."""
    one, _ = pair
    one.note("a", on="m")
    one.sync()
    last = batches(folder, one)[-1]
    refolded: list[int] = []
    refold = one.replica.refold
    one.replica.refold = lambda: (refolded.append(1), refold())[1]
    for seq in (1, 2, 3):
        wrong = Batch(
            team=last.team,
            epoch=1,
            desk=DeskId("two"),
            incarnation="strange",
            seq=seq,
            head=one.replica.cursor().head,
            state_hash="something else",
            sent_at=last.sent_at,
        )
        folder.add(encode(wrong, TeamKey(one.replica.identity().key)))
        one.sync()
    assert one.alarm is Alarm.DIVERGED
    assert len(refolded) == 1


def test_rule_35_a_failed_fetch_is_repeated_not_skipped(
    pair: tuple[TestDesk, TestDesk], folder: Folder
) -> None:
    one, two = pair
    for n in range(3):
        one.note(str(n), on="m")
        one.sync()
    broken = folder.messages[-2].uid

    def fail(message: object) -> None:
        if message.uid == broken:
            raise Disconnected("memory")

    two.line.on_read = fail
    with pytest.raises(Disconnected):
        two.replicator.pull()
    two.line.on_read = None
    two.sync()
    assert two.chain == one.chain


def test_another_process_reads_the_same_journal(
    pair: tuple[TestDesk, TestDesk], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command line beside the window: whoever comes second goes on from where the first is."""
    one, two = pair
    for n in range(5):
        one.note(str(n), on="m")
        one.sync()
    confirm, meanwhile = two.store.replica.confirm, []

    def after_the_other(page: object) -> object:
        if not meanwhile:
            meanwhile.append(page)
            confirm(page)
        return confirm(page)

    monkeypatch.setattr(two.store.replica, "confirm", after_the_other)
    two.replicator.pull()
    assert two.chain == one.chain
    with pytest.raises(CursorMoved):
        confirm(meanwhile[0])


def test_a_fresh_desk_comes_to_the_same_state(
    pair: tuple[TestDesk, TestDesk], open_desk: Open
) -> None:
    one, _ = pair
    for n in range(30):
        one.note(str(n), on="m")
        one.sync()
    third = open_desk("third")
    third.replicator.pull()
    assert third.chain == one.chain


def test_rule_03_what_somebody_announced_is_not_announced_again(
    pair: tuple[TestDesk, TestDesk], folder: Folder
) -> None:
    """Rule 3: pending announcements are dropped when another copy is seen."""
    one, two = pair
    for desk in pair:
        desk.announce(facts("n"))
    one.sync()
    two.replicator.pull()
    assert two.pending == 0
    two.announce(facts("n"))
    assert two.pending == 0


def test_rule_03_a_withdrawn_event_never_leaves(pair: tuple[TestDesk, TestDesk]) -> None:
    one, _ = pair
    event = one.note("oops", on="m")
    assert one.store.replica.withdraw_pending([event])
    assert one.pending == 0
    event = one.note("on its way", on="m")
    one.line.lose_before = 1
    with pytest.raises(Disconnected):
        one.replicator.push()
    assert not one.store.replica.withdraw_pending([event])
    assert one.pending == 1


def test_accidents_do_not_drive_desks_apart(
    open_desk: Open, clock: HandClock, folder_kind: str
) -> None:
    """Many more of them are the simulator's."""
    rnd = random.Random(folder_kind)
    desks = [open_desk(name) for name in ("one", "two", "three")]
    desks[0].found("two", "three")
    for desk in desks:
        desk.replicator.pull()
        desk.join()
    mails = 0
    for _ in range(40):
        desk = rnd.choice(desks)
        clock.move(seconds=rnd.choice((1, 60, 2000)))
        if mails == 0 or rnd.random() < 0.2:
            desk.announce(facts(f"m{mails}", subject=f"s{mails}"))
            mails += 1
        else:
            act = rnd.choice((desk.claim, desk.jot))
            act(f"m{rnd.randrange(mails)}")
        if rnd.random() < 0.5:
            desk.line.lose_before = rnd.random() < 0.2
            desk.line.lose_after = rnd.random() < 0.2
            desk.line.twice = rnd.random() < 0.2
            with suppress(Disconnected):
                desk.sync()
    for _ in range(2):
        for desk in desks:
            desk.line.lose_before = desk.line.lose_after = 0
            desk.sync()
    assert len({desk.chain for desk in desks}) == 1
    assert [desk.pending for desk in desks] == [0, 0, 0]
    assert {desk.store.replica.alarm()[0] for desk in desks} == {Alarm.NONE}


# -- journal time ------------------------------------------------------------------------------

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)


@pytest.mark.parametrize(
    ("before", "taken_in", "sent_at", "expected"),
    [
        (None, NOON, NOON, NOON),
        (None, NOON, NOON + timedelta(hours=5), NOON),  # a fast clock pushes nothing
        (None, NOON, NOON - timedelta(hours=5), NOON - timedelta(hours=4, minutes=50)),
        (NOON, NOON - timedelta(hours=1), NOON, NOON),  # time never goes back
        (NOON, NOON + timedelta(hours=1), datetime.min.replace(tzinfo=UTC), NOON),
        (
            NOON,
            NOON + timedelta(hours=1),
            datetime.max.replace(tzinfo=UTC),
            NOON + timedelta(hours=1),
        ),
    ],
)
def test_a_clock_can_hold_time_back_but_never_push_it(
    before: datetime | None, taken_in: datetime, sent_at: datetime, expected: datetime
) -> None:
    assert journal_time(before, taken_in, sent_at) == expected

"""A checkpoint's content: taken, packed, restored; what was not in it is said again (rule 33)."""

import contextlib
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mailroom.domain.events import MailArrived, NoteAdded
from mailroom.domain.query import CaseQuery, View
from mailroom.domain.records.journal_events import KeyRotated
from mailroom.domain.records.record import canonical
from mailroom.domain.records.snapshot import BadSnapshot, Snapshot, pack, rows_by_kind, unpack
from mailroom.store import store as stores
from mailroom.store.files import room_schema as t
from mailroom.store.journal import loading, snapshots
from mailroom.store.store import Store
from tests.fakes.hand_clock import HandClock
from tests.store.mailbag import stored
from tests.store.opened import OpenStore
from tests.store.stories import Teller, folded
from tests.store.test_fold import confirm, rows_of, shown
from tests.unit.domain.world import SATO, TANAKA, World

KEY = b"k" * 32
_ALL = CaseQuery(view=View.ALL)
CASE = (
    '{"id":"a","number":%d,"anchor":"a","subject":"","contact":{"addr":"a"},'
    '"opened_at":"2026-11-20T00:00:00+00:00","last_at":"2026-11-20T00:00:00+00:00"}'
)


@pytest.fixture
def open_other(tmp_path: Path, clock: HandClock) -> Iterator[OpenStore]:
    """Open the files of another desk."""
    with contextlib.ExitStack() as closing:

        def open_one() -> Store:
            store = Store.open(tmp_path / "other", clock)
            closing.callback(store.close)
            return store

        yield open_one


def taught(store: Store) -> Store:
    store.replica.set_team("team", KEY)
    return store


def taken(store: Store, seed: int, steps: int = 120) -> Snapshot:
    """Fold a story into a store and return its snapshot."""
    confirm(taught(store), Teller(seed).tell(steps), random.Random(seed))
    return store.replica.snapshot()


@pytest.mark.parametrize("seed", range(4))
def test_a_snapshot_is_the_state_at_the_cursor(store: Store, seed: int) -> None:
    snapshot = taken(store, seed)
    state, chain = folded(Teller(seed).tell(120))
    expected = replace(snapshot, rows=rows_by_kind(state.rows()))
    assert {kind: set(rows) for kind, rows in snapshot.rows.items()} == {
        kind: set(rows) for kind, rows in expected.rows.items()
    }
    assert snapshot.digest == expected.digest
    assert snapshot.rows["Member"] == expected.rows["Member"]  # in order of joining
    assert snapshot.cursor == store.replica.cursor()
    assert snapshot.cursor.chain == chain
    assert snapshot.seqs == store.replica.last_seqs()
    assert (snapshot.team, snapshot.key) == ("team", KEY.hex())


@pytest.mark.parametrize("seed", range(3))
def test_a_desk_that_starts_from_a_snapshot_goes_on_as_if_it_had_read_all(
    store: Store, open_other: OpenStore, seed: int
) -> None:
    """I1: the same state, the same hash, the same list; also after what comes later."""
    story = Teller(seed)
    story.tell(100)
    half = list(story.world.log)
    confirm(taught(store), half)
    fresh = open_other()
    fresh.replica.restore(unpack(pack(store.replica.snapshot())))
    assert (fresh.replica.cursor(), shown(fresh)) == (store.replica.cursor(), shown(store))
    fresh.replica.load_rest()
    assert everything(fresh) == everything(store)
    assert fresh.replica.identity().key == KEY
    rest = story.tell(60)[len(half) :]
    for one in (store, fresh):
        confirm(one, rest)
    assert everything(fresh) == everything(store)
    assert fresh.replica.snapshot().digest == store.replica.snapshot().digest


def everything(store: Store) -> list[object]:
    cases = [case for case in rows_of(store) if '"contact"' in case]
    timelines = [
        store.reads.timeline(row.case.id, SATO.person)
        for row in store.reads.rows(store.reads.case_ids(_ALL, SATO.person), SATO.person)
    ]
    return [rows_of(store), store.replica.cursor(), shown(store), len(cases), timelines]


def test_rule_33_what_a_snapshot_lacks_is_said_again_before_what_waits(store: Store) -> None:
    world = World.founded()
    world.mail("a")
    world.do(SATO, NoteAdded(text="old"), on="a")
    confirm(taught(store), world.log)
    old = store.replica.snapshot()
    known = len(world.log)
    world.mail("b")
    world.do(SATO, NoteAdded(text="lost"), on="a")
    confirm(store, world.log[known:])
    waits = replace(world.log[-1].event, id="waits", body=NoteAdded(text="waits"))
    store.replica.append_pending([waits])
    store.replica.restore(old)
    queue = store.replica.pending_batch(9)
    assert [type(one.event.body) for one in queue] == [MailArrived, NoteAdded, NoteAdded]
    assert [getattr(one.event.body, "text", "") for one in queue] == ["", "lost", "waits"]
    assert [one.on_wire for one in queue] == [True, True, False]
    assert store.replica.cursor() == old.cursor


def test_rule_32_the_key_follows_an_accepted_rotation_only(store: Store) -> None:
    world = World.founded()
    confirm(taught(store), world.log)
    known = len(world.log)
    world.do(SATO, KeyRotated(key="11" * 32))  # no lead
    confirm(store, world.log[known:])
    assert store.replica.identity().key == KEY
    world.do(TANAKA, KeyRotated(key="22" * 32))
    confirm(store, world.log[known + 1 :])
    assert store.replica.identity().key == b"\x22" * 32
    team = store.replica.team_row()
    assert team is not None
    assert team.key == "22" * 32


def test_the_messages_that_held_events_are_known(store: Store) -> None:
    world = World.founded()
    confirm(store, world.log)
    assert store.replica.journal_uids() == frozenset(p.position.uid for p in world.log)


def test_rule_21_refused_words_stay_though_their_journal_is_no_more(store: Store) -> None:
    """Rule 21 and I11: what was refused is not said again, its author keeps the words."""
    world = World.founded()
    confirm(taught(store), world.log)
    old = store.replica.snapshot()
    known = len(world.log)
    world.do(SATO, NoteAdded(text="nowhere"), on="unknown")
    confirm(store, world.log[known:])
    assert [one.text for one in store.reads.not_applied(SATO.person)] == ["nowhere"]
    store.replica.restore(old)
    assert store.replica.pending_batch(9) == ()
    [one] = store.reads.not_applied(SATO.person)
    assert one.text == "nowhere"
    store.marks.dismiss(one.event.id)
    assert store.reads.not_applied(SATO.person) == ()


@pytest.mark.parametrize("there", [True, False])
def test_rule_21_refused_words_that_were_judged_again_are_told_once(
    store: Store, there: bool
) -> None:
    """Another desk said them again in the new order (rule 33): what they are now counts."""
    before, after = World.founded(), World.founded()
    known = len(before.log)
    confirm(taught(store), before.log)
    old = store.replica.snapshot()
    before.do(SATO, NoteAdded(text="nowhere"), on="late", event_id="note")
    confirm(store, before.log[known:])
    store.replica.restore(old)
    if there:
        after.mail("late")
    after.do(SATO, NoteAdded(text="nowhere"), on="late", event_id="note")
    confirm(store, after.log[known:])
    told = [one.text for one in store.reads.not_applied(SATO.person)]
    assert told == ([] if there else ["nowhere"])
    assert store.reads.counts(SATO.person).views[View.REFUSED] == len(told)


def test_what_waited_and_is_in_the_snapshot_was_seen(store: Store, open_other: OpenStore) -> None:
    world = World.founded()
    world.mail("a")
    confirm(taught(store), world.log)
    known = len(world.log)
    other = open_other()
    confirm(taught(other), world.log)
    world.mail("b")
    world.do(SATO, NoteAdded(text="arrived"), on="a")
    other.replica.append_pending(placed.event for placed in world.log[known:])
    confirm(store, world.log[known:])
    other.replica.restore(store.replica.snapshot())
    assert other.replica.pending_batch(9) == ()


def test_rule_33_a_second_snapshot_loses_nothing_that_only_the_first_one_knew(
    store: Store, open_other: OpenStore
) -> None:
    """A desk that started from a checkpoint has no journal rows of its mails."""
    world = World.founded()
    confirm(taught(store), world.log)
    old = store.replica.snapshot()
    known = len(world.log)
    world.mail("a")
    world.do(SATO, NoteAdded(text="kept"), on="a")
    confirm(store, world.log[known:])
    other = open_other()
    other.replica.restore(store.replica.snapshot())
    other.replica.restore(old)
    mail, note = (one.event for one in other.replica.pending_batch(9))
    assert isinstance(mail.body, MailArrived)
    assert mail.id == world.log[known].event.id
    assert mail.body == world.log[known].event.body
    assert note == world.log[known + 1].event


def test_rule_33_what_a_snapshot_lacks_is_not_forgotten_by_the_mail_file(store: Store) -> None:
    """A mail announced only in the lost part is announced again."""
    world = World.founded()
    confirm(taught(store), world.log)
    old = store.replica.snapshot()
    known = len(world.log)
    world.announce(stored("a").facts)
    store.mails.add_mails([stored("a")])
    confirm(store, world.log[known:])
    assert store.unannounced(9) == ()  # marked now
    store.replica.restore(old)
    assert store.unannounced(9) == ()  # it waits, which is as good
    assert [one.event.id for one in store.replica.pending_batch(9)] == [world.log[known].event.id]


# -- crashes, later versions ---------------------------------------------------------------------


def test_a_crash_while_loading_is_made_up_for(store: Store, open_other: OpenStore) -> None:
    story = Teller(5)
    story.tell(80)
    half = list(story.world.log)
    confirm(taught(store), half)
    snapshot = store.replica.snapshot()
    other = open_other()
    other.replica.restore(snapshot)
    other.close()  # nothing of the rest was loaded
    other = open_other()
    rest = story.tell(40)[len(half) :]
    for one in (store, other):
        confirm(one, rest)
    assert everything(other) == everything(store)


@pytest.mark.parametrize("slices", range(1, 6))
def test_a_crash_between_two_slices_is_made_up_for(
    store: Store, open_other: OpenStore, monkeypatch: pytest.MonkeyPatch, slices: int
) -> None:
    monkeypatch.setattr(loading, "_AT_ONCE", 18)
    confirm(taught(store), Teller(7).tell(120))
    other = open_other()
    other.replica.restore(store.replica.snapshot())
    with other._room.write_bulk() as connection:
        for _ in range(slices):
            assert loading.load_slice(connection)
    other.close()
    other = open_other()
    other.settle()
    assert everything(other) == everything(store)
    assert found(other) == found(store) > 0


def found(store: Store) -> int:
    """Return in how many cases somebody noted something."""
    return len(store.reads.case_ids(CaseQuery(view=View.ALL, text="確認中"), SATO.person))


@pytest.mark.parametrize("step", ["_queue_first", "_leave_behind", "rebuild_pending"])
def test_a_crash_while_restoring_changes_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    snapshot = taken(store, 3, 40)
    confirm(store, Teller(3).tell(60)[len(Teller(3).tell(40)) :])
    before = everything(store)

    def die(*_: object) -> None:
        raise RuntimeError("power cut")

    with monkeypatch.context() as patch:
        patch.setattr(snapshots, step, die)
        with pytest.raises(RuntimeError):
            store.replica.restore(snapshot)
    assert everything(store) == before
    store.replica.restore(snapshot)
    assert store.replica.cursor() == snapshot.cursor


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("loaded", [True, False])
def test_folding_anew_starts_from_the_snapshot(
    store: Store,
    open_other: OpenStore,
    monkeypatch: pytest.MonkeyPatch,
    seed: int,
    loaded: bool,
) -> None:
    """A desk that began from a checkpoint has no journal before it."""
    story = Teller(seed)
    story.tell(80)
    half = list(story.world.log)
    confirm(taught(store), half)
    other = open_other()
    other.replica.restore(store.replica.snapshot())
    if loaded:
        rest = story.tell(60)[len(half) :]
        for one in (store, other):
            confirm(one, rest)
    other.close()
    monkeypatch.setattr(stores.room_schema, "PROJECTION_VERSION", t.PROJECTION_VERSION + 1)
    assert everything(open_other()) == everything(store)


# -- nonsense ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rows",
    [
        {"Case": ("{}",)},
        {"Case": ("[",)},
        {"Robot": ("{}",)},
        {"Team": ('{"x":1}',)},
        {"Case": (CASE % -1,)},
        {"Case": (CASE % 10**30,)},
        {"MailPlace": ('{"facts":{"key":1}}',)},
        {"SentMail": ('{"message_id":["x"]}',)},
        {"Label": ('{"id":"a","name":"b"},{"id":"c","name":"d"}',)},
    ],
)
def test_rows_that_nobody_would_write_change_nothing(
    store: Store, rows: dict[str, tuple[str, ...]]
) -> None:
    snapshot = taken(store, 1, 40)
    before = everything(store)
    with pytest.raises(BadSnapshot):
        store.replica.restore(replace(snapshot, rows=rows))
    assert everything(store) == before


@pytest.mark.parametrize("row", ["{}", "no json", '{"anchor":null,"event":{"id":1}}'])
def test_an_entry_that_nobody_would_write_is_left_out(
    store: Store, open_other: OpenStore, row: str, expect_log: Callable[..., None]
) -> None:
    """Its author sealed it all the same; the rest is good."""
    expect_log("cannot be read|no JSON")
    snapshot = taken(store, 1, 40)
    bad = {**snapshot.rows, "Entry": (row, *snapshot.rows["Entry"])}
    other = open_other()
    other.replica.restore(replace(snapshot, rows=bad))
    other.replica.load_rest()
    assert everything(other) == everything(store)


def test_packing_loses_nothing(store: Store) -> None:
    snapshot = taken(store, 2, 60)
    assert unpack(pack(snapshot)) == snapshot
    packed = pack(snapshot)
    for bad in (b"", b"\xff", packed[:-9].rpartition(b"\n")[0], b"[]\n", b'{"v":1}', b'{"v":2}'):
        with pytest.raises(BadSnapshot):
            unpack(bad)
    assert canonical(snapshot.cursor)


def test_rule_18_what_was_shown_in_another_order_was_not_shown_in_this_one(
    store: Store, open_other: OpenStore
) -> None:
    """I6: somebody deleted a message, and read on in an order that was never the team's."""
    world = World.founded()
    world.mail("a")
    parting = world.head
    deserted = replace(world.log[-1], position=parting._replace(uid=parting.uid + 1))
    note = replace(deserted.event, id="n", by=SATO.person, body=NoteAdded(text="x"), anchor="a")
    confirm(taught(store), [*world.log, replace(deserted, event=note)])
    head = store.replica.cursor().head
    assert head > parting
    waits = replace(note, id="waits", basis=head)
    store.replica.append_pending([waits, replace(waits, id="older", basis=parting)])
    world.mail("b")
    world.do(SATO, NoteAdded(text="the team's"), on="a")
    other = taught(open_other())
    confirm(other, world.log)
    store.replica.restore(other.replica.snapshot())
    later = world.head._replace(uid=world.head.uid + 5)
    asked = {"open page": head, "fresh look": later, "nothing": None}
    store.replica.append_pending(
        [replace(waits, id=name, basis=basis) for name, basis in asked.items()]
    )
    bases = {one.event.id: one.event.basis for one in store.replica.pending_batch(9)}
    assert bases["waits"] == bases["older"] == bases["open page"] == parting
    assert bases["fresh look"] == later
    assert bases["nothing"] is None


def test_rule_18_a_desk_that_was_only_behind_was_shown_what_it_was_shown(
    store: Store, open_other: OpenStore
) -> None:
    world = World.founded()
    world.mail("a")
    confirm(taught(store), world.log)
    head = store.replica.cursor().head
    world.mail("b")
    world.do(SATO, NoteAdded(text="later"), on="a")
    note = replace(world.log[-1].event, id="waits", basis=head)
    store.replica.append_pending([note])
    other = taught(open_other())
    confirm(other, world.log)
    store.replica.restore(other.replica.snapshot())
    assert [one.event.basis for one in store.replica.pending_batch(9)] == [head]

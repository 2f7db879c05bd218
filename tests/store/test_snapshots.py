"""A checkpoint's content: taken, packed, restored; what was not in it is said again (rule 33)."""

import random
from dataclasses import replace

import pytest

from mailroom.domain.events import MailArrived, NoteAdded
from mailroom.domain.journal_events import KeyRotated
from mailroom.domain.query import CaseQuery, View
from mailroom.domain.record import canonical
from mailroom.domain.snapshot import BadSnapshot, Snapshot, pack, rows_by_kind, unpack
from mailroom.store.store import Store
from tests.store.opened import OpenStore
from tests.store.stories import Teller, folded
from tests.store.test_fold import confirm, rows_of, shown
from tests.unit.domain.world import SATO, TANAKA, World

KEY = b"k" * 32
_ALL = CaseQuery(view=View.ALL)


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
    store: Store, open_store: OpenStore, seed: int
) -> None:
    """I1: the same state, the same hash, the same list; also after what comes later."""
    story = Teller(seed)
    story.tell(100)
    half = list(story.world.log)
    confirm(taught(store), half)
    fresh = open_store()
    fresh.replica.restore(unpack(pack(store.replica.snapshot())))
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


def test_what_a_snapshot_lacks_is_said_again_before_what_waits(store: Store) -> None:
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


def test_the_key_follows_an_accepted_rotation_only(store: Store) -> None:
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


@pytest.mark.parametrize(
    "rows", [{"Case": ("{}",)}, {"Case": ("[",)}, {"Robot": ("{}",)}, {"Team": ('{"x":1}',)}]
)
def test_rows_that_nobody_would_write_change_nothing(
    store: Store, rows: dict[str, tuple[str, ...]]
) -> None:
    snapshot = taken(store, 1, 40)
    before = everything(store)
    with pytest.raises(BadSnapshot):
        store.replica.restore(replace(snapshot, rows=rows))
    assert everything(store) == before


def test_packing_loses_nothing(store: Store) -> None:
    snapshot = taken(store, 2, 60)
    assert unpack(pack(snapshot)) == snapshot
    packed = pack(snapshot)
    for bad in (b"", b"\xff", packed[:-9].rpartition(b"\n")[0], b"[]\n", b'{"v":1}', b'{"v":2}'):
        with pytest.raises(BadSnapshot):
            unpack(bad)
    assert canonical(snapshot.cursor)

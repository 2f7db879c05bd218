"""The tables hold what the fold says: the same as in memory, however the journal is cut (I1)."""

import json
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest
import sqlalchemy as sa

from mailroom.domain.cases import Case
from mailroom.domain.events import Closed, Placed, PolicySet, PresenceSet
from mailroom.domain.people import Presence
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.records.record import canonical
from mailroom.domain.records.replica import CursorMoved, Page
from mailroom.domain.times.calendar import OFFICE, Frame
from mailroom.store import store as stores
from mailroom.store.files import room_schema as t
from mailroom.store.files.columns import to_micros
from mailroom.store.journal.state_tables import TableState
from mailroom.store.store import Store
from tests.fakes.hand_clock import HandClock
from tests.store.stories import Teller, folded
from tests.unit.domain.world import SATO, TANAKA, World


def confirm(store: Store, journal: Sequence[Placed], cuts: random.Random | None = None) -> None:
    """Take a journal in, in one page or in pages of random length."""
    rest = list(journal)
    while rest:
        size = cuts.randint(1, 60) if cuts else len(rest)
        page, rest = rest[:size], rest[size:]
        uid = page[-1].position.uid
        store.replica.confirm(
            Page(after=store.replica.cursor(), uid=uid, placed=tuple(page), seqs={"x": uid})
        )


def rows_of(store: Store) -> set[str]:
    """Return all confirmed rows as their JSON."""
    found: set[str] = set()
    with store._room.read() as connection:
        state = TableState(connection)
        for table in t.LAYERED:
            if table is t.entries:
                ids = connection.execute(sa.select(t.entries.c.id).where(table.c.pending == 0))
                found |= {canonical(state.entry(id_)) for id_ in ids.scalars()}
            else:
                rows = connection.execute(sa.select(table.c.row).where(table.c.pending == 0))
                found |= set(rows.scalars())
    return found


@pytest.mark.parametrize("seed", range(6))
def test_the_tables_hold_what_the_fold_says(store: Store, seed: int) -> None:
    journal = Teller(seed).tell(120)
    state, chain = folded(journal)
    confirm(store, journal, random.Random(seed))
    assert rows_of(store) == {canonical(row) for row in state.rows()}
    cursor = store.replica.cursor()
    assert (cursor.chain, cursor.head) == (chain, journal[-1].position)
    assert store.replica.chain_at(journal[-1].position) == chain
    assert store.replica.last_seqs() == {"x": journal[-1].position.uid}


@pytest.mark.parametrize("seed", range(2))
def test_folding_anew_gives_the_same(
    tmp_path: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    store = Store.open(tmp_path, clock)
    journal = Teller(seed).tell(150)
    confirm(store, journal)
    before = rows_of(store), store.replica.cursor(), shown(store)
    store.close()
    monkeypatch.setattr(stores.room_schema, "PROJECTION_VERSION", t.PROJECTION_VERSION + 1)
    store = Store.open(tmp_path, clock)
    assert (rows_of(store), store.replica.cursor(), shown(store)) == before
    store.close()


def test_N21_a_change_of_the_hours_moves_deadlines_in_the_list(store: Store) -> None:
    """Only cases whose clocks run; pending first, then confirmed, each found by its index."""
    world = World.founded()
    world.mail("a")
    world.mail("b", "other@firm.example", subject="別件")
    world.do(SATO, Closed(), on="b")
    confirm(store, world.log)
    [case] = clocked(store)
    assert case == world.case("a")
    before = [one for one in shown(store)[0] if one.id == case.id]
    always = replace(OFFICE, week=((Frame(opens=time(0), closes=time(0)),),) * 7, closed=())
    changed = PolicySet(policy=replace(DEFAULT_POLICY, calendar=always))
    world.do(TANAKA, changed)
    confirm(store, world.log[-1:])
    [moved] = clocked(store)
    after = [one for one in shown(store)[0] if one.id == case.id]
    assert moved == world.case("a")
    assert moved.due < case.due
    assert after[0].due == to_micros(moved.due) < before[0].due


def clocked(store: Store) -> list[Case]:
    with store._room.read() as connection:
        return list(TableState(connection, shown=True).clocked_cases())


def shown(store: Store) -> list[object]:
    with store._room.read() as connection:
        order = t.case_list.c.id
        labels = sa.select(t.case_labels).order_by(*t.case_labels.c)
        return [
            connection.execute(sa.select(t.case_list).order_by(order)).all(),
            connection.execute(labels).all(),
        ]


def test_a_page_that_another_process_took_in_is_refused(store: Store) -> None:
    journal = Teller(1).tell(30)
    before = store.replica.cursor()
    confirm(store, journal)
    after = store.replica.cursor()
    with pytest.raises(CursorMoved):
        store.replica.confirm(Page(after=before, uid=99, placed=tuple(journal)))
    assert store.replica.cursor() == after
    with store._room.read() as connection:
        count = connection.execute(sa.select(sa.func.count()).select_from(t.journal)).scalar_one()
    assert count == len(journal)


def test_the_rest_of_a_half_taken_page_follows(store: Store) -> None:
    """A crash between two commits of one page: what is in stays in, the rest comes again."""
    journal = Teller(2).tell(60)
    _, chain = folded(journal)
    first = Page(after=store.replica.cursor(), uid=0, placed=tuple(journal[:25]))
    store.replica.confirm(first)  # the cursor's uid did not move: the message was not finished
    assert store.replica.cursor().uid == 0
    confirm(store, journal)
    assert store.replica.cursor().chain == chain


def test_canonical_rows_are_json(store: Store) -> None:
    confirm(store, Teller(3).tell(40))
    assert all(json.loads(row) for row in rows_of(store))


def test_the_state_hash_does_not_depend_on_how_pages_are_cut(store: Store) -> None:
    """Claims freed together must be written in one order on every desk."""
    world = World.founded()
    for key in ("a", "b", "c"):
        world.mail(key, f"{key}@firm.example", subject=key)
    for key in ("c", "a", "b"):
        world.claim(SATO, key)
    world.do(SATO, PresenceSet(person=SATO.person, presence=Presence.GONE))
    _, chain = folded(world.log)
    confirm(store, world.log[:-2])
    confirm(store, world.log[-2:])
    assert store.replica.cursor().chain == chain

"""What an older program stored without understanding it (rule 35)."""

import json
from dataclasses import replace

import pytest

from mailroom.domain.events import NoteAdded, Placed, UnknownBody
from mailroom.domain.query import CaseQuery
from mailroom.domain.verdicts import Reason
from mailroom.store import store as stores
from mailroom.store.files import room_schema as t
from mailroom.store.store import Store
from tests.store.opened import OpenStore
from tests.store.stories import folded
from tests.store.test_fold import confirm, rows_of
from tests.unit.domain.world import SATO, World


def unknown(placed: Placed) -> Placed:
    """Return an event as a program reads it that does not know its kind."""
    assert isinstance(placed.event.body, NoteAdded)
    plain = json.dumps({"text": placed.event.body.text}, ensure_ascii=False)
    body = UnknownBody(kind="NoteAdded", plain=plain)
    return replace(placed, event=replace(placed.event, body=body))


@pytest.fixture
def world() -> World:
    world = World.founded()
    world.mail("a")
    world.do(SATO, NoteAdded(text="新しい書きかた"), on="a")
    return world


def test_rule_35_an_update_reads_what_was_unknown(
    open_store: OpenStore, monkeypatch: pytest.MonkeyPatch, world: World
) -> None:
    store = open_store()
    confirm(store, [*world.log[:-1], unknown(world.log[-1])])
    [entry] = [e for e in entries(store) if e.verdict.reason is Reason.UNKNOWN_KIND]
    assert isinstance(entry.event.body, UnknownBody)
    assert found(store) == 0
    store.close()
    monkeypatch.setattr(stores.room_schema, "PROJECTION_VERSION", t.PROJECTION_VERSION + 1)
    store = open_store()
    state, chain = folded(world.log)
    assert store.replica.cursor().chain == chain
    assert state.entry(world.log[-1].event.id) in entries(store)
    assert found(store) == 1


def entries(store: Store) -> list:  # type: ignore[type-arg]
    with store.reads.state() as state:
        ids = [json.loads(row)["event"]["id"] for row in rows_of(store) if '"event":{' in row]
        return [state.entry(id_) for id_ in ids]


def found(store: Store) -> int:
    return len(store.reads.case_ids(CaseQuery(text="書きかた"), SATO.person))


def test_rule_35_what_is_still_unknown_stays_as_it_is(
    open_store: OpenStore, monkeypatch: pytest.MonkeyPatch, world: World
) -> None:
    later = replace(world.log[-1].event, body=UnknownBody(kind="Later", plain='{"x":1}'))
    store = open_store()
    confirm(store, [*world.log[:-1], replace(world.log[-1], event=later)])
    before = rows_of(store), store.replica.cursor()
    store.close()
    monkeypatch.setattr(stores.room_schema, "PROJECTION_VERSION", t.PROJECTION_VERSION + 1)
    store = open_store()
    assert (rows_of(store), store.replica.cursor()) == before

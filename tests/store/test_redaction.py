"""Words that the team agreed to blank are in no file of this PC any more (design section 4)."""

import random
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
import sqlalchemy as sa

from mailroom.domain.escalations.escalation import AnswerKind, EscalationKind
from mailroom.domain.events import EscalationAnswered, Event, NoteAdded, PhoneLogged, Placed
from mailroom.domain.query import CaseQuery
from mailroom.domain.records.journal_events import Redacted
from mailroom.domain.records.snapshot import pack
from mailroom.domain.words import BLANK
from mailroom.ids import EventId
from mailroom.store import store as stores
from mailroom.store.files import room_schema as t
from mailroom.store.store import Store
from tests.fakes.hand_clock import HandClock
from tests.store.opened import OpenStore
from tests.store.stories import Teller, folded
from tests.store.test_fold import confirm, rows_of
from tests.unit.domain.world import SATO, TANAKA, World

CANARY = "canary" * 12
LONG = " ".join(f"{CANARY}{n}" for n in range(400))
"""Larger than a page of the file: such texts lie in pages of their own."""


def in_files(folder: Path) -> list[str]:
    """Return the files that hold a canary."""
    kept = sorted(file for file in folder.iterdir() if file.is_file())
    return [file.name for file in kept if CANARY.encode() in file.read_bytes()]


def spoken(text: str) -> tuple[World, EventId]:
    """Return a journal in which somebody wrote something."""
    world = World.founded()
    world.mail("a")
    written = world.do(SATO, NoteAdded(text=text), on="a")
    for n in range(30):
        world.do(SATO, NoteAdded(text=f"あとのメモ {n}"), on="a")
    return world, written


@pytest.mark.parametrize("text", [CANARY, LONG])
def test_blanked_words_are_in_no_file(open_store: OpenStore, tmp_path: Path, text: str) -> None:
    world, written = spoken(text)
    store = open_store()
    store.replica.append_pending([event_of(world.log, written)])
    confirm(store, world.log)
    assert in_files(tmp_path / "profile") != []
    known = len(world.log)
    world.do(TANAKA, Redacted(event=written, reason="お客様の依頼"))
    confirm(store, world.log[known:])
    assert in_files(tmp_path / "profile") == []
    assert store.reads.case_ids(CaseQuery(text=CANARY), SATO.person) == []
    assert len(store.reads.case_ids(CaseQuery(text="あとのメモ"), SATO.person)) == 1
    [blank] = [i for i in items(store) if i.event.id == written]
    assert blank.event.body == NoteAdded(text=BLANK)
    assert store.replica.cursor().chain == folded(world.log)[1]
    assert CANARY.encode() not in pack(store.replica.snapshot())  # nor in any later checkpoint
    store.close()
    assert in_files(tmp_path / "profile") == []


def event_of(log: Sequence[Placed], id_: EventId) -> Event:
    return next(placed.event for placed in log if placed.event.id == id_)


def items(store: Store) -> list:  # type: ignore[type-arg]
    [case] = store.reads.case_ids(CaseQuery(), SATO.person)
    return [item for item in store.reads.timeline(case, SATO.person) if item.event]


def test_a_refused_redaction_blanks_nothing(open_store: OpenStore) -> None:
    world, written = spoken(CANARY)
    world.do(TANAKA, NoteAdded(text="x"), on="a")
    by_lead = world.log[-1].event.id
    world.do(SATO, Redacted(event=by_lead))  # neither the author nor a lead
    store = open_store()
    confirm(store, world.log)
    texts = {item.event.body.text for item in items(store)}
    assert {CANARY, "x"} <= texts
    assert written


def test_a_redaction_that_still_waits_is_shown_as_if_done(open_store: OpenStore) -> None:
    world, written = spoken(CANARY)
    store = open_store()
    confirm(store, world.log)
    known = len(world.log)
    world.do(SATO, Redacted(event=written))
    store.replica.append_pending([world.log[known].event])
    [shown] = [i for i in items(store) if i.event.id == written]
    assert shown.event.body == NoteAdded(text=BLANK)
    store.replica.withdraw_pending([world.log[known].event.id])
    [shown] = [i for i in items(store) if i.event.id == written]
    assert shown.event.body == NoteAdded(text=CANARY)


def test_escalations_and_checkpoints_forget_too(
    open_store: OpenStore, tmp_path: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A desk that began from a checkpoint has the words in the checkpoint's rows as well."""
    world = World.founded()
    world.mail("a")
    asked = world.escalate(SATO, "a", EscalationKind.CHECK)
    answer = EscalationAnswered(escalation=asked, kind=AnswerKind.WORDS, words=CANARY, by="課長")
    said = world.do(SATO, answer)
    call = PhoneLogged(incoming=True, reached=True, with_whom=CANARY, text=CANARY)
    logged = world.do(SATO, call, on="a")
    source = Store.open(tmp_path / "source", clock)
    confirm(source, world.log)
    store = open_store()
    store.replica.restore(source.replica.snapshot())
    source.close()
    assert in_files(tmp_path / "profile") != []
    known = len(world.log)
    for event in (said, logged):
        world.do(TANAKA, Redacted(event=event))
    confirm(store, world.log[known:])
    assert in_files(tmp_path / "profile") == []
    with store._room.read() as connection:
        base = connection.execute(sa.select(t.base.c.rows)).scalar_one()
    assert CANARY.encode() not in zlib.decompress(base)
    before = rows_of(store)
    store.close()
    monkeypatch.setattr(stores.room_schema, "PROJECTION_VERSION", t.PROJECTION_VERSION + 1)
    store = open_store()
    assert rows_of(store) == before
    assert store.replica.cursor().chain == folded(world.log)[1]


@pytest.mark.parametrize("seed", range(2))
def test_folding_anew_after_redactions_gives_the_same_hash(
    open_store: OpenStore, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    story = Teller(seed)
    story.tell(60)
    rng = random.Random(seed)
    for placed in rng.sample(list(story.world.log), 25):
        story.world.do(TANAKA, Redacted(event=placed.event.id))
    journal = story.tell(20)
    store = open_store()
    confirm(store, journal)
    assert store.replica.cursor().chain == folded(journal)[1]
    before = rows_of(store), store.replica.cursor()
    store.close()
    monkeypatch.setattr(stores.room_schema, "PROJECTION_VERSION", t.PROJECTION_VERSION + 1)
    store = open_store()
    assert (rows_of(store), store.replica.cursor()) == before

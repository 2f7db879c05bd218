"""Parcels move from state to state, and only one mover wins (I5)."""

import threading
from dataclasses import replace

from mailroom.domain.people import Address
from mailroom.domain.query import CaseQuery, OutboxState, View
from mailroom.domain.sends.parcels import Parcel
from mailroom.ids import CaseId, EventId, MessageId
from mailroom.store.store import Store
from tests.store.test_fold import confirm
from tests.unit.domain.world import SATO, SUZUKI, World

UNDO, WAITING, SENDING = OutboxState.UNDO, OutboxState.WAITING, OutboxState.SENDING


def parcel(id_: str = "p1", **more: object) -> Parcel:
    return Parcel(
        id=id_,
        person=SATO.person,
        message_id=MessageId(f"<{id_}@shop>"),
        case=CaseId("c"),
        subject="Re: 返品",
        to=(Address(addr="yamada@gmail.com"),),
        state=UNDO,
        **more,  # type: ignore[arg-type]
    )


def test_the_bytes_never_change(store: Store) -> None:
    assert store.outbox.add(parcel(), b"final bytes").outbox
    store.outbox.add(replace(parcel(), subject="other"), b"other bytes")  # the same id again
    assert store.outbox.raw("p1") == b"final bytes"
    assert store.outbox.get("p1") == parcel()
    store.outbox.advance(replace(parcel(), state=SENDING, tries=1), [UNDO])
    assert store.outbox.raw("p1") == b"final bytes"
    assert store.outbox.by_message(MessageId("<p1@shop>")).tries == 1
    assert store.outbox.raw("none") is None
    assert store.outbox.get("none") is None


def test_who_comes_second_does_not_send(store: Store) -> None:
    store.outbox.add(parcel(), b"raw")
    sending = replace(parcel(), state=SENDING)
    wins: list[bool] = []
    ready = threading.Barrier(4)

    def take() -> None:
        ready.wait()
        wins.append(bool(store.outbox.advance(sending, [UNDO, WAITING])))

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(wins) == [False, False, False, True]


def test_what_is_sent_and_filed_is_done(store: Store) -> None:
    for n in range(3):
        store.outbox.add(parcel(f"p{n}"), b"raw")
    assert [one.id for one in store.outbox.open(SATO.person)] == ["p0", "p1", "p2"]
    assert store.outbox.open(SUZUKI.person) == ()
    sent = replace(parcel("p1"), state=OutboxState.SENT)
    store.outbox.advance(sent, [UNDO])
    assert len(store.outbox.open()) == 3  # the copy must still be filed
    store.outbox.advance(replace(sent, filed=True), [OutboxState.SENT])
    assert [one.id for one in store.outbox.open()] == ["p0", "p2"]
    assert [one.id for one in store.outbox.of_case(CaseId("c"))] == ["p0", "p1", "p2"]


def test_a_parcel_is_taken_out_only_in_time(store: Store) -> None:
    store.outbox.add(parcel(), b"raw")
    store.outbox.advance(replace(parcel(), state=SENDING), [UNDO])
    assert not store.outbox.remove("p1", [UNDO, WAITING])
    assert store.outbox.get("p1") is not None
    assert store.outbox.remove("p1", [SENDING]).outbox
    assert store.outbox.get("p1") is None
    assert not store.outbox.remove("p1", [SENDING])


def test_cases_with_mail_in_the_outbox(store: Store) -> None:
    world = World.founded()
    world.mail("a")
    confirm(store, world.log)
    case = world.case("a").id
    store.outbox.add(replace(parcel(), case=case, begun=EventId("e")), b"raw")
    query = CaseQuery(view=View.OUTBOX)
    assert store.reads.case_ids(query, SATO.person) == [case]
    assert store.reads.case_ids(query, SUZUKI.person) == []
    assert store.reads.counts(SATO.person).views[View.OUTBOX] == 1


def test_settings(store: Store) -> None:
    assert store.marks.setting("theme") is None
    store.marks.set_setting("theme", {"dark": True})
    store.marks.set_setting("theme", ["light", 2])
    assert store.marks.setting("theme") == ["light", 2]

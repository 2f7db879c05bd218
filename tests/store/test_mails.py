"""Mail on this PC and the ledger: every UID is somewhere (R1, R4, I13)."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mailroom
from mailroom.domain.ledger import Ledger
from mailroom.ids import MailboxId, MailKey, MessageId
from mailroom.store.mailbox.keeping import PREVIEW_LENGTH, preview_of
from mailroom.store.mailbox.mails import StoredMail
from mailroom.store.store import Store
from tests.fakes.hand_clock import HandClock
from tests.store.mailbag import INBOX, folder_pass, place, stored
from tests.store.test_fold import confirm
from tests.unit.domain.world import World, facts

BOX = MailboxId("m")


def test_a_mail_is_kept_byte_for_byte(store: Store) -> None:
    mail = stored("a", attachment="請求書.pdf")
    mail = replace(mail, raw=bytes(range(256)) * 10)
    assert store.mails.add_mails([mail])
    assert store.mails.raw(MailKey("a")) == mail.raw
    assert store.mails.body(MailKey("a")) == mail.body
    assert store.mails.facts(MailKey("a")) == mail.facts
    assert store.mails.by_message_id(MessageId("<a>")) == (mail.facts,)
    assert store.mails.places_of([MailKey("a")]) == {"a": (mail.place,)}
    assert store.mails.raw(MailKey("none")) is None
    assert store.mails.body(MailKey("none")) is None
    assert not store.mails.add_mails([])


def test_the_ledger_adds_up(store: Store) -> None:
    store.mails.add_mails([stored("a", uid=1), stored("b", uid=2), stored("a", uid=3)])
    store.mails.add_mails([stored("b", at=place(1, "Sent"))])
    store.mails.add_filtered(place(4), "rule")
    store.mails.add_mails([stored("c", uid=5, problem="no header")])
    store.ledger.record_pass(folder_pass(5))
    store.ledger.record_pass(folder_pass(1, folder="Sent"))
    ledger = store.add_up()
    assert ledger == Ledger(server=6, imported=2, duplicates=2, filtered=1, quarantined=1)
    assert ledger.adds_up
    store.ledger.record_pass(folder_pass(6))
    assert store.add_up().missing == 1


def test_the_same_uid_again_changes_nothing(store: Store) -> None:
    """A pass that was cut off fetches some mails again."""
    for _ in range(3):
        store.mails.add_mails([stored("a", uid=1), stored("a", uid=2)])
    store.ledger.record_pass(folder_pass(2))
    assert store.add_up() == Ledger(server=2, imported=1, duplicates=1)
    assert store.ledger.known_uids(BOX, INBOX, 1) == {1, 2}


def test_mails_that_another_client_removed_are_gone(store: Store) -> None:
    store.mails.add_mails([stored("a", uid=1), stored("b", uid=2)])
    store.ledger.record_pass(folder_pass(1, {1}))
    assert store.add_up() == Ledger(server=1, imported=1, gone=1)
    assert store.mails.raw(MailKey("a")) is not None
    assert "a" not in store.mails.places_of([MailKey("a")])
    store.mails.add_mails([stored("a", uid=1)])  # and back again
    store.ledger.record_pass(folder_pass(2))
    assert store.add_up() == Ledger(server=2, imported=2)


def test_the_first_delivery_removed_makes_the_next_one_it(store: Store) -> None:
    """Moved within the mailbox: the copy that remains is the mail."""
    store.mails.add_mails([stored("a", uid=1)])
    store.ledger.record_pass(folder_pass(0, {1}))
    store.mails.add_mails([stored("a", at=place(1, "Sent"))])
    store.ledger.record_pass(folder_pass(1, folder="Sent"))
    assert store.add_up() == Ledger(server=1, imported=1, gone=1)


def test_a_new_uidvalidity_counts_anew_and_doubles_nothing(store: Store) -> None:
    """N4: the mailbox was restored; every mail has another UID but is the same mail."""
    store.mails.add_mails([stored("a", uid=1), stored("b", uid=2)])
    store.ledger.record_pass(folder_pass(2))
    assert store.ledger.known_uids(BOX, INBOX, 2) == frozenset()
    store.mails.add_mails(
        [stored("a", at=place(7, uidvalidity=2)), stored("b", at=place(8, uidvalidity=2))]
    )
    store.ledger.record_pass(folder_pass(2, uidvalidity=2))
    assert store.add_up() == Ledger(server=2, imported=2)
    assert store.ledger.last_pass(BOX, INBOX).uidvalidity == 2


def test_an_unreadable_mail_is_kept_like_any_other(store: Store, clock: HandClock) -> None:
    bad = stored("a", uid=1, text="raw", problem="no header")
    store.mails.add_mails([bad])
    store.reword(replace(bad, problem="still no header"))
    [unreadable] = store.mails.unreadable()
    assert (unreadable.reason, unreadable.attempts) == ("still no header", 2)
    assert (unreadable.facts.key, unreadable.whole) == ("a", True)
    assert (unreadable.since, unreadable.program) == (clock.now(), mailroom.__version__)
    assert store.mails.unreadable([MailKey("b")]) == ()
    assert store.mails.raw(MailKey("a")) == bad.raw
    assert store.mails.unreadable_count() == 1
    assert [mail.key for mail in store.unannounced(9)] == ["a"]  # the team gets a case
    assert store.ledger.known_uids(BOX, INBOX, 1) == {1}  # not fetched for ever
    store.ledger.record_pass(folder_pass(1))
    assert store.add_up() == Ledger(server=1, quarantined=1)


def found(store: Store, term: str) -> list[int]:
    """Return the rows of the full-text index that hold a term."""
    with store._mail.read() as connection:
        hits = connection.exec_driver_sql(
            "SELECT rowid FROM mail_index WHERE mail_index MATCH ?", (f'"{term}"',)
        )
        return list(hits.scalars())


def test_what_can_be_read_at_last_takes_its_place(store: Store) -> None:
    store.mails.add_mails([stored("a", uid=1, text="raw", problem="cut", whole=False)])
    store.mails.add_mails([stored("a", uid=1, text="返品の件")])
    assert store.mails.unreadable() == ()
    assert store.mails.body(MailKey("a")).text == "返品の件"
    assert "返品の件" in store.mails.raw(MailKey("a")).decode()
    assert found(store, "返品") == [1]
    assert found(store, "raw") == []
    store.ledger.record_pass(folder_pass(1))
    assert store.add_up() == Ledger(server=1, imported=1)


def test_a_readable_mail_does_not_become_unreadable(store: Store) -> None:
    """A second copy of it may be cut, or the machine too slow today."""
    store.mails.add_mails([stored("a", uid=1, text="words")])
    store.mails.add_mails([stored("a", uid=2, text="raw", problem="cut")])
    assert store.mails.unreadable() == ()
    assert store.mails.body(MailKey("a")).text == "words"
    store.ledger.record_pass(folder_pass(2))
    assert store.add_up() == Ledger(server=2, imported=1, duplicates=1)


def test_a_mail_read_as_something_else_is_found_by_its_words(store: Store) -> None:
    store.mails.add_mails([stored("a", uid=1, text="霑泌刀")])
    store.reword(stored("a", uid=1, text="返品"))
    assert found(store, "返品") == [1]
    assert found(store, "霑泌") == []
    assert store.mails.previews([MailKey("a")]) == {"a": "返品"}


def test_what_nobody_announced(store: Store) -> None:
    old = facts("old", subject="昔", history=True)
    store.mails.add_mails([stored("a"), stored("b"), stored("old", mail=old)])
    assert [mail.key for mail in store.unannounced(9)] == ["a", "b", "old"]
    assert [mail.key for mail in store.unannounced(9, history=True)] == ["old"]
    assert [mail.key for mail in store.unannounced(1, history=False)] == ["a"]
    world = World.founded()
    world.announce(facts("a", "a@firm.example", subject="件名a"))  # another desk did
    confirm(store, world.log)
    assert [mail.key for mail in store.unannounced(1, history=False)] == ["b"]
    assert store.reads.announced([MailKey("a"), MailKey("b")]) == {"a"}


def test_previews() -> None:
    assert preview_of("  一行目\n\n 二行目\t三 ") == "一行目 二行目 三"
    assert len(preview_of("長" * 10_000)) == PREVIEW_LENGTH


def test_nothing_is_locked_while_mails_are_waited_for(store: Store) -> None:
    """People write between two commits of an import, and while a worker still reads a mail."""
    counts: list[int] = []

    def mails() -> Iterator[StoredMail]:
        for n in range(60):
            if n in {0, 30, 59}:
                with store._mail.write() as connection:
                    count = connection.exec_driver_sql("SELECT count(*) FROM mails")
                    counts.append(count.scalar_one())
            yield stored(f"k{n}", uid=n + 1)

    store.mails.add_mails(mails())
    assert counts == [0, 25, 50]
    assert len(store.ledger.known_uids(BOX, INBOX, 1)) == 60


def test_copies_within_one_commit(store: Store) -> None:
    store.mails.add_mails([stored("a", uid=1), stored("a", uid=2), stored("b", uid=3)])
    store.mails.add_mails([stored("c", uid=4), stored("a", uid=5), stored("c", uid=6)])
    store.ledger.record_pass(folder_pass(6))
    assert store.add_up() == Ledger(server=6, imported=3, duplicates=3)


@settings(max_examples=15)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["INBOX", "Sent"]),
            st.integers(1, 12),
            st.sampled_from(["mail", "mail", "filtered", "unreadable"]),
        ),
        max_size=30,
    )
)
def test_whatever_comes_the_ledger_adds_up(
    tmp_path_factory: pytest.TempPathFactory,
    blank: Callable[[Path], Path],
    arrivals: list[tuple[str, int, str]],
) -> None:
    store = Store.open(blank(tmp_path_factory.mktemp("ledger")), HandClock())
    seen: dict[str, set[int]] = {"INBOX": set(), "Sent": set()}
    for folder, uid, what in arrivals:
        at = place(uid, folder)
        if what == "mail":
            store.mails.add_mails([stored(f"mail{uid % 4}", at=at)])
        elif what == "filtered":
            store.mails.add_filtered(at, "rule")
        else:
            store.mails.add_mails([stored(f"mail{uid % 4}", at=at, problem="why")])
        seen[folder].add(uid)
    for folder, uids in seen.items():
        store.ledger.record_pass(folder_pass(len(uids), folder=folder))
    assert store.add_up().adds_up
    store.close()

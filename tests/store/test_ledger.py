"""Mail that vanished, moved, came back, got another number; what a person is asked (N16, N4)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mailroom.domain.ledger import Fate, Ledger, Special, is_doubtful
from mailroom.ids import MailboxId, MailKey
from mailroom.store.mailbox.ledger import OtherFolder
from mailroom.store.mailbox.mails import StoredMail
from mailroom.store.store import Store
from tests.fakes.hand_clock import HandClock
from tests.store.mailbag import INBOX, folder_pass, place, stored

BOX = MailboxId("m")
MANY = 30


def many(first: int = 1, count: int = MANY, uidvalidity: int = 1) -> list[StoredMail]:
    return [
        stored(f"k{n}", at=place(n, uidvalidity=uidvalidity)) for n in range(first, first + count)
    ]


@pytest.fixture
def filled(store: Store) -> Store:
    store.mails.add_mails(many())
    store.ledger.record_pass(folder_pass(MANY))
    return store


@pytest.mark.parametrize(
    ("lacking", "known", "asks"),
    [(19, 19, False), (20, 20, True), (20, 99, True), (20, 100, False), (200, 10_000, False)],
)
def test_n4_only_much_at_once_is_doubtful(lacking: int, known: int, asks: bool) -> None:
    assert is_doubtful(lacking, known) is asks


def test_n4_an_emptied_folder_asks_and_forgets_nothing(filled: Store) -> None:
    filled.ledger.record_pass(folder_pass(0, set(range(1, MANY + 1))))
    ledger = filled.add_up()
    assert ledger == Ledger(server=0, missed=MANY)
    assert not ledger.adds_up
    assert filled.ledger.known_uids(BOX, INBOX, 1) == frozenset()
    assert len(filled.ledger.missed_uids(BOX, INBOX, 1)) == MANY
    assert {entry.fate for entry in filled.ledger.entries()} == {Fate.MISSED}
    assert filled.mails.raw(MailKey("k1")) is not None
    assert filled.ledger.never_sought(10) == ()

    filled.mails.add_mails([stored("new", uid=99)])  # and new mail comes in all the same
    filled.ledger.record_pass(folder_pass(1))
    assert filled.add_up() == Ledger(server=1, imported=1, missed=MANY)


def test_n4_the_question_vanishes_when_the_mail_is_back(filled: Store) -> None:
    filled.ledger.record_pass(folder_pass(0, set(range(1, MANY + 1))))
    filled.ledger.take_back(BOX, INBOX, 1, range(1, MANY + 1))
    filled.ledger.record_pass(folder_pass(MANY))
    assert filled.add_up() == Ledger(server=MANY, imported=MANY)
    assert filled.ledger.entries() == ()


def test_n4_a_person_says_it_is_gone(filled: Store) -> None:
    filled.ledger.record_pass(folder_pass(0, set(range(1, MANY + 1))))
    assert filled.ledger.accept(BOX, INBOX).membership
    assert filled.add_up() == Ledger(gone=MANY)
    assert filled.add_up().adds_up
    assert len(filled.ledger.never_sought(100)) == MANY
    assert not filled.ledger.accept(BOX)


def test_n4_few_are_gone_at_once_and_then_looked_for(filled: Store, clock: HandClock) -> None:
    filled.ledger.record_pass(folder_pass(MANY - 2, {3, 4}))
    assert filled.add_up() == Ledger(server=MANY - 2, imported=MANY - 2, gone=2)
    sought = filled.ledger.never_sought(10)
    assert [mail.key for mail in sought] == ["k3", "k4"]
    where = filled.ledger.whereabouts([MailKey("k3"), MailKey("k5")])
    assert [one.fate for one in where.values()] == [Fate.SOUGHT]

    other = OtherFolder(
        folder="Archive", special=Special.ARCHIVE, uidvalidity=9, uidnext=2, exists=1
    )
    filled.ledger.record_others(BOX, [other])
    filled.ledger.put_places({place(1, "Archive", 9): sought[0].id}, synced=False)
    filled.ledger.searched([sought[1].id])
    where = filled.ledger.whereabouts([MailKey("k3"), MailKey("k4")])
    found = where[MailKey("k3")]
    assert (found.fate, found.folder, found.special) == (Fate.MOVED, "Archive", Special.ARCHIVE)
    assert found.since == clock.now()
    assert where[MailKey("k4")].fate is Fate.DELETED
    assert filled.ledger.never_sought(10) == ()
    assert filled.mails.places_of([MailKey("k3")])[MailKey("k3")][0].folder == "Archive"
    [entry] = [entry for entry in filled.ledger.entries() if entry.key == "k3"]
    assert (entry.fate, entry.uid, entry.to) == (Fate.MOVED, 3, found)
    assert filled.add_up() == Ledger(server=MANY - 2, imported=MANY - 2, gone=2)  # as before
    clock.move(days=31)
    assert filled.ledger.sought(clock.now() - timedelta(days=30), 10) == ()

    filled.mails.add_mails([stored("k3", uid=77), stored("k4", uid=78)])  # moved back
    filled.ledger.record_pass(folder_pass(MANY))
    assert filled.ledger.whereabouts([MailKey("k3"), MailKey("k4")]) == {}
    assert filled.add_up() == Ledger(server=MANY, imported=MANY)


def test_n4_what_was_archived_in_bulk_needs_no_question(filled: Store) -> None:
    filled.ledger.record_pass(folder_pass(0, set(range(1, MANY + 1))))
    ids = {mail.key: mail.id for mail in filled.ledger.sought(HandClock().now(), 100)}
    found = {place(n, "Archive", 9): ids[MailKey(f"k{n}")] for n in range(1, MANY - 3)}
    filled.ledger.put_places(found, synced=False)
    assert filled.add_up() == Ledger(gone=MANY)  # the last four are few: they are gone too
    assert len(filled.ledger.never_sought(10)) == 4


def test_n4_another_uidvalidity_is_another_number(filled: Store) -> None:
    filled.mails.add_mails(many(uidvalidity=2)[:-1])
    filled.ledger.record_pass(folder_pass(MANY - 1, uidvalidity=2))
    assert filled.add_up() == Ledger(server=MANY - 1, imported=MANY - 1, gone=1)
    [entry] = filled.ledger.entries()
    assert (entry.key, entry.uidvalidity, entry.fate) == (f"k{MANY}", 1, Fate.SOUGHT)
    assert filled.ledger.known_uids(BOX, INBOX, 1) == frozenset()


def test_n4_a_folder_made_anew_and_empty_asks(filled: Store) -> None:
    filled.ledger.record_pass(folder_pass(0, uidvalidity=2))
    assert filled.add_up() == Ledger(missed=MANY)
    filled.mails.add_mails(many(uidvalidity=2))  # the backup is put back, with new numbers
    filled.ledger.record_pass(folder_pass(MANY, uidvalidity=2))
    assert filled.add_up() == Ledger(server=MANY, imported=MANY)


def test_i13_the_copy_that_remains_is_the_mail(store: Store) -> None:
    store.mails.add_mails([stored("a", uid=1), stored("a", uid=2), stored("a", uid=3)])
    store.ledger.record_pass(folder_pass(2, {1}))
    assert store.add_up() == Ledger(server=2, imported=1, duplicates=1, gone=1)
    assert store.ledger.whereabouts([MailKey("a")]) == {}


def test_i13_a_folder_no_longer_synced_counts_no_more(filled: Store) -> None:
    filled.ledger.keep_folders(BOX, ["Sent"])
    assert filled.add_up() == Ledger()
    assert [sheet.synced for sheet in filled.ledger.sheets()] == [False]
    assert filled.ledger.followed_folders(BOX) == {INBOX}
    filled.ledger.forget_folder(BOX, INBOX)
    assert filled.ledger.whereabouts([MailKey("k1")])[MailKey("k1")].fate is Fate.SOUGHT


def test_i13_mail_in_filtered_cases_counts_as_filtered(filled: Store) -> None:
    filled.ledger.record_pass(folder_pass(MANY))
    held = [MailKey("k1"), MailKey("k2"), MailKey("unknown")]
    assert filled.ledger.counts(held) == Ledger(server=MANY, imported=MANY - 2, filtered=2)
    fates = [(entry.key, entry.fate) for entry in filled.ledger.entries(held)]
    assert sorted(fates) == [("k1", Fate.FILTERED), ("k2", Fate.FILTERED)]


def test_followed_mail_that_leaves_again_is_looked_for_again(filled: Store) -> None:
    filled.ledger.record_pass(folder_pass(MANY - 1, {1}))
    [mail] = filled.ledger.never_sought(5)
    filled.ledger.put_places({place(5, "Trash", 4): mail.id}, synced=False)
    assert filled.ledger.never_sought(5) == ()
    filled.ledger.unfollow(BOX, "Trash", 4, {5})
    assert filled.ledger.never_sought(5) == ()
    filled.ledger.unfollow(BOX, "Trash", 4, set())
    assert filled.ledger.never_sought(5) == (mail,)

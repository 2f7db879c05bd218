"""The journal in a folder of a real mailbox, on every server there is."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mailroom.domain.records.replica import Alarm
from mailroom.errors import Disconnected, ServerRefused
from mailroom.ids import DeskId
from mailroom.imap.client import ImapClient
from mailroom.journal.imap_folder import ImapJournal
from mailroom.journal.replicate import Replicator
from tests.fakes.hand_clock import HandClock
from tests.fakes.memory_folder import MemoryFolder
from tests.fakes.servers import MailServer
from tests.replication.desks import TestDesk
from tests.unit.domain.world import facts

NAME = "Mailroom/Journal"


@pytest.fixture
def connect(mail_server: MailServer) -> Iterator[Callable[[], ImapClient]]:
    """Connect to one mailbox, several times."""
    user, _ = mail_server.new_user()
    clients: list[ImapClient] = []

    def connect_one() -> ImapClient:
        clients.append(mail_server.connect(user))
        return clients[-1]

    yield connect_one
    for client in clients:
        client.close()


@pytest.fixture
def journal(connect: Callable[[], ImapClient]) -> ImapJournal:
    return ImapJournal(connect(), NAME)


def test_there_is_no_journal_before_the_first_message(journal: ImapJournal) -> None:
    assert journal.uidvalidity() == 0
    assert journal.append(b"Subject: x\r\n\r\n1\r\n") in {1, None}
    assert journal.uidvalidity() > 0
    [message] = journal.read_after(0)
    assert (message.uid, message.raw) == (1, b"Subject: x\r\n\r\n1\r\n")
    assert message.internaldate.tzinfo is not None
    journal.append(b"Subject: x\r\n\r\n2\r\n")
    assert [message.uid for message in journal.read_after(1)] == [2]
    assert list(journal.read_after(2)) == []


def test_it_shares_its_connection(journal: ImapJournal) -> None:
    """Ingest selects INBOX on the same line; the journal finds its folder again."""
    journal.append(b"Subject: x\r\n\r\n1\r\n")
    client = journal._client
    for _ in range(2):
        client.select("INBOX")
        assert [message.uid for message in journal.read_after(0)] == [1]


def test_messages_are_seen_so_that_nobody_is_told_of_mail(
    journal: ImapJournal, connect: Callable[[], ImapClient]
) -> None:
    journal.append(b"Subject: x\r\n\r\n1\r\n")
    client = connect()
    client.select(client.resolve(NAME))
    [found] = client.fetch_facts([1]).values()
    assert "\\Seen" in found.flags


def test_a_folder_that_vanished_is_not_made_again(
    journal: ImapJournal, connect: Callable[[], ImapClient]
) -> None:
    journal.append(b"Subject: x\r\n\r\n1\r\n")
    assert journal.uidvalidity()
    other = connect()
    other.delete_folder(other.resolve(NAME))
    with pytest.raises((ServerRefused, Disconnected)):
        journal.append(b"Subject: x\r\n\r\n2\r\n")
    assert ImapJournal(other, NAME).uidvalidity() == 0


def test_what_is_above_what_was_read_is_not_held_against_a_later_cursor(
    journal: ImapJournal, connect: Callable[[], ImapClient]
) -> None:
    """Another process of this desk reads on, or a checkpoint does: no sign of a replaced folder."""
    other = ImapJournal(connect(), NAME)
    for _ in range(2):
        journal.append(b"Subject: x\r\n\r\n1\r\n")
    assert (journal.uidvalidity() > 0, journal.uidnext()) == (True, 3)
    assert [message.uid for message in journal.read_after(0)] == [1, 2]
    other.append(b"Subject: x\r\n\r\n2\r\n")
    assert journal.uidvalidity()
    assert journal.uidnext() == 0
    journal.append(b"Subject: x\r\n\r\n3\r\n")
    assert journal.uidnext() == 0


@pytest.fixture
def open_desk(
    tmp_path: Path, connect: Callable[[], ImapClient], clock: HandClock
) -> Iterator[Callable[[str], TestDesk]]:
    desks: list[TestDesk] = []

    def open_one(name: str) -> TestDesk:
        desk = TestDesk(tmp_path / name, name, MemoryFolder(clock), clock)
        desks.append(desk)
        desk.replicator = Replicator(
            replica=desk.store.replica,
            journal=ImapJournal(connect(), NAME),
            desk=DeskId(name),
            clock=clock,
        )
        return desk

    yield open_one
    for desk in desks:
        desk.store.close()


def test_two_desks_on_one_mailbox(open_desk: Callable[[str], TestDesk]) -> None:
    one, two = open_desk("one"), open_desk("two")
    one.found("two")
    one.announce(facts("m"))
    one.sync()
    two.replicator.pull()
    two.join()
    two.sync()
    for _ in range(3):
        claims = [(desk, desk.claim("m")) for desk in (two, one)]
        for desk, _ in claims:
            desk.replicator.push()
        one.sync()
    one.sync()
    two.sync()
    assert one.chain == two.chain
    assert one.pending == two.pending == 0
    assert {desk.store.replica.alarm()[0] for desk in (one, two)} == {Alarm.NONE}
    assert one.store.replica.identity().key == two.store.replica.identity().key

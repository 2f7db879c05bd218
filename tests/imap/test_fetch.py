"""One pass over a folder against what the ledger knows, on every server there is."""

from collections.abc import Iterator

import pytest

from mailroom.errors import Disconnected, FolderMissing
from mailroom.imap.client import ImapClient
from mailroom.imap.fetch import FolderPass, Known, look
from mailroom.practice.faults import Act
from tests.fakes.servers import MailServer, PracticeMail


def mail(number: int, size: int = 10) -> bytes:
    return b"Subject: %d\r\n\r\n" % number + b"x" * size + b"\r\n"


@pytest.fixture
def client(mail_server: MailServer) -> Iterator[ImapClient]:
    user, _ = mail_server.new_user()
    with mail_server.connect(user) as connected:
        for number in range(1, 6):
            connected.append("INBOX", mail(number))
        yield connected


@pytest.fixture
def colleague(mail_server: MailServer, client: ImapClient) -> Iterator[ImapClient]:
    with mail_server.connect("user1@example.test") as connected:
        yield connected


def fetched(found: FolderPass, *, newest_first: bool = False) -> list[int]:
    return [mail.uid for part in found.slices(newest_first=newest_first) for mail in part.mails]


def known(client: ImapClient, *uids: int, folder: str = "INBOX") -> Known:
    return Known(uidvalidity=client.status(folder).uidvalidity, uids=frozenset(uids))


def test_first_look_takes_everything(client: ImapClient):
    found = look(client, "INBOX", Known())
    assert found.new == (1, 2, 3, 4, 5)
    assert not found.is_renumbered
    assert fetched(found) == [1, 2, 3, 4, 5]
    assert fetched(found, newest_first=True) == [5, 4, 3, 2, 1]


def test_nothing_new_fetches_nothing(client: ImapClient):
    found = look(client, "INBOX", known(client, 1, 2, 3, 4, 5))
    assert (found.new, found.vanished) == ((), frozenset())
    assert list(found.slices()) == []


def test_new_mail_is_what_lies_above(client: ImapClient):
    found = look(client, "INBOX", known(client, 1, 2, 3))
    assert fetched(found) == [4, 5]
    assert found.vanished == frozenset()


def test_holes_of_an_interrupted_pass_are_filled(client: ImapClient):
    assert fetched(look(client, "INBOX", known(client, 5, 4))) == [1, 2, 3]


def test_vanished_mail_is_told(client: ImapClient):
    before = known(client, 1, 2, 3, 4, 5)
    client.select("INBOX", readonly=False)
    client.expunge([2, 5])
    client.append("INBOX", mail(6))
    found = look(client, "INBOX", before)
    assert (found.new, found.vanished) == ((6,), frozenset({2, 5}))


def test_one_gone_and_one_hole_are_seen_by_a_thorough_look(client: ImapClient):
    before = known(client, 1, 2, 4, 5)
    client.select("INBOX", readonly=False)
    client.expunge([1])
    assert look(client, "INBOX", before).new == ()  # the counts add up by accident
    found = look(client, "INBOX", before, thoroughly=True)
    assert (found.new, found.vanished) == ((3,), frozenset({1}))


def test_renumbered_folder_begins_anew(client: ImapClient):
    before = Known(uidvalidity=1, uids=frozenset({1, 2, 3}))
    found = look(client, "INBOX", before)
    assert found.is_renumbered
    assert found.new == (1, 2, 3, 4, 5)
    assert found.vanished == frozenset()


def test_missing_folder(client: ImapClient):
    with pytest.raises(FolderMissing):
        look(client, "nowhere", Known())


def test_slices_stay_small(client: ImapClient):
    folder = client.ensure_folder("large")
    for number in range(8):
        client.append(folder, mail(number, 100_000))
    client.append(folder, mail(9, 600_000))
    client.append(folder, mail(10))
    parts = list(look(client, folder, Known()).slices())
    assert [[mail.uid for mail in part.mails] for part in parts] == [
        [1, 2],
        [3, 4],
        [5, 6],
        [7, 8],
        [9],
        [10],
    ]


def test_other_work_between_slices_does_no_harm(client: ImapClient):
    folder = client.ensure_folder("large")
    for number in range(4):
        client.append(folder, mail(number, 200_000))
    uids = []
    for part in look(client, folder, Known()).slices():
        uids += [mail.uid for mail in part.mails]
        client.select("INBOX")
        assert client.uids_from(5) == (5,)
    assert uids == [1, 2, 3, 4]


def test_mail_expunged_during_the_pass_is_told(client: ImapClient, mail_server: MailServer):
    folder = client.ensure_folder("large")
    for number in range(4):
        client.append(folder, mail(number, 200_000))
    uids, gone = [], []
    for part in look(client, folder, Known()).slices():
        uids += [mail.uid for mail in part.mails]
        gone += part.gone
        if uids == [1]:
            client.select(folder, readonly=False)
            client.expunge([3])
    assert (uids, gone) == ([1, 2, 4], [3])


def test_folder_made_anew_during_the_pass_stops_it(client: ImapClient):
    folder = client.ensure_folder("large")
    for number in range(3):
        client.append(folder, mail(number, 200_000))
    parts = look(client, folder, Known()).slices()
    next(parts)
    client.select("INBOX")
    client.delete_folder(folder)
    client.ensure_folder("large")
    with pytest.raises(Disconnected):
        next(parts)


def test_one_unfetchable_mail_does_not_hide_the_others(practice_server: PracticeMail):
    user, _ = practice_server.new_user()
    for number in range(1, 4):
        practice_server.deliver(user, mail(number))
    with practice_server.connect(user) as client:
        found = look(client, "INBOX", Known())
        wrong = "* 2 FETCH (UID 2 BODY[] NIL)\r\n{tag} OK done\r\n"
        faults = practice_server.server.faults
        faults.at("FETCH", Act.SAY, text=wrong, skip=1)  # all three together
        faults.at("FETCH", Act.SAY, text=wrong, skip=3)  # the second one, alone
        faults.at("FETCH", Act.SAY, text=wrong, skip=6, times=2)  # and both ways once more
        parts = list(found.slices())
    assert [mail.uid for part in parts for mail in part.mails] == [1, 3]
    assert [uid for part in parts for uid in part.unfetchable] == [2]
    with practice_server.connect(user) as client:
        again = look(client, "INBOX", known(client, 1, 3))
        assert fetched(again) == [2]


def test_ten_thousand_mails(practice_server: PracticeMail):
    user, _ = practice_server.new_user()
    practice_server.server.deliver_many(user, [mail(number) for number in range(10_000)])
    with practice_server.connect(user) as client:
        found = look(client, "INBOX", Known())
        assert len(found.new) == 10_000
        first = next(found.slices(newest_first=True))
        assert first.mails[0].uid == 10_000
        half = Known(uidvalidity=found.state.uidvalidity, uids=frozenset(range(1, 10_001, 2)))
        assert len(look(client, "INBOX", half).new) == 5_000


def test_large_mail_comes_in_pieces_with_gaps_for_other_work(client: ImapClient):
    folder = client.ensure_folder("large")
    for number, size in ((1, 10), (2, 3_000_000), (3, 10)):
        client.append(folder, mail(number, size))
    mails, gaps = [], 0
    for part in look(client, folder, Known()).slices():
        mails += [fetched.raw for fetched in part.mails]
        gaps += not part.mails
        client.select("INBOX")  # other work
    assert mails == [mail(1, 10), mail(2, 3_000_000), mail(3, 10)]
    assert gaps >= 10


def test_large_mail_from_a_server_that_cannot_cut(practice_server: PracticeMail):
    user, _ = practice_server.new_user()
    raw = mail(1, 3_000_000)
    practice_server.deliver(user, raw)
    nothing = "* 1 FETCH (UID 1 BODY[]<9> NIL)\r\n{tag} OK done\r\n"
    practice_server.server.faults.at("FETCH", Act.SAY, text=nothing, skip=4)
    with practice_server.connect(user) as client:
        (fetched,) = (m for part in look(client, "INBOX", Known()).slices() for m in part.mails)
    assert fetched.raw == raw


def test_large_mail_that_goes_while_it_is_fetched(client: ImapClient):
    folder = client.ensure_folder("large")
    client.append(folder, mail(1, 3_000_000))
    parts = look(client, folder, Known()).slices()
    next(parts)
    client.select(folder, readonly=False)
    client.expunge([1])
    rest = list(parts)
    assert [part.gone for part in rest if part.gone] == [(1,)]
    assert not any(part.mails for part in rest)

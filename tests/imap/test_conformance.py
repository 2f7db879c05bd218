"""What the client relies on, against every server there is: practice and a real Dovecot."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest

from mailroom.errors import AuthFailed, BadInput, Disconnected, FolderMissing
from mailroom.imap.client import ImapClient
from mailroom.imap.records import IdleEnd
from mailroom.imap.watch import Signal
from mailroom.servers import Security
from tests.fakes.servers import MailServer


def mail(number: int, *, size: int = 20) -> bytes:
    body = (b"0123456789abcdef" * (size // 16 + 1))[:size]
    return b"Message-ID: <%d@example.test>\r\nSubject: no. %d\r\n\r\n%b\r\n" % (
        number,
        number,
        body,
    )


@pytest.fixture
def user(mail_server: MailServer) -> str:
    return mail_server.new_user()[0]


@pytest.fixture
def client(mail_server: MailServer, user: str) -> Iterator[ImapClient]:
    with mail_server.connect(user) as connected:
        yield connected


@pytest.fixture
def colleague(mail_server: MailServer, user: str) -> Iterator[ImapClient]:
    with mail_server.connect(user) as connected:
        yield connected


# -- login ---------------------------------------------------------------------------------


def test_wrong_password_is_told_from_everything_else(mail_server: MailServer):
    user, _ = mail_server.new_user()
    with pytest.raises(AuthFailed):
        ImapClient.connect(
            mail_server.imap_host,
            mail_server.imap_port,
            security=Security.PLAIN_LOOPBACK,
            user=user,
            password="falsch ä",
        )


def test_capabilities_are_those_after_login(client: ImapClient):
    assert {"IMAP4REV1", "IDLE", "UIDPLUS", "NAMESPACE"} <= client.capabilities


# -- folders -------------------------------------------------------------------------------


def test_new_mailbox_has_an_empty_inbox(client: ImapClient):
    state = client.select("INBOX")
    assert (state.exists, state.uidnext) == (0, 1)
    assert state.uidvalidity > 0
    assert client.uids_from(1) == ()


def test_folder_is_made_once_under_our_name(client: ImapClient, colleague: ImapClient):
    folder = client.ensure_folder("Mailroom/Journal")
    assert folder == client.resolve("Mailroom/Journal")
    assert colleague.ensure_folder("Mailroom/Journal") == folder
    assert [known.name for known in client.list_folders()].count(folder) == 1


@pytest.mark.parametrize("name", ["Mailroom/日誌", "A & B", 'quo"te', "back\\slash", "x{3}", "7"])
def test_folder_names_survive_the_wire(client: ImapClient, name: str):
    folder = client.ensure_folder(name)
    assert folder in {known.name for known in client.list_folders()}
    client.append(folder, mail(1))
    assert client.select(folder).exists == 1


@pytest.mark.parametrize("name", ["", "a//b", "/", "a\r\nb", "nul\0"])
def test_folder_names_that_cannot_be(client: ImapClient, name: str):
    with pytest.raises(BadInput):
        client.ensure_folder(name)


def test_folder_is_not_subscribed(client: ImapClient):
    client.ensure_folder("Mailroom/Journal")
    assert "Mailroom/Journal" not in {name for _, _, name in client._wire.list_sub_folders()}


def test_missing_folder_has_its_own_error_and_the_line_stays(client: ImapClient):
    with pytest.raises(FolderMissing):
        client.select("nowhere")
    with pytest.raises(FolderMissing):
        client.status("nowhere")
    with pytest.raises(FolderMissing):
        client.append("nowhere", mail(1))
    assert client.select("INBOX").exists == 0


def test_deleted_folder_comes_back_with_another_uidvalidity(client: ImapClient):
    folder = client.ensure_folder("Mailroom/Journal")
    client.append(folder, mail(1))
    before = client.status(folder)
    client.delete_folder(folder)
    client.ensure_folder("Mailroom/Journal")
    assert client.status(folder).uidvalidity != before.uidvalidity


def test_sent_folder_is_found_or_made(client: ImapClient):
    folder = client.sent_folder()
    client.append(folder, mail(1), flags=["\\Seen"])
    assert client.sent_folder() == folder


def test_status_agrees_with_select(client: ImapClient):
    for number in range(3):
        client.append("INBOX", mail(number))
    told, seen = client.status("INBOX"), client.select("INBOX")
    assert (told.uidvalidity, told.uidnext, told.exists) == (
        seen.uidvalidity,
        seen.uidnext,
        seen.exists,
    )
    assert (seen.exists, seen.uidnext) == (3, 4)


def test_quota_is_a_pair_of_sizes_or_unknown(client: ImapClient):
    quota = client.quota()
    assert quota is None or 0 <= quota.used <= quota.limit


# -- mail ----------------------------------------------------------------------------------


def test_append_tells_the_uid_in_order(client: ImapClient, colleague: ImapClient):
    uids = [(client, colleague)[number % 2].append("INBOX", mail(number)) for number in range(6)]
    assert uids == [1, 2, 3, 4, 5, 6]


def test_mail_comes_back_byte_for_byte(client: ImapClient):
    raw = b"Subject: =?utf-8?q?x?=\r\nX: \xe6\x97\xa5\r\n\r\n" + bytes(range(1, 256)) + b"\r\n"
    raw = raw.replace(b"\n", b"").replace(b"\r", b"\r\n")
    client.append("INBOX", raw, flags=["\\Seen", "\\Flagged"])
    client.select("INBOX")
    (fetched,) = client.fetch_raw([1])
    assert fetched.raw == raw
    assert fetched.size == len(raw)
    assert {"\\Seen", "\\Flagged"} <= fetched.flags


def test_dates_are_aware_and_kept(client: ImapClient):
    moment = datetime(2024, 2, 9, 3, 4, 5, tzinfo=timezone(timedelta(hours=9)))
    client.append("INBOX", mail(1), date=moment)
    client.append("INBOX", mail(2))
    client.select("INBOX")
    facts = client.fetch_facts([1, 2])
    assert facts[1].internaldate == moment
    assert facts[2].internaldate.utcoffset() == timedelta(0)
    assert facts[2].internaldate > datetime(2024, 2, 9, tzinfo=UTC)


def test_fetching_marks_nothing_as_seen(client: ImapClient):
    client.append("INBOX", mail(1))
    client.select("INBOX", readonly=False)
    assert len(list(client.fetch_raw([1]))) == 1
    assert "\\Seen" not in client.fetch_facts([1])[1].flags


def test_uids_from_has_no_phantom(client: ImapClient):
    for number in range(3):
        client.append("INBOX", mail(number))
    client.select("INBOX")
    assert client.uids_from(2) == (2, 3)
    assert client.uids_from(4) == ()  # "4:*" names the last mail, which is 3
    assert client.uids_from(0) == (1, 2, 3)


def test_uids_from_sees_what_came_after_select(client: ImapClient, colleague: ImapClient):
    client.select("INBOX")
    colleague.append("INBOX", mail(1))
    assert client.uids_from(1) == (1,)


def test_expunged_mail_is_left_out(client: ImapClient, colleague: ImapClient):
    for number in range(3):
        client.append("INBOX", mail(number))
    client.select("INBOX")
    uids = client.uids_from(1)
    colleague.select("INBOX", readonly=False)
    colleague.expunge([2])
    assert [fetched.uid for fetched in client.fetch_raw(uids)] in ([1, 3], [1, 2, 3])
    client.noop()
    assert [fetched.uid for fetched in client.fetch_raw(uids)] == [1, 3]
    assert client.uids_from(1) == (1, 3)


def test_order_of_the_caller_is_kept(client: ImapClient):
    for number in range(5):
        client.append("INBOX", mail(number))
    client.select("INBOX")
    assert [fetched.uid for fetched in client.fetch_raw([4, 2, 5])] == [4, 2, 5]


def test_large_mails_arrive_whole(client: ImapClient):
    sizes = [10, 400_000, 10, 300_000, 2_000_000]
    for number, size in enumerate(sizes):
        client.append("INBOX", mail(number, size=size))
    client.select("INBOX")
    for number, fetched in enumerate(client.fetch_raw(client.uids_from(1))):
        assert fetched.raw == mail(number, size=sizes[number])


def test_flags_are_stored_and_removed(client: ImapClient):
    client.append("INBOX", mail(1))
    client.select("INBOX", readonly=False)
    client.store_flags([1], add=["\\Answered", "\\Seen"])
    client.store_flags([1], remove=["\\Seen"])
    flags = client.fetch_facts([1])[1].flags
    assert "\\Answered" in flags
    assert "\\Seen" not in flags


def test_message_id_is_matched_whole(client: ImapClient):
    for name in (b"<a@x>", b"<A@x>", b"<b@x> (was <a@x>)", b"<a@x>"):
        client.append("INBOX", b"Message-ID: " + name + b"\r\nSubject: <a@x>\r\n\r\n")
    client.append("INBOX", b"References: <a@x>\r\nMessage-Id:\r\n <a@x>\r\n\r\n")
    assert client.search_message_id("INBOX", "<a@x>") == (1, 4, 5)
    assert client.search_message_id("INBOX", "<b@x>") == ()
    assert client.search_message_id("INBOX", "<none@x>") == ()


def test_many_scattered_mails_in_one_call(client: ImapClient):
    folder = client.ensure_folder("many")
    for number in range(620):
        client.append(folder, mail(number))
    client.select(folder, readonly=False)
    odd = range(1, 621, 2)
    assert [fetched.uid for fetched in client.fetch_raw(odd)] == list(odd)
    client.store_flags(range(1, 621, 3), add=["\\Flagged"])
    facts = client.fetch_facts(range(1, 621))
    assert [uid for uid in facts if "\\Flagged" in facts[uid].flags] == list(range(1, 621, 3))
    client.expunge(odd)
    assert client.uids_from(1) == tuple(range(2, 621, 2))


# -- waiting -------------------------------------------------------------------------------


def test_idle_hears_of_new_mail(client: ImapClient, colleague: ImapClient):
    client.select("INBOX")
    poster = threading.Thread(target=colleague.append, args=("INBOX", mail(1)))
    poster.start()
    assert client.idle(60) is IdleEnd.CHANGED
    poster.join()
    assert client.uids_from(1) == (1,)


def test_mail_between_listing_and_idle_is_not_missed(client: ImapClient, colleague: ImapClient):
    client.select("INBOX")
    client.uids_from(1)
    colleague.append("INBOX", mail(1))
    client.fetch_facts([1])  # tells of the new mail in passing
    assert client.idle(60) is IdleEnd.CHANGED


def test_idle_times_out_quietly_and_the_line_stays(client: ImapClient):
    client.select("INBOX")
    assert client.idle(0.05) is IdleEnd.TIMEOUT
    assert client.uids_from(1) == ()


def test_idle_is_woken_by_this_pc(client: ImapClient):
    wake = Signal()
    client.select("INBOX")
    wake.set()
    assert client.idle(60, wake) is IdleEnd.WOKEN
    wake.clear()
    assert client.idle(0.05, wake) is IdleEnd.TIMEOUT
    wake.close()


def test_shutdown_ends_idle_from_another_thread(client: ImapClient):
    client.select("INBOX")
    cutter = threading.Thread(target=client.shutdown)
    cutter.start()
    with pytest.raises(Disconnected):
        client.idle(60)
    cutter.join()
    with pytest.raises(Disconnected):
        client.noop()


def test_noop_tells_of_changes(client: ImapClient, colleague: ImapClient):
    client.select("INBOX")
    assert client.noop() is False
    colleague.append("INBOX", mail(1))
    assert client.noop() is True
    assert client.noop() is False


def test_writers_in_parallel_get_an_order(mail_server: MailServer, user: str, client: ImapClient):
    told: dict[int, list[int | None]] = {}

    def write(writer: int) -> None:
        with mail_server.connect(user) as line:
            told[writer] = [line.append("INBOX", mail(writer * 100 + n)) for n in range(10)]

    writers = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    client.select("INBOX")
    uids = sorted(uid or 0 for some in told.values() for uid in some)
    assert uids == list(client.uids_from(1)) == list(range(1, 41))
    assert all(some == sorted(some) for some in told.values())

"""One connection that hears of several folders (NOTIFY, RFC 5465), and the look that follows."""

from collections.abc import Iterator

import pytest

from mailroom.imap.client import ImapClient
from mailroom.imap.records import IdleEnd
from mailroom.practice.faults import Act
from mailroom.practice.personas import Persona
from mailroom.practice.server import PracticeServer
from tests.fakes.servers import MailServer, PracticeMail

RAW = b"Subject: x\r\n\r\nhello\r\n"


@pytest.fixture
def user(mail_server: MailServer) -> str:
    return mail_server.new_user()[0]


@pytest.fixture
def client(mail_server: MailServer, user: str) -> Iterator[ImapClient]:
    with mail_server.connect(user) as connected:
        connected.ensure_folder("Mailroom/Journal")
        connected.select("Mailroom/Journal")
        yield connected


def test_news_of_other_folders_end_idle(mail_server: MailServer, user: str, client: ImapClient):
    sent = client.sent_folder()
    assert client.watch(["INBOX", sent])
    assert client.is_watching
    for folder in ("INBOX", sent, "INBOX"):
        mail_server.deliver(user, RAW, folder)
        assert client.idle(60) is IdleEnd.ELSEWHERE
        assert client.take_news()
        assert not client.take_news()
        assert client.idle(0.01) is IdleEnd.TIMEOUT


def test_news_survive_what_is_done_on_the_connection_meanwhile(
    mail_server: MailServer, user: str, client: ImapClient
):
    """Opening a folder clears what imaplib collected; news must not go with it."""
    assert client.watch(["INBOX"])
    mail_server.deliver(user, RAW)
    assert client.idle(60) is IdleEnd.ELSEWHERE
    client.select("Mailroom/Journal")
    client.look("Mailroom/Journal", 1)
    assert client.take_news()


def test_what_is_open_is_told_of_in_the_usual_way(
    mail_server: MailServer, user: str, client: ImapClient
):
    assert client.watch(["INBOX"])
    mail_server.deliver(user, RAW, "Mailroom/Journal")
    assert client.idle(60) is IdleEnd.CHANGED


def test_what_came_while_a_watched_folder_was_open_is_news(
    mail_server: MailServer, user: str, client: ImapClient
):
    """Between the last look and opening another folder nobody tells of it."""
    assert client.watch(["INBOX"])
    client.look("INBOX", 1)
    mail_server.deliver(user, RAW)
    client.select("Mailroom/Journal")
    assert client.idle(60) is IdleEnd.ELSEWHERE
    assert client.take_news()
    client.select("Mailroom/Journal")  # leaving any other folder is no news
    assert not client.take_news()


def test_a_server_without_notify_or_that_refuses_it_is_no_trouble():
    with PracticeServer(persona=Persona(without=frozenset({"NOTIFY"}))) as server:
        mail = PracticeMail(server)
        with mail.connect(mail.new_user()[0]) as client:
            assert not client.watch(["INBOX"])
            assert not client.is_watching
    with PracticeServer() as server:
        mail = PracticeMail(server)
        with mail.connect(mail.new_user()[0]) as client:
            server.faults.at("NOTIFY", Act.NO)
            assert not client.watch(["INBOX"])
            assert not client.is_watching
            client.select("INBOX")


# -- a look: everything in one go ----------------------------------------------------------


def test_a_look_sees_what_it_stored_itself(client: ImapClient):
    looked = client.look("Mailroom/Journal", 1, whole=True, append=RAW, flags=["\\Seen"])
    assert (looked.uids, looked.appended) == ((1,), 1)
    assert looked.mails[1].raw == RAW
    assert looked.mails[1].flags >= {"\\Seen"}
    assert looked.state.uidnext == 2
    assert client.selected == "Mailroom/Journal"
    assert client.idle(0.01) is IdleEnd.TIMEOUT  # one's own message is no news


def test_a_look_sees_what_others_stored(mail_server: MailServer, user: str, client: ImapClient):
    for number in range(40):
        mail_server.deliver(user, RAW + b"%d" % number, "Mailroom/Journal")
    looked = client.look("Mailroom/Journal", 3, whole=True)
    assert looked.uids == tuple(range(3, 41))
    assert sorted(looked.mails) == list(range(3, 35))  # so many come along
    assert client.look("Mailroom/Journal", 41, whole=True).uids == ()


def test_large_mails_do_not_come_along(client: ImapClient):
    large = RAW + b"x" * 20_000
    looked = client.look("Mailroom/Journal", 1, whole=True, append=large)
    assert looked.uids == (1,)
    assert not looked.mails
    assert looked.facts[1].size == len(large)
    [mail] = client.fetch_raw(looked.uids)
    assert mail.raw == large


def test_states_of_several_folders(mail_server: MailServer, user: str, client: ImapClient):
    folders = ["INBOX", "Mailroom/Journal", client.ensure_folder("日本語 & 7"), "7"]
    client.ensure_folder("7")
    for count, folder in enumerate(folders):
        for _ in range(count):
            mail_server.deliver(user, RAW, folder)
    states = client.numbers_of(folders)
    assert [(state.name, state.exists) for state in states] == list(
        zip(folders, range(4), strict=True)
    )

"""Kinds of servers: what ours does in a persona, a Dovecot set up like it does too."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from mailroom.errors import LimitReached, QuotaFull, TimedOut, Unavailable
from mailroom.imap.client import ImapClient
from mailroom.practice.faults import Act
from mailroom.practice.personas import (
    EXCHANGE,
    GMAIL,
    HOSTER,
    NO_CONDSTORE,
    NO_IDLE,
    NO_UIDPLUS,
    TWO_CONNECTIONS,
    Persona,
)
from mailroom.servers import Security
from mailroom.smtp.send import Outcome, send
from mailroom.smtp.session import SmtpServer
from tests.fakes.raw_imap import RawClient
from tests.fakes.servers import SERVERS, MailServer, PracticeMail, running

YOU = "you@shop.example"
SMALL = Persona(name="very small", quota=400_000)
RAW = b"Message-ID: <1@x>\r\nSubject: one\r\n\r\nbody\r\n"
Start = Callable[[str, Persona], MailServer]


@pytest.fixture
def start() -> Iterator[Start]:
    with ExitStack() as stack:
        yield lambda kind, persona: stack.enter_context(running(kind, persona))


# -- what a Dovecot can do, too ------------------------------------------------------------


@pytest.mark.parametrize("kind", SERVERS)
def test_prefix_and_separator(start: Start, kind: str):
    server = start(kind, HOSTER)
    with server.connect(server.new_user()[0]) as client:
        folder = client.ensure_folder("Mailroom/Journal")
        assert folder == "INBOX.Mailroom.Journal"
        assert client.append(folder, RAW) == 1
        assert client.sent_folder() == "INBOX.Sent"


@pytest.mark.parametrize("kind", SERVERS)
def test_one_connection_too_many_has_its_own_error(start: Start, kind: str):
    server = start(kind, TWO_CONNECTIONS)
    user, _ = server.new_user()
    with server.connect(user) as one, server.connect(user) as two:
        with pytest.raises(LimitReached):
            server.connect(user)
        for client in (one, two):
            assert client.select("INBOX").exists == 0
    other, _ = server.new_user()
    server.connect(other).close()


@pytest.mark.parametrize("kind", SERVERS)
def test_a_full_mailbox_says_so_and_takes_mail_again_when_there_is_room(start: Start, kind: str):
    server = start(kind, SMALL)
    with server.connect(server.new_user()[0]) as client:
        client.append("INBOX", RAW + b"x" * 300_000)
        with pytest.raises(QuotaFull):
            client.append("INBOX", RAW + b"x" * 300_000)
        quota = client.quota()
        assert quota is not None
        assert 290_000 < quota.used < 310_000
        assert 390_000 < quota.limit < 401_000
        client.select("INBOX", readonly=False)
        client.expunge([1])
        client.append("INBOX", RAW + b"x" * 300_000)


@pytest.fixture
def line(mail_server: MailServer) -> Iterator[RawClient]:
    user, password = mail_server.new_user()
    with RawClient.logged_in(mail_server, user, password) as client:
        yield client


def test_notify_tells_of_other_folders_in_idle_and_out_of_it(
    mail_server: MailServer, line: RawClient
):
    line.do("CREATE Sent")
    line.do("CREATE Journal")
    asked = "(selected (MessageNew MessageExpunge)) (mailboxes (INBOX Sent) "
    assert line.do(f"NOTIFY SET {asked}(MessageNew MessageExpunge))")[-1].startswith("t OK")
    line.do("SELECT Journal")
    line.send(b"t IDLE\r\n")
    assert line.hear().startswith(b"+")
    mail_server.deliver(line.user, RAW)
    hear_until(line, r'\* STATUS "?INBOX"? \(MESSAGES 1 UIDNEXT 2 ')
    mail_server.deliver(line.user, RAW, "Journal")
    hear_until(line, r"\* 1 EXISTS")
    assert line.say(b"DONE\r\n")[-1].startswith(b"t OK")
    mail_server.deliver(line.user, RAW, "Sent")
    hear_until(line, r'\* STATUS "?Sent"? \(MESSAGES 1 UIDNEXT 2 ')  # unasked


def hear_until(line: RawClient, pattern: str) -> None:
    """Wait for a line; a server may say things twice, and other things in between."""
    while not re.match(pattern, line.hear().decode()):
        pass


def test_notify_can_be_ended_and_asked_with_the_state_of_now(
    mail_server: MailServer, line: RawClient
):
    mail_server.deliver(line.user, RAW)
    line.do("CREATE Mailroom/Journal")
    told = line.do(
        "NOTIFY SET STATUS (subtree Mailroom (MessageNew MessageExpunge))"
        " (mailboxes (INBOX nowhere) (MessageNew MessageExpunge))"
    )
    assert told[-1].startswith("t OK")
    assert sorted("Journal" in status for status in told[:-1]) == [False, True]
    assert any("MESSAGES 1 UIDNEXT 2" in status for status in told[:-1])
    assert line.do("NOTIFY NONE")[-1].startswith("t OK")
    mail_server.deliver(line.user, RAW)
    assert len(line.do("NOOP")) == 1


def test_changes_are_counted(mail_server: MailServer, line: RawClient):
    """CONDSTORE: what a desk could ask instead of reading all flags again."""
    for _ in range(3):
        mail_server.deliver(line.user, RAW)

    def highest() -> int:
        [status, _] = line.do("STATUS INBOX (HIGHESTMODSEQ)")
        return int(status.rstrip(")").rpartition(" ")[2])

    line.do("ENABLE CONDSTORE")
    before = highest()
    assert any(f"HIGHESTMODSEQ {before}]" in told for told in line.do("SELECT INBOX (CONDSTORE)"))
    line.do("STORE 2 +FLAGS.SILENT (\\Seen)")
    assert highest() > before
    told = line.do(f"UID FETCH 1:* (FLAGS) (CHANGEDSINCE {before})")
    assert [answer.split()[1] for answer in told[:-1] if "UID 2" in answer] == ["2"]
    assert len(told) == 2
    assert line.do(f"UID SEARCH MODSEQ {before + 1}")[0].startswith("* SEARCH 2")


# -- what only ours can be -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("persona", "missing"),
    [(NO_UIDPLUS, {"UIDPLUS"}), (NO_IDLE, {"IDLE"}), (NO_CONDSTORE, {"CONDSTORE", "NOTIFY"})],
    ids=lambda value: value.name if isinstance(value, Persona) else "",
)
def test_what_is_missing_is_refused(start: Start, persona: Persona, missing: set[str]):
    server = start("practice", persona)
    user, password = server.new_user()
    with server.connect(user) as client:
        assert not missing & client.capabilities
        assert {"IMAP4REV1", "NAMESPACE"} <= client.capabilities
        assert client.append("INBOX", RAW) == (None if "UIDPLUS" in missing else 1)
        assert client.select("INBOX").highestmodseq == (None if "CONDSTORE" in missing else 2)
    with RawClient.logged_in(server, user, password) as line:
        line.do("SELECT INBOX")
        commands = {"UIDPLUS": "UID EXPUNGE 1", "IDLE": "IDLE", "NOTIFY": "NOTIFY NONE"}
        for command in (commands[name] for name in missing & commands.keys()):
            assert line.do(command)[-1].startswith("t BAD")


@pytest.fixture
def exchange(start: Start) -> Iterator[ImapClient]:
    server = start("practice", EXCHANGE)
    with server.connect(server.new_user()[0]) as client:
        yield client


def test_exchange_keeps_no_keywords(exchange: ImapClient):
    exchange.append("INBOX", RAW, flags=["\\Seen", "$Mailroom"])
    exchange.select("INBOX", readonly=False)
    exchange.store_flags([1], add=["$Mailroom", "\\Flagged"])
    assert exchange.fetch_facts([1])[1].flags == {"\\Seen", "\\Flagged"}


def test_exchange_writes_mail_anew_and_its_sizes_are_estimates(exchange: ImapClient):
    """The content stays; a size that is not that of the bytes must not hide the mail."""
    sent = b"X-Ours: kept?\r\nSubject: one\r\nFrom: a@b.example\r\n\r\nbody\r\n"
    for _ in range(3):
        exchange.append("INBOX", sent)
    exchange.select("INBOX")
    facts = exchange.fetch_facts([1, 2, 3])
    mails = list(exchange.fetch_raw([1, 2, 3]))
    assert len(mails) == 3
    for mail in mails:
        assert mail.raw != sent
        assert b"X-Ours" not in mail.raw
        assert mail.raw.endswith(b"\r\n\r\nbody\r\n")
        assert facts[mail.uid].size != len(mail.raw) == mail.size


def test_gmail_moves_a_copy_to_a_new_number(start: Start):
    server = start("practice", GMAIL)
    with server.connect(server.new_user()[0]) as client:
        assert [client.append("INBOX", raw) for raw in (RAW, RAW + b"x", RAW)] == [1, 2, 3]
        client.select("INBOX")
        assert client.uids_from(1) == (2, 3)


def test_gmail_files_what_is_sent(start: Start):
    server = start("practice", GMAIL)
    user, password = server.new_user()
    assert send(smtp(server, user, password), RAW, user, (YOU,)).outcome is Outcome.ACCEPTED
    with server.connect(user) as client:
        assert client.sent_folder() == "[Gmail]/Sent Mail"
        assert client.search_message_id(client.sent_folder(), "<1@x>") == (1,)


def test_mail_for_a_full_mailbox_is_refused(start: Start):
    server = start("practice", SMALL)
    user, password = server.new_user()
    server.deliver(user, RAW + b"x" * 390_000)
    outcome = send(smtp(server, user, password), RAW + b"x\r\n" * 7_000, YOU, (user,))
    assert (outcome.outcome, outcome.code) == (Outcome.REFUSED, 552)
    assert not server.sink.received


def smtp(server: MailServer, user: str, password: str) -> SmtpServer:
    return SmtpServer(
        host=server.smtp_host,
        port=server.smtp_port,
        security=Security.PLAIN_LOOPBACK,
        user=user,
        password=password,
    )


# -- accidents -----------------------------------------------------------------------------


@pytest.fixture
def client(practice_server: PracticeMail) -> Iterator[ImapClient]:
    with practice_server.connect(practice_server.new_user()[0], timeout=0.3) as connected:
        yield connected


@pytest.mark.parametrize("act", [Act.NO_LITERAL, Act.HALF_LITERAL])
def test_a_stalled_literal_ends_at_the_deadline_and_stores_nothing(
    practice_server: PracticeMail, client: ImapClient, act: Act
):
    practice_server.server.faults.at("APPEND", act)
    with pytest.raises(TimedOut):
        client.append("INBOX", RAW * 10)
    with practice_server.connect("user1@example.test") as again:
        assert again.append("INBOX", RAW) == 1


def test_a_late_append_appears_when_its_time_comes(
    practice_server: PracticeMail, client: ImapClient
):
    server = practice_server.server
    server.faults.at("APPEND", Act.DROP_LATER)
    with pytest.raises(Unavailable):
        client.append("INBOX", RAW)
    with practice_server.connect("user1@example.test") as again:
        assert again.append("INBOX", RAW + b"retry") == 1
        assert server.surface() == 1
        again.select("INBOX")
        assert [mail.raw for mail in again.fetch_raw([1, 2])] == [RAW + b"retry", RAW]
    assert server.surface() == 0


def test_a_command_waits_until_the_test_lets_it(practice_server: PracticeMail, client: ImapClient):
    hold = practice_server.server.faults.hold("APPEND")
    with pytest.raises(TimedOut):
        client.append("INBOX", RAW)
    assert hold.reached.is_set()
    with practice_server.connect("user1@example.test") as again:
        assert again.select("INBOX").exists == 0
        hold.release()
        assert again.append("INBOX", RAW + b"x") in {1, 2}


def test_a_restored_backup_gives_numbers_out_again(
    practice_server: PracticeMail, client: ImapClient
):
    for _ in range(5):
        client.append("INBOX", RAW)
    before = client.status("INBOX")
    practice_server.server.restore_backup("user1@example.test", 3)
    with pytest.raises(Unavailable):
        client.noop()
    with practice_server.connect("user1@example.test") as again:
        after = again.status("INBOX")
        assert (after.uidvalidity, after.uidnext) == (before.uidvalidity, 4)
        assert again.append("INBOX", RAW + b"x") == 4

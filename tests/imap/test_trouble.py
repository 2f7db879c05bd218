"""Servers that refuse, lie, drip, hang up or stay silent; and what the client makes of them."""

import logging
import threading
from collections.abc import Callable, Iterator

import pytest

from mailroom.errors import (
    AppendRefused,
    AuthFailed,
    ConnectFailed,
    Disconnected,
    LimitReached,
    MailroomError,
    QuotaFull,
    ServerRefused,
    TimedOut,
    TlsRefused,
    Unavailable,
)
from mailroom.imap.client import ImapClient
from mailroom.imap.records import MailUnfetchable
from mailroom.practice.faults import Act, Persona
from mailroom.practice.server import PracticeServer
from mailroom.servers import Security
from tests.fakes.dovecot import free_port
from tests.fakes.scripted import Peer, ScriptedServer
from tests.fakes.servers import PracticeMail
from tests.fakes.servers import connect as connect_as

CANARY = "canary-password"
GREETING = b"* OK ready"
CAPABILITIES = b"CAPABILITY IMAP4rev1 IDLE UIDPLUS"


def connect(
    server: ScriptedServer, security: Security = Security.PLAIN_LOOPBACK, timeout: float = 30
) -> ImapClient:
    return ImapClient.connect(
        server.host,
        server.port,
        security=security,
        user="somebody",
        password=CANARY,
        timeout=timeout,
    )


def let_in(peer: Peer) -> None:
    """Play the usual beginning, up to the login and the question for capabilities after it."""
    peer.say(GREETING)
    for _ in range(2):
        peer.answer(CAPABILITIES)
    assert peer.answer().startswith(b"LOGIN")
    peer.answer(CAPABILITIES)


# -- not getting in ------------------------------------------------------------------------


def test_refused_port():
    with pytest.raises(ConnectFailed) as caught:
        ImapClient.connect(
            "127.0.0.1", free_port(), security=Security.PLAIN_LOOPBACK, user="u", password="p"
        )
    assert not caught.value.unknown_host


@pytest.mark.parametrize("host", ["nowhere.invalid", "x" * 64 + ".invalid"])
def test_unknown_host(host: str):
    with pytest.raises(ConnectFailed) as caught:
        ImapClient.connect(host, 993, security=Security.TLS, user="u", password="p")
    assert caught.value.unknown_host


@pytest.mark.parametrize("host", ["mail.example.com", "192.0.2.1", "127.0.0.1.example.com"])
def test_plain_text_never_leaves_this_pc(host: str):
    # The guard in conftest fails the test if a name is even looked up.
    with pytest.raises(TlsRefused):
        ImapClient.connect(host, 143, security=Security.PLAIN_LOOPBACK, user="u", password="p")


@pytest.mark.parametrize("security", [Security.PLAIN_LOOPBACK, Security.STARTTLS])
def test_preauth_is_refused_before_any_secret(security: Security):
    def script(peer: Peer) -> None:
        peer.say(b"* PREAUTH welcome, Mallory")
        while peer.answer(CAPABILITIES):
            pass

    with ScriptedServer(script) as server, pytest.raises(TlsRefused):
        connect(server, security)
    assert CANARY.encode() not in server.heard
    assert b"LOGIN" not in server.heard


@pytest.mark.parametrize("offer", [b"", b" STARTTLS"])
def test_stripped_or_refused_starttls_says_no_login(offer: bytes):
    def script(peer: Peer) -> None:
        peer.say(GREETING)
        while line := peer.hear():
            tag, _, command = line.partition(b" ")
            if command == b"CAPABILITY":
                peer.say(b"* " + CAPABILITIES + offer, tag + b" OK done")
            else:
                peer.say(tag + b" BAD no such thing")

    with ScriptedServer(script) as server, pytest.raises(TlsRefused):
        connect(server, Security.STARTTLS)
    assert b"LOGIN" not in server.heard
    assert b"AUTHENTICATE" not in server.heard


def test_login_disabled_is_obeyed():
    def script(peer: Peer) -> None:
        peer.say(GREETING)
        while peer.answer(b"CAPABILITY IMAP4rev1 LOGINDISABLED"):
            pass

    with ScriptedServer(script) as server, pytest.raises(AuthFailed):
        connect(server)
    assert CANARY.encode() not in server.heard


@pytest.fixture
def old_server() -> Iterator[PracticeServer]:
    with PracticeServer(persona=Persona(without=frozenset({"AUTH=PLAIN"}))) as server:
        yield server


def log_in(server: PracticeServer, password: str) -> None:
    connect_as(server.host, server.port, "u", password).close()


def test_password_outside_ascii_goes_by_sasl_or_not_at_all(
    server: PracticeServer, old_server: PracticeServer
):
    server.add_user("u", "パス")
    log_in(server, "パス")
    old_server.add_user("u", "パス")
    with pytest.raises(AuthFailed):
        log_in(old_server, "パス")


def test_connection_limit_is_no_wrong_password():
    with PracticeServer(persona=Persona(connection_limit=1)) as server:
        mail = PracticeMail(server)
        user, _ = mail.new_user()
        with mail.connect(user), pytest.raises(LimitReached):
            mail.connect(user)
        mail.connect(user).close()


@pytest.mark.parametrize(
    ("greeting", "error"),
    [
        (b"* BYE [LIMIT] Maximum number of connections from user+IP exceeded", LimitReached),
        (b"* BYE Too many connections from your address", LimitReached),
        (b"* BYE [REFERRAL imap://evil.example/] go there", Unavailable),
        (b"* BYE out of order", Unavailable),
        (b"HTTP/1.1 400 Bad Request", Unavailable),
        (b"", Unavailable),
    ],
)
def test_unwelcoming_greetings(greeting: bytes, error: type[MailroomError]):
    with ScriptedServer(lambda peer: peer.say(greeting)) as server, pytest.raises(error):
        connect(server)


def test_line_lost_during_login_is_no_wrong_password():
    def script(peer: Peer) -> None:
        peer.say(GREETING)
        for _ in range(2):
            peer.answer(CAPABILITIES)
        peer.hear()

    with ScriptedServer(script) as server, pytest.raises(Disconnected):
        connect(server)


def test_password_is_in_no_log(
    server: PracticeServer, old_server: PracticeServer, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    for each in (server, old_server):
        each.add_user("u", CANARY)
        log_in(each, CANARY)
        with pytest.raises(AuthFailed) as caught:
            log_in(each, CANARY + "x")
        assert CANARY not in repr(caught.value)
        assert CANARY not in repr(caught.value.__cause__)
    assert CANARY not in caplog.text


# -- time ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(lambda peer: peer.drip(b"* OK " + b"z" * 100_000), id="dripping greeting"),
        pytest.param(lambda peer: peer.hear_out(), id="silent"),
        pytest.param(
            lambda peer: (let_in(peer), peer.hear(), peer.drip(b"* OK " + b"z" * 100_000)),
            id="dripping answer",
        ),
        pytest.param(lambda peer: (let_in(peer), peer.hear_out()), id="silent after login"),
    ],
)
def test_total_deadline_holds(script: Callable[[Peer], None]):
    with ScriptedServer(script) as server, pytest.raises(TimedOut):
        connect(server, timeout=0.3).noop()


def test_deadline_holds_in_a_tls_handshake():
    record = b"\x16\x03\x03\x40\x00" + b"z" * 9999
    with ScriptedServer(lambda peer: peer.drip(record)) as server, pytest.raises(TimedOut):
        connect(server, Security.TLS, timeout=0.3)


def test_fast_operations_outlive_the_deadline_of_earlier_ones():
    with PracticeServer() as server:
        mail = PracticeMail(server)
        with mail.connect(mail.new_user()[0], timeout=1) as client:
            client.select("INBOX")
            for _ in range(8):
                client.idle(0.15)  # in all more than one deadline
            client.noop()


# -- the end of the line -------------------------------------------------------------------


def test_eof_in_idle_is_a_disconnect():
    def script(peer: Peer) -> None:
        let_in(peer)
        peer.answer(b"0 EXISTS", b"OK [UIDVALIDITY 1] x", b"OK [UIDNEXT 1] x")
        peer.hear()
        peer.say(b"+ idling")

    with ScriptedServer(script) as server:
        client = connect(server)
        client.select("INBOX")
        with pytest.raises(Disconnected):
            client.idle(60)
        client.close()


def test_news_together_with_the_continuation_is_not_slept_over():
    def script(peer: Peer) -> None:
        let_in(peer)
        peer.answer(b"0 EXISTS", b"OK [UIDVALIDITY 1] x", b"OK [UIDNEXT 1] x")
        tag = peer.hear().partition(b" ")[0]
        peer.say(b"* 1 EXISTS", b"+ idling", b"* 2 EXISTS")
        peer.hear()
        peer.say(tag + b" OK done")
        peer.answer(b"BYE")

    with ScriptedServer(script) as server, connect(server) as client:
        client.select("INBOX")
        assert client.idle(60).value == "changed"


def test_still_here_does_not_end_idle():
    def script(peer: Peer) -> None:
        let_in(peer)
        peer.answer(b"0 EXISTS", b"OK [UIDVALIDITY 1] x", b"OK [UIDNEXT 1] x")
        for news in (b"* OK Still here", b"* 5 EXISTS"):
            tag = peer.hear().partition(b" ")[0]
            peer.say(b"+ idling", news)
            assert peer.hear() == b"DONE"
            peer.say(tag + b" OK done")
        peer.answer(b"BYE")

    with ScriptedServer(script) as server, connect(server) as client:
        client.select("INBOX")
        assert client.idle(60).value == "changed"


def test_server_restart_is_a_disconnect_and_a_new_client_works(practice_server: PracticeMail):
    user, _ = practice_server.new_user()
    client = practice_server.connect(user)
    client.select("INBOX")
    cutter = threading.Thread(target=practice_server.server.drop_connections)
    cutter.start()
    with pytest.raises(Disconnected):
        client.idle(60)
    cutter.join()
    with pytest.raises(Disconnected):
        client.select("INBOX")
    client.close()
    practice_server.connect(user).close()


# -- wrong answers -------------------------------------------------------------------------


@pytest.fixture
def server(practice_server: PracticeMail) -> PracticeServer:
    return practice_server.server


@pytest.fixture
def client(practice_server: PracticeMail) -> Iterator[ImapClient]:
    user, _ = practice_server.new_user()
    for number in range(1, 4):
        practice_server.deliver(user, b"Subject: %d\r\n\r\n" % number)
    with practice_server.connect(user, timeout=2) as connected:
        connected.select("INBOX")
        yield connected


def subjects(client: ImapClient) -> list[tuple[int, bytes]]:
    return [(mail.uid, mail.raw) for mail in client.fetch_raw(client.uids_from(1))]


ALL = [(number, b"Subject: %d\r\n\r\n" % number) for number in (1, 2, 3)]


def body(uid: int, raw: str, size: int | None = None) -> str:
    return f"* {uid} FETCH (UID {uid} BODY[] {{{size or len(raw)}}}\r\n{raw})\r\n"


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(
            "".join(body(uid, f"Subject: {n}\r\n\r\n") for uid, n in ((1, 1), (1, 2), (3, 3))),
            id="a UID named twice",
        ),
        pytest.param(body(1, "Subject: 1\r\n\r\n") + body(3, "Subject: 3\r\n\r\n"), id="one less"),
        pytest.param("".join(body(uid, "Subject: 1\r\n") for uid in (1, 2, 3)), id="short"),
        pytest.param("", id="nothing"),
        pytest.param("* 1 FETCH (UID 1 BODY[] NIL)\r\n", id="NIL"),
        pytest.param("* 1 FETCH (FLAGS (\\Seen))\r\n" + body(9, "x"), id="something else"),
    ],
)
def test_wrong_fetch_answer_is_noticed_and_mended(
    server: PracticeServer, client: ImapClient, answer: str
):
    server.faults.at("FETCH", Act.SAY, text=answer + "{tag} OK done\r\n", skip=1)
    assert subjects(client) == ALL


def test_mail_that_stays_wrong_is_named_and_does_not_stop_the_line(
    server: PracticeServer, client: ImapClient
):
    client.uids_from(1)
    wrong = body(2, "Subject: other\r\n\r\n") + "{tag} OK done\r\n"
    facts = client.fetch_facts([2])
    server.faults.at("FETCH", Act.SAY, text=wrong, times=2)
    with pytest.raises(MailUnfetchable) as caught:
        client.fetch_slice([facts[2]])
    assert caught.value.uid == 2
    assert subjects(client) == ALL


def test_fetch_refused_for_one_mail(server: PracticeServer, client: ImapClient):
    facts = client.fetch_facts([1, 2, 3])
    server.faults.at("FETCH", Act.NO, times=1)
    with pytest.raises(ServerRefused):
        client.fetch_slice([facts[1]])
    assert subjects(client) == ALL


@pytest.mark.parametrize(
    "answer",
    [
        "* 1 FETCH (UID 1 BODY[] {99999999999}\r\nabc",
        "* 1 FETCH (UID 1 BODY[] {5}\r\nabc",
        "* 1 FETCH ((((\r\n{tag} OK done\r\n",
        "* 1 FETCH (UID x BODY[] {1}\r\nx)\r\n{tag} OK done\r\n",
        "nonsense\r\n",
        "zzz9 OK done\r\n",
        '* 1 FETCH (UID 1 BODY[] "\0\xff\r\n{tag} OK done\r\n',
    ],
)
def test_garbled_answers_end_the_line_but_nothing_else(
    server: PracticeServer, client: ImapClient, practice_server: PracticeMail, answer: str
):
    client._line.timeout = 0.5
    server.faults.at("FETCH", Act.SAY, text=answer, skip=1)
    with pytest.raises(Unavailable):
        subjects(client)


def test_search_answer_of_a_large_folder_is_read(server: PracticeServer, client: ImapClient):
    many = " ".join(map(str, range(1, 160_001)))  # 1.1 MB, more than imaplib reads by itself
    server.faults.at("SEARCH", Act.SAY, text="* SEARCH " + many + "\r\n{tag} OK done\r\n")
    assert len(client.uids_from(1)) == 160_000


# -- refusals ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("[OVERQUOTA] Quota exceeded (mailbox for user is full)", QuotaFull),
        ("Mailbox is over quota", QuotaFull),
        ("[LIMIT] too large", LimitReached),
        ("[UNAVAILABLE] come back later", Unavailable),
        ("because", AppendRefused),
        ("[CANNOT] because", AppendRefused),
    ],
)
def test_refused_append_says_why(
    server: PracticeServer, client: ImapClient, text: str, error: type[MailroomError]
):
    server.faults.at("APPEND", Act.NO, text=text)
    with pytest.raises(error):
        client.append("INBOX", b"Subject: x\r\n\r\n")


def test_full_mailbox(practice_server: PracticeMail):
    with PracticeServer(persona=Persona(quota=100_000)) as small:
        mail = PracticeMail(small)
        with mail.connect(mail.new_user()[0]) as client:
            with pytest.raises(QuotaFull):
                client.append("INBOX", b"Subject: x\r\n\r\n" + b"x" * 100_000)
            client.append("INBOX", b"Subject: x\r\n\r\n" + b"x" * 50_000)
            quota = client.quota()
            assert quota is not None
            assert 48_000 < quota.used < 52_000
            assert 95_000 < quota.limit <= 100_000


def test_lost_acknowledgement_leaves_the_mail_and_an_error(
    server: PracticeServer, client: ImapClient, practice_server: PracticeMail
):
    server.faults.at("APPEND", Act.DROP_AFTER)
    with pytest.raises(Disconnected):
        client.append("INBOX", b"Subject: x\r\n\r\n")
    assert len(server.mails("user1@example.test")) == 4


USES: dict[str, Callable[[ImapClient], object]] = {
    "SELECT": lambda client: client.select("INBOX", readonly=False),
    "EXAMINE": lambda client: client.select("INBOX"),
    "STATUS": lambda client: client.status("INBOX"),
    "LIST": lambda client: client.list_folders(),
    "CREATE": lambda client: client.ensure_folder("new"),
    "NAMESPACE": lambda client: client.naming,
    "NOOP": lambda client: client.uids_from(1),
    "SEARCH": lambda client: client.uids_from(1),
    "FETCH": lambda client: client.fetch_facts([1]),
    "STORE": lambda client: client.store_flags([1], add=["\\Seen"]),
    "EXPUNGE": lambda client: client.expunge([1]),
    "APPEND": lambda client: client.append("INBOX", b"Subject: x\r\n\r\n"),
    "IDLE": lambda client: client.idle(0.01),
}


@pytest.mark.parametrize("act", [Act.NO, Act.BAD])
@pytest.mark.parametrize("command", USES)
def test_refusal_of_any_command_leaves_the_line_usable(
    server: PracticeServer, client: ImapClient, command: str, act: Act
):
    client.select("INBOX", readonly=False)
    server.faults.at(command, act)
    with pytest.raises(ServerRefused):
        USES[command](client)
    client.select("INBOX", readonly=False)
    USES[command](client)


@pytest.mark.parametrize("act", [Act.BYE, Act.DROP_BEFORE, Act.DROP_AFTER, Act.HANG])
@pytest.mark.parametrize("command", USES)
def test_end_at_any_command_is_one_kind_of_error(
    server: PracticeServer, client: ImapClient, command: str, act: Act
):
    client.select("INBOX", readonly=False)
    client._line.timeout = 0.1
    server.faults.at(command, act)
    with pytest.raises(Unavailable):
        USES[command](client)
    with pytest.raises(Disconnected):
        client.noop()


def test_line_cut_at_every_byte_gives_the_truth_or_an_error(
    practice_server: PracticeMail, soak: bool
):
    user, _ = practice_server.new_user()
    for number in (1, 2, 3):
        practice_server.deliver(user, b"Subject: %d\r\n\r\n" % number)
    faults = practice_server.server.faults
    results = {"whole": 0, "cut": 0}
    for cut in range(1, 10_000, 1 if soak else 23):
        faults.cut_after_bytes = cut
        try:
            with practice_server.connect(user) as client:
                client.select("INBOX")
                assert subjects(client) == ALL
                results["whole"] += 1
        except Unavailable:
            results["cut"] += 1
        if results["whole"] > 10:  # also the farewell has been cut by now
            break
    assert results["cut"] > (700 if soak else 30)
    assert results["whole"] > 10

"""Servers that answer wrongly, refuse, or hang up in the middle; and what comes of it."""

from collections.abc import Callable, Iterator

import pytest

from mailroom.errors import (
    AppendRefused,
    Disconnected,
    FolderMissing,
    MailroomError,
    QuotaFull,
    ServerRefused,
    Unavailable,
)
from mailroom.imap.client import ImapClient
from mailroom.imap.records import Look, MailUnfetchable
from mailroom.practice.faults import Act
from mailroom.practice.personas import Persona
from mailroom.practice.server import PracticeServer
from tests.fakes.servers import PracticeMail

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


def test_search_answer_in_several_lines_is_read(server: PracticeServer, client: ImapClient):
    lines = "* SEARCH 3 1\r\n* SEARCH\r\n* SEARCH 2 3\r\n{tag} OK done\r\n"
    server.faults.at("SEARCH", Act.SAY, text=lines)
    assert client.uids_from(1) == (1, 2, 3)


@pytest.mark.parametrize(
    "news", ["* OK [ALERT] it's \"late", "* 1 FETCH (X {3}\r\nabc)", "* XNEWS (((", "* 9 EXISTS"]
)
def test_strange_news_with_an_answer_does_no_harm(
    server: PracticeServer, client: ImapClient, news: str
):
    server.faults.at("NOOP", Act.SAY, text=news + "\r\n{tag} OK done\r\n")
    assert client.uids_from(1) == (1, 2, 3)
    assert subjects(client) == ALL


# -- refusals ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("[OVERQUOTA] Quota exceeded (mailbox for user is full)", QuotaFull),
        ("Mailbox is over quota", QuotaFull),
        ("[LIMIT] too large", AppendRefused),  # no word of connections: this one is fine
        ("[UNAVAILABLE] come back later", AppendRefused),
        ("[TRYCREATE] no such folder", FolderMissing),
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
    "IDLE": lambda client: (client.idle(0.01), client.noop()),  # which leaves it
}


def flight(client: ImapClient) -> Look:
    return client.look("INBOX", 1, whole=True, append=b"Subject: x\r\n\r\n")


FLIGHT = ("APPEND", "EXAMINE", "SEARCH")


@pytest.mark.parametrize("act", [Act.NO, Act.BAD])
@pytest.mark.parametrize("command", FLIGHT)
def test_refusal_in_a_flight_leaves_nothing_unread(
    server: PracticeServer, client: ImapClient, command: str, act: Act
):
    server.faults.at(command, act)
    with pytest.raises(ServerRefused):
        flight(client)
    assert client.selected is None
    before = client.status("INBOX").exists
    assert before == (3 if command == "APPEND" else 4)  # a no elsewhere undoes nothing
    looked = client.look("INBOX", 1, whole=True, append=b"Subject: y\r\n\r\n")
    assert looked.appended == looked.uids[-1] == before + 1
    assert looked.mails[looked.appended].raw == b"Subject: y\r\n\r\n"


def test_what_comes_along_in_a_flight_may_as_well_be_refused(
    server: PracticeServer, client: ImapClient
):
    server.faults.at("FETCH", Act.NO)
    looked = flight(client)
    assert (looked.uids, looked.appended) == ((1, 2, 3, 4), 4)
    assert not looked.facts
    assert not looked.mails
    assert len(flight(client).mails) == 5


@pytest.mark.parametrize("act", [Act.BYE, Act.DROP_BEFORE, Act.DROP_AFTER, Act.HANG])
@pytest.mark.parametrize("command", [*FLIGHT, "FETCH"])
def test_end_in_a_flight_is_one_kind_of_error(
    server: PracticeServer, client: ImapClient, command: str, act: Act
):
    client._line.timeout = 0.1
    client._line.time_for = lambda size: 0.1
    server.faults.at(command, act)
    with pytest.raises(Unavailable):
        flight(client)
    with pytest.raises(Disconnected):
        client.noop()


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

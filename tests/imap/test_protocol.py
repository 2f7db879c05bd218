"""The practice server speaks IMAP as Dovecot does: the same words, the same answers."""

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import imapclient
import pytest

from mailroom.practice.mailbox import wire_name
from mailroom.practice.server import PracticeServer
from tests.fakes.raw_imap import RawClient, ending
from tests.fakes.servers import MailServer, PracticeMail

MAILS = [
    b"From: Sato <sato@example.jp>\r\nSubject: Hello World\r\nMessage-ID: <1@x>\r\n\r\nfirst\r\n",
    b"From: tanaka@example.jp\r\nSubject: =?utf-8?q?x?=\r\nTo: desk@example.test\r\n\r\nsecond\r\n",
    b"From: desk@example.test\r\nSubject: Re:\r\n Hello World\r\nX-Tag: blue\r\n\r\n" + b"z" * 3000,
    b"Subject: plain\r\n\r\n",
]
DATES = [datetime(2024, month, 15, 12, tzinfo=UTC) for month in (1, 2, 3, 4)]
FLAGS = [(), ("\\Seen",), ("\\Seen", "\\Answered"), ("\\Flagged", "\\Deleted")]


@pytest.fixture
def server(mail_server: MailServer) -> MailServer:
    return mail_server


@pytest.fixture
def client(server: MailServer) -> Iterator[imapclient.IMAPClient]:
    user, password = server.new_user()
    connected = imapclient.IMAPClient(server.imap_host, server.imap_port, ssl=False)
    connected.login(user, password)
    for raw, moment, flags in zip(MAILS, DATES, FLAGS, strict=True):
        connected.append("INBOX", raw, flags, moment)
    connected.select_folder("INBOX")
    yield connected
    connected.logout()


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        ("ALL", [1, 2, 3, 4]),
        ("2:3", [2, 3]),
        ("2:*", [2, 3, 4]),
        ("UID 3:*", [3, 4]),
        ("UID 9:*", [4]),
        ("UID 1,3,7", [1, 3]),
        ("UID *:2", [2, 3, 4]),
        ("SEEN", [2, 3]),
        ("UNSEEN", [1, 4]),
        ("ANSWERED", [3]),
        ("UNANSWERED SEEN", [2]),
        ("FLAGGED DELETED", [4]),
        ("UNDELETED", [1, 2, 3]),
        ("NOT SEEN", [1, 4]),
        ("OR ANSWERED FLAGGED", [3, 4]),
        ("OR (SEEN UNANSWERED) (FLAGGED)", [2, 4]),
        ("NOT (OR SEEN FLAGGED)", [1]),
        ("FROM sato", [1]),
        ("FROM EXAMPLE.JP", [1, 2]),
        ("TO desk", [2]),
        ('SUBJECT "hello world"', [1, 3]),
        ("HEADER Message-ID <1@x>", [1]),
        ("HEADER X-Tag blue", [3]),
        ('HEADER X-Tag ""', [3]),
        ("BODY first", [1]),
        ("BODY sato", []),
        ("TEXT sato", [1]),
        ("SINCE 15-Feb-2024", [2, 3, 4]),
        ("BEFORE 15-Feb-2024", [1]),
        ("ON 15-Mar-2024", [3]),
        ("LARGER 1000", [3]),
        ("SMALLER 30", [4]),
        ("KEYWORD nothing", []),
        ("UNKEYWORD nothing ALL", [1, 2, 3, 4]),
        ("CHARSET UTF-8 SUBJECT plain", [4]),
    ],
)
def test_search(client: imapclient.IMAPClient, criteria: str, expected: list[int]):
    assert client.search(criteria) == expected


def test_search_of_nonsense_is_bad(client: imapclient.IMAPClient):
    with pytest.raises(imapclient.IMAPClient.Error):
        client.search("NONSENSE")
    assert client.search("ALL") == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("BODY.PEEK[]", MAILS[2]),
        ("BODY.PEEK[TEXT]", b"z" * 3000),
        ("BODY.PEEK[]<10.20>", MAILS[2][10:30]),
        ("BODY.PEEK[]<3000.5000>", MAILS[2][3000:]),
        ("BODY.PEEK[]<9000.10>", b""),
        ("BODY.PEEK[HEADER]", MAILS[2].partition(b"\r\n\r\n")[0] + b"\r\n\r\n"),
        ("BODY.PEEK[HEADER.FIELDS (SUBJECT)]", b"Subject: Re:\r\n Hello World\r\n\r\n"),
        (
            "BODY.PEEK[HEADER.FIELDS (x-tag FROM NONE)]",
            b"From: desk@example.test\r\nX-Tag: blue\r\n\r\n",
        ),
        ("BODY.PEEK[HEADER.FIELDS.NOT (SUBJECT X-TAG)]", b"From: desk@example.test\r\n\r\n"),
        ("RFC822.SIZE", len(MAILS[2])),
        ("RFC822.HEADER", MAILS[2].partition(b"\r\n\r\n")[0] + b"\r\n\r\n"),
    ],
)
def test_fetch(client: imapclient.IMAPClient, item: str, expected: object):
    (answer,) = client.fetch([3], [item]).values()
    answer.pop(b"SEQ")
    assert list(answer.values()) == [expected]


def test_fetch_without_peek_marks_as_seen(client: imapclient.IMAPClient):
    client.fetch([1], ["BODY.PEEK[]"])
    assert b"\\Seen" not in client.get_flags([1])[1]
    client.fetch([1], ["BODY[]"])
    assert b"\\Seen" in client.get_flags([1])[1]


def test_store_and_expunge(client: imapclient.IMAPClient):
    assert b"\\Flagged" in client.add_flags([1], ["\\Flagged"])[1]
    assert client.remove_flags([1], ["\\Flagged"])[1] in ((), (b"\\Recent",))
    client.set_flags([1, 2], ["\\Deleted", "keyword"])
    client.uid_expunge([1])
    assert client.search("ALL") == [2, 3, 4]
    client.expunge()  # the second one, and the fourth, which came deleted
    assert client.search("ALL") == [3]
    assert client.search("1") == [3]


def test_folder_opened_for_reading_is_not_changed(client: imapclient.IMAPClient):
    client.select_folder("INBOX", readonly=True)
    client.fetch([1], ["BODY[]"])
    assert b"\\Seen" not in client.get_flags([1])[1]
    with contextlib.suppress(imapclient.IMAPClient.Error):  # Dovecot says OK, and does nothing
        client.add_flags([1], ["\\Flagged"])
    assert b"\\Flagged" not in client.get_flags([1])[1]


def test_copy_tells_the_new_uids(client: imapclient.IMAPClient):
    client.create_folder("Copies")
    client.copy([1, 3], "Copies")
    validity = client.folder_status("Copies")[b"UIDVALIDITY"]
    assert client._imap.response("COPYUID")[1] == [b"%d 1,3 1:2" % validity]
    client.select_folder("Copies")
    assert client.search("ALL") == [1, 2]
    (copied,) = client.fetch([2], ["BODY.PEEK[]", "FLAGS"]).values()
    assert copied[b"BODY[]"] == MAILS[2]
    assert b"\\Answered" in copied[b"FLAGS"]
    with pytest.raises(imapclient.IMAPClient.Error, match="TRYCREATE"):
        client.copy([1], "nowhere")


def test_folders_are_made_renamed_and_deleted(client: imapclient.IMAPClient):
    client.create_folder("One/Two")
    with pytest.raises(imapclient.IMAPClient.Error):
        client.create_folder("One/Two")
    client.rename_folder("One/Two", "One/Three")
    names = {name for _, _, name in client.list_folders()}
    assert {"INBOX", "One", "One/Three"} <= names
    assert "One/Two" not in names
    client.delete_folder("One/Three")
    with pytest.raises(imapclient.IMAPClient.Error):
        client.select_folder("One/Three")
    with pytest.raises(imapclient.IMAPClient.Error):
        client.delete_folder("INBOX")


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("A*", {"A", "A/B", "A/B/C"}),
        ("A/%", {"A/B"}),
        ("%", {"INBOX", "A"}),
        ("A/B/C", {"A/B/C"}),
        ("inbox", {"INBOX"}),
        ("nothing", set()),
    ],
)
def test_list_patterns(client: imapclient.IMAPClient, pattern: str, expected: set[str]):
    for name in ("A", "A/B", "A/B/C"):
        client.create_folder(name)
    listed = {name for _, _, name in client.list_folders("", pattern)}
    assert listed - {"Sent", "Drafts", "Trash"} == expected


def test_subscriptions(client: imapclient.IMAPClient):
    client.create_folder("A")
    assert "A" not in {name for _, _, name in client.list_sub_folders()}
    client.subscribe_folder("A")
    assert "A" in {name for _, _, name in client.list_sub_folders()}
    client.unsubscribe_folder("A")
    assert "A" not in {name for _, _, name in client.list_sub_folders()}


def test_uidvalidity_and_uidnext_survive_expunge(client: imapclient.IMAPClient):
    before = client.folder_status("INBOX")
    client.delete_messages([4])
    client.expunge()
    after = client.folder_status("INBOX")
    assert after[b"UIDVALIDITY"] == before[b"UIDVALIDITY"]
    assert (after[b"UIDNEXT"], after[b"MESSAGES"], after[b"UNSEEN"]) == (5, 3, 1)


def test_two_sessions_see_each_other(server: MailServer):
    user, password = server.new_user()
    one, two = (
        imapclient.IMAPClient(server.imap_host, server.imap_port, ssl=False) for _ in range(2)
    )
    for each in (one, two):
        each.login(user, password)
        each.select_folder("INBOX")
    one.append("INBOX", MAILS[0])
    one.append("INBOX", MAILS[1])
    assert (2, b"EXISTS") in two.noop()[1]
    two.add_flags([1], ["\\Deleted"])
    two.expunge()
    assert (1, b"EXPUNGE") in one.noop()[1]
    assert one.search("ALL") == [2]
    one.logout()
    two.logout()


# -- raw words -----------------------------------------------------------------------------


@pytest.fixture
def raw(server: MailServer) -> Iterator[RawClient]:
    user, _ = server.new_user()
    client = RawClient(server, user)
    yield client
    client.close()


def test_login_by_literals_and_append_by_both_kinds(raw: RawClient):
    user = raw.user.encode()
    assert (
        ending(raw.say(b"t LOGIN {%d}\r\n" % len(user), user + b" {7}\r\n", b"himitsu\r\n")) == "OK"
    )
    assert ending(raw.say(b"t APPEND INBOX (\\Seen) {4}\r\n", b"A: b\r\n")) == "OK"
    assert ending(raw.say(b"t APPEND INBOX {4+}\r\nA: c\r\n")) == "OK"
    lines = raw.say(b"t STATUS INBOX (MESSAGES UNSEEN)\r\n")
    assert b"MESSAGES 2" in lines[0]
    assert b"UNSEEN 1" in lines[0]


@pytest.mark.parametrize(
    "line",
    [
        b"t NONSENSE",
        b"t SELECT",
        b't SELECT "unclosed',
        b"t FETCH 1 (FLAGS",
        b"t UID",
        b"t FETCH 1 FLAGS",
        b"t LOGIN a",
    ],
)
def test_bad_words_are_answered_and_survived(raw: RawClient, line: bytes):
    raw.send(line + b"\r\n")
    answer = raw.hear()
    assert b"BAD" in answer or b"NO" in answer
    assert ending(raw.say(b"t NOOP\r\n")) == "OK"


@pytest.mark.parametrize(
    "command",
    [b"SELECT INBOX", b'LIST "" "*"', b"STATUS INBOX (MESSAGES)", b"IDLE", b"FETCH 1 UID"],
)
def test_nothing_works_before_login(raw: RawClient, command: bytes):
    assert ending(raw.say(b"t " + command + b"\r\n")) in {"BAD", "NO"}


# -- what only the practice server has -----------------------------------------------------


def test_mailboxes_are_kept_on_disk(tmp_path: Path):
    moment = datetime(2024, 2, 3, 4, 5, 6, tzinfo=UTC)
    with PracticeServer(directory=tmp_path) as server:
        server.add_user("desk@example.test")
        server.deliver("desk@example.test", MAILS[0], when=moment, flags=["\\Seen"])
        server.deliver("desk@example.test", MAILS[1])
        server.deliver("desk@example.test", MAILS[2], folder="日誌/x")
        server.remove("desk@example.test", [2])
    with PracticeServer(directory=tmp_path) as server:
        server.add_user("desk@example.test")  # is there already
        (mail,) = server.mails("desk@example.test")
        assert (mail.uid, mail.raw, mail.internaldate) == (1, MAILS[0], moment)
        assert mail.flags == {"\\Seen"}
        assert [kept.raw for kept in server.mails("desk@example.test", "日誌/x")] == [MAILS[2]]
        assert server.deliver("desk@example.test", MAILS[3]) == 3  # 2 is never given again
        practice = PracticeMail(server)
        with practice.connect("desk@example.test") as client:
            client.delete_folder(client.resolve("日誌/x"))
            client.ensure_folder("new")
    with PracticeServer(directory=tmp_path) as server:
        assert "new" in server.folders("desk@example.test")
        assert wire_name("日誌/x") not in server.folders("desk@example.test")
        assert len(server.mails("desk@example.test")) == 2


def test_torn_log_loses_only_its_last_line(tmp_path: Path):
    with PracticeServer(directory=tmp_path) as server:
        server.add_user("u")
        server.deliver("u", MAILS[0])
        server.deliver("u", MAILS[1])
    (log,) = tmp_path.glob("u/*/log.jsonl")
    log.write_bytes(log.read_bytes()[:-5])
    with PracticeServer(directory=tmp_path) as server:
        assert [mail.uid for mail in server.mails("u")] == [1]


@pytest.mark.parametrize("name", ["INBOX", "A & B", "送信済み", "a日b&c", "&", "😀"])
def test_wire_names_are_those_of_the_library(name: str):
    assert wire_name(name).encode() == imapclient.imap_utf7.encode(name)


def test_restored_mailbox_has_new_numbers(practice_server: PracticeMail):
    user, _ = practice_server.new_user()
    for raw in MAILS[:3]:
        practice_server.deliver(user, raw)
    practice_server.server.remove(user, [2])
    with practice_server.connect(user) as client:
        before = client.status("INBOX")
        practice_server.server.renew_validity(user)
        after = client.status("INBOX")
        assert after.uidvalidity != before.uidvalidity
        assert (after.uidnext, after.exists) == (3, 2)


def test_only_loopback_is_listened_on(practice_server: PracticeMail):
    assert practice_server.imap_host == practice_server.smtp_host == "127.0.0.1"

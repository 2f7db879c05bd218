"""How our folder names become the server's, and which folder holds sent mail."""

import pytest

from mailroom.errors import BadInput
from mailroom.imap.folders import Folder, Naming, SpecialUse, as_listed, find_sent, special_use
from mailroom.practice.personas import HOSTER, SPARSE, Persona
from mailroom.practice.server import PracticeServer
from tests.fakes.servers import PracticeMail


@pytest.mark.parametrize(
    ("prefix", "separator", "name", "expected"),
    [
        ("", "/", "Mailroom/Journal", "Mailroom/Journal"),
        ("", ".", "Mailroom/Journal", "Mailroom.Journal"),
        ("INBOX.", ".", "Mailroom/Journal", "INBOX.Mailroom.Journal"),
        ("INBOX.", ".", "v1.0/x", "INBOX.v1_0.x"),
        ("INBOX/", "/", "Sent", "INBOX/Sent"),
        ("", None, "Mailroom/Journal", "Mailroom-Journal"),
        ("INBOX.", ".", "inbox", "INBOX"),
    ],
)
def test_names_follow_the_server(prefix: str, separator: str | None, name: str, expected: str):
    assert Naming(prefix=prefix, separator=separator).resolve(name) == expected


@pytest.mark.parametrize("name", ["", "/", "a/", "a//b", "a\nb", "a\0"])
def test_names_that_cannot_be(name: str):
    with pytest.raises(BadInput):
        Naming().resolve(name)


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ((b"\\HasNoChildren", b"\\Sent"), SpecialUse.SENT),
        ((b"\\SENT",), SpecialUse.SENT),
        ((b"\\AllMail",), SpecialUse.ALL),
        ((b"\\Noselect",), None),
        ((), None),
    ],
)
def test_special_use_is_read_from_flags(flags: tuple[bytes, ...], expected: SpecialUse | None):
    assert special_use(flags) is expected


@pytest.mark.parametrize(
    ("wire", "name", "selectable"),
    [
        (b"Sent", "Sent", True),
        (b"&kAFP4W4IMH8-", "送信済み", True),
        (b"a &- b", "a & b", True),
        (b"&bad", None, False),
        (b"&!!-", None, False),
        (b"caf\xe9", None, False),
        (b"&AGE-", None, False),  # an "a" that nobody would write like this
    ],
)
def test_names_on_the_wire(wire: bytes, name: str | None, selectable: bool):
    folder = as_listed([b"\\HasNoChildren"], b"/", wire)
    assert folder.selectable is selectable
    assert name in {None, folder.name}
    assert not as_listed([b"\\NoSelect"], b"/", wire).selectable


def folders(*names: str, special: str = "") -> list[Folder]:
    return [
        Folder(name=name, separator=".", special=SpecialUse.SENT if name == special else None)
        for name in names
    ]


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        (folders("INBOX", "Sent", "Gesendete", special="Gesendete"), "Gesendete"),
        (folders("INBOX", "INBOX.Sent"), "INBOX.Sent"),
        (folders("INBOX", "INBOX.送信済み"), "INBOX.送信済み"),
        (folders("INBOX", "INBOX.sent items", "INBOX.送信済みアイテム"), "INBOX.sent items"),
        (folders("INBOX", "Sentinel", "INBOX.Outgoing.Sent"), None),
    ],
)
def test_sent_folder_by_use_then_by_name(listed: list[Folder], expected: str | None):
    found = find_sent(listed, Naming(prefix="INBOX.", separator="."))
    assert (found.name if found else None) == expected


def test_unselectable_sent_folder_is_passed_over():
    folder = Folder(name="Sent", separator="/", special=SpecialUse.SENT, selectable=False)
    assert find_sent([folder], Naming()) is None


@pytest.mark.parametrize(
    ("persona", "journal", "sent"),
    [
        (Persona(), "Mailroom/Journal", "Sent"),
        (HOSTER, "INBOX.Mailroom.Journal", "INBOX.Sent"),
        (SPARSE, "Mailroom/Journal", "Sent"),
        (Persona(folders=(("&kAFP4W4IMH8-", ""),)), "Mailroom/Journal", "送信済み"),
    ],
)
def test_personas_of_servers(persona: Persona, journal: str, sent: str):
    with PracticeServer(persona=persona) as server:
        mail = PracticeMail(server)
        with mail.connect(mail.new_user()[0]) as client:
            assert client.ensure_folder("Mailroom/Journal") == journal
            assert client.sent_folder() == sent
            uid = client.append(journal, b"Subject: x\r\n\r\n")
            assert uid == (None if persona is SPARSE else 1)
            client.select(journal)
            assert client.uids_from(1) == (1,)


def test_one_bad_name_does_not_hide_the_others():
    with PracticeServer(
        persona=Persona(folders=(("&bad", ""), ("12", ""), ("Sent", "")))
    ) as server:
        mail = PracticeMail(server)
        with mail.connect(mail.new_user()[0]) as client:
            names = {folder.name for folder in client.list_folders() if folder.selectable}
            assert names == {"INBOX", "12", "Sent"}

"""Mail that machines send, and mail that belongs to other mail, as a desk sees it (N33, 5.3)."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from mailroom.clock import SystemClock
from mailroom.domain.drafts import AttachedFile, Draft, DraftTab
from mailroom.domain.query import CaseQuery, View
from mailroom.domain.sends.risks import RiskKind
from mailroom.service import profiles
from mailroom.service.room import Room
from tests.e2e.office import Office, a_mail, run

SENDER = "hayashi@design.example"


@pytest.fixture
def office(practice_office: Office) -> Office:
    """One desk."""
    practice_office.join("a", "田中")
    return practice_office


def sync() -> None:
    assert run("sync", "--profile", "a").code == 0


def cases() -> list[dict]:
    return run("cases", "--profile", "a", "--json").json


def show(number: int) -> dict:
    return run("show", str(number), "--profile", "a", "--json").json


def locked_archive() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as zipped:
        zipped.writestr("a.txt", b"x")
    raw = bytearray(made.getvalue())
    raw[raw.rfind(b"PK\x01\x02") + 8] |= 1
    return bytes(raw)


@pytest.mark.parametrize("first", ["archive", "password"])
def test_N33_an_archive_and_its_password_are_one_case(office: Office, first: str) -> None:
    archive = a_mail("お見積書の送付", sender=SENDER, to=office.address, text="添付いたします。")
    archive.add_attachment(
        locked_archive(), maintype="application", subtype="zip", filename="a.zip"
    )
    letter = a_mail(
        "パスワードのお知らせ",
        sender=SENDER,
        to=office.address,
        text="添付ファイルのパスワードです。\nパスワード: aB3xQ9\n",
    )
    for mail in (archive, letter) if first == "archive" else (letter, archive):
        office.server.deliver(office.user, mail.as_bytes())
        sync()
    office.write("something else", sender=SENDER)
    sync()

    found = cases()

    assert len(found) == 2
    mails = show(found[0]["number"])["mails"] + show(found[1]["number"])["mails"]
    assert "password_pair" in {mail["reason"] for mail in mails}


def test_a_bounce_brings_the_case_back(office: Office) -> None:
    office.write("help me")
    sync()
    assert run("do", "--profile", "a", "reply", "1", "--text", "here you are").code == 0
    sync()
    assert show(1)["status"] == "waiting_customer"
    [ours] = [mail for mail in show(1)["mails"] if office.address in mail["from"]]

    back = a_mail(
        "failure notice",
        sender="MAILER-DAEMON@sv1.host.example",
        to=office.address,
        text=(
            "Hi. This is the qmail-send program at sv1.host.example.\n"
            "<customer@shop.example>:\nUser is over quota\n\n"
            "--- Below this line is a copy of the message.\n\n"
            f"Message-ID: {ours['message_id']}\n"
        ),
    )
    office.server.deliver(office.user, back.as_bytes())
    sync()

    assert len(cases()) == 1
    assert show(1)["status"] == "open"
    assert "bounce_of" in {mail["reason"] for mail in show(1)["mails"]}
    assert run("do", "--profile", "a", "close", "1").code == 0
    assert show(1)["status"] == "done"


def test_N33_our_own_archive_with_a_password_is_asked_about(office: Office, tmp_path: Path) -> None:
    """PPAP is not for us either: the author is told before it leaves."""
    office.write("help me")
    sync()
    locked, plain = tmp_path / "locked.zip", tmp_path / "notes.txt"
    locked.write_bytes(locked_archive())
    plain.write_bytes(b"PK is how archives begin")
    with Room.open(profiles.load("a"), clock=SystemClock()) as room:
        [case] = room.reads.case_ids(CaseQuery(view=View.ALL))
        files = (locked, plain, tmp_path / "gone.zip")
        draft = Draft(
            case=case,
            tab=DraftTab.REPLY,
            text="添付します。",
            attachments=tuple(AttachedFile(name=one.name, path=str(one)) for one in files),
        )
        found = [one for one in room.risks.of(draft) if one.kind is RiskKind.LOCKED_FILE]
    assert [one.about for one in found] == ["locked.zip"]

"""Every real mail of the shared corpora is read; skipped where they lie not beside the project."""

import functools
import hashlib
import json
from pathlib import Path

import pytest

from mailroom.ids import MailKey
from mailroom.mail.reading.card import body_of
from mailroom.mail.reading.parse import parse_mail
from mailroom.mail.reading.parsed import ParsedMail

CORPORA = Path(__file__).parents[4] / "shared" / "corpora" / "open"

pytestmark = pytest.mark.skipif(
    not CORPORA.is_dir(), reason=f"the shared corpora are not at {CORPORA}"
)


@functools.cache
def mails() -> dict[str, ParsedMail]:
    listed = (CORPORA / "MANIFEST.jsonl").read_text("utf-8").splitlines()
    names = [json.loads(line)["file"] for line in listed]
    return {name: parse_mail((CORPORA / name).read_bytes()) for name in names}


def lines_of(mail: ParsedMail) -> list[str]:
    people = (*mail.from_, *mail.to, *mail.cc, *mail.reply_to, *mail.sender)
    lines = [part for pair in people for part in pair]
    return [mail.subject, *lines, *(one.filename for one in mail.attachments)]


def test_our_own_reader_reads_them_all():
    assert len(mails()) > 2_000
    failed = [name for name, mail in mails().items() if "read by mail-parser" in mail.defects]
    assert failed == []


def test_no_line_could_become_two_headers():
    bad = [
        n
        for n, mail in mails().items()
        for line in lines_of(mail)
        if set(line) & set("\r\n\0\u2028")
    ]
    assert bad == []


def test_every_text_can_be_stored():
    for mail in mails().values():
        for text in (*lines_of(mail), mail.text, mail.html):
            text.encode("utf-8")
            assert "\0" not in text


def test_no_escape_sequence_is_left():
    bad = [
        n
        for n, mail in mails().items()
        for t in (mail.text, mail.html, *lines_of(mail))
        if "\x1b" in t
    ]
    assert bad == []


def test_every_date_that_names_a_moment_is_read():
    undated = {
        n: m.headers.raw("date") for n, m in mails().items() if "date" in m.headers and not m.date
    }
    assert set(undated.values()) <= {b"<HR>", b"Whenever"}


def test_every_mail_makes_a_card():
    for name, mail in mails().items():
        card = body_of(mail, MailKey(name), with_html=False)
        assert card.text or not mail.text.strip()


# Where a peer expects what we hold to be wrong, with the reason.
DIFFERENT = {
    (
        "imap_tools/00052__tests__messages__mime_emails__raw_email11.eml",
        "to",
    ): "drops a local address",
    (
        "imap_tools/00089__tests__messages__plain_emails__raw_email_with_at_display_name.eml",
        "from",
    ): "one sender of two",
    (
        "imap_tools/00089__tests__messages__plain_emails__raw_email_with_at_display_name.eml",
        "to",
    ): "a name read as address",
}


def test_fields_are_what_other_readers_expect():
    wrong = []
    for line in (CORPORA / "expect.jsonl").read_text("utf-8").splitlines():
        expected = json.loads(line)
        mail = mails()[expected["file"]]
        got = {
            "subject": " ".join(mail.subject.split()),
            "from": [list(pair) for pair in mail.from_],
            "to": [list(pair) for pair in mail.to],
            "cc": [list(pair) for pair in mail.cc],
            "message_id": (mail.message_id or "").strip("<>"),
            "date_epoch": int(mail.date.timestamp()) if mail.date else None,
        }
        for name, value in got.items():
            if (expected["file"], name) in DIFFERENT or name not in expected:
                continue
            wanted = expected[name]
            wanted = " ".join(wanted.split()) if name == "subject" else wanted
            if wanted != value:
                wrong.append((expected["file"], name, wanted, value))
    assert wrong == []


def test_attachments_are_byte_for_byte_what_other_readers_expect():
    for line in (CORPORA / "expect.jsonl").read_text("utf-8").splitlines():
        expected = json.loads(line)
        got = {
            hashlib.sha1(one.content).hexdigest() for one in mails()[expected["file"]].attachments
        }
        wanted = {sha1 for name, _, sha1 in expected.get("attachments", ()) if name and sha1}
        assert wanted <= got

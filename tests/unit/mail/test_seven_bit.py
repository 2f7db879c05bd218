"""A mail of eight-bit bytes for a server that takes seven: the same words, the same files."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.people import Address
from mailroom.ids import MessageId
from mailroom.mail.reading.parse import parse_mail
from mailroom.mail.writing.compose import Outgoing, OutgoingFile, compose
from mailroom.mail.writing.seven_bit import seven_bit

ORIGINAL = (
    b"Subject: x\r\nContent-Type: text/plain; charset=utf-8\r\n"
    b"Content-Transfer-Encoding: 8bit\r\n\r\n" + "返品\r\n.\r\n".encode()
)
FORWARD = Outgoing(
    message_id=MessageId("<f.1@example.org>"),
    date=datetime(2026, 1, 1, tzinfo=UTC),
    boundary="mailroom-0123456789",
    sender=Address(addr="support@example.org"),
    to=(Address(addr="yamada@example.com"),),
    subject="Fwd: 返品",
    text="転送します\n",
    html="<div>転送します</div>",
    files=(OutgoingFile(name="a.bin", content=bytes(range(256))),),
    original=ORIGINAL,
)


def test_N32_a_forward_of_an_eight_bit_mail_says_the_same_in_seven():
    raw = compose(FORWARD)
    assert not raw.isascii()
    sent = seven_bit(raw)
    assert sent.isascii()
    assert max(map(len, sent.split(b"\r\n"))) < 998
    before, after = parse_mail(raw), parse_mail(sent)
    assert (after.text, after.html, after.subject) == (before.text, before.html, before.subject)
    assert after.defects == ()
    assert [(one.filename, one.content) for one in after.attachments] == [
        (one.filename, one.content) for one in before.attachments
    ]
    assert after.attachments[-1].content == ORIGINAL


def test_what_needs_nothing_stays_as_it_is():
    raw = compose(FORWARD).partition(b"8bit")[0]
    assert seven_bit(raw) == raw


@pytest.mark.parametrize("encoding", ["8bit", "binary", "7bit", ""])
def test_a_text_in_eight_bits_becomes_base64(encoding: str):
    said = f"Content-Transfer-Encoding:\r\n {encoding}\r\n" if encoding else ""
    raw = f"Subject: x\r\n{said}Content-Type: text/plain; charset=utf-8\r\n\r\n返品\r\n".encode()
    sent = seven_bit(raw)
    assert sent.isascii()
    assert sent.lower().count(b"content-transfer-encoding") == 1
    assert parse_mail(sent).text == "返品"


@given(st.binary(max_size=300))
def test_no_mail_is_too_strange(body: bytes):
    for head in (b"", b"Subject: x\r\n\r\n", b"Content-Type: multipart/mixed; boundary=a\r\n\r\n"):
        assert isinstance(seven_bit(head + body), bytes)
    sent = seven_bit(b"Content-Type: application/pdf\r\n\r\n" + body)
    assert sent.isascii()

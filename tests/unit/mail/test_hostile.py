"""What must hold for every mail that means harm, and for what becomes of honest ones on their way.

No timed assertions here (``tests/bench/test_parse_speed.py`` has them): a mail that takes for ever
makes this test take for ever, and the suite's watch ends it.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailroom.domain.mails import MailFacts
from mailroom.domain.people import FolderRole
from mailroom.domain.query import MailBody
from mailroom.domain.records.record import canonical, from_plain, to_plain
from mailroom.ids import MailboxId, MailKey
from mailroom.mail.reading.card import body_of
from mailroom.mail.reading.parse import enclosed, parse_mail
from mailroom.mail.reading.parsed import ParsedMail
from mailroom.service.intake.one_mail import Task, TeamView, Words, read
from mailroom.service.intake.rescue import CHARSETS
from tests.fakes.hostile_mails import HOSTILE

ARRIVED = datetime(2026, 11, 22, tzinfo=UTC)
TEAM = TeamView(own_addresses=frozenset({"team@x.example"}), secret=b"secret")
KINDS = {"spoofing", "injection", "active", "remote", "names", "bombs", "charsets", "loops"}

_NOT_IN_A_LINE = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_NOT_IN_A_TEXT = re.compile("[\x00\x1b\ud800-\udfff]")
_NOT_IN_A_NAME = re.compile('[\x00-\x1f<>:"/\\\\|?*\u202a-\u202e\u2066-\u2069]')


def task(raw: bytes) -> Task:
    return Task(
        raw=raw,
        arrived_at=ARRIVED,
        role=FolderRole.INBOX,
        mailbox=MailboxId("m"),
        history=False,
        team=TEAM,
        charsets={},
    )


def lines_of(mail: ParsedMail) -> Iterator[str]:
    yield mail.subject
    for people in (mail.from_, mail.to, mail.cc, mail.bcc, mail.reply_to, mail.sender):
        for name, addr in people:
            yield from (name, addr)
    yield from (one.filename for one in mail.attachments)
    yield from (one.content_type for one in mail.attachments)
    yield from (one.content_id for one in mail.attachments)
    yield from (str(one) for one in (mail.message_id or "", *mail.references, *mail.in_reply_to))
    for invite in mail.invites:
        yield from (invite.what, invite.where)


def check(raw: bytes) -> Words:
    """Fail if anything of a mail could do harm further on; return what was read of it."""
    words = read(task(raw))
    assert words.problem == ""
    check_facts(words.facts)
    mail = parse_mail(raw)
    check_mail(mail)
    check_card(body_of(mail, words.facts.key))
    return words


def check_facts(facts: MailFacts) -> None:
    text = canonical(facts)
    text.encode("utf-8")
    assert from_plain(MailFacts, to_plain(facts)) == facts
    assert len(text) < 128 * 1024  # half of what one message of the journal holds
    for line in (facts.subject, facts.sender.name, facts.sender.addr, facts.message_id or ""):
        assert not _NOT_IN_A_LINE.search(line)


def check_mail(mail: ParsedMail) -> None:
    for line in lines_of(mail):
        assert not _NOT_IN_A_LINE.search(line), ascii(line[:200])
    for text in (mail.text, mail.html):
        assert not _NOT_IN_A_TEXT.search(text)
    for one in mail.attachments[:50]:
        check_name(one.safe_name)
        assert isinstance(one.content, bytes)
        inner = enclosed(one)
        assert inner is None or isinstance(inner.subject, str)


def check_name(name: str) -> None:
    assert 0 < len(name.encode("utf-8")) <= 200
    assert name not in (".", "..")
    assert not _NOT_IN_A_NAME.search(name)
    assert not name.endswith((" ", "."))
    assert name == unicodedata.normalize("NFC", name)
    assert not re.match(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)", name)


def check_card(card: MailBody) -> None:
    canonical(card).encode("utf-8")
    assert not _NOT_IN_A_TEXT.search(card.text + card.quoted)


def test_there_are_enough_of_every_kind() -> None:
    kinds = [name.partition(":")[0] for name in HOSTILE]
    assert len(HOSTILE) >= 60
    assert {kind: kinds.count(kind) >= 7 for kind in KINDS} == dict.fromkeys(KINDS, True)


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_of_a_hostile_mail_does_harm(name: str) -> None:
    check(HOSTILE[name])


@pytest.mark.parametrize("charset", CHARSETS)
def test_nor_when_somebody_reads_it_as_something_else(charset: str) -> None:
    for name, raw in HOSTILE.items():
        if not name.startswith("bombs"):
            check_mail(parse_mail(raw, charset=charset))


def test_who_wrote_is_whom_the_address_names() -> None:
    """A display name, a comment or an encoded word never stands for the address."""
    senders = {
        name.partition(": ")[2]: read(task(raw)).facts.sender.addr
        for name, raw in HOSTILE.items()
        if name.startswith("spoofing")
    }
    assert senders["name holds another address"] == "evil@bad.example"
    assert senders["right-to-left name"] == "evil@bad.example"
    assert senders["encoded address"] == "evil@bad.example"
    assert senders["comment around the address"] == "evil@bad.example"
    assert senders["new lines in the name"] == "e@x.example"
    assert "\0" not in senders["NUL in the address"]
    assert senders["empty From"] == senders["group of nobody"] == ""


def test_our_own_address_proves_nothing() -> None:
    assert read(task(HOSTILE["spoofing: claims to be us"])).facts.direction.value == "in"


def test_nothing_active_is_left_of_any_html() -> None:
    """The window's own layer is tested with the window; this one must hold alone."""
    shown = 0
    for name, raw in HOSTILE.items():
        rich = body_of(parse_mail(raw), MailKey("k")).rich
        for page in (*rich.pages, *rich.quoted) if rich is not None else ():
            shown += 1
            assert not _ACTIVE.search(page), name
    assert shown >= 15


_ACTIVE = re.compile(
    r"<(?:script|iframe|object|embed|form|input|link|meta|base|svg|math|style|video)\b"
    r"|<[^>]*\bon\w+\s*=|javascript:|vbscript:"
    r"|<[^>]*\b(?:src|background|srcset|poster|href)\s*=\s*[\"']?(?!cid:|remote:|link:)\w",
    re.IGNORECASE,
)


# -- honest mails, damaged on their way ------------------------------------------------------------


def honest() -> list[bytes]:
    """Return mails like real ones: Japanese, in parts, with files, forwarded and signed."""
    words = "お世話になっております。返品の件、①㈱髙島 ﾃｽﾄ 〜"
    jis = words.encode("iso2022_jp_ext", "ignore")
    inner = (
        b"From: =?iso-2022-jp?B?GyRCOzNFRBsoQg==?= <y@firm.example>\r\nTo: team@x.example\r\n"
        b"Subject: =?ISO-2022-JP?B?GyRCSlZJSiRON28bKEI=?=\r\nDate: Sun, 22 Nov 2026 10:00:00 +0900"
        b"\r\nMessage-ID: <1@firm.example>\r\nReferences: <0@x> <2@y>\r\n"
    )
    alternative = (
        b"Content-Type: multipart/alternative; boundary=a\r\n\r\n--a\r\nContent-Type: text/plain; "
        b"charset=iso-2022-jp\r\n\r\n" + jis + b"\r\n--a\r\nContent-Type: text/html; charset=utf-8"
        b"\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+44GCPC9wPg==\r\n--a--\r\n"
    )
    mixed = (
        b"Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n" + alternative + b"--m\r\n"
        b"Content-Type: application/pdf; name*=utf-8''%E8%A6%8B%E7%A9%8D.pdf\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\nJVBERg==\r\n--m\r\n"
        b"Content-Type: message/rfc822\r\n\r\n" + inner + b"\r\nforwarded\r\n--m\r\n"
        b"Content-Type: text/calendar\r\n\r\nBEGIN:VEVENT\r\nSUMMARY:x\r\nEND:VEVENT\r\n--m--\r\n"
    )
    sjis = b"Content-Type: text/plain; charset=Shift_JIS\r\n\r\n" + words.encode("cp932", "ignore")
    winmail = HOSTILE["bombs: winmail that claims much"]
    return [inner + part for part in (alternative, mixed, sjis, b"\r\n" + jis)] + [winmail]


def damaged(raw: bytes, random_: random.Random) -> bytes:
    """Return a mail with bits turned over, cut, or put together anew."""
    data = bytearray(raw)
    for _ in range(random_.randint(1, 8)):
        at = random_.randrange(len(data))
        match random_.randrange(5):
            case 0:
                data[at] ^= 1 << random_.randrange(8)
            case 1:
                del data[at : at + random_.randrange(1, 40)]
            case 2:
                data[at:at] = data[random_.randrange(len(data)) :][: random_.randrange(200)]
            case 3:
                data[at:at] = random_.choice(_PIECES)
            case _:
                data[at : at + 1] = bytes((random_.randrange(256),))
        if not data:
            return b""
    return bytes(data)


_PIECES = (
    b"\r\n", b"\n\n", b"\0", b"\x1b$B", b"\x1b(B", b"=?", b"?=", b"--m", b"--a--", b'"', b"\\",
    b"<", b">", b";", b"\xff", b"\xed\xa0\x80", b"\xe2\x80\xae",
    b"Content-Type: message/rfc822\r\n\r\n",
    b"Content-Transfer-Encoding: quoted-printable\r\n", b" ", b"\t", b"charset=utf-7",
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32))
def test_nothing_of_a_damaged_mail_does_harm(seed: int) -> None:
    random_ = random.Random(seed)
    check(damaged(random_.choice(honest()), random_))


def test_many_more_damaged_mails(soak: bool) -> None:
    for seed in range(20_000 if soak else 200):
        random_ = random.Random(seed)
        raw = damaged(random_.choice(honest()), random_)
        try:
            check(raw)
        except Exception as error:
            raise AssertionError(f"seed {seed}") from error

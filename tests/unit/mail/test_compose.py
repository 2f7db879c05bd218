"""Outgoing mail: byte for byte the same, read back by everybody, and never more than was meant."""

import email
import email.policy
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.drafts import Charset
from mailroom.domain.people import Address
from mailroom.errors import BadInput
from mailroom.ids import MessageId
from mailroom.mail.reading.headers import clean_line
from mailroom.mail.reading.parse import parse_mail
from mailroom.mail.writing.compose import (
    InlinePicture,
    Outgoing,
    OutgoingFile,
    compose,
    recipients,
    trimmed,
)

SUPPORT = Address(name="ひなた商事 サポート", addr="support@example.org")
YAMADA = Address(name="山田, 太郎", addr="yamada@example.com")


def outgoing(**changes) -> Outgoing:
    return Outgoing(
        **{
            "message_id": MessageId("<reply.0123456789ab.n.s@example.org>"),
            "date": datetime(2024, 5, 1, 12, 0, tzinfo=timezone(timedelta(hours=9))),
            "boundary": "=_0123456789abcdef",
            "sender": SUPPORT,
            "to": (YAMADA,),
            "subject": "Re: 返品について",
            "text": "山田様\n\n承知しました。\n",
            **changes,
        }
    )


_ANY = st.text(
    alphabet=st.one_of(st.sampled_from('\r\n\0\x0b\x0c\x85\u2028:<>@,;"= '), st.characters()),
    max_size=40,
)
_WITH_BCC = st.sampled_from(["", "\r\nBcc: x@evil.example\r\n", "\nX-Evil: 1\n\nbody"])


@given(_ANY, _ANY, _ANY, _ANY, st.tuples(_WITH_BCC, st.integers(0, 40)))
def test_no_field_begins_another_header(
    name: str, subject: str, file: str, header: str, poison: tuple[str, int]
):
    """Every field that a person, a link or a setting can fill, each with an injection inside."""

    evil, at = poison

    def poisoned(text: str) -> str:
        return text[:at] + evil + text[at:]

    one = Address(name=poisoned(name), addr="a@example.com")
    sent = outgoing(
        sender=Address(name=poisoned(name), addr="support@example.org"),
        to=(one,),
        cc=(one,),
        reply_to=one,
        subject=poisoned(subject),
        files=(OutgoingFile(name=poisoned(file), content=b"x"),),
        headers=(("Thread-Topic", poisoned(header)),),
    )
    head = compose(sent).split(b"\r\n\r\n", 1)[0]
    names = [line.partition(b":")[0] for line in head.split(b"\r\n") if line[:1] not in b" \t"]
    assert names == [
        b"Date", b"From", b"Reply-To", b"To", b"Cc", b"Subject", b"Message-ID", b"Thread-Topic",
        b"MIME-Version", b"Content-Type",
    ]  # fmt: skip
    parts = email.message_from_bytes(compose(sent), policy=email.policy.compat32).get_payload()
    assert all({"X-Evil", "Bcc"}.isdisjoint(part.keys()) for part in parts)


@pytest.mark.parametrize(
    "evil", ["a@b.example\r\nBcc: x@y.example", "a@b.example\n", "a\0@b.example"]
)
@pytest.mark.parametrize("field", ["sender", "to", "cc", "reply_to"])
def test_an_address_that_is_more_than_one_is_refused(field: str, evil: str):
    address = Address(addr=evil)
    with pytest.raises(BadInput):
        compose(outgoing(**{field: (address,) if field in {"to", "cc"} else address}))


def test_everything_reads_back():
    original = b"From: x@y.z\r\nSubject: =?utf-8?B?6L+U?=\r\n\r\n" + "返品".encode()
    file = OutgoingFile(
        name="見積書 2024年5月 山田商店様 第二版 (最終).pdf",
        content=bytes(range(256)) * 9,
        content_type="application/pdf",
    )
    sent = outgoing(
        cc=(Address(addr="b@example.com"), Address(name='Q "x" \\ Y', addr="c@example.com")),
        reply_to=SUPPORT,
        in_reply_to=MessageId("<2@x>"),
        references=(MessageId("<1@x>"), MessageId("<2@x>")),
        files=(file,),
        original=original,
        headers=(("Auto-Submitted", "auto-generated"), ("X-Note", "メモ")),
    )
    mail = parse_mail(compose(sent))
    assert mail.defects == ()
    assert mail.from_ == ((SUPPORT.name, SUPPORT.addr),)
    assert mail.to == ((YAMADA.name, YAMADA.addr),)
    assert mail.cc == (("", "b@example.com"), ('Q "x" \\ Y', "c@example.com"))
    assert mail.reply_to == mail.from_
    assert mail.subject == sent.subject
    assert mail.text == sent.text.rstrip("\n")
    assert mail.date == sent.date
    assert mail.message_id == sent.message_id
    assert mail.in_reply_to == ("<2@x>",)
    assert mail.references == ("<1@x>", "<2@x>")
    assert [(one.filename, one.content_type, one.content) for one in mail.attachments] == [
        (file.name, "application/pdf", file.content),
        ("original.eml", "message/rfc822", original),
    ]
    assert mail.headers.text("x-note") == "メモ"


def test_the_same_draft_gives_the_same_bytes():
    sent = outgoing(files=(OutgoingFile(name="a.txt", content=b"x"),))
    assert compose(sent) == compose(sent)


def test_the_wire_form_is_what_servers_accept():
    raw = compose(
        outgoing(
            files=(OutgoingFile(name="請" * 80 + ".pdf", content=b"x" * 5_000),), text="a" * 3_000
        )
    )
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert raw.isascii()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 120
    head = raw.split(b"\r\n\r\n")[0]
    assert all(len(line) <= 78 for line in head.split(b"\r\n"))


def test_python_reads_it_too():
    raw = compose(
        outgoing(
            files=(OutgoingFile(name="見積.pdf", content=b"x", content_type="application/pdf"),)
        )
    )
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert message["Subject"] == "Re: 返品について"
    assert message["To"].addresses[0].display_name == YAMADA.name
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "見積.pdf"
    assert message.get_body().get_content().replace("\r\n", "\n") == outgoing().text


def test_old_outlook_finds_the_name_in_the_content_type():
    raw = compose(outgoing(files=(OutgoingFile(name="見積.pdf", content=b"x"),)))
    assert b'name="=?utf-8?B?' in raw
    assert b"filename*=utf-8''%E8%A6%8B" in raw


EVIL = "x\r\nBcc: evil@example.net\r\n\r\n<script>"


@pytest.mark.parametrize(
    "changes",
    [
        {"subject": EVIL},
        {"subject": "x\u2028Bcc: evil@example.net"},
        {"sender": Address(name=EVIL, addr="support@example.org")},
        {"to": (Address(name=EVIL, addr="a@example.com"),)},
        {"headers": (("X-Note", EVIL),)},
        {"files": (OutgoingFile(name=EVIL, content=b"", content_type="a/b"),)},
        {
            "files": (
                OutgoingFile(name="a", content=b"", content_type="text/x\r\nBcc: evil@example.net"),
            )
        },
    ],
)
def test_no_value_becomes_a_header(changes):
    raw = compose(outgoing(**changes))
    assert "bcc" not in parse_mail(raw).headers
    assert b"\r\nBcc" not in raw


@pytest.mark.parametrize(
    "changes",
    [
        {"to": (Address(addr="a@b.c\r\nBcc: evil@example.net"),)},
        {"to": (Address(addr="a@b.c, evil@example.net"),)},
        {"to": (Address(addr="no address"),)},
        {"to": (Address(addr="山田@example.com"),)},
        {"to": (Address(addr="a@" + "a" * 60 + "!"),)},
        {"to": ()},
        {"sender": Address(addr="")},
        {"message_id": MessageId("<a@b>\r\nBcc: evil@example.net")},
        {"in_reply_to": MessageId("no brackets")},
        {"references": (MessageId("<a b>"),)},
        {"headers": (("Bcc", "evil@example.net"),)},
        {"headers": (("X Bad", "x"),)},
        {"boundary": "short", "original": b"x"},
        {"boundary": "=_in_the_original", "original": b"\r\n--=_in_the_original\r\n"},
    ],
)
def test_what_cannot_stand_in_a_mail_is_refused(changes):
    with pytest.raises(BadInput):
        compose(outgoing(**changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"to": (YAMADA,)},
        {"reply_to": YAMADA},
        {"subject": "about Yamada@Example.com"},
        {"to": (Address(name="yamada@example.com", addr="chief@example.org"),)},
        {"headers": (("X-Customer", "yamada@example.com"),)},
        {"references": (MessageId("<yamada@example.com>"),)},
    ],
)
def test_an_escalation_never_names_the_customer_in_a_header(changes):
    safe = {"to": (Address(addr="chief@example.org"),), "in_no_header": ("yamada@example.com",)}
    compose(
        outgoing(**safe, text="yamada@example.com", original=b"From: yamada@example.com\r\n\r\nx")
    )
    with pytest.raises(BadInput):
        compose(outgoing(**{**safe, **changes}))


def test_an_international_domain_is_written_in_ascii():
    raw = compose(outgoing(to=(Address(addr="a@例え.jp"),)))
    assert b"a@xn--r8jz45g.jp" in raw


def test_an_original_that_no_server_would_carry_goes_as_a_file():
    mail = parse_mail(compose(outgoing(original=b"Subject: x\r\n\r\n" + b"a" * 5_000)))
    assert mail.attachments[0].content_type == "application/octet-stream"
    assert mail.attachments[0].content.endswith(b"a" * 5_000)


def test_references_keep_the_first_and_the_last():
    ids = [MessageId(f"<{n}@x>") for n in range(100)]
    assert trimmed(ids) == (ids[0], *ids[-19:])
    assert parse_mail(compose(outgoing(references=tuple(ids)))).references == trimmed(ids)


def test_recipients_are_named_once():
    assert recipients(outgoing(to=(YAMADA, YAMADA), cc=(SUPPORT,))) == (YAMADA.addr, SUPPORT.addr)


line = st.text(max_size=60)


@given(
    subject=line,
    name=line,
    text=st.text(max_size=200),
    filename=line,
    content=st.binary(max_size=100),
)
def test_whatever_is_written_reads_back(subject, name, text, filename, content):
    sent = outgoing(
        subject=subject,
        text=text,
        to=(Address(name=name, addr="a@example.com"),),
        files=(OutgoingFile(name=filename, content=content),),
        date=datetime(2024, 1, 1, tzinfo=UTC),
    )
    raw = compose(sent)
    mail = parse_mail(raw)
    assert "\n".join(line.rstrip() for line in mail.subject.split("\n")) == clean_line(subject)
    assert mail.to[0][1] == "a@example.com"
    assert mail.attachments[0].content == content
    assert raw == compose(sent)
    email.message_from_bytes(raw, policy=email.policy.default).get_body()


def test_a_formatted_mail_reads_back_with_its_pictures():
    shot = InlinePicture(
        cid="1@here", name="画面.png", content=b"\x89PNG", content_type="image/png"
    )
    page = '<html><body><div><b>承知</b>しました<img src="cid:1@here"></div></body></html>'
    file = OutgoingFile(name="a.pdf", content=b"%PDF", content_type="application/pdf")
    raw = compose(outgoing(html=page, pictures=(shot,), files=(file,)))
    mail = parse_mail(raw)
    assert mail.defects == ()
    assert mail.text == outgoing().text.rstrip("\n")
    assert mail.html == page
    picture, pdf = mail.attachments
    assert (picture.filename, picture.content, picture.content_id) == (
        "画面.png", b"\x89PNG", "1@here",
    )  # fmt: skip
    assert picture.inline
    assert not pdf.inline
    message = email.message_from_bytes(raw, policy=email.policy.default)
    kinds = [part.get_content_type() for part in message.walk()]
    assert kinds == [
        "multipart/mixed", "multipart/alternative", "text/plain", "multipart/related",
        "text/html", "image/png", "application/pdf",
    ]  # fmt: skip
    flowed = [part.get_param("format") for part in message.walk() if not part.is_multipart()]
    assert flowed == ["flowed", None, None, None]


@pytest.mark.parametrize("text", ["承知しました", "承知しました①"])
def test_N31_both_parts_leave_in_the_charset_of_the_customer_or_neither(text: str):
    raw = compose(outgoing(text=text, html=f"<div>{text}</div>", charset=Charset.ISO_2022_JP))
    message = email.message_from_bytes(raw, policy=email.policy.default)
    plain, html = (part for part in message.walk() if not part.is_multipart())
    expected = "utf-8" if "①" in text else "iso-2022-jp"
    assert (plain.get_content_charset(), html.get_content_charset()) == (expected, expected)
    assert (plain.get_content().strip(), html.get_content().strip()) == (text, f"<div>{text}</div>")


@given(_ANY, st.tuples(_WITH_BCC, st.integers(0, 40)))
def test_no_picture_begins_another_header(name: str, poison: tuple[str, int]):
    evil, at = poison
    picture = InlinePicture(cid="1@here", name=name[:at] + evil + name[at:], content=b"x")
    message = email.message_from_bytes(
        compose(outgoing(html="<div>x</div>", pictures=(picture,))), policy=email.policy.compat32
    )
    for part in message.walk():
        assert {"X-Evil", "Bcc"}.isdisjoint(part.keys())


@pytest.mark.parametrize("cid", ["", "a b", "a>\r\nBcc: x@evil.example", "a\n", "日本"])
def test_a_content_id_that_is_more_than_one_is_refused(cid: str):
    picture = InlinePicture(cid=cid, name="a.png", content=b"x")
    with pytest.raises(BadInput):
        compose(outgoing(html="<div>x</div>", pictures=(picture,)))

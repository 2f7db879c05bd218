"""Keys, subjects, machines, bounces: what every desk must read alike from the same bytes."""

import base64
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.delivery import Delivery
from mailroom.domain.mails import Automatic, Direction
from mailroom.domain.people import FolderRole
from mailroom.domain.records.record import canonical
from mailroom.ids import MessageId
from mailroom.mail.machines.bounces import read_bounce
from mailroom.mail.reading.parse import parse_mail
from mailroom.mail.subjects import clean_subject
from mailroom.mail.threads import facts_of, mail_key, own_mail_key
from mailroom.mail.writing.message_ids import belongs_to, is_ours, make_message_id
from mailroom.mail.writing.tags import find_tags, tag_text
from mailroom.store.journal.replica import LARGEST_EVENT

SECRET = b"a secret of the team"
OWN = frozenset({"support@example.org"})
ARRIVED = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)


def mail(fields: str, body: str = "text"):
    return parse_mail(f"{fields}\n\n{body}".encode())


def facts(fields: str, body: str = "text", role: FolderRole = FolderRole.INBOX):
    return facts_of(mail(fields, body), own_addresses=OWN, folder_role=role, arrived_at=ARRIVED)


# ------------------------------------------------------------------ subjects


@pytest.mark.parametrize(
    ("subject", "text", "marked"),
    [
        ("返品について", "返品について", False),
        ("Re: 返品", "返品", True),
        ("RE：　返品", "返品", True),
        ("Re[2]: 返品", "返品", True),
        ("Re^2: Re: FW: 返品", "返品", True),
        ("返信: 転送：返品", "返品", True),
        ("[list 12] Re: [list 12] A", "a", True),
        ("Re: [#128] Ａ", "a", True),
        ("【重要】 Re: 返品", "【重要】 re: 返品", False),
        ("Re: 【重要】返品", "【重要】返品", True),
        ("[only a tag]", "[only a tag]", False),
        ("Re: [only a tag]", "[only a tag]", True),
        ("Re:", "", True),
        ("Regarding: x", "regarding: x", False),
        ("自動返信: Re: 返品", "返品", True),
        ("【自動返信】[Ticket#1] 返品", "返品", True),
        ("Out of Office: 返品", "返品", True),
        ("", "", False),
    ],
)
def test_cleans_the_subject(subject, text, marked):
    found = clean_subject(subject)
    assert (found.text, found.reply_marked) == (text, marked)


@given(st.text(max_size=60))
def test_cleaning_twice_is_cleaning_once(subject):
    once = clean_subject(subject).text
    assert clean_subject(f"Re: {once}").text == clean_subject(once).text


def test_a_person_may_forward_an_automatic_mail():
    assert clean_subject("Undeliverable: x").automatic_marked
    assert not clean_subject("Fw: Undeliverable: x").automatic_marked


# ------------------------------------------------------------------ keys and ids


def test_rule_23_the_key_survives_folding_and_delivery():
    one = mail("Received: a\nFrom: a@b.c\nSubject: x y\nDate: today\nMessage-ID: <1@b.c>")
    other = mail(
        "Received: z\nReturn-Path: <q>\nFrom: a@b.c\nDate: today\nSubject: x\n  y\n"
        "Message-Id: <1@b.c>"
    )
    assert mail_key(one) == mail_key(other)


@pytest.mark.parametrize(
    "field", ["From: z@b.c", "Date: tomorrow", "Subject: z", "Message-ID: <2@b.c>"]
)
def test_rule_23_the_same_foreign_id_on_another_mail_is_another_mail(field):
    fields = {"From": "a@b.c", "Date": "today", "Subject": "x", "Message-ID": "<1@b.c>"}
    name, value = field.split(": ")
    assert mail_key(mail("\n".join(f"{n}: {v}" for n, v in fields.items()))) != mail_key(
        mail("\n".join(f"{n}: {v}" for n, v in {**fields, name: value}.items()))
    )


def test_a_mail_without_id_is_named_by_its_headers():
    assert mail_key(mail("From: a\nSubject: x\nReceived: 1")) == mail_key(
        mail("Received: 2\nSubject: x\nFrom: a")
    )
    assert mail_key(mail("From: a\nSubject: x")) != mail_key(mail("From: a\nSubject: x\nX-A: b"))


def test_an_id_of_ours_counts_alone():
    ours = make_message_id(
        SECRET, purpose="reply", case="case-1", nonce="event-1", domain="example.org"
    )
    sent, touched = (
        mail(f"Subject: x\nMessage-ID: {ours}"),
        mail(f"Subject: [ext] x\nMessage-ID: {ours}"),
    )
    assert mail_key(sent, SECRET) == mail_key(touched, SECRET) == own_mail_key(ours)
    assert mail_key(sent) != mail_key(touched)


def test_ids_of_ours_cannot_be_made_up():
    ours = make_message_id(SECRET, purpose="esc", case="case-1", nonce="n", domain="example.org")
    assert is_ours(ours, SECRET)
    assert ours == make_message_id(
        SECRET, purpose="esc", case="case-1", nonce="n", domain="example.org"
    )
    assert not is_ours(ours, b"another key")
    assert not is_ours(ours.replace("<esc", "<reply"), SECRET)
    assert not is_ours("<a.b.c.d@example.org>", SECRET)
    assert belongs_to(ours, SECRET, "case-1")
    assert not belongs_to(ours, SECRET, "case-2")
    assert "case-1" not in ours


def test_tags_are_found_again():
    text = f"> {tag_text('esc', 'a1B2c3D4')}\n{tag_text('case', '0123456789abcdef')}"
    assert find_tags("Re: [#128] x", text) == (
        "case:0123456789abcdef",
        "esc:a1B2c3D4",
        "number:128",
    )


# ------------------------------------------------------------------ machines


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ("From: a@b.c", Automatic.NO),
        ("Auto-Submitted: no", Automatic.NO),
        ("Auto-Submitted: Auto-Replied", Automatic.REPLY),
        ("Auto-Submitted: auto-generated (x)", Automatic.REPLY),
        ("X-Auto-Response-Suppress: DR, OOF", Automatic.REPLY),
        ("Precedence: auto_reply", Automatic.REPLY),
        ("X-Autoreply: yes", Automatic.REPLY),
        ("X-Loop: YES", Automatic.REPLY),
        ("X-Mailroom-Loop: team", Automatic.REPLY),
        ("Return-Path: <>", Automatic.REPLY),
        ("Subject: 自動返信: x", Automatic.REPLY),
        ("Subject: Automatic reply: x", Automatic.REPLY),
        ("Subject: Re: Automatic reply: x", Automatic.NO),
        ("Precedence: bulk", Automatic.LIST),
        ("List-Id: <x.y>", Automatic.LIST),
        ("List-Unsubscribe: <x>", Automatic.LIST),
        ("List-Id: <support.example.org>\nPrecedence: list", Automatic.NO),  # the team's own group
        ("List-Post: <mailto:support@example.org>\nList-Id: <x>", Automatic.NO),
        ("From: MAILER-DAEMON@b.c", Automatic.BOUNCE),
        ("X-Failed-Recipients: a@b.c", Automatic.BOUNCE),
        ("From: postmaster@b.c", Automatic.NO),
        ("From: postmaster@b.c\nSubject: Undeliverable: x", Automatic.BOUNCE),
        (
            "From: MAILER-DAEMON@b.c\nSubject: Warning: could not send message for 4 hours",
            Automatic.REPLY,
        ),
    ],
)
def test_knows_machines(fields, kind):
    assert facts(fields).automatic is kind


REPORT = """Content-Type: multipart/report; report-type=delivery-status; boundary=b
From: Mail Delivery System <MAILER-DAEMON@mx.example>
Subject: Undelivered Mail Returned to Sender

--b

sorry
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; Yamada@Example.org
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 user unknown
--b
Content-Type: text/rfc822-headers

Message-ID: <original@example.org>
--b--
"""


def test_reads_a_delivery_report():
    bounce = read_bounce(parse_mail(REPORT.format(action="failed").encode()))
    assert bounce is not None
    assert bounce.original == "<original@example.org>"
    assert bounce.recipients == ("yamada@example.org",)
    assert (bounce.status, bounce.detail) == ("5.1.1", "smtp; 550 user unknown")


@pytest.mark.parametrize(
    ("action", "delivery"),
    [
        ("failed", Delivery.FAILED),
        ("delayed\n\nFinal-Recipient: rfc822; b@c.d\nAction: failed", Delivery.FAILED),
        ("delayed", Delivery.DELAYED),
        ("delivered", Delivery.DELIVERED),
    ],
)
def test_only_a_failure_is_a_bounce(action, delivery):
    parsed = parse_mail(REPORT.format(action=action).encode())
    bounce = read_bounce(parsed)
    assert bounce is not None
    assert bounce.delivery is delivery
    found = facts_of(parsed, own_addresses=OWN, folder_role=FolderRole.INBOX, arrived_at=ARRIVED)
    assert found.automatic is (Automatic.BOUNCE if delivery is Delivery.FAILED else Automatic.REPLY)
    assert found.bounced == ("<original@example.org>" if delivery is Delivery.FAILED else None)


def test_reads_a_bounce_that_only_has_words():
    bounce = read_bounce(
        mail(
            "From: MAILER-DAEMON@x.y\nSubject: failure notice",
            "Hi\n--- Below\nMessage-ID: <o@x>\nTo: a",
        )
    )
    assert bounce is not None
    assert bounce.original == "<o@x>"


# ------------------------------------------------------------------ facts


@pytest.mark.parametrize(
    ("fields", "role", "direction"),
    [
        ("From: a@b.c\nTo: support@example.org", FolderRole.INBOX, Direction.INBOUND),
        ("From: a@b.c\nTo: x@y.z", FolderRole.SENT, Direction.OUTBOUND),
        (
            "From: Support@Example.org\nTo: a@b.c\nCc: support@example.org",
            FolderRole.INBOX,
            Direction.INBOUND,
        ),  # anybody can write that
        (
            "From: support@example.org\nTo: support@example.org",
            FolderRole.INBOX,
            Direction.INBOUND,
        ),  # web form
    ],
)
def test_tells_which_way_a_mail_went(fields, role, direction):
    assert facts(fields, role=role).direction is direction


@pytest.mark.parametrize(
    ("sender", "key", "direction"),
    [
        ("support@example.org", SECRET, Direction.OUTBOUND),
        ("support@example.org", b"a key of somebody else", Direction.INBOUND),
        ("a@b.c", SECRET, Direction.INBOUND),  # who got our mail knows its id
    ],
)
def test_rule_23_in_the_inbox_only_an_id_of_ours_shows_that_we_wrote(sender, key, direction):
    made = make_message_id(key, purpose="reply", case="c", nonce="1", domain="example.org")
    found = facts_of(
        mail(f"From: {sender}\nTo: x@y.z\nMessage-ID: {made}"),
        own_addresses=OWN,
        folder_role=FolderRole.INBOX,
        arrived_at=ARRIVED,
        secret=SECRET,
    )
    assert found.direction is direction
    assert (found.key == own_mail_key(made)) is (direction is Direction.OUTBOUND)


@pytest.mark.parametrize(
    ("date", "sent"),
    [
        ("Wed, 1 May 2024 20:00:00 +0900", ARRIVED - timedelta(hours=1)),
        ("Wed, 1 May 2030 20:00:00 +0900", ARRIVED),
        ("Thu, 1 Jan 1970 00:00:00 +0000", ARRIVED),
        ("nonsense", ARRIVED),
    ],
)
def test_an_absurd_date_is_the_arrival(date, sent):
    assert facts(f"Date: {date}").sent_at == sent


def test_gathers_what_threads_need():
    found = facts(
        "From: 山田 <Yamada@Example.org>\nTo: support@example.org, B <b@c.d>\nCc: b@c.d\n"
        "Subject: Re: [#5] 返品\n"
        "Message-ID: <3@x>\nIn-Reply-To: Your mail of today <2@x>\nReferences: <1@x> <2@x>"
    )
    assert found.sender.addr == "yamada@example.org"
    assert [one.addr for one in found.recipients] == ["support@example.org", "b@c.d"]
    assert (found.subject, found.clean_subject, found.reply_marked) == (
        "Re: [#5] 返品",
        "返品",
        True,
    )
    assert (found.in_reply_to, found.references) == (("<2@x>",), ("<1@x>", "<2@x>"))
    assert found.our_tags == ("number:5",)
    assert found.message_id == MessageId("<3@x>")


def test_endless_references_keep_the_first_and_the_last():
    ids = [f"<{n}@x>" for n in range(150)]
    found = facts("References: " + " ".join(ids))
    assert len(found.references) == 50
    assert (found.references[0], found.references[-1]) == (ids[0], ids[-1])


@given(st.binary(max_size=200))
def test_any_bytes_have_facts(raw):
    found = facts_of(
        parse_mail(raw), own_addresses=OWN, folder_role=FolderRole.INBOX, arrived_at=ARRIVED
    )
    assert len(found.key) == 32


def test_no_header_can_outgrow_a_message_of_the_journal():
    """An announcement that cannot be written would stop all mail behind it (rule 3)."""
    ids = " ".join(f"<{n:0900x}@b>" for n in range(70))
    short = " ".join(f"<{n:0490x}@b>" for n in range(120))
    people = ", ".join(f'"{"漢" * 250}" <{n:0300d}@x.example>' for n in range(60))
    lines = [f"From: {'漢' * 9_000} <a@b.example>", f"Subject: {chr(0xFDFA) * 9_000}"]
    lines += [f"To: {people}", f"Cc: {people}", f"References: {short} {ids}"]
    lines += [f"In-Reply-To: {short} {ids}", f"Message-ID: <{'z' * 990}@b>"]
    found = facts("\n".join(lines))
    assert len(canonical(found).encode()) < LARGEST_EVENT - 20_000
    assert found.sender.addr == "a@b.example"
    assert len(found.references) == 50


def test_the_mark_of_outlook_is_the_same_for_every_answer():
    def index(value: str) -> str:
        return facts(f"Thread-Index: {value}").thread_index

    head = bytes(range(22))
    first = index(base64.b64encode(head).decode())
    assert len(first) == 16
    assert index(base64.b64encode(head + bytes(10)).decode()) == first
    assert index(base64.b64encode(bytes([9]) + head[1:]).decode()) != first
    assert index(base64.b64encode(head[:21]).decode()) == ""
    assert index("not base64 at all") == index("AAA") == ""

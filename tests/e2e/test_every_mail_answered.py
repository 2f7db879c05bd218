"""Every real mail is answered, forwarded and asked about inside; what leaves says just that.

Reply, reply to all, forward and escalation are made for each mail and read again: our headers and
no other, our text intact, the right recipients, the original attached whole where it belongs, and
the customer in no header of the internal mail (N35). So is a formatted reply with a picture and the
mail quoted below it: our HTML and text intact, the quote harmless. 60 mails by default, all with
``--soak``; skipped where the shared corpora do not lie beside the project.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mailroom.clock import SystemClock
from mailroom.domain.drafts import InlineFile, ReplyKind
from mailroom.domain.mails import Direction, MailPlace
from mailroom.domain.people import Address
from mailroom.domain.query import CaseQuery, View
from mailroom.domain.sends.parcels import Step
from mailroom.errors import BadInput
from mailroom.ids import EscalationId
from mailroom.mail.reading.parse import parse_mail
from mailroom.mail.reading.parsed import ParsedMail
from mailroom.service import profiles, rich
from mailroom.service.letters.letters import Letter
from mailroom.service.outgoing.composing import Composer
from mailroom.service.outgoing.replies import Reply
from mailroom.service.room import Room
from tests.e2e.office import Office, run

CORPORA = Path(__file__).parents[3] / "shared" / "corpora" / "open"
SOME = 60
OURS = """
    date from reply-to to cc subject message-id in-reply-to references thread-topic thread-index
    mime-version content-type content-transfer-encoding importance auto-submitted
    x-auto-response-suppress
"""
TEXT = (
    "山田様\n\nお世話になっております。①と㈱と髙﨑の件、承知しました。\n"
    + "長い行です。" * 30
    + "\n.\nFrom here on: https://example.jp/a?b=1\n-- \nサポート\n"
)
HTML = (
    "<div>山田様</div><div><br></div><div><b>①と㈱と髙﨑</b>の件、"
    '<a href="https://example.jp/a?b=1&amp;c=2">こちら</a>です。</div>'
    "<ul><li>"
    + "長い行です。" * 30
    + '</li><li>.</li></ul><div><img src="cid:1@here" alt="図"></div>'
)
PNG = b"\x89PNG\r\n\x1a\n picture"
PICTURE = InlineFile(cid="1@here", name="図.png", path="")
ESCALATION = EscalationId("e" * 32)
CHIEF = Address(name="部長", addr="chief@inside.example")

_log = logging.getLogger(__name__)

pytestmark = pytest.mark.skipif(
    not CORPORA.is_dir(), reason=f"the shared corpora are not at {CORPORA}"
)


@pytest.fixture
def room(practice_office: Office, soak: bool) -> Iterator[Room]:
    """A room whose mailbox holds real mails."""
    practice_office.join("a", "田中", "--journal", "local")
    every = sorted(CORPORA.rglob("*.eml"))
    for path in every if soak else every[:: max(1, len(every) // SOME)]:
        practice_office.server.deliver(practice_office.user, path.read_bytes(), "INBOX")
    assert run("sync", "--profile", "a").code == 0
    with Room.open(profiles.load("a"), clock=SystemClock()) as opened:
        yield opened


@pytest.mark.timeout(1200)
def test_what_leaves_for_every_mail_is_ours_and_whole(room: Room):
    composer = Composer(room._parts)
    kinds = ["reply", "reply all", "forward", "inside", "formatted", "quoted as HTML", "no address"]
    counts = dict.fromkeys(kinds, 0)
    for place in _mails(room):
        original = parse_mail(room.reads.source(place.facts.key))
        for kind in (ReplyKind.REPLY, ReplyKind.REPLY_ALL):
            try:
                sent = composer.reply(_reply(place, kind), ())
            except BadInput:  # nobody to answer, or an address that no server takes
                counts["no address"] += 1
                continue
            _check_reply(parse_mail(sent.raw), place, original)
            counts[kind.value.replace("_", " ")] += 1
            if kind is ReplyKind.REPLY:
                counts["formatted"] += 1
                counts["quoted as HTML"] += _check_formatted(composer, room, place)
        forward = composer.reply(_reply(place, ReplyKind.FORWARD, to=(CHIEF,)), ())
        _check_forward(parse_mail(forward.raw), room.reads.source(place.facts.key))
        counts["forward"] += 1
        _check_inside(composer, place, room.reads.source(place.facts.key))
        counts["inside"] += 1
    _log.info("%s", counts)
    assert counts["forward"] == counts["inside"] > 0


def _mails(room: Room) -> list[MailPlace]:
    found = []
    for case in room.reads.case_ids(CaseQuery(view=View.ALL)):
        found += [item.mail for item in room.reads.timeline(case) if item.mail is not None]
    return [one for one in found if one.facts.direction is Direction.INBOUND]


def _reply(place: MailPlace, kind: ReplyKind, to: tuple[Address, ...] = ()) -> Reply:
    return Reply(case=place.case, kind=kind, to=to, text=TEXT, answers=place.facts.key)


def _check_head(mail: ParsedMail) -> None:
    names = set(mail.headers)
    assert names <= set(OURS.split())
    assert all(len(mail.headers.all_raw(name)) == 1 for name in names)
    for _name, addr in (*mail.from_, *mail.to, *mail.cc):
        assert not set(addr) & set("\r\n\0 ")


def _check_reply(mail: ParsedMail, place: MailPlace, original: ParsedMail) -> None:
    _check_head(mail)
    assert mail.text.strip() == TEXT.strip()
    assert mail.attachments == ()
    if place.facts.message_id and place.facts.message_id.isascii():
        assert mail.in_reply_to == (place.facts.message_id,)
    expected = original.reply_to or original.from_
    if expected and expected[0][1]:
        assert mail.to[0][1].lower() == expected[0][1].lower()


def _check_formatted(composer: Composer, room: Room, place: MailPlace) -> bool:
    """Check a formatted reply; return whether the mail is quoted as its writer formatted it."""
    body = room.reads.body(place.facts.key)
    assert body is not None
    quote = f"{place.facts.sender.addr}:\n" + "\n".join(
        f"> {line}".rstrip() for line in body.text.strip().splitlines()
    )
    text = f"{rich.plain(HTML)}\n\n{quote}\n"
    sent = composer.reply(
        replace(_reply(place, ReplyKind.REPLY), text=text, html=HTML, inline=(PICTURE,)), (), (PNG,)
    )
    mail = parse_mail(sent.raw)
    _check_head(mail)
    assert (mail.defects, len(mail.attachments)) == ((), 1)
    assert (mail.attachments[0].content_id, mail.attachments[0].content) == (PICTURE.cid, PNG)
    assert _visible(mail.text) == _visible(text)
    said = rich.clean(mail.html)
    assert said.startswith(HTML + rich.EMPTY_LINE)
    assert rich.pictures(said) == (PICTURE.cid,)
    assert re.findall(r'<[^<>]*src="([^"]*)"', mail.html) == [f"cid:{PICTURE.cid}"]  # loads nothing
    below = said.removeprefix(HTML)
    if body.rich is None:
        assert _letters(rich.plain(below)) == _letters(quote)
    return any(tag in below for tag in ("<b>", "<i>", "<u>", "<a ", "<ul>", "<ol>"))


def _letters(text: str) -> str:
    """Return a quote without its marks and blanks, which HTML shows in its own way."""
    return re.sub(r"[>\s\x00-\x1f\x7f-\x9f\ufffc]+", "", text)


def _visible(text: str) -> list[str]:
    """Return a text as its reader sees it: blanks at the end of a line are not."""
    return [line.rstrip() for line in text.strip().split("\n")]


def _check_forward(mail: ParsedMail, original: bytes) -> None:
    _check_head(mail)
    assert mail.text.strip() == TEXT.strip()
    assert mail.to == ((CHIEF.name, CHIEF.addr),)
    assert mail.in_reply_to == ()
    _check_original(mail, original)


def _check_inside(composer: Composer, place: MailPlace, original: bytes) -> None:
    customer = place.facts.sender.addr
    letter = Letter(
        subject=f"【エスカレーション】{place.facts.subject}",
        text=TEXT,
        html="",
        automatic=False,
        system=False,
    )
    sent = composer.internal(
        ESCALATION, Step(escalation=ESCALATION, name="request", attempt=1), CHIEF, letter,
        customer=customer, anchor=place.facts.key, original=original, answers=(),
    )  # fmt: skip
    mail = parse_mail(sent.raw)
    _check_head(mail)
    head = sent.raw.split(b"\r\n\r\n", 1)[0].lower()
    assert not customer or customer.encode() not in head
    assert not customer or customer not in mail.subject.lower()
    _check_original(mail, original)


def _check_original(mail: ParsedMail, original: bytes) -> None:
    """The mail itself goes along, byte for byte but for its line ends."""
    [attached] = mail.attachments
    assert _lines(attached.content) == _lines(original)


def _lines(raw: bytes) -> list[bytes]:
    return raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").rstrip(b"\n").split(b"\n")

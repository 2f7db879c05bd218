"""A formatted reply with a picture in it, from the words to the server and back (S53, S19)."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from mailroom.clock import SystemClock
from mailroom.domain.drafts import DraftTab, InlineFile, ReplyKind
from mailroom.domain.events import NoteAdded
from mailroom.domain.people import Address
from mailroom.domain.query import CaseQuery, View
from mailroom.errors import BadInput
from mailroom.ids import MailKey
from mailroom.mail.reading.parse import ParsedMail, parse_mail
from mailroom.practice.smtp import SmtpSink
from mailroom.service import profiles, rich
from mailroom.service.outgoing.replies import Reply
from mailroom.service.room import Room
from tests.e2e.office import Office, a_mail, run
from tests.e2e.replying import CUSTOMER, reply, the_case

PNG = b"\x89PNG\r\n\x1a\n picture"
WORDS = (
    '<div>山田様</div><div><br></div><div><b>至急</b>の件、<a href="https://a.example/x">こちら</a>'
    'です。</div><ul><li>一</li><li>二</li></ul><div><img src="cid:1@here" alt="画面.png"></div>'
)
PLAIN = "山田様\n\n至急の件、こちら <https://a.example/x>です。\n・一\n・二\n［画像: 画面.png］"


@pytest.fixture
def picture(tmp_path: Path) -> InlineFile:
    path = tmp_path / "pasted.png"
    path.write_bytes(PNG)
    return InlineFile(cid="1@here", name="画面.png", path=str(path))


def sent(room: Room, sink: SmtpSink, **fields: object) -> ParsedMail:
    id_ = reply(room, **fields)  # type: ignore[arg-type]
    assert room.wait_sent(id_, 10)
    return parse_mail(sink.received[-1].raw)


def test_S53_a_formatted_reply_arrives_in_both_forms_and_shows_in_the_timeline(
    room: Room, sink: SmtpSink, picture: InlineFile
) -> None:
    unused = InlineFile(cid="2@here", name="other.png", path=picture.path)
    mail = sent(room, sink, text="", html=WORDS, inline=(picture, unused))
    assert mail.defects == ()
    assert mail.text == PLAIN
    assert rich.clean(mail.html) == WORDS
    assert [(one.filename, one.content_id, one.content) for one in mail.attachments] == [
        ("画面.png", "1@here", PNG)
    ]
    room.sync_once()
    items = room.reads.timeline(the_case(room).row.case.id)
    [ours] = [item.mail for item in items if item.mail and "Re:" in item.mail.facts.subject]
    body = room.reads.body(ours.facts.key)
    assert body is not None
    assert body.rich is not None
    assert "<b>至急</b>" in body.rich.pages[0]
    assert "cid:1@here" in body.rich.pages[0]
    assert room.files.inline_pictures(ours.facts.key) == {"1@here": PNG}


def test_S53_text_and_html_that_differ_do_not_leave(room: Room, sink: SmtpSink) -> None:
    """Whoever approves a mail, or looks for risks in it, reads the text."""
    with pytest.raises(BadInput):
        reply(room, text="はい", html="<div><b>いいえ</b></div>")
    assert sink.received == []


def test_S53_a_picture_that_is_gone_keeps_the_mail_and_its_draft(
    room: Room, sink: SmtpSink, picture: InlineFile
) -> None:
    Path(picture.path).unlink()
    with pytest.raises(BadInput) as refused:
        reply(room, text="", html=WORDS, inline=(picture,))
    assert (refused.value.field, refused.value.value) == ("file", picture.path)
    assert sink.received == []
    assert "画面.png" in sent(room, sink, text="", html=WORDS).text  # its name stands for it


def test_S53_a_formatted_mail_taken_back_is_the_draft_it_was(
    room: Room, picture: InlineFile
) -> None:
    id_ = reply(room, text="", html=WORDS, inline=(picture,), undo_seconds=60)
    draft = room.outbox.cancel(id_)
    assert (draft.html, draft.inline) == (WORDS, (picture,))
    again = room.drafts.load(draft.case, DraftTab.REPLY)
    assert again is not None
    assert (again.html, again.inline) == (WORDS, (picture,))


def test_N12_a_formatted_mail_made_a_note_says_its_words(room: Room, picture: InlineFile) -> None:
    id_ = reply(room, text="", html=WORDS, inline=(picture,), undo_seconds=60)
    room.outbox.as_note(id_)
    notes = [
        item.event.body.text
        for item in room.reads.timeline(the_case(room).row.case.id)
        if item.event is not None and isinstance(item.event.body, NoteAdded)
    ]
    assert notes == [PLAIN]


def _html_mail(office: Office) -> EmailMessage:
    mail = a_mail("formatted", sender=CUSTOMER, to=office.address, text="x")
    mail.set_content("お願い\n\n・大至急です\n")
    mail.add_alternative(
        "<p>お願い</p><ul><li><b>大至急</b>です<img src='https://evil.example/t.gif'></ul>"
        "<div class=gmail_quote><blockquote>older</blockquote></div>",
        subtype="html",
    )
    return mail


@pytest.fixture
def formatted(practice_office: Office) -> Room:
    """A desk whose customer wrote HTML."""
    practice_office.join("a", "田中", "--journal", "local")
    practice_office.server.deliver(practice_office.user, _html_mail(practice_office).as_bytes())
    assert run("sync", "--profile", "a").code == 0
    with Room.open(profiles.load("a"), clock=SystemClock()) as opened:
        yield opened


def _quote(room: Room) -> tuple[MailKey, str]:
    case = room.reads.case_ids(CaseQuery(view=View.ALL))[0]
    key = next(item.mail.facts.key for item in room.reads.timeline(case) if item.mail)
    body = room.reads.body(key)
    assert body is not None
    lines = "\n".join(f"> {line}".rstrip() for line in body.text.strip().splitlines())
    return key, f"2026/11/23 9:00 {CUSTOMER}:\n{lines}"


@pytest.mark.parametrize(
    ("edited", "expected"),
    [
        (False, "<blockquote><div>お願い</div><ul><li><b>大至急</b>です</li></ul></blockquote>"),
        (
            True,
            "<blockquote><div>お願い</div><div><br></div><div>・大至急です！</div></blockquote>",
        ),
    ],
)
def test_S53_the_quote_below_is_formatted_as_its_writer_did_unless_it_was_changed(
    formatted: Room, sink: SmtpSink, edited: bool, expected: str
) -> None:
    key, quote = _quote(formatted)
    quote += "！" if edited else ""
    text = f"{PLAIN}\n\n{quote}\n"
    mail = sent(formatted, sink, text=text, html=WORDS, answers=key)
    assert mail.text == text.rstrip("\n")
    words = WORDS.replace('<img src="cid:1@here" alt="画面.png">', "［画像: 画面.png］")
    head = f"<div><br></div><div>2026/11/23 9:00 {CUSTOMER}:</div>"
    assert rich.clean(mail.html) == words + head + expected


def test_S53_a_formatted_forward_carries_the_words_and_the_mail_itself(
    formatted: Room, sink: SmtpSink, picture: InlineFile
) -> None:
    key, _ = _quote(formatted)
    to = (Address(addr="other@example.com"),)
    fields = {"text": "", "html": WORDS, "inline": (picture,), "answers": key}
    mail = sent(formatted, sink, kind=ReplyKind.FORWARD, to=to, **fields)
    assert rich.clean(mail.html) == WORDS
    assert [one.filename for one in mail.attachments] == ["画面.png", "original.eml"]


def test_a_reply_knows_which_pictures_stand_in_it(picture: InlineFile) -> None:
    mail = Reply(case="c", text="", html=WORDS, inline=(picture,))  # type: ignore[arg-type]
    assert mail.pictures == (picture,)
    assert Reply(case="c", text="x", inline=(picture,)).pictures == ()  # type: ignore[arg-type]


def test_a_script_sends_a_formatted_reply_with_the_pictures_beside_it(
    room: Room, practice_office: Office, sink: SmtpSink, tmp_path: Path
) -> None:
    number = str(the_case(room).row.case.number)
    (tmp_path / "図 1.png").write_bytes(PNG)
    page = tmp_path / "reply.html"
    page.write_text(
        "<p>見て<b>ください</b><p><img src='%E5%9B%B3%201.png'><img src='http://e.example/x.gif'>",
        encoding="utf-8",
    )
    ran = run("do", "--profile", "a", "reply", number, "--html", str(page))
    assert (ran.code, ran.err) == (0, "")
    mail = parse_mail(sink.received[-1].raw)
    assert mail.text == "見てください\n\n［画像: 図 1.png］"
    assert [(one.filename, one.content) for one in mail.attachments] == [("図 1.png", PNG)]
    page.write_text("<img src=gone.png>", encoding="utf-8")
    ran = run("do", "--profile", "a", "reply", number, "--html", str(page))
    assert ran.code == 2
    assert "gone.png" in ran.err
    page.write_text("<p></p>", encoding="utf-8")
    assert run("do", "--profile", "a", "reply", number, "--html", str(page)).code == 2
    assert len(sink.received) == 1

"""Pictures of mails that are hard to read: garbled, an invitation, and what it is read as."""

from __future__ import annotations

from mailroom.domain.query import CaseQuery, View
from mailroom.practice.day import PracticeDay
from ui.dialogs.rescue import RescueDialog
from ui.shots.stage import Scene, Stage

_TO = "support@hinata-shoji.example"
_GARBLED = "納品書の再発行のお願い"
_INVITE = "12月の定例打合せのご案内"
_WORDS = (
    "いつもお世話になっております。松本商店の松本です。\r\n"
    "先日の納品書を紛失してしまいました。お手数ですが、再発行をお願いできますでしょうか。\r\n"
)
_CALENDAR = """BEGIN:VCALENDAR\r
METHOD:REQUEST\r
BEGIN:VEVENT\r
SUMMARY:12月の定例打合せ\r
LOCATION:本社 3階 会議室B\r
ORGANIZER;CN=森田 由美:mailto:morita@morita-bussan.example\r
ATTENDEE;CN=ひなた商事 サポート:mailto:support@hinata-shoji.example\r
ATTENDEE;CN=小林 大輔:mailto:kobayashi@kobayashi-koumuten.example\r
DTSTART;TZID=Tokyo Standard Time:20261208T140000\r
DTEND;TZID=Tokyo Standard Time:20261208T153000\r
SEQUENCE:1\r
END:VEVENT\r
END:VCALENDAR\r
"""


def bring_hard_mails(day: PracticeDay) -> None:
    """Let mails come that are hard to read."""
    twice = _WORDS.encode("utf-8").decode("latin-1").encode("utf-8")
    day.server.deliver(day.day.address, _head(_GARBLED, "松本 <m@matsumoto.example>") + twice)
    invite = _head(_INVITE, "森田 <morita@morita-bussan.example>", "text/calendar; method=REQUEST")
    day.server.deliver(day.day.address, invite + _CALENDAR.encode())
    day.sync()


def _head(subject: str, sender: str, kind: str = "text/plain") -> bytes:
    return (
        f"From: {sender}\r\nTo: {_TO}\r\nSubject: {subject}\r\n"
        f"Message-ID: <{len(subject)}-hard@mail.example>\r\n"
        "Date: Tue, 24 Nov 2026 10:45:00 +0900\r\nMIME-Version: 1.0\r\n"
        f"Content-Type: {kind}; charset=utf-8\r\n\r\n"
    ).encode()


def _open(stage: Stage, subject: str) -> bool:
    reads = stage.session.room.reads
    rows = reads.rows(reads.case_ids(CaseQuery(view=View.ALL)))
    shown = stage.show(next((row.case.id for row in rows if row.case.subject == subject), None))
    stage.settle()
    return shown


def _shown(subject: str) -> Scene:
    return lambda stage: _open(stage, subject)


def _mending(stage: Stage) -> bool:
    if not _open(stage, _GARBLED):
        return False
    card = stage.window.case.timeline.cards()[-1]
    stage.session.mend_asked.emit(card.place.facts.key)
    stage.settle()
    return bool(stage.window.findChildren(RescueDialog))


READING: tuple[tuple[str, Scene], ...] = (
    ("mail-garbled", _shown(_GARBLED)),
    ("mail-garbled-mending", _mending),
    ("mail-invitation", _shown(_INVITE)),
)

"""Mail that is hard to read, in the window: what stands above it, and mending it (N17, N30)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mailroom.domain.query import CaseQuery
from mailroom.service.intake import reading
from mailroom.service.intake.one_mail import Task, Words, read_by_force
from tests.guards import ExpectLog
from tests.ui.conftest import Windows
from tests.ui.desk import Desk, desk
from ui.dialogs.rescue import RescueDialog
from ui.main_window import MainWindow
from ui.views.case.cards import MailCard
from ui.views.mail.trouble_lines import CharsetLine, InviteBox, UnreadableLine

WORDS = "お世話になっております。返品の件です。"


@pytest.fixture
def made(tmp_path) -> Iterator[Desk]:
    with desk(tmp_path) as made:
        made.sync()
        yield made


def deliver(made: Desk, subject: str, body: bytes, kind: str = "text/plain") -> None:
    head = (
        f"From: m@shop.example\r\nTo: {made.day.address}\r\nSubject: {subject}\r\n"
        f"Message-ID: <{len(subject)}{kind[-5:-2]}@shop.example>\r\n"
        "Date: Tue, 24 Nov 2026 10:45:00 +0900\r\n"
        f"Content-Type: {kind}; charset=utf-8\r\n\r\n"
    )
    made.server.deliver(made.day.address, head.encode() + body)
    made.room.sync_once()


def card_of(window: MainWindow, windows: Windows, made: Desk, subject: str) -> MailCard:
    [case] = made.room.reads.case_ids(CaseQuery(text=subject))
    window.show_case(case)
    windows.settle(window)
    return window.case.timeline.cards()[-1]


def shown(card: MailCard) -> str:
    assert card.words is not None
    return "\n".join(view.toPlainText() for view in card.words.views)


def test_N30_two_keys_mend_garbled_text(windows: Windows, made: Desk, qtbot: QtBot) -> None:
    deliver(made, "garbled-mail", WORDS.encode().decode("latin-1").encode())
    window = windows.open(made)
    card = card_of(window, windows, made, "garbled-mail")
    assert card.findChildren(CharsetLine)  # offered by itself
    assert WORDS not in shown(card)
    QTest.keyClick(window.case.timeline, Qt.Key.Key_Y)
    qtbot.waitUntil(lambda: bool(window.findChildren(RescueDialog)))  # letters wait for silence
    windows.settle(window)
    [dialog] = window.findChildren(RescueDialog)
    assert WORDS in dialog.words.text()  # the likely reading is marked, and shown
    QTest.keyClick(dialog.list.line, Qt.Key.Key_Return)
    windows.settle(window)
    card = window.case.timeline.cards()[-1]
    assert WORDS in shown(card)
    [line] = card.findChildren(CharsetLine)
    assert "として表示しています" in line.said.text()


def test_N30_other_readings_show_how_they_would_look(windows: Windows, made: Desk) -> None:
    deliver(made, "garbled-mail", WORDS.encode().decode("latin-1").encode())
    window = windows.open(made)
    card = card_of(window, windows, made, "garbled-mail")
    card.findChildren(CharsetLine)[0].mend.click()
    windows.settle(window)
    [dialog] = window.findChildren(RescueDialog)
    first = dialog.words.text()
    QTest.keyClick(dialog.list.line, Qt.Key.Key_Down)
    assert dialog.words.text() != first
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    windows.settle(window)
    assert made.room.rescue.chosen(card.place.facts.key) == ""


def test_an_invitation_says_what_when_where_and_who(windows: Windows, made: Desk) -> None:
    calendar = (
        "BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nBEGIN:VEVENT\r\nSUMMARY:打合せ\r\nLOCATION:会議室\r\n"
        "DTSTART:20261208T050000Z\r\nDTEND:20261208T063000Z\r\n"
        "ORGANIZER;CN=森田:mailto:m@shop.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    deliver(made, "invite-mail", calendar.encode(), "text/calendar; method=CANCEL")
    window = windows.open(made)
    card = card_of(window, windows, made, "invite-mail")
    [box] = card.findChildren(InviteBox)
    said = box.accessibleName()
    assert "取り消し" in said
    assert all(word in said for word in ("打合せ", "会議室", "森田", "2026-12-08", "14:00–15:30"))


def test_N17_an_unreadable_mail_is_shown_as_it_came_and_tried_again(
    windows: Windows, made: Desk, monkeypatch: pytest.MonkeyPatch, expect_log: ExpectLog
) -> None:
    expect_log("is unreadable")

    def fails(task: Task) -> Words:
        return replace(read_by_force(task, "RecursionError"))

    with monkeypatch.context() as older:
        older.setattr(reading, "SECONDS_TO_START", 0.0)
        older.setattr(reading, "read", fails)
        deliver(made, "unreadable-mail", WORDS.encode())
    window = windows.open(made)
    window.window_acts.reading.unreadable()
    windows.settle(window)
    dialog = next(one for one in window.children() if type(one).__name__ == "UnreadableDialog")
    QTest.keyClick(dialog.list.line, Qt.Key.Key_Return)  # the list leads to the case
    windows.settle(window)
    card = window.case.timeline.cards()[-1]
    [line] = card.findChildren(UnreadableLine)
    assert "Subject: unreadable-mail" in shown(card)
    line.again.click()
    windows.settle(window)
    card = window.case.timeline.cards()[-1]
    assert card.findChildren(UnreadableLine) == []
    assert shown(card).strip() == WORDS

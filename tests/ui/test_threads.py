"""Why a mail lies in its case, seen and put right in the window; customers in forwarded mail."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mailroom.domain.mails import JoinReason, MailPlace
from mailroom.domain.query import CaseQuery, View
from mailroom.ids import CaseId
from tests.ui.conftest import Windows
from tests.ui.desk import Desk, desk
from ui.actions import Do
from ui.dialogs.merge import MergeDialog
from ui.dialogs.other_case import OtherCasePicker
from ui.dialogs.why import WhyDialog
from ui.inputs import PlainButton
from ui.main_window import MainWindow

CUSTOMER = "山本 花子 <hanako@yamamoto.example>"


def letter(
    made: Desk,
    number: int,
    subject: str,
    *,
    sender: str = CUSTOMER,
    to: str = "",
    answers: int | None = None,
    text: str = "よろしくお願いします。",
    folder: str = "INBOX",
    **fields: str,
) -> None:
    """Let a mail come in now."""
    mail = EmailMessage()
    now: datetime = made.clock.now()
    mail["From"], mail["To"] = sender, to or made.day.address
    mail["Subject"], mail["Date"] = subject, format_datetime(now)
    mail["Message-ID"] = f"<{number}@yamamoto.example>"
    if answers is not None:
        mail["In-Reply-To"] = f"<{answers}@yamamoto.example>"
    for name, value in fields.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text, charset="utf-8")
    made.server.deliver(made.day.address, mail.as_bytes(), folder=folder, when=now)
    made.clock.move(timedelta(minutes=1))
    made.sync()


def place(made: Desk, number: int) -> MailPlace:
    """Return where a mail lies."""
    wanted = f"<{number}@yamamoto.example>"
    for case in made.room.reads.case_ids(CaseQuery(view=View.ALL)):
        for item in made.room.reads.timeline(case):
            if item.mail is not None and item.mail.facts.message_id == wanted:
                return item.mail
    raise AssertionError(number)


def case_of(made: Desk, number: int) -> CaseId:
    return place(made, number).case


def said(widget: object) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))  # type: ignore[attr-defined]


@pytest.fixture
def empty_desk(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path) as made:
        yield made


@pytest.fixture
def window(windows: Windows, empty_desk: Desk) -> MainWindow:
    letter(empty_desk, 1, "見積のお願い")
    letter(empty_desk, 2, "Re: 見積のお願い", answers=1)
    letter(empty_desk, 3, "納期の件")
    return windows.open(empty_desk)


def open_why(window: MainWindow, windows: Windows, made: Desk, number: int) -> WhyDialog:
    window.show_case(case_of(made, number))
    windows.settle(window)
    window.window_acts.threads.why(place(made, number).facts.key)
    windows.settle(window)
    return window.findChild(WhyDialog)


def test_N18_the_inspector_says_why_with_the_header_and_the_mail_it_points_to(
    window: MainWindow, windows: Windows, empty_desk: Desk
) -> None:
    window.show_case(case_of(empty_desk, 2))
    windows.settle(window)
    words = said(window.inspector)
    assert "なぜこの案件に?" in words
    assert "山本 花子" in words
    assert "「見積のお願い」への返信です" in words
    assert "In-Reply-To: <1@yamamoto.example>" in words


def test_N18_one_key_splits_a_mail_off_and_its_answers_follow_it(
    window: MainWindow, windows: Windows, empty_desk: Desk
) -> None:
    dialog = open_why(window, windows, empty_desk, 2)
    QTest.keyClicks(dialog, "S")
    windows.settle(window)
    empty_desk.sync()
    assert case_of(empty_desk, 2) != case_of(empty_desk, 1)
    letter(empty_desk, 4, "Re: 見積のお願い", answers=2)  # rule 26: the correction is remembered
    letter(empty_desk, 5, "Re: 見積のお願い", answers=1)
    assert case_of(empty_desk, 4) == case_of(empty_desk, 2)
    assert case_of(empty_desk, 5) == case_of(empty_desk, 1)
    colleague = empty_desk.colleague.reads
    assert colleague.detail(case_of(empty_desk, 4)).row.case.mail_count == 2


def test_N18_a_mail_moves_to_a_case_found_by_its_words(
    window: MainWindow, windows: Windows, empty_desk: Desk
) -> None:
    dialog = open_why(window, windows, empty_desk, 2)
    QTest.keyClicks(dialog, "M")
    windows.settle(window)
    picker = window.findChild(OtherCasePicker)
    picker.list.line.setText("納期")
    windows.settle(window)
    found = picker.list.current()
    assert found is not None
    assert found.key == case_of(empty_desk, 3)
    picker.list.picked.emit(found.key)
    windows.settle(window)
    empty_desk.sync()
    assert case_of(empty_desk, 2) == case_of(empty_desk, 3)
    assert place(empty_desk, 2).reason is JoinReason.MOVED
    again = open_why(window, windows, empty_desk, 2)
    words = said(again)
    assert "への返信です" in words
    assert "手でここに移されました。(田中さん)" in words
    assert "見積のお願い" in "\n".join(button.text() for button in again.choices)


def test_N18_a_digit_takes_the_alternative(
    window: MainWindow, windows: Windows, empty_desk: Desk
) -> None:
    letter(empty_desk, 6, "納期の件")  # by subject alone: never joined, only offered (rule 25)
    assert case_of(empty_desk, 6) != case_of(empty_desk, 3)
    dialog = open_why(window, windows, empty_desk, 6)
    assert "納期の件" in dialog.choices[0].text()
    QTest.keyClicks(dialog, "1")
    windows.settle(window)
    empty_desk.sync()
    assert case_of(empty_desk, 6) == case_of(empty_desk, 3)


def test_N19_merge_split_and_move_are_undone_from_the_timeline(
    window: MainWindow, windows: Windows, empty_desk: Desk
) -> None:
    one, other = case_of(empty_desk, 1), case_of(empty_desk, 3)
    window.window_acts.threads.merge((one, other))
    windows.settle(window)
    dialog = window.findChild(MergeDialog)
    assert "納期の件" in said(dialog)
    dialog.stays.choose(other)
    dialog.confirm()
    windows.settle(window)
    empty_desk.sync()
    assert case_of(empty_desk, 1) == case_of(empty_desk, 2) == other
    items = empty_desk.room.reads.timeline(other)
    merged = next(item for item in items if window.event_acts.may_part_again(item))
    window.event_acts.part_again(merged)
    windows.settle(window)
    empty_desk.sync()
    assert case_of(empty_desk, 1) == one
    assert case_of(empty_desk, 3) == other
    window.window_acts.threads.split_off(place(empty_desk, 2))
    windows.settle(window)
    empty_desk.sync()
    assert case_of(empty_desk, 2) != one
    window.actions_by_name[Do.UNDO].trigger()
    windows.settle(window)
    empty_desk.sync()
    assert case_of(empty_desk, 2) == one


def test_similar_cases_are_offered_joined_with_one_key_or_waved_away(
    window: MainWindow, windows: Windows, empty_desk: Desk
) -> None:
    letter(empty_desk, 6, "納期の件")
    letter(empty_desk, 7, "納期の件", sender="別人 <x@other.example>")
    case = case_of(empty_desk, 6)
    window.show_case(case)
    windows.settle(window)
    assert "似た案件" in said(window.inspector)
    buttons = [one.text() for one in window.inspector.findChildren(PlainButton)]
    assert sum("納期の件" in one for one in buttons) == 1  # another person's is not alike
    window.inspector.threads.unlike_asked.emit(case, case_of(empty_desk, 3))
    windows.settle(window)
    assert empty_desk.room.threads.alike(case) == ()
    assert empty_desk.colleague.threads.alike(case)  # only here


def test_N15_the_timeline_tells_an_answer_from_elsewhere(
    window: MainWindow, windows: Windows, empty_desk: Desk
) -> None:
    letter(
        empty_desk,
        8,
        "Re: 見積のお願い",
        sender=empty_desk.day.address,
        to=CUSTOMER,
        answers=2,
        folder="Sent",
        Sender="suzuki@practice.example",
    )
    case = case_of(empty_desk, 8)
    assert case == case_of(empty_desk, 1)
    detail = empty_desk.room.reads.detail(case)
    assert detail.row.case.answered_outside
    assert detail.row.case.waiting_since is None
    window.show_case(case)
    windows.settle(window)
    cards = window.case.timeline.cards()
    assert len(cards) == 3
    assert "Mailroom の外から返信" in said(cards[-1])
    assert "suzuki@practice.example" in said(cards[-1])


def test_a_reply_to_a_mail_that_a_colleague_passed_on_goes_to_the_customer(
    window: MainWindow, windows: Windows, empty_desk: Desk, qtbot: QtBot
) -> None:
    domain = empty_desk.day.address.partition("@")[2]
    text = (
        "対応をお願いします。\n\n________________________________\n"
        f"差出人: {CUSTOMER}\n送信日時: 2026年11月24日 9:00\n宛先: 営業\n件名: 返品したい\n\n"
        "返品します。"
    )
    letter(empty_desk, 9, "FW: 返品したい", sender=f"営業 鈴木 <eigyo@{domain}>", text=text)
    case = case_of(empty_desk, 9)
    detail = empty_desk.room.reads.detail(case)
    assert detail.contact.addr == "hanako@yamamoto.example"
    window.show_case(case)
    windows.settle(window)
    [card] = window.case.timeline.cards()
    assert "営業 鈴木" in said(card)
    assert any("返品します" in view.toPlainText() for view in card.words.views)  # not folded
    window.actions_by_name[Do.REPLY].trigger()
    windows.settle(window)
    assert [one.addr for one in window.composer.reply.recipients.to()] == [
        "hanako@yamamoto.example"
    ]


def test_the_customer_inside_an_outsiders_mail_is_only_offered(
    window: MainWindow, windows: Windows, empty_desk: Desk
) -> None:
    text = (
        f"---------- Forwarded message ---------\nFrom: {CUSTOMER}\n"
        "Date: 2026/11/24\nSubject: 返品\nTo: 店\n\n返品します。"
    )
    letter(empty_desk, 9, "Fwd: 返品", sender="店 <mise@shop.example>", text=text)
    case = case_of(empty_desk, 9)
    assert empty_desk.room.reads.detail(case).contact.addr == "mise@shop.example"
    window.show_case(case)
    windows.settle(window)
    [card] = window.case.timeline.cards()
    button = next(one for one in card.findChildren(PlainButton) if "返信" in one.text())
    button.click()
    windows.settle(window)
    assert [one.addr for one in window.composer.reply.recipients.to()] == [
        "hanako@yamamoto.example"
    ]

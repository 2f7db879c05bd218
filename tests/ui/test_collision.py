"""Two people type into one case (N11, S54): two rooms with their threads, two windows, one mailbox.

Nobody moves the rooms here: what one types, the other sees because the mailbox says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mailroom.domain.commands import SetMember
from mailroom.domain.drafts import DraftTab
from mailroom.domain.people import Role
from mailroom.domain.query import CaseQuery, View
from mailroom.ids import CaseId
from mailroom.service import profiles
from mailroom.service.room import Room
from tests.e2e.office import Office
from tests.fakes.servers import MailServer
from tests.fakes.skipping_clock import SkippingClock
from tests.ui.conftest import Windows
from ui.dialogs.take_over import TakeOverDialog
from ui.main_window import MainWindow
from ui.models.lock_view import Hold
from ui.notice_bar import NoticeBar

pytestmark = pytest.mark.timeout(120)
CUSTOMER = "山田太郎 <yamada@shop.example>"


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody at their PC."""

    room: Room
    clock: SkippingClock
    before_closing: list[Callable[[], None]] = field(default_factory=list)


class Two:
    """田中 and 佐藤, who both lead, each before a window with the same case."""

    def __init__(self, office: Office, tanaka: MainWindow, sato: MainWindow, case: CaseId) -> None:
        self.office, self.tanaka, self.sato, self.case = office, tanaka, sato, case


@pytest.fixture
def clock() -> SkippingClock:
    return SkippingClock()


@pytest.fixture
def mailroom_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = home / "mailroom"
    monkeypatch.setenv("MAILROOM_HOME", str(folder))
    return folder


@pytest.fixture
def two(
    practice_server: MailServer,
    mailroom_home: Path,
    monkeypatch: pytest.MonkeyPatch,
    clock: SkippingClock,
    windows: Windows,
) -> Iterator[Two]:
    yield from _two(practice_server, monkeypatch, clock, windows)


@pytest.fixture
def anywhere(
    mail_server: MailServer,
    mailroom_home: Path,
    monkeypatch: pytest.MonkeyPatch,
    clock: SkippingClock,
    windows: Windows,
) -> Iterator[Two]:
    """The same on the practice server, and on Dovecot."""
    yield from _two(mail_server, monkeypatch, clock, windows)


def _two(
    mail_server: MailServer,
    monkeypatch: pytest.MonkeyPatch,
    clock: SkippingClock,
    windows: Windows,
) -> Iterator[Two]:
    office = Office(mail_server)
    monkeypatch.setenv("MAILROOM_PASSWORD", office.password)
    office.join("tanaka", "田中 太郎")
    office.join("sato", "佐藤 健一")
    office.write("返品について", sender=CUSTOMER, text="返品できますか。")
    with (
        Room.open(profiles.load("tanaka"), clock=clock) as first,
        Room.open(profiles.load("sato"), clock=clock) as second,
    ):
        for room in (first, second):
            room.sync_once()
        for row in first.reads.members():  # either may win, either may take over with a reason
            if row.member.role is not Role.LEAD:
                first.do(SetMember(member=replace(row.member, role=Role.LEAD)))
        for room in (first, second):
            room.sync_once()
            room.start()
        [case] = first.reads.case_ids(CaseQuery(view=View.ALL))
        shown = []
        for room in (first, second):
            window = windows.open(Person(room=room, clock=clock))
            window.sidebar.choose_view(View.ALL)
            windows.settle(window)
            window.show_case(case)
            windows.settle(window)
            window.composer.open_reply(case)
            shown.append(window)
        yield Two(office, shown[0], shown[1], case)
        windows.close()
    office.close()


def holds(window: MainWindow, hold: Hold) -> Callable[[], bool]:
    return lambda: window.composer.keeper.view.hold is hold


def press(bar: NoticeBar, words: str) -> None:
    next(button for button in bar.buttons() if button.text() == words).click()


def written(window: MainWindow) -> str:
    return window.composer.reply.body.toPlainText()


def room_of(window: MainWindow) -> Room:
    return window._session.room


def race(two: Two, qtbot: QtBot) -> tuple[MainWindow, MainWindow]:
    """Let both type at once; return who holds the case, and who came second."""
    tanaka, sato = two.tanaka.composer, two.sato.composer
    for window in (two.tanaka, two.sato):
        assert room_of(window).reads.detail(two.case).row.holder is None  # looking takes nothing
    for composer, key in ((sato, "s"), (tanaka, "t")):
        qtbot.keyClicks(composer.reply.body, key * 3)
    qtbot.waitUntil(
        lambda: {tanaka.keeper.view.hold, sato.keeper.view.hold} == {Hold.MINE, Hold.OTHERS},
        timeout=20_000,
    )
    sato_first = sato.keeper.view.hold is Hold.MINE
    return (two.sato, two.tanaka) if sato_first else (two.tanaka, two.sato)


def test_N11_two_type_at_once_one_holds_the_other_is_told_and_nothing_is_lost(
    anywhere: Two, qtbot: QtBot, clock: SkippingClock, windows: Windows
) -> None:
    """First key, race, take-over with a reason, answer: the whole collision."""
    two = anywhere
    first, second = race(two, qtbot)
    other = "佐藤さん" if first is two.sato else "田中さん"
    bar = second.composer.bars.lock
    qtbot.waitUntil(bar.isVisible)
    assert other in bar.sentence()
    assert "先に書き始めました" in bar.sentence()
    assert not second.composer.reply_actions.send_button.isEnabled()
    second.composer.submit()  # the keys do not get past it either

    press(bar, "引き継ぐ…")
    [dialog] = second.findChildren(TakeOverDialog)
    dialog.words.setText("急ぎの案件です")
    dialog.confirm()
    qtbot.waitUntil(holds(second, Hold.MINE), timeout=20_000)
    qtbot.waitUntil(first.handover.taken.isVisible, timeout=20_000)
    assert "急ぎの案件です" in first.handover.taken.sentence()
    qtbot.waitUntil(holds(first, Hold.OTHERS), timeout=20_000)
    assert not first.composer.reply_actions.send_button.isEnabled()
    mine, theirs = ("t", "s") if second is two.tanaka else ("s", "t")
    assert mine * 3 in written(second)
    assert theirs * 3 in written(first)

    with qtbot.waitSignal(second.composer.queued):
        second.composer.submit()
    clock.ahead += timedelta(seconds=11)
    room_of(second)._wake_outbox()
    two.office.server.sink.wait_for(1)
    news = first.composer.bars.new_mail
    qtbot.waitUntil(news.isVisible, timeout=20_000)
    name = "田中さん" if second is two.tanaka else "佐藤さん"
    qtbot.waitUntil(
        lambda: (
            news.sentence() == f"書いている間に{name}がお客様に返信しました。読んでから送れます。"
        ),
        timeout=20_000,
    )
    assert theirs * 3 in written(first)  # and kept, on screen and on disk
    first.composer.leave()
    windows.settle(first)
    kept = room_of(first).drafts.load(two.case, DraftTab.REPLY)
    assert kept is not None
    assert theirs * 3 in kept.text
    assert len(two.office.server.sink.received) == 1


def test_S54_who_only_looks_sees_who_writes_and_two_answers_never_leave(
    two: Two, qtbot: QtBot, clock: SkippingClock
) -> None:
    """Both press 「送信」 in the same ten seconds: one mail leaves, the other is held and told."""
    qtbot.keyClicks(two.sato.composer.reply.body, "s")
    bar = two.tanaka.composer.bars.lock
    qtbot.waitUntil(bar.isVisible, timeout=20_000)
    assert "佐藤さん" in bar.sentence()
    assert "が返信を書いています" in bar.sentence()
    two.sato.composer.acts.discard(DraftTab.REPLY)
    qtbot.waitUntil(holds(two.tanaka, Hold.FREE), timeout=20_000)
    two.sato.composer.open_reply(two.case)
    both = (two.sato, two.tanaka)
    for window in both:
        window.composer.reply.body.insertPlainText("急いで返信します。")
    with qtbot.waitSignals([window.composer.queued for window in both]):
        for window in both:  # before either hears of the other
            window.composer.submit()
    clock.ahead += timedelta(seconds=11)
    for window in both:
        room_of(window)._wake_outbox()
    two.office.server.sink.wait_for(1)
    cards = (two.sato.send_bar.stop_card, two.tanaka.send_bar.stop_card)
    qtbot.waitUntil(lambda: any(card.isVisible() for card in cards), timeout=20_000)
    assert sum(card.isVisible() for card in cards) == 1
    assert len(two.office.server.sink.received) == 1

"""What a person sees when something is wrong: alarms, little room, a clock, steps that wait."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from mailroom.domain.people import Role
from mailroom.domain.position import Position
from mailroom.domain.query import Connection, Health, Space
from mailroom.domain.records.replica import Alarm
from mailroom.ids import PersonId
from ui.dialogs.not_applied import NotAppliedDialog
from ui.dialogs.rebuild import RebuildDialog
from ui.main_window import MainWindow
from ui.views.frame.alarm_bar import AlarmBar
from ui.views.frame.status_bar import StatusBar
from ui.wording import health_text
from ui.wording.names import Roster


def as_lead(window: MainWindow, *, lead: bool) -> None:
    """Let the window belong to a lead, or to somebody who is none."""
    session = window.alarm._session
    role = Role.LEAD if lead else Role.MEMBER
    mine = replace(session.roster.members[session.me.person], role=role)
    boss = replace(mine, id=PersonId("boss"), name="佐々木 課長", role=Role.LEAD)
    session.roster = replace(session.roster, members={mine.id: mine, boss.id: boss})


@pytest.fixture
def member(window: MainWindow) -> MainWindow:
    as_lead(window, lead=False)
    return window


@pytest.fixture
def lead(window: MainWindow) -> MainWindow:
    as_lead(window, lead=True)
    return window


ALARMS = [one for one in Alarm if one is not Alarm.NONE]


@pytest.mark.parametrize("alarm", ALARMS)
def test_a_member_reads_what_happened_and_whom_to_tell(member: MainWindow, alarm: Alarm) -> None:
    bar: AlarmBar = member.alarm
    bar.show_health(Health(alarm=alarm))
    assert bar.isVisible()
    assert "佐々木課長に知らせて" in bar.sentence() or "更新して" in bar.sentence()
    assert [button.text() for button in bar.buttons()] == ["くわしく…"]
    red = bar.property("bar") == "stop"
    assert red is alarm.read_only
    bar.show_health(Health())
    assert bar.isHidden()


@pytest.mark.parametrize("alarm", [one for one in ALARMS if one is not Alarm.UPDATE_NEEDED])
def test_a_lead_is_offered_to_rebuild(qtbot: QtBot, lead: MainWindow, alarm: Alarm) -> None:
    lead.alarm.show_health(Health(alarm=alarm))
    [button] = lead.alarm.buttons()
    assert button.text() == "記録を立て直す…"
    with qtbot.waitSignal(lead.alarm.rebuild_asked):
        button.click()
    [dialog] = lead.findChildren(RebuildDialog)
    dialog.close()


@pytest.mark.parametrize(
    ("space", "kind", "said"),
    [(Space.LOW, "info", "返信・対応の開始"), (Space.FULL, "stop", "見るだけ")],
)
def test_little_room_says_what_still_works(
    member: MainWindow, space: Space, kind: str, said: str
) -> None:
    member.alarm.show_health(Health(space=space, space_free=5_000_000))
    assert said in member.alarm.sentence()
    assert "佐々木課長" in member.alarm.sentence()
    assert member.alarm.property("bar") == kind


def test_two_pcs_that_differ_are_both_named(member: MainWindow) -> None:
    other = next(iter(member.alarm._session.roster.desks))
    member.alarm.show_health(Health(alarm=Alarm.DIVERGED, alarm_detail=f"{other} at 1.20.3"))
    assert member.alarm.sentence().startswith("このPCと「")
    assert "のPC」で、チームの記録の読み方が食い違っています" in member.alarm.sentence()


def test_an_alarm_is_told_before_little_room(member: MainWindow) -> None:
    member.alarm.show_health(Health(space=Space.LOW, alarm=Alarm.HOLE))
    assert member.alarm.sentence().startswith("チームの記録が途切れています")


@pytest.mark.parametrize(
    ("health", "said"),
    [
        (Health(), ()),
        (Health(clock_offset=119.0), ()),
        (Health(clock_offset=312.0), ("このPCの時計が 5分進んでいます",)),
        (Health(clock_offset=-3_700.0), ("このPCの時計が 1時間1分遅れています",)),
        (Health(polling=True), ("数秒おきに確認中",)),
        (Health(head=Position(2, 12_345, 3)), ("記録 12,345 まで",)),
        (
            Health(space=Space.LOW, space_free=18 * 1024 * 1024),
            ("メールボックスの空きが少なくなりました(残り 18.0 MB)",),
        ),
        (Health(space=Space.UNKNOWN), ()),
    ],
)
def test_the_line_says_what_one_should_know(
    window: MainWindow, health: Health, said: tuple[str, ...]
) -> None:
    status: StatusBar = window.status
    status.show_health(health)
    assert status.remarks() == said


def test_a_short_line_leaves_numbers_out_whole(window: MainWindow) -> None:
    """Words cut after three letters tell nobody anything; what is wrong always stands there."""
    status: StatusBar = window.status
    usual = status._session.room.reads.health()
    busy = replace(usual, head=Position(2, 12_345, 3), clock_offset=312.0)
    window.resize(1366, 688)
    status.show_health(busy)
    clock, place = status._remarks[:2]
    assert place.isVisible()
    assert status._ledger.isVisible()
    layout = status.layout()
    assert layout is not None
    for width in range(1366, 240, -40):
        status.setFixedWidth(width)
        layout.activate()
        quiet = [one for one in (place, status._ledger) if one.isVisible()]
        assert all(one.width() >= one.sizeHint().width() for one in quiet), width
        assert clock.isVisible()
    assert not place.isVisible()
    assert not status._ledger.isVisible()


def test_what_is_wrong_with_the_clock_says_what_to_do() -> None:
    [one] = health_text.remarks(Health(clock_offset=600.0), Roster())
    assert one.problem
    assert "日付と時刻" in one.meaning


def test_what_waits_and_what_was_refused_open_the_tray(qtbot: QtBot, window: MainWindow) -> None:
    status: StatusBar = window.status
    status.show_health(Health(connection=Connection.OFFLINE, pending=50), refused=3)
    assert status._pending.text() == "送信待ちの操作 50"
    assert status._refused.text() == "反映されず 3"
    status.show_health(Health(connection=Connection.ONLINE, pending=2))
    assert status._pending.text() == "確認中 2"
    assert status._refused.isHidden()
    with qtbot.waitSignal(status.steps_asked):
        status._pending.click()
    for dialog in window.findChildren(NotAppliedDialog):
        dialog.close()


def test_who_is_no_lead_cannot_rebuild(member: MainWindow) -> None:
    dialog = RebuildDialog(member.alarm._session, member, Health(alarm=Alarm.HOLE))
    dialog.open()
    assert not dialog.may_rebuild
    dialog.confirm()  # Ctrl+Enter does nothing
    assert not dialog._running
    dialog.close()

"""Morning list and going home: nothing is forgotten between two days (N23)."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from mailroom.domain import commands as c
from mailroom.domain.people import Presence
from mailroom.domain.query import View
from mailroom.ids import PersonId
from tests.ui.conftest import Windows
from tests.ui.desk import Desk, desk
from ui.actions import Do
from ui.dialogs.go_home import GoHomeDialog
from ui.dialogs.morning import MorningDialog
from ui.main_window import MainWindow

TANAKA, SATO = PersonId("tanaka"), PersonId("sato")


@pytest.fixture
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with desk(tmp_path_factory.mktemp("day")) as team:
        team.deliver("return-1", "invoice-1", "english-1", "photo-1")
        team.sync()
        yield team


@pytest.fixture
def window(windows: Windows, made: Desk) -> MainWindow:
    return windows.open(made)


def dialog(window: MainWindow, do: Do, kind: type):
    window.actions_by_name[do].trigger()
    found = window.findChild(kind)
    assert found is not None
    return found


def owner(made: Desk, name: str) -> PersonId | None:
    return made.room.reads.detail(made.case(name)).row.case.assignee


def test_N23_the_morning_hands_out_what_nobody_has(
    window: MainWindow, windows: Windows, made: Desk
):
    list_ = dialog(window, Do.MORNING, MorningDialog)
    proposed = [choice.value() for choice in list_.owners.values()]
    assert sorted(proposed) == [SATO, SATO, TANAKA, TANAKA]
    assert list_.hand_out_button is not None
    list_.hand_out_button.click()
    windows.settle(window)
    assert sorted(owner(made, name) or "" for name in ("return-1", "invoice-1")) != ["", ""]
    window.actions_by_name[Do.UNDO].trigger()  # all of it is one step
    windows.settle(window)
    assert {owner(made, name) for name in ("return-1", "invoice-1", "english-1")} == {None}


def test_N23_nobody_who_is_away_gets_anything(window: MainWindow, made: Desk):
    made.do(c.SetPresence(person=SATO, presence=Presence.OFF), room=made.colleague)
    list_ = dialog(window, Do.MORNING, MorningDialog)
    assert {choice.value() for choice in list_.owners.values()} == {TANAKA}
    list_.reject()


def test_who_hands_out_may_choose_otherwise(window: MainWindow, windows: Windows, made: Desk):
    list_ = dialog(window, Do.MORNING, MorningDialog)
    case = made.case("return-1")
    list_.owners[case].choose(None)
    list_.hand_out_button.click()
    windows.settle(window)
    assert owner(made, "return-1") is None
    assert owner(made, "photo-1") is not None


def test_N23_going_home_leaves_cases_and_words_to_a_colleague(
    window: MainWindow, windows: Windows, made: Desk, qtbot: QtBot
):
    made.do(*(c.Assign(case=made.case(name), person=TANAKA) for name in ("return-1", "photo-1")))
    leaving = dialog(window, Do.GO_HOME, GoHomeDialog)
    leaving.to.choose(SATO)
    part, stays = (leaving.parts[made.case(name)] for name in ("return-1", "photo-1"))
    part.hand_over.setChecked(True)
    part.word.setText("午前に電話が来ます")
    stays.hand_over.setChecked(False)
    leaving.confirm()
    windows.settle(window)
    made.sync()
    assert owner(made, "return-1") == SATO
    assert owner(made, "photo-1") == TANAKA
    gone = {row.member.id: row.presence for row in made.room.reads.members()}
    assert gone[TANAKA] is Presence.GONE
    [left] = made.colleague.day.morning().handed
    assert (left.case.id, left.handed_by, left.handed_text) == (
        made.case("return-1"),
        TANAKA,
        "午前に電話が来ます",
    )


def test_what_a_colleague_took_meanwhile_stays_theirs(
    window: MainWindow, windows: Windows, made: Desk
):
    made.do(*(c.Assign(case=made.case(name), person=TANAKA) for name in ("return-1", "photo-1")))
    list_ = dialog(window, Do.MORNING, MorningDialog)
    leaving = dialog(window, Do.GO_HOME, GoHomeDialog)
    for name in ("return-1", "photo-1"):
        leaving.parts[made.case(name)].hand_over.setChecked(True)
    for name in ("return-1", "invoice-1"):
        shown = made.colleague.reads.detail(made.case(name)).seen
        made.do(c.Assign(case=made.case(name), person=SATO, shown=shown), room=made.colleague)
    made.sync()
    list_.confirm()
    windows.settle(window)
    leaving.to.choose(None)
    leaving.confirm()
    windows.settle(window)
    assert owner(made, "invoice-1") == owner(made, "return-1") == SATO
    assert owner(made, "english-1") is not None
    assert owner(made, "photo-1") is None  # left to the desk
    gone = {row.member.id: row.presence for row in made.room.reads.members()}
    assert gone[TANAKA] is Presence.GONE


def test_what_is_left_to_the_desk_stands_in_everybodys_morning(
    window: MainWindow, windows: Windows, made: Desk
):
    case = made.case("return-1")
    made.do(c.HandOver(case=case, to=None, text="どなたかお願いします"), room=made.colleague)
    made.sync()
    windows.settle(window)
    [left] = made.room.day.morning().handed
    assert left.case.id == case
    window.sidebar.choose_view(View.UNASSIGNED)
    shown = made.room.reads.detail(case).seen
    made.do(c.Assign(case=case, person=TANAKA, shown=shown))
    assert made.room.day.morning().handed == ()

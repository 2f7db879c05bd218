"""The two ways back into the GUI thread: merged changes, and answers in the right order."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mailroom.domain.changes import Changes
from mailroom.errors import TimedOut
from mailroom.ids import CaseId
from mailroom.service.bus import ChangeBus
from ui.bridge import CoreBridge
from ui.tasks import Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.stop()


def test_many_changes_arrive_as_few(qtbot: QtBot) -> None:
    bus = ChangeBus()
    bridge = CoreBridge(bus)
    heard: list[Changes] = []
    threads: set[int] = set()

    def hear(changes: Changes) -> None:
        heard.append(changes)
        threads.add(threading.get_ident())

    bridge.changed.connect(hear)

    def commit() -> None:
        for number in range(10_000):
            bus.publish(Changes(cases=frozenset({CaseId(str(number % 50))})))

    writers = [threading.Thread(target=commit) for _ in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    qtbot.waitUntil(lambda: len(frozenset().union(*(one.cases for one in heard))) == 50)
    assert len(heard) <= 2  # the GUI thread was busy joining
    assert threads == {threading.get_ident()}
    bridge.close()


def test_nothing_is_lost_between_two_deliveries(qtbot: QtBot) -> None:
    bus = ChangeBus()
    bridge = CoreBridge(bus)
    heard: list[Changes] = []
    bridge.changed.connect(heard.append)
    bus.publish(Changes(team=True))
    qtbot.waitUntil(lambda: len(heard) == 1)
    bus.publish(Changes(outbox=True))
    bus.publish(Changes(health=True))
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == [Changes(team=True), Changes(outbox=True, health=True)]
    bridge.close()
    bus.publish(Changes(team=True))
    assert len(heard) == 2


def test_what_people_do_happens_in_order(tasks: Tasks, qtbot: QtBot) -> None:
    done: list[int] = []
    for number in range(50):
        tasks.act(lambda number=number: number, done.append)
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert done == list(range(50))


def test_only_the_newest_answer_comes_back(tasks: Tasks, qtbot: QtBot) -> None:
    gate = threading.Event()
    heard: list[str] = []
    tasks.ask("case", lambda: gate.wait(5) and "old", heard.append)
    tasks.ask("case", lambda: "new", heard.append)
    tasks.ask("other", lambda: "other", heard.append)
    gate.set()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert sorted(heard) == ["new", "other"]


def test_an_expected_failure_goes_to_its_handler(tasks: Tasks, qtbot: QtBot) -> None:
    failures: list[object] = []

    def fail() -> None:
        raise TimedOut("mail.example")

    tasks.act(fail, None, failures.append)
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert [type(one) for one in failures] == [TimedOut]


def test_a_bug_is_not_swallowed(tasks: Tasks, qtbot: QtBot) -> None:
    def bug() -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as raised:
        tasks.act(bug)
        qtbot.waitUntil(lambda: tasks.is_idle)
    assert [kind for kind, _, _ in raised] == [ZeroDivisionError]


def test_stopping_finishes_what_people_did(qtbot: QtBot) -> None:
    tasks = Tasks()
    gate, done = threading.Event(), []
    tasks.act(lambda: gate.wait(5))
    tasks.act(lambda: done.append("written"))
    gate.set()
    tasks.stop()
    assert done == ["written"]
    tasks.act(lambda: done.append("too late"))
    assert done == ["written"]


def test_a_closed_bridge_hears_nothing_even_of_who_was_just_telling(qtbot: QtBot) -> None:
    """A thread may be on its way in while the window goes: it must not touch what is deleted."""
    bus = ChangeBus()
    bridge = CoreBridge(bus)
    heard: list[Changes] = []
    bridge.changed.connect(heard.append)
    bridge.close()
    bridge._take(Changes(health=True))
    QApplication.processEvents()
    assert heard == []

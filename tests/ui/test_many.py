"""Doing the same to many cases (S66): one sentence, one undo, refusals shown (N19)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy

from mailroom.domain import commands as c
from mailroom.domain.cases import CaseStatus
from mailroom.domain.query import CaseQuery, Sort, View
from tests.ui.desk import Desk, desk
from ui import many, ops


@pytest.fixture
def made(tmp_path) -> Iterator[Desk]:
    with desk(tmp_path) as fresh:
        fresh.deliver("return-1", "invoice-1", "english-1", "photo-1", "warranty-1")
        fresh.sync()
        yield fresh


@pytest.fixture
def window(windows, made):
    opened = windows.open(made)
    opened.cases.show_query(CaseQuery(view=View.ALL, sort=Sort.NUMBER))
    windows.settle(opened)
    return opened


def statuses(made: Desk) -> list[CaseStatus]:
    reads = made.room.reads
    return [row.case.status for row in reads.rows(reads.case_ids(CaseQuery(view=View.ALL)))]


def test_S66_a_bar_says_how_many_are_chosen(qtbot, window):
    bar = window.cases.bulk
    assert not bar.isVisible()
    qtbot.keyClick(window.cases.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert bar.isVisible()
    assert bar.accessibleName() == "5 件を選択中"
    bar._clear.click()
    assert not bar.isVisible()


def test_N19_what_was_done_to_many_is_undone_as_one(qtbot, windows, made, window):
    session = windows.session_of(window)
    cases = window.cases.model.ids
    ops.close(session, cases[:4])
    windows.settle(window)
    assert statuses(made).count(CaseStatus.DONE) == 4
    session.do(c.AddNote(case=cases[4], text="別のこと"), undo=False)
    windows.settle(window)
    session.undo_last()
    windows.settle(window)
    assert statuses(made).count(CaseStatus.DONE) == 0


def test_S66_what_cannot_be_done_is_said_and_shown(windows, made, window):
    session = windows.session_of(window)
    cases = window.cases.model.ids
    ops.close(session, cases[1:2])
    windows.settle(window)
    toasts = QSignalSpy(session.toast_asked)
    ops.close(session, cases[:3])
    windows.settle(window)
    toast = toasts.at(toasts.count() - 1)[0]
    assert "2 件" in toast.text
    assert "1 件" in toast.text
    toast.pressed()
    assert window.cases.selected() == (cases[1],)
    session.undo_last()
    windows.settle(window)
    assert statuses(made).count(CaseStatus.DONE) == 1


def test_S66_many_tell_how_far_they_are_and_can_be_stopped(windows, made, window, monkeypatch):
    monkeypatch.setattr(many, "TELLS_FROM", 2)
    session = windows.session_of(window)
    told = []
    session.many.went_on.connect(lambda done, total: told.append((done, total)))
    asked = made.room.do

    def slow(command):
        session.many.stop()
        return asked(command)

    monkeypatch.setattr(session.room, "do", slow)
    ops.take(session, window.cases.model.ids)
    windows.settle(window)
    owned = made.room.reads.case_ids(CaseQuery(assignee=session.me.person))
    assert len(owned) == 1
    assert told[0] == (0, 5)
    assert told[-1] == (5, 5)
    assert not window.cases.bulk._stop.isVisible()

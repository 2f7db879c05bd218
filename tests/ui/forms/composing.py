"""What the composer's tests share: its keys, its hands, and what left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from mailroom.domain.query import OutboxState
from ui.views.composer.composer import Composer


def replies(team, case):
    """Return what is on its way to the customer of a case; others' cases are no business of a test.

    The team is shared: request mails of earlier tests may still wait for the next ``sync``.
    """
    return [row for row in team.room.outbox.rows() if row.case == case and not row.internal]


def told(team, case, kind):
    """Return what the timeline of a case says of one kind."""
    events = [item.event for item in team.room.reads.timeline(case) if item.event is not None]
    return [event.body for event in events if isinstance(event.body, kind)]


def press(qtbot, composer, key, modifiers):
    qtbot.keyClick(QApplication.focusWidget() or composer.reply.body, key, modifiers)


def compose(target, preedit="", commit=""):
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QCoreApplication.sendEvent(target, event)


@pytest.fixture
def window(qtbot, session):
    """A window with the composer in it, as the shortcuts need one."""
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(760, 420)
    return host


@pytest.fixture
def composer(qtbot, session, window):
    made = Composer(session)
    made.setParent(window)
    made.resize(760, 420)
    window.show()
    qtbot.waitExposed(window)
    yield made
    made.leave()


@pytest.fixture
def nothing_sent(team, case, settle):
    """Give a check that nothing is on its way, once everything asked for is done."""

    def check():
        settle()
        assert replies(team, case) == []

    return check


@pytest.fixture
def empty_outbox(team, settle):
    yield
    settle()
    for row in team.room.outbox.rows():
        if row.state is OutboxState.UNDO:  # request mails have no such window
            team.room.outbox.cancel(row.id)

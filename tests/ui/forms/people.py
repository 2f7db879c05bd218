"""What the tests about people share: a window to stand over, and what the room says of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mailroom.domain.people import Member
from mailroom.ids import PersonId

TANAKA, SATO = PersonId("tanaka"), PersonId("sato")


@pytest.fixture
def host(qtbot, session):
    """Give a window of the smallest size."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(911, 432)
    made.show()
    return made


@pytest.fixture
def shown(qtbot, host):
    """Show a dialog over the smallest window."""

    def show(dialog):
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.open()
        return dialog

    return show


def labels(bar) -> list[str]:
    return [button.text() for button in bar.buttons()]


def claim_of(team, case):
    return team.room.reads.detail(case).row.case.claim


def member_row(team, person) -> Member:
    rows = team.room.reads.members()
    return next(row.member for row in rows if row.member.id == person)

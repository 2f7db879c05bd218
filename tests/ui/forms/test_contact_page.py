"""The page of a customer: all their cases, one history, notes of everybody (S25, S67)."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from mailroom.domain import commands as c
from mailroom.domain.policies.contacts import Contact, ContactFlag
from mailroom.ids import CaseId
from tests.ui.desk import Desk
from tests.ui.forms.conftest import write
from ui.dialogs.contact import ContactDialog, Part
from ui.dialogs.contact_details import DescribeDialog, JoinDialog
from ui.session import Session

_numbers = itertools.count(1)


@pytest.fixture
def addr(team: Desk) -> str:
    """A customer with two cases."""
    made = f"taro{next(_numbers)}@contact{next(_numbers)}.example"
    for subject in ("交換の件", "請求書の件"):
        write(team, f"{subject} {next(_numbers)}", "お願いします", sender=f"太郎 <{made}>")
    team.sync()
    return made


@pytest.fixture
def page(session: Session, host: QWidget, addr: str) -> ContactDialog:
    dialog = ContactDialog(session, addr, host)
    dialog.show()
    return dialog


def words(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if not one.isHidden())


def test_S67_enter_shows_a_case_of_the_customer(page: ContactDialog) -> None:
    asked: list[CaseId] = []
    page.case_asked.connect(asked.append)
    assert page.cases.rowCount() == 2
    QTest.keyClick(page.case_table, Qt.Key.Key_Down)
    QTest.keyClick(page.case_table, Qt.Key.Key_Return)
    assert asked == [page.page.cases[1]]


def test_S67_one_history_over_all_cases(
    page: ContactDialog, session: Session, settle: Callable[[], None], qtbot: QtBot
) -> None:
    first, second = page.page.cases
    session.do(c.AddNote(case=first, text="在庫を確認"), undo=False)
    settle()
    page.part.button(Part.HISTORY).click()
    qtbot.waitUntil(lambda: page.history.rowCount() == 3)
    said = [page.history.index(row, 1).data() for row in range(3)]
    assert any("在庫を確認" in one for one in said)
    asked: list[CaseId] = []
    page.case_asked.connect(asked.append)
    QTest.keyClick(page.history_table, Qt.Key.Key_Return)
    assert asked[0] in {first, second}


def test_S25_the_handling_is_on_the_page(
    session: Session, host: QWidget, addr: str, team: Desk
) -> None:
    team.do(
        c.SetContact(
            contact=Contact(key=addr, flag=ContactFlag.CAREFUL, handling="返金の話は書面で")
        )
    )
    page = ContactDialog(session, addr, host)
    assert "返金の話は書面で" in words(page.head)


def test_a_note_is_kept_for_everybody(
    page: ContactDialog, settle: Callable[[], None], qtbot: QtBot
) -> None:
    page.part.button(Part.NOTES).click()
    page.keep.click()
    assert not page.problem.isHidden()
    page.note.setPlainText("電話は午後に")
    page.keep.click()
    settle()
    qtbot.waitUntil(lambda: len(page.page.remarks) == 1)
    qtbot.waitUntil(lambda: "電話は午後に" in words(page.notes))
    assert page.note.toPlainText() == ""


def test_another_address_of_the_person_and_back(
    page: ContactDialog, session: Session, team: Desk, settle: Callable[[], None], qtbot: QtBot
) -> None:
    addr = page.page.key
    other = f"private{next(_numbers)}@home.example"
    write(team, f"別の件 {next(_numbers)}", "私用のアドレスです", sender=f"太郎 <{other}>")
    team.sync()
    join = JoinDialog(session, addr, page)
    join.other.setText(addr)
    join.confirm()
    assert not join.problem.isHidden()
    join.other.setText(other.upper())
    join.confirm()
    settle()
    qtbot.waitUntil(lambda: page.cases.rowCount() == 3)
    [joined] = [one.join for one in page.page.addresses if one.addr == other]
    assert joined is not None
    session.do(c.PartContacts(join=joined), undo=False)
    settle()
    qtbot.waitUntil(lambda: page.cases.rowCount() == 2)


def test_who_it_is(
    page: ContactDialog, session: Session, settle: Callable[[], None], qtbot: QtBot
) -> None:
    dialog = DescribeDialog(session, page.page.key, None, page)
    dialog.name.setText("山田太郎")
    dialog.company.setText("山田商店")
    dialog.phone.setText("03-1234-5678")
    dialog.confirm()
    settle()
    qtbot.waitUntil(lambda: "山田商店" in words(page.head))
    assert "山田太郎" in words(page.head)
    assert "03-1234-5678" in words(page.head)


def test_colleagues_of_the_company_are_listed_when_wanted(
    session: Session, host: QWidget, addr: str, team: Desk
) -> None:
    write(team, f"見積 {next(_numbers)}", "見積を", sender=f"花子 <hanako@{addr.split('@')[1]}>")
    team.sync()
    page = ContactDialog(session, addr, host)
    assert page.cases.rowCount() == 2
    page.colleagues.click()
    assert page.cases.rowCount() == 3

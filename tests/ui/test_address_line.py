"""Typing a name in To, Cc or Bcc offers who is meant; nothing is taken unasked (issue 6)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mailroom.domain.address_book import Known
from mailroom.domain.people import Address
from ui.views.reply.recipients import Recipients

PEOPLE = (
    Known(address=Address(name="佐藤", addr="sato@support.example"), colleague=True),
    Known(address=Address(name="山田 太郎", addr="yamada@yamada-shoten.example")),
    Known(address=Address(name="山田, 花子", addr="hanako@home.example"), company="ミナト商事"),
)


@pytest.fixture
def fields(qtbot: QtBot) -> Recipients:
    made = Recipients()
    qtbot.addWidget(made)
    made.resize(700, 120)
    made.set_known(PEOPLE)
    made.show()
    qtbot.waitExposed(made)
    made.to_line.setFocus()
    return made


def commit(fields: Recipients, text: str) -> None:
    """Type as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(fields.to_line, event)


def rows(fields: Recipients) -> list[str]:
    offers = fields.to_line.offers
    if offers is None:
        return []
    found = [offers.model.entry(offers.model.index(row)) for row in range(offers.model.rowCount())]
    return [f"{one.text} {one.hint}" for one in found if one is not None]


def test_a_name_with_its_honorific_finds_the_customer(fields: Recipients, qtbot: QtBot) -> None:
    commit(fields, "山田様")
    assert [row.split(" <")[0] for row in rows(fields)] == ["山田 太郎", '"山田, 花子"']
    qtbot.keyClick(fields.to_line, Qt.Key.Key_Return)
    assert fields.to() == (PEOPLE[1].address,)
    commit(fields, "花子")
    assert "ミナト商事" in rows(fields)[0]
    qtbot.keyClick(fields.to_line, Qt.Key.Key_Tab)
    assert fields.to() == (PEOPLE[1].address, PEOPLE[2].address)
    assert fields.check()


def test_a_piece_in_the_middle_is_completed_alone(fields: Recipients, qtbot: QtBot) -> None:
    fields.to_line.setText("a@one.example, sat, b@two.example")
    fields.to_line.setCursorPosition(len("a@one.example, sat"))
    qtbot.keyClick(fields.to_line, Qt.Key.Key_O)
    qtbot.keyClick(fields.to_line, Qt.Key.Key_Return)
    assert fields.to_line.text() == "a@one.example, 佐藤 <sato@support.example>, b@two.example"


def test_what_is_typed_in_full_stays_as_it_is(fields: Recipients, qtbot: QtBot) -> None:
    qtbot.keyClicks(fields.to_line, "yamada@yamada-shoten.example")
    assert rows(fields) == []
    fields.to_line.clear()
    qtbot.keyClicks(fields.to_line, "yamada@yamada-shoten.ex")  # an address, if another one
    qtbot.keyClick(fields.to_line, Qt.Key.Key_Return)
    assert [one.addr for one in fields.to()] == ["yamada@yamada-shoten.ex"]


def test_escape_closes_the_list_and_keeps_the_words(fields: Recipients, qtbot: QtBot) -> None:
    commit(fields, "山田")
    qtbot.keyClick(fields.to_line, Qt.Key.Key_Escape)
    assert rows(fields) == []
    assert fields.to_line.text() == "山田"


def test_blind_copies_have_a_line_of_their_own(fields: Recipients, qtbot: QtBot) -> None:
    assert fields.bcc_line.isHidden()
    fields.add_copies.click()
    assert not fields.cc_line.isHidden()
    assert not fields.bcc_line.isHidden()
    qtbot.keyClicks(fields.bcc_line, "sa")
    qtbot.keyClick(fields.bcc_line, Qt.Key.Key_Return)
    assert fields.bcc() == (PEOPLE[0].address,)
    fields.fill((PEOPLE[1].address,), (), fields.bcc())
    assert (fields.cc_line.isHidden(), fields.bcc_line.isHidden()) == (True, False)
    fields.bcc_line.setText("nobody")
    assert not fields.check()


def test_who_stands_in_another_line_is_not_offered_once_more(
    fields: Recipients, qtbot: QtBot
) -> None:
    commit(fields, "山田 太郎 <yamada@yamada-shoten.example>")
    fields.add_copies.click()
    qtbot.keyClicks(fields.cc_line, "yamada")  # 花子 by how her surname is read
    offers = fields.cc_line.offers
    assert offers is not None
    assert offers.marked() == PEOPLE[2]
    assert offers.model.rowCount() == 1
    fields.to_line.clear()
    qtbot.keyClicks(fields.cc_line, "@")
    assert offers.marked() == PEOPLE[1]

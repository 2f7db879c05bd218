"""The card of a mail that this PC lacks: header facts and a button (rule 37)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mailroom.domain import commands as c
from tests.ui.conftest import Windows
from tests.ui.desk import Desk, desk
from ui.inputs import PlainButton
from ui.main_window import MainWindow
from ui.views.case.cards import MailCard


@pytest.fixture
def made(tmp_path) -> Iterator[Desk]:
    """A desk that heard of a mail from the colleague and has not fetched it."""
    with desk(tmp_path) as made:
        made.sync()
        made.deliver("return-1")
        made.colleague.sync_once()
        case = made.colleague.reads.recent_cases()[0]
        made.colleague.do(c.AddNote(case=case, text="確認中です。"))
        made.colleague.sync_once()
        made.room._engine.exchange_once()
        yield made


def card_of(window: MainWindow, windows: Windows, made: Desk) -> MailCard:
    window.show_case(made.case("return-1"))
    windows.settle(window)
    [card] = window.case.timeline.cards()
    card.set_open(opened=True)
    return card


def said(card: MailCard) -> str:
    return "\n".join(label.text() for label in card.findChildren(type(card._missing)))


def button(card: MailCard) -> PlainButton:
    return next(one for one in card.findChildren(PlainButton) if one.text() == "本文を取得")


def test_rule_37_a_press_brings_the_text(windows: Windows, made: Desk) -> None:
    window = windows.open(made)
    card = card_of(window, windows, made)
    assert card._missing is not None
    button(card).click()
    assert not card._fetch.isEnabled()
    windows.settle(window)
    assert card._missing is None
    assert card.opened
    assert made.room.reads.body(card.place.facts.key).here


def test_rule_37_a_mail_that_is_gone_is_said_in_one_sentence(windows: Windows, made: Desk) -> None:
    window = windows.open(made)
    card = card_of(window, windows, made)
    for uid in [mail.uid for mail in made.server.mails(made.day.address, "INBOX")]:
        made.server.remove(made.day.address, [uid])
    button(card).click()
    windows.settle(window)
    assert card._missing is not None
    assert "もうサーバーから取得できません" in card._missing.text()
    assert button(card).isEnabled()


def test_rule_37_a_text_that_came_by_itself_takes_the_place(windows: Windows, made: Desk) -> None:
    window = windows.open(made)
    card = card_of(window, windows, made)
    assert card._missing is not None
    made.room.sync_once()
    windows.settle(window)
    assert card._missing is None

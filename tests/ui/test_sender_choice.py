"""As whom a mail leaves: chosen beside the recipients, signed accordingly (issue 6)."""

from PySide6.QtWidgets import QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from mailroom.domain.drafts import Draft, DraftTab
from mailroom.domain.people import Identity
from mailroom.ids import CaseId
from ui.choices import Choice
from ui.models.signatures import below, swapped
from ui.views.composer.reply_tab import ReplyTab

DESK = Identity(address="support@shop.example", name="お客様窓口", signature="お客様窓口\n03-1")
REPAIR = Identity(address="repair@shop.example", name="修理窓口", signature="修理窓口\n03-2")
BARE = Identity(address="info@shop.example")


def written(text: str = "山田 様\n\n直ります。\n\n田中\nお客様窓口\n03-1\n") -> Draft:
    return Draft(case=CaseId("c"), tab=DraftTab.REPLY, text=text, sender=DESK.address)


def choose(tab: ReplyTab, identity: Identity) -> None:
    tab.recipients.identity.choice.choose(identity.address)
    tab.recipients.identity.choice.chosen.emit()


def test_a_long_sender_ends_in_dots_and_gives_way(qtbot: QtBot) -> None:
    choice: Choice[str] = Choice("差出人")
    qtbot.addWidget(choice)
    name = "差出人 お客様窓口 <support@a-long-name-of-a-shop.example>"
    choice.fill([("a", name)])
    choice.resize(180, 28)
    option = QStyleOptionComboBox()
    choice.initStyleOption(option)
    assert option.currentText.endswith("…")
    assert name.startswith(option.currentText[:-1])
    assert choice.currentText() == name
    assert choice.minimumSizeHint().width() < choice.sizeHint().width()


def test_the_signature_follows_the_identity(qtbot: QtBot) -> None:
    tab = ReplyTab()
    qtbot.addWidget(tab)
    tab.start(written(), senders=(DESK, REPAIR, BARE), written=True)
    choose(tab, REPAIR)
    draft = tab.draft()
    assert draft is not None
    assert draft.sender == REPAIR.address
    assert draft.text == "山田 様\n\n直ります。\n\n田中\n修理窓口\n03-2\n"
    choose(tab, BARE)
    assert tab.body.toPlainText() == "山田 様\n\n直ります。\n\n田中\n"
    choose(tab, DESK)
    assert tab.body.toPlainText().endswith("田中\n\nお客様窓口\n03-1\n")
    tab.body.undo()
    assert tab.body.toPlainText().endswith("直ります。\n\n田中\n")  # as typing is


def test_words_that_somebody_changed_are_left_alone(qtbot: QtBot) -> None:
    tab = ReplyTab()
    qtbot.addWidget(tab)
    tab.start(written("お世話になります。"), senders=(DESK, REPAIR), written=True)
    choose(tab, REPAIR)
    assert tab.body.toPlainText() == "お世話になります。"


def test_one_identity_is_no_choice(qtbot: QtBot) -> None:
    tab = ReplyTab()
    qtbot.addWidget(tab)
    tab.start(written(), senders=(DESK,), written=True)
    assert tab.recipients.identity.choice.isHidden()
    draft = tab.draft()
    assert draft is not None
    assert draft.sender == ""


def test_own_lines_stand_above_those_of_the_team() -> None:
    assert below("田中\n", "窓口\n") == "田中\n窓口"
    assert below("", "窓口") == "窓口"
    assert swapped("本文\n", "", "窓口") == "本文\n\n窓口\n"

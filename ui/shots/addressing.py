"""Whom a mail goes to and as whom: completion, blind copies, senders, a mail of its own."""

from __future__ import annotations

from dataclasses import replace

from mailroom.domain.people import Address, Identity, Role
from mailroom.service.room import Room
from ui.actions import Do
from ui.dialogs.settings import SettingsDialog
from ui.new_mail_window import NewMailDialog
from ui.shots.stage import Scene, Stage

_WAIT = 10


def name_senders(chief: Room) -> None:
    """Let the lead say as whom the team writes."""
    [own, *_] = chief.senders.all()
    usual = Identity(
        address=own.address,
        name="お客様窓口",
        signature="―――――\nひなた商事 お客様窓口\n03-5550-0000(平日 9:00-17:30)",
    )
    repair = Identity(
        address="repair@hinata.example",
        name="修理窓口",
        signature="―――――\nひなた商事 修理窓口\n03-5550-0001",
    )
    chief.wait(chief.senders.set((usual, repair)), _WAIT)


def _meant(stage: Stage) -> bool:
    """Type a name into Cc of a reply."""
    if not stage.show(stage.cases.first):
        return False
    stage.do(Do.REPLY)
    fields = stage.window.composer.reply.recipients
    fields.add_copies.click()
    fields.cc_line.setText("山")
    fields.cc_line.show_offers()
    stage.settle()
    return fields.cc_line.offers is not None


def _new_mail(stage: Stage) -> bool:
    """Begin a mail that answers nothing."""
    drafts = stage.session.room.drafts
    begun = drafts.new_mail(
        to=(Address(name="山田 太郎", addr="yamada@yamada-shoten.example"),),
        bcc=(Address(name="控え", addr="archive@hinata.example"),),
        subject="年末年始の営業について",
        text="山田 太郎 様\n\n年末は 12 月 28 日まで、年始は 1 月 5 日から承ります。",
    )
    stage.window.window_acts.new_mail(begun)
    stage.settle()
    return bool(stage.window.findChildren(NewMailDialog))


def _new_mail_checked(stage: Stage) -> bool:
    """Begin one as a trainee, whose mails a second person looks at."""
    usual, me = stage.session.roster, stage.session.me.person
    trainee = replace(usual.members[me], role=Role.TRAINEE)
    stage.session.roster = replace(usual, members={**usual.members, me: trainee})
    begun = _new_mail(stage)
    stage.session.roster = usual
    return begun


def _senders(stage: Stage) -> bool:
    """Open the page of the settings."""
    dialog = SettingsDialog(stage.session, stage.window)
    dialog.pages.setCurrentWidget(dialog.senders)
    dialog.open()
    stage.settle()
    return True


ADDRESSING: tuple[tuple[str, Scene], ...] = (
    ("meant", _meant),
    ("new-mail", _new_mail),
    ("new-mail-checked", _new_mail_checked),
    ("senders", _senders),
)

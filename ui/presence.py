"""Where people are, in words and as a menu: 外出 15:00まで, and who stands in for them.

Shown beside names wherever a person is chosen. Setting goes through ``ops.set_presence``.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QMenu

from mailroom.domain.people import AWAY, Member, Presence, presence_at
from mailroom.ids import PersonId
from ui import ops
from ui.moment_picker import Offer, soon
from ui.session import Session
from ui.wording import moments, words
from ui.wording.names import Roster
from ui.wording.words import tr

WITH_AN_END = frozenset({Presence.BUSY, Presence.OUT, Presence.OFF})
"""Presences of which one says until when."""


def where(member: Member, now: datetime) -> str:
    """Return where somebody is, with until when if they said so."""
    presence = presence_at(member, now)
    name = words.presence_name(presence)
    if presence is Presence.IN or member.presence_until is None:
        return name
    until = moments.when_exactly(member.presence_until, now)
    return tr("{presence} until {time}", "short").format(presence=name, time=until)


def deputy_of(member: Member, roster: Roster, now: datetime) -> Member | None:
    """Return who stands in for somebody who is away now; not one who is away too."""
    if presence_at(member, now) not in AWAY or member.deputy is None:
        return None
    deputy = roster.members.get(member.deputy)
    if deputy is None or deputy.left or presence_at(deputy, now) in AWAY:
        return None
    return deputy


def may_set(session: Session, person: PersonId) -> bool:
    """Return whether I may say it: of myself, of people without Mailroom, as a lead of all."""
    if person == session.me.person or session.roster.i_am_lead:
        return True
    return all(desk.person != person for desk in session.roster.desks.values())


def fill_menu(menu: QMenu, session: Session, person: PersonId) -> None:
    """Offer all presences of a person, with until when; the present one is marked."""
    member = session.roster.members.get(person)
    now = session.now()
    current = presence_at(member, now) if member is not None else None
    for presence in Presence:
        if presence in WITH_AN_END:
            _add_with_end(menu, session, person, presence, current=current is presence)
        else:
            action = menu.addAction(words.presence_name(presence))
            action.setCheckable(True)
            action.setChecked(current is presence)
            action.triggered.connect(
                lambda _checked=False, one=presence: ops.set_presence(session, person, one)
            )


def fill_until_menu(menu: QMenu, session: Session, person: PersonId, presence: Presence) -> None:
    """Offer until when."""
    for offer in _ends(presence, session.now()):
        said = f"{offer.name}    {moments.deadline(offer.at, session.now())}"
        menu.addAction(said).triggered.connect(
            lambda _checked=False, at=offer.at: ops.set_presence(session, person, presence, at)
        )
    menu.addSeparator()
    menu.addAction(tr("Not known until when")).triggered.connect(
        lambda _checked=False: ops.set_presence(session, person, presence)
    )


def _add_with_end(
    menu: QMenu, session: Session, person: PersonId, presence: Presence, *, current: bool
) -> None:
    below = menu.addMenu(words.presence_name(presence))
    below.menuAction().setCheckable(True)
    below.menuAction().setChecked(current)
    fill_until_menu(below, session, person, presence)


def _ends(presence: Presence, now: datetime) -> tuple[Offer, ...]:
    offers = soon(now)
    if presence is Presence.OFF:  # days, not minutes
        return offers[-1:]
    return offers

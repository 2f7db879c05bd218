"""How people and their PCs are named: 佐藤さん（机2）; who the leads are.

Whoever shows a person in a sentence takes the words from here, so that "held by", refusals and
the timeline all say the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from mailroom.domain.cases import Label
from mailroom.domain.people import Desk, Member, Role, Seat
from mailroom.domain.policies.policy import Policy
from mailroom.ids import DeskId, LabelId, PersonId
from ui.wording import moments
from ui.wording.words import tr


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """Names of people, PCs, labels and levels, as last read; ``me`` is who looks."""

    members: Mapping[PersonId, Member] = field(default_factory=dict)
    labels: Mapping[LabelId, Label] = field(default_factory=dict)
    desks: Mapping[DeskId, Desk] = field(default_factory=dict)
    policy: Policy | None = None
    me: Seat | None = None

    @property
    def i_am_lead(self) -> bool:
        """Return whether who looks may do what only leads may."""
        mine = self.members.get(self.me.person) if self.me is not None else None
        return mine is not None and mine.role is Role.LEAD and not mine.left

    def name_at(self, addr: str) -> str:
        """Return who of the team has this address, or ""."""
        found = (one.name for one in self.members.values() if addr.lower() in one.addresses)
        return next(found, "")

    def name(self, person: PersonId | None) -> str:
        """Return how a person is called, or "" for nobody."""
        member = self.members.get(person) if person else None
        return member.name if member else ""

    def desk_name(self, desk: DeskId | None) -> str:
        """Return how a PC is called, or "" for none."""
        found = self.desks.get(desk) if desk else None
        return found.name if found else ""


_RANKS = (
    "主任",
    "係長",
    "課長",
    "次長",
    "部長",
    "室長",
    "店長",
    "社長",
    "リーダー",
    "マネージャー",
)


def san(name: str) -> str:
    """Return a name as one speaks of a colleague: 佐藤 健一 → 佐藤さん, 鈴木 係長 → 鈴木係長."""
    parts = name.split()
    if not parts or "@" in name or name.isascii():
        return name
    if parts[-1].endswith(_RANKS):
        return "".join(parts)
    return tr("{name}", "a person, politely").format(name=parts[0])


def seat(people: Roster, person: PersonId | None, desk: DeskId | None) -> str:
    """Return a person with their PC, 佐藤さん（机2）; "" for nobody; myself as 「あなた」."""
    me = people.me
    if person is not None and me is not None and me.person == person:
        elsewhere = desk is not None and desk != me.desk
        named = tr("your other PC") if elsewhere else tr("you")
        desk = desk if elsewhere else None
    else:
        named = san(people.name(person))
    return at_desk(named, people.desk_name(desk))


def at_desk(named: str, desk: str) -> str:
    """Return a name with the PC behind it; a PC alone if nobody is named."""
    if not named or not desk:
        return named or desk
    return tr("{who} ({desk})").format(who=named, desk=desk)


def held_by(who: str, since: datetime | None, now: datetime) -> str:
    """Return 「佐藤さん（机2）が 10:12 から対応中」; ``who`` as ``seat`` says it."""
    if since is None:
        return tr("held by {who}").format(who=who)
    return tr("held by {who} since {time}").format(who=who, time=moments.when(since, now))


def leads(people: Roster) -> str:
    """Return the leads of the team by name, 佐々木課長、高橋部長; "" if there are none."""
    found = [
        san(member.name)
        for member in people.members.values()
        if member.role is Role.LEAD and not member.left and member.name
    ]
    return tr(", ", "between names").join(found)

"""What the team page tells: who and which PCs came, changed and went, and what leaving leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from mailroom.domain.cases import Case
from mailroom.domain.events import DeskJoined, MemberSet, TeamFounded
from mailroom.domain.people import Desk, Member
from mailroom.domain.state import Entry
from mailroom.ids import CaseId, DeskId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamChange:
    """One accepted event about the team, with what it replaced.

    Attributes:
        member_was: of a ``MemberSet``: the member before; ``None`` for a new one.
        desk_was: of a ``DeskJoined``: the PC before; ``None`` for a new one.
    """

    entry: Entry
    at: datetime
    member_was: Member | None = None
    desk_was: Desk | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What somebody has in hand, said before they leave."""

    held: int  # cases they are answering just now
    cases: tuple[CaseId, ...]  # open cases they own


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """The locks that concern one seat: those it holds, and those it asked for."""

    held: tuple[Case, ...]
    asked: tuple[Case, ...]


def team_changes(entries: Iterable[Entry]) -> Iterator[TeamChange]:
    """Return what changed in the team, oldest first; ``entries`` are in the journal's order."""
    members: dict[PersonId, Member] = {}
    desks: dict[DeskId, Desk] = {}
    for entry in entries:
        member_was, desk_was = None, None
        match entry.event.body:
            case TeamFounded(lead=lead):
                members[lead.id] = lead
            case MemberSet(member=member):
                member_was, members[member.id] = members.get(member.id), member
            case DeskJoined(joined=desk):
                desk_was, desks[desk.id] = desks.get(desk.id), desk
            case _:
                pass
        yield TeamChange(entry=entry, at=entry.time, member_was=member_was, desk_was=desk_was)

"""Fold levels: which event kinds a team may use (rule 35).

Every kind belongs to a level. Until a lead has raised the team's level that far, every desk refuses
the kind, also a desk that knows it, and keeps it as a kind it does not know: so an old and a new
program hold the same rows and the same state hash.

A field may be added to a kind if a program that ignores it folds to the same rows. Anything else
(a new value of an enum, a field that a rule reads) is a new kind of a new level.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mailroom.domain.events import Event, UnknownBody, kind_of
from mailroom.domain.people import Team
from mailroom.domain.position import Position
from mailroom.domain.records.record import canonical, to_plain

FOLD_LEVEL = 1
"""The highest level whose kinds this program knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """What one program knows of levels; ``since`` names the kinds that came after level 1."""

    highest: int = FOLD_LEVEL
    since: Mapping[str, int] = field(default_factory=dict)

    def level_of(self, kind: str) -> int:
        """Return the level from which on a kind may be used; kinds nobody knows are of the first.

        They are refused as unknown at any level.
        """
        return self.since.get(kind, 1)

    def as_read_at(self, level: int, event: Event) -> Event:
        """Return the event as every program reads it while the team is at this level."""
        body = event.body
        if isinstance(body, UnknownBody) or self.level_of(kind_of(body)) <= level:
            return event
        unknown = UnknownBody(kind=kind_of(body), plain=canonical(to_plain(body)))
        return replace(event, body=unknown)


LEVELS = Levels()
"""Those of this program."""


def level_of(kind: str) -> int:
    """Return the level from which on a team may use an event kind."""
    return LEVELS.level_of(kind)


def level_at(team: Team | None, position: Position) -> int:
    """Return the fold level of the team for an event at this position.

    A raised level counts from the next message on: a desk that does not support it stops behind
    the message that raised it, and until then must judge like everybody else.
    """
    if team is None:
        return 1
    raised = team.level_raised
    if raised is not None and (raised.epoch, raised.uid) == (position.epoch, position.uid):
        return team.fold_level - 1
    return team.fold_level

"""The clocks of a case as rows keep them: what runs, what stood still, what was promised, missed.

Owns: the values. When a clock starts, stands and ends is said in ``deadlines``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from mailroom.domain.words import Words
from mailroom.ids import EventId, PersonId


class DueKind(Enum):
    """What must have happened by then."""

    FIRST_REPLY = "first_reply"  # 一次返信: from the oldest unanswered mail
    RESOLUTION = "resolution"  # 最終解決: from the first word until done
    PROMISE = "promise"  # お約束: a time the customer was told (S45, N24)
    APPLY = "apply"  # the answer is put to use and the customer told (S50)
    ESCALATE = "escalate"  # escalated, or dismissed with a reason (S39)


class PauseCause(Enum):
    """Why a clock stands."""

    BY_HAND = "by_hand"
    CUSTOMER = "customer"  # we have answered; it is the customer's turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A time that does not count; without ``until`` the clock stands now."""

    since: datetime
    until: datetime | None = None
    cause: PauseCause = PauseCause.BY_HAND
    reason: Words = ""
    by: PersonId | None = None
    event: EventId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A running clock; ``at`` is None while it stands. Once past ``at`` it moves no more."""

    kind: DueKind
    started: datetime
    at: datetime | None
    promise: EventId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A time that the customer was told. The event that made it names it.

    ``by_reply``: a reply to the customer keeps it; else somebody says that it is kept.
    """

    id: EventId
    at: datetime
    text: Words = ""
    by: PersonId
    made_at: datetime
    by_reply: bool = True
    kept_at: datetime | None = None
    withdrawn_at: datetime | None = None  # taken back, or another time was promised

    @property
    def is_open(self) -> bool:
        """Return whether it has still to be kept."""
        return self.kept_at is None and self.withdrawn_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockVerdict:
    """How a clock of a kind ended; a miss stays though later ones are met."""

    kind: DueKind
    started: datetime
    at: datetime | None
    ended: datetime

    @property
    def met(self) -> bool:
        """Return whether it was in time."""
        return self.at is None or self.ended <= self.at

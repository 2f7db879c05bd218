"""An invitation to a meeting, as it came in a mail. Shown, never answered by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from mailroom.domain.people import Address


class InviteKind(Enum):
    """What an invitation says."""

    REQUEST = "request"
    CANCELLED = "cancelled"
    ANSWER = "answer"
    COUNTER = "counter"  # another time is proposed


class Answer(Enum):
    """What somebody answered."""

    NONE = ""
    YES = "yes"
    NO = "no"
    MAYBE = "maybe"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """One meeting.

    Attributes:
        begins: in UTC; ``None`` if it takes whole days (``day`` to ``last_day``).
        floating: no zone was named: the digits are meant as they stand.
        updated: an earlier invitation is changed by it.
        repeats: it takes place more than once.
    """

    kind: InviteKind = InviteKind.REQUEST
    what: str = ""
    where: str = ""
    words: str = ""
    begins: datetime | None = None
    ends: datetime | None = None
    day: date | None = None
    last_day: date | None = None
    floating: bool = False
    organiser: Address | None = None
    people: tuple[Address, ...] = ()
    answer: Answer = Answer.NONE
    updated: bool = False
    repeats: bool = False

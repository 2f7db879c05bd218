"""Events about the clocks of a case: pauses with reasons, and times that customers were told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mailroom.domain.words import Words
from mailroom.ids import EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockPaused:
    """一時停止: the clocks of the customer stand until somebody, or the customer, ends it."""

    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockResumed:
    """再開: they run on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """お約束: the customer was told a time (S45, N24). This event's id names the promise.

    Attributes:
        by_reply: a reply to the customer keeps it; else somebody says that it is kept.
        instead_of: the promise whose time it moves.
    """

    at: datetime
    text: Words = ""
    by_reply: bool = True
    instead_of: EventId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseKept:
    """果たした: by other means than a reply from here."""

    promise: EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseWithdrawn:
    """取り消し: it need not be kept any more, for a reason."""

    promise: EventId
    reason: Words = ""


ClockBody = ClockPaused | ClockResumed | Promised | PromiseKept | PromiseWithdrawn

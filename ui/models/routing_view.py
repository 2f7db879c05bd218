"""Who gets a request and why, ready to be shown (S31, S34, S40). Data alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mailroom.domain.people import Address
from mailroom.ids import PersonId
from ui.models.plan_rows import PlanRow
from ui.phone_numbers import Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """Who the request mail goes to, and why."""

    address: Address
    person: PersonId | None = None
    reason: str = ""

    @property
    def name(self) -> str:
        """Return how the receiver is called."""
        return self.address.name or self.address.addr


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """Who comes first and is not there: skipped, unless the asker wants to wait for them."""

    receiver: Receiver
    where: str  # 外出 13:00まで
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingView:
    """What the column beside the form shows.

    Attributes:
        receiver: who gets it now, as the team's rules say.
        awaited: who would come first.
        rows: what happens when.
        numbers: of the receiver, the one to try first first.
        phone_first: whether this level is called before it is written to.
        proposals_only: whether the team takes every later step by hand.
    """

    receiver: Receiver | None = None
    awaited: Awaited | None = None
    rows: tuple[PlanRow, ...] = ()
    numbers: tuple[Number, ...] = ()
    phone_first: bool = False
    proposals_only: bool = True

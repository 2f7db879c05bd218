"""What stands where in the outbox: what can go as it is, what needs a look, what goes by itself.

Pure: a mail and how the journal would judge it now go in. After an outage this tells the six that
can go with one click from the two that somebody has to look at (N13).
"""

from __future__ import annotations

from enum import Enum

from mailroom.domain.query import Held, OutboxState
from mailroom.domain.sends.parcels import Parcel
from mailroom.domain.verdicts import Verdict

_PERSONS = frozenset({OutboxState.HELD, OutboxState.REFUSED, OutboxState.UNKNOWN})


class Place(Enum):
    """Groups of the outbox, in the order in which somebody looks at them."""

    LOOK = "look"  # a person decides about each
    READY = "ready"  # nothing stands against it: goes with one click, or with the connection
    UNDER_WAY = "under_way"
    SCHEDULED = "scheduled"
    SENT = "sent"


def may_be_ready(parcel: Parcel) -> bool:
    """Return whether it depends on the journal's outlook where a mail stands."""
    waits = parcel.state is OutboxState.WAITING and parcel.begun is None
    late = parcel.state is OutboxState.HELD and parcel.why is Held.LATE
    return parcel.step is None and (waits or late)


def place_of(parcel: Parcel, outlook: Verdict | None = None) -> Place:
    """Return where a mail stands.

    Args:
        parcel: the mail.
        outlook: how the journal would judge it now, if that matters (``may_be_ready``).
    """
    if may_be_ready(parcel):
        fine = outlook is None or outlook.accepted
        return Place.READY if fine else Place.LOOK
    match parcel.state:
        case OutboxState.SENT:
            return Place.LOOK if parcel.is_partly_refused else Place.SENT
        case OutboxState.SCHEDULED:
            return Place.SCHEDULED
        case state if state in _PERSONS:
            return Place.LOOK
        case OutboxState.WAITING if parcel.step is None:
            return Place.READY  # it asked before: what became of that is seen first
        case _:
            return Place.UNDER_WAY

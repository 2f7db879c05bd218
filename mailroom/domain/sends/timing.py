"""When a mail of the outbox leaves by itself, and when a person is asked first (rule 17, N13).

Owns the times: how long a mail may be late, when a booked one is due, how long a server is given
to file the copy itself. Pure; what the journal says about it is ``outgoing``'s.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from mailroom.domain.query import OutboxState
from mailroom.domain.sends.parcels import Parcel

LATEST = timedelta(hours=8)
"""A mail that could not leave for so long has lost its moment: its author is asked."""

LOOKS = 4
"""So often the copy is looked for in Sent before one is put there, where servers file it."""


def is_late(due: datetime | None, now: datetime) -> bool:
    """Return whether a mail that should have left at ``due`` must not leave by itself any more."""
    return due is not None and now - due > LATEST


def undo_is_over(parcel: Parcel, now: datetime) -> bool:
    """Return whether a mail can wait no longer for being taken back.

    A clock that was put back meanwhile must not keep it for as long again: its author has seen it
    leave in some seconds.
    """
    if parcel.until is None or parcel.until <= now:
        return True
    if parcel.queued_at is None:
        return False
    return now < parcel.queued_at - (parcel.until - parcel.queued_at)


def needs_asking(parcel: Parcel, now: datetime) -> bool:
    """Return whether its author must be asked again; internal mail follows its own clock."""
    return parcel.step is None and is_late(parcel.due, now)


def is_booked(parcel: Parcel, now: datetime) -> bool:
    """Return whether its time is still to come (送信予約)."""
    booked = parcel.state is OutboxState.SCHEDULED
    return booked and parcel.send_at is not None and now < parcel.send_at


def waits_for_copy(parcel: Parcel, *, files_itself: bool) -> bool:
    """Return whether the server is given more time to file what it took."""
    return files_itself and parcel.looks < LOOKS

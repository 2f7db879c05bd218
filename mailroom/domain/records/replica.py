"""How far one desk has read the journal, and what it hands to the fold (design section 4).

The words between ``journal`` (which reads and writes messages) and ``store`` (which keeps them).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from mailroom.domain.events import Event, Placed
from mailroom.domain.position import START, Position
from mailroom.ids import DeskId


class Alarm(Enum):
    """What is wrong with the journal, until a lead repairs it or the program is updated."""

    NONE = ""
    HOLE = "hole"  # rule 34: somebody expunged journal messages
    REPLACED = "replaced"  # rule 33: UIDVALIDITY changed or the folder is gone
    UPDATE_NEEDED = "update_needed"  # rule 35: written by a newer version
    DIVERGED = "diverged"  # rule 34: another desk folds to another state
    EXPUNGED = "expunged"  # rule 34: this desk has what the server lost; a lead's checkpoint helps

    @property
    def read_only(self) -> bool:
        """Return whether this desk may only look meanwhile."""
        return self not in {Alarm.NONE, Alarm.DIVERGED, Alarm.EXPUNGED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """How far the journal was read and folded.

    Attributes:
        uidvalidity: of the journal's folder; 0 until it was seen once.
        uid: every message up to this one was read.
        head: position of the last event folded; beyond ``uid`` when a message was taken in parts.
        time: journal time there.
        chain: state hash there.
    """

    uidvalidity: int = 0
    epoch: int = 1
    uid: int = 0
    head: Position = START
    time: datetime | None = None
    chain: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who this copy of the journal is and its team; the key is empty until it is known."""

    incarnation: str
    team: str = ""
    key: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What one journal message carries (design section 4)."""

    version: int = 1
    team: str
    epoch: int
    desk: DeskId
    incarnation: str
    seq: int
    head: Position
    state_hash: str
    sent_at: datetime
    events: tuple[Event, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A stretch of the journal, decoded and timed.

    Attributes:
        after: the cursor that the reader started from.
        uid: the last message of the stretch.
        placed: its events in order; invalid messages have none.
        seqs: the highest sequence number of each incarnation in it (rule 34).
    """

    after: Cursor
    uid: int
    placed: tuple[Placed, ...] = ()
    seqs: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A pending event; once ``on_wire`` it can no longer be withdrawn (rule 3)."""

    event: Event
    attempts: int
    on_wire: bool


class CursorMoved(Exception):
    """Another process read on meanwhile: ask for the cursor again and go on from there."""

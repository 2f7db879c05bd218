"""Events about the journal itself: its key, its level, its growth, its epochs (rules 32-35).

Bodies like those of ``events``; apart because they are about the record and not about any mail.
"""

from __future__ import annotations

from dataclasses import dataclass

from mailroom.domain.position import Position
from mailroom.domain.words import Words
from mailroom.ids import EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRotated:
    """A lead gives the team a new key: every later message is sealed with it (rule 32).

    ``key`` is 64 hex digits. Whoever can read the mailbox reads it; it locks out who no longer can.
    """

    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRaised:
    """A lead allows the event kinds of the next fold level (rule 35)."""

    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Compacted:
    """A checkpoint holds everything up to here: those messages may be deleted (design section 4).

    Attributes:
        upto: head of the checkpoint, verified by downloading it again.
        checkpoint: its digest (``Snapshot.digest``).
        at_once: the mailbox is nearly full: delete now instead of 30 days of T later.
    """

    upto: Position
    checkpoint: str
    at_once: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EpochStarted:
    """A lead begins the order anew on top of a checkpoint of the old one (rules 33, 34).

    The first event of the first message of an epoch. Who folded anything else than the checkpoint
    takes the checkpoint, and asks again for what is missing in it.

    Attributes:
        epoch: the new one, one more than the last.
        after: head of the checkpoint in the old order.
        chain: state hash there.
        checkpoint: its digest.
        folder: UIDVALIDITY of the folder it begins in; 0 if it is not told. In a folder that was
            renumbered since nothing begins: its positions mean something else.
    """

    epoch: int
    after: Position
    chain: str
    checkpoint: str
    folder: int = 0
    reason: Words = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted:
    """The words of an event are blanked for everyone, by its author or a lead (section 4)."""

    event: EventId
    reason: Words = ""


JournalBody = KeyRotated | LevelRaised | Compacted | EpochStarted | Redacted

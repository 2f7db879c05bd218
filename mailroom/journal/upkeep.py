"""When the journal wants looking after, and by whom (design section 4).

Owns: the decision. A lead's desk asks now and then; what is due is one step, so that people's
actions go between. Several leads' desks may do the same: a later one finds it done, or does it
again to no harm.
"""

from __future__ import annotations

from enum import Enum

from mailroom.domain.people import Team
from mailroom.domain.position import START
from mailroom.domain.records.replica import Alarm
from mailroom.ids import PersonId
from mailroom.journal.codec import TeamKey
from mailroom.journal.compaction import MESSAGES_PER_CHECKPOINT, may_delete
from mailroom.journal.port import Replica
from mailroom.journal.shelving import Library

FOUNDING = "founding"
"""The detail of ``Alarm.EXPUNGED`` when the message that brings the key is gone."""
FEWEST_WHEN_LOW = 200
_MESSAGE = 1_100  # bytes, measured [m]
_LEADS_HAVE_LOOKED = 2  # looks after which a member's desk helps


class Chore(Enum):
    """What is to be done."""

    CHECKPOINT = "checkpoint"  # the shelf has none that a new desk could use
    COMPACT = "compact"
    COMPACT_AT_ONCE = "compact_at_once"  # there is hardly room
    SWEEP = "sweep"  # delete what may go by now
    REBUILD = "rebuild"  # nobody could join any more: the founding message is gone


class Upkeep:
    """Looks what is due; remembers what it found in vain as long as nothing changed."""

    def __init__(self, replica: Replica, library: Library) -> None:
        self._replica = replica
        self._library = library
        self._swept: object = None  # the line that was last swept up to
        self._good: object = None  # key and top of the shelf when a usable checkpoint was there
        self._missed: dict[str, int] = {}  # losses of the server, and how often they were seen

    def due(self, by: PersonId, *, low: bool = False, patience: int = 0) -> Chore | None:
        """Return what this desk should do next, if anything.

        Args:
            by: who sits here; only a lead's desk does anything but help in need.
            low: the mailbox has hardly room left.
            patience: messages to wait longer than other leads' desks, so that one does it.
        """
        team, (alarm, detail) = self._replica.team_row(), self._replica.alarm()
        if team is None or alarm.read_only or not self._library.is_open:
            return None
        if alarm is Alarm.DIVERGED:
            return None  # perhaps it is this desk that is wrong: a person must look
        is_lead = self._replica.is_lead(by)
        if alarm is Alarm.EXPUNGED and detail == FOUNDING:
            return Chore.REBUILD if is_lead else None
        if alarm is Alarm.EXPUNGED:
            return Chore.COMPACT if is_lead else self._help(detail)
        if not is_lead:
            return None
        floor = self._replica.floor()
        if floor.epoch == self._replica.cursor().epoch and floor > (team.compacted or START):
            return Chore.COMPACT  # what this desk took from a checkpoint, others may be missing
        line = may_delete(team, self._replica.cursor().epoch)
        if line is not None and line != self._swept:
            return Chore.SWEEP
        messages = len(self._replica.journal_uids()) - patience
        if low and self._pays(team, messages):
            return Chore.COMPACT_AT_ONCE
        if messages >= MESSAGES_PER_CHECKPOINT:
            return Chore.COMPACT
        return None if self._has_checkpoint(team) else Chore.CHECKPOINT

    def done(self, chore: Chore) -> None:
        """Note that a chore was done to its end."""
        team = self._replica.team_row()
        if chore is Chore.SWEEP and team is not None:
            self._swept = team.compacted

    def _help(self, loss: str) -> Chore | None:
        """A desk without a lead has what the server lost: shelve it once, if no lead could."""
        self._missed[loss] = self._missed.get(loss, 0) + 1
        return Chore.CHECKPOINT if self._missed[loss] == _LEADS_HAVE_LOOKED else None

    def _pays(self, team: Team, messages: int) -> bool:
        """Say whether deleting now frees more than the next checkpoint costs."""
        line = team.compacted
        waits = (
            line is not None
            and line.epoch == self._replica.cursor().epoch
            and not team.compacted_at_once
            and line != self._swept
        )
        return waits or messages >= max(FEWEST_WHEN_LOW, self._library.last_size // _MESSAGE)

    def _has_checkpoint(self, team: Team) -> bool:
        """Say whether a new desk finds a checkpoint under the present key, where one is needed."""
        if team.compacted is None and not team.key and team.epoch == 1:
            return True  # everything lies in the journal
        identity, top = self._replica.identity(), self._library.top
        if top and self._good != (identity.key, top):
            epoch = self._replica.cursor().epoch
            found = self._library.find(
                TeamKey(identity.key),
                lambda one: one.team == identity.team and one.cursor.epoch >= epoch - 1,
            )
            self._good = None if found is None else (identity.key, top)
        return top != 0 and self._good is not None

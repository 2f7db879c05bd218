"""Journal messages without mail around them: what is sealed with which key, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from mailroom.domain.records.journal_events import KeyRotated
from mailroom.domain.records.replica import Batch
from mailroom.journal.codec import Decoded, Invalid, TeamKey, Why


@dataclass(frozen=True, slots=True, eq=False)
class Sealed:
    """A journal message; ``brought`` is the key that a founding message carries.

    Two messages are never equal, as every encoding makes a fresh one (rule 4).
    """

    batch: Batch
    key: TeamKey
    brought: TeamKey | None

    def __len__(self) -> int:
        """Return a size: half a kilobyte for each event."""
        return 512 * len(self.batch.events)

    @property
    def marked(self) -> bool:
        """Return whether it says in its subject that it may change the key."""
        rotates = any(isinstance(event.body, KeyRotated) for event in self.batch.events)
        return self.brought is not None or rotates


class BareCodec:
    """A ``Codec`` with the meaning of the real one."""

    def encode(self, batch: Batch, key: TeamKey, *, founding: bool = False) -> Sealed:
        """Return a message."""
        return Sealed(batch, key, key if founding else None)

    def decode(self, raw: object, key: TeamKey | None) -> Decoded | Invalid:
        """Return the batch of a message, or why it is none."""
        if not isinstance(raw, Sealed):
            return Invalid(why=Why.NOT_OURS)
        if key is not None and raw.key != key:
            return Invalid(why=Why.BAD_SEAL)
        if key is None and raw.brought is None:
            return Invalid(why=Why.NO_KEY)
        return Decoded(batch=raw.batch, key=raw.brought)


BARE = BareCodec()

"""Checkpoints: putting one on the shelf, finding the right one there (design section 4).

Owns: which messages on the shelf make up a checkpoint, and that one counts only after it was
downloaded again. What a checkpoint looks like inside is ``checkpoint``'s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TypeVar

from mailroom.domain.records.levels import FOLD_LEVEL
from mailroom.domain.records.snapshot import Snapshot
from mailroom.errors import CheckpointLost, QuotaFull
from mailroom.journal.checkpoint import Part, decode, encode, read_part
from mailroom.journal.codec import Invalid, TeamKey
from mailroom.journal.port import Shelf

Carried = TypeVar("Carried")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """A checkpoint as it was read back; ``uids`` are its parts."""

    snapshot: Snapshot
    uids: frozenset[int]


class Library:
    """The checkpoints of a team; without a shelf there are none.

    Args:
        shelf: where they lie.
        pause: called between parts of about a megabyte, so that people's actions go first.
    """

    def __init__(self, shelf: Shelf | None, pause: Callable[[], None] = lambda: None) -> None:
        self._shelf = shelf
        self._pause = pause
        self.last_size = 0  # bytes of the last checkpoint put there

    @property
    def is_open(self) -> bool:
        """Return whether checkpoints can be kept at all."""
        return self._shelf is not None

    def put(self, snapshot: Snapshot) -> Shelved:
        """Store a checkpoint and download it again.

        Raises:
            CheckpointLost: what came back is not what was stored.
            QuotaFull: no room.
        """
        key = TeamKey(bytes.fromhex(snapshot.key))
        if self._shelf is not None:
            self._add(self._shelf, encode(snapshot, key), key)
            digest = snapshot.digest
            found = self.find(key, lambda one: one.digest == digest)
            if found is not None:
                return found
        raise CheckpointLost

    def _add(self, shelf: Shelf, parts: Sequence[bytes], key: TeamKey) -> None:
        before = self.top
        try:
            shelf.add(self._one_by_one(parts))
        except QuotaFull:
            shelf.remove(_parts_like(parts[0], shelf, key, before))  # half a one is none
            raise
        self.last_size = sum(map(len, parts))

    @property
    def top(self) -> int:
        """Return the UID of the newest message on the shelf; 0 if there is none."""
        return max(self._shelf.uids(), default=0) if self._shelf is not None else 0

    def find(self, key: TeamKey, fits: Callable[[Snapshot], bool]) -> Shelved | None:
        """Return the newest checkpoint that the team sealed, is whole, readable and fits."""
        if self._shelf is None:
            return None
        begun: dict[str, dict[int, tuple[int, bytes]]] = {}
        for message in self._one_by_one(self._shelf.newest()):
            part = read_part(message.raw, key)
            if isinstance(part, Invalid):
                continue
            parts = begun.setdefault(part.name, {})
            parts[part.number] = (message.uid, message.raw)
            if len(parts) == part.of:
                found = _whole(parts, part, key)
                if found is not None and fits(found.snapshot):
                    return found
        return None

    def _one_by_one(self, parts: Iterable[Carried]) -> Iterator[Carried]:
        for n, part in enumerate(parts):
            if n:
                self._pause()
            yield part

    def keep_only(self, kept: Shelved) -> None:
        """Remove what lies on the shelf longer than this checkpoint."""
        if self._shelf is None:
            return
        first = min(kept.uids)
        self._shelf.remove([uid for uid in self._shelf.uids() if uid < first])


def _parts_like(raw: bytes, shelf: Shelf, key: TeamKey, above: int) -> list[int]:
    """Return the UIDs of what belongs to one checkpoint; another desk may put down its own."""
    wanted = read_part(raw, key)
    newer = takewhile(lambda message: message.uid > above, shelf.newest())
    found = [(message.uid, read_part(message.raw, key)) for message in newer]
    return [
        uid
        for uid, part in found
        if isinstance(part, Part) and isinstance(wanted, Part) and part.name == wanted.name
    ]


def _whole(parts: dict[int, tuple[int, bytes]], part: Part, key: TeamKey) -> Shelved | None:
    snapshot = decode([raw for _, raw in parts.values()], key)
    if isinstance(snapshot, Invalid) or snapshot.level > FOLD_LEVEL:
        return None
    return Shelved(snapshot=snapshot, uids=frozenset(uid for uid, _ in parts.values()))

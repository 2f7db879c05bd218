"""Following the team's key through the journal without reading all of it (rule 32).

Owns: which marked message is believed. Each must be sealed with the key in force before it, so a
key that somebody plants later, sealed with an old one, leads nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mailroom.domain.records.journal_events import KeyRotated
from mailroom.domain.records.replica import Batch
from mailroom.ids import EventId
from mailroom.journal.codec import Codec, Decoded, TeamKey
from mailroom.journal.port import JournalMessage

_KEY = re.compile(r"[0-9a-f]{64}")

IsRefused = Callable[[EventId], bool]


def _nobody_judged(_event: EventId) -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """Where following the keys led.

    Attributes:
        team: its id, "" if no founding message was met.
        keys: those in force one after the other, the first before any message.
        met: the messages that were believed, by UID.
    """

    keys: tuple[TeamKey, ...]
    met: tuple[tuple[int, Batch], ...]
    team: str = ""

    @property
    def key(self) -> TeamKey:
        """Return the key in force behind the last message."""
        return self.keys[-1]


def leads_back(batch: Batch) -> bool:
    """Return whether a message is nobody's wish: it led back to our key (``Writer``)."""
    return any(isinstance(event.body, KeyRotated) and not event.by for event in batch.events)


def root(messages: Iterable[JournalMessage], codec: Codec) -> tuple[str, TeamKey] | None:
    """Return the team and the key that the founding message brings; None if there is none."""
    for message in messages:
        decoded = codec.decode(message.raw, None)
        if isinstance(decoded, Decoded) and decoded.key is not None:
            return decoded.batch.team, decoded.key
    return None


def found(
    messages: Iterable[JournalMessage], codec: Codec, is_refused: IsRefused = _nobody_judged
) -> Trail | None:
    """Walk over marked messages from the founding one; None if there is none.

    Args:
        messages: all marked ones, ascending.
        codec: reads them.
        is_refused: see ``follow``.
    """
    coming = iter(messages)
    for message in coming:
        decoded = codec.decode(message.raw, None)
        if isinstance(decoded, Decoded) and decoded.key is not None:
            later = follow(coming, codec, _after(decoded.batch, decoded.key), is_refused)
            met = ((message.uid, decoded.batch), *later.met)
            return Trail(team=decoded.batch.team, keys=(decoded.key, *later.keys), met=met)
    return None


def follow(
    messages: Iterable[JournalMessage],
    codec: Codec,
    key: TeamKey,
    is_refused: IsRefused = _nobody_judged,
) -> Trail:
    """Walk over marked messages in their order.

    Args:
        messages: marked ones, ascending.
        codec: reads them.
        key: in force before the first.
        is_refused: says of an event whether it was judged and refused: then it changed no key.
    """
    passed = [key]
    met: list[tuple[int, Batch]] = []
    for message in messages:
        decoded = codec.decode(message.raw, key)
        if isinstance(decoded, Decoded):
            met.append((message.uid, decoded.batch))
            key = _after(decoded.batch, key, is_refused)
            passed.append(key)
    return Trail(keys=tuple(passed), met=tuple(met))


def _after(batch: Batch, key: TeamKey, is_refused: IsRefused = _nobody_judged) -> TeamKey:
    """Return the key behind a message."""
    for event in batch.events:
        if not isinstance(event.body, KeyRotated) or is_refused(event.id):
            continue
        if _KEY.fullmatch(event.body.key):
            key = TeamKey(bytes.fromhex(event.body.key))
    return key

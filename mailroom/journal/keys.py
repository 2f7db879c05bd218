"""Following the team's key through the journal without reading all of it (rule 32).

Owns: which marked message is believed. Each must be sealed with the key in force before it, so a
key that somebody plants later, sealed with an old one, leads nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mailroom.domain.journal_events import KeyRotated
from mailroom.domain.replica import Batch
from mailroom.journal.codec import Codec, Decoded, TeamKey
from mailroom.journal.port import JournalMessage

_KEY = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """Where following the keys led.

    Attributes:
        team: its id, "" if no founding message was met.
        key: in force behind the last marked message.
        met: the messages that were believed, by UID.
    """

    team: str
    key: TeamKey
    met: tuple[tuple[int, Batch], ...]


def follow(messages: Iterable[JournalMessage], codec: Codec, key: TeamKey | None) -> Trail | None:
    """Walk over marked messages in their order; None if there is no key to begin with.

    Args:
        messages: marked ones, ascending.
        codec: reads them.
        key: in force before the first; None to begin with the founding message.
    """
    team = ""
    met: list[tuple[int, Batch]] = []
    for message in messages:
        decoded = codec.decode(message.raw, key)
        if not isinstance(decoded, Decoded):
            continue
        if key is None:
            key, team = decoded.key, decoded.batch.team
        met.append((message.uid, decoded.batch))
        for event in decoded.batch.events:
            if isinstance(event.body, KeyRotated) and _KEY.fullmatch(event.body.key):
                key = TeamKey(bytes.fromhex(event.body.key))
    return None if key is None else Trail(team=team, key=key, met=tuple(met))

"""Who still keeps what people asked for, once disks were set back (I11).

As long as its author's disk has an event, that desk answers for it. From then on whoever else
keeps it does; what nobody keeps, nobody can be asked for, and exactly that is excused.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mailroom.domain.records.record import from_plain
from mailroom.domain.records.snapshot import Snapshot
from mailroom.domain.state import Entry
from mailroom.ids import EventId
from mailroom.journal.codec import Decoded, TeamKey
from mailroom.journal.shelving import Library
from tests.replication.simulator.desk import Desk

if TYPE_CHECKING:
    from tests.replication.simulator.world import World


def keeps(desk: Desk, event: EventId) -> bool:
    """Say whether this desk has an event: judged, waiting, or refused in an order that is over."""
    return bool(desk.replica.knows([event])) or event in desk.replica.left_behind


def set_back(world: World, desk: Desk) -> None:
    """Note what a desk asked for and its disk has no more."""
    gone = {event for event, (author, _) in world.clicked.items() if author is desk}
    world.set_back |= {event for event in gone if not keeps(desk, event)}
    forget(world)


def forget(world: World) -> None:
    """Let go of what nobody keeps any more; called wherever somebody may have been the last."""
    if not world.set_back:
        return
    elsewhere = frozenset((*_to_be_read(world), *_on_shelf(world)))
    for event in world.set_back - elsewhere:
        if not any(keeps(desk, event) for desk in world.desks):
            world.set_back.discard(event)
            world.clicked.pop(event, None)


def _to_be_read(world: World) -> Iterator[EventId]:
    """Yield what lies in the journal where some desk will come to it yet."""
    folder, codec = world.server.journal, world.server.codec
    for desk in world.desks:
        cursor, key = desk.replica.cursor(), TeamKey(desk.replica.identity().key)
        unread = [one for one in folder.messages if one.uid > cursor.uid]
        for message in unread if cursor.uidvalidity == folder.uidvalidity else ():
            found = codec.decode(message.raw, key)
            if isinstance(found, Decoded) and found.batch.epoch == cursor.epoch:
                yield from (event.id for event in found.batch.events)


def _on_shelf(world: World) -> Iterator[EventId]:
    found: list[Snapshot] = []
    for key in {desk.replica.identity().key for desk in world.desks}:
        Library(world.server.shelf).find(TeamKey(key), lambda one: bool(found.append(one)))
    for snapshot in found:
        for text in snapshot.rows.get(Entry.__name__, ()):
            yield from_plain(Entry, json.loads(text)).event.id

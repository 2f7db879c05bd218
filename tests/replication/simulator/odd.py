"""Events that no honest program writes: any body, by anybody at this desk, about anything."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from mailroom.domain.events import Event
from tests.replication.simulator.desk import Desk
from tests.unit.domain.journals import Author


def odd_event(desk: Desk, seed: int) -> Event:
    """Return an event that this desk might write if it were broken, or somebody's own program."""
    author = Author(Random(seed))
    author.state = desk.replica.state
    author.events += list(desk.replica.state.entries)
    author.anchors += list(desk.replica.state.mails)
    uid = desk.replica.cursor().head.uid
    event = author.event(uid * 1000 + seed % 1000)
    refused = [one for one in desk.replica.state.entries.values() if not one.verdict.accepted]
    if refused and seed % 3 == 0:
        event = replace(event, requires=refused[-1].event.id)
    return event

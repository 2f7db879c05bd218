"""What must hold once everything has healed."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from mailroom.domain.escalations.internal_mail import MOST_ATTEMPTS, RESCUE_AFTER, owed, tries
from mailroom.domain.events import kind_of
from mailroom.domain.query import OutboxState
from mailroom.domain.records.journal_events import Compacted, EpochStarted, Redacted
from mailroom.domain.records.replica import Alarm
from mailroom.domain.records.snapshot import Snapshot
from mailroom.ids import DeskId
from mailroom.journal.checkpoint import decode, encode
from mailroom.journal.codec import TeamKey
from mailroom.journal.port import Shelf
from mailroom.journal.replicate import Replicator
from tests.replication.simulator import remembering
from tests.replication.simulator.desk import Desk
from tests.replication.simulator.founding import NEW
from tests.replication.simulator.instants import demand, is_derived
from tests.replication.simulator.plan import Act
from tests.replication.simulator.replica import SimReplica
from tests.replication.simulator.servers import Line
from tests.replication.simulator.world import ROUND, World
from tests.unit.domain.test_invariants import check_cases, check_mails


def check_end(world: World, *, anew: bool) -> None:
    """Check the invariants of design section 6 at the end of a schedule.

    Args:
        world: after healing.
        anew: whether to fold the whole journal once more without sharing.
    """
    desks = [one for one in world.desks if not one.is_read_only]
    reader = _reader(world, desks)
    _same_hash(desks, reader)
    for desk in desks:
        _drained(desk)
        _said(desk, reader)
    _words_kept(world, reader)
    _each_mail_once(world, reader)
    _steps_once(world, reader)
    if desks:
        _steps_mailed(world, desks, reader)
    check_mails(reader.state)
    check_cases(reader.state)
    if anew:
        _fresh_desk(world, reader)
        _desk_from_checkpoint(world, reader)


def _reader(world: World, desks: list[Desk]) -> SimReplica:
    """Return who has read the whole journal: the auditor, unless only they know what was deleted.

    Then every desk has gone over to an order whose checkpoint lies no more where the auditor looks.
    """
    alarm = world.auditor.replica.alarm()[0]
    hurt = any(world.done[act] for act in (Act.EXPUNGE, Act.REPLACE))
    demand(alarm is Alarm.NONE or hurt, f"the auditor's alarm: {alarm}")
    if alarm is Alarm.NONE or not desks:
        return world.auditor.replica
    return desks[0].replica


def _same_hash(desks: list[Desk], reader: SimReplica) -> None:
    """I1."""
    ours = reader.cursor()
    for desk in desks:
        name, theirs = desk.seat.desk, desk.replica.cursor()
        demand(theirs.head == ours.head, f"I1: {name} is at {theirs.head}, not {ours.head}")
        demand(theirs.chain == ours.chain, f"I1: {name} has another state hash")


def _fresh_desk(world: World, reader: SimReplica) -> None:
    """I1: somebody who joins now, and judges for themselves what they read."""
    _demand_same_rows(_joining(world, world.server.shelf), reader, "a fresh desk")


def _desk_from_checkpoint(world: World, reader: SimReplica) -> None:
    """I1: somebody who reads nothing but a checkpoint of what the others have come to."""
    snapshot = reader.snapshot()
    parts = encode(snapshot, TeamKey(reader.identity().key))
    restored = decode(parts, TeamKey(reader.identity().key))
    demand(isinstance(restored, Snapshot), f"I1: a checkpoint that nobody can read: {restored}")
    assert isinstance(restored, Snapshot)
    demand(restored.digest == snapshot.digest, "I1: a checkpoint came back as another one")
    replica = SimReplica("restored", None, NEW)
    replica.restore(restored)
    _demand_same_rows(replica, reader, "a desk from a checkpoint")


def _joining(world: World, shelf: Shelf | None) -> SimReplica:
    replica = SimReplica("fresh", None, NEW)
    reader = Replicator(
        replica=replica,
        journal=Line(world.server),
        desk=DeskId("fresh"),
        clock=world.server.now,
        codec=world.server.codec,
        shelf=shelf,
    )
    reader.pull()
    return replica


def _demand_same_rows(one: SimReplica, reader: SimReplica, who: str) -> None:
    demand(one.cursor().chain == reader.cursor().chain, f"I1: {who} has another state hash")
    demand(set(one.state.rows()) == set(reader.state.rows()), f"I1: {who} has other rows")


def _drained(desk: Desk) -> None:
    """I12."""
    waiting = [type(one.event.body).__name__ for one in desk.replica.pending.values()]
    demand(not waiting, f"I12: {desk.seat.desk} still waits to say {waiting}")


def _said(desk: Desk, reader: SimReplica) -> None:
    """I10: whatever was to be said here is in the journal.

    What was about the mailbox as it was is not said again in another one; and what a broken program
    said under the id of something else is taken for that, wherever that was refused (rule 2).
    """
    known = reader.knows(desk.replica.asked) | desk.replica.left_behind
    bodies = {placed.event.id: placed.event.body for placed in reader.log}
    for id_, event in desk.replica.asked.items():
        passing = is_derived(event) or isinstance(event.body, Compacted | EpochStarted)
        mistaken = bodies.get(id_, event.body) != event.body
        demand(id_ in known or passing or mistaken, f"I10: {kind_of(event.body)} {id_} is gone")


def _words_kept(world: World, reader: SimReplica) -> None:
    """I11: what a person wrote is in the timeline, or shown to them as not applied."""
    redacted = {
        entry.event.body.event
        for entry in reader.state.entries.values()
        if isinstance(entry.event.body, Redacted) and entry.verdict.accepted
    }
    for event, (desk, words) in world.clicked.items():
        keepers = world.desks if event in world.set_back else [desk]
        kept = any(remembering.keeps(one, event) for one in keepers)
        demand(kept, f"I11: {event} of {desk.seat.desk} is gone: {words}")
        entries = (one.replica.state.entry(event) for one in keepers if not one.is_read_only)
        for body in (entry.event.body for entry in entries if entry is not None):
            told = not words or event in redacted or _has_words(body, words)
            demand(told, f"I11: the words of {event} are gone: {words}")
    for id_, desk in world.replies.items():
        demand(id_ in desk.parcels, f"I11: the reply {id_} is gone")


def _has_words(body: object, words: str) -> bool:
    return words in repr(body) or "■" in repr(body)


def _each_mail_once(world: World, reader: SimReplica) -> None:
    """I5."""
    handed = Counter(one.message_id for one in world.server.sink if one.step is None)
    for message_id, times in handed.items():
        allowed = 1 + world.decided[message_id]
        demand(times <= allowed, f"I5: {message_id} left {times} times, decided {allowed - 1}")
    for desk in world.desks:
        for parcel in desk.parcels.values():
            if parcel.state is OutboxState.SENT and parcel.step is None:
                sent = reader.state.sent(parcel.message_id)
                lost = desk.is_read_only
                demand(sent is not None or lost, f"I10: nobody knows that {parcel.id} left")


def _steps_mailed(world: World, desks: list[Desk], reader: SimReplica) -> None:
    """I14: what an escalation calls for is mailed while desks are open, a silent desk's by others.

    Those wait by their own clocks, and look again in every round of healing.
    """
    clock = max(desk.clock.now() for desk in desks)
    lately = min(clock, world.server.now.now()) - RESCUE_AFTER - timedelta(minutes=ROUND)
    for escalation in reader.state.escalations.values():
        for one in owed(escalation):
            tried = tries(escalation, one.step)
            if len(tried) >= MOST_ATTEMPTS or escalation.stop_of(one.step) is not None:
                continue  # it was refused that often, or stopped: a person must look
            since = tried[-1].begun_at if tried else one.since
            demand(since > lately, f"I14: {one.step} of {escalation.id} was never mailed")


def _steps_once(world: World, reader: SimReplica) -> None:
    """I14: each attempt once at most, as long as the journal remembers it."""
    for escalation in reader.state.escalations.values():
        numbers = [mark.number for mark in escalation.marks]
        demand(len(numbers) == len(set(numbers)), f"rule 7: a step is settled twice: {numbers}")
    steps = Counter(one.step for one in world.server.sink if one.step is not None)
    for step, times in steps.items():
        allowed = 1 + world.auditor.forgotten[step]
        demand(times <= allowed, f"I14: {step} left {times} times")

"""What must hold once everything has healed."""

from __future__ import annotations

from collections import Counter

from mailroom.domain.journal_events import Redacted
from mailroom.domain.query import OutboxState
from mailroom.domain.replica import Alarm
from mailroom.ids import DeskId
from mailroom.journal.replicate import Replicator
from tests.replication.simulator.audit import ids_in
from tests.replication.simulator.desk import Desk
from tests.replication.simulator.founding import NEW
from tests.replication.simulator.instants import demand
from tests.replication.simulator.plan import Act
from tests.replication.simulator.replica import SimReplica
from tests.replication.simulator.servers import Line
from tests.replication.simulator.world import World
from tests.unit.domain.test_invariants import check_cases, check_mails


def check_end(world: World, *, anew: bool) -> None:
    """Check the invariants of design section 6 at the end of a schedule.

    Args:
        world: after healing.
        anew: whether to fold the whole journal once more without sharing.
    """
    desks = [one for one in world.desks if not one.is_read_only]
    for desk in desks:
        _drained(desk)
    _words_kept(world)
    _steps_once(world)
    if _auditor_is_lost(world):
        _same_hash(desks, desks[0].replica if desks else world.auditor.replica)
        return
    _same_hash(desks, world.auditor.replica)
    if anew:
        _fresh_desk(world)
    for desk in desks:
        _known_to_all(world, desk)
    _each_mail_once(world)
    check_mails(world.auditor.replica.state)
    check_cases(world.auditor.replica.state)


def _auditor_is_lost(world: World) -> bool:
    """Return whether only the auditor ever read what was then deleted for good."""
    alarm = world.auditor.replica.alarm()[0]
    hurt = any(world.done[act] for act in (Act.EXPUNGE, Act.REPLACE))
    demand(alarm is Alarm.NONE or hurt, f"the auditor's alarm: {alarm}")
    return alarm is not Alarm.NONE


def _same_hash(desks: list[Desk], reader: SimReplica) -> None:
    """I1."""
    ours = reader.cursor()
    for desk in desks:
        name, theirs = desk.seat.desk, desk.replica.cursor()
        demand(theirs.head == ours.head, f"I1: {name} is at {theirs.head}, not {ours.head}")
        demand(theirs.chain == ours.chain, f"I1: {name} has another state hash")


def _fresh_desk(world: World) -> None:
    """I1: somebody who reads everything, and judges for themselves."""
    replica = SimReplica("fresh", None, NEW)
    reader = Replicator(
        replica=replica,
        journal=Line(world.server),
        desk=DeskId("fresh"),
        clock=world.server.now,
        codec=world.server.codec,
        shelf=world.server.shelf,
    )
    reader.pull()
    demand(
        replica.cursor().chain == world.auditor.replica.cursor().chain, "I1: a fresh desk differs"
    )
    ours = set(world.auditor.replica.state.rows())
    demand(set(replica.state.rows()) == ours, "I1: a fresh desk has other rows")


def _drained(desk: Desk) -> None:
    """I12."""
    waiting = [type(one.event.body).__name__ for one in desk.replica.pending.values()]
    demand(not waiting, f"I12: {desk.seat.desk} still waits to say {waiting}")


def _known_to_all(world: World, desk: Desk) -> None:
    """I10: what a desk saw confirmed is in the journal."""
    order = {event: verdict for _, event, verdict in reversed(world.auditor.order)}
    for placed in desk.replica.log:
        demand(placed.event.id in order, "I10: an acknowledged event is not in the journal")


def _words_kept(world: World) -> None:
    """I11: what a person wrote is in the timeline, or shown to them as not applied."""
    state = world.auditor.replica.state
    redacted = {
        entry.event.body.event
        for entry in state.entries.values()
        if isinstance(entry.event.body, Redacted) and entry.verdict.accepted
    }
    for event, (desk, words) in world.clicked.items():
        if desk.is_read_only:
            demand(event in desk.replica.knows([event]), f"I11: {event} is gone: {words}")
            continue
        entry = desk.replica.state.entry(event)
        if entry is None and event in desk.replica.left_behind:
            continue
        demand(entry is not None, f"I11: {event} of {desk.seat.desk} is gone: {words}")
        if words and event not in redacted and entry is not None:
            body = entry.event.body
            demand(_has_words(body, words), f"I11: the words of {event} are gone: {words}")
    for id_, desk in world.replies.items():
        demand(id_ in desk.parcels, f"I11: the reply {id_} is gone")


def _has_words(body: object, words: str) -> bool:
    return all(part in repr(body) for part in (words,)) or "■" in repr(body)


def _each_mail_once(world: World) -> None:
    """I5."""
    handed = Counter(one.message_id for one in world.server.sink)
    for message_id, times in handed.items():
        allowed = 1 + world.decided[message_id]
        demand(times <= allowed, f"I5: {message_id} left {times} times, decided {allowed - 1}")
    for desk in world.desks:
        for parcel in desk.parcels.values():
            if parcel.state is OutboxState.SENT and parcel.step is None:
                sent = world.auditor.replica.state.sent(parcel.message_id)
                lost = desk.is_read_only
                demand(sent is not None or lost, f"I10: nobody knows that {parcel.id} left")


def _steps_once(world: World) -> None:
    """I14: each attempt once at most; with the message that asked, its slot may be deleted."""
    lost = Counter(event for message in world.server.lost for event in ids_in(message))
    steps = Counter(one.step for one in world.server.sink if one.step is not None)
    for step, times in steps.items():
        demand(times <= 1 + lost[step[0]], f"I14: {step} left {times} times")

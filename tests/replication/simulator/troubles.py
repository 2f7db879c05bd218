"""What befalls the journal itself: deleted messages, another folder, old disks, wrong keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mailroom.domain.events import PresenceSet
from mailroom.domain.mails import MailFacts
from mailroom.domain.people import Presence
from mailroom.domain.query import OutboxState
from mailroom.domain.records.replica import Alarm
from mailroom.domain.sends.parcels import Parcel
from mailroom.errors import RuleBroken
from mailroom.ids import MailKey
from mailroom.journal.replicate import REJOIN
from tests.replication.simulator import remembering
from tests.replication.simulator.desk import Desk
from tests.replication.simulator.plan import Act, Step
from tests.replication.simulator.replica import SimReplica

if TYPE_CHECKING:
    from tests.replication.simulator.world import World

_ROUNDS = 4
_HURTS = (Act.EXPUNGE, Act.REPLACE, Act.REBUILD, Act.CLONE, Act.COMPACT)
_ASKS_FOR_A_LEAD = {Alarm.HOLE, Alarm.REPLACED, Alarm.DIVERGED, Alarm.EXPUNGED}
_ON_ITS_WAY = {OutboxState.CHECKING, OutboxState.SENDING}


@dataclass(frozen=True)
class Backup:
    """A copy of a desk's disk."""

    replica: SimReplica
    parcels: dict[str, Parcel]
    mails: dict[MailKey, MailFacts]
    fetched: tuple[int, int]


def checkpoint(_world: World, desk: Desk, _step: Step) -> None:
    """A lead's desk puts a checkpoint on the shelf."""
    if desk.is_lead and not desk.is_read_only:
        desk.pull()
        desk.replicator.checkpoint()


def compact(_world: World, desk: Desk, step: Step) -> None:
    """A lead's desk says that what a checkpoint holds may go, and what may go by now goes."""
    if desk.is_lead and not desk.is_read_only and step.a % 3:
        desk.exchange()
        desk.replicator.compact(desk.seat.person, at_once=step.a % 2 == 0)
    desk.pull()
    desk.replicator.sweep()


def expunge(world: World, _desk: Desk, step: Step) -> None:
    """Somebody deletes a journal message that at least one desk has read."""
    folder = world.server.journal
    read = max(
        (desk.replica.cursor().uid for desk in world.desks if not desk.is_read_only),
        default=0,
    )
    known = [one for one in folder.messages if one.uid <= read and not world.server.is_marked(one)]
    known = [one for one in known if one.uid > world.first_uid]
    if known:
        lost = known[-1 - step.a % min(4, len(known))]
        world.tell(f"message {lost.uid} is deleted")
        world.server.lost.append(lost)
        folder.expunge(lost.uid)
        remembering.forget(world)


def replace_folder(world: World, _desk: Desk, step: Step) -> None:
    """The server has lost track of the folder, or somebody made another one."""
    folder = world.server.journal
    world.tell("the folder is another one")
    kept = folder.messages if step.a % 2 else []
    world.server.lost += [one for one in folder.messages if one not in kept]
    folder.replace(kept)
    remembering.forget(world)


def rebuild(_world: World, desk: Desk, _step: Step) -> None:
    """A lead begins the order anew."""
    desk.replicator.rebuild(desk.seat.person, "x")


def wrong_key(_world: World, desk: Desk, _step: Step) -> None:
    """This desk's file says another key, when the program starts again: it must not be heard."""
    team = desk.replica.identity().team
    if team:
        desk.replica.set_team(team, bytes(32))
        desk.crash()


def clone(world: World, desk: Desk, step: Step) -> None:
    """A disk is copied, and later the PC comes back from that copy."""
    if any(parcel.state in _ON_ITS_WAY for parcel in desk.parcels.values()):
        return
    kept = world.backups.get(desk.seat.desk)
    if step.a % 2 == 0 or kept is None:
        world.backups[desk.seat.desk] = Backup(
            desk.replica.backup(), dict(desk.parcels), dict(desk.mails), desk.fetched
        )
        return
    world.tell("comes back from a copy of its disk")
    for parcel in desk.parcels.values():
        if parcel.unchecked:  # what only the old disk knew
            world.decided[parcel.message_id] += 1
    desk.replica = kept.replica.backup()
    desk.parcels, desk.mails, desk.fetched = dict(kept.parcels), dict(kept.mails), kept.fetched
    desk.crash()
    remembering.set_back(world, desk)
    for id_, author in list(world.replies.items()):
        if author is desk and id_ not in desk.parcels:
            del world.replies[id_]


def repair(world: World) -> None:
    """Let people do what the alarms tell them; meanwhile life goes on, and desks speak."""
    if not any(world.done[act] for act in _HURTS):
        return
    desks = world.desks
    for _ in range(_ROUNDS):
        for desk in desks:
            desk.ask(PresenceSet(person=desk.seat.person, presence=Presence.IN))
            desk.exchange()
            desk.replicator.inspect()
        for desk in desks:
            desk.pull()
        alarmed = [desk for desk in desks if desk.replica.alarm()[0] in _ASKS_FOR_A_LEAD]
        if not alarmed:
            return
        for lead in [desk for desk in desks if desk.is_lead]:
            world.tell(f"{lead.seat.desk} leads: {lead.replica.alarm()}")
            if lead.replica.alarm()[0] in _ASKS_FOR_A_LEAD:
                _begin_anew(world, lead)
            else:
                lead.replicator.checkpoint()
    world.server.watch()


def look_after(world: World) -> None:
    """Let leads' desks do what the journal wants by then; else nobody new could join."""
    if not any(world.done[act] for act in _HURTS):
        return
    for desk in world.desks:
        for _ in range(_ROUNDS):
            chore = desk.replicator.chore(desk.seat.person)
            if chore is None:
                break
            world.tell(f"{desk.seat.desk} does its chore: {chore.value}")
            desk.replicator.do_chore(chore, desk.seat.person)


def _begin_anew(world: World, lead: Desk) -> None:
    """Rebuild; or, as the program then says, rejoin what another lead began with another key."""
    try:
        lead.replicator.rebuild(lead.seat.person, "x")
    except RuleBroken as broken:
        if broken.detail != REJOIN:
            raise
        world.tell(f"{lead.seat.desk} rejoins")
        lead.replicator.rejoin()

"""How a team begins; what most schedules begin with is made once and copied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from mailroom.domain.cases import Label
from mailroom.domain.events import DeskJoined, LabelSet, MailboxAdded, MemberSet, TeamFounded
from mailroom.domain.people import Desk as DeskRow
from mailroom.domain.people import Mailbox, Member, Role
from mailroom.domain.position import Position
from mailroom.domain.records.levels import Levels
from mailroom.domain.verdicts import Verdict
from mailroom.ids import DeskId, EventId, MailboxId
from mailroom.journal.port import JournalMessage
from mailroom.journal.replicate import Replicator
from tests.replication.simulator import arrival
from tests.replication.simulator.chance import seeded
from tests.replication.simulator.clicks import LABELS, PEOPLE
from tests.replication.simulator.codec import BARE
from tests.replication.simulator.desk import Desk
from tests.replication.simulator.plan import Founding, Plan
from tests.replication.simulator.replica import Branch, SimReplica
from tests.replication.simulator.servers import DeskClock, Line, Server
from tests.unit.domain.world import ROLES, SUPPORT

OLD, NEW = Levels(), Levels(highest=2)


@dataclass(frozen=True)
class Beginning:
    """A journal and the desks that have read it."""

    messages: tuple[JournalMessage, ...]
    replicas: tuple[SimReplica, ...]
    auditor: SimReplica
    order: tuple[tuple[Position, EventId, Verdict], ...]


def beginning(plan: Plan, branch: Branch) -> Beginning | None:
    """Return what the desks of a schedule begin with; ``None`` if they found the team there."""
    if plan.founding is not Founding.DONE:
        return None
    made = _founded(plan.desks, plan.old)
    return Beginning(
        messages=made.messages,
        replicas=tuple(replica.copied(branch) for replica in made.replicas),
        auditor=made.auditor.copied(branch),
        order=made.order,
    )


def found(desks: Sequence[Desk]) -> None:
    """Let the first desk found the team and the others join."""
    first = desks[0]
    ask_to_found(first)
    introduce_team(first)
    first.exchange()
    for desk in desks[1:]:
        desk.pull()
        join(desk)
        desk.exchange()
    for desk in desks:
        desk.pull()


def ask_to_found(desk: Desk) -> None:
    """Let a desk ask to found the team, its person leading."""
    lead = Member(id=desk.seat.person, name=desk.seat.person, role=Role.LEAD)
    desk.ask(TeamFounded(name="サポート", lead=lead))
    join(desk)


def join(desk: Desk) -> None:
    """Let a desk make itself known."""
    seat, level = desk.seat, desk.replica.level
    row = DeskRow(id=seat.desk, name=seat.desk, person=seat.person, level=level)
    desk.ask(DeskJoined(joined=row))


def introduce_team(lead: Desk) -> None:
    """Let the first lead say who belongs to the team and where its mail comes in."""
    lead.ask(MailboxAdded(mailbox=Mailbox(id=MailboxId("m"), address=SUPPORT)))
    for seat in PEOPLE[1:]:
        member = Member(id=seat.person, name=seat.person, role=ROLES[seat])
        lead.ask(MemberSet(member=member))
    for label in LABELS:
        lead.ask(LabelSet(label=Label(id=label, name=label)))
    for event in arrival.beginning():
        lead.ask(event)


@cache
def _founded(desks: int, old: frozenset[int]) -> Beginning:
    server = Server()
    clock = DeskClock(server.now, 0, 0)
    there = [Desk(PEOPLE[number], server, clock, _replica(number, old)) for number in range(desks)]
    with seeded(-1):
        found(there)
    auditor = SimReplica("auditor", {}, NEW)
    _reader(auditor, server).pull()
    order = [
        (placed.position, placed.event.id, verdict)
        for placed, verdict in zip(auditor.log, auditor.verdicts, strict=True)
    ]
    return Beginning(
        messages=tuple(server.journal.messages),
        replicas=tuple(desk.replica for desk in there),
        auditor=auditor,
        order=tuple(order),
    )


def _replica(number: int, old: frozenset[int]) -> SimReplica:
    return SimReplica(f"inc{number}", {}, OLD if number in old else NEW)


def _reader(replica: SimReplica, server: Server) -> Replicator:
    return Replicator(
        replica=replica,
        journal=Line(server),
        desk=DeskId(replica.identity().incarnation),
        clock=server.now,
        codec=BARE,
        shelf=server.shelf,
    )

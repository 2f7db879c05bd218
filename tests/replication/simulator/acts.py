"""Steps that need nothing but a desk and its servers; the others are the world's own."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from mailroom.domain.records.journal_events import LevelRaised
from tests.replication.simulator import arrival, duties
from tests.replication.simulator.desk import Desk
from tests.replication.simulator.odd import odd_event
from tests.replication.simulator.plan import WAITS, Step
from tests.replication.simulator.servers import Accident, accident_of

if TYPE_CHECKING:
    from tests.replication.simulator.world import World


def mail(world: World, _desk: Desk, step: Step) -> None:
    """Somebody writes."""
    late = world.arrivals.late_parent() if step.a % 5 == 4 else None
    mail = late or world.arrivals.write(step.a // 5, step.b, world.auditor.replica.state)
    world.tell(f"{mail.key} from {mail.sender.addr} names {mail.names} {mail.automatic.value}")


def old_mail(world: World, desk: Desk, step: Step) -> None:
    """Old mail is found, and imported."""
    if step.a % 4 == 0:
        world.arrivals.old(step.b)
    desk.line.check()
    duties.fetch(desk)
    duties.import_history(desk)
    desk.line.accident = accident_of(step.a // 4)
    desk.exchange()


def sent_outside(world: World, _desk: Desk, step: Step) -> None:
    """A colleague answers with another program."""
    world.arrivals.outside(step.b)


def fetch(_world: World, desk: Desk, step: Step) -> None:
    """Look for mail, and announce it."""
    duties.fetch(desk)
    desk.pull()
    duties.announce(desk)
    arrival.look_again(desk)
    desk.line.accident = accident_of(step.a)
    desk.push()


def sync(world: World, desk: Desk, step: Step) -> None:
    """Push and pull."""
    desk.line.accident = accident_of(step.a)
    if desk.line.accident is not Accident.NONE:
        world.tell(desk.line.accident.value)
    desk.exchange()


def pull(_world: World, desk: Desk, _step: Step) -> None:
    """Read to the head."""
    desk.pull()


def timers(_world: World, desk: Desk, step: Step) -> None:
    """Say what is due by this desk's clock."""
    duties.fire_timers(desk)
    desk.line.accident = accident_of(step.a)
    desk.push()


def wait(world: World, _desk: Desk, step: Step) -> None:
    """Time passes."""
    minutes = WAITS[step.a % len(WAITS)]
    world.server.now.moment += timedelta(minutes=minutes)
    world.tell(f"{minutes} minutes pass")


def crash(_world: World, desk: Desk, _step: Step) -> None:
    """The power goes."""
    desk.crash()


def cut(_world: World, desk: Desk, _step: Step) -> None:
    """The line goes."""
    desk.line.is_cut = True


def heal_line(_world: World, desk: Desk, _step: Step) -> None:
    """The line works again."""
    desk.line.is_cut = False


def zombies(world: World, _desk: Desk, _step: Step) -> None:
    """Late appends arrive."""
    world.server.raise_zombies()


def odd(world: World, desk: Desk, step: Step) -> None:
    """A broken program says something."""
    event = odd_event(desk, step.a)
    world.tell(f"odd {type(event.body).__name__} {event.id[:12]} on {event.anchor}")
    desk.replica.append_pending([event])
    desk.push()


def raise_level(_world: World, desk: Desk, step: Step) -> None:
    """A lead raises the fold level."""
    team = desk.replica.state.team()
    if team is not None:
        desk.ask(LevelRaised(level=team.fold_level + 1 + (step.a % 8 == 0)))
        desk.push()

"""A whole practice day: servers, a founded team, colleagues and customers, on a fast clock.

Owns the composition and the thread that lets time pass. Everything lies in one folder, listens on
loopback only, and is gone when the folder is.
"""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from mailroom.clock import Clock
from mailroom.domain.cases import Label
from mailroom.domain.commands import SetLabel, SetMember, SetPolicy
from mailroom.domain.people import Member
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.policies.policy import Policy, Route, RouteBy, Target, TargetKind
from mailroom.ids import DeskId, LabelId, PersonId, digest
from mailroom.practice.fast_clock import FastClock
from mailroom.practice.people import Colleague, Correspondents, Customers
from mailroom.practice.script import Day, Person, load
from mailroom.practice.server import PASSWORD, PracticeServer
from mailroom.servers import Security
from mailroom.service.profiles import Profile
from mailroom.service.room import Room
from mailroom.settings import Account, ProfileConfig, Server, Settings

ME = "tanaka"
COLLEAGUE = "sato"
FOUNDER = "suzuki"
_TICK = 0.25  # seconds of real time between turns
_PATIENCE = 30.0  # seconds for founding on loopback


class PracticeDay:
    """``with PracticeDay(folder) as day: day.room`` - the room of 田中, at work.

    Args:
        folder: where profiles and databases of the practice team lie.
        speed: practice seconds per second.
        real: the clock that runs so much faster; the PC's if not given.
    """

    def __init__(self, folder: Path, *, speed: float = 6.0, real: Clock | None = None) -> None:
        self.clock = FastClock(speed, real)
        self.day: Day = load()
        self.server = PracticeServer(clock=self.clock)
        self.opening = self.clock.now()
        self._folder = folder
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._live, name="practice-day", daemon=True)
        self._rooms: dict[str, Room] = {}
        self._colleague: Colleague | None = None

    @property
    def room(self) -> Room:
        """Return the room of the person who practises."""
        return self._rooms[ME]

    @property
    def colleague(self) -> Room:
        """Return the room of the colleague, once they were brought."""
        return self._rooms[COLLEAGUE]

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def open(self) -> None:
        """Start the servers, deliver old mail, found the team, open my room.

        This morning's mail comes with the first ``turn``, while the window is already there.
        """
        self.server.add_user(self.day.address)
        self.server.start()
        self._customers = Customers(self.day, self.server, self.opening)
        self._correspondents = Correspondents(self.day, self.server)
        self._customers.turn(self.opening - timedelta(days=1))  # what is old mail to everybody
        self._found()
        self._seat(ME)

    def bring_colleague(self) -> None:
        """Open the second desk. Nobody has to wait for it, so it is not part of ``open``."""
        self._colleague = Colleague(self.day, self._seat(COLLEAGUE), self.opening)

    def start(self) -> None:
        """Let time pass: mail arrives, colleagues act, the chief answers."""
        self.room.start()
        self._thread.start()

    def close(self) -> None:
        """End the day and everything that runs for it."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()
        for room in self._rooms.values():
            room.close()
        self.server.stop()

    def turn(self) -> None:
        """Do what is due at this moment."""
        now = self.clock.now()
        self._customers.turn(now)
        self._correspondents.turn(now)
        if self._colleague is not None:
            self._colleague.turn(now)

    def sync(self) -> None:
        """Let every room see what the others did, on a day that was not started."""
        for room in (*self._rooms.values(), self.room):
            room.sync_once()

    # --- inside --------------------------------------------------------------------------------

    def _live(self) -> None:
        self.turn()
        self.bring_colleague()
        self._rooms[COLLEAGUE].start()
        while not self._stop.wait(_TICK):
            self.turn()

    def _found(self) -> None:
        """The chief founds the team and introduces everybody, then goes back to other work."""
        with self._open_room(self.day.person(FOUNDER)) as room:
            room.found_or_join(self.day.team, self.day.person(FOUNDER).address)
            asked = [room.do(SetMember(member=_member(one))) for one in self.day.members]
            asked += [
                room.do(SetLabel(label=Label(id=_label_id(name), name=name, colour=colour)))
                for name, colour in self.day.labels
            ]
            asked.append(room.do(SetPolicy(policy=_policy(), reason="役職と担当を決めました")))
            room.wait(asked[-1], _PATIENCE)

    def chief(self) -> Room:
        """Open the room of who founded the team, for who has to act as a lead; close it again."""
        return self._open_room(self.day.person(FOUNDER))

    def _seat(self, name: str) -> Room:
        room = self._rooms[name] = self._open_room(self.day.person(name))
        room.found_or_join()
        return room

    def _open_room(self, person: Person) -> Room:
        folder = self._folder / person.id
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        profile = Profile(folder=folder, config=self._config(person))
        # Ten seconds to take a mail back are meant for people, who do not run faster.
        profile.save_settings(Settings(undo_seconds=round(10 * self.clock.speed)))
        return Room.open(profile, clock=self.clock, password=PASSWORD)

    def _config(self, person: Person) -> ProfileConfig:
        account = Account(
            imap=Server(
                host=self.server.host, port=self.server.port, security=Security.PLAIN_LOOPBACK
            ),
            smtp=Server(
                host=self.server.host, port=self.server.smtp_port, security=Security.PLAIN_LOOPBACK
            ),
            user=self.day.address,
            address=self.day.address,
        )
        return ProfileConfig(
            name=person.id,
            account=account,
            person=PersonId(person.id),
            person_name=person.name,
            desk=DeskId(f"desk-{person.id}"),
            desk_name=f"{person.name.split()[0]}のPC",
        )


def _member(person: Person) -> Member:
    return Member(
        id=PersonId(person.id),
        name=person.name,
        addresses=(person.address,),
        role=person.role,
        phone=person.phone,
        extension=person.extension,
    )


def _label_id(name: str) -> LabelId:
    return LabelId(digest("practice-label", name)[:16])


def _policy() -> Policy:
    chiefs = {2: "suzuki", 3: "kacho", 4: "bucho"}
    levels = tuple(
        replace(level, person=PersonId(chiefs[level.number]) if level.number in chiefs else None)
        for level in DEFAULT_POLICY.levels
    )
    knows = Target(kind=TargetKind.PERSON, person=PersonId("sato"))
    chief = Target(kind=TargetKind.PERSON, person=PersonId(chiefs[2]))
    routes = (
        Route(category="料金・請求", level=2, targets=(chief, knows)),
        Route(category="仕様・操作", level=2, targets=(knows, chief), by=RouteBy.EXPERTISE),
    )
    return replace(DEFAULT_POLICY, levels=levels, routes=routes, fallback=chief)

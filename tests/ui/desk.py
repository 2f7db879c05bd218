"""A real desk to look at: two rooms on one practice mailbox, in the middle of the practice day.

The mails are the practice day's; what happened to them this morning is told here, as commands of
two people. The clock stands still and can be moved, so pictures and tests are the same every time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mailroom.domain import commands as c
from mailroom.domain.cases import Label
from mailroom.domain.escalations.escalation import AnswerKind, Criterion, EscalationKind
from mailroom.domain.people import Address, Member, Presence
from mailroom.domain.query import CaseQuery, View
from mailroom.ids import CaseId, DeskId, LabelId, PersonId
from mailroom.practice import letters, script
from mailroom.practice.server import PASSWORD, PracticeServer
from mailroom.servers import Security
from mailroom.service import profiles
from mailroom.service.founding import Founder
from mailroom.service.room import Room
from mailroom.settings import Account, Language, ProfileConfig, Server, Settings, Theme

OPENING = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)  # Tuesday, 9:30 in Japan


class StillClock:
    """A clock that a test moves."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._seconds = 1000.0

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._seconds

    def move(self, by: timedelta) -> None:
        self._now += by
        self._seconds += by.total_seconds()


class Desk:
    """My room, a colleague's room, the mailbox of both, and the clock."""

    def __init__(self, folder: Path, server: PracticeServer, clock: StillClock) -> None:
        self.day = script.load()
        self.clock = clock
        self.server = server
        server.add_user(self.day.address)
        self.before_closing: list[Callable[[], None]] = []
        """Windows on it: they close before their room does, as in the app."""
        self.room = self._open(folder, "tanaka")
        self.colleague = self._open(folder, "sato")

    def close(self) -> None:
        for go_first in self.before_closing:
            go_first()
        for room in (self.room, self.colleague):
            room.close()

    def deliver(self, *names: str) -> None:
        """Let mails of the day come in, at their time."""
        for name in names:
            mail = self.day.by_id[name]
            raw = letters.build(self.day, mail, OPENING)
            when = mail.when(OPENING)
            folder = "Sent" if mail.sent else "INBOX"
            self.server.deliver(self.day.address, raw, folder=folder, when=when)

    def sync(self) -> None:
        """Let both rooms see everything."""
        for room in (self.room, self.colleague, self.room):
            room.sync_once()

    def do(self, *commands: c.Command, room: Room | None = None) -> None:
        """Carry out commands and let both rooms see them."""
        for command in commands:
            (room or self.room).do(command)
        self.sync()

    def case(self, name: str) -> CaseId:
        """Return the case in which a mail of the day lies."""
        wanted = self.day.by_id[name].subject
        query = CaseQuery(view=View.ALL)
        rows = self.room.reads.rows(self.room.reads.case_ids(query))
        return next(row.case.id for row in rows if row.case.subject == wanted)

    def _open(self, folder: Path, name: str) -> Room:
        person = self.day.person(name)
        here = Server(
            host=self.server.host, port=self.server.port, security=Security.PLAIN_LOOPBACK
        )
        account = Account(
            imap=here,
            smtp=replace(here, port=self.server.smtp_port),
            user=self.day.address,
            address=self.day.address,
        )
        config = ProfileConfig(
            name=name,
            account=account,
            person=PersonId(person.id),
            person_name=person.name,
            desk=DeskId(f"{person.id}-pc"),
            desk_name=f"{person.name}のPC",
        )
        path = folder / name
        path.mkdir(mode=0o700)
        profile = profiles.Profile(folder=path, config=config)
        profiles.save(profile)
        profile.save_settings(Settings(language=Language.JA, theme=Theme.LIGHT))
        room = Room.open(profile, clock=self.clock, password=PASSWORD)
        founder = Founder(room._parts, room._engine.line)
        founder.found_or_join(self.day.team, person.address)
        founder.ensure_mailbox()
        return room


@contextmanager
def desk(folder: Path) -> Iterator[Desk]:
    """Give a desk with an empty mailbox."""
    clock = StillClock(OPENING)
    with PracticeServer(clock=clock) as server:
        made = Desk(folder, server, clock)
        try:
            yield made
        finally:
            made.close()


def morning(made: Desk) -> None:
    """Let the morning of the practice day happen: mails, owners, notes, escalations, a lock."""
    present = [m.id for m in made.day.mails if m.minute is not None and m.minute < 0]
    made.deliver(*present)
    made.sync()
    _introduce_the_team(made)
    _work(made)
    made.clock.move(timedelta(minutes=70))
    made.do(
        c.ClaimCase(case=made.case("delivery-1")),
        c.AddNote(case=made.case("delivery-1"), text="倉庫に出荷状況を確認中です。"),
        room=made.colleague,
    )
    made.deliver("new-1", "new-2", "return-2", "new-3")
    made.clock.move(timedelta(minutes=4))
    made.sync()


def _introduce_the_team(made: Desk) -> None:
    room = made.room
    known = {row.member.id for row in room.reads.members()}
    for person in made.day.members:
        member = Member(
            id=PersonId(person.id),
            name=person.name,
            addresses=(person.address,),
            role=person.role,
            phone=person.phone,
            extension=person.extension,
        )
        if member.id not in known:
            room.do(c.SetMember(member=member))
    for name, colour in made.day.labels:
        room.do(c.SetLabel(label=Label(id=LabelId(name), name=name, colour=colour)))
    policy = room.reads.policy()
    people = {2: "suzuki", 3: "kacho", 4: "bucho"}
    levels = tuple(
        replace(level, person=PersonId(people[level.number])) if level.number in people else level
        for level in policy.levels
    )
    room.do(c.SetPolicy(policy=replace(policy, levels=levels)))
    until = made.clock.now() + timedelta(hours=3)
    room.do(c.SetPresence(person=PersonId("suzuki"), presence=Presence.OUT, until=until))
    made.sync()


def _work(made: Desk) -> None:
    """What I did before ten o'clock."""
    case, room = made.case, made.room
    mine = ("return-1", "invoice-1", "english-1", "photo-1", "thread-1", "warranty-1", "address-1")
    for name in mine:
        room.do(c.Assign(case=case(name), person=PersonId("tanaka")))
    labels = [label.id for label in room.reads.labels()]
    room.do(c.PutLabel(case=case("invoice-1"), label=labels[0]))
    room.do(c.PutLabel(case=case("return-1"), label=labels[1]))
    call = "返送先の住所を確認したいとのこと。折り返しメールで送ると伝えました。"
    note = "保証期間内です。送料は当社負担でよいか係長に確認する。"
    room.do(
        c.LogPhone(case=case("return-1"), incoming=True, reached=True, with_whom="山田", text=call)
    )
    room.do(c.AddNote(case=case("return-1"), text=note))
    room.do(c.Snooze(case=case("html-1"), until=made.clock.now() + timedelta(days=2)))
    shown = room.reads.detail(case("praise-1"))
    assert shown is not None
    room.do(c.Close(case=case("praise-1"), shown=shown.seen))
    _escalate(made, "angry-1", 3, "kacho", EscalationKind.TAKE_OVER, minutes=30)
    _escalate(made, "price-1", 3, "kacho", EscalationKind.APPROVE, minutes=60)
    _escalate(made, "outage-1", 4, "bucho", EscalationKind.INSTRUCT, minutes=20)
    _escalate(made, "invoice-2", 2, "suzuki", EscalationKind.CHECK, minutes=180)
    made.sync()
    detail = room.reads.detail(case("outage-1"))
    assert detail is not None
    made.do(
        c.AnswerEscalation(
            case=case("outage-1"),
            escalation=detail.escalations[0].id,
            kind=AnswerKind.INSTRUCT,
            words="復旧は11時の見込みです。電話でのご注文を案内してください。",
            by="高橋 部長",
            by_person=PersonId("bucho"),
            spoken=True,
            how="phone",
        )
    )


def _escalate(
    made: Desk, name: str, level: int, to: str, kind: EscalationKind, *, minutes: int
) -> None:
    case = made.case(name)
    person = made.day.person(to)
    form = made.room.reads.prefill_escalation(case)
    form = replace(
        form,
        kind=kind,
        level=level,
        criterion=Criterion.RESPONSIBLE_PERSON,
        category="返品・返金" if name == "angry-1" else "料金・請求",
        request="お客様への回答の方針を決めてください。本日中の連絡をお約束しています。",
        wanted_by=made.clock.now() + timedelta(minutes=minutes),
        to=Address(name=person.name, addr=person.address),
        to_person=PersonId(person.id),
    )
    made.room.do(c.Escalate(case=case, form=form))

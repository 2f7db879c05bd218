"""A team, its mailbox and its journal in a few words, for tests of the fold."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

from mailroom.domain.cases import Case, Label
from mailroom.domain.dict_state import DictState
from mailroom.domain.escalations.escalation import (
    Criterion,
    Escalation,
    EscalationForm,
    EscalationKind,
)
from mailroom.domain.events import (
    Body,
    Claimed,
    DeskJoined,
    Escalated,
    Event,
    LabelSet,
    MailArrived,
    MailboxAdded,
    MemberSet,
    Placed,
    SendBegun,
    SendDone,
    TeamFounded,
    UnknownBody,
)
from mailroom.domain.fold import apply
from mailroom.domain.mails import Automatic, Direction, MailFacts
from mailroom.domain.people import Address, Desk, Mailbox, Member, Role, Seat
from mailroom.domain.position import Position
from mailroom.domain.state import State
from mailroom.domain.turn import case_at
from mailroom.domain.verdicts import Verdict
from mailroom.ids import (
    DeskId,
    EscalationId,
    EventId,
    LabelId,
    MailboxId,
    MailKey,
    MessageId,
    PersonId,
    Token,
    mail_arrived_id,
)

MORNING = datetime(2026, 11, 20, 0, 30, tzinfo=UTC)  # Friday 9:30 in Japan
SUPPORT = "support@shop.example"
CUSTOMER = "yamada@gmail.com"

TANAKA = Seat(person=PersonId("tanaka"), desk=DeskId("desk-1"))  # the lead
SATO = Seat(person=PersonId("sato"), desk=DeskId("desk-2"))
SUZUKI = Seat(person=PersonId("suzuki"), desk=DeskId("desk-3"))
NOVICE = Seat(person=PersonId("novice"), desk=DeskId("desk-4"))
ROLES = {TANAKA: Role.LEAD, SATO: Role.MEMBER, SUZUKI: Role.MEMBER, NOVICE: Role.TRAINEE}


def facts(
    key: str,
    sender: str = CUSTOMER,
    *,
    to: tuple[str, ...] = (SUPPORT,),
    answers: tuple[str, ...] = (),
    references: tuple[str, ...] = (),
    subject: str = "返品について",
    sent_at: datetime = MORNING,
    out: bool = False,
    history: bool = False,
    automatic: Automatic = Automatic.NO,
    message_id: str | None = None,
    bounced: str | None = None,
    tags: tuple[str, ...] = (),
    arrived_at: datetime | None = None,
    index: str = "",
    forwarded: str | None = None,
) -> MailFacts:
    """Return the facts of a mail whose Message-ID is ``<key>`` unless told otherwise."""
    return MailFacts(
        key=MailKey(key),
        direction=Direction.OUTBOUND if out else Direction.INBOUND,
        message_id=MessageId(message_id or f"<{key}>"),
        in_reply_to=tuple(MessageId(f"<{a}>") for a in answers),
        references=tuple(MessageId(f"<{r}>") for r in references),
        subject=subject,
        clean_subject=subject.lower().removeprefix("re: "),
        reply_marked=subject.lower().startswith("re: "),
        sent_at=sent_at,
        arrived_at=arrived_at or sent_at,
        sender=Address(addr=SUPPORT if out else sender),
        recipients=tuple(Address(addr=addr) for addr in to),
        automatic=automatic,
        our_tags=tags,
        bounced=None if bounced is None else MessageId(bounced),
        history=history,
        thread_index=index,
        forwarded=None if forwarded is None else Address(addr=forwarded),
    )


def form(kind: EscalationKind, *, level: int = 3, to: Seat | None = None) -> EscalationForm:
    """Return a request; to somebody without an account unless a seat is named."""
    return EscalationForm(
        kind=kind,
        level=level,
        criterion=Criterion.MONEY,
        request="返金してよいですか",
        to=Address(name="佐藤課長", addr="kacho@shop.example"),
        to_person=None if to is None else to.person,
    )


@dataclass
class World:
    """One journal and the state it folds to; each ``do`` is one message a minute later."""

    state: State = field(default_factory=DictState)
    now: datetime = MORNING
    verdict: Verdict = field(default_factory=lambda: Verdict(accepted=True))
    log: list[Placed] = field(default_factory=list)
    _numbers: count = field(default_factory=lambda: count(1))

    @classmethod
    def founded(cls) -> "World":
        """Return a team of a lead, two members and a trainee, each at a desk, and a mailbox."""
        world = cls()
        lead = Member(id=TANAKA.person, name="田中", role=Role.LEAD)
        world.do(TANAKA, TeamFounded(name="サポート", lead=lead))
        world.do(TANAKA, MailboxAdded(mailbox=Mailbox(id=MailboxId("m"), address=SUPPORT)))
        for seat, role in ROLES.items():
            member = Member(id=seat.person, name=seat.person, role=role)
            if seat is not TANAKA:
                world.do(TANAKA, MemberSet(member=member))
            world.do(
                seat, DeskJoined(joined=Desk(id=seat.desk, name=seat.desk, person=seat.person))
            )
        for name in ("返品", "至急"):
            world.do(TANAKA, LabelSet(label=Label(id=LabelId(name), name=name)))
        assert world.verdict.accepted
        return world

    @property
    def head(self) -> Position:
        """Return the last position: the basis of somebody who has seen everything."""
        return self.log[-1].position if self.log else Position(1, 0, 0)

    def wait(self, **units: float) -> None:
        """Let journal time pass."""
        self.now += timedelta(**units)

    def do(
        self,
        seat: Seat | None,
        body: Body | UnknownBody,
        *,
        on: str | None = None,
        basis: Position | None = None,
        unseen: bool = False,
        requires: EventId | None = None,
        event_id: str | None = None,
    ) -> EventId:
        """Append one event and judge it; its author has seen everything unless told otherwise."""
        number = next(self._numbers)
        event = Event(
            id=EventId(event_id or f"event-{number}"),
            by=PersonId("") if seat is None else seat.person,
            desk=DeskId("desk-0") if seat is None else seat.desk,
            body=body,
            anchor=None if on is None else MailKey(on),
            basis=None if unseen else basis or self.head,
            requires=requires,
            made_at=self.now,
        )
        self.again(event)
        return event.id

    def again(self, event: Event) -> Verdict:
        """Append an event as it is (a retry, a copy) and judge it."""
        self.now += timedelta(minutes=1)
        uid = len(self.log) + 1
        placed = Placed(event=event, position=Position(1, uid, 0), time=self.now)
        self.log.append(placed)
        self.verdict = apply(self.state, placed)
        return self.verdict

    def mail(self, key: str, sender: str = CUSTOMER, **more: object) -> Case:
        """Announce a mail as it arrives; return its case."""
        more.setdefault("sent_at", self.now)
        self.announce(facts(key, sender, **more))  # type: ignore[arg-type]
        return self.case(key)

    def announce(self, mail: MailFacts) -> None:
        """Announce a mail of which everything is said."""
        self.do(None, MailArrived(mail=mail), event_id=mail_arrived_id(mail.key))

    def case(self, key: str) -> Case:
        """Return the live case a mail lies in."""
        case = case_at(self.state, MailKey(key))
        assert case is not None
        return case

    def claim(self, seat: Seat, on: str) -> Token:
        """Claim a case and return the token."""
        return Token(self.do(seat, Claimed(), on=on))

    def begin(self, seat: Seat, on: str, message_id: str, token: Token, **more: object) -> EventId:
        """Ask to send a reply."""
        begun = SendBegun(
            message_id=MessageId(message_id),
            token=token,
            to=(Address(addr=CUSTOMER),),
            **more,  # type: ignore[arg-type]
        )
        return self.do(seat, begun, on=on)

    def reply(self, seat: Seat, on: str, message_id: str = "<reply@shop>", **more: object) -> None:
        """Claim, send, and see it done."""
        self.begin(seat, on, message_id, self.claim(seat, on), **more)
        assert self.verdict.accepted, self.verdict
        self.do(seat, SendDone(message_id=MessageId(message_id)), on=on)

    def escalate(
        self, seat: Seat, on: str, kind: EscalationKind, *, to: Seat | None = None
    ) -> EscalationId:
        """Escalate a case; return the escalation's id."""
        body = Escalated(form=form(kind, to=to), token=f"TOKEN{len(self.log)}")
        return EscalationId(self.do(seat, body, on=on))

    def escalation(self, escalation: EscalationId) -> Escalation:
        """Return an escalation."""
        found = self.state.escalation(escalation)
        assert found is not None
        return found

    @property
    def reason(self) -> object:
        """Return why the last event was refused; None if it was accepted."""
        return self.verdict.reason

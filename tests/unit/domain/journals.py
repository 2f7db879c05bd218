"""Journals that no honest team would write: any event, in any order, by anybody, about anything.

The author folds along, so that most events name a lock, a send or an escalation that exists. They
are drawn from a seed by ``random`` and not by Hypothesis piece by piece: ten times as many journals
in the same time are worth more here than small counterexamples. Hypothesis draws the seed and the
length, and so still finds the shortest prefix that fails.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random

from hypothesis import strategies as st

from mailroom.domain.cases import Case, Label
from mailroom.domain.claims.holding import open_escalation, token_for
from mailroom.domain.course import wake_timer
from mailroom.domain.dict_state import DictState
from mailroom.domain.escalations.escalation import AnswerKind, EscalationKind
from mailroom.domain.events import (
    Assigned,
    Body,
    CaseOpened,
    ClaimAsked,
    Claimed,
    ClaimKept,
    ClaimRenewed,
    Closed,
    DeskJoined,
    Escalated,
    EscalationAdded,
    EscalationAnswered,
    EscalationWithdrawn,
    Event,
    Filtered,
    HandedBack,
    HistoryClaimed,
    HistoryImported,
    IdentitiesSet,
    InternalBegun,
    InternalDone,
    InternalFailed,
    Labelled,
    LabelSet,
    LevelSet,
    MailArrived,
    MailboxAdded,
    MailMoved,
    MemberSet,
    Merged,
    NoteAdded,
    PhoneLogged,
    Placed,
    PolicySet,
    PresenceSet,
    Released,
    Reopened,
    Restored,
    SendAbandoned,
    SendBegun,
    SendDone,
    SendFailed,
    SentUnchecked,
    Snoozed,
    Split,
    TakenOver,
    TeamFounded,
    TemplateSet,
    UnknownBody,
    Unlabelled,
    Unmerged,
    Woken,
    case_of_opening,
)
from mailroom.domain.fold import apply
from mailroom.domain.mails import Automatic, MailFacts
from mailroom.domain.people import Address, Desk, Identity, Mailbox, Member, Presence, Role, Seat
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.policies.policy import ClockMode
from mailroom.domain.position import Position
from mailroom.domain.records.journal_events import (
    Compacted,
    EpochStarted,
    KeyRotated,
    LevelRaised,
    Redacted,
)
from mailroom.domain.templates.template import Template
from mailroom.domain.times.clock_events import (
    ClockPaused,
    ClockResumed,
    Promised,
    PromiseKept,
    PromiseWithdrawn,
)
from mailroom.domain.turn import case_at
from mailroom.ids import (
    EscalationId,
    EventId,
    LabelId,
    MailboxId,
    MailKey,
    MessageId,
    PersonId,
    TemplateId,
    Token,
    answer_id,
    mail_arrived_id,
)
from tests.unit.domain.approvals import approval, shared_draft
from tests.unit.domain.lives import derived_id, life, with_steps
from tests.unit.domain.world import (
    CUSTOMER,
    NOVICE,
    SATO,
    SUPPORT,
    SUZUKI,
    TANAKA,
    World,
    facts,
    form,
)

FOUNDED = World.founded()
START = FOUNDED.now
SEATS = (
    TANAKA,
    SATO,
    SATO,
    SUZUKI,
    NOVICE,
    Seat(person=SATO.person, desk=SUZUKI.desk),
    Seat(person=PersonId("stranger"), desk=TANAKA.desk),
)
MAILS = tuple(MailKey(f"m{n}") for n in range(6))
MESSAGES = tuple(MessageId(f"<out{n}>") for n in range(4))
PEOPLE = (CUSTOMER, "hanako@yahoo.co.jp", "taro@firm.example", "kacho@shop.example")
LABELS = (LabelId("返品"), LabelId("至急"), LabelId("none"))
POLICIES = (
    DEFAULT_POLICY,
    replace(DEFAULT_POLICY, reply_minutes=5, escalate_minutes=0, mode=ClockMode.AUTOMATIC),
    replace(DEFAULT_POLICY, reply_minutes=10**15),
    replace(DEFAULT_POLICY, levels=()),
    replace(DEFAULT_POLICY, fallback=None),
)


def journals(most: int = 60) -> st.SearchStrategy[list[Placed]]:
    """Return journals of up to ``most`` events; most begin with a founded team."""
    return st.builds(written, st.integers(0, 2**32), st.integers(1, most))


def written(seed: int, length: int) -> list[Placed]:
    """Return the journal of that seed; a shorter one is a prefix of a longer one."""
    author = Author(Random(seed))
    placed = list(FOUNDED.log) if seed % 10 else []
    for one in placed:
        apply(author.state, one)
    time = START
    for _ in range(length):
        uid = len(placed) + 1
        time += timedelta(minutes=author.random.choice((0, 1, 1, 4, 7, 40, -3)))
        if placed and author.one_in(12):
            event = author.random.choice(placed).event
        else:
            event = author.event(uid)
        placed.append(Placed(event=event, position=Position(1, uid, 0), time=time))
        apply(author.state, placed[-1])
    return placed


class Author:
    """Writes events that name what earlier ones made, more often than not."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.state = DictState()
        self.seat = SATO
        self.case: Case | None = None
        self.events = [EventId("none")]
        self.anchors = list(MAILS)
        self._topics: tuple[Callable[[], Body | UnknownBody], ...] = (
            *(self.mail,) * 4,
            *(self.field,) * 3,
            *(self.course,) * 3,
            *(self.clock,) * 2,
            *(self.lock,) * 4,
            *(self.send,) * 4,
            *(self.shape,) * 4,
            *(self.escalation,) * 5,
            *(lambda: approval(self.state, self.random, self.recent()),) * 2,
            lambda: shared_draft(self.random, self.anchors, self.recent()),
            self.team,
            self.journal,
        )

    def one_in(self, number: int) -> bool:
        return self.random.randrange(number) == 0

    def event(self, uid: int) -> Event:
        pick = self.random.choice
        anchor = None if self.one_in(8) else pick(self._known_anchors())
        self.case = case_at(self.state, anchor)
        self.seat = self._seat()
        body = pick(self._topics)()
        event_id = EventId(f"event-{uid}")
        if isinstance(body, MailArrived):
            event_id = mail_arrived_id(body.mail.key)
        asleep = None if self.case is None else self.case.snoozed_until
        if isinstance(body, Woken) and body.timer and self.case is not None and asleep:
            event_id = wake_timer(self.case.id, asleep)
        if isinstance(body, EscalationAnswered) and body.mail is not None and self.one_in(2):
            event_id = answer_id(body.escalation, body.mail)
        if self.one_in(2):
            event_id = derived_id(self.state, body) or event_id
        if isinstance(body, CaseOpened):
            self.anchors.append(case_of_opening(event_id))
        self.events.append(event_id)
        seat = self.seat
        basis = pick((None, uid, uid, uid, self.random.randint(0, uid)))
        return Event(
            id=event_id,
            by=seat.person if event_id == f"event-{uid}" else PersonId(""),
            desk=seat.desk,
            body=body,
            anchor=anchor,
            basis=None if basis is None else Position(1, basis, 0),
            requires=self.recent() if self.one_in(20) else None,
            made_at=START,
        )

    def _known_anchors(self) -> list[MailKey]:
        known = [key for key in self.anchors if self.state.mail(key) is not None]
        return [*known[:1], *known, self.random.choice(self.anchors)]

    def _seat(self) -> Seat:
        """Return the holder's seat half of the time, if there is one."""
        pick = self.random.choice
        if self.case is None or self.one_in(3):
            return pick(SEATS)
        claim, asked = self.case.claim, open_escalation(self.state, self.case)
        if asked is not None:
            addressee = [seat for seat in SEATS if seat.person == asked.form.to_person]
            return pick((asked.asker, *addressee))
        return pick(SEATS) if claim is None else claim.seat

    def token(self) -> Token:
        """Return the token that this seat would use, or any event's id."""
        if self.case is None or self.one_in(4):
            return Token(self.recent())
        found = token_for(self.state, self.case, self.seat)
        claim = self.case.claim
        return found or (Token(self.recent()) if claim is None else claim.token)

    def message(self) -> MessageId:
        """Return the Message-ID that is on its way in this case, or any."""
        slot = None if self.case is None else self.case.open_send
        if slot is not None and not self.one_in(4):
            return slot.message_id
        known = self.random.choice(MESSAGES)
        return known if self.one_in(4) else MessageId(f"<out-{len(self.events)}>")

    def escalated(self) -> EscalationId:
        """Return an escalation, or any event's id."""
        known = list(self.state.escalations)
        if not known or self.one_in(5):
            return EscalationId(self.recent())
        return self.random.choice((known[-1], *known))

    def recent(self) -> EventId:
        """Return the id of an event, the last ones more often."""
        return self.random.choice((self.events[-1], *self.events[-4:], *self.events))

    def some(self) -> EventId | None:
        return self.recent() if self.one_in(3) else None

    def mail(self) -> MailArrived:
        pick = self.random.choice
        key = pick(MAILS)
        named = self.random.sample([*MAILS, "out0", "out1", "gone"], self.random.randint(0, 3))
        return MailArrived(mail=self._facts(key, tuple(name for name in named if name != key)))

    def _facts(self, key: MailKey, references: tuple[str, ...]) -> MailFacts:
        pick = self.random.choice
        return facts(
            key,
            pick(PEOPLE),
            to=(pick((SUPPORT, *PEOPLE)),),
            references=references,
            subject=pick(("見積", "re: 見積", "別件")),
            sent_at=START + timedelta(days=self.random.randint(-40, 2)),
            out=self.one_in(3),
            history=self.one_in(3),
            automatic=pick((Automatic.NO, Automatic.NO, *Automatic)),
            message_id=pick((None, None, *MESSAGES)),
            bounced=pick((None, None, *MESSAGES)),
            tags=pick(((), ("number:1",), ("number:²",), ("esc:T1",), ("junk",))),
        )

    def field(self) -> Body | UnknownBody:
        pick = self.random.choice
        people = [None, *(seat.person for seat in SEATS)]
        return pick(
            (
                Assigned(person=pick(people), undoes=self.some()),
                LevelSet(level=pick(range(-1, 6)), undoes=self.some()),
                Labelled(label=pick(LABELS), undoes=self.some()),
                Unlabelled(label=pick(LABELS), undoes=self.some()),
                NoteAdded(text="メモ"),
                PhoneLogged(incoming=True, reached=True, with_whom="", text=""),
                CaseOpened(subject="電話"),
                UnknownBody(kind="New", plain="{}"),
            )
        )

    def course(self) -> Body:
        until = START + timedelta(minutes=self.random.randint(-60, 600))
        return self.random.choice(
            (
                Closed(undoes=self.some()),
                Reopened(undoes=self.some()),
                Snoozed(
                    until=None if self.one_in(4) else until, note="折り返す", undoes=self.some()
                ),
                Woken(timer=self.one_in(2), undoes=self.some()),
                Filtered(undoes=self.some()),
                Restored(undoes=self.some()),
            )
        )

    def clock(self) -> Body:
        promises = () if self.case is None else tuple(one.id for one in self.case.promises)
        promise = self.random.choice((*promises, *promises, self.some() or EventId("none")))
        team = self.state.team()
        now = START if team is None else team.time
        at = now + timedelta(minutes=self.random.randint(-60, 600))
        return self.random.choice(
            (
                ClockPaused(reason=self.random.choice(("", "資料待ち"))),
                ClockResumed(),
                Promised(at=at, text="調べてご連絡", by_reply=self.one_in(2)),
                Promised(at=at, instead_of=promise),
                PromiseKept(promise=promise),
                PromiseWithdrawn(promise=promise),
            )
        )

    def lock(self) -> Body:
        token = self.token()
        return self.random.choice(
            (
                Claimed(),
                Claimed(ttl_minutes=self.random.randint(-10, 10**12)),
                ClaimRenewed(token=token),
                Released(token=token),
                ClaimAsked(token=token),
                ClaimKept(token=token),
                TakenOver(token=token, reason=self.random.choice(("", "急ぎ"))),
            )
        )

    def send(self) -> Body:
        message_id = self.message()
        begun = SendBegun(
            message_id=message_id,
            token=self.token(),
            to=() if self.one_in(2) else (Address(addr="soumu@other.example"),),
            close_after=self.one_in(2),
            interim=self.one_in(2),
            redirect=self.one_in(3),
            report=self.one_in(6),
            approval=self.random.choice((None, None, None, *self.state.approvals)),
            seal=self.random.choice(("a", "b")),
        )
        return self.random.choice(
            (
                begun,
                begun,
                SendDone(message_id=message_id),
                SendFailed(message_id=message_id),
                SendAbandoned(message_id=message_id),
                SentUnchecked(message_id=message_id, to=()),
            )
        )

    def shape(self) -> Body:
        pick = self.random.choice
        some = tuple(self.random.sample(self.anchors, self.random.randint(0, 3)))
        return pick(
            (
                Merged(other=pick(self.anchors), undoes=self.some()),
                Unmerged(merge=self._merge()),
                Split(mails=some),
                MailMoved(mail=pick(self.anchors), to=pick(self.anchors)),
            )
        )

    def _merge(self) -> EventId:
        absorbed = () if self.case is None else self.case.absorbed
        return self.random.choice(absorbed).merge if absorbed else self.recent()

    def escalation(self) -> Body:
        pick = self.random.choice
        named = self.escalated()
        step, attempt = pick(("request", "withdraw")), pick((1, 1, 1, 2, 0, 3))
        request = form(
            pick(tuple(EscalationKind)),
            level=self.random.randint(0, 4),
            to=pick((None, SUZUKI, SATO)),
        )
        request = with_steps(request, self.random) if self.one_in(2) else request
        answer = EscalationAnswered(
            escalation=named,
            kind=pick(tuple(AnswerKind)),
            words="はい",
            by="佐藤",
            mail=pick((None, MAILS[0])),
        )
        begun = InternalBegun(
            escalation=named, step=step, attempt=attempt, message_id=pick(MESSAGES)
        )
        failed = InternalFailed(
            escalation=named, step=step, attempt=attempt, bounced=self.one_in(2)
        )
        return pick(
            (
                Escalated(form=request, token=pick(("", "T1", "T2", "T3"))),
                Escalated(form=request, token=f"T{len(self.events)}"),
                EscalationAdded(escalation=named, text="追加"),
                EscalationWithdrawn(escalation=named),
                answer,
                answer,
                HandedBack(escalation=named),
                *(life(self.state, named, request, self.random) for _ in range(4)),
                begun,
                InternalDone(escalation=named, step=step, attempt=attempt),
                failed,
            )
        )

    def team(self) -> Body:
        pick = self.random.choice
        person = pick(SEATS).person
        member = Member(
            id=person,
            name="x",
            role=pick(tuple(Role)),
            presence=pick(tuple(Presence)),
            left=self.one_in(8),
        )
        return pick(
            (
                TeamFounded(name="二番", lead=member),
                DeskJoined(
                    joined=Desk(id=self.seat.desk, name="PC", person=person, level=pick((1, 2, 3)))
                ),
                MemberSet(member=member),
                PresenceSet(person=person, presence=pick(tuple(Presence))),
                MailboxAdded(mailbox=Mailbox(id=MailboxId("m2"), address="kacho@shop.example")),
                IdentitiesSet(
                    mailbox=MailboxId("m"), identities=(Identity(address="x@shop.example"),)
                ),
                LabelSet(label=Label(id=LabelId("x"), name="x")),
                TemplateSet(template=Template(id=TemplateId("x"), name="x", text="x")),
                PolicySet(policy=pick(POLICIES)),
                HistoryClaimed(),
                HistoryImported(),
            )
        )

    def journal(self) -> Body:
        """Return an event about the journal itself; mostly by the lead, who alone may say them."""
        pick = self.random.choice
        self.seat = pick((TANAKA, TANAKA, self.seat))
        uid = len(self.events)
        key = pick(("0f" * 32, "f0" * 32, "short"))
        return pick(
            (
                KeyRotated(key=key),
                LevelRaised(level=self.random.randint(0, 3)),
                Compacted(upto=Position(1, self.random.randint(1, 2 * uid), 0), checkpoint="c"),
                EpochStarted(
                    epoch=pick((1, 2)), after=Position(1, uid, 0), chain="", checkpoint=""
                ),
                *(Redacted(event=self.recent(), reason="本人の求め") for _ in range(4)),
            )
        )


def live_cases(state: DictState) -> list:
    """Return the cases that were not merged away."""
    return [case for case in state.cases.values() if case.merged_into is None]

"""Journals with a bit of everything, at random, and what a fold in memory makes of them."""

import random
from collections.abc import Callable, Sequence

from mailroom.domain.dict_state import DictState
from mailroom.domain.escalations.escalation import AnswerKind, EscalationKind
from mailroom.domain.events import (
    Assigned,
    CaseOpened,
    ClaimRenewed,
    Closed,
    EscalationAnswered,
    EscalationWithdrawn,
    HandedBack,
    InternalBegun,
    InternalDone,
    Labelled,
    MailMoved,
    MemberSet,
    Merged,
    NoteAdded,
    PhoneLogged,
    Placed,
    PresenceSet,
    Released,
    Reopened,
    SendDone,
    Snoozed,
    Split,
    TakenOver,
    Unlabelled,
    case_of_opening,
)
from mailroom.domain.fold import apply
from mailroom.domain.people import Member, Presence, Role, Seat
from mailroom.domain.records.recording import Recording, chain, digest_rows
from mailroom.ids import EscalationId, EventId, LabelId, MailKey, MessageId, PersonId, Token
from tests.unit.domain.world import NOVICE, SATO, SUZUKI, TANAKA, World

SEATS = (TANAKA, SATO, SUZUKI, NOVICE)
SENDERS = ("yamada@gmail.com", "ito@firm.example", "kato@docomo.ne.jp")
SUBJECTS = ("返品について", "re: 返品について", "請求書", "re: 請求書")


class Teller:
    """Tells a story: each step does one thing that may or may not be allowed."""

    def __init__(self, seed: int) -> None:
        self.world = World.founded()
        self._random = random.Random(seed)
        self._keys: list[str] = []
        self._tokens: list[Token] = []
        self._escalations: list[EscalationId] = []
        self._sends: list[MessageId] = []
        self._acts: tuple[Callable[[Seat, str], object], ...] = (
            self._field,
            self._field,
            self._course,
            self._words,
            self._lock,
            self._lock,
            self._send,
            self._shape,
            self._escalate,
            self._answer,
            self._team,
            self._copy,
        )

    def tell(self, steps: int) -> list[Placed]:
        """Return the journal of a story of so many steps."""
        for _ in range(steps):
            if not self._keys or self._random.random() < 0.35:
                self._mail()
            else:
                act = self._random.choice(self._acts)
                act(self._random.choice(SEATS), self._random.choice(self._keys))
            if self._random.random() < 0.05:
                self.world.wait(hours=self._random.choice((1, 30)))
        return self.world.log

    def _mail(self) -> None:
        key = f"m{len(self._keys)}"
        known = [*self._keys, "gone"]
        answers = self._random.sample(known, min(len(known), self._random.choice((0, 0, 1, 2))))
        self.world.mail(
            key,
            self._random.choice(SENDERS),
            answers=tuple(answers),
            subject=self._random.choice(SUBJECTS),
            out=self._random.random() < 0.15,
            history=self._random.random() < 0.15,
        )
        self._keys.append(key)

    def _do(self, seat: Seat | None, body: object, on: str | None, **more: object) -> EventId:
        unseen = self._random.random() < 0.2
        return self.world.do(seat, body, on=on, unseen=unseen, **more)  # type: ignore[arg-type]

    def _field(self, seat: Seat, key: str) -> None:
        label = LabelId(self._random.choice(("返品", "至急")))
        who = self._random.choice((*SEATS, None))
        bodies = (
            Assigned(person=who.person if who else None),
            Labelled(label=label),
            Unlabelled(label=label),
        )
        self._do(seat, self._random.choice(bodies), key)

    def _course(self, seat: Seat, key: str) -> None:
        until = self.world.now.replace(year=2027)
        self._do(seat, self._random.choice((Closed(), Reopened(), Snoozed(until=until))), key)

    def _words(self, seat: Seat, key: str) -> None:
        call = PhoneLogged(incoming=True, reached=True, with_whom="山田様", text="至急とのこと")
        opened = CaseOpened(subject="電話の件", contact_name="山田", phone="03-1234-5678")
        event = self._do(seat, self._random.choice((NoteAdded(text="確認中"), call, opened)), key)
        if self._random.random() < 0.3:
            self._do(seat, opened, None)
            self._keys.append(case_of_opening(event))

    def _lock(self, seat: Seat, key: str) -> None:
        token = self._random.choice(self._tokens) if self._tokens else Token("none")
        act = self._random.randrange(5)
        if act < 2:
            self._tokens.append(self.world.claim(seat, key))
        elif act == 2:
            self._do(seat, Released(token=token), key)
        elif act == 3:
            self._tokens.append(Token(self._do(seat, TakenOver(token=token, reason="急ぎ"), key)))
        else:
            self._do(seat, ClaimRenewed(token=token), key)

    def _send(self, seat: Seat, key: str) -> None:
        if self._sends and self._random.random() < 0.5:
            self._do(seat, SendDone(message_id=self._random.choice(self._sends)), key)
            return
        message_id = MessageId(f"<s{len(self._sends)}@shop>")
        self._sends.append(message_id)
        self.world.begin(seat, key, message_id, self.world.claim(seat, key))

    def _shape(self, seat: Seat, key: str) -> None:
        other = MailKey(self._random.choice(self._keys))
        bodies = (
            Merged(other=other),
            Split(mails=(other,)),
            MailMoved(mail=MailKey(key), to=other),
        )
        self._do(seat, self._random.choice(bodies), key)

    def _escalate(self, seat: Seat, key: str) -> None:
        kind = self._random.choice(tuple(EscalationKind))
        to = self._random.choice((None, TANAKA))
        self._escalations.append(self.world.escalate(seat, key, kind, to=to))

    def _answer(self, seat: Seat, key: str) -> None:
        if not self._escalations:
            return
        one = self._random.choice(self._escalations)
        message_id = MessageId(f"<i{len(self.world.log)}@shop>")
        words = EscalationAnswered(
            escalation=one, kind=self._random.choice(tuple(AnswerKind)), words="承知", by="課長"
        )
        bodies = (
            words,
            EscalationWithdrawn(escalation=one),
            HandedBack(escalation=one, instruction="返金で"),
            InternalBegun(escalation=one, step="request", attempt=1, message_id=message_id),
            InternalDone(escalation=one, step="request", attempt=1),
        )
        self._do(seat, self._random.choice(bodies), None)

    def _team(self, seat: Seat, key: str) -> None:
        who = self._random.choice(SEATS).person
        role = self._random.choice((Role.LEAD, Role.MEMBER))
        person = self._random.choice((who, PersonId("new")))
        addresses = tuple(self._random.sample(SENDERS, 1))
        member = Member(id=person, name=f"{person}さん", role=role, addresses=addresses)
        presence = self._random.choice(tuple(Presence))
        bodies = (MemberSet(member=member), PresenceSet(person=who, presence=presence))
        self._do(seat, self._random.choice(bodies), None)

    def _copy(self, seat: Seat, key: str) -> None:
        self.world.again(self._random.choice(self.world.log).event)


def folded(journal: Sequence[Placed]) -> tuple[DictState, str]:
    """Return the state in memory and its hash."""
    state, before = DictState(), ""
    recording = Recording(state)
    for placed in journal:
        verdict = apply(recording, placed)
        before = chain(before, placed.event.id, verdict, digest_rows(recording.take()))
    return state, before

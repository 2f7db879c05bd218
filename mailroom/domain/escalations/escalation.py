"""Escalation as an object with its own life (design rule 31, requirements S01-S55)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from mailroom.domain.escalations.plans import NO_PLAN, Plan
from mailroom.domain.people import Address, Seat
from mailroom.domain.position import Position
from mailroom.domain.words import Words
from mailroom.ids import EscalationId, EventId, MailKey, MessageId, PersonId


class EscalationKind(Enum):
    """What is asked; the kind decides who holds the case meanwhile (S05, rule 31)."""

    HEADS_UP = "heads_up"  # 共有: no lock, never counts as handled
    CHECK = "check"  # 確認: stays with the asker
    INSTRUCT = "instruct"  # 指示: stays with the asker
    APPROVE = "approve"  # 承認: stays with the asker
    TAKE_OVER = "take_over"  # 交代: the addressee holds it


class AnswerKind(Enum):
    """What an answer says (S09). ``WORDS`` is an answer nobody has sorted yet: never lost (N07)."""

    TAKE = "take"  # 引き受ける
    APPROVE = "approve"  # 承認する
    REJECT = "reject"  # 承認しない
    INSTRUCT = "instruct"  # 指示する
    HAND_BACK = "hand_back"  # 差し戻す
    RAISE = "raise"  # 上へ上げる
    BUSY = "busy"  # 今は対応できない
    ABSENT = "absent"  # an out-of-office notice: never an answer
    ACKNOWLEDGE = "acknowledge"  # 了解: seen, no answer yet
    WORDS = "words"


class EscalationState(Enum):
    """How far it is (S48)."""

    ASKED = "asked"  # recorded, the request mail has not left yet
    SENT = "sent"
    DELIVERED = "delivered"  # their server says so
    BOUNCED = "bounced"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"  # the lock is back; to be applied and told to the customer
    APPLIED = "applied"  # done as answered; the customer does not know yet
    TOLD = "told"  # the customer knows
    CLOSED = "closed"  # the case is done
    WITHDRAWN = "withdrawn"


OPEN_STATES = frozenset(
    {
        EscalationState.ASKED,
        EscalationState.SENT,
        EscalationState.DELIVERED,
        EscalationState.BOUNCED,
        EscalationState.ACKNOWLEDGED,
    }
)
"""States in which the escalation locks its case and its deadline counts."""

TO_APPLY = frozenset({EscalationState.ANSWERED, EscalationState.APPLIED})
"""States in which the desk has something to do: put the answer to use, tell the customer (S50)."""

DECISIVE_ANSWERS = frozenset(
    {
        AnswerKind.TAKE,
        AnswerKind.APPROVE,
        AnswerKind.REJECT,
        AnswerKind.INSTRUCT,
        AnswerKind.HAND_BACK,
        AnswerKind.RAISE,
    }
)
"""Answers that say who does what: one step gives one of them."""

ENDING_ANSWERS = frozenset(
    {
        AnswerKind.APPROVE,
        AnswerKind.REJECT,
        AnswerKind.INSTRUCT,
        AnswerKind.HAND_BACK,
        AnswerKind.WORDS,
    }
)
"""Answers that give the lock back; the others leave the escalation open (rule 31)."""


class Doubt(Enum):
    """Why an answer by mail does not count by itself; it is shown, and changes nothing."""

    UNKNOWN_SENDER = "unknown_sender"  # the right token from somebody nobody asked
    FORGED = "forged"  # a seal that we never made
    REPLAYED = "replayed"  # a step that was answered already


class Criterion(Enum):
    """Why it is escalated (S16-S24); the default list of a new team."""

    RESPONSIBLE_PERSON = "responsible_person"  # 責任者からの回答を求められている
    EXPERTISE = "expertise"  # 専門知識が必要
    MONEY = "money"  # 金額の交渉・調整
    AUTHORITY = "authority"  # 権限・承認が必要
    LONG = "long"  # 時間がかかりそう
    WORSENING = "worsening"  # 遅れると深刻化する
    NOT_IN_HANDBOOK = "not_in_handbook"  # 手順にない
    EMOTIONAL = "emotional"  # 感情的になっている
    OUTAGE = "outage"  # 障害・緊急
    UNSURE = "unsure"  # 迷ったら相談


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationForm:
    """The structured request (S42): empty = missing, a name in ``unknown`` = 不明 (S43)."""

    kind: EscalationKind
    level: int
    category: str = ""
    criterion: Criterion
    request: Words  # お願い
    customer: Words = ""
    dates: Words = ""  # 発生日時
    history: Words = ""  # いきさつ
    tried: Words = ""  # 試したこと
    now: Words = ""  # 今の状態
    amount: Words = ""
    wanted_by: datetime | None = None
    unknown: frozenset[str] = frozenset()
    to: Address
    to_person: PersonId | None = None
    plan: Plan = NO_PLAN


class StepState(Enum):
    """The slot of one internal mail (rule 31: it blocks nothing)."""

    PLANNED = "planned"
    BEGUN = "begun"
    SENT = "sent"
    FAILED = "failed"
    BOUNCED = "bounced"


@dataclass(frozen=True, slots=True, kw_only=True)
class InternalMail:
    """One mail of an escalation: what ``internal_mail.wanted`` names, and each try of it."""

    step: str
    attempt: int
    message_id: MessageId
    state: StepState
    by: Seat
    begun_at: datetime
    detail: Words = ""
    to: str = ""  # lower case


class StopReason(Enum):
    """Why a mail that would have left by itself was stopped (behaviours 5.3)."""

    NOBODY_READS = "nobody_reads"  # a machine's address
    BOUNCED = "bounced"  # a mail came back from there
    CASE_LIMIT = "case_limit"  # so many to this address in this case already
    ADDRESS_LIMIT = "address_limit"  # so many to this address already


@dataclass(frozen=True, slots=True, kw_only=True)
class StoppedMail:
    """An automatic mail that did not leave; ``released_by`` is the lead who let it go after all."""

    step: str
    to: str
    why: StopReason
    at: datetime
    released_by: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Somebody who was asked, and by which step; the last one is the addressee now (S03)."""

    step: int
    to: Address
    person: PersonId | None = None
    level: int
    at: datetime
    by: Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """追加で伝える: facts that were handed in later."""

    event: EventId
    text: Words
    by: Seat
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer, by mail, in the app, or spoken (S48, rule 31).

    Attributes:
        addr: the sender of an answer by mail.
        step: the step whose question it answers.
        late: whoever was asked instead had taken it already: kept, and nothing more (S35).
        doubt: why it does not count by itself.
        for_customer: their wording for the customer, for whoever is the contact to send.
        sorted_by: who said what it means, when its words did not (N07).
        refused: they said that it does not count.
        heard_by: the desk that said so.
    """

    kind: AnswerKind
    words: Words
    by: str  # a name as people say it
    by_person: PersonId | None = None
    addr: str = ""
    step: int = 1
    spoken: bool = False
    how: Words = ""  # "phone", "in person", "mail"
    at: datetime
    mail: MailKey | None = None
    event: EventId
    late: bool = False
    doubt: Doubt | None = None
    for_customer: Words = ""
    absent_until: datetime | None = None
    sorted_by: PersonId | None = None
    refused: bool = False
    heard_by: Seat | None = None


class StepOutcome(Enum):
    """What became of a planned step."""

    FIRED = "fired"
    MISSED = "missed"  # its time went by while every PC was off; a later one was taken
    STOPPED = "stopped"  # [止める]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepMark:
    """A step that is over; the person of ``by`` is empty when a desk took it by itself."""

    number: int
    outcome: StepOutcome
    due: datetime
    at: datetime
    by: Seat
    event: EventId
    reason: Words = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneTry:
    """A call to the addressee (S41). Its record mail is owed until it has left."""

    event: EventId
    step: int
    number: Words
    reached: bool
    memo: Words
    by: Seat
    at: datetime


class PassReason(Enum):
    """Why who was asked will not answer now."""

    BUSY = "busy"
    AWAY = "away"
    BOUNCED = "bounced"
    RAISED = "raised"  # they said: 上へ上げる


PASSING_ANSWERS = {
    AnswerKind.BUSY: PassReason.BUSY,
    AnswerKind.ABSENT: PassReason.AWAY,
    AnswerKind.RAISE: PassReason.RAISED,
}
"""Answers that leave it to somebody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOn:
    """The next somebody is due at once, since this moment."""

    reason: PassReason
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """State row of one escalation: one object through all its levels (S03).

    ``token`` is what mails of this escalation carry so that answers find home. ``form`` is what is
    asked, ``plan`` what happens if nobody answers, both as shown when it was asked or raised. The
    rules of its time are those at ``position``. ``answers`` keeps every answer, in order;
    ``ended_by`` names the event that ended it.
    """

    id: EscalationId
    anchor: MailKey
    asker: Seat
    form: EscalationForm
    state: EscalationState
    token: str
    asked_at: datetime
    position: Position
    asked: tuple[Asked, ...] = ()
    taken_by: Asked | None = None
    plan: Plan = NO_PLAN
    marks: tuple[StepMark, ...] = ()
    passed_on: PassedOn | None = None
    on_board: bool = False
    mails: tuple[InternalMail, ...] = ()
    stops: tuple[StoppedMail, ...] = ()
    added: tuple[Added, ...] = ()
    answers: tuple[Answer, ...] = ()
    phone: tuple[PhoneTry, ...] = ()
    delivered_at: datetime | None = None
    acknowledged_at: datetime | None = None
    ended_at: datetime | None = None
    ended_by: EventId | None = None
    ended_seat: Seat | None = None
    applied_at: datetime | None = None
    applied_by: PersonId | None = None
    told_at: datetime | None = None
    told_by: PersonId | None = None
    told_how: Words = ""
    closed_at: datetime | None = None

    def stop_of(self, step: str) -> StoppedMail | None:
        """Return how the mail of a step was stopped, if it was, also if it was released then."""
        return next((one for one in self.stops if one.step == step), None)

    def is_stopped(self, step: str) -> bool:
        """Return whether the mail of a step is stopped and nobody let it go."""
        stop = self.stop_of(step)
        return stop is not None and stop.released_by is None

    @property
    def awaits_answer(self) -> bool:
        """Return whether its deadline counts: open, and somebody is asked for something (S06)."""
        return self.state in OPEN_STATES and self.form.kind is not EscalationKind.HEADS_UP

    @property
    def to(self) -> Address:
        """Return who is asked now."""
        return self.asked[-1].to if self.asked else self.form.to

    @property
    def person(self) -> PersonId | None:
        """Return the member who is asked now, if it is one."""
        return self.asked[-1].person if self.asked else self.form.to_person

    @property
    def level(self) -> int:
        """Return the level that it is at now."""
        return self.asked[-1].level if self.asked else self.form.level

    @property
    def applied(self) -> bool:
        """Return whether the answer was put to use (S50)."""
        return self.applied_at is not None

    def asked_by_step(self, number: int) -> Asked | None:
        """Return whom this step asked."""
        return next((one for one in self.asked if one.step == number), None)

"""Escalation as an object with its own life (design rule 31, requirements S01-S55)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

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
    ACKNOWLEDGE = "acknowledge"  # 了解: seen, no answer yet
    WORDS = "words"


class EscalationState(Enum):
    """How far it is (S48)."""

    ASKED = "asked"  # recorded, the request mail has not left yet
    SENT = "sent"
    BOUNCED = "bounced"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"  # the lock is back; to be applied and told to the customer
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


OPEN_STATES = frozenset(
    {
        EscalationState.ASKED,
        EscalationState.SENT,
        EscalationState.BOUNCED,
        EscalationState.ACKNOWLEDGED,
    }
)
"""States in which the escalation locks its case and its deadline counts."""

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


class StepState(Enum):
    """The slot of one internal mail (rule 31: it blocks nothing)."""

    PLANNED = "planned"
    BEGUN = "begun"
    SENT = "sent"
    FAILED = "failed"
    BOUNCED = "bounced"


@dataclass(frozen=True, slots=True, kw_only=True)
class InternalMail:
    """One mail of an escalation: request, added facts, nudge, withdrawal, confirmation."""

    step: str  # "request", "add:<event>", "withdraw", "confirm:<event>"
    attempt: int
    message_id: MessageId
    state: StepState
    by: Seat
    begun_at: datetime
    detail: Words = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer, by mail, in the app, or spoken (S48, rule 31)."""

    kind: AnswerKind
    words: Words
    by: str  # a name as people say it
    by_person: PersonId | None = None
    spoken: bool = False
    how: Words = ""  # "phone", "in person", "mail"
    at: datetime
    mail: MailKey | None = None
    event: EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """State row of one escalation.

    ``token`` is what mails of this escalation carry so that answers find home. ``answers`` keeps
    every answer, in order; ``ended_by`` names the event that ended it. ``applied`` is set when the
    asker (or the desk) has replied to the customer or closed after the answer (S50).
    """

    id: EscalationId
    anchor: MailKey
    asker: Seat
    form: EscalationForm
    state: EscalationState
    token: str
    asked_at: datetime
    position: Position
    mails: tuple[InternalMail, ...] = ()
    added: tuple[Words, ...] = ()
    answers: tuple[Answer, ...] = ()
    acknowledged_at: datetime | None = None
    ended_at: datetime | None = None
    ended_by: EventId | None = None
    applied: bool = False

    @property
    def awaits_answer(self) -> bool:
        """Return whether its deadline counts: open, and somebody is asked for something (S06)."""
        return self.state in OPEN_STATES and self.form.kind is not EscalationKind.HEADS_UP

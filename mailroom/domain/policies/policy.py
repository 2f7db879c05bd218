"""What the team agreed on about asking each other: levels, routes, criteria, clocks (S01-S53).

A ``Policy`` is one value: a change replaces it whole by a ``PolicySet`` of a lead, with a reason,
so that every case can be shown with the rules of its time (S62). Owns the values and what makes a
policy possible at all (``is_sound``). Whether it is also wise, ``policy_check`` says; who is asked,
``routing``; what a new team begins with, ``default_policy``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import Enum

from mailroom.domain.escalations.escalation import Criterion, EscalationKind
from mailroom.domain.people import Address, Role
from mailroom.domain.policies.send_rules import SendRule
from mailroom.domain.policies.stalling import STALL_RULE, StallAction
from mailroom.domain.times.calendar import OFFICE, Calendar
from mailroom.ids import LabelId, PersonId

FEWEST_LEVELS, MOST_LEVELS = 3, 6
"""How many levels a team may have (S01)."""

MOST_MINUTES = 60 * 24 * 366
"""No span of a policy is longer than a year."""

MOST_DAYS = 366

WHOLE = 100
"""Per cent."""


class Channel(Enum):
    """How somebody is reached; a level names them in order (S40)."""

    PHONE = "phone"
    MAIL = "mail"


class ClockMode(Enum):
    """Whether due steps are only proposed to people, or sent by the clock."""

    PROPOSE = "propose"  # 提案のみ
    AUTOMATIC = "automatic"


class TargetKind(Enum):
    """What a target names (S07, S38)."""

    PERSON = "person"
    ROLE = "role"
    ADDRESS = "address"
    POOL = "pool"


class Pick(Enum):
    """In which order the members of a pool are asked (S38)."""

    FEWEST_OPEN = "fewest_open"
    ROUND_ROBIN = "round_robin"


class RouteBy(Enum):
    """Why a route leads to its targets (S08)."""

    RANK = "rank"
    EXPERTISE = "expertise"


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolMember:
    """One of a pool: a member of the team, or a plain address."""

    person: PersonId | None = None
    address: Address | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Whom a route means. The field that ``kind`` names is set; ``name`` is that of a pool."""

    kind: TargetKind
    person: PersonId | None = None
    role: Role | None = None
    address: Address | None = None
    pool: tuple[PoolMember, ...] = ()
    pick: Pick = Pick.FEWEST_OPEN
    name: str = ""

    @property
    def names_somebody(self) -> bool:
        """Return whether the field that its kind needs is set."""
        match self.kind:
            case TargetKind.PERSON:
                return bool(self.person)
            case TargetKind.ROLE:
                return self.role is not None
            case TargetKind.ADDRESS:
                return self.address is not None and "@" in self.address.addr
            case TargetKind.POOL:
                return bool(self.pool)


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level: who it is by rank, its clocks, and what is done when nobody answers.

    ``person`` names a member; ``address`` somebody without an account. Routes by category come
    before them; with neither, the request goes to the fallback (S36).

    Attributes:
        acknowledge_minutes: until it must be seen; 0 = only the answer counts.
        answer_minutes: until it must be answered.
        wall_clock: minutes count day and night, and quiet hours do not hold (the top level).
        channels: how it is reached, in order (S40).
        nudges: how many reminders are sent at most, ``nudge_minutes`` apart.
        digest: heads-ups are collected instead of sent one by one (S10, S30).
        stall: what is done in which order while nobody answers (S52).
    """

    number: int
    name: str
    person: PersonId | None = None
    address: Address | None = None
    acknowledge_minutes: int = 0
    answer_minutes: int = 60
    wall_clock: bool = False
    channels: tuple[Channel, ...] = (Channel.MAIL,)
    nudges: int = 1
    nudge_minutes: int = 15
    digest: bool = False
    stall: tuple[StallAction, ...] = STALL_RULE


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """What a case is about, in the team's own words.

    Attributes:
        boundary: 対応の範囲: what the desk answers, and from where on it asks (S26).
        expertise_note: who knows about it, for people.
        labels: a case with one of them is of this category (S33).
    """

    name: str
    boundary: str = ""
    expertise_note: str = ""
    labels: tuple[LabelId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Whom a category asks at a level, in order: the later ones are alternates (S32, S34)."""

    category: str
    level: int
    targets: tuple[Target, ...]
    by: RouteBy = RouteBy.RANK


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """When a criterion applies (S15): every part that is given must hold, any of its values.

    Attributes:
        words: found in what the customer wrote, whatever their width or case.
        senders: addresses, or domains as "@firm.example".
        amount_from: an amount of money in the text that is at least this (yen).
        elapsed_minutes: business minutes the customer has waited.
        turns: mails of the customer so far.
        no_template: no template fits (S22).
    """

    words: tuple[str, ...] = ()
    labels: tuple[LabelId, ...] = ()
    senders: tuple[str, ...] = ()
    amount_from: int = 0
    elapsed_minutes: int = 0
    turns: int = 0
    no_template: bool = False


NO_CONDITIONS = Conditions()
"""Never suggested; it can still be ticked by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionRule:
    """A reason to escalate, with its test and what it suggests (S14).

    Attributes:
        level: what it suggests; 0 = one above that of the case (S21).
        escalate_minutes: shortens the limit of S39 for this rule; 0 = that of the policy.
    """

    id: str
    criterion: Criterion
    text: str
    when: Conditions = NO_CONDITIONS
    level: int = 2
    kind: EscalationKind = EscalationKind.INSTRUCT
    category: str = ""
    escalate_minutes: int = 0
    active: bool = True

    @property
    def only_shown(self) -> bool:
        """Return whether its signs are shown and nothing is proposed from them (S23)."""
        return self.criterion is Criterion.EMOTIONAL


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """When nothing is sent by itself, in the team's local time; may run over midnight."""

    begins: time = time(19)
    ends: time = time(8)

    def hold(self, local: time) -> bool:
        """Return whether this time of the day is quiet; equal ends mean never."""
        if self.begins <= self.ends:
            return self.begins <= local < self.ends
        return local >= self.begins or local < self.ends


NO_BLAME = "相談したことで責任を問われることはありません。迷ったら、早めに相談してください。"
"""The statement of S63 that a new team begins with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What the team agreed on. All minutes are business minutes unless a level says otherwise.

    Attributes:
        fallback: who is asked when in doubt (S36); without one no policy can be set.
        catch_all: where a request goes that no rule reaches (S37); there is always one.
        apply_minutes: from an answer to its report to the customer (S50).
        calendar: when the team works; a part of the journal, so that every desk counts alike.
        escalate_minutes: from a criterion that applies to asking, or saying why not (S39).
        interim_percent: of the reply time gone when an interim reply is proposed (N08).
        offer_help_minutes: a case this long with one person is quietly offered help (S27).
        reopen_days: whoever answers a case that was done for longer opens a related new one
            instead; ``None`` = every answer opens its case again (rule 30).
        warning_words: words in a reply that are asked about before it leaves (N34).
        no_blame: what every escalation form says (S63).
        review_on: when the ``reviewer`` is reminded to look through it (S59).
        sending: what mailboxes ask before a mail leaves: approval, ticks (S19).
        other_desks: 別の窓口: where mail that is not for us goes on to.
    """

    levels: tuple[Level, ...]
    categories: tuple[Category, ...] = ()
    routes: tuple[Route, ...] = ()
    criteria: tuple[CriterionRule, ...] = ()
    fallback: Target | None = None
    catch_all: Target | None = None
    calendar: Calendar = OFFICE
    quiet: QuietHours = QuietHours()
    reply_minutes: int = 480
    resolve_minutes: int = 2400
    apply_minutes: int = 120
    escalate_minutes: int = 30
    interim_percent: int = 70
    offer_help_minutes: int = 480
    mode: ClockMode = ClockMode.PROPOSE
    reopen_days: int | None = None
    warning_words: tuple[str, ...] = ()
    no_blame: str = NO_BLAME
    review_on: date | None = None
    reviewer: PersonId | None = None
    sending: tuple[SendRule, ...] = ()
    other_desks: tuple[Address, ...] = ()

    def level(self, number: int) -> Level:
        """Return that level, or the highest there is."""
        known = {level.number: level for level in self.levels}
        return known.get(number, self.levels[-1])

    def category(self, name: str) -> Category | None:
        """Return the category of that name."""
        return next((one for one in self.categories if one.name == name), None)

    def category_of(self, labels: tuple[LabelId, ...]) -> Category | None:
        """Return the category that one of these labels means (S33)."""
        return next((one for one in self.categories if set(one.labels) & set(labels)), None)

    def rule(self, rule_id: str) -> CriterionRule | None:
        """Return the criterion with that id."""
        return next((one for one in self.criteria if one.id == rule_id), None)


def is_sound(policy: Policy) -> bool:
    """Return whether every desk can work with it: what the fold demands of any policy.

    Levels are 1 to n with n from 3 to 6 (S01); there are a fallback (S36) and a catch-all (S37);
    no span is negative or longer than a year.
    """
    numbers = [level.number for level in policy.levels]
    count = len(numbers)
    if not FEWEST_LEVELS <= count <= MOST_LEVELS or numbers != list(range(1, count + 1)):
        return False
    ends = (policy.fallback, policy.catch_all)
    if any(end is None or not end.names_somebody for end in ends):
        return False
    if not policy.calendar.is_sound or not 0 <= policy.interim_percent <= WHOLE:
        return False
    if policy.reopen_days is not None and not 0 < policy.reopen_days <= MOST_DAYS:
        return False
    return all(0 <= minutes <= MOST_MINUTES for minutes in _spans(policy))


def _spans(policy: Policy) -> tuple[int, ...]:
    whole = (
        policy.reply_minutes,
        policy.resolve_minutes,
        policy.apply_minutes,
        policy.escalate_minutes,
        policy.offer_help_minutes,
    )
    of_levels = (
        (one.acknowledge_minutes, one.answer_minutes, one.nudge_minutes, one.nudges)
        for one in policy.levels
    )
    of_rules = (
        (one.escalate_minutes, one.level, one.when.elapsed_minutes) for one in policy.criteria
    )
    return (*whole, *(span for spans in (*of_levels, *of_rules) for span in spans))

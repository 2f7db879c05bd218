"""By when somebody must act on a case: its clocks, their misses, and all of it explained (N22).

Owns: when each clock starts, stands and ends. Clocks follow from the case and the policy in force,
except for what time has decided: a deadline that was missed stays where it was, and so does the
verdict on it, whatever is paused or edited later. Time is journal time only, so that no desk's
clock or zone matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mailroom.domain.cases import Case, CaseStatus
from mailroom.domain.policies.policy import Policy
from mailroom.domain.times.calendar import Gap
from mailroom.domain.times.clocks import ClockVerdict, Due, DueKind, Pause, PauseCause

_OVER = frozenset({CaseStatus.DONE, CaseStatus.FILTERED})
_PAUSED_WITH_THE_CASE = frozenset({DueKind.FIRST_REPLY, DueKind.RESOLUTION})


def clocked(case: Case, policy: Policy, time: datetime, *, anew: bool = False) -> Case:
    """Return the case with its clocks as its fields and the policy demand at journal time T.

    Its status must be right already. History has no clocks (rule 22). A change of the policy counts
    every clock ``anew``; otherwise one that nothing has touched keeps the deadline it has.
    """
    if case.history and not case.clocks:
        return case if case.due is None else replace(case, due=None)
    case = _with_the_turn(case, time)
    running = tuple(_running(case, policy, time, anew=anew))
    verdicts = _verdicts(case, running, time) if case.clocks else case.verdicts
    due = _earliest(case.status, running)
    if running == case.clocks and verdicts == case.verdicts and due == case.due:
        return case
    return replace(case, clocks=running, verdicts=verdicts, due=due)


def standing(case: Case) -> Pause | None:
    """Return the pause in which the clocks of the customer stand now, one by hand first."""
    open_ones = [pause for pause in case.pauses if pause.until is None]
    by_hand = [pause for pause in open_ones if pause.cause is PauseCause.BY_HAND]
    return next(iter((*by_hand, *open_ones)), None)


def resumed(case: Case, at: datetime, *, cause: PauseCause) -> Case:
    """Return the case after the pause of that cause ended; one without length is forgotten."""
    pauses = tuple(
        replace(pause, until=at) if pause.until is None and pause.cause is cause else pause
        for pause in case.pauses
    )
    kept = tuple(pause for pause in pauses if pause.until is None or pause.until > pause.since)
    return case if kept == case.pauses else replace(case, pauses=kept)


def interim_due(case: Case, policy: Policy) -> datetime | None:
    """Return when an interim reply (お待たせ連絡) is to be proposed (S53, N08).

    That is when ``interim_percent`` of the reply time has gone while somebody inside is asked; not
    if the customer has had one since, or waits for a promised time.
    """
    since = case.waiting_since
    if since is None or not case.escalated or case.history:
        return None
    if case.interim_at is not None and case.interim_at >= since:
        return None
    if standing(case) is not None or any(promise.is_open for promise in case.promises):
        return None
    minutes = policy.reply_minutes * policy.interim_percent // 100
    return policy.calendar.after(since, minutes, case.pauses)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A deadline in parts that a window or a command line puts into words (N22).

    Attributes:
        left: time left, business time unless ``wall``; negative = overdue by that much.
        gaps: what is skipped between now and the deadline (or between it and now).
        pauses: what did not count since the clock started, in order.
        stands: the pause it stands in now; then ``due.at`` is None.
        text: what was promised.
    """

    due: Due
    left: timedelta
    wall: bool = False
    gaps: tuple[Gap, ...] = ()
    pauses: tuple[Pause, ...] = ()
    stands: Pause | None = None
    text: str = ""

    @property
    def overdue(self) -> bool:
        """Return whether the time is over."""
        return self.left < timedelta()


def skipped(explanation: Explanation) -> tuple[Gap, ...]:
    """Return what to name of the gaps: each kind and name once, the first of its sort."""
    named = {(gap.kind, gap.name): gap for gap in reversed(explanation.gaps)}
    return tuple(sorted(named.values(), key=lambda gap: gap.since))


def explained(case: Case, policy: Policy, now: datetime) -> tuple[Explanation, ...]:
    """Return every clock of a case explained, the earliest first, those that stand last."""
    order = sorted(case.clocks, key=lambda due: (due.at is None, due.at or due.started))
    return tuple(_explained(case, due, policy, now) for due in order)


def _explained(case: Case, due: Due, policy: Policy, now: datetime) -> Explanation:
    calendar = policy.calendar
    if due.kind is DueKind.PROMISE:
        assert due.at is not None
        text = next((one.text for one in case.promises if one.id == due.promise), "")
        return Explanation(due=due, left=due.at - now, wall=True, text=text)
    pauses = _since(due.started, _pauses_of(case, due.kind))
    if due.at is None:
        stands = standing(case)
        allowed = timedelta(minutes=_minutes(case, due, policy))
        left = allowed - calendar.between(due.started, now, pauses)
        return Explanation(due=due, left=left, pauses=pauses, stands=stands)
    if due.at > now:
        left, gaps = calendar.between(now, due.at, pauses), calendar.gaps(now, due.at)
    else:
        left, gaps = -calendar.between(due.at, now), calendar.gaps(due.at, now)
        left = left or -timedelta(microseconds=1)  # missed, though no open minute has passed
    return Explanation(due=due, left=left, gaps=gaps, pauses=pauses)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A deadline that moves with an edit of the policy (N21)."""

    case: Case
    kind: DueKind
    before: datetime | None
    after: datetime | None


def shifted(cases: Iterable[Case], policy: Policy, time: datetime) -> tuple[Shift, ...]:
    """Return which deadlines move if this policy comes into force now, the earliest first."""
    shifts = [shift for case in cases for shift in _shifts(case, policy, time)]
    return tuple(sorted(shifts, key=lambda s: (s.before is None, s.before or time, s.case.number)))


def _shifts(case: Case, policy: Policy, time: datetime) -> Iterator[Shift]:
    before = {_key(due): due for due in case.clocks}
    for due in clocked(case, policy, time, anew=True).clocks:
        old = before.get(_key(due))
        if old is not None and old.at != due.at:
            yield Shift(case=case, kind=due.kind, before=old.at, after=due.at)


# --- whose turn it is -----------------------------------------------------------------------------


def _with_the_turn(case: Case, time: datetime) -> Case:
    """Return the case with its resolution clock begun, standing while it is the customer's turn."""
    if case.status in _OVER or case.history:
        return case
    waiting = case.waiting_since
    if case.resolve_since is None and waiting is not None:
        case = replace(case, resolve_since=waiting)
    theirs = any(p.until is None and p.cause is PauseCause.CUSTOMER for p in case.pauses)
    if _is_customers_turn(case) and case.resolve_since is not None:
        if theirs or case.last_ours_at is None:
            return case
        begun = Pause(since=case.last_ours_at, cause=PauseCause.CUSTOMER)
        return replace(case, pauses=(*case.pauses, begun))
    return resumed(case, waiting or time, cause=PauseCause.CUSTOMER) if theirs else case


def _is_customers_turn(case: Case) -> bool:
    if case.waiting_since is not None or case.last_ours_at is None:
        return False
    return not (case.escalated or case.answered or any(p.is_open for p in case.promises))


# --- which clocks run -----------------------------------------------------------------------------


def _running(case: Case, policy: Policy, time: datetime, *, anew: bool) -> Iterator[Due]:
    if case.status in _OVER or case.history or case.merged_into is not None:
        return
    known = {_key(due): due for due in case.clocks}
    for due in _starts(case, policy):
        before = known.get(_key(due))
        if before is None or before.at is None:
            yield _timed(case, due, policy)
        elif before.at <= time or not (anew or _may_move(case, due)):
            yield before
        else:
            yield _timed(case, due, policy)


def _starts(case: Case, policy: Policy) -> Iterator[Due]:
    """Yield the clocks that run, each without its deadline unless that is fixed."""
    if case.waiting_since is not None:
        yield Due(kind=DueKind.FIRST_REPLY, started=case.waiting_since, at=None)
    if case.resolve_since is not None:
        yield Due(kind=DueKind.RESOLUTION, started=case.resolve_since, at=None)
    if case.answered and case.answered_at is not None:
        yield Due(kind=DueKind.APPLY, started=case.answered_at, at=None)
    if case.concerns and not case.escalated:
        since = min(case.concerns, key=lambda one: (one.since, one.key)).since
        yield Due(kind=DueKind.ESCALATE, started=since, at=None)
    for promise in case.promises:
        if promise.is_open:
            yield Due(
                kind=DueKind.PROMISE,
                started=promise.made_at,
                at=promise.at,
                promise=promise.id,
            )


def _may_move(case: Case, due: Due) -> bool:
    """Return whether a deadline depends on more than its start and the policy in force."""
    if due.kind is DueKind.ESCALATE:
        return True
    return bool(_since(due.started, _pauses_of(case, due.kind)))


def _timed(case: Case, due: Due, policy: Policy) -> Due:
    if due.at is not None:
        return due
    after = policy.calendar.after
    if due.kind is DueKind.ESCALATE:
        limits = (after(one.since, _limit(policy, one.rule)) for one in case.concerns)
        return replace(due, at=min(limits))
    pauses = _since(due.started, _pauses_of(case, due.kind))
    at = after(due.started, _minutes(case, due, policy), pauses)
    stops = min((pause.since for pause in pauses if pause.until is None), default=None)
    return due if stops is not None and stops < at else replace(due, at=at)


def _minutes(case: Case, due: Due, policy: Policy) -> int:
    match due.kind:
        case DueKind.FIRST_REPLY:
            return policy.reply_minutes
        case DueKind.RESOLUTION:
            return policy.resolve_minutes
        case DueKind.APPLY:
            return policy.apply_minutes
        case _:
            return policy.escalate_minutes


def _limit(policy: Policy, rule: str) -> int:
    """Return how long a criterion may wait for a decision (S39)."""
    found = policy.rule(rule)
    own = found.escalate_minutes if found is not None else 0
    return own or policy.escalate_minutes


def _pauses_of(case: Case, kind: DueKind) -> tuple[Pause, ...]:
    return case.pauses if kind in _PAUSED_WITH_THE_CASE else ()


def _since(started: datetime, pauses: tuple[Pause, ...]) -> tuple[Pause, ...]:
    return tuple(one for one in pauses if one.until is None or one.until > started)


def _earliest(status: CaseStatus, running: Iterable[Due]) -> datetime | None:
    """Return the first deadline; what was put off waits for nothing but its promises."""
    asleep = status is CaseStatus.SNOOZED
    times = (d.at for d in running if not asleep or d.kind is DueKind.PROMISE)
    return min((at for at in times if at is not None), default=None)


def _key(due: Due) -> tuple[DueKind, datetime, str]:
    return due.kind, due.started, due.promise or ""


# --- how they ended -------------------------------------------------------------------------------


def _verdicts(case: Case, running: tuple[Due, ...], time: datetime) -> tuple[ClockVerdict, ...]:
    """Return the verdicts, one for each kind; a miss is never replaced by a later success."""
    going = {_key(due) for due in running}
    told = {verdict.kind: verdict for verdict in case.verdicts}
    for due in case.clocks:
        ended = None if _key(due) in going else _ended(case, due, time)
        if ended is None:
            continue
        verdict = ClockVerdict(kind=due.kind, started=due.started, at=due.at, ended=ended)
        known = told.get(due.kind)
        if known is None or known.met:
            told[due.kind] = verdict
    return tuple(told[kind] for kind in DueKind if kind in told)


def _ended(case: Case, due: Due, time: datetime) -> datetime | None:
    """Return when what a clock waited for was done; None if it only went away."""
    missed = due.at is not None and due.at <= time
    if case.status is CaseStatus.FILTERED or case.merged_into is not None:
        return None
    match due.kind:
        case DueKind.FIRST_REPLY:
            replied = case.last_ours_at
            if replied is not None and replied >= due.started:
                return replied
            return time if case.closed and missed else None
        case DueKind.RESOLUTION:
            return time if case.closed else None
        case DueKind.APPLY:
            return None if case.answered else time
        case DueKind.ESCALATE:
            return time if case.escalated or not case.concerns else None
        case DueKind.PROMISE:
            return None  # the promise itself says how it ended

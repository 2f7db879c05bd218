"""Wrong versions of single rules, each of which the simulator must catch.

The one place where our own code is patched: a test of the simulator, not of the product.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from typing import Any

from mailroom.domain import course, fold, team, turn
from mailroom.domain.claims import holding, locks
from mailroom.domain.escalations import escalating, internal_mail, stepping
from mailroom.domain.records import upkeep
from mailroom.domain.sends import sending
from mailroom.domain.threads import arriving, merging
from mailroom.domain.verdicts import Reason, Verdict
from mailroom.ids import EventId
from mailroom.journal import holes, reading, replicate, writing
from tests.replication.simulator import codec, duties, replica

Mutant = Callable[[], AbstractContextManager[None]]
MUTANTS: dict[str, Mutant] = {}


@contextmanager
def patched(place: Any, **wrong: Any) -> Iterator[None]:
    """Put wrong versions in place for a while."""
    before = {name: place.__dict__[name] for name in wrong}
    for name, version in wrong.items():
        setattr(place, name, version)
    try:
        yield
    finally:
        for name, version in before.items():
            setattr(place, name, version)


def mutant(function: Callable[[], AbstractContextManager[None]]) -> Mutant:
    """Register a wrong version; its docstring says what is wrong."""
    MUTANTS[function.__name__] = function
    return function


def nothing(*_args: Any, **_more: Any) -> None:
    """Check nothing."""


# -- order and identity (rules 1-4) -----------------------------------------------------------


@mutant
def refused_derived_id_burns() -> AbstractContextManager[None]:
    """A timer that came too early can never come again."""
    return patched(fold, _is_derived=lambda _event: False)


@mutant
def copies_are_judged_again() -> AbstractContextManager[None]:
    """A second copy of an event counts like the first."""
    right = fold.apply

    def wrong(state: Any, placed: Any, *more: Any) -> Verdict:
        known = state.entry(placed.event.id)
        if known is None:
            return right(state, placed, *more)
        blind = _Blind(state)
        return right(blind, placed, *more)

    return patched(replica, apply=wrong)


class _Blind:
    """A state that knows no event."""

    def __init__(self, state: Any) -> None:
        self._state = state

    def __getattr__(self, name: str) -> Any:
        return getattr(self._state, name)

    def entry(self, _event: EventId) -> None:
        return None


@mutant
def retry_with_other_event_ids() -> AbstractContextManager[None]:
    """Every attempt gives the events fresh ids."""
    right = writing.Writer._batch

    def wrong(self: Any, identity: Any, name: str, epoch: int, events: Any) -> Any:
        attempt = self._replica.last_seqs().get(identity.incarnation, 0)
        waiting = {one.event.id: one.attempts for one in self._replica.pending_batch(500)}
        again = [
            replace(one, id=EventId(f"{one.id}-{attempt}")) if waiting.get(one.id) else one
            for one in events
        ]
        return right(self, identity, name, epoch, again)

    return patched(writing.Writer, _batch=wrong)


@mutant
def append_ok_is_believed() -> AbstractContextManager[None]:
    """An event leaves the queue when the server says OK, not when it is seen."""
    right = replicate.Replicator.push

    def wrong(self: Any) -> Any:
        append = self._journal.append
        waiting = [one.event.id for one in self._replica.pending_batch(500)]

        def believed(raw: Any) -> Any:
            uid = append(raw)
            for event in waiting:
                self._replica.pending.pop(event, None)
            return uid

        self._journal.append = believed
        try:
            return right(self)
        finally:
            del self._journal.append

    return patched(replicate.Replicator, push=wrong)


@mutant
def requirement_not_looked_at() -> AbstractContextManager[None]:
    """A send goes through although the claim that it rode with was refused."""
    right = fold._judge

    def wrong(one: Any) -> Any:
        return right(replace(one, event=replace(one.event, requires=None)))

    return patched(fold, _judge=wrong)


# -- time (rules 5-7) -------------------------------------------------------------------------


@mutant
def expiry_by_local_clock() -> AbstractContextManager[None]:
    """The author's clock says whether a lock has expired."""
    right = locks.may_claim

    def wrong_claim(one: Any, case: Any, body: Any) -> None:
        verdict = right(one.state, case, one.seat, one.event.made_at)
        if not verdict.accepted:
            raise turn.Refusal(verdict)
        one.put_case(replace(case, claim=locks.granted(one, one.seat), begun=True))

    return patched(locks, _claim=wrong_claim)


@mutant
def time_from_the_authors_clock() -> AbstractContextManager[None]:
    """T is what the author's PC says."""

    def wrong(before: Any, _taken_in: Any, sent_at: Any) -> Any:
        return sent_at if before is None else max(before, sent_at)

    return patched(reading, journal_time=wrong)


@mutant
def timers_count_early() -> AbstractContextManager[None]:
    """A snooze ends when some desk's clock says so."""

    def wrong(one: Any, case: Any, _body: Any) -> None:
        if case.rest is None:
            turn.refuse(Reason.ALREADY)
        one.put_case(replace(case, rest=None, status_version=one.version))

    return patched(course, _wake=wrong)


# -- locks (rules 8-12) -----------------------------------------------------------------------


@mutant
def claim_while_a_send_is_open() -> AbstractContextManager[None]:
    """An open slot does not keep others from the lock."""
    right = locks.may_claim

    def wrong(state: Any, case: Any, seat: Any, time: Any) -> Verdict:
        return right(state, replace(case, open_send=None), seat, time)

    return patched(locks, may_claim=wrong)


@mutant
def live_lock_claimed_away() -> AbstractContextManager[None]:
    """The last one to claim holds."""
    return patched(locks, may_claim=lambda *_args: Verdict(accepted=True))


@mutant
def token_not_compared_when_releasing() -> AbstractContextManager[None]:
    """Whoever was the holder once may release, renew and take over."""
    right = locks._named_claim

    def wrong(case: Any, token: Any) -> Any:
        return right(case, case.claim.token if case.claim else token)

    return patched(locks, _named_claim=wrong)


@mutant
def token_not_compared_when_sending() -> AbstractContextManager[None]:
    """A reply goes out under a lock that is no longer the one its author held."""

    def wrong(one: Any, case: Any, _body: Any) -> None:
        if case.claim is not None and case.claim.seat.person != one.event.by:
            turn.refuse(Reason.NOT_HOLDER)

    return patched(sending, _require_right=wrong)


@mutant
def take_over_without_grounds() -> AbstractContextManager[None]:
    """Anybody may take anybody's lock."""
    return patched(locks, _require_grounds=nothing)


@mutant
def trainees_send() -> AbstractContextManager[None]:
    """見習い may write to customers."""
    return patched(sending, require_asked=nothing)


# -- shape of cases (rules 19, 28) ------------------------------------------------------------


@mutant
def merge_does_not_resolve_aliases() -> AbstractContextManager[None]:
    """A case that was merged away takes part in merges as if it were there."""

    def wrong(one: Any, anchor: Any) -> Any:
        place = one.state.mail(anchor)
        case = None if place is None else one.state.case(place.home)
        if case is None:
            turn.refuse(Reason.UNKNOWN_ANCHOR)
        return case

    return patched(merging, _case_of=wrong)


@mutant
def merge_is_no_content() -> AbstractContextManager[None]:
    """A reply leaves although its case has taken in another one."""
    right = merging._survivor

    def wrong(one: Any, case: Any, other: Any, keeper: Any) -> Any:
        return replace(right(one, case, other, keeper), content=case.content)

    return patched(merging, _survivor=wrong)


@mutant
def merge_while_sending() -> AbstractContextManager[None]:
    """An open slot does not keep a case from being merged, split or closed."""
    right = course.may_reshape

    def wrong(state: Any, case: Any, seat: Any, time: Any) -> Verdict:
        return right(state, replace(case, open_send=None), seat, time)

    return patched(course, may_reshape=wrong)


@mutant
def split_takes_mails_that_moved() -> AbstractContextManager[None]:
    """Mails leave with a split although they lie elsewhere by now."""
    right = merging._split

    def wrong(one: Any, keys: Any) -> None:
        case = one.case()
        for key in keys:
            mail = one.state.mail(key)
            if mail is not None and mail.case != case.id:
                one.state.put(replace(mail, case=case.id))
        right(one, keys)

    return patched(merging, _split=wrong)


# -- the team and the journal (rules 22, 32-35) -----------------------------------------------


@mutant
def second_founder_wins() -> AbstractContextManager[None]:
    """The last founding counts."""
    right = team.judge_team

    def wrong(one: Any, body: Any) -> Any:
        return team.found(one, body) if isinstance(body, team.TeamFounded) else right(one, body)

    return patched(fold, judge_team=wrong)


@mutant
def two_desks_import_history() -> AbstractContextManager[None]:
    """The import lease is anybody's at any time."""

    def wrong(one: Any) -> None:
        after = replace(one.team, history_desk=one.event.desk, history_time=one.time, time=one.time)
        one.state.put(after)

    return patched(arriving, claim_history=wrong)


@mutant
def old_key_still_valid() -> AbstractContextManager[None]:
    """After a rotation messages under the former key are still believed."""
    right = codec.BareCodec.decode

    def wrong(self: Any, raw: Any, key: Any) -> Any:
        known = key is not None and isinstance(raw, codec.Sealed)
        return right(self, raw, raw.key if known else key)

    return patched(codec.BareCodec, decode=wrong)


@mutant
def wrong_key_is_trusted() -> AbstractContextManager[None]:
    """A desk whose file holds another key believes what it said itself."""
    return patched(replicate.Replicator, _check_key=nothing)


@mutant
def level_raised_without_asking() -> AbstractContextManager[None]:
    """A lead raises the level over desks that cannot follow."""

    def wrong(one: Any, body: Any) -> None:
        after = replace(one.team, fold_level=body.level, level_raised=one.position, time=one.time)
        one.state.put(after)

    return patched(upkeep, _raise_level=wrong)


@mutant
def hole_ignored() -> AbstractContextManager[None]:
    """A desk reads on over messages that somebody deleted."""
    return patched(holes.Sight, lacks=lambda _self, _batch: "")


@mutant
def restore_drops_pending() -> AbstractContextManager[None]:
    """Who takes over a checkpoint forgets what they wanted to say."""
    right = replica.SimReplica.restore

    def wrong(self: Any, snapshot: Any) -> Any:
        self.pending.clear()
        changes = right(self, snapshot)
        self.pending.clear()
        return changes

    return patched(replica.SimReplica, restore=wrong)


# -- escalation (rule 31) ---------------------------------------------------------------------


@mutant
def step_mail_begun_twice() -> AbstractContextManager[None]:
    """Two desks send the same request."""
    right = escalating.begin_mail

    def wrong(one: Any, body: Any) -> None:
        known = one.state.escalation(body.escalation)
        if known is None:
            turn.refuse(Reason.NO_ESCALATION)
        mails_ = tuple(mail for mail in known.mails if mail.step != body.step)
        one.state.put(replace(known, mails=mails_))
        right(one, replace(body, attempt=1))
        after = one.state.escalation(body.escalation)
        one.state.put(
            replace(
                after,
                mails=tuple(
                    replace(mail, attempt=body.attempt) if mail.step == body.step else mail
                    for mail in after.mails
                ),
            )
        )

    return patched(escalating, begin_mail=wrong)


@mutant
def step_mail_nobodys() -> AbstractContextManager[None]:
    """A mail that a step calls for is owed by nobody but who asked."""

    def wrong(escalation: Any, desk: Any, now: Any) -> Any:
        return [
            (one, n) for one, n in internal_mail.sendable(escalation, desk, now) if one.by.person
        ]

    return patched(duties, sendable=wrong)


@mutant
def step_taken_whenever_a_desk_says_so() -> AbstractContextManager[None]:
    """A fast clock takes a step before its time, or where steps are only proposed."""
    return patched(stepping, _require_due=nothing)


@mutant
def step_by_the_local_clock() -> AbstractContextManager[None]:
    """A step counts by the clock of who takes it."""
    right = stepping._require_due

    def wrong(one: Any, escalation: Any, step: Any, body: Any) -> None:
        right(replace(one, time=max(one.time, one.event.made_at)), escalation, step, body)

    return patched(stepping, _require_due=wrong)


@mutant
def claim_under_an_escalation() -> AbstractContextManager[None]:
    """Somebody else claims while an escalation is open."""
    return patched(holding, may_hold=lambda *_args: True)

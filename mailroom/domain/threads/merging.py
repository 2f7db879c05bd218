"""Cases as sets of mail, changed by people: merge, split, move, and their undoing (19, 28)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from mailroom.domain.cases import Absorbed, Case, Concern
from mailroom.domain.claims.holding import live_claim
from mailroom.domain.content import OUTSIDE, joined, with_content, with_fields_unseen
from mailroom.domain.course import require_free
from mailroom.domain.events import (
    MailMoved,
    Merged,
    ShapeBody,
    Split,
    Unmerged,
    case_of_opening,
)
from mailroom.domain.fields import with_label
from mailroom.domain.mails import Direction, JoinReason, MailPlace
from mailroom.domain.sends import sharing
from mailroom.domain.state import State
from mailroom.domain.threads.summary import is_news, is_own_copy, new_case, recounted
from mailroom.domain.turn import PLAIN, Flags, Turn, case_at, refuse
from mailroom.domain.verdicts import Reason
from mailroom.ids import CaseId, EventId, MailKey, case_id


def judge_shape(turn: Turn, body: ShapeBody) -> Flags:
    """Judge a change of which mails form a case."""
    turn.actor()
    match body:
        case Merged():
            _merge(turn, body)
        case Unmerged():
            _unmerge(turn, body.merge)
        case Split():
            _split(turn, body.mails)
        case MailMoved():
            _move(turn, body)
        case _:
            assert_never(body)
    return PLAIN


# --- merge ----------------------------------------------------------------------------------------


def _merge(turn: Turn, body: Merged) -> None:
    """Rule 28: aliases first, so that A into B and B into A at once make one case."""
    case, other = turn.case(), _case_of(turn, body.other)
    if case.id == other.id:
        refuse(Reason.SAME_CASE)
    if body.undoes is not None and other.id != case_id(case_of_opening(body.undoes)):
        refuse(Reason.NOT_STANDING)
    require_free(turn, case)
    require_free(turn, other)
    if case.escalated and other.escalated:
        refuse(Reason.ALREADY_ESCALATED)
    for mail in turn.state.mails_of(other.id):
        turn.state.put(_merged_mail(mail, case.id))
    taken = replace(
        other, merged_into=case.id, claim=None, touched=True, shared=(), clocks=(), due=None
    )
    keeper = _keeper(case, other)
    turn.state.put(_without_escalation(taken) if keeper is other else taken)
    turn.put_case(_survivor(turn, case, other, keeper))


def _keeper(case: Case, other: Case) -> Case:
    """Return the case whose escalation the two will have."""
    return case if case.escalation is not None and not other.escalated else other


def _without_escalation(case: Case) -> Case:
    return replace(case, escalation=None, escalated=False, answered=False, answered_at=None)


def _merged_mail(mail: MailPlace, into: CaseId) -> MailPlace:
    threaded = mail.threaded or mail.reason
    return replace(mail, case=into, reason=JoinReason.MERGED, threaded=threaded)


def _concerns(case: Case, other: Case) -> tuple[Concern, ...]:
    known = {concern.key for concern in case.concerns}
    return (*case.concerns, *(one for one in other.concerns if one.key not in known))


def _survivor(turn: Turn, case: Case, other: Case, keeper: Case) -> Case:
    """Rule 19: a merge bumps content and every field version of the survivor."""
    before = Absorbed(
        merge=turn.event.id,
        other=other.id,
        assignee=case.assignee,
        level=case.level,
        labels=case.labels,
        closed=case.closed,
        escalation=keeper.escalation if keeper is other else None,
    )
    for label in dict.fromkeys((*case.labels, *other.labels)):
        case = with_label(case, label, turn.position, turn.event.id)
    held = live_claim(case, turn.time) or live_claim(other, turn.time)
    merged = replace(
        case,
        concerns=_concerns(case, other),
        assignee=case.assignee or other.assignee,
        assignee_was=case.assignee,
        assignee_version=turn.version,
        level=max(case.level, other.level),
        level_was=case.level,
        level_version=turn.version,
        status_version=turn.version,
        closed=case.closed and other.closed,
        begun=case.begun or other.begun,
        rest=None if other.waiting_since is not None else case.rest,
        claim=None if keeper.escalated and not case.escalated else held,
        escalation=keeper.escalation,
        escalated=keeper.escalated,
        answered=keeper.answered,
        answered_at=keeper.answered_at,
        answered_outside=case.answered_outside or other.answered_outside,
        undelivered=case.undelivered or other.undelivered,
        content=joined(case.content, other.content),
        history=case.history and other.history,
        absorbed=(*case.absorbed, before),
        related=_others((*case.related, *other.related), {case.id, other.id}),
        mail_count=case.mail_count + other.mail_count,
        last_at=max(case.last_at, other.last_at),
        last_outside_at=_latest(case.last_outside_at, other.last_outside_at),
        last_ours_at=_latest(case.last_ours_at, other.last_ours_at),
        waiting_since=_earliest_wait(case, other),
        resolve_since=min(
            (at for at in (case.resolve_since, other.resolve_since) if at is not None), default=None
        ),
        interim_at=_latest(case.interim_at, other.interim_at),
        promises=(*case.promises, *other.promises),
        shared=(*case.shared, *other.shared),
    )
    return with_content(merged, turn)


def _others(related: Iterable[CaseId], ones: set[CaseId]) -> tuple[CaseId, ...]:
    return tuple(case for case in dict.fromkeys(related) if case not in ones)


def _latest(one: datetime | None, other: datetime | None) -> datetime | None:
    return max((at for at in (one, other) if at is not None), default=None)


def _earliest_wait(case: Case, other: Case) -> datetime | None:
    """Return since when somebody waits in either; a done case's old words wait no more."""
    both_closed = case.closed and other.closed
    waits = [
        one.waiting_since
        for one in (case, other)
        if one.waiting_since is not None and (both_closed or not one.closed)
    ]
    return min(waits, default=None)


def _unmerge(turn: Turn, merge: EventId) -> None:
    """Rules 20, 28: while the merge stands, the mails of the other case go home."""
    case = turn.case()
    before = next((past for past in case.absorbed if past.merge == merge), None)
    other = None if before is None else turn.state.case(before.other)
    if before is None or other is None or other.merged_into != case.id:
        refuse(Reason.NOT_STANDING)
    leaving = [mail for mail in _mails_from(turn.state, other) if mail.case == case.id]
    if len(leaving) in {0, len(turn.state.mails_of(case.id))}:
        refuse(Reason.NOT_STANDING)  # a person has moved them on; no case may be left empty
    require_free(turn, case)
    for mail in leaving:
        turn.state.put(_returned_mail(mail, other.id))
    kept, returned = (
        _as_before(turn, case, before),
        replace(_with_content_of(case, other), merged_into=None),
    )
    if _goes_along(turn, case, other, before):
        returned = replace(
            returned,
            escalation=case.escalation,
            escalated=case.escalated,
            answered=case.answered,
            answered_at=case.answered_at,
        )
        kept = _without_escalation(kept)
    kept, returned = _promises_apart(kept, returned)
    _put_parts(turn, (kept, returned), leaving)


def _promises_apart(kept: Case, returned: Case) -> tuple[Case, Case]:
    """Return both cases with their own promises, the ones that came back as they are by now."""
    known = {promise.id for promise in returned.promises}
    back = tuple(promise for promise in kept.promises if promise.id in known)
    stay = tuple(promise for promise in kept.promises if promise.id not in known)
    return replace(kept, promises=stay), replace(returned, promises=back)


def _put_parts(turn: Turn, parts: tuple[Case, Case], moved: Sequence[MailPlace]) -> None:
    """Put cases whose mails changed by hand: counted anew, content for all (rule 19).

    The words that a case gets were said when they were said: who moved them here after writing a
    reply had not seen them when writing it (rule 18).
    """
    answered = not any(mail.is_ours for mail in moved)
    for part in sharing.apart(turn.state, parts):
        told = recounted(turn.state, part, turn.team, answered=answered)
        _keep_escalation_inside(turn, told)
        told = replace(told, closed=told.closed and not told.escalated)
        turn.put_case(with_content(_with_words(turn.state, told), turn))


def _with_words(state: State, case: Case) -> Case:
    """Return the case with the latest news among its mails marked as content."""
    news = [
        mail.position
        for mail in state.mails_of(case.id)
        if is_news(mail) and not is_own_copy(state, mail.facts)
    ]
    return replace(case, content=joined(case.content, ((OUTSIDE, max(news)),))) if news else case


def _with_content_of(case: Case, other: Case) -> Case:
    """Return the other case, which gets mails of this one, with what changed there since (rule 18).

    What colleagues sent about such a mail goes with it: the mover may have written before that.
    """
    return replace(other, content=joined(case.content, other.content))


def _keep_escalation_inside(turn: Turn, case: Case) -> None:
    """The escalation that a case carries is found through a mail that lies in it."""
    escalation = None if case.escalation is None else turn.state.escalation(case.escalation)
    if escalation is None:
        return
    place = turn.state.mail(escalation.anchor)
    if place is None or place.case != case.id:
        turn.state.put(replace(escalation, anchor=case.anchor))


def _mails_from(state: State, case: Case) -> Iterator[MailPlace]:
    """Yield the mails that came with a case, those of cases it had taken in before included."""
    yield from state.mails_homed_in(case.id)
    for past in case.absorbed:
        inner = state.case(past.other)
        if inner is not None and inner.merged_into == case.id:
            yield from _mails_from(state, inner)


def _returned_mail(mail: MailPlace, home: CaseId) -> MailPlace:
    if mail.home != home or mail.threaded is None:
        return replace(mail, case=home)
    return replace(mail, case=home, reason=mail.threaded, threaded=None)


def _goes_along(turn: Turn, case: Case, other: Case, before: Absorbed) -> bool:
    """Return whether the escalation of the survivor belongs to the case that leaves."""
    escalation = None if case.escalation is None else turn.state.escalation(case.escalation)
    if escalation is None:
        return False
    place = turn.state.mail(escalation.anchor)
    moved = place is not None and place.case == other.id
    return before.escalation == escalation.id or moved


def _as_before(turn: Turn, case: Case, before: Absorbed) -> Case:
    """Return the survivor with what the merge changed put back where it still stands.

    A value put back has changed: who was shown the other one must see that first (rule 18).
    """
    added = {
        label
        for label, _at, event in case.label_versions
        if event == before.merge and label not in before.labels
    }
    case = replace(
        case,
        absorbed=tuple(past for past in case.absorbed if past != before),
        labels=tuple(label for label in case.labels if label not in added),
    )
    if case.assignee_version is not None and case.assignee_version.event == before.merge:
        case = replace(case, assignee=before.assignee, assignee_version=turn.version)
    if case.level_version is not None and case.level_version.event == before.merge:
        case = replace(case, level=before.level, level_version=turn.version)
    if case.status_version is not None and case.status_version.event == before.merge:
        case = replace(case, closed=before.closed, status_version=turn.version)
    return case


# --- split and move -------------------------------------------------------------------------------


def _split(turn: Turn, keys: tuple[MailKey, ...]) -> None:
    """Rule 28: only mails still there move; the new case starts unlocked."""
    case = turn.case()
    mails = turn.state.mails_of(case.id)
    moving = [mail for mail in mails if mail.facts.key in set(keys) and _is_mail(mail)]
    if not moving:
        refuse(Reason.NOT_STANDING)
    if len(moving) == len(mails):
        refuse(Reason.INVALID)
    require_free(turn, case)
    opened = case_id(case_of_opening(turn.event.id))
    part = new_case(turn, opened, moving[0].facts)
    for mail in moving:
        turn.state.put(_rehomed(mail, opened, JoinReason.SPLIT, turn.event.id))
    part = replace(
        part,
        touched=True,
        begun=case.begun,
        assignee=case.assignee,
        level=case.level,
        closed=case.closed,
        history=case.history,
        content=case.content,
        related=(case.id,),
    )
    rest = replace(case, related=_others((*case.related, opened), {case.id}))
    _put_parts(turn, (_bumped(turn, rest), _bumped(turn, part)), moving)


def _bumped(turn: Turn, case: Case) -> Case:
    """Rule 19: nobody who has not seen the split changes a field of a part, set or not."""
    case = with_fields_unseen(case, turn.position, turn.event.desk)
    return replace(
        case,
        assignee_version=case.assignee_version or turn.version,
        level_version=case.level_version or turn.version,
        status_version=case.status_version or turn.version,
    )


def _move(turn: Turn, body: MailMoved) -> None:
    """One mail goes where a person says; threading never moves it again."""
    case, target = turn.case(), _case_of(turn, body.to)
    mail = turn.state.mail(body.mail)
    if mail is None or mail.case != case.id or not _is_mail(mail):
        refuse(Reason.NOT_STANDING)
    if body.undoes is not None and mail.via != body.undoes:
        refuse(Reason.NOT_STANDING)
    if target.id == case.id:
        refuse(Reason.SAME_CASE)
    if len(turn.state.mails_of(case.id)) == 1:
        refuse(Reason.INVALID)  # that is a merge
    require_free(turn, case)
    require_free(turn, target)
    turn.state.put(_rehomed(mail, target.id, JoinReason.MOVED, turn.event.id))
    _put_parts(turn, (case, _with_content_of(case, target)), (mail,))


def _rehomed(mail: MailPlace, case: CaseId, reason: JoinReason, via: EventId) -> MailPlace:
    return replace(
        mail,
        case=case,
        home=case,
        reason=reason,
        via=via,
        threaded=mail.threaded or mail.reason,
        pinned=True,
    )


def _is_mail(mail: MailPlace) -> bool:
    return mail.facts.direction is not Direction.BY_HAND


def _case_of(turn: Turn, anchor: MailKey) -> Case:
    case = case_at(turn.state, anchor)
    if case is None:
        refuse(Reason.UNKNOWN_ANCHOR)
    return case

"""What a case carries: assignee, level, labels, notes and phone notes (rules 18, 20)."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from mailroom.domain.cases import Case, FieldVersion, Handed, LabelStanding
from mailroom.domain.content import require_field_seen, with_content
from mailroom.domain.events import (
    Assigned,
    FieldBody,
    HandedOver,
    Labelled,
    LevelSet,
    NoteAdded,
    PhoneLogged,
    Unlabelled,
)
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.position import START, Position
from mailroom.domain.times.timekeeping import kept_by_reply
from mailroom.domain.turn import PLAIN, Flags, Turn, refuse
from mailroom.domain.verdicts import Reason
from mailroom.ids import EventId, LabelId


def judge_field(turn: Turn, body: FieldBody) -> Flags:
    """Judge a change of one value of a case."""
    turn.actor()
    case = turn.case()
    match body:
        case Assigned():
            _assign(turn, case, body)
        case HandedOver():
            _hand_over(turn, case, body)
        case LevelSet():
            _set_level(turn, case, body)
        case Labelled():
            _label(turn, case, body)
        case Unlabelled():
            _unlabel(turn, case, body)
        case NoteAdded():
            turn.put_case(case)
        case PhoneLogged():
            last_at = max(case.last_at, turn.time)
            if body.reached and not body.incoming:
                case = kept_by_reply(turn.state, case, turn.position, turn.time)
            turn.put_case(replace(with_content(case, turn), begun=True, last_at=last_at))
        case _:
            assert_never(body)
    return PLAIN


def require_standing(version: FieldVersion | None, undoes: EventId) -> None:
    """Refuse an undo of a value that no longer stands (rule 20)."""
    if version is None or version.event != undoes:
        refuse(Reason.NOT_STANDING)


def label_version(case: Case, label: LabelId) -> tuple[Position, EventId] | None:
    """Return where and by which event the label was last put on or taken off."""
    found = (version for version in case.label_versions if version[0] == label)
    return next(((at, event) for _label, at, event in found), None)


def with_label(case: Case, label: LabelId, at: Position, event: EventId) -> Case:
    """Return the case with the label on."""
    labels = case.labels if label in case.labels else (*case.labels, label)
    return replace(case, labels=labels, label_versions=_versions(case, label, at, event))


def without_label(case: Case, label: LabelId, at: Position, event: EventId) -> Case:
    """Return the case with the label off."""
    labels = tuple(one for one in case.labels if one != label)
    return replace(case, labels=labels, label_versions=_versions(case, label, at, event))


def _assign(turn: Turn, case: Case, body: Assigned) -> None:
    person = None if body.person is None else turn.state.member(body.person)
    if body.person is not None and (person is None or person.left):
        refuse(Reason.INVALID)
    if body.undoes is not None:
        require_standing(case.assignee_version, body.undoes)
    elif case.assignee == body.person:
        refuse(Reason.ALREADY)
    else:
        require_field_seen(turn, case.assignee_version)
    turn.put_case(
        replace(
            case,
            assignee=body.person,
            assignee_was=case.assignee,
            assignee_version=turn.version,
            handed=None,
        )
    )


def _hand_over(turn: Turn, case: Case, body: HandedOver) -> None:
    """申し送り: the owner's word goes with the case until somebody takes it on (S49, N23).

    Nobody hands over what is not theirs any more; its words then stay as a note would.
    """
    to = None if body.to is None else turn.state.member(body.to)
    if body.to is not None and (to is None or to.left):
        refuse(Reason.INVALID)
    if case.closed:
        refuse(Reason.CLOSED)
    require_field_seen(turn, case.assignee_version)
    turn.put_case(
        replace(
            case,
            assignee=body.to,
            assignee_was=case.assignee,
            assignee_version=turn.version,
            handed=Handed(event=turn.event.id, by=turn.event.by, to=body.to, at=turn.time),
        )
    )


def _set_level(turn: Turn, case: Case, body: LevelSet) -> None:
    policy = turn.state.policy() or DEFAULT_POLICY
    if not 1 <= body.level <= max((level.number for level in policy.levels), default=1):
        refuse(Reason.INVALID)
    if body.undoes is not None:
        require_standing(case.level_version, body.undoes)
    elif case.level == body.level:
        refuse(Reason.ALREADY)
    else:
        require_field_seen(turn, case.level_version)
    turn.put_case(replace(case, level=body.level, level_was=case.level, level_version=turn.version))


def _label(turn: Turn, case: Case, body: Labelled) -> None:
    """Adding is never stale (rule 18)."""
    label = turn.state.label(body.label)
    back = body.undoes is not None and label is not None
    if not back and (label is None or label.standing is not LabelStanding.IN_USE):
        refuse(Reason.INVALID)
    if body.label in case.labels:
        refuse(Reason.ALREADY)
    if body.undoes is not None:
        _require_label_standing(case, body.label, body.undoes)
    turn.put_case(with_label(case, body.label, turn.position, turn.event.id))


def _unlabel(turn: Turn, case: Case, body: Unlabelled) -> None:
    """Rule 20: only if the author had seen the last add; their own adds count as seen."""
    if body.label not in case.labels:
        refuse(Reason.ALREADY)
    if body.undoes is not None:
        _require_label_standing(case, body.label, body.undoes)
    elif not _has_seen_label(turn, case, body.label):
        refuse(Reason.LABEL_CHANGED)
    turn.put_case(without_label(case, body.label, turn.position, turn.event.id))


def _has_seen_label(turn: Turn, case: Case, label: LabelId) -> bool:
    version = label_version(case, label)
    if version is None or version[0] <= (turn.event.basis or START):
        return True
    entry = turn.state.entry(version[1])
    return entry is not None and entry.event.desk == turn.event.desk


def _require_label_standing(case: Case, label: LabelId, undoes: EventId) -> None:
    version = label_version(case, label)
    if version is None or version[1] != undoes:
        refuse(Reason.NOT_STANDING)


def _versions(
    case: Case, label: LabelId, at: Position, event: EventId
) -> tuple[tuple[LabelId, Position, EventId], ...]:
    others = tuple(version for version in case.label_versions if version[0] != label)
    return (*others, (label, at, event))

"""The labels of a team: a tree of three levels, made and changed by its members (S66).

Owns: what keeps it a tree. Where labels lie on cases is ``fields``'.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mailroom.domain.cases import Label, LabelStanding
from mailroom.domain.turn import Turn, refuse
from mailroom.domain.verdicts import Reason
from mailroom.ids import LabelId

DEEPEST = 3
"""Levels of labels; more would not be found again (behaviours 5.9)."""

Labels = Mapping[LabelId, Label]


def set_label(turn: Turn, label: Label) -> None:
    """Judge a new or changed label: three levels, no circle, nothing left hanging.

    A deleted label takes nothing off a case for good: set anew, it is where it was.
    """
    turn.actor()
    if not label.name.strip():
        refuse(Reason.INVALID)
    labels = {one.id: one for one in turn.state.labels()} | {label.id: label}
    parent = None if label.parent is None else labels.get(label.parent)
    if label.parent is not None and (parent is None or label.id in line_up(labels, label.parent)):
        refuse(Reason.INVALID)
    if label.standing is LabelStanding.DELETED:
        if any(one.standing is not LabelStanding.DELETED for one in _below(labels, label.id)):
            refuse(Reason.NOT_EMPTY)
    elif parent is not None and parent.standing is LabelStanding.DELETED:
        refuse(Reason.INVALID)
    elif depth(labels, label.id) + height(labels, label.id) > DEEPEST:
        refuse(Reason.TOO_DEEP)
    turn.state.put(label)


def depth(labels: Labels, label: LabelId) -> int:
    """Return on which level a label lies, 1 = the uppermost."""
    return len(line_up(labels, label))


def height(labels: Labels, label: LabelId) -> int:
    """Return how many levels of labels lie below one."""
    below = (
        1 + height(labels, one.id)
        for one in _below(labels, label)
        if one.standing is not LabelStanding.DELETED
    )
    return max(below, default=0)


def with_all_below(labels: Iterable[Label], label: LabelId) -> frozenset[LabelId]:
    """Return a label and all labels below it: what a look for it finds."""
    known = {one.id: one for one in labels}
    return frozenset(id_ for id_ in known if label in line_up(known, id_)) | {label}


def path(labels: Labels, label: LabelId) -> tuple[str, ...]:
    """Return the names from the uppermost label down to this one."""
    return tuple(labels[id_].name for id_ in reversed(line_up(labels, label)))


def in_order(labels: Iterable[Label]) -> tuple[Label, ...]:
    """Return labels as a tree is read: each one before those below it, deleted ones left out."""
    kept = [one for one in labels if one.standing is not LabelStanding.DELETED]
    known = {one.id: one for one in kept}
    return tuple(sorted(kept, key=lambda one: _place(known, one)))


def _place(labels: Labels, label: Label) -> tuple[tuple[int, str, LabelId], ...]:
    line = [labels[id_] for id_ in reversed(line_up(labels, label.id))]
    return tuple((one.order, one.name, one.id) for one in line)


def line_up(labels: Labels, label: LabelId) -> tuple[LabelId, ...]:
    """Return a label and those above it, upwards; a circle, which no desk makes, ends it."""
    line: dict[LabelId, None] = {}
    at: LabelId | None = label
    while at is not None and at in labels and at not in line:
        line[at] = None
        at = labels[at].parent
    return tuple(line)


def _below(labels: Labels, label: LabelId) -> tuple[Label, ...]:
    return tuple(one for one in labels.values() if one.parent == label)

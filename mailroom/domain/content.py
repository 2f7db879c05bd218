"""What an author must have seen: content and field versions (rules 18-20).

Owns: the marks that content changes leave on a case, and the comparison with a basis.
"""

from __future__ import annotations

from dataclasses import replace

from mailroom.domain.cases import Case, FieldVersion
from mailroom.domain.events import Event
from mailroom.domain.position import START, Position
from mailroom.domain.turn import Turn, refuse
from mailroom.domain.verdicts import Reason
from mailroom.ids import DeskId

OUTSIDE = DeskId("")
"""The author of what comes from outside: seen by nobody until it was shown."""

Content = tuple[tuple[DeskId, Position], ...]


def marked(content: Content, desk: DeskId, at: Position) -> Content:
    """Return the content map after a change by ``desk``."""
    return tuple(sorted({**dict(content), desk: at}.items()))


def joined(one: Content, other: Content) -> Content:
    """Return the content map of two cases that became one."""
    both = dict(one)
    for desk, at in other:
        both[desk] = max(at, both.get(desk, at))
    return tuple(sorted(both.items()))


def with_content(case: Case, turn: Turn) -> Case:
    """Return the case after this event changed its content."""
    return replace(case, content=marked(case.content, turn.event.desk, turn.position))


def with_fields_unseen(case: Case, at: Position, by: DeskId) -> Case:
    """Rule 19: return the case whose fields must be seen anew by all but the desk that did it.

    The values stay, so who set them may still undo that; what nobody has set has not changed.
    """
    return replace(
        case,
        assignee_version=_moved_on(case.assignee_version, at, by),
        level_version=_moved_on(case.level_version, at, by),
        status_version=_moved_on(case.status_version, at, by),
        label_versions=tuple((label, at, event) for label, _at, event in case.label_versions),
    )


def _moved_on(version: FieldVersion | None, at: Position, by: DeskId) -> FieldVersion | None:
    return None if version is None else replace(version, at=at, desk=by)


def require_content_seen(turn: Turn, case: Case) -> None:
    """Refuse if content changed after the author's basis; their own changes count as seen."""
    unseen = unseen_content(case, turn.event)
    if unseen is None:
        return
    desk, at = unseen
    author = turn.state.desk(desk)
    refuse(
        Reason.CONTENT_CHANGED,
        who=None if author is None else author.person,
        where=desk or None,
        at=at,
    )


def unseen_content(case: Case, event: Event) -> tuple[DeskId, Position] | None:
    """Return the latest content change that the author had not been shown, if any."""
    basis = event.basis or START
    unseen = [(at, desk) for desk, at in case.content if desk != event.desk and at > basis]
    if not unseen:
        return None
    at, desk = max(unseen)
    return desk, at


def put_away_since(case: Case, desk: DeskId, basis: Position) -> FieldVersion | None:
    """Return by whom the case was closed or filtered after a basis; not by this desk (N12)."""
    version = case.status_version if case.closed or case.filtered else None
    if version is None or version.desk == desk or version.at <= basis:
        return None
    return version


def require_field_seen(turn: Turn, version: FieldVersion | None) -> None:
    """Refuse if another desk changed the field after the author's basis."""
    if version is None or version.desk == turn.event.desk:
        return
    if version.at > (turn.event.basis or START):
        author = turn.state.desk(version.desk)
        refuse(
            Reason.FIELD_CHANGED,
            who=None if author is None else author.person,
            where=version.desk or None,
            at=version.at,
        )

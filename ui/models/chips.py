"""The chips of a case: what its state means, as fill + icon + word, never colour alone.

Shared by the list's rows and the case's header, so that both always say the same. Pure: takes a
row, names and the present moment; paints nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from mailroom.domain.cases import CaseStatus, Label
from mailroom.domain.escalations.escalation import EscalationKind
from mailroom.domain.people import Seat
from mailroom.domain.query import CaseRow
from ui.wording import moments, words
from ui.wording.names import Roster
from ui.wording.words import tr

SOON = timedelta(hours=1)
"""A deadline nearer than this is shown in amber."""

_BUSY = frozenset({CaseStatus.NEW, CaseStatus.OPEN, CaseStatus.ESCALATED})


class Look(Enum):
    """How a chip is painted; the value names its colours in the palette."""

    OVERDUE = "overdue"
    SOON = "soon"
    LOCKED = "locked"  # an outline
    ESCALATED = "escalated"
    ANSWERED = "answered"
    DONE = "done"  # words only
    PLAIN = "plain"  # an outline in grey
    LABEL = "label"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One chip. ``colour`` is the name of a label's colour."""

    look: Look
    text: str
    icon: str = ""
    colour: str = ""


class Urgency(Enum):
    """The colour of the bar at the left of a row, by rank."""

    OVERDUE = "overdue"
    SOON = "soon"
    ANSWERED = "answered"
    ESCALATED = "escalated"
    NONE = ""


def suggestion_chip(short: str) -> Chip:
    """Return the chip of a suggestion, where there is no room for its sentence."""
    return Chip(look=Look.PLAIN, text=short, icon="info")


def is_locked_for(row: CaseRow, me: Seat) -> bool:
    """Return whether somebody else (or I, at another desk) holds the case."""
    holder = row.holder
    return holder is not None and (holder.person, holder.desk) != (me.person, me.desk)


def due_chip(row: CaseRow, now: datetime) -> Chip | None:
    """Return the chip of the nearest deadline, if it is passed or near."""
    due = _due(row)
    if due is None:
        return None
    if due < now:
        return Chip(look=Look.OVERDUE, text=moments.left(due, now), icon="alert")
    if due - now <= SOON:
        return Chip(look=Look.SOON, text=moments.left(due, now), icon="clock")
    return None


def lock_chip(row: CaseRow, me: Seat, roster: Roster) -> Chip | None:
    """Return who holds the case, when that is not this seat."""
    if not is_locked_for(row, me) or row.holder is None:
        return None
    name = roster.name(row.holder.person) or row.holder.name
    if row.holder.person == me.person:
        name = tr("me, other PC")
    return Chip(look=Look.LOCKED, text=family_name(name), icon="lock")


def escalation_chip(row: CaseRow) -> Chip | None:
    """Return the open escalation, or that its answer is there."""
    if row.case.answered:
        return Chip(look=Look.ANSWERED, text=tr("Answer is here"), icon="answered")
    if row.escalation_level is None or row.case.escalation is None:
        return None
    icon = "info" if row.escalation_kind is EscalationKind.HEADS_UP else "escalate"
    return Chip(look=Look.ESCALATED, text=words.level_name(row.escalation_level), icon=icon)


def state_chip(row: CaseRow, now: datetime) -> Chip | None:
    """Return done, snoozed or waiting: states that ask nothing of anybody now."""
    case = row.case
    if case.undelivered is not None:
        return Chip(look=Look.OVERDUE, text=tr("Not delivered"), icon="alert")
    match case.status:
        case CaseStatus.DONE:
            return Chip(look=Look.DONE, text=words.status_name(case.status), icon="done")
        case CaseStatus.SNOOZED:
            if case.snoozed_until is None:
                return Chip(look=Look.PLAIN, text=tr("until a mail comes"), icon="snooze")
            until = tr("until {when}").format(when=moments.when_exactly(case.snoozed_until, now))
            return Chip(look=Look.PLAIN, text=until, icon="snooze")
        case CaseStatus.FILTERED:
            by = tr("left out by a rule") if case.filter_rule else tr("left out by hand")
            return Chip(look=Look.PLAIN, text=by, icon="filter")
        case CaseStatus.WAITING_CUSTOMER:
            return Chip(look=Look.PLAIN, text=tr("Waiting"), icon="waiting")
        case _:
            return None


def pending_chip(row: CaseRow, *, offline: bool) -> Chip | None:
    """Return that something on the case is asked and not confirmed yet."""
    if not row.pending:
        return None
    return Chip(look=Look.PLAIN, text=words.not_confirmed(offline=offline), icon="waiting")


def row_chips(row: CaseRow, now: datetime) -> tuple[Chip, ...]:
    """Return the chips of a row's second line, most urgent last (nearest to the edge)."""
    found = (state_chip(row, now), escalation_chip(row), due_chip(row, now))
    return tuple(chip for chip in found if chip is not None)


def label_chip(label: Label) -> Chip:
    """Return the chip of a label."""
    return Chip(look=Look.LABEL, text=label.name, colour=label.colour)


def urgency(row: CaseRow, now: datetime) -> Urgency:
    """Return the colour of the bar."""
    due = _due(row)
    if due is not None and due < now:
        return Urgency.OVERDUE
    if due is not None and due - now <= SOON:
        return Urgency.SOON
    if row.case.answered:
        return Urgency.ANSWERED
    return Urgency.ESCALATED if row.case.escalation is not None else Urgency.NONE


def family_name(name: str) -> str:
    """Return the first word of a name: enough where there is little room (佐藤 健一 → 佐藤)."""
    return name.split(maxsplit=1)[0] if name.split() else name


def _due(row: CaseRow) -> datetime | None:
    """Return the deadline that counts now: the escalation's while one is open, else the reply's."""
    if row.case.escalation is not None and row.escalation_due is not None:
        return row.escalation_due
    return row.case.due if row.case.status in _BUSY else None

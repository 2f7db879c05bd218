"""What the status line says: connection, ledger, what waits. Facts in, sentences out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from mailroom.domain.query import Connection, Health, Space
from mailroom.domain.records.replica import Alarm
from mailroom.errors import AuthFailed, MailroomError, StoreFull
from ui.wording import alarm_text, moments, text
from ui.wording.names import Roster
from ui.wording.sizes import size_of
from ui.wording.words import tr

CLOCK_MATTERS = 120.0
"""Seconds by which this PC's clock may be wrong before anybody is told."""


def is_problem(health: Health) -> bool:
    """Return whether somebody should do something."""
    return (
        health.alarm is not Alarm.NONE
        or health.connection is Connection.LOGIN_FAILED
        or isinstance(health.problem, StoreFull)
    )


def connection(health: Health, now: datetime, people: Roster | None = None) -> str:
    """Return the first part of the line: does it work, since when not, and what that means."""
    since = moments.when(health.since, now) if health.since else "–"
    if health.alarm is not Alarm.NONE:
        return alarm_text.what(health.alarm, people or Roster(), health.alarm_detail)
    if isinstance(health.problem, StoreFull):
        return text.describe(health.problem)
    match health.connection:
        case Connection.LOGIN_FAILED:
            return tr("Receiving stopped at {since}. Enter the password again.").format(since=since)
        case Connection.OFFLINE:
            return tr("Offline since {since}. Replies wait in the outbox, not sent.").format(
                since=since
            )
        case Connection.NEVER:
            return _never(health)
        case _ if health.loading_total:
            return tr("Newest first ({done} / {total}). You can work already.").format(
                done=f"{health.loading_done:,}", total=f"{health.loading_total:,}"
            )
        case Connection.BUSY:
            return tr("Receiving…")
        case _:
            last = moments.when(health.last_sync, now) if health.last_sync else "–"
            return tr("Synced {time}").format(time=last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A short part of the line, with all of it in the tooltip."""

    said: str
    meaning: str
    problem: bool = False


def remarks(health: Health, people: Roster) -> tuple[Remark, ...]:
    """Return what else one should know, the most pressing first."""
    found = (_clock(health), _space(health, people), _polling(health), _position(health))
    return tuple(one for one in found if one is not None)


def _clock(health: Health) -> Remark | None:
    if health.clock_offset is None or abs(health.clock_offset) <= CLOCK_MATTERS:
        return None
    by = moments.span(timedelta(seconds=abs(health.clock_offset)))
    fast = health.clock_offset > 0
    said = tr("This PC's clock is {span} fast") if fast else tr("This PC's clock is {span} slow")
    meaning = tr(
        "Deadlines and times are wrong here until the clock is right. "
        "Switch on “Set time automatically” in the system's date and time settings."
    )
    return Remark(said=said.format(span=by), meaning=meaning, problem=True)


def _space(health: Health, people: Roster) -> Remark | None:
    if health.space not in {Space.LOW, Space.FULL}:
        return None
    left = size_of(health.space_free) if health.space_free is not None else ""
    said = tr("Mailbox nearly full") if health.space is Space.LOW else tr("Mailbox full")
    if left:
        said = tr("{what}: {left} left").format(what=said, left=left)
    meaning = alarm_text.no_room(health.space, people)
    return Remark(said=said, meaning=meaning, problem=health.space is Space.FULL)


def _polling(health: Health) -> Remark | None:
    if not health.polling:
        return None
    return Remark(
        said=tr("Asks every few seconds"),
        meaning=tr(
            "The server allows no more connections or does not announce news, so Mailroom asks "
            "again and again. News may come some seconds later; nothing is lost."
        ),
    )


def _position(health: Health) -> Remark | None:
    if health.head is None or health.head.uid == 0:
        return None
    return Remark(
        said=tr("Record read to {n}").format(n=f"{health.head.uid:,}"),
        meaning=tr("This PC has read the team's record up to place {position}.").format(
            position=health.head
        ),
    )


def ledger(health: Health) -> str:
    """Return the second part: every mail of the server is somewhere (N20)."""
    counts = health.ledger
    if not counts.server:
        return ""
    parts = [tr("in cases {n}").format(n=f"{counts.imported + counts.duplicates:,}")]
    if counts.filtered:
        parts.append(tr("filtered {n}").format(n=f"{counts.filtered:,}"))
    if counts.quarantined:
        parts.append(tr("unreadable {n}").format(n=f"{counts.quarantined:,}"))
    if counts.missing > 0:
        parts.append(tr("still to come {n}").format(n=f"{counts.missing:,}"))
    if counts.missed:
        parts[-1] += tr("; suddenly gone {n}").format(n=f"{counts.missed:,}")
    return tr("Received {n} = {parts}").format(n=f"{counts.server:,}", parts=" + ".join(parts))


def unsent(health: Health) -> str:
    """Return how many mails of mine have not left."""
    return tr("unsent {n}").format(n=health.outbox) if health.outbox else ""


def unconfirmed(health: Health) -> str:
    """Return how many steps of this PC the team has not seen."""
    if not health.pending:
        return ""
    offline = health.connection in {Connection.OFFLINE, Connection.LOGIN_FAILED}
    said = tr("waiting {n}") if offline else tr("unconfirmed {n}")
    return said.format(n=health.pending)


def refused(count: int) -> str:
    """Return how many steps of mine were not applied."""
    return tr("not applied {n}").format(n=count) if count else ""


def _never(health: Health) -> str:
    if isinstance(health.problem, MailroomError) and not isinstance(health.problem, AuthFailed):
        return text.describe(health.problem)
    return tr("Not connected yet")

"""What the status line says: connection, ledger, what waits. Facts in, sentences out."""

from __future__ import annotations

from datetime import datetime

from mailroom.domain.query import Connection, Health
from mailroom.domain.replica import Alarm
from mailroom.errors import AuthFailed, MailroomError, StoreFull
from ui import moments, text
from ui.words import tr


def is_problem(health: Health) -> bool:
    """Return whether somebody should do something."""
    return (
        health.alarm is not Alarm.NONE
        or health.connection is Connection.LOGIN_FAILED
        or isinstance(health.problem, StoreFull)
    )


def connection(health: Health, now: datetime) -> str:
    """Return the first part of the line: does it work, since when not, and what that means."""
    since = moments.when(health.since, now) if health.since else "–"
    if health.alarm is not Alarm.NONE:
        return _alarms()[health.alarm]
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


def _alarms() -> dict[Alarm, str]:
    return {
        Alarm.HOLE: tr("The team record has a gap. View only; tell your lead."),
        Alarm.REPLACED: tr("The team record was replaced. View only; tell your lead."),
        Alarm.UPDATE_NEEDED: tr("Another PC uses a newer Mailroom. View only until you update."),
        Alarm.DIVERGED: tr("Two PCs read the team record differently. Tell your lead."),
    }


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
    return tr("Received {n} = {parts}").format(n=f"{counts.server:,}", parts=" + ".join(parts))


def waiting(health: Health) -> str:
    """Return the last part: what has not left this PC."""
    parts = []
    if health.outbox:
        parts.append(tr("unsent {n}").format(n=health.outbox))
    if health.pending:
        parts.append(tr("unconfirmed {n}").format(n=health.pending))
    return "  ".join(parts)


def _never(health: Health) -> str:
    if isinstance(health.problem, MailroomError) and not isinstance(health.problem, AuthFailed):
        return text.describe(health.problem)
    return tr("Not connected yet")

"""Where a mail of mine is, in one sentence each; the headings of the outbox page. Pure."""

from __future__ import annotations

from datetime import datetime

from mailroom.domain.query import Held, OutboxRow, OutboxState
from mailroom.domain.sends.timing import is_late
from mailroom.domain.sends.triage import Place
from mailroom.domain.verdicts import Reason
from ui.wording import moments
from ui.wording.names import Roster
from ui.wording.refusal_text import About, refused
from ui.wording.sending_text import why
from ui.wording.words import listed, tr


def said(row: OutboxRow, now: datetime, people: Roster, *, offline: bool = False) -> str:
    """Return where a mail is and, if somebody has to act, what to do."""
    match row.state:
        case OutboxState.UNDO:
            return tr("Leaves in a few seconds. It can still be cancelled.")
        case OutboxState.SCHEDULED:
            return _booked(row, now)
        case OutboxState.WAITING:
            return _waiting(row, now, offline=offline)
        case OutboxState.CHECKING:
            return tr("Waits for the lock: the team's record is asked whether it may leave.")
        case OutboxState.SENDING:
            return tr("Being handed to the mail server.")
        case OutboxState.SENT:
            return _sent(row, now)
        case OutboxState.HELD:
            return _held(row, now, people)
        case OutboxState.REFUSED:
            return why(row)
        case OutboxState.UNKNOWN:
            return tr(
                "We cannot tell whether it left. It may have arrived. "
                "Ask the customer or look into Sent, then choose."
            )


def not_everybody(row: OutboxRow) -> str:
    """Return who did not get a mail that left."""
    return tr("Sent, but not to {addresses}: the server refused them.").format(
        addresses=listed(row.refused)
    )


def heading(place: Place, count: int, *, offline: bool) -> str:
    """Return the heading of a group of the outbox."""
    match place:
        case Place.LOOK:
            return tr("Needs a look (%n)", "", count)
        case Place.READY if offline:
            return tr("Goes when there is a connection (%n)", "", count)
        case Place.READY:
            return tr("Can go as it is (%n)", "", count)
        case Place.UNDER_WAY:
            return tr("On its way (%n)", "", count)
        case Place.SCHEDULED:
            return tr("Booked for later (%n)", "", count)
        case Place.SENT:
            return tr("Sent today (%n)", "", count)


def can_go(ready: int, look: int, *, outage: bool) -> str:
    """Return what is to be done after an outage, or after the PC was off."""
    if outage:
        said = tr("Back online. {ready} can go as they are, {look} need a look.")
    else:
        said = tr("{ready} can go as they are, {look} need a look.")
    return said.format(ready=ready, look=look)


def booked_for(at: datetime, now: datetime) -> str:
    """Return when a reply leaves: 「返信を あす 9:00 に送ります」."""
    return tr("Your reply leaves {time}, if the customer has not written by then.").format(
        time=moments.deadline(at, now)
    )


def _booked(row: OutboxRow, now: datetime) -> str:
    assert row.send_at is not None
    if row.send_at <= now:
        return tr("Its time has come; it leaves in a moment.")
    return tr("Leaves {time}, if the customer has not written by then.").format(
        time=moments.deadline(row.send_at, now)
    )


def _waiting(row: OutboxRow, now: datetime, *, offline: bool) -> str:
    if not row.internal and is_late(row.due, now):
        return tr(
            "Not sent for more than 8 hours. Mailroom does not send it by itself any more; "
            "look at it, then send it."
        )
    if offline and row.trouble is None:
        return tr("Not sent yet: there is no connection. It goes when there is one again.")
    if row.cut_off is not None and row.trouble is None:
        return tr("Not sent yet: the team's record cannot be reached. Mailroom tries again.")
    if row.trouble is not None or row.detail:
        return why(row)
    return tr("Its turn comes in a moment.")


def _sent(row: OutboxRow, now: datetime) -> str:
    if row.refused:
        return not_everybody(row)
    time = moments.when(row.left_at, now) if row.left_at is not None else ""
    if not row.filed:
        said = tr("Sent {time}. The mailbox has not taken the copy for Sent yet; it is tried again")
        return said.format(time=time)
    return tr("Sent {time}.").format(time=time) if time else tr("Sent.")


def _held(row: OutboxRow, now: datetime, people: Roster) -> str:
    if row.why is Held.LATE:
        since = moments.when(row.due, now) if row.due is not None else ""
        return tr(
            "Not sent. It should have left {time}; after 8 hours Mailroom asks first."
        ).format(time=since)
    if row.why is Held.TAKEN_BACK:
        return tr(
            "Cancelled, not sent. You are writing another reply to this case: finish that one, "
            "then turn this back into a draft."
        )
    verdict = row.verdict
    if verdict is None or verdict.reason in {None, Reason.CONTENT_CHANGED}:
        return tr("Not sent yet. Something new came in the case. Look at it first.")
    return tr("Not sent yet. {why}").format(why=refused(verdict, people, About.SEND))

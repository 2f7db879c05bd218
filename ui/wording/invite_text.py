"""An invitation in words: what, when in this team's zone, where, who, and what changed."""

from __future__ import annotations

from datetime import date, datetime

from mailroom.domain.invites import Answer, Invite, InviteKind
from ui.wording import moments
from ui.wording.words import tr

_PEOPLE = 6


def title(invite: Invite) -> str:
    """Return what an invitation says, in a few words."""
    if invite.kind is InviteKind.ANSWER:
        return {
            Answer.YES: tr("Answer to an invitation: accepted"),
            Answer.NO: tr("Answer to an invitation: declined"),
            Answer.MAYBE: tr("Answer to an invitation: perhaps"),
            Answer.NONE: tr("Answer to an invitation"),
        }[invite.answer]
    if invite.kind is InviteKind.REQUEST and invite.updated:
        return tr("Invitation, changed")
    return {
        InviteKind.REQUEST: tr("Invitation"),
        InviteKind.CANCELLED: tr("Invitation, cancelled"),
        InviteKind.COUNTER: tr("Another time is proposed"),
        InviteKind.ANSWER: "",
    }[invite.kind]


def rows(invite: Invite, now: datetime) -> list[tuple[str, str]]:
    """Return the lines of the block: what each is called, and what it says."""
    organiser = invite.organiser
    who = [one.name or one.addr for one in invite.people]
    more = len(who) - _PEOPLE
    people = tr(", ").join(who[:_PEOPLE]) + (tr(" and %n more", "", more) if more > 0 else "")
    found = [
        (tr("Meeting"), invite.what),
        (tr("Date and time"), when(invite, now)),
        (tr("Place"), invite.where),
        (tr("Organiser"), (organiser.name or organiser.addr) if organiser is not None else ""),
        (tr("Participants"), people),
    ]
    return [(name, said) for name, said in found if said]


def when(invite: Invite, now: datetime) -> str:
    """Return when it is."""
    if invite.day is not None:
        last = invite.last_day or invite.day
        said = _day(invite.day) if last == invite.day else f"{_day(invite.day)} – {_day(last)}"
    elif invite.begins is not None:
        # a floating time is meant as its digits stand
        zone = invite.begins.tzinfo if invite.floating else now.tzinfo
        begins = invite.begins.astimezone(zone)
        said = f"{_day(begins.date())} {begins:%H:%M}"
        if invite.ends is not None:
            ends = invite.ends.astimezone(zone)
            same = ends.date() == begins.date()
            said += f"–{ends:%H:%M}" if same else f" – {_day(ends.date())} {ends:%H:%M}"
    else:
        return ""
    return f"{said} {tr('(repeated)')}" if invite.repeats else said


def _day(day: date) -> str:
    return f"{day:%Y-%m-%d} ({moments.weekdays()[day.weekday()]})"

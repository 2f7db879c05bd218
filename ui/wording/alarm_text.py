"""What is wrong with the team's record or its mailbox: what happened, what works, what to do.

An alarm is said in one sentence (status line, refusals) and explained in full where a lead can
repair it. Knows no widgets.
"""

from __future__ import annotations

from mailroom.domain.query import Space
from mailroom.domain.records.replica import Alarm
from mailroom.ids import DeskId
from ui.wording.names import Roster, leads
from ui.wording.words import tr


def said(alarm: Alarm, people: Roster, detail: str = "") -> str:
    """Return what is wrong and the next step: a lead repairs, others tell their lead."""
    if alarm is Alarm.NONE:
        return ""
    happened = what(alarm, people, detail)
    return tr("{what} {step}").format(what=happened, step=next_step(alarm, people))


def what(alarm: Alarm, people: Roster, detail: str = "") -> str:
    """Return what happened and what still works.

    Args:
        alarm: what is wrong.
        people: names.
        detail: as the record's reader told it; begins with the other desk where there is one.
    """
    other = people.desk_name(DeskId(detail.partition(" ")[0]))
    if alarm is Alarm.DIVERGED and other:
        return tr("This PC and “{desk}” read the team's record differently.").format(desk=other)
    return {
        Alarm.NONE: "",
        Alarm.HOLE: tr("The team's record has a gap. This PC only shows, it changes nothing."),
        Alarm.REPLACED: tr(
            "The team's record in the mailbox was replaced. This PC only shows, it changes nothing."
        ),
        Alarm.EXPUNGED: tr(
            "Somebody deleted messages of the team's record. This PC has everything; go on."
        ),
        Alarm.DIVERGED: tr("This PC and another one read the team's record differently."),
        Alarm.UPDATE_NEEDED: tr("Another PC uses a newer Mailroom. This PC only shows."),
    }[alarm]


def next_step(alarm: Alarm, people: Roster) -> str:
    """Return what this person can do about it."""
    match alarm:
        case Alarm.NONE:
            return ""
        case Alarm.UPDATE_NEEDED:
            return tr("Please update Mailroom on this PC.")
        case _ if people.i_am_lead:
            return tr("As a lead you can rebuild the record.")
        case _:
            return tr("Please tell {leads}.").format(leads=leads(people) or tr("your lead"))


def can_rebuild(alarm: Alarm) -> bool:
    """Return whether rebuilding the record ends this alarm."""
    return alarm in {Alarm.HOLE, Alarm.REPLACED, Alarm.EXPUNGED, Alarm.DIVERGED}


def story(alarm: Alarm) -> str:
    """Return at length how it came and what it means, for who repairs it."""
    return {
        Alarm.NONE: tr(
            "Nothing is wrong. Rebuilding is only needed when the line at the bottom says so."
        ),
        Alarm.HOLE: tr(
            "Messages are missing in the folder Mailroom/Journal: somebody deleted them, or the "
            "mailbox was restored from a backup. No PC that lacks them can know what was in them."
        ),
        Alarm.REPLACED: tr(
            "The folder Mailroom/Journal is gone or is another one than before. This happens when "
            "a mailbox is moved to another server, restored, or when the folder was deleted."
        ),
        Alarm.EXPUNGED: tr(
            "Messages were deleted from the folder Mailroom/Journal. This PC had read them before, "
            "so nothing is lost here; other PCs may lack them."
        ),
        Alarm.DIVERGED: tr(
            "Two PCs have read the same record and come to different results. Work can go on, but "
            "they may show a case differently."
        ),
        Alarm.UPDATE_NEEDED: tr(
            "Somebody works with a newer Mailroom, whose steps this one does not know yet."
        ),
    }[alarm]


def no_room(space: Space, people: Roster) -> str:
    """Return what little room in the mailbox means, what still works, and what to do."""
    who = leads(people) or tr("your lead")
    match space:
        case Space.LOW:
            return tr(
                "The mailbox is nearly full. Replies, claims and answers to escalations still "
                "work; notes, labels and the like wait until there is room. Please tell {who}."
            ).format(who=who)
        case Space.FULL:
            return tr(
                "The mailbox is full. This PC only shows until there is room: delete old mail "
                "in the mailbox or get more room. Please tell {who}."
            ).format(who=who)
        case _:
            return ""

"""Timeline lines: what happened, as a sentence with a name in it, neutral and short.

One function from an event's body to a sentence; ``None`` for events that say nothing to people
(mail announcements are cards, renewals and slots are machinery).
"""

from __future__ import annotations

from datetime import datetime

from mailroom.domain import events as e
from mailroom.domain.escalation import AnswerKind
from mailroom.domain.query import Standing, TimelineItem
from ui import moments, text, words
from ui.session import Roster
from ui.words import tr


def line(item: TimelineItem, roster: Roster, now: datetime) -> str | None:
    """Return the sentence of an event, or ``None`` when it is not shown."""
    if item.event is None:
        return None
    who = text.san(item.by_name or roster.name(item.event.by)) if item.event.by else ""
    body = item.event.body
    if isinstance(body, e.Assigned) and body.person == item.event.by:
        said: str | None = tr("{who} took the case").format(who=who)
    else:
        said = _sentence(body, who or tr("Mailroom"), roster, now)
    if said is None:
        return None
    if item.standing is Standing.ASKED:
        return tr("{sentence} (not confirmed yet)").format(sentence=said)
    if item.standing is Standing.REFUSED and item.verdict is not None:
        return tr("{sentence} (not applied: {why})").format(
            sentence=said, why=text.refused(item.verdict, roster)
        )
    return said


def icon(body: e.Body | e.UnknownBody) -> str:
    """Return the icon of an event line."""
    return _ICONS.get(type(body), "info")


_ICONS: dict[type, str] = {
    e.Assigned: "assign",
    e.LevelSet: "escalate",
    e.Labelled: "label",
    e.Unlabelled: "label",
    e.Closed: "done",
    e.Reopened: "history",
    e.Snoozed: "snooze",
    e.Woken: "snooze",
    e.Filtered: "filter",
    e.Restored: "filter",
    e.CaseOpened: "phone",
    e.Claimed: "lock",
    e.Released: "lock",
    e.ClaimAsked: "lock",
    e.TakenOver: "lock",
    e.SendBegun: "send",
    e.SendDone: "send",
    e.SendFailed: "alert",
    e.SendAbandoned: "alert",
    e.SentUnchecked: "alert",
    e.Merged: "merge",
    e.Unmerged: "merge",
    e.Split: "split",
    e.MailMoved: "mail",
    e.Escalated: "escalate",
    e.EscalationAdded: "escalate",
    e.EscalationWithdrawn: "escalate",
    e.EscalationAnswered: "answered",
    e.HandedBack: "undo",
    e.InternalDone: "send",
    e.InternalFailed: "alert",
}


def _sentence(body: e.Body | e.UnknownBody, who: str, roster: Roster, now: datetime) -> str | None:
    for family in (_about_fields, _about_the_lock, _about_sending, _about_sets, _about_escalation):
        said = family(body, who, roster, now)
        if said is not None:
            return said
    return None


def _about_fields(
    body: e.Body | e.UnknownBody, who: str, roster: Roster, now: datetime
) -> str | None:
    match body:
        case e.Assigned(person=None):
            return tr("{who} removed the owner").format(who=who)
        case e.Assigned():
            whom = text.san(roster.name(body.person))
            return tr("{who} gave the case to {whom}").format(who=who, whom=whom)
        case e.LevelSet():
            return tr("{who} set level L{level}").format(who=who, level=body.level)
        case e.Labelled():
            return tr("{who} put the label “{label}”").format(
                who=who, label=label_name(roster, body.label)
            )
        case e.Unlabelled():
            return tr("{who} took off the label “{label}”").format(
                who=who, label=label_name(roster, body.label)
            )
        case e.Snoozed():
            until = moments.when_exactly(body.until, now)
            return tr("{who} put it off until {until}").format(who=who, until=until)
        case _:
            return _about_state(body, who)


def _about_state(body: e.Body | e.UnknownBody, who: str) -> str | None:
    match body:
        case e.Closed(undoes=None):
            return tr("{who} marked it done").format(who=who)
        case e.Reopened() | e.Closed():
            return tr("{who} opened it again").format(who=who)
        case e.Woken(timer=True):
            return tr("It is time again: back in the list")
        case e.Woken():
            return tr("{who} ended the snooze").format(who=who)
        case e.Filtered():
            return tr("{who} moved it to Filtered").format(who=who)
        case e.Restored():
            return tr("{who} brought it back from Filtered").format(who=who)
        case e.CaseOpened():
            return tr("{who} opened this case from a phone call").format(who=who)
        case _:
            return None


def _about_the_lock(
    body: e.Body | e.UnknownBody, who: str, _roster: Roster, _now: datetime
) -> str | None:
    match body:
        case e.Claimed():
            return tr("{who} began to write").format(who=who)
        case e.Released():
            return tr("{who} let the case go").format(who=who)
        case e.ClaimAsked():
            return tr("{who} asked to take over writing").format(who=who)
        case e.TakenOver():
            return _with(tr("{who} took over").format(who=who), body.reason)
        case _:
            return None


def _about_sending(
    body: e.Body | e.UnknownBody, who: str, _roster: Roster, _now: datetime
) -> str | None:
    match body:
        case e.SendDone(refused=refused) if refused:
            return tr("Sent, but refused for {addresses}").format(addresses=", ".join(refused))
        case e.SendFailed():
            return _with(tr("Not sent: the server refused"), body.detail)
        case e.SendAbandoned():
            return tr("It is not known whether this reply was sent; {who} went on").format(who=who)
        case e.SentUnchecked():
            return tr("{who} sent without the team's record").format(who=who)
        case _:
            return None


def _about_sets(
    body: e.Body | e.UnknownBody, who: str, _roster: Roster, _now: datetime
) -> str | None:
    match body:
        case e.Merged():
            return tr("{who} took another case into this one").format(who=who)
        case e.Unmerged():
            return tr("{who} took the cases apart again").format(who=who)
        case e.Split():
            return tr("{who} made a new case of some mails").format(who=who)
        case e.MailMoved():
            return tr("{who} moved a mail to another case").format(who=who)
        case _:
            return None


def _about_escalation(
    body: e.Body | e.UnknownBody, who: str, _roster: Roster, now: datetime
) -> str | None:
    match body:
        case e.Escalated():
            return escalated(body, who, now)
        case e.EscalationAdded():
            return tr("{who} added for the addressee: {text}").format(who=who, text=body.text)
        case e.EscalationWithdrawn():
            return _with(tr("{who} withdrew the escalation").format(who=who), body.reason)
        case e.EscalationAnswered():
            return answered(body)
        case e.HandedBack():
            return _with(tr("{who} handed the case back").format(who=who), body.instruction)
        case e.InternalFailed(bounced=True):
            return tr("The escalation mail came back as undeliverable")
        case e.InternalFailed():
            return _with(tr("The escalation mail could not be sent"), body.detail)
        case _:
            return None


def escalated(body: e.Escalated, who: str, now: datetime) -> str:
    """Return who asked whom for what, until when."""
    form = body.form
    facts = {
        "who": who,
        "whom": form.to.name or form.to.addr,
        "level": form.level,
        "kind": words.kind_name(form.kind),
    }
    said = tr("{who} escalated to {whom} (L{level}, {kind})").format(**facts)
    if form.wanted_by is None:
        return said
    until = moments.when_exactly(form.wanted_by, now)
    return tr("{sentence}, answer by {until}").format(sentence=said, until=until)


def note_title(who: str, standing: Standing) -> str:
    """Return the heading of a note."""
    if standing is Standing.REFUSED:
        return tr("Note by {who} (not applied, kept for you)").format(who=who)
    return tr("Note by {who}").format(who=who)


def kept_request(who: str) -> str:
    """Return the heading of a second escalation, whose words became a note."""
    return tr("Request by {who}: another escalation was first").format(who=who)


def phone_title(call: e.PhoneLogged, who: str) -> str:
    """Return the heading of a phone note: which way, with whom, reached or not."""
    facts = {"who": who, "whom": call.with_whom or "–"}
    if call.incoming:
        return tr("Call from {whom}, taken by {who}").format(**facts)
    if call.reached:
        return tr("{who} called {whom}").format(**facts)
    return tr("{who} called {whom}, not reached").format(**facts)


def answered(body: e.EscalationAnswered, *, brief: bool = False) -> str:
    """Return who answered what, and whether it was spoken; ``brief`` leaves the words out."""
    if body.kind is AnswerKind.ACKNOWLEDGE:
        return tr("{by} has seen the escalation").format(by=text.san(body.by))
    by = tr("{by} (spoken)").format(by=text.san(body.by)) if body.spoken else text.san(body.by)
    said = tr("{by} answered: {what}").format(by=by, what=words.answer_name(body.kind))
    return said if brief else _with(said, body.words)


def label_name(roster: Roster, label: object) -> str:
    """Return a label's name, also of one that is gone."""
    found = next((one.name for key, one in roster.labels.items() if key == label), None)
    return found or tr("(removed label)")


def _with(sentence: str, remark: str) -> str:
    first = remark.strip().splitlines()[0] if remark.strip() else ""
    return tr("{sentence}: {remark}").format(sentence=sentence, remark=first) if first else sentence

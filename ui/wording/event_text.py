"""Timeline lines: what happened, as a sentence with a name in it, neutral and short.

One function from an event's body to a sentence; ``None`` for events that say nothing to people
(mail announcements are cards, renewals and slots are machinery).
"""

from __future__ import annotations

from datetime import datetime

from mailroom.domain import events as e
from mailroom.domain.query import ItemKind, Standing, TimelineItem
from mailroom.domain.records import journal_events as j
from mailroom.domain.times import clock_events as k
from mailroom.domain.words import BLANK
from ui.wording import (
    answer_lines,
    approval_text,
    clock_text,
    escalation_lines,
    moments,
    names,
    refusal_text,
    rule_text,
    sharing_text,
    words,
)
from ui.wording.mailbox_text import about_mailbox, sent_on
from ui.wording.names import Roster
from ui.wording.template_text import about_template
from ui.wording.words import tr


def line(item: TimelineItem, roster: Roster, now: datetime) -> str | None:
    """Return an event with how it stands in one line, for paper and screen readers."""
    said = sentence(item, roster, now)
    if said is None:
        return None
    if item.standing is Standing.ASKED:
        return tr("{sentence} (not confirmed yet)").format(sentence=said)
    if item.standing is Standing.REFUSED:
        return tr("{sentence} (not applied: {why})").format(
            sentence=said, why=why_refused(item, roster)
        )
    return said


def sentence(item: TimelineItem, roster: Roster, now: datetime) -> str | None:
    """Return the sentence of an event, or ``None`` when it is not shown."""
    if item.event is None:
        return None
    who = names.san(item.by_name or roster.name(item.event.by)) if item.event.by else ""
    body = item.event.body
    if item.standing is Standing.REFUSED and isinstance(body, _TOLD_ELSEWHERE):
        return None
    if isinstance(body, e.Assigned) and body.person == item.event.by:
        return tr("{who} took the case").format(who=who)
    if isinstance(body, e.RulesFired):
        return rule_text.fired(item, roster)
    if isinstance(body, e.EscalationAnswered):
        return answer_lines.with_words(body, item, now)
    return _sentence(body, who or tr("Mailroom"), roster, now)


def of_event(event: e.Event, roster: Roster, now: datetime) -> str:
    """Return what somebody asked for, also of things that the timeline shows as cards."""
    who = names.san(roster.name(event.by)) or tr("Mailroom")
    match event.body:
        case e.NoteAdded():
            return note_title(who, Standing.CONFIRMED)
        case e.PhoneLogged() as call:
            return phone_title(call, who)
        case body:
            item = TimelineItem(kind=ItemKind.EVENT, at=event.made_at, event=event)
            return sentence(item, roster, now) or tr("{who}: {kind}").format(
                who=who, kind=e.kind_of(body)
            )


def why_refused(item: TimelineItem, roster: Roster) -> str:
    """Return why a refused event was refused; "" for others."""
    if item.standing is not Standing.REFUSED or item.verdict is None or item.event is None:
        return ""
    return refusal_text.refused(item.verdict, roster, item.event.body)


def refused_below(item: TimelineItem, roster: Roster) -> str:
    """Return the line below a refused event: that it was not applied, and why."""
    why = why_refused(item, roster)
    return tr("Not applied. {why}").format(why=why) if why else ""


def detail_line(name: str, said: str) -> str:
    """Return one fact of an event with its name before it."""
    return tr("{name}: {said}").format(name=name, said=said)


def mark(standing: Standing, *, offline: bool) -> str:
    """Return the quiet word beside what is not confirmed yet; "" for what is settled."""
    if standing is not Standing.ASKED:
        return ""
    return words.not_confirmed(offline=offline)


def details(item: TimelineItem, roster: Roster, now: datetime) -> tuple[tuple[str, str], ...]:
    """Return all there is to know of an event: who, PC, when, place in the record, standing."""
    assert item.event is not None
    position = item.verdict.position if item.verdict is not None else None
    settled = item.standing is not Standing.ASKED and position is not None
    rows = (
        (tr("Who"), item.by_name or roster.name(item.event.by) or tr("Mailroom")),
        (tr("PC"), item.desk_name or roster.desk_name(item.event.desk) or str(item.event.desk)),
        (tr("When"), moments.to_the_second(item.at, now)),
        (tr("Written at"), moments.to_the_second(item.event.made_at, now)),
        (tr("Place in the record"), str(position) if settled else "–"),
        (tr("Standing"), standing_name(item.standing)),
        (tr("Why"), why_refused(item, roster)),
        (tr("Name of the event"), f"{e.kind_of(item.event.body)} {item.event.id[:12]}"),
    )
    return tuple((name, said) for name, said in rows if said)


def standing_name(standing: Standing) -> str:
    """Return how far an event is, in words."""
    return {
        Standing.ASKED: tr("asked, not confirmed yet"),
        Standing.CONFIRMED: tr("confirmed by the team's record"),
        Standing.REFUSED: tr("not applied"),
    }[standing]


def text_of(item: TimelineItem) -> str:
    """Return the words somebody wrote in an event, "" if there are none."""
    match item.event.body if item.event is not None else None:
        case (
            e.NoteAdded(text=said)
            | e.PhoneLogged(text=said)
            | e.HandedOver(text=said)
            | e.EscalationAdded(text=said)
        ):
            return said
        case e.Escalated(form=form):
            return form.request
        case e.EscalationAnswered(words=said) | e.HandedBack(instruction=said):
            return said
        case e.TakenOver(reason=said) | e.EscalationWithdrawn(reason=said):
            return said
        case e.CaseOpened(text=said):
            return said
        case e.DraftShared(draft=mail):
            return mail.text
        case _:
            return ""


def removed(item: TimelineItem, now: datetime) -> str:
    """Return what stands where words were blanked: that they are gone, by whom and when."""
    if item.redacted_at is None:
        return tr("[removed]")
    return tr("[removed] {who}, {when}").format(
        who=names.san(item.redacted_by), when=moments.when_exactly(item.redacted_at, now)
    )


def words_of(said: str, item: TimelineItem, now: datetime) -> str:
    """Return words of an event, or that they were removed."""
    return removed(item, now) if said == BLANK else said


def icon(body: e.Body | e.UnknownBody) -> str:
    """Return the icon of an event line."""
    return _ICONS.get(type(body), "info")


_TOLD_ELSEWHERE = (e.Claimed, e.ClaimAsked, e.ClaimKept, e.Released)
"""Refused, they are nobody's news any more: who wanted the lock was told at once."""

_ICONS: dict[type, str] = {
    e.Assigned: "assign",
    e.HandedOver: "assign",
    e.LevelSet: "escalate",
    e.Labelled: "label",
    e.Unlabelled: "label",
    e.Closed: "done",
    e.Reopened: "history",
    e.Snoozed: "snooze",
    e.Woken: "snooze",
    e.Filtered: "filter",
    e.Restored: "filter",
    e.AnsweredElsewhere: "send",
    e.CaseOpened: "phone",
    k.ClockPaused: "clock",
    k.ClockResumed: "clock",
    k.Promised: "clock",
    k.PromiseKept: "done",
    k.PromiseWithdrawn: "undo",
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
    e.ClaimKept: "lock",
    e.InternalDone: "send",
    e.TeamFounded: "team",
    e.DeskJoined: "person",
    e.MemberSet: "person",
    e.PresenceSet: "person",
    e.MailboxAdded: "mail",
    e.IdentitiesSet: "mail",
    e.LabelSet: "label",
    e.TemplateSet: "template",
    e.PolicySet: "escalate",
    e.ArrivalRulesSet: "filter",
    e.RulesFired: "filter",
    e.FiringUndone: "undo",
    j.KeyRotated: "shield",
    j.LevelRaised: "up",
    j.Compacted: "check-box",
    j.EpochStarted: "refresh",
    j.Redacted: "trash",
    e.InternalFailed: "alert",
    **escalation_lines.ICONS,
    **approval_text.ICONS,
    **sharing_text.ICONS,
}


def _sentence(body: e.Body | e.UnknownBody, who: str, roster: Roster, now: datetime) -> str | None:
    for family in _FAMILIES:
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
            whom = names.san(roster.name(body.person))
            return tr("{who} gave the case to {whom}").format(who=who, whom=whom)
        case e.HandedOver(to=None):
            return tr("{who} left the case to the desk").format(who=who)
        case e.HandedOver():
            whom = names.san(roster.name(body.to))
            return tr("{who} handed the case over to {whom}").format(who=who, whom=whom)
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
            if body.until is None:
                return _with(tr("{who} put it off until a mail comes").format(who=who), body.note)
            until = moments.when_exactly(body.until, now)
            said = tr("{who} put it off until {until}").format(who=who, until=until)
            return _with(said, body.note)
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
        case e.AnsweredElsewhere():
            return tr("Answered outside Mailroom; by whom and with which words is not known")
        case e.CaseOpened(by_mail=by_mail):
            said = (
                tr("{who} began this case with a mail")
                if by_mail
                else tr("{who} opened this case from a phone call")
            )
            return said.format(who=who)
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
        case e.ClaimKept():
            return tr("{who} goes on writing").format(who=who)
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
        case e.SendDone(redirected_to=desk) if desk is not None:
            return sent_on(desk, who)
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
        case e.HandedBack():
            return _with(tr("{who} handed the case back").format(who=who), body.instruction)
        case e.InternalFailed(bounced=True):
            return tr("The escalation mail came back as undeliverable")
        case e.InternalFailed():
            return _with(tr("The escalation mail could not be sent"), body.detail)
        case _:
            return None


def _about_the_team(
    body: e.Body | e.UnknownBody, who: str, roster: Roster, _now: datetime
) -> str | None:
    match body:
        case e.TeamFounded():
            return tr("{who} founded the team “{name}”").format(who=who, name=body.name)
        case e.DeskJoined():
            return tr("{who} works at the PC “{desk}”").format(who=who, desk=body.joined.name)
        case e.MemberSet(member=member) if member.left:
            return tr("{who} took {whom} off the list of members").format(
                who=who, whom=names.san(member.name)
            )
        case e.MemberSet(member=member):
            return tr("{who} changed the entry of {whom}").format(
                who=who, whom=names.san(member.name)
            )
        case e.PresenceSet():
            return tr("{who} set {whom} to “{presence}”").format(
                who=who,
                whom=names.san(roster.name(body.person)),
                presence=words.presence_name(body.presence),
            )
        case e.MailboxAdded() | e.IdentitiesSet():
            return about_mailbox(body, who)
        case e.LabelSet():
            return tr("{who} changed the label “{label}”").format(who=who, label=body.label.name)
        case e.TemplateSet():
            return about_template(body, who)
        case e.PolicySet():
            return _with(tr("{who} changed the levels and deadlines").format(who=who), body.reason)
        case _:
            return rule_text.about_rules(body, who)


def of_the_journal(body: e.Body | e.UnknownBody, who: str) -> str | None:
    """Return what somebody did to the team's record itself."""
    match body:
        case j.KeyRotated():
            return tr("{who} gave the team a new key").format(who=who)
        case j.LevelRaised():
            return tr("{who} allowed the steps of a newer Mailroom").format(who=who)
        case j.Compacted():
            return tr("{who} tidied up the team's record").format(who=who)
        case j.EpochStarted():
            return _with(tr("{who} rebuilt the team's record").format(who=who), body.reason)
        case j.Redacted():
            return _with(tr("{who} removed words for good").format(who=who), body.reason)
        case _:
            return None


def _about_the_journal(
    body: e.Body | e.UnknownBody, who: str, _roster: Roster, _now: datetime
) -> str | None:
    return of_the_journal(body, who)


_FAMILIES = (
    _about_fields,
    clock_text.about_the_clock,
    _about_the_lock,
    _about_sending,
    _about_sets,
    _about_escalation,
    approval_text.about_approval,
    sharing_text.about_sharing,
    escalation_lines.about_the_course,
    _about_the_team,
    _about_the_journal,
)


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


def label_name(roster: Roster, label: object) -> str:
    """Return a label's name, also of one that is gone."""
    found = next((one.name for key, one in roster.labels.items() if key == label), None)
    return found or tr("(removed label)")


def _with(sentence: str, remark: str) -> str:
    first = remark.strip().splitlines()[0] if remark.strip() else ""
    return tr("{sentence}: {remark}").format(sentence=sentence, remark=first) if first else sentence

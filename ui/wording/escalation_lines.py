"""Timeline lines of an escalation's course: steps, calls, sorted answers, what the rules said.

Neutral: nobody is blamed for being late, away or unsure (S63).
"""

from __future__ import annotations

from datetime import datetime
from typing import get_args

from mailroom.domain import events as e
from mailroom.domain.escalations.escalation import StopReason
from mailroom.domain.policies import contact_events as contacts
from mailroom.domain.policies.contacts import ContactFlag
from mailroom.domain.policies.guidance_events import CriterionTicked, SuggestionDismissed
from ui.wording import moments, names, words
from ui.wording.names import Roster
from ui.wording.words import tr

ICONS: dict[type, str] = {
    e.AddresseeAway: "person",
    e.AnswerApplied: "done",
    e.AnswerSorted: "answered",
    e.CustomerTold: "done",
    e.EscalationDelivered: "mail",
    e.EscalationLowered: "down",
    e.EscalationRaised: "escalate",
    e.PhoneTried: "phone",
    e.StepFired: "escalate",
    e.StepStopped: "close",
    e.MailStopped: "alert",
    e.StoppedMailReleased: "send",
    **dict.fromkeys(get_args(contacts.ContactBody), "person"),
    CriterionTicked: "info",
    SuggestionDismissed: "info",
}


def about_the_course(
    body: e.Body | e.UnknownBody, who: str, roster: Roster, now: datetime
) -> str | None:
    """Return the sentence of an event in the course of an escalation."""
    match body:
        case e.EscalationRaised(form=form):
            return tr("{who} raised it to {whom} (L{level})").format(
                who=who, whom=form.to.name or form.to.addr, level=form.level
            )
        case e.EscalationLowered(form=None):
            said = tr("{who} handed it back to the desk").format(who=who)
            return _with(said, body.instruction)
        case e.EscalationLowered(form=form) if form is not None:
            said = tr("{who} lowered it to {whom} (L{level})").format(
                who=who, whom=form.to.name or form.to.addr, level=form.level
            )
            return _with(said, body.instruction)
        case e.AnswerSorted(kind=None):
            return tr("{who} did not let the answer count").format(who=who)
        case e.AnswerSorted(kind=kind) if kind is not None:
            return tr("{who} sorted the answer: {what}").format(
                who=who, what=words.answer_name(kind)
            )
        case e.PhoneTried():
            return _called(body, who)
        case e.AnswerApplied():
            return tr("{who} did as the answer says").format(who=who)
        case e.CustomerTold():
            return _with(tr("{who} told the customer").format(who=who), body.how)
        case _:
            return _about_steps(body, who, roster, now)


def _about_steps(
    body: e.Body | e.UnknownBody, who: str, roster: Roster, now: datetime
) -> str | None:
    match body:
        case e.StepFired():
            due = moments.when(body.due, now)
            return tr("The step of {time} was taken").format(time=due)
        case e.StepStopped():
            return _with(tr("{who} stopped the next step").format(who=who), body.reason)
        case e.MailStopped():
            return tr("An automatic mail to {address} was stopped: {why}").format(
                address=body.to, why=stop_reason(body.why)
            )
        case e.StoppedMailReleased():
            return tr("{who} let a stopped mail leave").format(who=who)
        case e.AddresseeAway():
            whom = names.san(roster.name(body.person))
            return tr("{whom} is away: the next one is asked").format(whom=whom)
        case e.EscalationDelivered():
            return tr("The escalation mail has arrived")
        case _:
            return _about_the_rules(body, who)


def stop_reason(why: StopReason) -> str:
    """Return why an automatic mail was stopped."""
    return {
        StopReason.NOBODY_READS: tr("nobody reads mail at this address"),
        StopReason.BOUNCED: tr("an earlier mail to this address came back"),
        StopReason.CASE_LIMIT: tr("there were too many mails to this address in this case"),
        StopReason.ADDRESS_LIMIT: tr("there were too many automatic mails to this address"),
    }[why]


def _about_the_rules(body: e.Body | e.UnknownBody, who: str) -> str | None:
    match body:
        case CriterionTicked():
            name = words.criterion_name(body.criterion)
            if who == tr("Mailroom"):  # shown to somebody, decided by nobody
                return tr("A sign was shown: {name}").format(name=name)
            return tr("{who} says that a criterion applies: {name}").format(who=who, name=name)
        case SuggestionDismissed():
            return _with(tr("{who} decided not to escalate").format(who=who), body.reason)
        case _:
            return _about_contacts(body, who)


def _about_contacts(body: e.Body | e.UnknownBody, who: str) -> str | None:
    match body:
        case contacts.ContactSet(contact=contact):
            said = tr("{who} changed how {contact} is handled").format(who=who, contact=contact.key)
            flag = "" if contact.flag is ContactFlag.NONE else contact.handling
            return _with(said, flag)
        case contacts.ContactDescribed(key=key):
            return _with(tr("{who} said who {contact} is").format(who=who, contact=key), body.name)
        case contacts.ContactNoted(key=key, text=text):
            return _with(tr("{who} noted about {contact}").format(who=who, contact=key), text)
        case contacts.ContactsJoined(one=one, other=other):
            said = tr("{who} said that {one} and {other} are one person")
            return said.format(who=who, one=one, other=other)
        case contacts.ContactsParted():
            return tr("{who} said that two addresses are not one person's").format(who=who)
        case _:
            return None


def _called(body: e.PhoneTried, who: str) -> str:
    said = (
        tr("{who} called {number}: reached")
        if body.reached
        else tr("{who} called {number}: not reached")
    )
    return _with(said.format(who=who, number=body.number), body.memo)


def _with(sentence: str, remark: str) -> str:
    first = remark.strip().splitlines()[0] if remark.strip() else ""
    return tr("{sentence}: {remark}").format(sentence=sentence, remark=first) if first else sentence

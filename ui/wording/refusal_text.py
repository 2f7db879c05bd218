"""Why something was refused: who or what is in the way, from where, and the next step.

One sentence for every reason, in the words of what was asked for: a refused merge speaks of
cases, a refused label of labels. ``text.describe`` comes here for everything a rule refuses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import get_args

from mailroom.domain import commands as c
from mailroom.domain import events as e
from mailroom.domain.policies.contact_events import ContactBody
from mailroom.domain.policies.guidance_events import ConcernBody
from mailroom.domain.records.journal_events import JournalBody
from mailroom.domain.sends.approval_commands import ApprovalCommand
from mailroom.domain.sends.approval_events import ApprovalBody
from mailroom.domain.sends.sharing_commands import SharingCommand
from mailroom.domain.times.clock_events import ClockBody
from mailroom.domain.verdicts import Reason, Verdict
from ui.wording.names import Roster, leads, seat
from ui.wording.words import tr


class About(Enum):
    """What was asked for, as far as sentences differ."""

    ANYTHING = "anything"
    OWNER = "owner"
    LABEL = "label"
    COURSE = "course"
    CLOCK = "clock"
    LOCK = "lock"
    SEND = "send"
    APPROVAL = "approval"
    SHARING = "sharing"
    SHAPE = "shape"
    ESCALATION = "escalation"
    TEAM = "team"
    JOURNAL = "journal"
    UNDO = "undo"


Asked = c.Command | e.Body | e.UnknownBody
"""What was asked for: a command that never left this PC, or the event it became."""


def refused(verdict: Verdict, people: Roster, asked: Asked | About | None = None) -> str:
    """Return why something was refused and what to do, naming who is in the way."""
    if verdict.reason is None:
        return ""
    about = about_of(asked)
    facts = {
        "who": seat(people, verdict.who, verdict.where) or tr("Somebody else"),
        "leads": leads(people) or tr("a lead"),
    }
    if verdict.who is None:
        said = _nobody_named(verdict.reason, about)
        if said:
            return _sentence(said.format(**facts))
    fitting = _FITTING[about]() if about in _FITTING else {}
    said = fitting.get(verdict.reason) or _usual()[verdict.reason]
    return _sentence(said.format(**facts))


def _sentence(said: str) -> str:
    """Return a sentence with a capital: it may begin with 「you」."""
    return said[:1].upper() + said[1:]


def about_of(asked: Asked | About | None) -> About:
    """Return what a command or an event is about."""
    if asked is None:
        return About.ANYTHING
    if isinstance(asked, About):
        return asked
    if isinstance(asked, c.Undo) or getattr(asked, "undoes", None) is not None:
        return About.UNDO
    return _TOPICS.get(type(asked), About.ANYTHING)


def _usual() -> Mapping[Reason, str]:
    return {
        Reason.DUPLICATE: tr("It is recorded already. Nothing needs to be done."),
        Reason.UNKNOWN_ANCHOR: tr("This case cannot be found. Receive (F5), then try again."),
        Reason.UNKNOWN_KIND: tr(
            "Some PC of the team has an older Mailroom that does not know this. Update it first."
        ),
        Reason.REQUIRED_REFUSED: tr(
            "It belonged to a step that was not applied. Begin again with that one."
        ),
        Reason.HELD: tr("{who} is working on this case. Ask to hand it over, or try again later."),
        Reason.SENDING: tr("{who} is just sending a reply in this case. Try again in a moment."),
        Reason.ESCALATED: tr(
            "The case is escalated; until the answer only {who} can go on. Notes are possible."
        ),
        Reason.WRONG_TOKEN: tr("{who} has the case by now. Look at it, then try again."),
        Reason.NOT_HOLDER: tr("{who} has the case by now. Look at it, then try again."),
        Reason.NOT_LEAD: tr("Only a lead can do this. Please ask {leads}."),
        Reason.NOT_MEMBER: tr("You are not in the team's list of members. Please ask {leads}."),
        Reason.CONTENT_CHANGED: tr(
            "Something new came in that you have not seen yet. Look at it, then do it again."
        ),
        Reason.FIELD_CHANGED: tr(
            "{who} changed this first. See how it is now, then change it again if need be."
        ),
        Reason.LABEL_CHANGED: tr("{who} changed this label first. See how it is now."),
        Reason.CLOSED: tr("The case is done. Open it again first."),
        Reason.NOT_CLOSED: tr("The case is open already. Nothing needs to be done."),
        Reason.ALREADY: tr("It is already so. Nothing needs to be done."),
        Reason.NOT_STANDING: tr("It was changed again since. See how it is now."),
        Reason.ALREADY_ESCALATED: tr(
            "Another escalation of this case was first. Your words are kept as a note."
        ),
        Reason.NO_ESCALATION: tr(
            "This escalation is over: it was answered or withdrawn. Look at the case."
        ),
        Reason.OPEN_ESCALATION: tr(
            "An escalation is open. Wait for its answer or withdraw it first."
        ),
        Reason.OPEN_PROMISE: tr(
            "The customer waits for a promised time. Keep the promise or withdraw it first."
        ),
        Reason.UNKNOWN_SEND: tr("This reply is not being sent any more. Look at the case."),
        Reason.TOO_EARLY: tr("It is too early for this. {who} still has a little time."),
        Reason.SAME_CASE: tr("That is the same case. Choose another one."),
        Reason.INVALID: tr("It cannot be recorded like this. Look at it and try again."),
        Reason.FOUNDED: tr("The team exists already. This PC joins it."),
        **_about_checks(),
        Reason.NO_FALLBACK: tr(
            "Name somebody to ask when in doubt first. Without that nothing can be kept."
        ),
        Reason.CONTACT_RESERVED: tr(
            "Only {who} or a lead writes to this customer. Your text is kept; ask {who} or {leads}."
        ),
        Reason.TOO_DEEP: tr("Labels have three levels. Choose one further up."),
        Reason.NOT_EMPTY: tr("There are labels below it. Move or delete them first."),
        Reason.UNSUPPORTED: tr("The Mailroom of {who} is too old for this. Update that PC first."),
    }


def _about_checks() -> Mapping[Reason, str]:
    return {
        Reason.TRAINEE: tr("A trainee asks for a check first. Press “Ask for a check”."),
        Reason.NOT_APPROVED: tr(
            "This text is not approved, or the case changed since. Ask for a check again."
        ),
        Reason.OWN_REQUEST: tr("Nobody approves their own mail. Ask somebody else to look at it."),
    }


def _about_clocks() -> Mapping[Reason, str]:
    return {
        Reason.ALREADY: tr("The clock is so already. Nothing needs to be done."),
        Reason.NOT_STANDING: tr("This promise was kept or withdrawn already. Look at the case."),
        Reason.INVALID: tr("A pause needs a reason, and a promise a time that is still to come."),
    }


def _about_owner() -> Mapping[Reason, str]:
    return {
        Reason.INVALID: tr("This person is not in the team any more. Choose another."),
        Reason.FIELD_CHANGED: tr(
            "{who} changed this first. See how it is now, then choose again if need be."
        ),
    }


def _about_labels() -> Mapping[Reason, str]:
    return {
        Reason.INVALID: tr("This label does not exist any more. Choose another."),
        Reason.LABEL_CHANGED: tr(
            "The label was put on again by somebody else. Take it off again if need be."
        ),
    }


def _about_course() -> Mapping[Reason, str]:
    return {Reason.INVALID: tr("That time is already past. Choose a later one.")}


def _about_team() -> Mapping[Reason, str]:
    return {
        Reason.INVALID: tr(
            "It cannot be recorded like this: a name is missing, "
            "or the team would be without a lead."
        ),
        Reason.HELD: tr("{who} is doing this already. Nothing needs to be done."),
        Reason.NOT_HOLDER: tr("{who} is doing this already. Nothing needs to be done."),
    }


def _about_journal() -> Mapping[Reason, str]:
    return {
        Reason.INVALID: tr("The team's record has moved on meanwhile. Look at it, then try again."),
        Reason.NOT_LEAD: tr("Only its author or a lead can do this. Please ask {leads}."),
    }


def _about_undoing() -> Mapping[Reason, str]:
    return {
        Reason.NOT_STANDING: tr("It was changed again since, so it cannot be undone."),
        Reason.ALREADY: tr("It is undone already."),
    }


def _about_locks() -> Mapping[Reason, str]:
    return {
        Reason.HELD: tr("{who} began first. Your text is kept."),
        Reason.WRONG_TOKEN: tr("{who} has the case by now. Your text is kept."),
        Reason.NOT_HOLDER: tr("{who} has the case by now. Your text is kept."),
        Reason.NOT_LEAD: tr(
            "{who} is still working on it. Ask to hand it over and wait 5 minutes, "
            "or ask {leads} to take over."
        ),
        Reason.TOO_EARLY: tr("{who} has 5 minutes to answer. After that you can take over."),
        Reason.INVALID: tr("Taking over needs a reason. Write one."),
        Reason.ALREADY: tr("Somebody has asked already, or it is yours. Nothing needs to be done."),
    }


def _about_sending() -> Mapping[Reason, str]:
    return {
        Reason.HELD: tr("{who} began first. Your text is kept."),
        Reason.WRONG_TOKEN: tr("{who} has the case by now. Your text is kept."),
        Reason.NOT_HOLDER: tr("{who} has the case by now. Your text is kept."),
        Reason.ALREADY: tr("This reply has left already. It is not sent a second time."),
        Reason.CONTENT_CHANGED: tr(
            "Something new came in that you have not seen yet. Your text is kept."
        ),
        Reason.TOO_EARLY: tr(
            "{who} may still be sending. That PC or a lead can end it now, "
            "anybody after 30 minutes."
        ),
    }


def _about_approval() -> Mapping[Reason, str]:
    return {
        Reason.NOT_LEAD: tr("Only {who}, their deputy or a lead can do this. Please ask {leads}."),
        Reason.NOT_STANDING: tr("This request is settled already. Look at the case."),
    }


def _about_sharing() -> Mapping[Reason, str]:
    return {
        Reason.NOT_LEAD: tr(
            "Only {who} or a lead can stop sharing this draft. You can still use its words."
        ),
        Reason.NOT_STANDING: tr("This draft is not shared any more. Look at the case."),
        Reason.INVALID: tr("There is nothing to share yet. Write something first."),
    }


def _about_shape() -> Mapping[Reason, str]:
    return {
        Reason.HELD: tr("{who} is writing in one of these cases. Try again when that is done."),
        Reason.SENDING: tr(
            "{who} is just sending a reply in one of these cases. Try again in a moment."
        ),
        Reason.ESCALATED: tr(
            "One of these cases is escalated; until the answer only {who} can go on."
        ),
        Reason.NOT_STANDING: tr(
            "The mails of these cases lie elsewhere by now. See how it is, then choose again."
        ),
        Reason.ALREADY_ESCALATED: tr(
            "Both cases have an open escalation. Merge them when one of the two is answered."
        ),
        Reason.INVALID: tr("At least one mail must stay in its case. Merge the cases instead."),
        Reason.UNKNOWN_ANCHOR: tr(
            "One of these cases cannot be found. Receive (F5), then try again."
        ),
    }


def _about_escalation() -> Mapping[Reason, str]:
    return {
        Reason.HELD: tr(
            "{who} is writing a reply to this case. Ask to hand it over, then escalate."
        ),
        Reason.NOT_LEAD: tr("Only {who}, who asked, or a lead can do this. Please ask {leads}."),
        Reason.NOT_HOLDER: tr("The case lies with {who}. Only they can hand it back."),
        Reason.ALREADY: tr("This escalation is answered already. Look at the answer."),
        Reason.INVALID: tr("The request lacks its words or an addressee. Fill them in."),
    }


def _nobody_named(reason: Reason, about: About) -> str:
    """Return what to say where nobody is in the way by name."""
    match reason, about:
        case ((Reason.WRONG_TOKEN | Reason.NOT_HOLDER), (About.LOCK | About.SEND)):
            return tr("You do not have this case any more. Your text is kept; begin again.")
        case ((Reason.WRONG_TOKEN | Reason.NOT_HOLDER), _):
            return tr("Nobody has the case any more. Look at it, then try again.")
        case Reason.SENDING, _:
            return tr("A reply to this case is just being sent. Try again in a moment.")
        case Reason.ESCALATED, _:
            return tr("The case is escalated. Go on when the answer is here; notes are possible.")
        case Reason.NOT_LEAD, (About.LOCK | About.ESCALATION | About.APPROVAL):
            return _usual()[Reason.NOT_LEAD]
        case Reason.TOO_EARLY, _:
            return tr("It is too early for this. Try again in a few minutes.")
        case Reason.UNSUPPORTED, _:
            return tr("A PC of the team has an older Mailroom. Update it first.")
        case _:
            return ""


_FITTING: Mapping[About, Callable[[], Mapping[Reason, str]]] = {
    About.OWNER: _about_owner,
    About.LABEL: _about_labels,
    About.COURSE: _about_course,
    About.CLOCK: _about_clocks,
    About.LOCK: _about_locks,
    About.SEND: _about_sending,
    About.APPROVAL: _about_approval,
    About.SHARING: _about_sharing,
    About.SHAPE: _about_shape,
    About.ESCALATION: _about_escalation,
    About.TEAM: _about_team,
    About.JOURNAL: _about_journal,
    About.UNDO: _about_undoing,
}
"""Sentences that differ from the usual ones for what was asked."""

_TOPICS: dict[type, About] = {
    **dict.fromkeys(
        (c.Assign, c.HandOver, c.SetLevel, e.Assigned, e.HandedOver, e.LevelSet), About.OWNER
    ),
    **dict.fromkeys(
        (c.PutLabel, c.TakeLabel, e.Labelled, e.Unlabelled, *get_args(e.ArrivalBody)), About.LABEL
    ),
    **dict.fromkeys(
        (c.Close, c.Reopen, c.Snooze, c.Wake, c.Filter, c.Restore, *get_args(e.CourseBody)),
        About.COURSE,
    ),
    **dict.fromkeys(
        (
            c.PauseClock,
            c.ResumeClock,
            c.MakePromise,
            c.KeepPromise,
            c.WithdrawPromise,
            *get_args(ClockBody),
        ),
        About.CLOCK,
    ),
    **dict.fromkeys(
        (c.ClaimCase, c.RenewClaim, c.ReleaseCase, c.AskForClaim, c.KeepClaim, c.TakeOver),
        About.LOCK,
    ),
    **dict.fromkeys(get_args(e.LockBody), About.LOCK),
    **dict.fromkeys((c.AbandonSend, *get_args(e.SendBody)), About.SEND),
    **dict.fromkeys((*get_args(ApprovalCommand), *get_args(ApprovalBody)), About.APPROVAL),
    **dict.fromkeys((*get_args(SharingCommand), *get_args(e.SharingBody)), About.SHARING),
    **dict.fromkeys((c.Merge, c.SplitCase, c.MoveMail, *get_args(e.ShapeBody)), About.SHAPE),
    **dict.fromkeys(
        (
            c.Escalate,
            c.AddToEscalation,
            c.WithdrawEscalation,
            c.AnswerEscalation,
            c.HandBack,
            c.RaiseEscalation,
            c.LowerEscalation,
            c.SortAnswer,
            c.FireStep,
            c.StopStep,
            c.TryPhone,
            c.ApplyAnswer,
            c.TellCustomer,
            c.TickCriterion,
            c.DismissSuggestion,
            c.ReleaseStoppedMail,
            *get_args(e.EscalationBody),
            *get_args(ConcernBody),
        ),
        About.ESCALATION,
    ),
    **dict.fromkeys(
        (
            c.SetMember,
            c.SetPresence,
            c.SetLabel,
            c.SetTemplate,
            c.SetIdentities,
            c.SetPolicy,
            c.SetArrivalRules,
            c.SetContact,
            c.DescribeContact,
            c.NoteContact,
            c.JoinContacts,
            c.PartContacts,
            c.JoinDesk,
            c.AddMailbox,
            *get_args(e.TeamBody),
            *get_args(ContactBody),
        ),
        About.TEAM,
    ),
    **dict.fromkeys((c.RotateKey, c.Redact, *get_args(JournalBody)), About.JOURNAL),
}

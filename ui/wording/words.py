"""Names of things as the window shows them: views, states, kinds, people's presence.

English in the source, Japanese in ``resources/translations``. Functions, not constants: the
language is chosen after import. Whole sentences live in ``ui.wording.text``.

How text is written everywhere in ``ui``: inside a widget ``self.tr("Reply")``; in a module
function ``tr("Reply")`` from here; never ``tr`` inside a class (lupdate would file it under the
class). Plurals: ``tr("%n case(s)", "", n)``. Facts go in with ``.format(name=…)``. After a change
run ``python tests/ui/catalogue.py`` and fill in what is unfinished in ``ja.ts``.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from mailroom.domain.cases import Case, CaseStatus
from mailroom.domain.escalations.escalation import (
    AnswerKind,
    Criterion,
    EscalationKind,
    EscalationState,
)
from mailroom.domain.mails import Automatic, JoinReason
from mailroom.domain.people import Presence, Role
from mailroom.domain.policies.contacts import ContactFlag
from mailroom.domain.query import OutboxState, Sort, View
from mailroom.settings import Density, Language, Theme


def tr(source: str, comment: str = "", n: int = -1) -> str:
    """Return a text in the language of the window."""
    return QCoreApplication.translate("", source, comment, n)


def view_name(view: View) -> str:
    """Return the name of a view in the sidebar."""
    return {
        View.TO_REPLY: tr("To reply (mine)"),
        View.ANSWERED: tr("Answered"),
        View.ASKED_OF_ME: tr("Asked of me"),
        View.TO_APPROVE: tr("To approve"),
        View.UNASSIGNED: tr("Unassigned"),
        View.OVERDUE: tr("Reply overdue"),
        View.ESCALATED: tr("Escalated"),
        View.WAITING: tr("Waiting for customer"),
        View.SNOOZED: tr("Snoozed"),
        View.DONE: tr("Done"),
        View.ALL: tr("All"),
        View.FILTERED: tr("Filtered"),
        View.OUTBOX: tr("Outbox"),
        View.REFUSED: tr("Not applied"),
        View.UNREADABLE: tr("Unreadable"),
        View.STOPPED: tr("Stopped automatic mail"),
    }[view]


def sort_name(sort: Sort) -> str:
    """Return the name of an order of the list."""
    return {
        Sort.DUE: tr("By deadline"),
        Sort.NEWEST: tr("Newest first"),
        Sort.OLDEST: tr("Oldest first"),
        Sort.NUMBER: tr("By number"),
    }[sort]


def standing(case: Case) -> str:
    """Return where a case stands, and where its mail went if that is why it is done."""
    desk = case.redirected_to
    if case.status is not CaseStatus.DONE or desk is None:
        return status_name(case.status)
    return tr("{status}, sent on to {desk}").format(
        status=status_name(case.status), desk=desk.name or desk.addr
    )


def status_name(status: CaseStatus) -> str:
    """Return where a case stands."""
    return {
        CaseStatus.NEW: tr("New"),
        CaseStatus.OPEN: tr("In progress"),
        CaseStatus.WAITING_CUSTOMER: tr("Waiting for customer"),
        CaseStatus.ESCALATED: tr("Escalated"),
        CaseStatus.SNOOZED: tr("Snoozed"),
        CaseStatus.DONE: tr("Done"),
        CaseStatus.FILTERED: tr("Filtered"),
    }[status]


def kind_name(kind: EscalationKind) -> str:
    """Return what an escalation asks for."""
    return {
        EscalationKind.HEADS_UP: tr("Heads-up"),
        EscalationKind.CHECK: tr("Check"),
        EscalationKind.INSTRUCT: tr("Instruct me"),
        EscalationKind.APPROVE: tr("Approve"),
        EscalationKind.TAKE_OVER: tr("Take over"),
    }[kind]


def answer_name(kind: AnswerKind) -> str:
    """Return what an answer says."""
    return {
        AnswerKind.TAKE: tr("I take it"),
        AnswerKind.APPROVE: tr("Approve it"),
        AnswerKind.REJECT: tr("Reject"),
        AnswerKind.INSTRUCT: tr("Instruct"),
        AnswerKind.HAND_BACK: tr("Hand back"),
        AnswerKind.RAISE: tr("Raise"),
        AnswerKind.BUSY: tr("Not now"),
        AnswerKind.ABSENT: tr("Away"),
        AnswerKind.ACKNOWLEDGE: tr("Seen"),
        AnswerKind.WORDS: tr("Answer in words"),
    }[kind]


def escalation_state(state: EscalationState) -> str:
    """Return how far an escalation is."""
    return {
        EscalationState.ASKED: tr("Not sent yet"),
        EscalationState.SENT: tr("Sent"),
        EscalationState.DELIVERED: tr("Delivered"),
        EscalationState.BOUNCED: tr("Bounced"),
        EscalationState.ACKNOWLEDGED: tr("Acknowledged"),
        EscalationState.ANSWERED: tr("Answered"),
        EscalationState.APPLIED: tr("Applied"),
        EscalationState.TOLD: tr("Customer told"),
        EscalationState.CLOSED: tr("Closed"),
        EscalationState.WITHDRAWN: tr("Withdrawn"),
    }[state]


def criterion_name(criterion: Criterion) -> str:
    """Return why something is escalated."""
    return {
        Criterion.RESPONSIBLE_PERSON: tr("Asks for the person in charge"),
        Criterion.EXPERTISE: tr("Needs special knowledge"),
        Criterion.MONEY: tr("Negotiates an amount"),
        Criterion.AUTHORITY: tr("Needs authority or approval"),
        Criterion.LONG: tr("Will take long"),
        Criterion.WORSENING: tr("Gets worse with delay"),
        Criterion.NOT_IN_HANDBOOK: tr("Not in the handbook"),
        Criterion.EMOTIONAL: tr("The customer is upset"),
        Criterion.OUTAGE: tr("Outage or emergency"),
        Criterion.UNSURE: tr("Not sure, asking"),
    }[criterion]


def presence_name(presence: Presence) -> str:
    """Return where somebody is."""
    return {
        Presence.IN: tr("In"),
        Presence.BUSY: tr("Busy"),
        Presence.OUT: tr("Out"),
        Presence.OFF: tr("Off"),
        Presence.GONE: tr("Gone home"),
    }[presence]


def role_name(role: Role) -> str:
    """Return what somebody may do."""
    return {
        Role.LEAD: tr("Lead"),
        Role.MEMBER: tr("Member"),
        Role.TRAINEE: tr("Trainee"),
    }[role]


def outbox_state(state: OutboxState) -> str:
    """Return where a mail of mine is."""
    return {
        OutboxState.SCHEDULED: tr("To be sent later"),
        OutboxState.UNDO: tr("Leaves in a moment"),
        OutboxState.WAITING: tr("Waits"),
        OutboxState.CHECKING: tr("Being checked"),
        OutboxState.SENDING: tr("Leaving"),
        OutboxState.SENT: tr("Sent"),
        OutboxState.HELD: tr("Not sent: please look"),
        OutboxState.REFUSED: tr("Refused by the server"),
        OutboxState.UNKNOWN: tr("May have been sent"),
    }[state]


def language_name(language: Language) -> str:
    """Return a language in its own words."""
    return {
        Language.SYSTEM: tr("As the system"),
        Language.JA: "日本語",
        Language.EN: "English",
    }[language]


def theme_name(theme: Theme) -> str:
    """Return the name of a brightness."""
    return {
        Theme.SYSTEM: tr("As the system"),
        Theme.LIGHT: tr("Light"),
        Theme.DARK: tr("Dark"),
    }[theme]


def density_name(density: Density) -> str:
    """Return the name of a row height."""
    return {
        Density.COMPACT: tr("Compact list"),
        Density.NORMAL: tr("Normal"),
        Density.ROOMY: tr("Roomy"),
    }[density]


def not_confirmed(*, offline: bool) -> str:
    """Return the quiet word beside what is asked and not confirmed yet."""
    return tr("waits to be sent") if offline else tr("being confirmed")


def level_name(level: int) -> str:
    """Return a level as written on chips."""
    return f"L{level}"


def no_sender() -> str:
    """Return what stands for a missing From."""
    return tr("(no sender)")


def listed(pieces: Iterable[str]) -> str:
    """Return several addresses or names in one line."""
    return tr(", ", "between addresses").join(pieces)


def no_subject() -> str:
    """Return what stands for an empty subject."""
    return tr("(no subject)")


def internal() -> str:
    """Return the mark of everything that never leaves the house."""
    return tr("Internal")


def left_off_paper() -> str:
    """Return what stands on paper where a very long mail ends."""
    return tr("[The rest of this mail is too long to print.]")


def automatic_name(automatic: Automatic) -> str:
    """Return what kind of machine wrote a mail."""
    return {
        Automatic.NO: "",
        Automatic.REPLY: tr("automatic reply"),
        Automatic.BOUNCE: tr("undeliverable"),
        Automatic.LIST: tr("mailing list"),
    }[automatic]


def join_reason(reason: JoinReason) -> str:
    """Return why a mail lies in its case (N18)."""
    return {
        JoinReason.OPENED: tr("It opened this case."),
        JoinReason.IN_REPLY_TO: tr("It answers a mail of this case."),
        JoinReason.REFERENCES: tr("It refers to a mail of this case."),
        JoinReason.COMMON_ANCESTOR: tr("It answers the same earlier mail."),
        JoinReason.OUR_TAG: tr("It carries our number of this case."),
        JoinReason.NAMED: tr("An earlier mail of this case answers it."),
        JoinReason.SUBJECT: tr("Same subject, same sender, marked as a reply."),
        JoinReason.THREAD_INDEX: tr("Outlook marked it as part of this conversation."),
        JoinReason.FOLLOW_UP: tr("The case it answers was done; this one follows it."),
        JoinReason.BOUNCE_OF: tr("It returns a mail of this case."),
        JoinReason.PASSWORD_PAIR: tr("One holds a locked archive, the other tells its password."),
        JoinReason.ESCALATION: tr("It answers an escalation of this case."),
        JoinReason.MERGED: tr("Its case was merged into this one."),
        JoinReason.MOVED: tr("Somebody moved it here."),
        JoinReason.SPLIT: tr("Somebody split it off to here."),
    }[reason]


def route(sender: str, to: str, cc: str) -> str:
    """Return from whom to whom a mail went."""
    said = tr("From {sender}  To {to}").format(sender=sender, to=to or "–")
    return tr("{route}  Cc {cc}").format(route=said, cc=cc) if cc else said


def flag_name(flag: ContactFlag) -> str:
    """Return what a flag says; nothing for none."""
    return {
        ContactFlag.NONE: "",
        ContactFlag.IMPORTANT: tr("Important"),
        ContactFlag.CAREFUL: tr("With care"),
    }[flag]

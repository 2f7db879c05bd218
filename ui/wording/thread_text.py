"""Why a mail lies in its case, in sentences; and what makes another case alike (N18)."""

from __future__ import annotations

from datetime import datetime

from mailroom.domain.cases import Case
from mailroom.domain.mails import JoinReason, MailFacts
from mailroom.domain.people import Address
from mailroom.domain.threads.why import Evidence, Likeness, WhyHere
from ui.wording import moments, words
from ui.wording.names import Roster, san
from ui.wording.words import tr

_BY_HAND = {JoinReason.MOVED, JoinReason.SPLIT, JoinReason.MERGED}


def who_wrote(mail: MailFacts, roster: Roster) -> str:
    """Return who wrote a mail, as people call them."""
    inside = roster.name_at(mail.sender.addr)
    return mail.sender.name or inside or mail.sender.addr or words.no_sender()


def because(why: WhyHere, roster: Roster, now: datetime) -> str:
    """Return one sentence: why threading put the mail here."""
    reason = why.threaded or why.reason
    if why.other is None:
        return words.join_reason(reason)
    facts = {
        "who": who_wrote(why.other, roster),
        "when": moments.when_exactly(why.other.sent_at, now),
        "subject": why.other.subject or words.no_subject(),
    }
    return _pointing(reason).format(**facts) or words.join_reason(reason)


def _pointing(reason: JoinReason) -> str:
    return {
        JoinReason.IN_REPLY_TO: tr("It answers the mail of {who} of {when}, “{subject}”."),
        JoinReason.REFERENCES: tr("It refers to the mail of {who} of {when}, “{subject}”."),
        JoinReason.COMMON_ANCESTOR: tr(
            "It and the mail of {who} of {when} answer the same earlier mail, which is not here."
        ),
        JoinReason.NAMED: tr("The mail of {who} of {when} answers it, and was here first."),
        JoinReason.SUBJECT: tr(
            "It is marked as a reply, with the subject of the mail of {who} of {when}, and no other"
            " case of this person has that subject."
        ),
        JoinReason.THREAD_INDEX: tr(
            "Outlook marked it as part of one conversation with the mail of {who} of {when},"
            " “{subject}”."
        ),
        JoinReason.FOLLOW_UP: tr(
            "It answers the mail of {who} of {when}, but that case was done. By the team's rules"
            " it opened this new case beside it."
        ),
        JoinReason.BOUNCE_OF: tr("It says that the mail of {when}, “{subject}”, came back."),
        JoinReason.PASSWORD_PAIR: tr(
            "It tells the password of the archive in the mail of {who} of {when}, “{subject}”."
        ),
    }.get(reason, "")


def since_then(why: WhyHere, roster: Roster) -> str:
    """Return what a person did to the mail after threading; "" for nothing."""
    if why.reason not in _BY_HAND:
        return ""
    what, who = words.join_reason(why.reason), roster.name(why.moved_by)
    return tr("{what} ({who})").format(what=what, who=san(who)) if who else what


def evidence(why: WhyHere) -> str:
    """Return the field of the header and its value, as they stand in the mail."""
    if why.evidence is Evidence.NONE or not why.value:
        return ""
    name = {
        Evidence.TAG: tr("Our mark in the text"),
        Evidence.RETURNED: tr("Returned mail"),
    }.get(why.evidence, why.evidence.value)
    return f"{name}: {why.value}"


def likeness(kind: Likeness) -> str:
    """Return why another case is named."""
    return {
        Likeness.NAMES_A_MAIL: tr("this mail names one of its mails"),
        Likeness.CONVERSATION: tr("same conversation in Outlook"),
        Likeness.SUBJECT: tr("same customer, same subject"),
        Likeness.NUMBER: tr("same customer, same number in the subject"),
        Likeness.RELATED: tr("related"),
    }[kind]


def case_line(case: Case) -> str:
    """Return a case in one line."""
    subject = case.subject or words.no_subject()
    return tr("#{number} {subject}").format(number=case.number, subject=subject)


def case_hint(case: Case) -> str:
    """Return whose case it is and where it stands."""
    contact = case.contact.name or case.contact.addr
    return tr("{who}, {status}").format(who=contact, status=words.status_name(case.status))


def passed_on(inside: Address, forwarder: str, *, by_us: bool) -> str:
    """Return what a card says of a mail that was passed on to the desk."""
    who = f"{inside.name} <{inside.addr}>" if inside.name else inside.addr
    if by_us:
        return tr("{forwarder} passed this on. The customer is {who}; replies go there.").format(
            forwarder=forwarder, who=who
        )
    return tr("A mail of {who} is inside. Is that the customer?").format(who=who)


def reply_to(who: Address) -> str:
    """Return the words of the button that writes to the person inside a mail."""
    return tr("Reply to {who}").format(who=who.name or who.addr)


def from_elsewhere(mail: MailFacts, sender: str) -> str:
    """Return what a card says of a mail of ours that Mailroom did not send (N15)."""
    addr = mail.sender.addr
    who = f"{mail.sender.name} <{addr}>" if mail.sender.name else addr
    if sender and sender != addr:
        return tr("Answered outside Mailroom: from {who}, sent by {sender}").format(
            who=who, sender=sender
        )
    return tr("Answered outside Mailroom: from {who}").format(who=who)

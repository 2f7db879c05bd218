"""Answers of ours that nobody here can see, known by a customer's mail that quotes them (N15).

Somebody answered from another program and its copy came to no folder we read. The customer's next
mail names it, after a mail that lies here: so it lay between the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mailroom.domain.mails import MailPlace
from mailroom.domain.state import State
from mailroom.domain.threads.providers import company_of
from mailroom.ids import CaseId, MailKey, MessageId


@dataclass(frozen=True, slots=True, kw_only=True)
class UnseenAnswer:
    """An answer that is missing here; ``told_by`` is the mail that names it."""

    message_id: MessageId
    told_by: MailKey


def unseen_answer(state: State, case: CaseId) -> UnseenAnswer | None:
    """Return the answer that the customer's latest mail names and nobody here has.

    Nothing once we have answered that mail: then it is settled. Only ids made under a domain of
    ours count, and only of answers: whatever opened the conversation may be a shop's own notice.
    """
    mails = state.mails_of(case)
    word = open_word(mails)
    if word is None:
        return None
    domains = {company_of(addr) for addr in state.own_addresses()} - {None}
    here = {mail.facts.message_id for mail in mails} - {word.facts.message_id}
    answered = False
    for named in (*word.facts.references, *word.facts.in_reply_to):
        if named in here:
            answered = True
        elif answered and _domain_of(named) in domains and not _is_known(state, named):
            return UnseenAnswer(message_id=named, told_by=word.facts.key)
    return None


def open_word(mails: Sequence[MailPlace]) -> MailPlace | None:
    """Return the customer's latest mail, unless an answer to it lies here."""
    word = next((mail for mail in reversed(mails) if mail.is_word), None)
    if word is None or any(mail.is_ours and _is_later(mail, word) for mail in mails):
        return None
    return word


def _is_later(mail: MailPlace, word: MailPlace) -> bool:
    return mail.facts.sent_at >= word.facts.sent_at


def _is_known(state: State, message_id: MessageId) -> bool:
    if state.sent(message_id) is not None or state.escalation_by_message(message_id) is not None:
        return True
    return any(one.facts.message_id == message_id for one in state.mails_naming(message_id))


def _domain_of(message_id: MessageId) -> str:
    return message_id.strip("<>").rpartition("@")[2].lower()

"""What a desk sees of a mail when rules on arrival look at it."""

from __future__ import annotations

from collections.abc import Iterable

from mailroom.domain.arrival.matching import Looked
from mailroom.domain.arrival.rule import Part, Rule
from mailroom.domain.cases import Case
from mailroom.domain.labelling import line_up
from mailroom.domain.mails import MailFacts
from mailroom.domain.policies.amounts import amounts_in
from mailroom.domain.policies.contacts import ContactFlag, contact_of
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.state import State
from mailroom.ids import LabelId
from mailroom.mail.search_text import fold
from mailroom.store.mailbox.mails import Mails

_OF_THE_TEXT = frozenset({Part.BODY, Part.TEXT, Part.AMOUNT, Part.ATTACHMENT})


class Looker:
    """Looks at mails for one set of rules; reads texts only if a rule asks for them."""

    def __init__(self, mails: Mails, rules: Iterable[Rule]) -> None:
        self._mails = mails
        self._parts = {c.part for rule in rules if rule.active for c in rule.conditions}

    @property
    def needs_text(self) -> bool:
        """Return whether a mail must be here to be looked at."""
        return bool(self._parts & _OF_THE_TEXT)

    def look(self, facts: MailFacts, case: Case | None, state: State) -> Looked:
        """Return what is seen of a mail that lies, or would lie, in this case."""
        body = self._mails.body(facts.key) if self.needs_text else None
        text = "" if body is None else body.text
        names = () if body is None else tuple(fold(one.filename) for one in body.attachments)
        asks_sums = Part.AMOUNT in self._parts
        return Looked(
            sender=facts.sender,
            recipients=facts.recipients,
            subject=fold(facts.subject),
            body=fold(text),
            attachments=names,
            has_attachments=facts.has_attachments,
            contact=_flag(state, facts.sender.addr) if Part.CONTACT in self._parts else _NO_FLAG,
            labels=_labels(state, case) if Part.LABEL in self._parts else frozenset(),
            amounts=_amounts(facts.subject, text) if asks_sums else (),
            mailbox=facts.mailbox,
            automatic=facts.automatic,
            off_hours=Part.OFF_HOURS in self._parts and not _is_open(state, facts),
            answer=bool(facts.our_tags),
        )


_NO_FLAG = ContactFlag.NONE


def _flag(state: State, addr: str) -> ContactFlag:
    contact = contact_of(state, addr)
    return _NO_FLAG if contact is None else contact.flag


def _amounts(subject: str, text: str) -> tuple[int, ...]:
    return tuple(amount.yen for amount in amounts_in(f"{subject}\n{text}"))


def _labels(state: State, case: Case | None) -> frozenset[LabelId]:
    """Return the labels a case wears and those above them."""
    if case is None or not case.labels:
        return frozenset()
    known = {label.id: label for label in state.labels()}
    return frozenset(one for label in case.labels for one in line_up(known, label))


def _is_open(state: State, facts: MailFacts) -> bool:
    return (state.policy() or DEFAULT_POLICY).calendar.is_open(facts.arrived_at)

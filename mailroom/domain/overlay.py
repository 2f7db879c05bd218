# ruff: noqa: D102 - the look-ups are described by the State port
"""A copy-on-write view over another state: what holds if the events of this desk are accepted.

Owns: the upper layer. Writes go there and nowhere else (design section 3).
"""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterable, Sequence
from datetime import datetime

from mailroom.domain.arrival.rule import ArrivalRules
from mailroom.domain.cases import Case, Label, SentMail
from mailroom.domain.dict_state import DictState
from mailroom.domain.escalations.escalation import Escalation
from mailroom.domain.mails import MailPlace
from mailroom.domain.people import Desk, Mailbox, Member, Team
from mailroom.domain.policies.contacts import Contact
from mailroom.domain.policies.policy import Policy
from mailroom.domain.sends.approval import Approval
from mailroom.domain.state import Entry, Row, State
from mailroom.domain.templates.template import Template
from mailroom.ids import (
    ApprovalId,
    CaseId,
    DeskId,
    EscalationId,
    EventId,
    LabelId,
    MailboxId,
    MailKey,
    MessageId,
    PersonId,
    TemplateId,
)


class Overlay:
    """A ``State`` whose rows win over those of ``base``, which it never changes."""

    def __init__(self, base: State) -> None:
        self._base = base
        self._top = DictState()

    def changed_rows(self) -> tuple[Row, ...]:
        """Return the rows that differ from the base, each once."""
        return tuple(self._top.rows())

    def put(self, row: Row) -> None:
        self._top.put(row)

    def team(self) -> Team | None:
        return self._top.team() or self._base.team()

    def policy(self) -> Policy | None:
        return self._top.policy() or self._base.policy()

    def arrival_rules(self) -> ArrivalRules | None:
        return self._top.arrival_rules() or self._base.arrival_rules()

    def member(self, person: PersonId) -> Member | None:
        return self._top.member(person) or self._base.member(person)

    def member_by_address(self, addr: str) -> Member | None:
        mine = self._top.member_by_address(addr)
        if mine is not None:
            return mine
        below = self._base.member_by_address(addr)
        return None if below is None or below.id in self._top.members else below

    def leads(self) -> Sequence[Member]:
        changed = {member.id: member for member in self._top.leads()}
        kept = [
            changed.pop(member.id, member)
            for member in self._base.leads()
            if member.id in changed or member.id not in self._top.members
        ]
        return [*kept, *changed.values()]

    def desk(self, desk: DeskId) -> Desk | None:
        return self._top.desk(desk) or self._base.desk(desk)

    def desks(self) -> Sequence[Desk]:
        below = {desk.id: desk for desk in self._base.desks()}
        return list((below | self._top.desk_rows).values())

    def mailbox(self, mailbox: MailboxId) -> Mailbox | None:
        return self._top.mailbox(mailbox) or self._base.mailbox(mailbox)

    def own_addresses(self) -> frozenset[str]:
        return self._base.own_addresses() | self._top.own_addresses()

    def label(self, label: LabelId) -> Label | None:
        return self._top.label(label) or self._base.label(label)

    def labels(self) -> Sequence[Label]:
        below = {label.id: label for label in self._base.labels()}
        return list((below | self._top.label_rows).values())

    def template(self, template: TemplateId) -> Template | None:
        return self._top.template(template) or self._base.template(template)

    def contact(self, key: str) -> Contact | None:
        return self._top.contact(key) or self._base.contact(key)

    def case(self, case: CaseId) -> Case | None:
        return self._top.case(case) or self._base.case(case)

    def case_by_number(self, number: int) -> Case | None:
        mine = self._top.case_by_number(number)
        if mine is not None:
            return mine
        below = self._base.case_by_number(number)
        return None if below is None else self.case(below.id)

    def mail(self, key: MailKey) -> MailPlace | None:
        return self._top.mail(key) or self._base.mail(key)

    def mails_of(self, case: CaseId) -> Sequence[MailPlace]:
        return self._mails(self._top.mails_of(case), self._base.mails_of(case))

    def mails_homed_in(self, case: CaseId) -> Sequence[MailPlace]:
        return self._mails(self._top.mails_homed_in(case), self._base.mails_homed_in(case))

    def mails_naming(self, message_id: MessageId) -> Sequence[MailPlace]:
        return self._mails(self._top.mails_naming(message_id), self._base.mails_naming(message_id))

    def mails_alike(
        self,
        clean_subject: str,
        addr: str,
        since: datetime,
        until: datetime,
        *,
        floating: bool = False,
    ) -> Sequence[MailPlace]:
        return self._mails(
            self._top.mails_alike(clean_subject, addr, since, until, floating=floating),
            self._base.mails_alike(clean_subject, addr, since, until, floating=floating),
        )

    def sent(self, message_id: MessageId) -> SentMail | None:
        return self._top.sent(message_id) or self._base.sent(message_id)

    def escalation(self, escalation: EscalationId) -> Escalation | None:
        return self._top.escalation(escalation) or self._base.escalation(escalation)

    def escalation_by_token(self, token: str) -> Escalation | None:
        return self._escalation(
            self._top.escalation_by_token(token), self._base.escalation_by_token(token)
        )

    def escalation_by_message(self, message_id: MessageId) -> Escalation | None:
        return self._escalation(
            self._top.escalation_by_message(message_id),
            self._base.escalation_by_message(message_id),
        )

    def approval(self, approval: ApprovalId) -> Approval | None:
        return self._top.approval(approval) or self._base.approval(approval)

    def clocked_cases(self) -> Sequence[Case]:
        below = _unchanged(self._base.clocked_cases(), self._top.cases)
        return sorted([*below, *self._top.clocked_cases()], key=lambda case: case.number)

    def claims_of(self, person: PersonId) -> Sequence[Case]:
        below = _unchanged(self._base.claims_of(person), self._top.cases)
        return [*below, *self._top.claims_of(person)]

    def entry(self, event: EventId) -> Entry | None:
        return self._top.entry(event) or self._base.entry(event)

    def _mails(self, mine: Sequence[MailPlace], below: Sequence[MailPlace]) -> Sequence[MailPlace]:
        kept = [mail for mail in below if mail.facts.key not in self._top.mails]
        return sorted([*kept, *mine], key=lambda mail: mail.position) if mine else kept

    def _escalation(self, mine: Escalation | None, below: Escalation | None) -> Escalation | None:
        return mine if mine is not None or below is None else self.escalation(below.id)


def _unchanged(rows: Iterable[Case], changed: Container[Hashable]) -> list[Case]:
    return [row for row in rows if row.id not in changed]

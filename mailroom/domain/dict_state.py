# ruff: noqa: D102 - the look-ups are described by the State port
"""The projection in dictionaries: for tests, the simulator, and as the upper layer of an overlay.

Owns: rows by key and the few indexes the port asks for. Knows nothing of rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from operator import attrgetter

from mailroom.domain.arrival.rule import ArrivalRules
from mailroom.domain.cases import Case, Label, SentMail
from mailroom.domain.escalations.escalation import Escalation
from mailroom.domain.mails import MailPlace
from mailroom.domain.people import Desk, Mailbox, Member, Role, Team
from mailroom.domain.policies.contacts import Contact
from mailroom.domain.policies.policy import Policy
from mailroom.domain.sends.approval import Approval
from mailroom.domain.state import Entry, Row
from mailroom.domain.templates.template import Template
from mailroom.domain.threads.pairs import beacons
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


class DictState:
    """A ``State`` in memory. ``claims_of`` may name rows that moved on and checks them."""

    def __init__(self) -> None:
        self._team: Team | None = None
        self._policy: Policy | None = None
        self._arrival_rules: ArrivalRules | None = None
        self.members: dict[PersonId, Member] = {}
        self.desk_rows: dict[DeskId, Desk] = {}
        self.mailboxes: dict[MailboxId, Mailbox] = {}
        self.label_rows: dict[LabelId, Label] = {}
        self.templates: dict[TemplateId, Template] = {}
        self.contacts: dict[str, Contact] = {}
        self.cases: dict[CaseId, Case] = {}
        self.mails: dict[MailKey, MailPlace] = {}
        self.sents: dict[MessageId, SentMail] = {}
        self.escalations: dict[EscalationId, Escalation] = {}
        self.approvals: dict[ApprovalId, Approval] = {}
        self.entries: dict[EventId, Entry] = {}
        self._numbers: dict[int, CaseId] = {}
        self._inside: defaultdict[CaseId, dict[MailKey, None]] = defaultdict(dict)
        self._homed: defaultdict[CaseId, dict[MailKey, None]] = defaultdict(dict)
        self._naming: defaultdict[MessageId, dict[MailKey, None]] = defaultdict(dict)
        self._alike: defaultdict[tuple[str, str], dict[MailKey, None]] = defaultdict(dict)
        self._tokens: dict[str, EscalationId] = {}
        self._internal: dict[MessageId, EscalationId] = {}
        self._claims: defaultdict[PersonId, dict[CaseId, None]] = defaultdict(dict)
        self._clocked: dict[CaseId, None] = {}

    def team(self) -> Team | None:
        return self._team

    def policy(self) -> Policy | None:
        return self._policy

    def arrival_rules(self) -> ArrivalRules | None:
        return self._arrival_rules

    def member(self, person: PersonId) -> Member | None:
        return self.members.get(person)

    def member_by_address(self, addr: str) -> Member | None:
        return next((m for m in self.members.values() if addr in m.addresses), None)

    def leads(self) -> Sequence[Member]:
        return [m for m in self.members.values() if m.role is Role.LEAD and not m.left]

    def desk(self, desk: DeskId) -> Desk | None:
        return self.desk_rows.get(desk)

    def desks(self) -> Sequence[Desk]:
        return list(self.desk_rows.values())

    def mailbox(self, mailbox: MailboxId) -> Mailbox | None:
        return self.mailboxes.get(mailbox)

    def own_addresses(self) -> frozenset[str]:
        return frozenset(addr for box in self.mailboxes.values() for addr in box.addresses)

    def label(self, label: LabelId) -> Label | None:
        return self.label_rows.get(label)

    def labels(self) -> Sequence[Label]:
        return list(self.label_rows.values())

    def template(self, template: TemplateId) -> Template | None:
        return self.templates.get(template)

    def contact(self, key: str) -> Contact | None:
        return self.contacts.get(key)

    def case(self, case: CaseId) -> Case | None:
        return self.cases.get(case)

    def case_by_number(self, number: int) -> Case | None:
        found = self._numbers.get(number)
        return None if found is None else self.cases[found]

    def mail(self, key: MailKey) -> MailPlace | None:
        return self.mails.get(key)

    def mails_of(self, case: CaseId) -> Sequence[MailPlace]:
        return _in_order(self.mails[key] for key in self._inside.get(case, ()))

    def mails_homed_in(self, case: CaseId) -> Sequence[MailPlace]:
        return _in_order(self.mails[key] for key in self._homed.get(case, ()))

    def mails_naming(self, message_id: MessageId) -> Sequence[MailPlace]:
        return _in_order(self.mails[key] for key in self._naming.get(message_id, ()))

    def mails_alike(
        self,
        clean_subject: str,
        addr: str,
        since: datetime,
        until: datetime,
        *,
        floating: bool = False,
    ) -> Sequence[MailPlace]:
        alike = (self.mails[key] for key in self._alike.get((clean_subject, addr), ()))
        return _in_order(
            mail
            for mail in alike
            if since <= mail.facts.sent_at <= until and (mail.facts.floats or not floating)
        )

    def sent(self, message_id: MessageId) -> SentMail | None:
        return self.sents.get(message_id)

    def escalation(self, escalation: EscalationId) -> Escalation | None:
        return self.escalations.get(escalation)

    def escalation_by_token(self, token: str) -> Escalation | None:
        found = self._tokens.get(token)
        return None if found is None else self.escalations[found]

    def escalation_by_message(self, message_id: MessageId) -> Escalation | None:
        found = self._internal.get(message_id)
        return None if found is None else self.escalations[found]

    def approval(self, approval: ApprovalId) -> Approval | None:
        return self.approvals.get(approval)

    def clocked_cases(self) -> Sequence[Case]:
        running = [self.cases[case] for case in self._clocked]
        return sorted((case for case in running if case.is_clocked), key=attrgetter("number"))

    def claims_of(self, person: PersonId) -> Sequence[Case]:
        held = [self.cases[case] for case in self._claims.get(person, ())]
        return [c for c in held if c.claim is not None and c.claim.seat.person == person]

    def entry(self, event: EventId) -> Entry | None:
        return self.entries.get(event)

    def put(self, row: Row) -> None:
        match row:  # the most frequent first
            case Entry():
                self.entries[row.event.id] = row
            case Case():
                self._put_case(row)
            case Team():
                self._team = row
            case MailPlace():
                self._put_mail(row)
            case Escalation():
                self._put_escalation(row)
            case Policy():
                self._policy = row
            case ArrivalRules():
                self._arrival_rules = row
            case SentMail():
                self.sents[row.message_id] = row
            case Approval():
                self.approvals[row.id] = row
            case _:
                self._put_of_team(row)

    def rows(self) -> Iterable[Row]:
        """Yield every row there is, each with its last value."""
        single = (self._team, self._policy, self._arrival_rules)
        yield from (row for row in single if row is not None)
        tables = (
            self.members,
            self.desk_rows,
            self.mailboxes,
            self.label_rows,
            self.templates,
            self.contacts,
            self.cases,
            self.mails,
            self.sents,
            self.escalations,
            self.approvals,
            self.entries,
        )
        for table in tables:
            yield from table.values()

    def _put_of_team(self, row: Member | Desk | Mailbox | Label | Template | Contact) -> None:
        match row:
            case Member():
                self.members[row.id] = row
            case Desk():
                self.desk_rows[row.id] = row
            case Mailbox():
                self.mailboxes[row.id] = row
            case Label():
                self.label_rows[row.id] = row
            case Template():
                self.templates[row.id] = row
            case Contact():
                self.contacts[row.key] = row

    def _put_case(self, case: Case) -> None:
        self.cases[case.id] = case
        self._numbers[case.number] = case.id
        if case.claim is not None:
            self._claims[case.claim.seat.person][case.id] = None
        if case.is_clocked:
            self._clocked[case.id] = None
        else:
            self._clocked.pop(case.id, None)

    def _put_mail(self, mail: MailPlace) -> None:
        facts = mail.facts
        before = self.mails.get(facts.key)
        if before is not None:
            self._inside[before.case].pop(facts.key, None)
            self._homed[before.home].pop(facts.key, None)
        self.mails[facts.key] = mail
        self._inside[mail.case][facts.key] = None
        self._homed[mail.home][facts.key] = None
        for message_id in (facts.message_id, facts.conversation, *facts.names, *beacons(facts)):
            if message_id is not None:
                self._naming[message_id][facts.key] = None
        for addr in facts.parties:
            self._alike[facts.clean_subject, addr][facts.key] = None

    def _put_escalation(self, escalation: Escalation) -> None:
        self.escalations[escalation.id] = escalation
        self._tokens[escalation.token] = escalation.id
        for mail in escalation.mails:
            self._internal[mail.message_id] = escalation.id


def _in_order(mails: Iterable[MailPlace]) -> Sequence[MailPlace]:
    return sorted(mails, key=attrgetter("position"))

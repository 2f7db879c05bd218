# ruff: noqa: D102 - the look-ups say what they are by their names
"""The port through which the fold sees and changes the projection: keyed look-ups, never scans.

``DictState`` (tests, simulator) lives in ``dict_state``, the SQLite tables in ``mailroom.store``,
the copy-on-write view for pending events in ``overlay`` (design section 3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from mailroom.domain.arrival.rule import ArrivalRules
from mailroom.domain.cases import Case, Label, SentMail
from mailroom.domain.escalations.escalation import Escalation
from mailroom.domain.events import Event
from mailroom.domain.mails import MailPlace
from mailroom.domain.people import Desk, Mailbox, Member, Team
from mailroom.domain.policies.contacts import Contact
from mailroom.domain.policies.policy import Policy
from mailroom.domain.position import Position
from mailroom.domain.sends.approval import Approval
from mailroom.domain.templates.template import Template
from mailroom.domain.verdicts import Verdict
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """State row: a judged event. The timeline of a case is its entries (by ``anchor``).

    For one event id the first judgement that counts is kept (rule 2); later copies leave no row.
    The announcement of a mail leaves a ``MailPlace`` instead: there is no entry for it.
    """

    event: Event
    verdict: Verdict
    position: Position
    time: datetime
    anchor: MailKey | None


Row = (
    Team
    | Policy
    | ArrivalRules
    | Member
    | Desk
    | Mailbox
    | Label
    | Template
    | Contact
    | Case
    | MailPlace
    | SentMail
    | Escalation
    | Approval
    | Entry
)


class State(Protocol):
    """Keyed rows. ``put`` replaces the row with the same key; rows are never deleted."""

    def team(self) -> Team | None: ...
    def policy(self) -> Policy | None: ...
    def arrival_rules(self) -> ArrivalRules | None: ...
    def member(self, person: PersonId) -> Member | None: ...
    def member_by_address(self, addr: str) -> Member | None: ...
    def leads(self) -> Sequence[Member]:
        """Return the leads in order of joining (few; kept as a keyed list)."""
        ...

    def desk(self, desk: DeskId) -> Desk | None: ...
    def desks(self) -> Sequence[Desk]:
        """Return the desks in order of joining (few; kept as a keyed list)."""
        ...

    def mailbox(self, mailbox: MailboxId) -> Mailbox | None: ...
    def own_addresses(self) -> frozenset[str]:
        """Return the addresses of all mailboxes of the team, lower-case."""
        ...

    def label(self, label: LabelId) -> Label | None: ...
    def labels(self) -> Sequence[Label]:
        """Return all labels, deleted ones too (few; kept as a keyed list)."""
        ...

    def template(self, template: TemplateId) -> Template | None: ...
    def contact(self, key: str) -> Contact | None:
        """Return what was said about exactly this address, or "@" and a domain."""
        ...

    def case(self, case: CaseId) -> Case | None: ...
    def case_by_number(self, number: int) -> Case | None: ...
    def mail(self, key: MailKey) -> MailPlace | None: ...
    def mails_of(self, case: CaseId) -> Sequence[MailPlace]:
        """Return the mails now in a case, in order of announcement."""
        ...

    def mails_homed_in(self, case: CaseId) -> Sequence[MailPlace]:
        """Return the mails whose ``home`` is this case, wherever they lie now."""
        ...

    def mails_naming(self, message_id: MessageId) -> Sequence[MailPlace]:
        """Return mails that have this Message-ID or name it (``MailFacts.names``).

        Also those of a conversation in Outlook, by its name (``MailFacts.conversation``).
        """
        ...

    def mails_alike(
        self,
        clean_subject: str,
        addr: str,
        since: datetime,
        until: datetime,
        *,
        floating: bool = False,
    ) -> Sequence[MailPlace]:
        """Return mails with this cleaned subject in which ``addr`` takes part (``parties``).

        Only those dated (``sent_at``) from ``since`` to ``until``, both included; with
        ``floating`` only those that may find their case by subject (``MailFacts.floats``).
        """
        ...

    def sent(self, message_id: MessageId) -> SentMail | None: ...
    def escalation(self, escalation: EscalationId) -> Escalation | None: ...
    def escalation_by_token(self, token: str) -> Escalation | None: ...
    def escalation_by_message(self, message_id: MessageId) -> Escalation | None:
        """Return the escalation one of whose internal mails has this Message-ID."""
        ...

    def approval(self, approval: ApprovalId) -> Approval | None: ...
    def clocked_cases(self) -> Sequence[Case]:
        """Return the cases whose clocks run, by number: what a change of the policy moves."""
        ...

    def claims_of(self, person: PersonId) -> Sequence[Case]:
        """Return the cases this person holds now (few)."""
        ...

    def entry(self, event: EventId) -> Entry | None: ...
    def put(self, row: Row) -> None: ...

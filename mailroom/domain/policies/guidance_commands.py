"""What a person asks of the rules, and says of contacts, in the imperative (S25, S39)."""

from __future__ import annotations

from dataclasses import dataclass

from mailroom.domain.escalations.escalation import Criterion
from mailroom.domain.on_case import OnCase
from mailroom.domain.policies.contacts import Contact
from mailroom.domain.policies.policy import Policy
from mailroom.ids import EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPolicy:
    """Change levels, their people, deadlines and categories."""

    policy: Policy
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetContact:
    """Say how a contact is handled: who may answer, with which words (S25)."""

    contact: Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribeContact:
    """Say who a contact is; empty fields say nothing."""

    key: str
    name: str = ""
    company: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteContact:
    """Write something down about a contact."""

    key: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinContacts:
    """Two addresses are one person's."""

    one: str
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartContacts:
    """They are not: the joining that is named no longer holds."""

    join: EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class TickCriterion(OnCase):
    """Say that a criterion applies: it is escalated, or dismissed with a reason (S39)."""

    criterion: Criterion
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DismissSuggestion(OnCase):
    """見送る: not escalated although a criterion applies, for a reason."""

    rule: str
    reason: str


GuidanceCommand = (
    SetPolicy
    | SetContact
    | DescribeContact
    | NoteContact
    | JoinContacts
    | PartContacts
    | TickCriterion
    | DismissSuggestion
)

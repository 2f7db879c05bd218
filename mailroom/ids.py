"""Identifiers that cross machines, and how they are made.

Random ids for what people do, content ids (digests) for what every desk must name alike
(design rules 2, 22-24). Nothing here counts rows: row numbers never leave one PC.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import NewType

EventId = NewType("EventId", str)
CaseId = NewType("CaseId", str)
MailKey = NewType("MailKey", str)
MessageId = NewType("MessageId", str)  # with its angle brackets
PersonId = NewType("PersonId", str)
DeskId = NewType("DeskId", str)
LabelId = NewType("LabelId", str)
TemplateId = NewType("TemplateId", str)
RuleId = NewType("RuleId", str)  # of a rule on arrival
MailboxId = NewType("MailboxId", str)
EscalationId = NewType("EscalationId", str)  # the id of the Escalated event
ApprovalId = NewType("ApprovalId", str)  # the id of the ApprovalAsked event
Token = NewType("Token", str)  # the id of the event that granted a claim (rule 8)


def digest(*parts: str | bytes) -> str:
    """Return 32 hex digits that depend on every part and on their boundaries."""
    hasher = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        hasher.update(len(data).to_bytes(8, "big"))
        hasher.update(data)
    return hasher.hexdigest()[:32]


def new_event_id() -> EventId:
    """Return a fresh random id (rule 2: never desk + counter, cloned disks collide)."""
    return EventId(secrets.token_hex(16))


def new_desk_id() -> DeskId:
    """Return a fresh id for a desk (one installation of one profile)."""
    return DeskId(secrets.token_hex(8))


def new_person_id() -> PersonId:
    """Return a fresh id for a member of the team."""
    return PersonId(secrets.token_hex(8))


def mail_arrived_id(key: MailKey) -> EventId:
    """Return the id every desk gives the announcement of the same mail (rule 22)."""
    return EventId(digest("mail-arrived", key))


def answered_elsewhere_id(key: MailKey) -> EventId:
    """Return the id every desk gives the news that this mail was answered outside Mailroom."""
    return EventId(digest("answered-elsewhere", key))


def rules_fired_id(version: EventId, mail: MailKey) -> EventId:
    """Return the id every desk gives what the rules of a version do for a mail (rule 2)."""
    return EventId(digest("rules-fired", version, mail))


def case_id(opening_key: MailKey) -> CaseId:
    """Return the id of the case that this mail (or this event, for phone cases) opens (rule 24)."""
    return CaseId(digest("case", opening_key))


def answer_id(escalation: EscalationId, mail: MailKey) -> EventId:
    """Return the id every desk gives the answer that a mail is (rules 2, 31)."""
    return EventId(digest("answer", escalation, mail))


def delivery_id(escalation: EscalationId, report: MailKey) -> EventId:
    """Return the id every desk gives what a delivery report says (rule 2)."""
    return EventId(digest("delivered", escalation, report))


def timer_id(case: CaseId, timer: str, due: str) -> EventId:
    """Return the id every desk gives the same timer (rule 7); ``due`` as ISO 8601 in UTC."""
    return EventId(digest("timer", case, timer, due))


def new_escalation_token() -> str:
    """Return a fresh word nobody can guess; short enough for a subject line."""
    return secrets.token_hex(6).upper()

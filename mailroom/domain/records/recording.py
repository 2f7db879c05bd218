"""Which rows an event changed, and the chain of digests that two desks compare (design section 3).

Owns: what goes into the state hash. It must depend on nothing but the journal up to there.
"""

from __future__ import annotations

from collections.abc import Iterable

from mailroom.domain.records.record import canonical
from mailroom.domain.state import Entry, Row, State
from mailroom.domain.verdicts import Verdict
from mailroom.domain.words import blanked
from mailroom.ids import EventId, digest


class Recording:
    """A ``State`` that lists the rows put through it; look-ups go straight to the base."""

    def __init__(self, base: State) -> None:
        self._put = base.put
        self._rows: list[Row] = []
        self.team = base.team
        self.policy = base.policy
        self.arrival_rules = base.arrival_rules
        self.member = base.member
        self.member_by_address = base.member_by_address
        self.leads = base.leads
        self.desk = base.desk
        self.desks = base.desks
        self.mailbox = base.mailbox
        self.own_addresses = base.own_addresses
        self.label = base.label
        self.labels = base.labels
        self.template = base.template
        self.contact = base.contact
        self.case = base.case
        self.case_by_number = base.case_by_number
        self.mail = base.mail
        self.mails_of = base.mails_of
        self.mails_homed_in = base.mails_homed_in
        self.mails_naming = base.mails_naming
        self.mails_alike = base.mails_alike
        self.sent = base.sent
        self.escalation = base.escalation
        self.escalation_by_token = base.escalation_by_token
        self.escalation_by_message = base.escalation_by_message
        self.approval = base.approval
        self.clocked_cases = base.clocked_cases
        self.claims_of = base.claims_of
        self.entry = base.entry

    def put(self, row: Row) -> None:
        """Note the row and hand it on."""
        self._rows.append(row)
        self._put(row)

    def take(self) -> tuple[Row, ...]:
        """Return the rows put since the last call, in order."""
        rows = tuple(self._rows)
        self._rows.clear()
        return rows


def digest_rows(rows: Iterable[Row]) -> str:
    """Return a digest of changed rows in their order; "" for none.

    Words take no part, so that they can be blanked (``words``); nor do entries, which hold little
    else: the chain has their event and verdict.
    """
    parts = [
        f"{type(row).__name__} {canonical(blanked(row))}" for row in rows if type(row) is not Entry
    ]
    return digest(*parts) if parts else ""


def chain(previous: str, event: EventId, verdict: Verdict, rows_digest: str) -> str:
    """Return the state hash after one more event: O(1) per event."""
    return digest(previous, event, canonical(verdict), rows_digest)

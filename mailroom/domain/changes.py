"""What a commit changed: small, mergeable, safe to send to any thread (design section 3)."""

from __future__ import annotations

from dataclasses import dataclass

from mailroom.ids import CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """A report after a commit. It names rows; readers fetch them again.

    Attributes:
        cases: cases whose rows or timelines changed.
        membership: cases may have entered or left views (ids must be asked again).
        team: members, desks, labels, policy or mailboxes changed.
        outbox: what waits to be sent changed.
        drafts: drafts changed.
        health: ledger, connection or pending counts changed.
    """

    cases: frozenset[CaseId] = frozenset()
    membership: bool = False
    team: bool = False
    outbox: bool = False
    drafts: bool = False
    health: bool = False

    def __or__(self, other: Changes) -> Changes:
        if other is NOTHING or self is NOTHING:  # most pulls bring nothing
            return self if other is NOTHING else other
        return Changes(
            cases=self.cases | other.cases,
            membership=self.membership or other.membership,
            team=self.team or other.team,
            outbox=self.outbox or other.outbox,
            drafts=self.drafts or other.drafts,
            health=self.health or other.health,
        )

    def __bool__(self) -> bool:
        return self != NOTHING


NOTHING = Changes()

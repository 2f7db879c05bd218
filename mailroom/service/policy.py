"""The team's rules as the window and the command line ask for them: now, before, and changed (S62).

Owns: reading, checking and saving the policy, and who is reminded to look through it. What a
policy means lies in the domain.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from mailroom.domain.commands import Command, SetPolicy
from mailroom.domain.events import PolicySet
from mailroom.domain.people import Mailbox
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.policies.policy import Policy
from mailroom.domain.policies.policy_check import Finding, check
from mailroom.domain.position import END, Position
from mailroom.errors import BadInput
from mailroom.ids import EventId
from mailroom.service.deadlines import Deadlines
from mailroom.service.handle import Asked
from mailroom.service.parts import Parts


class PolicyUnsound(BadInput):
    """A policy that would not work; ``findings`` say where and why."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("policy", findings[0].problem.value, "unsound")
        self.findings = findings


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyChange:
    """One change of the rules: when, by whom, why, and what they were before.

    Attributes:
        confirmed: seen in the team's record; else it still waits there.
    """

    event: EventId
    position: Position
    at: datetime
    by_name: str
    reason: str
    policy: Policy
    before: Policy
    confirmed: bool


class PolicyRoom:
    """The rules of the team of one room."""

    def __init__(self, parts: Parts, do: Callable[[Command], Asked], deadlines: Deadlines) -> None:
        self._parts = parts
        self._do = do
        self.moves = deadlines.moves

    def mailboxes(self) -> tuple[Mailbox, ...]:
        """Return the mailboxes of the team: what leaves each has rules of its own (S19)."""
        return self._parts.store.reads.mailboxes()

    def current(self) -> Policy:
        """Return the rules as they are shown now."""
        return self._parts.store.reads.policy()

    def history(self) -> tuple[PolicyChange, ...]:
        """Return every change, the oldest first."""
        names = {row.member.id: row.member.name for row in self._parts.store.reads.members()}
        changes: list[PolicyChange] = []
        before = DEFAULT_POLICY
        for entry in self._parts.store.roster.entries():
            body = entry.event.body
            if not isinstance(body, PolicySet):
                continue
            changes.append(
                PolicyChange(
                    event=entry.event.id,
                    position=entry.position,
                    at=entry.time,
                    by_name=names.get(entry.event.by, ""),
                    reason=body.reason,
                    policy=body.policy,
                    before=before,
                    confirmed=entry.position.epoch != END.epoch,
                )
            )
            before = body.policy
        return tuple(changes)

    def at(self, position: Position) -> Policy:
        """Return the rules that held at a position: those of the time of a case (S62)."""
        held = DEFAULT_POLICY
        for change in self.history():
            if change.position > position:
                break
            held = change.policy
        return held

    def check(self, policy: Policy) -> tuple[Finding, ...]:
        """Return what would be wrong with a policy for this team, errors first."""
        with self._parts.store.reads.state() as state:
            return check(policy, state, self._parts.clock.now())

    def save(self, policy: Policy, reason: str) -> Asked:
        """Set the policy, for a reason.

        Raises:
            BadInput: no reason is given.
            PolicyUnsound: it would not work.
            RuleBroken: only a lead changes the rules.
        """
        if not reason.strip():
            raise BadInput("reason", "", "missing")
        errors = tuple(one for one in self.check(policy) if one.is_error)
        if errors:
            raise PolicyUnsound(errors)
        return self._do(SetPolicy(policy=policy, reason=reason.strip()))

    def review_is_mine(self) -> bool:
        """Return whether this person is to look through the rules; nobody else is told (S59)."""
        policy = self.current()
        if policy.review_on is None or policy.reviewer != self._parts.me.person:
            return False
        return policy.review_on <= policy.calendar.zone.local(self._parts.clock.now()).date()

"""By when somebody must act, as the window and the command line ask for it (N21, N22).

Owns: reading the case and the policy in force for ``domain.deadlines``. The present moment is this
PC's only for what is shown as time left; deadlines themselves follow from the journal.
"""

from __future__ import annotations

from datetime import datetime

from mailroom.domain.policies.policy import Policy
from mailroom.domain.times import deadlines
from mailroom.domain.times.deadlines import Explanation, Shift
from mailroom.ids import CaseId
from mailroom.service.parts import Parts


class Deadlines:
    """Clocks of cases."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def __call__(self, case: CaseId) -> tuple[Explanation, ...]:
        """Return every clock of a case explained, the earliest first."""
        with self._parts.store.reads.state() as state:
            found = state.case(case)
            if found is None:
                return ()
            return deadlines.explained(found, _policy(self._parts), self._parts.clock.now())

    def moves(self, policy: Policy) -> tuple[Shift, ...]:
        """Return which deadlines would move if this policy were saved now (N21)."""
        with self._parts.store.reads.state() as state:
            team = state.team()
            now = self._parts.clock.now()
            time = now if team is None else max(now, team.time)
            return deadlines.shifted(state.clocked_cases(), policy, time)

    def interim(self, case: CaseId) -> datetime | None:
        """Return when an interim reply is to be proposed, if it is (S53, N08)."""
        with self._parts.store.reads.state() as state:
            found = state.case(case)
            return None if found is None else deadlines.interim_due(found, _policy(self._parts))


def _policy(parts: Parts) -> Policy:
    return parts.store.reads.policy()

"""Where a case stands: derived, never set (design section 8).

Owns: the one function for the status. Its clocks follow from it in ``deadlines``.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from mailroom.domain.cases import Case, CaseStatus
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.policies.policy import Policy
from mailroom.domain.times.deadlines import clocked


def settled(case: Case, policy: Policy | None, time: datetime, *, anew: bool = False) -> Case:
    """Return the case with status and clocks as its other fields demand at journal time T.

    ``anew``: the policy has changed since it was last settled.
    """
    status = status_of(case)
    told = case if status is case.status else replace(case, status=status)
    return clocked(told, policy or DEFAULT_POLICY, time, anew=anew)


def status_of(case: Case) -> CaseStatus:
    """Return the status; only snoozed, done and filtered are somebody's decision."""
    if case.filtered:
        return CaseStatus.FILTERED
    if case.escalated:
        return CaseStatus.ESCALATED
    if case.undelivered is not None:  # whatever we took for settled has not reached them
        return CaseStatus.OPEN
    if case.closed:
        return CaseStatus.DONE
    if case.rest is not None:
        return CaseStatus.SNOOZED
    if case.waiting_since is None and case.last_ours_at is not None:
        owed = any(promise.is_open for promise in case.promises)  # they wait for us
        return CaseStatus.OPEN if owed else CaseStatus.WAITING_CUSTOMER
    if case.begun or case.last_ours_at is not None:
        return CaseStatus.OPEN
    return CaseStatus.NEW

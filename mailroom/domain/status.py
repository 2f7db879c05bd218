"""Where a case stands and by when somebody must act: derived, never set (design section 8).

Owns: the one function for the status and the one for the deadline. Both read the case alone.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from mailroom.domain.calendar import after_business_minutes
from mailroom.domain.cases import Case, CaseStatus
from mailroom.domain.policy import DEFAULT_POLICY, Policy

_SOMEBODY_MUST_ACT = frozenset({CaseStatus.NEW, CaseStatus.OPEN, CaseStatus.ESCALATED})


def settled(case: Case, policy: Policy | None) -> Case:
    """Return the case with status and deadline as its other fields demand."""
    status = status_of(case)
    due = _deadline(case, status, policy or DEFAULT_POLICY)
    if status is case.status and due == case.due:
        return case
    return replace(case, status=status, due=due)


def status_of(case: Case) -> CaseStatus:
    """Return the status; only snoozed, done and filtered are somebody's decision."""
    if case.filtered:
        return CaseStatus.FILTERED
    if case.closed:
        return CaseStatus.DONE
    if case.escalated:
        return CaseStatus.ESCALATED
    if case.snoozed_until is not None:
        return CaseStatus.SNOOZED
    if case.waiting_since is None and case.last_ours_at is not None:
        return CaseStatus.WAITING_CUSTOMER
    if case.begun or case.last_ours_at is not None:
        return CaseStatus.OPEN
    return CaseStatus.NEW


def _deadline(case: Case, status: CaseStatus, policy: Policy) -> datetime | None:
    """Rule 22: history has no clocks. Nor has a case that waits for the customer or is put off."""
    if case.waiting_since is None or case.history or status not in _SOMEBODY_MUST_ACT:
        return None
    return after_business_minutes(case.waiting_since, policy.reply_minutes, policy.holidays)

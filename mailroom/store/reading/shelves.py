"""Where a case stands in the list: one shelf at a time, so that each view is one index."""

from __future__ import annotations

from enum import Enum

from mailroom.domain.cases import Case, CaseStatus


class Shelf(Enum):
    """Coarser than the status: new and open cases both wait for us."""

    TO_DO = "to_do"
    ESCALATED = "escalated"
    WAITING = "waiting"
    SNOOZED = "snoozed"
    DONE = "done"
    FILTERED = "filtered"


_SHELVES = {
    CaseStatus.NEW: Shelf.TO_DO,
    CaseStatus.OPEN: Shelf.TO_DO,
    CaseStatus.ESCALATED: Shelf.ESCALATED,
    CaseStatus.WAITING_CUSTOMER: Shelf.WAITING,
    CaseStatus.SNOOZED: Shelf.SNOOZED,
    CaseStatus.DONE: Shelf.DONE,
    CaseStatus.FILTERED: Shelf.FILTERED,
}


def shelf_of(case: Case) -> Shelf:
    """Return the shelf of a case that is not merged away."""
    return Shelf.FILTERED if case.filtered else _SHELVES[case.status]

"""Drafts that are shown to the team: which stand in a case, and what they say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mailroom.domain.cases import Case
from mailroom.domain.events import DraftShared
from mailroom.domain.query import SharedPage, TimelineItem
from mailroom.store.journal.state_tables import TableState


def shared_drafts(state: TableState, case: Case) -> tuple[SharedPage, ...]:
    """Return the drafts that stand, the latest last; their words lie in their events."""
    known = ((one, state.entry(one.event)) for one in case.shared)
    return tuple(
        SharedPage(shared=one, mail=entry.event.body.draft, at=entry.time)
        for one, entry in known
        if entry is not None and isinstance(entry.event.body, DraftShared)
    )


def marked(case: Case, items: Iterable[TimelineItem]) -> list[TimelineItem]:
    """Return the items of a timeline, with the drafts that stand marked so."""
    shared = {one.event for one in case.shared}
    return [
        replace(item, stands=True) if item.event and item.event.id in shared else item
        for item in items
    ]

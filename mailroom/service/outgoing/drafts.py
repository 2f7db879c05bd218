"""What somebody is still writing, kept on this PC (rule 37)."""

from __future__ import annotations

from mailroom.domain.drafts import Draft, DraftTab
from mailroom.ids import CaseId
from mailroom.service.parts import Parts


class Drafts:
    """The drafts of one person."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._drafts = parts.store.drafts

    def load(self, case: CaseId, tab: DraftTab) -> Draft | None:
        """Return the draft of a case and tab, if there is one."""
        return self._drafts.load(self._parts.me.person, case, tab)

    def all(self) -> tuple[Draft, ...]:
        """Return all my drafts, the latest first."""
        return self._drafts.all(self._parts.me.person)

    def save(self, draft: Draft) -> None:
        """Keep a draft."""
        self._parts.publish(self._drafts.save(self._parts.me.person, draft))

    def discard(self, case: CaseId, tab: DraftTab) -> None:
        """Throw a draft away."""
        self._parts.publish(self._drafts.discard(self._parts.me.person, case, tab))

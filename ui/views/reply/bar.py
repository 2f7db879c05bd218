"""What every bar beside a reply may do; a bar says only what concerns it."""

from __future__ import annotations

from mailroom.domain.drafts import Draft
from mailroom.domain.query import CaseDetail


class ReplyBar:
    """Mixed into a widget that follows the reply of one composer; shown while it has words."""

    @property
    def has_words(self) -> bool:
        """Return whether there is something to say now."""
        return False

    def begin(self, detail: CaseDetail, draft: Draft) -> None:
        """Follow another reply: a new one, or one gone on with."""

    def read(self) -> None:
        """Look at what is written now: words, recipients or files changed."""

    def follow(self, detail: CaseDetail) -> None:
        """Look at the case: it changed while somebody writes."""

    def obstacle(self) -> str:
        """Return in a few words why the reply cannot leave yet, or nothing."""
        return ""

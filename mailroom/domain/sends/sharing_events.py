"""The events about drafts that are shown to the team; ``events`` exports them with all others."""

from __future__ import annotations

from dataclasses import dataclass

from mailroom.domain.sends.approval import Proposal
from mailroom.ids import EventId

__all__ = ["DraftShared", "DraftWithdrawn", "SharingBody"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftShared:
    """下書きを共有: what I have written so far, for whoever answers. This id names it.

    Its files stay on the PC of its author. It replaces what the same person shared in this case.
    """

    draft: Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftWithdrawn:
    """Its author, or a lead, takes a shared draft back."""

    shared: EventId


SharingBody = DraftShared | DraftWithdrawn

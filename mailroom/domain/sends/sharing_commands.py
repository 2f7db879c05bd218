"""What people ask about drafts that are shown to the team, in the imperative."""

from __future__ import annotations

from dataclasses import dataclass

from mailroom.domain.on_case import OnCase
from mailroom.domain.sends.approval import Proposal
from mailroom.ids import EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareDraft(OnCase):
    """Show the team what I have written so far."""

    draft: Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawDraft(OnCase):
    """Take a shared draft back; my own draft stays on this PC."""

    shared: EventId


SharingCommand = ShareDraft | WithdrawDraft

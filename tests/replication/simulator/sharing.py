"""What people do with drafts that they show to the team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mailroom.domain import commands as ask
from mailroom.domain.commands import Command
from mailroom.domain.sends.approval import Proposal

if TYPE_CHECKING:
    from tests.replication.simulator.clicks import Hand


def write_down(hand: Hand) -> Command:
    """Leave a note, show a draft, or take one back that stands, mostly."""
    match hand.choice % 8:
        case 0 | 1 | 2:
            mails = hand.state.mails_of(hand.case.id)
            answers = mails[hand.choice % len(mails)].facts.key if mails else None
            words = "" if hand.choice % 11 == 0 else f"下書き {hand.choice}"
            draft = Proposal(to=(hand.case.contact,), text=words, answers=answers)
            return ask.ShareDraft(**hand.on, draft=draft)  # type: ignore[arg-type]
        case 3 | 4 if hand.case.shared or hand.choice % 5 == 0:
            known = [one.event for one in hand.case.shared] or list(hand.desk.replica.state.entries)
            return ask.WithdrawDraft(**hand.on, shared=known[hand.choice % len(known)])  # type: ignore[arg-type]
        case _:
            return ask.AddNote(**hand.on, text="メモ")  # type: ignore[arg-type]

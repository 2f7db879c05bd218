"""What people do with a mail that a second person has to look at (S19)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mailroom.domain import commands as ask
from mailroom.domain.cases import Case
from mailroom.domain.commands import Command
from mailroom.domain.policies.send_rules import SendRule
from mailroom.domain.sends.approval import (
    INLINE,
    Approval,
    ApprovalState,
    Proposal,
    ProposedFile,
    revised,
)
from mailroom.domain.sends.parcels import Parcel
from mailroom.domain.turn import case_at
from mailroom.ids import ApprovalId
from tests.replication.simulator.desk import Desk
from tests.unit.domain.world import NOVICE, SATO, SUZUKI, TANAKA

if TYPE_CHECKING:
    from tests.replication.simulator.clicks import Hand

_ASKED_OF = (None, None, TANAKA.person, SUZUKI.person, NOVICE.person)
RULES = ((), (), (), (SendRule(approve_people=(SATO.person,)),))
"""What a policy may say; mostly nothing."""


def ask_for(hand: Hand) -> Command:
    """Propose a mail; now and then to nobody, or instead of an earlier one."""
    to = () if hand.choice % 11 == 0 else (hand.case.contact,)
    former = [row.id for row in _known(hand) if row.asker.person == hand.desk.seat.person]
    return ask.AskApproval(  # type: ignore[arg-type]
        **hand.on,
        proposal=Proposal(to=to, subject="返信", text=f"案 {hand.choice}", **_look(hand.choice)),
        of=_ASKED_OF[hand.choice % len(_ASKED_OF)],
        note="見てください",
        instead_of=former[-1] if former and hand.choice % 3 == 0 else None,
    )


def _look(choice: int) -> dict[str, Any]:
    """Return what makes a third of the mails formatted ones, each with a picture of its own."""
    if choice % 3:
        return {}
    picture = ProposedFile(name=f"{INLINE}1@here", size=1, sha256=f"{choice:064x}")
    return {"html": f"<div><b>案</b> {choice}</div>", "files": (picture,)}


def decide(hand: Hand) -> Command | None:
    """Approve, change, return or withdraw one that waits, or one that does not any more."""
    known = _known(hand)
    asked = [row for row in known if row.state is ApprovalState.ASKED]
    if not known:
        return None
    row = (asked or known)[-1] if hand.choice % 4 else known[hand.choice % len(known)]
    match hand.choice // 4 % 6:
        case 0:
            comment = "" if hand.choice % 5 == 0 else "金額が違います"
            return ask.ReturnForRevision(**hand.on, approval=row.id, comment=comment)  # type: ignore[arg-type]
        case 1:
            return ask.WithdrawApproval(**hand.on, approval=row.id)  # type: ignore[arg-type]
        case number:
            seen = _proposal(hand, row.id)
            changed = revised(seen, subject="", text="直した案") if number == 2 else None
            seen = replace(seen, text="別の案") if hand.choice % 13 == 0 else seen
            return ask.Approve(**hand.on, approval=row.id, seen=seen, changed=changed)  # type: ignore[arg-type]


def with_approval(desk: Desk, parcel: Parcel, case: Case, choice: int) -> Parcel:
    """Return a reply as it leaves with what was approved in its case, if anything was."""
    state = desk.shown()
    rows = [
        row
        for row in desk.replica.state.approvals.values()
        if row.state is ApprovalState.APPROVED or choice % 5 == 0
    ]
    there = [row for row in rows if (at := case_at(state, row.anchor)) and at.id == case.id]
    if not there:
        return parcel
    row = there[-1]
    return replace(parcel, approval=row.id, seal="other" if choice % 7 == 3 else row.seal)


def _known(hand: Hand) -> list[Approval]:
    return list(hand.desk.replica.state.approvals.values())


def _proposal(hand: Hand, named: ApprovalId) -> Proposal:
    entry = hand.desk.replica.state.entries[named]  # type: ignore[index]
    return entry.event.body.proposal  # type: ignore[union-attr]

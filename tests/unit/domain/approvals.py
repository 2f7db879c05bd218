"""Events about approvals and shared drafts as no honest team writes them, drawn by chance."""

from collections.abc import Sequence
from random import Random

from mailroom.domain.dict_state import DictState
from mailroom.domain.events import (
    ApprovalAsked,
    ApprovalReturned,
    ApprovalWithdrawn,
    Approved,
    Body,
    DraftShared,
    DraftWithdrawn,
)
from mailroom.domain.people import Address
from mailroom.domain.sends.approval import Proposal
from mailroom.ids import ApprovalId, EventId, MailKey, PersonId

CUSTOMER = Address(addr="yamada@gmail.com")
SEALS = ("a", "a", "b", "")


def approval(state: DictState, random: Random, recent: EventId) -> Body:
    """Return any event about an approval, mostly one that exists."""
    pick = random.choice
    named = pick((*state.approvals, *state.approvals, ApprovalId(recent)))
    proposal = Proposal(to=pick(((CUSTOMER,), ())), subject="件名", text="本文")
    people = (None, PersonId("tanaka"), PersonId("suzuki"), PersonId("novice"))
    asked = ApprovalAsked(
        proposal=proposal,
        seal=pick(SEALS),
        of=pick(people),
        note="見てください",
        instead_of=pick((None, named)),
    )
    return pick(
        (
            asked,
            asked,
            Approved(approval=named, seal=pick(SEALS), changed=pick((None, proposal))),
            Approved(approval=named, seal="a", comment="よいです"),
            ApprovalReturned(approval=named, comment=pick(("", "金額が違います"))),
            ApprovalWithdrawn(approval=named),
        )
    )


def shared_draft(random: Random, anchors: Sequence[MailKey], recent: EventId) -> Body:
    """Return a draft for the team, or that one is taken back."""
    answers = random.choice((None, *anchors))
    draft = Proposal(to=(CUSTOMER,), text=random.choice(("", "案", "案")), answers=answers)
    return random.choice((DraftShared(draft=draft), DraftWithdrawn(shared=recent)))

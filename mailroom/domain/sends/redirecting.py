"""別の窓口へ転送: a customer's mail that was not for us goes on as it came (RFC 5322, 3.6.6).

Owns what that does to the case: it is done here, and nobody has been answered. How it leaves is the
same as for every mail to outsiders (``sending``).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from mailroom.domain.cases import Case, SentMail
from mailroom.domain.content import with_content
from mailroom.domain.course import closed
from mailroom.domain.events import SendBegun
from mailroom.domain.policies.policy import Policy
from mailroom.domain.times.timekeeping import has_open_promise
from mailroom.domain.turn import Turn, refuse
from mailroom.domain.verdicts import Reason


def is_agreed(policy: Policy | None, body: SendBegun) -> bool:
    """Return whether it only goes on to where the team sends such mail: a lead has said so."""
    desks = () if policy is None else policy.other_desks
    known = {one.addr.lower() for one in desks}
    return body.redirect and all(one.addr.lower() in known for one in body.to)


def require_redirectable(body: SendBegun) -> None:
    """Refuse a redirect that says more than where to, or while somebody else is being asked."""
    if body.redirect and (len(body.to) != 1 or body.promised is not None):
        refuse(Reason.INVALID)
    if body.redirect and body.interim:
        refuse(Reason.OPEN_ESCALATION)


def redirected(
    turn: Turn, case: Case, sent: SentMail, begun: SendBegun, unheard: datetime | None
) -> Case:
    """Return the case after its mail went on.

    Args:
        turn: of the fact that it left.
        case: with its slot closed.
        sent: the mail.
        begun: what asked for the slot.
        unheard: since when the customer has said more, which is ours again; ``None`` if nothing.
    """
    told = replace(
        with_content(case, turn),
        history=False,
        begun=True,
        last_at=max(case.last_at, sent.at),
        undelivered=None,
    )
    if told.claim is not None and told.claim.seat == sent.seat:
        told = replace(told, claim=None)
    over = unheard is None and not told.escalated and not has_open_promise(told)
    if sent.close_after and over:
        told = closed(turn, told)
    return replace(told, redirected_to=begun.to[0])

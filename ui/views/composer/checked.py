"""Whether what I write is looked at by a second person before it leaves (S19)."""

from __future__ import annotations

from mailroom.domain.policies.send_rules import needs_approval
from ui.session import Session


def is_checked(session: Session) -> bool:
    """Return whether my mails leave this mailbox only when somebody else has approved them."""
    me = session.roster.members.get(session.me.person)
    policy = session.roster.policy
    rules = policy.sending if policy is not None else ()
    return me is not None and needs_approval(rules, me, session.room.profile.config.mailbox)

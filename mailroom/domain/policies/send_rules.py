"""What a mailbox asks before a mail leaves it: a second person, a look at each recipient (S19).

A part of the policy, so that a change has a reason and every desk judges by the same rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mailroom.domain.people import Member, Role
from mailroom.ids import MailboxId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class SendRule:
    """What is asked before mail to outsiders leaves a mailbox.

    Attributes:
        mailbox: which one; ``None`` = all of them.
        approve_all: every mail needs the approval of a second person.
        approve_people: whose mails need it; those of trainees always do.
        tick_recipients: each recipient is ticked before a mail leaves.
    """

    mailbox: MailboxId | None = None
    approve_all: bool = False
    approve_people: tuple[PersonId, ...] = ()
    tick_recipients: bool = False


def needs_approval(rules: Iterable[SendRule], author: Member, mailbox: MailboxId | None) -> bool:
    """Return whether a mail of this member may only leave approved.

    Args:
        rules: of the team's policy.
        author: who sends it.
        mailbox: where it leaves; ``None`` counts as any, so that saying nothing gets round no rule.
    """
    return author.role is Role.TRAINEE or any(
        rule.approve_all or author.id in rule.approve_people for rule in _about(rules, mailbox)
    )


def asks_to_tick(rules: Iterable[SendRule], mailbox: MailboxId | None) -> bool:
    """Return whether each recipient is ticked before a mail leaves this mailbox."""
    return any(rule.tick_recipients for rule in _about(rules, mailbox))


def _about(rules: Iterable[SendRule], mailbox: MailboxId | None) -> list[SendRule]:
    return [one for one in rules if mailbox is None or one.mailbox in {None, mailbox}]

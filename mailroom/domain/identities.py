"""As whom the team writes: the identities of a mailbox, each with its signature (issue 6).

One set for all, set by a lead. The first is what a mail has unless somebody chooses another.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from mailroom.domain.events import IdentitiesSet
from mailroom.domain.people import Identity
from mailroom.domain.turn import Turn, refuse
from mailroom.domain.verdicts import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mailroom.domain.people import Address, Mailbox

MOST = 20
"""Identities of one mailbox."""

LONGEST = 2_000
"""Letters of a signature."""

_ADDRESS = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})+")


def set_identities(turn: Turn, body: IdentitiesSet) -> None:
    """Judge a set of identities: a lead's, of a known mailbox, each address once."""
    if not turn.is_lead():
        refuse(Reason.NOT_LEAD)
    mailbox = turn.state.mailbox(body.mailbox)
    addresses = {one.address for one in body.identities}
    if mailbox is None or len(addresses) < len(body.identities) or len(addresses) > MOST:
        refuse(Reason.INVALID)
    if not all(map(is_sound, body.identities)):
        refuse(Reason.INVALID)
    turn.state.put(replace(mailbox, identities=body.identities))


def is_sound(identity: Identity) -> bool:
    """Return whether a mail could leave with it."""
    return (
        _ADDRESS.fullmatch(identity.address) is not None
        and (identity.name.isprintable() or not identity.name)
        and len(identity.signature) <= LONGEST
    )


def sender_for(senders: Sequence[Identity], recipients: Iterable[Address]) -> Identity:
    """Return as whom one answers a mail: the one it was written to, else the default."""
    written_to = {one.addr for one in recipients}
    return next((one for one in senders if one.address in written_to), senders[0])


def identity_of(mailboxes: Iterable[Mailbox], address: str) -> Identity | None:
    """Return the identity with this address."""
    wanted = address.lower()
    every = (one for mailbox in mailboxes for one in mailbox.senders)
    return next((one for one in every if one.address == wanted), None)

"""The command line about as whom the team writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from mailroom.domain.commands import Command, SetIdentities
from mailroom.domain.people import Identity
from mailroom.service.cli.naming import Words, address


def _identity(words: Words) -> Command:
    """Add, change, put first or take away one; what is not said of a known one stays."""
    args = words.args
    addr = address(args.address).addr
    senders = words.room.senders
    known = senders.all()
    one = next((each for each in known if each.address == addr), Identity(address=addr))
    if args.name is not None:
        one = replace(one, name=args.name)
    if args.text or args.text_file:
        one = replace(one, signature=words.text)
    others = tuple(each for each in known if each.address != addr)
    if args.remove:
        return SetIdentities(mailbox=senders.mailbox, identities=others)
    if args.first or not others:
        return SetIdentities(mailbox=senders.mailbox, identities=(one, *others))
    kept = tuple(one if each.address == addr else each for each in known)
    return SetIdentities(mailbox=senders.mailbox, identities=kept if one in kept else (*known, one))


VERBS: dict[str, Callable[[Words], Command]] = {"identity": _identity}

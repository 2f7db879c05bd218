"""How a mail of mine is named: to whom it goes, and what it is about."""

from __future__ import annotations

from mailroom.domain.people import Address
from mailroom.domain.query import OutboxRow
from ui.wording.words import no_subject, tr


def recipients(row: OutboxRow) -> str:
    """Return 「山田太郎 様 <yamada@…> ほか 2 名・添付 1」."""
    first = _named(row.to[0]) if row.to else tr("nobody")
    others = first
    if row.others:
        others = tr("{first} and {others} more").format(first=first, others=row.others)
    if row.attachments:
        return tr("{recipients}, {files} attached").format(recipients=others, files=row.attachments)
    return others


def mail_name(row: OutboxRow) -> str:
    """Return which mail it is: 「山田太郎 様への『返品について』」."""
    to = row.to[0] if row.to else Address(addr=tr("nobody"))
    who = tr("{name}", "a customer's name, politely").format(name=to.name) if to.name else to.addr
    return tr("“{subject}” to {who}").format(subject=row.subject or no_subject(), who=who)


def _named(address: Address) -> str:
    if not address.name:
        return address.addr
    return tr("{name} <{addr}>", "a customer, politely").format(
        name=address.name, addr=address.addr
    )

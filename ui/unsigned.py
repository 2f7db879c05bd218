"""A draft without its author's signature: whoever goes on with it has their own."""

from __future__ import annotations

from dataclasses import replace

from mailroom.domain.drafts import Draft
from mailroom.domain.people import Identity
from mailroom.service import rich
from ui.models.signatures import below, without
from ui.session import Session


def without_signature(session: Session, draft: Draft) -> Draft:
    """Return a draft without what I have below my mails; a signature that was changed stays."""
    signature = signature_of(session, draft)
    html = rich.without_ending(draft.html, signature) if draft.html else ""
    return replace(draft, text=without(draft.text, signature), html=html)


def signature_of(session: Session, draft: Draft) -> str:
    """Return what I have below a mail that leaves as this draft says."""
    senders = session.room.senders.all()
    chosen = next((one for one in senders if one.address == draft.sender), None)
    first = senders[0] if senders else None
    return below(session.settings.signature, (chosen or first or Identity(address="")).signature)

"""What of a mail can be found by words."""

from __future__ import annotations

from mailroom.domain.people import Address
from mailroom.domain.query import MailBody
from mailroom.mail.search_text import index_terms


def mail_grams(body: MailBody) -> str:
    """Return the text of a mail for the index: subject, words, people, file names."""
    people = (body.sender, *body.to, *body.cc)
    parts = (
        body.subject,
        body.text,
        body.quoted,
        *(_written(person) for person in people),
        *(attachment.filename for attachment in body.attachments),
    )
    return index_terms("\n".join(part for part in parts if part))


def _written(person: Address) -> str:
    return f"{person.name} {person.addr}"

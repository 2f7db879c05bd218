"""What of a mail can be found by words, and the rows of the full-text index.

The index has a column for each part, so that a search may name one. It holds no text of its own:
what leaves it must be told once more.
"""

from __future__ import annotations

from mailroom.domain.people import Address
from mailroom.domain.query import MailBody
from mailroom.mail.search_text import index_terms, name_terms

# ``body`` first: the first column costs least. Rowid is mails.id (no Core construct for all this).
MAIL_INDEX = (
    "CREATE VIRTUAL TABLE mail_index USING fts5(body, subject, sender, recipients, files, "
    "content='', columnsize=0, detail=full)"
)
ENTER_INDEX = (
    "INSERT INTO mail_index (rowid, body, subject, sender, recipients, files) "
    "VALUES (?, ?, ?, ?, ?, ?)"
)
LEAVE_INDEX = (
    "INSERT INTO mail_index (mail_index, rowid, body, subject, sender, recipients, files) "
    "VALUES ('delete', ?, ?, ?, ?, ?, ?)"
)
_END = "\n"  # of a column: no term holds one


def mail_grams(body: MailBody) -> str:
    """Return the terms of a mail for the index, one line for each column."""
    parts = (
        index_terms(f"{body.text}\n{body.quoted}"),
        index_terms(body.subject),
        _written(body.sender),
        " ".join(_written(person) for person in (*body.to, *body.cc)),
        index_terms("\n".join(one.filename for one in body.attachments)),
    )
    return _END.join(parts)


def index_row(id_: int, grams: str) -> tuple[int | str, ...]:
    """Return the values that ``ENTER_INDEX`` and ``LEAVE_INDEX`` take."""
    return (id_, *grams.split(_END))


def _written(person: Address) -> str:
    return f"{name_terms(person.name)} {index_terms(person.addr)}"

"""対応方針 as sentences: what people should know before they write to a customer (S25)."""

from __future__ import annotations

from mailroom.domain.policies.contacts import Contact
from ui.session import Session
from ui.wording import names
from ui.wording.words import tr


def sentences(contact: Contact, session: Session) -> list[str]:
    """Return what people should know before they write to this customer."""
    said = [contact.handling] if contact.handling else []
    if contact.may_answer:
        who = tr(", ", "list").join(
            names.san(session.roster.name(person)) for person in contact.may_answer
        )
        said.append(tr("Only {who} and leads write to this customer.").format(who=who))
    if contact.two_people:
        said.append(tr("Let a second person look before it leaves."))
    return said

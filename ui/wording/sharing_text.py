"""What the window says of drafts that somebody shows to the team."""

from __future__ import annotations

from datetime import datetime

from mailroom.domain import events as e
from mailroom.domain.people import Address
from mailroom.domain.sends.approval import Proposal
from ui.wording.names import Roster
from ui.wording.words import tr

ICONS: dict[type, str] = {e.DraftShared: "reply", e.DraftWithdrawn: "undo"}


def about_sharing(
    body: e.Body | e.UnknownBody, who: str, _roster: Roster, _now: datetime
) -> str | None:
    """Return the sentence of an event about a shared draft."""
    match body:
        case e.DraftShared():
            return tr("{who} shared the draft of a reply").format(who=who)
        case e.DraftWithdrawn():
            return tr("{who} stopped sharing the draft").format(who=who)
        case _:
            return None


def title(who: str) -> str:
    """Return the head of a card that shows a draft: whose, and that it has not left."""
    return tr("Draft of {who} (shared, not sent)").format(who=who)


def beside(who: str) -> str:
    """Return to somebody who answers that a colleague shows a draft."""
    return tr("{who} shares a draft of this reply.").format(who=who)


def addressed(mail: Proposal) -> str:
    """Return to whom a draft is addressed, and which files of its author would go along."""
    lines = [
        f"{name}: " + "、".join(map(_named, people))
        for name, people in ((tr("To"), mail.to), ("Cc", mail.cc), ("Bcc", mail.bcc))
        if people
    ]
    if mail.files:
        files = "、".join(one.name.removeprefix("cid:") for one in mail.files)
        lines.append(tr("Files (on its author's PC): {files}").format(files=files))
    return "\n".join(lines)


def _named(one: Address) -> str:
    return f"{one.name} <{one.addr}>" if one.name else one.addr

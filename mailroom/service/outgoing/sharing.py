"""下書きを共有: a draft of mine is shown to the team, and a colleague's is gone on with.

Nothing is shared but on request (rule 37). The words travel in the journal, files and pictures do
not: they stay with their author. Owns what of a draft is shown, and what of it is taken.
"""

from __future__ import annotations

from dataclasses import replace

from mailroom.domain.commands import ShareDraft
from mailroom.domain.drafts import Draft
from mailroom.domain.sends.approval import Proposal
from mailroom.domain.words import BLANK
from mailroom.errors import BadInput
from mailroom.service import rich
from mailroom.service.outgoing.approvals import MOST_BYTES
from mailroom.service.outgoing.proposing import proposed_file


def sharing(draft: Draft) -> ShareDraft:
    """Return the command that shows a draft; it replaces what I have shown in this case.

    Raises:
        BadInput: a file cannot be read, or it is too long.
    """
    return ShareDraft(case=draft.case, shown=draft.shown, draft=shown_of(draft))


def shown_of(draft: Draft) -> Proposal:
    """Return what the team is shown of a draft: its own words, without the mail it quotes.

    Raises:
        BadInput: a file cannot be read, or it is too long.
    """
    if len((draft.text + draft.html).encode()) > MOST_BYTES:
        raise BadInput("draft", str(MOST_BYTES // 1000), "long")
    files = [(one.name, one.path) for one in draft.attachments]
    files += [(f"cid:{one.name}", one.path) for one in draft.inline]
    return Proposal(
        kind=draft.kind,
        answers=draft.answers,
        to=draft.to,
        cc=draft.cc,
        bcc=draft.bcc,
        sender=draft.sender,
        subject=draft.subject,
        text=draft.text.strip(),
        html=draft.html,
        files=tuple(proposed_file(name, path) for name, path in files),
    )


def can_be_taken(mail: Proposal) -> bool:
    """Return whether there are words to go on with: they may have been removed meanwhile."""
    return mail.text != BLANK


def taken(mine: Draft, mail: Proposal, *, begun: bool, signature: str = "") -> Draft:
    """Return my reply with the words of a colleague's draft in it; mine are never lost.

    Args:
        mine: my reply as it stands.
        mail: what the colleague shows.
        begun: whether words of mine stand there: then theirs come below, and my recipients stay.
        signature: what I have below my mails.
    """
    if begun:
        return replace(
            mine,
            text=f"{mine.text.rstrip()}\n\n{mail.text}\n",
            html=_joined(mine, mail) if mine.html or mail.html else "",
        )
    ending = f"\n\n{signature.strip()}" if signature.strip() else ""
    return replace(
        mine,
        kind=mail.kind,
        to=mail.to or mine.to,
        cc=mail.cc,
        bcc=mail.bcc,
        sender=mail.sender,
        subject=mail.subject or mine.subject,
        text=f"{mail.text}{ending}\n",
        html=rich.clean(rich.without_pictures(mail.html) + rich.of_plain(ending))
        if mail.html
        else "",
    )


def _joined(mine: Draft, mail: Proposal) -> str:
    above = mine.html or rich.of_plain(mine.text.rstrip())
    below = rich.without_pictures(mail.html) if mail.html else rich.of_plain(mail.text)
    return rich.clean(above + rich.EMPTY_LINE + below)

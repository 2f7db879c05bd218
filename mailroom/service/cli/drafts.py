"""Drafts shown to the team, from a script: show one, take it back, go on with a colleague's."""

from __future__ import annotations

from mailroom.domain.commands import Command, WithdrawDraft
from mailroom.domain.drafts import Draft, DraftTab
from mailroom.domain.query import SharedPage
from mailroom.errors import BadInput
from mailroom.service.cli.naming import Words, address
from mailroom.service.outgoing.sharing import can_be_taken, sharing, taken


def _share(words: Words) -> Command:
    """下書きを共有: the words typed, else the draft that is kept on this PC."""
    args = words.args
    if args.text or args.text_file:
        to = tuple(address(one) for one in args.to)
        draft = Draft(
            case=words.case,
            tab=DraftTab.REPLY,
            text=words.text,
            to=to,
            subject=args.subject,
            shown=words.shown,
        )
        return sharing(draft)
    kept = words.room.drafts.load(words.case, DraftTab.REPLY)
    if kept is None:
        raise BadInput("draft", str(words.detail.row.case.number), "missing")
    return sharing(kept)


def _withdraw(words: Words) -> Command:
    """Take a shared draft back: mine, else the only one."""
    page = _named(words, prefer_mine=True)
    return WithdrawDraft(case=words.case, shown=words.shown, shared=page.shared.event)


def take_draft(words: Words) -> None:
    """Put a colleague's draft into mine, kept on this PC; words of mine stay above it.

    Raises:
        BadInput: no draft is shown, or its words were removed.
    """
    page = _named(words, prefer_mine=False)
    if not can_be_taken(page.mail):
        raise BadInput("draft", str(words.detail.row.case.number), "shared")
    kept = words.room.drafts.load(words.case, DraftTab.REPLY)
    mine = kept or Draft(
        case=words.case,
        tab=DraftTab.REPLY,
        answers=page.mail.answers,
        shown=words.shown,
    )
    words.room.drafts.save(taken(mine, page.mail, begun=kept is not None))


def _named(words: Words, *, prefer_mine: bool) -> SharedPage:
    """Return the draft that is meant: by name, else mine or another's, else the only one."""
    pages, me = words.detail.drafts, words.room.me.person
    if words.args.of:
        person = words.person(words.args.of)
        pages = tuple(page for page in pages if page.shared.by == person)
    elif len(pages) > 1:
        pages = tuple(page for page in pages if (page.shared.by == me) == prefer_mine)
    if len(pages) != 1:
        reason = "shared" if not pages else "several"
        raise BadInput("draft", str(words.detail.row.case.number), reason)
    return pages[0]


VERBS = {"share-draft": _share, "withdraw-draft": _withdraw}

"""Sentences about links: where they lead, and why one is doubtful."""

from __future__ import annotations

from collections.abc import Callable

from mailroom.domain.links import Doubt, Link
from ui.question import Question
from ui.wording.words import tr


def where(link: Link) -> str:
    """Return what the pointer over a link shows: its host first, then the whole address."""
    if not link.host:
        return link.target
    shown = tr("Opens {host}").format(host=link.host)
    doubt = why(link)
    return f"{shown}\n{doubt}\n{link.target}" if doubt else f"{shown}\n{link.target}"


def why(link: Link) -> str:
    """Return one sentence on what is wrong with a link; "" if nothing is."""
    facts = {"host": link.host, "like": link.like}
    match link.doubt:
        case Doubt.SHOWS_ANOTHER:
            return tr("It says {like} but opens {host}.").format(**facts)
        case Doubt.LOOKS_LIKE:
            return tr("It looks like {like}, but it opens {host}, which is another site.").format(
                **facts
            )
        case Doubt.LETTERS:
            return tr("The name {host} has letters that pass for others.").format(**facts)
        case Doubt.HIDDEN_HOST:
            return tr("The address hides that it opens {host}.").format(**facts)
        case Doubt.NUMBER:
            return tr("It opens a number ({host}) instead of a named site.").format(**facts)
        case Doubt.LONG:
            return tr("The name is so long that its end is easily missed: {host}.").format(**facts)
        case Doubt.BROKEN:
            return tr("The address is written wrongly and may open anything.")
        case None:
            return ""


def question(link: Link, act: Callable[[], None]) -> Question:
    """Return what is asked before a doubtful link is opened."""
    careful = tr("Do not enter a password or a card number there.")
    return Question(
        title=tr("Open this link?"),
        what=f"{why(link)}\n\n{careful}",
        do=tr("Open {host}").format(host=link.host or "?"),
        act=act,
    )

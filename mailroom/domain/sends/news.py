"""What came into a case after its author was shown it: the difference at stop at send (N12).

Reads a timeline; the same things that make a basis stale (rule 18), each with who, when and its
first words. Owns no rule: ``content`` and ``sending`` refuse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from mailroom.domain import events as e
from mailroom.domain.mails import MailPlace
from mailroom.domain.position import Position
from mailroom.domain.query import Standing, TimelineItem
from mailroom.domain.words import BLANK
from mailroom.ids import DeskId, MailKey, MessageId

LONGEST = 160
"""Characters of the first words: enough to see what it is about, in the tooltip too."""

FirstWords = Callable[[MailKey], str]


class NewsKind(Enum):
    """What happened."""

    MAIL = "mail"  # the customer wrote
    ANSWER = "answer"  # a reply of a colleague left
    UNCHECKED = "unchecked"  # the same, without the team's record (rule 17)
    MAY_HAVE_LEFT = "may_have_left"  # a colleague's sending was given up
    OUTSIDE = "outside"  # somebody answered with another program (N15)
    CALL = "call"  # somebody spoke with the customer
    MERGED = "merged"
    SPLIT = "split"
    REOPENED = "reopened"
    CLOSED = "closed"
    FILTERED = "filtered"


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One thing that happened.

    Attributes:
        who: who wrote or did it, as the team or the mail names them; "" if nobody knows.
        words: its first words in one line; "" if this PC does not have them (yet).
    """

    kind: NewsKind
    at: datetime
    position: Position
    who: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sent:
    """A mail that Mailroom sent: its copy, if that is here, and whether it left unchecked."""

    copy: MailKey | None = None
    unchecked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """All that happened up to ``seen``, oldest first: who was shown it has seen so far."""

    seen: Position
    news: tuple[News, ...] = ()


def news_since(
    items: Iterable[TimelineItem],
    desk: DeskId,
    since: Position,
    upto: Position,
    first_words: FirstWords,
) -> tuple[News, ...]:
    """Return what is new in a timeline, oldest first.

    Args:
        items: the timeline of the case.
        desk: whose own doings are no news.
        since: what its author had been shown.
        upto: what is looked at.
        first_words: reads the beginning of a mail.
    """
    told = tuple(items)
    sent = _sent(told)
    found = [
        one
        for item in told
        if item.position is not None and since < item.position <= upto
        for one in _news(item, item.position, desk, sent, first_words)
    ]
    return tuple(sorted(found, key=lambda one: one.position))


def in_one_line(text: str) -> str:
    """Return the first words of a text."""
    if text == BLANK:
        return ""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def _sent(items: tuple[TimelineItem, ...]) -> dict[MessageId, _Sent]:
    """Return the mails that Mailroom sent."""
    sent: dict[MessageId, _Sent] = {}
    for item in items:
        body = item.event.body if item.event is not None else None
        if isinstance(body, e.SentUnchecked):
            sent[body.message_id] = _Sent(unchecked=True)
        elif isinstance(body, e.SendBegun | e.SendDone):
            sent.setdefault(body.message_id, _Sent())
    for item in items:
        name = item.mail.facts.message_id if item.mail is not None else None
        if item.mail is not None and name is not None and name in sent and item.mail.is_ours:
            sent[name] = replace(sent[name], copy=item.mail.facts.key)
    return sent


def _news(
    item: TimelineItem,
    at: Position,
    desk: DeskId,
    sent: dict[MessageId, _Sent],
    first_words: FirstWords,
) -> tuple[News, ...]:
    if item.mail is not None:
        return _of_mail(item, item.mail, sent, first_words)
    if item.event is None or item.standing is not Standing.CONFIRMED or item.event.desk == desk:
        return ()
    body = item.event.body
    kind = _KINDS.get(type(body))
    if kind is None:
        return ()
    words = ""
    if isinstance(body, e.PhoneLogged):
        words = body.text
    elif isinstance(body, e.SendDone | e.SentUnchecked):
        mail = sent[body.message_id]
        if mail.unchecked and kind is NewsKind.ANSWER:
            return ()  # told once, as what it was
        words = first_words(mail.copy) if mail.copy is not None else ""
    told = News(kind=kind, at=item.at, position=at, who=item.by_name, words=in_one_line(words))
    return (told,)


def _of_mail(
    item: TimelineItem,
    mail: MailPlace,
    sent: dict[MessageId, _Sent],
    first_words: FirstWords,
) -> tuple[News, ...]:
    facts = mail.facts
    if facts.history or (facts.message_id is not None and facts.message_id in sent):
        return ()
    if not (mail.is_word or mail.is_ours):
        return ()
    kind = NewsKind.MAIL if mail.is_word else NewsKind.OUTSIDE
    who = facts.sender.name or facts.sender.addr if mail.is_word else ""
    words = in_one_line(first_words(facts.key))
    return (News(kind=kind, at=item.at, position=mail.position, who=who, words=words),)


_KINDS: dict[type, NewsKind] = {
    e.SendDone: NewsKind.ANSWER,
    e.SentUnchecked: NewsKind.UNCHECKED,
    e.SendAbandoned: NewsKind.MAY_HAVE_LEFT,
    e.PhoneLogged: NewsKind.CALL,
    e.Merged: NewsKind.MERGED,
    e.Unmerged: NewsKind.SPLIT,
    e.Split: NewsKind.SPLIT,
    e.MailMoved: NewsKind.SPLIT,
    e.Reopened: NewsKind.REOPENED,
    e.Closed: NewsKind.CLOSED,
    e.Filtered: NewsKind.FILTERED,
}

"""What came while somebody wrote, in words: one sentence for all of it, one line for each (N12)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from mailroom.domain.sends.news import News, NewsKind
from ui.wording import moments, names
from ui.wording.words import tr


def happened(news: Sequence[News]) -> str:
    """Return in one sentence what came while one wrote; "" if nothing is known of it."""
    kinds = {one.kind for one in news}
    if not kinds:
        return ""
    if len(kinds) > 1:
        return tr("Several things happened in this case while you wrote.")
    return _sentences()[news[-1].kind].format(who=_colleague(news[-1]))


def lines(news: Sequence[News], now: datetime, at_most: int) -> tuple[str, ...]:
    """Return the latest of what came, oldest first, and how much more there is."""
    shown = [_line(one, now) for one in news[-at_most:]]
    left = len(news) - len(shown)
    if not left:
        return tuple(shown)
    more = tr("%n more before", "", left)
    if at_most == 1:
        return (tr("{more}, {line}").format(more=more, line=shown[0]),)
    return (more, *shown)


def _line(one: News, now: datetime) -> str:
    who = _customer(one) if one.kind is NewsKind.MAIL else _colleague(one)
    said = _titles()[one.kind].format(who=who)
    time = moments.when_exactly(one.at, now)
    if not one.words:
        return tr("{time} {said}").format(time=time, said=said)
    return tr("{time} {said}: “{words}”").format(time=time, said=said, words=one.words)


def _colleague(one: News) -> str:
    return names.san(one.who) or tr("Somebody")


def _customer(one: News) -> str:
    if not one.who or "@" in one.who:
        return one.who or tr("The customer")
    return tr("{name}", "a customer's name, politely").format(name=one.who)


def _sentences() -> dict[NewsKind, str]:
    return {
        NewsKind.MAIL: tr("A new mail came from the customer while you wrote."),
        NewsKind.ANSWER: tr("{who} answered the customer while you wrote."),
        NewsKind.UNCHECKED: tr("{who} answered the customer without checking while you wrote."),
        NewsKind.MAY_HAVE_LEFT: tr("An answer of {who} may have left while you wrote."),
        NewsKind.OUTSIDE: tr("Somebody answered outside Mailroom while you wrote."),
        NewsKind.CALL: tr("{who} noted a call with the customer while you wrote."),
        NewsKind.MERGED: tr("{who} merged another case into this one while you wrote."),
        NewsKind.SPLIT: tr("{who} moved mails out of this case while you wrote."),
        NewsKind.REOPENED: tr("{who} opened the case again while you wrote."),
        NewsKind.CLOSED: tr("{who} set the case to done while you wrote."),
        NewsKind.FILTERED: tr("{who} filtered the case out while you wrote."),
    }


def _titles() -> dict[NewsKind, str]:
    return {
        NewsKind.MAIL: tr("mail from {who}"),
        NewsKind.ANSWER: tr("reply of {who}"),
        NewsKind.UNCHECKED: tr("reply of {who}, sent unchecked"),
        NewsKind.MAY_HAVE_LEFT: tr("reply of {who} that may have left"),
        NewsKind.OUTSIDE: tr("reply from outside Mailroom"),
        NewsKind.CALL: tr("phone note of {who}"),
        NewsKind.MERGED: tr("cases merged by {who}"),
        NewsKind.SPLIT: tr("mails moved out by {who}"),
        NewsKind.REOPENED: tr("opened again by {who}"),
        NewsKind.CLOSED: tr("set to done by {who}"),
        NewsKind.FILTERED: tr("filtered out by {who}"),
    }

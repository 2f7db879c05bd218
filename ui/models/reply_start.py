"""How a reply begins: recipients, subject, salutation and quote, from the mail it answers.

Pure building of a ``Draft`` from what the room reads; knows no widgets. The core renders the mail
later; nothing here decides what is sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import tzinfo
from enum import Enum

from mailroom.domain.drafts import Draft, DraftTab, ReplyKind
from mailroom.domain.honorifics import greeted
from mailroom.domain.mails import Automatic, Direction
from mailroom.domain.people import Address
from mailroom.domain.query import CaseDetail, ItemKind, MailBody, TimelineItem
from mailroom.domain.templates.filling import without_greeting
from mailroom.ids import MailKey
from ui.wording.words import tr

_REPLY_MARK = re.compile(r"^\s*(?:(?:re|aw|sv|返信)\s*(?:\[\d+\])?\s*[:：]\s*)+", re.IGNORECASE)
_FORWARD_MARK = re.compile(r"^\s*(?:(?:fwd?|転送)\s*[:：]\s*)+", re.IGNORECASE)


class ReplyMode(Enum):
    """What the person wants to write to the customer."""

    REPLY = "reply"
    REPLY_ALL = "reply_all"
    FORWARD = "forward"
    INTERIM = "interim"  # お待たせ連絡, also while an escalation is open (rule 31)


KINDS = {
    ReplyMode.REPLY: ReplyKind.REPLY,
    ReplyMode.REPLY_ALL: ReplyKind.REPLY_ALL,
    ReplyMode.FORWARD: ReplyKind.FORWARD,
    ReplyMode.INTERIM: ReplyKind.REPLY,
}


def answered_mail(items: Iterable[TimelineItem]) -> MailKey | None:
    """Return the mail a reply answers: the customer's last word, else the last mail there is.

    Never a mail of an escalation: its writer is no customer, and its words stay inside.
    """
    words: MailKey | None = None
    anything: MailKey | None = None
    for item in items:
        if item.kind is not ItemKind.MAIL or item.mail is None:
            continue
        facts = item.mail.facts
        if facts.direction is Direction.BY_HAND or item.mail.internal:
            continue
        anything = facts.key
        if facts.direction is Direction.INBOUND and facts.automatic is not Automatic.BOUNCE:
            words = facts.key
    return words or anything


def begin(
    detail: CaseDetail,
    body: MailBody | None,
    mode: ReplyMode,
    *,
    own: frozenset[str],
    customer: Address | None = None,
    zone: tzinfo | None = None,
    signature: str = "",
    opening: str = "",
) -> Draft:
    """Return a fresh draft; its basis is what ``detail`` shows (rule 18).

    ``customer`` is who wrote the mail that one of us passed on: the reply goes there.
    """
    case = detail.row.case
    kind = KINDS[mode]
    to, cc = _recipients(body, detail.contact, kind, own)
    if customer is not None and kind is not ReplyKind.FORWARD:
        left_out = own | {customer.addr, *(one.addr for one in to)}
        to, cc = (customer,), tuple(_without(cc, left_out))
    return Draft(
        case=case.id,
        tab=DraftTab.REPLY,
        kind=kind,
        text=_first_words(to, signature, opening),
        to=to,
        cc=cc,
        subject=_subject(body.subject if body else case.subject, kind),
        answers=body.key if body else None,
        shown=detail.seen,
        fields=(("quote", _quote(body, kind, zone)),) if body else (),
    )


def _recipients(
    body: MailBody | None, contact: Address, kind: ReplyKind, own: frozenset[str]
) -> tuple[tuple[Address, ...], tuple[Address, ...]]:
    if kind is ReplyKind.FORWARD:
        return (), ()
    if body is None:
        return ((contact,) if "@" in contact.addr else ()), ()
    ours = body.sender.addr in own
    to = tuple(_without(body.to, own)) if ours else (body.sender,)
    if kind is ReplyKind.REPLY:
        return to, ()
    taken = own | {address.addr for address in to}
    others = body.cc if ours else (*body.to, *body.cc)
    return to, tuple(_without(others, taken))


def _without(addresses: Iterable[Address], left_out: frozenset[str]) -> list[Address]:
    seen = set(left_out)
    kept = []
    for address in addresses:
        if address.addr not in seen:
            seen.add(address.addr)
            kept.append(address)
    return kept


def _subject(subject: str, kind: ReplyKind) -> str:
    plain = _FORWARD_MARK.sub("", _REPLY_MARK.sub("", subject)).strip()
    return f"Fwd: {plain}" if kind is ReplyKind.FORWARD else f"Re: {plain}"


def _first_words(to: tuple[Address, ...], signature: str, opening: str) -> str:
    called = greeted(to[0].name) if len(to) == 1 else ""
    greeting = f"{called}\n\n" if called else ""
    ending = f"\n\n{signature.strip()}\n" if signature.strip() else ""
    return greeting + without_greeting(opening, greeting) + ending


def _quote(body: MailBody, kind: ReplyKind, zone: tzinfo | None) -> str:
    at = f"{body.sent_at.astimezone(zone):%Y/%m/%d %H:%M}" if body.sent_at else ""
    who = f"{body.sender.name} <{body.sender.addr}>" if body.sender.name else body.sender.addr
    if kind is ReplyKind.FORWARD:
        head = tr("----- Forwarded mail -----\nFrom: {who}\nDate: {at}\nSubject: {subject}").format(
            who=who, at=at, subject=body.subject
        )
        return f"{head}\n\n{body.text.strip()}"
    lines = "\n".join(f"> {line}".rstrip() for line in body.text.strip().splitlines())
    return tr("{at} {who}:").format(at=at, who=who) + f"\n{lines}"

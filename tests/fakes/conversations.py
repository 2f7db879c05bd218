"""Facts of made-up conversations with their truth, for asking how well threading finds them.

Every conversation loses some of what ties its mails together, as mail in the wild does. The same
(count, seed) gives the same mails, in order of arrival.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from mailroom.domain.mails import Automatic, Direction, MailFacts
from mailroom.domain.people import Address
from mailroom.ids import MailKey, MessageId

SUPPORT = "support@shop.example"
COLLEAGUE = "eigyo@shop.example"
START = datetime(2026, 1, 5, tzinfo=UTC)
LINKS = ("full", "in_reply_to", "orphan", "subject", "outlook", "new_subject", "bounce", "reply")
_WEIGHTS = (55, 12, 3, 6, 8, 4, 4, 8)
_GENERIC = ("お問い合わせ", "質問", "至急", "question")
_DOMAINS = ("gmail.com", "docomo.ne.jp", "firm{n}.example", "firm{n}.example")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One mail, the conversation it belongs to, and what ties it there."""

    facts: MailFacts
    thread: int
    link: str


def conversations(count: int, seed: int) -> list[Said]:
    """Return ``count`` mails in order of arrival."""
    rng = random.Random(seed)
    said: list[Said] = []
    thread = 0
    while len(said) < count * 11 // 10:
        said += _conversation(rng, thread)
        thread += 1
    return sorted(said, key=lambda one: (one.facts.sent_at, one.facts.key))[:count]


def _conversation(rng: random.Random, thread: int) -> Iterator[Said]:
    who = thread if rng.random() < 0.7 else thread // 10  # some have several matters at once
    domain = _DOMAINS[who % len(_DOMAINS)].format(n=who % 7)
    customer = f"customer{who}@{domain}"
    subject = rng.choice(_GENERIC) if rng.random() < 0.05 else f"注文 {thread} について"
    at = START + timedelta(minutes=40 * thread + rng.randrange(30))
    passed_on = rng.random() < 0.04
    before: list[MailFacts] = []
    for place in range(rng.choice((1, 1, 2, 3, 4, 6, 9))):
        link = rng.choices(LINKS, _WEIGHTS)[0] if before else "root"
        ours = bool(before) and before[-1].sender.addr != SUPPORT and rng.random() < 0.8
        at += timedelta(minutes=rng.randrange(3, 900))
        if link == "bounce" and not any(one.sender.addr == SUPPORT for one in before):
            link = "full"
        facts = _mail(
            rng,
            link,
            before,
            customer=customer,
            subject=subject,
            at=at,
            ours=ours,
            key=f"{thread}.{place}",
        )
        if passed_on and not before:
            facts = _passed_on(facts, customer)
        yield Said(facts=facts, thread=thread, link=link)
        if link not in {"bounce", "reply"}:
            before.append(facts)


def _mail(
    rng: random.Random,
    link: str,
    before: list[MailFacts],
    *,
    customer: str,
    subject: str,
    at: datetime,
    ours: bool,
    key: str,
) -> MailFacts:
    chain = tuple(one.message_id for one in before if one.message_id is not None)
    gone = MessageId(f"<gone.{key}>")
    parent, references = chain[-1:], chain
    if link in {"subject", "outlook", "bounce", "root"}:
        parent = references = ()
    elif link == "in_reply_to":
        references = ()
    elif link == "orphan":
        parent, references = (gone,), ()
    elif link == "reply":
        parent, references = (chain[-1:] if rng.random() < 0.5 else ()), ()
    returned = next((one for one in reversed(before) if one.sender.addr == SUPPORT), None)
    machine = link in {"bounce", "reply"}
    out = ours and not machine
    sender = "mailer-daemon@mx.example" if link == "bounce" else SUPPORT if out else customer
    clean = f"別件 {key}" if link in {"new_subject", "outlook"} else subject
    return MailFacts(
        key=MailKey(key),
        direction=Direction.OUTBOUND if out else Direction.INBOUND,
        message_id=None if rng.random() < 0.01 else MessageId(f"<{key}@example>"),
        in_reply_to=parent,
        references=references,
        subject=clean if not before else f"Re: {clean}",
        clean_subject="undelivered" if link == "bounce" else clean.casefold(),
        reply_marked=bool(before) and link not in {"bounce", "new_subject"},
        sent_at=at,
        arrived_at=at,
        sender=Address(addr=sender),
        recipients=(Address(addr=customer if out else SUPPORT),),
        automatic=_automatic(link),
        bounced=returned.message_id if link == "bounce" and returned is not None else None,
        thread_index=f"index{key.partition('.')[0]}" if not machine else "",
    )


def _automatic(link: str) -> Automatic:
    return {"bounce": Automatic.BOUNCE, "reply": Automatic.REPLY}.get(link, Automatic.NO)


def _passed_on(facts: MailFacts, customer: str) -> MailFacts:
    inside = Address(addr=customer)
    return replace(facts, sender=Address(addr=COLLEAGUE), forwarded=inside, reply_marked=True)

"""A small mailbox of made-up support mail: threads, Japanese bodies, duplicates, odd mails.

The same (count, seed) gives the same bytes. Mails come in order of arrival.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, formataddr

TEAM = "support@team.example"

_SUBJECTS = (
    "返品について",
    "請求書の金額が違います",
    "ログインできません",
    "Where is my order?",
    "納期のご相談",
    "製品の使い方",
    "Question about the invoice",
)
_WORDS = (
    "お世話になっております。",
    "急ぎでお願いします。",
    "写真を添付します。",
    "Thank you.",
    "①と㈱の件です。",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One mail of the corpus and what is known of it."""

    raw: bytes
    at: datetime
    thread: int
    ours: bool  # lies in Sent
    message_id: str


def letters(
    count: int, *, newest: datetime, step: timedelta = timedelta(hours=3), seed: int = 1
) -> Iterator[Letter]:
    """Yield ``count`` mails, the last one at ``newest``."""
    rng = random.Random(seed)
    threads: list[list[str]] = []
    last: Letter | None = None
    for number in range(count):
        at = newest - step * (count - 1 - number)
        if last is not None and number % 97 == 96:  # a second delivery of the same mail
            yield Letter(
                raw=last.raw, at=at, thread=last.thread, ours=last.ours, message_id=last.message_id
            )
            continue
        reply = bool(threads) and rng.random() < 0.45
        thread = rng.randrange(max(0, len(threads) - 8), len(threads)) if reply else len(threads)
        if not reply:
            threads.append([])
        last = _letter(rng, number, at, thread, threads[thread])
        threads[thread].append(last.message_id)
        yield last


def _letter(
    rng: random.Random, number: int, at: datetime, thread: int, before: list[str]
) -> Letter:
    ours = bool(before) and rng.random() < 0.4
    customer = formataddr((f"お客様{thread}", f"customer{thread}@shop{thread % 40}.example"))
    mail = EmailMessage()
    mail["From"] = formataddr(("サポート", TEAM)) if ours else customer
    mail["To"] = customer if ours else TEAM
    subject = f"{_SUBJECTS[thread % len(_SUBJECTS)]} {thread}"
    mail["Subject"] = f"Re: {subject}" if before else subject
    mail["Date"] = format_datetime(at)
    message_id = f"<{number}.{thread}@{'team' if ours else 'shop'}.example>"
    mail["Message-ID"] = message_id
    if before:
        mail["In-Reply-To"] = before[-1]
        mail["References"] = " ".join(before[-10:])
    text = "\n".join(rng.choices(_WORDS, k=3))
    mail.set_content(text, charset="utf-8", cte="base64" if number % 2 else "8bit")
    if number % 11 == 0:
        mail.add_attachment(bytes(range(256)), "application", "pdf", filename=f"領収書{number}.pdf")
        mail.set_boundary(f"part-{number}")
    return Letter(raw=mail.as_bytes(), at=at, thread=thread, ours=ours, message_id=message_id)

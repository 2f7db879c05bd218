"""One mail from bytes to what is kept of it; the work of the reader process.

Imports no database: a process that is started for a single mail is there at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path

from mailroom.domain.mails import Direction, MailFacts
from mailroom.domain.people import Address, FolderRole
from mailroom.domain.query import MailBody
from mailroom.ids import MailboxId
from mailroom.mail.reading.card import body_of
from mailroom.mail.reading.parse import parse_mail
from mailroom.mail.reading.parsed import ParsedMail
from mailroom.mail.reading.second_reader import by_force
from mailroom.mail.threads import facts_of, key_of_bytes, mail_key
from mailroom.store.searching.grams import mail_grams

MEMORY = 2 * 1024**3
"""Bytes of address space that reading may take, beyond what the program itself does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamView:
    """What of the team bears on how a mail is read."""

    own_addresses: frozenset[str]
    secret: bytes  # of our Message-IDs


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A mail to read, with what the server said about it.

    ``charsets`` holds what a person of this PC chose to read mail of some senders as (N30).
    """

    raw: bytes
    arrived_at: datetime
    role: FolderRole
    mailbox: MailboxId
    history: bool
    team: TeamView
    charsets: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What was read of a mail; ``problem`` says why that is no more than its header."""

    facts: MailFacts
    body: MailBody
    grams: str
    problem: str = ""


def serve(pipe: Connection) -> None:
    """Read mails until the other end hangs up; runs in the worker process.

    The first thing said is that it works; then one answer for each task of a list.
    """
    _limit_memory()
    try:
        pipe.send(True)
        while True:
            for task in pipe.recv():
                pipe.send(read(task))
    except (EOFError, OSError, KeyboardInterrupt):
        return


def _limit_memory() -> None:
    """Let a mail that would eat all memory fail alone, where the system offers that."""
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not on Windows

        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        most = pages * resource.getpagesize() + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))


def read(task: Task) -> Words:
    """Read one mail; what cannot be read as it should be is read by force (N17)."""
    try:
        parsed = parse_mail(task.raw)
        facts = _facts(parsed, task)
        chosen = task.charsets.get(facts.sender.addr)
        if chosen:  # facts are of the bytes alone: every desk tells the same (rule 22)
            parsed = parse_mail(task.raw, charset=chosen)
        body = body_of(parsed, facts.key, with_html=False)
        return Words(facts=facts, body=body, grams=mail_grams(body))
    except Exception as error:  # noqa: BLE001 - R4: no mail may stop the queue
        return read_by_force(task, f"{type(error).__name__}: {error}"[:500])


def read_by_force(task: Task, problem: str) -> Words:
    """Return what the header of an unreadable mail says; its card shows the mail as it came.

    The key is the same that a desk gives which can read the mail (rule 23), for it is made of
    the header alone.
    """
    parsed = replace(by_force(task.raw), text="", parts=())  # nothing is looked for in its words
    try:
        facts = _facts(parsed, task)
    except Exception:  # noqa: BLE001 - the last line of defence: the mail still makes a case
        facts = _least(parsed, task)
    facts = replace(facts, unreadable=True, has_attachments=False)
    body = MailBody(
        key=facts.key,
        message_id=facts.message_id,
        subject=facts.subject,
        sender=facts.sender,
        to=facts.recipients,
        sent_at=facts.sent_at,
        defects=parsed.defects,
        unreadable=problem,
    )
    return Words(facts=facts, body=body, grams=mail_grams(body), problem=problem)


def _facts(parsed: ParsedMail, task: Task) -> MailFacts:
    facts = facts_of(
        parsed,
        own_addresses=task.team.own_addresses,
        folder_role=task.role,
        arrived_at=task.arrived_at,
        size=len(task.raw),
        secret=task.team.secret,
        history=task.history,
    )
    return replace(facts, mailbox=task.mailbox)


def _least(parsed: ParsedMail, task: Task) -> MailFacts:
    """Return what is known of a mail of which not even the header can be understood."""
    key = key_of_bytes(task.raw)
    with suppress(Exception):
        key = mail_key(parsed)
    return MailFacts(
        key=key,
        mailbox=task.mailbox,
        direction=Direction.OUTBOUND if task.role is FolderRole.SENT else Direction.INBOUND,
        sent_at=task.arrived_at,
        arrived_at=task.arrived_at,
        sender=Address(addr=""),
        history=task.history,
        size=len(task.raw),
    )

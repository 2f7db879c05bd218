"""What works with a mailbox and what does not, asked step by step (design sections 1, 4).

Owns the questions. Must not change anything, and must not print.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from enum import Enum

from mailroom.clock import Clock
from mailroom.domain.records.replica import Alarm
from mailroom.errors import MailroomError, RuleBroken
from mailroom.imap.client import ImapClient
from mailroom.imap.folders import INBOX
from mailroom.service import accounts, credentials
from mailroom.service.line import JOURNAL_FOLDER
from mailroom.service.profiles import Profile
from mailroom.settings import JournalKind
from mailroom.smtp.send import check_login
from mailroom.store.store import Store

OPTIONAL = ("IDLE", "NOTIFY", "UIDPLUS", "CONDSTORE", "QUOTA", "SPECIAL-USE")


class Health(Enum):
    """How a question came out."""

    GOOD = "good"
    NOTE = "note"  # it works, but slower or with less
    BAD = "bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One answer; ``what`` is a stable word, ``detail`` the facts."""

    what: str
    health: Health
    detail: str = ""
    error: MailroomError | None = None


def examine(profile: Profile, clock: Clock) -> Iterator[Finding]:
    """Ask everything; a failure is an answer too."""
    yield from _record(profile, clock)
    try:
        password = credentials.password_of(profile)
    except MailroomError as error:
        yield Finding(what="password", health=Health.BAD, error=error)
        return
    try:
        client = accounts.connect(profile.config.account, password, timeout=30)
    except MailroomError as error:
        yield Finding(what="imap", health=Health.BAD, error=error)
    else:
        with client:
            yield from _mailbox(profile, client)
    yield _smtp(profile, password)


def _record(profile: Profile, clock: Clock) -> Iterator[Finding]:
    """Say how far this PC has read the team's record, or what it last found wrong with it."""
    try:
        store = Store.open(profile.folder, clock)
    except MailroomError as error:
        yield Finding(what="journal", health=Health.BAD, error=error)
        return
    with closing(store):
        yield _ledger(store)
        replica = store.replica
        alarm, detail = replica.alarm()
        if alarm is Alarm.NONE:
            waiting = replica.pending_count()
            said = f"read to {replica.cursor().head}, {waiting} waiting"
            yield Finding(what="journal", health=Health.GOOD, detail=said)
            return
        health = Health.BAD if alarm.read_only else Health.NOTE
        yield Finding(what="journal", health=health, error=RuleBroken(alarm, detail))


def _ledger(store: Store) -> Finding:
    """Say whether every mail on the server was accounted for at the last pass (I13)."""
    ledger = store.add_up()
    said = f"{ledger.server} mails"
    if ledger.missed:
        said += f", {ledger.missed} suddenly gone"
    if ledger.missing:
        said += f", {ledger.missing} not accounted for"
    health = Health.GOOD if ledger.adds_up else Health.BAD
    return Finding(what="ledger", health=health, detail=said)


def _mailbox(profile: Profile, client: ImapClient) -> Iterator[Finding]:
    yield Finding(what="imap", health=Health.GOOD, detail=client.host)
    for name in OPTIONAL:
        there = any(one == name or one.startswith(f"{name}=") for one in client.capabilities)
        health = Health.GOOD if there else Health.NOTE
        yield Finding(what=name.lower(), health=health, detail="yes" if there else "no")
    yield _ask("inbox", lambda: f"{client.status(INBOX).exists} mails")
    yield _ask("sent", client.sent_folder)
    if profile.config.journal is JournalKind.IMAP:
        folder = client.resolve(JOURNAL_FOLDER)
        yield _ask("journal", lambda: f"{folder}: {client.status(folder).exists} messages")
    quota = client.quota()
    if quota is not None and quota.limit:
        free = 1 - quota.used / quota.limit
        health = Health.GOOD if free > 0.15 else Health.BAD  # noqa: PLR2004 - design section 4
        yield Finding(what="room", health=health, detail=f"{free:.0%} free of {quota.limit} bytes")


def _smtp(profile: Profile, password: str) -> Finding:
    account = profile.config.account
    if account.smtp is None:
        return Finding(what="smtp", health=Health.NOTE, detail="none given")
    server = accounts.smtp_of(account, password)

    def log_in() -> str:
        check_login(server, deadline=30)
        return server.host

    return _ask("smtp", log_in)


def _ask(what: str, question: Callable[[], str]) -> Finding:
    try:
        return Finding(what=what, health=Health.GOOD, detail=question())
    except MailroomError as error:
        return Finding(what=what, health=Health.BAD, error=error)
